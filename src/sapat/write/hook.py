"""Putting a hook into a bare repository, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git

_MARK: Final = "# sapat: "


def install(git: Git, text: str) -> Path:
    """Write `hooks/pre-receive` and let Git itself refuse malformed objects. Raises SapatError where another hook stands."""
    hook = git.root / "hooks" / "pre-receive"
    elsewhere = git.attempt("config", "--local", "core.hooksPath").stdout.decode(errors="replace").strip()
    if elsewhere:
        raise SapatError(
            Words(
                "core.hooksPath башка папканы атайт: {elsewhere}",
                "core.hooksPath называет другую папку: {elsewhere}",
                "core.hooksPath names another folder: {elsewhere}",
            ),
            do="git config --unset core.hooksPath",
            elsewhere=elsewhere,
        )
    try:
        if hook.exists() and _MARK not in hook.read_text(encoding="utf-8", errors="replace"):
            raise SapatError(
                Words(
                    "{hook} башка программаныкы, ал өзгөртүлгөн жок",
                    "{hook} принадлежит другой программе и не тронут",
                    "{hook} belongs to another program and was left alone",
                ),
                do=Words(
                    "аны башка жакка жылдырып, sapat менен удаа чакырыңыз",
                    "перенесите его и вызывайте оба по очереди",
                    "move it away and call both one after the other",
                ),
                hook=hook,
            )
        hook.parent.mkdir(parents=True, exist_ok=True)
        made = hook.with_name("pre-receive.new")
        made.write_text(text, encoding="utf-8")
        made.chmod(0o755)
        os.replace(made, hook)
    except OSError as error:
        raise SapatError(
            Words("{hook} жазылбайт: {why}", "не удалось записать {hook}: {why}", "cannot write {hook}: {why}"),
            do=Words("ал жерге жазууга укук бериңиз", "дайте право писать туда", "give the right to write there"),
            hook=hook,
            why=error.strerror or str(error),
        ) from None
    writer = Git(git.root, writing=True)
    writer.run("config", "receive.fsckObjects", "true")
    writer.run("config", "core.fsync", "all")  # by default a power cut may take back a push that was acknowledged
    return hook
