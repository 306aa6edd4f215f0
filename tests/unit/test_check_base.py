"""`sapat check --base`: two trees as wholes; what a range brings or touches is its own, the rest is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sapat.rules import ranges
from tests.support.repo import SETTINGS, Dossier, digest, git, markdown, repository, sapat, sound, write
from tests.support.samples import DOC, Files
from tests.support.sealed import CODE, FOLDER, RECORD, SECOND, SLUG, second, tampered

ACT = "registers/acts/order-1.yaml"
UNIT = "registers/units/bbsb.yaml"
LAWYER = f"{FOLDER}/1.1/agreements/lawyer.yaml"
CHECKER = f"{FOLDER}/1.1/agreements/qa-specialist.yaml"
COPY = f"{FOLDER}/1.0/copy/{SLUG}.md"
NEW_UNIT = "registers/units/new.yaml"
DOC18 = "procedures/umu-sms-dp-2.18.md"
WRONG = markdown("ҮМУ-СМС-ДП-2.18")  # a document without a record: an error wherever it stands


def put(root: Path, files: Files) -> None:
    for path, told in files.items():
        if told is None:
            (root / path).unlink()
        else:
            write(root, {path: told})


def branch(root: Path, files: Files, base: Files | None = None) -> Path:
    """main with the sound repository and *base*; a branch with *files*, committed."""
    repository(root, {p: t for p, t in (sound() | (base or {})).items() if t is not None})
    git(root, "checkout", "-q", "-b", "change")
    put(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "change")
    return root


# all rules but the notes on scans of paper, which are wanting for every act of the samples
ALL = ("SAP0", "SAP1", "SAP2", "SAP30", "SAP31", "SAP32", "SAP34", *(f"SAP{n}" for n in range(4, 10)))


def against(root: Path, base: str = "main", *rules: str) -> dict[str, Any]:
    rules = rules or ALL
    code, out, err = sapat(root, "check", "--base", base, "--format", "json", *(f"--rule={r}" for r in rules))
    assert code in (0, 1), err
    told: dict[str, Any] = json.loads(out)
    assert code == (1 if any(one["severity"] == "error" for one in told["findings"]) else 0)
    return told


def errors_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in told["findings"] if one["severity"] == "error"]


def opened(**told: Any) -> Files:
    return second(seal=False, with_acts=False, **told)


GONE: Files = {path: None for path in sound() if path.startswith(FOLDER)}
REOPENED = opened(agreements={"x.yaml": ""})
del REOPENED[f"{FOLDER}/1.1/agreements/x.yaml"]
OTHER_CODE = markdown("ҮМУ-СМС-ДП-2.18")
SINCE = len(SETTINGS.splitlines()) + 3  # the line of `since` behind the settings


def since(digit: str) -> Files:
    """Settings that look at the history from a commit on."""
    return {"sapat.toml": f'{SETTINGS}\n[history]\nsince = "{digit * 40}"\n'}


# rule, the base, the change, path, line, a lawful change, words
CASES: list[tuple[str, Files, Files, str, int, Files, str]] = [
    (
        "SAP230",
        {},
        {UNIT: str(sound()[UNIT]) + "ended: 2026-03-31\n"},
        UNIT,
        1,
        {"registers/units/new.yaml": str(sound()[UNIT])},
        f"{UNIT}: a fact that was entered has been changed",
    ),
    ("SAP230", {}, {ACT: None}, ACT, 1, {}, "has been removed"),
    (
        "SAP230",
        {},
        {UNIT: None, "registers/units/quality.yaml": sound()[UNIT]},
        UNIT,
        1,
        {},
        "has been moved to registers/units/quality.yaml",
    ),
    ("SAP230", {}, GONE, RECORD, 1, {}, f"{FOLDER}/1.0: the dossier of a registered version has been removed"),
    (
        "SAP230",
        {},
        {**tampered(COPY, "көзөмөлдөйт", "x"), **tampered(DOC, "көзөмөлдөйт", "x")},
        COPY,
        1,
        second(),
        f"{COPY}: a fact that was entered",
    ),
    (
        "SAP230",
        {},
        {f"{FOLDER}/1.0/agreements/lawyer.yaml": None},
        f"{FOLDER}/1.0/agreements/lawyer.yaml",
        1,
        {},
        "has been removed",
    ),
    (
        "SAP230",
        {},
        {f"{FOLDER}/1.0/agreements/rector.yaml": sound()[f"{FOLDER}/1.0/agreements/lawyer.yaml"]},
        f"{FOLDER}/1.0/agreements/rector.yaml",
        1,
        {f"{FOLDER}/1.0/record.yaml.p-001.sig": "x\n"},
        "a file has come into a dossier after it was registered",
    ),
    (
        "SAP231",
        opened(),
        {LAWYER: None},
        LAWYER,
        1,
        {**{path: None for path in opened() if path.startswith(FOLDER)}, DOC: markdown()},
        "only a part of the open",
    ),
    (
        "SAP231",
        opened(),
        {SECOND: None},
        SECOND,
        1,
        {**REOPENED, LAWYER: None, CHECKER: None},
        "only a part of the open",
    ),
    ("SAP231", opened(), tampered(LAWYER, "result: yes", "result: no", opened()), LAWYER, 1, second(), "written once"),
    ("SAP232", {}, {DOC: OTHER_CODE}, DOC, 2, {DOC18: OTHER_CODE}, f"the code was {CODE} and is now ҮМУ-СМС-ДП-2.18"),
    ("SAP233", second(), {DOC: markdown()}, DOC, 5, second(), "version 1.1 is registered, but the text now says 1.0"),
    ("SAP234", since("a"), since("b"), "sapat.toml", SINCE, since("a"), f"since was {'a' * 40} and is now {'b' * 40}"),
]


@pytest.mark.parametrize(
    ("rule", "base", "wrong", "path", "line", "right", "says"), CASES, ids=[f"{c[0]} {c[6]}" for c in CASES]
)
def test_a_range_that_breaks_a_fact_is_named(
    tmp_path: Path, rule: str, base: Files, wrong: Files, path: str, line: int, right: Files, says: str
) -> None:
    told = against(branch(tmp_path / "wrong", wrong, base))["findings"]
    mine = [one for one in told if one["rule"] == rule]
    assert [(one["path"], one["line"]) for one in mine] == [(path, line)], told
    assert says in mine[0]["message"]
    assert mine[0]["document"] == (CODE if path.startswith((FOLDER, DOC)) and rule != "SAP232" else mine[0]["document"])
    if rule == "SAP230":
        assert "sapat amend" in mine[0]["do"]
    near = against(branch(tmp_path / "right", right, base if rule != "SAP233" else {}))
    assert [one for one in near["findings"] if one["rule"] == rule] == []
    assert near["examined"][rule] >= 1


def test_every_rule_of_ranges_has_a_case() -> None:
    assert {one.id for one in ranges.RULES} == {case[0] for case in CASES}


def test_an_unsealed_dossier_is_dropped_whole_or_sealed(tmp_path: Path) -> None:
    dropped: Files = {path: None for path in opened() if path.startswith(FOLDER)}
    assert against(branch(tmp_path / "a", {**dropped, DOC: markdown()}, opened()))["findings"] == []
    assert against(branch(tmp_path / "b", second(), opened()))["findings"] == []


def test_two_versions_sealed_in_one_branch_are_a_lawful_range(tmp_path: Path) -> None:
    made = second()
    text = markdown(version="1.2", body="# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nҮчүнчү текст.\n")
    third = Dossier(
        SLUG,
        "1.2",
        CODE,
        {f"{SLUG}.md": text},
        kind="change",
        suffix="3",
        effective="2026-03-25",
        previous=digest(str(made[SECOND]).encode()),
    )
    assert against(branch(tmp_path / "r", {**made, **third.files(), DOC: text}))["findings"] == []


def test_a_skipped_version_is_found_in_a_range(tmp_path: Path) -> None:
    told = against(branch(tmp_path / "r", second("1.2")))["findings"]
    assert [one["rule"] for one in told] == ["SAP204"]


def test_a_document_removed_instead_of_withdrawn_is_found_in_a_range(tmp_path: Path) -> None:
    told = against(branch(tmp_path / "r", {DOC: None}), "main", "SAP2")["findings"]
    assert [(one["rule"], one["document"]) for one in told] == [("SAP209", CODE)]


def test_findings_that_were_there_before_are_counted_and_do_not_fail(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", {"docs/x.md": "x\n"}, {DOC18: WRONG})
    told = against(root)
    assert told["findings"] == []
    assert told["outside"] >= 1
    code, out, _ = sapat(root, "check", "--base", "main")
    assert code == 0
    assert "neither brings nor touches" in out
    assert sapat(root, "check")[0] == 1


def test_findings_of_documents_the_range_touches_are_its_own(tmp_path: Path) -> None:
    touched = WRONG.replace("көзөмөлдөйт", "баштайт")
    told = against(branch(tmp_path / "r", {DOC18: touched}, {DOC18: WRONG}))
    assert [one["rule"] for one in told["findings"]] == ["SAP201"]
    assert told["outside"] == 0


def test_a_second_finding_of_the_same_kind_is_not_hidden_by_the_first(tmp_path: Path) -> None:
    """Two mixed-script words of which one was there: the document is touched, so both are told; elsewhere, the new one."""
    other = "procedures/umu-sms-dp-2.16.md"
    wrong = markdown("ҮМУ-СМС-ДП-2.16")
    told = against(branch(tmp_path / "r", {other: wrong}, {DOC18: WRONG}))
    assert [one["path"] for one in told["findings"] if one["rule"] == "SAP201"] == [other]
    assert told["outside"] >= 1


def test_a_line_that_moved_is_no_new_finding(tmp_path: Path) -> None:
    """The settings are not a document: a finding there is old by its rule, path and words, wherever its line went."""
    bad = str(sound()["sapat.toml"]).replace('types = ["САЯ", "ЖБ"]', 'types = ["САЯ", "ЖБ", "ЖЖ"]')
    told = against(branch(tmp_path / "r", {"docs/x.md": "x\n"}, {"sapat.toml": bad}))
    assert (told["findings"], told["outside"]) == ([], 1)


def test_the_work_tree_is_the_head_and_the_merge_base_the_start(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", {})
    git(root, "checkout", "-q", "main")
    put(root, {"registers/units/later.yaml": str(sound()[UNIT])})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "main goes on")
    git(root, "checkout", "-q", "change")
    assert against(root)["findings"] == [], "what main got meanwhile is nothing that this branch took away"
    put(root, {ACT: None})
    assert {one["rule"] for one in against(root)["findings"]} >= {"SAP230"}


def test_what_a_later_commit_mends_is_mended(tmp_path: Path) -> None:
    """A text, and a fact that the branch itself brings, may be wrong for a while."""
    root = branch(tmp_path / "r", {DOC18: WRONG, NEW_UNIT: str(sound()[UNIT]).replace("head: qa-head", "head: nobody")})
    put(root, {DOC18: None, NEW_UNIT: sound()[UNIT]})
    git(root, "commit", "-qam", "mended")
    assert against(root)["findings"] == []


def test_a_fact_edited_and_put_back_is_told_commit_by_commit(tmp_path: Path) -> None:
    """History would keep the forged state for ever, and the server's hook refuses it; so the branch is told in time."""
    root = branch(tmp_path / "r", {ACT: str(sound()[ACT]).replace("1/0", "1/1")})
    put(root, {ACT: sound()[ACT]})
    git(root, "commit", "-qam", "put back")
    told = against(root)["findings"]
    assert [(one["rule"], one["path"]) for one in told] == [("SAP914", ACT)]
    assert "git rebase -i" in told[0]["do"]


