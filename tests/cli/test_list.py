"""`sapat list`: the document register on any day, from any state of a repository."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.support.repo import digest, git, repository, sapat, sound
from tests.support.timeline import MAIN, answer, commit, listed, procedure, timeline

KEYS = [
    "code", "slug", "title", "type", "level", "version", "status", "owner", "unit", "decision", "order", "effective",
    "expires", "last_review", "next_review", "path", "also", "original", "evidence",
]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline(tmp_path_factory.mktemp("list") / "r")


def statuses(root: Path, *args: str, today: str = "2026-07-10") -> dict[str, tuple[str | None, str]]:
    rows = listed(root, *args, today=today).values()
    return {row["slug"].removeprefix("umu-sms-"): (row["version"], row["status"]) for row in rows}


def test_the_register_has_the_agreed_shape(root: Path) -> None:
    told = answer(root, "list")
    assert (told["version"], told["as_of"]) == (1, "2026-07-10")
    assert all(list(row) == KEYS for row in told["documents"])
    assert next(row for row in told["documents"] if row["code"] == MAIN) == {
        "code": MAIN,
        "slug": "umu-sms-dp-2.17",
        "title": {"ky": "Иш кагаздарды башкаруу", "ru": "Управление документацией", "en": "Document control"},
        "type": "ДП",
        "level": 2,
        "version": "1.1",
        "status": "in-force",
        "owner": "lawyer",
        "unit": "bbsb",
        "decision": {
            "id": "council-2-17", "item": "3", "number": "2-17", "date": "2026-05-22", "body": "academic-council"
        },
        "order": {"id": "order-2-17", "item": "1", "number": "2-17/0", "date": "2026-05-25", "body": None},
        "effective": "2026-06-01",
        "expires": None,
        "last_review": "2026-03-15",
        "next_review": "2029-03-15",
        "path": "procedures/umu-sms-dp-2.17.md",
        "also": [{"version": "1.0", "until": "2026-12-31", "for": {"ky": "2025-жылкылар үчүн"}}],
        "original": None,
        "evidence": "paper",
    }  # fmt: skip


def test_documents_stand_by_level_then_by_number(root: Path) -> None:
    told = [row["slug"].removeprefix("umu-sms-") for row in answer(root, "list")["documents"]]
    assert told == ["dp-2.3", "dp-2.4", "dp-2.5", "dp-2.6", "dp-2.10", "dp-2.17", "pl-1"]


def test_before_anything_was_in_force_only_what_is_known_to_come_is_listed(root: Path) -> None:
    assert set(statuses(root, "--as-of", "2026-03-14").values()) == {(None, "approved")}


def test_in_april_the_first_versions_are_in_force(root: Path) -> None:
    assert statuses(root, "--as-of", "2026-04-01") == {
        "dp-2.3": ("1.0", "in-force"),
        "dp-2.4": ("1.0", "in-force"),
        "dp-2.5": (None, "approved"),
        "dp-2.10": ("1.0", "in-force"),
        "dp-2.17": ("1.0", "in-force"),
        "pl-1": ("1.0", "in-force"),
    }


def test_on_the_day_of_a_change_the_new_version_is_in_force_and_what_it_ends_is_not(root: Path) -> None:
    told = statuses(root, "--as-of", "2026-06-01")
    assert (told["dp-2.17"], told["dp-2.3"]) == (("1.1", "in-force"), (None, "superseded"))
    assert statuses(root, "--as-of", "2026-05-31")["dp-2.3"] == ("1.0", "in-force")


def test_a_plan_is_in_force_through_its_last_day(root: Path) -> None:
    assert statuses(root, "--as-of", "2026-06-20")["pl-1"] == ("1.0", "in-force")
    assert statuses(root, "--as-of", "2026-06-21")["pl-1"] == (None, "expired")


def test_a_withdrawn_document_stays_listed_with_the_decision_that_ended_it_and_its_working_file(root: Path) -> None:
    row = listed(root)["ҮМУ-СМС-ДП-2.4"]
    assert (row["version"], row["status"], row["effective"]) == (None, "withdrawn", "2026-07-01")
    assert row["decision"]["id"] == "council-2-4"
    assert row["path"] == "procedures/umu-sms-dp-2.4.md"
    assert row["title"]["en"] == "Document control"


def test_today_lists_open_records_and_another_day_does_not(root: Path) -> None:
    assert statuses(root)["dp-2.6"] == (None, "agreement")
    assert "dp-2.6" not in statuses(root, "--as-of", "2026-07-09")


def test_an_approved_document_shows_the_decision_and_the_day_to_come(root: Path) -> None:
    row = listed(root)["ҮМУ-СМС-ДП-2.5"]
    assert (row["version"], row["effective"], row["order"]["id"]) == (None, "2026-09-01", "order-1-5")


def test_the_title_and_owner_of_the_day_come_from_the_version_in_force_not_from_the_working_text(root: Path) -> None:
    row = listed(root, "--as-of", "2026-05-01")[MAIN]
    assert (row["owner"], row["also"]) == ("qa-head", [])
    assert row["original"] == {"place": "ББСБ, 3-папка", "keeper": "qa-head"}


def test_a_revision_lists_the_version_in_force_with_its_own_title(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    text = procedure("17", "1.1", title="{ky: Башка аталыш}", owner="rector")
    files = {
        "procedures/umu-sms-dp-2.17.md": text,
        "registers/changes/umu-sms-dp-2.17/1.1/record.yaml": (
            f'schema: change/1\ndocument: {MAIN}\nversion: "1.1"\nkind: change\n'
        ),
    }
    commit(root, files)
    row = listed(root, today="2026-04-01")[MAIN]
    assert (row["version"], row["status"], row["owner"]) == ("1.0", "revision", "qa-head")
    assert row["title"]["en"] == "Document control"


def test_an_addendum_changes_the_owner_from_its_day_on(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    record = root / "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"
    told = digest(record.read_bytes())
    added = (
        f"schema: addendum/1\nto: {{path: {record.relative_to(root)}, sha256: {told}}}\nprevious: {told}\n"
        "kind: administrative\nfrom: 2026-05-01\nset: {owner: lawyer}\nwhy: Түзүм өзгөрдү\n"
        "by: {role: qa-head}\nrecorded: 2026-04-20T10:00:00+06:00\n"
    )
    commit(root, {"registers/changes/umu-sms-dp-2.17/1.0/a1.yaml": added})
    assert listed(root, "--as-of", "2026-04-30")[MAIN]["owner"] == "qa-head"
    assert listed(root, "--as-of", "2026-05-01")[MAIN]["owner"] == "lawyer"


def test_a_commit_is_read_by_what_was_known_then(root: Path) -> None:
    first = git(root, "rev-list", "--max-parents=0", "HEAD").strip()
    told = statuses(root, "--at", first, "--as-of", "2026-07-10")
    assert (told["dp-2.17"], told["dp-2.3"]) == (("1.0", "in-force"), ("1.0", "in-force"))
    assert "dp-2.6" not in told


def test_an_unknown_revision_cannot_run(root: Path) -> None:
    code, out, err = sapat(root, "list", "--at", "--output=x")
    assert (code, out) == (2, "")
    assert "there is no commit" in err
    assert not (root / "x").exists()


@pytest.mark.parametrize("day", ["1.2.2026", "2026-2-1", "2026-02-30", "bugün"])
def test_a_day_of_another_form_cannot_run(root: Path, day: str) -> None:
    code, _, err = sapat(root, "list", "--as-of", day)
    assert code == 2
    assert "is not a day such as" in err


def test_types_and_statuses_can_be_chosen(root: Path) -> None:
    assert set(statuses(root, "--type", "ПЛ")) == {"pl-1"}
    assert set(statuses(root, "--status", "withdrawn", "--status", "superseded")) == {"dp-2.4", "dp-2.3"}
    assert sapat(root, "list", "--type", "XX")[0] == 2
    assert sapat(root, "list", "--status", "active")[0] == 2


@pytest.mark.parametrize(
    ("lang", "heads"),
    [
        ("ky", "Коду,Аталышы,Түрү,Деңгээли,Версиясы,Статусу,\"Бекитилген (чечим, буйрук)\",Күчүнө кирген күнү,Жооптуу,Акыркы кароо,Кийинки кароо,Түп нусканын жери,Далил"),
        ("ru", "Код,Наименование,Вид,Уровень,Версия,Статус,\"Утверждён (решение, приказ)\",Дата введения,Ответственный,Последний пересмотр,Следующий пересмотр,Место подлинника,Доказательство"),
        ("en", "Code,Title,Type,Level,Version,Status,\"Approved (decision, order)\",Effective date,Owner,Last review,Next review,Original,Evidence"),
    ],
)  # fmt: skip
def test_the_table_has_the_columns_of_the_register_in_the_readers_language(root: Path, lang: str, heads: str) -> None:
    code, out, _ = sapat(root, "list", "--format", "csv", lang=lang)
    assert code == 0
    assert out.splitlines()[0] == heads


def test_the_table_says_acts_and_posts_in_words(root: Path) -> None:
    rows = {
        row["Code"]: row
        for row in csv.DictReader(io.StringIO(sapat(root, "list", "--format", "csv", today="2026-07-10")[1]))
    }
    row = rows[MAIN]
    assert row["Approved (decision, order)"] == (
        "Academic council, minutes No. 2-17, 2026-05-22, item 3; order No. 2-17/0, 2026-05-25, item 1"
    )
    assert row["Version"] == "1.1 (1.0 → 2026-12-31)"
    assert (row["Status"], row["Owner"]) == ("In force", "lawyer")


def test_text_is_a_whole_table_where_it_is_not_shown_in_a_window(root: Path) -> None:
    code, out, _ = sapat(root, "list", today="2026-07-10")
    assert code == 0
    assert out.startswith("Document register as of 2026-07-10\n")
    assert out.endswith("Rows: 7\n")


# states of a repository


def test_a_clone_of_depth_one_lists_the_same(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    assert listed(tmp_path / "shallow") == listed(root)


def test_a_bare_clone_lists_its_head(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(root), "bare.git")
    assert listed(tmp_path / "bare.git") == listed(root)


def test_an_unpacked_archive_lists_the_same(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "zip", ignore=shutil.ignore_patterns(".git"))
    assert listed(tmp_path / "zip") == listed(root)
    assert sapat(tmp_path / "zip", "list", "--at", "HEAD")[0] == 2


def test_a_repository_of_sha256_lists_the_same(root: Path, tmp_path: Path) -> None:
    other = timeline(tmp_path / "r", "--object-format=sha256")
    assert listed(other) == listed(root)
    assert listed(other, "--at", "HEAD~1", "--as-of", "2026-07-10")["ҮМУ-СМС-ДП-2.4"]["status"] == "in-force"


def test_a_document_that_moved_is_the_same_document(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    (root / "procedures/sub").mkdir()
    git(root, "mv", "procedures/umu-sms-dp-2.17.md", "procedures/sub/umu-sms-dp-2.17.md")
    commit(root, {})
    row = listed(root, today="2026-04-01")[MAIN]
    assert (row["status"], row["version"], row["path"]) == ("in-force", "1.0", "procedures/sub/umu-sms-dp-2.17.md")


def test_a_document_whose_file_was_lost_is_still_listed_from_its_records(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", dict(sound()))
    (root / "procedures/umu-sms-dp-2.17.md").unlink()
    row = listed(root, today="2026-04-01")[MAIN]
    assert (row["status"], row["type"], row["path"]) == ("in-force", "ДП", None)
    assert row["title"]["en"] == "Document control"
