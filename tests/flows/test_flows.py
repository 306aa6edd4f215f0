"""Ways of working with Git that must lose nothing, each walked on a real repository with the real verbs (issue 2 §7)."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.generate import TODAY as LATER
from tests.support.generate import generate
from tests.support.repo import SETTINGS, findings, git, markdown, repository, sapat, sound, write
from tests.support.verbs import CODE, SLUG, TODAY, add_acts, agree, done, edit, errors, save, tried

PATH: Final = f"procedures/{SLUG}.md"
RECORD: Final = f"registers/changes/{SLUG}/{{}}/record.yaml"
WIDE_ROUTE: Final = """\
[routes.wide]
types = ["ДП"]
kinds = ["change"]
check = ["qa-specialist"]
agree = ["lawyer", "rector", "qa-head", "dean"]
acts = [{kind = "decision", bodies = ["academic-council"]}, {kind = "order", signed_by = ["rector"]}]
evidence = "paper"

"""
FIRST: Final = "Бул процедура документтерди көзөмөлдөйт."


def revise(root: Path, sentence: str, name: str, day: str = TODAY, code: str = CODE, path: str = PATH) -> None:
    """One whole revision: open, write, check, agree, approve."""
    told = ("--summary", f"Кошулду: {sentence}", "--basis", "Анализ", "--analysis", "Таасири аз", "--kind", "change")
    done(root, "revise", code, *told, today=day)
    whole = root / path
    whole.write_text(whole.read_text(encoding="utf-8") + f"\n{sentence}\n", encoding="utf-8")
    agree(root, code, today=day)
    done(root, "approve", code, *add_acts(root, code, name=name, day=day), "--effective", day, today=day)


def versions(root: Path, today: str = TODAY, code: str = CODE) -> list[dict[str, Any]]:
    _, out, err = tried(root, "history", code, "--format", "json", today=today)
    assert out, err
    told: list[dict[str, Any]] = json.loads(out)["versions"]
    return told


def numbers(root: Path, today: str = TODAY, code: str = CODE) -> list[str]:
    return [one["version"] for one in versions(root, today, code)]


def clone(root: Path, to: Path, *options: str) -> Path:
    git(root.parent, "clone", "-q", *options, root.as_uri(), str(to))
    return to


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "r")


def two_versions_on_a_branch(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "work")
    revise(root, "Экинчи версиянын сүйлөмү.", "2")
    save(root, "Version 1.1")
    revise(root, "Үчүнчү версиянын сүйлөмү.", "3", "2026-04-02")
    save(root, "Version 1.2", "2026-04-02")


def moved_base(root: Path) -> None:
    """Meanwhile another document came to the main line."""
    git(root, "checkout", "-q", "main")
    write(root, {"procedures/umu-sms-dp-2.18.md": markdown("ҮМУ-СМС-ДП-2.18", title="{ky: Аудит, ru: Аудит, en: Audit}",
                                                          body="# Аудит\n\nТекст.\n")})  # fmt: skip
    done(root, "revise", "ҮМУ-СМС-ДП-2.18", "--kind", "introduction", "--summary", "Биринчи", "--basis", "Талап")
    save(root, "Another document", "2026-04-02")


def unite(root: Path, way: str) -> None:
    if way == "squash":
        git(root, "merge", "-q", "--squash", "work")
        git(root, "commit", "-q", "-m", "Squashed", day="2026-04-03T12:00:00+06:00")
    elif way == "rebase":
        git(root, "checkout", "-q", "work")
        git(root, "rebase", "-q", "main", day="2026-04-03T12:00:00+06:00")
        git(root, "checkout", "-q", "main")
        git(root, "merge", "-q", "--ff-only", "work")
    else:
        git(root, "merge", "-q", "--no-ff", "-m", "Merged", "work", day="2026-04-03T12:00:00+06:00")


@pytest.mark.parametrize("way", ["squash", "rebase", "merge"])
@pytest.mark.parametrize("moved", [False, True], ids=["base-still", "base-moved"])
def test_two_versions_of_one_branch_survive_whatever_the_forge_does(root: Path, way: str, moved: bool) -> None:
    two_versions_on_a_branch(root)
    moved_base(root) if moved else git(root, "checkout", "-q", "main")
    unite(root, way)
    git(root, "branch", "-q", "-D", "work")
    git(root, "reflog", "expire", "--expire=now", "--all")
    git(root, "gc", "-q", "--prune=now")
    assert errors(root, "2026-04-03") == []
    assert numbers(root, "2026-04-03") == ["1.2", "1.1", "1.0"]
    second = (root / f"registers/changes/{SLUG}/1.1/copy/{SLUG}.md").read_text(encoding="utf-8")
    assert "Экинчи" in second
    assert "Үчүнчү" not in second
    for day, version in (("2026-03-31", "1.0"), ("2026-04-01", "1.1"), ("2026-04-02", "1.2")):
        _, out, _ = tried(root, "list", "--as-of", day, "--format", "json", today="2026-04-03")
        assert next(one["version"] for one in json.loads(out)["documents"] if one["code"] == CODE) == version


def test_a_seal_survives_amending_and_another_author(root: Path) -> None:
    revise(root, "Жаңы сүйлөм.", "2")
    save(root)
    git(root, "commit", "-q", "--amend", "--author", "Other <other@example.org>", "-m", "Amended")
    assert errors(root) == []
    assert versions(root)[0]["author"] == "Other"


def test_a_clone_with_crlf_works_on_and_seals_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Windows: the work tree has CR LF, Git stores LF, the seal is over what Git stores."""
    write(root, {".gitattributes": "* text=auto\n"})
    save(root)
    other = clone(root, tmp_path / "windows", "-c", "core.autocrlf=true", "-c", "core.eol=crlf")
    assert b"\r\n" in (other / PATH).read_bytes()
    assert findings(other) == findings(root)
    done(other, "revise", CODE, "--summary", "Кошумча", "--basis", "Анализ", "--analysis", "Аз", "--kind", "change")
    whole = other / PATH
    whole.write_bytes(whole.read_bytes() + "\r\nWindowsто жазылган сүйлөм.\r\n".encode())
    agree(other, CODE)
    done(other, "approve", CODE, *add_acts(other, CODE), "--effective", TODAY)
    save(other)
    assert errors(other) == []
    linux = clone(other, tmp_path / "linux", "-c", "core.autocrlf=false", "-c", "core.eol=lf")
    assert b"\r" not in (linux / PATH).read_bytes()
    assert errors(linux) == []
    assert numbers(linux) == ["1.1", "1.0"]


