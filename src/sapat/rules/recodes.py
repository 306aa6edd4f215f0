"""SAP717: a new code of a document (`recode`): by the grammar, never another's, never one that only looks different."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sapat.model.codes import Code, slug_of
from sapat.model.findings import Hit
from sapat.model.settings import number_fits
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.added import Beside, of_records
from sapat.rules.rule import ERROR, Rule

Claims = Mapping[str, frozenset[str]]  # a code or its shape -> the documents it belongs to; an external one by its id


def _pairs(at: Snapshot) -> Iterator[tuple[str, str]]:
    """(code, whose it is): every code that anything has or had, also those of external documents."""
    for slug, versions in at.dossiers.items():
        for one in versions:
            if one.code and slug_of(one.code) == slug:
                yield one.code, slug
            for added in one.addenda:
                if added.kind == "recode":
                    yield str(added.set.get("code", "")), slug
    for doc in at.documents:
        yield doc.code, doc.slug
        legacy = doc.front.get("legacy_codes")
        for code in legacy if isinstance(legacy, list) else ():
            yield str(code), doc.slug
    for entry in at.entries("external").values():
        yield entry.text("code"), entry.id


def _claims(at: Snapshot) -> Claims:
    return _gathered((code, slug) for code, slug in _pairs(at) if code)


def _shapes(at: Snapshot) -> Claims:
    """By slug: within the grammar, codes that people take for one another are those that make one (ү and у, ө and о)."""
    return _gathered((slug_of(code), slug) for code, slug in _pairs(at) if code)


def _gathered(pairs: Iterable[tuple[str, str]]) -> Claims:
    found: dict[str, set[str]] = {}
    for name, slug in pairs:
        found.setdefault(name, set()).add(slug)
    return {name: frozenset(slugs) for name, slugs in found.items()}


def _recodes(at: Snapshot) -> Iterator[Beside]:
    for seen, record in of_records(at):
        if seen.one.kind == "recode" and isinstance(seen.one.set.get("code"), str):
            yield seen, record


def _unfit(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """Papers out there bear every code a document ever had, so no two documents may share one."""
    seen, record = pair
    code = str(seen.one.set["code"])
    where = seen.where("set", "code")
    parts, former = at.settings.grammar.parse(code), at.settings.grammar.parse(record.code)
    if parts is None:
        meant = at.settings.grammar.intended(code)
        says = "alike-letters" if meant else "form"
        yield Hit(where, says, {"code": code, "meant": meant.text if meant else "", "former": record.code})
        return
    if former is not None and (parts.kind, bool(parts.form)) != (former.kind, bool(former.form)):
        yield Hit(where, "type", {"code": code, "kind": parts.kind, "former": record.code})
    elif not _numbered(at, parts):
        yield Hit(where, "number", {"code": code, "kind": parts.kind})
    if others := at.once(_claims).get(code, frozenset()) - {record.slug}:
        yield Hit(where, "used", {"code": code, "other": min(others)})
    elif alike := at.once(_shapes).get(slug_of(code), frozenset()) - {record.slug}:
        yield Hit(where, "alike", {"code": code, "other": min(alike)})


def _numbered(at: Snapshot, code: Code) -> bool:
    type_ = at.settings.types[code.kind]
    unit = {"required": bool(code.unit), "none": not code.unit}.get(type_.unit, True)
    return number_fits(type_, code.number) and unit


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP717",
        severity=ERROR,
        title=Words(
            "Жаңы код эч кимдики эмес", "Новый код ничей и ни на какой не похож", "A new code is nobody else's"
        ),
        says={
            "form": Words(
                "«{code}» документтин коду эмес; азыркысы: {former}",
                "«{code}» не код документа; нынешний: {former}",
                "{code!r} is not a document code; the present one is {former}",
            ),
            "alike-letters": Words(
                "«{code}» кодунда окшош, бирок башка белги турат; болушу керек: {meant}",
                "в коде «{code}» стоит похожий, но чужой знак; нужно {meant}",
                "the code {code!r} has a character that only looks right; it should be {meant}",
            ),
            "type": Words(
                "«{code}»: түрү {kind}; документтин түрү код менен өзгөрбөйт ({former})",
                "«{code}»: вид {kind}; вид документа не меняется вместе с кодом ({former})",
                "{code!r} is of the type {kind}; a new code does not change the type ({former})",
            ),
            "number": Words(
                "«{code}»: {kind} түрүндө мындай номер же бөлүм белгиси болбойт",
                "«{code}»: у вида {kind} не бывает такого номера или подразделения",
                "{code!r}: the type {kind} has no such number or unit",
            ),
            "used": Words(
                "«{code}» коду башкага таандык же таандык болгон: {other}",
                "код «{code}» принадлежит или принадлежал другому: {other}",
                "the code {code!r} belongs or belonged to another: {other}",
            ),
            "alike": Words(
                "«{code}» башка документтин кодуна өтө окшош: {other}",
                "«{code}» неотличим на вид от кода другого документа: {other}",
                "{code!r} cannot be told by eye from a code of another: {other}",
            ),
        },
        do={
            "": Words(
                "бош код тандап, толуктоону кайра жазыңыз: sapat amend --kind recode --set code=…",
                "выберите свободный код и запишите дополнение заново: sapat amend --kind recode --set code=…",
                "choose a free code and write the addendum again: sapat amend --kind recode --set code=…",
            )
        },
        source="ISO 9001:2015 7.5.2 a; R9",
        over=_recodes,
        check=_unfit,
    ),
)
