"""SAP240-SAP242: what goes on and what is over: kept editions, documents that another has ended (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sapat.model.approval import former_of
from sapat.model.days import day
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.signing import ended_by
from sapat.model.snapshot import Snapshot
from sapat.model.status import newest_sealed
from sapat.model.words import Words
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 7.5.3.2 c"


def _following(at: Snapshot) -> Iterator[tuple[Dossier, Dossier]]:
    """Records whose former one lets an edition go on for some."""
    for versions in at.dossiers.values():
        if any(one.get("keeps") for one in versions):
            for one in versions:
                former = former_of(versions, one)
                if former is not None and one.record is not None and former.get("keeps") and not one.is_withdrawal:
                    yield one, former


def _kept(record: Dossier) -> Iterator[Mapping[str, Any]]:
    told = record.get("keeps")
    return (one for one in told if isinstance(one, dict)) if isinstance(told, list) else iter(())


def _unkept(at: Snapshot, pair: tuple[Dossier, Dossier]) -> Iterable[Hit]:
    """The newest record says which editions go on: what it does not repeat is over from its effective day."""
    one, former = pair
    named = {kept.get("version") for kept in _kept(one)}
    since = one.effective or at.today
    for kept in _kept(former):
        until = day(kept.get("until"))
        if until is not None and until >= since and kept.get("version") not in named:
            told = {"version": kept.get("version"), "until": until, "former": former.version}
            yield Hit(Where(one.path, ("keeps",)), "", told)


def _of_ended(at: Snapshot) -> Iterator[Dossier]:
    """Records of documents that another's record has ended or will end; their own withdrawal is no further text."""
    return (one for slug in at.ends for one in at.versions(slug) if one.record is not None and not one.is_withdrawal)


def _after_the_end(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    """A document that a merger or a split has ended gets no further version; its successor does."""
    for ender in _enders(at, one):
        if _sealed_after(one, ender) and one.effective and ender.effective and ender.effective <= one.effective:
            hit, last = _hit(one, ender), newest_sealed(at.versions(one.slug))
            yield replace(hit, args={**hit.args, "standing": last.version if last else "…"})
            return


def _sealed_after(one: Dossier, ender: Dossier) -> bool:
    """Whether a version was registered although the end was: one registered before could not know."""
    mine, its = (told.seal.sealed if told.seal else None for told in (one, ender))
    return mine is not None and its is not None and mine > its


def _idle(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    """A draft of an ended document can come to nothing."""
    if one.is_sealed:
        return
    for ender in _enders(at, one):
        if ender.effective is not None and ender.effective <= at.today:
            hit, last = _hit(one, ender), newest_sealed(at.versions(one.slug))
            yield replace(hit, args={**hit.args, "standing": last.version if last else "…"})
            return


def _enders(at: Snapshot, one: Dossier) -> Iterator[Dossier]:
    return (ender for ender in ended_by(at, one.slug) if ender.slug != one.slug)


def _hit(one: Dossier, ender: Dossier) -> Hit:
    told = {"version": one.version, "code": one.code, "other": ender.code, "on": ender.effective}
    return Hit(Where(one.path, line=1, column=1), "", told)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP240",
        severity=WARNING,
        title=Words(
            "Улантылган мурунку версия унутулган жок",
            "Оставленная прежняя версия не забыта",
            "A kept edition is not forgotten",
        ),
        says={
            "": Words(
                "{former} жазуусу {version} версиясын {until} чейин калтырган, бул жазуу аны айтпайт (keeps)",
                "запись {former} оставила версию {version} до {until}, а эта о ней молчит (keeps)",
                "record {former} lets version {version} go on until {until}; this one does not say so (keeps)",
            )
        },
        do={
            "": Words(
                "улантылса, keeps ичине жазыңыз; токтотулса, summary ичинде айтыңыз",
                "если она продолжает действовать, напишите в keeps; если нет — скажите об этом в summary",
                "if it goes on, write it in keeps; if not, say so in the summary",
            )
        },
        source=_CLAUSE,
        over=_following,
        check=_unkept,
    ),
    Rule(
        id="SAP241",
        severity=ERROR,
        title=Words(
            "Бүткөн документ кайра каралбайт",
            "Прекращённый документ не пересматривают",
            "What has been ended is not revised",
        ),
        says={
            "": Words(
                "{code} документинин күчүн {other} {on} күнү токтоткон: {version} версиясы боло албайт",
                "{code} прекратил действие {on} ({other}): версии {version} быть не может",
                "{other} ended {code} on {on}: there can be no version {version}",
            )
        },
        do={
            "": Words(
                "өзгөртүүнү {other} документине киргизиңиз: sapat revise {other}",
                "внесите изменение в {other}: sapat revise {other}",
                "bring the change into {other}: sapat revise {other}",
            )
        },
        source=_CLAUSE,
        over=_of_ended,
        check=_after_the_end,
    ),
    Rule(
        id="SAP242",
        severity=WARNING,
        title=Words(
            "Бүткөн документтин долбоору жок",
            "Нет проекта у прекращённого документа",
            "No draft of what has been ended",
        ),
        says={
            "": Words(
                "{code} документинин күчүн {other} {on} күнү токтоткон: ачык {version} версиясы эч качан катталбайт",
                "{code} прекратил действие {on} ({other}): открытая версия {version} уже не будет зарегистрирована",
                "{other} ended {code} on {on}: the open version {version} can never be registered",
            )
        },
        do={
            "": Words(
                "аны алып салыңыз: sapat revise {code} --drop --restore {standing}",
                "уберите её: sapat revise {code} --drop --restore {standing}",
                "drop it: sapat revise {code} --drop --restore {standing}",
            )
        },
        source=_CLAUSE,
        over=_of_ended,
        check=_idle,
    ),
)
