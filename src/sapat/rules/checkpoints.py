"""SAP920-SAP925: the checkpoints are one chain, and every fact they list is here as it was (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from sapat.model.append_only import dossier_of
from sapat.model.checkpoints import FIRST, FOLDER, Checkpoint, chain, intact, lines, split
from sapat.model.findings import Hit, Where
from sapat.model.lookup import code_at
from sapat.model.snapshot import Snapshot
from sapat.model.trust import TRUST
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule

_CLAUSE: Final = "ISO 9001:2015 7.5.3.2"
_LIST: Final = ".sha256"
_AHEAD: Final = timedelta(days=1)
_BACK: Final = Words(
    "файлды Git тарыхынан кайтарыңыз: git log --full-history -- {path}; тарыхта жок болсо — камдык көчүрмөдөн",
    "верните файл из истории Git: git log --full-history -- {path}; если там его нет — из резервной копии",
    "bring the file back from Git: git log --full-history -- {path}; if it is not there, from a backup",
)


class Link(NamedTuple):
    """A checkpoint and the one before it."""

    one: Checkpoint
    former: Checkpoint | None


def links(at: Snapshot) -> tuple[Link, ...]:
    held = chain(at)
    return tuple(Link(one, former) for one, former in zip(held, (None, *held), strict=False))


def _links(at: Snapshot) -> tuple[Link, ...]:
    return at.once(links)


def _files(at: Snapshot) -> Iterator[str]:
    return (path for path in at.facts if path.startswith(FOLDER) and path.endswith(".yaml"))


def _named(at: Snapshot) -> Iterator[str]:
    """Lists with lines that a checkpoint names by their bytes, found without the chain."""
    told = [at.facts[path].value.get("entries") for path in _files(at) if at.facts[path].readable]
    known = {one.get("sha256") for one in told if isinstance(one, Mapping)}
    return (path for path in _lists(at) if at.facts[path].size and at.facts[path].sha256 in known)


def _dense(at: Snapshot, link: Link) -> Iterable[Hit]:
    """Numbers have no hole and files bear them: who knows the newest number knows how many there are."""
    one, former = link
    wanted = former.number + 1 if former else 1
    if one.entry.id != str(one.number):
        yield Hit(Where(one.path, ("number",)), "name", {"number": one.number, "name": one.entry.id})
    if one.number != wanted:
        yield Hit(Where(one.path, ("number",)), "gap", {"number": one.number, "wanted": wanted})


def _chained(at: Snapshot, link: Link) -> Iterable[Hit]:
    """`previous` is the former file by its bytes; only the first has none."""
    one, former = link
    due = former.entry.sha256 if former else FIRST
    if one.previous != due:
        says = "broken" if former else "unknown"
        told = {"number": one.number, "former": former.number if former else 0}
        yield Hit(Where(one.path, ("previous",)), says, told | {"path": former.path if former else one.path})


def _listed(at: Snapshot, link: Link) -> Iterable[Hit]:
    """The list beside a checkpoint is the one it names."""
    one, _ = link
    told = {"number": one.number, "path": one.list_path}
    if one.entries.get("path") != one.list_path.removeprefix(FOLDER):
        yield Hit(Where(one.path, ("entries", "path")), "name", told | {"told": str(one.entries.get("path"))})
    elif one.list_path not in at.facts:
        yield Hit(Where(one.path, ("entries", "path")), "missing", told)
    elif not intact(at, one):
        yield Hit(Where(one.list_path, line=1, column=1), "changed", told)
    elif len(lines(at, one)) != one.entries.get("lines"):
        told |= {"lines": str(one.entries.get("lines")), "count": str(len(lines(at, one)))}
        yield Hit(Where(one.path, ("entries", "lines")), "lines", told)


def _lists(at: Snapshot) -> Iterator[str]:
    """Every file that looks like a list, wherever in the registers it lies; those of trust statements are told by SAP752."""
    found = (path for path in at.facts if path.endswith(_LIST) and path.startswith("registers/"))
    return (path for path in found if not dossier_of(path) and not path.startswith(TRUST))


def _orphan(at: Snapshot, path: str) -> Iterable[Hit]:
    if path not in {one.list_path for one in chain(at)}:
        yield Hit(Where(path, line=1, column=1), "", {"path": path})


class Lost(NamedTuple):
    """A line that the tree does not bear out."""

    line: str
    one: Checkpoint


def _known(at: Snapshot) -> tuple[str, ...]:
    return tuple(line for one in chain(at) for line in lines(at, one))


def _lost(at: Snapshot) -> list[Lost]:
    """Lines of lists that no file of the registers gives: one comparison of sets, however many facts there are."""
    here = {f"{told.sha256}  {path}" for path, told in at.facts.items() if path.startswith("registers/")}
    missing = (Lost(line, one) for one in chain(at) for line in lines(at, one) if line not in here)
    return [one for one in missing if at.within(split(one.line)[0])]


def _kept(at: Snapshot, lost: Lost) -> Iterable[Hit]:
    path, _ = split(lost.line)
    says = "changed" if path in at.facts else "missing"
    args = {"path": path, "number": lost.one.number, "made": str(lost.one.entry.get("made"))[:10]}
    yield Hit(Where(path, line=1, column=1) if says == "changed" else Where(path), says, args, code_at(at, path))


def _timed(at: Snapshot, link: Link) -> Iterable[Hit]:
    """Clocks rise along the chain: only so can the place of a fact in it stand for a time."""
    one, former = link
    if one.made is None:
        return
    told: Mapping[str, object] = {"number": one.number, "made": one.made.isoformat()}
    if one.made > at.now + _AHEAD:
        yield Hit(Where(one.path, ("made",)), "future", {**told, "now": at.now.isoformat(timespec="seconds")})
    if former and former.made and one.made < former.made:
        yield Hit(
            Where(one.path, ("made",)), "back", {**told, "former": former.number, "before": former.made.isoformat()}
        )


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP920",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words(
            "Текшерүү чекиттеринин номерлери тыгыз",
            "Номера контрольных точек без пропусков",
            "The numbers of checkpoints have no hole",
        ),
        says={
            "name": Words(
                "файл {name} деп аталат, ал эми ичинде {number}-чекит деп турат",
                "файл назван {name}, а внутри стоит точка {number}",
                "the file is named {name}, but says it is checkpoint {number}",
            ),
            "gap": Words(
                "{number}-чекиттин алдында {wanted}-чекит жок",
                "перед точкой {number} нет точки {wanted}",
                "checkpoint {wanted} is missing before checkpoint {number}",
            ),
        },
        do={
            "": Words(
                "жок болгон чекитти Git тарыхынан же сыртта сакталган көчүрмөдөн кайтарыңыз: git log --all -- registers/checkpoints",
                "верните пропавшую точку из истории Git или из копии, хранимой вне: git log --all -- registers/checkpoints",
                "bring the missing checkpoint back from Git or from the copy kept outside: git log --all -- registers/checkpoints",
            )
        },
        source=f"{_CLAUSE} b",
        over=_links,
        check=_dense,
        covers=_files,
    ),
    Rule(
        id="SAP921",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words(
            "Текшерүү чекиттеринин чынжыры үзүлгөн эмес",
            "Цепь контрольных точек не прервана",
            "The chain of checkpoints is whole",
        ),
        says={
            "broken": Words(
                "previous {former}-чекиттин файлынын изине барабар эмес: ал өзгөртүлгөн же алмаштырылган",
                "previous не равен отпечатку файла точки {former}: её изменили или подменили",
                "previous is not the digest of checkpoint {former}: that file was changed or exchanged",
            ),
            "unknown": Words(
                "мурунку чекит көрсөтүлгөн, бирок мындан мурункусу бул жерде жок",
                "названа прежняя точка, но более ранней здесь нет",
                "it names a former checkpoint, but none stands before it here",
            ),
        },
        do={"": _BACK},
        source=f"{_CLAUSE} b",
        over=_links,
        check=_chained,
        covers=_files,
    ),
    Rule(
        id="SAP922",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words(
            "Чекиттин фактылар тизмеси өзгөргөн эмес",
            "Список фактов точки не изменён",
            "The list of a checkpoint is what it names",
        ),
        says={
            "name": Words(
                "entries.path «{told}» деп турат, ал эми тизме {path} болушу керек",
                "entries.path указывает «{told}», а список должен быть {path}",
                "entries.path says {told!r}, but the list must be {path}",
            ),
            "missing": Words(
                "{number}-чекиттин тизмеси жок: {path}",
                "списка точки {number} нет: {path}",
                "the list of checkpoint {number} is missing: {path}",
            ),
            "changed": Words(
                "{number}-чекиттин тизмеси өзгөртүлгөн: анын изи чекитте жазылганга барабар эмес",
                "список точки {number} изменён: его отпечаток не тот, что в точке",
                "the list of checkpoint {number} was changed: its digest is not the one in the checkpoint",
            ),
            "lines": Words(
                "тизмеде {lines} эмес, {count} сап бар",
                "в списке не {lines}, а {count} строк",
                "the list has {count} lines, not {lines}",
            ),
        },
        do={"": _BACK},
        source=f"{_CLAUSE} b",
        over=_links,
        check=_listed,
        covers=_files,
    ),
    Rule(
        id="SAP923",
        severity=ERROR,
        proves=True,
        title=Words(
            "Чекиттерде саналган фактылар ордунда",
            "Факты, внесённые в точки, на месте",
            "The facts checkpoints list are here",
        ),
        says={
            "missing": Words(
                "{path} жок, ал эми {number}-чекит ({made}) аны тизмелейт: киргизилген факт жоголгон",
                "{path} отсутствует, хотя точка {number} ({made}) его перечисляет: внесённый факт утрачен",
                "{path} is gone, but checkpoint {number} ({made}) lists it: a fact that was entered is lost",
            ),
            "changed": Words(
                "{path}: байттары {number}-чекит ({made}) тизмелегенден башка: киргизилген факт өзгөртүлгөн",
                "{path}: байты не те, что перечисляет точка {number} ({made}): внесённый факт изменён",
                "{path}: its bytes are not those that checkpoint {number} ({made}) lists: a fact that was entered was changed",
            ),
        },
        do={"": _BACK},
        source=f"{_CLAUSE} b; R44",
        over=_known,
        check=_kept,
        suspects=_lost,
        covers=_named,
    ),
    Rule(
        id="SAP924",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words(
            "Чекиттердин сааты артка жүрбөйт", "Часы точек не идут назад", "The clocks of checkpoints run forward"
        ),
        says={
            "future": Words(
                "{number}-чекиттин убактысы {made} али келе элек (азыр {now})",
                "время точки {number}, {made}, ещё не наступило (сейчас {now})",
                "the time of checkpoint {number}, {made}, has not come yet (it is {now})",
            ),
            "back": Words(
                "{number}-чекиттин убактысы {made}, {former}-чекиттикинен ({before}) эрте",
                "время точки {number}, {made}, раньше времени точки {former} ({before})",
                "the time of checkpoint {number}, {made}, is before that of checkpoint {former} ({before})",
            ),
        },
        do={
            "": Words(
                "компьютердин саатын текшериңиз; түртүлө элек чекитти өчүрүп, кайра жасаңыз: sapat checkpoint",
                "проверьте часы компьютера; точку, ещё не отправленную, удалите и создайте заново: sapat checkpoint",
                "check the clock; a checkpoint not pushed yet is deleted and made anew: sapat checkpoint",
            )
        },
        source=f"{_CLAUSE} b",
        over=_links,
        check=_timed,
        covers=_files,
    ),
    Rule(
        id="SAP925",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words(
            "Ар бир тизме өз чекитинин жанында",
            "Каждый список при своей точке",
            "Every list lies beside its checkpoint",
        ),
        says={
            "": Words(
                "{path} бир да чекитке таандык эмес",
                "{path} не относится ни к одной точке",
                "{path} belongs to no checkpoint",
            )
        },
        do={
            "": Words(
                "чекиттин өзү жоголсо, аны кайтарыңыз; болбосо файлды алып салыңыз: git log --all -- registers/checkpoints",
                "если пропала сама точка, верните её; иначе уберите файл: git log --all -- registers/checkpoints",
                "if the checkpoint itself was lost, bring it back; otherwise take the file away: git log --all -- registers/checkpoints",
            )
        },
        source=f"{_CLAUSE} b",
        over=_lists,
        check=_orphan,
    ),
)
