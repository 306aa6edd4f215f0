"""Packs for tests: made by the verb, opened as an auditor opens them, and spoiled as a forger would."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.support.repo import sapat

DAY = "2026-07-10"


def packed(root: Path, out: Path, *args: str, today: str = DAY, code: int = 0) -> Path:
    """The pack of a repository."""
    found, told, complaint = sapat(root, "evidence", "-o", str(out), *args, today=today)
    assert found == code, told + complaint
    return out


def unpacked(pack: Path, folder: Path) -> Path:
    with zipfile.ZipFile(pack) as held:
        held.extractall(folder)
    return folder


def prove(
    place: Path, *args: str, program: Path | None = None, lang: str = "en", today: str = DAY
) -> tuple[int, dict[str, Any]]:
    """(exit code, answer) of `verify.py`, run as on a machine without sapat."""
    from sapat.read.verifier import verifier

    if program is None:
        program = place.parent / "trusted-verify.py"
        program.write_bytes(verifier())
    command = [sys.executable, "-IS", str(program), str(place), "--format", "json", "--lang", lang, "--today", today]
    done = subprocess.run([*command, *args], capture_output=True, text=True, check=False, cwd=place.parent)
    assert done.stderr == "", done.stderr
    return done.returncode, json.loads(done.stdout)


def kinds(told: dict[str, Any]) -> set[str]:
    return {one["kind"] for one in told["problems"]}


def relist(folder: Path) -> None:
    """What a forger does after a change: the manifest and the list are made anew, and nothing in them contradicts."""
    told = json.loads((folder / "manifest.json").read_text())
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    rows = [(name, path.read_bytes()) for name, path in sorted(names.items())]
    told["files"] = [
        {"path": name, "sha256": sha256(data).hexdigest(), "size": len(data)}
        for name, data in rows
        if name not in ("manifest.json", "SHA256SUMS")
    ]
    (folder / "manifest.json").write_text(json.dumps(told, ensure_ascii=False))
    lines = [
        f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(names)
        if name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))
