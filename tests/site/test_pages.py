"""What stands on the pages: of documents, registers, home."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.support.repo import ROLES

Page = Callable[[str], str]
IN_FORCE = "d/umu-sms-dp-2.17/index.html"
FORMER = "d/umu-sms-dp-2.17/r/1.0/index.html"


def plain(html: str) -> str:
    """The words of a page, without its elements."""
    body = html[html.index("<article") : html.index("</article>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_the_head_names_code_version_status_level_owner_acts_and_dates(page: Page) -> None:
    told = plain(page(IN_FORCE))
    for one in (
        "ҮМУ-СМС-ДП-2.17",
        "1.1-версия",
        "Күчүндө",
        "2-деңгээл",
        "01.05.2026",
        "Окумуштуулар кеңеши",
        "3-пункт",
    ):
        assert one in told, one
    assert "№ 17-1.1/0, 09.03.2026, 1-пункт" in told
    assert "15.03.2029" in told  # three years after the introduction


def test_the_owner_is_the_post_of_the_day_as_the_addendum_set_it(page: Page) -> None:
    assert re.search(r"Жооптуу</dt><dd>lawyer</dd>", page(IN_FORCE))


def test_only_the_text_in_force_stands_on_the_page_of_a_document(page: Page) -> None:
    told = page(IN_FORCE)
    assert "Жаңы сөз" in told
    assert "Эски сөз" not in told
    assert "Келечек" not in told


def test_an_earlier_version_has_an_address_a_banner_and_no_place_in_search_engines(
    page: Page, site_folder: Path
) -> None:
    told = page(FORMER)
    assert "Эски сөз" in told
    assert 'class="sp-notice sp-notice--danger"' in told
    assert 'href="../../../../d/umu-sms-dp-2.17/index.html">Күчүндөгү версияны окуу' in told
    assert '<meta name="robots" content="noindex">' in told
    sitemap = (site_folder / "sitemap.xml").read_text()
    assert "/r/1.0/" not in sitemap
    assert "404.html" not in sitemap


def test_the_page_in_force_links_to_its_earlier_versions_and_is_indexed(page: Page) -> None:
    told = page(IN_FORCE)
    assert 'href="../../d/umu-sms-dp-2.17/r/1.0/index.html"' in told
    assert "noindex" not in told


def test_links_of_an_earlier_version_lead_to_what_is_in_force_and_the_page_says_so(page: Page) -> None:
    told = page(FORMER)
    assert 'href="../../../../d/umu-sms-dp-2.5/index.html"' in told
    assert "Тексттеги шилтемелер күчүндөгү документтерге алып барат" in told
    assert 'href="../../../../d/umu-sms-saya-1/01-bolum.html#өлчөө"' in told


def test_the_coming_version_is_announced_with_its_day(page: Page) -> None:
    assert "1.2-версия 01.09.2026 күнү күчүнө кирет" in plain(page(IN_FORCE))
    coming = page("d/umu-sms-dp-2.17/r/1.2/index.html")
    assert "Келечек" in coming
    assert "Бекитилген, бирок 01.09.2026 күнү күчүнө кирет" in coming
    assert "noindex" in coming


def test_a_document_that_is_only_coming_has_a_page_that_says_when(page: Page) -> None:
    told = page("d/umu-sms-dp-2.5/index.html")
    assert "Бекитилген, бирок 01.08.2026 күнү күчүнө кирет" in told
    assert "Текст 5" in told


def test_a_superseded_document_keeps_its_page_with_the_way_to_its_successor(page: Page) -> None:
    told = page("d/umu-sms-dp-2.3/index.html")
    assert "Документ 01.05.2026 күнү алмаштырылды" in told
    assert 'Ордуна: <a href="../../d/umu-sms-dp-2.17/index.html">' in told
    assert "Текст 3" in told
    assert "noindex" in told


def test_a_withdrawn_document_keeps_its_last_text_under_a_red_banner(page: Page) -> None:
    told = page("d/umu-sms-dp-2.4/index.html")
    assert "Документ 10.04.2026 күнү күчүн жоготту" in told
    assert "sp-notice--danger" in told
    assert "Текст 4" in told
    assert "15.03.2026</time> — <time" in told


def test_an_expired_document_says_since_when(page: Page) -> None:
    assert "Документтин мөөнөтү 01.06.2026 күнү бүттү" in page("d/umu-sms-dp-2.6/index.html")


def test_a_former_edition_that_goes_on_for_some_says_for_whom_and_until_when(page: Page) -> None:
    words = "2025-жылкы студенттер"
    assert words in page("d/umu-sms-dp-2.7/index.html")
    former = page("d/umu-sms-dp-2.7/r/1.0/index.html")
    assert "31.12.2026 күнүнө чейин" in former
    assert words in former
    assert "sp-notice--danger" not in former


def test_a_card_says_where_the_text_is_held(page: Page) -> None:
    assert "Сакталган жери: 2-сейф. Сактоочу: rector." in page("d/umu-sms-dp-2.8/index.html")


def test_a_document_with_only_drafts_has_no_page(site_folder: Path) -> None:
    assert not (site_folder / "d/umu-sms-dp-2.10").exists()


def test_links_by_code_lead_to_pages_and_a_draft_is_named_without_a_link(page: Page) -> None:
    told = page(IN_FORCE)
    assert '<a class="sp-ref" href="../../d/umu-sms-saya-1/index.html" title="Жетектеме">жетектеме</a>' in told
    assert 'href="../../d/umu-sms-saya-1/01-bolum.html#өлчөө"' in told  # the part that has the anchor
    assert 'href="../../registers/external.html#umu-sms-sd-1"' in told
    assert '<span class="sp-nolink">ҮМУ-СМС-ДП-2.10</span> <span class="sp-draftnote">(долбоор)</span>' in told
    assert '<span class="sp-nolink">онунчу</span> <span class="sp-draftnote">(долбоор)</span>' in told
    assert 'href="../../about.html">Барак' in told
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">тышта</a>' in told


def test_every_link_and_picture_of_the_site_leads_somewhere(site_folder: Path) -> None:
    from urllib.parse import unquote, urldefrag, urljoin

    texts = {one.relative_to(site_folder).as_posix(): one.read_text() for one in site_folder.rglob("*.html")}
    broken = []
    for url, told in texts.items():
        if url == "404.html":
            continue
        for target in re.findall(r'(?:href|src)="([^"]+)"', told):
            if re.match(r"[a-z]+:", target):
                continue
            whole, anchor = urldefrag(urljoin("/" + url, target.replace("&amp;", "&")))
            path = unquote(whole).lstrip("/")
            if not (site_folder / path).is_file() or (anchor and f'id="{unquote(anchor)}"' not in texts.get(path, "")):
                broken.append((url, target))
    assert broken == []


def test_a_document_of_many_files_has_a_page_for_each_with_steps_between(page: Page) -> None:
    first = page("d/umu-sms-saya-1/01-bolum.html")
    assert "ҮМУ-СМС-САЯ-1" in plain(first)
    assert '<h1 id="1-бөлүм">1. Бөлүм</h1>' in first
    assert 'class="sp-step sp-step--prev" href="../../d/umu-sms-saya-1/index.html"' in first
    assert 'class="sp-step sp-step--next" href="../../d/umu-sms-saya-1/02-bolum.html"' in first
    assert 'href="../../d/umu-sms-saya-1/02-bolum.html#соңку"' in first
    assert 'aria-current="page">1. Бөлүм' in first


def test_pictures_are_kept_by_the_hash_of_their_bytes(page: Page, site_folder: Path) -> None:
    from tests.site.world import SVG
    from tests.support.repo import digest

    name = f"assets/b/{digest(SVG.encode())[:16]}.svg"
    assert (site_folder / name).read_bytes() == SVG.encode()
    assert f'<img src="../../{name}" alt="Схема">' in page("d/umu-sms-saya-1/01-bolum.html")


def test_the_change_sheet_has_versions_addenda_and_reviews(page: Page) -> None:
    told = plain(page(IN_FORCE))
    assert "1.0 → 1.1" in told
    assert "Административдик өзгөрүү" in told
    assert "жооптуу: lawyer" in told
    assert "Кайра кароо: Өзгөрүүсүз" in plain(page("d/umu-sms-saya-1/index.html"))


def test_citing_documents_are_listed(page: Page) -> None:
    cited = page("d/umu-sms-saya-1/index.html").partition('id="sp-cited"')[2]
    assert "ҮМУ-СМС-ДП-2.17" in cited


def test_the_error_report_link_stands_only_where_it_is_configured(page: Page) -> None:
    assert 'href="mailto:qa@umu.example?subject=%D2%AE' in page(IN_FORCE)


def test_home_lists_what_is_in_force_by_level_and_the_latest_changes(page: Page) -> None:
    told = page("index.html")
    assert "1-деңгээл" in told
    assert "Базалык деңгээл" in told
    levels, _, rest = told.partition('id="sp-coming"')
    coming, _, latest = rest.partition('id="sp-latest"')
    assert "d/umu-sms-dp-2.5/index.html" not in levels  # approved, but not yet in force
    assert coming.index("01.08.2026") < coming.index("01.09.2026")
    assert "d/umu-sms-dp-2.17/index.html" in levels
    assert "d/umu-sms-dp-2.4/index.html" not in levels
    assert "Күчүн жоготуу" in latest
    assert "01.09.2026" not in latest  # not yet


def test_the_document_register_has_every_document_with_all_columns(page: Page) -> None:
    told = page("registers/documents.html")
    assert told.count('<th scope="col">') == 12
    for number in ("17", "3", "4", "5", "6"):
        assert f"ҮМУ-СМС-ДП-2.{number}</span></a>" in told
    assert "ҮМУ-СМС-ДП-2.10" not in told


def test_a_process_without_a_document_is_a_row_too(page: Page) -> None:
    row = page("registers/processes.html").partition('<span id="1.3">')[2].partition("</tr>")[0]
    assert "Кабардоо" in row
    assert "процедура жок" in row


def test_every_number_of_the_procedures_is_shown_drafts_named_and_gaps_open(page: Page) -> None:
    told = page("registers/procedures.html")
    body = told[told.index("<tbody>") : told.index("</tbody>")]
    assert body.count("<tr>") == 18
    assert 'Процедура 10 <span class="sp-draftnote">(долбоор)</span>' in body
    assert body.count("документ иштелип чыга элек") == 18 - 8


def test_no_role_id_and_no_person_stands_on_a_page_of_a_sound_register(page: Page, site_folder: Path) -> None:
    """Posts are shown by title; the titles of this repository's roles are their ids, so only file names are looked for."""
    for one in site_folder.rglob("*.html"):
        told = plain(one.read_text()) if "<article" in one.read_text() else ""
        assert not any(f"{role}-1" in told for role in ROLES), one


