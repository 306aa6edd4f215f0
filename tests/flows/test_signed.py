"""The signed demonstration: from root persons to a document in force, and what happens to keys in the years after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.keys import SSH_KEYGEN, key
from tests.support.repo import findings, git
from tests.support.signed import (
    CODE,
    RECORD,
    SEALED,
    answered,
    approved,
    checkpoint,
    drafted,
    enter_key,
    holder,
    listed,
    rooted,
    sign,
    signed,
    vouch,
)
from tests.support.verbs import done, errors, refused, save, tried

pytestmark = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")


def told(root: Path, today: str, *rules: str) -> dict[str, list[str]]:
    """Rule -> its messages, errors and warnings of signatures and people."""
    found: dict[str, list[str]] = {}
    for one in findings(root, *(rules or ("SAP32", "SAP33", "SAP74", "SAP75")), today=today):
        if one["severity"] != "info":
            found.setdefault(one["rule"], []).append(one["message"])
    return found


def test_a_text_is_in_force_once_all_whom_the_route_asks_have_signed(tmp_path: Path) -> None:
    root = answered(drafted(rooted(tmp_path / "r")))
    assert listed(root, "2026-03-05")["status"] == "agreement"
    approved(root)
    assert errors(root, SEALED) == []
    assert list(told(root, SEALED)) == ["SAP331"]
    assert listed(root, "2026-03-20")["status"] == "agreement"
    assert listed(root, "2026-03-20")["version"] is None
    out = sign(root, RECORD, "approve", "rector", today=SEALED)
    assert "signed by p-001 (approved)" in out
    save(root, day=SEALED)
    assert errors(root, SEALED) == []
    assert told(root, SEALED) == {}
    assert listed(root, "2026-03-12")["status"] == "approved"
    assert listed(root, "2026-03-15")["status"] == "in-force"
    _, out, _ = tried(root, "history", CODE, "--format", "json", today="2026-03-20")
    assert [one["evidence"] for one in json.loads(out)["versions"]] == ["signed"]
    _, out, _ = tried(root, "show", CODE, "--format", "json", today="2026-03-20")
    assert '"evidence": "signed"' in out


def test_an_answer_without_a_signature_does_not_count(tmp_path: Path) -> None:
    root = answered(drafted(rooted(tmp_path / "r")), signing=False)
    assert listed(root, "2026-03-05")["status"] == "draft"
    acts = ("--decision", "council-2", "--order", "order-2", "--effective", "2026-03-15")
    from tests.support.verbs import add_acts

    add_acts(root, CODE, day=SEALED)
    out = refused(root, "approve", CODE, *acts, today=SEALED)
    assert "the check bears no valid signature: qa-specialist" in out
    assert "the agreement bears no valid signature: lawyer" in out


def test_a_key_is_rotated_and_what_it_signed_before_stands(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    checkpoint(root, "2026-03-20")
    fresh = key("rector-2027")
    enter_key(root, "rector", fresh, "p-001-2", since="2026-12-01", until="2027-12-31", today="2026-12-01")
    assert [*told(root, "2026-12-01")] == ["SAP749"]  # entered, and not vouched for yet
    vouch(root, today="2026-12-01")
    save(root, day="2026-12-01")
    checkpoint(root, "2026-12-02")
    assert errors(root, "2026-12-02") == []
    assert (
        listed(root, "2027-05-01")["status"] == "in-force"
    )  # the old key ended with 2026, its signature is placed in March
    assert told(root, "2027-05-01") == {}


def test_without_a_checkpoint_a_signature_dies_with_its_key_and_the_finding_says_so(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    assert listed(root, "2026-12-31")["status"] == "in-force"
    assert listed(root, "2027-01-01")["status"] == "agreement"
    said = told(root, "2027-01-01", "SAP325")["SAP325"]
    assert any("nothing shows the signature before 2027-01-01, and the key ended on 2026-12-31" in one for one in said)


def test_a_revoked_key_stops_what_is_not_placed_before_and_nothing_else(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    checkpoint(root, "2026-03-20")
    done(root, "amend", "keys/p-001-1", "--kind", "event", "--set", "revoked=2026-04-10", "--why", "Ачкыч уурдалды",
         today="2026-04-11")  # fmt: skip
    assert listed(root, "2026-04-11")["status"] == "in-force"
    vouch(root, roles=("lawyer", "qa-head"), today="2026-04-11")
    save(root, day="2026-04-11")
    assert errors(root, "2026-04-11") == []
    assert "revoked from 2026-04-10" in refused(
        root, "sign", "registers/acts/order-2.yaml", "--key", str(holder("rector").path), today="2026-04-12"
    )


def test_a_revocation_before_the_place_of_a_signature_takes_its_force(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    done(root, "amend", "keys/p-001-1", "--kind", "event", "--set", "revoked=2026-03-09", "--why", "Ачкыч уурдалган экен",
         today="2026-04-11")  # fmt: skip
    assert {"SAP326", "SAP746"} <= set(told(root, "2026-04-11"))  # it had signed the first statement too
    assert "let another root person sign" in refused(root, "trust", today="2026-04-11")
    sign(root, "registers/people/trust/1.yaml", "register", "qa-head", today="2026-04-11")
    vouch(root, roles=("lawyer", "qa-head"), today="2026-04-11")
    assert listed(root, "2026-04-11")["status"] == "agreement"
    assert "SAP326" in told(root, "2026-04-11")


def test_with_two_roots_lost_trust_begins_anew_on_the_rectors_order_and_that_is_shown_for_ever(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    checkpoint(root, "2026-03-20")
    today = "2026-05-04"
    for role in ("lawyer", "qa-head"):
        enter_key(root, role, key(f"{role}-new"), f"{role}-2", today=today)
    done(root, "trust", today=today)
    assert "SAP746" in told(root, today)  # one root cannot change anything
    assert "(1/2)" in sign(root, "registers/people/trust/2.yaml", "register", "rector", today=today)
    assert "SAP746" in told(root, today)
    reset = ("trust", "--reset", "--order", "order-trust", "--roots", "p-001,p-002,p-004")
    assert "order-trust" in refused(root, *reset, today=today)
    done(root, "add", "acts", "--id", "order-trust", "--kind", "order", "--number", "7", "--date", today, "--result",
         "approved", "--signed-by", "rector", "--copy.sha256", "ab" * 32, "--copy.place", "Архив", "--set", "items.1=[]",
         today=today)  # fmt: skip
    done(root, *reset, today=today)
    for role in ("lawyer", "qa-head"):
        sign(root, "registers/people/trust/3.yaml", "register", role, key(f"{role}-new"), today=today)
    save(root, day=today)
    assert errors(root, today) == []
    assert told(root, today) == {}
    said = [one["message"] for one in findings(root, "SAP751", today=today)]
    assert "statement 3 began trust anew by the order 'order-trust'" in said[0]
    assert listed(root, today)["status"] == "in-force"
    assert [one["message"] for one in findings(root, "SAP751", today="2026-11-01")] == said
    assert "statement 3 began trust anew" in tried(root, "verify", today=today)[1]


def test_one_person_with_two_keys_counts_once(tmp_path: Path) -> None:
    from tests.support.signed import SIGNED

    two = SIGNED.replace('roles = ["rector"], threshold = 1', 'roles = ["rector", "qa-head"], threshold = 2')
    root = approved(answered(drafted(rooted(tmp_path / "r", two))))
    sign(root, RECORD, "approve", "rector", today=SEALED)
    enter_key(root, "rector", key("rector-second"), "p-001-2", today=SEALED)
    vouch(root, today=SEALED)
    armored = key("rector-second").sign((root / RECORD).read_bytes(), "sapat-approve")
    (root / f"{RECORD}.p-001.R2.sig").write_bytes(armored)
    save(root, day=SEALED)
    assert errors(root, SEALED) == []
    assert listed(root, "2026-03-20")["status"] == "agreement"
    assert "bears 1 of 2 valid signatures" in told(root, SEALED)["SAP331"][0]
    sign(root, RECORD, "approve", "qa-head", today=SEALED)
    assert listed(root, "2026-03-20")["status"] == "in-force"


def test_the_signature_and_its_fact_are_committed_together(tmp_path: Path) -> None:
    root = approved(answered(drafted(rooted(tmp_path / "r"))))
    out = done(root, "sign", f"{CODE}@1.0", "--meaning", "approve", "--key", str(holder("rector").path), "--commit",
               today=SEALED)  # fmt: skip
    assert "Commit" in out
    assert git(root, "show", "--name-only", "--format=", "HEAD").split() == [f"{RECORD}.p-001.sig"]
