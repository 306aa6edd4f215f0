"""Trust statements: the people register as root persons vouch for it, statement by statement (DESIGN 4).

The first names at least three root persons. From then on the register counts only as a statement lists it that enough of the
persons named by the statement before have signed, with keys that the statement before lists: whoever adds a key of his own
can sign nothing with it. A reset begins anew on a paper order of the head, and is shown for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sapat.model.digests import of_text
from sapat.model.entries import Entry
from sapat.model.keys import Fault, Listed, key_fault
from sapat.model.signatures import REGISTER, Signature
from sapat.model.snapshot import Snapshot

PEOPLE: Final = "registers/people/"
TRUST: Final = "registers/people/trust/"
ROOTS: Final = 3  # fewer cannot lose one of them and still change anything
THRESHOLD: Final = 2
FIRST: Final = "first"
_HASH: Final = 64


@dataclass(frozen=True, slots=True)
class Statement:
    """One trust statement with what its proof depends on, and what is wrong with it."""

    entry: Entry
    former: Statement | None
    listed: Mapping[str, str]  # as the list beside it says; empty where that list is not the one of its state
    asked: tuple[str, ...] = ()  # the root persons whose signatures it needs …
    needed: int = 0  # … of how many of them
    signers: tuple[str, ...] = ()  # who of them signed, each once
    faults: tuple[Fault, ...] = ()

    @property
    def path(self) -> str:
        return self.entry.path

    @property
    def number(self) -> int:
        told = self.entry.get("number")
        return told if isinstance(told, int) else 0

    @property
    def kind(self) -> str:
        return self.entry.text("kind")

    @property
    def roots(self) -> tuple[str, ...]:
        told = self.entry.get("roots")
        return tuple(dict.fromkeys(str(one) for one in told)) if isinstance(told, list) else ()

    @property
    def threshold(self) -> int:
        told = self.entry.get("threshold")
        return told if isinstance(told, int) else 0

    @property
    def vouched(self) -> Mapping[str, str]:
        """What vouches for the keys that sign it: a change rests on the statement before, a beginning on itself."""
        return self.former.listed if self.former is not None and self.kind == "change" else self.listed

    @property
    def valid(self) -> bool:
        return not self.faults


def list_path(path: str) -> str:
    """Where the list of a statement lies: beside it, as `sha256sum` writes it."""
    return path.removesuffix(".yaml") + ".sha256"


def people_files(at: Snapshot) -> dict[str, str]:
    """Path -> SHA-256 of the people register as it is, its trust statements apart, by UTF-8 bytes of path."""
    held = {p: f.sha256 for p, f in at.facts.items() if p.startswith(PEOPLE) and not p.startswith(TRUST)}
    return dict(sorted(held.items()))


def listing(files: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in files.items())


def state_of(files: Mapping[str, str]) -> str:
    """The digest of a people register: that of the list itself, so stock tools make it too."""
    return of_text(files.items())


def _listed(at: Snapshot, entry: Entry) -> dict[str, str]:
    path = list_path(entry.path)
    held = at.facts.get(path)
    if held is None or held.sha256 != entry.text("state"):
        return {}
    text = at.held(path).decode(errors="surrogateescape")
    return {line[_HASH + 2 :]: line[:_HASH] for line in text.splitlines()}


def _statements(at: Snapshot) -> tuple[Statement, ...]:
    entries = sorted(at.entries("trust").values(), key=lambda one: (len(one.id), one.id))
    made: list[Statement] = []
    for entry in entries:
        made.append(_judged(at, entry, made[-1] if made else None))
    return tuple(made)


def statements(at: Snapshot) -> tuple[Statement, ...]:
    """Every trust statement by number, judged upon the one before."""
    return at.once(_statements)


def _current(at: Snapshot) -> tuple[Statement, ...]:
    every = statements(at)
    begun = max((number for number, one in enumerate(every) if one.kind == "reset" and one.valid), default=0)
    return every[begun:]


def current(at: Snapshot) -> tuple[Statement, ...]:
    """The statements from the last valid reset on: what lies before it rests on keys that are given up."""
    return at.once(_current)


def _judged(at: Snapshot, entry: Entry, former: Statement | None) -> Statement:
    told = Statement(entry, former, _listed(at, entry))
    own = told.kind != "change" or former is None
    asked, needed = (told.roots, told.threshold) if own or former is None else (former.roots, former.threshold)
    signers = tuple(dict.fromkeys(one.person for one in _signatures(at, told, asked, told.vouched)))
    counted = Statement(entry, former, told.listed, asked, needed, signers)
    return Statement(entry, former, told.listed, asked, needed, signers, tuple(_faults(at, counted)))


def _signatures(at: Snapshot, told: Statement, asked: tuple[str, ...], vouched: Mapping[str, str]) -> list[Signature]:
    """The signatures of a statement that count: of the persons asked, by keys vouched for before it."""
    every = at.signatures.get(told.path, ())
    return [one for one in every if signature_fault(at, one, asked, vouched) is None]


def signature_fault(at: Snapshot, one: Signature, asked: tuple[str, ...], vouched: Listed) -> Fault | None:
    """Why a signature of a trust statement does not count, beyond what is wrong with its bytes."""
    if one.fault:
        return Fault("bytes" if one.fault == "bytes" else "malformed", one.fault)
    if one.namespace != REGISTER:
        return Fault("meaning")
    if one.person not in asked:
        return Fault("role", "root", {"person": one.person})
    return key_fault(at, one, vouched)


def _faults(at: Snapshot, told: Statement) -> list[Fault]:
    found = [*_chain_faults(told), *_root_faults(told)]
    if not told.listed:
        found.append(Fault("state", "list", {"path": list_path(told.path)}))
    if told.former is not None and told.kind == "change" and not told.former.valid:
        found.append(Fault("chain", "former", {"number": told.former.number}))
    if told.kind == "reset":
        found += _order_faults(at, told)
    if len(told.signers) < max(told.needed, 1):
        who = "own" if told.kind != "change" else "former"
        args = {"have": len(told.signers), "need": told.needed, "roots": ", ".join(told.asked)}
        found.append(Fault("signed", who, args))
    return found


def _chain_faults(told: Statement) -> list[Fault]:
    """Numbers rise by one from 1, each statement names the bytes of the one before, and only the first begins."""
    found = []
    former = told.former
    wanted = former.number + 1 if former else 1
    if told.number != wanted or told.entry.id != str(told.number):
        found.append(Fault("chain", "number", {"number": told.number, "wanted": wanted}))
    if told.entry.text("previous") != (former.entry.sha256 if former else FIRST):
        found.append(Fault("chain", "previous", {"number": told.number}))
    if (told.kind == "roots") != (former is None):
        found.append(Fault("chain", "kind", {"kind": told.kind}))
    return found


def _root_faults(told: Statement) -> list[Fault]:
    raw = told.entry.get("roots")
    found = []
    if len(told.roots) < ROOTS or not isinstance(raw, list) or len(raw) != len(told.roots):
        found.append(Fault("roots", "few", {"least": ROOTS}))
    if not THRESHOLD <= told.threshold <= len(told.roots):
        found.append(Fault("roots", "threshold", {"least": THRESHOLD, "most": len(told.roots)}))
    return found


def _order_faults(at: Snapshot, told: Statement) -> list[Fault]:
    """A reset rests on a paper order of the head: its scan is known by SHA-256, since no key can vouch for it."""
    name = told.entry.text("order").partition("#")[0]
    act = at.entries("acts").get(name)
    if act is None:
        return [Fault("order", "missing", {"order": name or "—"})]
    copy = act.on(at.present or at.today).get("copy")  # a scan may be entered later
    found = []
    if act.text("kind") != "order" or act.text("signed_by") not in at.settings.trust_order_by:
        found.append(Fault("order", "signer", {"order": name, "known": ", ".join(at.settings.trust_order_by)}))
    if not isinstance(copy, Mapping) or not copy.get("sha256"):
        found.append(Fault("order", "paper", {"order": name}))
    return found


def _vouched(at: Snapshot) -> Statement | None:
    return next((one for one in reversed(statements(at)) if one.valid), None)


def vouched(at: Snapshot) -> Listed:
    """What the newest valid statement lists. None without any statement: then nobody was named to vouch, and that is said.

    With statements of which none is valid nothing is vouched for: an unproved root is no root.
    """
    if not statements(at):
        return None
    newest = at.once(_vouched)
    return newest.listed if newest else {}


def unlike(at: Snapshot) -> dict[str, str]:
    """Path -> added, changed or gone: how the people register differs from what the newest statement lists."""
    every = statements(at)
    if not every:
        return {}
    now, then = people_files(at), every[-1].listed
    found = dict.fromkeys(then.keys() - now.keys(), "gone")
    found |= {path: "added" if path not in then else "changed" for path, held in now.items() if then.get(path) != held}
    return found
