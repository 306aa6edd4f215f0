"""Every way to make a signature count that should not, against the signed demonstration: each refused by its own name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from sapat.read.repository import find_repository
from sapat.read.stock import cross_check
from tests.support.keys import SSH_KEYGEN, hardware, key
from tests.support.repo import findings, git
from tests.support.signed import (
    AGREE,
    CHECK,
    DOSSIER,
    RECORD,
    SEALED,
    TRUST,
    checkpoint,
    enter_key,
    holder,
    listed,
    sign,
    signed,
    vouch,
)
from tests.support.verbs import done, edit, save

pytestmark = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")
TODAY = "2026-03-20"
SIG = f"{RECORD}.p-001.sig"


def resign(root: Path, path: str, who: str, namespace: str, *, person: str = "", own: str = "") -> None:
    """A signature written past our verb, as an attacker writes it."""
    armored = (key(own) if own else holder(who)).sign((root / path).read_bytes(), namespace)
    (root / f"{path}.{person or 'p-001'}.sig").write_bytes(armored)


def flip(root: Path) -> None:
    whole = root / SIG
    lines = whole.read_text().splitlines()
    lines[4] = lines[4][:10] + ("A" if lines[4][10] != "A" else "B") + lines[4][11:]
    whole.write_text("\n".join(lines) + "\n")


def expired(root: Path) -> None:
    enter_key(root, "rector", key("rector-old"), "p-001-old", since="2025-01-01", until="2025-12-31", today=SEALED)
    vouch(root, today=SEALED)
    resign(root, RECORD, "", "sapat-approve", own="rector-old")


def early(root: Path) -> None:
    enter_key(root, "rector", key("rector-new"), "p-001-new", since="2026-06-01", until="2027-12-31", today=SEALED)
    vouch(root, today=SEALED)
    resign(root, RECORD, "", "sapat-approve", own="rector-new")


def unvouched(root: Path) -> None:
    """Whoever may write files adds a key of his own for the rector: no root person vouches for it."""
    enter_key(root, "rector", key("attacker"), "p-001-9", today=SEALED)
    resign(root, RECORD, "", "sapat-approve", own="attacker")


def revoked(root: Path) -> None:
    done(
        root,
        "amend",
        "keys/p-001-1",
        "--kind",
        "event",
        "--set",
        "revoked=2026-03-09",
        "--why",
        "Уурдалган",
        today=SEALED,
    )
    sign(root, f"{TRUST}/1.yaml", "register", "qa-head", today=SEALED)
    vouch(root, roles=("qa-head", "lawyer"), today=SEALED)


def shared(root: Path) -> None:
    (root / "registers/people/keys/p-003-2.yaml").write_text(
        f"schema: key/1\nperson: p-003\nkey: {holder('rector').public}\nsince: 2026-01-01\nuntil: 2026-12-31\n"
    )
    vouch_by_hand(root)


def vouch_by_hand(root: Path) -> None:
    """A second statement about the register as it is, signed by two roots, written past our verbs."""
    import hashlib

    paths = sorted(p.relative_to(root).as_posix() for p in (root / "registers/people").rglob("*") if p.is_file())
    lines = "".join(
        f"{hashlib.sha256((root / p).read_bytes()).hexdigest()}  {p}\n" for p in paths if not p.startswith(TRUST + "/")
    )
    former = hashlib.sha256((root / TRUST / "1.yaml").read_bytes()).hexdigest()
    (root / TRUST / "2.sha256").write_text(lines)
    (root / TRUST / "2.yaml").write_text(
        "schema: trust/1\nnumber: 2\nkind: change\nroots: [p-001, p-002, p-004]\nthreshold: 2\n"
        f"state: {hashlib.sha256(lines.encode()).hexdigest()}\nprevious: {former}\n"
        f"recorded: {SEALED}T10:00:00+06:00\nby: {{role: qa-head}}\n"
    )
    for role, person in (("qa-head", "p-002"), ("lawyer", "p-004")):
        resign(root, f"{TRUST}/2.yaml", role, "sapat-register", person=person)


def hand_over(root: Path) -> None:
    """The lawyer signs as himself where the rector is asked."""
    (root / SIG).unlink()
    resign(root, RECORD, "lawyer", "sapat-approve", person="p-004")


def weak(root: Path) -> None:
    armored = key("weak", "rsa", "2048").sign((root / RECORD).read_bytes(), "sapat-approve")
    (root / SIG).write_bytes(armored)


def token(root: Path) -> None:
    """A hardware key that nobody entered."""
    _, armored = hardware("sapat-approve", (root / RECORD).read_bytes())
    (root / SIG).write_bytes(armored)


def git_signature(root: Path) -> None:
    """A real signature of a real commit, taken out of Git: the rector pushed something once."""
    for name, value in (("gpg.format", "ssh"), ("user.signingKey", str(holder("rector").path))):
        git(root, "config", name, value)
    git(root, "commit", "-q", "--allow-empty", "-S", "-m", "Signed commit", day=f"{SEALED}T15:00:00+06:00")
    raw = git(root, "cat-file", "commit", "HEAD")
    lines = raw[raw.index("-----BEGIN") : raw.index("-----END SSH SIGNATURE-----") + 27].splitlines()
    (root / SIG).write_text("".join(line.strip() + "\n" for line in lines).replace("----------", "-----"))


def later_text(root: Path) -> None:
    """A fact changed after it was signed."""
    edit(root, CHECK, "meaning: check", "remarks: Макул\nmeaning: check")


def from_another_version(root: Path) -> None:
    """The rector's signature of an act, put beside a record of the same name."""
    sign(root, "registers/acts/order-2.yaml", "register", "rector", today=SEALED)
    shutil.copy(root / "registers/acts/order-2.yaml.p-001.sig", root / "registers/acts/council-2.yaml.p-001.sig")


