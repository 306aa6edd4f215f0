"""SAP238-SAP239: what a range loosens of the rules is said aloud, item by item, and what becomes stricter is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_comment import comment
from tests.support.repo import SETTINGS, sapat
from tests.support.samples import DOC, Files
from tests.support.sealed import CODE, settings
from tests.unit.test_check_base import against, branch

PROCEDURE = SETTINGS[SETTINGS.index("[routes.procedure]") :]
BEFORE = SETTINGS.removesuffix(PROCEDURE)
WAIVER = f'\n[[waivers]]\nrule = "SAP202"\ndocument = "{CODE}"\nreason = "Көчүү убагы"\nuntil = "2026-05-01"\n'
LATER = PROCEDURE.replace("[routes.procedure]", "[routes.later]") + "since = 2026-06-01\n"
SIGNED = 'evidence = "signed"\nsigned_by = {roles = ["rector", "lawyer"], threshold = 2}'
PERSON = "schema: person/1\nsince: 2020-01-01\n"
APPOINTED = "schema: appointment/1\nrole: rector\nkind: acting\nfrom: 2026-03-01\n"
SITE = "site_name: С\nplugins:\n  - sapat\n"


def route(old: str, new: str, told: str = PROCEDURE) -> Files:
    assert old in told
    return {"sapat.toml": BEFORE + told.replace(old, new)}


def put(told: str) -> Files:
    return {"sapat.toml": told}


SIGNING = route('evidence = "paper"', SIGNED)
# what is loosened: the base, the change, words of the finding, its file
LOOSER: list[tuple[Files, Files, str, str]] = [
    ({}, route('check = ["qa-specialist"]', "check = []"), "the check of qa-specialist (ДП, ПЛ, ФР)", "sapat.toml"),
    ({}, route('agree = ["lawyer"]', 'agree = ["rector"]'), "the agreement of lawyer (ДП, ПЛ, ФР)", "sapat.toml"),
    (
        {},
        route('{kind = "decision", bodies = ["academic-council"]}, ', ""),
        "no longer asks for a decision of a council",
        "sapat.toml",
    ),
    (
        {},
        route('signed_by = ["rector"]', 'signed_by = ["rector", "lawyer"]'),
        "an order may now come from lawyer too",
        "sapat.toml",
    ),
    ({}, route(', signed_by = ["rector"]', ""), "an order may now come from anybody too", "sapat.toml"),
    ({}, route('evidence = "paper"', 'evidence = "none"'), "its evidence was on paper and is now none", "sapat.toml"),
    (SIGNING, {"sapat.toml": SETTINGS}, "its evidence was signed and is now on paper", "sapat.toml"),
    (
        SIGNING,
        route('evidence = "paper"', SIGNED.replace("2", "1")),
        "signatures needed were 2 and are now 1",
        "sapat.toml",
    ),
    (
        SIGNING,
        route('evidence = "paper"', SIGNED.replace('"lawyer"', '"lawyer", "qa-head"')),
        "qa-head may now sign the record too",
        "sapat.toml",
    ),
    ({}, route('signatories = ["rector"]', "signatories = []"), "rector no longer signs the paper", "sapat.toml"),
    ({}, put(settings("ratify_days = 60", "ratify_days = 90")), "had 60 days to ratify, and now 90", "sapat.toml"),
    (
        {},
        put(settings('kinds = ["change"]', 'kinds = ["change", "new-edition"]')),
        "'urgent', comes for ДП",
        "sapat.toml",
    ),
    # the former route ends, and the one that begins asks for less
    (
        {},
        put(BEFORE + PROCEDURE + "until = 2026-05-31\n" + LATER.replace('agree = ["lawyer"]', "agree = []")),
        "the agreement of lawyer (ДП, ПЛ, ФР; 2026-06-01 →)",
        "sapat.toml",
    ),
    # a weaker route put before it
    (
        {},
        put(BEFORE + PROCEDURE.replace("procedure]", "first]").replace('agree = ["lawyer"]', "agree = []") + PROCEDURE),
        "the route 'first' no longer asks for the agreement of lawyer",
        "sapat.toml",
    ),
    ({}, put(SETTINGS + WAIVER), f"SAP202 is waived for {CODE} until 2026-05-01: Көчүү убагы", "sapat.toml"),
    (
        put(SETTINGS + WAIVER),
        put(SETTINGS + WAIVER.replace("2026-05", "2026-06")),
        "until 2026-06-01",
        "sapat.toml",
    ),
    ({}, put(settings('"policies", "procedures", ', '"policies", ')), "'procedures' is no longer under", "sapat.toml"),
    (
        {},
        put(settings("review_months = 36\nlight", "review_months = 60\nlight")),
        "'ДП': review_months was 36 and is now 60",
        "sapat.toml",
    ),
    ({}, put(settings("expires = true", "expires = false")), "'ПЛ': expires is asked for no longer", "sapat.toml"),
    (
        put(settings('people = "posts"', 'people = "persons"')),
        put(SETTINGS),
        "about persons are switched",
        "sapat.toml",
    ),
    (
        {},
        put(settings('people = "posts"', 'people = "posts"\ntrust_order_by = ["rector", "lawyer"]')),
        "lawyer may now order that trust begins anew",
        "sapat.toml",
    ),
    (
        {"registers/people/persons/p-1.yaml": PERSON},
        {"registers/people/appointments/rector-2.yaml": APPOINTED + "person: p-1\n"},
        "p-1 may now act as 'rector'",
        "registers/people/appointments/rector-2.yaml",
    ),
    (
        {"registers/rooms/schema.json": '{"type": "object", "required": ["schema", "a"]}'},
        {"registers/rooms/schema.json": '{"type": "object", "required": ["schema"]}'},
        "no longer required: a",
        "registers/rooms/schema.json",
    ),
]


@pytest.mark.parametrize(("base", "change", "says", "path"), LOOSER, ids=[one[2] for one in LOOSER])
def test_what_is_loosened_is_said_once_and_stops_nobody(
    tmp_path: Path, base: Files, change: Files, says: str, path: str
) -> None:
    told = against(branch(tmp_path / "r", change, base), "main", "SAP238", "SAP239")
    assert [(one["severity"], one["path"]) for one in told["findings"]] == [("warning", path)], told["findings"]
    assert says in told["findings"][0]["message"]


STRICTER: list[tuple[str, Files, Files]] = [
    ("a step more", {}, route('agree = ["lawyer"]', 'agree = ["lawyer", "rector"]')),
    ("one more signature", SIGNING, route('evidence = "paper"', SIGNED.replace("2", "3"))),
    ("signed instead of paper", {}, SIGNING),
    ("another name", {}, route("[routes.procedure]", "[routes.other]")),
    ("another order of roles", {}, route('["qa-specialist"]', '["qa-specialist", "lawyer"]')),
    ("a route that goes on later", {}, put(BEFORE + PROCEDURE + "until = 2026-05-31\n" + LATER)),
    ("less time to ratify", {}, put(settings("ratify_days = 60", "ratify_days = 30"))),
    ("a waiver that ends", put(SETTINGS + WAIVER), put(SETTINGS)),
    ("a waiver that ends sooner", put(SETTINGS + WAIVER), put(SETTINGS + WAIVER.replace("05-01", "04-20"))),
    ("a folder more", {}, put(settings('"policies", ', '"policies", "plans", '))),
    ("a shorter cycle", {}, put(settings("review_months = 12", "review_months = 6"))),
    ("a language", {}, put(settings('people = "posts"', 'people = "posts"\nlanguages = ["ky"]'))),
    ("a post that is filled", {}, {"registers/people/appointments/rector-2.yaml": APPOINTED}),
    ("a text", {}, {DOC: "x\n"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "base", "change"), STRICTER, ids=[one[0] for one in STRICTER])
def test_what_stays_as_strict_or_becomes_stricter_is_no_finding(
    tmp_path: Path, name: str, base: Files, change: Files
) -> None:
    told = against(branch(tmp_path / "r", change, base), "main", "SAP238", "SAP239")
    assert told["findings"] == []
    assert told["examined"]["SAP238"] == 1


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        (SITE, SITE + "hooks:\n  - evil.py\n", "'hooks' changes"),
        (SITE, SITE.replace("- sapat", "- sapat\n  - exec"), "'plugins' changes"),
        (SITE, SITE.replace("plugins:", '"plugins":'), "cannot be told key by key"),
        (SITE, SITE + "theme:\n  name: material\n  custom_dir: evil\n", "'theme' changes"),
        (SITE, SITE.replace("С", "Башка аталыш") + "# hooks:\n", ""),
    ],
)
def test_what_runs_when_the_site_is_built_is_not_changed_unseen(tmp_path: Path, then: str, now: str, says: str) -> None:
    told = against(branch(tmp_path / "r", {"mkdocs.yml": now}, {"mkdocs.yml": then}))["findings"]
    assert [(one["rule"], one["path"]) for one in told] == ([("SAP239", "mkdocs.yml")] if says else [])
    assert all(says in one["message"] for one in told)


def test_the_comment_says_it_first_and_lists_exactly_what(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", put(BEFORE + PROCEDURE.replace('agree = ["lawyer"]', "agree = []") + WAIVER))
    told = comment(root, "--base", "main")
    assert "### ✅ May be merged" in told
    section = told.partition("#### ⚠️ The rules themselves are loosened\n")[2].partition("\n#### ")[0]
    assert section.count("SAP238") == 2
    assert "no longer asks for the agreement of lawyer" in section
    assert "is waived for" in section
    assert "Эрежелердин өзү бошоңдойт" in comment(root, "--base", "main", lang="ky")
    assert "loosened" not in comment(branch(tmp_path / "s", {"docs/x.md": "x\n"}), "--base", "main")
    assert sapat(root, "check", "--base", "main")[0] == 0
