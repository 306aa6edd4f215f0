"""`sapat backup`: what is entered has been restored; what cannot be restored leaves neither file nor entry."""

from __future__ import annotations

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.support.proved import ACT, SECOND, TODAY, copied, proved, verified
from tests.support.repo import SETTINGS, findings, git, repository, sapat, write
from tests.support.verbs import done, refused, save, tried

ENTRY = "registers/backups"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return proved(tmp_path_factory.mktemp("proved") / "r")


@pytest.fixture
def root(source: Path, tmp_path: Path) -> Path:
    (tmp_path / "disk").mkdir()
    return copied(source, tmp_path / "r")


def entered(root: Path) -> dict[str, Any]:
    """The newest entry of the register, with the field names of its schema."""
    _, out, err = sapat(root, "register", "backups", "--format", "json", today=TODAY)
    assert out, err
    told: dict[str, Any] = json.loads(out)["entries"][-1]["values"]
    return told


def made(disk: Path) -> list[str]:
    return sorted(path.name for path in disk.iterdir())


def test_a_backup_is_restored_verified_and_entered(root: Path, tmp_path: Path) -> None:
    tip = git(root, "rev-parse", "main").strip()
    said = done(root, "backup", str(tmp_path / "disk"), "--commit", today=TODAY)
    name = f"{TODAY}-{tip[:12]}"
    assert made(tmp_path / "disk") == [f"{name}.bundle"]
    assert "restored in an empty folder and verified: all is proved" in said
    told, data = entered(root), (tmp_path / "disk" / f"{name}.bundle").read_bytes()
    assert told["what"] == {"file": f"{name}.bundle", "commit": tip, "refs": 1}
    assert (told["sha256"], told["size"]) == (sha256(data).hexdigest(), len(data))
    assert (told["restored"], told["verified"], told["date"]) == (True, True, TODAY)
    assert (root / ENTRY / f"{name}.yaml").is_file()
    assert git(root, "status", "--porcelain") == ""
    assert findings(root, "SAP0", "SAP702", "SAP703", "SAP760", "SAP92", today=TODAY) == []


def test_the_repository_comes_out_of_it_with_every_branch_and_tag(root: Path, tmp_path: Path) -> None:
    git(root, "branch", "draft/x", "HEAD~1")
    git(root, "tag", "-a", "v1", "-m", "one")
    wanted = verified(root)
    done(root, "backup", str(tmp_path / "disk"), today=TODAY)
    (bundle,) = (tmp_path / "disk").iterdir()
    subprocess.run(["git", "clone", "-q", str(bundle), str(tmp_path / "again")], check=True)
    assert verified(tmp_path / "again") == wanted
    assert entered(root)["what"]["refs"] == 3
    assert git(tmp_path / "again", "tag").split() == ["v1"]


def test_it_never_writes_over_a_file(root: Path, tmp_path: Path) -> None:
    tip = git(root, "rev-parse", "main").strip()
    bundle = write(tmp_path / "disk", {f"{TODAY}-{tip[:12]}.bundle": "another file"}) / f"{TODAY}-{tip[:12]}.bundle"
    refused(root, "backup", str(tmp_path / "disk"), today=TODAY)
    assert bundle.read_bytes() == b"another file"


