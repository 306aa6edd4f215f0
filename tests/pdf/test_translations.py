"""A translation on paper says whose words count and whether it is of what is in force; addenda stand on the front page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.pdf.paper import CODE, PNG, SLUG, needs_poppler, printed, run, text_of, world
from tests.support.repo import Dossier, digest, git, markdown, sapat, write

RUSSIAN = (
    "# Управление документацией\n\n## 1. Цель\n\nПеревод слов. См. [рисунок](#2-рисунок), [сам документ]"
    f"({SLUG}.md#2-рисунок).\n\n## 2. Рисунок\n\n![Точка]({SLUG}/dot.png)\n"
)
BODY = "## 1. Максаты\n\nКыргызча сөз.\n\n## 2. Сүрөт\n\n![Чекит](umu-sms-dp-2.17/dot.png)\n"
NAME = f"{SLUG}_v1.0_ru.pdf"


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "More")


def amend(root: Path, kind: str, *more: str, today: str = "2026-04-01") -> None:
    moment = int(datetime.fromisoformat(f"{today}T12:00:00+06:00").timestamp())
    code, said, complaint = sapat(
        root, "amend", CODE, "--kind", kind, "--why", "Себеби ушул", *more, today=today, epoch=moment
    )
    assert code == 0, said + complaint
    commit(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A procedure in force with a Russian translation beside it, not registered yet."""
    made = world(tmp_path / "r", BODY, {"dot.png": PNG})
    write(made, {f"procedures/{SLUG}.ru.md": RUSSIAN})
    commit(made)
    return made


@needs_poppler
def test_a_translation_stands_in_its_language_and_says_which_text_counts(root: Path, tmp_path: Path) -> None:
    amend(root, "translation", "--lang", "ru")
    told = printed(root, CODE, "--lang", "ru", out=tmp_path / "out")
    assert told["findings"] == []
    assert told["files"][0]["profile"] == "a-3a+ua-1"
    original = printed(root, CODE, out=tmp_path / "out")["files"][0]
    assert told["files"][0]["text"] != original["text"]  # a scan of it is never taken for one of the original
    pages = [" ".join(page.split()) for page in text_of(tmp_path / "out" / NAME).split("\f")]
    assert all("Язык подлинника: кыргызский" in page for page in pages if page)
    for wanted in (
        "ПЕРЕВОД",
        "Управление документацией",
        "ПОДЛИННИК УТВЕРЖДЁН",
        "Решение:",
        "Дата введения 15.03.2026",
    ):
        assert wanted in pages[0], wanted
    whole = " ".join(pages)
    assert "Перевод слов" in whole
    assert "Лист регистрации изменений" in whole
    for wrong in ("УТВЕРЖДАЮ", "Лист согласования", "Лист ознакомления", "Кыргызча сөз", "УСТАРЕВШИЙ", "ПРОЕКТ"):
        assert wrong not in whole, wrong


@needs_poppler
def test_a_translation_of_a_former_version_says_on_every_page_that_it_is_out_of_date(
    root: Path, tmp_path: Path
) -> None:
    amend(root, "translation", "--lang", "ru")
    former = (root / f"registers/changes/{SLUG}/1.0/record.yaml").read_bytes()
    text = markdown(version="1.1", body="# Иш кагаздарды башкаруу\n\n" + BODY.replace("сөз", "жаңы сөз"))
    (root / f"procedures/{SLUG}/dot.png").unlink()
    text = text.replace("![Чекит](umu-sms-dp-2.17/dot.png)", "Сүрөтсүз.")
    made = Dossier(
        SLUG, "1.1", CODE, {f"{SLUG}.md": text}, kind="change", effective="2026-04-10", previous=digest(former),
        suffix="2", sealed="2026-04-02T10:15:00+06:00",
    )  # fmt: skip
    write(root, dict(made.files()) | {f"procedures/{SLUG}.md": text})
    commit(root)
    told = printed(root, CODE, "--lang", "ru", out=tmp_path / "out", today="2026-04-05")
    assert "УСТАРЕВШИЙ" not in text_of(tmp_path / "out" / NAME)  # 1.1 is not in force yet
    told = printed(root, CODE, "--lang", "ru", out=tmp_path / "out", today="2026-04-20")
    assert told["findings"] == []  # its picture is that of the version it is of
    pages = [" ".join(page.split()) for page in text_of(tmp_path / "out" / NAME).split("\f")]
    assert "устарел: переведена версия 1.0, действует версия 1.1" in pages[0]
    assert all("УСТАРЕВШИЙ ПЕРЕВОД" in page for page in pages[1:] if page)


