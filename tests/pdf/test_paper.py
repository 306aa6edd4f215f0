"""The paper itself: what stands on it, its fonts and structure, the same bytes everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf.paper import CODE, PNG, SLUG, needs_poppler, needs_qpdf, printed, run, text_of, world
from tests.site import world as site_world
from tests.support.repo import digest, git, write

ROOT = Path(__file__).parents[2]
BODY = "## 1. Максаты\n\nБиринчи ө ү ң.\n\n## 2. Эки\n\n| А | Б |\n|---|---|\n| 1 | 2 |\n\n## 3. Үч\n\n![Чекит](umu-sms-dp-2.17/dot.png)\n\n## 4. Төрт\n\nАягы.\n"

DOT = {"dot.png": PNG}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    printed(world(folder / "r", BODY, DOT, compilers="[qa-specialist]"), CODE, out=folder)
    return folder / f"{SLUG}_v1.0.pdf"


@needs_poppler
def test_the_paper_has_all_that_a_controlled_document_needs(pdf: Path) -> None:
    told = " ".join(text_of(pdf).split())
    for wanted in (
        "Үлгү университети", "САПАТ МЕНЕДЖМЕНТИ СИСТЕМАСЫ", "Иш кагаздарды башкаруу", "Document control", CODE, "БЕКИТЕМ",
        "Чечим: Окумуштуулар кеңеши", "Буйрук: № 1/0", "Биринчи жолу".lower(), "Күчүнө кирген күнү 15.03.2026", "Мазмуну", "1. Максаты",
        "Макулдашуу барагы", "Өзгөрүүлөрдү жана толуктоолорду каттоо барагы", "Тааныштыруу барагы", "Түзгөндөр",
        "Басылган көчүрмө — эсепке алынбаган нуска", "HTTPS://UMU.EXAMPLE/sapat/V/UMU-SMS-DP-2.17/1.0/", "SHA-256", "Сапат бөлүмү",
    ):  # fmt: skip
        assert wanted in told, wanted
    pages = int(re.findall(r"Pages:\s+(\d+)", run(["pdfinfo", str(pdf)]))[0])
    assert f"2-бет, баары {pages}" in told
    assert f"{pages}-бет, баары {pages}" in told


@needs_poppler
def test_every_font_is_embedded_from_a_package_and_maps_to_letters(pdf: Path) -> None:
    rows = run(["pdffonts", str(pdf)]).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"PTSerif|PTSans|Libertinus|DejaVu|NewCM", row), row
        assert re.search(r" yes yes yes ", row), row
    assert all(letter in text_of(pdf) for letter in "өүңӨҮ")


@needs_qpdf
def test_the_structure_is_sound(pdf: Path) -> None:
    assert "No syntax or stream encoding errors found" in run(["qpdf", "--check", str(pdf)])


def test_the_checker_of_accessibility_agrees_with_the_profile(pdf: Path) -> None:
    pytest.importorskip("pdfua")
    told = run([sys.executable, "-m", "pdfua", "check", str(pdf)])
    assert "errors=0 warnings=0" in told, told


@needs_poppler
def test_the_source_goes_along_byte_for_byte(pdf: Path, tmp_path: Path) -> None:
    run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(pdf)])
    held = pdf.parent / "r" / "procedures" / f"{SLUG}.md"
    assert (tmp_path / f"{SLUG}.md").read_bytes() == held.read_bytes()
    assert digest(held.read_bytes())


def test_the_bytes_are_the_same_in_another_process_zone_folder_locale_and_hash_seed(tmp_path: Path) -> None:
    root = world(tmp_path / "r", BODY, DOT)
    found = set()
    for number, (zone, seed) in enumerate(
        (("Asia/Bishkek", "1"), ("America/New_York", "2"), ("Pacific/Kiritimati", "random"))
    ):
        clone = tmp_path / f"clone-{number}" / ("x" * number * 9 + "y")
        git(root, "clone", "-q", str(root), str(clone))
        (tmp_path / f"tmp-{number}").mkdir()
        env = os.environ | {
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "TMPDIR": str(tmp_path / f"tmp-{number}"),
            "LC_ALL": ("C", "C.UTF-8", "POSIX")[number],
        }
        command = [
            sys.executable,
            "-c",
            "from sapat.cli import run; run()",
            "--repo",
            str(clone),
            "--today",
            "2026-04-01",
            "pdf",
            CODE,
        ]
        subprocess.run(
            [*command, "-o", str(tmp_path / "out")],
            env=env,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        found.add(digest((tmp_path / "out" / f"{SLUG}_v1.0.pdf").read_bytes()))
        shutil.rmtree(tmp_path / "out")
    assert len(found) == 1


def test_a_later_commit_about_something_else_changes_no_byte(tmp_path: Path) -> None:
    root = world(tmp_path / "r", BODY, DOT)
    first = printed(root, CODE, out=tmp_path / "out")["files"][0]
    write(root, {"docs/other.md": "# Башка\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Other", day="2026-03-20T12:00:00+06:00")
    second = printed(root, CODE, out=tmp_path / "out")["files"][0]
    assert first["sha256"] == second["sha256"]
    assert not first["kept"]
    assert second["kept"]


def test_a_kept_document_that_somebody_changed_is_set_anew(tmp_path: Path) -> None:
    root = world(tmp_path / "r", BODY, DOT)
    first = printed(root, CODE, out=tmp_path / "out")["files"][0]
    for one in (root / ".git" / "sapat" / "pdf").iterdir():
        one.write_bytes(one.read_bytes()[:-9] + b"x" * 9)
    again = printed(root, CODE, out=tmp_path / "out")["files"][0]
    assert again["sha256"] == first["sha256"]
    assert not again["kept"]


@needs_poppler
@pytest.mark.parametrize(
    ("number", "version", "mark"),
    [("17", "1.1", ""), ("17", "1.0", "АЛМАШТЫРЫЛГАН"), ("17", "1.2", "КҮЧҮНӨ КИРЕ ЭЛЕК"), ("4", "1.0", "КҮЧҮН ЖОГОТТУ"), ("6", "1.0", "МӨӨНӨТҮ ӨТКӨН"), ("7", "1.0", "")],
)  # fmt: skip
def test_every_page_says_when_a_text_is_not_in_force(tmp_path: Path, number: str, version: str, mark: str) -> None:
    root = site_world.world(tmp_path / "r")
    printed(root, site_world.code(number), "--version", version, out=tmp_path / "out", today=site_world.TODAY)
    told = text_of(tmp_path / "out" / f"{site_world.slug(number)}_v{version}.pdf")
    marks = ("АЛМАШТЫРЫЛГАН", "КҮЧҮНӨ КИРЕ ЭЛЕК", "КҮЧҮН ЖОГОТТУ", "МӨӨНӨТҮ ӨТКӨН", "ДОЛБООР")
    assert [one for one in marks if one in told] == ([mark] if mark else [])


@needs_poppler
def test_all_prints_what_is_in_force_and_only_that(tmp_path: Path) -> None:
    root = site_world.world(tmp_path / "r")
    told = printed(root, "--all", out=tmp_path / "out", today=site_world.TODAY)
    names = sorted(one["slug"].removeprefix("umu-sms-") + " " + one["version"] for one in told["files"])
    assert names == ["dp-2.17 1.1", "dp-2.7 1.1", "saya-1 1.0"]
    manual = text_of(tmp_path / "out" / "umu-sms-saya-1_v1.0.pdf")
    assert "1. Бөлүм" in manual
    assert "2. Бөлүм" in manual


@needs_poppler
def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    printed(world(tmp_path / "r", BODY, DOT), CODE, "--draft", out=tmp_path / "out")
    pages = text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf").split("\f")
    assert all("ДОЛБООР" in page for page in pages[1:] if page.strip())
    assert "ДОЛБООР" in " ".join(pages[0].split())


@needs_poppler
@pytest.mark.parametrize(
    ("lang", "words"), [("ru", ("УТВЕРЖДАЮ", "Лист согласования")), ("en", ("APPROVED BY", "Agreement sheet"))]
)
def test_a_text_in_another_language_stands_on_paper_in_it(tmp_path: Path, lang: str, words: tuple[str, ...]) -> None:
    printed(world(tmp_path / "r", BODY, DOT, original_language=lang), CODE, out=tmp_path / "out")
    told = text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf")
    assert all(word in told for word in words)
    assert "БЕКИТЕМ" not in told


def test_the_places_of_signatures_are_known(tmp_path: Path) -> None:
    from sapat.write.renditions import Kept

    root = world(tmp_path / "r", BODY, DOT)
    printed(root, CODE, out=tmp_path / "out")
    from sapat.read.repository import find_repository

    kept = Kept(find_repository(root).git)
    key = next((root / ".git" / "sapat" / "pdf").iterdir()).name
    outcome = kept.get(key)
    assert outcome is not None
    assert [one["role"] for one in outcome.fields] == ["rector", "qa-specialist", "lawyer", "rector"]
    assert all(one["page"] >= 1 and one["x"] > 70 and one["y"] > 90 and one["width"] > 50 for one in outcome.fields)


def test_any_executor_may_do_the_work(tmp_path: Path) -> None:
    """Two workers of a cluster, in processes of their own, make the same bytes as this machine."""
    distributed = pytest.importorskip("distributed")
    root = site_world.world(tmp_path / "r")
    here = printed(root, "--all", out=tmp_path / "here", today=site_world.TODAY)
    shutil.rmtree(root / ".git" / "sapat")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, worker_dashboard_address=None
    ) as cluster:
        there = printed(
            root, "--all", "--cluster", cluster.scheduler_address, out=tmp_path / "there", today=site_world.TODAY
        )
    assert [one["sha256"] for one in there["files"]] == [one["sha256"] for one in here["files"]]
    assert not any(one["kept"] for one in there["files"])


WIDE = "| № | " + " | ".join(f"Мамычанын узун аталышы {n}" for n in range(1, 10)) + " |\n|" + "---|" * 10 + "\n"


@needs_poppler
@pytest.mark.parametrize("above", ["", "Таблица эмнени көрсөтөт.\n\n"])
def test_a_wide_table_lies_across_with_its_heading_on_the_same_page(tmp_path: Path, above: str) -> None:
    row = "| 7 |" + " документтештирилген маалымат |" * 9 + "\n"
    body = f"## 1. Бир\n\nСөздөр.\n\n## 2. Кең\n\n### 2.1. Таблица\n\n{above}{WIDE}{row}\n## 3. Аягы\n\nБүттү.\n"
    told = printed(world(tmp_path / "r", body), CODE, out=tmp_path / "out")
    assert told["files"][0]["profile"] == "a-3a+ua-1"
    pages = text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf").split("\f")
    here = next(page for page in pages if "маалымат" in page and "2.1. Таблица" in page)
    assert "2. Кең" in here
    assert above.strip() in here
    assert "Сөздөр" not in here
    sizes = run(["pdfinfo", "-l", "99", str(tmp_path / "out" / f"{SLUG}_v1.0.pdf")])
    assert len(re.findall(r"size:\s+841\.\d+ x 595", sizes)) == 1


@needs_poppler
def test_a_row_of_a_table_is_not_parted_by_the_end_of_a_page_unless_it_must(tmp_path: Path) -> None:
    rows = "".join(f"| {n} | башы{n}<br>экинчи<br>үчүнчү<br>аягы{n} |\n" for n in range(1, 60))
    tall = "| 99 | башы99 " + "сөз " * 6000 + "аягы99 |\n"
    body = f"## 1. Катарлар\n\n| № | Мазмуну |\n|---|---|\n{rows}\n## 2. Бийик\n\n| № | Мазмуну |\n|---|---|\n{tall}"
    printed(world(tmp_path / "r", body), CODE, out=tmp_path / "out")
    pages = text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf").split("\f")
    for n in range(1, 60):
        (here,) = [page for page in pages if re.search(rf"башы{n}\b", page)]
        assert re.search(rf"аягы{n}\b", here), n
    assert sum(page.count("сөз ") > 100 for page in pages) > 3  # one higher than a page is shown whole all the same
    assert "аягы99" in "".join(pages)


def test_every_page_has_a_code_of_its_own_however_many_there_are(tmp_path: Path) -> None:
    pytest.importorskip("zxingcpp")
    from sapat.read.scans import codes
    from sapat.render.leaves import leaf

    body = "## Бир\n\n" + "<br>\n" * 900 + "\nАягы.\n"
    told = printed(world(tmp_path / "r", body), CODE, out=tmp_path / "out")["files"][0]
    assert told["pages"] > 16  # more than its letters let expect
    pages = [leaf(one) for one in codes(tmp_path / "out" / f"{SLUG}_v1.0.pdf")]
    assert [one.page for one in pages if one] == list(range(1, told["pages"] + 1))
    assert {one.address for one in pages if one} == {told["address"]}
