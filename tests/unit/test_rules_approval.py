"""SAP3: routes, checks, agreements, acts, evidence, ratification."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sapat.model.approval import missing
from sapat.model.routing import roles_asked
from sapat.read.repository import find_repository
from sapat.rules import approval, authority, ratification, routes
from tests.support.repo import Dossier, agreement, checked, digest, findings, markdown, sound, text_digest, write
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained
from tests.support.sealed import (
    CODE,
    FOLDER,
    OTHER,
    RECORD,
    SECOND,
    SLUG,
    TEXT,
    answers,
    first,
    refacted,
    second,
    settings,
    spot,
)

PREFIXES = ("SAP2", "SAP3")
TOML = "sapat.toml"
ORDER = "registers/acts/order-1.yaml"
COUNCIL = "registers/acts/council-1.yaml"
LAWYER = f"{FOLDER}/1.0/agreements/lawyer.yaml"
CHECKER = f"{FOLDER}/1.0/agreements/qa-specialist.yaml"
OPEN = ("SAP207", "SAP317")
ROUTE = '\n[routes.late]\ntypes = ["ДП"]\ncheck = []\nagree = []\nacts = []\nevidence = "none"\n'


def act(path: str, old: str, new: str, **told: object) -> Files:
    """The sealed first version on an act that says something else from the start."""
    files = first(**told)  # type: ignore[arg-type]
    held = str(files[path])
    assert old in held
    fresh = held.replace(old, new)
    record = str(files[RECORD]).replace(digest(held.encode()), digest(fresh.encode()))
    return files | {path: fresh, RECORD: record}


def given(role: str, meaning: str, old: str = "", new: str = "") -> Files:
    """The sealed first version with one answer that says something else."""
    told = agreement(role, meaning, TEXT, "2026-03-02")
    assert old in told
    return first(agreements=answers(**{role: told.replace(old, new) if old else ""}))


def urgent(until: str = "2026-05-08", **told: object) -> Files:
    """A change that an order alone has brought into force."""
    extra = "urgent: true\n" + (f"ratify_by: {until}\n" if until else "")
    files = second(extra=extra, **told)  # type: ignore[arg-type]
    return refacted(files, SECOND, "decision: council-2#3\n", "")


def lone(files: Files) -> Files:
    """An urgent record without the decision that the tester's seal lists."""
    held = str(files[SECOND])
    kept = [one for one in held.splitlines() if "acts/council-2" not in one]
    return {path: told for path, told in files.items() if "council-2" not in path} | {SECOND: "\n".join(kept) + "\n"}


def ratified(files: Files, decision: str = "council-9#3") -> Files:
    sha = digest(str(files[SECOND]).encode())
    added = (
        f"schema: addendum/1\nto: {{path: {SECOND}, sha256: {sha}}}\nprevious: {sha}\nkind: ratification\n"
        f"from: 2026-04-20\ndecision: {decision}\nwhy: Кеңеш бекитти\nby: {{role: qa-head}}\n"
        "recorded: 2026-04-21T10:00:00+06:00\n"
    )
    return files | {f"{FOLDER}/1.1/a1.yaml": added}


def decided(day: str = "2026-04-20", old: str = "", new: str = "") -> Files:
    told = (
        'schema: act/1\nkind: decision\nbody: academic-council\nnumber: "9"\n'
        f'date: {day}\nresult: approved\nsigned_by: rector\nitems: {{"3": [{CODE}]}}\n'
    )
    assert old in told
    return {"registers/acts/council-9.yaml": told.replace(old, new) if old else told}


URGENT = lone(urgent())
RATIFICATION = f"{FOLDER}/1.1/a1.yaml"
PERSONS = {TOML: settings('people = "posts"', 'people = "persons"')}
PEOPLE = {
    "registers/people/persons/p-1.yaml": "schema: person/1\nsince: 2020-01-01\n",
    "registers/people/appointments/qa-specialist-1.yaml": "schema: appointment/1\nrole: qa-specialist\nperson: p-1\nkind: permanent\nfrom: 2020-01-01\n",
    "registers/people/appointments/qa-head-1.yaml": "schema: appointment/1\nrole: qa-head\nperson: p-1\nkind: permanent\nfrom: 2020-01-01\n",
}


def by_person(compiler: str) -> Files:
    told = agreement("qa-specialist", "check", TEXT, "2026-03-02")
    text = markdown(compilers=f"[{compiler}]")
    fresh = text_digest({f"{SLUG}.md": text.encode()})
    both = {name: one.replace(TEXT, fresh) for name, one in answers().items()}
    both["qa-specialist.yaml"] = told.replace(TEXT, fresh).replace(
        "by: {role: qa-specialist}", "by: {role: qa-specialist, person: p-1}"
    )
    return {**PERSONS, **PEOPLE, **first(text, agreements=both)}


