"""The page behind the QR code of a paper: where it stands, what it says, and what a browser says of a file dropped on it."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sapat.publish.version_words import every
from tests.pdf import signing
from tests.pdf.paper import SITE, SLUG
from tests.pdf.test_round_trip import approved
from tests.site.browser import FLAGS, browser, chromium, served
from tests.site.world import TODAY, built, slug, world
from tests.support.repo import SETTINGS, agreement, git, sapat, text_digest, write

needs_chromium = pytest.mark.skipif(not chromium(), reason="chromium is not installed")
REPORT = '\n[publish]\npdf = true\nreport = "mailto:qa@umu.example?subject={code}"\n'
LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", e => window.broken.push(e.violatedDirective + " " + e.blockedURI));
"""
TITLE = slug("17").upper()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the world with the PDFs of what is in force."""
    folder = tmp_path_factory.mktemp("versions")
    root = world(folder / "repository")
    write(root, {"sapat.toml": SITE + SETTINGS + REPORT})
    git(root, "commit", "-qam", "PDFs on the site")
    built(root, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as made:
        yield made


def at(site: Path, number: str, version: str) -> str:
    return (site / "V" / slug(number).upper() / version / "index.html").read_text()


@pytest.mark.parametrize(
    ("number", "version", "wanted"),
    [
        ("17", "1.1", ("Бүгүн күчүндө", "In force today", "Сегодня действует")),
        ("17", "1.0", ("Күчүндө эмес: алмаштырылган", "Күчүндөгү 1.1-версияны окуу")),
    ],
)
def test_the_first_thing_said_is_whether_the_version_is_in_force(
    site: Path, number: str, version: str, wanted: tuple[str, ...]
) -> None:
    for words in wanted:
        assert words in at(site, number, version)


def test_every_version_that_readers_may_read_has_its_page_where_its_qr_code_leads(site: Path, tmp_path: Path) -> None:
    texts = {path.parent for path in (site / "d").glob("*/index.html")} | {
        p.parent for p in site.glob("d/*/r/*/index.html")
    }
    pages = list(site.glob("V/*/*/index.html"))
    assert len(pages) == len(texts)
    root = site.parent / "repository"
    code, said, trouble = sapat(root, "pdf", "ҮМУ-СМС-ДП-2.17", "-o", str(tmp_path), "--format", "json", today=TODAY)
    assert code == 0, said + trouble
    assert (site / f"V/{TITLE}/1.1/index.html").is_file()
    assert f"V/{TITLE}/1.1/index.html" in (site / f"d/{slug('17')}/index.html").read_text()


def test_the_page_names_decision_signatories_and_digests_and_no_person(site: Path) -> None:
    told = at(site, "17", "1.1")
    seal = (site.parent / f"repository/registers/changes/{slug('17')}/1.1/record.yaml").read_text()
    digest = next(line.split(": ")[1] for line in seal.splitlines() if line.startswith("  text: "))
    for words in (
        "Чечим",
        "Буйрук",
        "буйрукка кол койду",
        "текшерди",
        "макулдашты",
        "каттоого алды",
        digest,
        "сайттагы PDF",
    ):
        assert words in told, words
    assert "p-0" not in told


def test_words_stand_in_three_languages() -> None:
    assert all(one.ky and one.ru and one.en for one in every().values())


def opened(chrome: Any, address: str, **how: Any) -> tuple[Any, list[str]]:
    """A page, and what went wrong on it."""
    context = chrome.new_context(viewport={"width": 390, "height": 844}, **how)
    context.add_init_script(LISTEN)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: wrong.append(r.method) if r.method != "GET" else None)
    page.goto(address)
    return page, wrong


def judged(page: Any, name: str, data: bytes) -> str:
    page.set_input_files("#file", {"name": name, "mimeType": "application/pdf", "buffer": data})
    page.wait_for_selector("#result p:not([data-kind=working])")
    return str(page.get_attribute("#result p", "data-kind"))


@needs_chromium
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_browser_tells_the_issued_file_from_a_signed_and_an_altered_one(
    site: Path, chrome: Any, scheme: str
) -> None:
    pdf = (site / f"d/{slug('17')}/{slug('17')}_v1.1.pdf").read_bytes()
    altered = pdf.replace(b"%PDF-", b"%PDF-", 1)[:-9] + b"X" + pdf[-8:]
    with served(site) as host:
        base = host if scheme == "http" else site.as_uri()
        page, wrong = opened(chrome, f"{base}/V/{TITLE}/1.1/{'' if scheme == 'http' else 'index.html'}")
        assert judged(page, "a.pdf", pdf) == "same"
        assert judged(page, "b.pdf", pdf + b"\n% signed\n") == "added"
        assert judged(page, "c.pdf", altered) == "other"
        assert judged(page, "d.pdf", pdf[:-1]) == "other"
        assert judged(page, "e.pdf", b"<html>") == "not_pdf"
        assert page.evaluate("window.broken") == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wrong == []


@needs_chromium
def test_a_file_dropped_anywhere_is_judged_and_not_opened(site: Path, chrome: Any) -> None:
    pdf = (site / f"d/{slug('17')}/{slug('17')}_v1.1.pdf").read_bytes()
    with served(site) as host:
        page, _ = opened(chrome, f"{host}/V/{TITLE}/1.1/")
        page.evaluate(
            """bytes => {
              const told = new DataTransfer();
              told.items.add(new File([new Uint8Array(bytes)], "x.pdf", { type: "application/pdf" }));
              document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: told, bubbles: true, cancelable: true }));
            }""",
            list(pdf),
        )
        page.wait_for_selector("#result p[data-kind=same]")
        assert page.url.endswith("/1.1/")


@needs_chromium
def test_without_a_secure_connection_the_page_says_so_instead_of_judging(site: Path) -> None:
    def asked(port: str) -> tuple[str | None, bool]:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as play:
            flags = [*FLAGS, "--host-resolver-rules=MAP umu.example 127.0.0.1"]
            made = play.chromium.launch(executable_path=chromium(), args=flags)
            page, _ = opened(made, f"http://umu.example:{port}/V/{TITLE}/1.1/")
            told = page.get_attribute("#result p", "data-kind"), page.is_hidden("#file")
            made.close()
            return told

    with served(site) as host, ThreadPoolExecutor(1) as apart:  # Playwright runs once in a thread
        assert apart.submit(asked, host.rpartition(":")[2]).result() == ("insecure", True)


@needs_chromium
def test_the_code_of_a_sheet_says_whether_its_text_is_the_registered_one(site: Path, chrome: Any) -> None:
    told = at(site, "17", "1.1")
    digest = told.partition('data-text="')[2][:64]
    mark = b32encode(bytes.fromhex(digest)[:5]).decode()[:6]
    other = ("A" if mark[0] != "A" else "B") + mark[1:]
    with served(site) as host:
        for query, shown, hidden in (
            (f"?7.{mark}", "#sheet", "#other_sheet"),
            (f"?7.{other}", "#other_sheet", "#sheet"),
        ):
            page, _ = opened(chrome, f"{host}/V/{TITLE}/1.1/{query}")
            assert page.is_visible(shown)
            assert page.is_hidden(hidden)
            assert "7" in page.inner_text(shown)
        page, _ = opened(chrome, f"{host}/V/{TITLE}/1.1/?7.<b>")
        assert page.is_hidden("#sheet")
        assert page.is_hidden("#other_sheet")


@needs_chromium
def test_an_old_page_says_that_it_is_old(site: Path, chrome: Any) -> None:
    with served(site) as host:
        for days, visible in ((3, False), (40, True)):
            context = chrome.new_context()
            page = context.new_page()
            made = f"{TODAY}T06:00:00Z"
            page.clock.install(time=made)
            page.clock.fast_forward(days * 86_400_000)
            page.goto(f"{host}/V/{TITLE}/1.1/")
            assert page.is_visible("#stale") is visible
            context.close()


def test_a_preview_of_drafts_has_no_such_pages(site: Path, tmp_path: Path) -> None:
    root = site.parent / "repository"
    code, said, trouble = sapat(root, "build", "--draft", "-o", str(tmp_path / "draft"), today=TODAY)
    assert code == 0, said + trouble
    assert not (tmp_path / "draft" / "V").exists()
    assert "V/" not in (tmp_path / f"draft/d/{slug('17')}/index.html").read_text()


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Version 1.1 issued, changed, issued again: the site before and after it was registered, and both PDFs."""
    folder = tmp_path_factory.mktemp("issues")
    root = signing.institution(folder / "r")
    signing.issue(root, out=folder / "first")
    text = (root / f"procedures/{SLUG}.md").read_text() + "\nҮчүнчү.\n"
    told = text_digest({f"{SLUG}.md": text.encode()})
    given = f"registers/changes/{SLUG}/1.1/agreements"
    write(
        root,
        {
            f"procedures/{SLUG}.md": text,
            f"{given}/qa-specialist-2.yaml": agreement("qa-specialist", "check", told, "2026-03-22", number=2),
            f"{given}/lawyer-2.yaml": agreement("lawyer", "agree", told, "2026-03-23", number=2),
        },
    )
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A third")
    signing.issue(root, out=folder / "second")
    built(root, folder / "before")
    approved(root)
    built(root, folder / "after")
    return {name: folder / name for name in ("before", "after", "first", "second")}


