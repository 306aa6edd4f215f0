"""`sapat evidence`: what a pack holds, for whom, and that the same commit and day give the same bytes."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.site.world import TODAY, world
from tests.support.packs import DAY, kinds, packed, prove, unpacked
from tests.support.repo import git, repository, sapat
from tests.support.timeline import MAIN, answer, timeline

SLUG = "umu-sms-dp-2.17"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timeline(tmp_path_factory.mktemp("pack") / "r")


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("opened")
    return unpacked(packed(root, place / "pack.zip"), place / "pack")


def names(pack: Path) -> set[str]:
    with zipfile.ZipFile(pack) as held:
        return set(held.namelist())


def test_a_pack_is_proved_in_an_empty_folder_by_its_own_verify_py(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "empty"
    shutil.copytree(folder, place)
    told = subprocess.run(
        [sys.executable, "-IS", "verify.py", "--lang", "ru"],
        cwd=place,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "ВЕРНО: пакет цел" in told.stdout
    assert "verify.py: " in told.stdout
    done = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=place, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(("lang", "words"), [("ky", "ТУУРА: топтом бүтүн"), ("ru", "ВЕРНО"), ("en", "SOUND")])
def test_it_speaks_three_languages(folder: Path, lang: str, words: str) -> None:
    command = [sys.executable, "-IS", str(folder / "verify.py"), "--lang", lang, "--today", DAY]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert words in told.stdout


def test_it_holds_what_is_registered_and_no_draft(root: Path, folder: Path) -> None:
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in (
        "index.html",
        "verify.py",
        f"documents/{SLUG}/index.html",
        f"documents/{SLUG}/1.0.html",
        f"documents/{SLUG}/1.1.html",
        f"documents/{SLUG}/1.0-1.1.html",
        f"repository/registers/changes/{SLUG}/1.0/copy/{SLUG}.md",
        "repository/registers/people/roles/rector.yaml",
        "repository/sapat.toml",
        "registers/documents.csv",
        "registers/changes.csv",
        "registers/acts.csv",
        "history/facts.csv",
    ):
        assert name in held
    assert not [name for name in held if "dp-2.6" in name], "an open record is work, not evidence"
    assert not [name for name in held if name.startswith("repository/procedures")]
    brought = dict(row.split(",")[:2] for row in (folder / "history/facts.csv").read_text().splitlines()[1:])
    assert (
        brought[f"registers/changes/{SLUG}/1.0/record.yaml"] == git(root, "rev-list", "--max-parents=0", "HEAD").strip()
    )
    assert all(brought.values())


def test_the_register_in_it_is_that_of_the_day(root: Path, tmp_path: Path) -> None:
    for day in ("2026-03-20", "2026-06-02", "2026-07-10"):
        place = unpacked(packed(root, tmp_path / f"{day}.zip", "--as-of", day), tmp_path / day)
        told = json.loads((place / "registers/documents.json").read_text())
        due = {
            row["code"]: (row["version"], row["status"]) for row in answer(root, "list", "--as-of", day)["documents"]
        }
        held = {row["code"]: (row["version"], row["status"]) for row in told["documents"]}
        assert told["as_of"] == day
        assert held == {code: row for code, row in due.items() if row[1] not in ("draft", "review", "agreement")}


def test_every_page_loads_nothing_and_runs_nothing(folder: Path) -> None:
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text, path
        assert "default-src 'none'" in text, path
        assert 'src="http' not in text, path


def test_every_link_of_its_pages_leads_to_a_file_of_the_pack(folder: Path) -> None:
    import re
    from urllib.parse import unquote

    for path in folder.rglob("*.html"):
        for href in re.findall(r'href="([^"#]+)"', path.read_text(encoding="utf-8")):
            if not href.startswith(("http:", "https:", "mailto:")):
                target = (path.parent / unquote(href)).resolve()
                assert target.exists(), f"{path}: {href}"


def test_pictures_and_parts_stand_in_the_page_of_a_text(tmp_path: Path) -> None:
    made = world(tmp_path / "r")
    place = unpacked(packed(made, tmp_path / "p.zip", today=TODAY), tmp_path / "p")
    text = (place / "documents/umu-sms-saya-1/1.0.html").read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in text
    assert "Өлчөө" in text
    assert "Соңку" in text
    assert prove(place, today=TODAY)[0] == 0


def test_the_pack_of_one_document_holds_what_proves_it_and_says_what_it_is_about(root: Path, tmp_path: Path) -> None:
    pack = packed(root, tmp_path / "one.zip", "ҮМУ-СМС-ДП-2.3")
    held = names(pack)
    # 2.3 was ended by 2.17 1.1: its record is part of the proof
    assert "repository/registers/changes/umu-sms-dp-2.17/1.1/record.yaml" in held
    assert "repository/registers/acts/council-1-3.yaml" in held
    assert "repository/registers/acts/council-2-17.yaml" in held
    assert "repository/registers/people/appointments/rector-1.yaml" in held
    assert not [name for name in held if "dp-2.4" in name or "council-1-4" in name]
    code, told = prove(pack)
    assert (code, told["problems"]) == (0, [])
    assert any("umu-sms-dp-2.3" in note for note in told["notes"])


def test_a_document_of_stricter_access_stays_outside_and_the_pack_says_so(tmp_path: Path) -> None:
    from tests.support.repo import Dossier, markdown, sound

    files = dict(sound())
    files["sapat.toml"] = files["sapat.toml"].replace('readers = "public"', 'readers = "internal"')
    text = markdown("ҮМУ-СМС-ДП-2.5", access="internal")
    slug = "umu-sms-dp-2.5"
    files |= Dossier(slug, "1.0", "ҮМУ-СМС-ДП-2.5", {f"{slug}.md": text}, suffix="5").files()
    files[f"procedures/{slug}.md"] = text
    root = repository(tmp_path / "r", dict(files))
    own = packed(root, tmp_path / "own.zip")
    assert [name for name in names(own) if slug in name]
    with zipfile.ZipFile(own) as held:
        assert "give it to nobody but the auditor" in held.read("index.html").decode()
    out = packed(root, tmp_path / "out.zip", "--readers", "public")
    assert not [name for name in names(out) if slug in name]
    with zipfile.ZipFile(out) as held:
        assert slug in held.read("index.html").decode()
    code, told = prove(out)
    assert (code, told["problems"]) == (0, [])
    assert any(slug in note for note in told["notes"])


def test_the_same_commit_and_day_give_the_same_bytes_everywhere(root: Path, tmp_path: Path) -> None:
    first = packed(root, tmp_path / "a.zip").read_bytes()
    clone = tmp_path / "elsewhere" / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    args = ["--repo", str(clone), "--today", DAY, "--lang", "en", "evidence", "-o", str(tmp_path / "b.zip")]
    code = f"import os; os.umask(0o077); from sapat.cli import main; raise SystemExit(main({args!r}))"
    env = dict(os.environ) | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.zip").read_bytes() == first
    assert (
        sha256(packed(root, tmp_path / "c.zip", "--as-of", "2026-07-09").read_bytes()).digest()
        != sha256(first).digest()
    )


def test_it_reads_the_commit_and_not_the_work_tree(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    first = packed(clone, tmp_path / "a.zip").read_bytes()
    (clone / "registers/units/bbsb.yaml").write_text("spoiled")
    assert packed(clone, tmp_path / "b.zip").read_bytes() == first


def test_it_replaces_a_pack_and_nothing_else(root: Path, tmp_path: Path) -> None:
    target = packed(root, tmp_path / "a.zip")
    packed(root, target, MAIN)
    for content in (b"my notes", b""):
        target.write_bytes(content)
        code, _, told = sapat(root, "evidence", "-o", str(target), today=DAY)
        assert (code, target.read_bytes()) == (2, content)
        assert "it is no auditor's pack" in told
    code, _, told = sapat(root, "evidence", "-o", str(tmp_path / "no" / "a.zip"), today=DAY)
    assert code == 2
    assert "nothing was changed" in told


def test_a_kill_leaves_no_half_pack(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    whole = packed(root, target).read_bytes()
    sapat_program = str(Path(sys.executable).with_name("sapat"))
    command = [sapat_program, "--repo", str(root), "--today", DAY, "evidence", MAIN, "-o", str(target)]
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not list(tmp_path.glob(".a.zip.*.part")) and time.monotonic() < deadline and process.poll() is None:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        with zipfile.ZipFile(target) as held:
            assert held.testzip() is None
        if target.read_bytes() == whole:
            break
    else:
        pytest.fail("the process was never killed before its pack stood")


def test_a_pack_of_an_unsound_repository_is_made_and_says_so(tmp_path: Path) -> None:
    made = timeline(tmp_path / "r")
    path = made / f"registers/changes/{SLUG}/1.0/copy/{SLUG}.md"
    path.write_text(path.read_text().replace("көзөмөлдөйт", "көзөмөлдөбөйт"))
    git(made, "commit", "-qam", "Spoiled")
    code, out, _ = sapat(made, "evidence", "-o", str(tmp_path / "a.zip"), today=DAY)
    assert code == 1
    assert "the approved text was changed after it was registered" in out
    assert kinds(prove(tmp_path / "a.zip")[1]) == {"copy-changed"}


def test_without_registered_documents_there_is_no_pack(tmp_path: Path) -> None:
    from tests.support.repo import SETTINGS

    root = repository(tmp_path / "r", {"sapat.toml": SETTINGS})
    code, _, told = sapat(root, "evidence", "-o", str(tmp_path / "a.zip"), today=DAY)
    assert (code, (tmp_path / "a.zip").exists()) == (2, False)
    assert "no registered version" in told


def test_a_shallow_clone_gives_a_pack_that_says_history_was_not_there(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "clone"))
    pack = packed(tmp_path / "clone", tmp_path / "a.zip")
    assert "history/facts.csv" not in names(pack)
    with zipfile.ZipFile(pack) as held:
        assert "there is no list of commits" in held.read("index.html").decode()
    assert prove(pack)[0] == 0


def test_verify_py_is_one_text_that_needs_only_old_python_and_its_digest_is_published(folder: Path) -> None:
    data = (folder / "verify.py").read_bytes()
    text = data.decode()
    tree = ast.parse(text, feature_version=(3, 9))
    imported = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.split(".")[0] not in sys.stdlib_module_names]
    digest = sha256(data).hexdigest()
    assert sapat(ROOT, "evidence", "--verifier-hash")[1] == f"{digest}  verify.py\n"
    assert digest in (ROOT / "src/README.md").read_text(encoding="utf-8")


def test_a_document_asked_for_by_name_goes_in_and_the_pack_says_for_whom_it_is(tmp_path: Path) -> None:
    from tests.support.repo import Dossier, markdown, sound

    files = dict(sound())
    files["sapat.toml"] = files["sapat.toml"].replace('readers = "public"', 'readers = "restricted"')
    text, slug = markdown("ҮМУ-СМС-ДП-2.5", access="restricted"), "umu-sms-dp-2.5"
    files |= Dossier(slug, "1.0", "ҮМУ-СМС-ДП-2.5", {f"{slug}.md": text}, suffix="5").files()
    files[f"procedures/{slug}.md"] = text
    root = repository(tmp_path / "r", dict(files))
    pack = packed(root, tmp_path / "p.zip", "ҮМУ-СМС-ДП-2.5", "--readers", "public")
    with zipfile.ZipFile(pack) as held:
        assert json.loads(held.read("manifest.json"))["audience"] == "restricted"
        assert json.loads(held.read("manifest.json"))["left_out"] == []
        assert "for the named auditor only" in held.read("index.html").decode()
    assert sapat(root, "verify", str(pack), today=DAY)[0] == 0
