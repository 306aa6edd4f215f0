"""What `sapat check --format markdown` tells of each document a change touches: read from both trees, said by the report."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from sapat.model.approval import missing, title
from sapat.model.copies import copies_out
from sapat.model.digests import of_bytes
from sapat.model.documents import Document
from sapat.model.editorial import found, vocabulary
from sapat.model.editorial_cases import Case, differing, side_of, titles
from sapat.model.findings import Verdict
from sapat.model.names import label, value_name
from sapat.model.records import Dossier
from sapat.model.rows import act_row
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, open_record
from sapat.model.touched import citing, forms, touched_documents
from sapat.model.wording.forms import Vocabulary
from sapat.model.words import Words, pick
from sapat.read.repository import Repository
from sapat.read.source import Source
from sapat.report.comment import KINDS, Touched, comment
from sapat.report.said import act_text, back_text
from sapat.rules.loosening import ALOUD

if TYPE_CHECKING:
    from sapat.commands.redlined import Redliner

_ALL: Final = Words("бардык кызматкерлер", "все сотрудники", "all staff")
_REDLINES: Final = 30  # documents whose words are compared; of more at once only the facts are told
_LARGEST: Final = 400_000  # bytes of a text whose words are compared here; the command named compares any


def told(repository: Repository, source: Source, at: Snapshot, verdict: Verdict, lang: str, outside: int) -> str:
    """The whole comment; without a base, the verdict on everything that stands here."""
    if at.base is None or repository.git is None:
        return comment(verdict, lang, None, outside)
    slugs = touched_documents(at, at.base)
    before = repository.source(at.base.origin.commit)
    redliner = _redliner((at.base, before), (at, source), lang)
    cited = citing(at, frozenset(slugs))
    teller = _Teller(at, at.base, source, before, lang, cited, vocabulary(titles(at)), redliner)
    return comment(verdict, lang, [teller.document(slug) for slug in slugs], outside, ALOUD)


@dataclass(slots=True)
class _Teller:
    """Tells one document after the other; the first ones with their words."""

    at: Snapshot
    base: Snapshot
    source: Source
    before: Source
    lang: str
    cited: Mapping[str, tuple[str, ...]]
    words: Vocabulary
    redliner: Redliner | None
    compared: int = field(default=0)

    def document(self, slug: str) -> Touched:
        old, new = self.base.by_slug.get(slug), self.at.by_slug.get(slug)
        code = code_on(self.at, slug) or code_on(self.base, slug) or slug
        record = self._record(slug)
        made = Touched(
            code=code,
            title=self._title(new or old),
            state=_state(old, new, record),
            versions=_versions(old, new, record),
            kind=self._kind(record),
            registered=self._registered(record),
            mind=back_text(self.at, record, self.lang) if record is not None else (),
            lacks=self._lacks(slug),
            cited_by=self.cited.get(slug, ()),
            forms=forms(self.at, code),
            recall=self._recall(slug, record),
            users=self._users(new) if record is not None and not record.is_withdrawal else "",
        )
        if old is not None and new is not None and old.digest != new.digest:
            made = self._difference(made, old, new)
        return made

    def _record(self, slug: str) -> Dossier | None:
        """The newest record the range opened, changed or sealed."""
        held = {one.version: one.record.sha256 for one in self.base.versions(slug) if one.record}
        fresh = [one for one in self.at.versions(slug) if one.record and held.get(one.version) != one.record.sha256]
        return fresh[-1] if fresh else open_record(self.at.versions(slug))

    def _recall(self, slug: str, record: Dossier | None) -> tuple[str, ...]:
        """The numbered copies that somebody holds of versions before the one that comes."""
        if record is None:
            return ()
        held = (one for one in copies_out(self.at, slug) if one.version != str(record.version))
        return tuple(f"№ {one.number} — {title(self.at, 'units', one.holder).say(self.lang)}" for one in held)

    def _title(self, doc: Document | None) -> str:
        titles = doc.front.get("title") if doc is not None else None
        return pick(titles, self.lang) if isinstance(titles, dict) else ""

    def _kind(self, record: Dossier | None) -> str:
        schema = self.at.schemas.get("change", {})
        return value_name(schema, "kind", record.kind, self.lang) if record is not None else ""

    def _registered(self, record: Dossier | None) -> tuple[tuple[str, str], ...]:
        """From when a record that is sealed is in force, and by which acts."""
        if record is None or not record.is_sealed:
            return ()
        schema = self.at.schemas.get("change", {})
        told = {"effective": record.effective.isoformat() if record.effective else ""}
        for kind in ("decision", "order"):
            told[kind] = act_text(self.at, act_row(self.at, record, kind, self.at.today), self.lang)
        told["ends"] = ", ".join(map(str, record.get("ends") or ()))
        return tuple((label(schema, key, self.lang), said) for key, said in told.items() if said)

    def _lacks(self, slug: str) -> tuple[str, ...] | None:
        record = open_record(self.at.versions(slug))
        if record is None or record.record is None or not record.record.readable:
            return None
        return tuple(one.words.say(self.lang, one.args) for one in missing(self.at, slug, record))

    def _users(self, doc: Document | None) -> str:
        """Who must read the text anew, where the document asks for it."""
        asked = doc.front.get("acknowledge") if doc is not None else None
        users = doc.front.get("users") if doc is not None else None
        if not isinstance(asked, dict) or asked.get("required") is not True or not isinstance(users, list):
            return ""
        known = {name: register for register in ("roles", "units", "bodies") for name in self.at.entries(register)}
        return ", ".join(
            title(self.at, known[one], one).say(self.lang)
            if one in known
            else _ALL.say(self.lang)
            if one == "all"
            else one
            for one in map(str, users)
        )

    def _difference(self, made: Touched, old: Document, new: Document) -> Touched:
        """The document with what its words say of the change."""
        stale = [p for paths in new.translations.values() for p in paths if self._as_before(p)]
        version = old.text("version")
        registered = any(str(one.version) == version and one.copy for one in self.at.versions(new.slug))
        command = f"sapat diff {made.code} {version} work"
        if not registered:  # a draft: its former text stands in Git alone
            command = f"git diff {self.base.origin.commit[:12]} -- {shlex.quote(new.path)}"
        sizes = sum(self.at.facts[one.path].size for one in new.files if one.path.endswith(".md"))
        made = replace(made, stale=tuple(stale), command=command)
        if self.compared >= _REDLINES or sizes > _LARGEST:
            return made
        self.compared += 1
        case = Case(side_of(old.front, old.files), side_of(new.front, new.files))
        told_ = found(case, self._texts(case), self.words)
        substance = [one for one in told_ if one.kind not in ("words", "administrative")]
        worded = [one for one in told_ if one.kind == "words"]
        why = dict.fromkeys(
            f"{KINDS[one.kind].say(self.lang)}: {one.old or '—'} → {one.new or '—'}" for one in substance or worded
        )
        nature = "substantive" if substance else "worded" if worded else "editorial"
        made = replace(made, nature=nature, why=tuple(why))
        return self.redliner.add(made, old, new) if self.redliner is not None else made

    def _as_before(self, path: str) -> bool:
        here, there = self.at.files.get(path), self.base.files.get(path)
        return here is not None and there is not None and here.blob == there.blob

    def _texts(self, case: Case) -> Mapping[str, bytes]:
        """The bytes of the files that differ, by SHA-256, each side out of its own tree."""
        sides = zip(((self.base, self.before), (self.at, self.source)), differing(case), strict=True)
        return {
            of_bytes(data): data
            for (at, source), paths in sides
            for _, data in source.read([at.files[path] for path in paths])
        }


def _redliner(base: tuple[Snapshot, Source], head: tuple[Snapshot, Source], lang: str) -> Redliner | None:
    """What makes redlines, where the parts a site is made of are installed."""
    if find_spec("markdown") is None or find_spec("nh3") is None:
        return None
    from sapat.commands.redlined import Redliner

    return Redliner(base, head, lang)


def _state(old: Document | None, new: Document | None, record: Dossier | None) -> str:
    if record is not None and record.is_withdrawal:
        return "withdrawn"
    if new is None:
        return "removed"
    if old is None:
        return "new"
    return "changed" if old.digest != new.digest else "facts"


def _versions(old: Document | None, new: Document | None, record: Dossier | None) -> str:
    told = [old.text("version") if old else "", str(record.version) if record and record.is_withdrawal else ""]
    told.append(new.text("version") if new and not told[1] else "")
    return " → ".join(dict.fromkeys(one for one in told if one))
