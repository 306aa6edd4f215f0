"""A PDF that cannot be made is told wherever one is looked for: by `pdf --all`, by the build, on the page, among the rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf.paper import CODE, SLUG, printed, rules, world
from tests.site import world as site_world
from tests.support.repo import git, sapat, write

DEEP = "сөз\n\n" + "> " * 60 + "терең\n"  # quotations one in another: the compiler gives up
COPY = f"registers/changes/{SLUG}/1.0/copy/{SLUG}.md"
PAGE = f"d/{SLUG}/index.html"


def published(root: Path) -> Path:
    """The repository with `[publish] pdf = true`."""
    settings = (root / "sapat.toml").read_text()
    write(root, {"sapat.toml": settings + "\n[publish]\npdf = true\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "PDFs")
    return root


def test_all_answers_one_and_names_the_document_that_was_refused(tmp_path: Path) -> None:
    told = printed(world(tmp_path / "r", DEEP), "--all", out=tmp_path / "out", expect=1)
    assert rules(told) == [("SAP850", COPY, 15)]
    assert told["findings"][0]["document"] == CODE
    assert told["findings"][0]["do"]
    assert told["files"][0]["path"] is None


def test_all_prints_the_others_when_one_text_does_not_fit_its_seal(tmp_path: Path) -> None:
    root = site_world.world(tmp_path / "r")
    slug = site_world.slug("7")
    copies = sorted((root / "registers" / "changes" / slug).glob("*/copy/*.md"))
    copies[-1].write_text(copies[-1].read_text() + "\nКошулган сап.\n")
    git(root, "commit", "-qam", "Tampered")
    told = printed(root, "--all", out=tmp_path / "out", today=site_world.TODAY, expect=1)
    assert [one["slug"] for one in told["files"]] == [site_world.slug("17"), "umu-sms-saya-1"]
    code, _, complaint = sapat(root, "pdf", "--all", "-o", str(tmp_path / "out"), today=site_world.TODAY)
    assert code == 1
    assert "SAP2" in complaint
    assert site_world.code("7") in complaint


def test_the_build_says_which_pdf_is_not_there_and_the_page_says_why(tmp_path: Path) -> None:
    root = published(world(tmp_path / "r", DEEP))
    code, said, complaint = sapat(root, "build", "-o", str(tmp_path / "site"))
    assert code == 0, said + complaint  # reading is never blocked
    assert "SAP850" in complaint
    assert COPY in complaint
    assert "→ make this place" in complaint
    page = (tmp_path / "site" / PAGE).read_text()
    assert "PDF түзүлгөн жок" in page
    assert not list((tmp_path / "site" / "d" / SLUG).glob("*.pdf"))


def test_the_build_says_what_a_pdf_does_not_show(tmp_path: Path) -> None:
    root = published(world(tmp_path / "r", "сөз 🙂\n"))
    code, said, complaint = sapat(root, "build", "-o", str(tmp_path / "site"))
    assert code == 0, said + complaint
    assert "SAP852" in complaint
    assert f'href="../../d/{SLUG}/{SLUG}_v1.0.pdf"' in (tmp_path / "site" / PAGE).read_text()


def test_a_sound_build_says_nothing_of_pdfs(tmp_path: Path) -> None:
    root = published(world(tmp_path / "r", "сөз\n"))
    code, _, complaint = sapat(root, "build", "-o", str(tmp_path / "site"))
    assert code == 0
    assert "SAP85" not in complaint


def test_mkdocs_warns_of_it(tmp_path: Path) -> None:
    root = published(world(tmp_path / "r", DEEP))
    write(root, {"mkdocs.yml": "site_name: x\ntheme: {name: material}\nplugins: [sapat]\n", "docs/index.md": "# x\n"})
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert "SAP850" in done.stderr
    assert COPY in done.stderr


@pytest.mark.parametrize(("until", "code"), [("2026-06-01", 0), ("2026-03-01", 1)])
def test_a_waiver_sets_a_finding_of_paper_aside_for_a_while_and_stays_visible(
    tmp_path: Path, until: str, code: int
) -> None:
    root = world(tmp_path / "r", "сөз 🙂\n")
    waiver = f'\n[[waivers]]\nrule = "SAP852"\ndocument = "{CODE}"\nreason = "Кийинки версияда"\nuntil = {until}\n'
    write(root, {"sapat.toml": (root / "sapat.toml").read_text() + waiver})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A waiver")
    told = printed(root, CODE, out=tmp_path / "out", expect=code)
    assert len(told["waived"]) == 1 - code
    assert len(told["findings"]) == code
    assert "SAP912" not in sapat(root, "check", "--rule", "SAP912")[1]  # such a rule exists


def test_the_rules_of_paper_are_known_to_check_and_never_told_as_passed(tmp_path: Path) -> None:
    root = world(tmp_path / "r", "сөз 🙂\n")
    code, said, _ = sapat(root, "check", "--rule", "SAP85", "--format", "json")
    assert code == 0
    assert json.loads(said)["examined"] == {f"SAP85{number}": None for number in range(9)}


def test_every_fault_of_the_press_has_a_rule_and_a_sentence() -> None:
    from sapat.render.faults import KINDS
    from sapat.rules.printing import RULES

    known = {(rule.id, says) for rule in RULES for says in rule.says}
    assert set(KINDS.values()) == known
