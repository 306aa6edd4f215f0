"""A ZIP may be made to harm whoever opens it: `verify.py` refuses names, sizes and forms that ours never have."""

from __future__ import annotations

import os
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from tests.support.packs import kinds, packed, prove, unpacked
from tests.support.repo import repository


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("zip") / "r")
    return packed(root, tmp_path_factory.mktemp("made") / "p.zip")


def again(pack: Path, out: Path, name: str = "", data: bytes = b"x", mode: int = 0o100644, **told: object) -> Path:
    """The pack written anew with one more file."""
    with zipfile.ZipFile(pack) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one in held.infolist():
            made.writestr(one, held.read(one))
        if name:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            for key, value in told.items():
                setattr(info, key, value)
            made.writestr(info, data)
    return out


def test_the_pack_as_it_is_and_written_anew_by_the_library_is_opened(pack: Path, tmp_path: Path) -> None:
    assert prove(pack)[0] == 0
    assert prove(again(pack, tmp_path / "a.zip"))[0] == 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../outside", "unsafe-name"),
        ("a/../../outside", "unsafe-name"),
        ("/etc/passwd", "unsafe-name"),
        ("C:/windows", "unsafe-name"),
        ("a\\..\\b", "unsafe-name"),
        ("a//b", "unsafe-name"),
        ("./a", "unsafe-name"),
        ("folder/", "unsafe-name"),
        ("con.txt", "unsafe-name"),
        ("a./b", "unsafe-name"),
        ("a\x1bb", "unsafe-name"),
        ("индекс.html", "unsafe-name"),
        ("-rf", "unsafe-name"),
        ("INDEX.HTML", "unsafe-alike"),
        ("index.html/more", "unsafe-alike"),
        ("Repository/x", "unsafe-alike"),
    ],
)
def test_a_name_that_some_system_reads_otherwise_is_refused(pack: Path, tmp_path: Path, name: str, kind: str) -> None:
    code, told = prove(again(pack, tmp_path / "a.zip", name))
    assert (code, kinds(told)) == (1, {kind})


def test_two_files_of_one_name_are_refused(pack: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        made = again(pack, tmp_path / "a.zip", "index.html")
    assert kinds(prove(made)[1]) == {"unsafe-twice"}


@pytest.mark.parametrize("mode", [0o120777, 0o040755, 0o060644, 0o010644])
def test_links_and_devices_are_refused(pack: Path, tmp_path: Path, mode: int) -> None:
    assert kinds(prove(again(pack, tmp_path / "a.zip", "link", b"/etc/passwd", mode))[1]) == {"unsafe-link"}


def test_a_bomb_is_refused_before_it_is_unpacked(pack: Path, tmp_path: Path) -> None:
    assert kinds(prove(again(pack, tmp_path / "a.zip", "zeros", b"\0" * (8 << 20)))[1]) == {"unsafe-size"}


def test_a_size_that_is_a_lie_is_found(pack: Path, tmp_path: Path) -> None:
    path = again(pack, tmp_path / "a.zip", "zeros", b"\0" * 900_000)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"zeros", 0, len(data) - 22) - 46
    data[place + 24 : place + 28] = struct.pack("<L", 10)
    path.write_bytes(data)
    assert kinds(prove(path)[1]) <= {"unsafe-hidden", "unsafe-form"}
    assert prove(path)[0] == 1


def test_two_entries_over_the_same_bytes_are_refused(pack: Path, tmp_path: Path) -> None:
    path = again(pack, tmp_path / "a.zip", "b")
    data = path.read_bytes()
    end = data.rindex(b"PK\5\6")
    start = struct.unpack("<L", data[end + 16 : end + 20])[0]
    last = data.rindex(b"PK\1\2", 0, end)
    twin = data[last:end].replace(b"b", b"c")
    count = struct.unpack("<H", data[end + 10 : end + 12])[0] + 1
    tail = struct.pack("<LHHHHLLH", 0x06054B50, 0, 0, count, count, end - start + len(twin), start, 0)
    path.write_bytes(data[:end] + twin + tail)
    code, told = prove(path)
    assert code == 1
    assert kinds(told) <= {"unsafe-hidden", "unsafe-form"}


@pytest.mark.parametrize("where", ["before", "behind", "comment"])
def test_bytes_that_belong_to_no_file_are_refused(pack: Path, tmp_path: Path, where: str) -> None:
    path = tmp_path / "a.zip"
    data = pack.read_bytes()
    if where == "comment":
        with zipfile.ZipFile(again(pack, path), "a") as held:
            held.comment = b"PK\3\4 hidden"
    else:
        path.write_bytes(b"#!/bin/sh\nrm -rf ~\n" + data if where == "before" else data + b"\0" * 30)
    code, told = prove(path)
    assert code == 1
    assert kinds(told) <= {"unsafe-hidden", "unsafe-form"}


def test_an_encrypted_or_foreign_form_is_refused(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(pack) as held, zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as made:
        for one in held.infolist():
            made.writestr(one.filename, held.read(one), zipfile.ZIP_BZIP2)
    assert kinds(prove(path)[1]) == {"unsafe-form"}


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"no zip at all", b"PK\5\6" + b"\0" * 18])
def test_what_is_no_pack_is_no_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert prove(path)[0] == 1


def test_a_bit_turned_anywhere_in_the_zip_is_found(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = pack.read_bytes()
    step = max(1, len(data) // 40)
    for at in range(3, len(data), step):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        code, told = prove(path)
        assert code == 1, at
        assert told["problems"]


def test_a_stream_that_is_cut_off_is_found(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(pack.read_bytes()[:-200])
    assert prove(path)[0] == 1


def test_a_link_or_a_pipe_in_the_folder_is_refused(pack: Path, tmp_path: Path) -> None:
    for number, make in enumerate((lambda p: p.symlink_to("/etc/passwd"), lambda p: os.mkfifo(p))):
        folder = unpacked(pack, tmp_path / f"{number}")
        make(folder / "more")
        assert kinds(prove(folder)[1]) == {"unsafe-link"}
    folder = unpacked(pack, tmp_path / "z")
    shutil.move(folder / "documents", tmp_path / "elsewhere")
    (folder / "documents").symlink_to(tmp_path / "elsewhere")
    assert kinds(prove(folder)[1]) == {"unsafe-link"}


def test_what_a_terminal_would_obey_is_not_printed(pack: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    folder = unpacked(pack, tmp_path / "p")
    (folder / "SHA256SUMS").write_bytes((folder / "SHA256SUMS").read_bytes() + b"0" * 64 + b"  a\x1b[31mb\n")
    told = subprocess.run([sys.executable, "-IS", "verify.py"], cwd=folder, capture_output=True, check=False)
    assert told.returncode == 1
    assert b"\x1b" not in told.stdout


def test_places_that_are_not_there_are_told_plainly(pack: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    folder = unpacked(pack, tmp_path / "p")
    for args, words in (
        (["nowhere.zip"], "there is no such file"),
        (["--witness", "none"], "witness could not be read"),
    ):
        command = [sys.executable, "-IS", "verify.py", "--lang", "en", *args]
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert (told.returncode, words in told.stderr) == (2, True)


def test_a_pack_of_very_many_files_has_the_longer_form_and_is_opened(tmp_path: Path) -> None:
    from sapat.verifier.container import Pack
    from sapat.write.pack import PackFile

    with PackFile(tmp_path / "many.zip") as made:
        for number in range(65_600):
            made.put(f"a/{number}", b"")
        made.finish({})
    assert len(Pack(str(tmp_path / "many.zip")).names) == 65_602
