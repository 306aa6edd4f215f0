"""SAP7, first part: entries of registers and what they refer to (addenda: addenda.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sapat.model.codes import slug_of
from sapat.model.days import add_months, day
from sapat.model.entries import Entry, Register
from sapat.model.findings import Hit, Key, Where
from sapat.model.references import Known, Mark, marks, named, pointed
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, WARNING, Rule


class Fact(NamedTuple):
    """A file of a register: its value, the schema it must follow, and the one that what it sets must follow."""

    path: str
    value: Mapping[str, Any]
    schema: str
    sets: str = ""


def facts(at: Snapshot) -> tuple[Fact, ...]:
    """Every file of every register that gave values: entries, addenda, records and agreements."""
    return tuple(one for one in (*_entries(at), *_dossiers(at)) if one.value)


def _entries(at: Snapshot) -> Iterator[Fact]:
    for register in at.registers.values():
        name = schema_of(at, register)
        for entry in register.entries.values():
            yield Fact(entry.path, entry.value, name)
            for added in entry.addenda:
                yield Fact(added.path, added.value, "addendum", name)


def _dossiers(at: Snapshot) -> Iterator[Fact]:
    for versions in at.dossiers.values():
        for one in versions:
            if one.record is not None:
                yield Fact(one.path, one.record.value, "change")
            for given in one.agreements:
                yield Fact(given.path, given.value, "agreement")
            for added in one.addenda:
                yield Fact(
                    added.path, added.value, "addendum", "document" if added.kind == "administrative" else "change"
                )


def schema_of(at: Snapshot, register: Register) -> str:
    """The name of a register's schema: entries begin with `schema: <name>/1`."""
    return next((name for name, schema in at.schemas.items() if schema is register.schema), register.name)


def _marks(at: Snapshot) -> Mapping[str, tuple[Mark, ...]]:
    return {name: marks(schema) for name, schema in at.schemas.items()}


def _references(at: Snapshot, fact: Fact) -> Iterable[Hit]:
    yield from _pointing(at, fact.path, fact.value, fact.schema, ())
    if fact.sets and fact.value.get("set"):
        yield from _pointing(at, fact.path, fact.value["set"], fact.sets, ("set",))


def values_of(at: Snapshot) -> Mapping[str, list[Any]]:
    """The values of all register files by schema; what addenda set by the schema of what they change."""
    found: dict[str, list[Any]] = {name: [] for name in at.schemas}
    for fact in at.once(facts):
        found.setdefault(fact.schema, []).append(fact.value)
        if fact.sets:
            found.setdefault(fact.sets, []).append(fact.value.get("set"))
    return found


def _astray(at: Snapshot) -> tuple[Fact, ...]:
    """Every file, when one of them refers to something unknown; none, when all that is named anywhere is known."""
    known, marked = at.once(Known), at.once(_marks)
    for schema, values in at.once(values_of).items():
        for mark in marked.get(schema, ()) if values else ():
            if not known.has_all(mark.kind, named(values, mark.way)):
                return at.once(facts)
    return ()


def _pointing(at: Snapshot, path: str, value: Mapping[str, Any], schema: str, before: Key) -> Iterator[Hit]:
    known = at.once(Known)
    for mark in at.once(_marks).get(schema, ()):
        if mark.way[0] is not None and mark.way[0] not in value:
            continue
        for key, text in pointed(value, mark.way):
            if not known.has(mark.kind, text):
                yield _unknown(known, Where(path, (*before, *key)), mark.kind, key, text)


def _unknown(known: Known, where: Where, kind: str, key: Key, text: str) -> Hit:
    near = known.near(kind, text)
    args = {"key": ".".join(str(part) for part in key), "text": text, "kind": _KINDS.get(kind, Words(kind, kind, kind))}
    return Hit(where, "near" if near else "", args | {"near": near})


def _misplaced(at: Snapshot) -> list[Fact]:
    wanted = {name: f"{name}/1" for name in at.schemas}
    return [fact for fact in at.once(facts) if fact.value.get("schema") != wanted.get(fact.schema)]


def _schema(at: Snapshot, fact: Fact) -> Iterable[Hit]:
    told = str(fact.value.get("schema", ""))
    yield Hit(Where(fact.path, ("schema",)), "", {"told": told, "wanted": f"{fact.schema}/1"})


def _kept(at: Snapshot) -> list[str]:
    """Every file of the registers: each must belong to one."""
    return [path for path in at.facts if path.startswith("registers/")]


