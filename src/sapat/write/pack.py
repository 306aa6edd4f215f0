"""Writing an auditor's pack: the same bytes for the same files, file by file to the disk, whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.words import Words

SUMS: Final = "SHA256SUMS"
MANIFEST: Final = "manifest.json"
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # the first a ZIP can tell: no clock and no time zone comes in
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3
_LEVEL: Final = 6


class PackFile:
    """A pack on its way to *target*: it stands there when the block has ended well, and else nothing has changed."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._rows: list[tuple[str, str, int]] = []
        self._names: set[str] = set()
        self.digest = ""  # of SHA256SUMS, once the pack is whole

    def __enter__(self) -> Self:
        guard(self._target)
        try:
            handle, name = tempfile.mkstemp(dir=self._target.parent, prefix=f".{self._target.name}.", suffix=".part")
        except OSError as error:
            raise _broken(self._target, error) from None
        self._spare = Path(name)
        self._file = os.fdopen(handle, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL, strict_timestamps=True)
        return self

    def put(self, path: str, data: bytes) -> None:
        """One file. Raises SapatError for a name that not every system can unpack, or that is taken."""
        if not path.isascii() or not path.isprintable() or path.casefold() in self._names:
            raise SapatError(
                Words(
                    "«{path}» деген ат менен файл топтомго кирбейт",
                    "файл с именем «{path}» не может войти в пакет",
                    "a file named {path!r} cannot stand in a pack",
                ),
                do=Words(
                    "файлга латын тамгалары менен башка ат бериңиз",
                    "дайте файлу другое имя, латиницей",
                    "give the file another name, in ASCII letters",
                ),
                path=path,
            )
        self._names.add(path.casefold())
        self._write(path, data)
        self._rows.append((path, of_bytes(data), len(data)))

    def finish(self, told: Mapping[str, Any]) -> None:
        """The manifest, and the list that names every file and the manifest too."""
        rows = sorted(self._rows)
        files = [{"path": path, "sha256": digest, "size": size} for path, digest, size in rows]
        manifest = json.dumps({**told, "files": files}, ensure_ascii=False, indent=1).encode() + b"\n"
        self._write(MANIFEST, manifest)
        listed = sorted([*((path, digest) for path, digest, _ in rows), (MANIFEST, of_bytes(manifest))])
        sums = "".join(f"{digest}  {path}\n" for path, digest in listed).encode()
        self._write(SUMS, sums)
        self.digest = of_bytes(sums)

    def _write(self, path: str, data: bytes) -> None:
        info = zipfile.ZipInfo(path, _MOMENT)
        info.create_system, info.external_attr, info.compress_type = _UNIX, _MODE, zipfile.ZIP_DEFLATED
        try:
            self._zip.writestr(info, data)
        except OSError as error:
            raise _broken(self._target, error) from None

    @property
    def count(self) -> int:
        return len(self._rows) + 2

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._zip.close()
                self._file.flush()
                os.fsync(self._file.fileno())
                os.fchmod(self._file.fileno(), _readable())
                self._file.close()
                os.replace(self._spare, self._target)
        except OSError as failed:
            raise _broken(self._target, failed) from None
        finally:
            with suppress(OSError, ValueError):
                self._zip.close()
            with suppress(OSError):
                self._file.close()
            self._spare.unlink(missing_ok=True)


def _readable() -> int:
    """The mode any new file of this user has: a temporary one is for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def guard(target: Path) -> None:
    """Raises SapatError for a path where something else than a pack of ours stands."""
    if not target.exists() and not target.is_symlink():
        return
    with suppress(OSError, zipfile.BadZipFile):
        if target.is_file() and not target.is_symlink():
            with zipfile.ZipFile(target) as held:
                if {SUMS, MANIFEST, "verify.py"} <= set(held.namelist()):
                    return
    raise SapatError(
        Words(
            "{target} бар, бирок ал аудитордун топтому эмес",
            "{target} уже есть, и это не пакет аудитора",
            "{target} is there, and it is no auditor's pack",
        ),
        do=Words(
            "башка ат бериңиз: sapat evidence -o FILE.zip",
            "назовите другой файл: sapat evidence -o FILE.zip",
            "name another file: sapat evidence -o FILE.zip",
        ),
        target=target,
    )


def _broken(target: Path, error: OSError) -> SapatError:
    return SapatError(
        Words(
            "{target} жазылган жок: {why}; эч нерсе өзгөргөн жок",
            "{target} не записан: {why}; ничего не изменено",
            "{target} was not written: {why}; nothing was changed",
        ),
        do=Words(
            "орун бошотуңуз же башка жерди атаңыз",
            "освободите место или назовите другое",
            "make room or name another place",
        ),
        target=target,
        why=error.strerror or str(error),
    )
