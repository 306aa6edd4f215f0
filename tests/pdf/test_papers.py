"""`sapat paper`: resolutions, orders, sheets, plans, registers and redlines, made from the facts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.pdf.paper import SLUG, needs_poppler, needs_qpdf, run, text_of
from tests.pdf.signing import institution
from tests.site import world as site_world
from tests.support.repo import digest, sapat, text_digest

pytest.importorskip("typst")
CODE = "ҮМУ-СМС-ДП-2.17"
RISKS = """
period: 2026-2027
approver: rector
signatories: [qa-head, lawyer, qa-specialist]
groups:
  - title: Окуу процесси
    risks:
      - {risk: Санынын азайышы, cause: Демография, effect: Каржылоо, measures: Багыттоо, responsible: Кабыл алуу, term: 2027-ж.}
  - title: Кадрлар
    risks:
      - {risk: '#read("/etc/passwd")', cause: "*b* <b>x</b>", effect: Б, measures: В, responsible: Г, term: Д}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_world.world(tmp_path_factory.mktemp("papers") / "r")


def made(root: Path, out: Path, *args: str, lang: str = "ky") -> Path:
    code, told, trouble = sapat(root, "paper", *args, "-o", str(out), today=site_world.TODAY, lang=lang)
    assert code == 0, told + trouble
    return Path(told.strip())


def words(pdf: Path) -> str:
    return " ".join(text_of(pdf).split())


@needs_poppler
@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("ky", ("ТОКТОМ", "Төмөнкү чечим бекитилсин", "1.1-версиясы бекитилсин", "аткарылышын көзөмөлдөө", "Негизи")),
        ("ru", ("ПОСТАНОВЛЕНИЕ", "Утвердить версию 1.1", "контроль исполнения", "Основание")),
        ("en", ("RESOLUTION", "is approved", "carried out by", "Basis")),
    ],
)
def test_a_resolution_has_formula_points_who_controls_basis_and_signature(
    root: Path, tmp_path: Path, lang: str, wanted: tuple[str, ...]
) -> None:
    told = words(made(root, tmp_path, "resolution", "council-17-1.1", lang=lang))
    for one in (*wanted, CODE, "rector"):
        assert one in told, one


@needs_poppler
def test_an_extract_has_agenda_heard_decided_chair_and_secretary(root: Path, tmp_path: Path) -> None:
    told = words(made(root, tmp_path, "extract", "council-17-1.1#3"))
    for one in ("ПРОТОКОЛДОН КӨЧҮРМӨ", "КҮН ТАРТИБИ", "УГУЛДУ", "ЧЕЧИМ", "Төрага", "Катчы", "Көчүрмө туура"):
        assert one in told, one


@needs_poppler
def test_an_order_says_from_when_and_what_it_ends(root: Path, tmp_path: Path) -> None:
    told = words(made(root, tmp_path, "order", "order-17-1.1"))
    for one in ("БУЙРУК КЫЛАМ", "тартып колдонууга киргизилсин", "1.0-версиясы күчүн жоготту", "Негизи", "rector"):
        assert one in told, one


@needs_poppler
def test_a_risk_plan_has_seven_columns_groups_and_three_signatories_and_runs_nothing(
    root: Path, tmp_path: Path
) -> None:
    (tmp_path / "risks.yaml").write_text(RISKS)
    pdf = made(root, tmp_path, "risk-plan", "--from", str(tmp_path / "risks.yaml"))
    told = words(pdf)
    for one in (
        "БЕКИТЕМ",
        "Тобокелдик / тоскоолдук",
        "Себеби",
        "Таасири",
        "Башкаруу иш-аракеттери",
        "Жооптуулар",
        "Мөөнөтү",
    ):
        assert one in told, one
    for one in (
        "Окуу процесси",
        "qa-head",
        "lawyer",
        "qa-specialist",
        '#read("/etc/passwd")',
        "<b>x</b>",
        "жылына бир жолу",
    ):
        assert one in told, one
    assert "root:" not in told


