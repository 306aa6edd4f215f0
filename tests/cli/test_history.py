"""`sapat history`: versions with their evidence, who wrote, and when it reached the main line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.repo import Dossier, agreement, digest, git, markdown, repository, sapat, sound, text_digest, write
from tests.support.timeline import MAIN, answer, commit, procedure, second, timeline

KEYS = [
    "version", "kind", "status", "summary", "basis", "decision", "order", "effective", "sealed", "by", "evidence",
    "registered_late_days", "commit", "author", "date", "text_sha256", "addenda",
]  # fmt: skip
RECORD = "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline(tmp_path_factory.mktemp("history") / "r")


def versions(root: Path, *args: str, code: str = MAIN, today: str = "2026-07-10") -> dict[str, dict[str, Any]]:
    return {row["version"]: row for row in answer(root, "history", code, *args, today=today)["versions"]}


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def test_the_history_has_the_agreed_shape_newest_first(root: Path) -> None:
    told = answer(root, "history", MAIN)
    assert (told["version"], told["code"]) == (1, MAIN)
    assert [row["version"] for row in told["versions"]] == ["1.1", "1.0"]
    assert all(list(row) == KEYS for row in told["versions"])
    text = second()["procedures/umu-sms-dp-2.17.md"].encode()
    assert told["versions"][0] == {
        "version": "1.1",
        "kind": "change",
        "status": "in-force",
        "summary": "Биринчи текст",
        "basis": "ИСО 9001 талабы",
        "decision": {
            "id": "council-2-17", "item": "3", "number": "2-17", "date": "2026-05-22", "body": "academic-council"
        },
        "order": {"id": "order-2-17", "item": "1", "number": "2-17/0", "date": "2026-05-25", "body": None},
        "effective": "2026-06-01",
        "sealed": "2026-06-04T09:00:00+06:00",
        "by": {"role": "qa-head"},
        "evidence": "paper",
        "registered_late_days": 3,
        "commit": git(root, "rev-parse", "HEAD~1").strip(),
        "author": "Tester",
        "date": "2026-06-04T12:00:00+06:00",
        "text_sha256": text_digest({"umu-sms-dp-2.17.md": text}),
        "addenda": [],
    }  # fmt: skip


def test_each_version_has_its_status_of_the_day(root: Path) -> None:
    def told(code: str, *args: str) -> list[tuple[str, str]]:
        return [(row["version"], row["status"]) for row in versions(root, *args, code=code).values()]

    assert told(MAIN, "--as-of", "2026-04-01") == [("1.1", "approved"), ("1.0", "in-force")]
    assert told(MAIN, "--as-of", "2027-01-01") == [("1.1", "in-force"), ("1.0", "superseded")]
    assert told(MAIN) == [("1.1", "in-force"), ("1.0", "in-force")]  # kept for some until the end of 2026
    assert told("ҮМУ-СМС-ДП-2.4") == [("1.1", "withdrawn"), ("1.0", "superseded")]
    assert told("ҮМУ-СМС-ДП-2.3") == [("1.0", "superseded")]
    assert told("ҮМУ-СМС-ПЛ-1") == [("1.0", "expired")]
    assert told("ҮМУ-СМС-ДП-2.5") == [("1.0", "approved")]
    assert told("ҮМУ-СМС-ДП-2.6") == [("1.0", "agreement")]


def test_an_open_record_is_not_yet_registered(root: Path) -> None:
    row = versions(root, code="ҮМУ-СМС-ДП-2.6")["1.0"]
    nothing = ("sealed", "by", "commit", "author", "date")
    assert [row[key] for key in nothing] == [None] * len(nothing)
    assert row["evidence"] == "paper"


def test_who_wrote_is_kept_apart_from_what_reached_the_main_line(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "change")
    draft = commit(root, {"procedures/umu-sms-dp-2.17.md": procedure("17", "1.1")}, message="Draft")
    sealed = commit(root, second(), message="Seal")
    git(root, "checkout", "-q", "main")
    commit(root, {"README.md": "x"}, message="Other")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge", "change", day="2026-08-02T12:00:00+06:00")
    told = answer(root, "history", MAIN)
    assert (told["versions"][0]["commit"], told["versions"][0]["date"]) == (head(root), "2026-08-02T12:00:00+06:00")
    assert [one["commit"] for one in told["written"]][:2] == [sealed, draft]
    assert head(root) not in [one["commit"] for one in told["written"]]


def test_a_squash_merge_reaches_the_main_line_in_its_own_commit(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "change")
    commit(root, {"procedures/umu-sms-dp-2.17.md": procedure("17", "1.1")})
    commit(root, second())
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--squash", "change")
    git(root, "commit", "-q", "-m", "Squashed")
    git(root, "branch", "-q", "-D", "change")
    told = answer(root, "history", MAIN)
    assert told["versions"][0]["commit"] == head(root)
    assert [one["commit"] for one in told["written"]] == [head(root), git(root, "rev-parse", "HEAD~1").strip()]


def test_what_stands_on_a_branch_only_has_not_reached_the_main_line(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "change")
    commit(root, second())
    told = versions(root)
    assert (told["1.1"]["commit"], told["1.1"]["author"], told["1.1"]["date"]) == (None, None, None)
    assert told["1.0"]["commit"] == git(root, "rev-parse", "main").strip()


def test_a_branch_merged_into_a_branch_reaches_the_main_line_with_the_outer_merge(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "outer")
    commit(root, {"a.txt": "a"})
    git(root, "checkout", "-q", "-b", "inner")
    commit(root, second())
    git(root, "checkout", "-q", "outer")
    commit(root, {"b.txt": "b"})
    git(root, "merge", "-q", "--no-ff", "-m", "Inner", "inner")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Outer", "outer")
    assert versions(root)["1.1"]["commit"] == head(root)


def test_a_record_written_by_the_merge_itself_is_found(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "change")
    commit(root, {"a.txt": "a"})
    git(root, "checkout", "-q", "main")
    commit(root, {"b.txt": "b"})
    git(root, "merge", "-q", "--no-ff", "--no-commit", "change")
    write(root, dict(second()))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Merge and seal")
    told = answer(root, "history", MAIN)
    assert told["versions"][0]["commit"] == head(root)
    assert told["written"][0]["commit"] == head(root)


def test_an_open_record_on_the_main_line_is_not_the_registered_one(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    made = second()
    record = "registers/changes/umu-sms-dp-2.17/1.1/record.yaml"
    commit(root, {record: made[record].split("seal:")[0]}, message="Open")
    commit(root, {"c.txt": "c"})
    commit(root, made, message="Seal")
    assert versions(root)["1.1"]["commit"] == head(root)


def test_the_history_follows_a_document_that_moved(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    first = head(root)
    (root / "regulations/old").mkdir(parents=True)
    git(root, "mv", "procedures/umu-sms-dp-2.17.md", "regulations/old/umu-sms-dp-2.17.md")
    moved = commit(root, {})
    edited = commit(root, {"regulations/old/umu-sms-dp-2.17.md": procedure("17", "1.1")})
    assert [one["commit"] for one in answer(root, "history", MAIN)["written"]] == [edited, moved, first]


def test_the_history_follows_a_document_of_many_parts_whose_folder_was_renamed(tmp_path: Path) -> None:
    text = markdown(MAIN, parts="[01.md]")
    part = "## Биринчи бөлүк\n"
    made = Dossier("umu-sms-dp-2.17", "1.0", MAIN, {"index.md": text, "01.md": part})
    files = {k: v for k, v in sound().items() if k.split("/")[0] not in ("procedures",) and "changes" not in k}
    files |= {"procedures/manual/index.md": text, "procedures/manual/01.md": part, **made.files()}
    root = repository(tmp_path / "r", files)
    draft = commit(root, {"procedures/manual/01.md": part + "Дагы.\n"})
    git(root, "mv", "procedures/manual", "procedures/guide")
    moved = commit(root, {})
    written = [one["commit"] for one in answer(root, "history", MAIN)["written"]]
    assert written == [moved, draft, git(root, "rev-parse", "HEAD~2").strip()]


def test_a_commit_asked_for_is_told_by_what_was_known_then(root: Path) -> None:
    assert list(versions(root, "--at", "HEAD~2")) == ["1.0"]


def test_a_shallow_clone_is_refused_with_the_cure(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    code, out, err = sapat(tmp_path / "shallow", "history", MAIN)
    assert (code, out) == (2, "")
    assert "git fetch --unshallow" in err
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert versions(tmp_path / "shallow") == versions(root)


def test_a_bare_clone_tells_the_same(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(root), "bare.git")
    assert answer(tmp_path / "bare.git", "history", MAIN) == answer(root, "history", MAIN)


def test_an_unpacked_archive_tells_the_versions_without_commits(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "zip", ignore=shutil.ignore_patterns(".git"))
    told = answer(tmp_path / "zip", "history", MAIN)
    assert [(row["version"], row["commit"]) for row in told["versions"]] == [("1.1", None), ("1.0", None)]
    assert told["written"] == []


def test_a_repository_of_sha256_tells_its_own_commits(tmp_path: Path) -> None:
    root = timeline(tmp_path / "r", "--object-format=sha256")
    told = versions(root)
    assert told["1.1"]["commit"] == git(root, "rev-parse", "HEAD~1").strip()
    assert len(told["1.0"]["commit"]) == 64


def test_a_repository_without_a_commit_tells_no_commits(tmp_path: Path) -> None:
    root = tmp_path / "r"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    write(root, dict(sound()))
    assert versions(root)["1.0"]["commit"] is None


def test_the_callers_git_settings_change_nothing(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answer(root, "history", MAIN)
    (tmp_path / "config").write_text("[log]\n\tshowRoot = false\n\tshowSignature = true\n[diff]\n\trenames = copies\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "log.showRoot")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "false")
    monkeypatch.setenv("GIT_WORK_TREE", "/nowhere")
    assert answer(root, "history", MAIN) == before
    assert os.environ["GIT_WORK_TREE"] == "/nowhere"


def test_the_repositorys_own_git_settings_change_nothing(tmp_path: Path) -> None:
    root = timeline(tmp_path / "r")
    before = answer(root, "history", MAIN)
    for key, value in (
        ("log.showRoot", "false"),
        ("diff.renames", "copies"),
        ("log.diffMerges", "first-parent"),
        ("diff.relative", "true"),
        ("i18n.logOutputEncoding", "KOI8-R"),
        ("log.showSignature", "true"),
    ):
        git(root, "config", key, value)
    assert answer(root, "history", MAIN) == before


@pytest.mark.parametrize(("given", "class_"), [("paper", "paper"), ("signed", "none"), ("none", "none")])
def test_evidence_is_the_weakest_class_and_a_signature_that_is_claimed_and_not_there_is_none(
    tmp_path: Path, given: str, class_: str
) -> None:
    text = markdown()
    told = text_digest({"umu-sms-dp-2.17.md": text.encode()})
    answers = {
        f"{role}.yaml": agreement(role, meaning, told, "2026-03-02").replace("evidence: paper", f"evidence: {given}")
        for role, meaning in (("qa-specialist", "check"), ("lawyer", "agree"))
    }
    made = Dossier("umu-sms-dp-2.17", "1.0", MAIN, {"umu-sms-dp-2.17.md": text}, agreements=answers)
    root = repository(tmp_path / "r", dict(sound()) | made.files())
    assert versions(root, today="2026-04-01")["1.0"]["evidence"] == class_


def test_addenda_are_told_with_their_version(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    told = digest((root / RECORD).read_bytes())
    added = (
        f"schema: addendum/1\nto: {{path: {RECORD}, sha256: {told}}}\nprevious: {told}\nkind: correction\n"
        "set: {summary: Түзөтүлгөн мазмун}\nwhy: Ката жазылган\nby: {role: qa-head}\n"
        "recorded: 2026-04-20T10:00:00+06:00\n"
    )
    commit(root, {"registers/changes/umu-sms-dp-2.17/1.0/a1.yaml": added})
    row = versions(root)["1.0"]
    assert row["summary"] == "Түзөтүлгөн мазмун"
    assert row["addenda"] == [
        {
            "path": "registers/changes/umu-sms-dp-2.17/1.0/a1.yaml",
            "kind": "correction",
            "set": {"summary": "Түзөтүлгөн мазмун"},
            "why": "Ката жазылган",
            "by": {"role": "qa-head"},
            "recorded": "2026-04-20T10:00:00+06:00",
        }
    ]


def test_people_read_it_in_their_language(root: Path) -> None:
    code, out, _ = sapat(root, "history", MAIN, lang="ru", today="2026-07-10")
    assert code == 0
    assert "1.1  Действует  (Изменение)" in out
    assert "через 3 дн. после введения" in out
    assert "Кто писал" in out
    table = sapat(root, "history", MAIN, "--format", "csv", lang="ky", today="2026-07-10")[1]
    assert table.splitlines()[0].startswith("Версиясы,Түрү,Статусу,")


def test_a_linked_work_tree_and_a_folder_of_any_name_tell_the_same(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(root), "эки сөз $HOME ~")
    clone = tmp_path / "эки сөз $HOME ~"
    assert answer(clone, "history", MAIN) == answer(root, "history", MAIN)
    git(clone, "worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
    assert answer(tmp_path / "linked", "history", MAIN) == answer(root, "history", MAIN)


def test_a_clone_behind_what_it_fetched_knows_the_main_line_of_the_server(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    git(tmp_path, "clone", "-q", str(root), "clone")
    sealed = commit(root, second())
    git(tmp_path / "clone", "fetch", "-q")
    git(tmp_path / "clone", "checkout", "-q", "-b", "work", "origin/main")
    assert versions(tmp_path / "clone")["1.1"]["commit"] == sealed
