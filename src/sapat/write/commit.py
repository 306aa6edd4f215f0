"""`--commit` by plumbing: exactly the files of a verb become one commit; moving the branch is the commit point.

Objects first and on disk, names of folders too; then `update-ref` with the old value; then the index of the work tree:
whatever else is staged or edited there stays as it is, and no hook and no editor comes between (findings: reliability §4).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.files import File
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.write.files import CutOff, Writing, synced_folder
from sapat.write.locks import broken, free_branch, free_index, index_locked

# Git's default may lose an acknowledged commit in a power cut; the second is what Git before 2.36 understands.
SAFE: Final = ("-c", "core.fsync=all", "-c", "core.fsyncObjectFiles=true")
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


def commit(git: Git, files: Mapping[str, bytes | None], known: Mapping[str, File], message: str, door: Writing) -> str:
    """Commit *files* (None: removed) on the branch checked out; the id of the commit.

    *known* gives the mode and blob id each file was judged with. Raises SapatError when the branch moved meanwhile;
    once it has moved to the new commit nothing is raised any more.
    """
    writer = Git(git.root, writing=True, held=door.held)
    former, began = head_of(git), time.time()
    try:
        made = recorded(writer, tree_with(writer, files, known, former), former, message, began)
    except OSError as error:
        raise broken(error, git.root) from None
    door.announce(made)
    _move(writer, made, former or "0" * len(made), message)
    return made


def head_of(git: Git) -> str:
    """The commit checked out; empty before the first one."""
    return git.attempt("rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip()


def recorded(writer: Git, tree: str, former: str, message: str, since: float) -> str:
    """A commit of *tree* upon *former*, on no branch yet, signed where the user signs commits.

    What was written for it from the moment *since* on is on disk. Raises OSError.
    """
    parents = ["-p", former] if former else []
    signed = ["-S"] if writer.attempt("config", "--bool", "commit.gpgsign").stdout.strip() == b"true" else []
    made = writer.run(*SAFE, "commit-tree", tree, *parents, *signed, feed=message.encode()).decode().strip()
    _on_disk(path_of(writer, "objects"), since)
    return made


def _move(writer: Git, made: str, former: str, message: str) -> None:
    """The commit point. Git can fail after it, so what it answers is not asked: the branch is."""
    told = ("-m", f"sapat: {message.splitlines()[0]}", "HEAD", made, former)
    done = writer.attempt(*SAFE, "update-ref", *told)
    stands = moved(writer, made)
    places = branch_locks(writer)
    for folder in {place.parent for place in places}:
        with contextlib.suppress(OSError):  # the branch moved or it did not: nothing may be raised between the two
            synced_folder(folder)
    locks = [lock for lock in places if lock.exists()]
    if locks and (stands or done.returncode < 0):  # a Git that was killed, or could not tidy up
        free_branch(locks, made)
        if not stands:
            done = writer.attempt(*SAFE, "update-ref", *told)
            stands = moved(writer, made)
    if stands:
        return
    if left := next((lock for lock in locks if lock.exists()), None):
        raise SapatError(
            Words(
                "бутакты башка Git кулпулап турат: {lock}",
                "ветку держит другой Git: {lock}",
                "another Git holds the branch: {lock}",
            ),
            do=Words(
                "ал бүткөндөн кийин буйрукту кайра иштетиңиз; эч кандай Git иштебесе, ошол файлды өчүрүңүз",
                "дождитесь его и запустите команду ещё раз; если никакой Git не работает, удалите этот файл",
                "run the command again when it has ended; if no Git is running, delete that file",
            ),
            lock=left,
        )
    now = writer.attempt("rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip()
    if (now or "0" * len(former)) == former:
        raise SapatError(
            Words("git update-ref: {said}", "git update-ref: {said}", "git update-ref: {said}"),
            do="git status; git fsck",
            said=done.stderr.decode(errors="replace").strip() or "—",
        )
    raise SapatError(
        Words(
            "коммит жасалып жатканда бутак жылып кетти",
            "пока делался коммит, ветка сдвинулась",
            "the branch moved while the commit was made",
        ),
        do=Words("буйрукту кайра иштетиңиз", "запустите команду ещё раз", "run the command again"),
    )


def recovered(git: Git, door: Writing) -> CutOff | None:
    """What a killed command left is finished or taken back, and the locks that its Git left are cleared."""
    found = door.recover(lambda made: moved(git, made))
    if found is not None and found.made:
        free_branch(branch_locks(git), found.made)
        if found.finished:
            refresh(git, files_of(git, found.made), door)
    free_index(lambda: path_of(git, "index"), door.store)
    return found


def moved(git: Git, made: str) -> bool:
    """Whether a commit that was announced stands: on the branch checked out, or on any other."""
    if git.attempt("merge-base", "--is-ancestor", made, "HEAD").returncode == 0:
        return True
    return bool(git.attempt("for-each-ref", "--count=1", f"--contains={made}", "refs/heads/").stdout.strip())


def files_of(git: Git, made: str) -> list[str]:
    """The paths a commit of ours changed."""
    told = git.run("diff-tree", "--root", "--no-commit-id", "--name-only", "--no-renames", "-r", "-z", made)
    return [path for path in told.decode(errors="surrogateescape").split("\0") if path]


def branch_locks(git: Git) -> list[Path]:
    """The files by which Git would lock HEAD and the branch it names."""
    named = git.attempt("symbolic-ref", "--quiet", "HEAD").stdout.decode(errors="surrogateescape").rstrip("\n")
    return [path_of(git, f"{name}.lock") for name in (named, "HEAD") if name]


def path_of(git: Git, name: str) -> Path:
    """Where a file of the Git folder lies, also in a linked work tree."""
    return git.root / git.run("rev-parse", "--git-path", name).decode(errors="surrogateescape").rstrip("\n")


def _on_disk(objects: Path, since: float) -> None:
    """Git waits for the bytes of objects, not for their names. Raises OSError."""
    for folder in (*objects.iterdir(), objects):
        if folder.stat().st_mtime >= since - 2 and folder.is_dir():  # file systems with times of two seconds
            synced_folder(folder)


def tree_with(writer: Git, files: Mapping[str, bytes | None], known: Mapping[str, File], former: str) -> str:
    """The tree of the former commit with the files (None: without them), made in an index of its own."""
    rows = "".join(_row(writer, path, data, known, former) for path, data in files.items())
    with tempfile.TemporaryDirectory() as spare:
        own = {"GIT_INDEX_FILE": os.path.join(spare, "index")}
        if former:
            writer.run("read-tree", former, extra=own)
        writer.run("update-index", "-z", "--index-info", feed=rows.encode(), extra=own)
        return writer.run(*SAFE, "write-tree", extra=own).decode().strip()


def _row(writer: Git, path: str, data: bytes | None, known: Mapping[str, File], former: str) -> str:
    """A line of `update-index --index-info`; what Git stores must be what was judged."""
    if data is None:
        return f"0 {'0' * len(former)}\t{path}\0" if former else ""
    made = writer.run(*SAFE, "hash-object", "-w", "--stdin", f"--path={path}", feed=data).decode().strip()
    file = known[path]
    if made != file.blob:
        raise SapatError(
            Words(
                "Git {path} файлынын башка байттарын сактамак",
                "Git сохранил бы другие байты файла {path}",
                "Git would store other bytes of {path}",
            ),
            do=Words(
                ".gitattributes ичинен filter жана eol атрибуттарын караңыз",
                "посмотрите filter и eol в .gitattributes",
                "look for filters and eol in .gitattributes",
            ),
            path=path,
        )
    return f"{file.mode:o} {made}\t{path}\0"


def refresh(git: Git, paths: Sequence[str], door: Writing) -> bool:
    """Bring the index entries of *paths* to the commit checked out; False where another Git holds the index.

    Worked out beside the index and put in its place under Git's own lock, by a link that shows whose lock it is.
    """
    index, spare = path_of(git, "index"), door.store / "index"
    writer = Git(git.root, writing=True, held=door.held)
    with index_locked(index, door.store) as mine:
        if not mine:
            return False
        try:
            for left in (spare, spare.with_name("index.lock")):  # ours alone, by where they lie
                left.unlink(missing_ok=True)
            if index.exists():
                shutil.copy2(index, spare)
            fed = "\0".join(paths).encode(errors="surrogateescape")
            only = ("--pathspec-from-file=-", "--pathspec-file-nul")
            told = writer.attempt(*SAFE, "reset", "-q", *only, "HEAD", feed=fed, extra={"GIT_INDEX_FILE": str(spare)})
            if told.returncode:
                return False
            os.replace(spare, index)
        except OSError:
            return False
    return True
