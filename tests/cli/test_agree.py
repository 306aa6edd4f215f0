"""`sapat agree`: an answer of a role to exactly these bytes, written once."""

from __future__ import annotations

from pathlib import Path

from tests.support.repo import git, repository, write
from tests.support.verbs import CODE, SLUG, done, edit, refused, save

FOLDER = f"registers/changes/{SLUG}/1.1/agreements"
YES = ("--meaning", "agree", "--result", "yes")


def _open(tmp_path: Path) -> Path:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE)
    return root


def test_an_answer_names_role_meaning_day_and_the_digest_of_the_text(tmp_path: Path) -> None:
    root = _open(tmp_path)
    done(root, "agree", CODE, "--role", "lawyer", *YES, "--evidence", "none", "--by", "lawyer")
    told = (root / FOLDER / "lawyer.yaml").read_text(encoding="utf-8").splitlines()
    assert told[:4] == ["schema: agreement/1", "role: lawyer", "meaning: agree", 'result: "yes"']
    assert told[5:] == ["date: 2026-04-01", "by: {role: lawyer}", "evidence: none"]


def test_a_new_text_asks_for_a_new_round(tmp_path: Path) -> None:
    root = _open(tmp_path)
    done(
        root,
        "agree",
        CODE,
        "--role",
        "lawyer",
        "--meaning",
        "agree",
        "--result",
        "remarks",
        "--remarks",
        "Толуктоо керек",
    )
    edit(root, f"procedures/{SLUG}.md", "Бул процедура", "Ушул процедура")
    out = done(root, "agree", CODE, "--role", "lawyer", *YES)
    assert "lawyer-2.yaml" in out
    assert "round: 2" in (root / FOLDER / "lawyer-2.yaml").read_text(encoding="utf-8")


def test_one_role_may_check_and_agree(tmp_path: Path) -> None:
    root = _open(tmp_path)
    done(root, "agree", CODE, "--role", "lawyer", *YES)
    done(root, "agree", CODE, "--role", "lawyer", "--meaning", "check", "--result", "yes")
    assert sorted(one.name for one in (root / FOLDER).iterdir()) == ["lawyer-check.yaml", "lawyer.yaml"]


def test_what_is_left_is_named_and_nothing_is_when_all_is_given(tmp_path: Path) -> None:
    root = _open(tmp_path)
    assert "answers still to come: qa-specialist; then: sapat approve" in done(
        root, "agree", CODE, "--role", "lawyer", *YES
    )
    out = done(root, "agree", CODE, "--role", "qa-specialist", "--meaning", "check", "--result", "yes")
    assert f"every answer is given: sapat approve {CODE}" in out


def test_saying_yes_twice_to_the_same_bytes_is_refused(tmp_path: Path) -> None:
    root = _open(tmp_path)
    done(root, "agree", CODE, "--role", "lawyer", *YES)
    assert "has said yes" in refused(root, "agree", CODE, "--role", "lawyer", *YES)


def test_without_an_open_record_there_is_nothing_to_agree_to(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert "sapat revise" in refused(root, "agree", CODE, "--role", "lawyer", *YES)
    assert f"did you mean {CODE}" in refused(root, "agree", "ҮМУ-СМС-ДП-2.16", "--role", "lawyer", *YES)


def test_an_answer_may_come_from_a_file(tmp_path: Path) -> None:
    root = _open(tmp_path)
    form = write(tmp_path, {"f.yaml": "role: lawyer\nmeaning: agree\nresult: yes\ndate: 2026-03-31\n"}) / "f.yaml"
    done(root, "agree", CODE, "--from", str(form))
    assert "date: 2026-03-31" in (root / FOLDER / "lawyer.yaml").read_text(encoding="utf-8")
    broken = write(tmp_path, {"g.yaml": "role: lawyer\nrole: x\n"}) / "g.yaml"
    assert "twice" in refused(root, "agree", CODE, "--from", str(broken))
    wrong = write(tmp_path, {"h.yaml": "role: lawyer\nmeening: agree\n"}) / "h.yaml"
    assert "did you mean 'meaning'" in refused(root, "agree", CODE, "--from", str(wrong))
    assert "readable" in refused(root, "agree", CODE, "--from", str(tmp_path / "none.yaml"))


def test_five_agreements_in_five_branches_merge_without_conflict(tmp_path: Path) -> None:
    root = _open(tmp_path)
    for role in ("dean", "hr-head", "archive-head"):
        done(root, "add", "roles", "--id", role, "--title.ky", role, "--unit", "bbsb")
        done(
            root,
            "add",
            "appointments",
            "--id",
            f"{role}-1",
            "--role",
            role,
            "--kind",
            "permanent",
            "--since",
            "2020-01-01",
        )
    save(root)
    roles = ("lawyer", "qa-head", "dean", "hr-head", "archive-head")
    for role in roles:
        git(root, "switch", "-q", "-c", f"by-{role}", "main")
        done(root, "agree", CODE, "--role", role, *YES)
        save(root)
    git(root, "switch", "-q", "main")
    for role in roles:
        git(root, "merge", "-q", "--no-ff", "-m", "Merge", f"by-{role}")
    assert len(list((root / FOLDER).iterdir())) == 5
