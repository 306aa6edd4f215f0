"""The page behind the QR code of a paper: one small file for each version, opened by whoever holds the paper (R1, R41-R45).

It has no navigation and loads two files beside itself, so that it opens at once on a phone; all its words are in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Final

from sapat.model.days import day
from sapat.model.evidence import evidence
from sapat.model.issued import issued
from sapat.model.names import EVIDENCE, STATUSES
from sapat.model.records import Dossier
from sapat.model.rows import ActRow
from sapat.model.signed_copies import class_of, copies, signed
from sapat.model.status import Status, open_record
from sapat.model.words import LANGUAGES, pick
from sapat.publish import facts
from sapat.publish.markup import day as day_html
from sapat.publish.markup import link, plain_day, relative, text
from sapat.publish.plan import Edition, Plan
from sapat.publish.version_words import say

ASSETS: Final = ("V/version.css", "V/version.js")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
)
_IN_FORCE: Final = (Status.IN_FORCE.value, Status.REVISION.value)
_MESSAGES: Final = ("working", "same", "former", "added", "other", "not_pdf", "unread", "insecure")


@dataclass(frozen=True, slots=True)
class Issued:
    """A PDF of a version that is known to the byte."""

    sha256: str
    size: int
    name: str
    url: str = ""  # where the site has it
    former: bool = False  # of a text that is not the one of the version


def version_url(slug: str, version: str) -> str:
    """The page of a version: in capitals, since a QR code of capitals is smaller; static hosts tell them from small letters."""
    return f"V/{slug}/{version}".upper() + "/index.html"


def version_files(plan: Plan, papers: Mapping[str, tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of the page of each version that has a text and an approval; *papers* are the PDFs of the site."""
    for shown in plan.shown.values():
        for edition in shown.editions:
            if edition.record is not None:
                digest = edition.record.seal.text_of("text") if edition.record.seal else ""
                known = list(_known(plan, edition.slug, edition.version, digest))
                if edition.state == "current" and shown.row.slug in papers:
                    url, data = papers[shown.row.slug]
                    known.insert(0, Issued(sha256(data).hexdigest(), len(data), say(plan.lang, "from_site"), url))
                made = _Page(plan, edition, edition.record, known, digest).whole()
                yield version_url(edition.slug, edition.version), made.encode()


