"""`sapat changelog`: CHANGELOG.md is a function of the facts."""

from __future__ import annotations

from pathlib import Path

from tests.support.repo import findings, git, repository
from tests.support.verbs import CODE, TODAY, add_acts, agree, done, edit, refused, save, tried

SOUND = """\
# Документтердеги өзгөрүүлөр

Бул тизме каттоодон өткөн жазуулардан эсептелет (`sapat changelog`); аны кол менен оңдобоңуз.

## 2026-03-15

### Жаңы документтер

- **ҮМУ-СМС-ДП-2.17** «Иш кагаздарды башкаруу», 1.0-версия: Биринчи текст. Негизи: ИСО 9001 талабы. \
Чечим № 1, 2026-03-05 (Окумуштуулар кеңеши); буйрук № 1/0, 2026-03-09.
"""


def test_it_lists_what_was_registered_and_says_that_it_is_computed(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "changelog")
    assert (root / "CHANGELOG.md").read_text(encoding="utf-8") == SOUND
    assert tried(root, "changelog", "--check")[0] == 0


def test_it_does_not_depend_on_the_day(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "changelog", today="2026-03-11")
    assert tried(root, "changelog", "--check", today="2031-01-01")[0] == 0


def test_newer_changes_stand_above_and_a_check_sees_what_is_missing(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "changelog")
    done(
        root,
        "amend",
        CODE,
        "--kind",
        "administrative",
        "--since",
        "2026-05-01",
        "--set",
        "owner=lawyer",
        "--why",
        "Буйрук",
    )
    done(root, "revise", CODE, "--summary", "Экинчи", "--basis", "Негизи", "--analysis", "Аз")
    edit(root, "procedures/umu-sms-dp-2.17.md", "Бул процедура", "Ушул процедура")
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-02")
    code, out, _ = tried(root, "changelog", "--check")
    assert code == 1
    assert "sapat changelog" in out
    done(root, "changelog")
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    places = [text.index(part) for part in ("## 2026-05-01", "Административдик", "жооптуу — lawyer. Буйрук.", "## 2026-04-02", "### Өзгөртүүлөр", "1.1-версия: Экинчи.", "## 2026-03-15")]  # fmt: skip
    assert places == sorted(places)
    save(root)
    assert "Nothing changed" in done(root, "changelog")


def test_a_repository_without_registered_documents_has_an_empty_list(tmp_path: Path) -> None:
    from tests.support.repo import SETTINGS, people

    root = repository(tmp_path / "r", {"sapat.toml": SETTINGS, **people()})
    done(root, "changelog")
    assert "азырынча жок" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_it_is_made_on_the_main_line_only_and_never_asked_of_a_branch(tmp_path: Path) -> None:
    """A pull request brings facts; the list of them is made where they have arrived."""
    root = repository(tmp_path / "r")
    done(root, "changelog")
    save(root)
    git(root, "checkout", "-q", "-b", "side")
    done(root, "review", CODE, "--verdict", "unchanged")
    done(root, "withdraw", CODE, "--summary", "Керек эмес", "--basis", "Аудит")
    done(root, "revise", CODE, "--drop")
    acts = add_acts(root, CODE)
    done(root, "revise", CODE, "--summary", "Жаңы сөз", "--basis", "Аудит", "--analysis", "Таасири каралды")
    edit(root, "procedures/umu-sms-dp-2.17.md", "көзөмөлдөйт", "көзөмөлгө алат")
    agree(root, CODE)
    done(root, "approve", CODE, *acts, "--effective", "2026-04-10")
    save(root)
    assert "on the main line 'main' only" in refused(root, "changelog")
    assert {one["rule"] for one in findings(root, "SAP908", "SAP909", today=TODAY, base="main")} == set()
    git(root, "checkout", "-q", "--detach")  # as a forge checks a pull request out
    assert {one["rule"] for one in findings(root, "SAP908", "SAP909", today=TODAY, base="main")} == set()
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "side")
    assert {one["rule"] for one in findings(root, "SAP908", today=TODAY)} == {"SAP908"}
    done(root, "changelog")
    assert findings(root, "SAP908", "SAP909", today=TODAY) == []
