"""Which sections differ: headings as an authority reads them."""

from __future__ import annotations

from sapat.model.sections import changed_sections

FORMER = '---\nversion: "1.0"\n---\n# А\n\nкириш\n\n## 1. Максаты\n\nбир\n\n```\n## кодду эсептебе\n```\n\n## 2. Тартиби\n\nэки\n'


def _changed(old: str, new: str) -> list[str]:
    return changed_sections({"a.md": FORMER.encode()}, {"a.md": FORMER.replace(old, new).encode()})


def test_front_matter_and_blank_line_ends_are_no_change() -> None:
    assert _changed('"1.0"', '"1.1"') == []
    assert _changed("бир\n", "бир  \n") == []


def test_a_changed_line_names_its_section() -> None:
    assert _changed("эки", "үч") == ["2. Тартиби"]
    assert _changed("кодду эсептебе", "код") == ["1. Максаты"]
    assert _changed("кириш", "башы") == ["А"]


def test_added_removed_and_renamed_sections_are_named() -> None:
    assert _changed("## 2. Тартиби\n\nэки\n", "") == ["2. Тартиби"]
    assert _changed("эки\n", "эки\n\n## 3. Жаңы\n\nүч\n") == ["3. Жаңы"]
    assert _changed("## 2. Тартиби", "## 2. **Жол** [бар](x.md)") == ["2. Жол бар", "2. Тартиби"]


def test_other_files_are_named_by_their_path() -> None:
    assert changed_sections({"a.png": b"1", "b.png": b"1"}, {"a.png": b"2"}) == ["a.png", "b.png"]