def _strays(at: Snapshot) -> Iterator[tuple[str, str]]:
    return ((path, kind) for path, kind in at.strays if kind in ("register", "version", "addendum"))


def _stray(at: Snapshot, one: tuple[str, str]) -> Iterable[Hit]:
    yield Hit(Where(one[0]), one[1], {"name": one[0].rpartition("/")[2]})


Numbered = tuple[Entry, str, Entry]
_PAPER: Final = ("kind", "body", "signed_by", "number", "date")  # by these an act is known from all others


def _numbered(at: Snapshot) -> Iterator[Numbered]:
    """Entries that people know by a code or number, with the first entry that carries it."""
    for register, key in (("external", "code"), ("processes", "number")):
        first: dict[str, Entry] = {}
        for entry in at.entries(register).values():
            if told := entry.text(key):
                yield entry, key, first.setdefault(told, entry)


def _given(at: Snapshot) -> Iterator[Numbered]:
    """The same, and acts, which whoever issues them numbers anew every year: one paper is entered once."""
    yield from _numbered(at)
    first: dict[tuple[str, ...], Entry] = {}
    for entry in at.entries("acts").values():
        told = entry.on(at.today) if entry.addenda else entry.value
        paper = tuple(map(str, map(told.get, _PAPER)))
        yield entry, "number", first.setdefault(paper, entry)


def _once(at: Snapshot, one: Numbered) -> Iterable[Hit]:
    entry, key, first = one
    if entry is not first:
        yield Hit(Where(entry.path, (key,)), "", {"told": entry.text(key), "other": first.path})


def _name(at: Snapshot, one: Numbered) -> Iterable[Hit]:
    entry, key, _ = one
    told = entry.text(key)
    wanted = slug_of(told) if key == "code" else told
    if entry.id != wanted:
        args = {"name": entry.path.rpartition("/")[2], "wanted": f"{wanted}.yaml", "told": told}
        yield Hit(Where(entry.path, (key,)), "", args)


def _watched(at: Snapshot) -> Iterator[tuple[Entry, date]]:
    """External documents that are looked at from time to time, with the day the next look is due."""
    type_ = at.settings.types.get(at.settings.external_type)
    for entry in at.entries("external").values():
        told = entry.on(at.today) if entry.addenda else entry.value
        months = told.get("check_months", type_.review_months if type_ else 0)
        looked = [day(told.get("registered")), *(a.since for a in entry.addenda if a.since and a.since <= at.today)]
        known = [one for one in looked if one is not None]
        if isinstance(months, int) and months and known and told.get("state") != "lost-force":
            yield entry, add_months(max(known), months)


def _looked(at: Snapshot, one: tuple[Entry, date]) -> Iterable[Hit]:
    entry, due = one
    if at.today > due:
        args = {"code": entry.text("code"), "due": due.isoformat(), "path": entry.path}
        yield Hit(Where(entry.path, ("registered",)), "", args)


_KINDS: Mapping[str, Words] = {
    "role": Words("роль", "роли", "role"),
    "unit": Words("бөлүм", "подразделения", "unit"),
    "body": Words("орган", "органа", "body"),
    "process": Words("процесс", "процесса", "process"),
    "person": Words("адам", "лица", "person"),
    "document": Words("документ", "документа", "document"),
    "act": Words("акт", "акта", "act"),
    "external": Words("сырткы документ", "внешнего документа", "external document"),
}

