"""SAP743, SAP749-SAP750, SAP752: the people register beside its trust statements (reliability 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.keys import KEYS
from sapat.model.snapshot import Snapshot
from sapat.model.trust import ROOTS, TRUST, Statement, list_path, statements, unlike
from sapat.model.words import Words
from sapat.rules.rule import ERROR, INFO, Rule
from sapat.rules.trust import BACK

_CLAUSE: Final = "ISO 9001:2015 7.5.3.2"
_STATE: Final = Words(
    "өзгөртүү туура болсо: sapat trust, анан түпкү адамдардын кол тамгалары; болбосо файлды Git тарыхынан калыбына келтириңиз",
    "если изменение верно: sapat trust, затем подписи корневых лиц; иначе верните файл из Git",
    "if the change is right: sapat trust, then signatures of root persons; else bring the file back from Git",
)


def _rootless(at: Snapshot) -> list[Entry]:
    keys = list(at.entries(KEYS).values())
    return keys[:1] if not statements(at) else []


def _unrooted(at: Snapshot, entry: Entry) -> Iterable[Hit]:
    yield Hit(Where(entry.path, line=1, column=1), "", {"least": ROOTS})


def _newest(at: Snapshot) -> tuple[Statement, ...]:
    return statements(at)[-1:]


def _changed(at: Snapshot, told: Statement) -> Iterator[Hit]:
    if not told.listed:
        return  # told by SAP748
    for path, says in sorted(unlike(at).items()):
        where = Where(told.path, ("state",)) if says == "gone" else Where(path, line=1, column=1)
        yield Hit(where, says, {"path": path, "number": told.number})


def _lists(at: Snapshot) -> list[str]:
    return [path for path in at.facts if path.startswith(TRUST) and path.endswith(".sha256")]


def _list_astray(at: Snapshot, path: str) -> Iterable[Hit]:
    if path not in {list_path(one.path) for one in statements(at)}:
        yield Hit(Where(path, line=1, column=1))


def _went_back(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """An older state with valid signatures is still an older state (gittuf had this hole: CVE-2026-44544)."""
    base = at.base
    former = statements(base)[-1:] if base is not None else ()
    now = statements(at)[-1:]
    if former and (not now or now[0].number < former[0].number):
        path = now[0].path if now else former[0].path
        yield Hit(Where(path, line=1, column=1), "", {"former": former[0].number, "now": now[0].number if now else 0})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP743",
        afresh=True,
        severity=INFO,
        title=Words(
            "Адамдар реестринин түпкү адамдары бар",
            "У реестра людей есть корневые лица",
            "The people register has root persons",
        ),
        says={
            "": Words(
                "ачкычтар бар, бирок аларды эч ким ырастабайт: түпкү адамдар (кеминде {least}) аталган эмес",
                "ключи есть, но за них никто не ручается: корневые лица (не меньше {least}) не названы",
                "there are keys, but nobody vouches for them: no root persons (at least {least}) are named",
            )
        },
        do={
            "": Words(
                "кол тамгалар «ишенимдүү» деп эсептелбейт; түпкү адамдарды атаңыз: sapat trust --roots …",
                "подписи не считаются «доверенными»; назовите корневых лиц: sapat trust --roots …",
                "signatures are not told as trusted; name root persons: sapat trust --roots …",
            )
        },
        source=_CLAUSE,
        over=_rootless,
        check=_unrooted,
        proves=True,
    ),
    Rule(
        id="SAP749",
        afresh=True,
        severity=ERROR,
        title=Words(
            "Адамдар реестри ырасталган абалында",
            "Реестр людей в подтверждённом виде",
            "The people register is as vouched for",
        ),
        says={
            "added": Words(
                "{path} {number}-билдирүүдөн кийин кошулган: түпкү адамдар аны ырастай элек",
                "{path} добавлен после заявления {number}: корневые лица его ещё не подтвердили",
                "{path} came after statement {number}: root persons do not vouch for it yet",
            ),
            "changed": Words(
                "{path} {number}-билдирүү ырастаган байттар эмес",
                "{path} — не те байты, которые подтвердило заявление {number}",
                "{path} is not the bytes that statement {number} vouches for",
            ),
            "gone": Words(
                "{number}-билдирүү ырастаган {path} жок",
                "нет {path}, который подтвердило заявление {number}",
                "{path}, which statement {number} vouches for, is gone",
            ),
        },
        do={"": _STATE},
        source=f"{_CLAUSE}; R71",
        over=_newest,
        check=_changed,
        proves=True,
    ),
    Rule(
        id="SAP750",
        afresh=True,
        severity=ERROR,
        title=Words(
            "Билдирүүнүн номери артка кетпейт", "Номер заявления не убывает", "The number of statements only rises"
        ),
        says={
            "": Words(
                "негизги бутакта {former}-билдирүү бар эле, бул жерде эң жаңысы {now}: адамдар реестринин мурунку абалы кайтарылган",
                "в основной ветке уже заявление {former}, а здесь последнее {now}: возвращено прежнее состояние реестра людей",
                "the main line has statement {former}, here the newest is {now}: an earlier state of the people register was put back",
            )
        },
        do={"": BACK},
        source=_CLAUSE,
        over=lambda at: (at.base,) if at.base is not None and statements(at.base) else (),
        check=_went_back,
        with_base=True,
    ),
    Rule(
        id="SAP752",
        afresh=True,
        severity=ERROR,
        title=Words("Тизменин билдирүүсү бар", "У списка есть заявление", "A list belongs to a statement"),
        says={
            "": Words(
                "бул тизменин жанында ишеним билдирүүсү жок",
                "рядом с этим списком нет заявления о доверии",
                "no trust statement stands beside this list",
            )
        },
        do={"": BACK},
        source=_CLAUSE,
        over=_lists,
        check=_list_astray,
        proves=True,
    ),
)
