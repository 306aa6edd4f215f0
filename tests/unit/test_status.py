"""Status, version in force and dates on any day, as DESIGN 4 defines them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sapat.model.reviews import cycle
from sapat.model.snapshot import Snapshot
from sapat.model.status import Status, also_in_force, code_on, front_on, standing
from sapat.read.repository import find_repository
from tests.support.repo import Dossier, agreement, digest, git, markdown, repository, sound, text_digest, write
from tests.support.samples import DOC, Files, made
from tests.support.sealed import (
    CODE,
    FIRST,
    OTHER,
    RECORD,
    SLUG,
    TEXT,
    first,
    second,
    withdrawal,
)

TODAY = date(2026, 4, 1)
CODE18 = "ҮМУ-СМС-ДП-2.18"
SLUG18 = "umu-sms-dp-2.18"
DOC18 = f"procedures/{SLUG18}.md"
TEXT18 = markdown(CODE18)


def day(told: str) -> date:
    return date.fromisoformat(told)


def at(tmp_path: Path, files: Files, today: date = TODAY) -> Snapshot:
    return find_repository(made(tmp_path, files)).load(today=today).snapshot


def status(tmp_path: Path, files: Files, on: str = "2026-04-01", slug: str = SLUG) -> Status | None:
    found = standing(at(tmp_path, files, day(on)), slug)
    return found.status if found else None


def addendum(path: str, held: str, kind: str, since: str, told: str = "", number: int = 1, previous: str = "") -> Files:
    sha = digest(held.encode())
    text = (
        f"schema: addendum/1\nto: {{path: {path}, sha256: {sha}}}\nprevious: {previous or sha}\nkind: {kind}\n"
        f"from: {since}\n{f'set: {{{told}}}{chr(10)}' if told else ''}why: Себеби бар\nby: {{role: qa-head}}\n"
        f"recorded: {since}T10:00:00+06:00\n"
    )
    return {f"{path.removesuffix('record.yaml')}a{number}.yaml": text}


def beside(kind: str, since: str, told: str = "", number: int = 1) -> Files:
    return addendum(RECORD, str(sound()[RECORD]), kind, since, told, number)


def draft(**agreements: str) -> Files:
    """A new document with its open record and the answers given so far."""
    told = Dossier(SLUG18, "1.0", CODE18, {f"{SLUG18}.md": TEXT18}, with_acts=False).files(seal=False)
    files: Files = {path: text for path, text in told.items() if path.endswith("record.yaml")}
    for name, text in agreements.items():
        files[f"registers/changes/{SLUG18}/1.0/agreements/{name}.yaml"] = text
    return {DOC18: TEXT18, **files}


DIGEST18 = text_digest({f"{SLUG18}.md": TEXT18.encode()})
CHECKED = agreement("qa-specialist", "check", DIGEST18, "2026-03-02")
OWNER_CHECKS = str(sound()["sapat.toml"]).replace(
    'types = ["ДП", "ПЛ", "ФР"]\ncheck = ["qa-specialist"]',
    'types = ["ДП", "ПЛ", "ФР"]\ncheck = ["qa-specialist", "owner"]',
)
SUCCESSOR = {
    DOC18: TEXT18,
    **Dossier(
        SLUG18, "1.0", CODE18, {f"{SLUG18}.md": TEXT18}, suffix="2", effective="2026-03-25", extra=f"ends: [{CODE}]\n"
    ).files(),
}
PLAN = {
    **first(extra="expires: 2026-12-31\n"),
}

CASES: list[tuple[Status, Files, str, str]] = [
    (Status.DRAFT, draft(), "2026-04-01", SLUG18),
    (Status.DRAFT, {DOC18: TEXT18}, "2026-04-01", SLUG18),
    (Status.DRAFT, draft(x=agreement("qa-specialist", "check", "0" * 64, "2026-03-02")), "2026-04-01", SLUG18),
    (Status.REVIEW, {**draft(x=CHECKED), "sapat.toml": OWNER_CHECKS}, "2026-04-01", SLUG18),
    (Status.AGREEMENT, draft(x=CHECKED), "2026-04-01", SLUG18),
    (
        Status.AGREEMENT,
        {**draft(x=CHECKED, y=agreement("qa-head", "check", DIGEST18, "2026-03-03")), "sapat.toml": OWNER_CHECKS},
        "2026-04-01",
        SLUG18,
    ),
    (Status.APPROVED, {}, "2026-03-14", SLUG),
    (Status.IN_FORCE, {}, "2026-03-15", SLUG),
    (Status.IN_FORCE, second(effective="2026-05-01"), "2026-04-01", SLUG),
    (Status.REVISION, second(seal=False), "2026-04-01", SLUG),
    (Status.SUSPENDED, beside("suspension", "2026-03-20"), "2026-03-20", SLUG),
    (Status.SUSPENDED, {**beside("suspension", "2026-03-20"), **second(seal=False)}, "2026-04-01", SLUG),
    (
        Status.IN_FORCE,
        {**beside("suspension", "2026-03-20"), **beside("resumption", "2026-03-25", number=2)},
        "2026-03-25",
        SLUG,
    ),
    (Status.IN_FORCE, PLAN, "2026-12-31", SLUG),
    (Status.EXPIRED, PLAN, "2027-01-01", SLUG),
    (Status.SUPERSEDED, SUCCESSOR, "2026-03-25", SLUG),
    (Status.IN_FORCE, SUCCESSOR, "2026-03-24", SLUG),
    (Status.WITHDRAWN, withdrawal(), "2026-03-20", SLUG),
    (Status.IN_FORCE, withdrawal(), "2026-03-19", SLUG),
    (Status.WITHDRAWN, {**SUCCESSOR, **withdrawal(suffix="3")}, "2026-04-01", SLUG),
]


@pytest.mark.parametrize(
    ("wanted", "files", "on", "slug"), CASES, ids=[f"{n}-{c[0].value}-{c[2]}" for n, c in enumerate(CASES)]
)
def test_the_status_of_a_day(tmp_path: Path, wanted: Status, files: Files, on: str, slug: str) -> None:
    assert status(tmp_path, files, on, slug) is wanted


def test_all_ten_statuses_are_reached() -> None:
    assert {case[0] for case in CASES} == set(Status)


def test_the_highest_version_begun_is_in_force(tmp_path: Path) -> None:
    """A version approved by mistake is stopped by a higher one effective the same day."""
    here = at(tmp_path, second(effective="2026-03-15"))
    found = standing(here, SLUG)
    assert found is not None
    assert found.in_force is not None
    assert str(found.in_force.version) == "1.1"


@pytest.mark.parametrize(
    ("on", "version", "word"),
    [
        ("2026-03-14", None, "approved"),
        ("2026-03-15", "1.0", "in-force"),
        ("2026-03-19", "1.0", "in-force"),
        ("2026-03-20", "1.1", "in-force"),
        ("2026-04-01", "1.1", "in-force"),
    ],
)
def test_what_was_in_force_on_any_day(tmp_path: Path, on: str, version: str | None, word: str) -> None:
    found = standing(at(tmp_path, second()), SLUG, day(on))
    assert found is not None
    assert (str(found.in_force.version) if found.in_force else None) == version
    assert found.status == word


def test_open_records_count_for_today_only(tmp_path: Path) -> None:
    here = at(tmp_path, {**second(seal=False), **draft()})
    then = standing(here, SLUG, day("2026-03-31"))
    assert then is not None
    assert (then.status, then.open) == (Status.IN_FORCE, None)
    assert standing(here, SLUG18, day("2026-03-31")) is None
    assert standing(here, SLUG18) is not None


def test_a_postponement_moves_the_day_and_an_extension_the_end(tmp_path: Path) -> None:
    moved = beside("postponement", "2026-03-14", "effective: 2026-03-20")
    assert status(tmp_path / "a", moved, "2026-03-19") is Status.APPROVED
    assert status(tmp_path / "b", moved, "2026-03-20") is Status.IN_FORCE
    longer = addendum(RECORD, str(PLAN[RECORD]), "extension", "2026-12-01", "expires: 2027-06-30")
    assert status(tmp_path / "c", {**PLAN, **longer}, "2027-06-30") is Status.IN_FORCE
    assert status(tmp_path / "d", {**PLAN, **longer}, "2027-07-01") is Status.EXPIRED


def test_a_former_edition_goes_on_for_some(tmp_path: Path) -> None:
    kept = 'keeps: [{version: "1.0", until: 2029-06-30, for: {ky: 2025-жылы кабыл алынгандар}}]\n'
    found = standing(at(tmp_path, second(extra=kept)), SLUG)
    assert found is not None
    assert found.in_force is not None
    assert [one["version"] for one in also_in_force(found.in_force, day("2029-06-30"))] == ["1.0"]
    assert also_in_force(found.in_force, day("2029-07-01")) == []


def test_an_owner_changed_by_an_addendum_holds_from_its_day(tmp_path: Path) -> None:
    here = at(tmp_path, beside("administrative", "2026-03-20", "owner: lawyer"))
    assert front_on(here, SLUG, day("2026-03-19"))["owner"] == "qa-head"
    assert front_on(here, SLUG, day("2026-03-20"))["owner"] == "lawyer"


def test_the_next_front_matter_counts_from_its_effective_day(tmp_path: Path) -> None:
    text = markdown(version="1.1", body=OTHER, owner="lawyer")
    told = Dossier(
        SLUG,
        "1.1",
        CODE,
        {f"{SLUG}.md": text},
        kind="change",
        previous=FIRST.record_sha256,
        suffix="2",
        effective="2026-05-01",
    )
    here = at(tmp_path, {**told.files(), DOC: text})
    assert front_on(here, SLUG)["owner"] == "qa-head"
    assert front_on(here, SLUG, day("2026-05-01"))["owner"] == "lawyer"


def test_a_correction_holds_from_the_start(tmp_path: Path) -> None:
    here = at(tmp_path, beside("correction", "2026-03-20", "summary: Жаңы сөз"))
    assert here.versions(SLUG)[0].get("summary") == "Жаңы сөз"


def test_a_recode_gives_another_code_from_its_day(tmp_path: Path) -> None:
    here = at(tmp_path, beside("recode", "2026-03-20", "code: ҮМУ-СМС-ДП-2.16"))
    assert code_on(here, SLUG, day("2026-03-19")) == CODE
    assert code_on(here, SLUG, day("2026-03-20")) == "ҮМУ-СМС-ДП-2.16"
    assert here.slug("ҮМУ-СМС-ДП-2.16") == SLUG


def review(on: str, verdict: str = "unchanged", act_by: str = "", name: str = "") -> Files:
    told = f'schema: review/1\nversion: "1.0"\ntext: {TEXT}\nverdict: {verdict}\ndate: {on}\n'
    told += f"act_by: {act_by}\n" if act_by else ""
    return {f"registers/reviews/{SLUG}/{name or on}.yaml": told + "by: {role: qa-head}\n"}


def test_a_review_moves_the_next_one_only_where_nothing_is_to_be_changed(tmp_path: Path) -> None:
    here = at(tmp_path, {**review("2026-05-01"), **review("2026-06-01", "change", "2026-09-01")}, day("2026-07-01"))
    found = standing(here, SLUG)
    assert found is not None
    told = cycle(here, found)
    assert (told.last, told.due) == (day("2026-05-01"), day("2029-05-01"))
    assert (told.act_by, told.light_due) == (day("2026-09-01"), day("2027-06-01"))
    earlier = standing(here, SLUG, day("2026-04-30"))
    assert earlier is not None
    assert cycle(here, earlier).due == day("2029-03-15")


def test_the_version_that_was_asked_for_ends_the_demand(tmp_path: Path) -> None:
    files = {**review("2026-03-17", "change", "2026-09-01"), **second()}
    here = at(tmp_path, files)
    found = standing(here, SLUG)
    assert found is not None
    assert cycle(here, found).act_by is None


def test_a_document_not_in_force_has_no_cycle(tmp_path: Path) -> None:
    here = at(tmp_path, withdrawal())
    found = standing(here, SLUG)
    assert found is not None
    assert cycle(here, found).due is None


def test_the_past_is_told_by_what_was_known_then(tmp_path: Path) -> None:
    """`--at`: the same day in an earlier commit, before the second version was sealed."""
    root = repository(tmp_path / "r")
    write(root, {path: str(told) for path, told in second().items()})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "second")
    repo = find_repository(root)
    now = standing(repo.load(today=TODAY).snapshot, SLUG, day("2026-03-25"))
    then = standing(repo.load("HEAD~1", today=TODAY).snapshot, SLUG, day("2026-03-25"))
    assert now is not None
    assert then is not None
    assert (str(now.in_force and now.in_force.version), str(then.in_force and then.in_force.version)) == ("1.1", "1.0")


def _takes_its_place(kind: str) -> Files:
    """The successor with a next version of the same day that ends nothing, by a route that asks for *kind*'s evidence."""
    told = str(sound()["sapat.toml"]).replace(
        "[routes.procedure]",
        '[routes.signed]\ntypes = ["ДП"]\nkinds = ["addition"]\ncheck = ["qa-specialist"]\nagree = ["lawyer"]\n'
        'acts = [{kind = "order", signed_by = ["rector"]}]\nevidence = "signed"\n'
        'signed_by = {roles = ["rector"], threshold = 1}\n\n[routes.procedure]',
    )
    text = markdown(CODE18, "1.1")
    former = Dossier(
        SLUG18, "1.0", CODE18, {f"{SLUG18}.md": TEXT18}, suffix="2", effective="2026-03-25", extra=f"ends: [{CODE}]\n"
    )
    later = Dossier(SLUG18, "1.1", CODE18, {f"{SLUG18}.md": text}, kind, "2026-03-25", former.record_sha256, suffix="3")
    return {**SUCCESSOR, **later.files(), DOC18: text, "sapat.toml": told}


def test_a_version_stopped_on_its_day_ends_nothing(tmp_path: Path) -> None:
    assert status(tmp_path, _takes_its_place("change")) is Status.IN_FORCE


def test_a_version_that_awaits_signatures_stops_none(tmp_path: Path) -> None:
    """Whoever can write, but not sign, brings no ended document back."""
    assert status(tmp_path, _takes_its_place("addition")) is Status.SUPERSEDED
