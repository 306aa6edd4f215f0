"""The urgent way: the order first, the council later, and what everybody sees in between."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.support.repo import repository
from tests.support.verbs import CODE, SLUG, done, edit, errors, save, tried
from tests.support.walk import act, amend, answer, due, found, page, refused, row

PATH: Final = f"procedures/{SLUG}.md"
RECORD: Final = f"registers/changes/{SLUG}/1.1/record.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """1.1 brought into force by the rector's order of 1 April alone."""
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, "--urgent", "--summary", "Коопсуздук", "--basis", "Буйрук", "--analysis", "Аз")
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Шашылыш.")
    done(root, "agree", CODE, "--role", "qa-specialist", "--meaning", "check", "--result", "yes")
    done(root, "approve", CODE, "--order", act(root, "order-9", "2026-04-01"), "--effective", "2026-04-02")
    save(root)
    assert errors(root) == []
    return root


def test_the_council_ratifies_in_time(root: Path, tmp_path: Path) -> None:
    assert "ratify_by: 2026-05-31" in (root / RECORD).read_text(encoding="utf-8"), (
        "60 days after the order, by the route"
    )
    assert ("ratification", "2026-05-31", "due") in due(root, "2026-04-10")
    assert found(root, "2026-04-10", "SAP31") == ["SAP311"]
    assert "кеңеш 31.05.2026 күнүнө чейин ырастоого тийиш" in page(root, tmp_path / "a", "2026-04-10")
    assert row(root, "2026-04-10")["version"] == "1.1"
    decision = act(root, "council-9", "2026-05-15", kind="decision")
    amend(root, CODE, "ratification", "2026-05-16", "--decision", decision)
    assert [what for what, _, _ in due(root, "2026-05-17")] == ["light-check", "review"]
    assert found(root, "2026-06-30", "SAP31") == []
    shown = page(root, tmp_path / "b", "2026-05-17")
    assert "ырастоого тийиш" not in shown
    assert "Кеңештин ырастоосу" in shown
    added = answer(root, "history", CODE, today="2026-05-17")["versions"][0]["addenda"]
    assert [(one["kind"], one["decision"]) for one in added] == [("ratification", "council-9#1")]


def test_a_version_not_ratified_in_time_is_found_and_the_site_goes_on(root: Path, tmp_path: Path) -> None:
    assert found(root, "2026-05-31", "SAP31") == ["SAP311"]
    assert found(root, "2026-06-01", "SAP31") == ["SAP312"]
    assert "SAP312" in errors(root, "2026-06-01")
    assert ("ratification", "2026-05-31", "overdue") in due(root, "2026-06-01")
    assert "sp-notice--warn" in page(root, tmp_path / "a", "2026-06-01"), "lateness never stops the site"
    decision = act(root, "council-9", "2026-06-05", kind="decision")
    amend(root, CODE, "ratification", "2026-06-05", "--decision", decision)
    assert found(root, "2026-06-06", "SAP31") == ["SAP315"], "that it was late stays a warning"


def test_only_the_council_that_the_ordinary_way_asks_ratifies(root: Path) -> None:
    day = "2026-05-16"
    act(root, "council-7", day, kind="decision", result="returned")
    act(root, "order-8", day)
    done(root, "new", "ДП", "--title", "Башка", "--owner", "qa-head", today=day)
    act(root, "council-8", day, "ҮМУ-СМС-ДП-2.18", kind="decision")
    assert "rests on an act" in refused(root, CODE, "ratification", day)
    assert "is not in the register" in refused(root, CODE, "ratification", day, "--order", "order-8")
    assert "returned the text" in refused(root, CODE, "ratification", day, "--decision", "council-7")
    assert "does not name this document" in refused(root, CODE, "ratification", day, "--decision", "council-8")
    assert "SAP314" in refused(root, CODE, "ratification", day, "--decision", "order-8")
    assert "not an urgent one" in refused(root, f"{CODE}@1.0", "ratification", day, "--decision", "council-7")


def test_a_ratification_that_only_says_so_leaves_the_version_waiting(root: Path) -> None:
    """By hand: a decision that returned the text. The day goes on counting until a lawful one stands there."""
    act(root, "council-7", "2026-05-15", kind="decision")
    amend(root, CODE, "ratification", "2026-05-16", "--decision", "council-7")
    held = root / "registers/acts/council-7.yaml"
    held.write_text(held.read_text(encoding="utf-8").replace("approved", "returned"), encoding="utf-8")
    assert sorted(found(root, "2026-06-01", "SAP31")) == ["SAP312", "SAP314"]
    assert ("ratification", "2026-05-31", "overdue") in due(root, "2026-06-01")


def test_a_longer_time_than_the_route_allows_is_refused(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, "--urgent", "--summary", "А", "--basis", "Б", "--analysis", "В")
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Шашылыш.")
    done(root, "agree", CODE, "--role", "qa-specialist", "--meaning", "check", "--result", "yes")
    order = act(root, "order-9", "2026-04-01")
    told = ("approve", CODE, "--order", order, "--effective", "2026-04-02")
    code, out, _ = tried(root, *told, "--ratify-by", "2026-06-01")
    assert (code, "no later than 2026-05-31" in out) == (1, True)
    done(root, *told, "--ratify-by", "2026-05-01")
    assert "ratify_by: 2026-05-01" in (root / RECORD).read_text(encoding="utf-8"), "a shorter one is kept"


def test_a_later_ordinary_version_makes_the_ratification_moot(root: Path) -> None:
    from tests.support.verbs import add_acts, agree

    done(root, "revise", CODE, "--summary", "А", "--basis", "Б", "--analysis", "В", today="2026-05-10")
    edit(root, PATH, "Шашылыш.", "Тыкан.")
    agree(root, CODE, today="2026-05-10")
    acts = add_acts(root, CODE, name="12", day="2026-05-11")
    done(root, "approve", CODE, *acts, "--effective", "2026-05-12", today="2026-05-11")
    save(root, day="2026-05-11")
    assert found(root, "2026-06-30", "SAP31") == []
    assert "ratification" not in [what for what, _, _ in due(root, "2026-06-30")]
