"""A pack that somebody altered: each way is found, by the right words, also when the lists were made anew to fit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.packs import kinds, packed, prove, relist, unpacked
from tests.support.repo import digest, sapat
from tests.support.timeline import commit, timeline

SLUG = "umu-sms-dp-2.17"
CHANGES = "repository/registers/changes"
FIRST = f"{CHANGES}/{SLUG}/1.0"
SECOND = f"{CHANGES}/{SLUG}/1.1"
CHECKPOINTS = "repository/registers/checkpoints"


def with_checkpoints(root: Path) -> Path:
    """The timeline with an addendum, two checkpoints after its second and third commits."""
    timeline(root)
    record = root / f"registers/changes/{SLUG}/1.1/record.yaml"
    told = digest(record.read_bytes())
    path = f"registers/changes/{SLUG}/1.1/a1.yaml"
    for number, moment in ((1, 1_781_500_000), (2, 1_782_500_000)):
        code, out, complaint = sapat(root, "checkpoint", "--commit", today="2026-07-01", epoch=moment)
        assert code == 0, out + complaint
        if number == 1:
            commit(root, {path: (
                f"schema: addendum/1\nto: {{path: registers/changes/{SLUG}/1.1/record.yaml, sha256: {told}}}\nprevious: {told}\n"
                "kind: administrative\nfrom: 2026-06-20\nset: {owner: qa-head}\nwhy: Милдеттер\nby: {role: qa-head}\n"
                "recorded: 2026-06-20T10:00:00+06:00\n"
            )}, day="2026-06-20T14:00:00+06:00")  # fmt: skip
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_checkpoints(tmp_path_factory.mktemp("tampering") / "r")


@pytest.fixture(scope="module")
def sound(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sound")
    return unpacked(packed(root, place / "p.zip"), place / "p")


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    place = tmp_path / "p"
    shutil.copytree(sound, place)
    return place


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return made


def drop(*paths: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        for path in paths:
            whole = folder / path
            shutil.rmtree(whole) if whole.is_dir() else whole.unlink()

    return made


def swap(one: str, other: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
        assert first != second
        (folder / one).write_bytes(second)
        (folder / other).write_bytes(first)

    return made


def copy(one: str, other: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        if (folder / one).is_dir():
            shutil.copytree(folder / one, folder / other)
        else:
            shutil.copy(folder / one, folder / other)

    return made


def moved(one: str, other: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        (folder / one).rename(folder / other)

    return made


def resealed(folder: Path, record: str = f"{FIRST}/record.yaml") -> None:
    """The first version with another text, its seal made anew: consistent in itself."""
    path = folder / f"{Path(record).parent}/copy/{SLUG}.md"
    former = digest(path.read_bytes())
    old_text = next(row[8:] for row in (folder / record).read_text().splitlines() if row.startswith("  text: "))
    path.write_text(path.read_text().replace("көзөмөлдөйт", "көзөмөлдөбөйт"))
    fresh = digest(path.read_bytes())
    new_text = sha256(f"{fresh}  {SLUG}.md\n".encode()).hexdigest()
    told = (folder / record).read_text().replace(former, fresh).replace(old_text, new_text)
    for answer in sorted((folder / Path(record).parent / "agreements").iterdir()):
        before = digest(answer.read_bytes())
        answer.write_text(answer.read_text().replace(old_text, new_text))
        told = told.replace(before, digest(answer.read_bytes()))
    (folder / record).write_text(told)


def resealed_whole(folder: Path) -> None:
    """The same, and every later record of the chain too: only the checkpoints know better."""
    before = digest((folder / f"{FIRST}/record.yaml").read_bytes())
    resealed(folder)
    path = folder / f"{SECOND}/record.yaml"
    path.write_text(path.read_text().replace(before, digest((folder / f"{FIRST}/record.yaml").read_bytes())))


def facts_resealed(folder: Path) -> None:
    """The facts changed with their digest: a day earlier in force."""
    path = folder / f"{SECOND}/record.yaml"
    data = path.read_bytes().replace(b"effective: 2026-06-01", b"effective: 2026-05-26")
    facts = data[: data.index(b"\nseal:") + 1]
    old = data.partition(b"  facts: ")[2][:64]
    path.write_bytes(data.replace(old, sha256(facts).hexdigest().encode()))


# what is done to the facts -> what is found although manifest and list were made anew
FACTS: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a text": (change(f"{SECOND}/copy/{SLUG}.md", "Жаңы текст", "Башка текст"), {"copy-changed"}),
    "the facts of a record": (change(f"{SECOND}/record.yaml", "ИСО 9001", "ИСО 9002"), {"seal-facts"}),
    "the effective day": (change(f"{SECOND}/record.yaml", "effective: 2026-06-01", "effective: 2026-05-30"), {"seal-facts"}),
    "the digest of the text": (change(f"{SECOND}/record.yaml", "  text: ", "  text: 0"), {"text-digest"}),
    "a line behind the seal": (lambda p: (p / f"{SECOND}/record.yaml").open("a").write("note: x\n") and None, {"seal-last"}),
    "an agreement": (change(f"{SECOND}/agreements/lawyer.yaml", "date: ", "date:  "), {"agreement-changed"}),
    "an agreement's answer": (change(f"{SECOND}/agreements/lawyer.yaml", "result: yes", "result: no"), {"agreement-no"}),
    "an agreement dropped": (drop(f"{SECOND}/agreements/lawyer.yaml"), {"agreement-missing"}),
    "an act": (change("repository/registers/acts/order-2-17.yaml", "2026-05-25", "2026-05-24"), {"act-changed"}),
    "an act dropped": (drop("repository/registers/acts/order-2-17.yaml"), {"act-missing"}),
    "an act that names others": (change("repository/registers/acts/order-2-17.yaml", "ДП-2.17", "ДП-2.10"), {"act-item"}),
    "two texts swapped": (swap(f"{FIRST}/copy/{SLUG}.md", f"{SECOND}/copy/{SLUG}.md"), {"copy-changed", "front-version"}),
    "two records swapped": (swap(f"{FIRST}/record.yaml", f"{SECOND}/record.yaml"), {"version-folder", "chain-first"}),
    "a middle version dropped": (drop(FIRST), {"chain-first", "checkpoint-lost"}),
    "the newest version dropped": (drop(SECOND), {"checkpoint-lost", "register-differs"}),
    "a document dropped": (drop(f"{CHANGES}/umu-sms-dp-2.10"), {"checkpoint-lost", "register-extra"}),
    "a record dropped": (drop(f"{SECOND}/record.yaml"), {"record-none"}),
    "a version added twice": (copy(SECOND, f"{CHANGES}/{SLUG}/1.2"), {"version-folder", "chain-broken"}),
    "a version under another number": (moved(SECOND, f"{CHANGES}/{SLUG}/1.2"), {"version-folder"}),
    "a document under another name": (
        moved(f"{CHANGES}/umu-sms-dp-2.10", f"{CHANGES}/umu-sms-dp-2.11"),
        {"slug-folder", "checkpoint-lost"},
    ),
    "a version sealed anew": (resealed, {"chain-broken", "checkpoint-changed"}),
    "a whole chain sealed anew": (resealed_whole, {"checkpoint-changed"}),
    "facts with their digest": (facts_resealed, {"checkpoint-changed"}),
    "an addendum": (change(f"{SECOND}/a1.yaml", "owner: qa-head", "owner: rector"), {"checkpoint-changed"}),
    "an addendum of another record": (copy(f"{SECOND}/a1.yaml", f"{FIRST}/a1.yaml"), {"addendum-to"}),
    "an addendum's number": (moved(f"{SECOND}/a1.yaml", f"{SECOND}/a2.yaml"), {"addendum-chain"}),
    "a register entry": (change("repository/registers/units/bbsb.yaml", "ББСБ", "БББ"), {"checkpoint-changed"}),
    "a checkpoint dropped": (drop(f"{CHECKPOINTS}/1.yaml"), {"checkpoint-gap", "checkpoint-chain"}),
    "a checkpoint's list": (change(f"{CHECKPOINTS}/1.sha256", "record", "recorb"), {"checkpoint-list"}),
    "a checkpoint's day": (change(f"{CHECKPOINTS}/1.yaml", "made: 2026", "made: 2025"), {"checkpoint-chain"}),
    "a fact that cannot be read": (change(f"{SECOND}/record.yaml", "kind: change", "kind: &x change"), {"unreadable"}),
    "a file among the facts": (copy("index.html", f"{SECOND}/notes.html"), {"stray"}),
    "a file in the control copy": (copy("index.html", f"{SECOND}/copy/more.html"), {"copy-extra"}),
    "the register": (change("registers/documents.json", '"version": "1.1"', '"version": "1.0"'), {"register-differs"}),
    "the table": (change("registers/documents.csv", ",1.1", ",1.0"), {"table-differs"}),
    "the day of the register": (change("registers/documents.json", "2026-07-10", "2026-05-20"), {"manifest-differs"}),
    "what the pack is about": (change("manifest.json", '"about": []', '"about": [{"slug": "x"}]'), {"about-missing"}),
    "the settings": (drop("repository/sapat.toml"), {"route-none"}),
    "a checkpoint of a number nobody counts to": (moved(f"{CHECKPOINTS}/2.yaml", f"{CHECKPOINTS}/99999999999999999999.yaml"), {"checkpoint-gap"}),
    "a trust statement of such a number": (copy(f"{CHECKPOINTS}/2.yaml", "repository/registers/people/trust/999999999.yaml"), {"trust-chain"}),
    "a trust statement of another number": (copy(f"{CHECKPOINTS}/2.yaml", "repository/registers/people/trust/01.yaml"), {"stray"}),
    "a program beside verify.py": (copy("verify.py", "argparse.py"), {"stray"}),
    "a program among the facts": (copy("verify.py", "repository/setup.py"), {"stray"}),
    "a repository within": (copy("SHA256SUMS", ".git/config"), {"stray"}),
    "a page of another kind": (copy("index.html", "documents/index.js"), {"stray"}),
}  # fmt: skip


@pytest.mark.parametrize("what", FACTS)
def test_facts_that_were_altered_are_found_although_the_lists_were_made_to_fit(what: str, folder: Path) -> None:
    alter, expected = FACTS[what]
    alter(folder)
    relist(folder)
    code, told = prove(folder)
    assert code == 1
    assert expected <= kinds(told), told["problems"]
    assert all(one["what"] and one["do"] for one in told["problems"])


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a page edited": (change("index.html", "ҮМУ", "УМУ"), "file-changed"),
    "a file added": (copy("index.html", "more.html"), "file-extra"),
    "a file dropped": (drop("registers/acts.csv"), "file-missing"),
    "a file renamed": (moved("registers/acts.csv", "registers/akts.csv"), "file-extra"),
    "the manifest edited": (change("manifest.json", "2026-07-10", "2026-07-11"), "file-changed"),
    "the list edited": (change("SHA256SUMS", "  index.html", "  indeks.html"), "file-missing"),
    "the list gone": (drop("SHA256SUMS"), "list-none"),
    "a line of the list twice": (lambda p: (p / "SHA256SUMS").open("a").write("0" * 64 + "  index.html\n") and None, "list-line"),
    "verify.py edited": (change("verify.py", "return 1", "return 0"), "file-changed"),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_files_that_were_altered_are_found_by_the_list(what: str, folder: Path) -> None:
    alter, expected = FILES[what]
    alter(folder)
    code, told = prove(folder)
    assert code == 1
    assert expected in kinds(told), told["problems"]


def test_the_sound_pack_has_no_problem_and_says_what_it_cannot_prove(sound: Path) -> None:
    code, told = prove(sound)
    assert (code, told["problems"], told["ok"]) == (0, [], True)
    assert told["checked"]["checkpoints"] == 2
    assert told["checked"]["listed"] > 50
    for words in ("No outside witness was given", "is only named here", "It cannot prove itself", "HTML pages are for"):
        assert any(words in note for note in told["notes"]), words


def test_the_newest_checkpoint_cut_off_is_seen_by_a_witness_alone(root: Path, folder: Path, tmp_path: Path) -> None:
    drop(f"{CHECKPOINTS}/2.yaml", f"{CHECKPOINTS}/2.sha256", f"{SECOND}/a1.yaml")(folder)
    path = folder / "registers/documents.json"
    told = json.loads(path.read_text())
    relist(folder)
    assert told["as_of"] == "2026-07-10"
    code, answer = prove(folder)
    assert code == 0, "without a witness nobody can see this, and the answer says so"
    assert any("No outside witness" in note for note in answer["notes"])
    kept = root / "registers/checkpoints/2.yaml"
    code, answer = prove(folder, "--witness", str(kept))
    assert (code, kinds(answer)) == (1, {"witness-missing"})
    printed = tmp_path / "minutes.txt"
    half = digest(kept.read_bytes())[:32]
    printed.write_text(f"  sapat checkpoint 2\n  made 2026\n  file   {half[:4]} {half[4:]}\n")
    assert kinds(prove(folder, "--witness", str(printed))[1]) == {"witness-missing"}


def test_a_witness_that_stands_in_the_pack_proves_it_up_to_there(root: Path, sound: Path, tmp_path: Path) -> None:
    code, told = prove(sound, "--witness", str(root / "registers/checkpoints/2.yaml"))
    assert (code, told["problems"]) == (0, [])
    assert any("nothing before it was lost" in note for note in told["notes"])
    other = tmp_path / "2.yaml"
    other.write_text((root / "registers/checkpoints/2.yaml").read_text().replace("number: 2", "number: 2 "))
    assert kinds(prove(sound, "--witness", str(other))[1]) == {"witness-differs"}
    other.write_text("nothing")
    assert kinds(prove(sound, "--witness", str(other))[1]) == {"witness-unreadable"}


def test_a_page_and_its_lists_made_anew_are_found_by_the_digest_that_was_told(folder: Path) -> None:
    first = digest((folder / "SHA256SUMS").read_bytes())
    assert prove(folder, "--sums", first)[0] == 0
    change("index.html", "Model University", "Other University")(folder)
    relist(folder)
    assert prove(folder)[0] == 0, "pages are for reading: this is said, and the digest shows it"
    assert kinds(prove(folder, "--sums", first)[1]) == {"sums-differ"}


def test_another_verify_py_is_named_with_both_digests(folder: Path) -> None:
    (folder / "verify.py").write_text("print('SOUND')\n")
    relist(folder)
    _, told = prove(folder)
    assert any("another one" in note and digest(b"print('SOUND')\n") in note for note in told["notes"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_a_byte_altered_anywhere_is_found(sound: Path, seed: int) -> None:
    random = Random(seed)
    paths = sorted(path for path in sound.rglob("*") if path.is_file())
    path = random.choice(paths)
    data = path.read_bytes()
    at = random.randrange(len(data))
    path.write_bytes(data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :])
    try:
        code, told = prove(sound)
    finally:
        path.write_bytes(data)
    assert code == 1, f"{path} at {at}"
    assert told["problems"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_a_byte_of_a_fact_known_to_a_checkpoint_is_found_although_the_lists_fit(sound: Path, seed: int) -> None:
    random = Random(seed)
    listed = [row[66:] for n in (1, 2) for row in (sound / f"{CHECKPOINTS}/{n}.sha256").read_text().splitlines()]
    path = sound / "repository" / random.choice(listed)
    kept = {name: (sound / name).read_bytes() for name in ("manifest.json", "SHA256SUMS")}
    data = path.read_bytes()
    at = random.randrange(len(data))
    path.write_bytes(data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :])
    relist(sound)
    try:
        code, told = prove(sound)
    finally:
        path.write_bytes(data)
        for name, held in kept.items():
            (sound / name).write_bytes(held)
    assert code == 1, f"{path} at {at}"
    assert kinds(told) & {"checkpoint-changed", "checkpoint-lost"}


def test_a_file_beside_it_is_no_library_of_verify_py(folder: Path) -> None:
    """Also where somebody runs it without -I: a pack could say of itself whatever it likes."""
    for name in ("argparse", "zipfile", "re", "hashlib"):
        (folder / f"{name}.py").write_text("print('SOUND'); raise SystemExit(0)\n")
    for command in (["verify.py"], ["./verify.py"], [str(folder / "verify.py"), str(folder)]):
        done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stdout
        assert "SOUND" not in done.stdout
        assert "argparse.py" in done.stdout
