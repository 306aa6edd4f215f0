"""SAP712-SAP714: whether an addendum beside a record was lawful: on which act, by whom, which way (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.days import day
from sapat.model.findings import Hit
from sapat.model.lacks import LACKS
from sapat.model.rank import asks_act, decided_on, rank_faults
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.added import Beside, before, of_records
from sapat.rules.rule import ERROR, Rule

_CLAUSE = "ISO 9001:2015 7.5.3.2 c"
_OFFICE = ("administrative", "recode")


def _asking(at: Snapshot) -> Iterator[Beside]:
    return (pair for pair in of_records(at) if asks_act(pair[0].one.kind, pair[0].one.set))


def _unranked(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """What is in force, and from when till when, is said by whoever approved it, or by nobody."""
    seen, record = pair
    for key, says, told in rank_faults(at, record, seen.one):
        yield Hit(seen.where(key), says, {"kind": seen.one.kind, **told})


def _offices(at: Snapshot) -> Iterator[Beside]:
    return (pair for pair in of_records(at) if pair[0].one.kind in _OFFICE)


def _by_office(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """Owners, periods, access and codes are kept by the quality office: the role that registers."""
    seen, _ = pair
    by = seen.one.value.get("by")
    role = str(by.get("role", "")) if isinstance(by, dict) else ""
    if not _became(at, role):
        yield Hit(seen.where("by", "role"), "", {"role": role or "—", "registrar": at.settings.registrar})


def _became(at: Snapshot, role: str) -> bool:
    """Whether a role is the registrar's, or one that ended and whose successor is: posts are renamed, facts stay."""
    met: set[str] = set()
    while role and role not in met:
        if role == at.settings.registrar:
            return True
        met.add(role)
        entry = at.entries("roles").get(role)
        role = str(entry.on(at.today).get("successor", "")) if entry else ""
    return False


def _moving(at: Snapshot) -> Iterator[Beside]:
    return (pair for pair in of_records(at) if pair[0].one.kind in ("postponement", "extension"))


def _moved(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """A day is only ever put off: earlier than approved, a text has neither been in force nor ended."""
    seen, record = pair
    key = "effective" if seen.one.kind == "postponement" else "expires"
    former, told = before(seen, key), day(seen.one.set.get(key))
    where = seen.where("set", key)
    if former is None:
        yield Hit(seen.where("kind"), "none", {"key": key, "version": record.version})
        return
    if told is not None and told <= former:
        yield Hit(where, "earlier", {"key": key, "told": told, "former": former})
    decided = decided_on(at, seen.one)
    if key == "expires" and decided is not None and decided > former:
        yield Hit(where, "over", {"former": former, "on": decided})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP712",
        severity=ERROR,
        title=Words(
            "Толуктоо бекиткендин актысына таянат",
            "Дополнение опирается на акт того, кто утверждает",
            "An addendum rests on an act of the approval's rank",
        ),
        says={
            "missing": Words(
                "{kind}: бекиткен органдын актысы аталган эмес ({acts})",
                "{kind}: не назван акт того, кто утверждает ({acts})",
                "{kind}: no act of the approval's rank is named ({acts})",
            ),
            "unknown": LACKS["act"]["unknown"],
            "later": Words(
                "«{id}» актысы {on} чыккан, ал эми толуктоо {then} жазылган",
                "акт «{id}» принят {on}, а дополнение записано {then}",
                "{id!r} is of {on}, but the addendum was written on {then}",
            ),
            "before": Words(
                "{then} күнүнөн башталат, бирок «{id}» актысы {on} чыккан",
                "начинается {then}, а акт «{id}» принят {on}",
                "it begins on {then}, but {id!r} is of {on}",
            ),
            **{key: LACKS["authority"][key] for key in ("kind", "returned", "body", "signer", "item")},
        },
        do={
            "": Words(
                "бул документти атаган актыны каттап (sapat add acts), аны көрсөтүңүз: sapat amend … --decision … же --order …",
                "внесите акт, который называет этот документ (sapat add acts), и укажите его: sapat amend … --decision … или --order …",
                "enter the act that names this document (sapat add acts) and give it: sapat amend … --decision … or --order …",
            )
        },
        source=f"{_CLAUSE}; R40",
        over=_asking,
        check=_unranked,
        proves=True,
    ),
    Rule(
        id="SAP713",
        severity=ERROR,
        title=Words(
            "Административдик толуктоону сапат бөлүмү жазат",
            "Административное дополнение пишет служба качества",
            "The quality office writes administrative addenda",
        ),
        says={
            "": Words(
                "by.role: {role}; муну {registrar} гана жазат",
                "by.role: {role}; это пишет только {registrar}",
                "by.role is {role}; only {registrar} writes this",
            )
        },
        do={
            "": Words(
                "сапат бөлүмүнө кайрылыңыз: sapat amend … --by {registrar}",
                "обратитесь в службу качества: sapat amend … --by {registrar}",
                "ask the quality office: sapat amend … --by {registrar}",
            )
        },
        source="ISO 9001:2015 5.3, 7.5.3.2 c",
        over=_offices,
        check=_by_office,
    ),
    Rule(
        id="SAP714",
        severity=ERROR,
        title=Words("Күн кийинкиге гана жылат", "День переносится только вперёд", "A day is only put off"),
        says={
            "none": Words(
                "{version} версиясында {key} жок: жылдыра турган эч нерсе жок",
                "у версии {version} нет {key}: переносить нечего",
                "version {version} has no {key}: there is nothing to put off",
            ),
            "earlier": Words(
                "set.{key}: {told} мурунку күндөн ({former}) кийин эмес",
                "set.{key}: {told} не позже прежнего дня ({former})",
                "set.{key}: {told} is not later than the former day ({former})",
            ),
            "over": Words(
                "мөөнөт {former} бүткөн, узартуу {on} чечилген",
                "срок кончился {former}, а продление решено {on}",
                "it had expired on {former} when the extension was decided on {on}",
            ),
        },
        do={
            "": Words(
                "кийинки күндү көрсөтүңүз; эртерээк керек болсо, жаңы версия: sapat revise",
                "укажите более поздний день; если нужно раньше — новая версия: sapat revise",
                "give a later day; for an earlier one approve a new version: sapat revise",
            ),
            "none": Words(
                "мөөнөттү жаңы версия белгилейт: sapat revise",
                "срок задаёт новая версия: sapat revise",
                "a new version sets it: sapat revise",
            ),
            "over": Words(
                "жаңы басылышын бекитиңиз: sapat revise {code} --edition",
                "утвердите новое издание: sapat revise {code} --edition",
                "approve a new edition: sapat revise {code} --edition",
            ),
        },
        source=_CLAUSE,
        over=_moving,
        check=_moved,
    ),
)
