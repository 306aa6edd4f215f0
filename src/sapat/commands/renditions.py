"""From a repository to set documents: which texts, read, pressed, judged; the telling is the caller's."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import Final

from sapat.model.digests import of_text
from sapat.model.files import EXECUTABLE, REGULAR
from sapat.model.findings import Finding, Severity
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.status import standing
from sapat.model.translations import held
from sapat.publish.converted import Converted, bare
from sapat.publish.plan import Edition, Part, Plan
from sapat.read.frontmatter import cut, decode
from sapat.read.repository import Repository
from sapat.read.source import Source
from sapat.render.faults import Read, found
from sapat.render.front import meta
from sapat.render.job import Fault, Job, Outcome, Section
from sapat.render.paper import Paper
from sapat.render.rendition import Rendition, Translated, file_name, language, originals
from sapat.render.translated import translated_text
from sapat.rules.printing import REFUSED, paper_finding
from sapat.write.conversions import conversions_of
from sapat.write.renditions import Kept, key_of
from sapat.write.sandbox import convert_texts, press_job

_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_BATCH: Final = 20  # texts converted at a time
_DEEP: Final = 2  # levels of headings in the contents
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A rendition with its PDF, or with what stands against it."""

    rendition: Rendition
    outcome: Outcome
    findings: tuple[Finding, ...]
    kept: bool  # whether it was set before

    @property
    def file(self) -> str:
        return file_name(self.rendition)

    @property
    def refused(self) -> bool:
        return not self.outcome.pdf

    @property
    def why(self) -> Finding | None:
        """Why there is no PDF; nothing where there is one."""
        return next((one for one in self.findings if one.rule == REFUSED), None) if self.refused else None


@dataclass(frozen=True, slots=True)
class _Ready:
    rendition: Rendition
    job: Job
    read: tuple[Read, ...]
    faults: tuple[Fault, ...]
    pictures: Mapping[str, str]  # name in the job -> path in the document


class Renditions:
    """Renditions of the texts of one snapshot; each stands on paper in the language of its original."""

    def __init__(self, at: Snapshot) -> None:
        self.at = at
        self._plans: dict[str, Plan] = {}

    def plan(self, lang: str) -> Plan:
        if lang not in self._plans:
            self._plans[lang] = Plan(self.at, lang)
        return self._plans[lang]

    def of(self, purpose: str, edition: Edition, record: Dossier | None, digest: str) -> Rendition:
        plan = self.plan(language(edition.front, self.at.settings.languages[0]))
        return Rendition(plan, edition, record, purpose, digest)

    def registered(self, slug: str, record: Dossier) -> Rendition:
        edition = self.plan(self.at.settings.languages[0]).text_of(slug, record)
        return self.of("version", edition, record, record.seal.text_of("text") if record.seal else "")

    def translation(self, purpose: str, original: Edition, record: Dossier | None, lang: str) -> Rendition:
        """The translation that stands beside a document, as one of the version *original*."""
        doc = self.at.by_slug[original.slug]
        files = held(doc, lang)
        plan = self.plan(lang)
        edition, lacking = translated_text(plan, original, files, lang)
        found = standing(self.at, original.slug)
        force = found.in_force if found else None
        stale = purpose == "version" and force is not None and record is not None and force.version > record.version
        told = Translated(lang, originals(original.front), str(force.version) if stale and force else "", lacking)
        digest = of_text((name, self.at.facts[path].sha256) for name, path in files.items())
        return Rendition(plan, edition, record, purpose, digest, translated=told)

    def in_force(self) -> Iterator[Rendition]:
        """Every text in force that is kept here."""
        for slug in self.at.slugs:
            found = standing(self.at, slug)
            record = found.in_force if found else None
            if record is not None and record.copy and "held" not in record.front:
                yield self.registered(slug, record)


