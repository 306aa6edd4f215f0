"""SAP236-SAP237: the clock of a seal against the commits that brought its text and itself (`check --base`, a push)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.sightings import early, late
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.objects import sealed
from sapat.rules.rule import ERROR, Rule

_CLAUSE = "ISO 9001:2015 7.5.3.2; R44"


def _seen(at: Snapshot) -> Iterator[Dossier]:
    return (one for one in sealed(at) if one.path in at.sightings)


def _early(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    """Nobody approves a text that is not written yet; a squash is asked of every branch first (read/sightings)."""
    seen = at.sightings[one.path]
    if early(one, seen) and one.seal and seen.text:
        told = {"on": one.seal.sealed, "text": seen.text.isoformat(), "commit": seen.commit[:12]}
        yield Hit(Where(one.path, ("seal", "sealed")), "", told)


def _late(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    seen = at.sightings[one.path]
    if late(one, seen) and one.seal and seen.sealed:
        told = {"on": one.seal.sealed, "commit": seen.sealed.isoformat()}
        yield Hit(Where(one.path, ("seal", "sealed")), "", told)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP236",
        severity=ERROR,
        title=Words(
            "Каттоо текстинен эски эмес", "Регистрация не старше текста", "A registration is not older than its text"
        ),
        says={
            "": Words(
                "каттоо {on} деп жазылган, бирок анын текстин биринчи жолу {commit} коммити ({text}) алып келген",
                "регистрация помечена {on}, но её текст впервые появился в коммите {commit} ({text})",
                "the registration says {on}, but the first commit that holds its text is {commit} of {text}",
            )
        },
        do={
            "": Words(
                "бул каттоону алып салып, сааты туура машинада кайра каттаңыз: sapat approve; эски кагаз үчүн: sapat revise {code} --adoption",
                "уберите эту регистрацию и зарегистрируйте заново с верными часами: sapat approve; для текста с бумаги: sapat revise {code} --adoption",
                "take this registration out and register again with a right clock: sapat approve; for a text from paper: sapat revise {code} --adoption",
            )
        },
        source=_CLAUSE,
        over=_seen,
        check=_early,
        with_base=True,
    ),
    Rule(
        id="SAP237",
        severity=ERROR,
        title=Words(
            "Каттоо коммитинен кийин эмес",
            "Регистрация не позже своего коммита",
            "A registration is not later than its commit",
        ),
        says={
            "": Words(
                "каттоо {on} деп жазылган, бирок аны алып келген коммит {commit} убактысында жасалган",
                "регистрация помечена {on}, но её коммит сделан {commit}",
                "the registration says {on}, but its commit was made {commit}",
            )
        },
        do={
            "": Words(
                "машинанын саатын оңдоп, кайра каттаңыз: sapat approve",
                "исправьте часы машины и зарегистрируйте заново: sapat approve",
                "set the clock of the machine right and register again: sapat approve",
            )
        },
        source=_CLAUSE,
        over=_seen,
        check=_late,
        with_base=True,
    ),
)
