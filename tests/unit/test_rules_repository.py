"""SAP9: a clone that can be relied on, waivers that end, and the main line. On real repositories."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sapat.read.repository import find_repository
from sapat.read.tomls import places
from sapat.report.changelog import changelog
from sapat.rules import mainline, waivers
from sapat.rules import repository as repository_rules
from tests.support.repo import SETTINGS, checked, findings, git, markdown, repository, sapat, sound, write
from tests.support.samples import DOC
from tests.support.sealed import CODE, FOLDER, LAST, RECORD, SECOND, second, tampered

Do = Callable[[Path], object]
CONFIG = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n"
ACT = "registers/acts/order-1.yaml"


def waived(rule: str = "SAP202", document: str = CODE, until: str = "2026-06-01") -> str:
    return (
        f'{SETTINGS}\n[[waivers]]\nrule = "{rule}"\ndocument = "{document}"\n'
        f'reason = "Көчүрүү аяктаганча"\nuntil = "{until}"\n'
    )


def settled(told: str) -> Do:
    return lambda root: write(root, {"sapat.toml": told})


def conflict(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "side")
    write(root, {DOC: markdown(body="# A\n")})
    git(root, "commit", "-qam", "a")
    git(root, "checkout", "-q", "main")
    write(root, {DOC: markdown(body="# B\n")})
    git(root, "commit", "-qam", "b")
    git(root, "merge", "-q", "side", check=False)


def replaced(root: Path) -> None:
    blob = git(root, "rev-parse", f"HEAD:{DOC}").strip()
    other = git(root, "rev-parse", "HEAD:sapat.toml").strip()
    git(root, "replace", blob, other)


def empty(root: Path) -> None:
    git(root, "rm", "-rq", "procedures", "registers/changes", "registers/acts")


def stale(root: Path) -> None:
    write(root, {"CHANGELOG.md": "# Эски\n"})


def attributes(text: str, path: str = ".gitattributes") -> Do:
    return lambda root: write(root, {path: text})


# rule, what makes it speak, where, the near miss that does not, words of the message
CASES: list[tuple[str, Do, str, int, Do, str]] = [
    ("SAP901", conflict, DOC, 1, lambda root: None, f"{DOC}: the merge is not finished"),
    (
        "SAP902",
        lambda root: git(root, "update-index", "--skip-worktree", DOC),
        DOC,
        1,
        lambda root: git(root, "update-index", "--skip-worktree", ".gitattributes"),
        "Git was told to overlook",
    ),
    (
        "SAP902",
        lambda root: git(root, "update-index", "--assume-unchanged", RECORD),
        RECORD,
        1,
        lambda root: None,
        f"{RECORD}: Git was told to overlook",
    ),
    (
        "SAP903",
        attributes("* text=auto eol=lf\nprocedures/** filter=clean\n"),
        DOC,
        1,
        attributes("* text=auto eol=lf\nsrc/** filter=clean\n"),
        "attributes give it filter=clean",
    ),
    (
        "SAP903",
        attributes("*.md ident\n", "procedures/.gitattributes"),
        DOC,
        1,
        attributes("*.md ident\n", "src/.gitattributes"),
        "attributes give it ident",
    ),
    (
        "SAP903",
        attributes("*.md working-tree-encoding=UTF-16\n", ".git/info/attributes"),
        DOC,
        1,
        attributes("*.md -ident\n", ".git/info/attributes"),
        "working-tree-encoding=UTF-16",
    ),
    ("SAP904", replaced, "sapat.toml", 1, lambda root: None, "this clone replaces an object (refs/replace/"),
    (
        "SAP904",
        lambda root: write(root, {".git/info/grafts": git(root, "rev-parse", "HEAD")}),
        "sapat.toml",
        1,
        lambda root: write(root, {".git/info/grafts": ""}),
        "this clone cuts the history",
    ),
    (
        "SAP905",
        lambda root: write(root, {".git/objects/info/alternates": "/nowhere/objects\n"}),
        "sapat.toml",
        1,
        lambda root: None,
        "lies elsewhere: /nowhere/objects",
    ),
    (
        "SAP915",
        lambda root: write(root, {".git/sapat/lock": "", ".git/config": CONFIG + "[core]\n\tfsync = loose-object\n"}),
        "sapat.toml",
        1,
        lambda root: write(root, {".git/sapat/lock": "", ".git/config": CONFIG + "[core]\n\tfsync = all\n"}),
        "core.fsync=loose-object",
    ),
    ("SAP907", empty, "sapat.toml", 1, lambda root: None, "no document is under control (policies, procedures"),
    (
        "SAP908",
        stale,
        "CHANGELOG.md",
        1,
        lambda root: (git(root, "checkout", "-q", "-b", "side"), stale(root)),
        "CHANGELOG.md differs from the records",
    ),
    (
        "SAP910",
        settled(waived(until="2026-09-29")),
        "sapat.toml",
        LAST,
        settled(waived(until="2026-09-28")),
        "180 days at most (2026-09-28)",
    ),
    (
        "SAP911",
        settled(waived(until="2026-03-31")),
        "sapat.toml",
        LAST,
        settled(waived(until="2026-04-01")),
        "the waiver ended on 2026-03-31",
    ),
    ("SAP912", settled(waived("SAP299")), "sapat.toml", LAST - 3, settled(waived()), "there is no rule 'SAP299'"),
    (
        "SAP912",
        settled(waived(document="ҮМУ-СМС-ДП-2.9")),
        "sapat.toml",
        LAST - 2,
        settled(waived()),
        "there is no document 'ҮМУ-СМС-ДП-2.9'",
    ),
]


@pytest.mark.parametrize(
    ("rule", "wrong", "path", "line", "right", "says"), CASES, ids=[f"{c[0]} {c[5]}" for c in CASES]
)
def test_an_unfit_repository_is_named(
    tmp_path: Path, rule: str, wrong: Do, path: str, line: int, right: Do, says: str
) -> None:
    root = repository(tmp_path / "wrong")
    wrong(root)
    found = findings(root, "SAP9")
    assert {one["rule"] for one in found} == {rule}
    assert (path, line) in {(one["path"], one["line"]) for one in found}, found
    assert any(says in one["message"] for one in found), found
    near = repository(tmp_path / "right")
    right(near)
    assert findings(near, rule) == []


def test_every_rule_of_the_repository_has_a_case() -> None:
    elsewhere = {"SAP906", "SAP909", "SAP913", "SAP914"}  # below, and in test_check_base
    rules = {r.id for r in (*repository_rules.RULES, *waivers.RULES, *mainline.RULES)} | {"SAP912"}
    assert rules - {c[0] for c in CASES} == elsewhere


def test_a_macro_and_a_file_of_attributes_named_in_the_configuration_are_seen(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    write(root, {".gitattributes": "[attr]secret filter=x\n*.md secret\n"})
    assert {one["rule"] for one in findings(root, "SAP903")} == {"SAP903"}
    write(root, {".gitattributes": "* text=auto eol=lf\n", ".git/more": "*.yaml filter=y\n"})
    assert findings(root, "SAP903") == []
    git(root, "config", "core.attributesFile", str(root / ".git" / "more"))
    assert {one["path"] for one in findings(root, "SAP903")} >= {RECORD}


def test_waiting_for_the_disk_is_asked_only_where_facts_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "global"))
    root = repository(tmp_path / "r")
    assert findings(root, "SAP915") == [], "a clone for reading"
    (root / ".git/sapat").mkdir(exist_ok=True)
    (root / ".git/sapat/lock").touch()
    (found,) = findings(root, "SAP915")
    assert found["severity"] == "info"
    assert "git config core.fsync all" in found["do"]
    (tmp_path / "global").write_text("[core]\n\tfsync = committed\n")
    assert findings(root, "SAP915") == [], "said once for all repositories"
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(root), str(bare))
    assert sapat(root, "hook", "install", str(bare))[0] == 0
    assert git(bare, "config", "core.fsync").strip() == "all"
    (tmp_path / "global").write_text("")
    assert findings(bare, "SAP915") == []
    git(bare, "config", "--unset", "core.fsync")
    assert len(findings(bare, "SAP915")) == 1


def test_a_bare_repository_is_judged_by_the_attributes_of_its_commit(tmp_path: Path) -> None:
    files = dict(sound()) | {".gitattributes": "*.md filter=x\n"}
    root = repository(tmp_path / "r", files)  # type: ignore[arg-type]
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(root), str(bare))
    assert {one["path"] for one in findings(bare, "SAP903")} == {DOC, f"{FOLDER}/1.0/copy/umu-sms-dp-2.17.md"}
    assert not (bare / "index").exists(), "a check never writes"


def test_a_shallow_clone_is_checked_and_says_what_is_left_out(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    write(root, {"docs/x.md": "x\n"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(shallow))
    (one,) = findings(shallow)
    assert (one["rule"], one["severity"]) == ("SAP906", "info")
    assert findings(root) == []


def test_a_folder_without_git_is_checked_too(tmp_path: Path) -> None:
    assert findings(write(tmp_path / "zip", dict(sound()))) == []  # type: ignore[arg-type]


def test_changelog_is_asked_for_on_the_main_line_only_also_when_detached(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    at = find_repository(root).load(today=date(2026, 4, 1)).snapshot
    write(root, {"CHANGELOG.md": changelog(at)})
    assert findings(root, "SAP908") == []
    write(root, {"CHANGELOG.md": "x\n"})
    git(root, "checkout", "-q", "--detach")
    assert len(findings(root, "SAP908")) == 1
    git(root, "commit", "-qm", "elsewhere", "--allow-empty")
    assert findings(root, "SAP908") == []


# the main line


def committed(root: Path, files: dict[str, str | None], message: str = "change") -> str:
    for path, told in files.items():
        if told is None:
            git(root, "rm", "-q", path)
        else:
            write(root, {path: told})
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    return git(root, "rev-parse", "HEAD").strip()


def held_since(root: Path) -> Path:
    since = git(root, "rev-parse", "HEAD").strip()
    committed(root, {"sapat.toml": f'{SETTINGS}\n[history]\nsince = "{since}"\n'})
    return root


def lived(root: Path) -> list[dict[str, Any]]:
    code, out, err = sapat(root, "check", "--history", "--rule", "SAP914", "--format", "json")
    assert code in (0, 1), err
    told = json.loads(out)
    assert told["examined"]["SAP914"] > 0
    return list(told["findings"])


def test_a_fact_changed_and_put_back_on_the_main_line_is_named_with_its_commit(tmp_path: Path) -> None:
    root = held_since(repository(tmp_path / "r"))
    former = str(sound()[ACT])
    bad = committed(root, {ACT: former.replace("1/0", "1/1")})
    committed(root, {ACT: former})
    assert findings(root) == []
    (one,) = lived(root)
    assert (one["rule"], one["path"], one["severity"]) == ("SAP914", ACT, "error")
    assert bad[:12] in one["message"]
    assert "changed a fact" in one["message"]


def test_a_fact_deleted_or_moved_is_named(tmp_path: Path) -> None:
    root = held_since(repository(tmp_path / "r"))
    git(root, "mv", "registers/units/bbsb.yaml", "registers/units/quality.yaml")
    git(root, "rm", "-rq", FOLDER)
    bad = committed(root, {})
    told = {one["path"]: one["message"] for one in lived(root)}
    assert set(told) == {RECORD, "registers/units/bbsb.yaml"}
    assert all(bad[:12] in one and "removed or moved" in one for one in told.values())


def test_what_happens_on_a_branch_counts_only_as_it_reaches_the_main_line(tmp_path: Path) -> None:
    root = held_since(repository(tmp_path / "r"))
    git(root, "checkout", "-q", "-b", "side")
    later = "registers/units/later.yaml"
    committed(root, {later: str(sound()["registers/units/bbsb.yaml"])})
    committed(root, {later: str(sound()["registers/units/bbsb.yaml"]).replace("BBSB", "QO")})
    git(root, "checkout", "-q", "main")
    committed(root, {"docs/x.md": "x\n"})
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side")
    assert lived(root) == []
    git(root, "checkout", "-q", "-b", "worse")
    committed(root, {later: str(sound()["registers/units/bbsb.yaml"])})
    git(root, "checkout", "-q", "main")
    committed(root, {"docs/y.md": "y\n"})
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "worse")
    (one,) = lived(root)
    assert git(root, "rev-parse", "HEAD")[:12] in one["message"]


def test_an_open_dossier_lives_freely_until_it_is_sealed(tmp_path: Path) -> None:
    root = held_since(repository(tmp_path / "r"))
    opened = {path: str(told) for path, told in second(seal=False, with_acts=False).items()}
    committed(root, opened)
    committed(root, {SECOND: opened[SECOND].replace("Биринчи", "Экинчи")})
    git(root, "rm", "-rq", f"{FOLDER}/1.1")
    committed(root, {DOC: markdown()})
    sealed = {path: str(told) for path, told in second().items()}
    committed(root, opened)
    committed(root, sealed)
    assert lived(root) == []
    bad = committed(root, {f"{FOLDER}/1.1/copy/umu-sms-dp-2.17.md": markdown(version="1.1")})
    (one,) = lived(root)
    assert bad[:12] in one["message"]


def test_an_answer_of_an_open_dossier_is_written_once(tmp_path: Path) -> None:
    root = held_since(repository(tmp_path / "r"))
    opened = {path: str(told) for path, told in second(seal=False, with_acts=False).items()}
    committed(root, opened)
    lawyer, checker = (f"{FOLDER}/1.1/agreements/{name}.yaml" for name in ("lawyer", "qa-specialist"))
    committed(root, {lawyer: opened[lawyer].replace("paper", "none")})
    committed(root, {checker: None})
    assert {one["path"] for one in lived(root)} == {lawyer, checker}


def test_an_entry_that_never_could_be_read_may_be_mended(tmp_path: Path) -> None:
    files = dict(sound()) | {"registers/units/broken.yaml": "schema: unit/1\ntitle: [\n"}
    root = held_since(repository(tmp_path / "r", files))  # type: ignore[arg-type]
    committed(root, {"registers/units/broken.yaml": str(sound()["registers/units/bbsb.yaml"])})
    assert lived(root) == []


def test_history_tells_how_much_there_is_and_refuses_what_it_cannot_see(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    code, _, err = sapat(root, "check", "--history")
    assert (code, "[history] since" in err) == (2, True)
    held_since(root)
    code, _, err = sapat(root, "check", "--history")
    assert code == 0
    assert "The clone has 2 commits and is whole." in err
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(shallow))
    code, _, err = sapat(shallow, "check", "--history")
    assert (code, "1 commits and is shallow" in err, "git fetch --unshallow" in err) == (2, True, True)
    assert checked(shallow)["examined"]["SAP914"] is None


@pytest.mark.parametrize("unknown", [False, True])
def test_since_is_a_commit_of_the_first_parents(tmp_path: Path, unknown: bool) -> None:
    root = repository(tmp_path / "r")
    git(root, "checkout", "-q", "-b", "side")
    aside = committed(root, {"docs/x.md": "x\n"})
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side")
    since = "0" * 40 if unknown else aside
    committed(root, {"sapat.toml": f'{SETTINGS}\n[history]\nsince = "{since}"\n'})
    code, out, _ = sapat(root, "check", "--history", "--format", "json")
    (one,) = json.loads(out)["findings"]
    assert (code, one["rule"], one["path"], one["line"]) == (1, "SAP913", "sapat.toml", LAST - 3)
    assert f"{since} is not on the main line" in one["message"]
    assert findings(root) == [], "a copy of the documents alone is judged without its history"
    held_since(root)
    assert sapat(root, "check", "--history")[0] == 0


def test_lines_of_settings_are_found() -> None:
    told = places('a = 1\n[x."ДП"]\n  b = 2\n[[w]]\nc = 1\n[[w]]\n"c" = 2\n# [no]\n')
    assert told == {
        ("a",): (1, 1),
        ("x", "ДП"): (2, 1),
        ("x", "ДП", "b"): (3, 3),
        ("w", 0): (4, 1),
        ("w", 0, "c"): (5, 1),
        ("w", 1): (6, 1),
        ("w", 1, "c"): (7, 1),
    }


def test_a_check_never_writes(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    write(root, {DOC: tampered(DOC, "көзөмөлдөйт", "x")[DOC], ".gitattributes": "*.md ident\n"})  # type: ignore[dict-item]
    sapat(root, "check")
    held = {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and "sapat/" not in str(p.relative_to(root))}
    sapat(root, "check", "--history")
    sapat(root, "check", "--base", "HEAD")
    assert {p: p.read_bytes() for p in held} == held
