"""SAP4: reviews, light checks, promised changes and ends of plans, judged on the day of the run (DOMAIN 4e).

Days are warned about at 60, 30 and 7 days; overdue from day 1, an error from day 31. Reading is never blocked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from sapat.model.findings import Hit, Where
from sapat.model.reviews import Cycle, cycle
from sapat.model.snapshot import Snapshot
from sapat.model.status import Standing, Status, standing
from sapat.model.words import Words
from sapat.rules.rule import ERROR, INFO, WARNING, Rule

Case = tuple[Standing, Cycle]
WARNED: Final = 60
LIGHT_WARNED: Final = 7
GRACE: Final = 30  # days overdue that are only a warning
_CLAUSE = "ISO 9001:2015 7.5.2 c"
_REVIEW = Words(
    "кайра карап чыгып, жыйынтыгын жазыңыз: sapat review {code}",
    "проведите пересмотр и запишите итог: sapat review {code}",
    "review it and write the outcome down: sapat review {code}",
)
_ACT = Words(
    "өзгөртүүнү баштаңыз же аягына чыгарыңыз: sapat revise {code}",
    "начните или завершите изменение: sapat revise {code}",
    "begin the change or bring it to its end: sapat revise {code}",
)
_RENEW = Words(
    "жаңысын бекитиңиз (sapat revise {code} --edition) же күчүн токтотуңуз (sapat withdraw {code})",
    "утвердите новый (sapat revise {code} --edition) или отмените (sapat withdraw {code})",
    "approve the next one (sapat revise {code} --edition), or withdraw it (sapat withdraw {code})",
)


def cases(at: Snapshot) -> tuple[Case, ...]:
    """Where every document stands today, with its cycle."""
    found = (standing(at, slug) for slug in at.slugs)
    return tuple((one, cycle(at, one)) for one in found if one is not None)


def _having(due: Callable[[Cycle], date | None]) -> Callable[[Snapshot], Iterator[Case]]:
    """The documents that have a cycle of this kind."""
    return lambda at: (case for case in at.once(cases) if due(case[1]) is not None)


def _between(
    due: Callable[[Cycle], date | None], least: int, most: int, says: str = ""
) -> Callable[[Snapshot, Case], Iterable[Hit]]:
    """A hit where *due* lies from *least* to *most* days back; negative days lie ahead."""

    def check(at: Snapshot, case: Case) -> Iterable[Hit]:
        found, one = case
        when = due(one)
        if when is None:
            return
        past = (at.today - when).days
        if least <= past <= most:
            yield _hit(at, found, when, says)

    return check


def _hit(at: Snapshot, found: Standing, due: date, says: str = "") -> Hit:
    """At the working file, where the editor looks; at the record when the file is gone."""
    doc = at.by_slug.get(found.slug)
    record = found.last
    code = doc.code if doc and doc.code else record.code if record else found.slug
    where = Where(doc.path, ("version",)) if doc else Where(record.path if record else "", line=1, column=1)
    return Hit(where, says, {"code": code, "due": due, "days": abs((at.today - due).days)}, code)


def _review_due(one: Cycle) -> date | None:
    return one.due


def _light_due(one: Cycle) -> date | None:
    """The light check, unless the full review comes first and takes its place."""
    return one.light_due if one.light_due and (one.due is None or one.light_due < one.due) else None


def _act_by(one: Cycle) -> date | None:
    return one.act_by


def _light(at: Snapshot, case: Case) -> Iterable[Hit]:
    yield from _between(_light_due, -LIGHT_WARNED, 0, "due")(at, case)
    yield from _between(_light_due, 1, date.max.toordinal(), "overdue")(at, case)


def _plans(at: Snapshot) -> Iterator[Case]:
    """Documents with an end that have begun and that nothing else has ended."""
    ended = (Status.WITHDRAWN, Status.SUPERSEDED)
    for found, one in at.once(cases):
        if found.last is not None and found.last.expires and found.status not in ended:
            yield found, one


def _ended(at: Snapshot, case: Case) -> Iterable[Hit]:
    """A plan whose time is over has a successor, or is withdrawn."""
    found, _ = case
    if found.last and found.last.expires and found.last.expires < at.today and not found.coming:
        yield _hit(at, found, found.last.expires)


def _ending(at: Snapshot, case: Case) -> Iterable[Hit]:
    found, _ = case
    if found.last is None or found.last.expires is None or found.coming:
        return
    if 0 <= (found.last.expires - at.today).days <= WARNED:
        yield _hit(at, found, found.last.expires)


_FOREVER: Final = date.max.toordinal()
RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP401",
        severity=INFO,
        title=Words("Кайра кароо жакындады", "Близится пересмотр", "A review is near"),
        says={
            "": Words(
                "{code}: кайра кароо {due} күнүнө чейин ({days} күн калды)",
                "{code}: пересмотр до {due} (осталось {days} дн.)",
                "{code}: to be reviewed by {due} ({days} days left)",
            )
        },
        do={"": _REVIEW},
        source=f"{_CLAUSE}; R47",
        over=_having(_review_due),
        check=_between(_review_due, -WARNED, 0),
    ),
    Rule(
        id="SAP402",
        severity=WARNING,
        title=Words("Кайра кароо кечикти", "Пересмотр просрочен", "A review is overdue"),
        says={
            "": Words(
                "{code}: кайра кароо {due} күнүнө чейин өтүшү керек эле ({days} күн кечикти)",
                "{code}: пересмотр следовало провести до {due} (просрочено на {days} дн.)",
                "{code}: was to be reviewed by {due} ({days} days ago)",
            )
        },
        do={"": _REVIEW},
        source=f"{_CLAUSE}; R4, R47",
        over=_having(_review_due),
        check=_between(_review_due, 1, GRACE),
    ),
    Rule(
        id="SAP403",
        severity=ERROR,
        title=Words(
            "Кайра кароо бир айдан ашык кечикти",
            "Пересмотр просрочен больше месяца",
            "A review is overdue by more than a month",
        ),
        says={
            "": Words(
                "{code}: кайра кароо {due} күнүнө чейин өтүшү керек эле ({days} күн кечикти)",
                "{code}: пересмотр следовало провести до {due} (просрочено на {days} дн.)",
                "{code}: was to be reviewed by {due} ({days} days ago)",
            )
        },
        do={"": _REVIEW},
        source=f"{_CLAUSE}; R4, R47",
        over=_having(_review_due),
        check=_between(_review_due, GRACE + 1, _FOREVER),
    ),
    Rule(
        id="SAP404",
        severity=WARNING,
        title=Words("Жеңил текшерүү мезгили", "Срок лёгкой проверки", "A light check is due"),
        says={
            "due": Words(
                "{code}: актуалдуулукту жеңил текшерүү {due} күнүнө чейин ({days} күн калды)",
                "{code}: лёгкая проверка актуальности до {due} (осталось {days} дн.)",
                "{code}: a light check is due by {due} ({days} days left)",
            ),
            "overdue": Words(
                "{code}: жеңил текшерүү {due} күнүнө чейин өтүшү керек эле ({days} күн кечикти)",
                "{code}: лёгкую проверку следовало провести до {due} (просрочено на {days} дн.)",
                "{code}: a light check was due by {due} ({days} days ago)",
            ),
        },
        do={
            "": Words(
                "текшерип, жазып коюңуз: sapat review {code} --scope light",
                "проверьте и запишите: sapat review {code} --scope light",
                "look at it and write it down: sapat review {code} --scope light",
            )
        },
        source=f"{_CLAUSE}; R47",
        over=_having(_light_due),
        check=_light,
    ),
    Rule(
        id="SAP405",
        severity=WARNING,
        title=Words("Чечилген өзгөртүү кечикти", "Решённое изменение просрочено", "A change decided on is overdue"),
        says={
            "": Words(
                "{code}: кайра кароодо чечилген иш {due} күнүнө чейин аткарылышы керек эле ({days} күн кечикти)",
                "{code}: решённое при пересмотре следовало сделать до {due} (просрочено на {days} дн.)",
                "{code}: what the review asked for was due by {due} ({days} days ago)",
            )
        },
        do={"": _ACT},
        source="ISO 9001:2015 10.2.1; R47",
        over=_having(_act_by),
        check=_between(_act_by, 1, GRACE),
    ),
    Rule(
        id="SAP406",
        severity=ERROR,
        title=Words(
            "Чечилген өзгөртүү бир айдан ашык кечикти",
            "Решённое изменение просрочено больше месяца",
            "A change decided on is overdue by more than a month",
        ),
        says={
            "": Words(
                "{code}: кайра кароодо чечилген иш {due} күнүнө чейин аткарылышы керек эле ({days} күн кечикти)",
                "{code}: решённое при пересмотре следовало сделать до {due} (просрочено на {days} дн.)",
                "{code}: what the review asked for was due by {due} ({days} days ago)",
            )
        },
        do={"": _ACT},
        source="ISO 9001:2015 10.2.1; R47",
        over=_having(_act_by),
        check=_between(_act_by, GRACE + 1, _FOREVER),
    ),
    Rule(
        id="SAP407",
        severity=ERROR,
        title=Words("Мөөнөтү бүткөндүн мураскери бар", "У истёкшего есть преемник", "What has expired has a successor"),
        says={
            "": Words(
                "{code}: мөөнөтү {due} күнү бүттү ({days} күн мурун), мураскери жок",
                "{code}: срок истёк {due} ({days} дн. назад), преемника нет",
                "{code}: expired on {due} ({days} days ago), and nothing follows it",
            )
        },
        do={"": _RENEW},
        source="ISO 9001:2015 6.2.1; R86",
        over=_plans,
        check=_ended,
    ),
    Rule(
        id="SAP408",
        severity=INFO,
        title=Words("Мөөнөтү бүтүп жатат", "Срок подходит к концу", "An end is near"),
        says={
            "": Words(
                "{code}: мөөнөтү {due} күнү бүтөт ({days} күн калды), мураскери жок",
                "{code}: срок истекает {due} (осталось {days} дн.), преемника нет",
                "{code}: expires on {due} ({days} days left), and nothing follows it",
            )
        },
        do={"": _RENEW},
        source="ISO 9001:2015 6.2.1; R86",
        over=_plans,
        check=_ending,
    ),
)