@needs_poppler
@pytest.mark.parametrize("count", [1, 4, 5, 6, 7, 8, 9, 18])
def test_signatures_never_stand_on_a_page_without_the_last_risks_and_no_risk_is_broken(
    root: Path, tmp_path: Path, count: int
) -> None:
    row = "Топ," + ",".join(f"{word} {'узун сөз ' * 9}соңу" for word in ("Коркунуч", "б", "в", "г", "д")) + ",июнь\n"
    head = "group,risk,cause,effect,measures,responsible,term\n"
    (tmp_path / "r.csv").write_text(head + row * count)
    signing = [part for role in ("qa-head", "lawyer", "qa-specialist") for part in ("--sign", role)]
    pdf = made(root, tmp_path, "risk-plan", "--from", str(tmp_path / "r.csv"), *signing)
    pages = [page for page in text_of(pdf).split("\f") if page.strip()]
    (signed,) = [page for page in pages if "qa-specialist" in page]
    assert signed == pages[-1]
    assert signed.count("Коркунуч") >= min(count, 2)
    assert all(page.count("Коркунуч") * 5 == page.count("соңу") for page in pages)


@needs_poppler
@pytest.mark.parametrize("length", [1, 4, 5, 7, 8])
def test_the_heading_of_a_group_never_ends_a_page_and_is_told_again_on_the_next(
    root: Path, tmp_path: Path, length: int
) -> None:
    words_ = "сөз " * (5 * length)
    rows = "".join(
        f"Топ{group},Коркунуч{group},{words_},{words_},{words_},{words_},июнь\n" for group in range(9) for _ in range(3)
    )
    (tmp_path / "r.csv").write_text("group,risk,cause,effect,measures,responsible,term\n" + rows)
    pdf = made(root, tmp_path, "risk-plan", "--from", str(tmp_path / "r.csv"), "--sign", "qa-head", "--sign", "lawyer")
    for page in text_of(pdf).split("\f"):
        told = re.findall(r"(Топ|Коркунуч)(\d)", page)
        assert not told or (told[0][0], told[-1][0]) == ("Топ", "Коркунуч")
        assert {group for kind, group in told if kind == "Топ"} == {group for kind, group in told if kind != "Топ"}


@needs_poppler
@pytest.mark.parametrize("length", [12, 26, 40, 120])
def test_rows_longer_than_a_page_lose_neither_words_nor_signatures(root: Path, tmp_path: Path, length: int) -> None:
    cell = "узун сөз " * length + "соңу"
    rows = "".join(f"Топ{number},{cell},{cell},{cell},{cell},{cell},июнь\n" for number in range(3))
    (tmp_path / "r.csv").write_text("group,risk,cause,effect,measures,responsible,term\n" + rows)
    pdf = made(root, tmp_path, "risk-plan", "--from", str(tmp_path / "r.csv"), "--sign", "qa-head", "--sign", "lawyer")
    told = run(["pdftotext", "-bbox", str(pdf), "-"])
    low = [float(one) for one in re.findall(r'yMax="([\d.]+)">(?:соңу|qa-head|lawyer)<', told)]
    assert len(low) == 3 * 5 + 2
    assert max(low) < 595 - 80  # above the footer of a page that lies


@needs_poppler
def test_risks_may_come_as_a_table(root: Path, tmp_path: Path) -> None:
    head = "group,risk,cause,effect,measures,responsible,term\n"
    (tmp_path / "r.csv").write_text(head + "Топ,Бир,а,б,в,г,д\nТоп,Эки,а,б,в,г,д\n", encoding="utf-8-sig")
    told = words(made(root, tmp_path, "risk-plan", "--from", str(tmp_path / "r.csv"), "--sign", "qa-head"))
    assert told.count("Топ") == 1
    assert all(one in told for one in ("Бир", "Эки", "qa-head"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"group,risk,cause,effect,measures,responsible,term\n\xd2\xee\xef,a,b,c,d,e,f\n", "is no UTF-8"),
        (b"group;risk;cause\na;b;c\n", "lacks the columns: group, risk, cause, effect, measures, responsible, term"),
        (b"", "lacks the columns: group"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_words(root: Path, tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "r.csv").write_bytes(data)
    code, _, err = sapat(
        root, "paper", "risk-plan", "--from", str(tmp_path / "r.csv"), "-o", str(tmp_path / "o"), lang="en"
    )
    assert (code, says in err) == (2, True), err
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    "told", ["a: 1\n", "groups: [1]\n", "groups: x\n", "groups: [{title: Топ}]\n", "groups: [{risks: []}]\n"]
)
def test_a_risk_plan_without_risks_is_refused_in_words(root: Path, tmp_path: Path, told: str) -> None:
    (tmp_path / "r.yaml").write_text(told)
    code, _, err = sapat(
        root, "paper", "risk-plan", "--from", str(tmp_path / "r.yaml"), "-o", str(tmp_path / "o"), lang="en"
    )
    assert (code, "there are no risks" in err, "groups: [{title" in err) == (2, True, True), err


@needs_poppler
@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("agreement", "Макулдашуу барагы"),
        ("distribution", "Таркатуу барагы"),
        ("familiarisation", "Тааныштыруу барагы"),
    ],
)
def test_a_sheet_stands_alone_on_one_page(root: Path, tmp_path: Path, kind: str, wanted: str) -> None:
    pdf = made(root, tmp_path, "sheet", kind, CODE, "--version", "1.1")
    assert wanted in words(pdf)
    assert CODE in words(pdf)
    assert "Pages: 1" in " ".join(run(["pdfinfo", str(pdf)]).split())


