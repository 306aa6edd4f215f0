"""`sapat sign` and `sapat trust`: what they refuse before a key is touched, and what they say comes next."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.keys import SSH_KEYGEN, key
from tests.support.repo import findings, git, sapat
from tests.support.signed import (
    AGREE,
    CHECK,
    CODE,
    PATH,
    RECORD,
    SEALED,
    SIGNED,
    WHO,
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
from tests.support.verbs import done, edit, refused, save, tried

pytestmark = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")
DAY = "2026-03-05"


def path_of(role: str, name: str = "") -> str:
    return str((key(name) if name else holder(role)).path)


@pytest.fixture(scope="module")
def open_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft whose answers are given and not signed; tests that write take a copy."""
    return answered(drafted(rooted(tmp_path_factory.mktemp("open") / "r")), signing=False)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((PATH, "--meaning", "approve"), "is no fact that is signed"),
        (("sapat.toml",), "is no fact that is signed"),
        (("registers/acts/nothing.yaml",), "no such file: registers/acts/nothing.yaml"),
        ((CHECK.replace("qa-", "qo-"),), f"did you mean {CHECK}?"),
        ((f"{CODE}@7.0",), f"{CODE} has no record of a version 7.0"),
        ((RECORD, "--meaning", "approve"), "is not registered yet"),
        ((RECORD,), "it is not said what the signature means"),
        ((CHECK, "--meaning", "agree"), "what fits: check (checked)"),
        ((CHECK, "--meaning", "approve"), "what fits: check (checked)"),
        (("registers/people/keys/p-001-1.yaml", "--meaning", "approve"), "what fits: register (registered)"),
    ],
)
def test_what_is_no_fact_or_not_of_that_meaning_is_not_signed(open_: Path, args: tuple[str, ...], says: str) -> None:
    assert says in refused(open_, "sign", *args, "--key", path_of("qa-specialist"), today=DAY)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--key", "/nowhere/key"), "there is no key file"),
        (("--key", path_of("", "stranger") if SSH_KEYGEN else ""), "these keys are nobody's in the register"),
        (("--key", path_of("lawyer") if SSH_KEYGEN else "", "--person", "p-003"), "but the key is that of p-004"),
        (("--key", path_of("lawyer") if SSH_KEYGEN else ""), "the fact names p-003, and p-004 has signed"),
        (("--key", "agent"), "no SSH agent is running"),
    ],
)
def test_a_key_that_is_nobodys_or_another_persons_signs_nothing(
    open_: Path, args: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    assert says in refused(open_, "sign", CHECK, *args, today=DAY)


def test_a_person_without_the_role_that_day_signs_nothing(tmp_path: Path) -> None:
    root = approved(answered(drafted(rooted(tmp_path / "r"))))
    out = refused(root, "sign", RECORD, "--meaning", "approve", "--key", path_of("lawyer"), today=SEALED)
    assert f"on {SEALED} p-004 did not hold the role asked for: rector" in out
    assert "appointments" in out


def test_an_answer_to_an_earlier_text_is_not_signed(open_: Path, tmp_path: Path) -> None:
    root = tmp_path / "r"
    shutil.copytree(open_, root)
    edit(root, PATH, "Аудит пландалат.", "Аудит жыл сайын пландалат.")
    out = refused(root, "sign", CHECK, "--key", path_of("qa-specialist"), today=DAY)
    assert "it has changed since" in out
    assert "sapat agree … --role qa-specialist --meaning check" in out


def test_the_meaning_of_an_answer_need_not_be_said_and_nobody_signs_twice(open_: Path, tmp_path: Path) -> None:
    root = tmp_path / "r"
    shutil.copytree(open_, root)
    out = done(root, "sign", CHECK, "--key", path_of("qa-specialist"), today=DAY)
    assert "signed by p-003 (checked)" in out
    assert f"sapat approve {CODE}" in out
    assert "p-003 has signed this already" in refused(root, "sign", CHECK, "--key", path_of("qa-specialist"), today=DAY)


def test_a_revoked_key_and_one_that_ended_sign_nothing(tmp_path: Path) -> None:
    root = approved(answered(drafted(rooted(tmp_path / "r"))))
    checkpoint(root, "2026-03-11")  # else the statement that vouches for the keys would die with them
    ended = ("sign", RECORD, "--meaning", "approve", "--key", path_of("rector"))
    assert "the key ended on 2026-12-31" in refused(root, *ended, today="2027-02-01")
    done(root, "amend", "keys/p-001-1", "--kind", "event", "--set", "revoked=2026-03-12", "--why", "Жоголду",
         today="2026-03-12")  # fmt: skip
    assert "revoked from 2026-03-12" in refused(root, *ended, today="2026-03-13")


def test_a_key_that_no_root_person_vouches_for_signs_nothing(tmp_path: Path) -> None:
    root = approved(answered(drafted(rooted(tmp_path / "r"))))
    enter_key(root, "rector", key("rector-2"), "p-001-2", today=SEALED)
    out = refused(root, "sign", RECORD, "--meaning", "approve", "--key", path_of("", "rector-2"), today=SEALED)
    assert "no valid trust statement vouches for the key" in out
    assert "sapat trust" in out


def test_an_appointment_that_no_root_person_vouches_for_yet_is_named(tmp_path: Path) -> None:
    root = approved(answered(drafted(rooted(tmp_path / "r"))))
    add = ("add", "appointments", "--id", "rector-9", "--role", "rector", "--person", "p-004", "--kind", "acting")
    asked = ("sign", RECORD, "--meaning", "approve", "--key", path_of("lawyer"))
    assert "add appointments --id rector-p-004 --role rector --person p-004" in refused(root, *asked, today=SEALED)
    done(root, *add, "--since", "2026-03-01", today=SEALED)
    out = refused(root, *asked, today=SEALED)
    assert "p-004 is appointed (registers/people/appointments/rector-9.yaml), but no valid trust statement" in out


@pytest.fixture
def agent() -> Iterator[dict[str, str]]:
    """A real ssh-agent with two keys."""
    if shutil.which("ssh-agent") is None:
        pytest.skip("no ssh-agent")
    told = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True).stdout
    parts = dict(one.split(";")[0].split("=", 1) for one in told.splitlines() if "=" in one.split(";")[0])
    environ = {**os.environ, **parts}
    for role in ("rector", "lawyer"):
        subprocess.run(["ssh-add", "-q", path_of(role)], env=environ, check=True, capture_output=True)
    yield parts
    subprocess.run(["ssh-agent", "-k"], env=environ, check=True, capture_output=True)


