"""`sapat withdraw`: the record that ends a document."""

from __future__ import annotations

from pathlib import Path

from tests.support.repo import repository
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, errors, refused, save

WHY = ("--summary", "Башка документке кошулду", "--basis", "Кароо")


def test_a_withdrawal_takes_the_next_number_has_no_files_and_is_final(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    before = (root / f"procedures/{SLUG}.md").read_bytes()
    done(root, "withdraw", CODE, *WHY)
    assert (root / f"registers/changes/{SLUG}/1.1/record.yaml").read_text(encoding="utf-8") == (
        f'schema: change/1\ndocument: {CODE}\nversion: "1.1"\nkind: withdrawal\n'
        "summary: Башка документке кошулду\nbasis: Кароо\n"
    )
    assert errors(root) == []
    agree(root, CODE)
    out = done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-10")
    assert "loses force on 2026-04-10" in out
    assert "  files: []\n" in (root / f"registers/changes/{SLUG}/1.1/record.yaml").read_text(encoding="utf-8")
    assert (root / f"procedures/{SLUG}.md").read_bytes() == before
    save(root)
    assert errors(root) == []
    assert "withdrawn already" in refused(root, "withdraw", CODE)
    assert "is final" in refused(root, "revise", CODE)


def test_an_open_revision_comes_first(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE)
    assert "--drop" in refused(root, "withdraw", CODE, *WHY)


def test_dropping_an_open_withdrawal_leaves_no_trace(tmp_path: Path) -> None:
    from tests.support.repo import git

    root = repository(tmp_path / "r")
    done(root, "withdraw", CODE)
    done(root, "revise", CODE, "--drop")
    assert git(root, "status", "--porcelain") == ""


def test_what_was_never_registered_is_not_withdrawn(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "new", "ДП", "--title", "А", "--owner", "qa-head")
    done(root, "revise", "ҮМУ-СМС-ДП-2.18", "--summary", "x")
    assert "is open" in refused(root, "withdraw", "ҮМУ-СМС-ДП-2.18")
