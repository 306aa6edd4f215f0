"""CHANGELOG.md: the changes of documents, computed from sealed records and their addenda (DESIGN 5).

It depends on the facts alone, never on a day: the same repository gives the same bytes for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sapat.model.approval import former_of
from sapat.model.approval import title as title_of
from sapat.model.codes import sort_key
from sapat.model.entries import Addendum
from sapat.model.records import Dossier
from sapat.model.signing import registered
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words, pick

LANG: Final = "ky"
_HEAD: Final = """\
# Документтердеги өзгөрүүлөр

Бул тизме каттоодон өткөн жазуулардан эсептелет (`sapat changelog`); аны кол менен оңдобоңуз.
"""
_NOTHING: Final = "\nКатталган өзгөрүүлөр азырынча жок.\n"
# In the order in which they stand under a day.
KINDS: Final[Mapping[str, Words]] = {
    "introduction": Words("Жаңы документтер", "Новые документы", "New documents"),
    "adoption": Words("Кагаздан кабыл алынгандар", "Приняты с бумаги", "Taken over from paper"),
    "new-edition": Words("Жаңы редакциялар", "Новые редакции", "New editions"),
    "change": Words("Өзгөртүүлөр", "Изменения", "Changes"),
    "addition": Words("Толуктоолор", "Дополнения", "Additions"),
    "editorial": Words("Редакциялык оңдоолор", "Редакционные правки", "Editorial changes"),
    "withdrawal": Words("Колдонуудан чыгарылгандар", "Отменённые", "Withdrawn"),
    "suspension": Words("Колдонулушу токтотулгандар", "Приостановлены", "Suspended"),
    "resumption": Words("Колдонулушу улантылгандар", "Возобновлены", "Resumed"),
    "postponement": Words("Күчүнө кирүүсү жылдырылгандар", "Введение отложено", "Postponed"),
    "extension": Words("Мөөнөтү узартылгандар", "Срок продлён", "Extended"),
    "ratification": Words("Кеңеш ырастагандар", "Утверждены советом", "Ratified"),
    "recode": Words("Жаңы кодду алгандар", "Новые коды", "New codes"),
    "translation": Words("Котормолор", "Переводы", "Translations"),
    "administrative": Words("Административдик өзгөрүүлөр", "Административные изменения", "Administrative changes"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the list."""

    day: date
    kind: str
    code: str
    version: str
    text: str

    @property
    def order(self) -> tuple[object, ...]:
        return (-self.day.toordinal(), list(KINDS).index(self.kind), sort_key(self.code), sort_key(self.version))


def changelog(at: Snapshot) -> str:
    """The whole file: by day (newest first), kind and document."""
    rows = sorted((row for slug in at.dossiers for row in _rows(at, slug)), key=lambda row: row.order)
    told = [_HEAD]
    last: tuple[object, object] = (None, None)
    for row in rows:
        if row.day != last[0]:
            told.append(f"\n## {row.day}\n")
        if (row.day, row.kind) != last:
            told.append(f"\n### {KINDS[row.kind].say(LANG)}\n\n")
        told.append(row.text)
        last = (row.day, row.kind)
    return "".join(told) if rows else _HEAD + _NOTHING


def _rows(at: Snapshot, slug: str) -> Iterator[_Row]:
    for one in registered(at, slug):
        if one.effective is None or one.kind not in KINDS:
            continue
        yield _Row(one.effective, one.kind, one.code, str(one.version), _version(at, one))
        for added in one.addenda:
            if added.kind in KINDS and added.day:
                yield _Row(added.day, added.kind, one.code, str(one.version), _added(at, one, added))


def _version(at: Snapshot, one: Dossier) -> str:
    """`- **code** title, version: what changed. Basis: …. Decision …; order ….`"""
    told = one.facts()
    what = _sentence(told.get("summary"))
    basis = _sentence(told.get("basis"))
    acts = [text for kind in ("decision", "order") if (text := _act(at, one, kind))]
    parts = [f"- **{one.code}** «{_title(at, one)}», {one.version}-версия: {what}" if what else _bare(at, one)]
    if basis:
        parts.append(f"Негизи: {basis}")
    if acts:
        told_acts = "; ".join(acts)
        parts.append(told_acts[0].upper() + told_acts[1:] + ".")
    return " ".join(parts) + "\n"


def _bare(at: Snapshot, one: Dossier) -> str:
    return f"- **{one.code}** «{_title(at, one)}», {one.version}-версия."


def _added(at: Snapshot, one: Dossier, added: Addendum) -> str:
    """`- **code** title: what it sets. Why. Decision …; order ….`"""
    told = ", ".join(f"{_label(at, key)} — {_value(at, key, value)}" for key, value in added.set.items())
    if added.kind == "translation":
        told = f"{added.value.get('lang', '')}, {added.value.get('of_version', '')}-версия"
    named = f"- **{one.code}** «{_title(at, one)}»" + (f": {told}." if told else f", {one.version}-версия.")
    acts = "; ".join(text for kind in ("decision", "order") if (text := _act(at, added, kind)))
    parts = [named, _sentence(added.value.get("why")), acts[:1].upper() + acts[1:] + "." if acts else ""]
    return " ".join(part for part in parts if part) + "\n"


def _title(at: Snapshot, one: Dossier) -> str:
    """The title of that version; of a withdrawal, that of the version it ended."""
    former = one
    while not former.front:
        before = former_of(at.versions(one.slug), former)
        if before is None:
            return one.code
        former = before
    told = former.front.get("title")
    return _line(pick(told, LANG)) if isinstance(told, Mapping) else one.code


def _act(at: Snapshot, one: Dossier | Addendum, kind: str) -> str:
    """`Окумуштуулар кеңешинин чечими № 2, 2026-11-10` as the register of acts has it."""
    entry = at.entries("acts").get(one.reference(kind)[0])
    if entry is None:
        return ""
    number, day = entry.text("number"), entry.text("date")
    if kind == "order":
        return f"буйрук № {number}, {day}"
    body = title_of(at, "bodies", entry.text("body")).say(LANG)
    return f"чечим № {number}, {day} ({body})"


def _label(at: Snapshot, key: str) -> str:
    known = (at.schemas.get(name, {}).get("properties", {}).get(key, {}) for name in ("document", "change"))
    told: Mapping[str, Any] = next((one["x-label"] for one in known if "x-label" in one), {})
    return str(told.get(LANG, key)).lower()


def _value(at: Snapshot, key: str, value: Any) -> str:
    if key == "owner":
        return title_of(at, "roles", str(value)).say(LANG)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {one}" for name, one in value.items())
    return _line(str(value))


def _sentence(told: object) -> str:
    """A text on one line that ends as a sentence; nothing for nothing."""
    text = _line(told) if isinstance(told, str) else ""
    return text if not text or text.endswith((".", "!", "?", "…")) else text + "."


def _line(text: str) -> str:
    return " ".join(text.split())
