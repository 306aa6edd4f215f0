"""SAP1, second part: type, folder, file name, title, sections (codes: codes.py; owners: owners.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sapat.model.anchors import plain
from sapat.model.documents import Document
from sapat.model.findings import Hit, Where
from sapat.model.references import codes
from sapat.model.settings import DocumentType
from sapat.model.snapshot import Snapshot
from sapat.model.status import front_on, standing
from sapat.model.words import Words
from sapat.rules.rule import ERROR, WARNING, Rule

_NUMBER: Final = re.compile(r"(?:[0-9]+|[IVX]+)(?:[.)-][0-9]+)*[.)]?\s+")


def fronted(at: Snapshot) -> Iterator[Document]:
    """Documents whose front matter gave values, also where some of them break the schema."""
    return (doc for doc in at.documents if doc.front)


def typed(at: Snapshot) -> Iterator[tuple[Document, DocumentType]]:
    """Documents of a type the settings know."""
    types = at.settings.types
    for doc in at.documents:
        if (type_ := types.get(doc.text("type"))) is not None:
            yield doc, type_


def _known_type(at: Snapshot, doc: Document) -> Iterable[Hit]:
    if doc.text("type") not in at.settings.types:
        known = ", ".join(at.settings.types)
        yield Hit(Where(doc.path, ("type",)), "", {"type": doc.text("type"), "known": known})


def _folder(at: Snapshot, one: tuple[Document, DocumentType]) -> Iterable[Hit]:
    doc, type_ = one
    if type_.folders and not any(doc.path.startswith(folder + "/") for folder in type_.folders):
        args = {"type": type_.id, "known": ", ".join(type_.folders)}
        yield Hit(Where(doc.path, ("type",)), "", args)
    elif not type_.folders:
        yield Hit(Where(doc.path, ("type",)), "nowhere", {"type": type_.id})


def _single(at: Snapshot) -> Iterator[Document]:
    """Documents of one file whose code can be trusted; a folder document may have any name."""
    known = at.once(codes)
    return (doc for doc in at.documents if known.get(doc.path) is not None and not doc.is_folder)


def _file_name(at: Snapshot, doc: Document) -> Iterable[Hit]:
    name = doc.path.rpartition("/")[2]
    if name != doc.slug + ".md":
        yield Hit(Where(doc.path, line=1, column=1), "", {"name": name, "slug": doc.slug + ".md", "code": doc.code})


def _original_titles(doc: Document) -> Iterator[tuple[str, str]]:
    """(language, title) for each original language; an empty title where there is none."""
    told = doc.front.get("title")
    for lang in doc.original_languages:
        title = told.get(lang) if isinstance(told, dict) else None
        yield lang, title if isinstance(title, str) else ""


def _titled(at: Snapshot, doc: Document) -> Iterable[Hit]:
    for lang, title in _original_titles(doc):
        if not title:
            yield Hit(Where(doc.path, ("title",)), "", {"lang": lang})


Titled = tuple[Document, list[str]]


def _with_text(at: Snapshot) -> tuple[Titled, ...]:
    """Documents that have a text of their own, as a card has not, with their titles in the original languages."""
    return at.once(_all_titled)


def _all_titled(at: Snapshot) -> tuple[Titled, ...]:
    told = ((doc, [title for _, title in _original_titles(doc) if title]) for doc in fronted(at) if not doc.is_card)
    return tuple((doc, titles) for doc, titles in told if titles)


def _headed_otherwise(at: Snapshot) -> list[Titled]:
    return [one for one in _with_text(at) if one[0].files[0].scan.title not in one[1]]


def _heading(at: Snapshot, one: Titled) -> Iterable[Hit]:
    doc, told = one
    scan, titles = doc.files[0].scan, [_flat(title) for title in told]
    if not scan.title:
        yield Hit(Where(doc.path, ("title",)), "none", {"title": titles[0]})
    elif _flat(scan.title) not in (*titles, " / ".join(titles)):
        line = next(number for number, level, _ in scan.headings if level == 1)
        yield Hit(Where(doc.path, line=line, column=1), "", {"heading": scan.title, "title": titles[0]})


def _flat(text: str) -> str:
    return " ".join(plain(text).split())


def _sectioned(at: Snapshot) -> Iterator[tuple[Document, DocumentType]]:
    """Documents of types with required sections, written in the institution's own language, as the sections are."""
    own = at.settings.languages[0]
    return (
        (doc, type_) for doc, type_ in typed(at) if type_.sections and not doc.is_card and own in doc.original_languages
    )


