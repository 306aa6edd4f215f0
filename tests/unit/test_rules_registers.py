"""SAP7: entries, what they refer to, and the addenda beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules import addenda, registers
from tests.support.repo import Dossier, digest, findings, markdown, sound
from tests.support.samples import Files, Sample, judge, made, unexplained

PREFIXES = ("SAP1", "SAP5", "SAP6", "SAP7", "SAP8")
EXTERNAL = "registers/external/umu-sms-sd-1.yaml"
ADDED = "registers/external/umu-sms-sd-1.a1.yaml"
ACT = "registers/acts/council-1.yaml"
UNIT = "registers/units/bbsb.yaml"
PROCESS = "registers/processes/1.2.yaml"
FOLDER = "registers/changes/umu-sms-dp-2.17/1.0"
RECORD = f"{FOLDER}/record.yaml"
SEALED = sound()[RECORD]


def changed(path: str, old: str, new: str) -> Files:
    """One file of the sound repository with some words replaced."""
    told = sound()[path]
    assert old in told
    return {path: told.replace(old, new)}


def beside(
    path: str = EXTERNAL, number: int = 1, sha: str = "", to: str = "", before: str = "", **change: str
) -> Files:
    """An addendum beside an entry; a value of nothing leaves the key out."""
    entry = digest(sound()[path].encode())
    keys = {
        "schema": "addendum/1",
        "to": f"{{path: {to or path}, sha256: {sha or entry}}}",
        "previous": before or entry,
        "kind": "event",
        "from": "2026-03-20",
        "set": "{state: lost-force}",
        "why": "Жаңы мыйзам чыкты",
        "by": "{role: lawyer}",
        "recorded": "2026-03-25T10:00:00+06:00",
    } | change
    place = f"{FOLDER}/a{number}.yaml" if path == RECORD else f"{path.removesuffix('.yaml')}.a{number}.yaml"
    return {place: "".join(f"{key}: {value}\n" for key, value in keys.items() if value)}


def of_record(**change: str) -> Files:
    """An addendum beside the sealed record."""
    return beside(RECORD, **({"kind": "administrative", "set": "{owner: rector}", "by": "{role: qa-head}"} | change))


def second(files: Files) -> Files:
    """*files*, an addendum, and another that follows it."""
    first = next(iter(files.values()))
    assert isinstance(first, str)
    return files | beside(number=2, before=digest(first.encode()), set="{note: {ky: Бар}}")


A1 = f"{FOLDER}/a1.yaml"
OPEN = {
    "procedures/umu-sms-dp-2.16.md": markdown("ҮМУ-СМС-ДП-2.16"),
    **Dossier("umu-sms-dp-2.16", "1.0", "ҮМУ-СМС-ДП-2.16", {}).files(seal=False),
}
OPEN_RECORD = "registers/changes/umu-sms-dp-2.16/1.0/record.yaml"
OPEN_SHA = digest(OPEN[OPEN_RECORD].encode())
TO_OPEN = {
    "registers/changes/umu-sms-dp-2.16/1.0/a1.yaml": next(
        str(told) for told in beside(to=OPEN_RECORD, sha=OPEN_SHA, before=OPEN_SHA, kind="correction", set="{summary: Башка}").values()
    )
}  # fmt: skip
ACTS = {
    "registers/acts/order-2.yaml": sound()["registers/acts/order-1.yaml"]
    .replace("[ҮМУ-СМС-ДП-2.17]", "[ҮМУ-СМС-ДП-2.16]")
    .replace('"1/0"', '"2/0"')
}

SAMPLES = [
    Sample("SAP701", changed(UNIT, "head: qa-head", "head: qa-heed"), UNIT, 4, {}, "did you mean 'qa-head'?"),
    Sample("SAP701", changed(EXTERNAL, "owner: qa-head", "owner: clerk"), EXTERNAL, 8, {}, "no role 'clerk'"),
    Sample("SAP701", ACTS, "registers/acts/order-2.yaml", 8, ACTS | OPEN, "items.1.0: there is no document 'ҮМУ-СМС-ДП-2.16'"),
    Sample("SAP701", changed(ACT, "body: academic-council", "body: senate"), ACT, 3, {}, "no body 'senate'"),
    Sample("SAP701", {OPEN_RECORD: OPEN[OPEN_RECORD].replace("council-1#3", "council-9#3"),
                      "procedures/umu-sms-dp-2.16.md": markdown("ҮМУ-СМС-ДП-2.16")}, OPEN_RECORD, 8, OPEN, "no act 'council-9#3'"),
    Sample("SAP701", beside(set="{owner: clerk}"), ADDED, 6, beside(set="{owner: lawyer}"), "no role 'clerk'"),
    Sample("SAP701", beside(by="{role: clerk}"), ADDED, 8, beside(), "by.role"),
    Sample("SAP701", of_record(set="{process: ['7.7']}"), A1, 6, of_record(set="{process: ['1.2']}"), "no process '7.7'"),
    Sample("SAP702", {"registers/units/lawyers.yaml": "schema: role/1\ntitle: {ky: Ю}\nunit: bbsb\n"},
           "registers/units/lawyers.yaml", 1, {}, "must be unit/1 here, not 'role/1'"),
    Sample("SAP702", {A1: "schema: unit/1\ntitle: {ky: Ю}\nhead: rector\n"}, A1, 1, of_record(), "must be addendum/1",
           ("SAP704", "SAP705", "SAP706")),
    Sample("SAP703", {"registers/notes.yaml": "schema: unit/1\ntitle: {ky: Ю}\nhead: rector\n"}, "registers/notes.yaml", 1, {},
           "belongs to no register"),
    Sample("SAP703", {"registers/units/scan.png": b"png"}, "registers/units/scan.png", 1, {}),
    Sample("SAP703", {"registers/changes/umu-sms-dp-2.17/v2/record.yaml": SEALED},
           "registers/changes/umu-sms-dp-2.17/v2/record.yaml", 1, {}, "not named for a version"),
    Sample("SAP703", {"registers/external/umu-sms-sd-9.a1.yaml": str(beside()[ADDED])},
           "registers/external/umu-sms-sd-9.a1.yaml", 1, beside(), "entry of this addendum is missing"),
    Sample("SAP704", beside(number=2), "registers/external/umu-sms-sd-1.a2.yaml", 1, second(beside()), "must be 1"),
    Sample("SAP704", beside(to=UNIT), ADDED, 2, beside(), "lies beside registers/external"),
    Sample("SAP704", beside(sha="0" * 64), ADDED, 2, beside(), "to.sha256 is not the digest"),
    Sample("SAP704", beside(before="0" * 64), ADDED, 3, second(beside()), "previous is not the digest"),
    Sample("SAP704", changed(EXTERNAL, "ISO 9001:2015", "ISO 9001:2016") | beside(), ADDED, 2, beside()),
    Sample("SAP705", beside(kind="suspension", set=""), ADDED, 4, beside(), "possible are: correction, event"),
    Sample("SAP705", of_record(kind="ratification", set=""), A1, 4, {}, "version 1.0 is not an urgent one"),
    Sample("SAP706", of_record(kind="event", set="{summary: Башка}"), A1, 6,
           of_record(kind="event", set="{actions: [Окутуу]}"), "possible are: registration, actions"),
    Sample("SAP705", OPEN | TO_OPEN, "registers/changes/umu-sms-dp-2.16/1.0/a1.yaml", 4, OPEN, "not registered yet"),
    Sample("SAP706", beside(set="{status: gone}"), ADDED, 6, beside(), "set.status"),
    Sample("SAP706", beside(set="{state: gone}"), ADDED, 6, beside(), "'gone' does not fit"),
    Sample("SAP706", beside(set="{registered: 2026-02-30}"), ADDED, 6, beside(set="{registered: 2026-02-28}")),
    Sample("SAP706", beside(set="{check_months: often}"), ADDED, 6, beside(set="{check_months: 6}")),
    Sample("SAP706", of_record(set="{title: {ky: Башка}}"), A1, 6, of_record(), "only a new version changes it"),
    Sample("SAP706", of_record(kind="correction", set="{version: '1.1'}"), A1, 6,
           of_record(kind="correction", set="{summary: Башка}"), "belongs to the text"),
    Sample("SAP706", of_record(kind="correction", set="{effective: 2026-03-16}", order="order-1"), A1, 6,
           of_record(kind="postponement", set="{effective: 2026-03-18}", recorded="2026-03-12T10:00:00+06:00"),
           "in force since 2026-03-15"),
    Sample("SAP706", of_record(kind="extension", set="{effective: 2026-03-18}", order="order-1"), A1, 6,
           of_record(kind="extension", set="{expires: 2027-03-18}"), "possible are: expires", ("SAP714",)),
    Sample("SAP706", of_record(set=""), A1, 1, of_record(kind="ratification", set=""), "sets nothing"),
    Sample("SAP706", of_record(set="{acknowledge: {required: yes}}"), A1, 6, of_record(set="{acknowledge: {required: true}}")),
    Sample("SAP707", beside(**{"from": ""}), ADDED, 4, beside(kind="correction", **{"from": ""}), "from when"),
    Sample("SAP708", beside(recorded="2126-03-25T10:00:00+06:00"), ADDED, 9, beside(), "has not come yet"),
    Sample("SAP709", {"registers/external/second.yaml": sound()[EXTERNAL]}, EXTERNAL, 2, {}, "second.yaml", ("SAP710",)),
    Sample("SAP709", {"registers/acts/council-1b.yaml": sound()[ACT]}, "registers/acts/council-1b.yaml", 4, {"registers/acts/council-1b.yaml": str(sound()[ACT]).replace("2026-03-05", "2026-03-04")}, "council-1.yaml"),
    Sample("SAP709", {"registers/processes/9.yaml": sound()[PROCESS]}, "registers/processes/9.yaml", 2, {}, "1.2.yaml", ("SAP710",)),
    Sample("SAP710", {EXTERNAL: None, "registers/external/iso-9001.yaml": sound()[EXTERNAL]},
           "registers/external/iso-9001.yaml", 2, {}, "must be 'umu-sms-sd-1.yaml'"),
    Sample("SAP710", {PROCESS: None, "registers/processes/first.yaml": sound()[PROCESS]}, "registers/processes/first.yaml", 2,
           {}, "must be '1.2.yaml'"),
    Sample("SAP711", {EXTERNAL: sound()[EXTERNAL] + "check_months: 6\n"}, EXTERNAL, 7,
           {EXTERNAL: sound()[EXTERNAL] + "check_months: 9\n"}, "checked by 2026-07-05", today="2026-07-06"),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_fault_of_a_register_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_registers_has_a_sample() -> None:
    assert not unexplained({rule.id for rule in (*registers.RULES, *addenda.RULES)}, SAMPLES)


def test_access_may_only_become_stricter(tmp_path: Path) -> None:
    """What the day before was internal is not opened by an addendum; what was public may be closed."""
    settings: Files = {"sapat.toml": sound()["sapat.toml"].replace('readers = "public"', 'readers = "restricted"')}
    text = {"umu-sms-dp-2.17.md": markdown(access="internal")}
    sealed = Dossier("umu-sms-dp-2.17", "1.0", "ҮМУ-СМС-ДП-2.17", text)
    files: Files = {**settings, **sealed.files(), "procedures/umu-sms-dp-2.17.md": text["umu-sms-dp-2.17.md"]}
    for access, found in (("public", 1), ("restricted", 0)):
        added = of_record(
            set=f"{{access: {access}}}", sha=sealed.record_sha256, before=sealed.record_sha256
        )  # fmt: skip
        assert len(findings(made(tmp_path / access, files | added), "SAP7")) == found


def test_numbers_and_truths_that_an_addendum_sets_are_read_as_the_schema_says(tmp_path: Path) -> None:
    """A review period set by an addendum is a number, or the cycle would silently keep its default."""
    from sapat.model.status import front_on
    from sapat.read.repository import find_repository

    root = made(tmp_path, of_record(set="{review_months: 24, acknowledge: {required: true}}"))
    at = find_repository(root).load().snapshot
    front = front_on(at, "umu-sms-dp-2.17")
    assert (front["review_months"], front["acknowledge"]) == (24, {"required": True})


def test_an_external_document_looked_at_later_is_due_later(tmp_path: Path) -> None:
    entry = sound()[EXTERNAL] + "check_months: 6\n"
    sha = digest(entry.encode())
    looked = beside(sha=sha, before=sha, set="{state: in-force}", **{"from": "2026-06-20"})
    root = made(tmp_path, {EXTERNAL: entry} | looked)
    assert findings(root, "SAP7", today="2026-12-20") == []
    assert [one["rule"] for one in findings(root, "SAP7", today="2026-12-21")] == ["SAP711"]


def test_values_of_the_wrong_shape_are_a_matter_of_the_schema(tmp_path: Path) -> None:
    """A text where a mapping belongs, a mapping where a list belongs: told once, by the schema, and nothing breaks."""
    files: Files = beside(to=UNIT, by="rector", set="[state]", recorded="[soon]", previous="{a: b}")
    files |= changed(ACT, '\n  "3": [ҮМУ-СМС-ДП-2.17]', " ҮМУ-СМС-ДП-2.17") | changed(
        UNIT, "head: qa-head", "head: {a: b}"
    )
    files |= changed(PROCESS, '"1.2"', "[a]") | {
        EXTERNAL: sound()[EXTERNAL].replace("registered: 2026-01-05", "registered: [a]")
    }
    found = {one["rule"] for one in findings(made(tmp_path, files))}
    assert "SAP004" in found


def test_a_register_of_the_institution_is_checked_by_its_own_schema(tmp_path: Path) -> None:
    """References resolve by what the schema says, whatever the register."""
    schema = (
        '{"type": "object", "required": ["schema"], "properties": {"schema": {"const": "rooms/1"},'
        ' "keepers": {"type": "array", "items": {"type": "string", "x-ref": "role"}},'
        ' "by_day": {"type": "object", "additionalProperties": {"type": "string", "x-ref": "unit"}}}}'
    )
    room = "schema: rooms/1\nkeepers:\n  - rector\n  - nobody\nby_day:\n  monday: attic\n"
    files: Files = {"registers/rooms/schema.json": schema, "registers/rooms/a-1.yaml": room}
    found = findings(made(tmp_path, files), "SAP7")
    assert [(one["rule"], one["path"], one["line"]) for one in found] == [
        ("SAP701", "registers/rooms/a-1.yaml", 4),
        ("SAP701", "registers/rooms/a-1.yaml", 6),
    ]
