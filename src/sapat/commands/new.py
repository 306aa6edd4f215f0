"""`sapat new`: a document with a code nobody had before, its first text and its open record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, merged, pairs, schema_options, taken, unknown
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.allot import code_text, free_form, free_number, is_used
from sapat.model.codes import slug_of
from sapat.model.errors import SapatError
from sapat.model.settings import DocumentType, number_fits
from sapat.model.snapshot import Snapshot
from sapat.model.versions import FIRST, Version
from sapat.model.words import Words
from sapat.read.schemas import builtin
from sapat.report.facts_text import emit
from sapat.report.templates import document_text

_RECORD_ONLY: Final[tuple[str, ...]] = (
    *("summary", "basis", "analysis", "actions", "urgent", "expires", "ends", "whole_text_reviewed", "keeps"),
    *("effective", "ratify_by", "registration", "acts_missing"),
)
_FRONT: Final = tuple(key for key in builtin("document")["properties"] if key not in ("code", "type", "version"))
_OWN: Final[tuple[str, ...]] = ("code", "unit", "parent", "version", "adoption", "folder")

_OPENED: Final = Words(
    "{code} коду берилди, {version} версиясынын жазуусу ачылды.",
    "Присвоен код {code}, открыта запись о версии {version}.",
    "The code is {code}; the record of version {version} is open.",
)
_NEXT: Final = Words(
    "текстти {path} файлына жазыңыз, андан соң: sapat agree {code} --role … --meaning check --result yes",
    "напишите текст в {path}, затем: sapat agree {code} --role … --meaning check --result yes",
    "write the text in {path}, then: sapat agree {code} --role … --meaning check --result yes",
)


@click.command()
@click.argument("type_name", metavar="TYPE")
@click.option("--title", "field_title__ky", default=None, help="The title in Kyrgyz.")
@click.option("--title-ru", "field_title__ru", default=None, help="The title in Russian.")
@click.option("--title-en", "field_title__en", default=None, help="The title in English.")
@schema_options("document", "owner", "process", "compilers", "iso", "users", "access", "original_language")
@schema_options("document", "review_months", "light_check_months", "acknowledge", "original", "retention", "held")
@schema_options("change", "summary", "basis", "analysis", "actions", "urgent", "expires", "ends", "whole_text_reviewed")
@click.option("--code", "field_code", default=None, help="The code, when it is not to be allotted.")
@click.option("--unit", "field_unit", default=None, help="The unit in the code: its abbreviation or id.")
@click.option("--parent", "field_parent", metavar="CODE", default=None, help="The document a form belongs to.")
@click.option("--adoption", "field_adoption", is_flag=True, default=None, help="A text approved on paper before.")
@click.option("--version", "field_version", metavar="E.N", default=None, help="The version printed on it (--adoption).")
@click.option("--folder", "field_folder", default=None, help="The controlled folder, when its type has several.")
@click.option("--set", "set_pairs", metavar="KEY=VALUE", multiple=True, help="Any other key of the front matter.")
@writing
@click.pass_obj
def command(context: Context, /, type_name: str, asked: Asked, set_pairs: tuple[str, ...], **flags: Any) -> int:
    """Make a new document of TYPE with its open record."""
    with desk(context, asked) as at_desk:
        told = merged(asked.fields, taken(flags))
        own = {key: told.pop(key) for key in _OWN if key in told}
        record = {key: told.pop(key) for key in _RECORD_ONLY if key in told}
        if isinstance(record.get("basis"), list):
            told["basis"] = record.pop("basis")  # a document's basis is a list of external documents
        told = merged(told, pairs(set_pairs, builtin("document")))
        for key in told:
            if key not in _FRONT:
                raise unknown(key, (*_FRONT, *_RECORD_ONLY, *_OWN))
        return at_desk.carry_out(_planned(at_desk, type_name, own, told, record))


def _planned(at_desk: Desk, type_name: str, own: Mapping[str, Any], given: Fields, record: Fields) -> Plan:
    at = at_desk.at
    type_ = at.settings.types.get(type_name)
    if type_ is None:
        raise SapatError(
            Words("«{name}» деген түр жок", "типа «{name}» нет", "there is no type {name!r}"),
            do=Words("булардын бири: {known}", "один из: {known}", "one of: {known}"),
            name=type_name,
            known=", ".join(at.settings.types),
        )
    version = _version(own)
    code = _code(at_desk, type_, own, given.get("process", ()))
    slug = slug_of(code)
    path = f"{_folder(at_desk, type_, own)}/{slug}.md"
    if path in at.files:
        raise SapatError(
            Words("{path} мурунтан бар", "{path} уже есть", "{path} is there already"),
            do=Words(
                "жазуусун ачыңыз: sapat revise {code}",
                "откройте запись: sapat revise {code}",
                "open its record with: sapat revise {code}",
            ),
            path=path,
            code=code,
        )
    front = _front(at_desk, type_, code, version, given)
    kind = "adoption" if _adopted(own) else "introduction"
    facts = checked(record, "change", at_desk.schemas, at_desk.lang)
    opened = {"schema": "change/1", "document": code, "version": str(version), "kind": kind} | facts
    plan = Plan(f"{code} {version}: {kind}")
    lang = front["original_language"]
    plan.write(path, document_text(front, type_, lang if isinstance(lang, str) else lang[0]))
    plan.write(f"registers/changes/{slug}/{version}/record.yaml", emit(opened))
    plan.say(_OPENED, code=code, version=version)
    plan.say(NEXT, what=_NEXT.say(at_desk.lang, {"path": path, "code": code}))
    return plan


def _version(own: Mapping[str, Any]) -> Version:
    """1.0, or the version printed on a text taken over from paper."""
    if "version" not in own:
        return FIRST
    if not _adopted(own):
        raise SapatError(
            Words(
                "жаңы документ 1.0 версиясынан башталат",
                "новый документ начинается с версии 1.0",
                "a new document begins with version 1.0",
            ),
            do=Words(
                "кагазда бекитилген текст үчүн --adoption жазыңыз",
                "для текста, утверждённого на бумаге, укажите --adoption",
                "give --adoption for a text approved on paper",
            ),
        )
    try:
        return Version.parse(str(own["version"]))
    except ValueError:
        raise SapatError(
            Words("«{told}» версия эмес", "«{told}» не версия", "{told!r} is no version"),
            do=Words(
                "версияны мындай жазыңыз: --version 1.0",
                "напишите версию так: --version 1.0",
                "write the version like this: --version 1.0",
            ),
            told=own["version"],
        ) from None


def _adopted(own: Mapping[str, Any]) -> bool:
    return own.get("adoption") in (True, "true")


def _code(at_desk: Desk, type_: DocumentType, own: Mapping[str, Any], processes: Sequence[str]) -> str:
    """The code asked for, or the next free one. Raises SapatError for one that is or was another's."""
    at = at_desk.at
    if "code" in own:
        code = str(own["code"])
        if at.settings.grammar.parse(code) is None:
            form = code_text(at, type_, "1", "")
            raise SapatError(
                Words(
                    "«{code}» sapat.toml грамматикасына туура келбейт",
                    "«{code}» не код по грамматике sapat.toml",
                    "{code!r} is no code by the grammar of sapat.toml",
                ),
                do=Words("мындай жазыңыз: {form}", "напишите так: {form}", "write it like {form}"),
                code=code,
                form=form,
            )
        if is_used(at, code):
            raise SapatError(
                Words(
                    "{code} коду колдонулат же колдонулган",
                    "код {code} занят или был занят",
                    "the code {code} is or was used",
                ),
                do=Words(
                    "--code жазбаңыз: кийинки бош код берилет",
                    "уберите --code: будет выделен следующий свободный",
                    "leave --code out: the next free one is allotted",
                ),
                code=code,
            )
        return code
    if type_.id == at.settings.form_type:
        if "parent" not in own:
            raise SapatError(
                Words(
                    "форма бир документке таандык болот", "форма принадлежит документу", "a form belongs to a document"
                ),
                do=Words("аны атаңыз: --parent CODE", "назовите его: --parent CODE", "name it: --parent CODE"),
            )
        parent = at_desk.slug(str(own["parent"]))
        code = free_form(at, next(one for one, slug in at.slugs_of_codes.items() if slug == parent))
    else:
        number = _process_number(at, type_, processes) if type_.of_process else free_number(at, type_)
        code = code_text(at, type_, number, _unit(at_desk, type_, own)) if number else ""
    if not code:
        raise SapatError(
            Words(
                "{type} түрүнүн бардык номерлери ээленген",
                "все номера типа {type} заняты",
                "every number of type {type} is taken",
            ),
            do=Words(
                "анын грамматикасын sapat.toml ичинде кеңейтиңиз",
                "расширьте его грамматику в sapat.toml",
                "widen its grammar in sapat.toml",
            ),
            type=type_.id,
        )
    return code


