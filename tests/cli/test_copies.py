"""`sapat copies`: from the day a numbered copy is handed out to the day it comes back."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.pdf.paper import SITE, needs_poppler, text_of
from tests.support.repo import SETTINGS, digest, git, repository, sapat, sound, write
from tests.unit.test_rules_copies import CODE, FIRST, second

pytest.importorskip("typst")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose document has two copies out."""
    root = repository(tmp_path_factory.mktemp("copies") / "r", {**sound(), "sapat.toml": SITE + SETTINGS})
    code, out, err = sapat(
        root, "copies", "issue", CODE, "--to", "bbsb", "--to", "bbsb", "-o", str(root.parent), "--commit"
    )
    assert code == 0, out + err
    return root


def listed(root: Path, *args: str, today: str = "2026-04-01") -> list[tuple[int, str, bool]]:
    code, out, err = sapat(root, "copies", "list", *args, "--format", "json", today=today)
    assert code == 0, err
    rows: list[dict[str, Any]] = json.loads(out)["copies"]
    return [(one["number"], one["state"], one["recall"]) for one in rows]


def clone(issued: Path, tmp_path: Path) -> Path:
    git(issued, "clone", "-q", str(issued), str(tmp_path / "c"))
    return tmp_path / "c"


@needs_poppler
def test_each_copy_says_its_number_and_holder_on_every_page(issued: Path, tmp_path: Path) -> None:
    (pack,) = issued.parent.glob("*.zip")
    with zipfile.ZipFile(pack) as held:
        held.extractall(tmp_path)
        manifest = json.loads(held.read("manifest.json"))
    assert [(one["number"], one["holder"]) for one in manifest["copies"]] == [(1, "bbsb"), (2, "bbsb")]
    for one in manifest["copies"]:
        pdf = tmp_path / one["path"]
        pages = [page for page in text_of(pdf).split("\f") if page.strip()]
        assert all(f"нуска № {one['number']} — Сапат бөлүмү" in " ".join(page.split()) for page in pages)
        assert "эсепке алынбаган" not in text_of(pdf)
        entry = (issued / f"registers/distribution/umu-sms-dp-2.17-{one['number']}.yaml").read_text()
        assert digest(pdf.read_bytes()) in entry


def test_a_copy_that_came_back_is_closed_once_and_numbers_are_never_given_again(issued: Path, tmp_path: Path) -> None:
    root = clone(issued, tmp_path)
    assert listed(root) == [(1, "issued", False), (2, "issued", False)]
    assert sapat(root, "copies", "return", CODE, "2")[0] == 0
    assert listed(root) == [(1, "issued", False)]
    assert listed(root, "--all") == [(1, "issued", False), (2, "returned", False)]
    code, _, err = sapat(root, "copies", "return", CODE, "2", lang="en")
    assert (code, "No. 2 is closed" in err) == (2, True)
    assert sapat(root, "copies", "return", CODE, "1", "--state", "lost")[0] == 2
    assert sapat(root, "copies", "return", CODE, "1", "--state", "lost", "--why", "Өрттө күйдү")[0] == 0
    code, out, err = sapat(root, "copies", "issue", CODE, "--to", "bbsb", "-o", str(tmp_path))
    assert code == 0, out + err
    assert listed(root) == [(3, "issued", False)]
    assert sapat(root, "check", "--rule", "SAP7")[0] == 0


def test_a_new_version_calls_back_the_copies_of_the_former_one(issued: Path, tmp_path: Path) -> None:
    root = clone(issued, tmp_path)
    git(root, "switch", "-qc", "next")
    write(root, second())
    git(root, "add", "-A")
    git(root, "commit", "-qm", "1.1")
    assert listed(root, today="2026-03-24") == [(1, "issued", False), (2, "issued", False)]
    assert listed(root) == [(1, "issued", True), (2, "issued", True)]
    _, out, _ = sapat(root, "due", "--format", "json")
    assert [one["due"] for one in json.loads(out)["items"] if one["what"] == "recall"] == ["2026-03-25"]
    _, told, _ = sapat(root, "check", "--base", "main", "--format", "markdown", lang="en")
    assert "Numbered copies to recall: № 1 — Quality office; № 2 — Quality office" in told
    code, out, err = sapat(root, "build", "-o", str(tmp_path / "site"))
    assert code == 0, out + err
    assert (tmp_path / "site/registers/copies.html").read_text().count("Кайтарылсын") == 2
    assert sapat(root, "copies", "return", CODE, "1", "2")[0] == 0
    assert [one for one in listed(root, "--all") if one[2]] == []


