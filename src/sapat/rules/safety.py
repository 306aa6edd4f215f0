"""SAP8, first part: what a text can do to its readers, and what must not lie here (files and names: paths.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sapat.model.documents import Document
from sapat.model.files import Link
from sapat.model.findings import Hit, Key, Where
from sapat.model.links import Reference, references, scheme, texts
from sapat.model.references import free_texts, named, pointed
from sapat.model.settings import ACCESS
from sapat.model.snapshot import Snapshot
from sapat.model.status import front_on
from sapat.model.words import Words
from sapat.rules.objects import amended
from sapat.rules.registers import Fact, facts, values_of
from sapat.rules.rule import ERROR, WARNING, Rule

_SAFE: Final = frozenset({"", "//", "http", "https", "mailto", "tel"})
_WEB: Final = frozenset({"//", "http", "https"})

_NAME: Final = "[А-ЯЁӨҮҢ][а-яёөүң]+"
_KINSHIP: Final = re.compile(rf"{_NAME}\s+(?:кызы|уулу)\b")
_PATRONYMIC: Final = re.compile(rf"{_NAME}\s+[А-ЯЁӨҮҢ][а-яёөүң]*(?:[оеё]вич|ьич|[оеё]вна|ична)[а-яёөүң]{{0,4}}\b")
_INITIALS: Final = re.compile(
    rf"(?<!\w)(?:[А-ЯЁӨҮҢ]\.\s?[А-ЯЁӨҮҢ]\.\s?{_NAME}|{_NAME}\s+[А-ЯЁӨҮҢ]\.\s?[А-ЯЁӨҮҢ]\."
    r"|[А-ЯЁӨҮҢ]\.\s?[А-ЯЁӨҮҢ][а-яёөүң]+(?:[ое]ва?|ина?)(?!\w))"
)
_ONLY: Final = re.compile(rf"[А-ЯЁӨҮҢ][а-яёөүң]+(?:[ое]ва?|ина?)\s+{_NAME}(?:\s+{_NAME})?")
_TRACES: Final = ("кызы", "уулу", "вич", "ьич", "вна", "ична")
_INITIAL: Final = re.compile(r"(?<!\w)[А-ЯЁӨҮҢ]\.")


def _texts(at: Snapshot) -> Iterator[str]:
    return (path for path, _ in texts(at))


def _html(at: Snapshot, path: str) -> Iterable[Hit]:
    for line, column, what in at.facts[path].scan.html:
        yield Hit(Where(path, line=line, column=column), "", {"what": what})


def _addresses(at: Snapshot) -> Iterator[tuple[str, Link]]:
    """Links and pictures whose address has a scheme, or could have one."""
    return (
        (path, link)
        for path, _ in texts(at)
        for link in at.facts[path].scan.links
        if link.kind != "code" and ":" in link.target
    )


def _schemes(at: Snapshot, one: tuple[str, Link]) -> Iterable[Hit]:
    path, link = one
    if (told := scheme(link.target)) not in _SAFE:
        yield Hit(Where(path, line=link.line, column=link.column), "", {"scheme": told})


def _pictures(at: Snapshot) -> Iterator[tuple[Document, str, Link, Reference | None]]:
    """Every picture with its document, the file it stands in, and what it leads to (None: out of the repository)."""
    found = {(one.path, one.link.line, one.link.column): one for one in at.once(references) if one.link.kind == "image"}
    for doc in at.documents:
        paths = [one.path for one in doc.files] + [path for all_ in doc.translations.values() for path in all_]
        for path in paths:
            for link in at.facts[path].scan.links:
                if link.kind == "image":
                    yield doc, path, link, found.get((path, link.line, link.column))


def _own_picture(at: Snapshot, one: tuple[Document, str, Link, Reference | None]) -> Iterable[Hit]:
    doc, path, link, led = one
    where, args = Where(path, line=link.line, column=link.column), {"target": link.target, "folder": doc.folder}
    if led is None:
        if scheme(link.target) in _WEB:
            yield Hit(where, "remote", args)
    elif led.fault in ("absolute", "outside") or (led.file and not led.file.startswith(doc.folder + "/")):
        yield Hit(where, "outside", args)


def _local(at: Snapshot) -> Iterator[Reference]:
    return (one for one in at.once(references) if one.link.kind == "image")


def _missing_picture(at: Snapshot, one: Reference) -> Iterable[Hit]:
    if one.fault in ("missing", "case"):
        where = Where(one.path, line=one.link.line, column=one.link.column)
        yield Hit(where, one.fault, {"target": one.link.target, "near": one.file})


def _open_text(at: Snapshot) -> Iterator[Document]:
    """Documents whose text lies here: a card without text may be of any access."""
    for doc in at.documents:
        if doc.front and not (doc.is_card and len(doc.files) == 1 and not doc.files[0].scan.worded):
            yield doc


def _closed(at: Snapshot) -> list[Document]:
    """Those that are not open to everybody, or were changed by an addendum."""
    changed, open_ = at.once(amended), ACCESS[0]
    return [doc for doc in _open_text(at) if doc.front.get("access") != open_ or doc.slug in changed]


def _access(at: Snapshot, doc: Document) -> Iterable[Hit]:
    told, where = doc.text("access"), Where(doc.path, ("access",))
    for version in at.versions(doc.slug):
        for added in version.addenda:
            if "access" in added.set and (now := str(front_on(at, doc.slug).get("access", ""))) != told:
                told, where = now, Where(added.path, ("set", "access"))
    readers = at.settings.readers
    if told in ACCESS and readers in ACCESS and ACCESS.index(told) > ACCESS.index(readers):
        yield Hit(where, "", {"access": told, "readers": readers}, doc.code)


def _with_names(at: Snapshot) -> tuple[Fact, ...]:
    """Every file, when one of them may name a person; none, when no text does."""
    for schema, values in at.once(values_of).items():
        for way in at.once(_own_words).get(schema, ()) if values else ():
            if any(not text.isascii() and person_in(text) for text in named(values, way)):
                return at.once(facts)
    return ()


def _names(at: Snapshot, fact: Fact) -> Iterable[Hit]:
    for key, text in _told(at, fact):
        if not text.isascii() and (name := person_in(text)):
            yield Hit(Where(fact.path, key), "", {"name": name, "key": ".".join(str(part) for part in key)})


def _told(at: Snapshot, fact: Fact) -> Iterator[tuple[Key, str]]:
    """The texts of a register file that people wrote in their own words, also those an addendum sets."""
    words = at.once(_own_words)
    for way in words.get(fact.schema, ()):
        yield from pointed(fact.value, way)
    for way in words.get(fact.sets, ()):
        yield from pointed(fact.value.get("set"), way, ("set",))


def _own_words(at: Snapshot) -> Mapping[str, tuple[tuple[str | None, ...], ...]]:
    """The ways to such texts by schema; the title of a law is left out, since it may bear a name."""
    ways = {name: free_texts(schema) for name, schema in at.schemas.items()}
    return ways | {"external": tuple(way for way in ways.get("external", ()) if way[0] != "title")}


def person_in(text: str) -> str:
    """What looks like the name of a person in a text, or nothing: kinship, patronymic, initials, surname and name."""
    found = None
    if any(trace in text for trace in _TRACES):
        found = _KINSHIP.search(text) or _PATRONYMIC.search(text)
    if found is None and _INITIAL.search(text):
        found = next((one for one in _INITIALS.finditer(text) if not _honours(text, one)), None)
    if found is None:
        found = _ONLY.fullmatch(text)
    return found[0] if found else ""


def _honours(text: str, name: re.Match[str]) -> bool:
    """Whether the name is that of an institution named after somebody: «… атындагы», «имени …»."""
    before, after = text[: name.start()].rstrip(), text[name.end() :].lstrip()
    return before.endswith(("имени", "им.")) or after.startswith(("атындагы", "ат."))


RULES = (
    Rule(
        id="SAP801",
        severity=ERROR,
        title=Words("Текстте кооптуу HTML жок", "В тексте нет опасного HTML", "No raw HTML that can run code"),
        says={
            "": Words(
                "текстте иштей турган HTML бар: {what}",
                "в тексте HTML, который может выполняться: {what}",
                "the text has raw HTML that can run or restyle the page: {what}",
            )
        },
        do={
            "": Words(
                "Markdown менен жазыңыз; тексттин өзү керек болсо, `код` ичине алыңыз",
                "запишите средствами Markdown; сам текст тега возьмите в `код`",
                "write it in Markdown; put the tag itself, if it is meant as text, into `code`",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b",
        over=_texts,
        check=_html,
        covers=lambda at: at.documents,
    ),
    Rule(
        id="SAP802",
        severity=ERROR,
        title=Words("Шилтемелердин түрү коопсуз", "Схемы ссылок безопасны", "Links have safe schemes"),
        says={
            "": Words(
                "«{scheme}:» менен башталган шилтемеге жол жок",
                "ссылки вида «{scheme}:» не допускаются",
                "links that begin with {scheme!r}: are not allowed",
            )
        },
        do={
            "": Words(
                "https:, mailto:, tel: же репозиторийдеги жол колдонуңуз",
                "используйте https:, mailto:, tel: или путь в репозитории",
                "use https:, mailto:, tel:, or a path in the repository",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b",
        over=_addresses,
        check=_schemes,
    ),
    Rule(
        id="SAP803",
        severity=ERROR,
        title=Words(
            "Сүрөттөр документтин өз папкасында", "Рисунки в папке документа", "Pictures lie in the document's folder"
        ),
        says={
            "remote": Words(
                "сүрөт башка серверден алынат: {target}",
                "рисунок берётся с чужого сервера: {target}",
                "the picture is fetched from another server: {target}",
            ),
            "outside": Words(
                "сүрөт документтин папкасынан ({folder}) тышкары: {target}",
                "рисунок лежит вне папки документа ({folder}): {target}",
                "the picture lies outside the document's own folder ({folder}): {target}",
            ),
        },
        do={
            "": Words(
                "сүрөттү {folder} папкасына салып, ошого шилтеме бериңиз: ал контролдук экземплярга кирет",
                "положите рисунок в {folder} и сошлитесь на него: он войдёт в контрольный экземпляр",
                "put the picture into {folder} and lead there: so it becomes part of the control copy",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b; R41",
        over=_pictures,
        check=_own_picture,
    ),
    Rule(
        id="SAP804",
        severity=ERROR,
        title=Words("Сүрөт бар", "Рисунок есть", "The picture is there"),
        says={
            "missing": Words("«{target}» сүрөтү жок", "рисунка «{target}» нет", "there is no picture {target!r}"),
            "case": Words(
                "«{target}» сүрөтү жок; чоң-кичи тамга башкача: {near}",
                "рисунка «{target}» нет; отличается регистр букв: {near}",
                "there is no picture {target!r}; the case of letters differs: {near}",
            ),
        },
        do={
            "": Words(
                "файлды кошуңуз же жолду оңдоңуз", "добавьте файл или исправьте путь", "add the file, or mend the path"
            )
        },
        source="ISO 9001:2015 7.5.3.1 a",
        over=_local,
        check=_missing_picture,
    ),
    Rule(
        id="SAP810",
        severity=ERROR,
        title=Words(
            "Документ репозиторийден жабык эмес",
            "Документ не строже репозитория",
            "No document is stricter than its repository",
        ),
        says={
            "": Words(
                "access: {access}, бирок репозиторийди {readers} чөйрөсү окуйт",
                "access: {access}, а репозиторий читают все из круга {readers}",
                "access is {access}, but the repository is read by {readers}",
            )
        },
        do={
            "": Words(
                "текстти жабык жерге алып, бул жерде карточкасын (held:) калтырыңыз",
                "унесите текст в закрытое место, здесь оставьте карточку (held:)",
                "take the text to a closed place and leave a card (held:) here",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b; R35",
        over=_open_text,
        check=_access,
        suspects=_closed,
        covers=lambda at: (doc for doc in at.documents if doc.readable and not doc.is_card),
    ),
    Rule(
        id="SAP811",
        severity=WARNING,
        title=Words("Реестрде адамдын аты жок", "В реестре нет имён людей", "No names of persons in registers"),
        says={
            "": Words(
                "{key}: адамдын атына окшош: «{name}»",
                "{key}: похоже на имя человека: «{name}»",
                "{key}: this looks like the name of a person: {name!r}",
            )
        },
        do={
            "": Words(
                "кызматын же адамдын белгисин (person) жазыңыз: Git тарыхынан атты өчүрүүгө болбойт",
                "напишите должность или обозначение лица (person): из истории Git имя не удалить",
                "write the post, or the id of the person: a name cannot be taken out of Git again",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b; R90",
        over=lambda at: at.once(facts),
        check=_names,
        suspects=_with_names,
    ),
)
