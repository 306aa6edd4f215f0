"""SAP6: lost letters, words of two scripts, preferred terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules.table import RULES
from tests.support.repo import SETTINGS, findings, markdown
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained

PREFIXES = ("SAP1", "SAP5", "SAP6", "SAP7", "SAP8")
HEAD = "# Иш кагаздарды башкаруу\n\n"
LOST = "Окумуштуулар кенеши чечим кабыл алды жана тапшырма берди. "  # 47 letters, none of ө ү ң
KEPT = "Окумуштуулар кеңеши өз чечимин кабыл алды. "
TERMS = "\n[[terms]]\nuse = \"туура келбөөчүлүк\"\navoid = ['шайкеш келбе[а-яөүң]*', 'дал келбестик']\n"
RUSSIAN = '\n[[terms]]\nuse = "СМК"\nlanguage = "ru"\navoid = [\'\\bсмс\\b\']\n'


def text(body: str, **front: str) -> Files:
    return {DOC: markdown(body=HEAD + body + "\n", **front)}


def with_terms(told: str = TERMS) -> Files:
    return {"sapat.toml": SETTINGS + told}


SAMPLES = [
    Sample("SAP601", text(LOST * 30), DOC, 3, text(LOST * 29 + KEPT * 10), "(0.0 %)"),
    Sample("SAP602", text(LOST * 10), DOC, 3, text(LOST * 3)),
    Sample("SAP603", text("Бул Datacenterинде турат"), DOC, 13, text("Бул Datacenter ичинде турат `Dataцентр`"), "Latin D, a, t"),
    Sample("SAP604", with_terms() | text("Бул шайкеш келбестик."), DOC, 13,
           with_terms() | text("Бул туура келбөөчүлүк."), "'шайкеш келбестик' is 'туура келбөөчүлүк'"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_fault_of_language_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_language_has_a_sample() -> None:
    assert not unexplained({rule.id for rule in RULES if rule.id.startswith("SAP6")}, SAMPLES)


def test_letters_are_counted_over_all_files_of_a_document(tmp_path: Path) -> None:
    """Each part alone is short; together they are a long text without one Kyrgyz letter."""
    files: Files = {
        "procedures/manual/index.md": markdown("ҮМУ-СМС-ДП-2.15", body=HEAD, parts="[a.md, b.md, c.md]"),
        **{f"procedures/manual/{name}.md": LOST * 9 for name in "abc"},
    }
    found = findings(made(tmp_path, files), "SAP6")
    assert [(one["rule"], one["path"], one["line"]) for one in found] == [("SAP601", "procedures/manual/index.md", 3)]


def test_a_russian_text_has_no_kyrgyz_letters_to_lose(tmp_path: Path) -> None:
    assert findings(made(tmp_path, text(LOST * 30, original_language="ru")), "SAP6") == []


def test_a_kyrgyz_translation_of_a_russian_text_can_lose_them(tmp_path: Path) -> None:
    files = text("Текст", original_language="ru") | {"procedures/umu-sms-dp-2.17.ky.md": LOST * 30}
    found = findings(made(tmp_path, files), "SAP6")
    assert [(one["rule"], one["path"]) for one in found] == [("SAP601", "procedures/umu-sms-dp-2.17.ky.md")]


def test_a_term_is_preferred_in_its_own_language_only(tmp_path: Path) -> None:
    files = (
        with_terms(RUSSIAN) | text("СМС боюнча") | {"procedures/umu-sms-dp-2.17.ru.md": "# Управление\n\nСМС вуза\n"}
    )
    found = findings(made(tmp_path, files), "SAP604")
    assert [(one["path"], one["line"]) for one in found] == [("procedures/umu-sms-dp-2.17.ru.md", 3)]


def test_without_terms_the_rule_does_not_apply(tmp_path: Path) -> None:
    from tests.support.repo import checked

    examined = checked(made(tmp_path, {}), "SAP6")["examined"]
    assert examined["SAP604"] is None
    assert examined["SAP603"] == 1
