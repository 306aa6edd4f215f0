"""SAP1: codes, names, titles, owners. Each sample is wrong in one way, and no other rule of ours takes it for its own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from confusable_homoglyphs import confusables

from sapat.model.codes import Grammar
from sapat.model.lookalikes import GROUPS, skeleton, twins
from sapat.rules.table import RULES
from tests.support.repo import SETTINGS, Dossier, agreement, findings, markdown, repository, sound
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained

PREFIXES = ("SAP1", "SAP5", "SAP6", "SAP7", "SAP8")


def doc(code: str = "ҮМУ-СМС-ДП-2.17", body: str = "", **front: str) -> Files:
    """The only document, with something changed."""
    return {DOC: markdown(code, body=body, **front)}


def form(code: str, **front: str) -> str:
    return markdown(code, body="# Бланк\n", title="{ky: Бланк}", process="", **front)


def role(**more: str) -> str:
    told = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"schema: role/1\ntitle: {{ky: Башчы, ru: Начальник, en: Head}}\nunit: bbsb\n{told}"


def typed(**keys: str) -> Files:
    """The settings with more said of the type ДП."""
    told = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return {"sapat.toml": SETTINGS.replace("light_check_months = 12\n", "light_check_months = 12\n" + told)}


def held(body: str) -> str:
    """A card of another document, and *body* below its front matter."""
    told = markdown("ҮМУ-СМС-ДП-2.16", held="{where: Архив, keeper: qa-head}", title="{ky: Аталышы}", body="-")
    return told.rpartition("---\n")[0] + "---\n" + body


CARD = "procedures/umu-sms-dp-2.16.md"
ROLE = "registers/people/roles/qa-head.yaml"
HEIR = "registers/people/roles/quality-chief.yaml"
UNIT = "registers/units/bbsb.yaml"
ENDED_UNIT = sound()[UNIT] + "ended: 2026-03-31\n"
NEW_UNIT = "schema: unit/1\ntitle: {ky: Жаңы, ru: Новый, en: New}\nhead: quality-chief\n"
TEXT = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\n## 2) Жазуулар\n"

SAMPLES = [
    Sample("SAP101", doc("ҮМУ-СMС-ДП-2.17"), DOC, 2, doc(), "6: «M» U+004D LATIN CAPITAL LETTER M → «М» U+041C"),
    Sample("SAP101", doc("ҮМУ-СМС-ДП-2.1З"), DOC, 2, doc(), "«З» U+0417 CYRILLIC CAPITAL LETTER ZE → «3» U+0033"),
    Sample("SAP101", doc("ҮМУ-СМС–ДП-2.17", type="ДП"), DOC, 2, doc(), "U+2013 EN DASH → «-» U+002D"),
    Sample("SAP101", doc("үму-смс-дп-2.17", type="ДП"), DOC, 2, doc(), "should be ҮМУ-СМС-ДП-2.17"),
    Sample("SAP101", doc("ҮМУ-СМС-ДП-2.17★"), DOC, 2, doc(), "U+2605 BLACK STAR"),
    Sample("SAP101", doc("ҮМУ-СМС-ДО-2.17", type="ДП"), DOC, 2, doc(), "type 'ДО' is unknown"),
    Sample("SAP101", doc("ҮМУ-СМС-ДП"), DOC, 2, doc(), "not a document code such as"),
    Sample("SAP102", {DOC: None, "procedures/umu-sms-dp-3.17.md": markdown("ҮМУ-СМС-ДП-3.17")},
           "procedures/umu-sms-dp-3.17.md", 2, doc(), "no number '3.17'"),
    Sample("SAP102", {"regulations/umu-sms-jb-3.1.md": markdown("ҮМУ-СМС-ЖБ-3.1")},
           "regulations/umu-sms-jb-3.1.md", 2,
           {"regulations/umu-sms-jb-3.1-bbsb.md": markdown("ҮМУ-СМС-ЖБ-3.1-ББСБ")}, "needs the letters of a unit"),
    Sample("SAP102", {DOC: None, "procedures/umu-sms-dp-2.17-bbsb.md": markdown("ҮМУ-СМС-ДП-2.17-ББСБ")},
           "procedures/umu-sms-dp-2.17-bbsb.md", 2, doc(), "carries no unit (ББСБ)"),
    Sample("SAP103", {"procedures/z/index.md": markdown()}, "procedures/z/index.md", 2,
           {"procedures/z/index.md": markdown("ҮМУ-СМС-ДП-2.16")}, DOC),
    Sample("SAP104", {"procedures/z/index.md": markdown("ҮМУ-СMС-ДП-2.17")}, "procedures/z/index.md", 2,
           {"procedures/z/index.md": markdown("ҮМУ-СМС-ДП-2.16")}, "looks the same as ҮМУ-СМС-ДП-2.17", ("SAP101",)),
    Sample("SAP105", {"regulations/umu-sms-jb-3.1-kot.md": markdown("ҮМУ-СМС-ЖБ-3.1-КОТ"),
                      "regulations/second/index.md": markdown("ҮМУ-СМС-ЖБ-3.1-КӨТ")},
           "regulations/umu-sms-jb-3.1-kot.md", 2, {"regulations/umu-sms-jb-3.1-kot.md": markdown("ҮМУ-СМС-ЖБ-3.1-КОТ")},
           "(umu-sms-jb-3.1-kot) already belongs to ҮМУ-СМС-ЖБ-3.1-КӨТ"),
    Sample("SAP106", doc(type="САЯ"), DOC, 4, doc(), "the code says ДП", ("SAP109", "SAP509")),
    Sample("SAP106", doc(type="ФР"), DOC, 4, doc(), "carries no form number", ("SAP509",)),
    Sample("SAP106", {"procedures/umu-sms-dp-2.17-f01.md": form("ҮМУ-СМС-ДП-2.17-Ф01", type="ДП")},
           "procedures/umu-sms-dp-2.17-f01.md", 4,
           {"procedures/umu-sms-dp-2.17-f01.md": form("ҮМУ-СМС-ДП-2.17-Ф01")}, "type must be ФР", ("SAP511",)),
    Sample("SAP107", {"procedures/umu-sms-dp-2.16-f01.md": form("ҮМУ-СМС-ДП-2.16-Ф01")},
           "procedures/umu-sms-dp-2.16-f01.md", 2,
           {"procedures/umu-sms-dp-2.17-f01.md": form("ҮМУ-СМС-ДП-2.17-Ф01")}, "no document ҮМУ-СМС-ДП-2.16"),
    Sample("SAP108", doc(type="ДБ"), DOC, 4, doc(), "known are: САЯ, ДП", ("SAP106", "SAP509")),
    Sample("SAP109", {DOC: None, "policies/umu-sms-dp-2.17.md": markdown()}, "policies/umu-sms-dp-2.17.md", 4, doc(),
           "its place is: procedures"),
    Sample("SAP109", {"policies/umu-sms-sd-2.md": markdown("ҮМУ-СМС-СД-2")}, "policies/umu-sms-sd-2.md", 4, doc(),
           "entries of registers/external"),
    Sample("SAP110", {DOC: None, "procedures/records.md": markdown()}, "procedures/records.md", 1,
           {DOC: None, "procedures/records/index.md": markdown()}, "must be 'umu-sms-dp-2.17.md'"),
    Sample("SAP111", doc(original_language="[ky, ru]", title="{ky: Иш кагаздарды башкаруу}"), DOC, 3,
           doc(original_language="[ky, ru]"), "original language (ru)"),
    Sample("SAP112", doc(body="# Иш кагаздар\n"), DOC, 11, doc(), "headed 'Иш кагаздар'"),
    Sample("SAP112", doc(body="Текст\n"), DOC, 3, doc(body="# **Иш кагаздарды** башкаруу\n"), "no heading"),
    Sample("SAP113", typed(sections='["Максаты", "Жазуулар"]'), DOC, 4,
           typed(sections='["Максаты", "Жазуулар"]') | doc(body=TEXT), "missing: Жазуулар"),
    Sample("SAP114", typed(original="true"), DOC, 4,
           typed(original="true") | doc(original="{place: Архив, keeper: qa-head}")
           | Dossier("umu-sms-dp-2.17", "1.0", "ҮМУ-СМС-ДП-2.17", {
               "umu-sms-dp-2.17.md": markdown(original="{place: Архив, keeper: qa-head}")}).files()),
    Sample("SAP115", doc(owner="qa-haed"), DOC, 8, doc(), "did you mean 'qa-head'?"),
    Sample("SAP115", doc(compilers="[qa-specialist, dean]"), DOC, 10, doc(compilers="[qa-specialist]"), "no role 'dean'"),
    Sample("SAP115", doc(original="{place: Архив, keeper: archivist}"), DOC, 10,
           doc(original="{place: Архив, keeper: qa-head}"), "'archivist'"),
    Sample("SAP116", {ROLE: role().replace("bbsb", "otk")}, DOC, 8, {}, "unit 'otk' of the owner qa-head", ("SAP701",)),
    Sample("SAP117", {ROLE: role(ended="2026-04-01", successor="quality-chief"), HEIR: role()}, DOC, 8,
           {ROLE: role(ended="2026-04-02", successor="quality-chief"), HEIR: role()},
           "its successor is Head (quality-chief)", ("SAP510",)),
    Sample("SAP117", {ROLE: role(ended="2026-04-01")}, DOC, 8, {}, "no successor is named", ("SAP510",)),
    Sample("SAP117", {UNIT: ENDED_UNIT + "successor: new\n", "registers/units/new.yaml": NEW_UNIT, HEIR: role()}, DOC, 8,
           {}, "its successor is New (new)"),
    Sample("SAP117", {UNIT: ENDED_UNIT}, DOC, 8, {}, "unit ended on 2026-03-31"),
    Sample("SAP118", {"registers/people/appointments/qa-head-1.yaml":
                      "schema: appointment/1\nrole: qa-head\nkind: permanent\nfrom: 2020-01-01\nuntil: 2026-03-31\n"}, DOC, 8,
           {"registers/people/appointments/qa-head-1.yaml":
            "schema: appointment/1\nrole: qa-head\nkind: acting\nfrom: 2026-04-01\n"}, "(qa-head)", ("SAP510",)),
    Sample("SAP119", {CARD: held("# Аталышы\n\nЧектелген текст.\n")}, CARD, 10, {CARD: held("")}, "holds a text"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_wrong_identity_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_identity_has_a_sample() -> None:
    assert not unexplained({rule.id for rule in RULES if rule.id.startswith("SAP1")}, SAMPLES)


def test_an_owner_changed_by_an_addendum_is_the_owner_who_is_judged(tmp_path: Path) -> None:
    """The file of an approved text still names the role that ended: only the addendum counts."""
    files = sound()
    record = "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"
    sha = Dossier("umu-sms-dp-2.17", "1.0", "ҮМУ-СМС-ДП-2.17", {"umu-sms-dp-2.17.md": markdown()}).record_sha256
    ended = {ROLE: role(ended="2026-03-25", successor="rector")}
    added = {
        "registers/changes/umu-sms-dp-2.17/1.0/a1.yaml": (
            f"schema: addendum/1\nto: {{path: {record}, sha256: {sha}}}\nprevious: {sha}\nkind: administrative\n"
            "from: 2026-03-25\nset: {owner: OWNER}\nwhy: Кызмат жоюлду\nby: {role: qa-head}\n"
            "recorded: 2026-03-25T10:00:00+06:00\n"
        )
    }
    assert files[record]
    assert findings(made(tmp_path / "before", ended), "SAP117") != []
    heir = {path: text.replace("OWNER", "rector") for path, text in added.items()}
    assert findings(made(tmp_path / "after", ended | heir), "SAP1", "SAP7") == []
    gone = {"registers/people/appointments/rector-1.yaml": None}
    found = findings(made(tmp_path / "vacant", ended | heir | gone), "SAP118")
    assert [(one["path"], one["line"], one["document"]) for one in found] == [
        ("registers/changes/umu-sms-dp-2.17/1.0/a1.yaml", 6, "ҮМУ-СМС-ДП-2.17")
    ]


def test_nothing_is_asked_of_the_owner_of_a_withdrawn_document(tmp_path: Path) -> None:
    files = sound()
    first = Dossier("umu-sms-dp-2.17", "1.0", "ҮМУ-СМС-ДП-2.17", {"umu-sms-dp-2.17.md": markdown()})
    last = Dossier(
        "umu-sms-dp-2.17", "1.1", "ҮМУ-СМС-ДП-2.17", {}, kind="withdrawal", effective="2026-03-20", suffix="2",
        previous=first.record_sha256, agreements={"lawyer.yaml": agreement("lawyer", "agree", "0" * 64, "2026-03-02")},
    )  # fmt: skip
    withdrawn = files | last.files() | {ROLE: role(ended="2026-03-25")}
    assert findings(made(tmp_path, withdrawn), "SAP117", "SAP118") == []


def test_findings_of_identity_are_the_same_in_a_git_repository(tmp_path: Path) -> None:
    files = sound() | {DOC: markdown("ҮМУ-СMС-ДП-2.17")}
    found = findings(repository(tmp_path / "r", dict(files)), "SAP101")
    assert [(one["path"], one["line"]) for one in found] == [(DOC, 2)]


# look-alikes


def _package() -> dict[str, set[str]]:
    """Groups of single characters that the pip package calls confusable, joined whatever its direction."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for one, others in confusables.confusables_data.items():
        for other in others:
            if len(one) == len(other["c"]) == 1:
                parent[root(one)] = root(other["c"])
    found: dict[str, set[str]] = {}
    for one in list(parent):
        found.setdefault(root(one), set()).add(one)
    return {one: group for group in found.values() for one in group}


