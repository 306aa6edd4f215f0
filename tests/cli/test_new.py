"""`sapat new`: codes that nobody had, templates by type, a record that waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.repo import SETTINGS, repository, sound, write
from tests.support.verbs import done, errors, refused, save

NEW = ("--title", "Ички аудит", "--owner", "qa-head")


def _with_sections() -> dict[str, str]:
    files = sound()
    files["sapat.toml"] = SETTINGS.replace(
        "light_check_months = 12\n", 'light_check_months = 12\nsections = ["Максаты", "Жазуулар"]\n'
    )
    return files


def test_the_next_number_of_the_type_is_allotted(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert "ҮМУ-СМС-ДП-2.18" in done(root, "new", "ДП", *NEW)
    done(root, "new", "ДП", *NEW)  # 2.18 was the last: the lowest number that nobody had
    assert (root / "procedures/umu-sms-dp-2.1.md").exists()
    assert errors(root) == []


def test_the_file_has_the_sections_its_type_requires(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", _with_sections())
    done(root, "new", "ДП", *NEW, "--title-ru", "Аудит: внутренний", "--process", "1.2", "--review-months", "24")
    text = (root / "procedures/umu-sms-dp-2.18.md").read_text(encoding="utf-8")
    assert text == (
        '---\ncode: ҮМУ-СМС-ДП-2.18\ntitle: {ky: Ички аудит, ru: "Аудит: внутренний"}\ntype: ДП\nversion: "1.0"\n'
        'original_language: ky\nprocess: ["1.2"]\nowner: qa-head\nreview_months: 24\naccess: public\n---\n'
        "# Ички аудит\n\n## 1. Максаты\n\n## 2. Жазуулар\n"
    )
    assert (root / "registers/changes/umu-sms-dp-2.18/1.0/record.yaml").read_text(encoding="utf-8") == (
        'schema: change/1\ndocument: ҮМУ-СМС-ДП-2.18\nversion: "1.0"\nkind: introduction\n'
    )


def test_a_form_carries_the_code_of_its_document_and_lies_beside_it(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "new", "ФР", *NEW, "--parent", "ҮМУ-СМС-ДП-2.17")
    done(root, "new", "ФР", *NEW, "--parent", "umu-sms-dp-2.17")
    assert (root / "procedures/umu-sms-dp-2.17-f01.md").exists()
    assert "code: ҮМУ-СМС-ДП-2.17-Ф02" in (root / "procedures/umu-sms-dp-2.17-f02.md").read_text(encoding="utf-8")
    assert "--parent" in refused(root, "new", "ФР", *NEW)


def test_a_card_carries_the_number_of_its_process(tmp_path: Path) -> None:
    """An institution looks for the card of process 2.4 under 2.4, not under the next free number."""
    card = (
        '[types."ПК"]\nlabel = {ky = "Карта", ru = "Карта", en = "Card"}\nlevel = 2\nfolders = ["procedures"]\n'
        "number = '[1-4]\\.[0-9]{1,2}'\nnumbered_by = \"process\"\n\n"
    )
    settings = SETTINGS.replace('[types."ДП"]', card + '[types."ДП"]').replace('types = ["ДП"', 'types = ["ПК", "ДП"')
    root = repository(tmp_path / "r", {**sound(), "sapat.toml": settings})
    done(root, "new", "ПК", *NEW, "--process", "1.2")
    assert (root / "procedures/umu-sms-pk-1.2.md").exists()
    assert "revise ҮМУ-СМС-ПК-1.2" in refused(root, "new", "ПК", *NEW, "--process", "1.2")
    assert "name it: --process" in refused(root, "new", "ПК", *NEW)
    assert "name it: --process" in refused(root, "new", "ПК", *NEW, "--process", "1.2", "--process", "2.4")


def test_a_unit_stands_in_the_code_where_the_type_asks_for_it(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "new", "ЖБ", *NEW, "--unit", "bbsb")
    assert (root / "regulations/umu-sms-jb-3.1-bbsb.md").exists()
    assert "names a unit" in refused(root, "new", "ЖБ", *NEW)
    assert "names no unit" in refused(root, "new", "ДП", *NEW, "--unit", "bbsb")


def test_a_text_from_paper_keeps_its_printed_version(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "new", "ДП", *NEW, "--adoption", "--version", "3.2")
    record = (root / "registers/changes/umu-sms-dp-2.18/3.2/record.yaml").read_text(encoding="utf-8")
    assert "kind: adoption" in record
    assert "begins with version 1.0" in refused(root, "new", "ДП", *NEW, "--version", "3.2")


def test_a_card_has_front_matter_and_no_text(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", _with_sections())
    done(root, "new", "ДП", *NEW, "--held.where", "Архив, 3-текче", "--held.keeper", "qa-head")
    text = (root / "procedures/umu-sms-dp-2.18.md").read_text(encoding="utf-8")
    assert text.endswith('held: {where: "Архив, 3-текче", keeper: qa-head}\nowner: qa-head\naccess: public\n---\n')


def test_fields_may_come_from_a_file_and_flags_win(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    form = (
        write(tmp_path, {"form.json": '{"title": {"ky": "А", "ru": "Б"}, "owner": "lawyer", "summary": "Эмне"}'})
        / "form.json"
    )
    done(root, "new", "ДП", "--from", str(form), "--owner", "qa-head")
    text = (root / "procedures/umu-sms-dp-2.18.md").read_text(encoding="utf-8")
    assert "title: {ky: А, ru: Б}" in text
    assert "owner: qa-head" in text
    assert "summary: Эмне" in (root / "registers/changes/umu-sms-dp-2.18/1.0/record.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("ХХ", *NEW), "there is no type"),
        (("ДП", "--owner", "qa-head"), "--title"),
        (("ДП", "--title", "А"), "--owner"),
        (("ДП", *NEW, "--code", "ҮМУ-СМС-ДП-2.17"), "is or was used"),
        (("ДП", *NEW, "--code", "УМУ-СМС-ДП-2.17"), "no code by the grammar"),
        (("ДП", *NEW, "--code", "DP-2"), "no code by the grammar"),
        (("ДП", *NEW, "--folder", "policies"), "do not lie in"),
        (("ДП", *NEW, "--set", "ownr=x"), "did you mean 'owner'"),
        (("ДП", *NEW, "--review-months", "often"), "review_months"),
        (("ДП", *NEW, "--owner", "Not A Role"), "owner"),
        (("СД", *NEW), "have no folder"),
        (("ДП", *NEW, "--owner", "no-such-role"), "no-such-role"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    assert said in refused(repository(tmp_path / "r"), "new", *args)


def test_a_code_named_only_in_an_act_or_of_an_external_document_is_used(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "add", "acts", "--id", "plan", "--kind", "order", "--number", "9", "--date", "2026-03-01", "--result",
         "approved", "--signed-by", "rector", "--set", "items.1=ҮМУ-СМС-ДП-2.17")  # fmt: skip
    text = (root / "registers/acts/plan.yaml").read_text(encoding="utf-8")
    (root / "registers/acts/plan.yaml").write_text(text.replace("2.17", "2.18"), encoding="utf-8")
    save(root)
    assert "is or was used" in refused(root, "new", "ДП", *NEW, "--code", "ҮМУ-СМС-ДП-2.18")
