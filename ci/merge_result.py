"""What a pull request would make of the base branch, with nothing of it but documents.

usage: python3 -IS merge_result.py BASE PULL INTO

BASE and PULL are clones; INTO is made: the base branch, or where PULL stands, one commit on top of it. That commit holds the
merge result of the controlled folders (as BASE's own sapat.toml names them), of registers/ without their schemas, and of the
texts and pictures below docs/. Everything else stays as it is on the base branch: the checker, sapat.toml, mkdocs.yml,
themes, hooks, plugins. Only the standard library, and no process but Git.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

PAGES = (".md", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".pdf")
SEEN = ("CHANGELOG.md", ".gitattributes")  # nothing runs them, and rules look at them
SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.symlinks=false")
ENV = {
    **{key: told for key, told in os.environ.items() if not key.startswith("GIT_")},
    **{f"GIT_{who}_{what}": "sapat" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
}


def git(root: Path, *args: str, **env: str) -> str:
    command = ("git", *SAFE, "-c", "safe.directory=*", "-C", str(root), *args)
    done = subprocess.run(command, env=ENV | env, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"git {args[0]} failed: the pull request cannot be merged as it is")
    return done.stdout.decode(errors="surrogateescape")


def is_document(path: str, mode: str, controlled: list[str]) -> bool:
    """Whether a path of the merge result is taken; all of a controlled folder is, since the rules must see it."""
    if path.endswith("/schema.json"):
        return False
    if path in SEEN or path.startswith(("registers/", *(folder + "/" for folder in controlled))):
        return True
    return path.startswith("docs/") and path.lower().endswith(PAGES) and mode in ("100644", "000000")


def main(base: Path, pull: Path, into: Path) -> None:
    git(Path(), "clone", "--quiet", "--no-checkout", "--no-hardlinks", str(base), str(into))
    tip = git(base, "rev-parse", "HEAD").strip()
    git(into, "fetch", "--quiet", str(base.resolve()), tip)
    git(into, "checkout", "--quiet", "--detach", tip)
    if not pull.exists():
        return
    head = git(pull, "rev-parse", "HEAD").strip()
    git(into, "fetch", "--quiet", str(pull.resolve()), head)
    days = [git(into, "show", "-s", "--format=%ct", one).strip() for one in (tip, head)]
    when = f"@{min(max(map(int, days)), int(time.time()))} +0000"  # no commit decides that tomorrow has come
    git(into, "merge", "--quiet", "--no-ff", "-m", "merge", head, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    merged = git(into, "rev-parse", "HEAD").strip()
    git(
        into, "update-ref", "refs/sapat/proposed", merged
    )  # so that the comment can tell what its settings would loosen
    controlled = tomllib.loads(git(into, "show", f"{tip}:sapat.toml"))["controlled"]
    git(into, "read-tree", tip)
    rows = git(into, "diff-tree", "-r", "-z", "--raw", "--no-renames", tip, merged).split("\0")
    for told, path in zip(rows[::2], rows[1::2], strict=False):
        _, mode, _, blob, _ = told.split(" ")
        if not is_document(path, mode, controlled):
            print(f"as on the base branch: {path!r}")
        elif mode == "000000":
            git(into, "update-index", "--force-remove", "--", path)
        else:
            git(into, "update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
    tree = git(into, "write-tree").strip()
    made = git(
        into, "commit-tree", tree, "-p", tip, "-p", head, "-m", "documents",
        GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when,
    )  # fmt: skip
    git(into, "checkout", "--quiet", "--force", "--detach", made.strip())
    git(into, "clean", "-ffdxq")  # the merge left here what was not taken of it: a schema would be used


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