def test_a_bundle_of_a_run_that_was_cut_off_is_proved_and_entered(root: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    done(root, "backup", str(disk), today=TODAY)
    (bundle,) = disk.iterdir()
    before = bundle.read_bytes()
    (root / ENTRY / f"{bundle.stem}.yaml").unlink()
    done(root, "backup", str(disk), "--commit", today=TODAY)
    assert bundle.read_bytes() == before
    assert entered(root)["sha256"] == sha256(before).hexdigest()


def bundle_of(root: Path, disk: Path) -> Path:
    """The name that a backup of this day has."""
    return disk / f"{TODAY}-{git(root, 'rev-parse', 'main').strip()[:12]}.bundle"


def test_a_bundle_that_is_there_and_is_not_this_repository_is_refused_and_left_alone(
    root: Path, tmp_path: Path
) -> None:
    bundle = bundle_of(root, tmp_path / "disk")
    git(root, "bundle", "create", "-q", str(bundle), "--all")
    whole = bundle.read_bytes()
    damaged = (whole[:-40], whole + b"more", whole[: len(whole) // 2] + b"\0" + whole[len(whole) // 2 + 1 :])
    for data in damaged:
        bundle.write_bytes(data)
        said = refused(root, "backup", str(tmp_path / "disk"), today=TODAY)
        assert "is there already, but no repository comes out of it" in said
        assert "move that file away" in said
        assert bundle.read_bytes() == data
    for name, refs in (("older", ("older",)), ("extra", ("--all",))):
        git(root, "branch", "-q", name, "HEAD~1")
        git(root, "bundle", "create", "-q", str(bundle), *refs)
        git(root, "branch", "-q", "-D", name)
        said = refused(root, "backup", str(tmp_path / "disk"), today=TODAY)
        assert "differs from what is here (refs: " in said
        assert "if a file of that name is there, move it away" in said


def test_what_is_no_file_of_ours_at_the_place_of_the_bundle_is_refused(root: Path, tmp_path: Path) -> None:
    bundle = bundle_of(root, tmp_path / "disk")
    git(root, "clone", "-q", "--mirror", str(root), str(bundle))  # all that a bundle holds, and no bundle
    assert "never written over" in refused(root, "backup", str(tmp_path / "disk"), today=TODAY)
    bundle.rename(tmp_path / "mirror")
    os.mkfifo(bundle)
    assert "never written over" in refused(root, "backup", str(tmp_path / "disk"), today=TODAY)
    bundle.unlink()
    bundle.symlink_to("/nowhere/at/all")
    assert "never written over" in refused(root, "backup", str(tmp_path / "disk"), today=TODAY)
    assert bundle.is_symlink()


def test_a_linked_work_tree_makes_no_backup_inside_the_repository_it_belongs_to(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    for folder in (root / ".git", root / "registers"):
        assert "lies in the repository" in refused(tmp_path / "linked", "backup", str(folder), today=TODAY)


def test_a_partial_clone_says_what_it_is(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{root}", str(tmp_path / "p"))
    said = refused(tmp_path / "p", "backup", str(tmp_path / "disk"), today=TODAY)
    assert "this clone is partial" in said
    assert "without --filter" in said
    assert made(tmp_path / "disk") == []


def test_a_second_backup_of_the_same_day_and_state_is_refused(root: Path, tmp_path: Path) -> None:
    git(root, "checkout", "-q", "-b", "backups")
    done(root, "backup", str(tmp_path / "disk"), "--commit", today=TODAY)
    assert "never written over" in refused(root, "backup", str(tmp_path / "disk"), today=TODAY)


def test_a_restore_that_fails_leaves_neither_file_nor_entry(root: Path, tmp_path: Path) -> None:
    blob = git(root, "rev-parse", f"HEAD:{ACT}").strip()
    place = root / ".git" / "objects" / blob[:2] / blob[2:]
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:30])
    code, out, err = tried(root, "backup", str(tmp_path / "disk"), today=TODAY)
    assert (code, out) == (2, "")
    assert "→" in err
    assert made(tmp_path / "disk") == []
    assert not (root / ENTRY).exists()


def test_a_full_disk_leaves_nothing(root: Path, tmp_path: Path) -> None:
    disk = tmp_path / "small"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)], capture_output=True, check=False
    ).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        code, _, err = tried(root, "backup", str(disk), today=TODAY)
        assert (code, "no backup was made" in err) == (2, True)
        assert made(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert not (root / ENTRY).exists()


def test_what_a_cut_off_run_left_is_taken_away(root: Path, tmp_path: Path) -> None:
    tip = git(root, "rev-parse", "main").strip()
    half = tmp_path / "disk" / f".{TODAY}-{tip[:12]}.bundle.part"
    write(tmp_path / "disk", {half.name: "half", half.name + ".lock": "half"})
    done(root, "backup", str(tmp_path / "disk"), today=TODAY)
    assert made(tmp_path / "disk") == [f"{TODAY}-{tip[:12]}.bundle"]


def test_a_repository_with_problems_is_backed_up_and_says_so(root: Path, tmp_path: Path) -> None:
    record = root / SECOND / "record.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("role: qa-head", "role: rector"), encoding="utf-8")
    git(root, "commit", "-qam", "x", day="2026-07-06T12:00:00+06:00")
    code, out, err = tried(root, "backup", str(tmp_path / "disk"), today=TODAY)
    assert code == 0, out + err
    assert "problems as here" in out
    assert entered(root)["verified"] is False


def test_where_it_cannot_be_a_backup_it_is_refused(root: Path, tmp_path: Path) -> None:
    assert "there is no folder" in refused(root, "backup", str(tmp_path / "nowhere"), today=TODAY)
    assert "lies in the repository" in refused(root, "backup", str(root / "registers"), today=TODAY)
    write(root, {"registers/units/x.yaml": (root / "registers/units/bbsb.yaml").read_text(encoding="utf-8")})
    assert "not committed: registers/units/x.yaml" in refused(root, "backup", str(tmp_path / "disk"), today=TODAY)
    git(root, "clean", "-fdq")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "s"))
    assert "shallow" in refused(tmp_path / "s", "backup", str(tmp_path / "disk"), today=TODAY)
    assert made(tmp_path / "disk") == []


def told(days: int) -> str:
    return f"{SETTINGS}\n[backup]\ndays = {days}\n"


def test_an_old_backup_is_a_finding_only_where_the_settings_ask(root: Path, tmp_path: Path) -> None:
    assert findings(root, "SAP760", today="2027-07-10") == []
    write(root, {"sapat.toml": told(30)})
    save(root, "Settings", "2026-07-06")
    (one,) = findings(root, "SAP760", today=TODAY)
    assert (one["path"], one["severity"]) == ("sapat.toml", "warning")
    assert "no backup is entered" in one["message"]
    done(root, "backup", str(tmp_path / "disk"), "--commit", today=TODAY)
    assert findings(root, "SAP760", today="2026-08-09") == []
    (one,) = findings(root, "SAP760", today="2026-08-10")
    assert "31 days old (30 are allowed)" in one["message"]
    line = (root / "sapat.toml").read_text(encoding="utf-8").splitlines()[one["line"] - 1]
    assert line == "days = 30"


@pytest.mark.parametrize("table", ["days = 0\n", "", "day = 3\n", 'days = "30"\n'])
def test_settings_of_backups_that_cannot_be_meant_are_refused(tmp_path: Path, table: str) -> None:
    root = repository(tmp_path / "r")
    write(root, {"sapat.toml": f"{SETTINGS}\n[backup]\n{table}"})
    assert sapat(root, "check")[0] == 2
