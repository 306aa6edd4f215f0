"""The signed demonstration: an institution whose routes ask for signatures, with real keys made by ssh-keygen.

Four persons hold the four posts; three of them are root persons, of whom two must sign. Every step is a verb that a person
runs; keys never enter the repository.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from tests.support.keys import Key, key
from tests.support.repo import SETTINGS, digest, git, people, repository, write
from tests.support.verbs import add_acts, done, edit, save, tried

CODE: Final = "ҮМУ-СМС-ДП-2.18"
SLUG: Final = "umu-sms-dp-2.18"
PATH: Final = f"procedures/{SLUG}.md"
DOSSIER: Final = f"registers/changes/{SLUG}/1.0"
RECORD: Final = f"{DOSSIER}/record.yaml"
CHECK: Final = f"{DOSSIER}/agreements/qa-specialist.yaml"
AGREE: Final = f"{DOSSIER}/agreements/lawyer.yaml"
TRUST: Final = "registers/people/trust"
WHO: Final = {"rector": "p-001", "qa-head": "p-002", "qa-specialist": "p-003", "lawyer": "p-004"}
ROOTS: Final = ("rector", "qa-head", "lawyer")
DAY: Final = "2026-03-02"  # roots, keys
SEALED: Final = "2026-03-10"
SIGNED_BY: Final = 'evidence = "signed"\nsigned_by = {roles = ["rector"], threshold = 1}'
SIGNED: Final = (
    SETTINGS.replace('evidence = "paper"', SIGNED_BY)
    .replace('people = "posts"', 'people = "persons"')
    .replace('role = "qa-head"', 'role = "qa-head"\nperson = "p-002"')
)


def holder(role: str) -> Key:
    """The key of whoever holds a post."""
    return key(role)


def persons() -> dict[str, str]:
    """Posts with their holders, by appointments that name them."""
    files = people()
    for role, person in WHO.items():
        files[f"registers/people/persons/{person}.yaml"] = "schema: person/1\nsince: 2020-01-01\n"
        files[f"registers/people/appointments/{role}-1.yaml"] += f"person: {person}\n"
    return files


def enter_key(root: Path, role: str, own: Key, name: str = "", since: str = "2026-01-01", until: str = "2026-12-31",
              today: str = DAY) -> None:  # fmt: skip
    """`sapat add keys` as a person's key is entered."""
    done(root, "add", "keys", "--id", name or f"{WHO[role]}-1", "--person", WHO[role], "--key", own.public,
         "--since", since, "--until", until, today=today)  # fmt: skip


def sign(root: Path, path: str, meaning: str, role: str, own: Key | None = None, today: str = DAY) -> str:
    """A fact signed by the holder of a post, who must succeed."""
    return done(root, "sign", path, "--meaning", meaning, "--key", str((own or holder(role)).path), today=today)


def vouch(root: Path, *args: str, roles: tuple[str, ...] = ("rector", "lawyer"), today: str = DAY) -> str:
    """The next trust statement, signed by root persons; its path."""
    done(root, "trust", *args, today=today)
    path = max((root / TRUST).glob("*.yaml"), key=lambda one: int(one.stem))
    for role in roles:
        sign(root, f"{TRUST}/{path.name}", "register", role, today=today)
    return f"{TRUST}/{path.name}"


def rooted(root: Path, settings: str = SIGNED) -> Path:
    """The institution with its keys and its first trust statement, signed by two of three root persons."""
    repository(
        root,
        {"sapat.toml": settings, ".gitattributes": "* text=auto eol=lf\n", **persons()},
        day=f"{DAY}T09:00:00+06:00",
    )
    for role in WHO:
        enter_key(root, role, holder(role))
    vouch(root, "--roots", ",".join(WHO[role] for role in ROOTS), "--threshold", "2")
    save(root, "Root persons", day=DAY)
    return root


