"""From Markdown to clean HTML: fast and stock parser agree, anchors are those of the checks, nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.publish.convert import Converter
from sapat.publish.sanitize import clean_page
from sapat.read.frontmatter import cut
from sapat.read.scan import scan

ROOT = Path(__file__).parents[2]
CORPUS = sorted(
    path for folder in ("docs", "policies", "procedures", "regulations") for path in (ROOT / folder).rglob("*.md")
)
MIXED = """# Бир `код` жана [шилтеме](a.md) {#өз}

Сөз **калың** __калың__ *кыйгач* _кыйгач_ ~~жок~~ `код *эмес*` \\*жылдызча\\* &copy; &amp; <b>б</b> <http://a.b/c_d_e>
саптын аягы  \nкийинки сап a_b_c 2*3*4 [шилтеме][бир] ![сүрөт](x.png "аты") [^1] <qa@umu.example> [бир]

[бир]: https://example.org/а "аты"
[^1]: Эскертме *кыйгач*.

Термин
: мааниси

* бир
    * эки
1. үч

> цитата [[ҮМУ-СМС-ДП-2.17]] жана `[[код эмес]]`

| а | б |
|:-:|--:|
| [[A\\|б]] | *в* |

```python
*жылдызча* [[код]]
```

!!! note "Эскертүү"
    Ичи.

## Бир {: #эки .класс }

## Бир
## Бир
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    "[бас](javascript:alert(1))",
    "[бас](JaVaScRiPt:alert(1))",
    "[бас](data:text/html;base64,AAAA)",
    "[бас](x.md){: onclick=alert(1) }",
    "<iframe src=https://example.org></iframe>",
    "<form action=https://example.org><input name=a></form>",
    '<p style="position:fixed">бас</p>',
    "<style>*{display:none}</style>",
    "<base href=https://example.org>",
    "<meta http-equiv=refresh content=0>",
    "<object data=x></object><embed src=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<details open ontoggle=alert(1)><summary onclick="alert(1)">а</summary></details>',
    '<a href="&#106;avascript:alert(1)">бас</a>',
    "# Аталышы {: #x onclick=alert(1) }",
)


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter()


@pytest.mark.parametrize("text", [MIXED, *HOSTILE])
def test_the_fast_parser_gives_what_the_stock_parser_gives(converter: Converter, text: str) -> None:
    assert converter.convert(text) == Converter(fast=False).convert(text)


def test_the_fast_parser_gives_what_the_stock_parser_gives_on_every_text_of_the_institution(
    converter: Converter,
) -> None:
    stock = Converter(fast=False)
    assert CORPUS
    for path in CORPUS:
        body = cut(path.read_text()).body
        assert converter.convert(body) == stock.convert(body), path


def test_the_anchors_are_those_that_the_check_knows(converter: Converter) -> None:
    for text in (MIXED, *(cut(path.read_text()).body for path in CORPUS)):
        made = [one.id for one in converter.convert(text).headings]
        assert made == list(scan(text).anchors)


def test_anchors_are_readable_kyrgyz(converter: Converter) -> None:
    made = converter.convert("## 1. Өлчөө жана көзөмөл\n\n## 1. Өлчөө жана көзөмөл\n")
    assert [one.id for one in made.headings] == ["1-өлчөө-жана-көзөмөл", "1-өлчөө-жана-көзөмөл_1"]


def test_a_list_right_below_a_line_is_a_list_as_on_the_forge(converter: Converter) -> None:
    assert "<li>бир</li>" in converter.convert("Тизме:\n- бир\n- эки\n").html
    assert "<li>" not in converter.convert("```\nТизме:\n- бир\n```\n").html
    assert "<li>" not in converter.convert("2025-жылы\n2. эмес\n").html


def test_a_code_link_in_a_table_may_have_words_of_its_own(converter: Converter) -> None:
    told = converter.convert("| а |\n|---|\n| [[ҮМУ-СМС-ДП-2.1\\|сөз]] |\n").html
    assert '<a href="sapat:ҮМУ-СМС-ДП-2.1">сөз</a>' in told


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_loads_or_pretends_comes_through(converter: Converter, text: str) -> None:
    for told in (converter.convert(text).html, clean_page(text), clean_page(converter.convert(text).html)):
        low = told.lower()
        for mark in (
            "<script",
            "<svg",
            "<iframe",
            "<form",
            "<input",
            "<style",
            "<base",
            "<meta",
            "<object",
            "<embed",
            "<math",
        ):
            assert mark not in low
        elements = "".join(piece.partition(">")[0] for piece in low.split("<")[1:])
        for mark in (" on", "javascript:", "data:", " style="):
            assert mark not in elements, told


def test_a_text_cannot_dress_up_as_a_banner_of_ours(converter: Converter) -> None:
    told = converter.convert(
        '<p class="sp-notice sp-badge--in-force">Күчүндө</p>\n\n## А {: #x .sp-head .md-banner }\n'
    ).html
    assert "sp-notice" not in told
    assert "sp-head" not in told
    assert "md-banner" not in told


def test_alignment_of_cells_survives_as_a_class(converter: Converter) -> None:
    told = converter.convert("| а | б |\n|:-:|--:|\n| 1 | 2 |\n").html
    assert '<td class="ta-center">1</td>' in told
    assert '<td class="ta-right">2</td>' in told
    assert "style=" not in told


@pytest.mark.parametrize(
    "address", ["https://cbd.minjust.gov.kg/", "http://umu.example/", "mailto:qa@umu.example", "tel:+996312000000"]
)
def test_an_honest_link_keeps_its_address(address: str) -> None:
    """A cleaner that takes too much would send readers nowhere."""
    assert f'href="{address}"' in Converter().convert(f"[шилтеме]({address})\n").html
