"""`sapat revise`: the next version opened, completed, dropped, or begun from a former text."""

from __future__ import annotations

from pathlib import Path

from tests.support.repo import git, repository
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, edit, errors, refused, save

PATH = f"procedures/{SLUG}.md"
FOLDER = f"registers/changes/{SLUG}"
FACTS = ("--summary", "Эмне өзгөрдү", "--basis", "Негизи", "--analysis", "Таасири аз")


def _read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def _second(tmp_path: Path) -> Path:
    """A repository whose document has versions 1.0 and 1.1."""
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, *FACTS)
    edit(root, PATH, "Бул процедура", "Ушул процедура")
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-01")
    save(root)
    return root


def test_the_next_change_is_opened_by_one_line_in_the_text(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    before = _read(root, PATH)
    done(root, "revise", CODE, "--summary", "a: b")
    assert _read(root, PATH) == before.replace('version: "1.0"', 'version: "1.1"')
    assert _read(root, f"{FOLDER}/1.1/record.yaml") == (
        f'schema: change/1\ndocument: {CODE}\nversion: "1.1"\nkind: change\nsummary: "a: b"\n'
    )
    assert errors(root) == []


def test_an_edition_is_the_next_whole_number(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, "--edition", "--whole-text-reviewed")
    assert 'version: "2.0"' in _read(root, PATH)
    assert "kind: new-edition\nwhole_text_reviewed: true\n" in _read(root, f"{FOLDER}/2.0/record.yaml")


def test_run_again_it_completes_the_open_record_and_keeps_comments(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, "--summary", "Бир")
    record = root / FOLDER / "1.1/record.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "# эскертүү\n", encoding="utf-8")
    done(root, "revise", CODE, "--summary", "Эки", "--actions", "А", "--actions", "Б: в", "--kind", "addition")
    assert record.read_text(encoding="utf-8") == (
        f'schema: change/1\ndocument: {CODE}\nversion: "1.1"\nkind: addition\nsummary: Эки\n'
        'actions: [А, "Б: в"]\n# эскертүү\n'
    )
    assert "Nothing changed" in done(root, "revise", CODE, "--summary", "Эки")
    assert "open already" in refused(root, "revise", CODE, "--edition")


def test_dropping_an_untouched_revision_leaves_no_trace(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, "--summary", "Бир")
    agree(root, CODE)
    done(root, "revise", CODE, "--drop")
    assert git(root, "status", "--porcelain") == ""
    assert not (root / FOLDER / "1.1").exists()


def test_dropping_keeps_an_edited_text_unless_told_to_restore(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE)
    edit(root, PATH, "Бул процедура", "Ушул процедура")
    way_out = f"sapat revise {CODE} --drop --restore 1.0"
    assert way_out in refused(root, "revise", CODE, "--drop")
    assert way_out in refused(root, "revise", CODE, "--restore", "1.0")
    assert "Ушул процедура" in _read(root, PATH)
    done(root, "revise", CODE, "--drop", "--restore", "1.0")
    assert git(root, "status", "--porcelain") == ""


def test_a_former_text_comes_back_as_the_next_version(tmp_path: Path) -> None:
    root = _second(tmp_path)
    done(root, "revise", CODE, "--restore", "1.0", *FACTS)
    text = _read(root, PATH)
    assert "Бул процедура" in text
    assert 'version: "1.2"' in text
    assert errors(root) == []
    assert "one of: 1.0, 1.1" in refused(_second(tmp_path / "b"), "revise", CODE, "--restore", "9.9")


def test_the_administrative_values_of_the_day_are_written_into_the_new_text(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "amend", CODE, "--kind", "administrative", "--set", "owner=lawyer", "--set", "users=[all, deans]",
         "--why", "Кайра бөлүштүрүү")  # fmt: skip
    assert "owner: qa-head" in _read(root, PATH)
    done(root, "revise", CODE)
    assert "owner: lawyer\n" in _read(root, PATH)
    assert "users: [all, deans]\n" in _read(root, PATH)


def test_a_text_without_any_record_gets_its_first_one(tmp_path: Path) -> None:
    from tests.support.repo import markdown, sound

    other = "ҮМУ-СМС-ДП-2.18"
    files = sound() | {"procedures/umu-sms-dp-2.18.md": markdown(other)}
    root = repository(tmp_path / "r", files)
    done(root, "revise", other, "--summary", "Биринчи")
    assert "kind: introduction" in _read(root, "registers/changes/umu-sms-dp-2.18/1.0/record.yaml")
    assert errors(root) == []
    assert "git rm" in refused(root, "revise", other, "--drop")
    (root / "procedures/umu-sms-dp-2.18.md").unlink()
    done(root, "revise", other, "--drop")
    assert not (root / "registers/changes/umu-sms-dp-2.18").exists()


def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert "did you mean" in refused(root, "revise", "ҮМУ-СМС-ДП-2.71")
    assert "not of kind" in refused(root, "revise", CODE, "--kind", "introduction")
    assert "effective" in refused(root, "revise", CODE, "--effective", "20.11.2026")
    assert "No such option" in refused(root, "revise", CODE, "--sumary", "x")
    assert "no record" in refused(root, "revise", CODE, "--drop")


def test_dropping_takes_no_other_field_which_it_would_lose(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE)
    assert "no other field" in refused(root, "revise", CODE, "--drop", "--summary", "Бир")
    assert (root / FOLDER / "1.1" / "record.yaml").is_file()
