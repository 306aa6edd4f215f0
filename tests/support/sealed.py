"""Second versions, open records and tampered seals: what samples of SAP2, SAP3 and SAP4 are made of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tests.support.repo import SETTINGS, Dossier, agreement, digest, markdown, sound, text_digest
from tests.support.samples import DOC, Files, Sample

SLUG = "umu-sms-dp-2.17"
CODE = "ҮМУ-СМС-ДП-2.17"
FOLDER = f"registers/changes/{SLUG}"
RECORD = f"{FOLDER}/1.0/record.yaml"
SECOND = f"{FOLDER}/1.1/record.yaml"
OTHER = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nБул процедура документтерди жана жазууларды көзөмөлдөйт.\n"
NOTHING = digest(b"")  # the text digest of no files
FIRST = Dossier(SLUG, "1.0", CODE, {f"{SLUG}.md": markdown()})
TEXT = text_digest({f"{SLUG}.md": markdown().encode()})


def first(text: str | None = None, seal: bool = True, **told: Any) -> Files:
    """The only version, made anew with something changed; *text* is that of the file and of the copy."""
    text = markdown() if text is None else text
    made = replace(FIRST, text={f"{SLUG}.md": text}, **told).files(seal=seal)
    return dict.fromkeys(FIRST.files()) | {DOC: text} | made


def second(version: str = "1.1", body: str = OTHER, seal: bool = True, file: bool = True, **told: Any) -> Files:
    """The next version, sealed or open, with its text in the working file."""
    text = markdown(version=version, body=body)
    given: dict[str, Any] = {
        "kind": "change",
        "previous": FIRST.record_sha256,
        "suffix": "2",
        "effective": "2026-03-20",
    } | told
    made = Dossier(SLUG, version, CODE, {f"{SLUG}.md": text}, **given)
    return {**({DOC: text} if file else {}), **made.files(seal=seal)}


def withdrawal(text: str = "", **told: Any) -> Files:
    """A sealed withdrawal 1.1; *text* is what it must not have."""
    given: dict[str, Any] = {
        "kind": "withdrawal",
        "previous": FIRST.record_sha256,
        "suffix": "2",
        "effective": "2026-03-20",
    } | told
    return {**Dossier(SLUG, "1.1", CODE, {f"{SLUG}.md": text} if text else {}, **given).files()}


def answers(text: str = TEXT, **changed: str) -> dict[str, str]:
    """The check and the agreement of a version; by name, one replaced by another text of its file."""
    told = {
        "qa-specialist": agreement("qa-specialist", "check", text, "2026-03-02"),
        "lawyer": agreement("lawyer", "agree", text, "2026-03-02"),
    } | {name.replace("_", "-"): content for name, content in changed.items()}
    return {f"{name}.yaml": content for name, content in told.items() if content}


def refacted(files: Files, path: str, old: str, new: str) -> Files:
    """The files with the facts of a sealed record changed and its seal made to fit again."""
    held = files[path]
    assert isinstance(held, str)
    assert old in held, held
    facts, _, seal = held.partition("seal:\n")
    facts = facts.replace(old, new)
    return files | {path: facts + "seal:\n" + re.sub(r"facts: \w+", f"facts: {digest(facts.encode())}", seal, count=1)}


def tampered(path: str, old: str, new: str, files: Files | None = None) -> Files:
    """The files with a text replaced in one of them, and nothing made to fit."""
    held = (sound() | (files or {}))[path]
    assert isinstance(held, str)
    assert old in held, held
    return (files or {}) | {path: held.replace(old, new)}


def settings(old: str, new: str) -> str:
    assert old in SETTINGS
    return SETTINGS.replace(old, new)


def spot(
    rule: str,
    wrong: Files,
    path: str,
    start: str,
    right: Files,
    says: str,
    also: tuple[str, ...] = (),
    today: str = "2026-04-01",
) -> Sample:
    """A sample whose place is the first line of *path* that begins with *start*; no *start* is its first line."""
    held = (sound() | wrong).get(path)
    assert not start or isinstance(held, str)
    lines = held.splitlines() if isinstance(held, str) else []
    number = next((n for n, one in enumerate(lines, 1) if start and one.lstrip(" -").startswith(start)), 1)
    assert number > 1 or not start or lines[0].startswith(start), (path, start)
    return Sample(rule, wrong, path, number, right, says, also, today)


LAST = len(SETTINGS.splitlines()) + 6  # the line of `until` in a waiver written behind the settings
