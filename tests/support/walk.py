"""Walking through months with the verbs: what a secretary does on a day, and what everybody sees on another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.repo import findings, sapat
from tests.support.verbs import CODE, SLUG, done, errors, save, tried


def act(root: Path, name: str, day: str, *codes: str, kind: str = "order", **change: str) -> str:
    """Enter an order or a decision of a day about documents (default: the usual one); its id."""
    told = {"number": name, "date": day, "result": "approved", "signed_by": "rector"}
    told |= {"body": "academic-council"} if kind == "decision" else {}
    flags = [f"--{key.replace('_', '-')}={value}" for key, value in (told | change).items()]
    items = [f"--set=items.1={code}" for code in codes or (CODE,)]
    done(root, "add", "acts", "--id", name, "--kind", kind, *flags, *items, today=day)
    return name


def amend(root: Path, entry: str, kind: str, day: str, *flags: str, why: str = "Себеби бар") -> str:
    """Write an addendum on a day, and bring it to the main line; what the verb says. The whole must stay without errors."""
    said = done(root, "amend", entry, "--kind", kind, "--why", why, *flags, today=day)
    assert errors(root, day) == []
    save(root, f"{entry}: {kind}", day)
    return said


def refused(root: Path, entry: str, kind: str, day: str, *flags: str) -> str:
    """What `sapat amend` says that refuses; nothing is written."""
    code, out, err = tried(root, "amend", entry, "--kind", kind, "--why", "Себеби бар", *flags, today=day)
    assert code in (1, 2), out
    assert "Traceback" not in err
    return out + err


def answer(root: Path, *args: str, today: str) -> Any:
    code, out, err = tried(root, *args, "--format", "json", today=today)
    assert code == 0, err
    return json.loads(out)


def row(root: Path, today: str, as_of: str = "", code: str = CODE) -> dict[str, Any]:
    """The line of the document register on a day, as it stands or looking back."""
    told = answer(root, "list", *(["--as-of", as_of] if as_of else []), today=today)["documents"]
    return next((one for one in told if one["code"] == code), {})


def status(root: Path, today: str, as_of: str = "", code: str = CODE) -> str:
    return str(row(root, today, as_of, code).get("status", ""))


def due(root: Path, today: str) -> list[tuple[str, str, str]]:
    """(what, day, state) of everything due of the usual document."""
    told = answer(root, "due", today=today)["items"]
    return [(one["what"], one["due"], one["state"]) for one in told if one["code"] == CODE]


def page(root: Path, out: Path, today: str, at: str = f"d/{SLUG}/index.html") -> str:
    """A page of the site built from the last commit on a day."""
    code, said, err = sapat(root, "build", "-o", str(out), today=today)
    assert code == 0, said + err
    return (out / at).read_text(encoding="utf-8")


def found(root: Path, today: str, *rules: str) -> list[str]:
    """The rules that speak on a day."""
    return [one["rule"] for one in findings(root, *rules, today=today)]