@dataclass(frozen=True)
class Attack:
    """What is done to the finished demonstration, and the words in which it is refused."""

    name: str
    do: Callable[[Path], object]
    rule: str
    path: str
    says: str
    counts: bool = False  # whether the record still counts: other signatures were attacked

    def __str__(self) -> str:
        return self.name


def moved(source: str, to: str) -> Callable[[Path], object]:
    return lambda root: shutil.copy(root / source, root / to)


ATTACKS = (
    Attack("a flipped byte", flip, "SAP321", SIG, "not of these bytes"),
    Attack("cut short", lambda root: (root / SIG).write_bytes((root / SIG).read_bytes()[:150]), "SAP320", SIG, "damaged or cut"),
    Attack("no signature at all", lambda root: (root / SIG).write_text("approved\n"), "SAP320", SIG, "damaged or cut"),
    Attack("a signature of a commit", git_signature, "SAP322", SIG, "an ordinary Git signature"),
    Attack("made for another meaning", lambda root: resign(root, RECORD, "rector", "sapat-check"), "SAP322", SIG, "was made for 'sapat-check'"),
    Attack("an answer signed as an approval", lambda root: resign(root, CHECK, "qa-specialist", "sapat-approve", person="p-003"), "SAP322", f"{CHECK}.p-003.sig", "needed here is: sapat-check", counts=True),
    Attack("moved from another answer", moved(f"{AGREE}.p-004.sig", f"{CHECK}.p-003.sig"), "SAP321", f"{CHECK}.p-003.sig", f"was made for {AGREE} and moved here", counts=True),
    Attack("moved from another act", from_another_version, "SAP321", "registers/acts/council-2.yaml.p-001.sig", "was made for registers/acts/order-2.yaml", counts=True),
    Attack("the fact changed after signing", later_text, "SAP321", f"{CHECK}.p-003.sig", "changed after signing", counts=True),
    Attack("a key that nobody entered", lambda root: resign(root, RECORD, "", "sapat-approve", own="attacker"), "SAP323", SIG, "is nobody's"),
    Attack("a hardware key that nobody entered", token, "SAP323", SIG, "is nobody's"),
    Attack("another person's key", lambda root: resign(root, RECORD, "lawyer", "sapat-approve"), "SAP324", SIG, "named for p-001, but the key is that of p-004"),
    Attack("a key entered for two persons", shared, "SAP324", SIG, "entered for several persons"),
    Attack("a key that had ended", expired, "SAP325", SIG, "the key ended on 2025-12-31"),
    Attack("a key that had not begun", early, "SAP325", SIG, "valid only from 2026-06-01"),
    Attack("a revoked key", revoked, "SAP326", SIG, "revoked from 2026-03-09"),
    Attack("a person without the role", hand_over, "SAP327", f"{RECORD}.p-004.sig", "did not hold the role asked for: rector"),
    Attack("a weak key", weak, "SAP328", SIG, "RSA 2048"),
    Attack("a key no root person vouches for", unvouched, "SAP329", SIG, "no valid trust statement vouches"),
    Attack("a signature of nothing", moved(SIG, f"{DOSSIER}/order.yaml.p-001.sig"), "SAP330", f"{DOSSIER}/order.yaml.p-001.sig", "does not stand beside it", counts=True),
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_each_attack_on_a_signature_is_refused_by_its_own_name(attack: Attack, tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    attack.do(root)
    found = [one for one in findings(root, "SAP32", "SAP330", today=TODAY) if one["severity"] == "error"]
    mine = [one for one in found if one["path"] == attack.path]
    assert [one["rule"] for one in mine] == [attack.rule], found
    assert attack.says in mine[0]["message"]
    assert listed(root, TODAY)["status"] == ("in-force" if attack.counts else "agreement")
    at = find_repository(root).load(today=date.fromisoformat(TODAY)).snapshot
    again = cross_check(at)
    assert again.disagreements == (), again


def test_the_whole_demonstration_is_taken_by_stock_ssh_keygen_too(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    checkpoint(root, "2026-03-20")
    for today in ("2026-03-20", "2028-01-01"):
        at = find_repository(root).load(today=date.fromisoformat(today)).snapshot
        again = cross_check(at)
        assert (again.compared, again.beyond, again.disagreements) == (5, 0, ())


def test_a_signature_added_later_to_an_old_record_is_judged_by_its_own_place(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    (root / SIG).rename(root / "kept")
    save(root, day=SEALED)
    checkpoint(root, "2026-03-20")  # the record is placed here, the signature is not
    (root / "kept").rename(root / SIG)
    assert "SAP325" in {one["rule"] for one in findings(root, "SAP32", today="2027-02-01")}
    assert listed(root, "2027-02-01")["status"] == "agreement"


def test_a_signature_changed_after_its_checkpoint_has_no_place(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    checkpoint(root, "2026-03-20")
    assert listed(root, "2027-02-01")["status"] == "in-force"
    resign(
        root, RECORD, "rector", "sapat-approve"
    )  # of the same key, which has ended: Ed25519 signs the same bytes alike
    assert listed(root, "2027-02-01")["status"] == "in-force"
    whole = root / SIG
    whole.write_bytes(whole.read_bytes().replace(b"SIGNATURE-----\n", b"SIGNATURE-----\n", 1))
    enter_key(root, "rector", key("rector-old"), "p-001-old", since="2025-01-01", until="2025-12-31", today=SEALED)
    vouch(root, today=SEALED)
    resign(root, RECORD, "", "sapat-approve", own="rector-old")
    assert listed(root, "2027-02-01")["status"] == "agreement"


# The people register


def rollback(root: Path) -> None:
    """An older state with valid signatures put back: the second statement and the key it brought are gone."""
    enter_key(root, "rector", key("rector-2"), "p-001-2", today=SEALED)
    vouch(root, today=SEALED)
    save(root, "Second statement", day=SEALED)
    git(root, "branch", "theirs")
    git(root, "rm", "-q", "registers/people/keys/p-001-2.yaml", "-r", f"{TRUST}/2.yaml", f"{TRUST}/2.sha256",
        f"{TRUST}/2.yaml.p-001.sig", f"{TRUST}/2.yaml.p-004.sig")  # fmt: skip
    save(root, "Put back", day=SEALED)


def test_an_older_state_of_the_people_register_put_back_is_refused_against_the_main_line(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    rollback(root)
    assert [one for one in findings(root, "SAP74", "SAP75", today=TODAY) if one["severity"] == "error"] == []
    found = {one["rule"]: one["message"] for one in findings(root, today=TODAY, base="theirs")}
    assert "statement 2" in found["SAP750"]
    assert "an earlier state of the people register was put back" in found["SAP750"]


def test_an_older_state_put_back_contradicts_the_checkpoint_that_knew_the_newer_one(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    enter_key(root, "rector", key("rector-2"), "p-001-2", today=SEALED)
    vouch(root, today=SEALED)
    save(root, day=SEALED)
    checkpoint(root, "2026-03-20")
    for one in (
        "keys/p-001-2.yaml",
        "trust/2.yaml",
        "trust/2.sha256",
        "trust/2.yaml.p-001.sig",
        "trust/2.yaml.p-004.sig",
    ):
        (root / "registers/people" / one).unlink()
    lost = {one["path"] for one in findings(root, "SAP92", today=TODAY) if one["severity"] == "error"}
    assert any("trust/2" in path or "checkpoints" in path for path in lost)


@pytest.mark.parametrize("file", ["keys/p-002-1.yaml", "appointments/rector-1.yaml", "persons/p-003.yaml"])
def test_the_people_register_changes_only_with_a_statement(file: str, tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    whole = root / "registers/people" / file
    kept = whole.read_text()
    whole.write_text(kept + "note: x\n" if "keys" in file else kept.replace("2020-01-01", "2020-01-02"))
    assert {"SAP749"} <= {one["rule"] for one in findings(root, "SAP749", today=TODAY)}
    whole.unlink()
    said = [one["message"] for one in findings(root, "SAP749", today=TODAY)]
    assert any(f"registers/people/{file}, which statement 1 vouches for, is gone" in one for one in said)


def test_one_root_person_alone_changes_nothing(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    enter_key(root, "rector", key("attacker"), "p-001-2", today=SEALED)
    vouch(root, roles=("rector",), today=SEALED)
    found = findings(root, "SAP74", today=TODAY)
    said = next(one["message"] for one in found if one["rule"] == "SAP746")
    assert "changed without signatures of 2 of the former root persons (1 valid)" in said


def test_a_key_that_a_statement_brings_cannot_sign_that_statement(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    enter_key(root, "rector", key("attacker"), "p-001-2", today=SEALED)
    enter_key(root, "lawyer", key("attacker-2"), "p-004-2", today=SEALED)
    done(root, "trust", today=SEALED)
    for person, own in (("p-001", "attacker"), ("p-004", "attacker-2")):
        resign(root, f"{TRUST}/2.yaml", "", "sapat-register", person=person, own=own)
    rules = {(one["rule"], one["path"]) for one in findings(root, "SAP32", "SAP74", today=TODAY)}
    assert ("SAP746", f"{TRUST}/2.yaml") in rules
    assert ("SAP329", f"{TRUST}/2.yaml.p-001.sig") in rules
    assert listed(root, TODAY)["status"] == "in-force"  # the register as it was vouched for counts on


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        ("number: 1", "number: 2", "SAP744", "bears number 2, 1 is due"),
        ("previous: first", f"previous: {'0' * 64}", "SAP744", "does not name the bytes"),
        ("kind: roots", "kind: change", "SAP744", "only it, is of kind roots"),
        ("roots: [p-001, p-002, p-004]", "roots: [p-001, p-002]", "SAP745", "at least 3"),
        ("roots: [p-001, p-002, p-004]", "roots: [p-001, p-002, p-002]", "SAP745", "each named once"),
        ("threshold: 2", "threshold: 1", "SAP745", "from 2 to 3"),
        ("threshold: 2", "threshold: 3", "SAP746", "3 of its own root persons, 0 are valid"),
        ("kind: roots", "kind: reset", "SAP747", "is not in the register of acts"),
    ],
)
def test_a_statement_written_wrong_is_not_valid(old: str, new: str, rule: str, says: str, tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    edit(root, f"{TRUST}/1.yaml", old, new)
    assert any(one["rule"] == rule and says in one["message"] for one in findings(root, "SAP74", today=TODAY))
    assert listed(root, TODAY)["status"] == "agreement"  # nobody vouches for any key


def test_a_list_that_is_not_the_one_of_its_statement_vouches_for_nothing(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    whole = root / TRUST / "1.sha256"
    whole.write_text(whole.read_text().replace("p-001-1", "p-001-9"))
    (root / TRUST / "7.sha256").write_text("")
    found = {one["rule"]: one["path"] for one in findings(root, "SAP748", "SAP752", today=TODAY)}
    assert found == {"SAP748": f"{TRUST}/1.yaml", "SAP752": f"{TRUST}/7.sha256"}
    assert listed(root, TODAY)["status"] == "agreement"