def set_all(
    repository: Repository,
    source: Source,
    wanted: Iterable[Rendition],
    executor: Executor,
    told: Progress = lambda done, count: None,
) -> list[Made]:
    """Every rendition wanted, in that order."""
    return list(set_each(repository, source, wanted, executor, told))


def set_each(
    repository: Repository,
    source: Source,
    wanted: Iterable[Rendition],
    executor: Executor,
    told: Progress = lambda done, count: None,
) -> Iterator[Made]:
    """Every rendition wanted, in that order: from what is kept, else pressed on *executor*; none is held after its turn."""
    asked = list(wanted)
    if not asked:
        return
    at = asked[0].plan.at
    data = _bytes(source, at, (path for one in asked for path in one.edition.files.values()))
    html = _converted(repository, at, asked, data, executor)
    kept = Kept(repository.git)
    waiting = deque(_started(one, _ready(one, data, html), kept, executor) for one in asked)
    try:
        while waiting:
            turn = waiting.popleft()
            before = kept.get(turn.key) if turn.future is None else None
            outcome = before or turn.result(executor)
            if before is None:
                kept.put(turn.key, outcome)
            made = _judged(turn.rendition, turn.ready, outcome, kept=before is not None)
            del turn, outcome, before
            yield made
            told(len(asked) - len(waiting), len(asked))
    finally:
        for turn in waiting:
            if turn.future is not None:
                turn.future.cancel()
    kept.prune()


@dataclass(frozen=True, slots=True)
class _Turn:
    """A rendition in the queue; without a future it is among the kept."""

    rendition: Rendition
    ready: _Ready | None
    key: str
    future: Future[Outcome] | None

    def result(self, executor: Executor) -> Outcome:
        if self.ready is None:
            return Outcome(trouble="limits")
        future = self.future or executor.submit(press_job, self.ready.job)  # what was kept cannot be read any more
        return future.result()


def _started(one: Rendition, ready: _Ready | None, kept: Kept, executor: Executor) -> _Turn:
    key = key_of(ready.job) if ready else ""
    needed = ready is not None and not kept.has(key)
    return _Turn(one, ready, key, executor.submit(press_job, ready.job) if ready and needed else None)


def _judged(one: Rendition, ready: _Ready | None, outcome: Outcome, *, kept: bool) -> Made:
    """What goes to be signed shows all of its text, or is not made."""
    read = ready.read if ready else ()
    named = ready.pictures if ready else {}
    faults = tuple(replace(fault, at=named.get(fault.at, fault.at)) for fault in outcome.faults)
    faults = (*(ready.faults if ready else ()), *faults)
    if not outcome.pdf:
        kind = outcome.trouble if outcome.trouble in ("time", "limits") else "refused"
        first = next((line for line in outcome.trouble.splitlines() if line.strip()), "")
        near = next((fault.near for fault in faults if fault.kind == "refused"), "")
        faults = (
            *(fault for fault in faults if fault.kind not in ("profile", "refused")),
            Fault(kind, first, near=near),
        )
    findings = tuple(paper_finding(rule, hit) for rule, hit in found(one.code, one.edition, read, faults))
    if one.purpose == "signature" and any(finding.severity is Severity.ERROR for finding in findings):
        outcome = replace(outcome, pdf=b"")
    return Made(one, outcome, findings, kept)


def _bytes(source: Source, at: Snapshot, paths: Iterable[str]) -> dict[str, bytes]:
    """The bytes of regular files: a symbolic link in a repository is never followed."""
    wanted = [at.files[path] for path in dict.fromkeys(paths) if path in at.files]
    return {file.path: data for file, data in source.read([one for one in wanted if one.mode in (REGULAR, EXECUTABLE)])}


