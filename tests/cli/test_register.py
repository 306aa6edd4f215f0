"""`sapat register`: any register as a table, on any day."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.support.repo import digest, repository, sapat, sound, write
from tests.support.timeline import MAIN, answer, commit, timeline


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline(tmp_path_factory.mktemp("register") / "r")


def table(root: Path, *args: str, lang: str = "en", today: str = "2026-07-10") -> list[dict[str, str]]:
    code, out, err = sapat(root, "register", *args, "--format", "csv", lang=lang, today=today)
    assert code == 0, err
    return list(csv.DictReader(io.StringIO(out)))


@pytest.mark.parametrize(
    "name",
    ["changes", "acts", "reviews", "processes", "external", "roles", "persons", "appointments", "units", "bodies", "documents"],
)  # fmt: skip
def test_every_register_is_a_table_in_every_language_and_has_a_schema(root: Path, name: str) -> None:
    heads = {
        sapat(root, "register", name, "--format", "csv", lang=lang)[1].splitlines()[0] for lang in ("ky", "ru", "en")
    }
    assert len(heads) == 3
    assert sapat(root, "register", name, lang="ky")[0] == 0
    assert answer(root, "register", name)["version"] == 1
    code, out, _ = sapat(root, "register", name, "--schema")
    assert code == 0
    assert json.loads(out)["type"] == "object"


def test_an_unknown_register_is_answered_with_the_known_ones(root: Path) -> None:
    code, out, err = sapat(root, "register", "proceses")
    assert (code, out) == (2, "")
    assert "did you mean processes?" in err
    assert "acts, appointments, backups, bodies, changes, checkpoints, distribution, documents, external" in err


def test_the_change_sheet_has_its_columns_and_its_lines_in_order_of_days(root: Path) -> None:
    rows = table(root, "changes", lang="en")
    assert list(rows[0]) == [
        "No.", "Code", "Version (from → to)", "Kind", "Changed sections", "Summary", "Basis", "Analysis", "Made by",
        "Decision", "Date", "Notified", "Signature",
    ]  # fmt: skip
    assert [row["Date"] for row in rows] == sorted(row["Date"] for row in rows)
    change = next(row for row in rows if row["Version (from → to)"] == "1.0 → 1.1")
    assert (change["Code"], change["Kind"], change["Analysis"]) == (MAIN, "Change", "Таасири каралды")
    assert "minutes No. 2-17" in change["Decision"]
    gone = next(row for row in rows if row["Kind"] == "Withdrawal")
    assert (gone["Code"], gone["Version (from → to)"]) == ("ҮМУ-СМС-ДП-2.4", "1.0 → —")


def test_the_change_sheet_of_one_document_numbers_its_own_lines(root: Path) -> None:
    rows = table(root, "changes", "--document", "umu-sms-dp-2.17")
    assert [(row["No."], row["Version (from → to)"]) for row in rows] == [("1", "1.0"), ("2", "1.0 → 1.1")]
    assert [one["to"] for one in answer(root, "register", "changes", "--document", MAIN)["entries"]] == ["1.0", "1.1"]


def test_the_change_sheet_on_another_day_has_the_lines_of_then(root: Path) -> None:
    told = table(root, "changes", "--document", MAIN, "--as-of", "2026-05-31")
    assert [row["Version (from → to)"] for row in told] == ["1.0"]
    first = table(root, "changes", "--document", MAIN, "--at", "HEAD~2", "--as-of", "2026-07-10")
    assert [row["Version (from → to)"] for row in first] == ["1.0"]


def test_addenda_and_checks_without_change_are_lines_of_the_sheet(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    record = "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"
    told = digest((root / record).read_bytes())
    text = (root / record).read_text().split("text: ")[1][:64]
    added = (
        f"schema: addendum/1\nto: {{path: {record}, sha256: {told}}}\nprevious: {told}\nkind: administrative\n"
        "from: 2026-05-01\nset: {owner: lawyer}\nwhy: Түзүм өзгөрдү\nby: {role: qa-head}\n"
        "recorded: 2026-04-20T10:00:00+06:00\n"
    )
    review = (
        f'schema: review/1\nversion: "1.0"\ntext: {text}\nverdict: unchanged\ndate: 2026-06-05\nby: {{role: qa-head}}\n'
    )
    files = {
        "registers/changes/umu-sms-dp-2.17/1.0/a1.yaml": added,
        "registers/reviews/umu-sms-dp-2.17/2026-06-05.yaml": review,
    }
    commit(root, files)
    rows = table(root, "changes", lang="ru")
    assert [(row["Дата внесения"], row["Вид"], row["Содержание"]) for row in rows] == [
        ("2026-03-15", "Введение", "Биринчи текст"),
        ("2026-05-01", "Административное изменение", "Ответственный: lawyer; Түзүм өзгөрдү"),
        ("2026-06-05", "Без изменений", ""),
    ]
    assert len(table(root, "changes", "--as-of", "2026-04-19")) == 1
    reviews = table(root, "reviews", lang="en")
    assert [(row["Code"], row["Outcome"], row["Next review"]) for row in reviews] == [(MAIN, "Unchanged", "2029-06-05")]
    assert table(root, "reviews", "--document", MAIN, lang="en") == reviews
    assert table(root, "reviews", "--as-of", "2026-06-04") == []


def test_processes_name_the_documents_that_serve_them(root: Path) -> None:
    rows = table(root, "processes", lang="en")
    assert list(rows[0]) == ["No.", "Process", "Group", "Process owner", "Documents", "Indicators"]
    assert rows[0]["Documents"].split(", ")[0] == "ҮМУ-СМС-ДП-2.3"
    assert rows[0]["Group"] == "Management"
    assert "ҮМУ-СМС-ДП-2.6" not in table(root, "processes", "--as-of", "2026-07-09")[0]["Documents"]


def test_external_documents_name_who_rests_on_them_and_the_next_look(tmp_path: Path) -> None:
    files = dict(sound())
    files["registers/external/umu-sms-sd-1.yaml"] += "check_months: 6\n"
    files["procedures/umu-sms-dp-2.17.md"] += "\nҚара: [[ҮМУ-СМС-СД-1]]\n"
    root = repository(tmp_path / "r", files)
    row = table(root, "external")[0]
    assert (row["Cited by"], row["Next check"], row["State"]) == (MAIN, "2026-07-05", "In force")
    assert table(root, "external", "--as-of", "2026-01-04") == []


def test_values_are_those_of_the_day_and_what_was_added_is_shown(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    path = "registers/people/roles/lawyer.yaml"
    told = digest((root / path).read_bytes())
    added = (
        f"schema: addendum/1\nto: {{path: {path}, sha256: {told}}}\nprevious: {told}\nkind: event\nfrom: 2026-06-01\n"
        "set: {ended: '2026-06-01', successor: qa-head}\nwhy: Кызмат жоюлду\nby: {role: qa-head}\n"
        "recorded: 2026-05-20T10:00:00+06:00\n"
    )
    write(root, {path.replace(".yaml", ".a1.yaml"): added})
    row = next(one for one in table(root, "roles", "--as-of", "2026-06-01") if one["Id"] == "lawyer")
    assert (row["Unit"], row["Ended"], row["Successor"]) == ("Quality office", "2026-06-01", "qa-head")
    assert "Кызмат жоюлду" in row["Addenda"]
    former = next(one for one in table(root, "roles", "--as-of", "2026-05-31") if one["Id"] == "lawyer")
    assert former["Ended"] == ""
    entry = next(one for one in answer(root, "register", "roles")["entries"] if one["id"] == "lawyer")
    assert entry["values"]["ended"] == "2026-06-01"
    assert entry["addenda"][0]["why"] == "Кызмат жоюлду"


def test_an_institutions_own_register_is_a_table_by_its_own_schema(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "required": ["schema", "what", "date"],
        "additionalProperties": False,
        "x-register": {"title": {"en": "Seals"}, "columns": ["what", "colour", "keeper"], "since": "date"},
        "properties": {
            "schema": {"const": "seals/1"},
            "what": {"type": "string", "x-label": {"en": "What"}},
            "date": {"type": "string", "format": "date"},
            "keeper": {"type": "string", "x-ref": "role", "x-label": {"en": "Keeper"}},
            "colour": {"enum": ["blue", "red"], "x-names": {"blue": {"en": "Blue"}}},
        },
    }
    entry = "schema: seals/1\nwhat: '=1+1'\ndate: 2026-05-01\nkeeper: rector\ncolour: {colour}\n"
    files = dict(sound()) | {
        "registers/seals/schema.json": json.dumps(schema),
        "registers/seals/s-10.yaml": entry.format(colour="blue"),
        "registers/seals/s-9.yaml": entry.format(colour="red"),
    }
    root = repository(tmp_path / "r", files)
    assert table(root, "seals") == [
        {"Id": "s-9", "What": "'=1+1", "colour": "red", "Keeper": "rector"},
        {"Id": "s-10", "What": "'=1+1", "colour": "Blue", "Keeper": "rector"},
    ]
    assert table(root, "seals", "--as-of", "2026-04-30") == []
    assert sapat(root, "register", "seals")[1].startswith("Seals as of ")


def test_the_register_of_documents_is_the_list(root: Path) -> None:
    assert answer(root, "register", "documents", "--as-of", "2026-04-01") == answer(
        root, "list", "--as-of", "2026-04-01"
    )


def test_only_registers_kept_by_document_can_be_asked_for_one(root: Path) -> None:
    assert sapat(root, "register", "acts", "--document", MAIN)[0] == 2
    assert sapat(root, "register", "changes", "--document", "ҮМУ-СМС-ДП-9")[0] == 2