@needs_poppler
def test_only_what_was_registered_is_printed_as_a_translation_and_anything_as_a_draft(
    root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, _, complaint = sapat(root, "pdf", CODE, "--lang", "ru", "-o", str(out))
    assert code == 2
    assert "amend" in complaint
    amend(root, "translation", "--lang", "ru")
    write(root, {f"procedures/{SLUG}.ru.md": RUSSIAN.replace("Перевод слов", "Другие слова")})
    commit(root)
    code, _, complaint = sapat(root, "pdf", CODE, "--lang", "ru", "-o", str(out))
    assert code == 2
    assert f"{SLUG}.ru.md" in complaint
    printed(root, CODE, "--lang", "ru", "--draft", out=out)
    assert "ПРОЕКТ" in text_of(out / NAME)
    assert "Другие слова" in text_of(out / NAME)
    code, _, complaint = sapat(root, "pdf", CODE, "--lang", "en", "-o", str(out))
    assert code == 2
    assert f"{SLUG}.en.md" in complaint
    assert "en" in complaint
    assert sapat(root, "pdf", CODE, "--lang", "ru", "--for-signature")[0] == 2
    assert sapat(root, "pdf", CODE, "--lang", "ru", "--version", "1.0")[0] == 2


@needs_poppler
def test_all_translations_are_printed_at_once_and_one_that_differs_is_named(root: Path, tmp_path: Path) -> None:
    assert printed(root, "--all", "--lang", "ru", out=tmp_path / "out")["files"] == []
    amend(root, "translation", "--lang", "ru")
    told = printed(root, "--all", "--lang", "ru", out=tmp_path / "out")
    assert [one["path"].rpartition("/")[2] for one in told["files"]] == [NAME]
    run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(tmp_path / "out" / NAME)])
    assert (tmp_path / f"{SLUG}.ru.md").read_text() == RUSSIAN


@needs_poppler
def test_what_was_added_since_the_approval_stands_on_the_front_page_and_the_change_sheet(
    root: Path, tmp_path: Path
) -> None:
    amend(root, "administrative", "--set", "owner=lawyer", "--since", "2026-04-01")
    amend(root, "correction", "--set", "summary=Туура мазмуну")
    amend(root, "suspension", "--since", "2026-05-01", "--order", "order-1#1")
    printed(root, CODE, out=tmp_path / "out")
    made = tmp_path / "out" / f"{SLUG}_v1.0.pdf"
    pages = [" ".join(page.split()) for page in text_of(made, "-raw").split("\f")]
    front, whole = pages[0], " ".join(pages[1:])
    assert "Жооптуу lawyer" in front  # the value of the day
    for wanted in ("Административдик өзгөрүү", "Жазууну тактоо", "Туура мазмуну", "01.05.2026 тартып", "Себеби ушул"):
        assert wanted in front, wanted
        if "тартып" not in wanted:
            assert wanted in whole, wanted
    printed(root, CODE, out=tmp_path / "out", today="2026-05-02")
    assert "ТОКТОТУЛГАН" in text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf")


@needs_poppler
def test_a_postponed_version_shows_its_new_day_and_why(root: Path, tmp_path: Path) -> None:
    acts = ("--order", "order-1#1")
    amend(root, "postponement", "--set", "effective=2026-06-01", *acts, today="2026-03-12")
    printed(root, CODE, out=tmp_path / "out", today="2026-03-12")
    front = " ".join(text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf").split("\f")[0].split())
    assert "Күчүнө кирет 01.06.2026" in front
    assert "Күчүнө кирүүнү жылдыруу" in front
    assert "Себеби ушул" in front
