"""Whether a sealed dossier is what was sealed: each fault a hit with its place (DESIGN 4).

ISO 9001:2015 7.5.3.2: documented information kept as evidence is protected from unintended alteration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sapat.model.approval import amended_on
from sapat.model.codes import slug_of
from sapat.model.digests import of_text
from sapat.model.documents import Document
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot

Link = tuple[Dossier, Dossier | None]  # a sealed dossier and the sealed one before it

_NOTHING: Mapping[str, object] = {}


def _hit(where: Where, says: str, args: Mapping[str, object] = _NOTHING) -> Hit:
    """A fault; its cure names the path."""
    return Hit(where, says, {**args, "path": where.path})


def chain(at: Snapshot) -> tuple[Link, ...]:
    """Every sealed dossier with the sealed one before it."""
    found: list[Link] = []
    for versions in at.dossiers.values():
        former = None
        for one in versions:
            if one.is_sealed:
                found.append((one, former))
                former = one
    return tuple(found)


def copy_faults(dossier: Dossier) -> Iterator[Hit]:
    """The control copy against the hashes of the seal: a file missing, extra or changed, or another text digest."""
    if dossier.seal is None:
        return
    listed = dossier.seal.files
    held = {one.relative: one.sha256 for one in dossier.copy}
    if held != listed:
        yield from _copy_differs(dossier, held, listed)
    if of_text(listed.items()) != dossier.seal.text_of("text"):
        yield _hit(Where(dossier.path, ("seal", "text")), "digest", {"folder": dossier.folder})


def _copy_differs(dossier: Dossier, held: Mapping[str, str], listed: Mapping[str, str]) -> Iterator[Hit]:
    for relative in sorted({*held, *listed}):
        told = {"file": relative, "folder": dossier.folder}
        if relative not in held:
            yield _hit(Where(dossier.path, ("seal", "files")), "missing", told)
        elif held[relative] != listed.get(relative):
            says = "changed" if relative in listed else "extra"
            yield _hit(Where(f"{dossier.folder}/copy/{relative}", line=1, column=1), says, told)


def facts_faults(dossier: Dossier) -> Iterator[Hit]:
    """The record's bytes before its seal against the seal; nothing stands behind the seal, where no hash would hold it."""
    if dossier.seal is None or dossier.record is None:
        return
    if dossier.facts_sha256 != dossier.seal.text_of("facts"):
        yield _hit(Where(dossier.path, ("seal", "facts")), "changed")
    keys = list(dossier.record.value)
    for key in keys[keys.index("seal") + 1 :]:
        yield _hit(Where(dossier.path, (key,)), "behind", {"key": key})


def chain_faults(at: Snapshot, link: Link) -> Iterator[Hit]:
    """`previous` names the former record file of the document by its bytes, and only the first has none."""
    dossier, former = link
    if dossier.seal is None:
        return
    told = dossier.seal.text_of("previous")
    due = former.record.sha256 if former and former.record else "first"
    if told == due:
        return
    where = Where(dossier.path, ("seal", "previous"))
    earlier = [one for one in at.versions(dossier.slug) if one.version < dossier.version and one.record]
    if former is None:
        yield _hit(where, "unknown")
    elif told == "first":
        yield _hit(where, "first", {"former": former.version})
    elif fork := next((one for one in earlier if one.record and one.record.sha256 == told), None):
        yield _hit(where, "forked", {"former": former.version, "other": fork.version})
    else:
        yield _hit(where, "broken", {"former": former.version})


def agreement_faults(at: Snapshot, dossier: Dossier) -> Iterator[Hit]:
    """The agreements the seal lists are there, byte for byte."""
    if dossier.seal is None:
        return
    for number, (path, sha256) in enumerate(dossier.seal.agreements.items()):
        whole = f"{dossier.folder}/{path}"
        held = at.facts.get(whole)
        if held is None:
            yield _hit(Where(dossier.path, ("seal", "agreements", number)), "missing", {"file": path})
        elif held.sha256 != sha256:
            yield _hit(Where(whole, line=1, column=1), "changed", {"file": path, "version": dossier.version})


