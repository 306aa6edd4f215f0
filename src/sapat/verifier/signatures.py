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
from sapat.verifier.facts import Facts, day_of, text_of

_NAME: Final = re.compile(r"(.*\.yaml)\.([a-z0-9][a-z0-9._-]{0,79})\.sig")
_PUBLIC: Final = re.compile(r"((?:ssh|ecdsa|sk)-[a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})(?: [^\n]*)?")
_HEAD: Final = b"-----BEGIN SSH SIGNATURE-----\n"
_TAIL: Final = b"\n-----END SSH SIGNATURE-----"
_SECONDS: Final = 60


class Key(NamedTuple):
    person: str
    kind: str
    blob: str
    since: date
    until: date | None
    revoked: date | None

    def valid(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until) and not self.gone(on)

    def gone(self, on: date) -> bool:
        return self.revoked is not None and self.revoked <= on


class Signed(NamedTuple):
    """A signature that holds."""

    person: str
    meaning: str  # its namespace
    on: date


def keys_of(facts: Facts) -> list[Key]:
    """The keys of the people register, with what was added to them later."""
    made = []
    for entry in facts.register("people/keys").values():
        told = entry.on(date.max)
        found = _PUBLIC.fullmatch(text_of(told, "key"))
        since = day_of(told.get("since"))
        if found is None or since is None:
            facts.report.problem("key-unreadable", entry.path)
            continue
        person = text_of(told, "person")
        made.append(Key(person, found[1], found[2], since, day_of(told.get("until")), day_of(told.get("revoked"))))
    return made


class Signatures:
    """Every signature of the pack, judged by its place in the chain of checkpoints, else by the present day."""

    def __init__(self, facts: Facts, chain: Chain, today: date) -> None:
        self.facts = facts
        self.chain = chain
        self.today = today
        self.keys = keys_of(facts)
        self.valid: dict[str, list[Signed]] = {}  # path of the signed file -> who signed it
        self.program = shutil.which("ssh-keygen") or ""
        if not facts.signatures:
            return
        if not self.program:
            facts.report.note("no-ssh-keygen")
            facts.report.unproved = True
            return
        with tempfile.TemporaryDirectory() as folder:
            for path in facts.signatures:
                self._judge(path, folder)

    def of(self, path: str, meaning: str) -> list[Signed]:
        return [one for one in self.valid.get(path, []) if one.meaning == meaning]

    def _judge(self, path: str, folder: str) -> None:
        wrong = self.facts.report.problem
        found = _NAME.fullmatch(path)
        if found is None or found[1] not in self.facts.paths:
            wrong("signature-alone", path)
            return
        target, person = found[1], found[2]
        data = self.facts.pack.read("repository/" + path) if self._small(path) else b""
        opened = opened_signature(data)
        if opened is None:
            wrong("signature-form", path)
            return
        blob, namespace = opened
        if namespace not in namespaces(target):
            wrong("signature-meaning", path, told=namespace[:40], due=" / ".join(namespaces(target)))
            return
        place = self.chain.place(path) or self.chain.place(target)
        on = place.date() if place else self.today
        if not self._key_fits(path, person, blob, on):
            return
        self.facts.report.count("signatures")
        if self._holds(folder, target, person, namespace, data, on):
            self.valid.setdefault(target, []).append(Signed(person, namespace, on))
        else:
            wrong("signature-bad", path, person=person)

    def _small(self, path: str) -> bool:
        return self.facts.pack.sizes["repository/" + path] < (1 << 16)

    def _key_fits(self, path: str, person: str, blob: str, on: date) -> bool:
        """Whether the key of a signature was this person's on that day; else it is said how not."""
        wrong = self.facts.report.problem
        known = [one for one in self.keys if one.blob == blob]
        mine = [one for one in known if one.person == person]
        if any(one.valid(on) for one in mine):
            return True
        if not known:
            wrong("signature-key", path, person=person)
        elif not mine:
            wrong("signature-person", path, person=person, other=known[0].person)
        elif any(one.gone(on) for one in mine):
            wrong("signature-revoked", path, person=person, day=mine[0].revoked, on=on)
        else:
            wrong("signature-time", path, person=person, on=on)
        return False

    def _holds(self, folder: str, target: str, person: str, namespace: str, data: bytes, on: date) -> bool:
        allowed, given = os.path.join(folder, "allowed_signers"), os.path.join(folder, "signature")
        lines = [
            f'{one.person} namespaces="{namespace}" {one.kind} {one.blob}\n'
            for one in self.keys
            if one.person == person and one.valid(on)
        ]
        with open(allowed, "w", encoding="ascii") as file:
            file.writelines(lines)
        with open(given, "wb") as raw:
            raw.write(data)
        command = [self.program, "-Y", "verify", "-f", allowed, "-I", person, "-n", namespace, "-s", given]
        message = self.facts.pack.read("repository/" + target)
        env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
        try:
            done = subprocess.run(command, input=message, capture_output=True, timeout=_SECONDS, env=env, check=False)
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


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
        if hashed != b"sha512":
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
