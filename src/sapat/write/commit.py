"""`--commit` by plumbing: exactly the files of a verb become one commit; moving the branch is the commit point.

Objects first, then `update-ref` with the old value, then the index of the work tree: whatever else is staged or edited
there stays as it is, and no hook and no editor comes between (findings: reliability §4).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.files import File
from sapat.model.words import Words
from sapat.read.git import Git

_SAFE: Final = ("-c", "core.fsync=all")  # Git's default may lose an acknowledged commit in a power cut
_UNFINISHED: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


def ready(root: Path, git: Git) -> None:
    """Raises SapatError when a commit could not be made now: nobody's name, a merge in progress."""
    from git import Repo  # 130 ms: only for who commits

    with Repo(root) as repo, repo.config_reader() as config:
        for key in ("name", "email"):
            told = os.environ.get(f"GIT_AUTHOR_{key.upper()}") or config.get_value("user", key, "")
            if not told:
                raise SapatError(
                    Words(
                        "Git сиздин user.{key} маалыматыңызды билбейт",
                        "Git не знает ваш user.{key}",
                        "Git does not know your {key}",
                    ),
                    do=Words(
                        'git config --global user.{key} "…" деп жазыңыз',
                        'напишите: git config --global user.{key} "…"',
                        'git config --global user.{key} "…"',
                    ),
                    key=key,
                )
    for name in _UNFINISHED:
        told = git.run("rev-parse", "--git-path", name).decode(errors="surrogateescape").rstrip("\n")
        if (root / told).exists():
            raise SapatError(
                Words(
                    "бул жерде merge же rebase бүтө элек",
                    "здесь не завершён merge или rebase",
                    "a merge or rebase is not finished here",
                ),
                do=Words(
                    "адегенде аны бүтүрүңүз: git status",
                    "сначала завершите его: git status",
                    "finish it first: git status",
                ),
            )


def commit(git: Git, files: Mapping[str, bytes | None], known: Mapping[str, File], message: str) -> str:
    """Commit *files* (None: removed) on the branch checked out; the id of the commit.

    *known* gives the mode and blob id each file was judged with. Raises SapatError when the branch moved meanwhile.
    """
    writer = Git(git.root, writing=True)
    former = git.attempt("rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip()
    rows = "".join(_row(writer, path, data, known, former) for path, data in files.items())
    with tempfile.TemporaryDirectory() as spare:
        own = {"GIT_INDEX_FILE": os.path.join(spare, "index")}
        if former:
            writer.run("read-tree", former, extra=own)
        writer.run("update-index", "-z", "--index-info", feed=rows.encode(), extra=own)
        tree = writer.run(*_SAFE, "write-tree", extra=own).decode().strip()
    parents = ["-p", former] if former else []
    signed = ["-S"] if writer.attempt("config", "--bool", "commit.gpgsign").stdout.strip() == b"true" else []
    made = writer.run(*_SAFE, "commit-tree", tree, *parents, *signed, feed=message.encode()).decode().strip()
    zero = "0" * len(made)
    moved = writer.attempt("update-ref", "-m", f"sapat: {message.splitlines()[0]}", "HEAD", made, former or zero)
    if moved.returncode:
        raise SapatError(
            Words(
                "коммит жасалып жатканда бутак жылып кетти",
                "пока делался коммит, ветка сдвинулась",
                "the branch moved while the commit was made",
            ),
            do=Words("буйрукту кайра иштетиңиз", "запустите команду ещё раз", "run the command again"),
        )
    refresh(writer, list(files))
    return made


def _row(writer: Git, path: str, data: bytes | None, known: Mapping[str, File], former: str) -> str:
    """A line of `update-index --index-info`; what Git stores must be what was judged."""
    if data is None:
        return f"0 {'0' * len(former)}\t{path}\0" if former else ""
    made = writer.run(*_SAFE, "hash-object", "-w", "--stdin", f"--path={path}", feed=data).decode().strip()
    file = known[path]
    if made != file.blob:
        raise SapatError(f"Git would store other bytes of {path}", do="look for filters and eol in .gitattributes")
    return f"{file.mode:o} {made}\t{path}\0"


def refresh(git: Git, paths: Sequence[str]) -> None:
    """Bring the index entries of *paths* to the commit checked out. The commit stands even when the index is locked."""
    fed = "\0".join(paths).encode()
    git.attempt("reset", "-q", "--pathspec-from-file=-", "--pathspec-file-nul", "HEAD", feed=fed)