def test_a_formatter_that_touches_the_text_after_the_seal_is_named_and_nothing_is_lost(root: Path) -> None:
    revise(root, "Жаңы сүйлөм.", "2")
    copy = f"registers/changes/{SLUG}/1.1/copy/{SLUG}.md"
    for path in (PATH, copy):
        edit(root, path, "## 1. Максаты\n\n", "## 1. Максаты\n\n\n")  # a blank line more, as tools like to do
    save(root, "Seal, and a formatter in the pre-commit hook")
    found = [one for one in findings(root) if one["severity"] == "error"]
    assert {PATH, copy} & {one["path"] for one in found}
    assert {one["document"] for one in found} == {CODE}
    assert all(one["do"] for one in found)
    write(root, {PATH: sealed_text(), copy: sealed_text()})
    assert errors(root) == [], "putting the bytes back is the whole cure"


def sealed_text() -> str:
    return markdown(version="1.1") + "\nЖаңы сүйлөм.\n"


def test_a_formatter_between_agreement_and_seal_makes_the_agreements_stale(root: Path) -> None:
    """The approval dies when one byte of the text changes: `approve` refuses and says who must look again."""
    done(root, "revise", CODE, "--summary", "Кошумча", "--basis", "Анализ", "--analysis", "Аз", "--kind", "change")
    edit(root, PATH, FIRST, FIRST + " Жаңы сүйлөм.")
    agree(root, CODE)
    edit(root, PATH, "## 1. Максаты\n\n", "## 1. Максаты\n\n\n")
    code, out, err = tried(root, "approve", CODE, *add_acts(root, CODE), "--effective", TODAY)
    assert code != 0
    assert "qa-specialist" in out + err
    assert not (root / RECORD.format("1.1")).read_text(encoding="utf-8").count("seal:")


def test_a_clone_of_depth_one_is_checked_and_built_alike(root: Path, tmp_path: Path) -> None:
    revise(root, "Жаңы сүйлөм.", "2")
    save(root)
    shallow = clone(root, tmp_path / "shallow", "--depth", "1")
    assert git(shallow, "rev-list", "--count", "HEAD").strip() == "1"
    full, short = findings(root), findings(shallow)
    assert [one for one in short if one["severity"] == "error"] == []
    assert [one for one in short if one not in full] == [one for one in short if one["rule"].startswith("SAP9")]
    code, _, err = tried(shallow, "history", CODE)
    assert code == 2
    assert "git fetch --unshallow" in err
    for place in (root, shallow):
        assert sapat(place, "build", "-o", str(tmp_path / f"site-{place.name}"))[0] == 0
    pages = [tree(tmp_path / f"site-{name}") for name in ("r", "shallow")]
    assert pages[0] == pages[1]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", ["zip", "tar"])
