"""From a repository to the pages of its site, and what stops them: read, decide; the telling is the caller's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from importlib.resources import files as package_files
from zoneinfo import ZoneInfo

from sapat.commands.stops import stops
from sapat.model.files import EXECUTABLE, REGULAR, File
from sapat.model.findings import Finding, Verdict
from sapat.model.snapshot import Snapshot
from sapat.publish.convert import Converter
from sapat.publish.converted import Converted
from sapat.publish.differences import difference_url, made_redline, pairs
from sapat.publish.overview import RuleRow
from sapat.publish.page import NavGroup, Page, Plain
from sapat.publish.plan import ATTACHMENTS, Plan
from sapat.publish.redline import Redline
from sapat.publish.redline_parts import redline_key
from sapat.publish.site import INTRO, navigation, pages
from sapat.publish.version_pages import ASSETS, pending_files, version_files
from sapat.read.frontmatter import cut, decode
from sapat.read.repository import Repository, clock
from sapat.read.source import Source
from sapat.report.checks import SEVERITIES
from sapat.rules.judge import Examination, concluded
from sapat.rules.rule import Rule
from sapat.rules.table import RULES
from sapat.write.conversions import Conversions, conversions_of


@dataclass(frozen=True, slots=True)
class Publication:
    """A site ready to be written."""

    plan: Plan
    pages: tuple[Page, ...]
    files: Mapping[str, bytes]  # pictures, attachments and the other files of docs/, by address
    navigation: tuple[NavGroup, ...]
    moment: datetime  # of the commit: the date of everything made
    unprinted: Verdict  # what its PDFs show not, or why there are none


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is published."""

    findings: tuple[Finding, ...]


def publication(
    repository: Repository, *, revision: str = "HEAD", today: date | None = None, draft: bool = False
) -> Publication | Refusal:
    """The site of one commit on a day; of the work tree with *draft*, or where there is no Git."""
    source = repository.source(None if draft or repository.git is None else revision)
    at = _read(repository, None if draft or repository.git is None else revision, today)
    if not draft:
        stopping = stops(at)
        if stopping:
            return Refusal(stopping)
    bodies, plain = _plain(source, at)
    papers = _papers(repository, source, at) if _with_papers(at) and not draft else _Papers()
    urls = {slug: url for slug, (url, _) in papers.files.items()}
    plan = Plan(at, at.settings.languages[0], draft, plain, urls, papers.refused)
    kept = conversions_of(repository.git)
    texts = _converted(kept, source, plan, bodies)
    redlines = _redlines(kept, plan, texts)
    kept.save()
    made = tuple(pages(plan, texts, redlines, [rule_row(rule) for rule in RULES]))
    files = _files(source, plan) | dict(papers.files.values()) | _version_pages(plan, papers.files)
    unprinted = concluded(at, Examination(papers.findings, {}), len(papers.files) + len(papers.refused))
    return Publication(plan, made, files, navigation(plan), at.origin.moment or _noon(at), unprinted)


def _with_papers(at: Snapshot) -> bool:
    """Whether the site has the PDFs of what is in force: `[publish] pdf = true`."""
    told = at.settings.sections.get("publish")
    return isinstance(told, Mapping) and told.get("pdf") is True


@dataclass(frozen=True, slots=True)
class _Papers:
    """The PDFs of the texts in force."""

    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)  # slug -> address and bytes
    refused: Mapping[str, Finding] = field(default_factory=dict)  # slug -> why there is none
    findings: tuple[Finding, ...] = ()


def _papers(repository: Repository, source: Source, at: Snapshot) -> _Papers:
    """The PDF of each text in force: set once and kept by its content. One that cannot be set stops nothing, and is told."""
    from sapat.commands.renditions import Renditions, set_all
    from sapat.write.sandbox import local_executor, need_packages

    need_packages()
    with local_executor() as executor:
        made = set_all(repository, source, Renditions(at).in_force(), executor)
    found = {one.rendition.edition.slug: one for one in made}
    return _Papers(
        {slug: (f"d/{slug}/{one.file}", one.outcome.pdf) for slug, one in found.items() if not one.refused},
        {slug: one.why for slug, one in found.items() if one.why},
        tuple(finding for one in made for finding in one.findings),
    )


