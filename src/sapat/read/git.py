"""The one door to Git: fixed arguments, `-z`, nobody's configuration, no replaced objects (findings: reliability §2).

No text of a user ever stands where Git could take it for an option: revisions go behind `--end-of-options`, paths behind `--`.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.words import Words

# What a server hook or a pre-commit hook needs to see the same objects as the Git that started it.
_KEPT: Final = (
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
)
_LOOK: Final = Words(
    "репозиторийди караңыз: git status; git fsck",
    "осмотрите репозиторий: git status; git fsck",
    "look at the repository with: git status; git fsck",
)
FAILED: Final = Words("git {verb} аткарылган жок", "git {verb} не выполнен", "git {verb} failed")
_SAID: Final = Words("git {verb}: {said}", "git {verb}: {said}", "git {verb}: {said}")
_FIXED: Final = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotepath=off",
    "-c",
    "protocol.ext.allow=never",
    "-c",
    "gc.auto=0",
)


def environment(*, writing: bool = False) -> dict[str, str]:
    """The environment of every Git process: the caller's without `GIT_*`, except what hooks need.

    Reading ignores the system's and the user's configuration; writing keeps them, since they say who commits.
    """
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    for key in _KEPT:
        if told := os.environ.get(key):
            env[key] = told if key == "GIT_ALTERNATE_OBJECT_DIRECTORIES" else os.path.abspath(told)
    env |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    if writing:
        for key in (
            "GIT_AUTHOR_NAME",
            "GIT_AUTHOR_EMAIL",
            "GIT_AUTHOR_DATE",
            "GIT_COMMITTER_NAME",
            "GIT_COMMITTER_EMAIL",
            "GIT_COMMITTER_DATE",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_SYSTEM",
            "GIT_CONFIG_NOSYSTEM",
        ):
            if told := os.environ.get(key):
                env[key] = told
    else:
        env |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        # no grafted history, and what a partial clone lacks is missing: nothing is fetched behind the reader's back
        env |= {"GIT_GRAFT_FILE": os.devnull, "GIT_ALLOW_PROTOCOL": "none"}
    return env


@dataclass(frozen=True, slots=True)
class Shape:
    """What a repository is like, which nothing that is done here changes."""

    algorithm: str  # of its object ids: sha1 or sha256
    shallow: bool  # its history is cut off
    common: Path  # the folder of what all its work trees share


_SHAPE: Final = ("--show-object-format", "--is-shallow-repository", "--git-common-dir")
_ROWS: Final = 6  # whether it is bare, the shape, the top, and nothing behind the last line


class Git:
    """Git in one repository; every call is a process with fixed arguments."""

    def __init__(
        self, root: Path, *, writing: bool = False, settings: Sequence[str] = (), held: int | None = None
    ) -> None:
        """*held* is a lock that every process shares: while one lives, it is held."""
        self.root = root
        self._held = () if held is None or os.name == "nt" else (held,)
        self._env = environment(writing=writing)
        more = [word for one in settings for word in ("-c", one)]
        self._start = ("git", *_FIXED, *more, "-c", f"safe.directory={root}", "-c", "safe.directory=*", "-C", str(root))

    @cached_property
    def shape(self) -> Shape:
        """What this repository is like. Raises SapatError where Git cannot tell."""
        told = self.run("rev-parse", *_SHAPE).decode(errors="surrogateescape")
        return self.shaped(*told.removesuffix("\n").split("\n", 2))

    def shaped(self, algorithm: str, shallow: str, common: str) -> Shape:
        """The shape as Git tells it here."""
        return Shape(algorithm, shallow == "true", (self.root / common).resolve())

    @property
    def common(self) -> Path:
        """The folder of what all work trees of a repository share."""
        return self.shape.common

    def command(self, *args: str) -> tuple[str, ...]:
        return (*self._start, *args)

    @property
    def settings(self) -> list[str]:
        """The configuration every process gets, as `key=value`: for a process that another door starts."""
        return [told for flag, told in itertools.pairwise(self._start) if flag == "-c"]

    def run(self, *args: str, feed: bytes | None = None, extra: dict[str, str] | None = None) -> bytes:
        """What `git args` prints. Raises SapatError with Git's own words when it fails."""
        done = self.attempt(*args, feed=feed, extra=extra)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise SapatError(_SAID if said else FAILED, do=_LOOK, verb=args[0], said=said)
        return done.stdout

    def attempt(
        self, *args: str, feed: bytes | None = None, extra: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """The finished process, whatever its exit code. Raises SapatError when there is no Git."""
        try:
            return subprocess.run(
                self.command(*args),
                input=feed,
                stdin=subprocess.DEVNULL if feed is None else None,
                capture_output=True,
                env=self._env | (extra or {}),
                pass_fds=self._held,
                check=False,
            )
        except FileNotFoundError:
            raise SapatError(
                Words("git орнотулган эмес", "git не установлен", "git is not installed"),
                do=Words(
                    "git 2.30 же андан жаңысын орнотуңуз", "установите git 2.30 или новее", "install git 2.30 or newer"
                ),
            ) from None

    def stream(self, *args: str) -> Iterator[bytes]:
        """What `git args` prints, in pieces as it comes. Raises SapatError at the end when it failed."""
        with subprocess.Popen(
            self.command(*args),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._env,
        ) as process:
            assert process.stdout
            while piece := process.stdout.read(1 << 18):
                yield piece
        if process.returncode:
            raise SapatError(FAILED, do=_LOOK, verb=args[0])

    def commit(self, revision: str) -> str:
        """The id of the commit a revision names. Raises SapatError when there is none."""
        done = self.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if done.returncode:
            raise SapatError(
                Words(
                    "бул жерде «{revision}» деген коммит жок",
                    "здесь нет коммита «{revision}»",
                    "there is no commit {revision!r} here",
                ),
                do=Words(
                    "бар коммиттерди караңыз: git log --oneline --all",
                    "посмотрите известные: git log --oneline --all",
                    "see the known ones with: git log --oneline --all",
                ),
                revision=revision,
            )
        return done.stdout.decode().strip()

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """(id, bytes) of each object, through one `cat-file --batch`. Raises SapatError for an object that is missing."""
        asked = list(ids)
        if not asked:
            return
        with subprocess.Popen(
            self.command("cat-file", "--batch", "--buffer"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._env,
        ) as process:
            assert process.stdin and process.stdout
            into = process.stdin

            def feed() -> None:
                try:
                    into.write("".join(one + "\n" for one in asked).encode())
                    into.close()
                except BrokenPipeError:
                    pass  # the reader below says what is missing

            writer = threading.Thread(target=feed, daemon=True)
            writer.start()
            for one in asked:
                head = process.stdout.readline().split()
                if len(head) != 3 or head[1] != b"blob":
                    process.kill()
                    raise SapatError(
                        Words(
                            "репозиторийде {one} объекти жок",
                            "в репозитории нет объекта {one}",
                            "the repository lacks the object {one}",
                        ),
                        do=Words(
                            "git fsck иштетиңиз; толук клондон кайра алыңыз",
                            "выполните git fsck; получите его снова из полного клона",
                            "run git fsck; fetch it again from a full clone",
                        ),
                        one=one,
                    )
                size = int(head[2])
                data = process.stdout.read(size)
                process.stdout.read(1)
                if len(data) != size:
                    raise SapatError(
                        Words(
                            "{one} объекти окулуп жатканда git токтоду",
                            "git остановился при чтении объекта {one}",
                            "git stopped while reading object {one}",
                        ),
                        do=Words("git fsck иштетиңиз", "выполните git fsck", "run git fsck"),
                        one=one,
                    )
                yield one, data
            writer.join()


def open_git(start: Path) -> Git | None:
    """Git at the top of the tree that holds *start* (or the bare repository itself); None where there is no Git."""
    git = Git(start)
    done = git.attempt("rev-parse", "--is-bare-repository", *_SHAPE, "--show-toplevel")
    words = done.stdout.decode(errors="surrogateescape").split("\n")
    if words[0] == "true":
        found = git.attempt("rev-parse", "--absolute-git-dir")
        return Git(Path(found.stdout.decode(errors="surrogateescape").rstrip("\n")))
    if done.returncode:
        if os.path.lexists(start / ".git") or os.environ.get("GIT_DIR"):  # there is Git, but it cannot be read
            said = done.stderr.decode(errors="replace").strip()
            raise SapatError(_SAID, do=_LOOK, verb="rev-parse", said=said)
        return None
    if len(words) != _ROWS:  # a path of several lines: one question at a time
        return Git(Path(git.run("rev-parse", "--show-toplevel").decode(errors="surrogateescape").removesuffix("\n")))
    _, algorithm, shallow, common, root, _ = words
    made = Git(Path(root))
    made.shape = git.shaped(algorithm, shallow, common)  # relative to where it was asked
    return made
