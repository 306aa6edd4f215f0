"""The comment under a pull request: the verdict in one sentence, what is to be mended, and what the change does to each document.

Everything that comes from the repository goes through `shown` or `code`, so nothing in a text can mark, call, link or
break out; and the whole is cut where a forge would refuse it, with a line that says what was cut.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sapat.model.findings import Finding, Severity, Verdict
from sapat.model.forge_text import code, shown
from sapat.model.words import Words
from sapat.report.checks import SEVERITIES, total

LIMIT: Final = 60_000  # a forge takes 65,536
_FINDINGS: Final = 16_000
_REDLINE: Final = 12_000  # of one document
_SECTIONS: Final = 12
_NAMES: Final = 8
MARK: Final = "<!-- sapat check --format markdown -->"  # by which whoever posts the comment finds the former one


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a change does to one document, said in the reader's language; nothing of it is escaped yet."""

    code: str
    title: str
    state: str  # a key of STATES
    versions: str  # "1.0 → 1.1", or one version
    kind: str = ""  # of the record, as people call it
    nature: str = ""  # by its words: editorial | worded | substantive; nothing where there is nothing to compare
    why: tuple[str, ...] = ()  # what makes it substantive
    figures: str = ""
    sections: tuple[str, ...] = ()
    front: tuple[tuple[str, str, str], ...] = ()  # field, before, after
    redline: tuple[str, ...] = ()  # blocks of Markdown, escaped
    command: str = ""  # that shows the whole difference
    registered: tuple[tuple[str, str], ...] = ()  # of the record the range seals: field, what it says
    mind: tuple[str, ...] = ()  # what nobody would see from the text: said in bold
    lacks: tuple[str, ...] | None = None  # before it can be registered; None: no record is open
    cited_by: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    users: str = ""
    recall: tuple[str, ...] = ()  # numbered copies on paper that the new version makes void
    stale: tuple[str, ...] = ()  # translations the change leaves behind


STATES: Final[Mapping[str, Words]] = {
    "new": Words("жаңы документ", "новый документ", "new document"),
    "changed": Words("текст өзгөрдү", "текст изменён", "the text changed"),
    "withdrawn": Words("күчүн жоготот", "утрачивает силу", "is withdrawn"),
    "removed": Words("файл алынган", "файл удалён", "the file is removed"),
    "facts": Words("жазуулар гана", "только записи", "records only"),
}
KINDS: Final[Mapping[str, Words]] = {
    "number": Words("сан", "число", "number"),
    "date": Words("күн, ай", "дата", "date"),
    "unit": Words("өлчөм", "единица", "unit"),
    "code": Words("код", "код", "code"),
    "role": Words("кызмат, бөлүм", "должность, подразделение", "role, unit"),
    "name": Words("аталыш", "название", "name"),
    "negation": Words("терс маани", "отрицание", "negation"),
    "duty": Words("милдет", "обязанность", "duty"),
    "ban": Words("тыюу", "запрет", "prohibition"),
    "right": Words("укук", "право", "right"),
    "limit": Words("шарт, чек", "условие, предел", "condition, limit"),
    "opposite": Words("башка маанидеги сөз", "слово иного смысла", "word of another sense"),
    "link": Words("шилтеме", "ссылка", "link"),
    "table": Words("таблица", "таблица", "table"),
    "struck": Words("сызылган сөз", "зачёркнутое", "struck words"),
    "sentence": Words("сүйлөм", "предложение", "sentence"),
    "moved": Words("жылдырылган текст", "перенесённый текст", "moved text"),
    "clause": Words("сүйлөмдүн бөлүгү", "часть предложения", "part of a sentence"),
    "file": Words("файл", "файл", "file"),
    "front": Words("документтин маалыматы", "реквизит", "document data"),
    "administrative": Words("документтин маалыматы", "реквизит", "document data"),
    "words": Words("сөз", "слово", "word"),
}
_W: Final[Mapping[str, Words]] = {
    "may": Words(
        "✅ Кошууга болот: ката табылган жок.",
        "✅ Можно вливать: ошибок нет.",
        "✅ May be merged: there are no errors.",
    ),
    "must not": Words(
        "⛔ Азырынча кошууга болбойт: оңдой турган ката {errors}.",
        "⛔ Вливать нельзя: ошибок, которые нужно исправить, {errors}.",
        "⛔ Must not be merged yet; {errors}.",
    ),
    "sound": Words("✅ Репозиторийде ката жок.", "✅ Ошибок в репозитории нет.", "✅ The repository has no errors."),
    "unsound": Words(
        "⛔ Репозиторийде ката бар: {errors}.",
        "⛔ В репозитории есть ошибки: {errors}.",
        "⛔ The repository is not sound; {errors}.",
    ),
    "errors": Words("{count}", "{count}", "errors: {count}"),
    "aloud": Words("⚠️ Эрежелердин өзү бошоңдойт", "⚠️ Ослабляются сами правила", "⚠️ The rules themselves are loosened"),
    "findings": Words("Эмнени оңдоо керек", "Что исправить", "What to mend"),
    "remarks": Words("Эскертүүлөр жана маалымат", "Предупреждения и сведения", "Warnings and notes"),
    "documents": Words("Документтер", "Документы", "Documents"),
    "outside": Words(
        "Бул өзгөртүүгө тиешеси жок дагы {count} табылга бар.",
        "Ещё находок, не относящихся к этому изменению: {count}.",
        "Findings that this change neither brings nor touches: {count}.",
    ),
    "kind": Words("Жазуунун түрү", "Вид записи", "Kind of the record"),
    "editorial": Words(
        "мааниси боюнча: редакциялык (жазуу, тыныш белги, жасалга гана)",
        "по сути: редакционное (только написание, знаки, оформление)",
        "by its words: editorial (spelling, marks and dress only)",
    ),
    "worded": Words(
        "сөздөр алмашкан: мааниси өзгөрөбү, адам чечет",
        "заменены слова: меняется ли смысл, решает человек",
        "other words: a person must judge whether the meaning stays",
    ),
    "substantive": Words("мааниси боюнча: маанилүү", "по сути: содержательное", "by its words: substantive"),
    "sections": Words("Бөлүмдөр", "Разделы", "Sections"),
    "front": Words("Документтин маалыматтары", "Реквизиты", "Document data"),
    "redline": Words("Тексттеги өзгөртүүлөр", "Изменения в тексте", "Changes in the text"),
    "lacks": Words("Каттоого чейин керек", "До регистрации нужно", "Before it can be registered"),
    "complete": Words("маршруттун баары даяр", "по маршруту всё есть", "the route is complete"),
    "cited": Words("Шилтеме кылган документтер", "Ссылаются документы", "Cited by"),
    "forms": Words("Анын формалары", "Его формы", "Its forms"),
    "users": Words("Кайра таанышышы керек", "Ознакомить заново", "To be told again"),
    "recall": Words("Кайтарылып алынчу нускалар", "Экземпляры к изъятию", "Numbered copies to recall"),
    "stale": Words("Котормолор эскирет", "Переводы устаревают", "Translations that become stale"),
    "whole": Words("толугу менен: {command}", "целиком: {command}", "the whole: {command}"),
    "cut redline": Words(
        "… дагы {count} үзүндү кыскартылды; {whole}",
        "… сокращено, ещё фрагментов: {count}; {whole}",
        "… {count} more pieces are cut; {whole}",
    ),
    "cut findings": Words(
        "… дагы {count} табылга кыскартылды; баары: {command}",
        "… сокращено, ещё находок: {count}; все: {command}",
        "… {count} more findings are cut; all of them: {command}",
    ),
    "cut documents": Words(
        "… дагы {count} документ кыскартылды: {names}",
        "… сокращено, ещё документов: {count}: {names}",
        "… {count} more documents are cut: {names}",
    ),
    "more": Words("дагы {count}", "ещё {count}", "{count} more"),
}


