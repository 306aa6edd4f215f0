"""SAP2: versions, dossiers, seals, chains, days. Each sample is wrong in one way, and the rule points at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules import dates, dossiers, records, seals, versions
from tests.support.repo import Dossier, agreement, digest, findings, markdown, repository, sapat, sound, write
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained
from tests.support.sealed import (
    CODE,
    FIRST,
    FOLDER,
    OTHER,
    RECORD,
    SECOND,
    SLUG,
    TEXT,
    answers,
    first,
    refacted,
    second,
    spot,
    tampered,
    withdrawal,
)

PREFIXES = ("SAP2", "SAP3")
COPY = f"{FOLDER}/1.0/copy/{SLUG}.md"
LAWYER = f"{FOLDER}/1.0/agreements/lawyer.yaml"
NEW = "procedures/umu-sms-dp-2.18.md"
STRANGER = agreement("qa-head", "agree", TEXT, "2026-03-02")
OPEN = ("SAP207", "SAP317")  # what an open record still lacks is said beside it
EXTRA = f"{FOLDER}/1.0/agreements/x.yaml"
ORDER = "registers/acts/order-1.yaml"
THIRD = f"{FOLDER}/1.2/record.yaml"
LOST = "registers/changes/umu-sms-dp-2.9/1.0/record.yaml"
ANALYSIS = "analysis: Таасири каралды\n"
HAND = "  by: {role: qa-head}\n"
KEEPS = 'keeps:\n  - {version: "1.0", until: 2027-06-30, for: {ky: Мурда кабыл алынгандар}}\neffective'
UNLISTED = refacted(first(), RECORD, "order: order-1#1", "order: order-2#1") | {
    "registers/acts/order-2.yaml": sound()[ORDER]
}


ELEVEN = first(markdown(version="1.1"), version="1.1")
ADOPTED = first(markdown(version="3.2"), version="3.2", kind="adoption", with_acts=False, extra="acts_missing: Жок\n")


def third(previous: str, version: str = "1.2") -> Files:
    """1.1 and another one after it."""
    made = second()
    text = markdown(version=version, body=OTHER + "\nДагы бир сүйлөм.\n")
    told = Dossier(
        SLUG, version, CODE, {f"{SLUG}.md": text}, kind="change", previous=previous, suffix="3", effective="2026-03-25"
    )
    return {**made, DOC: text, **told.files()}


SECOND_SHA = digest(str(second()[SECOND]).encode())


def unsealed(version: str, kind: str = "change") -> Files:
    """An open record whose text has not been written yet."""
    told = Dossier(SLUG, version, CODE, {}, kind=kind, with_acts=False).files(seal=False)
    return {path: content for path, content in told.items() if "/agreements/" not in path}


SAMPLES = [
    spot(
        "SAP201", {NEW: markdown("ҮМУ-СМС-ДП-2.18")}, NEW, "version", {}, "version 1.0 of ҮМУ-СМС-ДП-2.18 has neither"
    ),
    spot(
        "SAP202",
        tampered(DOC, "көзөмөлдөйт", "көзөмөлдөйм"),
        DOC,
        "version",
        second(seal=False),
        f"{CODE}: the text is unlike its registered version 1.0 ({FOLDER}/1.0): {SLUG}.md",
    ),
    spot("SAP202", tampered(DOC, 'version: "1.0"', 'version: "1.1"'), DOC, "version", {}, "unlike its registered"),
    spot("SAP202", {"procedures/umu-sms-dp-2.17/x.png": b"png"}, DOC, "version", {}, "umu-sms-dp-2.17/x.png"),
    spot("SAP202", withdrawal() | {DOC: markdown(body=OTHER)}, DOC, "version", withdrawal(), "unlike"),
    spot(
        "SAP203",
        second(seal=False) | {DOC: markdown(version="1.2")},
        DOC,
        "version",
        second(seal=False),
        "version says 1.2, the records say: 1.0, 1.1",
        ("SAP318", *OPEN),
    ),
    spot("SAP204", ELEVEN, f"{FOLDER}/1.1/record.yaml", "version", ADOPTED, "the first approved text is 1.0, not 1.1"),
    spot("SAP204", first(kind="change"), RECORD, "kind", {}, "'change' cannot be the first record"),
    spot(
        "SAP204",
        second("1.2"),
        f"{FOLDER}/1.2/record.yaml",
        "version",
        second(),
        "after version 1.0 (change) comes 1.1",
    ),
    spot("SAP204", second(kind="new-edition"), SECOND, "version", second("2.0", kind="new-edition"), "comes 2.0"),
    spot("SAP204", second(kind="introduction"), SECOND, "kind", second(), "'introduction' is only ever the first"),
    spot(
        "SAP204", unsealed("1.2"), f"{FOLDER}/1.2/record.yaml", "version", unsealed("1.1"), "comes 1.1, not 1.2", OPEN
    ),
    spot(
        "SAP205",
        {**unsealed("1.1"), **unsealed("2.0", "new-edition")},
        SECOND,
        "",
        unsealed("1.1"),
        "several open records: 1.1 and 2.0",
        OPEN,
    ),
    spot(
        "SAP205",
        {**ADOPTED, **unsealed("1.1")},
        SECOND,
        "version",
        ADOPTED,
        "the open record 1.1 is below the registered version 3.2",
        (*OPEN, "SAP318"),
    ),
    spot("SAP206", refacted(first(), RECORD, "basis: ИСО 9001 талабы\n", ""), RECORD, "", {}, "the basis is not given"),
    spot(
        "SAP206",
        refacted(second(), SECOND, ANALYSIS, ""),
        SECOND,
        "",
        refacted(first(), RECORD, ANALYSIS, ""),
        "change analysis is missing",
    ),
    spot(
        "SAP206", refacted(first(), RECORD, "effective: 2026-03-15\n", ""), RECORD, "", {}, "effective day is missing"
    ),
    spot(
        "SAP207",
        {SECOND: f'schema: change/1\ndocument: {CODE}\nversion: "1.1"\nkind: change\n'},
        SECOND,
        "",
        second(seal=False),
        "it is not said what changed",
        ("SAP317",),
    ),
    spot(
        "SAP207",
        second(seal=False) | {DOC: markdown()},
        DOC,
        "version",
        second(seal=False),
        "the document says version 1.0, the open record is about 1.1",
        ("SAP317", "SAP318"),
    ),
    spot("SAP208", withdrawal(markdown()), SECOND, "files:", withdrawal(), "a withdrawal (1.1) has no text"),
    spot(
        "SAP208",
        {**withdrawal(), **unsealed("1.2")},
        f"{FOLDER}/1.2/record.yaml",
        "",
        withdrawal(),
        "1.2 cannot come after it",
        OPEN,
    ),
    spot("SAP209", {DOC: None}, RECORD, "", {**withdrawal(), DOC: None}, f"{CODE} has no file, but version 1.0"),
    spot(
        "SAP209",
        {LOST: 'schema: change/1\ndocument: ҮМУ-СМС-ДП-2.9\nversion: "1.0"\nkind: introduction\n'},
        LOST,
        "",
        {},
        "belongs to no document",
        (*OPEN, "SAP303"),
    ),
    spot("SAP210", {COPY: None}, RECORD, "files:", {}, "the control copy lacks", ("SAP219",)),
    spot("SAP210", tampered(COPY, "көзөмөлдөйт", "көзөмөлдөйм"), COPY, "", {}, "was changed after it was registered"),
    spot("SAP210", {f"{FOLDER}/1.0/copy/x.md": "x\n"}, f"{FOLDER}/1.0/copy/x.md", "", {}, "'x.md' that was never"),
    spot(
        "SAP210",
        tampered(RECORD, f"text: {TEXT}", f"text: {'0' * 64}"),
        RECORD,
        "text:",
        {},
        "text digest (seal.text)",
        ("SAP202", "SAP214", "SAP304", "SAP305"),
    ),
    spot("SAP211", tampered(RECORD, "Биринчи текст", "Экинчи текст"), RECORD, "facts:", {}, "the facts of the record"),
    spot(
        "SAP211",
        tampered(RECORD, HAND, HAND + "ends: [ҮМУ-СМС-ДП-2.18]\n"),
        RECORD,
        "ends",
        {},
        "'ends' stands behind the seal",
    ),
    spot("SAP212", first(previous="0" * 64), RECORD, "previous", {}, "this is the first record"),
    spot("SAP212", second(previous="first"), SECOND, "previous", second(), "the chain begins twice"),
    spot(
        "SAP212",
        third(FIRST.record_sha256),
        THIRD,
        "previous",
        third(SECOND_SHA),
        "names version 1.0, not 1.1: the chain is forked",
    ),
    spot("SAP212", second(previous="0" * 64), SECOND, "previous", second(), "the bytes of the former record (1.0)"),
    spot(
        "SAP213",
        {LAWYER: None},
        RECORD,
        "{path: agreements/lawyer",
        {},
        "'agreements/lawyer.yaml' is gone",
        ("SAP305",),
    ),
    spot(
        "SAP213",
        tampered(LAWYER, "evidence: paper", "place: Архив\nevidence: paper"),
        LAWYER,
        "",
        {},
        "was changed after",
    ),
    spot(
        "SAP214",
        first(agreements=answers(lawyer=agreement("lawyer", "agree", "1" * 64, "2026-03-02"))),
        LAWYER,
        "text",
        {},
        "to other bytes than the registered text",
        ("SAP305",),
    ),
    spot(
        "SAP214",
        first(agreements=answers(lawyer=agreement("lawyer", "agree", TEXT, "2026-03-02", "remarks"))),
        LAWYER,
        "result",
        {},
        "says 'remarks'",
        ("SAP305",),
    ),
    spot("SAP215", {EXTRA: STRANGER}, EXTRA, "", {}, "did not count when version 1.0"),
    spot("SAP216", {ORDER: None}, RECORD, "{path: registers/acts/order-1", {}, "rests on is gone", ("SAP306",)),
    spot(
        "SAP216",
        tampered(ORDER, 'number: "1/0"', 'number: "1/1"'),
        RECORD,
        "{path: registers/acts/order-1",
        {},
        f"was changed after it was registered: {ORDER}",
    ),
    spot("SAP216", UNLISTED, RECORD, "order", {}, "was not registered with it"),
    spot(
        "SAP217",
        {f"{FOLDER}/1.1/agreements/x.yaml": STRANGER},
        f"{FOLDER}/1.1/agreements/x.yaml",
        "",
        {},
        f"the dossier {FOLDER}/1.1 has no record.yaml",
        ("SAP205",),
    ),
    spot("SAP218", refacted(first(), RECORD, 'version: "1.0"', 'version: "1.1"'), RECORD, "version", {}, "lies in"),
    spot(
        "SAP218",
        refacted(second(), SECOND, CODE, CODE.replace("М", "M", 1)),  # a Latin letter in the code of the record
        SECOND,
        "document",
        second(),
        "is not the folder of that code",
        ("SAP307",),
    ),
    spot(
        "SAP206",
        refacted(first(), RECORD, "effective: 2026-03-15", "effective: 2026-03-15\nexpires: 2026-03-14"),
        RECORD,
        "expires",
        {},
        "it expires (2026-03-14) before it takes effect",
        today="2026-03-14",
    ),
    spot(
        "SAP206", refacted(first(), RECORD, "effective", f"ends: [{CODE}]\neffective"), RECORD, "ends", {}, "end itself"
    ),
    spot(
        "SAP206",
        refacted(second(), SECOND, "effective", KEEPS.replace("2027-06-30", "2026-03-19")),
        SECOND,
        "{version",
        refacted(second(), SECOND, "effective", KEEPS.replace("2027-06-30", "2026-03-20")),
        "goes on until 2026-03-19, but the new one takes effect only on 2026-03-20",
    ),
    spot(
        "SAP206",
        refacted(withdrawal(), SECOND, "effective", KEEPS),
        SECOND,
        "{version",
        withdrawal(),
        "no edition of a withdrawn document goes on",
    ),
    spot(
        "SAP206",
        refacted(second(), SECOND, "effective", KEEPS.replace("1.0", "1.1")),
        SECOND,
        "{version",
        refacted(second(), SECOND, "effective", KEEPS),
        "version 1.1, which is to go on for some",
    ),
    spot(
        "SAP222",
        first(sealed="2026-03-01T10:00:00+06:00"),
        RECORD,
        "sealed",
        first(sealed="2026-03-09T10:00:00+06:00"),
        "registration (2026-03-01) comes before the acts and answers it lists (2026-03-09)",
    ),
    spot(
        "SAP223",
        second(sealed="2026-03-08T23:00:00+06:00"),
        SECOND,
        "sealed",
        second(),
        "is said to have been registered on 2026-03-08, but the former 1.0 on 2026-03-10",
    ),
    spot(
        "SAP218",
        refacted(first(), RECORD, CODE, "ҮМУ-СМС-ДП-2.16"),
        RECORD,
        "document",
        {},
        "is not the folder of that code",
    ),
    spot("SAP219", first(markdown(version="1.1")), RECORD, "version", {}, "says version 1.1, the record 1.0"),
    spot(
        "SAP219",
        first(markdown("ҮМУ-СМС-ДП-2.16")) | {DOC: markdown()},
        RECORD,
        "document",
        {},
        "says code ҮМУ-СМС-ДП-2.16",
        ("SAP202",),
    ),
    spot("SAP220", {f"{FOLDER}/1.0/notes.txt": "x\n"}, f"{FOLDER}/1.0/notes.txt", "", {}, "no place for this file"),
    spot(
        "SAP222",
        first(decided="2026-03-10"),
        RECORD,
        "order",
        first(decided="2026-03-09"),
        "order (2026-03-09) comes before decision (2026-03-10)",
    ),
    spot(
        "SAP222",
        first(agreed="2026-03-06"),
        RECORD,
        "decision",
        first(agreed="2026-03-05"),
        "decision (2026-03-05) comes before agreement (2026-03-06)",
    ),
    spot(
        "SAP222",
        first(effective="2026-03-08"),
        RECORD,
        "effective",
        first(effective="2026-03-10"),
        "effective (2026-03-08) comes before order",
        ("SAP225",),
    ),
    spot(
        "SAP223",
        second(effective="2026-03-14"),
        SECOND,
        "effective",
        second(effective="2026-03-15"),
        "takes effect on 2026-03-14, but the former 1.0 on 2026-03-15",
    ),
    spot(
        "SAP224", first(sealed="2031-01-01T10:00:00+06:00", effective="2031-02-01"), RECORD, "sealed", {}, "2031-01-01"
    ),
    spot(
        "SAP224", first(ordered="2031-01-01", effective="2031-02-01"), ORDER, "date", {}, "2031-01-01 has not come yet"
    ),
    spot(
        "SAP224",
        {EXTRA: agreement("qa-head", "agree", TEXT, "2031-01-01")},
        EXTRA,
        "date",
        {},
        "2031-01-01",
        ("SAP215",),
    ),
    spot(
        "SAP225",
        first(sealed="2026-03-18T10:00:00+06:00"),
        RECORD,
        "effective",
        first(sealed="2026-03-15T23:00:00+06:00"),
        "registered on 2026-03-18: 3 days late",
    ),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_wrong_version_is_found_where_it_stands_and_nothing_else_is(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_versions_has_a_sample() -> None:
    rules = {r.id for part in (versions, records, seals, dossiers, dates) for r in part.RULES}
    assert unexplained(rules, SAMPLES) == set()


def test_one_letter_of_an_approved_text_names_the_document_the_dossier_and_the_cure(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    write(root, {DOC: markdown().replace("көзөмөлдөйт", "көзөмөлдөйм")})
    (one,) = findings(root)
    assert (one["rule"], one["path"], one["line"], one["document"]) == ("SAP202", DOC, 5, CODE)
    assert f"{FOLDER}/1.0" in one["message"]
    assert f"sapat revise {CODE}" in one["do"]
    assert "cp -R registers/changes/umu-sms-dp-2.17/1.0/copy/. procedures/" in one["do"]
    code, out, _ = sapat(root, "check", lang="ky")
    assert code == 1
    assert f"{CODE}: текст катталган 1.0 версиясынан" in out


def test_a_text_taken_over_from_paper_keeps_its_number_and_needs_no_agreements(tmp_path: Path) -> None:
    files = {path: None if "/agreements/" in path else told for path, told in ADOPTED.items()}
    held = str(files[f"{FOLDER}/3.2/record.yaml"])
    files[f"{FOLDER}/3.2/record.yaml"] = (
        "\n".join(
            one for one in held.replace("agreements:", "agreements: []").splitlines() if "path: agreements/" not in one
        )
        + "\n"
    )
    assert findings(made(tmp_path, files)) == []


def test_a_withdrawn_document_may_keep_its_file_or_lose_it(tmp_path: Path) -> None:
    assert findings(made(tmp_path / "kept", withdrawal()), "SAP2", "SAP3") == []
    assert findings(made(tmp_path / "gone", withdrawal() | {DOC: None}), "SAP2", "SAP3") == []


def test_a_recode_makes_the_new_code_one_of_the_same_dossier(tmp_path: Path) -> None:
    new = "ҮМУ-СМС-ДП-2.16"
    held = str(sound()[RECORD])
    recode = (
        f"schema: addendum/1\nto: {{path: {RECORD}, sha256: {digest(held.encode())}}}\n"
        f"previous: {digest(held.encode())}\nkind: recode\nfrom: 2026-03-16\nset: {{code: {new}}}\n"
        "why: Мекеменин аты өзгөрдү\nby: {role: qa-head}\nrecorded: 2026-03-16T10:00:00+06:00\n"
    )
    text = markdown(new, version="1.1", body=OTHER)
    told = Dossier(
        SLUG,
        "1.1",
        new,
        {f"{SLUG}.md": text},
        kind="change",
        previous=FIRST.record_sha256,
        suffix="2",
        effective="2026-03-20",
    )
    files = {**told.files(), DOC: text}
    assert {one["rule"] for one in findings(made(tmp_path / "wrong", files), "SAP2")} >= {"SAP218"}
    right = files | {f"{FOLDER}/1.0/a1.yaml": recode}
    assert findings(made(tmp_path / "right", right), "SAP2", "SAP3") == []


def amended(**told: str) -> Files:
    """A text the council approved with amendments: agreed before, checked again after."""
    earlier, final = "e" * 64, TEXT
    given = {
        "qa-specialist.yaml": agreement("qa-specialist", "check", final, "2026-03-07"),
        "lawyer.yaml": agreement("lawyer", "agree", earlier, "2026-03-02"),
    } | told
    files = first(agreements=given)
    for path in (RECORD, "registers/acts/council-1.yaml"):
        files[path] = str(files[path])
    act = str(files["registers/acts/council-1.yaml"])
    new = act.replace("result: approved", "result: with-amendments")
    record = str(files[RECORD]).replace(digest(act.encode()), digest(new.encode()))
    lawyer = digest(given["lawyer.yaml"].encode())
    record = record.replace(f"sha256: {lawyer}}}", f"sha256: {lawyer}, earlier_text: true}}")
    return files | {RECORD: record, "registers/acts/council-1.yaml": new}


def test_agreements_to_the_text_put_before_a_council_that_amended_it_count(tmp_path: Path) -> None:
    assert findings(made(tmp_path, amended()), "SAP2", "SAP3") == []


def test_a_check_is_always_of_the_final_text(tmp_path: Path) -> None:
    files = amended(**{"qa-specialist.yaml": agreement("qa-specialist", "check", "e" * 64, "2026-03-02")})
    assert {one["rule"] for one in findings(made(tmp_path, files), "SAP2", "SAP3")} == {"SAP214", "SAP304"}


def test_what_a_council_amended_was_agreed_before_it_sat(tmp_path: Path) -> None:
    files = amended(**{"lawyer.yaml": agreement("lawyer", "agree", "e" * 64, "2026-03-06")})
    assert {one["rule"] for one in findings(made(tmp_path, files), "SAP2", "SAP3")} == {"SAP222", "SAP305"}


def test_a_record_that_cannot_be_read_stops_no_rule(tmp_path: Path) -> None:
    for number, wrong in enumerate(
        ("seal:\n  files: [1, {path: x}]\n", "seal: {files: 7, agreements: {a: b}}\n", "a: [\n")
    ):
        files = tampered(RECORD, "seal:\n", wrong + "x:\n")
        assert findings(made(tmp_path / str(number), files))


def test_a_record_in_a_strange_folder_takes_no_document_over(tmp_path: Path) -> None:
    strange = {path.replace(f"/{SLUG}/", "/aaa/"): told for path, told in first().items() if path.startswith(FOLDER)}
    found = findings(made(tmp_path, strange), "SAP1", "SAP2")
    assert {one["rule"] for one in found} >= {"SAP218"}
    assert {one["path"].split("/")[2] for one in found if one["path"].startswith("registers/")} == {"aaa"}
    assert not [one for one in found if one["path"] == DOC]


def test_a_record_whose_text_cannot_be_read_is_not_said_to_lack_a_route(tmp_path: Path) -> None:
    broken = second(seal=False) | {DOC: "---\nowner: [\n---\n"}
    lost = {path: None for path in sound() if path.startswith(f"{FOLDER}/1.0/")}
    assert not [one for one in findings(made(tmp_path, {**broken, **lost}), "SAP3") if one["rule"] == "SAP303"]
