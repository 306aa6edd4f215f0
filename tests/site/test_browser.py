"""In a browser: nothing is asked of another host, the policy is never broken, the page works by hand and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.browser import browser, chromium, served
from tests.site.shots import kinds

pytestmark = pytest.mark.skipif(not chromium(), reason="chromium is not installed")

LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", e => window.broken.push(e.violatedDirective + " " + e.blockedURI));
"""
# Of WCAG 2: contrast of a text colour on a background colour, both opaque.
CONTRAST = """
() => {
  const light = c => { const v = c.map(x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; }); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
  const parse = t => { const m = t.match(/[\\d.]+/g).map(Number); return { rgb: m.slice(0, 3), a: m.length > 3 ? m[3] : 1 }; };
  const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > .99) return c.rgb; } return [255, 255, 255]; };
  const low = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
    const box = e.getBoundingClientRect();
    if (!own || !box.width || !box.height || e.closest("[hidden], .sp-watermark, .headerlink, .md-skip") || getComputedStyle(e).visibility !== "visible") continue;
    const style = getComputedStyle(e);
    const a = light(parse(style.color).rgb), b = light(back(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && parseInt(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) low.push(e.className + ": " + e.textContent.trim().slice(0, 30) + " " + ratio.toFixed(2));
  }
  return low;
}
"""


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def address(site_folder: Path) -> Iterator[str]:
    with served(site_folder) as told:
        yield told


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> dict[str, str]:
    return kinds(site_folder)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_asks_another_host_or_breaks_the_policy_or_fails(
    chrome: Any, address: str, pages: dict[str, str], width: int, scheme: str
) -> None:
    context = chrome.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.add_init_script(LISTEN)
    outside: list[str] = []
    failed: list[str] = []
    page = context.new_page()
    page.on("request", lambda r: None if r.url.startswith((address, "data:")) else outside.append(r.url))
    page.on("requestfailed", lambda r: failed.append(r.url))
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    page.on("pageerror", lambda e: failed.append(str(e)))
    page.on("console", lambda m: failed.append(m.text) if m.type == "error" else None)
    for kind, url in pages.items():
        if kind == "missing":
            continue  # its addresses are those of the real host
        page.goto(f"{address}/{url}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.broken") == [], kind
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{kind} is wider than the screen"
        )
    context.close()
    assert outside == []
    assert failed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_wcag_aa(chrome: Any, address: str, pages: dict[str, str], scheme: str) -> None:
    context = chrome.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    for kind, url in pages.items():
        if kind != "missing":
            page.goto(f"{address}/{url}")
            page.wait_for_timeout(150)
            assert page.evaluate(CONTRAST) == [], kind
    context.close()


def test_the_dark_mode_is_kept_by_hand(chrome: Any, address: str) -> None:
    context = chrome.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.click('label[for="__palette_1"]')
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    page.goto(f"{address}/d/umu-sms-dp-2.17/index.html")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    context.close()


def test_on_a_phone_the_menu_opens_and_leads_to_the_parts(chrome: Any, address: str) -> None:
    context = chrome.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/d/umu-sms-saya-1/index.html")
    page.click('header label[for="__drawer"]')
    page.wait_for_timeout(400)
    page.click('.sp-nav__parts a:has-text("2. Бөлүм")')
    page.wait_for_load_state("load")
    assert page.url.endswith("/d/umu-sms-saya-1/02-bolum.html")
    context.close()


def test_a_wide_table_scrolls_by_keyboard(chrome: Any, address: str) -> None:
    context = chrome.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/registers/documents.html")
    page.focus(".sp-scroll")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert page.evaluate("document.querySelector('.sp-scroll').scrollLeft") > 0
    context.close()


def test_a_list_narrows_as_one_types_without_the_kyrgyz_letters(chrome: Any, address: str) -> None:
    context = chrome.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/registers/documents.html")
    page.fill(".sp-search input", "ЖЕТЕКТЕМЕ умУ")
    shown = page.evaluate("Array.from(document.querySelectorAll('.sp-filter tbody tr')).filter(r => !r.hidden).length")
    assert shown == 1
    context.close()


def test_the_site_opens_from_a_stick(chrome: Any, site_folder: Path) -> None:
    page = chrome.new_page()
    page.goto((site_folder / "index.html").as_uri())
    page.click("text=Процедура 17 >> nth=0")
    page.wait_for_load_state("load")
    assert "Жаңы сөз" in page.inner_text("article")
    page.close()


def test_a_printed_document_has_its_header_and_warning_on_every_sheet(chrome: Any, address: str) -> None:
    page = chrome.new_page()
    page.goto(f"{address}/d/umu-sms-dp-2.17/index.html")
    page.emulate_media(media="print")
    assert page.inner_text(".sp-print-head").count("\n") == 2
    assert "эсепке алынбаган нуска" in page.inner_text(".sp-print-foot")
    assert page.evaluate("getComputedStyle(document.querySelector('.sp-print-head')).display") == "table-header-group"
    page.close()


def test_a_draft_cannot_be_taken_for_a_document(chrome: Any, tmp_path: Path) -> None:
    from tests.site.world import built, world

    built(world(tmp_path / "r"), tmp_path / "site", "--draft")
    with served(tmp_path / "site") as address:
        page = chrome.new_page(viewport={"width": 390, "height": 800})
        page.goto(f"{address}/d/umu-sms-dp-2.17/index.html")
        page.mouse.wheel(0, 5000)
        page.wait_for_timeout(300)
        box = page.locator(".sp-draft").bounding_box()
        assert 0 <= box["y"] < 200, "the band stays in sight"
        assert page.locator(".sp-watermark").is_visible()
        page.close()