def test_an_export_without_history_proves_itself(root: Path, tmp_path: Path, form: str) -> None:
    revise(root, "Жаңы сүйлөм.", "2")
    save(root)
    target = tmp_path / f"export.{form}"
    git(root, "archive", f"--format={form}", "-o", str(target), "HEAD")
    place = tmp_path / "unpacked"
    if form == "zip":
        with zipfile.ZipFile(target) as archive:
            archive.extractall(place)
    else:
        with tarfile.open(fileobj=io.BytesIO(target.read_bytes())) as archive:
            archive.extractall(place, filter="data")
    assert [one for one in findings(place) if one["severity"] == "error"] == []
    with_git, without = (json.loads(sapat(one, "list", "--format", "json")[1]) for one in (root, place))
    assert with_git == without
    edit(place, f"registers/changes/{SLUG}/1.0/copy/{SLUG}.md", FIRST, "Башка сүйлөм.")
    assert [one for one in findings(place) if one["severity"] == "error"], "a byte changed in the export is seen there"


def test_two_branches_that_seal_the_same_version_conflict(root: Path) -> None:
    """Wanted: two texts cannot both be version 1.1, and no merge may choose between them in silence."""
    git(root, "branch", "-q", "other")
    revise(root, "Биринчи бутактын сүйлөмү.", "2")
    save(root)
    git(root, "checkout", "-q", "other")
    revise(root, "Экинчи бутактын сүйлөмү.", "3")
    save(root)
    git(root, "merge", "-q", "main", check=False)
    clashing = git(root, "diff", "--name-only", "--diff-filter=U").split()
    assert RECORD.format("1.1") in clashing
    assert f"registers/changes/{SLUG}/1.1/copy/{SLUG}.md" in clashing
    assert errors(root), "a conflict left standing is found"


def test_twenty_branches_that_change_twenty_documents_do_not_conflict(tmp_path: Path) -> None:
    root = generate(tmp_path / "r", 21)
    corpus = sorted((root / "regulations").rglob("*.md"))[:20]
    day = "2026-10-20"
    for number, path in enumerate(corpus):
        git(root, "checkout", "-q", "-b", f"work-{number}", "main")
        code = path.stem.upper().replace("UMU-SMS-OD", "ҮМУ-СМС-ОД")
        revise(root, "Бутактын сүйлөмү.", f"b{number}", day, code, path.relative_to(root).as_posix())
        save(root, f"Work {number}", day)
    git(root, "checkout", "-q", "main")
    for number in range(len(corpus)):
        git(root, "merge", "-q", "--no-ff", "-m", f"Merge {number}", f"work-{number}", day=f"{day}T15:00:00+06:00")
    assert errors(root, LATER) == []
    _, out, _ = tried(root, "list", "--format", "json", today=LATER)
    changed = [one["version"] for one in json.loads(out)["documents"] if one["path"].startswith("regulations/")]
    assert len(changed) == 20
    assert set(changed) <= {"1.1", "1.2"}


def test_five_agreements_given_in_parallel_do_not_conflict(tmp_path: Path) -> None:
    roles = ["qa-specialist", "lawyer", "rector", "qa-head", "dean"]
    files = dict(sound())
    files["sapat.toml"] = SETTINGS.replace("[routes.procedure]", WIDE_ROUTE + "[routes.procedure]")
    files["registers/people/roles/dean.yaml"] = "schema: role/1\ntitle: {ky: dean, ru: dean, en: dean}\nunit: bbsb\n"
    files["registers/people/appointments/dean-1.yaml"] = (
        "schema: appointment/1\nrole: dean\nkind: permanent\nfrom: 2020-01-01\n"
    )
    root = repository(tmp_path / "r", files)
    assert errors(root) == []
    done(root, "revise", CODE, "--summary", "Кошумча", "--basis", "Анализ", "--analysis", "Аз", "--kind", "change")
    edit(root, PATH, FIRST, FIRST + " Жаңы сүйлөм.")
    save(root)
    for role in roles:
        git(root, "checkout", "-q", "-b", f"by-{role}", "main")
        meaning = "check" if role == "qa-specialist" else "agree"
        done(root, "agree", CODE, "--role", role, "--meaning", meaning, "--result", "yes")
        save(root)
    git(root, "checkout", "-q", "main")
    for role in roles:
        git(root, "merge", "-q", "--no-ff", "-m", role, f"by-{role}")
    assert errors(root) == []
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", TODAY)
    save(root)
    assert errors(root) == []
    assert (root / RECORD.format("1.1")).read_text(encoding="utf-8").count("path: agreements/") == 5


def test_generated_history_is_read_whole_and_tells_drafts_from_approvals(tmp_path: Path) -> None:
    root = generate(tmp_path / "r", 40, 400)
    _, out, err = tried(root, "history", "ҮМУ-СМС-ОД-1.2", "--format", "json", today=LATER)
    told = json.loads(out)["versions"]
    assert told, err
    assert told[-1]["version"] == "1.0"
    assert all(len(one["commit"]) == 40 for one in told)