def drafted(root: Path, day: str = "2026-03-03") -> Path:
    """A procedure with its open record."""
    done(root, "new", "ДП", "--title", "Ички аудит", "--title-ru", "Внутренний аудит", "--title-en", "Internal audit",
         "--owner", "qa-head", "--process", "1.2", "--compilers", "qa-head",
         "--summary", "Биринчи текст: тартип.", "--basis", "ISO 9001:2015 9.2", "--code", CODE, today=day)  # fmt: skip
    edit(root, PATH, "# Ички аудит\n", "# Ички аудит\n\n## 1. Максаты\n\nАудит пландалат.\n")
    save(root, "Draft", day=day)
    return root


def answered(root: Path, day: str = "2026-03-05", *, signing: bool = True) -> Path:
    """The check and the agreement, each signed by the person of the role."""
    for role, meaning in (("qa-specialist", "check"), ("lawyer", "agree")):
        done(root, "agree", CODE, "--role", role, "--meaning", meaning, "--result", "yes", "--by", f"{role}:{WHO[role]}",
             today=day)  # fmt: skip
        if signing:
            path = max(
                (root / "registers/changes" / SLUG).glob(f"*/agreements/{role}.yaml"), key=lambda one: one.parts[-3]
            )
            sign(root, path.relative_to(root).as_posix(), meaning, role, today=day)
    return root


def approved(root: Path, day: str = SEALED, effective: str = "2026-03-15", name: str = "2") -> Path:
    """The record sealed on a decision and an order; not signed yet."""
    acts = add_acts(root, CODE, name=name, day=day)
    done(root, "approve", CODE, *acts, "--effective", effective, today=day)
    save(root, "Approved", day=day)
    return root


def signed(root: Path) -> Path:
    """The whole demonstration: rooted, drafted, answered, approved, and signed by the rector."""
    held = _made()
    shutil.copytree(held, root)
    return root


@cache
def _made() -> str:
    """Made once in a test run: the same fifty steps bring the same files."""
    root = Path(mkdtemp(prefix="sapat-signed-")) / "r"
    approved(answered(drafted(rooted(root))))
    sign(root, RECORD, "approve", "rector", today=SEALED)
    save(root, "Signed by the rector", day=SEALED)
    return str(root)


def listed(root: Path, today: str, *args: str) -> dict[str, Any]:
    """The line of the procedure in `sapat list`."""
    code, out, err = tried(root, "list", "--format", "json", *args, today=today)
    assert code == 0, err
    found: dict[str, Any] = next(one for one in json.loads(out)["documents"] if one["code"] == CODE)
    return found


def checkpoint(root: Path, day: str) -> None:
    """A checkpoint of everything under registers/ that lasts, written by hand from the specification."""
    folder = root / "registers/checkpoints"
    former = sorted(folder.glob("*.yaml"), key=lambda one: int(one.stem)) if folder.exists() else []
    known = {line[66:] for one in former for line in one.with_suffix(".sha256").read_text().splitlines()}
    paths = sorted(p for p in git(root, "ls-files", "-z", "registers").split("\0") if p and "/checkpoints/" not in p)
    lines = "".join(f"{digest((root / p).read_bytes())}  {p}\n" for p in paths if p not in known)
    number = len(former) + 1
    state = digest("".join(f"{digest((root / p).read_bytes())}  {p}\n" for p in paths).encode())
    told = (
        f"schema: checkpoint/1\nnumber: {number}\nmade: {day}T18:00:00+06:00\ncommit: {git(root, 'rev-parse', 'HEAD').strip()}\n"
        f"state: {state}\nfiles: {len(paths)}\n"
        f"entries: {{path: {number}.sha256, sha256: {digest(lines.encode())}, lines: {lines.count(chr(10))}}}\n"
        f"previous: {digest(former[-1].read_bytes()) if former else 'first'}\nby: {{role: qa-head}}\n"
    )
    write(root, {f"registers/checkpoints/{number}.yaml": told, f"registers/checkpoints/{number}.sha256": lines})
    save(root, f"Checkpoint {number}", day=day)
