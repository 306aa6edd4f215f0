"""`sapat amend`: a correction or a later event beside an entry, chained to it; the entry itself never changes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from tests.support.repo import repository
from tests.support.verbs import CODE, SLUG, done, errors, refused

ACT = "registers/acts/order-1.yaml"
WHY = ("--why", "Ката табылды")


def _read(path: Path) -> dict[str, Any]:
    value = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)
    assert isinstance(value, dict)
    return value


def _sha(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_addenda_of_an_entry_form_a_chain(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    before = (root / ACT).read_bytes()
    done(root, "amend", "acts/order-1", "--kind", "correction", "--set", "number=1/2", *WHY)
    done(root, "amend", ACT, "--kind", "correction", "--set", "note=Журнал 7", *WHY, "--basis", "Журнал")
    first, second = root / "registers/acts/order-1.a1.yaml", root / "registers/acts/order-1.a2.yaml"
    assert _read(first) == {
        "schema": "addendum/1", "to": {"path": ACT, "sha256": sha256(before).hexdigest()},
        "previous": sha256(before).hexdigest(), "kind": "correction", "set": {"number": "1/2"}, "why": "Ката табылды",
        "by": {"role": "qa-head"}, "recorded": "2026-04-01T14:00:00+06:00",
    }  # fmt: skip
    assert _read(second)["previous"] == _sha(first)
    assert (root / ACT).read_bytes() == before
    assert errors(root) == []


def test_a_part_of_a_field_is_set_with_the_other_parts_as_they_are(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "amend", "units/bbsb", "--kind", "event", "--since", "2026-04-02", "--set", "title.ky=Жаңы бөлүм",
         "--why", "Кайра аталды")  # fmt: skip
    told = _read(root / "registers/units/bbsb.a1.yaml")
    assert told["from"] == "2026-04-02"
    assert told["set"] == {"title": {"ky": "Жаңы бөлүм", "ru": "Отдел качества", "en": "Quality office"}}
    assert errors(root) == []


def test_an_owner_changes_beside_the_record_in_force(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(
        root,
        "amend",
        CODE,
        "--kind",
        "administrative",
        "--set",
        "owner=lawyer",
        "--why",
        "Буйрук",
        "--order",
        "order-1#1",
    )
    told = _read(root / f"registers/changes/{SLUG}/1.0/a1.yaml")
    assert told["from"] == "2026-04-01"
    assert told["to"]["path"] == f"registers/changes/{SLUG}/1.0/record.yaml"
    assert told["set"] == {"owner": "lawyer"}
    assert told["order"] == "order-1#1"
    assert errors(root) == []


def test_a_record_is_named_by_code_and_version(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "amend", f"{CODE}@1.0", "--kind", "correction", "--set", "summary=Биринчи текст.", *WHY)
    assert (root / f"registers/changes/{SLUG}/1.0/a1.yaml").exists()
    assert errors(root) == []


def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert "only with a version" in refused(
        root, "amend", CODE, "--kind", "administrative", "--set", "title.ky=x", *WHY
    )
    assert "from the start" in refused(
        root, "amend", ACT, "--kind", "correction", "--since", "2026-04-01", "--set", "number=2", *WHY
    )
    assert "did you mean 'number'" in refused(root, "amend", ACT, "--kind", "correction", "--set", "numbr=2", *WHY)
    assert "--set" in refused(root, "amend", ACT, "--kind", "correction", *WHY)
    assert "--why" in refused(root, "amend", ACT, "--kind", "correction", "--set", "number=2")
    assert "no entry" in refused(root, "amend", "acts/order-9", "--kind", "correction", "--set", "number=2", *WHY)
    assert "CODE@VERSION" in refused(root, "amend", ACT, "--kind", "administrative", "--set", "owner=lawyer", *WHY)
    assert "approved, with-amendments" in refused(
        root, "amend", ACT, "--kind", "correction", "--set", "result=ok", *WHY
    )
    done(root, "revise", CODE)
    assert "not registered yet" in refused(
        root, "amend", f"{CODE}@1.1", "--kind", "correction", "--set", "summary=x", *WHY
    )
