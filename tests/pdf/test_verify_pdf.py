"""A PDF that came back: what it is, whether it is in force, whose signatures, what was changed; never "ok" without proof."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pdf.paper import CODE, SLUG, needs_qpdf, printed
from tests.pdf.signing import TODAY, institution, issue, keys, sign
from tests.support.ca import Authority
from tests.support.repo import acts, git, sapat, write


class World:
    """An institution whose version 1.1 was issued, and signed by three."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder / "ca")
        self.keys = keys(self.authority)
        self.root = institution(folder / "r", sign=f'[sign]\ntrust = ["{self.authority.anchor}"]\n')
        issue(self.root, out=folder / "out")
        self.issued = folder / "out" / f"{SLUG}_v1.1.pdf"
        self.signed = folder / "all.signed.pdf"
        with self.authority.stamps() as server:
            sign(self.root, self.issued, "rector", self.keys["rector"], "--tsa", server, "-o", str(self.signed))
        for role in ("qa-head", "lawyer"):
            sign(self.root, self.signed, role, self.keys[role])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def verified(root: Path, file: Path, *, expect: int, today: str = TODAY) -> dict[str, Any]:
    code, said, complaint = sapat(root, "verify", str(file), "--format", "json", today=today)
    assert code == expect, said + complaint
    return json.loads(said)  # type: ignore[no-any-return]


def drawn_over(pdf: bytes) -> bytes:
    """A line more on the first page, added behind the bytes that were there."""
    from pyhanko.pdf_utils.generic import StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    stream = writer.add_object(StreamObject(stream_data=b"q 1 0 0 rg 100 400 300 20 re f Q"))
    writer.add_stream_to_page(0, stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_all_have_signed_is_proven(world: World) -> None:
    told = verified(world.root, world.signed, expect=0)
    assert (told["document"], told["document_version"], told["how"]) == (CODE, "1.1", "issued")
    assert told["rendition"] == f"{SLUG}/1.1-1"
    assert [(one["role"], one["intact"], one["trust"]) for one in told["signatures"]] == [
        (role, True, "trusted") for role in ("rector", "qa-head", "lawyer")
    ]
    assert told["signatures"][0]["stamp"] == "trusted"
    assert (told["evidence"], told["missing"], told["added"]) == ("signed", [], "fields")
    assert told["status"] == "agreement"
    assert not told["in_force"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "ky",
            ("чыгарылган PDF № 1", "Асанов Ү. Ө. кол койгон", "күчүндө эмес", "кызматын ээлегени бул жерде белгисиз"),
        ),
        ("ru", ("выпущенного PDF № 1", "подписал Асанов Ү. Ө.", "не действует", "здесь неизвестно: сверьте имя")),
        (
            "en",
            ("issued PDF No. 1", "signed by Асанов Ү. Ө.", "is not in force", "is not known here: compare the name"),
        ),
    ],
)
def test_it_is_told_in_plain_sentences(world: World, lang: str, said: tuple[str, ...]) -> None:
    code, told, _ = sapat(world.root, "verify", str(world.signed), lang=lang)
    assert code == 0
    assert all(part in told for part in said), told


def test_once_sealed_it_is_in_force_and_another_text_is_told_apart(world: World, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(world.root, "clone", "-q", str(world.root), str(clone))
    write(clone, acts([CODE], "2026-03-25", "2026-03-27", "2"))  # type: ignore[arg-type]
    args = ("--decision", "council-2#3", "--order", "order-2#1", "--effective", TODAY)
    code, said, complaint = sapat(clone, "approve", CODE, *args, today=TODAY)
    assert code == 0, said + complaint
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "1.1")
    assert verified(clone, world.signed, expect=0)["in_force"]
    entry = clone / "registers" / "renditions" / SLUG / "1.1-1.yaml"
    text = entry.read_text().partition("text: ")[2][:64]
    entry.write_text(entry.read_text().replace(text, "0" * 64))
    git(clone, "commit", "-qam", "Another text was issued")
    told = verified(clone, world.signed, expect=1)
    assert "the text of this paper is not the text registered as version 1.1" in told["problems"]


def test_the_issued_file_without_signatures_is_proven_and_no_evidence(world: World) -> None:
    told = verified(world.root, world.issued, expect=0)
    assert (told["how"], told["evidence"], told["signatures"]) == ("issued", "none", [])
    assert sapat(world.root, "verify", str(world.issued), today=TODAY)[1].endswith("it carries no signature.\n")


