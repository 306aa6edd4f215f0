"""What goes on and what is over: editions kept for some, mergers and splits, each walked with the verbs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.support.repo import repository
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, edit, errors, refused, save, tried
from tests.support.walk import answer, due, found, page, row, status

PATH: Final = f"procedures/{SLUG}.md"
WHY: Final = ("--summary", "Өзгөртүү", "--basis", "Кароо", "--analysis", "Аз")
HEIR: Final = "ҮМУ-СМС-ДП-2.18"
KEEPS: Final = (
    'keeps:\n  - {version: "1.0", until: 2026-12-31, for: {ky: 2025-жылкылар, ru: Набор 2025, en: Class of 2025}}\n'
)


def change(root: Path, sentence: str, name: str, day: str, *flags: str, code: str = CODE, path: str = PATH) -> None:
    """One change from opening to approval on a day."""
    done(root, "revise", code, *WHY, today=day)
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(f"{text}\n{sentence}\n", encoding="utf-8")
    agree(root, code, today=day)
    done(root, "approve", code, *add_acts(root, code, name=name, day=day), "--effective", day, *flags, today=day)
    assert errors(root, day) == []
    save(root, day=day)


def fields(tmp_path: Path, text: str) -> tuple[str, str]:
    file = tmp_path / "fields.yaml"
    file.write_text(text, encoding="utf-8")
    return ("--from", str(file))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """1.1 in force from 1 May, 1.0 going on for some until the end of the year."""
    root = repository(tmp_path / "r")
    change(root, "Жаңы эреже.", "2", "2026-05-01", *fields(tmp_path, KEEPS))
    return root


def test_a_former_edition_goes_on_for_some_until_its_day(kept: Path, tmp_path: Path) -> None:
    root = kept
    assert row(root, "2026-05-01")["also"] == [
        {
            "version": "1.0",
            "until": "2026-12-31",
            "for": {"ky": "2025-жылкылар", "ru": "Набор 2025", "en": "Class of 2025"},
        }
    ]
    statuses = [one["status"] for one in answer(root, "history", CODE, today="2026-12-31")["versions"]]
    assert statuses == ["in-force", "in-force"]
    assert ("kept-edition", "2026-12-31", "due") in due(root, "2026-11-15")
    _, text, _ = tried(root, "show", CODE, today="2026-11-15")
    assert "1.0 → 2026-12-31: Class of 2025" in text
    now = page(root, tmp_path / "a", "2026-12-31")
    assert "Мурунку 1.0-версия 31.12.2026 күнүнө чейин колдонула берет: 2025-жылкылар" in now
    assert "sp-badge--kept" in now, "the list of versions says so too"
    former = (tmp_path / "a" / f"d/{SLUG}/r/1.0/index.html").read_text(encoding="utf-8")
    assert "Айрымдар үчүн күчүндө" in former
    assert "2025-жылкылар үчүн колдонула берет" in former
    after = page(root, tmp_path / "b", "2027-01-01")
    assert "колдонула берет" not in after
    assert "sp-badge--kept" not in after
    assert row(root, "2027-01-01")["also"] == []
    assert row(root, "2027-01-01", "2026-12-31")["also"] != [], "looking back it went on"
    assert [one["status"] for one in answer(root, "history", CODE, today="2027-01-01")["versions"]] == [
        "in-force",
        "superseded",
    ]
    assert "kept-edition" not in [what for what, _, _ in due(root, "2027-01-01")]


def test_the_calendar_has_one_event_for_each_edition_kept(kept: Path) -> None:
    code, out, err = tried(kept, "due", "--format", "ics", today="2026-11-15")
    assert code == 0, err
    assert "UID:kept-edition1.0." in out.replace("\r\n ", "")


def test_the_next_version_repeats_what_goes_on_or_says_so(kept: Path) -> None:
    root = kept
    done(root, "revise", CODE, *WHY, today="2026-06-01")
    record = root / f"registers/changes/{SLUG}/1.2/record.yaml"
    assert "until: 2026-12-31" in record.read_text(encoding="utf-8"), "revise carries it on"
    text = record.read_text(encoding="utf-8")
    start = text.index("keeps:")
    record.write_text(text[:start], encoding="utf-8")
    assert "SAP240" in found(root, "2026-06-01", "SAP24")
    done(root, "revise", CODE, "--drop", today="2026-06-01")
    done(root, "revise", CODE, *WHY, today="2027-02-01")
    assert "keeps" not in record.read_text(encoding="utf-8"), "what is over is not carried on"


def test_only_a_version_that_was_registered_goes_on_and_only_beyond_the_new_one(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, *WHY)
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Жаңы.")
    agree(root, CODE)
    told = ("approve", CODE, *add_acts(root, CODE), "--effective", "2026-05-01")
    save(root)
    for old, new, says in (
        ('"1.0"', '"0.9"', "version"),
        ('"1.0"', '"1.1"', "was not registered before"),
        ('"1.0"', '"2.0"', "was not registered before"),
        ("2026-12-31", "2026-04-30", "goes on until 2026-04-30, but the new one takes effect only on 2026-05-01"),
    ):
        assert says in refused(root, *told, *fields(tmp_path, KEEPS.replace(old, new)))
    done(root, *told, *fields(tmp_path, KEEPS.replace("2026-12-31", "2026-05-01")))


def test_no_edition_of_a_withdrawn_document_goes_on(kept: Path, tmp_path: Path) -> None:
    root, day = kept, "2026-06-01"
    done(root, "withdraw", CODE, "--summary", "Керексиз", "--basis", "Кароо", today=day)
    agree(root, CODE, today=day)
    told = ("approve", CODE, *add_acts(root, CODE, name="3", day=day), "--effective", "2026-06-10")
    save(root, day=day)
    assert "no edition of a withdrawn document goes on" in refused(root, *told, *fields(tmp_path, KEEPS), today=day)
    done(root, *told, today=day)
    save(root, day=day)
    assert row(root, "2026-06-09")["also"] != []
    assert (status(root, "2026-06-10"), row(root, "2026-06-10")["also"]) == ("withdrawn", [])


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """2.18, approved on 1 May for 1 June, takes 2.17 into itself."""
    root, day = repository(tmp_path / "r"), "2026-05-01"
    done(root, "new", "ДП", "--title", "Бириккен тартип", "--owner", "qa-head", "--process", "1.2", "--summary", "Бириктирүү",
         "--basis", "Кароо", today=day)  # fmt: skip
    edit(
        root,
        "procedures/umu-sms-dp-2.18.md",
        "# Бириккен тартип\n",
        "# Бириккен тартип\n\n## 1. Максаты\n\nЭкөө бир.\n",
    )
    agree(root, HEIR, today=day)
    acts = add_acts(root, HEIR, CODE, name="2", day=day)
    done(root, "approve", HEIR, *acts, "--effective", "2026-06-01", "--ends", CODE, today=day)
    assert errors(root, day) == []
    save(root, day=day)
    return root


def test_a_merged_document_loses_force_exactly_on_the_day(merged: Path, tmp_path: Path) -> None:
    root = merged
    assert [status(root, "2026-07-01", day) for day in ("2026-05-31", "2026-06-01")] == ["in-force", "superseded"]
    assert [status(root, "2026-07-01", day, HEIR) for day in ("2026-05-31", "2026-06-01")] == ["approved", "in-force"]
    before = page(root, tmp_path / "a", "2026-05-31")
    assert "Документ 01.06.2026 күнү күчүн жоготот" in before
    assert "Ордуна: <a" in before
    assert "Бириккен тартип" in before
    after = page(root, tmp_path / "b", "2026-06-01")
    assert "Документ 01.06.2026 күнү алмаштырылды" in after
    assert "Ордуна: <a" in after
    _, text, _ = tried(root, "show", CODE, today="2026-06-01")
    assert "Ended by" in text and HEIR in text
    assert due(root, "2026-06-01") == [], "nothing is asked of it any more"


def test_a_document_that_was_ended_is_not_revised(merged: Path) -> None:
    root = merged
    done(root, "revise", CODE, *WHY, today="2026-05-20")
    done(root, "revise", CODE, "--drop", today="2026-05-20")
    said = refused(root, "revise", CODE, *WHY, today="2026-06-01")
    assert f"{HEIR} ended {CODE} on 2026-06-01" in said
    assert f"sapat revise {HEIR}" in said


def test_a_draft_left_open_over_the_end_is_found_and_never_registered(merged: Path) -> None:
    root = merged
    done(root, "revise", CODE, *WHY, today="2026-05-20")
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Кеч.")
    agree(root, CODE, today="2026-05-20")
    assert found(root, "2026-05-31", "SAP24") == []
    assert found(root, "2026-06-01", "SAP24") == ["SAP242"]
    acts = add_acts(root, CODE, name="5", day="2026-05-21")
    save(root, day="2026-05-21")
    assert "SAP241" in refused(root, "approve", CODE, *acts, "--effective", "2026-06-01", today="2026-05-21")
    done(root, "approve", CODE, *acts, "--effective", "2026-05-31", today="2026-05-21")


def test_a_merger_approved_by_mistake_and_stopped_the_same_day_ends_nothing(merged: Path) -> None:
    root, day = merged, "2026-05-10"
    done(root, "withdraw", HEIR, "--summary", "Ката бекитилген", "--basis", "Кеңеш", today=day)
    agree(root, HEIR, today=day)
    done(root, "approve", HEIR, *add_acts(root, HEIR, name="6", day=day), "--effective", "2026-06-01", today=day)
    assert errors(root, day) == []
    save(root, day=day)
    assert status(root, "2026-06-01", code=HEIR) == "withdrawn"
    assert status(root, "2026-06-01") == "in-force"


@pytest.mark.parametrize("again", [False, True])
def test_who_replaces_a_merger_on_its_day_is_told_that_the_merged_document_comes_back(
    merged: Path, again: bool
) -> None:
    root, day = merged, "2026-05-10"
    done(root, "revise", HEIR, *WHY, today=day)
    edit(root, "procedures/umu-sms-dp-2.18.md", "Экөө бир.", "Экөө бирге.")
    agree(root, HEIR, today=day)
    acts = add_acts(root, HEIR, CODE, name="6", day=day)
    ends = ("--ends", CODE) if again else ()
    told = done(root, "approve", HEIR, *acts, "--effective", "2026-06-01", *ends, today=day)
    said = f"{HEIR} 1.0 is stopped before its day, so {CODE}, which it was to end, stays in force or comes back"
    assert (said in told) is not again
    save(root, day=day)
    _, comment, _ = tried(root, "check", "--base", "HEAD~1", "--format", "markdown", today=day)
    assert ("stopped before its day" in comment) is not again
    assert "- Effective date: 2026\\-06\\-01" in comment or "- Effective date: 2026-06-01" in comment
    assert "- Order: order No" in comment
    assert ("- Ends: " in comment) is again
    assert status(root, "2026-06-01") == ("superseded" if again else "in-force")


def test_a_split_ends_one_for_two(tmp_path: Path) -> None:
    """One document approved with `ends` is enough; the other is approved by the same acts."""
    root, day = repository(tmp_path / "r"), "2026-05-01"
    codes = (HEIR, "ҮМУ-СМС-ДП-2.3")
    for code, title in zip(codes, ("Биринчи бөлүк", "Экинчи бөлүк"), strict=True):
        done(
            root,
            "new",
            "ДП",
            "--title",
            title,
            "--owner",
            "qa-head",
            "--code",
            code,
            "--summary",
            "Бөлүү",
            "--basis",
            "Кароо",
            today=day,
        )
        path = f"procedures/umu-sms-dp-{code.rpartition('-')[2]}.md"
        edit(root, path, f"# {title}\n", f"# {title}\n\n## 1. Максаты\n\nБөлүк.\n")
        agree(root, code, today=day)
    acts = add_acts(root, *codes, CODE, name="2", day=day)
    done(root, "approve", *codes, *acts, "--effective", "2026-06-01", "--ends", CODE, today=day)
    assert errors(root, day) == []
    assert status(root, "2026-06-01") == "superseded"
    assert [status(root, "2026-06-01", code=code) for code in codes] == ["in-force", "in-force"]
