"""Detached SSH signatures, proved by stock `ssh-keygen -Y verify` with the keys the people register gave on that day."""

from __future__ import annotations

import base64
import binascii
import os
import re
import shutil
import struct
import subprocess
import tempfile
from datetime import date
from typing import Final, NamedTuple

from sapat.verifier.checkpoints import Chain
from sapat.verifier.facts import ROOT, Addendum, Entry, Facts, day_of, moment_of, text_of

_NAME: Final = re.compile(r"(.*\.yaml)\.([a-z0-9][a-z0-9._-]{0,79}?)(?:\.R([2-9]|[1-9][0-9]{1,2}))?\.sig")
_PUBLIC: Final = re.compile(r"((?:ssh|ecdsa|sk)-[a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})(?: [^\n]*)?")
_HEAD: Final = b"-----BEGIN SSH SIGNATURE-----\n"
_TAIL: Final = b"\n-----END SSH SIGNATURE-----"
_SECONDS: Final = 60
_LONGEST: Final = 1 << 16


class Signature(NamedTuple):
    """A signature file by its name: whoever signs again adds another, and the newest counts."""

    path: str
    target: str
    person: str
    number: int


class Signatures:
    """The signatures of a pack, each judged by its own place in the chain of checkpoints, else by the present day."""

    def __init__(self, facts: Facts, chain: Chain, today: date) -> None:
        self.facts = facts
        self.chain = chain
        self.today = today
        self.by_target: dict[str, list[Signature]] = {}
        self.valid: dict[str, dict[str, set[str]]] = {}  # path of the signed file -> meaning -> persons
        self.program = shutil.which("ssh-keygen") or ""
        self._named()
        if facts.signatures and not self.program:
            facts.report.note("no-ssh-keygen")
            facts.report.unproved = True

    def of(self, path: str, meaning: str) -> set[str]:
        """The persons whose signature of a file holds, in that meaning."""
        return self.valid.get(path, {}).get(meaning, set())

    def judge(self, paths: list[str], listed: dict[str, str] | None) -> None:
        """Judge the signatures beside *paths*; *listed* is what vouches for keys (None: nobody was named to vouch)."""
        with tempfile.TemporaryDirectory() as folder:
            for path in paths:
                for one in self.by_target.get(path, []):
                    self._judge(one, folder, listed)

    def _named(self) -> None:
        newest: dict[tuple[str, str], Signature] = {}
        for path in self.facts.signatures:
            found = _NAME.fullmatch(path)
            if found is None or found[1] not in self.facts.paths:
                self.facts.report.problem("signature-alone", path)
                continue
            one = Signature(path, found[1], found[2], int(found[3] or 1))
            former = newest.get((one.target, one.person))
            if former is None or former.number < one.number:
                newest[one.target, one.person] = one
        for one in newest.values():
            self.by_target.setdefault(one.target, []).append(one)

    def _judge(self, one: Signature, folder: str, listed: dict[str, str] | None) -> None:
        wrong = self.facts.report.problem
        if not self.program:
            return
        small = self.facts.pack.sizes[ROOT + one.path] < _LONGEST
        data = self.facts.pack.read(ROOT + one.path) if small else b""
        opened = opened_signature(data)
        if opened is None:
            wrong("signature-form", one.path)
            return
        blob, namespace = opened
        if namespace not in namespaces(one.target):
            wrong("signature-meaning", one.path, told=namespace[:40], due=" / ".join(namespaces(one.target)))
            return
        self.facts.report.count("signatures")
        place = self.chain.place(one.path)
        key = self._key(one, blob, place.date() if place else self.today, listed)
        if not key:
            return
        if not self._holds(folder, one, namespace, data, key):
            wrong("signature-bad", one.path, person=one.person)
        elif self._has_role(one, namespace):
            self.valid.setdefault(one.target, {}).setdefault(namespace, set()).add(one.person)

    def _key(self, one: Signature, blob: str, on: date, listed: dict[str, str] | None) -> str:
        """The key of a signature as `type base64`, where it was this person's on that day; else it is said how not."""
        wrong = self.facts.report.problem
        every = [entry for entry in self.facts.register("people/keys").values() if _public(entry)[1] == blob]
        held = [kept for kept in (trusted(self.facts, entry, listed) for entry in every) if kept is not None]
        owners = sorted({text_of(entry.value, "person") for entry in held})
        ended = [day for entry in every for day in _revoked(entry)]
        if not held:
            wrong("key-untrusted" if every else "signature-key", one.path, person=one.person)
        elif owners != [one.person]:
            wrong("signature-person", one.path, person=one.person, other=", ".join(owners))
        elif ended and min(ended) <= on:
            wrong("signature-revoked", one.path, person=one.person, day=min(ended), on=on)
        elif not any(_in_window(entry.on(self.today), on) for entry in held):
            wrong("signature-time", one.path, person=one.person, on=on)
        else:
            return " ".join(_public(held[0]))
        return ""

    def _has_role(self, one: Signature, namespace: str) -> bool:
        """Whether the signer is the one the fact names, and held the role it names on the day it names."""
        value = self._value(one.target)
        if namespace == "sapat-approve" or one.target.startswith("registers/people/trust/"):
            return True  # whose roles count is asked where the route or the former statement is known
        seal = value.get("seal")
        told = seal if isinstance(seal, dict) else value
        by = told.get("by")
        person, role = (text_of(by, "person"), text_of(by, "role")) if isinstance(by, dict) else ("", "")
        if "agreements/" in one.target:
            role = text_of(value, "role") or role
        moment = moment_of(told.get("sealed")) or moment_of(told.get("recorded")) or moment_of(told.get("made"))
        on = (moment.date() if moment else day_of(told.get("date"))) or self.today
        if (person and person != one.person) or (role and not self.facts.holds(role, one.person, on)):
            self.facts.report.problem("signature-role", one.path, person=one.person, role=role, on=on)
            return False
        return True

    def _value(self, path: str) -> dict[str, object]:
        return self.facts.values.get(path, {})

    def _holds(self, folder: str, one: Signature, namespace: str, data: bytes, key: str) -> bool:
        allowed, given = os.path.join(folder, "allowed_signers"), os.path.join(folder, "signature")
        with open(allowed, "w", encoding="ascii") as file:
            file.write(f'{one.person} namespaces="{namespace}" {key}\n')
        with open(given, "wb") as raw:
            raw.write(data)
        command = [self.program, "-Y", "verify", "-f", allowed, "-I", one.person, "-n", namespace, "-s", given]
        message = self.facts.pack.read(ROOT + one.target)
        env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
        try:
            done = subprocess.run(command, input=message, capture_output=True, timeout=_SECONDS, env=env, check=False)
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def trusted(facts: Facts, entry: Entry, listed: dict[str, str] | None) -> Entry | None:
    """An entry with those of its addenda that are vouched for; None when it is not vouched for itself."""
    if listed is None:
        return entry
    if listed.get(entry.path, "") != facts.digest(entry.path):
        return None
    kept = Entry(entry.path, entry.value)
    kept.addenda = [one for one in entry.addenda if listed.get(one.path, "") == facts.digest(one.path)]
    return kept


