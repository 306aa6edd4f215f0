"""SAP5, third part: headings, since links lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.findings import Hit, Where
from sapat.model.links import texts
from sapat.model.snapshot import Snapshot
from sapat.model.status import ended
from sapat.model.words import Words
from sapat.rules.rule import ERROR, WARNING, Rule


def _levels(at: Snapshot, path: str) -> Iterable[Hit]:
    former = 0
    for line, level, told in at.facts[path].scan.headings:
        if former and level > former + 1:
            args = {"heading": told, "level": "#" * level, "wanted": "#" * (former + 1)}
            yield Hit(Where(path, line=line, column=1), "", args)
        former = level


def _headed(at: Snapshot) -> Iterator[str]:
    over = at.once(ended)
    return (path for path, slug in texts(at) if slug not in over and at.facts[path].scan.headings)


def _doubled(at: Snapshot, path: str) -> Iterable[Hit]:
    for line, name in at.facts[path].scan.doubled:
        yield Hit(Where(path, line=line, column=1), "", {"anchor": name})


RULES = (
    Rule(
        id="SAP512",
        severity=WARNING,
        title=Words("Баштардын деңгээли катары менен", "Уровни заголовков по порядку", "Heading levels in order"),
        says={
            "": Words(
                "«{heading}» ({level}): деңгээл аттап кеткен, {wanted} күтүлөт",
                "«{heading}» ({level}): пропущен уровень, ожидается {wanted}",
                "{heading!r} ({level}) skips a level: {wanted} is expected",
            )
        },
        do={"": Words("баштын деңгээлин оңдоңуз", "исправьте уровень заголовка", "mend the level of the heading")},
        source="ISO 9001:2015 7.5.2 b",
        over=_headed,
        check=_levels,
    ),
    Rule(
        id="SAP513",
        severity=ERROR,
        title=Words("Бөлүмдүн туруктуу аты бирөө", "Постоянное имя раздела одно", "A lasting anchor stands once"),
        says={
            "": Words(
                "{{#{anchor}}} бул файлда экинчи жолу турат",
                "{{#{anchor}}} стоит в файле второй раз",
                "{{#{anchor}}} stands in this file a second time",
            )
        },
        do={"": Words("бөлүмгө башка ат бериңиз", "дайте разделу другое имя", "give the section another name")},
        source="ISO 9001:2015 7.5.3.1 a",
        over=_headed,
        check=_doubled,
    ),
)