def test_a_paper_that_waits_for_its_signature_has_its_page_too(issues: dict[str, Path]) -> None:
    told = (issues["before"] / f"V/{SLUG.upper()}/1.1/index.html").read_text()
    for words in (
        "каттала элек",
        "не зарегистрирована",
        "not registered",
        "Күчүндөгү 1.0-версияны окуу",
        "акыркы чыгарылган текст эмес",
        "чыгарылган PDF № 1, тексти башка",
    ):
        assert words in told, words
    assert f"V/{SLUG.upper()}/1.1/index.html" in (issues["before"] / "registers/papers.html").read_text()
    assert "каттала элек" not in (issues["after"] / f"V/{SLUG.upper()}/1.1/index.html").read_text()


@needs_chromium
@pytest.mark.parametrize("site_of", ["before", "after"])
def test_an_issued_file_of_another_text_is_never_called_the_same(
    issues: dict[str, Path], chrome: Any, site_of: str
) -> None:
    first, second = ((issues[one] / f"{SLUG}_v1.1.pdf").read_bytes() for one in ("first", "second"))
    with served(issues[site_of]) as host:
        page, wrong = opened(chrome, f"{host}/V/{SLUG.upper()}/1.1/")
        assert judged(page, "a.pdf", first) == "former"
        assert judged(page, "b.pdf", first + b"\n% signed\n") == "former"
        assert judged(page, "c.pdf", second) == "same"
        assert judged(page, "d.pdf", second + b"\n% signed\n") == "added"
        assert "1, тексти башка" in page.inner_text(".files")
    assert wrong == []