def _version_pages(plan: Plan, papers: Mapping[str, tuple[str, bytes]]) -> dict[str, bytes]:
    """What the QR codes of papers lead to; a preview has none, since no paper leads to it."""
    if plan.draft:
        return {}
    place = package_files("sapat").joinpath("theme", "sapat", "version")
    own = {url: place.joinpath(url.rpartition("/")[2]).read_bytes() for url in ASSETS}
    return own | dict(version_files(plan, papers)) | dict(pending_files(plan))


def _read(repository: Repository, revision: str | None, today: date | None) -> Snapshot:
    at = repository.load(revision, today=today).snapshot
    if today is None:
        at = replace(at, today=clock().astimezone(ZoneInfo(at.settings.timezone)).date())
    return at


def _noon(at: Snapshot) -> datetime:
    """The middle of the day: MkDocs dates pages in UTC, and its midnight is of the day before."""
    return datetime(at.today.year, at.today.month, at.today.day, 12, tzinfo=ZoneInfo(at.settings.timezone))


def rule_row(rule: Rule) -> RuleRow:
    """A rule as its documentation page shows it."""
    return RuleRow(
        rule.id, SEVERITIES[rule.severity], rule.title, tuple(rule.says.values()), tuple(rule.do.values()), rule.source
    )


def _regular(at: Snapshot, paths: Iterable[str]) -> list[File]:
    return [at.files[path] for path in paths if path in at.files and at.files[path].mode in (REGULAR, EXECUTABLE)]


def _plain(source: Source, at: Snapshot) -> tuple[dict[str, bytes], tuple[Plain, ...]]:
    """The bytes of the pages under docs/ that are no controlled documents, and the pages they make."""
    paths = [p for p in at.files if p.startswith("docs/") and p.endswith(".md") and not at.settings.controls(p)]
    bodies = {file.path: data for file, data in source.read(_regular(at, paths))}
    made = []
    for path, data in bodies.items():
        heads = [line for line in cut(decode(data).text).body.split("\n") if line.startswith("# ")]
        title = heads[0][2:].strip() if heads else path.rpartition("/")[2].removesuffix(".md")
        made.append(Plain(path, path.removeprefix("docs/").removesuffix(".md") + ".html", title))
    ordered = sorted(made, key=lambda one: (one.path != INTRO, one.path.count("/"), one.path))
    return bodies, tuple(ordered)


def _converted(kept: Conversions, source: Source, plan: Plan, bodies: Mapping[str, bytes]) -> dict[str, Converted]:
    """Every text of the site as HTML: from what is kept of it, else converted now, equal texts once."""
    digests = {path: sha256(data).hexdigest() for path, data in bodies.items()}
    for path in plan.texts():
        if path not in digests and path in plan.at.facts:
            digests[path] = plan.at.facts[path].sha256
    known = kept.get(digests.values())
    first = {digest: path for path, digest in reversed(digests.items()) if digest not in known}
    if first:
        converter = Converter()
        fresh = [(plan.at.files[p], bodies[p]) for p in first.values() if p in bodies]
        asked = source.read(_regular(plan.at, (p for p in first.values() if p not in bodies)))
        for file, data in (*fresh, *asked):
            known[digests[file.path]] = converter.convert(cut(decode(data).text).body)
            kept.put(digests[file.path], known[digests[file.path]])
    return {path: known[digest] for path, digest in digests.items() if digest in known}


def _redlines(kept: Conversions, plan: Plan, texts: Mapping[str, Converted]) -> dict[str, Redline]:
    """The redline of every two versions that follow one another, by its address: each made once and kept."""
    asked = {difference_url(pair): pair for shown in plan.shown.values() for pair in pairs(shown)}
    keys = {url: redline_key(plan, pair.old, pair.new) for url, pair in asked.items()}
    known = kept.get_redlines(keys.values())
    for url, pair in asked.items():
        if keys[url] not in known:
            known[keys[url]] = made_redline(plan, pair.old, pair.new, texts)
            kept.put_redline(keys[url], known[keys[url]])
    return {url: known[key] for url, key in keys.items()}


def _files(source: Source, plan: Plan) -> dict[str, bytes]:
    """Bytes of everything that is no page, by address; each content once."""
    at = plan.at
    urls = {one.path: one.url for one in plan.pictures.values()}
    for path in at.files:
        if path.startswith("docs/") and not at.settings.controls(path) and not path.endswith(".md"):
            kind = "." + path.rpartition(".")[2].lower()
            if kind in ATTACHMENTS:
                urls[path] = path.removeprefix("docs/")
    wanted = {url: path for path, url in urls.items()}
    return {urls[file.path]: data for file, data in source.read(_regular(at, wanted.values()))}