SAMPLES = [
    spot(
        "SAP301",
        {TOML: settings('types = ["ДП", "ПЛ", "ФР"]', 'types = ["ДП", "ПЛ"]')},
        TOML,
        '[types."ФР"]',
        {},
        "type 'ФР' has no route for: introduction, change",
    ),
    spot(
        "SAP302", {TOML: str(sound()[TOML]) + ROUTE}, TOML, "[routes.late]", {}, "nothing ever reaches the route 'late'"
    ),
    spot(
        "SAP302",
        {TOML: settings('types = ["САЯ", "ЖБ"]', 'types = ["САЯ", "ЖБ", "ЖЖ"]')},
        TOML,
        "types =",
        {},
        "unknown type: ЖЖ",
    ),
    spot(
        "SAP302",
        {
            TOML: settings(
                'bodies = ["academic-council"]}, {kind = "order", signed_by = ["rector"]}]\n'
                'evidence = "paper"\nsignatories = ["rector"]\n\n[routes.urgent]',
                'bodies = ["senate"]}]\nevidence = "paper"\n\n[routes.urgent]',
            )
        },
        TOML,
        "acts =",
        {},
        "a body that the register does not have: senate",
    ),
    spot(
        "SAP302",
        {
            TOML: settings(
                'types = ["САЯ", "ЖБ"]\ncheck = ["qa-specialist"]', 'types = ["САЯ", "ЖБ"]\ncheck = ["nobody"]'
            )
        },
        TOML,
        "check =",
        {},
        "a role that the register does not have: nobody",
    ),
    spot("SAP303", first(extra="urgent: true\n"), RECORD, "kind", {}, "introduction (urgent)", ("SAP222", "SAP900")),
    spot("SAP304", given("qa-specialist", "check"), RECORD, "", {}, "no check by: qa-specialist"),
    spot(
        "SAP304",
        first(agreements=answers() | {"b.yaml": agreement("qa-specialist", "check", TEXT, "2026-03-03", "no", 2)}),
        f"{FOLDER}/1.0/agreements/b.yaml",
        "result",
        {},
        "the check says no",
        ("SAP214",),
    ),
    spot(
        "SAP304",
        {f"{FOLDER}/1.0/agreements/b.yaml": agreement("qa-specialist", "check", TEXT, "2026-03-09", "no", 2)},
        f"{FOLDER}/1.0/agreements/b.yaml",
        "result",
        {f"{FOLDER}/1.0/agreements/b.yaml": agreement("qa-specialist", "check", TEXT, "2026-03-11", "no", 2)},
        "the check says no",
        ("SAP215",),
    ),
    spot("SAP305", given("lawyer", "agree"), RECORD, "", {}, "no agreement by: lawyer"),
    spot(
        "SAP305",
        given("lawyer", "agree") | {LAWYER: agreement("lawyer", "agree", TEXT, "2026-03-02")},
        LAWYER,
        "result",
        {},
        "does not list the agreement",
        ("SAP215",),
    ),
    spot("SAP306", first(with_acts=False), RECORD, "", {}, "missing: decision"),
    spot(
        "SAP306", refacted(first(), RECORD, "order-1#1", "order-7#1"), RECORD, "order", {}, "order 'order-7' is not in"
    ),
    spot("SAP306", first(kind="adoption", with_acts=False), RECORD, "", {}, "no reason is given (acts_missing)"),
    spot("SAP307", act(COUNCIL, "kind: decision", "kind: order"), RECORD, "decision", {}, "not: decision"),
    spot("SAP307", act(COUNCIL, "body: academic-council", "body: senate"), RECORD, "decision", {}, "is of senate"),
    spot("SAP307", act(COUNCIL, "result: approved", "result: returned"), RECORD, "decision", {}, "returned the text"),
    spot("SAP307", act(ORDER, "signed_by: rector", "signed_by: lawyer"), RECORD, "order", {}, "is signed by lawyer"),
    spot(
        "SAP307", act(ORDER, CODE, "ҮМУ-СМС-ДП-2.18"), RECORD, "order", {}, "'order-1' (1) does not name this document"
    ),
    spot(
        "SAP308",
        {
            "registers/people/appointments/lawyer-1.yaml": "schema: appointment/1\nrole: lawyer\nkind: permanent\nfrom: 2026-03-03\n"
        },
        LAWYER,
        "by",
        {
            "registers/people/appointments/lawyer-1.yaml": "schema: appointment/1\nrole: lawyer\nkind: permanent\nfrom: 2026-03-02\n"
        },
        "nobody held this role on 2026-03-02: lawyer",
    ),
    spot(
        "SAP308",
        {
            "registers/people/appointments/rector-1.yaml": "schema: appointment/1\nrole: rector\nkind: permanent\nfrom: 2020-01-01\nuntil: 2026-03-08\n"
        },
        ORDER,
        "signed_by",
        {},
        "nobody held this role on 2026-03-09: rector",
    ),
    spot(
        "SAP309",
        given("lawyer", "agree", "by: {role: lawyer}", "by: {role: qa-head}"),
        LAWYER,
        "by",
        {},
        "qa-head gave the answer that lawyer was asked for",
    ),
    spot("SAP310", given("lawyer", "agree", "evidence: paper", "evidence: none"), LAWYER, "evidence", {}, "is 'none'"),
    spot("SAP311", URGENT, SECOND, "ratify_by", ratified(URGENT) | decided(), "by 2026-05-08 (37 days left)"),
    spot("SAP311", URGENT, SECOND, "ratify_by", {}, "0 days left", (), "2026-05-08"),
    spot(
        "SAP312",
        URGENT,
        SECOND,
        "ratify_by",
        ratified(URGENT) | decided(),
        "not ratified by 2026-05-08",
        (),
        "2026-05-09",
    ),
    spot("SAP313", lone(urgent("")), SECOND, "", URGENT, "does not say until when"),
    spot("SAP313", lone(urgent("2026-05-09")), SECOND, "ratify_by", URGENT, "no later than 2026-05-08", ("SAP311",)),
    spot(
        "SAP314",
        ratified(URGENT, "council-8#3"),
        RATIFICATION,
        "decision",
        ratified(URGENT) | decided(),
        "'council-8' is not in the register",
        ("SAP311",),
    ),
    spot(
        "SAP314",
        ratified(URGENT) | decided("2026-04-20", "body: academic-council", "body: senate"),
        RATIFICATION,
        "decision",
        {},
        "is of senate",
        ("SAP311",),
    ),
    spot(
        "SAP314",
        ratified(URGENT) | decided("2026-04-20", "result: approved", "result: returned"),
        RATIFICATION,
        "decision",
        {},
        "returned the text",
        ("SAP311",),
    ),
    spot(
        "SAP314",
        ratified(URGENT, "council-9#4") | decided(),
        RATIFICATION,
        "decision",
        {},
        "(4) does not name",
        ("SAP311",),
    ),
    spot(
        "SAP315",
        ratified(URGENT) | decided("2026-05-10"),
        RATIFICATION,
        "decision",
        ratified(URGENT) | decided(),
        "decided on 2026-05-10, it was due by 2026-05-08",
    ),
    spot("SAP316", by_person("qa-head"), CHECKER, "by", by_person("lawyer"), "the checker (p-1) is also a maker"),
    spot("SAP317", second(seal=False, with_acts=False), SECOND, "", {}, "missing: order", OPEN),
    spot(
        "SAP317",
        second(seal=False, agreements={"x.yaml": agreement("lawyer", "agree", TEXT, "2026-03-02")}),
        SECOND,
        "",
        {},
        "no check by: qa-specialist",
        ("SAP318",),
    ),
    spot(
        "SAP318",
        second(seal=False) | {DOC: markdown(version="1.1")},
        f"{FOLDER}/1.1/agreements/lawyer.yaml",
        "text",
        second(seal=False),
        "given to earlier bytes",
        OPEN,
    ),
    spot(
        "SAP318",
        second(seal=False)
        | {
            f"{FOLDER}/1.1/agreements/x.yaml": agreement(
                "qa-head",
                "agree",
                str(second(seal=False)[f"{FOLDER}/1.1/agreements/lawyer.yaml"]).split("text: ")[1][:64],
                "2026-03-02",
            )
        },
        f"{FOLDER}/1.1/agreements/x.yaml",
        "role",
        {},
        "does not ask qa-head",
        OPEN,
    ),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_wrong_approval_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_approval_has_a_sample() -> None:
    rules = {r.id for part in (routes, approval, authority, ratification) for r in part.RULES}
    assert unexplained(rules, SAMPLES) == {"SAP341"}, "its sample is a range: test_pull_request_rules"


def test_with_posts_the_rule_about_persons_is_not_applicable_and_never_passed(tmp_path: Path) -> None:
    assert checked(made(tmp_path / "posts", {}))["examined"]["SAP316"] is None
    assert checked(made(tmp_path / "persons", by_person("lawyer")))["examined"]["SAP316"] == 1


def test_a_later_version_closes_the_matter_of_a_ratification(tmp_path: Path) -> None:
    text = markdown(version="1.2", body=OTHER + "\nДагы.\n")
    later = Dossier(
        SLUG,
        "1.2",
        CODE,
        {f"{SLUG}.md": text},
        kind="change",
        suffix="3",
        effective="2026-04-25",
        previous=digest(str(URGENT[SECOND]).encode()),
    )
    files = {**URGENT, **later.files(), DOC: text}
    assert findings(made(tmp_path, files), "SAP3", today="2026-06-01") == []


def test_the_route_asks_whoever_owned_the_text_of_that_version(tmp_path: Path) -> None:
    """A form is agreed by its owner: the owner of the version that was agreed, whoever owns the next one."""
    asked = settings(
        'check = ["qa-specialist"]\nagree = ["lawyer"]\nacts = [{kind = "decision", bodies = ["academic-council"]}, '
        '{kind = "order", signed_by = ["rector"]}]\nevidence = "paper"\nsignatories = ["rector"]\n',
        'check = ["owner"]\nagree = []\nacts = []\nevidence = "paper"\n',
    )
    asked = asked.replace(
        'types = ["ДП", "ПЛ", "ФР"]\ncheck = ["qa-specialist"]', 'types = ["ДП", "ПЛ", "ФР"]\ncheck = ["owner"]'
    )
    own = {TOML: asked}
    wrong = first()
    assert [one["message"] for one in findings(made(tmp_path / "a", own | wrong), "SAP304")] == ["no check by: qa-head"]
    right = first(agreements=answers(qa_head=agreement("qa-head", "check", TEXT, "2026-03-02")))
    assert findings(made(tmp_path / "b", own | right), "SAP304") == []
    text = markdown(version="1.1", owner="lawyer")
    opened = Dossier(SLUG, "1.1", CODE, {}, kind="change", agreements={"x.yaml": "x"}).files(seal=False)
    del opened[f"{FOLDER}/1.1/agreements/x.yaml"]
    root = made(tmp_path / "c", own | right | opened | {DOC: text})
    at = find_repository(root).load(today=date(2026, 4, 1)).snapshot
    route = next(one for one in at.settings.routes if one.name == "procedure")
    old, new = at.versions(SLUG)
    assert roles_asked(at, SLUG, route, "check", old) == ("qa-head",)
    assert roles_asked(at, SLUG, route, "check", new) == ("lawyer",)
    assert roles_asked(at, SLUG, route, "check") == ("lawyer",)


def test_what_a_record_lacks_is_told_in_the_order_of_the_route(tmp_path: Path) -> None:
    bare = {SECOND: f'schema: change/1\ndocument: {CODE}\nversion: "1.1"\nkind: change\n'}
    at = find_repository(made(tmp_path, bare)).load(today=date(2026, 4, 1)).snapshot
    lacks = missing(at, SLUG, at.versions(SLUG)[1])
    assert [f"{one.topic}-{one.says}" for one in lacks] == [
        "facts-summary",
        "facts-basis",
        "facts-effective",
        "facts-analysis",
        "text-version",
        "check-missing",
        "agree-missing",
        "act-missing",
        "act-missing",
    ]
    assert all("{" not in one.words.say(lang, one.args) for one in lacks for lang in ("ky", "ru", "en"))
    assert missing(at, SLUG, at.versions(SLUG)[0]) == []


def test_one_act_may_serve_many_documents(tmp_path: Path) -> None:
    code = "ҮМУ-СМС-ДП-2.18"
    text = markdown(code)
    both = Dossier("umu-sms-dp-2.18", "1.0", code, {"umu-sms-dp-2.18.md": text}, act_codes=(CODE, code))
    files = {**first(act_codes=(CODE, code)), **both.files(), "procedures/umu-sms-dp-2.18.md": text}
    assert findings(write(tmp_path / "r", {**sound(), **files}), "SAP2", "SAP3") == []  # type: ignore[arg-type]


def test_a_record_is_judged_by_the_route_of_its_day(tmp_path: Path) -> None:
    """A route that asks one more role from July on does not turn the approvals of March red."""
    files = sound()
    old = files["sapat.toml"][files["sapat.toml"].index("[routes.procedure]") :]
    new = old.replace("[routes.procedure]", "[routes.procedure-2026-07]").replace(
        'agree = ["lawyer"]', 'agree = ["lawyer", "rector"]'
    )
    stricter = files["sapat.toml"].replace(old, new)
    asked = [
        one
        for one in findings(write(tmp_path / "a", files | {"sapat.toml": stricter}), "SAP3")
        if one["severity"] == "error"
    ]
    assert [one["document"] for one in asked] == ["ҮМУ-СМС-ДП-2.17"]
    dated = files["sapat.toml"].replace(
        old, old.rstrip() + "\nuntil = 2026-06-30\n\n" + new.rstrip() + "\nsince = 2026-07-01\n"
    )
    assert findings(write(tmp_path / "b", files | {"sapat.toml": dated}), "SAP3") == []
