"""`sapat due`: what has to be done, and by when."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.repo import SETTINGS, Dossier, digest, markdown, repository, sapat, sound, write
from tests.support.timeline import MAIN, answer, timeline

EXTERNAL = "registers/external/umu-sms-sd-1.yaml"


def items(root: Path, *args: str, today: str) -> list[tuple[str, str, str, int, str]]:
    told = answer(root, "due", *args, today=today)
    assert (told["version"], told["today"]) == (1, today)
    return [tuple(one[key] for key in ("code", "what", "due", "days", "state")) for one in told["items"]]


def of(root: Path, what: str, *, today: str) -> list[tuple[str, str]]:
    return [(one[2], one[4]) for one in items(root, today=today) if one[1] == what]


def test_reviews_and_light_checks_follow_from_the_effective_day(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert items(root, today="2026-04-01") == [
        (MAIN, "light-check", "2027-03-15", 348, "ok"),
        (MAIN, "review", "2029-03-15", 1079, "ok"),
    ]


@pytest.mark.parametrize(
    ("today", "state"),
    [("2029-01-13", "ok"), ("2029-01-14", "due"), ("2029-03-15", "due"), ("2029-03-16", "overdue")],
)
def test_a_deadline_is_due_sixty_days_before_and_overdue_from_the_day_after(
    tmp_path: Path, today: str, state: str
) -> None:
    assert of(repository(tmp_path / "r"), "review", today=today) == [("2029-03-15", state)]


def test_a_review_whose_verdict_asks_for_something_sets_its_day(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    text = (root / "registers/changes/umu-sms-dp-2.17/1.0/record.yaml").read_text().split("text: ")[1][:64]
    review = (
        f'schema: review/1\nversion: "1.0"\ntext: {text}\nverdict: change\ndate: 2026-05-05\nact_by: 2026-08-01\n'
        "by: {role: qa-head}\n"
    )
    write(root, {"registers/reviews/umu-sms-dp-2.17/2026-05-05.yaml": review})
    assert of(root, "act-by", today="2026-08-02") == [("2026-08-01", "overdue")]


def test_a_plan_ends_and_stays_on_the_list_until_something_follows(tmp_path: Path) -> None:
    root = timeline(tmp_path / "r")
    assert of(root, "expiry", today="2026-06-01") == [("2026-06-20", "due")]
    assert of(root, "expiry", today="2026-06-30") == [("2026-06-20", "overdue")]
    record = root / "registers/changes/umu-sms-pl-1/1.0/record.yaml"
    text = markdown("ҮМУ-СМС-ПЛ-1", "2.0", process="")
    made = Dossier("umu-sms-pl-1", "2.0", "ҮМУ-СМС-ПЛ-1", {"umu-sms-pl-1.md": text}, kind="new-edition", suffix="2-pl")
    made.effective, made.extra, made.previous = "2026-06-21", "expires: 2027-06-20\n", digest(record.read_bytes())
    write(root, dict(made.files()))
    assert of(root, "expiry", today="2026-06-01") == []
    assert of(root, "expiry", today="2026-06-30") == [("2027-06-20", "ok")]


def test_documents_no_longer_in_force_ask_for_nothing(tmp_path: Path) -> None:
    told = items(timeline(tmp_path / "r"), today="2026-07-10")
    assert {one[0] for one in told} == {MAIN, "ҮМУ-СМС-ДП-2.10", "ҮМУ-СМС-ПЛ-1"}


def urgent(root: Path, extra: str) -> Path:
    text = markdown(version="1.1")
    former = digest((root / "registers/changes/umu-sms-dp-2.17/1.0/record.yaml").read_bytes())
    made = Dossier(
        "umu-sms-dp-2.17", "1.1", MAIN, {"umu-sms-dp-2.17.md": text}, kind="change", effective="2026-05-01",
        suffix="u", ordered="2026-04-20", previous=former, sealed="2026-04-21T10:00:00+06:00",
    )  # fmt: skip
    made.extra = "urgent: true\n" + extra
    write(root, dict(made.files()) | {"procedures/umu-sms-dp-2.17.md": text})
    return root


def test_an_urgent_version_is_to_be_ratified_by_the_day_its_record_names(tmp_path: Path) -> None:
    root = urgent(repository(tmp_path / "r"), "ratify_by: 2026-06-01\n")
    assert of(root, "ratification", today="2026-06-02") == [("2026-06-01", "overdue")]


def test_without_such_a_day_the_route_counts_from_the_order_and_a_ratification_ends_it(tmp_path: Path) -> None:
    root = urgent(repository(tmp_path / "r"), "")
    assert of(root, "ratification", today="2026-05-02") == [("2026-06-19", "due")]
    record = "registers/changes/umu-sms-dp-2.17/1.1/record.yaml"
    told = digest((root / record).read_bytes())
    added = (
        f"schema: addendum/1\nto: {{path: {record}, sha256: {told}}}\nprevious: {told}\nkind: ratification\n"
        "decision: council-1#3\nwhy: Кеңеш ырастады\nby: {role: qa-head}\nrecorded: 2026-05-10T10:00:00+06:00\n"
    )
    write(root, {"registers/changes/umu-sms-dp-2.17/1.1/a1.yaml": added})
    assert of(root, "ratification", today="2026-06-02") == []


def test_external_documents_are_looked_at_after_their_own_months_or_those_of_their_type(tmp_path: Path) -> None:
    files = dict(sound())
    files[EXTERNAL] += "check_months: 6\n"
    root = repository(tmp_path / "r", files)
    assert of(root, "external-check", today="2026-07-01") == [("2026-07-05", "due")]
    told = digest((root / EXTERNAL).read_bytes())
    added = (
        f"schema: addendum/1\nto: {{path: {EXTERNAL}, sha256: {told}}}\nprevious: {told}\nkind: event\nfrom: 2026-07-03\n"
        "set: {edition: '2026'}\nwhy: Жаңы редакция\nby: {role: qa-head}\nrecorded: 2026-07-03T10:00:00+06:00\n"
    )
    write(root, {EXTERNAL.replace(".yaml", ".a1.yaml"): added})
    assert of(root, "external-check", today="2026-07-04") == [("2027-01-03", "ok")]
    type_ = '[types."СД"]\n'
    files = dict(sound()) | {"sapat.toml": SETTINGS.replace(type_, type_ + "review_months = 12\n")}
    assert of(repository(tmp_path / "t", files), "external-check", today="2026-07-01") == [("2027-01-05", "ok")]


def test_an_external_document_that_lost_force_is_looked_at_no_more(tmp_path: Path) -> None:
    files = dict(sound())
    files[EXTERNAL] = files[EXTERNAL].replace("state: in-force", "state: lost-force") + "check_months: 6\n"
    assert of(repository(tmp_path / "r", files), "external-check", today="2026-07-01") == []


def test_only_what_falls_due_by_a_day_can_be_asked_in_order_of_days(tmp_path: Path) -> None:
    root = timeline(tmp_path / "r")
    told = [one[2] for one in items(root, "--by", "2027-12-31", today="2026-06-10")]
    assert told == sorted(told)
    assert told[-1] <= "2027-12-31"
    assert len(told) < len(items(root, today="2026-06-10"))
    assert sapat(root, "due", "--by", "soon")[0] == 2


def test_the_table_counts_days_as_numbers(tmp_path: Path) -> None:
    out = sapat(repository(tmp_path / "r"), "due", "--format", "csv", today="2029-04-01", lang="ru")[1]
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["Код", "Что", "Срок", "Осталось дней", "Состояние"]
    assert [MAIN, "Пересмотр", "2029-03-15", "-17", "Просрочено"] in rows


def test_a_calendar_program_reads_the_same_days(tmp_path: Path) -> None:
    from icalendar import Calendar

    root = repository(tmp_path / "r")
    code, out, _ = sapat(root, "due", "--format", "ics", today="2026-04-01")
    assert code == 0
    assert all(len(line.encode()) <= 75 for line in out.split("\r\n"))
    read: Any = Calendar.from_ical(out)
    events = {str(one["SUMMARY"]): (one["DTSTART"].dt, str(one["UID"])) for one in read.walk("VEVENT")}
    assert events[f"{MAIN}: Review"] == (date(2029, 3, 15), "review.umu-sms-dp-2.17@umu")
    assert sapat(root, "due", "--format", "ics", today="2026-04-01")[1] == out


def test_without_the_package_for_calendars_the_cure_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    code, out, err = sapat(repository(tmp_path / "r"), "due", "--format", "ics")
    assert (code, out) == (2, "")
    assert 'pip install "sapat[tables]"' in err
