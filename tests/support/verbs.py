"""Writing verbs as a user runs them, and the usual steps of a document's life."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.support.repo import git, sapat

CODE = "ҮМУ-СМС-ДП-2.17"
SLUG = "umu-sms-dp-2.17"
TODAY = "2026-04-01"


def epoch(day: str) -> int:
    """08:00 UTC of a day, in the afternoon of the institution."""
    return int(datetime.fromisoformat(day).replace(hour=8, tzinfo=UTC).timestamp())


def tried(root: Path, *args: str, today: str = TODAY, lang: str = "en") -> tuple[int, str, str]:
    """(exit code, stdout, stderr), the machine clock standing on *today*."""
    return sapat(root, *args, today=today, lang=lang, epoch=epoch(today))


def done(root: Path, *args: str, today: str = TODAY) -> str:
    """The stdout of a verb that must succeed."""
    code, out, err = tried(root, *args, today=today)
    assert code == 0, (args, out, err)
    return out


def refused(root: Path, *args: str, today: str = TODAY) -> str:
    """What a verb that must not succeed says; nothing may have changed."""
    before = state(root)
    code, out, err = tried(root, *args, today=today)
    assert code in (1, 2), (args, out)
    assert "Traceback" not in err
    assert state(root) == before
    return out + err


def state(root: Path) -> str:
    """What `git status` says, and the content it says it of."""
    return git(root, "status", "--porcelain", "--untracked-files=all") + git(root, "stash", "create")


def errors(root: Path, today: str = TODAY) -> list[str]:
    """The rule ids of the errors `sapat check` finds."""
    import json

    _, out, err = tried(root, "check", "--format", "json", today=today)
    assert out, err
    return [one["rule"] for one in json.loads(out)["findings"] if one["severity"] == "error"]


def add_acts(root: Path, *codes: str, name: str = "2", day: str = TODAY) -> tuple[str, ...]:
    """A decision and an order of *day* that name the codes; the flags that name them."""
    items = [f"--set=items.3={code}" for code in codes]
    common = ("--number", name, "--date", day, "--result", "approved", "--signed-by", "rector", *items)
    done(
        root,
        "add",
        "acts",
        "--id",
        f"council-{name}",
        "--kind",
        "decision",
        "--body",
        "academic-council",
        *common,
        today=day,
    )
    done(root, "add", "acts", "--id", f"order-{name}", "--kind", "order", *common, today=day)
    return ("--decision", f"council-{name}", "--order", f"order-{name}")


def agree(root: Path, code: str, today: str = TODAY) -> None:
    """The check and the agreement that every route of the test institution asks for."""
    done(root, "agree", code, "--role", "qa-specialist", "--meaning", "check", "--result", "yes", today=today)
    done(root, "agree", code, "--role", "lawyer", "--meaning", "agree", "--result", "yes", today=today)


def edit(root: Path, path: str, old: str, new: str) -> None:
    whole = root / path
    text = whole.read_text(encoding="utf-8")
    assert old in text
    whole.write_text(text.replace(old, new), encoding="utf-8")


def save(root: Path, message: str = "Step", day: str = TODAY) -> None:
    """Commit everything, as a user would."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message, day=f"{day}T14:00:00+06:00")
