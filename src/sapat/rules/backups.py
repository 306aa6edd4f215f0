"""SAP760: the newest backup that was restored on trial is not older than the institution allows (R90)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sapat.model.days import day
from sapat.model.findings import Hit, Where
from sapat.model.settings import Settings
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.repository import SETTINGS, itself
from sapat.rules.rule import WARNING, Rule

_KEY: Final = ("backup", "days")


def _days(settings: Settings) -> int:
    """How old the newest backup may be; 0: nothing is said of it."""
    told: Any = settings.sections.get("backup", {})
    return int(told.get("days", 0))


def _old(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    made = [when for one in at.entries("backups").values() if (when := day(one.get("date"))) and when <= at.today]
    allowed = _days(at.settings)
    if not made:
        yield Hit(Where(SETTINGS, _KEY), "none", {"allowed": allowed})
    elif (age := (at.today - max(made)).days) > allowed:
        yield Hit(Where(SETTINGS, _KEY), "", {"last": max(made), "age": age, "allowed": allowed})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP760",
        afresh=True,
        severity=WARNING,
        title=Words("Камдык көчүрмө эскирген эмес", "Резервная копия не устарела", "The backup is recent"),
        says={
            "": Words(
                "акыркы камдык көчүрмө {last} жасалган, {age} күн мурун (уруксаты — {allowed} күн)",
                "последняя резервная копия от {last}, ей {age} дн. (допускается {allowed})",
                "the last backup is of {last}, {age} days old ({allowed} are allowed)",
            ),
            "none": Words(
                "бир да камдык көчүрмө катталган эмес (ар бир {allowed} күндө керек)",
                "не внесено ни одной резервной копии (нужна каждые {allowed} дн.)",
                "no backup is entered (one is asked for every {allowed} days)",
            ),
        },
        do={"": Words("sapat backup DIR --commit", "sapat backup DIR --commit", "sapat backup DIR --commit")},
        source="ISO 9001:2015 7.5.3.2 b; R90",
        over=itself,
        check=_old,
        applies=lambda settings: _days(settings) > 0,
    ),
)