def test_what_cannot_be_handed_out_is_refused_and_nothing_is_written(issued: Path, tmp_path: Path) -> None:
    root = clone(issued, tmp_path)
    for args, words in (
        (("--to", "nowhere"), "there is no unit 'nowhere'"),
        (("--to", "bbsb", "--version", "7.0"), "no text to hand out"),
    ):
        code, _, err = sapat(root, "copies", "issue", CODE, *args, "-o", str(tmp_path / "out"), lang="en")
        assert (code, words in err) == (2, True), err
    assert git(root, "status", "--porcelain") == ""
    assert not (tmp_path / "out").exists()


def test_a_copy_is_printed_again_as_it_was(issued: Path, tmp_path: Path) -> None:
    code, out, err = sapat(issued, "copies", "print", CODE, "2", "-o", str(tmp_path))
    assert code == 0, err
    with zipfile.ZipFile(out.strip()) as held:
        data = held.read("umu-sms-dp-2.17_v1.0_copy-002.pdf")
    assert digest(data) in (issued / FIRST.replace("-1.yaml", "-2.yaml")).read_text()


def test_a_numbered_copy_is_known_by_verify_and_a_changed_one_is_not(issued: Path, tmp_path: Path) -> None:
    (pack,) = issued.parent.glob("*.zip")
    with zipfile.ZipFile(pack) as held:
        data = held.read("umu-sms-dp-2.17_v1.0_copy-002.pdf")
    for name, body, wanted in (("a.pdf", data, (0, "numbered")), ("b.pdf", data + b"\n% x\n", (1, "attachment"))):
        (tmp_path / name).write_bytes(body)
        code, out, err = sapat(issued, "verify", str(tmp_path / name), "--format", "json", today="2026-04-01")
        told = json.loads(out)
        assert (code, told["how"]) == wanted, out + err


def test_what_cannot_come_back_is_refused_and_nothing_is_written(issued: Path, tmp_path: Path) -> None:
    root = clone(issued, tmp_path)
    for args, words in (
        (("return", CODE, "9"), "has no copy No. 9"),
        (("return", CODE, "1", "9"), "has no copy No. 9"),
        (("print", CODE, "9", "-o", str(tmp_path / "out")), "has no copy No. 9"),
        (("return", "ҮМУ-СМС-ДП-9.99", "1"), "ҮМУ-СМС-ДП-9.99"),
    ):
        code, _, err = sapat(root, "copies", *args, lang="en")
        assert (code, words in err) == (2, True), err
    assert git(root, "status", "--porcelain") == ""
    assert not (tmp_path / "out").exists()


def test_two_clones_that_give_the_same_number_meet_in_a_conflict(issued: Path, tmp_path: Path) -> None:
    one = clone(issued, tmp_path)
    git(issued, "clone", "-q", str(issued), str(tmp_path / "d"))
    other = tmp_path / "d"
    for root, day in ((one, "2026-04-01"), (other, "2026-04-02")):
        args = ("--issued", day, "-o", str(root.parent / day), "--commit")
        code, out, err = sapat(root, "copies", "issue", CODE, "--to", "bbsb", *args, today=day)
        assert code == 0, out + err
    git(one, "fetch", "-q", str(other))
    git(one, "merge", "-q", "FETCH_HEAD", check=False)
    assert "AA registers/distribution/umu-sms-dp-2.17-3.yaml" in git(one, "status", "--porcelain")
    git(one, "merge", "--abort")
    mine = (one / "registers/distribution/umu-sms-dp-2.17-3.yaml").read_text()
    (one / "registers/distribution/umu-sms-dp-2.17-4.yaml").write_text(mine)  # kept under another name, its number not
    code, out, _ = sapat(one, "check", "--rule", "SAP781", lang="en")
    assert code == 1
    assert "by its document and number it is umu-sms-dp-2.17-3" in out


def test_of_a_withdrawn_document_no_copy_is_handed_out_and_those_out_are_called_back(
    issued: Path, tmp_path: Path
) -> None:
    from tests.support.verbs import add_acts, agree, done, save

    root = clone(issued, tmp_path)
    done(root, "withdraw", CODE, "--summary", "Башка документке кошулду", "--basis", "Кароо")
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-10")
    save(root)
    code, _, err = sapat(root, "copies", "issue", CODE, "--to", "bbsb", "-o", str(tmp_path / "out"), lang="en", today="2026-04-11")  # fmt: skip
    assert (code, "no text to hand out" in err) == (2, True), err
    assert listed(root, today="2026-04-11") == [(1, "issued", True), (2, "issued", True)]