def comment(
    verdict: Verdict,
    lang: str,
    documents: Sequence[Touched] | None = None,
    outside: int = 0,
    aloud: Collection[str] = (),
) -> str:
    """The comment for a range, or with *documents* None the verdict on everything; rules *aloud* speak of rules."""
    head = [MARK, "", f"### {_verdict(verdict, lang, whole=documents is None)}", ""]
    foot = [_say(lang, "outside", count=outside), ""] if outside else []
    foot += [shown(total(verdict, lang)), ""]
    told = "\n".join([*head, *_findings(verdict, lang, aloud, ranged=documents is not None)])
    left = LIMIT - len(told) - sum(map(len, foot)) - 100
    if documents:
        told += _documents(documents, lang, left)
    return told + "\n" + "\n".join(foot)


def _say(lang: str, key: str, **args: object) -> str:
    return _W[key].say(lang, args)


def _verdict(verdict: Verdict, lang: str, *, whole: bool) -> str:
    key = ("unsound" if whole else "must not") if verdict.failed else ("sound" if whole else "may")
    return _say(lang, key, errors=_say(lang, "errors", count=verdict.count(Severity.ERROR)))


# findings


def _findings(verdict: Verdict, lang: str, aloud: Collection[str], *, ranged: bool) -> Iterable[str]:
    policy = [one for one in verdict.findings if one.rule in aloud]
    errors = [one for one in verdict.findings if one.severity is Severity.ERROR]
    others = [one for one in verdict.findings if one.severity is not Severity.ERROR and one.rule not in aloud]
    others.sort(key=lambda one: one.severity is Severity.INFO)
    command = "sapat check --base …" if ranged else "sapat check"
    if policy:
        yield f"#### {_say(lang, 'aloud')}\n"
        yield from _cut([_finding(one, lang) for one in policy], _FINDINGS // 2, lang, command)
    if errors:
        yield f"#### {_say(lang, 'findings')}\n"
        yield from _cut([_finding(one, lang) for one in errors], _FINDINGS, lang, command)
    if others:
        yield f"<details><summary>{_say(lang, 'remarks')}: {len(others)}</summary>\n"
        yield from _cut([_finding(one, lang) for one in others], _FINDINGS // 2, lang, command)
        yield "</details>\n"


def _finding(one: Finding, lang: str) -> str:
    place = f"{one.where.path}:{one.where.line}" if one.where.line else one.where.path
    about = f" · {code(one.document)}" if one.document else ""
    return (
        f"- **{SEVERITIES[one.severity].say(lang)} {one.rule}** {code(place)}{about}<br>"
        f"{_short(shown(one.message.say(lang, one.args)))}<br>→ {_short(shown(one.do.say(lang, one.args)))}"
    )


def _short(text: str) -> str:
    return text if len(text) <= 1500 else text[:1500].rstrip("\\") + " …"


def _cut(lines: Sequence[str], limit: int, lang: str, command: str) -> Iterable[str]:
    used = 0
    for number, line in enumerate(lines):
        used += len(line) + 1
        if used > limit:
            yield f"\n{_say(lang, 'cut findings', count=len(lines) - number, command=code(command))}"
            break
        yield line
    yield ""


# documents


def _documents(documents: Sequence[Touched], lang: str, left: int) -> str:
    """The documents in order, as many as there is room for; what room is left then goes to redlines."""
    parts = [_facts(one, lang) for one in documents]
    fit = 0
    reserve = 900  # for the line that says what was cut
    while fit < len(parts) and len(parts[fit]) + reserve <= left:
        left -= len(parts[fit])
        fit += 1
    made = [f"\n#### {_say(lang, 'documents')}: {len(documents)}\n"]
    waiting = sum(bool(one.redline) for one in documents[:fit])
    for one, part in zip(documents[:fit], parts, strict=False):
        made.append(part)
        if one.redline:
            told = _redline(one, lang, min(_REDLINE, (left - reserve) // max(1, waiting)))
            left, waiting = left - len(told), waiting - 1
            made.append(told)
    if fit < len(documents):
        names = _listed([one.code for one in documents[fit:]], lang, most=30)
        made.append(_say(lang, "cut documents", count=len(documents) - fit, names=names) + "\n")
    return "\n".join(made)


def _facts(one: Touched, lang: str) -> str:
    """Everything about a document but its redline."""
    told = [f"##### {code(one.code)} {shown(one.title)}: {shown(one.versions)} — {STATES[one.state].say(lang)}\n"]
    if one.kind:
        told.append(f"- {_say(lang, 'kind')}: **{shown(one.kind)}**")
    told += [f"- {shown(field)}: {shown(value)}" for field, value in one.registered]
    told += [f"- ⚠️ **{shown(said)}**" for said in one.mind]
    if one.nature:
        told.append(f"- {_say(lang, one.nature)}" + _why(one, lang))
    if one.figures:
        told.append(f"- {shown(one.figures)}")
    rows = (("sections", one.sections, shown), ("cited", one.cited_by, code), ("forms", one.forms, code))
    lines = [f"- {_say(lang, key)}: {_listed(names, lang, form=form)}" for key, names, form in rows if names]
    told += lines[:1] if one.sections else []
    told += [f"- {shown(field)}: {_pair(before, after)}" for field, before, after in one.front[:_SECTIONS]]
    if one.lacks is not None:
        missing = _listed(one.lacks, lang, form=shown) if one.lacks else _say(lang, "complete")
        told.append(f"- {_say(lang, 'lacks')}: {missing}")
    told += lines[1:] if one.sections else lines
    if one.users:
        told.append(f"- {_say(lang, 'users')}: {shown(one.users)}")
    if one.recall:
        told.append(f"- {_say(lang, 'recall')}: {_listed(one.recall, lang, form=shown)}")
    if one.stale:
        told.append(f"- {_say(lang, 'stale')}: {_listed(one.stale, lang)}")
    return "\n".join(told) + "\n"


def _why(one: Touched, lang: str) -> str:
    if not one.why:
        return ""
    return ": " + _listed(one.why, lang, form=shown)


def _pair(before: str, after: str) -> str:
    sides = (f"<del>{shown(before[:300])}</del>" if before else "", f"<ins>{shown(after[:300])}</ins>" if after else "")
    return " → ".join(side for side in sides if side)


def _listed(names: Sequence[str], lang: str, *, form: object = code, most: int = _NAMES) -> str:
    write = form if callable(form) else code
    told = [write(one[:300]) for one in names[:most]]
    if len(names) > most:
        told.append(_say(lang, "more", count=len(names) - most))
    return "; ".join(told)


def _redline(one: Touched, lang: str, limit: int) -> str:
    """The redline as a block that opens, cut between paragraphs."""
    head = f"<details><summary>{_say(lang, 'redline')}</summary>\n\n"
    whole = _say(lang, "whole", command=code(one.command))
    used, kept = len(head) + len(whole) + 120, list[str]()
    for piece in one.redline:
        used += len(piece)
        if used > limit:
            break
        kept.append(piece)
    cut = len(one.redline) - len(kept)
    last = _say(lang, "cut redline", count=cut, whole=whole) if cut else whole
    return f"{head}{''.join(kept)}\n{last}\n\n</details>\n"
