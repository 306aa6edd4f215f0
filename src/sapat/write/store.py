"""The folder of kept files (`[pdf] store`): issued PDFs and signed copies, outside Git, known there by hash and name.

A name carries the hash of its bytes, so two clones that share a folder never write over one another; a file is never changed.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path

from sapat.model.errors import SapatError
from sapat.model.settings import Settings
from sapat.model.words import Words
from sapat.write.renditions import write_pdf


def store_folder(settings: Settings, root: Path) -> Path:
    """The folder of the settings. Raises SapatError where they name none."""
    told = settings.sections.get("pdf", {}).get("store", "")
    if not told:
        raise SapatError(
            Words(
                "sapat.toml ичинде [pdf] store жок: чыгарылган файлдар кайда сакталары белгисиз",
                "в sapat.toml нет [pdf] store: неизвестно, где хранить выпущенные файлы",
                "sapat.toml has no [pdf] store: it is not known where issued files are kept",
            ),
            do=Words(
                'папканы жазыңыз: [pdf] store = "../sapat-store" (Git-тен тышкары, камдык көчүрмөсү бар)',
                'назовите папку: [pdf] store = "../sapat-store" (вне Git, с резервной копией)',
                'name a folder: [pdf] store = "../sapat-store" (outside Git, itself backed up)',
            ),
        )
    return root / str(told)


def kept_name(stem: str, data: bytes, suffix: str) -> str:
    """The name of a file in the store."""
    return f"{stem}_{sha256(data).hexdigest()[:12]}{suffix}"


def keep(folder: Path, name: str, data: bytes) -> bool:
    """Put a file into the store, whole and read-only; False where it is there already. Raises SapatError."""
    path = folder / name
    if found(path, sha256(data).hexdigest()) is not None:
        return False
    write_pdf(path, data)
    with contextlib.suppress(OSError):
        os.chmod(path, 0o444)
    return True


def found(path: Path, digest: str) -> bytes | None:
    """The bytes of a kept file; nothing where it is not there or is not what was kept."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == digest else None


def drop(folder: Path, name: str) -> None:
    """Take back a file whose entry was not written."""
    with contextlib.suppress(OSError):
        os.unlink(folder / name)