def test_a_bare_repository_is_judged_by_its_head(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", {ACT: None})
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(root), str(bare))
    assert {one["rule"] for one in against(bare)["findings"]} >= {"SAP230"}


def test_without_a_merge_base_nothing_can_be_said(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", {})
    code, _, err = sapat(root, "check", "--base", "no-such")
    assert (code, "there is no commit 'no-such'" in err) == (2, True)
    git(root, "checkout", "-q", "--orphan", "alone")
    git(root, "commit", "-qm", "alone")
    code, _, err = sapat(root, "check", "--base", "main")
    assert (code, "no merge base" in err) == (2, True)
    code, _, err = sapat(root, "check", "--base=--output=/tmp/x")
    assert code == 2
    folder = write(tmp_path / "zip", dict(sound()))  # type: ignore[arg-type]
    assert sapat(folder, "check", "--base", "main")[0] == 2


def test_a_shallow_clone_that_lacks_the_start_names_the_cure(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", {"docs/x.md": "x\n"})
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(shallow))
    code, _, err = sapat(shallow, "check", "--base", "HEAD~1")
    assert (code, "git fetch --unshallow" in err) == (2, True)
    git(shallow, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    code, _, err = sapat(shallow, "check", "--base", "origin/main")
    assert (code, "git fetch --unshallow" in err) == (2, True)


def test_the_computed_list_of_changes_is_not_edited_in_a_range(tmp_path: Path) -> None:
    told = errors_of(against(branch(tmp_path / "r", {"CHANGELOG.md": "x\n"})))
    assert [(one["rule"], one["path"]) for one in told] == [("SAP909", "CHANGELOG.md")]
    root = branch(tmp_path / "s", {})
    git(root, "checkout", "-q", "main")
    assert sapat(root, "changelog")[0] == 0
    assert errors_of(against(root, "HEAD")) == []
    git(root, "checkout", "-q", "change")
    assert [one["rule"] for one in errors_of(against(root))] == ["SAP909"], "not even rightly: it is made on main"


def test_without_a_base_the_rules_of_ranges_are_not_applicable(tmp_path: Path) -> None:
    code, out, _ = sapat(repository(tmp_path / "r"), "check", "--format", "json")
    examined = json.loads(out)["examined"]
    assert code == 0
    assert {examined[rule.id] for rule in ranges.RULES} == {None}
