"""Real documents through the whole way: wrapped, checked, sealed, revised, published; not one word is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from tests.flows import sources
from tests.support.repo import git, repository, sapat, write
from tests.support.verbs import add_acts, agree, done, errors, save

pytestmark = pytest.mark.skipif(not sources.present(), reason="the real documents (../shared/sources) are not here")

CODES: Final = ("ҮМУ-СМС-СЖ-1", "ҮМУ-СМС-САЯ-1", "ҮМУ-СМС-СТР-1")
SLUGS: Final = dict(zip(CODES, ("umu-sms-sj-1", "umu-sms-saya-1", "umu-sms-str-1"), strict=True))
ADDED: Final = "\nБул сүйлөм экинчи версияда кошулду.\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository after its second approval, and its site beside it."""
    root = repository(tmp_path_factory.mktemp("real") / "r", dict(sources.repository_files()))
    for code in CODES:
        done(root, "revise", code, "--kind", "introduction", "--summary", "Биринчи текст", "--basis", "Кеңеш")
        agree(root, code)
    done(root, "approve", *CODES, *add_acts(root, *CODES), "--effective", "2026-04-01", "--analysis", "Каралды")
    save(root)
    manual = "ҮМУ-СМС-СЖ-1"
    done(root, "revise", manual, "--kind", "change", "--summary", "Кошумча", "--basis", "Анализ", "--analysis", "Каралды",
         today="2026-05-01")  # fmt: skip
    path = root / "manual" / "11.md"
    write(root, {"manual/11.md": path.read_text(encoding="utf-8") + ADDED})
    agree(root, manual, today="2026-05-01")
    acts = add_acts(root, manual, name="3", day="2026-05-02")
    done(root, "approve", manual, *acts, "--effective", "2026-05-02", today="2026-05-02")
    save(root, day="2026-05-02")
    site = root.parent / "site"
    code, out, err = sapat(root, "build", "-o", str(site), today="2026-05-03")
    assert code == 0, out + err
    return root


def page(root: Path, code: str, version: str = "") -> list[str]:
    """The words of a document's pages, its parts in order."""
    folder = root.parent / "site" / "d" / SLUGS[code] / (f"r/{version}" if version else "")
    told = [folder / "index.html", *sorted(folder.glob("[0-9]*.html"))]
    return [word for path in told for word in sources.words_of_page(path.read_text(encoding="utf-8"))]


def within(needle: list[str], hay: list[str]) -> bool:
    return f" {' '.join(needle)} " in f" {' '.join(hay)} "


def test_the_manual_is_the_long_one() -> None:
    files = sources.repository_files()
    assert sum(len(sources.words(text)) for path, text in files.items() if path.startswith("manual/")) > 13_000
    assert sum(path.startswith("manual/") for path in files) == 13


def test_a_check_finds_no_error_in_them_and_remarks_on_their_faults(published: Path) -> None:
    assert errors(published, "2026-05-03") == []
    _, out, _ = sapat(published, "check", "--format", "json", today="2026-05-03")
    rules = {one["rule"] for one in json.loads(out)["findings"]}
    assert any(rule.startswith("SAP6") for rule in rules), "the sources have words of two scripts"


@pytest.mark.parametrize(
    ("code", "number"), [(CODES[0], sources.MANUAL), (CODES[1], sources.POLICY), (CODES[2], sources.CONCEPT)]
)
def test_every_word_of_the_source_is_on_its_page_in_order(published: Path, code: str, number: str) -> None:
    told = sources.words(sources.source(number).replace("\xad", ""))
    shown = page(published, code, "1.0" if code == CODES[0] else "")
    missing = [word for word in set(told) if told.count(word) > shown.count(word)]
    assert missing == []
    told, shown = ([word for word in one if not word.isdigit()] for one in (told, shown))  # list numbers are drawn
    assert within(told, shown), "the order is kept too"


def test_the_second_version_has_its_sentence_and_the_first_is_kept(published: Path) -> None:
    sentence = sources.words(ADDED)
    assert within(sentence, page(published, CODES[0]))
    assert not within(sentence, page(published, CODES[0], "1.0"))


def test_the_control_copy_is_the_text_byte_for_byte(published: Path) -> None:
    copy = published / "registers/changes/umu-sms-sj-1/1.1/copy"
    held = sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file())
    assert held == ["01.md", *(f"{n:02}.md" for n in range(2, 13)), "index.md"]
    assert all((copy / name).read_bytes() == (published / "manual" / name).read_bytes() for name in held)


def test_history_names_both_versions_whole(published: Path) -> None:
    _, out, err = sapat(published, "history", CODES[0], "--format", "json", today="2026-05-03")
    versions = json.loads(out)["versions"]
    assert [(one["version"], one["kind"]) for one in versions] == [("1.1", "change"), ("1.0", "introduction")], err
    assert len({one["text_sha256"] for one in versions}) == 2
    assert all(one["commit"] and one["author"] for one in versions)


def test_what_was_in_force_is_known_for_every_day(published: Path) -> None:
    for day, version in (("2026-03-31", None), ("2026-04-01", "1.0"), ("2026-05-01", "1.0"), ("2026-05-02", "1.1")):
        _, out, _ = sapat(published, "list", "--as-of", day, "--format", "json", today="2026-05-03")
        rows = {one["code"]: one["version"] for one in json.loads(out)["documents"]}
        assert rows.get(CODES[0]) == version, day


def test_one_letter_changed_is_named_and_the_site_keeps_the_approved_text(published: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(published), "r")
    root = tmp_path / "r"
    path = root / "manual" / "05.md"
    write(root, {"manual/05.md": path.read_text(encoding="utf-8").replace("сапат", "сапад", 1)})
    code, out, _ = sapat(root, "check", today="2026-05-03")
    assert code == 1
    assert "manual/" in out
    assert "ҮМУ-СМС-СЖ-1" in out
    assert "sapat revise ҮМУ-СМС-СЖ-1" in out
    save(root, day="2026-05-03")
    code, out, err = sapat(root, "build", "-o", str(tmp_path / "site"), today="2026-05-03")
    assert code == 0, out + err
    assert page(root, CODES[0]) == page(published, CODES[0])
