"""SAP304-SAP310, SAP316-SAP318: what the route asks of a version: checks, agreements, acts, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sapat.model.approval import (
    acts_missing,
    acts_wrong,
    answers_missing,
    ratify_missing,
    text_judged,
)
from sapat.model.findings import Hit, Where
from sapat.model.lacks import LACKS, Lack
from sapat.model.records import Dossier
from sapat.model.routing import roles_asked, route_of
from sapat.model.settings import Route, Settings
from sapat.model.snapshot import Snapshot
from sapat.model.words import LANGUAGES, Words
from sapat.rules.objects import approvals_written, open_records, sealed, seals_written
from sapat.rules.rule import ERROR, INFO, WARNING, Rule

Case = tuple[Dossier, Route]
_CLAUSE = "ISO 9001:2015 7.5.2 c"
_NEXT = Words(
    "маршрутту өткөрүп, кийинки версияны каттаңыз: sapat revise, sapat agree, sapat approve",
    "пройдите маршрут и зарегистрируйте следующую версию: sapat revise, sapat agree, sapat approve",
    "go the whole route and register the next version: sapat revise, sapat agree, sapat approve",
)
_SIGN = Words(
    "ал дагы туура болсо, кайра кол коюлсун: sapat sign ЖОЛ; болбосо кийинки версияны каттаңыз",
    "если оно по-прежнему верно, пусть подпишут снова: sapat sign ПУТЬ; иначе зарегистрируйте следующую версию",
    "where it is still right, let it be signed again: sapat sign PATH; else register the next version",
)


def _cases(at: Snapshot) -> tuple[Case, ...]:
    """Every sealed record with the route that serves it."""
    routed = ((one, route_of(at, one.slug, one)) for one in sealed(at))
    return tuple((one, route) for one, route in routed if route is not None)


def routed(at: Snapshot) -> tuple[Case, ...]:
    return at.once(_cases)


def _approved(at: Snapshot) -> tuple[Case, ...]:
    return tuple(case for case in routed(at) if case[0].kind != "adoption")


def approved_here(at: Snapshot) -> tuple[Case, ...]:
    """What went the whole route in this repository: an adoption went it on paper."""
    return at.once(_approved)


def open_cases(at: Snapshot) -> Iterator[Case]:
    for one in open_records(at):
        route = route_of(at, one.slug, one)
        if route is not None:
            yield one, route


def _all_cases(at: Snapshot) -> Iterator[Case]:
    """What was approved here, and what is being worked on: there it can still be mended."""
    yield from approved_here(at)
    yield from open_cases(at)


def _hits(lacks: Iterable[Lack]) -> Iterator[Hit]:
    return (Hit(one.where, one.says, one.args) for one in lacks)


def _answers(meaning: str) -> Callable[[Snapshot, Case], Iterable[Hit]]:
    return lambda at, case: _hits(answers_missing(at, case[0].slug, case[0], case[1], meaning))


def _lacking(at: Snapshot, case: Case) -> Iterable[Hit]:
    """All that is still to come before an open record can be sealed, in one sentence: it is a list of work, not of faults."""
    one, route = case
    lacks = [
        *answers_missing(at, one.slug, one, route, "check"),
        *answers_missing(at, one.slug, one, route, "agree"),
        *acts_missing(at, one, route),
        *acts_wrong(at, one.slug, one, route),
        *ratify_missing(at, one, route),
    ]
    if lacks:
        told = ("; ".join(lack.words.say(lang, lack.args) for lack in lacks) for lang in LANGUAGES)
        yield Hit(Where(one.path), "", {"version": one.version, "lacks": Words(*told)})


def _uncounted(at: Snapshot, case: Case) -> Iterable[Hit]:
    """An approval dies when one byte of the text changes; an answer nobody asked for counts for nothing."""
    one, route = case
    text = text_judged(at, one.slug, one)
    for given in one.agreements:
        if given.text != text:
            yield Hit(Where(given.path, ("text",)), "other", {}, one.code)
        elif given.role not in roles_asked(at, one.slug, route, given.meaning, one):
            yield Hit(Where(given.path, ("role",)), "unasked", {"role": given.role, "route": route.name}, one.code)


def _weak(at: Snapshot, case: Case) -> Iterable[Hit]:
    """Evidence at least of the class the route asks for; where it asks for signatures an answer without one is none at all."""
    one, route = case
    listed = one.seal.agreements if one.seal else {}
    for given in one.agreements:
        told = given.value.get("evidence")
        if route.evidence == "paper" and told == "none" and given.path[len(one.folder) + 1 :] in listed:
            yield Hit(Where(given.path, ("evidence",)), "", {"told": told, "asked": route.evidence})


def _self_checked(at: Snapshot, case: Case) -> Iterable[Hit]:
    """Nobody checks his own text, by person, whatever posts he holds (Part 11 11.10 k; author is not checker)."""
    one, _ = case
    told = one.seal.value.get("made_by") if one.seal else None
    doc = at.by_slug.get(one.slug)
    makers = (
        told if isinstance(told, list) else (doc.front if doc and not one.is_sealed else one.front).get("compilers")
    )
    for given in one.agreements:
        by = given.value.get("by")
        person = by.get("person") if isinstance(by, dict) else None
        if given.meaning != "check" or not person or given.day is None:
            continue
        for role in makers if isinstance(makers, list) else ():
            if at.appointments.holds(str(role), str(person), given.day):
                yield Hit(Where(given.path, ("by",)), "", {"person": person, "role": role})


def _by_persons(settings: Settings) -> bool:
    return settings.people == "persons"


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP304",
        severity=ERROR,
        proves=True,
        title=Words("Текст текшерилген", "Текст проверен", "The text was checked"),
        says=LACKS["check"],
        do={"": _NEXT, "unsigned": _SIGN},
        source=f"{_CLAUSE}; R37",
        over=approved_here,
        check=_answers("check"),
        covers=approvals_written,
    ),
    Rule(
        id="SAP305",
        severity=ERROR,
        proves=True,
        title=Words("Текст макулдашылган", "Текст согласован", "The text was agreed"),
        says=LACKS["agree"],
        do={"": _NEXT, "unsigned": _SIGN},
        source=f"{_CLAUSE}; R40",
        over=approved_here,
        check=_answers("agree"),
        covers=approvals_written,
    ),
    Rule(
        id="SAP306",
        severity=ERROR,
        proves=True,
        title=Words("Маршруттун актылары бар", "Акты маршрута есть", "The acts of the route are there"),
        says=LACKS["act"],
        do={
            "": Words(
                "актыны киргизип (sapat add acts), жазууга толуктоо кошуңуз: sapat amend --kind correction",
                "внесите акт (sapat add acts) и дополните запись: sapat amend --kind correction",
                "enter the act (sapat add acts) and add to the record: sapat amend --kind correction",
            )
        },
        source=f"{_CLAUSE}; R38",
        over=routed,
        check=lambda at, case: _hits(acts_missing(at, *case)),
        covers=seals_written,
    ),
    Rule(
        id="SAP307",
        severity=ERROR,
        proves=True,
        title=Words("Актыны укугу бар орган чыгарган", "Акт принят тем, кто вправе", "The act is of those who may"),
        says=LACKS["authority"],
        do={
            "": Words(
                "акт туура эмес жазылса: sapat amend --kind correction; болбосо кийинки версияны укугу бар орган бекитсин",
                "если акт записан неверно: sapat amend --kind correction; иначе следующую версию утверждает тот, кто вправе",
                "if the act was written down wrong: sapat amend --kind correction; else let those who may approve the next version",
            )
        },
        source=f"{_CLAUSE}; R18",
        over=approved_here,
        check=lambda at, case: _hits(acts_wrong(at, case[0].slug, *case)),
        covers=approvals_written,
    ),
    Rule(
        id="SAP310",
        severity=WARNING,
        title=Words("Далил маршрут сураган түрдө", "Свидетельство нужного вида", "Evidence of the class asked for"),
        says={
            "": Words(
                "макулдашуунун далили «{told}», маршрут «{asked}» сурайт",
                "свидетельство согласования «{told}», маршрут требует «{asked}»",
                "the evidence of the agreement is {told!r}, the route asks for {asked!r}",
            )
        },
        do={
            "": Words(
                "кагазын таап, толуктоо кошуңуз; кийинки версияда далилди дароо жазыңыз: sapat agree",
                "найдите бумагу и дополните запись; в следующей версии указывайте сразу: sapat agree",
                "find the paper and add it; with the next version give it at once: sapat agree",
            )
        },
        source=f"{_CLAUSE}; R41",
        over=approved_here,
        check=_weak,
        covers=approvals_written,
    ),
    Rule(
        id="SAP316",
        severity=ERROR,
        title=Words("Автор өзүн текшербейт", "Автор не проверяет себя", "Nobody checks his own text"),
        says={
            "": Words(
                "текшерген адам ({person}) тексттин түзүүчүсү да: {role}",
                "проверивший ({person}) сам составитель текста: {role}",
                "the checker ({person}) is also a maker of the text: {role}",
            )
        },
        do={
            "": Words(
                "кийинки версияны башка адам текшерсин: sapat agree",
                "пусть следующую версию проверит другой человек: sapat agree",
                "let another person check the next version: sapat agree",
            )
        },
        source=f"{_CLAUSE}; R37, R71",
        over=_all_cases,
        check=_self_checked,
        covers=approvals_written,
        applies=_by_persons,
    ),
    Rule(
        id="SAP317",
        severity=INFO,
        title=Words(
            "Ачык жазуунун маршрутунда эмне калды",
            "Что осталось открытой записи по маршруту",
            "What the route still asks of an open record",
        ),
        says={
            "": Words(
                "{version} версиясын каттоого чейин дагы керек: {lacks}",
                "до регистрации версии {version} ещё нужно: {lacks}",
                "before version {version} can be registered: {lacks}",
            )
        },
        do={
            "": Words(
                "текшерүү жана макулдашуу: sapat agree; актылар: sapat add acts, sapat approve",
                "проверка и согласование: sapat agree; акты: sapat add acts, sapat approve",
                "checks and agreements: sapat agree; acts: sapat add acts, sapat approve",
            )
        },
        source=f"{_CLAUSE}; R40",
        over=open_cases,
        check=_lacking,
    ),
    Rule(
        id="SAP318",
        severity=INFO,
        title=Words(
            "Эсепке алынбай турган макулдашуулар", "Согласования, которые не в счёт", "Agreements that do not count"
        ),
        says={
            "other": Words(
                "бул жооп азыркы текстке эмес, мурунку байттарга берилген: текст андан кийин өзгөргөн",
                "этот ответ дан прежним байтам: после него текст изменился",
                "this answer was given to earlier bytes: the text has changed since",
            ),
            "unasked": Words(
                "«{route}» маршруту {role} кызматынан мындай жооп сурабайт",
                "маршрут «{route}» не спрашивает такого ответа у {role}",
                "the route {route!r} does not ask {role} for this answer",
            ),
        },
        do={
            "": Words(
                "азыркы текстке жаңы жооп алыңыз: sapat agree; мурункусу далил катары калат",
                "получите ответ на нынешний текст: sapat agree; прежний остаётся как свидетельство",
                "get an answer to the present text: sapat agree; the former one stays as evidence",
            )
        },
        source=f"{_CLAUSE}; R40",
        over=open_cases,
        check=_uncounted,
    ),
)
