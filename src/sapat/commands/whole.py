"""A verb writes only where everything under control lies on disk: in a part of it, a sealed record looks as if it were not."""

from __future__ import annotations

from typing import Final

from sapat.model.errors import SapatError
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.repository import controlled, noted

_LEFT_OUT: Final = Words(
    "Git билген башкаруудагы {count} файл дискте жок (sparse checkout же skip-worktree), мисалы {path}: аларсыз эч нерсе жазылбайт",
    "файлов под управлением, известных Git, но не выложенных на диск: {count} (sparse checkout или skip-worktree), например {path}; без них ничего не пишется",
    "{count} controlled files that Git knows are not on disk (sparse checkout or skip-worktree), such as {path}: nothing is written without them",
)
_PUT: Final = Words(
    "бардык файлдарды чыгарыңыз: git sparse-checkout disable; калса: git update-index --no-skip-worktree {path} жана git checkout -- {path}",
    "выложите все файлы: git sparse-checkout disable; если не помогло: git update-index --no-skip-worktree {path} и git checkout -- {path}",
    "put all of them there: git sparse-checkout disable; if one stays away: git update-index --no-skip-worktree {path}, then git checkout -- {path}",
)


def need_whole(at: Snapshot) -> None:
    """Raises SapatError where Git was told to leave controlled files out of the work tree."""
    told = sorted(path for path in at.once(noted).get("hidden", {}) if path not in at.files and controlled(at, path))
    if told:
        raise SapatError(_LEFT_OUT, do=_PUT, count=len(told), path=told[0])
