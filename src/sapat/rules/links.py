"""SAP5, first part: links between documents, and headings they can lead to (coverage: coverage.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.links import Reference, arrives, references
from sapat.model.references import Known
from sapat.model.snapshot import Snapshot
from sapat.model.status import Status, code_on, ended
from sapat.model.words import Words
from sapat.rules.rule import ERROR, INFO, WARNING, Rule


def _where(one: Reference) -> Where:
    return Where(one.path, line=one.link.line, column=one.link.column)


def live(at: Snapshot) -> tuple[Reference, ...]:
    """Links of documents that have not ended: the text of one that has is never changed again."""
    return at.once(_live)


def _live(at: Snapshot) -> tuple[Reference, ...]:
    over = at.once(ended)
    return tuple(one for one in at.once(references) if one.owner not in over)


def _paths(at: Snapshot) -> Iterator[Reference]:
    return (one for one in live(at) if one.link.kind == "link")


def _path(at: Snapshot, one: Reference) -> Iterable[Hit]:
    yield Hit(_where(one), one.fault, {"target": one.link.target, "near": one.file})


def _anchored(at: Snapshot) -> tuple[tuple[Reference, bool], ...]:
    """Links to a place in a text that is there to be looked into, and whether they find it."""
    return at.once(_arriving)


def _arriving(at: Snapshot) -> tuple[tuple[Reference, bool], ...]:
    led = (
        one for one in live(at) if one.anchor and not one.fault and one.external is None and one.link.kind != "image"
    )
    return tuple((one, found) for one in led if (found := arrives(at, one)) is not None)


def _anchor(at: Snapshot, led: tuple[Reference, bool]) -> Iterable[Hit]:
    one, _ = led
    args = {"anchor": one.anchor, "target": one.link.target}
    doc = at.by_slug.get(one.owner) if one.file == one.path else None
    for file in doc.files if doc else ():
        if one.anchor in file.scan.anchors:
            yield Hit(_where(one), "part", args | {"part": file.relative})
            return
    yield Hit(_where(one), "", args)


def _codes(at: Snapshot) -> Iterator[Reference]:
    return (one for one in live(at) if one.link.kind == "code")


def _code(at: Snapshot, one: Reference) -> Iterable[Hit]:
    code = one.link.target.partition("#")[0]
    near = at.once(Known).near("external" if one.fault == "external" else "document", code)
    yield Hit(_where(one), one.fault + ("-near" if near else ""), {"code": code, "near": near})


def _to_documents(at: Snapshot) -> Iterator[Reference]:
    return (one for one in live(at) if one.slug and one.slug != one.owner and not one.fault)


def _to_those_ended(at: Snapshot) -> list[Reference]:
    over = at.once(ended)
    return [one for one in _to_documents(at) if one.slug in over] if over else []


def _to_ended(at: Snapshot, one: Reference) -> Iterable[Hit]:
    found = at.once(ended)[one.slug]
    code = code_on(at, one.slug)
    if found.status is Status.SUPERSEDED and found.ended_by is not None:
        yield Hit(_where(one), "superseded", {"code": code, "other": found.ended_by.code})
    else:
        yield Hit(_where(one), "withdrawn", {"code": code})


Cited = tuple[Where, Entry]


def citations(at: Snapshot) -> Iterator[Cited]:
    """Each external document a document cites, once a document: in its `basis`, else at its first link."""
    by_code = {entry.text("code"): entry for entry in at.entries("external").values()}
    over = at.once(ended)
    seen: set[tuple[str, str]] = set()
    for doc in at.documents:
        told = doc.front.get("basis") if doc.slug not in over else None
        for number, code in enumerate(told if isinstance(told, list) else ()):
            entry = by_code.get(str(code))
            if entry is not None and (doc.slug, entry.id) not in seen:
                seen.add((doc.slug, entry.id))
                yield Where(doc.path, ("basis", number)), entry
    for one in live(at):
        if one.external is not None and (one.owner, one.external.id) not in seen:
            seen.add((one.owner, one.external.id))
            yield _where(one), one.external


def _cited(at: Snapshot) -> list[Cited]:
    return list(citations(at))


def _states(at: Snapshot) -> dict[str, str]:
    """Id of each external document -> its state on the day."""
    return {entry.id: str(entry.on(at.today).get("state", "")) for entry in at.entries("external").values()}


def _in_state(state: str) -> Callable[[Snapshot], list[Cited]]:
    """The citations of external documents in one state."""

    def suspects(at: Snapshot) -> list[Cited]:
        states = at.once(_states)
        return [one for one in at.once(_cited) if states[one[1].id] == state] if state in states.values() else []

    return suspects


def _lost(at: Snapshot, cited: Cited) -> Iterable[Hit]:
    where, entry = cited
    by = str(entry.on(at.today).get("replaced_by", ""))
    yield Hit(where, "replaced" if by else "", {"code": entry.text("code"), "by": by})


def _unsure(at: Snapshot, cited: Cited) -> Iterable[Hit]:
    where, entry = cited
    yield Hit(where, "", {"code": entry.text("code")})


_GO = Words(
    "шилтемени оңдоңуз; документке коду менен шилтеме бериңиз: [[…]]",
    "исправьте ссылку; на документ ссылайтесь кодом: [[…]]",
    "mend the link; a document is best cited by its code: [[…]]",
)

RULES = (
    Rule(
        id="SAP501",
        severity=ERROR,
        title=Words("Шилтеме файлга жетет", "Ссылка ведёт к файлу", "A link arrives at a file"),
        says={
            "missing": Words("«{target}» деген файл жок", "файла «{target}» нет", "there is no file {target!r}"),
            "case": Words(
                "«{target}» деген файл жок; чоң-кичи тамга башкача: {near}",
                "файла «{target}» нет; отличается регистр букв: {near}",
                "there is no file {target!r}; the case of letters differs: {near}",
            ),
            "absolute": Words(
                "«{target}» тамырдан башталат: сайтта жана форжда башка жерге алып барат",
                "«{target}» начинается от корня: на сайте и в форже ведёт в разные места",
                "{target!r} begins at the root: it leads elsewhere on the site than on the forge",
            ),
            "outside": Words(
                "«{target}» репозиторийден сыртка чыгат",
                "«{target}» выходит за пределы репозитория",
                "{target!r} leads out of the repository",
            ),
        },
        do={
            "": _GO,
            "absolute": Words(
                "файлдан эсептелген жолду жазыңыз: ../procedures/…",
                "напишите путь от файла: ../procedures/…",
                "write the path from this file: ../procedures/…",
            ),
        },
        source="ISO 9001:2015 7.5.3.1 a",
        over=_paths,
        check=_path,
        suspects=lambda at: [one for one in _paths(at) if one.fault],
    ),
    Rule(
        id="SAP502",
        severity=ERROR,
        title=Words("Шилтеме бөлүмгө жетет", "Ссылка ведёт к разделу", "A link arrives at its section"),
        says={
            "": Words(
                "«{target}»: «{anchor}» деген бөлүм жок",
                "«{target}»: раздела «{anchor}» нет",
                "{target!r}: there is no section {anchor!r}",
            ),
            "part": Words(
                "«{target}»: бул бөлүм ушул документтин башка файлында: {part}#{anchor}",
                "«{target}»: этот раздел в другом файле документа: {part}#{anchor}",
                "{target!r}: that section stands in another file of the document: {part}#{anchor}",
            ),
        },
        do={
            "": Words(
                "бөлүмдүн азыркы атын жазыңыз, же башына туруктуу ат бериңиз: ## Баш {{#id}}",
                "напишите нынешнее имя раздела или дайте заголовку постоянное: ## Заголовок {{#id}}",
                "write the section's present name, or give the heading a lasting one: ## Heading {{#id}}",
            ),
            "part": Words(
                "шилтемени мындай жазыңыз: {part}#{anchor}",
                "напишите ссылку так: {part}#{anchor}",
                "write the link as {part}#{anchor}",
            ),
        },
        source="ISO 9001:2015 7.5.3.1 a",
        over=_anchored,
        check=_anchor,
        suspects=lambda at: [led for led in _anchored(at) if not led[1]],
    ),
    Rule(
        id="SAP503",
        severity=ERROR,
        title=Words("Шилтемедеги код белгилүү", "Код в ссылке известен", "The code of a link is known"),
        says={
            "code": Words(
                "[[{code}]]: мындай документ жок",
                "[[{code}]]: такого документа нет",
                "[[{code}]]: there is no such document",
            ),
            "code-near": Words(
                "[[{code}]]: мындай документ жок; {near} эмеспи?",
                "[[{code}]]: такого документа нет; может быть, {near}?",
                "[[{code}]]: there is no such document; did you mean {near}?",
            ),
            "external": Words(
                "[[{code}]]: сырткы документтердин реестринде жок",
                "[[{code}]]: нет в реестре внешних документов",
                "[[{code}]]: not in the register of external documents",
            ),
            "external-near": Words(
                "[[{code}]]: сырткы документтердин реестринде жок; {near} эмеспи?",
                "[[{code}]]: нет в реестре внешних документов; может быть, {near}?",
                "[[{code}]]: not in the register of external documents; did you mean {near}?",
            ),
        },
        do={
            "": Words(
                "кодду оңдоңуз; коддор: sapat list",
                "исправьте код; коды: sapat list",
                "mend the code; sapat list shows them",
            ),
            "external": Words(
                "кодду оңдоңуз же документти каттаңыз: sapat add external",
                "исправьте код или внесите документ: sapat add external",
                "mend the code, or enter the document: sapat add external",
            ),
        },
        source="ISO 9001:2015 7.5.3.2; R8",
        over=_codes,
        check=_code,
        suspects=lambda at: [one for one in _codes(at) if one.fault],
    ),
    Rule(
        id="SAP504",
        severity=WARNING,
        title=Words("Шилтеме күчүндөгү документке", "Ссылка на действующий документ", "Links lead to what is in force"),
        says={
            "withdrawn": Words("{code} күчүн жоготкон", "{code} утратил силу", "{code} has been withdrawn"),
            "superseded": Words(
                "{code} алмаштырылган, ордуна: {other}",
                "{code} заменён, вместо него: {other}",
                "{code} has been superseded by {other}",
            ),
        },
        do={
            "": Words(
                "күчүндөгү документке шилтеме бериңиз же шилтемени алып салыңыз",
                "сошлитесь на действующий документ или уберите ссылку",
                "cite a document in force, or drop the link",
            )
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=_to_documents,
        check=_to_ended,
        suspects=_to_those_ended,
    ),
    Rule(
        id="SAP505",
        severity=WARNING,
        title=Words("Негиз болгон акт күчүндө", "Акт-основание действует", "The act cited is in force"),
        says={
            "": Words(
                "{code} күчүн жоготкон деп катталган",
                "{code} записан утратившим силу",
                "{code} is registered as no longer in force",
            ),
            "replaced": Words(
                "{code} күчүн жоготкон, ордуна: {by}",
                "{code} утратил силу, вместо него: {by}",
                "{code} is no longer in force; it was replaced by {by}",
            ),
        },
        do={
            "": Words(
                "документти азыркы актка ылайыктап, шилтемени алмаштырыңыз: sapat revise",
                "приведите документ к действующему акту и смените ссылку: sapat revise",
                "bring the document in line with the present act and cite that: sapat revise",
            )
        },
        source="ISO 9001:2015 7.5.3.2; R8, R52",
        over=lambda at: at.once(_cited),
        check=_lost,
        suspects=_in_state("lost-force"),
    ),
    Rule(
        id="SAP506",
        severity=INFO,
        title=Words("Актынын абалы такталган", "Состояние акта проверено", "The state of the act is known"),
        says={
            "": Words(
                "{code}: күчүндө экени такталышы керек деп катталган",
                "{code}: записано, что действие акта надо проверить",
                "{code}: registered as yet to be checked whether it is in force",
            )
        },
        do={
            "": Words(
                "актынын абалын тактап, реестрге жазыңыз: sapat amend",
                "проверьте состояние акта и запишите: sapat amend",
                "check the act and enter its state: sapat amend",
            )
        },
        source="ISO 9001:2015 7.5.3.2; R48, R50",
        over=lambda at: at.once(_cited),
        check=_unsure,
        suspects=_in_state("to-check"),
    ),
)
