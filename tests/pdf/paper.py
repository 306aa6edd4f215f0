"""PDFs as others see them: text by poppler, structure by qpdf; and repositories to make them from."""

from __future__ import annotations

import html
import json
import re
import shutil
import struct
import subprocess
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.repo import SETTINGS, Dossier, markdown, people, repository, sapat

SITE: Final = 'site_url = "https://umu.example/sapat/"\n'
CODE: Final = "ҮМУ-СМС-ДП-2.17"
SLUG: Final = "umu-sms-dp-2.17"


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width + 7) // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PNG: Final = png()
SVG: Final = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="80" height="20" fill="#336"/></svg>\n'
)

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not here")
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not here")


def files(body: str, more: dict[str, bytes] | None = None, **front: str) -> dict[str, str | bytes]:
    """A repository with one procedure in force, its text *body*, its pictures *more*."""
    text = markdown(CODE, body="# Иш кагаздарды башкаруу\n\n" + body, **front)
    extra = {f"{SLUG}/{name}": data for name, data in (more or {}).items()}
    sealed = Dossier(SLUG, "1.0", CODE, {f"{SLUG}.md": text} | {k: v.decode("latin-1") for k, v in extra.items()})
    made: dict[str, str | bytes] = {"sapat.toml": SITE + SETTINGS, ".gitattributes": "* text=auto eol=lf\n", **people()}
    made |= _bytes(sealed, text, extra)
    made[f"procedures/{SLUG}.md"] = text
    return made | {f"procedures/{name}": data for name, data in extra.items()}


def _bytes(sealed: Dossier, text: str, extra: dict[str, bytes]) -> dict[str, str | bytes]:
    """The dossier with pictures as the bytes they are: its maker knows texts alone."""
    if not extra:
        return dict(sealed.files())
    from tests.support.repo import agreement, digest, text_digest

    whole = {f"{SLUG}.md": text.encode(), **extra}
    told = text_digest(whole)
    given = {
        "qa-specialist.yaml": agreement("qa-specialist", "check", told, sealed.agreed),
        "lawyer.yaml": agreement("lawyer", "agree", told, sealed.agreed),
    }
    plain = Dossier(SLUG, "1.0", CODE, {f"{SLUG}.md": text}, agreements=given).files()
    record = f"registers/changes/{SLUG}/1.0/record.yaml"
    facts, _, seal = plain[record].partition("seal:\n")
    seal = re.sub(r"  text: \w+", f"  text: {told}", seal)
    listed = "".join(f"\n    - {{path: {path}, sha256: {digest(data)}}}" for path, data in whole.items())
    seal = re.sub(r"  files:(?:\n    - .*)+", f"  files:{listed}", seal)
    made: dict[str, str | bytes] = dict(plain) | {record: facts + "seal:\n" + seal}
    return made | {f"registers/changes/{SLUG}/1.0/copy/{path}": data for path, data in extra.items()}


def world(root: Path, body: str, more: dict[str, bytes] | None = None, **front: str) -> Path:
    return repository(root, files(body, more, **front))


def printed(root: Path, *args: str, out: Path, today: str = "2026-04-01", expect: int = 0) -> dict[str, Any]:
    """The answer of `sapat pdf --format json`."""
    code, said, complaint = sapat(root, "pdf", *args, "-o", str(out), "--format", "json", today=today)
    assert code == expect, said + complaint
    return json.loads(said)  # type: ignore[no-any-return]


def text_of(pdf: Path, *how: str) -> str:
    command = ["pdftotext", *(how or ("-layout",)), str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def words_of_html(body: str) -> Counter[str]:
    """The words a reader of the page sees."""
    return words(
        html.unescape(
            re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:b|strong|em|i|u|s|sub|sup|code|span|a)\b[^>]*>", "", body))
        )
    )


def lost(body: str, pdf: Path) -> Counter[str]:
    """What the page says and the paper does not: nothing. A word is lost when no order of reading finds it:

    the letters of a watermark stand between those of the text in one, and cells of a table are mixed in another.
    """
    wanted = words_of_html(body)
    ways = [wanted - words(text_of(pdf, way).replace("\u00ad", "")) for way in ("-layout", "-raw", "-nopgbrk")]
    return ways[0] & ways[1] & ways[2]


def converted(text: str) -> str:
    """The HTML of a Markdown body as the site shows it."""
    from sapat.publish.convert import Converter
    from sapat.publish.converted import bare

    return bare(Converter().convert(text).html)


def body_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text.split("---\n", 2)[2] if text.startswith("---\n") else text


def rules(answer: dict[str, Any]) -> list[tuple[str, str, int]]:
    """(rule, path, line) of every finding."""
    return [(one["rule"], one["path"], one["line"]) for one in answer["findings"]]


def run(command: Iterable[str]) -> str:
    done = subprocess.run(list(command), capture_output=True, check=False)
    return done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
