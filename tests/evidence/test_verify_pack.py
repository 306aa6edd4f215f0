"""`sapat verify PACK`: proved by our own verify.py, never by the pack's, and compared with the repository it is from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.packs import DAY, kinds, packed, relist, unpacked
from tests.support.repo import git, repository, sapat
from tests.support.timeline import commit, timeline


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline(tmp_path_factory.mktemp("verify") / "r")


@pytest.fixture(scope="module")
def pack(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(root, tmp_path_factory.mktemp("made") / "p.zip")


def verified(root: Path, place: Path, *args: str) -> tuple[int, dict[str, object]]:
    code, out, err = sapat(root, "verify", str(place), "--format", "json", *args, today=DAY)
    assert err == ""
    return code, json.loads(out)


def test_a_sound_pack_is_proved_and_the_repository_gives_the_same_bytes(root: Path, pack: Path, tmp_path: Path) -> None:
    for place in (pack, unpacked(pack, tmp_path / "p")):
        code, told = verified(root, place)
        assert (code, told["ok"], told["problems"]) == (0, True, [])
        assert "the repository gives the same bytes" in str(told["notes"])
    code, out, _ = sapat(root, "verify", str(pack), today=DAY, lang="ru")
    assert code == 0
    assert out.rstrip().endswith("Всё доказано.")


def test_it_holds_when_the_repository_has_gone_on_since(pack: Path, root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    commit(clone, {"docs/more.md": "# More\n"})
    assert verified(clone, pack)[0] == 0


def test_pages_made_anew_with_their_lists_are_found_by_the_repository(root: Path, pack: Path, tmp_path: Path) -> None:
    folder = unpacked(pack, tmp_path / "p")
    page = folder / "documents/umu-sms-dp-2.17/1.1.html"
    page.write_text(page.read_text().replace("Жаңы текст", "Башка текст"))
    (folder / "more.html").write_text("more")
    (folder / "registers/acts.csv").unlink()
    relist(folder)
    code, told = verified(root, folder)
    assert (code, kinds(told)) == (1, {"repository-differs", "stray"})
    paths = {one["path"] for one in told["problems"]}  # type: ignore[attr-defined]
    assert paths == {"documents/umu-sms-dp-2.17/1.1.html", "more.html", "registers/acts.csv", "manifest.json"}


def test_the_code_in_a_pack_is_never_run(root: Path, pack: Path, tmp_path: Path) -> None:
    folder = unpacked(pack, tmp_path / "p")
    mark = tmp_path / "run"
    (folder / "verify.py").write_text(f"open({str(mark)!r}, 'w')\nprint('SOUND')\n")
    relist(folder)
    code, told = verified(root, folder)
    assert (code, mark.exists()) == (1, False)
    assert "repository-differs" in kinds(told)


def test_facts_alone_are_compared_where_history_is_cut_off(root: Path, pack: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(clone))
    code, told = verified(clone, pack)
    assert (code, told["problems"]) == (0, [])
    assert "the facts only" in str(told["notes"])


def test_without_its_repository_it_says_that_nothing_was_compared(pack: Path, tmp_path: Path) -> None:
    other = repository(tmp_path / "other")
    bare = tmp_path / "bare"
    bare.mkdir()
    for place in (other, bare):
        code, told = verified(place, pack)
        assert (code, told["problems"]) == (0, [])
        assert "not compared with a repository" in str(told["notes"])


def test_a_manifest_of_nonsense_is_no_traceback(root: Path, pack: Path, tmp_path: Path) -> None:
    for told in (
        "[]",
        "{",
        '{"commit": 5}',
        '{"commit": "HEAD", "day": "x", "readers": [], "language": 1, "about": 3}',
    ):
        folder = unpacked(pack, tmp_path / "p")
        (folder / "manifest.json").write_text(told)
        assert verified(root, folder)[0] == 1
        shutil.rmtree(folder)


def test_what_is_no_pack_is_refused_with_words(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    code, _, err = sapat(root, "verify", str(tmp_path / "a.pdf"), today=DAY)
    assert (code, "the PDF cannot be read" in err) == (2, True)
    for place in (tmp_path / "nowhere.zip", tmp_path):
        code, _, err = sapat(root, "verify", str(place), today=DAY)
        assert (code, "neither an auditor's pack nor a PDF" in err) == (2, True)