def answer_faults(at: Snapshot, dossier: Dossier) -> Iterator[Hit]:
    """The agreements the seal lists are «yes» to the sealed bytes, or to those the council amended."""
    if dossier.seal is None:
        return
    listed, text = dossier.seal.agreements, dossier.seal.text_of("text")
    for one in dossier.agreements:
        if one.path[len(dossier.folder) + 1 :] not in listed:
            continue
        if one.result != "yes":
            yield _hit(Where(one.path, ("result",)), "result", {"result": one.result, "version": dossier.version})
        if one.text != text and not _earlier(at, dossier, one.path, one.meaning):
            yield _hit(Where(one.path, ("text",)), "text", {"version": dossier.version})


def _earlier(at: Snapshot, dossier: Dossier, path: str, meaning: str) -> bool:
    """Whether an agreement may be to the text put before the council: only to agree, only when it was amended."""
    told = dossier.seal.earlier if dossier.seal else frozenset()
    return meaning == "agree" and path[len(dossier.folder) + 1 :] in told and amended_on(at, dossier) is not None


def act_faults(at: Snapshot, dossier: Dossier) -> Iterator[Hit]:
    """The acts the seal lists are there, byte for byte, and those the record names are among them."""
    if dossier.seal is None:
        return
    listed = dossier.seal.acts
    for number, (path, sha256) in enumerate(listed.items()):
        held = at.facts.get(path)
        if held is None or held.sha256 != sha256:
            says = "missing" if held is None else "changed"
            yield _hit(Where(dossier.path, ("seal", "acts", number)), says, {"act": path, "version": dossier.version})
    for kind in ("decision", "order"):
        entry, _ = at.act(dossier, kind)
        if entry is not None and entry.path not in listed:
            yield _hit(Where(dossier.path, (kind,)), "unlisted", {"act": entry.path, "version": dossier.version})


def copy_front_faults(at: Snapshot, dossier: Dossier) -> Iterator[Hit]:
    """The control copy says the code and the version that its record is about."""
    if dossier.seal is None or dossier.is_withdrawal or not dossier.seal.files:
        return
    front = dossier.front
    where = Where(dossier.path, ("version",))
    if not front:
        yield _hit(where, "none", {"folder": dossier.folder})
        return
    if str(front.get("version", "")) != str(dossier.version):
        yield _hit(where, "version", {"told": front.get("version", "—"), "version": dossier.version})
    if front.get("code") != dossier.code and not is_code_of(at, dossier.slug, str(front.get("code", ""))):
        yield _hit(Where(dossier.path, ("document",)), "code", {"told": front.get("code", "—"), "code": dossier.code})


def is_code_of(at: Snapshot, slug: str, code: str) -> bool:
    """Whether a code is the first one of a slug, letter by letter, or one given to it by `recode`."""
    versions = at.versions(slug)
    first = next((one.code for one in versions if slug_of(one.code) == slug), code)
    if slug_of(code) == slug and code == first:
        return True
    added = (a for one in versions for a in one.addenda)
    return any(a.kind == "recode" and a.set.get("code") == code for a in added)


def text_version(versions: tuple[Dossier, ...]) -> Dossier | None:
    """The newest sealed version that has a text: a withdrawal has none."""
    return next((one for one in reversed(versions) if one.is_sealed and not one.is_withdrawal), None)


def unlike(doc: Document, sealed: Dossier) -> tuple[str, ...]:
    """The files by which a working text differs from a sealed one, relative to the document; empty where it is the same."""
    if sealed.seal is None:
        return ()
    now: Mapping[str, str] = {one.relative: one.sha256 for one in doc.files}
    then = sealed.seal.files
    if now == then and tuple(now) == tuple(then):
        return ()
    differing = sorted(path for path in now.keys() | then.keys() if now.get(path) != then.get(path))
    return tuple(differing) or tuple(now)
