"""Opening a pack, as a ZIP file or unpacked, without believing it: a name or a size that could harm is refused."""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from sapat.verifier.report import Report

_FILES: Final = 2_000_000
_ONE: Final = 1 << 28  # bytes of one file
_RATIO: Final = 400  # our texts pack ten times; what packs more, beyond a small size, is made to fill a disk
_SMALL: Final = 1 << 20
_PART: Final = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_. +@=,()~-]*")
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_REGULAR: Final = 0o100000
_MODE: Final = 0o100644 << 16
_FIRST_DAY: Final = 33  # 1980-01-01, as a ZIP counts


class Refused(Exception):
    """This pack is not opened: the kind of problem and the name it is about."""

    def __init__(self, kind: str, path: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.path = path


class Pack:
    """The files of a pack; every byte is read through here."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.zip: zipfile.ZipFile | None = None
        self.names: list[str] = []
        self.sizes: dict[str, int] = {}
        self.digests: dict[str, str] = {}
        if os.path.isdir(place):
            self._folder()
        else:
            self._archive()
        self.names.sort()
        _refuse_alike(self.names)

    def _folder(self) -> None:
        for folder, inside, names in os.walk(self.place):
            for name in [*inside, *names]:
                whole = os.path.join(folder, name)
                path = os.path.relpath(whole, self.place).replace(os.sep, "/")
                mode = os.lstat(whole).st_mode
                if stat.S_ISDIR(mode):
                    continue
                if not stat.S_ISREG(mode):
                    raise Refused("unsafe-link", path)
                _refuse_name(path)
                self._add(path, os.lstat(whole).st_size)

    def _archive(self) -> None:
        try:
            self.zip = zipfile.ZipFile(self.place)
            infos = self.zip.infolist()
        except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, EOFError) as error:
            raise Refused("unsafe-form", str(error)) from None
        seen = set()
        for one in infos:
            _refuse_entry(one)
            if one.filename in seen:
                raise Refused("unsafe-twice", one.filename)
            seen.add(one.filename)
            self._add(one.filename, one.file_size)
        self._refuse_hidden(infos)

    def _add(self, path: str, size: int) -> None:
        if size > _ONE or len(self.names) >= _FILES:
            raise Refused("unsafe-size", path)
        self.names.append(path)
        self.sizes[path] = size

    def _refuse_hidden(self, infos: list[zipfile.ZipInfo]) -> None:
        """Every byte of the archive is a file's, or is what must stand around it: all programs then see the same files."""
        place, listed = 0, b""
        with open(self.place, "rb") as held:
            for one in infos:
                head = _local_head(one)
                held.seek(place)
                if one.header_offset != place or held.read(len(head)) != head:
                    raise Refused("unsafe-hidden", one.filename)
                listed += _listed_head(one)
                place += len(head) + one.compress_size
            held.seek(place)
            if held.read() != listed + _tail(len(infos), len(listed), place):
                raise Refused("unsafe-hidden", "")

    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece. Raises Refused where they are not what the archive says."""
        try:
            if self.zip is not None:
                with self.zip.open(path) as packed:
                    while piece := packed.read(1 << 18):
                        yield piece
            else:
                with open(os.path.join(self.place, *path.split("/")), "rb") as plain:
                    while piece := plain.read(1 << 18):
                        yield piece
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise Refused("unsafe-form", path) from error
        except Exception as error:  # zlib.error has no name in every build of the library
            raise Refused("unsafe-form", path) from error

    def digest(self, path: str) -> str:
        if path not in self.digests:
            made = sha256()
            for piece in self.pieces(path):
                made.update(piece)
            self.digests[path] = made.hexdigest()
        return self.digests[path]

    def read(self, path: str) -> bytes:
        return b"".join(self.pieces(path))


def _local_head(one: zipfile.ZipInfo) -> bytes:
    """What stands before a file in a ZIP that sapat wrote: no clock, no flags, nothing more."""
    name = one.filename.encode()
    told = (20, 0, 0, one.compress_type, 0, _FIRST_DAY, one.CRC, one.compress_size, one.file_size, len(name), 0)
    return struct.pack("<4sBB4HLLL2H", b"PK\3\4", *told) + name


def _listed_head(one: zipfile.ZipInfo) -> bytes:
    name = one.filename.encode()
    told = (one.compress_type, 0, _FIRST_DAY, one.CRC, one.compress_size, one.file_size, len(name), 0, 0, 0, 0)
    return struct.pack("<4s4BH3H3L5HLL", b"PK\1\2", 20, 3, 20, 0, 0, *told, _MODE, one.header_offset) + name


def _tail(count: int, size: int, place: int) -> bytes:
    """The end of a ZIP; with very many files, in its longer form."""
    longer = b""
    if count > 0xFFFF or place > 0xFFFFFFFF:
        longer = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, place)
        longer += struct.pack("<4sLQL", b"PK\6\7", 0, place + size, 1)
    told = (min(count, 0xFFFF), min(count, 0xFFFF), min(size, 0xFFFFFFFF), min(place, 0xFFFFFFFF), 0)
    return longer + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *told)


def _refuse_entry(one: zipfile.ZipInfo) -> None:
    kind = (one.external_attr >> 16) & 0o170000
    if one.orig_filename != one.filename:
        raise Refused("unsafe-name", one.orig_filename)
    _refuse_name(one.filename)
    if kind not in (0, _REGULAR):
        raise Refused("unsafe-link", one.filename)
    if one.flag_bits & 1 or one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("unsafe-form", one.filename)
    if one.file_size > _SMALL and one.file_size > _RATIO * max(1, one.compress_size):
        raise Refused("unsafe-size", one.filename)


def _refuse_name(path: str) -> None:
    """A name that would leave the folder, or that some system reads otherwise. Our own are ASCII."""
    for part in path.split("/"):
        if not _PART.fullmatch(part) or part in (".", "..") or part[-1] in ". " or _DEVICES.fullmatch(part):
            raise Refused("unsafe-name", path)
    if len(path) > 400:
        raise Refused("unsafe-name", path)


def _refuse_alike(names: list[str]) -> None:
    """Two names that one system keeps apart and another does not; a file where another name needs a folder."""
    seen: dict[str, str] = {}
    for path in names:
        parts = unicodedata.normalize("NFC", path).casefold().split("/")
        for depth in range(1, len(parts) + 1):
            key = "/".join(parts[:depth])
            told = path if depth == len(parts) else "/".join(path.split("/")[:depth]) + "/"
            if seen.setdefault(key, told) != told:
                raise Refused("unsafe-alike", path)


def check_list(pack: Pack, report: Report) -> None:
    """SHA256SUMS names every file of the pack and no other, and each is what it says."""
    listed: dict[str, str] = {}
    if "SHA256SUMS" not in pack.names:
        report.problem("list-none", "SHA256SUMS")
        return
    rows = pack.read("SHA256SUMS").split(b"\n")
    if rows.pop() != b"":
        report.problem("list-line", "SHA256SUMS", line=len(rows) + 1)
    for number, row in enumerate(rows, 1):
        found = re.fullmatch(rb"([0-9a-f]{64})  ([\x21-\x7e][\x20-\x7e]*)", row)
        if found is None or found[2].decode() in listed:
            report.problem("list-line", "SHA256SUMS", line=number)
            continue
        listed[found[2].decode()] = found[1].decode()
    for path in pack.names:
        if path == "SHA256SUMS":
            continue
        if path not in listed:
            report.problem("file-extra", path)
        elif pack.digest(path) != listed[path]:
            report.problem("file-changed", path)
    for path in sorted(set(listed) - set(pack.names)):
        report.problem("file-missing", path)
    if list(listed) != sorted(listed):
        report.problem("list-line", "SHA256SUMS", line="—")
    report.count("files", len(pack.names))
