"""From a repository to the files of an auditor's pack, one after the other: read, decide; the telling is the caller's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from sapat.model.history import version_rows
from sapat.model.packs import Scope
from sapat.model.rows import DocumentRow, document_rows
from sapat.model.sheet import whole_sheet
from sapat.publish.convert import Converter
from sapat.publish.converted import Converted
from sapat.publish.difference_file import difference_file
from sapat.publish.differences import made_redline
from sapat.publish.pack_documents import difference_name, document_page, text_file, text_name
from sapat.publish.pack_pages import Cover, index_pages
from sapat.publish.plan import Edition
from sapat.publish.redline import Redline
from sapat.publish.redline_parts import redline_key
from sapat.publish.standalone import PICTURES
from sapat.read.frontmatter import cut, decode
from sapat.read.landings import landings
from sapat.read.repository import Repository
from sapat.read.source import Source
from sapat.read.verifier import verifier, verifier_digest
from sapat.report import changes, documents, registers
from sapat.report.tables import Table, as_csv
from sapat.write.conversions import Conversions, conversions_of
from sapat.write.pack import PackFile

_BATCH: Final = 100  # documents whose texts are held at once


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that stands."""

    documents: int
    versions: int
    files: int
    digest: str  # of SHA256SUMS


def make_pack(repository: Repository, source: Source, scope: Scope, lang: str, target: Path) -> Made:
    """Write the pack; a failure leaves what stood there before."""
    at = scope.at
    landed = landings(repository.git, at.origin.commit, scope.paths, at.files) if repository.git else None
    cover = Cover(scope, lang, metadata.version("sapat"), landed is not None)
    rows = document_rows(at)
    with PackFile(target) as pack:
        for url, text in index_pages(cover, rows):
            pack.put(url, text.encode())
        pack.put("verify.py", verifier())
        for path, data in _registers(scope, rows, lang):
            pack.put(path, data)
        if landed is not None:
            heads = ("path", "commit", "committed")
            pack.put("history/facts.csv", as_csv(Table("", heads, tuple(landed))).encode())
        for path, data in _documents(repository, source, cover, rows):
            pack.put(path, data)
        for file, data in source.read([at.files[path] for path in scope.paths]):
            pack.put("repository/" + file.path, data)
        pack.finish(_manifest(cover))
    return Made(len(rows), sum(len(at.versions(row.slug)) for row in rows), pack.count, pack.digest)


def _manifest(cover: Cover) -> dict[str, Any]:
    """What the pack says of itself; `verify.py` believes only what it can work out anew."""
    scope, at = cover.scope, cover.scope.at
    return {
        "version": 1,
        "institution": at.settings.name.get(cover.lang, at.settings.org),
        "day": at.today.isoformat(),
        "commit": at.origin.commit,
        "moment": at.origin.moment.isoformat() if at.origin.moment else None,
        "language": cover.lang,
        "readers": scope.readers,
        "audience": scope.audience,
        "history": cover.history,
        "about": [{"slug": slug} for slug in scope.about],
        "left_out": [{"slug": slug} for slug in scope.left_out],
        "sapat": cover.version,
        "verifier": verifier_digest(),
    }


def _registers(scope: Scope, rows: Sequence[DocumentRow], lang: str) -> Iterator[tuple[str, bytes]]:
    at, on = scope.at, scope.at.today
    yield "registers/documents.json", documents.as_json(rows, on).encode()
    yield "registers/documents.csv", as_csv(documents.as_table(at, rows, on, lang)).encode()
    yield "registers/changes.csv", as_csv(changes.as_table(at, whole_sheet(at, on), on, lang)).encode()
    for name, register in sorted(at.registers.items()):
        if register.entries and name not in ("documents", "changes"):
            yield f"registers/{name}.csv", as_csv(registers.as_table(at, register, on, lang)).encode()


def _documents(
    repository: Repository, source: Source, cover: Cover, rows: Sequence[DocumentRow]
) -> Iterator[tuple[str, bytes]]:
    """The pages of the documents; a hundred of them in memory at a time, each text and difference made once and kept."""
    kept = conversions_of(repository.git)
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        editions = {row.slug: _editions(cover, row) for row in batch}
        texts = _converted(kept, source, cover, [one for all_ in editions.values() for one in all_])
        redlines = _redlines(kept, cover, editions.values(), texts)
        for row in batch:
            yield f"documents/{row.slug}/index.html", document_page(cover, row).encode()
            yield from _of_document(source, cover, row, editions[row.slug], texts, redlines)
        kept.save()
        kept = conversions_of(repository.git)


def _editions(cover: Cover, row: DocumentRow) -> list[Edition]:
    """The texts of a document, the oldest first."""
    return [cover.plan.text_of(row.slug, one) for one in cover.scope.at.versions(row.slug) if one.copy]


def _of_document(
    source: Source,
    cover: Cover,
    row: DocumentRow,
    editions: Sequence[Edition],
    texts: Mapping[str, Converted],
    redlines: Mapping[str, Redline],
) -> Iterator[tuple[str, bytes]]:
    plan, folder = cover.plan, f"documents/{row.slug}"
    pictures = _pictures(source, cover, editions)
    status = {one.version: one.status for one in version_rows(plan.at, row.slug)}
    for one in editions:
        told = text_file(cover, one, status[one.version], texts, pictures)
        yield f"{folder}/{text_name(one.version)}", told.encode()
    for old, new in pairwise(editions):
        made = redlines[redline_key(plan, old, new)]
        told = difference_file(plan, row.slug, old, new, made, pictures, (old.version, new.version))
        yield f"{folder}/{difference_name(old.version, new.version)}", told.encode()


def _redlines(
    kept: Conversions, cover: Cover, documents: Iterable[Sequence[Edition]], texts: Mapping[str, Converted]
) -> dict[str, Redline]:
    """The difference of every two versions that follow one another, by what it is made of."""
    pairs = {redline_key(cover.plan, old, new): (old, new) for all_ in documents for old, new in pairwise(all_)}
    known = kept.get_redlines(pairs)
    for key, (old, new) in pairs.items():
        if key not in known:
            known[key] = made_redline(cover.plan, old, new, texts)
            kept.put_redline(key, known[key])
    return known


def _converted(kept: Conversions, source: Source, cover: Cover, editions: Sequence[Edition]) -> dict[str, Converted]:
    """The texts as HTML: from what is kept of them, else converted now."""
    at = cover.scope.at
    digests = {part.path: at.facts[part.path].sha256 for one in editions for part in one.parts if part.path in at.facts}
    known = kept.get(digests.values())
    first = {digest: path for path, digest in reversed(digests.items()) if digest not in known}
    converter = Converter()
    for file, data in source.read([at.files[path] for path in first.values()]):
        digest = digests[file.path]
        known[digest] = converter.convert(cut(decode(data).text).body)
        kept.put(digest, known[digest])
    return {path: known[digest] for path, digest in digests.items()}


def _pictures(source: Source, cover: Cover, editions: Sequence[Edition]) -> dict[str, bytes]:
    """The bytes of the pictures of a document, by the address they have in its texts."""
    plan = cover.plan
    found = (plan.picture(path) for one in editions for path in one.files.values())
    urls = {one.path: one.url for one in found if one is not None and one.url.endswith(tuple(PICTURES))}
    return {urls[file.path]: data for file, data in source.read([plan.at.files[path] for path in urls])} if urls else {}
