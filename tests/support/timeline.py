"""A repository in which everything has happened that can: change with `keeps` and `ends`, withdrawal, expiry, drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.repo import SETTINGS, Dossier, digest, git, markdown, people, sapat, write

MAIN = "ҮМУ-СМС-ДП-2.17"
CARD = {"original": "{place: 'ББСБ, 3-папка', keeper: qa-head}"}


def procedure(number: str, version: str = "1.0", body: str = "", **front: str) -> str:
    return markdown(f"ҮМУ-СМС-ДП-2.{number}", version, body, **front)


def sealed(number: str, version: str, text: str, **told: Any) -> Dossier:
    slug = f"umu-sms-dp-2.{number}"
    return Dossier(slug, version, f"ҮМУ-СМС-ДП-2.{number}", {f"{slug}.md": text} if text else {}, **told)


def first_files() -> dict[str, str]:
    """What the first commit holds: everything that was registered on 10 March 2026."""
    files = {"sapat.toml": SETTINGS, ".gitattributes": "* text=auto eol=lf\n", **people()}
    texts = {n: procedure(n) for n in ("3", "4", "5", "10")} | {"17": procedure("17", **CARD)}
    for n, text in texts.items():
        later = {"effective": "2026-09-01"} if n == "5" else {}
        files |= sealed(n, "1.0", text, suffix=f"1-{n}", **later).files()
        files[f"procedures/umu-sms-dp-2.{n}.md"] = text
    plan = markdown("ҮМУ-СМС-ПЛ-1", title="{ky: Жылдык план, ru: План года, en: Plan of the year}", process="")
    files["regulations/umu-sms-pl-1.md"] = plan
    made = Dossier("umu-sms-pl-1", "1.0", "ҮМУ-СМС-ПЛ-1", {"umu-sms-pl-1.md": plan}, suffix="1-pl")
    made.extra = "expires: 2026-06-20\n"
    return files | made.files()


def second() -> dict[str, str]:
    """The change of 1 June: version 1.1 of 2.17 keeps 1.0 for some and ends 2.3; owner and title change by the text."""
    text = procedure(
        "17", "1.1", "# Жаңы\n\nЖаңы текст. [[ҮМУ-СМС-ДП-2.10]] [үчүнчү](umu-sms-dp-2.3.md)\n", owner="lawyer"
    )
    former = digest(first_files()["registers/changes/umu-sms-dp-2.17/1.0/record.yaml"].encode())
    made = sealed(
        "17",
        "1.1",
        text,
        kind="change",
        effective="2026-06-01",
        sealed="2026-06-04T09:00:00+06:00",
        agreed="2026-05-20",
        decided="2026-05-22",
        ordered="2026-05-25",
        suffix="2-17",
        previous=former,
        extra='ends: [ҮМУ-СМС-ДП-2.3]\nkeeps: [{version: "1.0", until: 2026-12-31, for: {ky: 2025-жылкылар үчүн}}]\n',
    )
    return {"procedures/umu-sms-dp-2.17.md": text, **made.files()}


def third() -> dict[str, str]:
    """The withdrawal of 2.4 from 1 July, and an open record of a new procedure 2.6."""
    former = digest(first_files()["registers/changes/umu-sms-dp-2.4/1.0/record.yaml"].encode())
    gone = sealed(
        "4",
        "1.1",
        "",
        kind="withdrawal",
        effective="2026-07-01",
        sealed="2026-06-20T09:00:00+06:00",
        agreed="2026-06-10",
        decided="2026-06-12",
        ordered="2026-06-15",
        suffix="2-4",
        previous=former,
    )
    text = procedure("6")
    return {
        **gone.files(),
        "procedures/umu-sms-dp-2.6.md": text,
        **sealed("6", "1.0", text, suffix="1-6").files(seal=False),
    }


def timeline(root: Path, *options: str) -> Path:
    """The repository, each step in a commit of its day; *options* go to `git init`."""
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main", *options)
    for files, day in (
        (first_files(), "2026-03-10T12:00:00+06:00"),
        (second(), "2026-06-04T12:00:00+06:00"),
        (third(), "2026-06-20T12:00:00+06:00"),
    ):
        commit(root, files, day)
    return root


def commit(root: Path, files: dict[str, str], day: str = "2026-07-01T12:00:00+06:00", message: str = "Facts") -> str:
    """Write and commit files; the id of the commit."""
    write(root, dict(files))
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message, day=day)
    return git(root, "rev-parse", "HEAD").strip()


def answer(root: Path, *args: str, today: str = "2026-07-10") -> dict[str, Any]:
    """The JSON answer of a reading verb."""
    code, out, err = sapat(root, *args, "--format", "json", today=today)
    assert code == 0, err
    told: dict[str, Any] = json.loads(out)
    return told


def listed(root: Path, *args: str, today: str = "2026-07-10") -> dict[str, dict[str, Any]]:
    """The rows of `sapat list` by code."""
    return {row["code"]: row for row in answer(root, "list", *args, today=today)["documents"]}
