"""An institution that issues and signs: an open version 1.1, agreed, with three signatories, a store and a test authority."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tests.pdf.paper import CODE, SITE, SLUG, printed
from tests.support.ca import PASSPHRASE, Authority
from tests.support.repo import SETTINGS, Dossier, agreement, git, markdown, repository, sapat, sound, text_digest

BODY = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nЖаңы текст: өңү үч.\n\n## 2. Тартиби\n\nБиринчи. Экинчи.\n"
TODAY = "2026-04-01"
ROLES = ("rector", "qa-head", "lawyer")


def institution(root: Path, *, sign: str = "", store: bool = True, **more: str) -> Path:
    """The repository; its store lies beside it."""
    made: dict[str, str | bytes] = dict(sound())
    settings = SETTINGS.replace('signatories = ["rector"]', 'signatories = ["rector", "qa-head", "lawyer"]')
    kept = '[pdf]\nstore = "../store"\n' if store else ""
    made["sapat.toml"] = SITE + settings + f"\n{kept}\n{sign}"
    text = markdown(version="1.1", body=BODY)
    told = text_digest({f"{SLUG}.md": text.encode()})
    given = {
        "qa-specialist.yaml": agreement("qa-specialist", "check", told, "2026-03-20"),
        "lawyer.yaml": agreement("lawyer", "agree", told, "2026-03-21"),
    }
    opened = Dossier(SLUG, "1.1", CODE, {f"{SLUG}.md": text}, kind="change", with_acts=False, agreements=given)
    made |= opened.files(seal=False) | {f"procedures/{SLUG}.md": text} | more
    return repository(root, made)


def issue(root: Path, *more: str, out: Path) -> dict[str, Any]:
    """What `sapat pdf --for-signature --issue` answers, with everything committed."""
    told = printed(root, CODE, "--for-signature", "--issue", *more, out=out)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Issued")
    return told["files"][0]  # type: ignore[no-any-return]


def sign(root: Path, file: Path, field: str, key: Path, *more: str, expect: int = 0) -> str:
    """Sign a file as its owner would; what was said."""
    former = os.environ.get("SAPAT_PASSPHRASE")
    os.environ["SAPAT_PASSPHRASE"] = PASSPHRASE
    try:
        code, said, complaint = sapat(root, "sign-pdf", str(file), "--field", field, "--p12", str(key), *more)
    finally:
        os.environ.pop("SAPAT_PASSPHRASE")
        if former is not None:
            os.environ["SAPAT_PASSPHRASE"] = former
    assert code == expect, said + complaint
    return said + complaint


def keys(authority: Authority) -> dict[str, Path]:
    names = {"rector": "Асанов Ү. Ө.", "qa-head": "Бекова Ң. Т.", "lawyer": "Үсөнов К. Ж."}
    return {role: authority.p12(name, f"{role}.p12") for role, name in names.items()}
