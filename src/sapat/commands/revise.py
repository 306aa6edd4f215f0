"""`sapat revise`: open the record of the next version, complete it, drop it, or begin from a former text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.commands.drafts import dropped, restored, set_aside, version_named
from sapat.commands.fields import Fields, checked, merged, schema_options, taken
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.documents import TEXT_KEYS, Document
from sapat.model.entries import administered
from sapat.model.errors import SapatError
from sapat.model.records import Dossier
from sapat.model.status import Status, also_in_force, code_on, newest_sealed, open_record, standing
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
    """Open the record of the next version of CODE, or complete the one that is open.

    With --urgent while another revision is open, that one makes way: its draft is kept on the branch draft/SLUG
    (--commit), the text goes back to the registered one, and agreements are asked again.
    """
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
            return at_desk.carry_out(dropped(at_desk, slug, record, restore))
        if edition:
            given = {"kind": "new-edition"} | given
        if record is None or _makes_way(at_desk, slug, record, given):
            return at_desk.carry_out(_opened(at_desk, slug, given, restore, record, adoption=adoption))
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


def _makes_way(at_desk: Desk, slug: str, record: Dossier, given: Fields) -> bool:
    """Whether an open record gives its number to an urgent change, which starts from the registered text.

    A text that was never registered has none to start from: its own record becomes the urgent one.
    """
    return given.get("urgent") is True and not record.urgent and newest_sealed(at_desk.at.versions(slug)) is not None


def _opened(
    at_desk: Desk, slug: str, given: Fields, restore: str | None, aside: Dossier | None, *, adoption: bool
) -> Plan:
    """The next record; *aside* is the open one that makes way for it."""
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
        _refuse_ended(at_desk, slug)
        version, kind = _following(former, given)
        given = _going_on(former, at_desk.today) | given
    code = code_on(at, slug)
    opened = {"schema": "change/1", "document": code, "version": str(version), "kind": kind}
    plan = Plan(f"{code} {version}: {kind}")
    held = doc.front
    if aside is not None:
        set_aside(at_desk, plan, slug, aside)
        held = former.front if former else held
    if former is not None and restore:
        source = version_named(at_desk, slug, restore)
        restored(at_desk, plan, doc, source)
        held = source.front
    plan.write(f"registers/changes/{slug}/{version}/record.yaml", emit(opened | given | {"kind": kind}))
    _prepared(at_desk, plan, doc, held, _values_of_the_day(at_desk, former) | {"code": code, "version": str(version)})
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
    except ValueError:
        raise SapatError(
            Words("«{told}» версия эмес", "«{told}» не версия", "{told!r} is no version"),
            do=Words(
                '{path} ичине кагаздагы версияны жазыңыз, мисалы \\"1.0\\"',
                'напишите в {path} версию, напечатанную на бумаге, например \\"1.0\\"',
                'write the printed version in {path}, such as \\"1.0\\"',
            ),
            told=doc.text("version"),
            path=doc.path,
        ) from None


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


def _refuse_ended(at_desk: Desk, slug: str) -> None:
    """Raises SapatError for a document that a merger or a split has ended: its successor is what changes."""
    found = standing(at_desk.at, slug)
    if found is None or found.status is not Status.SUPERSEDED or found.ended_by is None:
        return
    raise SapatError(
        Words(
            "{code} документинин күчүн {other} {on} күнү токтоткон",
            "{code} прекратил действие {on} ({other})",
            "{other} ended {code} on {on}",
        ),
        do=Words(
            "өзгөртүүнү {other} документине киргизиңиз: sapat revise {other}",
            "внесите изменение в {other}: sapat revise {other}",
            "bring the change into {other}: sapat revise {other}",
        ),
        code=code_on(at_desk.at, slug),
        other=code_on(at_desk.at, found.ended_by.slug),
        on=found.ended_by.effective,
    )


def _going_on(former: Dossier, today: date) -> Fields:
    """The editions that still go on for some: the next record repeats them, or it ends them."""
    kept = [dict(one) for one in also_in_force(former, today)]
    return {"keeps": kept} if kept else {}


def _values_of_the_day(at_desk: Desk, former: Dossier | None) -> dict[str, Any]:
    """The administrative values that addenda have given the former text by today."""
    if former is None or not former.front:
        return {}
    begun = administered(former.front, former.addenda, at_desk.today)
    added = {key for one in former.addenda for key in one.set if one.kind == "administrative"}
    return {key: begun[key] for key in added if key not in TEXT_KEYS and key in begun}


def _prepared(at_desk: Desk, plan: Plan, doc: Document, held: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Write the version, and the administrative values of the day, into the working file: one line each."""
    planned = plan.files.get(doc.path)
    data = planned if planned is not None else at_desk.bytes_of([doc.path])[doc.path]
    changed = {key: value for key, value in wanted.items() if held.get(key) != value}
    if changed:
        plan.write(doc.path, edited_front(doc.path, data.decode(), changed))


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
    if doc is not None and doc.readable and not record.is_withdrawal:  # a draft taken back may bear another number
        _prepared(at_desk, plan, doc, doc.front, {"version": str(record.version)})
    told = {"code": record.code, "version": record.version, "path": doc.path if doc else ""}
    plan.say(_EDITED, **told)
    plan.say(NEXT, what=_NEXT.say(at_desk.lang, told))
    return plan
