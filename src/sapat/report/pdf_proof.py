"""The answer of `sapat verify FILE.pdf` in plain sentences: what it is, whether it is in force, whose signatures, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sapat.model.holders import DIFFERS, SAME, UNKNOWN, Holder
from sapat.model.names import EVIDENCE, STATUSES
from sapat.model.pdf_proof import FIELDS, OTHER, TRUSTED, UNEXAMINED, Identity, Look, PdfSignature
from sapat.model.words import Words
from sapat.report.pdf_words import (
    AFTER,
    BROKEN,
    CLASS,
    GOOD,
    HOLDS,
    IN_FORCE,
    INTACT,
    IS,
    LEFT,
    NOT_IN_FORCE,
    NOT_OK,
    NOTE,
    NOTES,
    OK,
    OK_BUT,
    OK_FILE,
    OK_PART,
    PROBLEMS,
    STAMPED,
    UNREADABLE,
    UNSIGNED,
    WHEN,
)

Said = tuple[Words, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class PdfAnswer:
    """What is said of a PDF."""

    file: str
    sha256: str
    today: str
    identity: Identity
    look: Look
    number: int = 0  # of the issued PDF, or of the signed copy
    status: str = ""  # of the version today
    roles: Mapping[str, str] = field(default_factory=dict)  # field -> the post it is for
    missing: tuple[str, ...] = ()  # posts whose signature the route asks for and this has not
    evidence: str = "none"
    notes: tuple[str, ...] = ()
    same_text: bool = True
    holders: Mapping[str, Holder] = field(default_factory=dict)  # field -> who signed there
    strange: tuple[str, ...] = ()  # signed fields that were never issued

    @property
    def in_force(self) -> bool:
        return self.status in ("in-force", "revision")

    @property
    def problems(self) -> tuple[Said, ...]:
        return tuple(self._problems())

    def _problems(self) -> Iterator[Said]:
        if not self.identity.proven:
            yield PROBLEMS["unproven"], {}
        if not self.same_text:
            yield PROBLEMS["other-text"], {"version": self.identity.version}
        if self.look.added == OTHER:
            yield PROBLEMS["added"], {"detail": self.look.detail or "—"}
        for name in self.strange:
            yield PROBLEMS["strange"], {"role": name}
        for one in self.look.signatures:
            args = {"role": self.role(one), "detail": one.detail or "—"}
            if not one.intact:
                yield PROBLEMS[UNEXAMINED if one.trust == UNEXAMINED else "broken"], args
                continue
            if one.changed == OTHER:
                yield PROBLEMS["changed"], args
            if one.trust != TRUSTED:
                yield PROBLEMS[one.trust], args
            held = self.holder(one)
            if held.state == DIFFERS:
                yield PROBLEMS["holder"], args | {"name": one.name, "expected": held.expected}

    @property
    def remarks(self) -> Iterator[Said]:
        """What this proof does not cover."""
        by: dict[str, list[str]] = {}
        for one in self.look.signatures:
            by.setdefault(one.certificate, []).append(self.role(one))
            if one.field in self.holders and one.intact and self.holder(one).state == UNKNOWN:
                yield NOTES["holder"], {"role": self.role(one), "name": one.name}
        for fields in by.values():
            if len(fields) > 1:
                yield NOTES["twice"], {"fields": ", ".join(fields)}
        yield from ((NOTES[one], {}) for one in self.notes)

    @property
    def all_known(self) -> bool:
        """Whether everybody who signed for a post is known to have held it."""
        return all(one.state == SAME for one in self.holders.values())

    def holder(self, one: PdfSignature) -> Holder:
        return self.holders.get(one.field, Holder())

    @property
    def ok(self) -> bool:
        return not self.problems

    def role(self, one: PdfSignature) -> str:
        return self.roles.get(one.field) or one.field


def as_text(told: PdfAnswer, lang: str) -> str:
    """For people: what it is first, the verdict last."""
    args = {"code": told.identity.code, "version": told.identity.version, "number": told.number}
    rows = [IS[told.identity.how].say(lang, args)]
    if told.status:
        words = IN_FORCE if told.in_force else NOT_IN_FORCE
        rows.append(words.say(lang, {"today": told.today, "status": STATUSES[told.status].say(lang).lower()}))
    rows += [_signature(told, one, lang) for one in told.look.signatures]
    if not told.look.signatures and told.identity.how != "copy":
        rows.append(UNSIGNED.say(lang))
    if any(one.changed == FIELDS for one in told.look.signatures) and told.look.added != OTHER:
        rows.append(AFTER.say(lang))
    if told.missing:
        rows.append(LEFT.say(lang, {"roles": ", ".join(told.missing)}))
    rows.append(CLASS.say(lang, {"told": EVIDENCE[told.evidence].say(lang)}))
    rows += [f"✗ {words.say(lang, args)}" for words, args in told.problems]
    rows += [NOTE.say(lang, {"told": words.say(lang, args)}) for words, args in told.remarks]
    rows.append(_verdict(told).say(lang, {"count": len(told.problems)}))
    return "\n".join(rows) + "\n"


def _verdict(told: PdfAnswer) -> Words:
    """The last word: it never says more than the file carries."""
    if not told.ok:
        return NOT_OK
    if not told.look.signatures:
        return OK_FILE
    if told.missing:
        return OK_PART
    return OK if told.all_known else OK_BUT


def _signature(told: PdfAnswer, one: PdfSignature, lang: str) -> str:
    broken = UNREADABLE if one.trust == UNEXAMINED else BROKEN
    words = broken if not one.intact else GOOD if one.trust == TRUSTED else INTACT
    when = one.when.strftime("%d.%m.%Y %H:%M %Z").strip() if one.when else ""
    kind = "" if not when else "stamp" if one.stamped == TRUSTED else "own"
    args = {
        "role": told.role(one),
        "name": one.name,
        "when": WHEN[kind].say(lang, {"when": when}) if kind else "",
        "stamp": STAMPED[one.stamped].say(lang) if one.stamped else "",
    }
    said = words.say(lang, args)
    return f"{said} {HOLDS.say(lang)}" if one.intact and told.holder(one).state == SAME else said


def as_json(told: PdfAnswer, lang: str) -> str:
    one = told.identity
    body = {
        "version": 1,
        "ok": told.ok,
        "file": told.file,
        "sha256": told.sha256,
        "document": one.code or None,
        "document_version": one.version or None,
        "how": one.how or None,
        "proven": one.proven,
        "rendition": one.issued or None,
        "text": one.text or None,
        "status": told.status or None,
        "in_force": told.in_force,
        "signatures": [
            {
                "field": each.field,
                "role": told.role(each),
                "name": each.name,
                "certificate": each.certificate,
                "intact": each.intact,
                "trust": each.trust,
                "stamp": each.stamped or None,
                "when": each.when.isoformat() if each.when else None,
                "changed_after": each.changed,
                "certifies": each.certifies,
                "holder": told.holder(each).state,
                "person": told.holder(each).person or None,
            }
            for each in told.look.signatures
        ],
        "added": told.look.added,
        "missing": list(told.missing),
        "evidence": told.evidence,
        "problems": [words.say(lang, args) for words, args in told.problems],
        "notes": [words.say(lang, args) for words, args in told.remarks],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


FORMATS: Final[Mapping[str, Callable[[PdfAnswer, str], str]]] = {"text": as_text, "json": as_json}
