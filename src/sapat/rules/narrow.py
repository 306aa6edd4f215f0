"""What a range answers for: the findings it brings, and those of the documents it touches (`check --base`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sapat.model.append_only import dossier_of
from sapat.model.findings import Finding, Verdict
from sapat.model.groups import BY_DOCUMENT
from sapat.model.snapshot import Snapshot

Same = tuple[str, str, str, str]


def narrowed(at: Snapshot, verdict: Verdict, former: Verdict) -> tuple[Verdict, int]:
    """The verdict with only the findings the range answers for, and how many others there are."""
    assert at.base is not None
    paths = touched(at, at.base)
    slugs = {slug for path in paths for slug in _slugs(at, at.base, path)}
    held = Counter(same(one) for one in former.findings)
    kept: list[Finding] = []
    for one in verdict.findings:
        known = held[same(one)] > 0
        held[same(one)] -= 1
        concerns = one.where.path in paths or (one.document and at.slug(one.document) in slugs)
        if not known or concerns:
            kept.append(one)
    return replace(verdict, findings=tuple(kept)), len(verdict.findings) - len(kept)


def touched(at: Snapshot, base: Snapshot) -> frozenset[str]:
    """The files that the range added, changed or took away."""
    now = {(path, file.mode, file.blob) for path, file in at.files.items()}
    then = {(path, file.mode, file.blob) for path, file in base.files.items()}
    return frozenset(path for path, _, _ in now ^ then)


def _slugs(at: Snapshot, base: Snapshot, path: str) -> set[str]:
    """The documents a file belongs to: by its text or dossier in either tree, or as a review of one."""
    found = {one.slug(code) for one in (at, base) if (code := one.codes_of_paths.get(path))}
    if dossier_of(path) or path.startswith(BY_DOCUMENT):
        found.add(path.split("/")[2])
    return found


def same(one: Finding) -> Same:
    """What makes two findings the same, wherever their line has moved to."""
    return (one.rule, one.where.path, one.message.en, repr(sorted((k, str(v)) for k, v in one.args.items())))
