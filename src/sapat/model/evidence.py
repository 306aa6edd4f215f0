"""The class of evidence a version rests on: signed, paper or none; one class is never taken for another (DESIGN 4)."""

from __future__ import annotations

from typing import Final

from sapat.model.records import Agreement, Dossier
from sapat.model.routing import route_of, text_of_open
from sapat.model.signing import SIGNED, awaiting, is_signed
from sapat.model.snapshot import Snapshot

CLASSES: Final = ("none", "paper", "signed")  # from weak to strong


def evidence(at: Snapshot, slug: str, record: Dossier) -> str:
    """The weakest class of evidence among the agreements that count; without any, that of the acts it rests on.

    It is `signed` only where the route asks for signatures and all of them are valid: elsewhere council and rector sign on
    paper. A signature that is claimed and not there is no paper either: it is nothing.
    """
    route = route_of(at, slug, record)
    if record.seal:
        listed = record.seal.agreements
        counted = [one for one in record.agreements if one.path.removeprefix(record.folder + "/") in listed]
    else:
        text = text_of_open(at, slug, record)
        counted = [one for one in record.agreements if one.text == text and one.result == "yes"]
    told = [_class(at, one) for one in counted]
    if route is not None and route.evidence == SIGNED:
        if record.is_sealed:
            told.append("none" if record.path in awaiting(at) else SIGNED)
        return min(told, key=CLASSES.index, default="none")
    if not told:
        return "paper" if _has_copies(at, record) else "none"
    return min(*told, "paper", key=CLASSES.index)


def _class(at: Snapshot, given: Agreement) -> str:
    told = str(given.value.get("evidence"))
    if told == SIGNED and not is_signed(at, given):
        return "none"
    return told if told in CLASSES else "none"


def _has_copies(at: Snapshot, record: Dossier) -> bool:
    """Whether a paper copy is known of every act the record names."""
    named = [kind for kind in ("decision", "order") if record.reference(kind)[0]]
    acts = [at.act(record, kind)[0] for kind in named]
    return bool(acts) and all(one is not None and one.get("copy") for one in acts)