def _process_number(at: Snapshot, type_: DocumentType, processes: Sequence[str]) -> str:
    """The number of the one process described. Raises SapatError where none or several are named, or it has a document."""
    number = str(processes[0]) if len(processes) == 1 else ""
    if not number or not number_fits(type_, number):
        raise SapatError(
            Words(
                "{type} түрүндөгү документ бир процессти сүрөттөп, анын номерин алат",
                "документ типа {type} описывает один процесс и носит его номер",
                "a document of type {type} describes one process and carries its number",
            ),
            do=Words("аны атаңыз: --process 2.4", "назовите его: --process 2.4", "name it: --process 2.4"),
            type=type_.id,
        )
    code = code_text(at, type_, number, "")
    if is_used(at, code):
        raise SapatError(
            Words(
                "{number}-процесстин документи бар: {code}",
                "у процесса {number} уже есть документ: {code}",
                "process {number} has its document already: {code}",
            ),
            do=Words(
                "аны оңдоңуз: sapat revise {code}",
                "измените его: sapat revise {code}",
                "change that one: sapat revise {code}",
            ),
            number=number,
            code=code,
        )
    return number


def _unit(at_desk: Desk, type_: DocumentType, own: Mapping[str, Any]) -> str:
    """The unit's letters in the code: an abbreviation as given, or that of a unit named by its id."""
    told = str(own.get("unit", ""))
    unit = at_desk.at.entries("units").get(told)
    if unit is not None:
        short = unit.get("abbreviation")
        told = str(short.get("ky", "")) if isinstance(short, Mapping) else ""
        if not told:
            raise SapatError(
                Words(
                    "{unit} бөлүмүнүн кыскартуусу жок",
                    "у подразделения {unit} нет сокращения",
                    "the unit {unit} has no abbreviation",
                ),
                do=Words(
                    "кошуңуз: sapat amend units/{unit} …",
                    "добавьте: sapat amend units/{unit} …",
                    "add one: sapat amend units/{unit} …",
                ),
                unit=unit.id,
            )
    if type_.unit == "required" and not told:
        raise SapatError(
            Words(
                "{type} түрүнүн кодунда бөлүм көрсөтүлөт",
                "в коде типа {type} указывают подразделение",
                "a code of type {type} names a unit",
            ),
            do=Words("аны атаңыз: --unit ББСБ", "назовите его: --unit ББСБ", "name it: --unit «ББСБ»"),
            type=type_.id,
        )
    if type_.unit == "none" and told:
        raise SapatError(
            Words(
                "{type} түрүнүн кодунда бөлүм болбойт",
                "в коде типа {type} нет подразделения",
                "a code of type {type} names no unit",
            ),
            do=Words("--unit жазбаңыз", "уберите --unit", "leave --unit out"),
            type=type_.id,
        )
    return told


