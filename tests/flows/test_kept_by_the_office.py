"""What the quality office keeps: administrative values, codes, corrections, later events, translations."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.support.repo import markdown, repository, sound, write
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, edit, errors, save, tried
from tests.support.walk import amend, answer, found, page, refused, row

PATH: Final = f"procedures/{SLUG}.md"
FOLDER: Final = f"registers/changes/{SLUG}"
NEW: Final = "ЖМУ-СМС-ДП-2.17"
OTHER: Final = "procedures/umu-sms-dp-2.18.md"
RENAMED: Final = ('org = "ҮМУ"', 'org = "ЖМУ"\nformer_orgs = ["ҮМУ"]')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "r")


def test_an_owner_changes_from_its_day_and_the_next_text_says_so(root: Path, tmp_path: Path) -> None:
    amend(
        root,
        CODE,
        "administrative",
        "2026-04-10",
        "--set",
        "owner=lawyer",
        "--set",
        "review_months=12",
        "--since",
        "2026-05-01",
    )
    told = row(root, "2026-06-01", "2026-04-30"), row(root, "2026-06-01", "2026-05-01")
    assert [(one["owner"], one["next_review"]) for one in told] == [("qa-head", "2029-03-15"), ("lawyer", "2027-03-15")]
    assert (root / PATH).read_text(encoding="utf-8") == sound()[PATH], "the text stays as it was approved"
    assert ">lawyer<" in page(root, tmp_path / "a", "2026-05-01")
    done(root, "changelog", today="2026-05-01")
    log = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## 2026-05-01\n\n### Административдик өзгөрүүлөр" in log
    (root / "CHANGELOG.md").unlink()
    done(root, "revise", CODE, today="2026-05-02")
    text = (root / PATH).read_text(encoding="utf-8")
    assert "owner: lawyer\n" in text
    assert "review_months: 12\n" in text


def test_only_the_office_writes_administrative_values_and_only_those(root: Path) -> None:
    day = "2026-04-10"
    assert "SAP713" in refused(root, CODE, "administrative", day, "--set", "owner=lawyer", "--by", "lawyer")
    assert "only with a version" in refused(root, CODE, "administrative", day, "--set", "code=ҮМУ-СМС-ДП-2.5")
    assert "unknown field" in refused(root, CODE, "administrative", day, "--set", "effective=2026-05-01")
    assert "SAP701" in refused(root, CODE, "administrative", day, "--set", "owner=nobody")
    assert "SAP713" in refused(root, CODE, "recode", day, "--set", "code=ҮМУ-СМС-ДП-2.5", "--by", "rector")


def test_access_only_ever_becomes_stricter(tmp_path: Path) -> None:
    files = dict(sound())
    files["sapat.toml"] = files["sapat.toml"].replace('readers = "public"', 'readers = "restricted"')
    root = repository(tmp_path / "r", files)
    amend(root, CODE, "administrative", "2026-04-10", "--set", "access=restricted")
    assert "SAP706" in refused(root, CODE, "administrative", "2026-04-11", "--set", "access=internal")
    assert "SAP706" in refused(root, CODE, "administrative", "2026-04-11", "--set", "access=public")


def test_it_stands_beside_the_record_of_its_day(root: Path) -> None:
    done(root, "revise", CODE, "--summary", "А", "--basis", "Б", "--analysis", "В")
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Жаңы.")
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-05-01")
    save(root)
    told = ("--set", "owner=lawyer", "--since", "2026-05-02")
    assert "SAP716" in refused(root, f"{CODE}@1.0", "administrative", "2026-04-10", *told)
    assert f"{CODE} 1.1" in amend(root, CODE, "administrative", "2026-04-10", *told), "the verb finds it by itself"
    assert f"{CODE} 1.0" in amend(root, CODE, "administrative", "2026-04-11", "--set", "owner=rector")
    days = ("2026-04-11", "2026-05-01", "2026-05-02")
    assert [row(root, "2026-06-01", day)["owner"] for day in days] == ["rector", "qa-head", "lawyer"]


def test_what_a_new_version_passes_over_is_told(root: Path) -> None:
    amend(root, CODE, "administrative", "2026-04-01", "--set", "owner=lawyer", "--since", "2026-06-01")
    done(root, "revise", CODE, "--summary", "А", "--basis", "Б", "--analysis", "В", today="2026-04-05")
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Жаңы.")
    agree(root, CODE, today="2026-04-05")
    done(
        root, "approve", CODE, *add_acts(root, CODE, day="2026-04-05"), "--effective", "2026-05-01", today="2026-04-05"
    )
    save(root, day="2026-04-05")
    assert found(root, "2026-04-06", "SAP7") == ["SAP721"]
    amend(root, CODE, "administrative", "2026-04-06", "--set", "owner=lawyer", "--since", "2026-06-01")
    assert found(root, "2026-04-06", "SAP7") == []
    assert row(root, "2026-06-01")["owner"] == "lawyer"


def test_a_correction_is_true_from_the_start_and_leaves_the_text_alone(root: Path) -> None:
    amend(root, CODE, "correction", "2026-04-10", "--set", "summary=Туура айтылышы", "--set", "basis=2-буйрук")
    told = answer(root, "history", CODE, today="2026-04-10")["versions"][0]
    assert (told["summary"], told["basis"]) == ("Туура айтылышы", "2-буйрук")
    shown = answer(root, "show", CODE, today="2026-04-10")["document"]
    assert shown["basis"] == [], "the normative basis is the document's own key, not the record's"
    done(root, "revise", CODE, today="2026-04-11")
    text = (root / PATH).read_text(encoding="utf-8")
    assert "summary" not in text
    assert errors(root, "2026-04-11") == []


def test_a_correction_is_no_way_round_the_approver(root: Path) -> None:
    day = "2026-04-10"
    assert "rests on an act" in refused(root, CODE, "correction", day, "--set", "expires=2027-01-01")
    for key in ("kind=editorial", "version=1.1", "document=ҮМУ-СМС-ДП-2.5"):
        assert "SAP706" in refused(root, CODE, "correction", day, "--set", key)


def test_an_event_is_true_from_its_day_in_any_register(root: Path) -> None:
    amend(root, "units/bbsb", "event", "2026-04-10", "--set", "abbreviation.ky=САП", "--since", "2026-05-01")
    amend(root, "external/umu-sms-sd-1", "event", "2026-04-11", "--set", "state=lost-force")
    for day, told in (("2026-04-30", "ББСБ"), ("2026-05-01", "САП")):
        entries = answer(root, "register", "units", "--as-of", day, today="2026-06-01")["entries"]
        assert [one["values"]["abbreviation"]["ky"] for one in entries] == [told]
    amend(root, CODE, "event", "2026-04-12", "--set", "registration={number: '7', date: 2026-04-12}")
    assert "SAP706" in refused(root, CODE, "event", "2026-04-13", "--set", "effective=2026-05-01")


def renamed(tmp_path: Path) -> Path:
    """The university has another name; 2.18 cites 2.17 by its code."""
    files = dict(sound())
    files["sapat.toml"] = files["sapat.toml"].replace(*RENAMED)
    root = repository(tmp_path / "r", files)
    write(
        root,
        {
            OTHER: markdown(
                "ҮМУ-СМС-ДП-2.18", title="{ky: Аудит, ru: Аудит, en: Audit}", body=f"# Аудит\n\n[[{CODE}]]\n"
            )
        },
    )
    done(root, "revise", "ҮМУ-СМС-ДП-2.18", "--summary", "Биринчи", "--basis", "Талап")
    agree(root, "ҮМУ-СМС-ДП-2.18")
    acts = add_acts(root, "ҮМУ-СМС-ДП-2.18", name="18")
    done(root, "approve", "ҮМУ-СМС-ДП-2.18", *acts, "--effective", "2026-04-02")
    save(root)
    assert errors(root) == []
    return root


def test_a_new_code_holds_from_its_day_and_old_links_go_on(tmp_path: Path) -> None:
    root = renamed(tmp_path)
    amend(root, CODE, "recode", "2026-04-10", "--set", f"code={NEW}", "--since", "2026-05-01")
    assert row(root, "2026-06-01", "2026-04-30", CODE)["slug"] == SLUG
    assert row(root, "2026-06-01", "2026-05-01", NEW)["slug"] == SLUG
    for code in (CODE, NEW):
        told = answer(root, "show", code, today="2026-05-01")["document"]
        assert (told["code"], told["former_codes"]) == (NEW, [CODE])
    shown = page(root, tmp_path / "a", "2026-05-01")
    assert NEW in shown
    assert "Мурунку коду" in shown
    assert CODE in shown
    citing = (tmp_path / "a/d/umu-sms-dp-2.18/index.html").read_text(encoding="utf-8")
    assert f"d/{SLUG}/index.html" in citing, "the old link leads there"
    assert "Мурунку коду" not in page(root, tmp_path / "b", "2026-04-30")
    done(root, "revise", CODE, "--summary", "А", "--basis", "Б", "--analysis", "В", today="2026-05-02")
    text = (root / PATH).read_text(encoding="utf-8")
    assert f"code: {NEW}\n" in text
    edit(root, PATH, f"code: {NEW}", f"code: {CODE}")
    assert errors(root, "2026-05-02") == [], "either code may stand there while a record is open"
    edit(root, PATH, f"code: {CODE}", f"code: {NEW}")
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт. Жаңы.")
    agree(root, NEW, today="2026-05-02")
    done(
        root,
        "approve",
        NEW,
        *add_acts(root, NEW, name="3", day="2026-05-02"),
        "--effective",
        "2026-05-03",
        today="2026-05-02",
    )
    assert errors(root, "2026-05-02") == []
    save(root, day="2026-05-02")
    assert (root / PATH).is_file(), "file and address keep their first name"
    edit(root, PATH, f"code: {NEW}", f"code: {CODE}")
    assert "SAP202" in errors(root, "2026-05-04"), "without an open record the approved text stands"


def test_before_the_recode_the_working_file_keeps_its_code(tmp_path: Path) -> None:
    root = renamed(tmp_path)
    edit(root, PATH, f"code: {CODE}", f"code: {NEW}")
    assert errors(root) != []


def test_a_new_code_is_nobody_elses_and_follows_the_grammar(tmp_path: Path) -> None:
    root = renamed(tmp_path)
    for code in (
        "ҮМУ-СМС-ДП-2.18",
        "УМУ-СМС-ДП-2.5",
        "ЖMУ-СМС-ДП-2.17",
        "ЖМУ-СМС-ДП-2.99",
        "ЖМУ-СМС-ПЛ-1",
        "ҮМУ-СМС-СД-1",
        "x",
    ):
        assert "SAP717" in refused(root, CODE, "recode", "2026-04-10", "--set", f"code={code}"), code
    amend(root, CODE, "recode", "2026-04-10", "--set", f"code={NEW}")
    assert "SAP717" in refused(root, "ҮМУ-СМС-ДП-2.18", "recode", "2026-04-11", "--set", f"code={NEW}")
    code, _, err = tried(root, "new", "ДП", "--title", "Башка", "--owner", "qa-head", "--code", NEW, today="2026-04-11")
    assert code == 2, "a code given away is never given again"
    assert NEW in err


def test_a_translation_is_registered_as_it_is_and_a_change_is_told(root: Path, tmp_path: Path) -> None:
    russian = f"procedures/{SLUG}.ru.md"
    assert "no translation" in refused(root, CODE, "translation", "2026-04-10", "--lang", "ru")
    write(root, {russian: "# Управление документацией\n\nПеревод.\n"})
    assert "no translation" in refused(root, CODE, "translation", "2026-04-10")
    amend(root, CODE, "translation", "2026-04-10", "--lang", "ru", "--basis", "Котормочу текшерди")
    added = answer(root, "show", CODE, today="2026-04-10")["document"]["addenda"]
    assert [(one["lang"], one["of_version"], [f["path"] for f in one["files"]]) for one in added] == [
        ("ru", "1.0", [f"{SLUG}.ru.md"])
    ]
    assert found(root, "2026-04-10", "SAP7") == []
    assert "Котормо" in page(root, tmp_path / "a", "2026-04-10")
    edit(root, russian, "Перевод.", "Другой перевод.")
    assert found(root, "2026-04-10", "SAP7") == ["SAP720"]
    amend(root, CODE, "translation", "2026-04-11", "--lang", "ru")
    assert found(root, "2026-04-11", "SAP7") == []


def test_two_addenda_written_apart_cannot_both_be_the_first(root: Path) -> None:
    """Two branches write a1: Git stops the merge; renamed by hand, the second does not fit the chain."""
    from tests.support.repo import git

    git(root, "branch", "-q", "other")
    amend(root, CODE, "administrative", "2026-04-10", "--set", "owner=lawyer")
    git(root, "checkout", "-q", "other")
    amend(root, CODE, "administrative", "2026-04-10", "--set", "owner=rector")
    git(root, "merge", "-q", "main", check=False)
    assert git(root, "diff", "--name-only", "--diff-filter=U").split() == [f"{FOLDER}/1.0/a1.yaml"]
    mine = git(root, "show", f"other:{FOLDER}/1.0/a1.yaml")
    git(root, "checkout", "-q", "-f", "main")
    write(root, {f"{FOLDER}/1.0/a2.yaml": mine})
    assert "SAP704" in errors(root, "2026-04-11"), "its `previous` is not the first addendum"