def test_the_rules_are_documented_from_the_table_that_judges(page: Page) -> None:
    from sapat.rules.table import RULES

    told = page("rules.html")
    assert all(f'<span id="{rule.id}"' in told for rule in RULES)


def test_the_calendar_names_the_nearest_deadline_first(page: Page) -> None:
    told = page("registers/reviews.html")
    days = re.findall(r'<tr><td><time datetime="([^"]+)"', told)
    assert days == sorted(days)
    assert days


def test_a_plain_page_of_docs_is_published_with_its_links(page: Page, site_folder: Path) -> None:
    told = page("about.html")
    assert 'href="d/umu-sms-dp-2.17/index.html"' in told
    assert 'src="pic.svg"' in told
    assert 'href="registers/processes.html#1.2"' in told
    assert (site_folder / "pic.svg").exists()


def test_the_print_warning_and_the_running_header_are_on_every_page(page: Page, site_folder: Path) -> None:
    versions = site_folder / "V"  # what a QR code leads to is no text that anybody prints
    for one in (one for one in site_folder.rglob("*.html") if versions not in one.parents):
        assert "Басылган көчүрмө — эсепке алынбаган нуска" in one.read_text(), one
    head = page(IN_FORCE).partition('class="sp-print-head"')[2]
    assert (
        "<div>Үлгү университети</div><div>Сапат бөлүмү</div><div>Процедура 17 · ҮМУ-СМС-ДП-2.17 · 1.1-версия</div>"
        in head
    )


def test_the_page_does_not_grow_with_the_number_of_documents(page: Page) -> None:
    nav = page(IN_FORCE).partition('class="md-nav md-nav--primary')[2].partition("</nav>")[0]
    assert "/d/" not in nav
