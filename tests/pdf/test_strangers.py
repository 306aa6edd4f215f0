"""What strangers send: broken, locked, endless; always a refusal in the reader's language, never a traceback, never hours."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from sapat.model.errors import SapatError
from sapat.model.words import LANGUAGES
from sapat.write.strangers import Limits, codes, look
from tests.pdf.paper import CODE, needs_poppler
from tests.pdf.scanning import as_pdf
from tests.pdf.test_signed import PAPER, World, took
from tests.support.repo import git, sapat

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture
def root(world: World, tmp_path: Path) -> Path:
    git(world.root, "clone", "-q", str(world.root), str(tmp_path / "clone"))
    (tmp_path / "store").mkdir()
    return tmp_path / "clone"


def _saved(change: Callable[[pikepdf.Pdf], None], data: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _locked(data: bytes) -> bytes:
    return _saved(lambda _: None, data, encryption=pikepdf.Encryption(owner="a", user=""))


def _bomb(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        spec = pikepdf.Dictionary(UF="x.md", EF=pikepdf.Dictionary(F=pdf.make_stream(b"0" * 300_000_000)))
        pdf.Root.AF = pikepdf.Array([pdf.make_indirect(spec)])

    return _saved(change, data)


def _count(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Count = 10**9

    return _saved(change, data)


def _many(data: bytes) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(1_500):
        made.add_blank_page(page_size=(595, 842))
    made.save(out)
    return out.getvalue()


def _deep(data: bytes) -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj\n"
        + b"[" * 200_000
        + b"]" * 200_000
        + b"\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )


STRANGE: dict[str, Callable[[bytes], bytes]] = {
    "no byte": lambda data: b"",
    "a head alone": lambda data: b"%PDF-1.7\n",
    "half": lambda data: data[: len(data) // 2],
    "rubbish": lambda data: b"%PDF-1.7\n" + os.urandom(4_000),
    "locked": _locked,
    "bomb": _bomb,
    "count": _count,
    "many": _many,
    "deep": _deep,
    "text": lambda data: "Кол коюлду\n".encode(),
}


@needs_poppler
@pytest.mark.parametrize(("name", "lang"), [(name, LANGUAGES[at % 3]) for at, name in enumerate(STRANGE)])
def test_what_is_strange_is_refused_in_words_and_soon(
    world: World, root: Path, tmp_path: Path, name: str, lang: str
) -> None:
    (tmp_path / "x.pdf").write_bytes(STRANGE[name](world.issued.read_bytes()))
    began = time.monotonic()
    for args in (("verify",), ("signed", CODE, "1.1"), ("sign-pdf", "--p12", str(world.keys["rector"]))):
        more = PAPER if args[0] == "signed" else ()
        code, said, complaint = sapat(root, args[0], *args[1:], str(tmp_path / "x.pdf"), *more, lang=lang)
        assert code in (1, 2), (args, said)
        assert "Traceback" not in said + complaint
        assert said + complaint
        if code == 2:
            assert "\n  → " in complaint, complaint
    assert git(root, "status", "--porcelain") == ""
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("ByteRange", lambda data: data.replace(b"/ByteRange", b"/ByteRangX")),
        ("range", lambda data: data.replace(b"/ByteRange [0 ", b"/ByteRange [9 ", 1)),
        ("hex", lambda data: data[: data.rfind(b"/Contents <") + 11] + b"zz" + data[data.rfind(b"/Contents <") + 13 :]),
        ("cms", lambda data: data[: data.rfind(b"/Contents <") + 11] + b"00" * 30 + data[data.rfind(b"/Contents <") + 71 :]),
    ],
)  # fmt: skip
def test_a_broken_signature_dictionary_is_no_traceback_and_no_proof(
    world: World, root: Path, tmp_path: Path, name: str, make: Callable[[bytes], bytes]
) -> None:
    from tests.pdf.signing import sign

    file = tmp_path / "x.signed.pdf"
    sign(root, world.issued, "rector", world.keys["rector"], "-o", str(file))
    file.write_bytes(make(file.read_bytes()))
    code, said, complaint = sapat(root, "verify", str(file))
    assert code in (1, 2), said
    assert "All is proved" not in said
    assert "Traceback" not in said + complaint
    took(root, str(file), *PAPER, expect=2)


def test_a_picture_that_is_none_is_refused(root: Path, tmp_path: Path) -> None:
    for name, data in (("x.jpg", b"\xff\xd8\xff"), ("x.png", b"no"), ("x.tif", b"II*\0" + b"\xff" * 40)):
        (tmp_path / name).write_bytes(data)
        assert "cannot be read as pages" in took(root, str(tmp_path / name), *PAPER, expect=2)


@needs_poppler
def test_who_takes_too_long_is_ended_and_told_so(world: World, tmp_path: Path) -> None:
    scan = as_pdf([page for _ in range(20) for page in world.pages], tmp_path / "scan.pdf")
    for limits in (Limits(cpu=0, wall=60), Limits(cpu=60, wall=0.3), Limits(memory=30_000_000)):
        began = time.monotonic()
        with pytest.raises(SapatError, match="than it may"):
            codes(scan, limits=limits)
        assert time.monotonic() - began < 10


def test_names_and_moments_come_back_as_they_were_told(world: World, tmp_path: Path) -> None:
    from sapat.read import signed_pdf
    from tests.pdf.signing import sign

    file = tmp_path / "x.signed.pdf"
    sign(world.root, world.issued, "rector", world.keys["rector"], "-o", str(file))
    anchor = (world.root / world.authority.anchor).read_bytes()
    here = signed_pdf.look(file.read_bytes(), 0, (anchor,), NOW)
    assert look(file.read_bytes(), 0, (anchor,), NOW) == here
    assert here.signatures[0].name == "Асанов Ү. Ө."
