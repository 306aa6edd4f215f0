"""What we say of a PDF, tools that know nothing of us say too: qpdf, poppler, a checker of PDF/UA, and the structure itself.

No registry has veraPDF, so full conformance is not proven and never claimed: `pdfua` looks at the part of PDF/UA-1 that a
program can decide alone, and the test below at what PDF/A-3a and PDF/UA-1 ask of the structure.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pdf.paper import CODE, PNG, SLUG, SVG, needs_poppler, needs_qpdf, printed, run, world
from tests.pdf.test_words import EVERYTHING

pikepdf = pytest.importorskip("pikepdf")
ROOT = Path(__file__).parents[2]
HEADLESS = "<table><tr><td>бир</td><td>эки</td></tr></table>\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every document of the model institution in force, and one draft with every construct."""
    folder = tmp_path_factory.mktemp("papers")
    told = printed(ROOT, "--all", out=folder)
    world(folder / "r", EVERYTHING, {"schema.svg": SVG, "dot.png": PNG})
    printed(folder / "r", CODE, "--draft", out=folder / "draft")
    assert all(one["profile"] == "a-3a+ua-1" for one in told["files"])
    assert len(told["files"]) > 20
    return [*(Path(one["path"]) for one in told["files"]), folder / "draft" / f"{SLUG}_v1.0.pdf"]


@needs_qpdf
def test_qpdf_finds_every_file_sound(papers: list[Path]) -> None:
    wrong = [
        one.name for one in papers if "No syntax or stream encoding errors" not in run(["qpdf", "--check", str(one)])
    ]
    assert wrong == []


@needs_poppler
def test_every_font_of_every_file_is_embedded_and_maps_to_letters(papers: list[Path]) -> None:
    for one in papers:
        rows = run(["pdffonts", str(one)]).splitlines()[2:]
        assert rows, one.name
        assert [row for row in rows if not re.search(r" yes yes yes ", row)] == [], one.name


def test_the_checker_of_accessibility_finds_nothing(papers: list[Path]) -> None:
    pytest.importorskip("pdfua")
    sizes = sorted(papers, key=lambda one: one.stat().st_size)
    for one in (papers[-1], sizes[0], sizes[-1]):  # the one with everything, the smallest, the largest
        assert "errors=0 warnings=0" in run([sys.executable, "-m", "pdfua", "check", str(one)]), one.name


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below a node, in the order they are read."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from elements(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def wrong(pdf: Any) -> Iterator[str]:
    """What PDF/A-3a and PDF/UA-1 ask of a file and this one has not."""
    root = pdf.Root
    if pdf.is_encrypted or "/JavaScript" in root.get("/Names", {}) or "/OpenAction" in root or "/AA" in root:
        yield "encrypted, or acts when it is opened"
    if not root.get("/MarkInfo", {}).get("/Marked") or root["/MarkInfo"].get("/Suspects"):
        yield "not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not shown"
    if not any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in root.get("/OutputIntents", [])):
        yield "no colour profile"
    for page in pdf.pages:
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield "links are not in the order of the structure"
            break
    yield from _metadata(pdf)
    yield from _attached(root)
    yield from _elements(list(elements(root["/StructTreeRoot"]["/K"])))


def _metadata(pdf: Any) -> Iterator[str]:
    with pdf.open_metadata() as told:
        wanted = {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
        yield from (f"{key} is {told.get(key)}" for key, value in wanted.items() if told.get(key) != value)
        if not told.get("dc:title"):
            yield "no title"


def _attached(root: Any) -> Iterator[str]:
    for one in root.get("/AF", []):
        if one.get("/AFRelationship") != "/Source" or "/UF" not in one or "/Subtype" not in one["/EF"]["/F"]:
            yield "an attachment without relation, name or type"


def _elements(told: list[Any]) -> Iterator[str]:
    kinds = [str(one["/S"])[1:] for one in told]
    if kinds[0] != "Document":
        yield "the whole is no document"
    former = 0
    for kind in kinds:
        if re.fullmatch("H[1-6]", kind):
            level = int(kind[1])
            if level > former + 1:
                yield f"a heading of level {level} after one of {former}"
            former = level
    for one, kind in zip(told, kinds, strict=True):
        if kind in ("Figure", "Formula") and not str(one.get("/Alt", "")):
            yield "a figure without words"
        if kind == "TH" and not any("/Scope" in part for part in _attributes(one)):
            yield "a head of a table without scope"
        if kind == "Table" and not any(str(inner["/S"]) == "/TH" for inner in elements(one.get("/K"))):
            yield "a table without heads"
        if kind == "Link" and not any("/Obj" in part for part in _kids(one)):
            yield "a link that leads nowhere"


def _attributes(one: Any) -> list[Any]:
    told = one.get("/A", [])
    return list(told) if isinstance(told, pikepdf.Array) else [told]


def _kids(one: Any) -> list[Any]:
    told = one.get("/K", [])
    kids = list(told) if isinstance(told, pikepdf.Array) else [told]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]


def test_the_structure_is_what_the_profiles_ask(papers: list[Path]) -> None:
    for one in papers:
        with pikepdf.open(one) as pdf:
            assert sorted(set(wrong(pdf))) == [], one.name


def test_a_table_without_heads_lowers_the_profile_since_the_compiler_does_not_ask(tmp_path: Path) -> None:
    told = printed(world(tmp_path / "r", "бир\n\n" + HEADLESS), CODE, "--draft", out=tmp_path / "out")
    assert told["files"][0]["profile"] == "a-3a"
    assert "no header row" in told["findings"][0]["message"]
    with pikepdf.open(tmp_path / "out" / f"{SLUG}_v1.0.pdf") as pdf:
        assert set(wrong(pdf)) == {"pdfuaid:part is None", "a table without heads", "its title is not shown"}


def test_a_row_of_heads_anywhere_is_taken_for_the_heads_of_the_table(tmp_path: Path) -> None:
    body = (
        '<table><tr><th rowspan="2">А</th><th colspan="2">Б</th></tr><tr><th>В</th><th>Г</th></tr>'
        "<tr><td>1</td><td>2</td><td>3</td></tr></table>\n"
    )
    told = printed(world(tmp_path / "r", "бир\n\n" + body), CODE, "--draft", out=tmp_path / "out")
    assert told["files"][0]["profile"] == "a-3a+ua-1"
    assert told["findings"] == []


def test_the_code_of_a_page_is_as_wide_as_an_old_scanner_needs() -> None:
    template = (ROOT / "src/sapat/render/typst/main.typ").read_text(encoding="utf-8")
    width = re.search(r'"code-".*width: (\d+)mm', template)
    assert width is not None
    assert 15 <= int(width[1]) <= 18
