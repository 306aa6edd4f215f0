"""Attacks on a proved repository, each found by its rule and in its own words; a bigger suite stands in tests/faults."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.proved import (
    ACT,
    CHECKPOINTS,
    FIRST,
    LATER,
    SECOND,
    UNIT,
    chained,
    copied,
    proved,
    rules,
    unit,
    verified,
)
from tests.support.repo import git, write

Attack = Callable[[Path], object]
DAY = "2026-07-06T12:00:00+06:00"
RECORD = f"{SECOND}/record.yaml"
COPY = f"{SECOND}/copy/umu-sms-dp-2.17.md"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return proved(tmp_path_factory.mktemp("proved") / "r")


@pytest.fixture
def root(source: Path, tmp_path: Path) -> Path:
    return copied(source, tmp_path / "r")


def committed(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x", day=DAY)


def flip(path: str) -> Attack:
    """One letter of a file is another one, and committed as anything else is."""

    def attack(root: Path) -> None:
        data = bytearray((root / path).read_bytes())
        data[len(data) // 3] ^= 1
        (root / path).write_bytes(data)
        committed(root)

    return attack


def drop(path: str) -> Attack:
    return lambda root: (git(root, "rm", "-rq", path), committed(root))


def put_back(path: str) -> Attack:
    """Changed, and put back in the next commit: the tree shows nothing."""

    def attack(root: Path) -> None:
        before = (root / path).read_bytes()
        flip(path)(root)
        (root / path).write_bytes(before)
        committed(root)

    return attack


def swap(one: str, other: str) -> Attack:
    def attack(root: Path) -> None:
        first, second = (root / one).read_bytes(), (root / other).read_bytes()
        (root / one).write_bytes(second)
        (root / other).write_bytes(first)
        committed(root)

    return attack


def rewritten(root: Path) -> None:
    """The whole line made anew, with the same files."""
    tree = git(root, "rev-parse", "HEAD^{tree}").strip()
    git(root, "reset", "-q", "--hard", git(root, "commit-tree", tree, "-m", "all at once", day=DAY).strip())


def rebased(root: Path) -> None:
    """The commit below the first checkpoint has another message: same trees, other line."""
    git(root, "filter-branch", "-f", "--msg-filter", "sed s/Facts/Fakes/", "HEAD", check=False)


def relisted(root: Path) -> None:
    """The newest checkpoint and its list without one fact, hashes made to fit, and the fact gone."""
    from hashlib import sha256

    entry, listing = root / CHECKPOINTS / "2.yaml", root / CHECKPOINTS / "2.sha256"
    old = listing.read_bytes()
    new = b"".join(row for row in old.splitlines(keepends=True) if UNIT.encode() not in row)
    text = entry.read_text().replace(sha256(old).hexdigest(), sha256(new).hexdigest())
    entry.write_text(text.replace("lines: 3", "lines: 2"))
    listing.write_bytes(new)
    git(root, "rm", "-q", UNIT)
    committed(root)


def restated(root: Path) -> None:
    """A false state in a checkpoint that nobody has chained to yet."""
    chained(root, "2026-07-07")
    entry = root / CHECKPOINTS / "3.yaml"
    text = entry.read_text()
    state = text.partition("state: ")[2][:64]
    entry.write_text(text.replace(state, "0" * 64))
    git(root, "commit", "-q", "-a", "--amend", "--no-edit", day=DAY)


def loose(root: Path, path: str) -> Path:
    blob = git(root, "rev-parse", f"HEAD:{path}").strip()
    return root / ".git" / "objects" / blob[:2] / blob[2:]


def rotten(path: str) -> Attack:
    """The stored object of a file holds other bytes than its name says."""

    def attack(root: Path) -> None:
        place = loose(root, path)
        data = zlib.decompress(place.read_bytes())
        place.chmod(0o644)
        place.write_bytes(zlib.compress(data[:-2] + b"!\n"))

    return attack


def torn(root: Path) -> None:
    place = loose(root, ACT)
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:20])


def lost(path: str) -> Attack:
    return lambda root: loose(root, path).unlink()


def quietly(path: str) -> Attack:
    """Bytes on disk change while size and time stay, and Git was told to look at nothing else."""

    def attack(root: Path) -> None:
        git(root, "config", "core.trustctime", "false")
        place = root / path
        git(root, "status")
        told = place.stat()
        data = place.read_bytes()
        place.write_bytes(data.replace(b"rector", b"lawyer"))
        os.utime(place, ns=(told.st_atime_ns, told.st_mtime_ns))

    return attack


def overlooked(flag: str) -> Attack:
    def attack(root: Path) -> None:
        git(root, "update-index", flag, ACT)
        write(root, {ACT: "сөз\n"})
        assert git(root, "status", "--porcelain") == ""

    return attack


def filtered(root: Path) -> None:
    """A filter shows other text than is stored, and Git calls it unchanged."""
    write(root, {".git/info/attributes": "*.yaml filter=lie\n"})
    git(root, "config", "filter.lie.clean", "sed s/lawyer/rector/")
    git(root, "config", "filter.lie.smudge", "sed s/rector/lawyer/")
    (root / ACT).unlink()
    git(root, "checkout", "-q", "--", ACT)
    assert "lawyer" in (root / ACT).read_text(encoding="utf-8")


def sparse(root: Path) -> None:
    git(root, "update-index", "-q", "--refresh")  # of a copied tree Git knows no file, and would leave each where it is
    git(root, "sparse-checkout", "set", "procedures")
    assert not (root / "registers").exists()


def replaced(root: Path) -> None:
    one, other = (git(root, "rev-parse", f"HEAD:{path}").strip() for path in (ACT, UNIT))
    git(root, "replace", one, other)


def grafted(root: Path) -> None:
    write(root, {".git/info/grafts": git(root, "rev-parse", "HEAD").strip() + "\n"})


def staged(root: Path) -> None:
    blob = git(root, "rev-parse", f"HEAD:{UNIT}").strip()
    git(root, "update-index", "--cacheinfo", f"100644,{blob},{ACT}")


def configured(key: str, value: str) -> Attack:
    return lambda root: git(root, "config", key, value)


def linked(root: Path) -> None:
    (root / UNIT).unlink()
    (root / UNIT).symlink_to("bbsb.yaml")
    committed(root)


def nested(root: Path) -> None:
    commit = git(root, "rev-parse", "HEAD").strip()
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit},registers/units/other")
    git(root, "commit", "-q", "-m", "x", day=DAY)


def cased(root: Path) -> None:
    write(root, {UNIT.replace("law", "Law"): unit("Law")})
    committed(root)


def doubled(root: Path) -> None:
    """A sealed record with another seal behind it, as if re-sealed."""
    text = (root / RECORD).read_text(encoding="utf-8")
    write(root, {RECORD: text.replace("sealed: 2026-06-04", "sealed: 2026-05-04")})
    committed(root)


# attack, the rules that must speak, words that must be said
ATTACKS: dict[str, tuple[Attack, set[str], str]] = {
    "a byte of a control copy": (flip(COPY), {"SAP210", "SAP914", "SAP923"}, "control copy"),
    "a byte of a record": (flip(RECORD), {"SAP914", "SAP923"}, RECORD),
    "a byte of an agreement": (flip(f"{SECOND}/agreements/lawyer.yaml"), {"SAP213", "SAP914"}, "lawyer.yaml"),
    "a byte of an act": (flip(ACT), {"SAP216", "SAP914", "SAP923"}, ACT),
    "a byte of a unit": (flip(UNIT), {"SAP914", "SAP923"}, UNIT),
    "a byte of a checkpoint": (flip(f"{CHECKPOINTS}/1.yaml"), {"SAP914", "SAP921"}, "1.yaml"),
    "a byte of a list": (flip(f"{CHECKPOINTS}/1.sha256"), {"SAP914", "SAP922"}, "was changed"),
    "a byte of the newest unit": (flip(LATER), {"SAP914"}, "changed a fact that had been entered"),
    "a fact changed and put back": (put_back(UNIT), {"SAP914"}, UNIT),
    "a dossier dropped": (drop(SECOND), {"SAP914", "SAP923"}, "is gone, but checkpoint 1"),
    "an entry dropped": (drop(UNIT), {"SAP914", "SAP923"}, "is gone, but checkpoint 2"),
    "an act dropped": (drop(ACT), {"SAP216", "SAP914", "SAP923"}, "is gone, but checkpoint 1"),
    "a checkpoint dropped": (drop(f"{CHECKPOINTS}/1.yaml"), {"SAP920", "SAP914"}, "checkpoint 1 is missing"),
    "the newest checkpoint dropped": (drop(f"{CHECKPOINTS}/2.yaml"), {"SAP914", "SAP925"}, "belongs to no checkpoint"),
    "two agreements swapped": (swap(f"{SECOND}/agreements/lawyer.yaml", f"{SECOND}/agreements/qa-specialist.yaml"), {"SAP213", "SAP914"}, "lawyer.yaml"),
    "two records swapped": (swap(RECORD, f"{FIRST}/record.yaml"), {"SAP218", "SAP914"}, RECORD),
    "a record sealed earlier": (doubled, {"SAP914", "SAP923"}, RECORD),
    "history made anew": (rewritten, {"SAP926"}, "history was rewritten or cut off"),
    "history rebased": (rebased, {"SAP926"}, "history was rewritten or cut off"),
    "a list and its checkpoint made to fit": (relisted, {"SAP914", "SAP926"}, f"{UNIT} stood in commit"),
    "a false state": (restated, {"SAP926"}, "is not the one it says"),
    "a rotten object": (rotten(ACT), {"SAP928"}, "are damaged"),
    "a rotten object of history": (rotten(f"{FIRST}/record.yaml"), {"SAP928"}, "are damaged"),
    "a torn object": (torn, {"SAP928"}, "damaged"),
    "a lost object": (lost(ACT), {"SAP928"}, f"is missing ({ACT})"),
    "bytes changed behind the back of Git": (quietly(ACT), {"SAP929"}, f"{ACT}: the bytes on disk are not those committed"),
    "skip-worktree": (overlooked("--skip-worktree"), {"SAP902", "SAP929"}, "Git was told to overlook"),
    "assume-unchanged": (overlooked("--assume-unchanged"), {"SAP902", "SAP929"}, "Git was told to overlook"),
    "a filter": (filtered, {"SAP903", "SAP929"}, "filter=lie"),
    "ident": (lambda root: write(root, {".git/info/attributes": "*.md ident\n"}), {"SAP903"}, "ident"),
    "sparse checkout": (sparse, {"SAP929"}, "only a part of its files on disk"),
    "a replaced object": (replaced, {"SAP904"}, "replaces an object"),
    "a graft": (grafted, {"SAP904"}, "cuts the history"),
    "another blob in the index": (staged, {"SAP929"}, "the index holds other bytes"),
    "a monitor of files": (configured("core.fsmonitor", "/bin/true"), {"SAP929"}, "asks another program which files changed"),
    "file times not looked at": (configured("core.checkStat", "minimal"), {"SAP929"}, "may take a changed file"),
    "changes ignored": (configured("core.ignoreStat", "true"), {"SAP929"}, "may take a changed file"),
    "new files not shown": (configured("status.showUntrackedFiles", "no"), {"SAP929"}, "does not show new files"),
    "other differences shown": (configured("diff.x.textconv", "cat"), {"SAP929"}, "shown by another program"),
    "damage overlooked": (configured("fsck.missingEmail", "ignore"), {"SAP929"}, "told to overlook damaged objects"),
    "a symbolic link": (linked, {"SAP805", "SAP914", "SAP923"}, "symbolic link"),
    "a repository inside": (nested, {"SAP805"}, "another repository (submodule)"),
    "names that differ by case": (cased, {"SAP808"}, "in case alone"),
    "a fact removed from disk": (lambda root: (root / UNIT).unlink(), {"SAP929"}, "it is committed, but not on disk"),
    "a fact changed on disk": (lambda root: write(root, {UNIT: "x"}), {"SAP929"}, "the bytes on disk are not those"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_is_found_in_the_right_words(root: Path, name: str) -> None:
    attack, wanted, words = ATTACKS[name]
    attack(root)
    told = verified(root)
    assert wanted <= rules(told), told["problems"]
    assert any(words in one["what"] for one in told["problems"]), [one["what"] for one in told["problems"]]
    assert all(one["do"] and one["path"] for one in told["problems"])


def test_a_sparse_checkout_that_leaves_nothing_out_is_no_problem(root: Path) -> None:
    git(root, "config", "core.sparseCheckout", "true")
    assert verified(root)["problems"] == []


def test_a_sparse_checkout_is_one_problem_however_many_files_it_leaves_out(root: Path) -> None:
    sparse(root)
    problems = verified(root)["problems"]
    assert [one["rule"] for one in problems] == ["SAP929"], problems
    assert "are not there: the commit was proved, not the disk" in problems[0]["what"]
    assert "git sparse-checkout disable" in problems[0]["do"]
    text = "procedures/umu-sms-dp-2.17.md"
    write(root, {text: "x\n"})
    git(root, "update-index", "--assume-unchanged", text)
    assert "SAP902" in rules(verified(root)), "what is there and hidden is told all the same"


def test_a_commit_graph_that_lies_is_not_believed(root: Path) -> None:
    """A clone asks the commits, not the file beside them that may tell of other parents."""
    wanted = verified(root)
    git(root, "commit-graph", "write", "--reachable")
    place = root / ".git" / "objects" / "info" / "commit-graph"
    place.chmod(0o644)
    data = bytearray(place.read_bytes())
    data[-60] ^= 1
    place.write_bytes(data)
    told = verified(root)
    assert (told["checked"], told["notes"]) == (wanted["checked"], wanted["notes"])


def test_nothing_of_the_clone_is_run(root: Path, tmp_path: Path) -> None:
    """A repository from somebody else must not run its commands when it is verified."""
    mark = tmp_path / "run"
    script = write(tmp_path, {"evil": f"#!/bin/sh\ntouch {mark}\ncat\n"}) / "evil"
    script.chmod(0o755)
    write(root, {".git/info/attributes": "*.yaml filter=evil diff=evil\n"})
    for key in ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "diff.external", "core.fsmonitor"):
        git(root, "config", key, str(script))
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        (root / ".git" / "hooks").mkdir(exist_ok=True)
        (root / ".git" / "hooks" / name).write_bytes(script.read_bytes())
        (root / ".git" / "hooks" / name).chmod(0o755)
    write(root, {ACT: "x"})
    verified(root)
    assert not mark.exists()
