"""The documents a change touches: by their text, a translation, their dossier or a review, in either of two trees."""

from __future__ import annotations

from collections.abc import Mapping

from sapat.model.append_only import dossier_of
from sapat.model.groups import BY_DOCUMENT
from sapat.model.snapshot import Snapshot


def touched_documents(at: Snapshot, base: Snapshot) -> tuple[str, ...]:
    """The slugs of the documents whose files differ between two trees, in order."""
    paths = {
        path
        for one, other in ((at, base), (base, at))
        for path, file in one.files.items()
        if (held := other.files.get(path)) is None or (held.blob, held.mode) != (file.blob, file.mode)
    }
    known = [(one, owners(one)) for one in (at, base)]
    found = {names[path] for path in paths for _, names in known if path in names}
    found |= {path.split("/")[2] for path in paths if dossier_of(path) or path.startswith(BY_DOCUMENT)}
    return tuple(sorted(slug for slug in found if any(slug in one.slugs for one, _ in known)))


def owners(at: Snapshot) -> Mapping[str, str]:
    """Path -> slug of every file of a working text and of its translations."""
    made = {one.path: doc.slug for doc in at.documents for one in doc.files}
    made.update((path, doc.slug) for doc in at.documents for paths in doc.translations.values() for path in paths)
    return made


def citing(at: Snapshot, slugs: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """slug -> codes of the documents whose text or basis names one of *slugs*, itself and its forms apart."""
    by_path = owners(at)
    found: dict[str, dict[str, None]] = {slug: {} for slug in slugs}
    for doc in at.documents:
        basis = doc.front.get("basis")
        named = {at.slug(str(code)) for code in basis} if isinstance(basis, list) else set()
        for one in doc.files:
            folder = one.path.rpartition("/")[0]
            for link in one.scan.links:
                target = link.target.partition("#")[0]
                if link.kind == "code":
                    named.add(at.slugs_of_codes.get(target.strip(), ""))
                elif target.endswith(".md"):
                    named.add(by_path.get(_climbed(folder, target), ""))
        for slug in named & slugs - {doc.slug}:
            found[slug][doc.code or doc.path] = None
    return {slug: tuple(codes) for slug, codes in found.items()}


def _climbed(folder: str, target: str) -> str:
    made = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del made[-1:]
        elif step not in ("", "."):
            made.append(step)
    return "/".join(made)


def forms(at: Snapshot, code: str) -> tuple[str, ...]:
    """The codes of the forms of a document: its own code with `-Ф<NN>` behind."""
    grammar = at.settings.grammar
    parts = ((doc.code, grammar.parse(doc.code)) for doc in at.documents if doc.code.startswith(code + "-"))
    return tuple(sorted(told for told, known in parts if known is not None and known.form))