def _sections(at: Snapshot, one: tuple[Document, DocumentType]) -> Iterable[Hit]:
    doc, type_ = one
    found = {section_name(told) for file in doc.files for _, _, told in file.scan.headings}
    missing = [name for name in type_.sections if section_name(name) not in found]
    if missing:
        yield Hit(Where(doc.path, ("type",)), "", {"type": type_.id, "missing": ", ".join(missing)})


def section_name(heading: str) -> str:
    """A heading without its number, for comparison."""
    return " ".join(_NUMBER.sub("", heading, count=1).casefold().split())


def _originals(at: Snapshot) -> Iterator[Document]:
    """Documents in force of types whose paper original must be known (R5)."""
    for doc, type_ in typed(at):
        if type_.original and at.versions(doc.slug):
            found = standing(at, doc.slug)
            if found is not None and found.in_force is not None:
                yield doc


def _original(at: Snapshot, doc: Document) -> Iterable[Hit]:
    if "original" not in front_on(at, doc.slug):
        yield Hit(Where(doc.path, ("type",)), "", {"type": doc.text("type")})


RULES = (
    Rule(
        id="SAP108",
        severity=ERROR,
        title=Words("Документтин түрү белгилүү", "Вид документа известен", "The type is known"),
        says={
            "": Words(
                "«{type}» түрү белгисиз; белгилүүлөрү: {known}",
                "вид «{type}» неизвестен; известны: {known}",
                "the type {type!r} is unknown; known are: {known}",
            )
        },
        do={
            "": Words(
                "type маанисин оңдоңуз же түрдү sapat.toml файлына кошуңуз",
                "исправьте type или добавьте вид в sapat.toml",
                "mend type, or add the type to sapat.toml",
            )
        },
        source="ISO 9001:2015 7.5.2 a; R27",
        over=lambda at: (doc for doc in at.documents if doc.text("type")),
        check=_known_type,
        covers=lambda at: (path for path in at.heads if at.facts[path].value.get("type")),
    ),
    Rule(
        id="SAP109",
        severity=ERROR,
        title=Words("Документ өз папкасында", "Документ в своей папке", "The document lies in its folder"),
        says={
            "": Words(
                "{type} түрүндөгү документ бул папкада жатпайт; анын орду: {known}",
                "документ вида {type} здесь не лежит; его место: {known}",
                "a document of the type {type} does not lie here; its place is: {known}",
            ),
            "nowhere": Words(
                "{type} түрүндөгү документ файл болуп сакталбайт; сырткы документтер registers/external папкасында катталат",
                "документ вида {type} не хранится файлом; внешние документы записываются в registers/external",
                "a document of the type {type} is not kept as a file; external documents are entries of registers/external",
            ),
        },
        do={
            "": Words(
                "файлды жылдырыңыз: git mv; же sapat.toml файлындагы folders тизмесин өзгөртүңүз",
                "переместите файл: git mv; или измените folders в sapat.toml",
                "move the file with git mv, or change folders in sapat.toml",
            ),
            "nowhere": Words(
                "реестрге жазыңыз: sapat add external",
                "внесите в реестр: sapat add external",
                "enter it in the register: sapat add external",
            ),
        },
        source="ISO 9001:2015 7.5.3.2 a; R27",
        over=typed,
        check=_folder,
    ),
    Rule(
        id="SAP110",
        severity=ERROR,
        title=Words("Файлдын аты коддон түзүлгөн", "Имя файла по коду", "The file is named for its code"),
        says={
            "": Words(
                "файлдын аты «{name}», бирок {code} коду үчүн «{slug}» болушу керек",
                "файл назван «{name}», а по коду {code} нужно «{slug}»",
                "the file is named {name!r}, but for the code {code} it must be {slug!r}",
            )
        },
        do={"": Words("git mv менен {slug} деп атаңыз", "переименуйте: git mv … {slug}", "rename it: git mv … {slug}")},
        source="ISO 9001:2015 7.5.2 a",
        over=_single,
        check=_file_name,
    ),
    Rule(
        id="SAP111",
        severity=ERROR,
        title=Words(
            "Түп нусканын тилиндеги аталыш", "Название на языке подлинника", "A title in the original language"
        ),
        says={
            "": Words(
                "түп нусканын тилинде ({lang}) аталыш жок",
                "нет названия на языке подлинника ({lang})",
                "there is no title in the original language ({lang})",
            )
        },
        do={"": Words("title ичине {lang}: … кошуңуз", "добавьте {lang}: … в title", "add {lang}: … to the title")},
        source="ISO 9001:2015 7.5.2 a, b",
        over=lambda at: (doc for doc in fronted(at) if doc.original_languages),
        check=_titled,
    ),
    Rule(
        id="SAP112",
        severity=WARNING,
        title=Words("Тексттин башы аталыш менен бирдей", "Заголовок текста и название", "The heading is the title"),
        says={
            "": Words(
                "тексттин башы «{heading}», аталышы «{title}»",
                "заголовок текста «{heading}», а название «{title}»",
                "the text is headed {heading!r}, but its title is {title!r}",
            ),
            "none": Words(
                "тексттин башында «# {title}» деген сап жок",
                "в тексте нет заголовка «# {title}»",
                "the text has no heading «# {title}»",
            ),
        },
        do={"": Words("экөөнү бирдей кылыңыз", "сделайте их одинаковыми", "make the two the same")},
        source="ISO 9001:2015 7.5.2 a",
        over=_with_text,
        check=_heading,
        suspects=_headed_otherwise,
    ),
    Rule(
        id="SAP113",
        severity=WARNING,
        title=Words("Милдеттүү бөлүмдөр", "Обязательные разделы", "Required sections"),
        says={
            "": Words(
                "{type} түрүнө милдеттүү бөлүмдөр жок: {missing}",
                "нет обязательных для вида {type} разделов: {missing}",
                "sections that the type {type} requires are missing: {missing}",
            )
        },
        do={
            "": Words(
                "бөлүмдөрдү кошуңуз; үлгү: sapat new {type}",
                "добавьте разделы; образец: sapat new {type}",
                "add the sections; for the form see sapat new {type}",
            )
        },
        source="ISO 9001:2015 7.5.2 b; R25",
        over=_sectioned,
        check=_sections,
    ),
    Rule(
        id="SAP114",
        severity=WARNING,
        title=Words(
            "Кагаз түп нусканын орду белгилүү", "Место подлинника известно", "The place of the original is known"
        ),
        says={
            "": Words(
                "күчүндөгү {type} документинин түп нускасы кайда жана кимде сакталганы жазылган эмес",
                "не записано, где и у кого хранится подлинник действующего документа вида {type}",
                "it is not written down where and by whom the original of this {type} in force is kept",
            )
        },
        do={
            "": Words(
                "original: {{place: …, keeper: …}} кошуңуз; катталган документке: sapat amend",
                "добавьте original: {{place: …, keeper: …}}; к зарегистрированному: sapat amend",
                "add original: {{place: …, keeper: …}}; for a registered document: sapat amend",
            )
        },
        source="ISO 9001:2015 7.5.3.2 b; R5",
        over=_originals,
        check=_original,
    ),
)
