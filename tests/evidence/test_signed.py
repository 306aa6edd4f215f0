"""Packs of the signed demonstration: every signature is proved by stock ssh-keygen, with the keys the facts gave that day."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.keys import SSH_KEYGEN, key
from tests.support.packs import kinds, packed, prove, relist, unpacked
from tests.support.signed import AGREE, CHECK, RECORD, SEALED, TRUST, checkpoint, enter_key, signed, vouch
from tests.support.verbs import done, save

pytestmark = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")
DAY = "2026-04-01"
ROOT = "repository/"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("signed")
    root = signed(place / "r")
    checkpoint(root, "2026-03-20")
    return packed(root, place / "p.zip", today=DAY)


@pytest.fixture
def folder(pack: Path, tmp_path: Path) -> Path:
    return unpacked(pack, tmp_path / "p")


def test_every_signature_is_proved_and_counted_by_its_class(pack: Path) -> None:
    code, told = prove(pack, today=DAY)
    assert (code, told["problems"]) == (0, [])
    assert told["checked"]["signatures"] == 5
    assert told["checked"]["evidence-signed"] == 2
    assert told["checked"]["trust"] == 1
    assert not any("no electronic signatures" in note for note in told["notes"])


def test_a_signature_placed_by_a_checkpoint_outlives_its_key(pack: Path) -> None:
    assert prove(pack, today="2030-01-01")[0] == 0


def test_without_a_place_it_dies_with_its_key(tmp_path: Path) -> None:
    made = packed(signed(tmp_path / "r"), tmp_path / "p.zip", today=DAY)
    assert prove(made, today=DAY)[0] == 0
    code, told = prove(made, today="2027-06-01")
    assert code == 1
    assert "signature-time" in kinds(told)


def other(path: str, namespace: str, name: str = "rector") -> Callable[[Path], bytes]:
    return lambda folder: key(name).sign((folder / ROOT / path).read_bytes(), namespace)


SIGNATURE = f"{ROOT}{RECORD}.p-001.sig"
# where -> bytes put there, and what is found
WRONG: dict[str, tuple[str, Callable[[Path], bytes], str]] = {
    "of another record": (SIGNATURE, other(CHECK, "sapat-approve"), "signature-bad"),
    "for another meaning": (SIGNATURE, other(RECORD, "sapat-check"), "signature-meaning"),
    "of Git": (SIGNATURE, other(RECORD, "git"), "signature-meaning"),
    "by a key nobody knows": (SIGNATURE, other(RECORD, "sapat-approve", "stranger"), "signature-key"),
    "by another person's key": (SIGNATURE, other(RECORD, "sapat-approve", "lawyer"), "signature-person"),
    "no signature at all": (SIGNATURE, lambda _: b"signed, the rector\n", "signature-form"),
    "of a file that is not there": (f"{ROOT}{RECORD}.yaml.p-001.sig", lambda _: b"x", "signature-alone"),
    "by one who did not answer": (
        f"{ROOT}{AGREE}.p-001.sig",
        other(AGREE, "sapat-check"),
        "signature-role",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_signature_that_does_not_count_is_named_for_what_it_is(what: str, folder: Path) -> None:
    path, make, kind = WRONG[what]
    (folder / path).write_bytes(make(folder))
    relist(folder)
    code, told = prove(folder, today=DAY)
    assert (code, kind in kinds(told)) == (1, True), told["problems"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"{ROOT}{TRUST}/1.yaml.p-001.sig", "trust-signed"),
        (f"{ROOT}{TRUST}/1.sha256", "trust-list"),
        (f"{ROOT}{CHECK}.p-003.sig", "evidence-unsigned"),
        (f"{ROOT}registers/people/keys/p-003-1.yaml", "signature-key"),
        (SIGNATURE, "checkpoint-lost"),
    ],
)
def test_a_signature_or_a_key_that_is_gone_is_found(folder: Path, path: str, kind: str) -> None:
    (folder / path).unlink()
    relist(folder)
    code, told = prove(folder, today=DAY)
    assert (code, kind in kinds(told)) == (1, True), told["problems"]


def test_a_key_added_to_the_people_proves_nothing_since_no_root_vouches_for_it(folder: Path) -> None:
    mine = key("forger")
    path = folder / ROOT / "registers/people/keys/p-001-9.yaml"
    path.write_text(f'schema: key/1\nperson: p-001\nkey: "{mine.public}"\nsince: 2026-01-01\nuntil: 2026-12-31\n')
    (folder / SIGNATURE).write_bytes(mine.sign((folder / ROOT / RECORD).read_bytes(), "sapat-approve"))
    relist(folder)
    found = kinds(prove(folder, today=DAY)[1])
    assert {"key-untrusted", "trust-state"} <= found


def test_a_revoked_key_counts_where_a_checkpoint_placed_it_before(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    checkpoint(root, "2026-03-20")
    done(root, "amend", "keys/p-001-1", "--kind", "event", "--set", "revoked=2026-04-10", "--why", "Ачкыч уурдалды",
         today="2026-04-11")  # fmt: skip
    vouch(root, roles=("lawyer", "qa-head"), today="2026-04-11")
    save(root, day="2026-04-11")
    made = packed(root, tmp_path / "p.zip", today="2026-04-12")
    assert prove(made, today="2026-04-12")[0] == 0
    folder = unpacked(made, tmp_path / "p")
    (folder / ROOT / f"{AGREE}.p-001.sig").write_bytes(other(AGREE, "sapat-check")(folder))
    relist(folder)
    assert "signature-revoked" in kinds(prove(folder, today="2026-04-12")[1])


def test_a_rotated_key_and_a_signature_given_again_are_followed(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    checkpoint(root, "2026-03-20")
    enter_key(root, "rector", key("rector-2027"), "p-001-2", since="2026-12-01", until="2027-12-31", today="2026-12-01")
    vouch(root, today="2026-12-01")
    save(root, day="2026-12-01")
    checkpoint(root, "2026-12-02")
    made = packed(root, tmp_path / "p.zip", today="2027-05-01")
    code, told = prove(made, today="2027-05-01")
    assert (code, told["problems"]) == (0, [])
    assert told["checked"]["trust"] == 2


def test_a_record_that_awaits_its_signature_is_in_the_pack_and_not_in_force(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    (root / f"{RECORD}.p-001.sig").unlink()
    save(root, day=SEALED)
    made = packed(root, tmp_path / "p.zip", today=DAY)
    code, told = prove(made, today=DAY)
    assert (code, told["problems"]) == (0, [])
    assert any("awaits signatures (0 of 1)" in note for note in told["notes"])
    assert "in-force" not in told["checked"] or told["checked"]["in-force"] == 0


def test_the_day_of_the_pack_never_makes_a_dead_key_alive(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    made = packed(root, tmp_path / "p.zip", "--as-of", "2026-03-20", today="2027-06-01", code=1)
    code, told = prove(made, today="2027-06-01")
    assert code == 1
    assert kinds(told) >= {"signature-time"}
    assert "register-differs" not in kinds(told)
    assert "register-extra" not in kinds(told)


def test_without_ssh_keygen_it_says_what_was_not_examined_and_never_ok(folder: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    command = [sys.executable, "-IS", str(folder / "verify.py"), "--lang", "en", "--today", DAY]
    done_ = subprocess.run(command, env={"PATH": str(bare)}, capture_output=True, text=True, check=False)
    assert done_.returncode == 2
    assert "the signatures were not examined" in done_.stdout
    assert "NOT EXAMINED IN FULL" in done_.stdout
    assert shutil.which("ssh-keygen")


def test_a_signature_over_the_shorter_hash_counts_here_as_it_does_in_the_repository(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    made = key("rector").sign((root / RECORD).read_bytes(), "sapat-approve", "-O", "hashalg=sha256")
    (root / f"{RECORD}.p-001.sig").write_bytes(made)
    save(root, "Signed again", day=SEALED)
    code, told = prove(packed(root, tmp_path / "p.zip", today=DAY), today=DAY)
    assert (code, told["problems"]) == (0, [])
    assert told["checked"]["in-force"] == 1