def _converted(
    repository: Repository, at: Snapshot, asked: list[Rendition], data: Mapping[str, bytes], executor: Executor
) -> dict[str, Converted]:
    """The texts as HTML: what the site keeps of them, else converted now behind the limits of a press."""
    digests = {
        p.path: at.facts[p.path].sha256
        for one in asked
        for p in one.edition.parts
        if p.path in data and p.path in at.facts
    }
    kept = conversions_of(repository.git)
    known = kept.get(digests.values())
    first = {digest: path for path, digest in reversed(digests.items()) if digest not in known}
    todo = list(first.items())
    groups = [todo[at_ : at_ + _BATCH] for at_ in range(0, len(todo), _BATCH)]
    bodies = [tuple(cut(decode(data[path]).text).body for _, path in group) for group in groups]
    futures = [executor.submit(convert_texts, texts) for texts in bodies]
    for group, texts, future in zip(groups, bodies, futures, strict=True):
        made = future.result()
        alone = [convert_texts((text,)) for text in texts] if made is None else [(one,) for one in made]
        for (digest, _), one in zip(group, alone, strict=True):
            if one:
                known[digest] = one[0]
                kept.put(digest, one[0])
    kept.save()
    return {path: known[digest] for path, digest in digests.items() if digest in known}


def _ready(one: Rendition, data: Mapping[str, bytes], html: Mapping[str, Converted]) -> _Ready | None:
    """The job of a rendition; nothing where a text of it could not be converted."""
    parts = one.edition.parts
    if any(part.path not in html for part in parts):
        return None
    paper = Paper(one.plan, one.edition, one.translated.lang if one.translated else "")
    sections: list[Section] = []
    headings: list[str] = []
    for number, part in enumerate(parts):
        body, shift = _body(one, html[part.path], alone=len(parts) == 1)
        sections.append(Section(paper.localised(number, body), shift))
        headings += [head.name for head in html[part.path].headings if head.level - shift <= _DEEP]
    sources, faults = _sources(one, data)
    described = {name: f"{one.code} {one.edition.version}: {name}" for name in sources}
    job = Job(
        tuple(sections),
        meta(one, headings=headings, sources=described),
        {name: data[path] for name, path in paper.pictures.items() if path in data},
        sources,
        one.moment,
        one.purpose != "signature",
    )
    read = tuple(_read(one, part, data) for part in parts)
    missing = tuple(Fault("link", target, number) for number, target in paper.missing)
    relative = {path: name for name, path in one.edition.files.items()}
    shown = {name: relative.get(path, path) for name, path in paper.pictures.items()}
    return _Ready(one, job, read, (*missing, *faults), shown)


def _body(one: Rendition, made: Converted, *, alone: bool) -> tuple[str, int]:
    """(HTML, levels its headings go up).

    The title of a text of one file stands on its front page: it is not said a second time.
    """
    body, heads = bare(made.html).lstrip(), made.headings
    if alone and heads and heads[0].level == 1 and body.startswith("<h1"):
        end = body.index("</h1>") + 5
        titled = re.sub(r"<[^>]+>", "", body[:end]).strip() == one.title
        if titled and not any(head.level == 1 for head in heads[1:]):
            least = min((head.level for head in heads[1:]), default=2)
            down = 1 if one.plain else 0  # there the title itself is the first heading
            return body[end:], least - 1 - down
    return body, min((head.level for head in heads), default=1) - 1


def _sources(one: Rendition, data: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Fault, ...]]:
    """The Markdown files to attach; where everybody may read, without their comments."""
    made: dict[str, bytes] = {}
    faults = []
    public = one.edition.front.get("access", "public") == "public"
    for number, part in enumerate(one.edition.parts):
        told = data[part.path]
        if public and b"<!--" in told:
            told = _COMMENT.sub(b"", told)
            faults.append(Fault("comment", "", number))
        made[part.relative.replace("/", "_")] = told
    return made, tuple(faults)


def _read(one: Rendition, part: Part, data: Mapping[str, bytes]) -> Read:
    scan = one.plan.at.facts[part.path].scan
    links = tuple((link.target, link.line) for link in scan.links)
    return Read(part, decode(data[part.path]).text, links, scan.doubled, scan.headings)
