"""`sapat sign`: a detached SSH signature of a fact, in the namespace of its meaning."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Final

import click

from sapat.commands.agree import ALL, LEFT
from sapat.commands.context import Context
from sapat.commands.fields import taken, unknown
from sapat.commands.sign_words import (
    DONE,
    MEANINGS,
    NEITHER,
    NO_FACT,
    NO_FILE,
    NO_KEY,
    NO_PERSON,
    NO_VERSION,
    OLD_TEXT,
    RECORD_NEXT,
    SAW_OTHER,
    SIGNED_ALREADY,
    SIGNED_NOW,
    TRUST_NEXT,
    WRONG_MEANING,
)
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.append_only import dossier_of
from sapat.model.approval import answers_left, titles
from sapat.model.errors import DID_YOU_MEAN, SapatError
from sapat.model.keys import Fault, entries_of
from sapat.model.records import Agreement
from sapat.model.routing import route_of, text_of_open
from sapat.model.signatures import APPROVE, CHECK, REGISTER, Signature, signature_path
from sapat.model.signing import Subject, approvers, refusal, subject, valid
from sapat.model.snapshot import Snapshot
from sapat.model.sshkeys import Malformed, of_text
from sapat.model.trust import TRUST, statements
from sapat.model.words import Words
from sapat.read.signatures import seen
from sapat.rules.signature_words import DO, SAYS
from sapat.rules.signatures import OF_KEYS, topic_of
from sapat.write.signer import AGENT, public_keys, signed

_NAMESPACES: Final = {"check": CHECK, "agree": CHECK, "approve": APPROVE, "register": REGISTER}
_FIELDS: Final = ("meaning", "key", "person")


@click.command()
@click.argument("file")
@click.option("--meaning", "field_meaning", type=click.Choice(list(_NAMESPACES)), default=None, help="What it says.")
@click.option("--key", "field_key", metavar="PATH|agent", default=None, help="A key file, or `agent` (the default).")
@click.option("--person", "field_person", metavar="ID", default=None, help="Who signs; the key tells it, too.")
@writing
@click.pass_obj
def command(context: Context, /, file: str, asked: Asked, **flags: Any) -> int:
    """Sign FILE: an agreement, a sealed record (also CODE@VERSION), an addendum, an act, an entry, a trust statement."""
    with desk(context, asked) as at_desk:
        told = asked.fields | taken(flags)
        for key in told:
            if key not in _FIELDS:
                raise unknown(key, _FIELDS)
        path = _path(at_desk, file)
        meaning = str(told.get("meaning") or _only_meaning(at_desk.at, path))
        return at_desk.carry_out(
            _planned(at_desk, path, meaning, str(told.get("key") or AGENT), str(told.get("person") or ""))
        )


def _path(at_desk: Desk, told: str) -> str:
    """The path of a fact in the repository: as given, from where the user stands, or of a version by CODE@VERSION."""
    at = at_desk.at
    code, sign, version = told.partition("@")
    if sign and "/" not in told:
        slug = at_desk.slug(code)
        found = next((one for one in at.versions(slug) if str(one.version) == version), None)
        if found is None:
            known = ", ".join(f"{code}@{one.version}" for one in at.versions(slug))
            raise SapatError(NO_VERSION[0], do=NO_VERSION[1], code=code, version=version, known=known or "—")
        told = found.path
    root = at_desk.repository.root.resolve()
    here = Path(told).resolve()
    for path in (told, here.relative_to(root).as_posix() if here.is_relative_to(root) else ""):
        if path in at.facts and subject(at, path) is not None:
            return path
    if told in at.files or here.exists() or (root / told).exists():
        raise SapatError(NO_FACT[0], do=NO_FACT[1], file=told)
    near = difflib.get_close_matches(told, [path for path in at.facts if path.startswith("registers/")], n=1)
    raise SapatError(NO_FILE[0], do=DID_YOU_MEAN if near else NO_FILE[1], file=told, near=near[0] if near else "")


def _only_meaning(at: Snapshot, path: str) -> str:
    """The meaning where only one fits: an answer says its own, an entry is registered; of a record it must be said."""
    given = _agreement(at, path)
    if given is not None:
        return given.meaning
    told = subject(at, path)
    if told is not None and told.meanings == (REGISTER,):
        return "register"
    raise SapatError(NEITHER[0], do=NEITHER[1])


def _agreement(at: Snapshot, path: str) -> Agreement | None:
    folder = dossier_of(path)
    versions = at.versions(folder.split("/")[2]) if folder else ()
    return next((given for one in versions for given in one.agreements if given.path == path), None)


def _planned(at_desk: Desk, path: str, meaning: str, key: str, person: str) -> Plan:
    at, namespace = at_desk.at, _NAMESPACES[meaning]
    told = subject(at, path, namespace)
    assert told is not None
    _fits(at, path, meaning, told, namespace)
    public, person = _owner(at, key, person)
    every = [one for one in at.signatures.get(path, ()) if one.person == person]
    if any(one.person == person for one in valid(at, path)):
        raise SapatError(SIGNED_ALREADY[0], do=SIGNED_ALREADY[1], person=person, path=path)
    number = max((one.number for one in every), default=0) + 1
    made = Signature(signature_path(path, person, number), path, person, number, public, namespace)
    fault = refusal(at, made)
    if fault is not None:
        raise refused(at, fault)
    message = at_desk.bytes_of([path])[path]
    armored = signed(message, key, public, namespace)
    saw = seen(message, armored)
    if saw.get("fault") or saw.get("key") != public or saw.get("namespace") != namespace:
        raise SapatError(SAW_OTHER[0], do=SAW_OTHER[1], why=saw.get("fault") or saw.get("key", ""))
    plan = Plan(f"{path.removeprefix('registers/')}: {meaning} {person}")
    plan.files[made.path] = armored
    plan.vouched.append(path)
    plan.later = OF_KEYS if path.startswith(TRUST) else ()
    plan.say(SIGNED_NOW, path=path, person=person, meaning=MEANINGS[meaning])
    plan.say(NEXT, what=_next(at, path, meaning, person).say(at_desk.lang))
    return plan


def _fits(at: Snapshot, path: str, meaning: str, told: Subject, namespace: str) -> None:
    """Refuse a meaning that is not that of the file, and an answer to a text that is no more the present one."""
    given = _agreement(at, path)
    fit = [one for one, space in _NAMESPACES.items() if space in told.meanings and (not given or one == given.meaning)]
    if meaning not in fit:
        known = Words(*(", ".join(f"{one} ({MEANINGS[one].say(lang)})" for one in fit) for lang in ("ky", "ru", "en")))
        raise SapatError(WRONG_MEANING[0], do=WRONG_MEANING[1], path=path, meaning=MEANINGS[meaning], known=known)
    if not told.sealed:
        raise refused(at, Fault("meaning", "open"))
    folder = dossier_of(path)
    if given is None or namespace != CHECK:
        return
    slug = folder.split("/")[2]
    record = next(one for one in at.versions(slug) if one.folder == folder)
    if not record.is_sealed and given.text != text_of_open(at, slug, record):
        raise SapatError(OLD_TEXT[0], do=OLD_TEXT[1], path=path, role=given.role, meaning=given.meaning)


def _owner(at: Snapshot, key: str, person: str) -> tuple[str, str]:
    """(public key, person): the key of the file or of the agent that belongs to somebody, to *person* where one is named."""
    held = public_keys(key)
    owned = {public: {entry.text("person") for entry in entries_of(at, public)} for public in held}
    fit = [(public, who) for public, all_ in owned.items() for who in sorted(all_) if person in ("", who)]
    if len(fit) == 1:
        return fit[0]
    if fit:
        raise SapatError(NO_PERSON[0], do=NO_PERSON[1], known=", ".join(sorted({who for _, who in fit})))
    owners = sorted({who for all_ in owned.values() for who in all_})
    if person and owners:
        raise refused(at, Fault("another", "", {"person": person, "owner": ", ".join(owners)}))
    prints = ", ".join(filter(None, map(_fingerprint, held)))
    raise SapatError(NO_KEY[0], do=NO_KEY[1], prints=prints or "—")


def _fingerprint(public: str) -> str:
    try:
        return of_text(public).fingerprint
    except Malformed:
        return public.partition(" ")[0]


def refused(at: Snapshot, fault: Fault) -> SapatError:
    """A refusal in the words of the rule that would find the signature."""
    topic = topic_of(fault)
    args = dict(fault.args or {})
    if "roles" in args:
        args["roles"] = titles(at, "roles", tuple(role for role in args["roles"] if role))  # type: ignore[attr-defined]
    do = DO[topic].get(fault.says, DO[topic][""])
    return SapatError(SAYS[topic][fault.says], do=do, **args)


def _next(at: Snapshot, path: str, meaning: str, person: str) -> Words:
    """What comes after this signature."""
    folder = dossier_of(path)
    if path.startswith(TRUST):
        told = next(one for one in statements(at) if one.path == path)
        have = len({*told.signers, person})
        return _said(
            TRUST_NEXT if have < told.needed else DONE, have=have, need=told.needed, roots=", ".join(told.asked)
        )
    if not folder:
        return DONE
    one = next(one for one in at.versions(folder.split("/")[2]) if one.folder == folder)
    if meaning in ("check", "agree") and not one.is_sealed:
        given = _agreement(at, path)
        left = answers_left(at, one.slug, one, (given.role if given else "", meaning))
        return _said(LEFT if left else ALL, code=one.code, left=titles(at, "roles", left))
    route = route_of(at, one.slug, one)
    have = len({*approvers(at, one), *((person,) if meaning == "approve" else ())})
    if path == one.path and route is not None and have < route.threshold:
        return _said(RECORD_NEXT, have=have, need=route.threshold, roles=titles(at, "roles", route.signed_by))
    return DONE


def _said(words: Words, **args: object) -> Words:
    return Words(*(words.say(lang, args) for lang in ("ky", "ru", "en")))
