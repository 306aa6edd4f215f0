"""What staff read is what is signed: every word of the HTML is in the PDF (issue 4, §1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.sources import present, repository_files
from tests.pdf.paper import CODE, PNG, SLUG, SVG, body_of, converted, lost, needs_poppler, printed, text_of, world
from tests.support.repo import repository

ROOT = Path(__file__).parents[2]
EVERYTHING = """Кириш сөз ө ү ң Ө Ү Ң, «тырмакча» жана — сызыкча; 5 ≤ 7 → натыйжа.

## 1. Белгилөө

**Калың**, *жантык*, ~~сызылган эмес~~, `код_сөз`, H<sub>2</sub>O, м<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>белги</mark>,
<ins>кошулган</ins> <del>өчүрүлгөн</del> <small>майда</small> <abbr title="түшүндүрмө">ББСБ</abbr>.

[шилтеме](https://example.org/a?b=1&c=2), [[ҮМУ-СМС-СД-1]], [ичинде](#2-тизмелер), <mail@example.org>.

### 1.1. Эскертүүлөр

!!! warning "Көңүл буруңуз"

    Эскертүүнүн тексти

    - тизмеси
    - дагы

!!! note

    Аталышсыз

<details><summary>Ачылуучу</summary><p>Жашырылган сөз</p></details>

> Цитата бир
> уланышы

## 2. Тизмелер

1. биринчи
2. экинчи
    - ичинде
        - тереңирээк
            - төртүнчү
3. үчүнчү

7. жетинчи катар

- [ ] кылынбаган
- [x] кылынган

Термин
:   Анын аныктамасы

## 3. Таблица

| № | Узун аталыш | Оң | Орто |
|--:|:--|--:|:-:|
| 1 | a \\| b | 10 | `x|y` |
| 2 | биринчи<br>экинчи | 20 | **калың** |

<table><tr><th colspan="2">Бириккен</th><th>Үчүнчү</th></tr><tr><td rowspan="2">эки сап</td><td>бир</td><td>эки</td></tr>
<tr><td>үч</td><td>төрт</td></tr></table>

```
коддун сабы   үч боштук
    чегинүү
```

Бутактагы эскертме[^1] жана экинчиси[^узун].

[^1]: Эскертменин тексти **калың** менен.
[^узун]: Биринчи абзац.

    Экинчи абзац эскертмеде.

![Схеманын сүрөттөлүшү](umu-sms-dp-2.17/schema.svg) жана ![чекит](umu-sms-dp-2.17/dot.png)

---

#hash @at $доллар *жылдызча \\newpage `{=typst}` #read("x") -- --- ... <b>аягы</b>
"""


@needs_poppler
def test_every_construct_of_a_text_reaches_paper_with_all_its_words(tmp_path: Path) -> None:
    root = world(tmp_path / "r", EVERYTHING, {"schema.svg": SVG, "dot.png": PNG})
    told = printed(root, CODE, "--draft", out=tmp_path / "out")
    made = tmp_path / "out" / f"{SLUG}_v1.0.pdf"
    assert told["files"][0]["profile"] == "a-3a+ua-1", told
    assert not lost(converted(EVERYTHING), made)
    assert 'read("x")' in text_of(made)


@needs_poppler
def test_every_word_of_every_document_of_the_model_institution_is_on_paper(tmp_path: Path) -> None:
    told = printed(ROOT, "--all", "--draft", out=tmp_path)
    assert len(told["files"]) > 35
    wrong = {}
    for one in told["files"]:
        assert one["profile"] == "a-3a+ua-1", one
        text = _texts(ROOT, one["slug"])
        if missing := lost(text, Path(one["path"])):
            wrong[one["slug"]] = missing
    assert wrong == {}


def _texts(root: Path, slug: str) -> str:
    from sapat.read.repository import find_repository

    doc = find_repository(root).load().snapshot.by_slug[slug]
    paths = [doc.path, *(f"{doc.base}/{part}" for part in doc.front.get("parts", []))]
    return "\n".join(converted(body_of(root / path)) for path in paths)


@needs_poppler
@pytest.mark.skipif(not present(), reason="the source documents are not here")
def test_every_word_of_the_real_manual_and_policy_is_on_paper(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", dict(repository_files()))
    told = printed(root, "--all", "--draft", out=tmp_path / "out", expect=1)  # letters of a symbol font in the concept
    assert len(told["files"]) == 3
    assert {one["rule"] for one in told["findings"]} == {"SAP852", "SAP854", "SAP855"}
    wrong = {one["slug"]: lost(_texts(root, one["slug"]), Path(one["path"])) for one in told["files"]}
    assert not any(wrong.values()), wrong
