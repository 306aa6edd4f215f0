"""What keeps a PDF from being just the text is said with file and line, and the PDF is made where that is honest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pdf.paper import CODE, PNG, SLUG, needs_poppler, printed, rules, text_of, world
from tests.support.repo import Dossier, agreement, git, markdown, repository, sapat, sound, text_digest, write

PATH = f"procedures/{SLUG}.md"
FIRST = 13  # the line of the first words of a body
SAMPLES = [
    ("[сөздөр]()\n", "SAP854", 0),
    ("[сөздөр](#)\n", "SAP854", 0),
    ("бир\n\n[сөздөр](#жок-бөлүм)\n", "SAP854", 2),
    ("[сөздөр](жок.md)\n", "SAP854", 0),
    ("## Бир {#a}\n\n## Эки {#a}\n\n[сөздөр](#a)\n", "SAP858", 2),
    ("## Бир\n\n#### Эки\n\nсөздөр\n", "SAP855", 2),
    ("бир\n\n<table><tr><td>сөздөр</td><td>эки</td></tr></table>\n", "SAP855", 2),
    ("бир\n\nсөздөр 🙂\n", "SAP852", 2),
    ("сөздөр \ue000 жеке белги\n", "SAP852", 0),
    ("сөздөр ![жок сүрөт](жок.png)\n", "SAP851", 0),
    ("сөздөр\n\n![Сүрөт](umu-sms-dp-2.17/evil.svg)\n", "SAP851", 2),
    ("сөздөр\n\n![Сүрөт](umu-sms-dp-2.17/broken.png)\n", "SAP851", 2),
    ("сөздөр ![](umu-sms-dp-2.17/dot.png)\n", "SAP856", 0),
    ("сөздөр\n\n```mermaid\ngraph TD\n  A[Башы] --> B[Аягы]\n```\n", "SAP853", 3),
]


@needs_poppler
@pytest.mark.parametrize(
    ("body", "rule", "line"), SAMPLES, ids=[rule + str(at) for at, (_, rule, _) in enumerate(SAMPLES)]
)
def test_a_fault_is_named_with_its_line_and_the_text_is_printed_all_the_same(
    tmp_path: Path, body: str, rule: str, line: int
) -> None:
    evil = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x</script></svg>'
    root = world(tmp_path / "r", body, {"dot.png": PNG, "evil.svg": evil, "broken.png": PNG[:40]})
    errors = rule in ("SAP851", "SAP852")
    told = printed(root, CODE, "--draft", out=tmp_path / "out", expect=1 if errors else 0)
    assert (rule, PATH, FIRST + line) in rules(told), told["findings"]
    assert "сөздөр" in text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf")


@needs_poppler
def test_a_sound_text_has_no_finding(tmp_path: Path) -> None:
    body = "## 1. Бир\n\n[сөздөр](#2-эки), [[ҮМУ-СМС-СД-1]]\n\n## 2. Эки\n\n![Чекит](umu-sms-dp-2.17/dot.png)\n"
    told = printed(world(tmp_path / "r", body, {"dot.png": PNG}), CODE, out=tmp_path / "out")
    assert told["findings"] == []
    assert told["files"][0]["profile"] == "a-3a+ua-1"


@needs_poppler
def test_a_letter_no_font_has_is_printed_by_its_number(tmp_path: Path) -> None:
    printed(world(tmp_path / "r", "сөздөр 🙂 аягы\n"), CODE, "--draft", out=tmp_path / "out", expect=1)
    assert "[U+1F642]" in text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf")


@needs_poppler
def test_a_diagram_is_never_lost(tmp_path: Path) -> None:
    body = "```mermaid\ngraph TD\n  A[Башы] --> B[Аягы]\n```\n"
    printed(world(tmp_path / "r", body), CODE, "--draft", out=tmp_path / "out")
    told = text_of(tmp_path / "out" / f"{SLUG}_v1.0.pdf")
    assert "A[Башы] --> B[Аягы]" in told
    assert "Диаграмма чийилген жок" in told


def test_a_lower_profile_is_recorded_and_never_claimed(tmp_path: Path) -> None:
    told = printed(world(tmp_path / "r", "## Бир\n\n#### Эки\n"), CODE, "--draft", out=tmp_path / "out")
    assert told["files"][0]["profile"] == "a-3a"
    assert b"pdfuaid" not in (tmp_path / "out" / f"{SLUG}_v1.0.pdf").read_bytes()


def _open(tmp_path: Path, body: str, *, agreed: bool) -> Path:
    """The sound repository with an open version 1.1, its check given, its agreement perhaps."""
    made = dict(sound())
    text = markdown(version="1.1", body="# Иш кагаздарды башкаруу\n\n" + body)
    digest = text_digest({f"{SLUG}.md": text.encode()})
    given = {"qa-specialist.yaml": agreement("qa-specialist", "check", digest, "2026-03-20")}
    if agreed:
        given["lawyer.yaml"] = agreement("lawyer", "agree", digest, "2026-03-21")
    opened = Dossier(SLUG, "1.1", CODE, {f"{SLUG}.md": text}, kind="change", with_acts=False, agreements=given)
    made |= opened.files(seal=False) | {f"procedures/{SLUG}.md": text}
    return repository(tmp_path / "r", made)  # type: ignore[arg-type]


@needs_poppler
def test_the_paper_for_the_rector_carries_the_digest_the_sealed_version_will_have(tmp_path: Path) -> None:
    root = _open(tmp_path, "Жаңы текст.\n", agreed=True)
    told = printed(root, CODE, "--for-signature", out=tmp_path / "out")
    paper = text_of(tmp_path / "out" / f"{SLUG}_v1.1.pdf")
    digest = told["files"][0]["text"]
    assert "БЕКИТҮҮГӨ" in paper
    assert digest in paper.replace("\n", "")
    assert "№ ____________" in paper
    assert "ДОЛБООР" not in paper
    args = ("--decision", "council-2#3", "--order", "order-2#1", "--effective", "2026-04-01")
    from tests.support.repo import acts

    write(root, acts([CODE], "2026-03-25", "2026-03-27", "2"))  # type: ignore[arg-type]
    code, said, complaint = sapat(root, "approve", CODE, *args, today="2026-04-01")
    assert code == 0, said + complaint
    assert f"text: {digest}" in (root / f"registers/changes/{SLUG}/1.1/record.yaml").read_text()


def test_a_text_not_agreed_is_not_printed_for_signature(tmp_path: Path) -> None:
    root = _open(tmp_path, "Жаңы текст.\n", agreed=False)
    code, _, complaint = sapat(root, "pdf", CODE, "--for-signature", "-o", str(tmp_path / "out"))
    assert code == 2
    assert "lawyer" in complaint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("body", ["сөз 🙂\n", "![жок](жок.png)\n"])
def test_what_cannot_be_shown_whole_does_not_go_to_be_signed(tmp_path: Path, body: str) -> None:
    root = _open(tmp_path, body, agreed=True)
    told = printed(root, CODE, "--for-signature", out=tmp_path / "out", expect=1)
    assert told["files"][0]["path"] is None
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


def test_an_unknown_version_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    root = world(tmp_path / "r", "сөз\n")
    code, _, complaint = sapat(root, "pdf", CODE, "--version", "7.0", "-o", str(tmp_path / "out"))
    assert code == 2
    assert "1.0" in complaint


def test_a_missing_extra_is_answered_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name == "typst" else real(name, *a))
    code, _, complaint = sapat(world(tmp_path / "r", "сөз\n"), "pdf", CODE, "-o", str(tmp_path / "out"))
    assert code == 2
    assert 'pip install "sapat[pdf]"' in complaint


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("after", [0.4, 0.8, 1.2, 1.6])
def test_a_killed_export_leaves_nothing_half_written(tmp_path: Path, after: float) -> None:
    root = world(tmp_path / "r", "сөз\n\n" * 2000)
    out = tmp_path / "out"
    command = [sys.executable, "-c", "from sapat.cli import run; run()", "--repo", str(root), "--today", "2026-04-01"]
    env = os.environ | {"TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    process = subprocess.Popen(
        [*command, "pdf", CODE, "-o", str(out)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for made in out.glob("*.pdf") if out.exists() else ():
        assert made.read_bytes().rstrip().endswith(b"%%EOF")
    deadline = time.monotonic() + 20
    while list((tmp_path / "tmp").iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list((tmp_path / "tmp").iterdir()) == []  # the press saw its end and cleaned up
    assert git(root, "status", "--porcelain") == ""
    assert printed(root, CODE, out=out)["files"][0]["pages"] > 1
