"""`sapat verify`: the same proof from every full clone, nothing written, and what cannot be seen is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.keys import SSH_KEYGEN
from tests.support.proved import CHECKPOINTS, DOC, TODAY, UNIT, copied, everything, proved, rules, verified
from tests.support.repo import git, repository, sapat, write
from tests.support.signed import AGREE, signed
from tests.support.verbs import edit, epoch

NO_WITNESS = "no witness was given: loss of the newest entries cannot be seen"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return proved(tmp_path_factory.mktemp("proved") / "r")


@pytest.fixture
def root(source: Path, tmp_path: Path) -> Path:
    return copied(source, tmp_path / "r")


def test_a_sound_repository_is_proved_with_its_history(root: Path) -> None:
    told = verified(root, "--history")
    assert (told["version"], told["ok"], told["history"], told["problems"]) == (1, True, True, [])
    seen = told["checked"]
    assert seen["checkpoints"] == 2
    assert seen["dossiers"] == 8
    assert seen["commits"] == 4
    assert seen["found_again"] == 6, "the first text of 2.17 stood before the first checkpoint"
    assert [one for one in told["notes"] if not one.startswith(NO_WITNESS)] == []


def test_the_answer_is_the_same_from_every_full_clone(root: Path, tmp_path: Path) -> None:
    wanted = verified(root)
    for name, how in {"one": (), "two": ("--no-hardlinks",), "bare": ("--bare",), "mirror": ("--mirror",)}.items():
        git(tmp_path, "clone", "-q", *how, f"file://{root}", str(tmp_path / name))
        assert verified(tmp_path / name) == wanted, name
    git(tmp_path / "one", "gc", "-q", "--aggressive", "--prune=now")
    git(tmp_path / "one", "commit-graph", "write", "--reachable")
    assert verified(tmp_path / "one") == wanted
    pack = next((tmp_path / "one" / ".git" / "objects" / "pack").glob("*.pack"))
    loose = repository(tmp_path / "loose", {"x": "x"})
    with pack.open("rb") as packed:
        subprocess.run(["git", "-C", str(loose), "unpack-objects", "-q"], stdin=packed, check=True)
    git(loose, "reset", "-q", "--hard", git(root, "rev-parse", "HEAD").strip())
    assert verified(loose) == wanted


def test_nothing_is_written_anywhere(root: Path, tmp_path: Path) -> None:
    write(root, {DOC: "түзөтүү\n"})
    before = everything(root)
    verified(root)
    assert everything(root) == before
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(root), str(bare))
    before = everything(bare)
    verified(bare)
    assert everything(bare) == before


def test_it_works_where_nothing_may_be_written(root: Path) -> None:
    """Root could write all the same: it must not have."""
    subprocess.run(["chmod", "-R", "a-w", str(root)], check=True)
    before = everything(root)
    try:
        assert verified(root)["ok"]
        assert everything(root) == before
    finally:
        subprocess.run(["chmod", "-R", "u+w", str(root)], check=True)


def test_it_works_on_a_read_only_file_system(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "ro"
    place.mkdir()
    if subprocess.run(
        ["mount", "--bind", "-o", "ro", str(root), str(place)], capture_output=True, check=False
    ).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        assert verified(place)["ok"]
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_an_unpacked_zip_is_proved_by_its_tree_alone(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "zip"
    shutil.copytree(root, place, ignore=shutil.ignore_patterns(".git"))
    told = verified(place)
    assert (told["ok"], told["history"]) == (True, False)
    assert "history not examined: there is no Git here" in told["notes"]
    (place / UNIT).unlink()
    assert rules(verified(place)) == {"SAP923"}


def test_a_shallow_and_a_partial_clone_say_that_history_was_not_examined(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    for name, how in {"shallow": ("--depth", "1"), "partial": ("--filter=blob:none",)}.items():
        git(tmp_path, "clone", "-q", *how, f"file://{root}", str(tmp_path / name))
        told = verified(tmp_path / name)
        assert (told["ok"], told["history"]) == (True, False), (name, told)
        assert any(name in one and "not examined" in one for one in told["notes"]), told["notes"]
        code, _, err = sapat(tmp_path / name, "verify", "--history", today=TODAY)
        assert (code, f"history not examined: the clone is {name}" in err) == (2, True)


def test_without_checkpoint_and_beginning_it_says_what_cannot_be_seen(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    told = verified(root)
    assert (told["ok"], told["history"]) == (True, False)
    assert any("neither a checkpoint nor [history] since" in one for one in told["notes"])
    assert any("there is no checkpoint" in one for one in told["notes"])


def test_a_draft_that_is_not_committed_is_counted_and_not_looked_at(root: Path) -> None:
    write(root, {DOC: "түзөтүү\n", "procedures/new.md": "x\n"})
    told = verified(root)
    assert told["ok"]
    assert "2 files are not committed: they were not looked at" in told["notes"]


def test_a_commit_that_is_not_the_tip_of_the_main_line_is_told(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "side")
    git(root, "commit", "-q", "--allow-empty", "-m", "x", day="2026-07-06T12:00:00+06:00")
    told = verified(root)
    assert told["ok"]
    assert "what was proved is another commit than the tip of the main line 'main'" in told["notes"]


def test_a_main_line_that_parted_from_the_one_it_came_from_is_told(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    git(clone, "commit", "-q", "--allow-empty", "-m", "here")
    assert "parted" not in " ".join(verified(clone)["notes"]), "ahead is no parting"
    git(root, "commit", "-q", "--allow-empty", "-m", "there")
    git(clone, "fetch", "-q")
    told = " ".join(verified(clone)["notes"])
    assert "'main' here and origin/main have parted: 1 commits are here alone, 1 there alone" in told


def test_the_index_of_facts_is_not_believed(root: Path) -> None:
    """Whoever can write the Git folder could plant there what the bytes do not say."""
    import sqlite3

    sapat(root, "check", today=TODAY)
    with sqlite3.connect(root / ".git" / "sapat" / "facts.sqlite") as db:
        db.execute("update facts set body = replace(body, '1/0', '9/9')")
    assert verified(root)["ok"]


def test_every_problem_names_path_document_version_and_cure(root: Path) -> None:
    record = "registers/changes/umu-sms-dp-2.17/1.1/record.yaml"
    text = (root / record).read_text(encoding="utf-8")
    write(root, {record: text.replace("Биринчи текст", "Башка текст")})
    git(root, "commit", "-qam", "x", day="2026-07-06T12:00:00+06:00")
    told = verified(root)
    one = next(one for one in told["problems"] if one["rule"] == "SAP211")
    assert (one["path"], one["document"], one["version"]) == (record, "ҮМУ-СМС-ДП-2.17", "1.1")
    assert record in one["do"]
    assert {"SAP211", "SAP914", "SAP923"} <= rules(told)


# the witness


def kept(root: Path, number: int, place: Path) -> Path:
    return Path(shutil.copy(root / CHECKPOINTS / f"{number}.yaml", place))


def printed(root: Path, number: int) -> str:
    """What `sapat checkpoint` printed, as somebody typed it in again."""
    from hashlib import sha256

    data = (root / CHECKPOINTS / f"{number}.yaml").read_bytes()
    digits = sha256(data).hexdigest()[:32].upper()
    return f"Протокол № 3\n\n  SAPAT checkpoint {number}\n  file:  {digits[:8]} {digits[8:]}\n"


def test_a_witness_that_agrees_leaves_no_doubt(root: Path, tmp_path: Path) -> None:
    told = verified(root, "--witness", str(kept(root, 2, tmp_path / "w.yaml")))
    assert (told["ok"], told["notes"]) == (True, [])
    minutes = write(tmp_path, {"minutes.txt": printed(root, 1)}) / "minutes.txt"
    assert verified(root, "--witness", str(minutes))["ok"]


def test_what_was_cut_off_after_the_witness_is_named(root: Path, tmp_path: Path) -> None:
    minutes = write(tmp_path, {"minutes.txt": printed(root, 2)}) / "minutes.txt"
    git(root, "reset", "-q", "--hard", "HEAD~3")
    assert verified(root)["ok"], "without a witness nothing shows it"
    (one,) = verified(root, "--witness", str(minutes))["problems"]
    assert one["rule"] == "SAP927"
    assert "the last one here is 1 (2026-07-02): the entries after it were cut off" in one["what"]
    git(root, "reset", "-q", "--hard", "HEAD~1")
    (one,) = verified(root, "--witness", str(minutes))["problems"]
    assert "there is none here" in one["what"]


def test_a_history_made_anew_does_not_agree_with_the_witness(root: Path, tmp_path: Path) -> None:
    witness = kept(root, 1, tmp_path / "w.yaml")
    git(root, "reset", "-q", "--hard", "HEAD~4")
    from tests.support.proved import chained

    chained(root, "2026-07-06")
    assert verified(root)["ok"], "a chain made anew is a chain"
    (one,) = verified(root, "--witness", str(witness))["problems"]
    assert "checkpoint 1 is not the one kept outside" in one["what"]


@pytest.mark.parametrize("text", ["", "checkpoint 1\nfile abcd\n", "file " + "a" * 64, "\x00\xff", "schema: unit/1\n"])
def test_what_is_no_witness_is_refused(root: Path, tmp_path: Path, text: str) -> None:
    place = write(tmp_path, {"w.txt": text}) / "w.txt"
    code, out, err = sapat(root, "verify", "--witness", str(place), today=TODAY)
    assert (code, out) == (2, "")
    assert "is no checkpoint" in err


def test_a_file_is_reserved_for_packs_and_pdf(root: Path) -> None:
    code, _, err = sapat(root, "verify", "x.pdf", today=TODAY)
    assert (code, "neither an auditor's pack nor a PDF" in err) == (2, True)


@pytest.mark.parametrize(
    ("lang", "words"), [("ky", "Баары далилденди."), ("ru", "Всё доказано."), ("en", "All is proved.")]
)
def test_people_read_it_in_their_language(root: Path, lang: str, words: str) -> None:
    code, out, _ = sapat(root, "verify", today=TODAY, lang=lang, epoch=epoch(TODAY))
    assert (code, out.splitlines()[-1]) == (0, words)
    write(root, {UNIT: "x"})
    code, out, _ = sapat(root, "verify", today=TODAY, lang=lang, epoch=epoch(TODAY))
    assert (code, f"git checkout HEAD -- {UNIT}" in out) == (1, True)


def test_the_shape_of_the_answer(root: Path) -> None:
    write(root, {UNIT: "x"})
    told = verified(root)
    assert set(told) == {"version", "ok", "history", "checked", "problems", "notes"}
    assert set(told["problems"][0]) == {"rule", "what", "path", "document", "version", "do"}
    assert json.loads(json.dumps(told)) == told


# signatures


@pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")
def test_every_signature_is_proved_and_stock_ssh_keygen_says_the_same(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    told = verified(root, "--with-ssh-keygen")
    assert told["ok"], told["problems"]
    count = len(list(root.rglob("*.sig")))
    assert told["checked"]["signatures"] == count > 4
    assert (
        f"ssh-keygen judges {count} signatures as we do; 0 more it cannot be asked about (role, trust)" in told["notes"]
    )


@pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")
def test_a_signature_of_other_bytes_is_a_problem_of_its_document(tmp_path: Path) -> None:
    root = signed(tmp_path / "r")
    edit(root, AGREE, "date: 2026-03-05", "date: 2026-03-06")
    git(root, "commit", "-qam", "x", day="2026-03-11T12:00:00+06:00")
    told = verified(root)
    one = next(one for one in told["problems"] if one["path"].endswith(".sig"))
    assert one["rule"].startswith("SAP3")
    assert (one["document"], one["version"]) == ("ҮМУ-СМС-ДП-2.18", "1.0")


@pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")
def test_where_ssh_keygen_says_otherwise_it_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = signed(tmp_path / "r")
    other = write(tmp_path / "bin", {"ssh-keygen": "#!/bin/sh\necho 'Could not verify signature.'\nexit 255\n"})
    (other / "ssh-keygen").chmod(0o755)
    monkeypatch.setenv("PATH", f"{other}{os.pathsep}{os.environ['PATH']}")
    told = verified(root, "--with-ssh-keygen")
    assert rules(told) == {"SAP761"}
    assert all("Could not verify signature." in one["what"] for one in told["problems"])
