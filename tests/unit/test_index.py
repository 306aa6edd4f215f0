"""The index only saves time: missing, broken, locked or old, the answer is the same, and stderr says so."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sapat.read.index import pack, unpack
from sapat.read.load import load
from sapat.read.repository import find_repository
from tests.support.generate import TODAY, generate
from tests.support.repo import git, markdown, repository, sapat, sound, write

SAID = "the index was not used"


def index(root: Path) -> Path:
    return root / ".git" / "sapat" / "facts.sqlite"


def answer(root: Path) -> tuple[int, str, str]:
    return sapat(root, "check", "--format", "json")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A repository with findings of several kinds, never checked before."""
    broken = {"procedures/umu-sms-dp-2.3.md": "---\ncode: ~\n---\n", "policies/x.md": "сөз"}
    return repository(tmp_path / "r", {**sound(), **broken})


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database" * 500)


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def nonsense(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("update facts set body = '[1, 2'")


def wrong_shape(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("""update facts set body = '["x", 1, [], true, true, [], null, ""]'""")


def no_table(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("drop table facts")


@pytest.mark.parametrize("spoil", [garbage, torn, nonsense, wrong_shape, no_table])
def test_a_corrupt_index_is_said_and_replaced(faulty: Path, spoil: Callable[[Path], None]) -> None:
    first = answer(faulty)
    spoil(index(faulty))
    again = answer(faulty)
    assert again[:2] == first[:2]
    assert SAID in again[2]
    mended = answer(faulty)
    assert mended == first, "the broken file was replaced by a good one"


def test_an_index_of_other_rules_is_not_believed(faulty: Path) -> None:
    first = answer(faulty)
    with sqlite3.connect(index(faulty)) as db:
        db.execute("update meta set value = 'former rules'")
        db.execute("""update facts set body = replace(body, 'false', 'true')""")
    assert answer(faulty) == first


def test_a_locked_index_is_said(faulty: Path) -> None:
    first = answer(faulty)
    write(faulty, {"policies/y.md": "дагы"})
    with sqlite3.connect(index(faulty), isolation_level=None) as db:
        db.execute("begin exclusive")
        locked = answer(faulty)
        db.execute("rollback")
    assert SAID in locked[2]
    assert locked[1] == answer(faulty)[1] != first[1]


def test_an_index_that_cannot_be_written_is_said(faulty: Path) -> None:
    """A file where the folder should be: the same for root, for whom no permission holds."""
    write(faulty / ".git", {"sapat": ""})
    blocked = answer(faulty)
    (faulty / ".git" / "sapat").unlink()
    assert SAID in blocked[2]
    assert blocked[1] == answer(faulty)[1]


def test_a_check_touches_neither_work_tree_nor_index_nor_refs(faulty: Path) -> None:
    write(faulty, {"policies/new.md": markdown("ҮМУ-СМС-САЯ-1"), "procedures/umu-sms-dp-2.17.md": "өзгөргөн"})
    status = git(faulty, "status", "--porcelain")  # Git's own refresh of its index comes first
    kept = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in faulty.rglob("*") if path.is_file()}
    answer(faulty)
    answer(faulty)
    after = {
        p: (p.stat().st_mtime_ns, p.read_bytes()) for p in faulty.rglob("*") if p.is_file() and p.parent.name != "sapat"
    }
    assert after == kept
    assert git(faulty, "status", "--porcelain") == status


def test_facts_come_back_from_the_index_as_they_went_in(tmp_path: Path) -> None:
    root = generate(tmp_path / "r", 12)
    write(root, {"regulations/odd.md": "---\nкод: [\n---\n# a {#x}\n# b {#x}\n<script>\nCап [[К]] ![a](b)\n"})
    place = find_repository(root)
    at = place.load().snapshot
    for facts in at.facts.values():
        assert unpack(json.loads(json.dumps(pack(facts)))) == facts
    assert place.load().snapshot.facts == at.facts == load(place.source(), None, now=at.now).snapshot.facts


def test_blobs_of_former_days_leave_the_index(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    for number in range(60):
        write(root, {"policies/x.md": markdown("ҮМУ-СМС-САЯ-1", body=f"# {number}\n")})
        answer(root)
    with sqlite3.connect(index(root)) as db:
        (held,) = db.execute("select count(*) from facts").fetchone()
    assert held < 2 * len(find_repository(root).load().snapshot.facts) + 2


def test_two_worktrees_share_one_index(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    other = tmp_path / "other"
    git(root, "worktree", "add", "-q", str(other))
    first = answer(root)
    stamp = index(root).stat().st_mtime_ns
    assert answer(other)[1] == first[1]
    assert index(root).stat().st_mtime_ns == stamp, "all was known already"


def test_an_index_in_a_folder_nobody_may_write_is_read(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    first = answer(root)
    os.chmod(index(root), 0o444)
    assert answer(root) == first


def test_a_generated_repository_is_the_same_for_the_same_seed_and_clean(tmp_path: Path) -> None:
    one, two, three = (generate(tmp_path / name, 45, 200, seed=seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    heads = [git(root, "rev-parse", "HEAD") for root in (one, two, three)]
    assert heads[0] == heads[1] != heads[2]
    assert abs(int(git(one, "rev-list", "--count", "HEAD")) - 200) <= 5
    for root in (one, three):
        code, out, err = sapat(root, "check", today=TODAY)
        assert code == 0, out + err
        assert "Errors: 0. Warnings: 0." in out
