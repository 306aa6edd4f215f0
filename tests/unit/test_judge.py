"""The engine: what counts as examined, a rule that examined nothing, waivers that are named, end and are counted."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sapat.model.documents import Document
from sapat.model.findings import Hit, Severity, Where
from sapat.model.settings import Settings, Waiver
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.repository import find_repository
from sapat.report.checks import SEVERITIES
from sapat.rules.judge import judge
from sapat.rules.narrow import narrowed
from sapat.rules.rule import ERROR, INFO, WARNING, Rule
from sapat.rules.table import RULES
from tests.support.repo import SETTINGS, markdown, sapat
from tests.support.samples import DOC, made
from tests.support.sealed import CODE, tampered

SAID = Words("{code} туура эмес", "{code} неверен", "{code} is wrong")


def every(at: Snapshot) -> Iterable[Document]:
    return at.documents


def none(at: Snapshot) -> Iterable[Document]:
    return ()


def wrong(at: Snapshot, doc: Document) -> Iterable[Hit]:
    yield Hit(Where(doc.path, ("code",)), "", {"code": doc.code})


def right(at: Snapshot, doc: Document) -> Iterable[Hit]:
    return ()


def rule(id: str = "SAP998", **told: Any) -> Rule:
    given: dict[str, Any] = {
        "severity": ERROR,
        "title": SAID,
        "says": {"": SAID},
        "do": {"": SAID},
        "source": "ISO",
        "over": every,
        "check": right,
    }
    return Rule(id=id, **given | told)


@pytest.fixture
def at(tmp_path: Path) -> Snapshot:
    return find_repository(made(tmp_path, {})).load(today=date(2026, 4, 1)).snapshot


def waived(at: Snapshot, *waivers: Waiver) -> Snapshot:
    return replace(at, settings=replace(at.settings, waivers=waivers))


def until(day: str, document: str = CODE) -> Waiver:
    return Waiver("SAP998", document, "Көчүрүү аяктаганча", date.fromisoformat(day))


def test_a_rule_counts_the_objects_whose_condition_it_evaluated(at: Snapshot) -> None:
    verdict = judge(at, [rule(), rule("SAP999", over=none)])
    assert verdict.examined == {"SAP998": 1, "SAP999": 0}
    assert verdict.findings == ()
    assert verdict.documents == 1


def test_a_rule_that_examined_nothing_while_its_objects_exist_is_an_error(at: Snapshot) -> None:
    verdict = judge(at, [rule(over=none, covers=every)])
    (one,) = verdict.findings
    assert (one.rule, one.severity, one.where.path) == ("SAP900", ERROR, "sapat.toml")
    assert verdict.failed
    assert one.message.say("en", one.args) == "rule SAP998 examined nothing although objects for it exist"
    assert judge(at, [rule(over=none, covers=none)]).findings == ()


def test_a_setting_makes_a_rule_not_applicable_and_never_passed(at: Snapshot) -> None:
    def never(_: Settings) -> bool:
        return False

    verdict = judge(at, [rule(applies=never, over=none, covers=every, check=wrong)])
    assert verdict.examined == {"SAP998": None}
    assert verdict.findings == ()


def test_rules_of_ranges_and_of_history_wait_for_them(at: Snapshot) -> None:
    both = [rule(with_base=True, check=wrong), rule("SAP999", with_history=True, check=wrong)]
    assert judge(at, both).examined == {"SAP998": None, "SAP999": None}
    assert judge(replace(at, base=at), both).examined == {"SAP998": 1, "SAP999": None}


def test_only_the_rules_asked_for_are_judged(at: Snapshot) -> None:
    told = [rule("SAP101"), rule("SAP102"), rule("SAP201")]
    assert list(judge(at, told, ["SAP1"]).examined) == ["SAP101", "SAP102"]
    assert list(judge(at, told, ["SAP102", "SAP2"]).examined) == ["SAP102", "SAP201"]


@pytest.mark.parametrize(("severity", "fails"), [(ERROR, True), (WARNING, False), (INFO, False)])
def test_only_an_error_fails_a_run(at: Snapshot, severity: Severity, fails: bool) -> None:
    verdict = judge(at, [rule(check=wrong, severity=severity)])
    assert (verdict.failed, verdict.count(severity)) == (fails, 1)


def test_a_finding_names_the_document_of_its_path(at: Snapshot) -> None:
    (one,) = judge(at, [rule(check=wrong)]).findings
    assert one.document == CODE


@pytest.mark.parametrize(
    ("day", "held"), [("2026-03-31", False), ("2026-04-01", True), ("2026-09-28", True), ("2026-09-29", False)]
)
def test_a_waiver_holds_to_its_end_and_no_longer_than_180_days(at: Snapshot, day: str, held: bool) -> None:
    verdict = judge(waived(at, until(day)), [rule(check=wrong)])
    assert (len(verdict.waived), len(verdict.findings)) == ((1, 0) if held else (0, 1))
    assert verdict.failed is not held


def test_a_waiver_is_for_one_rule_and_one_document(at: Snapshot) -> None:
    other = replace(until("2026-06-01"), rule="SAP999")
    assert judge(waived(at, other), [rule(check=wrong)]).failed
    assert judge(waived(at, until("2026-06-01", "ҮМУ-СМС-ДП-2.18")), [rule(check=wrong)]).failed


def waiver(day: str) -> str:
    return (
        f'{SETTINGS}\n[[waivers]]\nrule = "SAP202"\ndocument = "{CODE}"\n'
        f'reason = "Көчүрүү аяктаганча"\nuntil = "{day}"\n'
    )


def test_a_waived_finding_stays_visible_and_is_counted_on_the_last_line(tmp_path: Path) -> None:
    root = made(tmp_path, {**tampered(DOC, "көзөмөлдөйт", "x"), "sapat.toml": waiver("2026-06-01")})
    code, out, _ = sapat(root, "check")
    assert code == 0
    assert f"waived until 2026-06-01: SAP202 {CODE} — Көчүрүү аяктаганча" in out
    assert out.splitlines()[-1].endswith("Waived: 1.")
    told = json.loads(sapat(root, "check", "--format", "json")[1])
    assert [(one["rule"], one["until"], one["line"] > 0) for one in told["waived"]] == [("SAP202", "2026-06-01", True)]


@pytest.mark.parametrize(("day", "finding"), [("2026-03-31", "SAP911"), ("2026-12-01", "SAP910")])
def test_a_waiver_that_ended_or_waits_too_long_is_a_finding_and_holds_nothing(
    tmp_path: Path, day: str, finding: str
) -> None:
    root = made(tmp_path, {**tampered(DOC, "көзөмөлдөйт", "x"), "sapat.toml": waiver(day)})
    told = json.loads(sapat(root, "check", "--format", "json")[1])
    assert {one["rule"] for one in told["findings"]} == {"SAP202", finding}
    assert told["waived"] == []


def test_a_range_keeps_what_it_brings_one_by_one(at: Snapshot) -> None:
    def twice(_: Snapshot, doc: Document) -> Iterable[Hit]:
        return [Hit(Where("sapat.toml", line=number), "", {"code": doc.code}, "x") for number in (1, 2)]

    now = judge(replace(at, base=at), [rule(check=twice)])
    before = judge(at, [rule(check=lambda at, doc: list(twice(at, doc))[:1])])
    kept, outside = narrowed(replace(at, base=at), now, before)
    assert (len(kept.findings), outside) == (1, 1)


def test_every_id_is_used_once_and_lies_in_its_range() -> None:
    ids = [one.id for one in RULES]
    assert ids == sorted(set(ids))
    assert "SAP900" not in ids, "the engine's own"


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_every_sentence_can_be_said_in_every_language(one: Rule) -> None:
    """Same arguments in each language, and a cure for each sentence."""

    def names(text: str) -> set[str]:
        return {name.partition("!")[0] for _, name, _, _ in string.Formatter().parse(text) if name}

    for says, words in one.says.items():
        assert words.ky
        assert names(words.ky) == names(words.ru) == names(words.en), (one.id, says)
        cure = one.cure(says)
        assert names(cure.ky) == names(cure.ru) == names(cure.en), (one.id, says)
    assert one.source
    assert one.severity in SEVERITIES


def test_the_rules_say_nothing_of_a_seal_to_readers() -> None:
    """For readers "sealed" is «катталды / зарегистрировано / registered»."""
    for one in RULES:
        for words in (*one.says.values(), *one.do.values(), one.title):
            assert "мөөр" not in words.ky.lower()
            assert not re.search(r"\bпечат", words.ru.lower())
            assert "sealed" not in words.en.lower()


def test_a_verdict_is_sorted_by_place(tmp_path: Path) -> None:
    root = made(
        tmp_path,
        {
            "procedures/umu-sms-dp-2.18.md": markdown("ҮМУ-СМС-ДП-2.18"),
            "procedures/umu-sms-dp-2.16.md": markdown("ҮМУ-СМС-ДП-2.16"),
        },
    )
    told = json.loads(sapat(root, "check", "--format", "json")[1])["findings"]
    places = [(one["path"], one["line"], one["column"], one["rule"]) for one in told]
    assert places == sorted(places)
    assert places


def test_a_source_is_a_clause_or_a_requirement_and_never_a_working_paper_of_ours() -> None:
    clause = r"\d+(\.\d+)*( [a-z](, [a-z](?![a-z]))*)?"
    form = re.compile(rf"ISO 9001:2015 {clause}(, {clause})*(; R\d+(, R\d+)*)?")
    assert [(one.id, one.source) for one in RULES if not form.fullmatch(one.source)] == []