def _public(entry: Entry) -> tuple[str, str]:
    found = _PUBLIC.fullmatch(text_of(entry.value, "key"))
    return (found[1], found[2]) if found else ("", "")


def _revoked(entry: Entry) -> list[date]:
    """A stolen key stays stolen: any addendum may bring the day forward, none takes it back."""
    told = [entry.value.get("revoked"), *(_set(one) for one in entry.addenda)]
    return [day for day in map(day_of, told) if day is not None]


def _set(one: Addendum) -> object:
    return one.set.get("revoked")


def _in_window(told: dict[str, object], on: date) -> bool:
    since, until = day_of(told.get("since")), day_of(told.get("until"))
    return since is not None and until is not None and since <= on <= until


def opened_signature(data: bytes) -> tuple[str, str] | None:
    """(public key in base64, namespace) of an armored SSHSIG; None for anything else."""
    if not data.startswith(_HEAD) or data.rstrip(b"\n")[-len(_TAIL) :] != _TAIL:
        return None
    inside = data.rstrip(b"\n")[len(_HEAD) : -len(_TAIL)]
    try:
        raw = base64.b64decode(inside.replace(b"\n", b""), validate=True)
        if raw[:10] != b"SSHSIG\0\0\0\1":
            return None
        key, at = _string(raw, 10)
        namespace, at = _string(raw, at)
        _, at = _string(raw, at)
        hashed, _ = _string(raw, at)
        if hashed not in (b"sha512", b"sha256"):
            return None
        return base64.b64encode(key).decode(), namespace.decode("ascii")
    except (binascii.Error, struct.error, UnicodeDecodeError):
        return None


def _string(raw: bytes, at: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">L", raw, at)
    if at + 4 + size > len(raw):
        raise struct.error("cut off")
    return raw[at + 4 : at + 4 + size], at + 4 + size


def namespaces(target: str) -> tuple[str, ...]:
    """What a signature of this file may mean."""
    if target.startswith("registers/changes/"):
        if "/agreements/" in target:
            return ("sapat-check",)
        if target.endswith("/record.yaml"):
            return ("sapat-approve", "sapat-register")
    return ("sapat-register",)
