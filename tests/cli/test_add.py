"""`sapat add`: an entry of any register, its fields those of the schema."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.repo import repository, sound, write
from tests.support.verbs import CODE, done, errors, refused

ORDER = ("--kind", "order", "--number", "2/1", "--date", "2026-03-30", "--result", "approved", "--signed-by", "rector")


def test_an_act_serves_many_documents(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "add", "acts", "--id", "order-2", *ORDER, "--set", f"items.1={CODE}", "--set", f"items.2=[{CODE}]")
    assert (root / "registers/acts/order-2.yaml").read_text(encoding="utf-8") == (
        "schema: act/1\nkind: order\nnumber: 2/1\ndate: 2026-03-30\nresult: approved\nsigned_by: rector\n"
        f'items:\n  "1": [{CODE}]\n  "2": [{CODE}]\n'
    )
    assert errors(root) == []


def test_an_id_is_made_where_the_entry_has_a_name(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    assert "order-2026-03-30-2-1" in done(root, "add", "acts", *ORDER, "--items.1", CODE)
    assert "--id" in refused(root, "add", "roles", "--title.ky", "Декан", "--unit", "bbsb")


def test_the_day_of_an_appointment_is_since(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(
        root, "add", "appointments", "--id", "lawyer-2", "--role", "lawyer", "--kind", "acting", "--since", "2026-02-01"
    )
    assert "from: 2026-02-01" in (root / "registers/people/appointments/lawyer-2.yaml").read_text(encoding="utf-8")


def test_an_institution_has_registers_of_its_own(tmp_path: Path) -> None:
    files = sound()
    files["registers/rooms/schema.json"] = json.dumps(
        {"type": "object", "additionalProperties": False, "required": ["schema", "room"],
         "properties": {"schema": {"const": "rooms/1"}, "room": {"type": "integer"}, "spare": {"type": "boolean"},
                        "notes": {"type": "array", "items": {"type": "string"}}}}
    )  # fmt: skip
    root = repository(tmp_path / "r", files)
    done(root, "add", "rooms", "--id", "k-1", "--room", "12", "--spare", "--notes", "a", "--notes", "b: c")
    assert (root / "registers/rooms/k-1.yaml").read_text(encoding="utf-8") == (
        'schema: rooms/1\nroom: 12\nspare: true\nnotes: [a, "b: c"]\n'
    )
    assert "room" in refused(root, "add", "rooms", "--id", "k-2", "--room", "twelve")


def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    act = ("add", "acts", "--id", "x", *ORDER, "--items.1", CODE)
    assert "did you mean 'acts'" in refused(root, "add", "akts", "--id", "x")
    assert "did you mean 'number'" in refused(root, *act, "--numbr", "2")
    assert "has no value" in refused(root, *act, "--note")
    assert "is no field" in refused(root, *act, "stray")
    assert "is no id" in refused(root, "add", "acts", "--id", "../x", *ORDER, "--items.1", CODE)
    assert "verbs of its own" in refused(root, "add", "changes", "--id", "x")
    assert "items" in refused(root, "add", "acts", "--id", "x", *ORDER)
    assert "there already" in refused(root, "add", "acts", "--id", "order-1", *ORDER, "--items.1", CODE)
    form = write(tmp_path, {"f.yaml": "kind: ordre\n"}) / "f.yaml"
    assert "decision, order" in refused(root, "add", "acts", "--id", "x", "--from", str(form))
    assert "a day is told by --since 2026-03-01" in refused(root, "add", "acts", "--id", "x", "--from", "2026-03-01")
    assert "date" in refused(root, *act, "--date", "2026-02-30")


def test_an_own_register_does_not_take_the_name_of_a_built_in_one(tmp_path: Path) -> None:
    """An own `keys` would be one register with the signing keys of people."""
    schema = json.dumps({"type": "object", "properties": {"schema": {"const": "keys/1"}}})
    root = repository(tmp_path / "r", sound() | {"registers/keys/schema.json": schema})
    assert "there is a built-in register or schema of this name (registers/people/keys)" in refused(root, "check")