def _folder(at_desk: Desk, type_: DocumentType, own: Mapping[str, Any]) -> str:
    if "folder" in own:
        folder = str(own["folder"]).strip("/")
        if folder not in type_.folders:
            raise SapatError(
                Words(
                    "{type} түрүндөгү документтер {folder} папкасында жатпайт",
                    "документы типа {type} не лежат в {folder}",
                    "documents of type {type} do not lie in {folder}",
                ),
                do=Words("булардын бири: {known}", "один из: {known}", "one of: {known}"),
                type=type_.id,
                folder=folder,
                known=", ".join(type_.folders),
            )
        return folder
    if "parent" in own:
        parent = at_desk.at.by_slug.get(at_desk.slug(str(own["parent"])))
        if parent is not None:
            return parent.path.removesuffix("/index.md").rpartition("/")[0]
    if not type_.folders:
        raise SapatError(
            Words(
                "{type} түрүндөгү документтердин папкасы жок",
                "у документов типа {type} нет папки",
                "documents of type {type} have no folder",
            ),
            do=Words(
                "аларды реестрге каттаңыз: sapat add external …",
                "внесите их в реестр: sapat add external …",
                "register them: sapat add external …",
            ),
            type=type_.id,
        )
    return type_.folders[0]


def _front(at_desk: Desk, type_: DocumentType, code: str, version: Version, given: Fields) -> Fields:
    """The front matter in the order people read it."""
    settings = at_desk.at.settings
    fixed = {"code": code, "title": given.get("title"), "type": type_.id, "version": str(version)}
    fixed |= {"original_language": given.get("original_language", settings.languages[0])}
    if isinstance(given.get("title"), str):
        fixed["title"] = {settings.languages[0]: given["title"]}
    for key in ("title", "owner"):
        if not given.get(key):
            raise SapatError(
                Words("документке --{key} керек", "документу нужен --{key}", "a document needs --{key}"),
                do=Words("жазыңыз: --{key} …", "укажите: --{key} …", "give it: --{key} …"),
                key=key,
            )
    rest = {key: value for key, value in given.items() if key not in fixed}
    rest.setdefault("access", settings.readers)
    ordered = fixed | {key: rest[key] for key in _FRONT if key in rest}
    return checked(ordered, "document", at_desk.schemas, at_desk.lang)
