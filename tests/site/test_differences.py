"""The pages that show what changed from one version to the next."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.site.world import built, tree, world

FIRST = "d/umu-sms-dp-2.17/diff/1.0-1.1.html"
SECOND = "d/umu-sms-dp-2.17/diff/1.1-1.2.html"
Page = Callable[[str], str]


def body(text: str) -> str:
    return text.partition('class="sp-print-body"')[2].partition("sp-print-foot")[0]


def test_every_two_versions_that_follow_one_another_have_a_page(site_folder: Path) -> None:
    found = sorted(one.relative_to(site_folder).as_posix() for one in site_folder.glob("d/*/diff/*"))
    assert found == [FIRST, SECOND, "d/umu-sms-dp-2.7/diff/1.0-1.1.html"]


def test_the_table_of_versions_leads_to_them(page: Page) -> None:
    told = page("d/umu-sms-dp-2.17/index.html")
    versions = told.partition('id="sp-versions"')[2].partition("</table>")[0]
    assert '<th scope="col">Айырмасы</th>' in versions
    assert '<a href="../../d/umu-sms-dp-2.17/diff/1.0-1.1.html">1.0 → 1.1</a>' in versions
    assert '<a href="../../d/umu-sms-dp-2.17/diff/1.1-1.2.html">1.1 → 1.2</a>' in versions
    assert "/diff/" not in page("d/umu-sms-dp-2.5/index.html")


def test_it_shows_what_came_and_went_and_leads_back(page: Page) -> None:
    told = body(page(FIRST))
    assert "Бул барак 1.0 жана 1.1 версияларынын айырмасын көрсөтөт" in told
    assert '<del class="sp-del">Эски' in told
    assert '<ins class="sp-ins">Жаңы' in told
    assert re.search(r"Сөздөр: \+\d+, −\d+", told)
    assert 'href="../../../d/umu-sms-dp-2.17/index.html">Документке кайтуу</a>' in told
    assert re.search(r'<a href="#(s\d+)">1\. Максаты</a>.*<h2 id="\1">', told, re.DOTALL)
    assert "sapat:" not in told
    assert " style=" not in told


def test_links_of_what_is_gone_lead_nowhere_and_those_of_the_new_text_lead_on(page: Page) -> None:
    told = body(page(FIRST)).partition("sp-redline")[2]
    assert not re.search(r'<a [^>]*><del class="sp-del">', told)
    assert '<a class="sp-ref" href="../../../d/umu-sms-saya-1/index.html"' in told


def test_it_is_for_readers_and_not_for_search_engines(page: Page, site_folder: Path) -> None:
    assert '<meta name="robots" content="noindex">' in page(FIRST)
    assert "/diff/" not in (site_folder / "sitemap.xml").read_text()


def test_a_redline_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = world(tmp_path / "r")
    first = built(root, tmp_path / "first")
    with closing(sqlite3.connect(root / ".git/sapat/pages.sqlite")) as db, db:
        assert db.execute("select count(*) from redlines").fetchone() == (3,)
        db.execute("update redlines set body = '[\"<p>сакталган</p>\", []]'")
    second = tmp_path / "second"
    built(root, second)
    assert "Текст өзгөргөн жок" in (second / FIRST).read_text()  # from what is kept, not made anew
    with closing(sqlite3.connect(root / ".git/sapat/pages.sqlite")) as db, db:
        db.execute("update redlines set body = 'бузук'")
    built(root, tmp_path / "third")
    assert tree(tmp_path / "third") == first
