"""From when till when: postponement, suspension and resumption, extension, expiry, each walked by its secretary with the verbs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.support.repo import repository, sound
from tests.support.sealed import first
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, edit, errors, save, tried
from tests.support.walk import act, amend, answer, due, found, page, refused, row, status

PATH: Final = f"procedures/{SLUG}.md"
FOLDER: Final = f"registers/changes/{SLUG}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "r")


@pytest.fixture
def coming(root: Path) -> Path:
    """1.1, approved on 1 April for 1 May."""
    done(root, "revise", CODE, "--summary", "Эки жылда бир", "--basis", "Кароо", "--analysis", "Аз")
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Эки жылда бир.")
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-05-01")
    save(root)
    return root


def changelog(root: Path, today: str) -> str:
    done(root, "changelog", today=today)
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    (root / "CHANGELOG.md").unlink()
    return text


def test_a_postponement_moves_the_day_of_what_is_still_to_come(coming: Path, tmp_path: Path) -> None:
    root = coming
    act(root, "order-9", "2026-04-20")
    said = amend(root, CODE, "postponement", "2026-04-20", "--set", "effective=2026-06-01", "--order", "order-9")
    assert f"{CODE} 1.1" in said, "the version that is still to come is meant"
    assert "order: order-9#1" in (root / FOLDER / "1.1/a1.yaml").read_text(encoding="utf-8"), "the item is looked up"
    assert "from:" not in (root / FOLDER / "1.1/a1.yaml").read_text(encoding="utf-8")
    for day, version in (("2026-05-01", "1.0"), ("2026-05-31", "1.0"), ("2026-06-01", "1.1")):
        assert row(root, "2026-06-02", day)["version"] == version
    shown = page(root, tmp_path / "site", "2026-05-15")
    assert "1.1-версия 01.06.2026 күнү күчүнө кирет" in shown
    assert "Күчүнө кирүүнү жылдыруу" in shown, "a line of the change sheet"
    log = changelog(root, "2026-05-15")
    assert "## 2026-06-01\n\n### Өзгөртүүлөр" in log
    assert "### Күчүнө кирүүсү жылдырылгандар" in log.partition("## 2026-04-20")[2]
    again = act(root, "order-10", "2026-05-20")
    amend(root, CODE, "postponement", "2026-05-20", "--set", "effective=2026-07-01", "--order", again)
    assert row(root, "2026-07-02", "2026-06-30")["version"] == "1.0"
    history = answer(root, "history", CODE, today="2026-07-02")["versions"]
    assert [one["effective"] for one in history] == ["2026-07-01", "2026-03-15"]
    assert [one["kind"] for one in history[0]["addenda"]] == ["postponement", "postponement"]


def test_a_day_that_has_come_or_an_earlier_one_is_not_postponed(coming: Path) -> None:
    root = coming
    act(root, "order-9", "2026-04-20")
    told = ("--order", "order-9")
    assert "SAP714" in refused(root, CODE, "postponement", "2026-04-20", "--set", "effective=2026-04-30", *told)
    assert "SAP714" in refused(root, CODE, "postponement", "2026-04-20", "--set", "effective=2026-05-01", *told)
    assert "rests on an act" in refused(root, CODE, "postponement", "2026-04-20", "--set", "effective=2026-06-01")
    assert "SAP706" in refused(root, CODE, "postponement", "2026-04-20", "--set", "expires=2026-06-01", *told)
    assert "no day of its own" in refused(
        root, CODE, "postponement", "2026-04-20", "--set", "effective=2026-06-01", "--since", "2026-04-21", *told
    )
    said = refused(root, CODE, "postponement", "2026-05-01", "--set", "effective=2026-06-01", *told)
    assert "still to take effect" in said
    said = refused(root, f"{CODE}@1.1", "postponement", "2026-05-01", "--set", "effective=2026-06-01", *told)
    assert "SAP706" in said
    assert "in force since 2026-05-01" in said
    said = refused(root, f"{CODE}@1.1", "correction", "2026-05-01", "--set", "effective=2026-06-01", *told)
    assert "SAP706" in said


def test_a_postponement_never_passes_the_version_after_it(coming: Path) -> None:
    root = coming
    done(root, "revise", CODE, "--summary", "Дагы", "--basis", "Кароо", "--analysis", "Аз", today="2026-04-05")
    edit(root, PATH, "Эки жылда бир.", "Үч жылда бир.")
    agree(root, CODE, today="2026-04-05")
    done(
        root,
        "approve",
        CODE,
        *add_acts(root, CODE, name="3", day="2026-04-05"),
        "--effective",
        "2026-05-10",
        today="2026-04-05",
    )
    save(root, day="2026-04-05")
    act(root, "order-9", "2026-04-20")
    told = ("--set", "effective=2026-06-01", "--order", "order-9")
    assert "SAP223" in refused(root, f"{CODE}@1.1", "postponement", "2026-04-20", *told)
    amend(root, f"{CODE}@1.2", "postponement", "2026-04-20", *told)
    amend(root, f"{CODE}@1.1", "postponement", "2026-04-21", *told)
    assert row(root, "2026-06-01")["version"] == "1.2"
    assert row(root, "2026-05-31")["version"] == "1.0"


def test_a_document_is_suspended_and_resumed_by_whoever_approves(root: Path, tmp_path: Path) -> None:
    stop = act(root, "order-9", "2026-04-10")
    amend(root, CODE, "suspension", "2026-04-10", "--order", stop, "--since", "2026-04-15")
    assert "15.04.2026 күнүнөн тартып токтотулат" in page(root, tmp_path / "a", "2026-04-14")
    assert status(root, "2026-04-14") == "in-force"
    assert status(root, "2026-04-15") == "suspended"
    assert row(root, "2026-04-15")["version"] is None
    shown = page(root, tmp_path / "b", "2026-04-20")
    assert "15.04.2026 күнүнөн тартып токтотулган" in shown
    assert "Колдонуу улантылганга чейин" in shown
    assert "SAP715" in refused(root, CODE, "suspension", "2026-04-20", "--order", stop)
    again = act(root, "order-10", "2026-05-20")
    amend(root, CODE, "resumption", "2026-05-20", "--order", again)
    for day, told in (("2026-04-14", "in-force"), ("2026-05-19", "suspended"), ("2026-05-20", "in-force")):
        assert status(root, "2026-06-01", day) == told
    assert "токтотулган" not in page(root, tmp_path / "c", "2026-05-20").partition("sp-after")[0]
    assert "SAP715" in refused(root, CODE, "resumption", "2026-05-21", "--order", again)
    log = changelog(root, "2026-06-01")
    assert log.index("### Колдонулушу улантылгандар") < log.index("### Колдонулушу токтотулгандар")
    assert "Буйрук № order-9, 2026-04-10." in log


def test_a_suspension_asks_for_an_act_of_rank_about_this_document(root: Path) -> None:
    done(root, "new", "ДП", "--title", "Башка", "--owner", "qa-head", today="2026-04-01")
    act(root, "order-7", "2026-04-10", signed_by="lawyer")
    act(root, "order-8", "2026-04-10", "ҮМУ-СМС-ДП-2.18")
    act(root, "order-6", "2026-04-10", result="returned")
    act(root, "order-5", "2026-04-12")
    day = "2026-04-10"
    assert "rests on an act" in refused(root, CODE, "suspension", day)
    assert "is signed by lawyer" in refused(root, CODE, "suspension", day, "--order", "order-7")
    assert "does not name this document" in refused(root, CODE, "suspension", day, "--order", "order-8")
    assert "returned the text" in refused(root, CODE, "suspension", day, "--order", "order-6")
    assert "no act 'order-1000'" in refused(root, CODE, "suspension", day, "--order", "order-1000")
    assert "of another kind, not: decision" in refused(root, CODE, "suspension", day, "--decision", "order-6")
    assert "it begins on 2026-04-11" in refused(
        root, CODE, "suspension", "2026-04-12", "--order", "order-5", "--since", "2026-04-11"
    )
    assert "unknown field 'owner'" in refused(
        root, CODE, "suspension", "2026-04-12", "--order", "order-5", "--set", "owner=lawyer"
    )
    assert "CODE@VERSION" in refused(root, "units/bbsb", "suspension", "2026-04-12", "--order", "order-5")


def test_a_plan_is_extended_in_time_and_expires_on_the_new_day(tmp_path: Path) -> None:
    files = {
        path: told for path, told in (dict(sound()) | first(extra="expires: 2026-12-31\n")).items() if told is not None
    }
    root = repository(tmp_path / "r", files)
    assert ("expiry", "2026-12-31", "ok") in due(root, "2026-10-01")
    longer = act(root, "council-9", "2026-11-20", kind="decision")
    assert "SAP714" in refused(
        root, CODE, "extension", "2026-11-20", "--set", "expires=2026-11-30", "--decision", longer
    )
    amend(root, CODE, "extension", "2026-11-20", "--set", "expires=2027-06-30", "--decision", longer)
    assert ("expiry", "2027-06-30", "ok") in due(root, "2026-11-20")
    assert status(root, "2027-06-30") == "in-force"
    assert row(root, "2027-01-15")["expires"] == "2027-06-30"
    assert "30.06.2027" in page(root, tmp_path / "a", "2027-06-30")
    assert status(root, "2027-07-01") == "expired"
    assert "мөөнөтү 30.06.2027 күнү бүттү" in page(root, tmp_path / "b", "2027-07-01")
    assert "SAP407" in found(root, "2027-07-01", "SAP4")
    late = act(root, "council-10", "2027-07-02", kind="decision")
    said = refused(root, CODE, "extension", "2027-07-02", "--set", "expires=2027-12-31", "--decision", late)
    assert "it had expired on 2027-06-30" in said
    done(root, "revise", CODE, "--edition", "--summary", "Жаңы", "--basis", "Мөөнөт", "--analysis", "Аз",
         "--expires", "2028-12-31", today="2027-07-03")  # fmt: skip
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. 2028.")
    agree(root, CODE, today="2027-07-03")
    done(
        root,
        "approve",
        CODE,
        *add_acts(root, CODE, name="11", day="2027-07-03"),
        "--effective",
        "2027-07-05",
        today="2027-07-03",
    )
    save(root, day="2027-07-03")
    assert [status(root, "2027-08-01", day) for day in ("2027-07-04", "2027-07-05")] == ["expired", "in-force"]


def test_a_plan_without_an_end_is_not_approved(tmp_path: Path) -> None:
    code, path = "ҮМУ-СМС-ПЛ-1", "regulations/umu-sms-pl-1.md"
    root = repository(tmp_path / "r")
    done(root, "new", "ПЛ", "--title", "Жылдык план", "--owner", "qa-head", "--summary", "План", "--basis", "Талап")
    edit(root, path, "# Жылдык план\n", "# Жылдык план\n\n## 1. Иштер\n\nАудит.\n")
    agree(root, code)
    told = (*add_acts(root, code), "--effective", "2026-04-02")
    said = tried(root, "approve", code, *told)
    assert said[0] == 1
    assert "this type needs an end" in said[1]
    done(root, "approve", code, *told, "--expires", "2026-12-31")
    save(root)
    assert errors(root) == []
    assert status(root, "2026-12-31", code=code) == "in-force"
    assert status(root, "2027-01-01", code=code) == "expired"
    assert "has no expires" in refused(
        root, CODE, "extension", "2026-04-01", "--set", "expires=2027-01-01", "--order", "order-1"
    )


def test_what_nobody_entitled_has_stopped_is_not_published(root: Path, tmp_path: Path) -> None:
    """Written by hand, past every verb: check names it, and the site is not built on it."""
    act(root, "order-7", "2026-04-10")
    amend(root, CODE, "suspension", "2026-04-10", "--order", "order-7")
    added = root / FOLDER / "1.0/a1.yaml"
    added.write_text(added.read_text(encoding="utf-8").replace("order: order-7#1\n", ""), encoding="utf-8")
    save(root, day="2026-04-10")
    assert "SAP712" in errors(root, "2026-04-10")
    code, out, err = tried(root, "build", "-o", str(tmp_path / "site"), today="2026-04-10")
    assert code != 0
    assert "SAP712" in out + err
