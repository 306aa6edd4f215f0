"""`sapat trust`: a statement by which root persons vouch for the people register as it stands; they sign it afterwards."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from sapat.commands.context import Context
from sapat.commands.fields import Fields, checked, merged, taken
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.errors import SapatError
from sapat.model.keys import KEYS, revoked
from sapat.model.snapshot import Snapshot
from sapat.model.trust import FIRST, THRESHOLD, TRUST, Statement, list_path, listing, people_files, state_of, statements
from sapat.model.words import Words
from sapat.read.repository import clock
from sapat.report.facts_text import emit
from sapat.rules.signatures import OF_KEYS

_FIELDS: Final = ("roots", "threshold", "order", "why")
_WROTE: Final = Words(
    "{number}-ишеним билдирүүсү жазылды ({kind}): адамдар реестринин {files} файлы, изи {state}.",
    "Записано заявление о доверии {number} ({kind}): файлов реестра людей {files}, отпечаток {state}.",
    "Trust statement {number} ({kind}) is written: {files} files of the people register, digest {state}.",
)
_NEXT: Final = Words(
    "түпкү адамдардын {need} кол тамгасы ({roots}): sapat sign {path} --meaning register; ага чейин өзгөртүү эсептелбейт",
    "подписи {need} корневых лиц ({roots}): sapat sign {path} --meaning register; до этого изменение не в счёт",
    "{need} root persons sign ({roots}): sapat sign {path} --meaning register; until then the change does not count",
)


@click.command()
@click.option("--roots", "field_roots", metavar="PERSON,…", default=None, help="The root persons; default: as before.")
@click.option(
    "--threshold", "field_threshold", type=int, default=None, help="How many of them sign; default: as before."
)
@click.option("--reset", is_flag=True, help="Begin anew, on a paper order of the head.")
@click.option("--order", "field_order", metavar="ACT", default=None, help="The order that a reset rests on.")
@click.option("--why", "field_why", default=None, help="The reason.")
@writing
@click.pass_obj
def command(context: Context, /, reset: bool, asked: Asked, **flags: Any) -> int:
    """Write the next trust statement about the people register as it stands now; root persons then sign it."""
    with desk(context, asked) as at_desk:
        given = taken(flags)
        if isinstance(given.get("roots"), str):
            given["roots"] = [one.strip() for one in given["roots"].split(",") if one.strip()]
        told = checked(merged(asked.fields, given), "trust", at_desk.schemas, at_desk.lang, allowed=_FIELDS)
        return at_desk.carry_out(_planned(at_desk, told, reset=reset))


def _planned(at_desk: Desk, told: Fields, *, reset: bool) -> Plan:
    at = at_desk.at
    every = statements(at)
    draft = every[-1] if every and not every[-1].valid and not reset else None  # written, and nobody has signed it yet
    if draft is not None and at.signatures.get(draft.path):
        raise _half_signed(draft)
    former = (every[-2] if len(every) > 1 else None) if draft else (every[-1] if every else None)
    number = draft.number if draft else (former.number + 1 if former else 1)
    kind = "roots" if former is None else "reset" if reset else "change"
    _sound(kind, told, reset=reset)
    before = draft or former
    roots = told.get("roots") or (list(before.roots) if before else [])
    threshold = told.get("threshold") or (before.threshold if before else THRESHOLD)
    _can_sign(at, told.get("roots", []))
    files = people_files(at)
    state = state_of(files)
    same = former is not None and draft is None and not reset
    if (
        same
        and former
        and (former.entry.text("state"), former.roots, former.threshold) == (state, tuple(roots), threshold)
    ):
        raise SapatError(
            Words(
                "{number}-билдирүүдөн бери эч нерсе өзгөргөн эмес",
                "после заявления {number} ничего не изменилось",
                "nothing has changed since statement {number}",
            ),
            do=Words(
                "адегенде өзгөртүңүз: sapat add keys …, sapat amend keys/ID …",
                "сначала внесите изменение: sapat add keys …, sapat amend keys/ID …",
                "make the change first: sapat add keys …, sapat amend keys/ID …",
            ),
            number=former.number,
        )
    fact: Fields = {"schema": "trust/1", "number": number, "kind": kind, "roots": roots, "threshold": threshold}
    fact |= {"state": state, "previous": former.entry.sha256 if former else FIRST}
    fact |= {key: told[key] for key in ("order", "why") if key in told}
    fact["recorded"] = clock().astimezone(ZoneInfo(at.settings.timezone)).isoformat(timespec="seconds")
    fact["by"] = at_desk.by()
    return _told(at_desk, Plan(f"people: trust {number} ({kind})", later=OF_KEYS), fact, former, files)


def _told(at_desk: Desk, plan: Plan, fact: Fields, former: Statement | None, files: dict[str, str]) -> Plan:
    path = f"{TRUST}{fact['number']}.yaml"
    plan.write(path, emit(fact))
    plan.write(list_path(path), listing(files))
    plan.vouched += list(files)
    own = fact["kind"] != "change" or former is None
    asked, need = (fact["roots"], fact["threshold"]) if own or former is None else (former.roots, former.threshold)
    kind = at_desk.named("trust", "kind", fact["kind"])
    plan.say(_WROTE, number=fact["number"], kind=kind, files=len(files), state=fact["state"][:12])
    plan.say(NEXT, what=_NEXT.say(at_desk.lang, {"need": need, "roots": ", ".join(asked), "path": path}))
    return plan


def _sound(kind: str, told: Fields, *, reset: bool) -> None:
    """The first statement names its roots; a reset names its order, and nothing else does."""
    if kind == "roots" and not told.get("roots"):
        raise SapatError(
            Words("түпкү адамдар аталган эмес", "корневые лица не названы", "no root persons are named"),
            do=Words(
                "кеминде үчөөнү атаңыз: --roots p-001,p-002,p-003",
                "назовите не меньше трёх: --roots p-001,p-002,p-003",
                "name at least three: --roots p-001,p-002,p-003",
            ),
        )
    if reset and kind != "reset":
        raise SapatError(
            Words("жаңыдан баштай турган эч нерсе жок", "начинать заново нечего", "there is nothing to begin anew"),
            do=Words("--reset жазбаңыз", "уберите --reset", "leave --reset out"),
        )
    if reset != ("order" in told):
        raise SapatError(
            Words(
                "--reset менен --order бирге гана берилет",
                "--reset и --order даются только вместе",
                "--reset and --order go together",
            ),
            do=Words(
                "ректордун буйругун атаңыз: --reset --order ACT",
                "назовите приказ ректора: --reset --order ACT",
                "name the rector's order: --reset --order ACT",
            ),
        )


def _half_signed(draft: Statement) -> SapatError:
    return SapatError(
        Words(
            "{number}-билдирүүгө кол коюлган, бирок жетишсиз же жараксыз ({have}/{need}): ал өзгөртүлбөйт",
            "заявление {number} подписано, но подписей мало или они недействительны ({have}/{need}): его не меняют",
            "statement {number} is signed, but by too few or no longer validly ({have}/{need}): it is not changed",
        ),
        do=Words(
            "башка түпкү адам кол койсун: sapat sign {path}; негизги бутакка жете элек болсо, кол тамгаларын алып салып кайра жазыңыз",
            "пусть подпишет другое корневое лицо: sapat sign {path}; если в основной ветке его ещё нет, уберите подписи и запишите снова",
            "let another root person sign: sapat sign {path}; if it is not on the main line yet, take its signatures away and write it anew",
        ),
        number=draft.number,
        have=len(draft.signers),
        need=draft.needed,
        path=draft.path,
    )


def _can_sign(at: Snapshot, roots: list[str]) -> None:
    """Refuse to name root persons that could never sign: each needs a key that is not revoked."""
    held = {entry.text("person") for entry in at.entries(KEYS).values() if revoked(entry) is None}
    bare = [one for one in roots if one not in held]
    if bare:
        raise SapatError(
            Words(
                "ачкычы жок түпкү адам: {bare}",
                "у корневого лица нет ключа: {bare}",
                "root persons without a key: {bare}",
            ),
            do=Words(
                "ачкычын киргизиңиз: sapat add keys --person …",
                "внесите ключ: sapat add keys --person …",
                "enter a key: sapat add keys --person …",
            ),
            bare=", ".join(bare),
        )
