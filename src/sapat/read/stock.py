"""Every signature once more by stock `ssh-keygen -Y verify`: for the auditor who trusts only that.

The register of keys becomes an allowed_signers file with its windows and revocations, each signature is asked at the time of
its place in the checkpoint chain and in the namespace of its file. Who held a role, and who vouches for a key, is no question
ssh-keygen can answer: such signatures are counted, and not compared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.errors import SapatError
from sapat.model.keys import KEYS, Fault, placed, revoked
from sapat.model.proof import Contrary
from sapat.model.signatures import NAMESPACES, Signature
from sapat.model.signing import fault_of, subject
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words

_BEYOND: Final = frozenset({"role", "untrusted", "orphan"})  # what ssh-keygen cannot be asked
_STRICTER: Final = frozenset({"malformed"})  # what we refuse on purpose though OpenSSH may forgive it


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What a second look by stock tools brought."""

    compared: int
    beyond: int  # signatures refused for a reason that ssh-keygen knows nothing of
    disagreements: tuple[Contrary, ...]


def cross_check(at: Snapshot) -> CrossCheck:
    """All signatures of a snapshot by ssh-keygen. Raises SapatError where there is none."""
    if shutil.which("ssh-keygen") is None:
        raise SapatError(
            Words("ssh-keygen жок", "нет ssh-keygen", "there is no ssh-keygen here"),
            do=Words(
                "openssh-client орнотуңуз же --with-ssh-keygen жазбаңыз",
                "установите openssh-client или уберите --with-ssh-keygen",
                "install openssh-client, or leave --with-ssh-keygen out",
            ),
        )
    every = [one for all_ in at.signatures.values() for one in all_]
    asked = [(one, fault) for one, fault in ((one, fault_of(at, one)) for one in every) if not _is_beyond(fault)]
    with tempfile.TemporaryDirectory() as folder:
        allowed = Path(folder, "allowed_signers")
        allowed.write_text("".join(_lines(at)), encoding="utf-8")
        found = tuple(_compared(at, one, fault, allowed) for one, fault in asked)
    return CrossCheck(len(asked), len(every) - len(asked), tuple(one for one in found if one is not None))


def _is_beyond(fault: Fault | None) -> bool:
    if fault is None:
        return False
    return fault.topic in _BEYOND or (fault.topic, fault.says) in (("another", "shared"), ("meaning", "open"))


def _lines(at: Snapshot) -> Iterator[str]:
    """The register of keys as ssh-keygen reads it; a key that was never valid has no line."""
    for entry in at.entries(KEYS).values():
        span = _span(at, entry)
        if span and entry.text("key") and "\n" not in entry.text("key"):
            since, end = (_moment(at, one, time()) for one in span)
            yield (
                f'{entry.text("person")} namespaces="{",".join(NAMESPACES)}",'
                f'valid-after="{since}",valid-before="{end}" {entry.text("key")}\n'
            )


def _span(at: Snapshot, entry: Entry) -> tuple[date, date] | None:
    """(first day, the day after the last) of a key."""
    told = entry.on(at.today)
    since, until = day(told.get("since")), day(told.get("until"))
    if since is None or until is None:
        return None
    end = min(until + timedelta(days=1), revoked(entry) or date.max)
    return (since, end) if since < end else None


def _moment(at: Snapshot, on: date, hour: time) -> str:
    """A moment of a day of the institution, as ssh-keygen takes it: in UTC, which `_asked` sets."""
    return datetime.combine(on, hour, ZoneInfo(at.settings.timezone)).astimezone(UTC).strftime("%Y%m%d%H%M%S")


def _compared(at: Snapshot, one: Signature, fault: Fault | None, allowed: Path) -> Contrary | None:
    told = subject(at, one.signed, one.namespace)
    meanings = told.meanings if told else NAMESPACES
    namespace = one.namespace if one.namespace in meanings else meanings[0]
    held = allowed.with_name("signature")
    held.write_bytes(at.held(one.path))
    when = _moment(at, placed(at, one.path), time(12))
    command = ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", one.person, "-n", namespace, "-s", str(held)]
    done = subprocess.run(
        [*command, "-O", f"verify-time={when}"],
        input=at.held(one.signed),
        capture_output=True,
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "TZ": "UTC0", "LC_ALL": "C"},
    )
    taken = done.returncode == 0
    if taken == (fault is None) or (taken and fault is not None and fault.topic in _STRICTER):
        return None
    said = (done.stdout + done.stderr).decode(errors="replace").strip().splitlines()
    return Contrary(one.path, fault is None, said[-1] if said else "")
