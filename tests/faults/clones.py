"""Two people approve at once, each in a clone, and push to one server with our hook; some documents are approved by both."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.repo import Dossier, acts, git, markdown, repository, sound
from tests.support.server import empty

PARENT = "ҮМУ-СМС-ДП-2.17"
DAY = "2026-04-01"
ATTEMPTS = 200  # of one push: a bound, not a hope


def code(number: int) -> str:
    return f"{PARENT}-Ф{number + 1:02}"


def slug(number: int) -> str:
    return f"umu-sms-dp-2.17-f{number + 1:02}"


def ready(documents: int) -> dict[str, str]:
    """An institution whose forms are all checked and agreed, and named by one decision and one order."""
    files = dict(sound())
    codes = [code(number) for number in range(documents)]
    files |= acts(codes, "2026-03-20", "2026-03-21", "all")
    for number in range(documents):
        title = f"{{ky: Форма {number}, ru: Форма {number}, en: Form {number}}}"
        body = f"# Форма {number}\n\n## 1. Толтуруу\n\nБул форма {number} жолу толтурулат.\n"
        text = markdown(codes[number], "1.0", body, title=title, type="ФР")
        name = slug(number)
        made = Dossier(
            name,
            "1.0",
            codes[number],
            {f"{name}.md": text},
            with_acts=False,
            agreed="2026-03-15",
            effective="2026-04-02",
        )
        files |= made.files(seal=False) | {f"procedures/{name}.md": text}
    return files


@dataclass
class Report:
    """What one person was told."""

    pushed: list[int] = field(default_factory=list)  # documents said to be approved and on the server
    yielded: list[int] = field(default_factory=list)  # documents the other had approved first, and it was said
    retries: int = 0
    seconds: float = 0.0


def work(root: Path, documents: list[int]) -> Report:
    """Approve one document after another; where somebody was quicker, fetch, merge or rebase, and push again."""
    report, began = Report(), time.time()
    for number in documents:
        if not _approved(root, number):
            report.yielded.append(number)
            continue
        for attempt in range(ATTEMPTS):
            pushed = _git(root, "push", "-q", "origin", "HEAD:main")
            if pushed.returncode == 0:
                report.pushed.append(number)
                break
            assert "SAP" not in pushed.stderr, pushed.stderr  # refused for being late, never by a rule
            report.retries += 1
            if not _caught_up(root, attempt):
                report.yielded.append(number)
                break
        else:
            raise AssertionError(f"{ATTEMPTS} pushes of {number} in vain: {pushed.stderr}")
    report.seconds = time.time() - began
    return report


def _approved(root: Path, number: int) -> bool:
    from tests.support.repo import sapat
    from tests.support.verbs import epoch

    flags = ("--decision", "council-all#3", "--order", "order-all#1", "--effective", "2026-04-02", "--commit")
    clock = epoch(DAY) + 2 * number + int(root.name[-1])  # two people do not seal in the same second
    exit_code, out, err = sapat(root, "approve", code(number), *flags, today=DAY, epoch=clock)
    if exit_code == 0:
        return True
    assert "no readable record" in err, (out, err)
    return False


def _caught_up(root: Path, attempt: int) -> bool:
    """What the server has is here too; False where both approved the same document, and the other was first."""
    assert _git(root, "fetch", "-q", "origin").returncode == 0
    way = ("merge", "-q", "--no-edit") if attempt % 2 else ("rebase", "-q")
    done = _git(root, *way, "origin/main")
    if done.returncode == 0:
        return True
    assert "CONFLICT" in done.stdout + done.stderr, done
    assert _git(root, way[0], "--abort").returncode == 0
    assert _git(root, "reset", "-q", "--hard", "origin/main").returncode == 0
    return False


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)


def race(folder: Path, each: int, contested: int) -> tuple[Path, list[Report]]:
    """The server after both have finished, and what each was told."""
    documents = 2 * each - contested
    bare = empty(folder / "server.git")
    first = repository(folder / "seed", ready(documents), day="2026-03-31T12:00:00+06:00")  # type: ignore[arg-type]
    git(first, "push", "-q", str(bare), "main")
    both = list(range(each - contested, each))
    mine = [list(range(each)), both + list(range(each, documents))]
    mine[1] = mine[1][contested:] + both  # the second comes to them last, the first too: they meet
    workers = []
    for number, todo in enumerate(mine):
        root = folder / f"clone{number}"
        git(folder, "clone", "-q", str(bare), str(root))
        for key, told in (("name", f"Registrar {number}"), ("email", f"r{number}@example.org")):
            git(root, "config", f"user.{key}", told)
        words = [sys.executable, "-m", "tests.faults.clones", str(root), json.dumps(todo)]
        where = Path(__file__).parents[2]
        workers.append(subprocess.Popen(words, cwd=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    reports = []
    for worker in workers:
        out, err = worker.communicate(timeout=60 + 20 * each)
        assert worker.returncode == 0, err
        told: Mapping[str, object] = json.loads(out.splitlines()[-1])
        reports.append(Report(**told))  # type: ignore[arg-type]
    return bare, reports


def faults(folder: Path, bare: Path, reports: list[Report]) -> list[str]:
    """What went wrong: a document sealed twice or not at all, an approval told as done that is not there."""
    from tests.faults.lives import told

    root = folder / "judge"
    git(folder, "clone", "-q", str(bare), str(root))
    found = [
        f"{one['rule']} {one['path']}: {one['message']}"
        for one in told(root, "check", today="2026-04-03")["findings"]
        if one["severity"] == "error"
    ]
    winners = [number for report in reports for number in report.pushed]
    found += [
        f"{code(n)} was told as approved {winners.count(n)} times" for n in sorted(set(winners)) if winners.count(n) > 1
    ]
    rows = {row["code"]: row for row in told(root, "list", today="2026-04-03")["documents"]}
    for row in rows.values():
        if (row["status"], row["version"]) != ("in-force", "1.0"):
            found.append(f"{row['code']} is {row['status']} {row['version']}")
    for report in reports:
        for number in report.pushed:
            record = f"registers/changes/{slug(number)}/1.0/record.yaml"
            sealings = git(root, "log", "--format=%H", "-S", "\nseal:", "--no-merges", "HEAD", "--", record).split()
            if len(sealings) != 1:
                found.append(f"{record} was sealed {len(sealings)} times")
        found += [f"{code(n)} was given up, but nobody has it" for n in report.yielded if n not in winners]
    if broken := git(bare, "fsck", "--strict", "--no-dangling"):
        found.append(broken)
    return found


if __name__ == "__main__":
    from dataclasses import asdict

    print(json.dumps(asdict(work(Path(sys.argv[1]), json.loads(sys.argv[2])))))
