"""Issue 3 §1, item by item: what a pull request cannot do, each with its rule and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.repo import Dossier, acts, agreement, git, markdown, sound, text_digest
from tests.support.samples import DOC, Files
from tests.support.sealed import CODE, FIRST, FOLDER, OTHER, RECORD, SECOND, SLUG, second, settings
from tests.unit.test_check_base import ACT, COPY, DOC18, GONE, OTHER_CODE, UNIT, against, branch, opened, put

LATE = "2026-03-10T13:00:00+06:00"
A1 = f"{FOLDER}/1.0/a1.yaml"
ADDENDUM = (
    f"schema: addendum/1\nto: {{path: {RECORD}, sha256: {FIRST.record_sha256}}}\nprevious: {FIRST.record_sha256}\n"
    "kind: administrative\nfrom: 2026-03-20\nset: {owner: lawyer}\nwhy: Жаңы ээси\nbasis: Буйрук\nby: {role: qa-head}\n"
    "recorded: 2026-03-20T10:00:00+06:00\n"
)
SKIPPED: Files = {**second("1.2")}
BACK: Files = {DOC: markdown()}
REUSED: Files = {"procedures/another.md": markdown(CODE)}
EDITORIAL = second(body=OTHER.replace("көзөмөлдөйт", "көзөмөлдөбөйт"), seal=False, kind="editorial")
NOBODY = str(sound()["registers/people/appointments/qa-specialist-1.yaml"]).replace("2020-01-01", "2026-03-30")

# the item of the issue, the base, the change, the rule, words of the cure
ITEMS: list[tuple[str, Files, Files, str, str]] = [
    ("approved text changed without an open record", {}, {DOC: markdown(body=OTHER)}, "SAP202", "sapat revise"),
    ("sealed record changed", {}, {RECORD: str(sound()[RECORD]) + "\n"}, "SAP230", "sapat amend"),
    ("control copy changed", {}, {COPY: markdown(body=OTHER)}, "SAP230", "sapat amend"),
    ("agreement changed", {}, {f"{FOLDER}/1.0/agreements/lawyer.yaml": "x: y\n"}, "SAP230", "sapat amend"),
    ("act changed", {}, {ACT: str(sound()[ACT]).replace("1/0", "1/1")}, "SAP230", "sapat amend"),
    ("addendum changed", {A1: ADDENDUM}, {A1: ADDENDUM.replace("Жаңы", "Башка")}, "SAP230", "sapat amend"),
    ("register entry removed", {}, {UNIT: None}, "SAP230", "sapat amend"),
    ("register entry moved", {}, {UNIT: None, "registers/units/x.yaml": sound()[UNIT]}, "SAP230", "sapat amend"),
    ("code changed without recode", {}, {DOC: OTHER_CODE}, "SAP232", "--kind recode"),
    ("code taken by another document", {}, REUSED, "SAP103", ""),
    ("document removed instead of withdrawn", {}, {DOC: None}, "SAP209", "sapat withdraw"),
    ("version skipped", {}, SKIPPED, "SAP204", ""),
    ("version going back", {**second()}, BACK, "SAP233", "--restore"),
    ("a dossier removed", {}, GONE, "SAP230", "sapat revise"),
    ("editorial although the meaning changed", {}, {**EDITORIAL}, "SAP250", "--kind change"),
    (
        "a role not held on that day",
        {},
        {**opened(), "registers/people/appointments/qa-specialist-1.yaml": NOBODY},
        "SAP341",
        "sapat add appointments",
    ),
    ("computed file edited by hand", {}, {"CHANGELOG.md": "x\n"}, "SAP909", "git checkout"),
]


@pytest.mark.parametrize(("item", "base", "change", "rule", "cure"), ITEMS, ids=[one[0] for one in ITEMS])
def test_a_pull_request_cannot_get_in_with(
    item: str, base: Files, change: Files, rule: str, cure: str, tmp_path: Path
) -> None:
    told = against(branch(tmp_path / "r", change, base))["findings"]
    mine = [one for one in told if one["rule"] == rule]
    assert mine, (item, [(one["rule"], one["message"]) for one in told])
    assert any(cure in one["do"] for one in mine), [one["do"] for one in mine]
    assert any(one["severity"] == "error" for one in mine)


def reverted(root: Path, *, opened_first: bool) -> Path:
    """main with version 1.1 sealed; a branch that reverts the sealing."""
    branch(root, {}, {**opened()} if opened_first else {})
    git(root, "checkout", "-q", "main")
    put(root, {**second()})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "1.1 is registered")
    git(root, "checkout", "-q", "-B", "change")
    git(root, "revert", "--no-edit", "HEAD")
    return root


@pytest.mark.parametrize("opened_first", [True, False])
def test_a_revert_of_a_seal_is_told_once_with_its_cure(tmp_path: Path, opened_first: bool) -> None:
    told = against(reverted(tmp_path / "r", opened_first=opened_first), "main", "SAP230")["findings"]
    assert [one["path"] for one in told if one["path"].startswith(FOLDER)] == [SECOND]
    mine = next(one for one in told if one["path"] == SECOND)
    assert "the registration of version 1.1 has been reverted, as if 1.0 stood again" in mine["message"]
    assert f"sapat revise {CODE} --restore 1.0" in mine["do"]


def sealed_on(root: Path, clock: str, *, text_on: str, seal_on: str, adopted: bool = False) -> Path:
    """A branch whose text was committed on one day and its record, sealed at *clock*, on another."""
    if adopted:
        text = markdown("ҮМУ-СМС-ДП-2.18", version="2.3")
        made_ = Dossier(
            "umu-sms-dp-2.18",
            "2.3",
            "ҮМУ-СМС-ДП-2.18",
            {"umu-sms-dp-2.18.md": text},
            kind="adoption",
            suffix="4",
            sealed=clock,
        )
        files: Files = {DOC18: text, **made_.files()}
    else:
        files = {**second(sealed=clock)}
    branch(root, {})
    put(root, {path: told for path, told in files.items() if path.startswith("procedures")})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "text", day=f"{text_on}T12:00:00+06:00")
    put(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "seal", day=f"{seal_on}T12:00:00+06:00")
    return root


def test_a_seal_older_than_the_first_commit_of_its_text_is_backdated(tmp_path: Path) -> None:
    told = against(sealed_on(tmp_path / "a", LATE, text_on="2026-03-12", seal_on="2026-03-13"), "main", "SAP23")
    assert [(one["rule"], one["path"]) for one in told["findings"]] == [("SAP236", SECOND)]
    assert "first commit that holds its text" in told["findings"][0]["message"]
    assert told["findings"][0]["line"] > 10
    fine = against(sealed_on(tmp_path / "b", LATE, text_on="2026-03-11", seal_on="2026-03-13"), "main", "SAP23")
    assert fine["findings"] == [], "a day is for clocks and time zones"
    assert fine["examined"]["SAP236"] == 1


def test_a_seal_later_than_its_commit_is_told(tmp_path: Path) -> None:
    told = against(sealed_on(tmp_path / "a", LATE, text_on="2026-03-05", seal_on="2026-03-08"), "main", "SAP23")
    assert [(one["rule"], one["path"]) for one in told["findings"]] == [("SAP237", SECOND)]
    fine = against(sealed_on(tmp_path / "b", LATE, text_on="2026-03-05", seal_on="2026-03-10"), "main", "SAP23")
    assert fine["findings"] == []


def test_a_text_taken_over_from_paper_may_be_older_than_its_commit(tmp_path: Path) -> None:
    root = sealed_on(tmp_path / "a", LATE, text_on="2026-03-20", seal_on="2026-03-20", adopted=True)
    assert [one for one in against(root, "main", "SAP23")["findings"] if one["rule"] == "SAP236"] == []


def test_a_squash_is_no_backdating_while_the_work_can_be_seen(tmp_path: Path) -> None:
    root = sealed_on(tmp_path / "a", LATE, text_on="2026-03-09", seal_on="2026-03-10")
    git(root, "checkout", "-q", "-b", "squashed", "main")
    git(root, "merge", "-q", "--squash", "change")
    git(root, "commit", "-qm", "all in one", day="2026-03-25T12:00:00+06:00")
    assert against(root, "main", "SAP23")["findings"] == []
    git(root, "branch", "-qD", "change")
    assert [one["rule"] for one in against(root, "main", "SAP23")["findings"]] == ["SAP236"]


def test_a_text_that_main_held_as_a_draft_dates_its_seal(tmp_path: Path) -> None:
    root = branch(tmp_path / "a", {}, {**opened()})  # the draft is committed on 2026-03-10
    put(root, {**second(sealed="2026-03-01T10:00:00+06:00")})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "seal", day="2026-03-10T13:00:00+06:00")
    assert [one["rule"] for one in against(root, "main", "SAP23")["findings"]] == ["SAP236"]


TEXT2 = markdown(version="1.1", body=OTHER, compilers="[qa-head]")
PERSONS: Files = {
    "sapat.toml": settings('people = "posts"', 'people = "persons"'),
    **{f"registers/people/persons/p-{n}.yaml": "schema: person/1\nsince: 2020-01-01\n" for n in (1, 2, 3)},
}


def held_by(who: dict[str, str]) -> Files:
    """The settings and appointments of an institution that names persons."""
    path = "registers/people/appointments/{}-1.yaml"
    return PERSONS | {path.format(role): f"{sound()[path.format(role)]}person: {one}\n" for role, one in who.items()}


def checked_by(person: str, *, seal: bool) -> Files:
    """Version 1.1, written by the head of quality, checked by a person, with its two acts."""
    files = {f"{SLUG}.md": TEXT2.encode()}
    check = agreement("qa-specialist", "check", text_digest(files), "2026-03-02")
    told = {
        "qa-specialist.yaml": check.replace(
            "by: {role: qa-specialist}", f"by: {{role: qa-specialist, person: {person}}}"
        ),
        "lawyer.yaml": agreement("lawyer", "agree", text_digest(files), "2026-03-02"),
    }
    one = Dossier(
        SLUG, "1.1", CODE, {f"{SLUG}.md": TEXT2}, kind="change", suffix="2", effective="2026-03-20",
        previous=FIRST.record_sha256, agreements=told,
    )  # fmt: skip
    record = {SECOND: one.files()[SECOND].replace("  previous:", "  made_by: [qa-head]\n  previous:")} if seal else {}
    return {DOC: TEXT2, **one.files(seal=seal), **acts([CODE], suffix="2"), **record}


@pytest.mark.parametrize(
    ("who", "rules"),
    [
        ({"qa-specialist": "p-1", "rector": "p-2", "qa-head": "p-3"}, []),
        ({"qa-specialist": "p-1", "rector": "p-2", "qa-head": "p-1"}, ["SAP316"]),
        ({"qa-specialist": "p-1", "rector": "p-3", "qa-head": "p-3"}, ["SAP340", "SAP340"]),
        ({"qa-specialist": "p-1", "rector": "p-1", "qa-head": "p-3"}, ["SAP340", "SAP340"]),
    ],
    ids=["three persons", "author is checker", "author is approver", "checker is approver"],
)
@pytest.mark.parametrize("seal", [True, False])
def test_author_checker_and_approver_are_three_persons(
    tmp_path: Path, who: dict[str, str], rules: list[str], seal: bool
) -> None:
    root = branch(tmp_path / "r", checked_by(who["qa-specialist"], seal=seal), held_by(who))
    told = against(root)
    found = [one["rule"] for one in told["findings"] if one["rule"] in ("SAP316", "SAP340")]
    assert found == rules


def test_with_posts_nobody_can_be_told_apart(tmp_path: Path) -> None:
    told = against(branch(tmp_path / "r", {**second()}))
    assert (told["examined"]["SAP316"], told["examined"]["SAP340"]) == (None, None)
