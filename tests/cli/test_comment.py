"""`sapat check --format markdown`: the comment of a pull request, as a QA editor reads it under his change."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from sapat.model.findings import Verdict
from sapat.report.comment import KINDS, LIMIT, MARK, Touched
from sapat.report.comment import comment as report
from sapat.rules.editorial import SAYS
from tests.support.repo import Dossier, git, markdown, repository, sapat, sound
from tests.support.samples import DOC, Files
from tests.support.sealed import CODE, SLUG, second, withdrawal
from tests.unit.test_check_base import branch, opened, put
from tests.unit.test_forge_text import HOSTILE, calls

LONG = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nБул процедура документтерди беш күндө көзөмөлдөйт.\n"
OTHER = "procedures/umu-sms-dp-2.18.md"


def comment(root: Path, *args: str, lang: str = "en") -> str:
    code, out, err = sapat(root, "check", *args, "--format", "markdown", lang=lang)
    assert code in (0, 1), err
    assert out.startswith(MARK)
    assert (code == 1) == ("⛔" in out)
    assert len(out) < 65_536
    return out


def test_a_change_is_told_with_verdict_words_redline_and_what_is_missing(tmp_path: Path) -> None:
    told = comment(branch(tmp_path / "r", opened(body=LONG)), "--base", "main")
    assert "### ✅ May be merged: there are no errors." in told
    assert f"##### `{CODE}` Document control: 1.0 → 1.1 — the text changed" in told
    assert "Kind of the record: **Change**" in told
    assert "by its words: substantive: clause" not in told
    assert "by its words: substantive: number" in told or "part of a sentence: — → беш күндө" in told
    assert "- Sections: 1. Максаты (+2)" in told
    assert "Before it can be registered:" in told
    assert "no check by" not in told, "it has its answers"
    assert "decision" in told
    assert "> Бул процедура документтерди **беш күндө** көзөмөлдөйт" in told
    assert f"the whole: `sapat diff {CODE} 1.0 work`" in told


def test_a_spelling_correction_is_called_editorial(tmp_path: Path) -> None:
    body = LONG.replace(" беш күндө", "").replace("документтерди", "документтерди,")
    told = comment(branch(tmp_path / "r", opened(body=body, kind="editorial")), "--base", "main")
    assert "by its words: editorial (spelling, marks and dress only)" in told


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_a_word_put_for_another_is_not_called_a_spelling_correction(tmp_path: Path, lang: str) -> None:
    body = LONG.replace(" беш күндө", "").replace("көзөмөлдөйт", "сактайт")
    told = comment(branch(tmp_path / "r", opened(body=body)), "--base", "main", lang=lang)
    says = {"ky": "сөздөр алмашкан", "ru": "заменены слова", "en": "other words: a person must judge"}[lang]
    assert says in told
    assert "көзөмөлдөйт → сактайт" in told


@pytest.mark.parametrize(
    ("lang", "may", "must_not", "changed"),
    [
        ("ky", "Кошууга болот: ката табылган жок", "Азырынча кошууга болбойт", "текст өзгөрдү"),
        ("ru", "Можно вливать: ошибок нет", "Вливать нельзя", "текст изменён"),
        ("en", "May be merged", "Must not be merged yet", "the text changed"),
    ],
)
def test_the_verdict_comes_first_in_the_language_of_the_reader(
    tmp_path: Path, lang: str, may: str, must_not: str, changed: str
) -> None:
    good = comment(branch(tmp_path / "good", opened(body=LONG)), "--base", "main", lang=lang)
    assert may in good.splitlines()[2]
    assert changed in good
    bad = comment(branch(tmp_path / "bad", {DOC: markdown(body=LONG)}), "--base", "main", lang=lang)
    assert must_not in bad.splitlines()[2]
    assert f"SAP202** `{DOC}:" in bad
    assert "sapat revise" in bad


def test_the_command_for_the_whole_of_a_draft_works(tmp_path: Path) -> None:
    """The former text of a draft is registered nowhere: `sapat diff` would refuse it."""
    code, slug = "ҮМУ-СМС-ДП-2.18", "umu-sms-dp-2.18"
    record = f"schema: change/1\ndocument: {code}\nversion: '1.0'\nkind: introduction\n"
    draft: Files = {OTHER: markdown(code), f"registers/changes/{slug}/1.0/record.yaml": record}
    root = branch(tmp_path / "r", {OTHER: markdown(code, body=LONG)}, draft)
    asked = comment(root, "--base", "main").partition("the whole: `")[2].partition("`")[0]
    assert asked.startswith("git diff ")
    assert "+" + LONG.splitlines()[-1] in git(root, *asked.split()[1:])


def test_new_withdrawn_and_removed_documents_are_told(tmp_path: Path) -> None:
    new = comment(branch(tmp_path / "new", {OTHER: markdown("ҮМУ-СМС-ДП-2.18")}), "--base", "main")
    assert "ҮМУ-СМС-ДП-2.18` Document control: 1.0 — new document" in new
    gone = comment(branch(tmp_path / "withdrawn", {**withdrawal()}), "--base", "main")
    assert f"`{CODE}` Document control: 1.0 → 1.1 — is withdrawn" in gone
    removed = comment(branch(tmp_path / "removed", {DOC: None}), "--base", "main")
    assert "the file is removed" in removed
    facts = comment(branch(tmp_path / "facts", {**second(file=False)}), "--base", "main")
    assert "records only" in facts


def test_what_a_change_reaches_is_told(tmp_path: Path) -> None:
    form = f"{CODE}-Ф01"
    base: Files = {
        OTHER: markdown(
            "ҮМУ-СМС-ДП-2.18", body=f"# Иш кагаздарды башкаруу\n\n[[{CODE}]] жана [тексти](umu-sms-dp-2.17.md).\n"
        ),
        "procedures/umu-sms-dp-2.17-f01.md": markdown(form),
        f"procedures/{SLUG}.ru.md": "# Управление документацией\n",
    }
    text = markdown(version="1.1", body=LONG, users="[all]", acknowledge="{required: true}")
    root = branch(tmp_path / "r", {**opened(body=LONG), DOC: text}, base)
    told = comment(root, "--base", "main")
    assert "- Cited by: `ҮМУ-СМС-ДП-2.18`\n" in told
    assert f"- Its forms: `{form}`\n" in told
    assert f"- Translations that become stale: `procedures/{SLUG}.ru.md`\n" in told
    assert "- To be told again: all staff\n" in told
    assert "- Users: <ins>all</ins>" in told


def test_without_a_base_the_whole_verdict_is_told(tmp_path: Path) -> None:
    assert "### ✅ The repository has no errors." in comment(repository(tmp_path / "good"))
    told = comment(repository(tmp_path / "bad", dict(sound()) | {OTHER: markdown("ҮМУ-СМС-ДП-2.18")}))
    assert "⛔ The repository is not sound; errors: 1." in told
    assert "SAP201" in told
    assert "Documents:" in told


def test_a_hostile_text_stays_inside_the_comment(tmp_path: Path) -> None:
    body = LONG + "\n" + "\n\n".join(one.replace("\x00", "").replace("\x1b", "") for one in HOSTILE) + "\n"
    text = markdown(
        version="1.1", body=body, title='{ky: "@admin <b>x</b> [x](http://evil.example)", ru: x, en: "@org/team #1"}'
    )
    told = comment(branch(tmp_path / "r", {**opened(body=body), DOC: text}), "--base", "main")
    bare = re.sub(r"(`+).*?\1", "", told.replace(MARK, ""))  # code spans of paths, codes and commands
    bare = re.sub(r"</?(?:details|summary|ins|del|b|br)>|(?m:^ *(?:#{3,5}|>|-) ?)", "", bare)
    assert calls(re.sub(r"(?<!\\)(?:\*\*|~~)", "", bare).replace("\n", " ")) == []
    assert told.count("<details>") == told.count("</details>")


def test_two_hundred_documents_at_once_take_bounded_time_and_room(tmp_path: Path) -> None:
    texts = {f"ҮМУ-СМС-ПЛ-{n}": markdown(f"ҮМУ-СМС-ПЛ-{n}", body=LONG * 5) for n in range(1, 201)}
    base: Files = {f"regulations/umu-sms-pl-{code.rpartition('-')[2]}.md": text for code, text in texts.items()}
    changed: Files = {path: str(text).replace("беш", "он") for path, text in base.items()}
    root = branch(tmp_path / "r", changed, base)
    start = time.process_time()
    told = comment(root, "--base", "main")
    assert time.process_time() - start < 20
    assert len(told) <= LIMIT
    assert "#### Documents: 200" in told
    assert re.search(r"… \d+ more findings are cut; all of them: `sapat check --base …`", told)
    assert told.count("##### `") == 200
    assert "~~беш~~ **он**" in told


def test_a_long_redline_is_cut_with_a_line_that_says_so(tmp_path: Path) -> None:
    body = LONG + "".join(f"\nПункт {n}: бул жерде узун сүйлөм турат, аны бардыгы окуйт.\n" for n in range(600))
    root = branch(tmp_path / "r", {**opened(body=body.replace("узун", "кыска"))}, {})
    told = comment(root, "--base", "main")
    assert len(told) <= LIMIT
    assert re.search(r"… \d+ more pieces are cut; the whole: `sapat diff", told)


def test_every_kind_of_change_has_its_name() -> None:
    assert set(SAYS) - {"more"} == set(KINDS)


def test_several_documents_are_told_in_one_comment(tmp_path: Path) -> None:
    text = markdown("ҮМУ-СМС-ДП-2.18")
    one = Dossier("umu-sms-dp-2.18", "1.0", "ҮМУ-СМС-ДП-2.18", {"umu-sms-dp-2.18.md": text}, suffix="8")
    root = branch(tmp_path / "r", opened(body=LONG), {OTHER: text, **one.files()})
    put(root, {OTHER: text.replace("көзөмөлдөйт", "башкарат")})
    git(root, "commit", "-qam", "another")
    told = comment(root, "--base", "main")
    assert "#### Documents: 2" in told
    assert told.count("##### `") == 2


def test_more_documents_than_there_is_room_for_are_named_and_counted() -> None:
    made = [
        Touched(code=f"К-{n}", title="Аталыш " * 9, state="changed", versions="1.0 → 1.1", sections=("Бөлүм " * 40,))
        for n in range(2000)
    ]
    told = report(Verdict((), {}, (), 2000), "en", made, 3)
    assert len(told) <= LIMIT
    assert re.search(r"… \d+ more documents are cut: `К-\d+`; .*; \d+ more\n", told)
    assert "neither brings nor touches: 3" in told