OURS = "АБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮҢФХЦЧШЩЪЫЬЭЮЯ"
OURS += OURS.lower() + "0123456789-."


def test_the_table_of_look_alikes_says_what_the_unicode_data_say() -> None:
    groups = _package()
    for one in OURS:
        for other in groups.get(one, {one}):
            assert skeleton(other) == skeleton(one), f"U+{ord(other):04X} looks like {one}"
    for ours, others in GROUPS:
        assert {*ours, *others} <= groups[ours[0]]


def test_no_code_survives_a_look_alike_and_every_one_is_set_right() -> None:
    """Five thousand codes with one character exchanged: none passes, and the right one is named for each."""
    grammar = Grammar(("ҮМУ", "БатМУ"), "СМС", ("ДП", "ЖБ", "САЯ", "КИ"))
    codes = [
        "ҮМУ-СМС-ДП-2.17",
        "БатМУ-СМС-ЖБ-3.1-ББСК",
        "ҮМУ-СМС-САЯ-10",
        "ҮМУ-СМС-КИ-3.2.14-ОМД",
        "ҮМУ-СМС-ДП-2.9-Ф03",
    ]
    foreign: dict[str, list[str]] = {}
    for ours, others in GROUPS:
        for one in ours:
            foreign[one] = [other for other in others if other not in OURS]
    chance = random.Random(7)
    tried = 0
    while tried < 5000:
        code = chance.choice(codes)
        place = chance.randrange(len(code))
        if not foreign.get(code[place]):
            continue
        tried += 1
        wrong = code[:place] + chance.choice(foreign[code[place]]) + code[place + 1 :]
        assert grammar.parse(wrong) is None
        meant = grammar.intended(wrong)
        assert meant is not None
        assert skeleton(meant.text) == skeleton(code)
        assert skeleton(wrong) == skeleton(code)


def test_good_codes_are_left_alone() -> None:
    grammar = Grammar(("ҮМУ",), "СМС", ("ДП", "ЖБ"))
    for code in ("ҮМУ-СМС-ДП-2.17", "ҮМУ-СМС-ЖБ-3.1-ББСБ", "ҮМУ-СМС-ДП-2.17-Ф01"):
        assert grammar.intended(code) == grammar.parse(code)
    assert twins("Д") == ""
    assert grammar.intended("ДП-2.17") is None


def test_of_two_files_with_one_code_the_one_with_the_wrong_name_is_named(tmp_path: Path) -> None:
    found = findings(made(tmp_path, {"procedures/a.md": markdown()}), "SAP1", "SAP2")
    assert {one["path"] for one in found} == {"procedures/a.md"}
    assert {"SAP103", "SAP110"} <= {one["rule"] for one in found}