RULES = (
    Rule(
        id="SAP701",
        severity=ERROR,
        title=Words("Реестрдеги шилтемелер белгилүү", "Ссылки реестров известны", "References of registers are known"),
        says={
            "": Words(
                "{key}: «{text}» деген {kind} жок", "{key}: нет {kind} «{text}»", "{key}: there is no {kind} {text!r}"
            ),
            "near": Words(
                "{key}: «{text}» деген {kind} жок; «{near}» эмеспи?",
                "{key}: нет {kind} «{text}»; может быть, «{near}»?",
                "{key}: there is no {kind} {text!r}; did you mean {near!r}?",
            ),
        },
        do={
            "": Words(
                "маанини оңдоңуз же жетпеген жазууну кошуңуз: sapat add",
                "исправьте значение или добавьте недостающую запись: sapat add",
                "mend the value, or add the entry that is missing: sapat add",
            )
        },
        source="ISO 9001:2015 7.5.3.2 a; R34",
        over=lambda at: at.once(facts),
        check=_references,
        suspects=_astray,
        covers=lambda at: (path for path, seen in at.facts.items() if path.endswith(".yaml") and seen.value),
    ),
    Rule(
        id="SAP702",
        severity=ERROR,
        title=Words("Жазуу өз реестринде", "Запись в своём реестре", "An entry lies in its register"),
        says={
            "": Words(
                "бул жерде schema: {wanted} болушу керек, «{told}» турат",
                "здесь нужна schema: {wanted}, а стоит «{told}»",
                "schema must be {wanted} here, not {told!r}",
            )
        },
        do={
            "": Words(
                "файлды өз папкасына жылдырыңыз же schema сабын оңдоңуз",
                "переместите файл в его папку или исправьте строку schema",
                "move the file to its folder, or mend the line schema",
            )
        },
        source="ISO 9001:2015 7.5.3.2 a",
        over=lambda at: at.once(facts),
        check=_schema,
        suspects=_misplaced,
    ),
    Rule(
        id="SAP703",
        severity=ERROR,
        proves=True,
        title=Words("Реестрлерде бөтөн файл жок", "В реестрах нет чужих файлов", "No stray files in registers"),
        says={
            "register": Words(
                "«{name}» бир да реестрге кирбейт",
                "«{name}» не относится ни к одному реестру",
                "{name!r} belongs to no register",
            ),
            "version": Words(
                "«{name}» версия деп аталбаган папкада жатат (1.0 сыяктуу)",
                "«{name}» лежит в папке, имя которой не версия (вида 1.0)",
                "{name!r} lies in a folder that is not named for a version such as 1.0",
            ),
            "addendum": Words(
                "«{name}»: толуктоонун негизги жазуусу жок",
                "«{name}»: у дополнения нет записи",
                "{name!r}: the entry of this addendum is missing",
            ),
        },
        do={
            "": Words(
                "файлды өз ордуна жылдырыңыз же алып салыңыз",
                "переместите файл на место или уберите",
                "move the file to its place, or take it away",
            )
        },
        source="ISO 9001:2015 7.5.3.2 a, b",
        over=_kept,
        check=_stray,
        suspects=_strays,
    ),
    Rule(
        id="SAP709",
        severity=ERROR,
        title=Words("Код же номер бир жолу берилет", "Код или номер даётся раз", "A code or number is given once"),
        says={
            "": Words(
                "{told} мурунтан {other} жазуусуна берилген",
                "{told} уже дан записи {other}",
                "{told} already belongs to {other}",
            )
        },
        do={
            "": Words(
                "башка код же номер бериңиз; бир акт эки жолу киргизилсе, экинчисин алыңыз, катталганын оңдоңуз: sapat amend {path} --kind correction",
                "дайте другой код или номер; акт внесён дважды — уберите второй, зарегистрированный исправьте: sapat amend {path} --kind correction",
                "give another code or number; where an act is entered twice take the second out, or correct it once registered: sapat amend {path} --kind correction",
            )
        },
        source="ISO 9001:2015 7.5.2 a",
        over=_given,
        check=_once,
    ),
    Rule(
        id="SAP710",
        severity=ERROR,
        title=Words("Жазуу коду боюнча аталган", "Запись названа по коду", "An entry is named for its code"),
        says={
            "": Words(
                "файлдын аты «{name}», {told} үчүн «{wanted}» болушу керек",
                "файл назван «{name}», а для {told} нужно «{wanted}»",
                "the file is named {name!r}; for {told} it must be {wanted!r}",
            )
        },
        do={
            "": Words(
                "git mv менен {wanted} деп атаңыз", "переименуйте: git mv … {wanted}", "rename it: git mv … {wanted}"
            )
        },
        source="ISO 9001:2015 7.5.2 a",
        over=_numbered,
        check=_name,
    ),
    Rule(
        id="SAP711",
        severity=WARNING,
        title=Words(
            "Сырткы документ текшерилип турат", "Внешний документ проверяется", "External documents are looked at"
        ),
        says={
            "": Words(
                "{code}: күчүндө экенин {due} чейин кайра текшерүү керек болчу",
                "{code}: действие надо было проверить до {due}",
                "{code}: whether it is still in force was to be checked by {due}",
            )
        },
        do={
            "": Words(
                "актынын абалын карап, жазыңыз: sapat amend {path} --kind event",
                "посмотрите состояние акта и запишите: sapat amend {path} --kind event",
                "look the act up and enter its state: sapat amend {path} --kind event",
            )
        },
        source="ISO 9001:2015 7.5.3.2; R50",
        over=_watched,
        check=_looked,
    ),
)
