"""A draft set aside for something urgent: kept as a commit on a branch of its own, by plumbing, HEAD and work tree untouched.

The branch is made before a single file of the work tree changes. A run that is killed between leaves one branch more,
which the same command, run again, recognises as its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sapat.model.errors import SapatError
from sapat.model.files import File
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.write.commit import SAFE, head_of, path_of, recorded, tree_with
from sapat.write.files import Writing, synced_folder
from sapat.write.locks import broken, free_branch


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be kept: files as they are in the work tree (None: that the draft had taken away)."""

    branch: str  # draft/<slug>
    files: Mapping[str, bytes | None]
    message: str

    @property
    def ref(self) -> str:
        return f"refs/heads/{self.branch}"


def keep(git: Git, draft: Draft, known: Mapping[str, File], door: Writing) -> Callable[[], None]:
    """Make or move the branch; what takes the move back when the rest fails.

    Raises SapatError when the branch holds another draft that nothing else has, or somebody works on it.
    """
    writer = Git(git.root, writing=True, held=door.held)
    head, began = head_of(git), time.time()
    try:
        tree = tree_with(writer, draft.files, known, head)
        old = _named(writer, f"{draft.ref}^{{commit}}")
        if old and _named(writer, f"{old}^{{tree}}") == tree:
            return lambda: None  # an earlier run that was cut off has kept exactly this
        if old and writer.attempt("merge-base", "--is-ancestor", old, head).returncode:
            raise _taken(draft)
        if writer.run("for-each-ref", "--format=%(worktreepath)", draft.ref).strip():
            raise _taken(draft)
        made = recorded(writer, tree, head, draft.message, began)
        _free(writer, draft, tree)
        told = ("update-ref", "-m", f"sapat: {draft.message}", draft.ref, made, old or "0" * len(made))
        if writer.attempt(*SAFE, *told).returncode:
            raise _taken(draft)
        synced_folder(path_of(git, draft.ref).parent)
    except OSError as error:
        raise broken(error, git.root) from None

    def undo() -> None:
        back = ("update-ref", draft.ref, old, made) if old else ("update-ref", "-d", draft.ref, made)
        writer.attempt(*SAFE, *back)

    return undo


def _named(git: Git, revision: str) -> str:
    """The id a revision has; empty for one that is not there."""
    return git.attempt("rev-parse", "--verify", "--quiet", revision).stdout.decode().strip()


def _free(git: Git, draft: Draft, tree: str) -> None:
    """Clear the lock of the branch that a killed run left: it names a commit of this very draft, or nothing yet."""
    lock = path_of(git, f"{draft.ref}.lock")
    if lock.exists():
        told = lock.read_text(encoding="ascii", errors="replace").strip()
        if not told or _named(git, f"{told}^{{tree}}") == tree:
            free_branch([lock], told)


def _taken(draft: Draft) -> SapatError:
    return SapatError(
        Words(
            "«{branch}» бутагы мурунтан бар: анда башка долбоор жатат же ким бирөө ошондо иштеп жатат",
            "ветка «{branch}» уже есть: в ней другой черновик, или кто-то в ней работает",
            "the branch {branch} is there already: it holds another draft, or somebody works on it",
        ),
        do=Words(
            "аны башкача атаңыз: git branch -m {branch} {branch}-2; же керек эмес болсо өчүрүңүз: git branch -D {branch}",
            "переименуйте её: git branch -m {branch} {branch}-2; или удалите, если не нужна: git branch -D {branch}",
            "give it another name: git branch -m {branch} {branch}-2; or, if nobody needs it: git branch -D {branch}",
        ),
        branch=draft.branch,
    )
