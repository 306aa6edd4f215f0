"""SAP910-SAP912: waivers: of a rule and a document that exist, for a while, and never silently for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sapat.model.findings import Hit, Where
from sapat.model.settings import Waiver
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.judge import LONGEST_WAIVER, NEVER_WAIVED
from sapat.rules.rule import ERROR, Rule

Numbered = tuple[int, Waiver]
_CLAUSE = "ISO 9001:2015 8.7.1"


def _waivers(at: Snapshot) -> Iterable[Numbered]:
    return enumerate(at.settings.waivers)


def _place(number: int, key: str) -> Where:
    return Where("sapat.toml", ("waivers", number, key))


def _too_long(at: Snapshot, one: Numbered) -> Iterable[Hit]:
    number, waiver = one
    latest = at.today + LONGEST_WAIVER
    if waiver.until > latest:
        told = {"until": waiver.until, "latest": latest, "days": LONGEST_WAIVER.days, "rule": waiver.rule}
        yield Hit(_place(number, "until"), "", told, waiver.document)


def _over(at: Snapshot, one: Numbered) -> Iterable[Hit]:
    number, waiver = one
    if waiver.until < at.today:
        told = {"until": waiver.until, "rule": waiver.rule}
        yield Hit(_place(number, "until"), "", told, waiver.document)


def _of_nothing(known: frozenset[str]) -> Callable[[Snapshot, Numbered], Iterable[Hit]]:
    def check(at: Snapshot, one: Numbered) -> Iterable[Hit]:
        number, waiver = one
        if waiver.rule not in known:
            yield Hit(_place(number, "rule"), "rule", {"rule": waiver.rule})
        elif waiver.rule in NEVER_WAIVED:
            yield Hit(_place(number, "rule"), "never", {"rule": waiver.rule})
        if at.slug(waiver.document) not in at.slugs:
            yield Hit(_place(number, "document"), "document", {"document": waiver.document})

    return check


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP910",
        severity=ERROR,
        title=Words("Өткөрүп жиберүү кыска мөөнөттүү", "Отсрочка коротка", "A waiver is short"),
        says={
            "": Words(
                "{rule}: {until} чейин өткөрүү өтө узун; эң көп {days} күн ({latest})",
                "{rule}: отсрочка до {until} слишком длинна; самое большее {days} дней ({latest})",
                "{rule}: a waiver until {until} is too long; {days} days at most ({latest})",
            )
        },
        do={
            "": Words(
                "sapat.toml ичинде жакыныраак күндү жазыңыз; узунураак өткөрүү күчүндө эмес",
                "укажите в sapat.toml более близкий день; слишком длинная отсрочка не действует",
                "write a nearer day in sapat.toml; a longer waiver has no effect",
            )
        },
        source=_CLAUSE,
        over=_waivers,
        check=_too_long,
    ),
    Rule(
        id="SAP911",
        severity=ERROR,
        title=Words("Өткөрүүнүн мөөнөтү бүтө элек", "Отсрочка ещё действует", "A waiver has not ended"),
        says={
            "": Words(
                "{rule}: өткөрүү {until} күнү бүткөн",
                "{rule}: отсрочка закончилась {until}",
                "{rule}: the waiver ended on {until}",
            )
        },
        do={
            "": Words(
                "табылганы оңдоп, өткөрүүнү sapat.toml ичинен алыңыз",
                "устраните находку и уберите отсрочку из sapat.toml",
                "mend what was found, and take the waiver out of sapat.toml",
            )
        },
        source=_CLAUSE,
        over=_waivers,
        check=_over,
    ),
)


def existence(ids: Iterable[str]) -> Rule:
    """The rule that holds waivers to the rules that exist: *ids* are those of the others, since it is one of the table."""
    return Rule(
        id="SAP912",
        severity=ERROR,
        title=Words(
            "Өткөрүү белгилүү эрежеге жана документке тиешелүү",
            "Отсрочка относится к известным правилу и документу",
            "A waiver is of a rule and a document that exist",
        ),
        says={
            "rule": Words("«{rule}» деген эреже жок", "правила «{rule}» нет", "there is no rule {rule!r}"),
            "never": Words(
                "{rule} өткөрүлбөйт: өзгөртүлгөн же жоголгон факт күтүү менен оңолбойт",
                "{rule} не откладывают: изменённый или утраченный факт ожиданием не исправить",
                "{rule} is never waived: a fact changed or lost is not mended by waiting",
            ),
            "document": Words(
                "«{document}» деген документ жок", "документа «{document}» нет", "there is no document {document!r}"
            ),
        },
        do={
            "": Words(
                "sapat.toml ичиндеги [[waivers]] жазуусун оңдоңуз",
                "исправьте запись [[waivers]] в sapat.toml",
                "mend the [[waivers]] entry in sapat.toml",
            ),
            "never": Words(
                "бул [[waivers]] жазуусун sapat.toml ичинен алыңыз; фактыны оңдоо — толуктоо: sapat amend",
                "уберите эту запись [[waivers]] из sapat.toml; факт исправляют дополнением: sapat amend",
                "take this [[waivers]] entry out of sapat.toml; a fact is corrected by an addendum: sapat amend",
            ),
        },
        source=_CLAUSE,
        over=_waivers,
        check=_of_nothing(frozenset(ids)),
    )
