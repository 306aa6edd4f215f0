"""An institution that issues and signs: an open version 1.1, agreed, with three signatories, a store and a test authority."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from tests.pdf.paper import CODE, SITE, SLUG, printed
from tests.support.ca import PASSPHRASE, Authority
from tests.support.repo import SETTINGS, Dossier, agreement, git, markdown, repository, sapat, sound, text_digest

BODY = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nЖаңы текст: өңү үч.\n\n## 2. Тартиби\n\nБиринчи. Экинчи.\n"
TODAY = "2026-04-01"
ROLES = ("rector", "qa-head", "lawyer")


NAMES = {"rector": "Асанов Ү. Ө.", "qa-head": "Бекова Ң. Т.", "lawyer": "Үсөнов К. Ж."}


def named(root: Path, **names: str) -> dict[str, str]:
    """Files that say which person holds each post; the names themselves lie beside the repository."""
    told = {f"p-{role}": names.get(role, name) for role, name in NAMES.items()}
    (root.parent / "names.yaml").write_text("".join(f'{person}: "{name}"\n' for person, name in told.items()))
    files = {f"registers/people/persons/p-{role}.yaml": "schema: person/1\nsince: 2020-01-01\n" for role in NAMES}
    return files | {
        f"registers/people/appointments/{role}-1.yaml": (
            f"schema: appointment/1\nrole: {role}\nperson: p-{role}\nkind: permanent\nfrom: 2020-01-01\n"
        )
        for role in NAMES
    }


def cloned(origin: Path, beside: Path) -> Path:
    """A clone of its own in *beside*, with a copy of the store that lies beside *origin*."""
    clone = beside / "clone"
    git(origin, "clone", "-q", str(origin), str(clone))
    shutil.copytree(origin.parent / "store", beside / "store")
    return clone


def institution(root: Path, *, sign: str = "", store: bool = True, names: bool = False, **more: str) -> Path:
    """The repository; its store lies beside it, with *names* also a file of the names of who holds its posts."""
    made: dict[str, str | bytes] = dict(sound())
    settings = SETTINGS.replace('signatories = ["rector"]', 'signatories = ["rector", "qa-head", "lawyer"]')
    if names:
        settings = 'names_file = "../names.yaml"\n' + settings
        root.parent.mkdir(parents=True, exist_ok=True)
        made |= named(root)
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
    return {role: authority.p12(name, f"{role}.p12") for role, name in NAMES.items()}