@needs_poppler
def test_the_register_names_every_document_that_counts(root: Path, tmp_path: Path) -> None:
    told = words(made(root, tmp_path, "register"))
    code, listed, trouble = sapat(root, "list", "--format", "json", today=site_world.TODAY)
    assert code == 0, trouble
    for one in json.loads(listed)["documents"]:
        assert one["code"] in told.replace(" ", "") or one["code"] in told, one["code"]


@needs_poppler
def test_a_redline_sums_up_strikes_underlines_and_says_it_is_not_controlled(root: Path, tmp_path: Path) -> None:
    pdf = made(root, tmp_path, "redline", CODE, "1.0", "1.1")
    pages = text_of(pdf).split("\f")
    assert "Өзгөргөн бөлүмдөр" in pages[0]
    told = " ".join(pages[1].split())
    assert "Эски" in told
    assert "Жаңы" in told
    assert all("ЭСЕПТЕГИ ДОКУМЕНТ ЭМЕС" in " ".join(page.split()) for page in pages if page.strip())


def test_a_package_for_a_council_has_the_list_the_resolution_and_every_text(root: Path, tmp_path: Path) -> None:
    pack = made(root, tmp_path, "council", "council-17-1.1")
    before = pack.read_bytes()
    code, _, err = sapat(
        root, "paper", "council", "council-17-1.1", "-o", str(tmp_path), today=site_world.TODAY, lang="en"
    )
    assert (code, pack.name in err, pack.read_bytes() == before) == (2, True, True), err
    with zipfile.ZipFile(pack) as held:
        names = held.namelist()
        manifest = json.loads(held.read("manifest.json"))
        held.extract("00_list.pdf", tmp_path)
    assert names[:2] == ["00_list.pdf", "01_resolution.pdf"]
    assert f"02_{site_world.slug('17')}_v1.1.pdf" in names
    assert manifest["documents"] == [CODE]
    assert words(tmp_path / "00_list.pdf").count("Макулдашуу барагы") == 1


@needs_poppler
def test_drafts_before_a_council_are_agreed_on_one_sheet(tmp_path: Path) -> None:
    made(institution(tmp_path / "r"), tmp_path, "council", CODE)
    with zipfile.ZipFile(tmp_path / f"council_{SLUG}.zip") as held:
        held.extractall(tmp_path / "pack")
    sheets = [words(one).count("Макулдашуу барагы") for one in sorted((tmp_path / "pack").glob("*.pdf"))]
    assert sheets == [1, 0, 0]
    record = text_digest({f"{SLUG}.md": (tmp_path / f"r/procedures/{SLUG}.md").read_bytes()})
    listed = "".join(text_of(tmp_path / "pack/00_list.pdf", "-raw").split())
    assert record in listed  # the whole digest: whoever signs the list signs for just this text
    told = run(["pdftotext", "-bbox", str(tmp_path / "pack/00_list.pdf"), "-"])
    assert max(float(one) for one in re.findall(r'xMax="([\d.]+)"', told)) < 595 - 42  # within the table


@needs_qpdf
def test_the_structure_is_sound_and_the_bytes_are_the_same_elsewhere(root: Path, tmp_path: Path) -> None:
    first = made(root, tmp_path / "a", "resolution", "council-17-1.1")
    assert "No syntax or stream encoding errors found" in run(["qpdf", "--check", str(first)])
    copy = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(root), str(copy)], check=True, env=os.environ)
    second = made(copy, tmp_path / "b", "resolution", "council-17-1.1")
    assert digest(first.read_bytes()) == digest(second.read_bytes())


def test_what_is_not_there_is_said(root: Path, tmp_path: Path) -> None:
    for args, told in (
        (("resolution", "council-99"), "neither an act nor a document"),
        (("redline", CODE, "1.0", "9.9"), "has no text 9.9"),
    ):
        code, _, trouble = sapat(root, "paper", *args, "-o", str(tmp_path), lang="en", today=site_world.TODAY)
        assert (code, told in trouble) == (2, True), trouble