def test_some_signatures_are_not_all(world: World, tmp_path: Path) -> None:
    sign(world.root, world.issued, "rector", world.keys["rector"], "-o", str(tmp_path / "one.pdf"))
    told = verified(world.root, tmp_path / "one.pdf", expect=0)
    assert (told["evidence"], told["missing"]) == ("none", ["qa-head", "lawyer"])
    said = sapat(world.root, "verify", str(tmp_path / "one.pdf"), today=TODAY)[1]
    assert said.endswith("not all have signed.\n")


def _flipped(world: World) -> bytes:
    data = bytearray(world.signed.read_bytes())
    data[5000] ^= 1
    return bytes(data)


def _drawn_after(world: World) -> bytes:
    return drawn_over(world.signed.read_bytes())


def _drawn_before(world: World, folder: Path) -> bytes:
    """Changed after it was issued and before anybody signed: every signature is sound, the paper is not."""
    (folder / "before.pdf").write_bytes(drawn_over(world.issued.read_bytes()))
    sign(folder, folder / "before.pdf", "rector", world.keys["rector"], "-o", str(folder / "b.pdf"))
    return (folder / "b.pdf").read_bytes()


def _forged(world: World, folder: Path) -> bytes:
    forger = Authority(folder / "forger").p12("Асанов Ү. Ө.", "rector.p12")
    sign(world.root, world.issued, "rector", forger, "-o", str(folder / "f.pdf"))
    return (folder / "f.pdf").read_bytes()


def _with_bytes_behind(world: World) -> bytes:
    return world.signed.read_bytes() + b"\n% more\n"


@pytest.mark.parametrize(
    ("make", "said", "intact"),
    [
        (lambda world, _: _flipped(world), ("it cannot be proven here", "is broken"), False),
        (lambda world, _: _drawn_after(world), ("something other than signatures was changed", "the document was changed"), True),
        (_drawn_before, ("something other than signatures was changed",), True),
        (_forged, ("comes from no authority that is trusted here",), True),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_never_proven(
    world: World, tmp_path: Path, make: Callable[[World, Path], bytes], said: tuple[str, ...], intact: bool
) -> None:
    (tmp_path / "x.pdf").write_bytes(make(world, tmp_path))
    told = verified(world.root, tmp_path / "x.pdf", expect=1)
    assert not told["ok"]
    assert told["evidence"] == "none"
    for part in said:
        assert any(part in one for one in told["problems"]), told["problems"]
    assert all(one["intact"] for one in told["signatures"]) == intact


def test_bytes_behind_the_last_signature_are_never_proven(world: World, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(_with_bytes_behind(world))
    verified(world.root, tmp_path / "x.pdf", expect=1)


@needs_qpdf
def test_what_a_program_saved_anew_is_known_by_its_source_and_not_proven(world: World, tmp_path: Path) -> None:
    printed(world.root, CODE, "--version", "1.0", out=tmp_path)
    subprocess.run(["qpdf", "--linearize", str(tmp_path / f"{SLUG}_v1.0.pdf"), str(tmp_path / "x.pdf")], check=True)
    told = verified(world.root, tmp_path / "x.pdf", expect=1)
    assert (told["how"], told["document_version"], told["proven"]) == ("attachment", "1.0", False)


def test_an_export_never_issued_is_built_again_and_compared(world: World, tmp_path: Path) -> None:
    printed(world.root, CODE, "--version", "1.0", out=tmp_path)
    told = verified(world.root, tmp_path / f"{SLUG}_v1.0.pdf", expect=0)
    assert (told["how"], told["proven"], told["in_force"]) == ("rebuilt", True, True)


def test_a_pdf_of_nobody_is_nobodys(world: World, tmp_path: Path) -> None:
    import pypdfium2

    made = pypdfium2.PdfDocument.new()
    made.new_page(200, 200)
    made.save(tmp_path / "x.pdf")
    told = verified(world.root, tmp_path / "x.pdf", expect=1)
    assert (told["how"], told["document"], told["ok"]) == (None, None, False)


def test_without_anchors_no_signature_is_trusted(world: World, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(world.root, "clone", "-q", str(world.root), str(clone))
    settings = clone / "sapat.toml"
    settings.write_text(settings.read_text().partition("[sign]")[0])
    git(clone, "commit", "-qam", "No anchors")
    told = verified(clone, world.signed, expect=1)
    assert {one["trust"] for one in told["signatures"]} == {"no-anchors"}
    assert told["evidence"] == "none"
