"""Whether each sealed record is what was sealed, and each addendum was made for what it stands beside (DESIGN 4)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from sapat.verifier.facts import Addendum, Dossier, Entry, Facts, day_of, moment_of, slug_of, text_of
from sapat.verifier.yamls import Unreadable


def check_seals(facts: Facts) -> None:
    """Every record, in the order of its chain."""
    for slug, versions in sorted(facts.dossiers.items()):
        former: Dossier | None = None
        for one in versions:
            _Seal(facts, one).check()
            if one.seal:
                _check_link(facts, one, former)
                former = one
        _check_names(facts, slug, versions)
    for path, entry in sorted(facts.entries.items()):
        _check_addenda(facts, path, entry)


class _Seal:
    """One record against its seal."""

    def __init__(self, facts: Facts, one: Dossier) -> None:
        self.facts = facts
        self.one = one

    def wrong(self, kind: str, path: str = "", **told: object) -> None:
        code = text_of(self.one.record.value, "document") or self.one.slug
        self.facts.report.problem(kind, path or self.one.path, code, self.one.number, **told)

    def check(self) -> None:
        if self.one.path not in self.facts.paths:
            self.wrong("record-none")
            return
        if not self.one.record.value:
            return  # unreadable, and told so
        if not self.one.seal:
            self.wrong("seal-none")
            return
        self.bytes()
        self.copies()
        self.agreements()
        self.acts()

    def bytes(self) -> None:
        try:
            data = self.facts.data(self.one.path)
        except Unreadable:
            return
        at = data.find(b"\nseal:")
        if at < 0 or data.count(b"\nseal:") != 1 or list(self.one.record.value)[-1] != "seal":
            self.wrong("seal-last")
        if sha256(data[: at + 1]).hexdigest() != text_of(self.one.seal, "facts"):
            self.wrong("seal-facts")
        if text_of(self.one.record.value, "version") != self.one.number:
            self.wrong("version-folder", told=text_of(self.one.record.value, "version"))
        if moment_of(self.one.seal.get("sealed")) is None or self.one.effective is None:
            self.wrong("seal-days")

    def copies(self) -> None:
        listed = self.one.listed("files")
        known = dict(listed)
        if len(known) != len(listed):
            self.wrong("seal-twice")
        for path in sorted(set(self.one.copy) | set(known)):
            whole = f"{self.one.folder}/copy/{path}"
            if path not in known:
                self.wrong("copy-extra", whole)
            elif path not in self.one.copy:
                self.wrong("copy-missing", whole)
            elif self.facts.digest(whole) != known[path]:
                self.wrong("copy-changed", whole)
        if text_digest(listed) != text_of(self.one.seal, "text"):
            self.wrong("text-digest")
        if self.one.kind == "withdrawal" and listed:
            self.wrong("withdrawal-text")
        elif self.one.kind != "withdrawal":
            front = self.one.front
            if text_of(front, "version") != self.one.number or not listed:
                self.wrong("front-version", told=text_of(front, "version") or "—")
            self.facts.report.count("texts")

    def agreements(self) -> None:
        listed = self.one.listed("agreements")
        rows = self.one.seal.get("agreements")
        earlier = {
            str(row.get("path"))
            for row in (rows if isinstance(rows, list) else [])
            if isinstance(row, dict) and row.get("earlier_text") == "true"
        }
        for path, told in listed:
            whole = f"{self.one.folder}/{path}"
            value = self.one.agreements.get(path)
            if value is None:
                self.wrong("agreement-missing", whole)
                continue
            if self.facts.digest(whole) != told:
                self.wrong("agreement-changed", whole)
            if value and value.get("result") != "yes":
                self.wrong("agreement-no", whole, result=value.get("result"))
            other = path in earlier and value.get("meaning") == "agree" and self.amended()
            if value and value.get("text") != text_of(self.one.seal, "text") and not other:
                self.wrong("agreement-text", whole)
            self.facts.report.count("agreements")

    def amended(self) -> bool:
        act = self.act("decision")
        return act is not None and act.on(date.min).get("result") == "with-amendments"

    def act(self, kind: str) -> Entry | None:
        name = text_of(self.one.facts, kind).partition("#")[0]
        return self.facts.entries.get(f"registers/acts/{name}.yaml")

    def acts(self) -> None:
        listed = dict(self.one.listed("acts"))
        for path, told in listed.items():
            if path not in self.facts.paths:
                self.wrong("act-missing", path)
            elif self.facts.digest(path) != told:
                self.wrong("act-changed", path)
            self.facts.report.count("acts")
        for kind in ("decision", "order"):
            name, _, item = text_of(self.one.facts, kind).partition("#")
            if not name:
                continue
            act = self.act(kind)
            if act is None:
                self.wrong("act-missing", f"registers/acts/{name}.yaml")
                continue
            if act.path not in listed:
                self.wrong("act-unlisted", act.path)
            self.of_act(kind, act.on(date.min), item, act.path)

    def of_act(self, kind: str, act: dict[str, Any], item: str, path: str) -> None:
        """An act that brings this document into force names it, under the item told, and did not return it."""
        if act.get("kind") != kind or act.get("result") == "returned":
            self.wrong("act-other", path)
        items = act.get("items")
        rows = items if isinstance(items, dict) else {}
        named = [code for key, codes in rows.items() if item in ("", key) and isinstance(codes, list) for code in codes]
        slugs = {self.facts.slug(str(code)) for code in named}
        if rows and self.one.slug not in slugs and self.one.kind != "adoption":
            self.wrong("act-item", path, item=item or "—")


def _check_link(facts: Facts, one: Dossier, former: Dossier | None) -> None:
    told = text_of(one.seal, "previous")
    due = facts.digest(former.path) if former else "first"
    if told != due:
        kind = "chain-first" if (told == "first") != (due == "first") else "chain-broken"
        facts.report.problem(kind, one.path, one.code, one.number, former=former.number if former else "—")
    if former is None:
        return
    if former.kind == "withdrawal":
        facts.report.problem("chain-ended", one.path, one.code, one.number, former=former.number)
    if one.effective and former.effective and one.effective < former.effective:
        facts.report.problem("effective-falls", one.path, one.code, one.number, former=former.number)


def _check_names(facts: Facts, slug: str, versions: list[Dossier]) -> None:
    """The first code of a document makes the name of its folder; another code needs a `recode`."""
    codes = {text_of(a.set, "code") for one in versions for a in one.record.addenda if a.kind == "recode"}
    first = next((one.code for one in versions if one.code), "")
    for one in versions:
        if one.code and one.code not in codes and (one.code != first or slug_of(first) != slug):
            facts.report.problem("slug-folder", one.path, one.code, one.number, slug=slug)
        code = text_of(one.front, "code")
        if one.front and code != one.code and code not in codes and code != first:
            facts.report.problem("front-code", one.path, one.code, one.number, told=code or "—")


def _check_addenda(facts: Facts, path: str, entry: Entry) -> None:
    former = facts.digest(path)
    for number, one in enumerate(entry.addenda, 1):
        to = one.value.get("to")
        told = to if isinstance(to, dict) else {}
        if one.value and (told.get("path") != path or told.get("sha256") != facts.digest(path)):
            facts.report.problem("addendum-to", one.path, entry=path)
        if one.value and (one.number != number or one.value.get("previous") != former):
            facts.report.problem("addendum-chain", one.path, entry=path)
        if one.value and not _well_dated(one):
            facts.report.problem("addendum-days", one.path)
        former = facts.digest(one.path)


def _well_dated(one: Addendum) -> bool:
    return moment_of(one.value.get("recorded")) is not None and (
        "from" not in one.value or day_of(one.value.get("from")) is not None
    )


def text_digest(files: list[tuple[str, str]]) -> str:
    """The digest of a text: of the lines `<sha256>  <path>`, as sha256sum writes them."""
    return sha256("".join(f"{told}  {path}\n" for path, told in files).encode()).hexdigest()
