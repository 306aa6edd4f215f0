"""Odd entries of keys and odd orders: what counts here is what stock ssh-keygen takes from the file we write for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sapat.read.repository import find_repository
from sapat.read.stock import cross_check
from tests.flows.test_signature_attacks import TODAY, resign, vouch_by_hand
from tests.support.keys import SSH_KEYGEN, key
from tests.support.repo import findings
from tests.support.signed import RECORD, SEALED, TRUST, enter_key, holder, listed, sign, signed
from tests.support.verbs import done, refused

pytestmark = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")


def own_key(root: Path, *more: str, **told: str) -> None:
    """Another key of the rector, entered past our verb, vouched for, and the record signed with it."""
    lines = {"person": "p-001", "key": key("odd").public, "since": "2026-01-01", "until": "2026-12-31"} | told
    for name, all_ in (("odd", lines), *((one, lines | {"since": "2025-01-01", "until": "2025-12-31", "revoked": "2025-06-01"}) for one in more)):  # fmt: skip
        text = "".join(f"{field}: {value}\n" for field, value in all_.items())
        (root / f"registers/people/keys/p-001-{name}.yaml").write_text(f"schema: key/1\n{text}", encoding="utf-8")
    vouch_by_hand(root)
    resign(root, RECORD, "", "sapat-approve", own="odd")


def unvouched_addendum(told: str, until: str = "2026-12-31") -> Callable[[Path], None]:
    """An addendum to the key that signed the record, which no root person vouches for."""

    def do(root: Path) -> None:
        own_key(root, until=until)
        done(root, "amend", "keys/p-001-odd", "--kind", "correction", "--set", told, "--why", "x", today=TODAY)

    return do


@pytest.mark.parametrize(
    ("do", "counts"),
    [
        (lambda root: own_key(root, since=TODAY, until=TODAY), True),
        (lambda root: own_key(root, revoked=TODAY), False),
        (lambda root: own_key(root, revoked="2026-03-21"), True),
        (lambda root: own_key(root, since="0001-01-01", until="9999-12-31"), True),
        (lambda root: own_key(root, since="1969-12-31"), True),
        (lambda root: own_key(root, revoked="0001-01-01"), False),
        (lambda root: own_key(root, "before"), False),  # one of its entries is revoked: the key is, whatever the others say
        (lambda root: own_key(root, key=f"{key('odd').public} Бакыт"), False),
        (lambda root: own_key(root, key=f"cert-authority {key('odd').public}"), False),
        (lambda root: own_key(root, key='"' + key("odd").public.replace(" ", "\\t") + '"'), False),
        (lambda root: own_key(root, options="cert-authority"), False),
        (lambda root: own_key(root, person='"*"'), False),
        (unvouched_addendum("until=2026-12-31", until="2026-03-15"), False),
        (unvouched_addendum("until=2026-03-05"), True),
    ],
)  # fmt: skip
def test_an_entry_of_a_key_is_judged_alike_by_stock_ssh_keygen(
    do: Callable[[Path], None], counts: bool, tmp_path: Path
) -> None:
    root = signed(tmp_path / "r")
    do(root)
    assert (listed(root, TODAY)["status"] == "in-force") is counts
    again = cross_check(find_repository(root).load(today=date.fromisoformat(TODAY)).snapshot)
    assert (again.compared, again.beyond, again.disagreements) == (7, 0, ())


def test_a_revoked_entry_that_nobody_vouches_for_stops_the_key_for_ssh_keygen_too(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    told = f"schema: key/1\nperson: p-001\nkey: {holder('rector').public}\nsince: 2025-01-01\nuntil: 2025-12-31\n"
    (root / "registers/people/keys/p-001-z.yaml").write_text(f"{told}revoked: 2025-06-01\n")
    assert {"SAP326", "SAP329"} <= {one["rule"] for one in findings(root, "SAP32", today=TODAY)}
    assert cross_check(find_repository(root).load(today=date.fromisoformat(TODAY)).snapshot).disagreements == ()


def test_the_scan_of_the_order_of_a_reset_is_entered_as_its_finding_says(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    for role in ("rector", "lawyer"):
        enter_key(root, role, key(f"{role}-anew"), f"{'p-001' if role == 'rector' else 'p-004'}-anew", today=SEALED)
    said = refused(root, "trust", "--reset", "--order", "order-2", today=SEALED)
    assert "SAP747" in said
    assert "sapat amend acts/order-2 --kind event --set copy.sha256=" in said
    done(
        root,
        "amend",
        "acts/order-2",
        "--kind",
        "event",
        "--set",
        f"copy.sha256={'a' * 64}",
        "--why",
        "Скан",
        today=SEALED,
    )
    done(root, "trust", "--reset", "--order", "order-2", today=SEALED)
    for role in ("rector", "lawyer"):
        sign(root, f"{TRUST}/2.yaml", "register", role, key(f"{role}-anew"), today=SEALED)
    assert {one["rule"] for one in findings(root, "SAP74", "SAP751", today=TODAY)} == {"SAP751"}
