"""`sapat approve`: seal the open records of one or many documents, all or none. The document files are never touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from sapat.commands.acts import named_act
from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, merged, schema_options, taken
from sapat.commands.writing import Asked, Desk, Plan, desk, writing
from sapat.model.approval import answered, missing, titles
from sapat.model.due import ratify_until
from sapat.model.entries import Entry
from sapat.model.errors import SapatError
from sapat.model.records import Dossier
from sapat.model.routing import route_of, text_of_open
from sapat.model.sections import changed_sections
from sapat.model.signing import SIGNED
from sapat.model.status import code_on, newest_sealed, open_record
from sapat.model.words import Words
from sapat.read.repository import clock
from sapat.report.said import back_text
from sapat.report.sealing import Sealing, sealed_record
from sapat.write.edit import edited_facts

_FIELDS: Final = (
    *("decision", "order", "effective", "expires", "summary", "basis", "analysis", "actions", "acts_missing"),
    *("ends", "keeps", "ratify_by", "whole_text_reviewed", "registration"),
)
_SEALED: Final = Words(
    "{code} {version} катталды, {effective} күнүнөн күчүндө; тексттин изи {text}.",
    "{code} {version} зарегистрирован, в силе с {effective}; отпечаток текста {text}.",
    "{code} {version} is registered, in force from {effective}; text digest {text}.",
)
_ENDED: Final = Words(
    "{code}: {effective} күнүнөн күчүн жоготот.",
    "{code}: утрачивает силу с {effective}.",
    "{code} loses force on {effective}.",
)
_BESIDE: Final = Words("⚠ {said}", "⚠ {said}", "⚠ {said}")
_LACKING: Final = Words(
    "Эч нерсе жазылган жок: каттоого дагы булар керек.",
    "Ничего не записано: для регистрации ещё нужно следующее.",
    "Nothing was written: this is still missing before it can be registered.",
)
_NEXT: Final = Words(
    "Кийинки кадам: файлдарды коммит кылып, негизги бутакка кошуңуз; сайт аларды ошондо гана көрсөтөт.",
    "Дальше: закоммитьте файлы и влейте их в основную ветку; только тогда сайт их покажет.",
    "Next: commit the files and bring them to the main line; only then the site shows them.",
)
_NEXT_COMMITTED: Final = Words(
    "Кийинки кадам: коммитти негизги бутакка кошуңуз; сайт аны ошондо гана көрсөтөт.",
    "Дальше: влейте коммит в основную ветку; только тогда сайт его покажет.",
    "Next: bring the commit to the main line; only then the site shows it.",
)
_TO_SIGN: Final = Words(
    "{code} {version} кол коюлганча ачык деп эсептелет: {need} кол тамга ({roles}), sapat sign {path} --meaning approve.",
    "{code} {version} считается открытым до подписей: нужно {need} ({roles}), sapat sign {path} --meaning approve.",
    "{code} {version} counts as open until it is signed: {need} ({roles}), sapat sign {path} --meaning approve.",
)


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@schema_options("change", *_FIELDS)
@writing
@click.pass_obj
def command(context: Context, /, codes: tuple[str, ...], asked: Asked, **flags: Any) -> int:
    """Register the approval of the present texts of CODE...: all of them or none."""
    with desk(context, asked) as at_desk:
        told = merged(asked.fields, taken(flags))
        given = checked(told, "change", at_desk.schemas, at_desk.lang, allowed=_FIELDS)
        cases = [_case(at_desk, slug, given) for slug in dict.fromkeys(at_desk.slug(code) for code in codes)]
        lacks = [told for case in cases for told in case.lacks(at_desk)]
        if lacks:
            click.echo("\n".join((_LACKING.say(at_desk.lang), *lacks)))
            return 1
        plan = Plan("; ".join(f"{case.record.code} {case.record.version}: {case.record.kind}" for case in cases))
        for case in cases:
            case.sealed(at_desk, plan)
        plan.say(_NEXT_COMMITTED if asked.commit else _NEXT)
        return at_desk.carry_out(plan)


@dataclass(frozen=True, slots=True)
class _Case:
    """One record to be sealed: as it is, and with the facts this command completes it by."""

    slug: str
    record: Dossier  # with the facts completed
    completed: Mapping[str, Any]  # the facts that differ from what stands in the file
    acts: tuple[Entry, ...]

    def lacks(self, at_desk: Desk) -> list[str]:
        """What the record still lacks, by the same table that the rules read."""
        lang = at_desk.lang
        found = missing(at_desk.at, self.slug, self.record)
        where = f"{self.record.code} {self.record.version}"
        return [f"  {where}: {lack.words.say(lang, lack.args)}  ({lack.where.path})" for lack in found]

    def sealed(self, at_desk: Desk, plan: Plan) -> None:
        """Add the control copy and the sealed record to the plan."""
        at, record = at_desk.at, self.record
        former = newest_sealed(at.versions(self.slug))
        doc = None if record.is_withdrawal else at.by_slug[self.slug]
        files = doc.files if doc else ()
        held = at_desk.bytes_of([record.path, *(one.path for one in files)])
        text = text_of_open(at, self.slug, record)
        made_by = doc.front.get("compilers") if doc else None
        seal = Sealing(
            files=[(one.relative, one.sha256) for one in files],
            sections=_changed(at_desk, former, {one.relative: held[one.path] for one in files}),
            made_by=made_by if isinstance(made_by, list) else [],
            agreements=_counted(at_desk, record, text),
            acts=[(act.path, act.sha256) for act in self.acts],
            previous=former.record.sha256 if former and former.record else "first",
            sealed=clock().astimezone(ZoneInfo(at.settings.timezone)),
            by=at_desk.by(),
        )
        facts = held[record.path].decode()
        plan.vouched += [one.path for one in files]
        plan.vouched += [one.path for one in record.agreements] + [act.path for act in self.acts]
        plan.intact.append(f"registers/changes/{self.slug}/")
        plan.write(record.path, sealed_record(edited_facts(record.path, facts, self.completed), seal))
        plan.files |= dict.fromkeys(one.path for one in record.copy)
        plan.files |= {f"{record.folder}/copy/{one.relative}": held[one.path] for one in files}
        told = {"code": record.code, "version": record.version, "effective": record.effective, "text": text[:12]}
        plan.say(_ENDED if record.is_withdrawal else _SEALED, **told)
        for said in back_text(at, record, at_desk.lang):
            plan.say(_BESIDE, said=said)
        route = route_of(at, self.slug, record)
        if route is not None and route.evidence == SIGNED:
            roles = titles(at, "roles", route.signed_by)
            plan.say(_TO_SIGN, **told, path=record.path, need=route.threshold, roles=roles)


def _case(at_desk: Desk, slug: str, given: Fields) -> _Case:
    """The open record of a document with its facts completed. Raises SapatError where there is nothing to seal."""
    at = at_desk.at
    record = open_record(at.versions(slug))
    if record is None or record.record is None or not record.record.readable:
        raise SapatError(
            Words(
                "{slug} документинин окулуучу ачык жазуусу жок",
                "у {slug} нет читаемой открытой записи",
                "no readable record of {slug} is open",
            ),
            do=Words(
                "кийинки версиясын ачыңыз: sapat revise {code}",
                "откройте следующую версию: sapat revise {code}",
                "open the next version: sapat revise {code}",
            ),
            slug=slug,
            code=code_on(at, slug) or slug,
        )
    doc = at.by_slug.get(slug)
    if not record.is_withdrawal and (doc is None or not doc.readable):
        raise SapatError(
            Words(
                "{code} документинин тексти окулбайт", "текст {code} не читается", "the text of {code} cannot be read"
            ),
            do=Words(
                "кемчиликти көрүңүз: sapat check",
                "посмотрите, что не так: sapat check",
                "see what is wrong with: sapat check",
            ),
            code=record.code,
        )
    completed = dict(given)
    acts: list[Entry] = []
    for kind in ("decision", "order"):
        told = given.get(kind, record.record.get(kind))
        if isinstance(told, str):
            completed[kind], act = named_act(at_desk, slug, told, kind)
            acts.append(act)
    completed = {key: value for key, value in completed.items() if record.record.get(key) != value}
    whole = replace(record, record=replace(record.record, value={**record.record.value, **completed}))
    until = ratify_until(at, whole) if whole.urgent and not whole.get("ratify_by") else None
    if until is not None:  # as long as the route allows after its order
        completed["ratify_by"] = until.isoformat()
        whole = replace(whole, record=replace(record.record, value={**record.record.value, **completed}))
    return _Case(slug, whole, completed, tuple(acts))


def _counted(at_desk: Desk, record: Dossier, text: str) -> list[tuple[str, str, bool]]:
    """(path, SHA-256, whether for an earlier text) of the answers that count, also of roles no route asks."""
    found: list[tuple[str, str, bool]] = []
    for role, meaning in dict.fromkeys((a.role, a.meaning) for a in record.agreements):
        wrong, best = answered(at_desk.at, record, role, meaning, text)
        if best is not None and not wrong:
            found.append((best.path.removeprefix(record.folder + "/"), best.sha256, best.text != text))
    return found


def _changed(at_desk: Desk, former: Dossier | None, fresh: Mapping[str, bytes]) -> list[str]:
    """The sections that differ from the former version; a first text has nothing to differ from."""
    if former is None or not fresh:
        return []
    held = at_desk.bytes_of([one.path for one in former.copy])
    return changed_sections({one.relative: held[one.path] for one in former.copy}, fresh)
