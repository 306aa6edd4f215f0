"""`sapat build`: one commit in, one site out; what may not be published stops it, nothing else does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.world import TODAY, built, commit, tree, world
from tests.support.repo import git, repository, sapat, sound

DOC = "d/umu-sms-dp-2.17/index.html"
COPY = "registers/changes/umu-sms-dp-2.17/1.0/copy/umu-sms-dp-2.17.md"
RECORD = "registers/changes/umu-sms-dp-2.17/1.0/record.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "r")


def refused(root: Path, out: Path, *rules: str) -> str:
    """What a build says that must be refused with findings of *rules*."""
    code, said, _ = sapat(root, "build", "-o", str(out))
    assert code == 1, said
    assert all(rule in said for rule in rules), said
    assert not out.exists()
    return said


def test_the_build_says_where_the_site_is(root: Path, tmp_path: Path) -> None:
    code, said, _ = sapat(root, "build", "-o", str(tmp_path / "site"))
    assert code == 0
    assert str(tmp_path / "site" / "index.html") in said
    assert "In force: 1. Drafts: 0." in said


def test_a_working_text_unlike_its_sealed_one_changes_nothing_on_the_site(root: Path, tmp_path: Path) -> None:
    before = built(root, tmp_path / "before")
    path = root / "procedures/umu-sms-dp-2.17.md"
    path.write_text(path.read_text().replace("көзөмөлдөйт", "көзөмөлдөбөйт"))
    assert built(root, tmp_path / "uncommitted") == before
    git(root, "commit", "-qam", "A letter", day="2026-03-10T12:00:00+06:00")
    assert sapat(root, "check")[0] == 1
    assert built(root, tmp_path / "committed")[DOC] == before[DOC]


def test_a_control_copy_unlike_its_hashes_stops_the_build(root: Path, tmp_path: Path) -> None:
    path = root / COPY
    path.write_text(path.read_text().replace("көзөмөлдөйт", "көзөмөлдөбөйт"))
    git(root, "commit", "-qam", "Tampered")
    said = refused(root, tmp_path / "site", "SAP210")
    assert COPY in said or RECORD in said


def test_an_unreadable_dossier_stops_the_build(root: Path, tmp_path: Path) -> None:
    (root / RECORD).write_text("schema: change/1\ndocument: [\n")
    git(root, "commit", "-qam", "Broken")
    refused(root, tmp_path / "site", "SAP0")


def test_a_version_nobody_agreed_to_stops_the_build(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / "registers/changes/umu-sms-dp-2.17/1.0/agreements")
    git(root, "commit", "-qam", "No agreement")
    refused(root, tmp_path / "site", "SAP213")


def test_a_sealed_text_that_can_run_code_stops_the_build_although_the_working_text_is_clean(tmp_path: Path) -> None:
    from tests.support.repo import Dossier, markdown

    text = markdown(body="# Иш кагаздар\n\n<script>alert(1)</script>\n\n[бас](javascript:alert(1))\n")
    made = Dossier("umu-sms-dp-2.17", "1.0", "ҮМУ-СМС-ДП-2.17", {"umu-sms-dp-2.17.md": text})
    refused(repository(tmp_path / "r", {**sound(), **made.files()}), tmp_path / "site", "SAP801", "SAP802")


def test_being_late_stops_nothing(root: Path, tmp_path: Path) -> None:
    site = built(root, tmp_path / "site", today="2031-01-01")
    assert "Кайра кароонун мөөнөтү 15.03.2029 күнү өткөн" in site[DOC].decode()


def test_an_open_record_that_lacks_everything_stops_nothing(root: Path, tmp_path: Path) -> None:
    path = "registers/changes/umu-sms-dp-2.17/1.1/record.yaml"
    commit(root, {path: 'schema: change/1\ndocument: ҮМУ-СМС-ДП-2.17\nversion: "1.1"\nkind: change\n'})
    site = built(root, tmp_path / "site")
    assert "Документ күчүндө, жаңы версиясы даярдалып жатат" in site[DOC].decode()


def test_a_former_commit_is_built_as_it_was(tmp_path: Path) -> None:
    root = world(tmp_path / "r")
    first = git(root, "rev-parse", "HEAD").strip()
    before = built(root, tmp_path / "before")
    commit(
        root, {"docs/about.md": "# Башка\n\nСөз.\n", "mkdocs.yml": "site_name: x\nplugins: [sapat]\ntheme: material\n"}
    )
    assert built(root, tmp_path / "after")["about.html"] != before["about.html"]
    assert built(root, tmp_path / "again", "--at", first) == before


def test_the_draft_preview_carries_its_mark_on_every_page(tmp_path: Path) -> None:
    root = world(tmp_path / "r")
    path = root / "procedures/umu-sms-dp-2.10.md"
    path.write_text(path.read_text() + "\nЖаңы сап.\n")
    site = built(root, tmp_path / "site", "--draft")
    pages = {url: data.decode() for url, data in site.items() if url.endswith(".html") and url != "404.html"}
    assert "Жаңы сап." in pages["d/umu-sms-dp-2.10/index.html"]
    for url, told in pages.items():
        assert 'class="sp-draft"' in told, url
        assert 'class="sp-watermark"' in told, url
        assert "<title>ДОЛБООР · " in told, url
        assert 'name="robots" content="noindex"' in told, url


def test_the_site_is_of_the_day_asked_for(tmp_path: Path) -> None:
    root = world(tmp_path / "r")
    assert "Эски сөз" in built(root, tmp_path / "april", today="2026-04-20")[DOC].decode()
    assert "Келечек" in built(root, tmp_path / "september", today="2026-09-01")[DOC].decode()


def test_a_folder_with_other_things_is_never_emptied(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    code, _, complaint = sapat(root, "build", "-o", str(tmp_path / "mine"))
    assert code == 2
    assert "holds other things" in complaint
    assert (tmp_path / "mine" / "letter.txt").exists()


def test_a_second_build_replaces_the_first(root: Path, tmp_path: Path) -> None:
    first = built(root, tmp_path / "site")
    (tmp_path / "site" / "stale.html").write_text("x")
    assert built(root, tmp_path / "site") == first


def test_mkdocs_build_gives_the_same_bytes(tmp_path: Path) -> None:
    root = world(tmp_path / "r")
    commit(
        root,
        {"mkdocs.yml": "site_name: x\nsite_url: https://umu.example/\ntheme: {name: material}\nplugins: [sapat]\n"},
    )
    ours = built(root, tmp_path / "ours")
    (root / "docs/about.md").write_text("# Жаңы\n\nБул сап коммитте жок.\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(tmp_path / "theirs")]
    done = subprocess.run(command, cwd=root, env=os.environ | {"SAPAT_TODAY": TODAY}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "theirs") == ours


def test_mkdocs_build_refuses_what_sapat_build_refuses(root: Path, tmp_path: Path) -> None:
    commit(
        root,
        {
            "mkdocs.yml": "site_name: x\ntheme: material\nplugins: [sapat]\n",
            "docs/a.md": "# A\n",
            COPY: "---\ncode: x\n---\n",
        },
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=root, env=os.environ | {"SAPAT_TODAY": TODAY}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "SAP210" in done.stderr
    assert not (tmp_path / "site").exists()


def test_staged_pages_pass_through_another_generator_unchanged(tmp_path: Path) -> None:
    """The files are built by MkDocs without us, and every word of our pages stands on theirs."""
    root = world(tmp_path / "r")
    site = built(root, tmp_path / "site")
    code, said, complaint = sapat(root, "build", "--stage", str(tmp_path / "plain/docs"), today=TODAY)
    assert code == 0, said + complaint
    (tmp_path / "plain/mkdocs.yml").write_text("site_name: x\nuse_directory_urls: false\nplugins: []\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "theirs")]
    subprocess.run(command, cwd=tmp_path / "plain", check=True)
    theirs = tree(tmp_path / "theirs")
    for url, data in site.items():
        if url.startswith("V/"):  # a page of its own, byte for byte
            assert theirs[url] == data, url
        elif url.endswith(".html") and url != "404.html":
            told = data.decode()
            body = told.partition('class="sp-print-body">')[2].partition('<div class="sp-print-foot"')[0]
            start = body.index("<h1")
            assert body[start : body.index("</h1>", start)] in theirs[url].decode(), url
            assert words(body) in words(theirs[url].decode()), url
    pictures = {url for url in site if url.startswith("assets/b/")}
    assert pictures
    assert all(theirs[url] == site[url] for url in pictures)


def words(html: str) -> str:
    import re

    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def test_a_folder_without_git_is_built_from_its_files(tmp_path: Path) -> None:
    from tests.support.repo import write

    root = write(tmp_path / "zip", dict(sound()))
    assert DOC in built(root, tmp_path / "site")


def test_two_pages_at_one_address_are_refused_in_words(root: Path, tmp_path: Path) -> None:
    commit(root, {"docs/rules.md": "# Менин эрежелерим\n"})
    code, _, complaint = sapat(root, "build", "-o", str(tmp_path / "site"))
    assert code == 2
    assert "rules.html" in complaint


def test_draft_and_commit_exclude_each_other(root: Path) -> None:
    code, _, complaint = sapat(root, "build", "--draft", "--at", "HEAD")
    assert code == 2
    assert "--draft" in complaint
