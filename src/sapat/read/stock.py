"""Every signature once more by stock `ssh-keygen -Y verify`: for the auditor who trusts only that.

The keys that count become an allowed_signers file with their windows, one for each trust statement that vouches for keys; each
signature is asked at the time of its place in the checkpoint chain and in the namespace of its file. Who held a role is no
question ssh-keygen can answer: such signatures are counted, and not compared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sapat.model.errors import SapatError
from sapat.model.keys import Fault, Window, placed, windows
from sapat.model.proof import Contrary
from sapat.model.signatures import NAMESPACES, Signature
from sapat.model.signing import fault_of, subject, vouched_for
from sapat.model.snapshot import Snapshot
from sapat.model.sshkeys import Malformed, of_text
from sapat.model.words import Words

_BEYOND: Final = frozenset({"role", "orphan"})  # what ssh-keygen cannot be asked
_STRICTER: Final = frozenset({"malformed"})  # what we refuse on purpose though OpenSSH may forgive it
_FIRST: Final = date(1970, 1, 2)  # ssh-keygen knows no time before, in any time zone
_LAST: Final = date(9999, 12, 29)  # with a day more, and in any time zone, still a date


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
        files = _Allowed(at, Path(folder))
        found = tuple(_compared(at, one, fault, files.of(one.signed)) for one, fault in asked)
    return CrossCheck(len(asked), len(every) - len(asked), tuple(one for one in found if one is not None))


def _is_beyond(fault: Fault | None) -> bool:
    if fault is None:
        return False
    return fault.topic in _BEYOND or (fault.topic, fault.says) == ("meaning", "open")


class _Allowed:
    """The register of keys as ssh-keygen reads it, once for each list that vouches for keys."""

    def __init__(self, at: Snapshot, folder: Path) -> None:
        self._at = at
        self._folder = folder
        self._files: dict[str, Path] = {}

    def of(self, path: str) -> Path:
        """The file for the signatures of a fact."""
        at = self._at
        text = "".join(_line(at, one) for one in windows(at, vouched_for(at, path)))
        if text not in self._files:
            self._files[text] = self._folder / f"allowed_signers-{len(self._files) + 1}"
            self._files[text].write_text(text, encoding="utf-8")
        return self._files[text]


def _line(at: Snapshot, one: Window) -> str:
    """A window as a line; what is no key has none: ssh-keygen forgives comments and options that we do not take."""
    try:
        of_text(one.key)
    except Malformed:
        return ""
    since, end = _moment(at, one.since, time()), _moment(at, min(one.until, _LAST) + timedelta(days=1), time())
    return (
        f'{one.person} namespaces="{",".join(NAMESPACES)}",valid-after="{since}",valid-before="{end}" {one.key}\n'
        if since < end
        else ""
    )


def _moment(at: Snapshot, on: date, hour: time) -> str:
    """A moment of a day of the institution, as ssh-keygen takes it: in UTC, which `_compared` sets, and not before 1970."""
    held = datetime.combine(max(on, _FIRST), hour, ZoneInfo(at.settings.timezone))
    return held.astimezone(UTC).strftime("%Y%m%d%H%M%S")


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
