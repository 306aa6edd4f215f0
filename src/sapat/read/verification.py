"""Running `verify.py` on a pack as an auditor would: another process, nothing of sapat, never the code a pack brings along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Final

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.verifier import verifier

_NEEDED: Final = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP")


def proved(pack: Path, *, lang: str, today: date | None = None, witness: Path | None = None) -> dict[str, Any]:
    """The answer of `verify.py --format json` about a pack. Raises SapatError when it could not run."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "verify.py")
        program.write_bytes(verifier())
        command = [sys.executable, "-IS", str(program), str(pack.resolve()), "--format", "json", "--lang", lang]
        command += ["--today", today.isoformat()] if today else []
        command += ["--witness", str(witness.resolve())] if witness else []
        env = {key: os.environ[key] for key in _NEEDED if key in os.environ}
        done = subprocess.run(command, capture_output=True, env=env, check=False)
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = done.stderr.decode(errors="replace").strip() or str(done.returncode)
        raise SapatError(
            Words("verify.py: {said}", "verify.py: {said}", "verify.py: {said}"),
            do=Words(
                "топтомду жана күбө файлын караңыз",
                "посмотрите пакет и файл-свидетель",
                "look at the pack and at the witness",
            ),
            said=said,
        ) from None
    return told
