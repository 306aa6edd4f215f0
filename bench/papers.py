"""Documents of about 15 pages, as long as a real procedure: what `sapat pdf` is measured on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.support import repo
from tests.support.repo import SETTINGS, Dossier, git, markdown, people

from bench.measure import Case, Side

TODAY: Final = "2026-04-01"
TARGET: Final = 0.45  # CPU seconds for each of many
WORDS: Final = [
    "документ",
    "көзөмөл",
    "сапат",
    "процедура",
    "ректор",
    "кеңеш",
    "чечим",
    "буйрук",
    "окуу",
    "студент",
    "бөлүм",
    "жооптуу",
    "мөөнөт",
    "текшерүү",
    "макулдашуу",
    "бекитүү",
    "реестр",
    "өзгөртүү",
    "нуска",
    "аудит",
    "тобокелдик",
    "максат",
    "көрсөткүч",
    "жазуу",
    "сактоо",
    "архив",
    "кызматкер",
    "университет",
]


def body(number: int) -> str:
    """Chapters with paragraphs, lists and a table of 24 rows; no two documents alike."""

    def sentence(seed: int, count: int) -> str:
        told = [WORDS[(seed * 31 + at * at * 7 + at * 13 + number * 17) % len(WORDS)] for at in range(count)]
        return " ".join(told).capitalize() + f" {number}.{seed}."

    made = []
    for chapter in range(1, 8):
        made.append(f"## {chapter}. {sentence(chapter, 3)}")
        for part in range(1, 4):
            made.append(f"### {chapter}.{part}. {sentence(chapter * 9 + part, 4)}")
            made += [
                " ".join(sentence(chapter * 97 + part * 11 + at * 3 + line, 14) for line in range(4)) for at in range(2)
            ]
            made.append("\n".join(f"- {sentence(chapter * 5 + part + at, 9)}" for at in range(4)))
    rows = "\n".join(
        f"| {at} | {sentence(at, 5)} | {sentence(at + 3, 8)} | {sentence(at + 5, 3)} |" for at in range(1, 25)
    )
    return (
        "\n\n".join([*made, "## 8. Таблица", "| № | Аталышы | Мазмуну | Жооптуу |\n|---|---|---|---|\n" + rows]) + "\n"
    )


def repository(place: Path, count: int) -> Path:
    """*count* documents in force, approved by one decision and one order; kept between runs."""
    maker = sha256(Path(__file__).read_bytes() + Path(repo.__file__).read_bytes()).hexdigest()[:8]
    root = place / f"papers-{count}-{maker}"
    if (root / "ready").exists():
        return root / "r"
    shutil.rmtree(root, ignore_errors=True)
    codes = tuple(f"ҮМУ-СМС-ЖБ-3.{number}-ББСБ" for number in range(count))
    files = {
        "sapat.toml": 'site_url = "https://umu.example/"\n' + SETTINGS,
        ".gitattributes": "* text=auto eol=lf\n",
        **people(),
    }
    for number, code in enumerate(codes):
        slug = f"umu-sms-jb-3.{number}-bbsb"
        text = markdown(
            code, body=f"# Жобо {number}\n\n{body(number)}", title=f"{{ky: Жобо {number}, ru: Положение, en: Rules}}"
        )
        files[f"regulations/{slug}.md"] = text
        files |= Dossier(slug, "1.0", code, {f"{slug}.md": text}, act_codes=codes).files()
    repo.repository(root / "r", dict(files))
    git(root / "r", "gc", "-q")
    (root / "ready").touch()
    return root / "r"


def cases(place: Path, count: int) -> Iterator[Case]:
    """All at once with nothing kept, all again, and one alone; against starting the two tools for one line of text."""
    root = repository(place, count)
    out = str(place / "papers")
    ours = (str(Path(sys.executable).parent / "sapat"), "--repo", str(root), "--today", TODAY, "pdf", "-o", out)

    def forgotten() -> None:
        shutil.rmtree(root / ".git" / "sapat", ignore_errors=True)

    line = (
        "import pypandoc, typst\n"
        "pypandoc.convert_text('x', 'typst', format='html', verify_format=False)\n"
        "typst.compile(b'x', format='pdf', ignore_system_fonts=True)"
    )
    floor = Side("one line", (sys.executable, "-c", line))
    yield Case(
        f"PDF of {count} documents, cold", Side("ours", (*ours, "--all"), forgotten), floor, target=TARGET * count
    )
    yield Case(f"PDF of {count} documents, kept", Side("ours", (*ours, "--all")), floor)
    yield Case("PDF of one document, cold", Side("ours", (*ours, "ҮМУ-СМС-ЖБ-3.1-ББСБ"), forgotten), floor, target=1.0)
