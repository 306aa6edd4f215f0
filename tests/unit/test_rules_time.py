"""SAP4: reviews, light checks, promised changes, ends of plans, on the day before, the day and the day after."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules import reviewed, time
from tests.support.repo import Dossier, findings, markdown
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained
from tests.support.sealed import (
    CODE,
    SLUG,
    TEXT,
    first,
    second,
    spot,
    withdrawal,
)

YEARLY = first(markdown(review_months="12", light_check_months="0"))  # due on 2027-03-15
PLAN_CODE = "ҮМУ-СМС-ПЛ-1"
PLAN_SLUG = "umu-sms-pl-1"
PLAN_DOC = f"regulations/{PLAN_SLUG}.md"


def plan(version: str = "1.0", expires: str = "2026-12-31", **told: str) -> dict[str, str]:
    text = markdown(PLAN_CODE, version=version, review_months="0")
    made = Dossier(
        PLAN_SLUG,
        version,
        PLAN_CODE,
        {f"{PLAN_SLUG}.md": text},
        suffix="p" + version[0],
        extra=f"expires: {expires}\n",
        **told,
    )  # type: ignore[arg-type]
    return {PLAN_DOC: text, **made.files()}


def review(
    day: str,
    verdict: str = "unchanged",
    act_by: str = "",
    version: str = "1.0",
    text: str = TEXT,
    scope: str = "",
    slug: str = SLUG,
) -> Files:
    told = f'schema: review/1\nversion: "{version}"\ntext: {text}\nverdict: {verdict}\ndate: {day}\n'
    told += (f"scope: {scope}\n" if scope else "") + (f"act_by: {act_by}\n" if act_by else "")
    return {f"registers/reviews/{slug}/{day}.yaml": told + "by: {role: qa-head}\n"}


def entry(day: str, slug: str = SLUG) -> str:
    return f"registers/reviews/{slug}/{day}.yaml"


NEXT_PLAN = Dossier(
    PLAN_SLUG,
    "2.0",
    PLAN_CODE,
    {f"{PLAN_SLUG}.md": markdown(PLAN_CODE, version="2.0")},
    kind="new-edition",
    previous=Dossier(
        PLAN_SLUG,
        "1.0",
        PLAN_CODE,
        {f"{PLAN_SLUG}.md": markdown(PLAN_CODE, review_months="0")},
        suffix="p1",
        extra="expires: 2026-12-31\n",
    ).record_sha256,
    suffix="p2",
    effective="2027-01-01",
    extra="expires: 2027-12-31\n",
).files()
CHANGE = review("2026-04-01", "change", "2026-06-30")

SAMPLES = [
    spot("SAP401", YEARLY, DOC, "version", {}, "to be reviewed by 2027-03-15 (60 days left)", (), "2027-01-14"),
    spot("SAP401", YEARLY, DOC, "version", {}, "(0 days left)", (), "2027-03-15"),
    spot("SAP402", YEARLY, DOC, "version", {}, "was to be reviewed by 2027-03-15 (1 days ago)", (), "2027-03-16"),
    spot("SAP402", YEARLY, DOC, "version", {}, "(30 days ago)", (), "2027-04-14"),
    spot(
        "SAP403",
        YEARLY,
        DOC,
        "version",
        YEARLY
        | review(
            "2027-03-01",
            text=str(YEARLY["registers/changes/umu-sms-dp-2.17/1.0/record.yaml"]).split("  text: ")[1][:64],
        ),
        "(31 days ago)",
        (),
        "2027-04-15",
    ),
    spot(
        "SAP404",
        {},
        DOC,
        "version",
        review("2027-03-01", scope="light"),
        "a light check is due by 2027-03-15 (7 days",
        (),
        "2027-03-08",
    ),
    spot(
        "SAP404",
        {},
        DOC,
        "version",
        second(effective="2026-08-01"),
        "was due by 2027-03-15 (16 days ago)",
        (),
        "2027-03-31",
    ),
    spot(
        "SAP405",
        CHANGE,
        DOC,
        "version",
        {**CHANGE, **second(effective="2026-06-30")},
        "what the review asked for was due by 2026-06-30 (1 days ago)",
        (),
        "2026-07-01",
    ),
    spot("SAP406", CHANGE, DOC, "version", {**CHANGE, **review("2026-07-01")}, "(31 days ago)", (), "2026-07-31"),
    spot(
        "SAP407",
        plan(),
        PLAN_DOC,
        "version",
        {**plan(), **NEXT_PLAN},
        "expired on 2026-12-31 (1 days ago)",
        (),
        "2027-01-01",
    ),
    spot(
        "SAP408",
        plan(),
        PLAN_DOC,
        "version",
        {**plan(), **NEXT_PLAN},
        "expires on 2026-12-31 (60 days left)",
        (),
        "2026-11-01",
    ),
    spot(
        "SAP409",
        review("2026-03-20", slug="umu-sms-dp-2.9"),
        entry("2026-03-20", "umu-sms-dp-2.9"),
        "",
        {},
        "there is no document 'umu-sms-dp-2.9'",
    ),
    spot(
        "SAP409",
        review("2026-03-20", version="1.1"),
        entry("2026-03-20"),
        "version",
        review("2026-03-20"),
        "version 1.1 of the document is not registered",
    ),
    spot(
        "SAP410",
        review("2026-03-20", text="0" * 64),
        entry("2026-03-20"),
        "text",
        review("2026-03-20"),
        "not the registered text of version 1.0",
    ),
    spot("SAP411", review("2026-03-20", "change"), entry("2026-03-20"), "", CHANGE, "the outcome is 'change', but not"),
    spot(
        "SAP411",
        review("2026-03-20", "withdraw", "2026-03-19"),
        entry("2026-03-20"),
        "act_by",
        CHANGE,
        "is before the review itself",
        ("SAP405",),
    ),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_wrong_day_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, ("SAP4",))


def test_every_rule_of_time_has_a_sample() -> None:
    assert unexplained({r.id for r in (*time.RULES, *reviewed.RULES)}, SAMPLES) == set()


@pytest.mark.parametrize(
    ("today", "rules"),
    [
        ("2027-01-13", []),
        ("2027-01-14", ["SAP401"]),
        ("2027-03-15", ["SAP401"]),
        ("2027-03-16", ["SAP402"]),
        ("2027-04-14", ["SAP402"]),
        ("2027-04-15", ["SAP403"]),
        ("2031-01-01", ["SAP403"]),
    ],
)
def test_a_review_is_warned_about_then_overdue_then_an_error(tmp_path: Path, today: str, rules: list[str]) -> None:
    assert [one["rule"] for one in findings(made(tmp_path, YEARLY), "SAP4", today=today)] == rules


def test_a_review_of_the_29th_of_february_is_due_on_the_28th(tmp_path: Path) -> None:
    files = first(markdown(review_months="12", light_check_months="0"), effective="2028-02-29")
    told = findings(made(tmp_path, files), "SAP4", today="2029-03-01")
    assert [one["message"] for one in told] == [f"{CODE}: was to be reviewed by 2029-02-28 (1 days ago)"]


def test_a_withdrawn_document_is_asked_for_nothing(tmp_path: Path) -> None:
    assert findings(made(tmp_path, withdrawal()), "SAP4", today="2040-01-01") == []


def test_the_next_version_wins_over_a_review_only_when_the_whole_text_was_reviewed(tmp_path: Path) -> None:
    text = markdown(review_months="12", light_check_months="0")
    told = Dossier(SLUG, "1.0", CODE, {f"{SLUG}.md": text})
    again = text.replace('version: "1.0"', 'version: "1.1"')
    change = Dossier(
        SLUG,
        "1.1",
        CODE,
        {f"{SLUG}.md": again},
        kind="change",
        previous=told.record_sha256,
        suffix="2",
        effective="2026-12-01",
    )
    files = {**YEARLY, **change.files(), DOC: again}
    assert [one["rule"] for one in findings(made(tmp_path / "a", files), "SAP4", today="2027-03-16")] == ["SAP402"]
    change.extra = "whole_text_reviewed: true\n"
    files = {**YEARLY, **change.files(), DOC: again}
    assert findings(made(tmp_path / "b", files), "SAP4", today="2027-03-16") == []
