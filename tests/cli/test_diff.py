"""`sapat diff`: what changed between two versions of a document."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from tests.site.world import MANUAL, TODAY, world
from tests.support.repo import sapat

CODE = "ҮМУ-СМС-ДП-2.17"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("diff") / "r")


def diff(root: Path, *args: str, lang: str = "en") -> str:
    code, out, err = sapat(root, "diff", *args, lang=lang, today=TODAY)
    assert (code, err) == (0, "")
    return out


def test_it_tells_figures_sections_and_the_changed_lines_with_plain_marks(root: Path) -> None:
    out = diff(root, CODE, "1.0", "1.1")
    assert re.match(rf"{CODE} .*: Changes 1\.0 → 1\.1\n", out)
    assert re.search(r"^Words: \+\d+, −\d+; sections changed: 1; sections added: 1\.$", out, re.MULTILINE)
    assert "  Changed  1. Максаты" in out
    assert "## 1. Максаты" in out
    assert "{+" in out
    assert "[-" in out
    assert "\x1b" not in out


def test_the_new_side_of_the_marks_is_the_new_text(root: Path) -> None:
    out = diff(root, CODE, "1.1", "1.2")
    assert "{+Келечек.+}" in out
    assert "[-" in out
    back = diff(root, CODE, "1.2", "1.1")
    assert "[-Келечек.-]" in back


def test_the_answer_is_in_the_language_of_the_reader(root: Path) -> None:
    for lang, words in {"ky": "Сөздөр: +", "ru": "Слова: +", "en": "Words: +"}.items():
        assert words in diff(root, CODE, "1.0", "1.1", lang=lang)


def test_the_working_text_is_compared_by_its_name(root: Path, tmp_path: Path) -> None:
    mine = world(tmp_path / "r")
    assert "The text did not change." in diff(mine, CODE, "1.2", "work")
    path = mine / "procedures/umu-sms-dp-2.17.md"
    path.write_text(path.read_text().replace("Келечек.", "Келечек жакын.").replace("owner: qa-head", "owner: lawyer"))
    out = diff(mine, CODE, "1.2", "work")
    assert "Келечек{+ жакын+}." in out
    assert re.search(r"Owner: \[-.+-\]\{\+.+\+\}", out)
    assert "1.2 → working text" in out


def test_a_document_of_many_files_is_compared_as_one_text(tmp_path: Path) -> None:
    mine = world(tmp_path / "r")
    (mine / "policies/manual/02-bolum.md").write_text("# 2. Бөлүм\n\n## Соңку\n\nАягы келди.\n")
    (mine / "policies/manual/schema.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    out = diff(mine, MANUAL, "1.0", "work")
    assert "## Соңку" in out
    assert "{+Аягы келди.+}" in out
    assert "[-[Схема]-]{+[Схема]+}" in out  # the same name, another picture


def test_a_version_that_is_not_there_is_answered_with_those_that_are(root: Path) -> None:
    code, out, err = sapat(root, "diff", CODE, "1.0", "7.7", lang="en", today=TODAY)
    assert (code, out) == (2, "")
    assert f"{CODE} has no text 7.7" in err
    assert "these can be compared: 1.0, 1.1, 1.2, work" in err
    code, _, err = sapat(root, "diff", "ҮМУ-СМС-ДП-2.4", "1.0", "1.1", lang="en", today=TODAY)
    assert code == 2  # a withdrawal has no text
    assert "these can be compared: 1.0" in err
    assert sapat(root, "diff", "ҮМУ-СМС-ДП-2.99", "1.0", "1.1")[0] == 2


def test_the_file_is_whole_loads_nothing_and_runs_nothing(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "айырма.html"
    out = diff(root, CODE, "1.0", "1.1", "--html", str(target))
    assert str(target) in out
    text = target.read_text()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    seal = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{seal}'; img-src data:" in text
    assert ".sp-ins {" in style[1]
    assert "prefers-color-scheme: dark" in style[1]
    assert "LIGHT" not in style[1]
    assert not re.search(r'<script|<link|style="|src="(?!data:)|href="(?!#|https?:)', text)
    assert '<ins class="sp-ins">' in text
    assert '<html lang="en">' in text


def test_pictures_stand_inside_the_file(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "d.html"
    diff(root, MANUAL, "1.0", "work", "--html", str(target))
    assert 'src="data:image/svg+xml;base64,' not in target.read_text()  # nothing changed, so no text is shown
    mine = world(tmp_path / "r")
    (mine / "policies/manual/schema.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    diff(mine, MANUAL, "1.0", "work", "--html", str(target))
    assert target.read_text().count('src="data:image/svg+xml;base64,') == 2


def test_the_file_is_the_same_bytes_every_time(root: Path, tmp_path: Path) -> None:
    made = []
    for name in ("a.html", "b.html"):
        diff(root, CODE, "1.0", "1.1", "--html", str(tmp_path / name))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_a_place_that_cannot_be_written_is_told(root: Path, tmp_path: Path) -> None:
    code, _, err = sapat(root, "diff", CODE, "1.0", "1.1", "--html", str(tmp_path / "no" / "d.html"), lang="en")
    assert code == 2
    assert "was not written" in err
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize("plain", [False, True])
def test_a_terminal_shows_colours_unless_they_are_not_wanted(root: Path, plain: bool) -> None:
    import os
    import pty
    import subprocess

    leader, follower = pty.openpty()
    program = "import sys; from sapat.cli import main; sys.exit(main(sys.argv[1:]))"
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | ({"NO_COLOR": "1"} if plain else {})
    command = [sys.executable, "-c", program, "--repo", str(root), "diff", CODE, "1.1", "1.2"]
    with subprocess.Popen(command, stdout=follower, env=env) as done:
        os.close(follower)
        told = b""
        try:
            while piece := os.read(leader, 65536):
                told += piece
        except OSError:
            pass  # the other end was closed: all has been said
    os.close(leader)
    assert done.returncode == 0
    assert (b"\x1b[4;32m" in told) is not plain
    assert (b"{+" in told) is plain