def pending_files(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """The same of each version that was issued for signature and waits to be registered: its paper lies on a desk."""
    for doc in plan.at.documents:
        record = open_record(plan.at.versions(doc.slug))
        made = [one for one in issued(plan.at, doc.slug) if record is not None and one.version == str(record.version)]
        if record is not None and made:
            last = max(made, key=lambda one: one.number)
            known = list(_known(plan, doc.slug, last.version, last.text))
            page = _Page(plan, plan.working_text(doc), record, known, last.text)
            yield version_url(doc.slug, last.version), page.whole().encode()


def _known(plan: Plan, slug: str, version: str, text_: str) -> Iterator[Issued]:
    """The issued PDFs of a version; one of another text than *text_* is told apart."""
    for one in issued(plan.at, slug):
        size = one.entry.on(plan.at.today).get("size")
        if one.version == version and isinstance(size, int) and one.sha256:
            other = one.text != text_
            name = say(plan.lang, "rendition", number=one.number)
            yield Issued(one.sha256, size, f"{name}, {say(plan.lang, 'other_text')}" if other else name, former=other)


class _Page:
    """One page while it is put together."""

    def __init__(self, plan: Plan, edition: Edition, record: Dossier, known: Sequence[Issued], digest: str) -> None:
        self.plan, self.edition, self.record, self.issued, self.digest = plan, edition, record, known, digest
        self.shown = plan.shown.get(edition.slug)
        self.lang = plan.lang
        self.url = version_url(edition.slug, str(record.version))

    def say(self, key: str, **args: object) -> str:
        return say(self.lang, key, **args)

    def to(self, target: str) -> str:
        return relative(self.url, target)

    def whole(self) -> str:
        code = str(self.edition.front.get("code", "")) or self.record.code
        told = self.edition.front.get("title")
        title = (pick(told, self.lang) if isinstance(told, Mapping) else "") or code
        name = pick(self.plan.at.settings.name, self.lang)
        head = (
            f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
            '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
            '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
            f"<title>{text(code)} {text(str(self.record.version))} — {text(self.say('check'))}</title>"
            f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{self.to(ASSETS[0])}">'
        )
        facts_ = "".join(
            f"<div><dt>{text(key)}</dt><dd>{value}</dd></div>" for key, value in self._facts(code) if value
        )
        body = (
            f'<header><a href="{self.to("index.html")}">{text(name)}</a></header><main>'
            f"{self._verdict()}{self._paper()}<h1>{text(title)}</h1><dl>{facts_}</dl>{self._signed()}{self._files()}</main>"
            f'<script src="{self.to(ASSETS[1])}"></script>'
        )
        made = self.plan.at.today.isoformat()
        return f'<!doctype html>\n<html lang="{self.lang}" data-made="{made}">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'

    # the answer

    def _verdict(self) -> str:
        kind, told = self._answer(self.lang)
        others = [lang for lang in LANGUAGES if lang != self.lang and lang in self.plan.at.settings.languages]
        more = "".join(f'<p lang="{lang}">{text(self._answer(lang)[1])}</p>' for lang in others)
        stood = self.say("as_of", day=plain_day(self.plan.at.today))
        return (
            f'<section class="answer {kind}"><p class="told">{text(told)}</p>{more}<p class="day">{text(stood)}</p>'
            f'<p class="stale" id="stale" hidden>{text(self.say("stale", days="{days}"))}</p>{self._read()}</section>'
        )

    def _answer(self, lang: str) -> tuple[str, str]:
        """(class of the answer, the answer): never colour alone."""
        if self.shown is None or self.record.seal is None:
            return "no", say(lang, "pending")
        key, _ = facts.state_of(self.plan, self.shown, self.edition)
        if key in _IN_FORCE:
            return "yes", say(lang, "yes")
        if key == "kept":
            kept = next(one for one in self.shown.row.also if one.version == self.edition.version)
            return "part", say(lang, "kept", day=plain_day(kept.until), whom=pick(kept.whom, lang))
        if key == Status.APPROVED.value:
            return "part", say(lang, "coming", day=plain_day(self.record.effective))
        return "no", f"{say(lang, 'no')}: {STATUSES[key].say(lang).lower()}"

    def _read(self) -> str:
        """Where the text that counts is read; nowhere before the first is registered."""
        if self.shown is None:
            return ""
        current = self.shown.row.standing.in_force
        if current is not None and current.version != self.record.version:
            read = link(self.to(self.shown.current.url), text(self.say("instead", version=str(current.version))))
        elif self.record.seal is None:
            return ""
        else:
            read = link(self.to(self.edition.url), text(self.say("read")))
        return f"<p>{read}</p>"

    def _paper(self) -> str:
        """What is told of the sheet in hand, by the page and the mark of the text in its QR code."""
        words = ("sheet", "other_sheet") if self.record.seal else ("issued_sheet", "other_issued_sheet")
        said = "".join(
            f'<p class="answer {kind}" id="{key}" hidden>{text(self.say(word, page="{page}"))}</p>'
            for kind, key, word in zip(("yes", "no"), ("sheet", "other_sheet"), words, strict=True)
        )
        return f'<div id="paper" data-text="{escape(self.digest)}">{said}</div>' if self.digest else ""

    # the facts

    def _facts(self, code: str) -> Iterator[tuple[str, str]]:
        yield self.say("code"), f"<b>{text(code)}</b>"
        yield self.say("version"), f"<b>{text(str(self.record.version))}</b>"
        yield self.say("kind"), text(self.plan.type_label(str(self.edition.front.get("type", ""))))
        if self.edition.state == "current":
            yield self.say("effective"), day_html(self.record.effective)
        elif self.edition.state == "former":
            yield self.say("in_force"), facts.period(self.plan, self.record)
        for act in facts.acts_of(self.plan, self.record):
            yield self.say("decision" if act.body else "order"), facts.act_link(self.plan, self.url, act)
        missing = self.record.get("acts_missing")
        yield self.say("no_acts"), text(missing) if isinstance(missing, str) else ""
        if self.record.seal:
            named = EVIDENCE[evidence(self.plan.at, self.edition.slug, self.record)]
            yield self.say("evidence"), text(named.say(self.lang))
        yield self.say("digest"), f"<code>{text(self.digest)}</code>" if self.digest else ""

    def _signed(self) -> str:
        rows = "".join(
            f"<tr><td>{text(self.plan.role(role))}</td><td>{text(what)}</td><td>{when}</td></tr>"
            for role, what, when in dict.fromkeys(self._signatories())
        )
        heads = "".join(f'<th scope="col">{text(self.say(key))}</th>' for key in ("post", "what", "when"))
        told = f"<h2>{text(self.say('signed_by'))}</h2>"
        return f'{told}<div class="wide"><table><tr>{heads}</tr>{rows}</table></div>' if rows else ""

    def _signatories(self) -> Iterator[tuple[str, str, str]]:
        """Role, what it did, day; posts, never persons."""
        seal = self.record.seal
        listed = seal.agreements if seal else {}
        given = [one for one in self.record.agreements if one.path.removeprefix(f"{self.record.folder}/") in listed]
        for one in sorted(given, key=lambda one: (one.meaning != "check", str(one.day or ""), one.role)):
            yield one.role, self.say(f"{'check' if one.meaning == 'check' else 'agree'}_given"), day_html(one.day)
        for act in facts.acts_of(self.plan, self.record):
            for role in self._signers(act):
                yield role, self.say("decision_signed" if act.body else "order_signed"), day_html(act.date)
        for each in copies(self.plan.at, self.edition.slug, str(self.record.version)):
            if each.text("text") == self.digest:  # of another text it is no evidence of this one
                what = self.plan.value("signed-copy", "kind", each.text("kind"))
                named = EVIDENCE[class_of(each, self.plan.at.today)].say(self.lang)
                for role in sorted(signed(each, self.plan.at.today)):
                    yield role, f"{what} ({named})", day_html(day(each.on(self.plan.at.today).get("date")))
        by = seal.value.get("by") if seal else None
        if isinstance(by, Mapping) and by.get("role"):
            yield str(by["role"]), self.say("registered"), day_html(self.record.sealed_day)

    def _signers(self, act: ActRow) -> Iterable[str]:
        entry = self.plan.at.entries("acts").get(act.id)
        told = entry.on(self.plan.at.today).get("signed_by") if entry else None
        return [str(one) for one in told] if isinstance(told, list) else [str(told)] if told else []

    # the files

    def _files(self) -> str:
        title = f"<h2>{text(self.say('files'))}</h2>"
        if not self.issued:
            return f"{title}<p>{text(self.say('no_files'))}</p>"
        rows = "".join(self._file(one) for one in self.issued)
        said = "".join(f'<p id="{key}" hidden>{text(self.say(key, what="{what}"))}</p>' for key in _MESSAGES)
        return (
            f'{title}<ul class="files">{rows}</ul>'
            f'<noscript><p class="answer part">{text(self.say("no_script"))}</p></noscript>'
            f'<div class="drop" id="drop" hidden><label for="file"><b>{text(self.say("drop"))}</b> '
            f"<span>{text(self.say('choose'))}</span></label>"
            f'<input type="file" id="file" accept="application/pdf,.pdf"><p>{text(self.say("local"))}</p></div>'
            f'<div id="result" role="status" aria-live="polite">{said}</div>'
        )

    def _file(self, one: Issued) -> str:
        name = link(self.to(one.url), text(one.name)) if one.url else text(one.name)
        former = ' data-former=""' if one.former else ""
        size = self.say("bytes", count=f"{one.size:,}".replace(",", "\u00a0"))
        return (
            f'<li data-sha256="{escape(one.sha256)}" data-size="{one.size}" data-name="{escape(one.name)}"{former}>'
            f"{name}, {text(size)}<br><code>{text(one.sha256)}</code></li>"
        )
