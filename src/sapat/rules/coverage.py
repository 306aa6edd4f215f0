"""SAP5, second part: documents, processes and their owners cover each other (R24, R27, R29; ISO 9001 4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.documents import Document
from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.references import Known
from sapat.model.snapshot import Snapshot
from sapat.model.status import ended
from sapat.model.words import Words
from sapat.rules.identity import typed
from sapat.rules.owners import closed, titled
from sapat.rules.rule import ERROR, WARNING, Rule

Named = tuple[Document, int, str]


def _listed(at: Snapshot, key: str) -> Iterator[Named]:
    for doc in at.documents:
        told = doc.front.get(key)
        for number, one in enumerate(told if isinstance(told, list) else ()):
            yield doc, number, str(one)


def _basis(at: Snapshot, one: Named) -> Iterable[Hit]:
    doc, number, code = one
    known = at.once(Known)
    if not known.has("external", code):
        near = known.near("external", code)
        yield Hit(Where(doc.path, ("basis", number)), "near" if near else "", {"code": code, "near": near})


def _process(at: Snapshot, one: Named) -> Iterable[Hit]:
    doc, number, process = one
    if not at.once(Known).has("process", process):
        yield Hit(Where(doc.path, ("process", number)), "", {"number": process})


def _processes(at: Snapshot) -> Iterator[Entry]:
    return iter(at.entries("processes").values())


def _with_procedure(at: Snapshot) -> Iterator[tuple[Entry, bool]]:
    """Each process, and whether a document of level 2 that has not ended serves it."""
    over = at.once(ended)
    served = {
        str(number)
        for doc, type_ in typed(at)
        if type_.level == 2 and doc.slug not in over and isinstance(told := doc.front.get("process"), list)
        for number in told
    }
    return ((entry, entry.text("number") in served) for entry in _processes(at))


def _served(at: Snapshot, one: tuple[Entry, bool]) -> Iterable[Hit]:
    entry, served = one
    if not served:
        yield Hit(Where(entry.path, ("number",)), "", {"number": entry.text("number"), "name": titled(entry)})


def _owner(at: Snapshot, entry: Entry) -> Iterable[Hit]:
    where = Where(entry.path, ("owner",))
    role_id = str((entry.on(at.today) if entry.addenda else entry.value).get("owner", ""))
    args: dict[str, object] = {"number": entry.text("number")}
    if not role_id:
        yield Hit(where, "none", args)
        return
    role = at.entries("roles").get(role_id)
    if role is None:
        return  # an unknown reference: SAP701
    args["name"] = titled(role)
    if (told := closed(at, role)) is not None:
        heir = at.entries("roles").get(str(told.get("successor", "")))
        args |= {"ended": str(told["ended"]), "heir": titled(heir) if heir else "—"}
        yield Hit(where, "ended", args)
    elif not at.appointments.of(role_id, at.today):
        yield Hit(where, "vacant", args)


def _procedures(at: Snapshot) -> Iterator[Document]:
    """Documents of level 2 that have not ended."""
    over = at.once(ended)
    return (doc for doc, type_ in typed(at) if type_.level == 2 and doc.slug not in over)


def _with_process(at: Snapshot, doc: Document) -> Iterable[Hit]:
    if not doc.front.get("process"):
        yield Hit(Where(doc.path, ("type",)), "", {"code": doc.code})


RULES = (
    Rule(
        id="SAP507",
        severity=ERROR,
        title=Words("Негиз катталган", "Основание зарегистрировано", "The basis is registered"),
        says={
            "": Words(
                "basis: {code} сырткы документтердин реестринде жок",
                "basis: {code} нет в реестре внешних документов",
                "basis: {code} is not in the register of external documents",
            ),
            "near": Words(
                "basis: {code} сырткы документтердин реестринде жок; {near} эмеспи?",
                "basis: {code} нет в реестре внешних документов; может быть, {near}?",
                "basis: {code} is not in the register of external documents; did you mean {near}?",
            ),
        },
        do={
            "": Words(
                "кодду оңдоңуз же актыны каттаңыз: sapat add external",
                "исправьте код или внесите акт: sapat add external",
                "mend the code, or enter the act: sapat add external",
            )
        },
        source="ISO 9001:2015 7.5.3.2; R8, R48",
        over=lambda at: _listed(at, "basis"),
        check=_basis,
    ),
    Rule(
        id="SAP508",
        severity=ERROR,
        title=Words("Процесс реестрде бар", "Процесс есть в реестре", "The process is registered"),
        says={
            "": Words(
                "process: «{number}» процесстердин реестринде жок",
                "process: «{number}» нет в реестре процессов",
                "process: {number!r} is not in the process register",
            )
        },
        do={
            "": Words(
                "номерди registers/processes боюнча оңдоңуз",
                "исправьте номер по registers/processes",
                "mend the number by registers/processes",
            )
        },
        source="ISO 9001:2015 4.4.1; R23",
        over=lambda at: _listed(at, "process"),
        check=_process,
    ),
    Rule(
        id="SAP509",
        severity=WARNING,
        title=Words("Процесстин процедурасы бар", "У процесса есть процедура", "A process has a procedure"),
        says={
            "": Words(
                "{number}-процесске 2-деңгээлдеги документ жок: {name}",
                "у процесса {number} нет документа 2-го уровня: {name}",
                "no document of level 2 serves the process {number}: {name}",
            )
        },
        do={
            "": Words(
                "процедура же процесстик карта жазыңыз, же бар процедуранын process тизмесине кошуңуз",
                "напишите процедуру или карту процесса либо добавьте номер в process имеющейся процедуры",
                "write a procedure or a process card, or add the number to `process` of an existing one",
            )
        },
        source="ISO 9001:2015 4.4.2 a; R29",
        over=_with_procedure,
        check=_served,
        covers=_processes,
    ),
    Rule(
        id="SAP510",
        severity=WARNING,
        title=Words("Процесстин жетекчиси бар", "У процесса есть руководитель", "A process has an owner"),
        says={
            "none": Words(
                "{number}-процесстин жетекчиси көрсөтүлгөн эмес",
                "у процесса {number} не указан руководитель",
                "the process {number} has no owner",
            ),
            "ended": Words(
                "{number}-процесстин жетекчисинин ролу {ended} жоюлган: {name}; улантуучусу: {heir}",
                "роль руководителя процесса {number} упразднена {ended}: {name}; преемник: {heir}",
                "the role that owns the process {number} ended on {ended}: {name}; successor: {heir}",
            ),
            "vacant": Words(
                "{number}-процесстин жетекчиси бүгүн жок: {name}",
                "сегодня у процесса {number} нет руководителя: {name}",
                "nobody holds the role that owns the process {number} today: {name}",
            ),
        },
        do={
            "": Words(
                "жетекчини дайындаңыз: sapat amend же sapat add appointments",
                "назначьте руководителя: sapat amend или sapat add appointments",
                "name an owner: sapat amend, or sapat add appointments",
            )
        },
        source="ISO 9001:2015 4.4.1 e; R24",
        over=_processes,
        check=_owner,
    ),
    Rule(
        id="SAP511",
        severity=WARNING,
        title=Words("Процедура процесске таандык", "Процедура относится к процессу", "A procedure serves a process"),
        says={
            "": Words(
                "{code} кайсы процесске тиешелүү экени жазылган эмес",
                "не записано, к какому процессу относится {code}",
                "it is not written which process {code} serves",
            )
        },
        do={
            "": Words(
                'process: ["…"] кошуңуз; номерлер registers/processes ичинде',
                'добавьте process: ["…"]; номера в registers/processes',
                'add process: ["…"]; the numbers are in registers/processes',
            )
        },
        source="ISO 9001:2015 4.4.2 a; R34",
        over=_procedures,
        check=_with_process,
    ),
)
