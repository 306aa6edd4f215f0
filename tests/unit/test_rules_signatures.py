"""SAP320-SAP332 and SAP740-SAP752: keys, evidence, and that no rule of signatures or trust is without its wrong case.

What is done to signatures and statements themselves stands in tests/flows/test_signature_attacks.py: it needs real keys.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Final

import pytest

from sapat.rules import keys, signatures, trust, vouching
from tests.flows import test_signature_attacks as attacks
from tests.support.keys import string
from tests.support.repo import SCAN, SETTINGS, findings, sapat, sound
from tests.support.samples import Files, Sample, judge, made
from tests.support.sealed import first

KEY: Final = "registers/people/keys/p-001-1.yaml"
PERSONS: Final[Files] = {f"registers/people/persons/p-00{n}.yaml": "schema: person/1\n" for n in (1, 2)}


def line(kind: str, *parts: bytes) -> str:
    return f"{kind} {base64.b64encode(string(kind.encode()) + b''.join(map(string, parts))).decode()}"


GOOD: Final = line("ssh-ed25519", b"2" * 32)  # a point of the curve


def entry(key: str = GOOD, person: str = "p-001", since: str = "2026-01-01", until: str = "2026-12-31") -> Files:
    told = f"schema: key/1\nperson: {person}\nkey: {key}\nsince: {since}\nuntil: {until}\n"
    return {**PERSONS, KEY if person == "p-001" else KEY.replace("p-001", person): told}


def own_changed() -> Files:
    """An addendum that would make another key of an entry."""
    from tests.support.repo import digest

    told = str(entry()[KEY])
    sha = digest(told.encode())
    added = (
        f"schema: addendum/1\nto: {{path: {KEY}, sha256: {sha}}}\nprevious: {sha}\nkind: correction\n"
        "set: {person: p-002}\nwhy: Ката\nby: {role: qa-head}\nrecorded: 2026-03-25T10:00:00+06:00\n"
    )
    return {**entry(), KEY.replace(".yaml", ".a1.yaml"): added}


ALSO: Final = ("SAP743",)
SAMPLES = [
    Sample("SAP740", entry("ssh-ed25519 AAAA"), KEY, 3, entry(), "no SSH public key", ALSO),
    Sample("SAP740", entry(f"{GOOD} aida@example.org"), KEY, 3, entry(), "leave out the comment", ALSO),
    Sample("SAP740", entry(f"cert-authority {GOOD}"), KEY, 3, entry(), "options before a key mean nothing", ALSO),
    Sample("SAP740", entry(line("ssh-ed25519", b"1" * 32)), KEY, 3, entry(), "no SSH public key", ALSO),
    Sample("SAP740", entry(line("ssh-ed25519", b"\x01" + bytes(31))), KEY, 3, entry(), "the key has no secret", ALSO),
    Sample("SAP740", entry(line("ssh-dss", b"1")), KEY, 3, entry(), "ssh-dss", ALSO),
    Sample("SAP740", entry(line("ssh-ed25519-cert-v01@openssh.com", b"1")), KEY, 3, entry(), "cert-v01", ALSO),
    Sample("SAP740", entry(line("ssh-rsa", b"\x03", b"\x7f" + b"\xff" * 255)), KEY, 3, entry(), "RSA 2047", ALSO),
    Sample("SAP741", entry() | entry(person="p-002"), KEY, 3, entry(), "entered for p-002 too", ALSO),
    Sample("SAP742", entry(since="2026-05-01", until="2026-04-01"), KEY, 5, entry(), "before it begins", ALSO),
    Sample("SAP742", own_changed(), KEY.replace(".yaml", ".a1.yaml"), 5, entry(), "cannot set 'person'", ALSO),
    Sample("SAP743", entry(), KEY, 1, {}, "nobody vouches"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_wrong_key_is_found_where_it_stands_and_nothing_else_is(sample: Sample, tmp_path: Path) -> None:
    judge(tmp_path, sample, ("SAP0", "SAP32", "SAP33", "SAP7"))


@pytest.mark.parametrize(
    ("path", "old", "says"),
    [
        ("registers/acts/order-1.yaml", f"copy: {{sha256: {SCAN}}}\n", "no scan of the signed act 'order-1'"),
        ("registers/acts/council-1.yaml", f"copy: {{sha256: {SCAN}}}\n", "no scan of the signed act 'council-1'"),
    ],
)
def test_paper_whose_scan_is_unknown_is_told_and_changes_no_status(
    path: str, old: str, says: str, tmp_path: Path
) -> None:
    from tests.support.sealed import tampered

    root = made(tmp_path, tampered(path, old, ""))
    found = findings(root, "SAP332")
    assert [(one["path"], one["severity"]) for one in found] == [(path, "info")]
    assert says in found[0]["message"]
    assert '"status": "in-force"' in sapat(root, "list", "--format", "json")[1]


def test_agreements_on_paper_without_a_scan_are_told_once_for_a_record(tmp_path: Path) -> None:
    from tests.support.repo import agreement, markdown, text_digest

    text = text_digest({"umu-sms-dp-2.17.md": markdown().encode()})
    bare = {
        f"{role}.yaml": agreement(role, meaning, text, "2026-03-02").replace(f"sha256: {SCAN}\n", "")
        for role, meaning in (("qa-specialist", "check"), ("lawyer", "agree"))
    }
    found = findings(made(tmp_path, first(agreements=bare)), "SAP332")
    assert [one["message"] for one in found] == [
        "no scans of agreements on paper are registered: lawyer, qa-specialist"
    ]


def test_every_rule_of_signatures_and_trust_is_broken_somewhere() -> None:
    """By a sample here, or by an attack on the signed demonstration that names its id."""
    told = Path(attacks.__file__).read_text(encoding="utf-8")
    flows = Path(attacks.__file__).with_name("test_signed.py").read_text(encoding="utf-8")
    broken = {one.rule for one in SAMPLES} | set(re.findall(r"SAP[0-9]{3}", told + flows)) | {"SAP332"}
    rules = {rule.id for part in (signatures, keys, trust, vouching) for rule in part.RULES}
    assert rules - broken == set()


@pytest.mark.parametrize(
    "told",
    [
        'evidence = "signed"',
        'evidence = "paper"\nsigned_by = {roles = ["rector"], threshold = 1}',
        'evidence = "signed"\nsigned_by = {roles = [], threshold = 1}',
        'evidence = "signed"\nsigned_by = {roles = ["rector"], threshold = 0}',
    ],
)
def test_signed_evidence_and_who_signs_are_stated_together(told: str, tmp_path: Path) -> None:
    root = made(tmp_path, {"sapat.toml": SETTINGS.replace('evidence = "paper"', told, 1)})
    code, _, err = sapat(root, "check")
    assert code == 2
    assert "signed_by" in err


def test_a_route_names_signers_that_the_register_knows(tmp_path: Path) -> None:
    signed = 'evidence = "signed"\nsigned_by = {roles = ["provost"], threshold = 1}'
    found = findings(made(tmp_path, {"sapat.toml": SETTINGS.replace('evidence = "paper"', signed, 1)}), "SAP302")
    assert any("provost" in one["message"] for one in found)


def test_a_repository_without_keys_needs_no_cryptography(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cryptography", None)
    assert sapat(made(tmp_path, {}), "check")[0] == 0
    assert sound()
