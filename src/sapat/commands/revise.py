"""`sapat revise`: open the record of the next version, complete it, drop it, or begin from a former text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, merged, schema_options, taken
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.documents import TEXT_KEYS, Document
from sapat.model.entries import values_on
from sapat.model.errors import SapatError
from sapat.model.records import Dossier
from sapat.model.status import code_on, newest_sealed, open_record
from sapat.model.versions import FIRST, Version
from sapat.model.words import Words
from sapat.report.facts_text import emit
from sapat.write.edit import edited_facts, edited_front

_FIELDS: Final = (
    *("kind", "urgent", "summary", "basis", "analysis", "actions", "effective", "expires", "ratify_by"),
    *("ends", "keeps", "whole_text_reviewed", "registration", "acts_missing"),
)
_KINDS: Final = ("change", "addition", "editorial", "new-edition")
_OPENED: Final = Words(
    "{code}: {version} версиясынын жазуусу ачылды ({kind}).",
    "{code}: открыта запись о версии {version} ({kind}).",
    "{code}: the record of version {version} is open ({kind}).",
)
_EDITED: Final = Words(
    "{code}: {version} версиясынын ачык жазуусу толукталды.",
    "{code}: открытая запись о версии {version} дополнена.",
    "{code}: the open record of version {version} now says so.",
)
_DROPPED: Final = Words(
    "{code}: {version} версиясынын ачык досьеси алынды.",
    "{code}: открытое досье версии {version} снято.",
    "{code}: the open dossier of version {version} is dropped.",
)
_NEXT: Final = Words(
    "текстти {path} файлында оңдоңуз, андан соң: sapat agree {code} --role … --meaning check --result yes",
    "измените текст в {path}, затем: sapat agree {code} --role … --meaning check --result yes",
    "edit the text in {path}, then: sapat agree {code} --role … --meaning check --result yes",
)


@click.command()
@click.argument("code")
@click.option("--edition", is_flag=True, help="A new edition: E+1.0 instead of the next change.")
@click.option("--adoption", is_flag=True, help="The first record of a text approved on paper before.")
@click.option("--drop", is_flag=True, help="Drop the open dossier whole; with --restore also the edits.")
@click.option("--restore", metavar="VERSION", default=None, help="Take the text of a former version.")
@schema_options("change", *_FIELDS)
@writing
@click.pass_obj
def command(
    context: Context,
    /,
    code: str,
    edition: bool,
    adoption: bool,
    drop: bool,
    restore: str | None,
    asked: Asked,
    **flags: Any,
) -> int:
    """Open the record of the next version of CODE, or complete the one that is open."""
    with desk(context, asked) as at_desk:
        told = merged(asked.fields, taken(flags))
        given = checked(told, "change", at_desk.schemas, at_desk.lang, allowed=_FIELDS)
        slug = at_desk.slug(code)
        record = open_record(at_desk.at.versions(slug))
        if drop and (given or edition or adoption):
            raise SapatError(
                Words(
                    "--drop жазууну бүтүндөй түшүрөт: башка талаалар менен бирге берилбейт",
                    "--drop снимает запись целиком: другие поля с ним не даются",
                    "--drop takes the record away as a whole: no other field goes with it",
                ),
                do=Words(
                    "адегенде --drop, андан кийин жаңы жазуу",
                    "сначала --drop, затем новая запись",
                    "first --drop alone, then open a new record",
                ),
            )
        if drop:
            return at_desk.carry_out(_dropped(at_desk, slug, record, restore))
        if edition:
            given = {"kind": "new-edition"} | given
        if record is None:
            return at_desk.carry_out(_opened(at_desk, slug, given, restore, adoption=adoption))
        if restore or (edition and record.kind != "new-edition"):
            raise SapatError(
                Words(
                    "{version} версиясы мурунтан ачык",
                    "версия {version} уже открыта",
                    "version {version} is open already",
                ),
                do=Words(
                    "адегенде аны алып салыңыз: sapat revise {code} --drop{text}",
                    "сначала уберите её: sapat revise {code} --drop{text}",
                    "drop it first: sapat revise {code} --drop{text}",
                ),
                version=record.version,
                code=code,
                text=f" --restore {restore}" if restore else "",
            )
        return at_desk.carry_out(_completed(at_desk, slug, record, given))


def _opened(at_desk: Desk, slug: str, given: Fields, restore: str | None, *, adoption: bool) -> Plan:
    at = at_desk.at
    doc = at.by_slug.get(slug)
    if doc is None or not doc.readable:
        raise SapatError(
            Words(
                "{slug} документинин жумушчу файлы жок же окулбайт",
                "рабочего файла {slug} нет, или он не читается",
                "the working file of {slug} is missing or cannot be read",
            ),
            do=Words(
                "кемчиликти көрүңүз: sapat check",
                "посмотрите, что не так: sapat check",
                "see what is wrong with: sapat check",
            ),
            slug=slug,
        )
    former = newest_sealed(at.versions(slug))
    if former is None:
        version, kind = _first(doc, adoption=adoption)
    else:
        version, kind = _following(former, given)
    code = code_on(at, slug)
    opened = {"schema": "change/1", "document": code, "version": str(version), "kind": kind}
    plan = Plan(f"{code} {version}: {kind}")
    plan.write(f"registers/changes/{slug}/{version}/record.yaml", emit(opened | given | {"kind": kind}))
    if former is not None and restore:
        _restored(at_desk, plan, doc, _version_named(at_desk, slug, restore))
    _prepared(at_desk, plan, doc, former, {"code": code, "version": str(version)})
    told = {"code": code, "version": version, "kind": kind, "path": doc.path}
    plan.say(_OPENED, **told | {"kind": at_desk.named("change", "kind", kind)})
    plan.say(NEXT, what=_NEXT.say(at_desk.lang, told))
    return plan


def _first(doc: Document, *, adoption: bool) -> tuple[Version, str]:
    """A text that has no record yet: introduced as 1.0, or taken over as printed."""
    if not adoption:
        return FIRST, "introduction"
    try:
        return Version.parse(doc.text("version")), "adoption"
    except ValueError as error:
        raise SapatError(str(error), do=f"write the printed version in {doc.path}") from None


def _following(former: Dossier, given: Fields) -> tuple[Version, str]:
    if former.is_withdrawal:
        raise SapatError(
            Words(
                "{code} күчүн жоготкон, бул биротоло",
                "{code} отменён, это окончательно",
                "{code} is withdrawn; that is final",
            ),
            do=Words(
                "жаңы документ түзүңүз: sapat new",
                "создайте новый документ: sapat new",
                "make a new document: sapat new",
            ),
            code=former.code,
        )
    kind = str(given.get("kind", "change"))
    if kind not in _KINDS:
        raise SapatError(
            Words(
                "кийинки версия «{kind}» түрүндө болбойт",
                "следующая версия не бывает вида «{kind}»",
                "a later version is not of kind {kind!r}",
            ),
            do=Words("булардын бири: {known}", "один из: {known}", "one of: {known}"),
            kind=kind,
            known=", ".join(_KINDS),
        )
    return (former.version.next_edition if kind == "new-edition" else former.version.next_change), kind


def _prepared(at_desk: Desk, plan: Plan, doc: Document, former: Dossier | None, text_keys: Mapping[str, str]) -> None:
    """Write the version, and the administrative values of the day, into the working file: one line each."""
    planned = plan.files.get(doc.path)
    data = planned if planned is not None else at_desk.bytes_of([doc.path])[doc.path]
    held: Mapping[str, Any] = doc.front
    wanted: dict[str, Any] = dict(text_keys)
    if former is not None and former.front:
        begun = values_on(former.front, former.addenda, at_desk.today)
        added = {key for one in former.addenda for key in one.set if one.kind in ("correction", "administrative")}
        wanted |= {key: begun[key] for key in added if key not in TEXT_KEYS and key in begun}
        held = former.front if planned is not None else held
    changed = {key: value for key, value in wanted.items() if held.get(key) != value}
    if changed:
        plan.write(doc.path, edited_front(doc.path, data.decode(), changed))


def _version_named(at_desk: Desk, slug: str, told: str) -> Dossier:
    known = [one for one in at_desk.at.versions(slug) if one.is_sealed and one.copy]
    found = next((one for one in known if str(one.version) == told), None)
    if found is None:
        names = ", ".join(str(one.version) for one in known)
        raise SapatError(
            Words(
                "«{told}» версиясынын катталган тексти жок",
                "зарегистрированного текста версии «{told}» нет",
                "there is no registered text of version {told!r}",
            ),
            do=Words("булардын бири: {known}", "один из: {known}", "one of: {known}"),
            told=told,
            known=names,
        )
    return found


def _restored(at_desk: Desk, plan: Plan, doc: Document, former: Dossier) -> None:
    """Put the files of a control copy in the place of the working text; files it did not have go."""
    held = at_desk.bytes_of([one.path for one in former.copy])
    plan.files |= dict.fromkeys(one.path for one in doc.files)
    for one in former.copy:
        main = one.relative in ("index.md", former.slug + ".md")
        plan.files[doc.path if main else f"{doc.base}/{one.relative}"] = held[one.path]


def _completed(at_desk: Desk, slug: str, record: Dossier, given: Fields) -> Plan:
    """The open record with the fields given; its kind may change where the version stays the same."""
    if record.record is None or not record.record.readable:
        raise SapatError(
            Words("{path} окулбайт", "{path} не читается", "{path} cannot be read"),
            do=Words(
                "кемчиликти көрүңүз: sapat check",
                "посмотрите, что не так: sapat check",
                "see what is wrong with: sapat check",
            ),
            path=record.path,
        )
    kind = str(given.get("kind", record.kind))
    if kind != record.kind and not {kind, record.kind} <= {"change", "addition", "editorial"}:
        raise SapatError(
            Words(
                "ачык жазуунун түрү башка: {kind}",
                "открытая запись другого вида: {kind}",
                "the open record is of kind {kind}",
            ),
            do=Words(
                "адегенде аны алып салыңыз: sapat revise {code} --drop",
                "сначала уберите её: sapat revise {code} --drop",
                "drop it first: sapat revise {code} --drop",
            ),
            kind=record.kind,
            code=record.code,
        )
    held = at_desk.bytes_of([record.path])[record.path].decode()
    plan = Plan(f"{record.code} {record.version}: {record.kind}")
    changed = {key: value for key, value in given.items() if record.record.get(key) != value}
    plan.write(record.path, edited_facts(record.path, held, changed))
    doc = at_desk.at.by_slug.get(slug)
    told = {"code": record.code, "version": record.version, "path": doc.path if doc else ""}
    plan.say(_EDITED, **told)
    plan.say(NEXT, what=_NEXT.say(at_desk.lang, told))
    return plan


def _dropped(at_desk: Desk, slug: str, record: Dossier | None, restore: str | None) -> Plan:
    """All files of the open dossier removed; the working file as it was, or with its old version line."""
    if record is None:
        raise SapatError(
            Words(
                "{slug} документинин ачык жазуусу жок", "у {slug} нет открытой записи", "no record of {slug} is open"
            ),
            do=Words(
                "абалын караңыз: sapat show {slug}",
                "посмотрите состояние: sapat show {slug}",
                "see where it stands: sapat show {slug}",
            ),
            slug=slug,
        )
    at = at_desk.at
    plan = Plan(f"{record.code} {record.version}: dropped")
    plan.files |= dict.fromkeys(path for path in at.files if path.startswith(record.folder + "/"))
    former, doc = newest_sealed(at.versions(slug)), at.by_slug.get(slug)
    if former is None and doc is not None:
        raise SapatError(
            Words(
                "{code} эч качан катталган эмес, анын тексти жазуусуз калмак",
                "{code} не регистрировался, его текст остался бы без записи",
                "{code} was never registered, its text would be left without a record",
            ),
            do=Words(
                "адегенде текстти алып салыңыз: git rm {path}",
                "сначала уберите текст: git rm {path}",
                "remove the text first: git rm {path}",
            ),
            code=record.code,
            path=doc.path,
        )
    if former is not None and doc is not None and not record.is_withdrawal:
        if not (restore or _body_is_sealed(at_desk, doc, former)):
            raise SapatError(
                Words(
                    "{path} оңдолгон: досье алынса, ал тексттин жазуусу калбайт",
                    "{path} изменён: без досье у этого текста не останется записи",
                    "{path} was edited: without the dossier that text would have no record",
                ),
                do=Words(
                    "оңдоолордон баш тартып, катталган текстти кайтаруу: sapat revise {code} --drop --restore {version}",
                    "отказаться от правок и вернуть зарегистрированный текст: sapat revise {code} --drop --restore {version}",
                    "give the edits up and take the registered text back: sapat revise {code} --drop --restore {version}",
                ),
                path=doc.path,
                code=record.code,
                version=former.version,
            )
        _restored(at_desk, plan, doc, _version_named(at_desk, slug, restore) if restore else former)
    plan.say(_DROPPED, code=record.code, version=record.version)
    return plan


def _body_is_sealed(at_desk: Desk, doc: Document, former: Dossier) -> bool:
    """Whether nobody has touched the text since it was opened, so that putting the sealed bytes back loses nothing."""
    copies = {one.relative: one for one in former.copy}
    if {one.relative for one in doc.files} != set(copies):
        return False
    for one in doc.files:
        copy = copies[one.relative]
        if one.sha256 == copy.sha256:
            continue
        if one.path != doc.path:
            return False
        both = at_desk.bytes_of([one.path, copy.path])
        if _body(both[one.path]) != _body(both[copy.path]):
            return False
    return True


def _body(data: bytes) -> bytes:
    return data.split(b"\n---", 1)[-1]