def test_the_agent_signs_with_the_key_of_the_person(
    agent: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = approved(answered(drafted(rooted(tmp_path / "r"))))
    for name, value in agent.items():
        monkeypatch.setenv(name, value)
    assert "keys of several persons: p-001, p-004" in refused(
        root, "sign", RECORD, "--meaning", "approve", today=SEALED
    )
    done(root, "sign", RECORD, "--meaning", "approve", "--person", "p-001", today=SEALED)
    assert listed(root, "2026-03-20")["status"] == "in-force"


def test_an_agent_that_is_silent_or_empty_and_a_key_that_is_open_to_others_are_named(
    open_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(open_, tmp_path / "r"))
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "nobody"))
    said = refused(root, "sign", CHECK, today=DAY)
    assert "the SSH agent does not answer" in said
    assert "--key ~/.ssh/id_ed25519" in said
    own = tmp_path / "own"
    for end in ("", ".pub"):
        shutil.copy(f"{holder('qa-specialist').path}{end}", f"{own}{end}")
    own.chmod(0o644)
    assert f"chmod 600 {own}" in refused(root, "sign", CHECK, "--key", str(own), today=DAY)
    own.chmod(0o600)
    done(root, "sign", CHECK, "--key", str(own), today=DAY)


@pytest.mark.parametrize(("kind", "bits"), [("ed25519", ""), ("ecdsa", "256"), ("ecdsa", "521"), ("rsa", "3072")])
def test_without_ssh_keygen_a_key_file_signs_in_this_process(
    kind: str, bits: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = approved(answered(drafted(rooted(tmp_path / "r"))))
    own = key("rector-here", kind, bits)
    enter_key(root, "rector", own, "p-001-2", today=SEALED)
    vouch(root, today=SEALED)
    with monkeypatch.context() as bare:
        bare.setattr("sapat.write.signer.shutil.which", lambda _: None)
        done(root, "sign", RECORD, "--meaning", "approve", "--key", str(own.path), today=SEALED)
    assert listed(root, "2026-03-20")["status"] == "in-force"
    from datetime import date

    from sapat.read.repository import find_repository
    from sapat.read.stock import cross_check

    assert cross_check(find_repository(root).load(today=date(2026, 3, 20)).snapshot).disagreements == ()


def test_with_posts_a_signature_still_names_a_person_and_the_appointment_says_whose_post_it_was(tmp_path: Path) -> None:
    root = rooted(
        tmp_path / "r", SIGNED.replace('people = "persons"', 'people = "posts"').replace('\nperson = "p-002"', "")
    )
    drafted(root)
    for role, meaning in (("qa-specialist", "check"), ("lawyer", "agree")):
        done(root, "agree", CODE, "--role", role, "--meaning", meaning, "--result", "yes", today=DAY)
        sign(root, CHECK if meaning == "check" else AGREE, meaning, role, today=DAY)
    assert "person" not in (root / CHECK).read_text(encoding="utf-8")
    assert f"{CHECK}.{WHO['qa-specialist']}.sig" in git(root, "status", "--porcelain", "-uall")
    approved(root)
    sign(root, RECORD, "approve", "rector", today=SEALED)
    assert listed(root, "2026-03-20")["status"] == "in-force"


def test_without_the_package_a_repository_with_signatures_is_not_judged(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    shutil.rmtree(root / ".git" / "sapat", ignore_errors=True)
    code = (
        "import sys; sys.modules['cryptography'] = None; sys.modules['cryptography.exceptions'] = None\n"
        "from sapat.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, "--repo", str(root), "--lang", "en", "--today", SEALED, "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert 'pip install "sapat[sign]"' in told.stderr
    assert "Traceback" not in told.stderr


def test_a_warm_check_verifies_nothing_again(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    assert sapat(root, "check", today=SEALED)[0] == 0
    code = (
        "import sys\nfrom sapat.cli import main\ntold = main(sys.argv[1:])\n"
        "assert 'cryptography' not in sys.modules, 'imported'\nsys.exit(told)"
    )
    command = [sys.executable, "-c", code, "--repo", str(root), "--today", SEALED, "check"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


# sapat trust


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "nothing has changed since statement 1"),
        (("--reset",), "--reset and --order go together"),
        (("--order", "order-2"), "--reset and --order go together"),
        (("--reset", "--order", "order-9"), "is not in the register of acts"),
        (("--roots", "p-001,p-002,p-009"), "root persons without a key: p-009"),
        (("--roots", "p-001,p-002"), "at least 3"),
        (("--threshold", "4"), "from 2 to 3"),
    ],
)
def test_a_statement_that_would_not_be_valid_is_not_written(args: tuple[str, ...], says: str, tmp_path: Path) -> None:
    assert says in refused(signed(tmp_path / "r"), "trust", *args, today=SEALED)


def test_a_statement_nobody_signed_yet_is_written_anew_and_one_that_is_signed_stays(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    enter_key(root, "rector", key("rector-2"), "p-001-2", today=SEALED)
    assert "sapat sign registers/people/trust/2.yaml --meaning register" in done(root, "trust", today=SEALED)
    enter_key(root, "lawyer", key("lawyer-2"), "p-004-2", today=SEALED)
    done(root, "trust", "--why", "Ачкычтар жаңырды", today=SEALED)
    assert not (root / "registers/people/trust/3.yaml").exists()
    sign(root, "registers/people/trust/2.yaml", "register", "lawyer", today=SEALED)
    assert "(1/2): it is not changed" in refused(root, "trust", today=SEALED)
    sign(root, "registers/people/trust/2.yaml", "register", "qa-head", today=SEALED)
    save(root, day=SEALED)
    assert [one for one in findings(root, today=SEALED) if one["severity"] == "error"] == []


def test_stock_sha256sum_proves_the_list_of_a_statement(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    told = subprocess.run(["sha256sum", "-c", "--quiet", "registers/people/trust/1.sha256"], cwd=root, check=False)
    assert told.returncode == 0


def test_a_person_who_is_no_root_does_not_sign_a_statement(tmp_path: Path) -> None:
    root = rooted(tmp_path / "r")
    out = refused(root, "sign", "registers/people/trust/1.yaml", "--key", path_of("qa-specialist"), today=DAY)
    assert "p-003 is no root person" in out


def test_registers_of_keys_and_statements_are_tables_like_others(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    assert "p-001" in tried(root, "register", "keys", today=SEALED)[1]
    assert "Root persons" in tried(root, "register", "trust", today=SEALED)[1]
