"""SAP712-SAP721, SAP240-SAP242: addenda beside records, by hand: each wrong in one way, and the rule points at it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sapat.rules import amendments, continuity, recodes, sequence, translations
from tests.support.repo import Dossier, digest, findings, markdown, sound
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained
from tests.support.sealed import CODE, FIRST, FOLDER, OTHER, RECORD, SECOND, SLUG, first, second, settings, spot

PREFIXES = ("SAP1", "SAP2", "SAP3", "SAP5", "SAP7")
A1, A2 = f"{FOLDER}/1.0/a1.yaml", f"{FOLDER}/1.0/a2.yaml"
PLAN = first(extra="expires: 2026-12-31\n")
ORDER = str(sound()["registers/acts/order-1.yaml"])
NEW = "ҮМУ-СМС-ДП-2.16"
OTHERS = {
    "procedures/umu-sms-dp-2.18.md": markdown("ҮМУ-СМС-ДП-2.18"),
    **Dossier("umu-sms-dp-2.18", "1.0", "ҮМУ-СМС-ДП-2.18", {"umu-sms-dp-2.18.md": markdown("ҮМУ-СМС-ДП-2.18")}, suffix="8").files(),
}  # fmt: skip


def addenda(*chain: dict[str, str], record: str = RECORD, files: Files | None = None) -> Files:
    """The files with a chain of addenda beside a record, each as a reader of DESIGN would write it by hand."""
    files = files or {}
    sha = before = digest(str((sound() | files)[record]).encode())
    found: Files = dict(files)
    for number, told in enumerate(chain, 1):
        keys = {
            "schema": "addendum/1",
            "to": f"{{path: {record}, sha256: {sha}}}",
            "previous": before,
            "from": "2026-03-20",
            "why": "Себеби бар",
            "by": "{role: qa-head}",
            "recorded": "2026-03-20T10:00:00+06:00",
        } | told
        text = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
        found[f"{record.removesuffix('record.yaml')}a{number}.yaml"] = text
        before = digest(text.encode())
    return found


def act(name: str, day: str, codes: str = CODE, **change: str) -> Files:
    """An order of a day about some documents."""
    keys = {"schema": "act/1", "kind": "order", "number": f'"{name}"', "date": day, "result": "approved"}
    keys |= {"signed_by": "rector", "items": f'{{"1": [{codes}]}}'} | change
    return {f"registers/acts/{name}.yaml": "".join(f"{key}: {value}\n" for key, value in keys.items())}


def stop(**change: str) -> dict[str, str]:
    return {"kind": "suspension", "order": "order-1#1"} | change


def go_on(**change: str) -> dict[str, str]:
    return stop(kind="resumption", recorded="2026-03-25T10:00:00+06:00") | {"from": "2026-03-25"} | change


def moved(day: str = "2026-04-20", **change: str) -> dict[str, str]:
    told = {"kind": "postponement", "set": f"{{effective: {day}}}", "order": "order-1", "from": ""}
    return told | {"recorded": "2026-03-12T10:00:00+06:00"} | change


def longer(day: str = "2027-06-30", **change: str) -> dict[str, str]:
    return {"kind": "extension", "set": f"{{expires: {day}}}", "order": "order-1", "from": ""} | change


def owner(**change: str) -> dict[str, str]:
    return {"kind": "administrative", "set": "{owner: lawyer}"} | change


def recode(code: str, **change: str) -> dict[str, str]:
    return {"kind": "recode", "set": f"{{code: {code}}}"} | change


def translated(sha: str = "", **change: str) -> dict[str, str]:
    sha = sha or digest(RUSSIAN.encode())
    told = {"kind": "translation", "lang": "ru", "of_version": '"1.0"', "from": ""}
    return told | {"files": f"[{{path: {SLUG}.ru.md, sha256: {sha}}}]"} | change


RUSSIAN = "# Управление документацией\n"
TRANSLATION: Files = {f"procedures/{SLUG}.ru.md": RUSSIAN}
KEPT = 'keeps: [{version: "1.0", until: 2027-06-30, for: {ky: 2025-жылкылар}}]\n'
THIRD = f"{FOLDER}/1.2/record.yaml"


def third(extra: str = "", seal: bool = True, before: Files | None = None, **told: Any) -> Files:
    """1.1 that keeps 1.0 for some, and 1.2 after it."""
    former = before or second(extra=KEPT)
    text = markdown(version="1.2", body=OTHER + "\nДагы бир сүйлөм.\n")
    given: dict[str, Any] = {
        "kind": "change",
        "previous": digest(str(former[SECOND]).encode()),
        "suffix": "3",
        "effective": "2026-03-25",
    }
    made = Dossier(SLUG, "1.2", CODE, {f"{SLUG}.md": text}, extra=extra, **(given | told))
    return {**former, DOC: text, **made.files(seal=seal)}


def merged(effective: str = "2026-03-25", sealed: str = "2026-03-12T10:00:00+06:00") -> Files:
    """2.18 that ends 2.17."""
    text = markdown("ҮМУ-СМС-ДП-2.18")
    heir = Dossier("umu-sms-dp-2.18", "1.0", "ҮМУ-СМС-ДП-2.18", {"umu-sms-dp-2.18.md": text}, suffix="8",
                   effective=effective, sealed=sealed, extra=f"ends: [{CODE}]\n")  # fmt: skip
    return {"procedures/umu-sms-dp-2.18.md": text, **heir.files()}


LATE = "2026-04-20T10:00:00+06:00"
WRONG = {**act("order-7", "2026-03-11", signed_by="lawyer"), **act("order-8", "2026-03-11", "ҮМУ-СМС-ДП-2.18")}
WRONG |= act("order-9", "2026-03-22") | act("order-6", "2026-03-11", result="returned")
SENATE = act("council-7", "2026-03-11", kind="decision", body="senate")
STOPPED = addenda(stop())
APPROVED_LATER = first(effective="2026-04-15")

SAMPLES = [
    spot("SAP712", addenda(stop(order="")), A1, "kind", STOPPED, "no act of the approval's rank is named (decision or order)"),
    spot("SAP712", addenda(stop(order="order-7#1"), files=WRONG | OTHERS), A1, "order", STOPPED, "is signed by lawyer"),
    spot("SAP712", addenda(stop(order="order-8#1"), files=WRONG | OTHERS), A1, "order", STOPPED, "does not name this document"),
    spot("SAP712", addenda(stop(order="order-6#1"), files=WRONG | OTHERS), A1, "order", STOPPED, "returned the text"),
    spot("SAP712", addenda(stop(order="order-9#1"), files=WRONG | OTHERS), A1, "order",
         addenda(stop(order="order-9#1", recorded=LATE) | {"from": "2026-03-22"}, files=WRONG | OTHERS), "was written on 2026-03-20"),
    spot("SAP712", addenda(stop(order="order-9#1", recorded=LATE), files=WRONG | OTHERS), A1, "order", STOPPED, "it begins on 2026-03-20"),
    spot("SAP712", addenda(stop(order="order-5#1")), A1, "order", STOPPED, "order 'order-5' is not in", ("SAP701",)),
    spot("SAP712", addenda(stop(order="", decision="council-7#1"), files=SENATE), A1, "decision", STOPPED, "is of senate", ("SAP701",)),
    spot("SAP712", addenda(stop(order="council-1#3")), A1, "order", STOPPED, "an act of another kind, not: order"),
    spot("SAP712", addenda(moved(order=""), files=APPROVED_LATER), A1, "kind", addenda(moved(), files=APPROVED_LATER), "postponement: no act"),
    spot("SAP712", addenda(longer(order=""), files=PLAN), A1, "kind", addenda(longer(), files=PLAN), "extension: no act"),
    spot("SAP712", addenda(longer(order="", kind="correction"), files=PLAN), A1, "kind",
         addenda(longer(kind="correction"), files=PLAN), "correction: no act"),
    spot("SAP713", addenda(owner(by="{role: lawyer}")), A1, "by", addenda(owner()), "by.role is lawyer; only qa-head"),
    spot("SAP713", addenda(recode(NEW, by="{role: rector}")), A1, "by", addenda(recode(NEW)), "by.role is rector"),
    spot("SAP714", addenda(moved("2026-04-15"), files=APPROVED_LATER), A1, "set", addenda(moved("2026-04-16"), files=APPROVED_LATER),
         "2026-04-15 is not later than the former day (2026-04-15)"),
    spot("SAP714", addenda(moved("2026-05-20"), moved("2026-05-19"), files=APPROVED_LATER), A2, "set",
         addenda(moved("2026-05-20"), moved("2026-05-21"), files=APPROVED_LATER), "the former day (2026-05-20)"),
    spot("SAP714", addenda(longer("2026-11-30"), files=PLAN), A1, "set", addenda(longer(), files=PLAN), "not later than the former day (2026-12-31)"),
    spot("SAP714", addenda(longer()), A1, "kind", addenda(longer(), files=PLAN), "version 1.0 has no expires"),
    spot("SAP714", addenda(longer(order="order-9", recorded=LATE), files=first(extra="expires: 2026-03-21\n") | act("order-9", "2026-03-22")),
         A1, "set", addenda(longer(order="order-9", recorded=LATE), files=first(extra="expires: 2026-03-22\n") | act("order-9", "2026-03-22")),
         "it had expired on 2026-03-21 when the extension was decided on 2026-03-22"),
    spot("SAP715", addenda(go_on()), A1, "kind", addenda(stop(), go_on()), "a resumption of what was not suspended"),
    spot("SAP715", addenda(stop(), go_on(), go_on()), f"{FOLDER}/1.0/a3.yaml", "kind", addenda(stop(), go_on(), go_on(kind="suspension")),
         "not suspended"),
    spot("SAP715", addenda(stop(), stop()), A2, "kind", STOPPED, "it is suspended already"),
    spot("SAP715", addenda(stop(), go_on() | {"from": "2026-03-19"}), A2, "from", addenda(stop(), go_on() | {"from": "2026-03-20"}),
         "2026-03-19 is before the one it follows (2026-03-20)"),
    spot("SAP716", addenda(owner(recorded=LATE) | {"from": "2026-04-20"}, files=second(sealed="2026-03-12T10:00:00+06:00")), A1, "to",
         addenda(owner(recorded=LATE) | {"from": "2026-03-19"}, files=second(sealed="2026-03-12T10:00:00+06:00")),
         "on 2026-04-20 version 1.1 is in force"),
    spot("SAP717", addenda(recode("ЖМУ-СМС-ДП-2.17")), A1, "set", addenda(recode(NEW)), "is not a document code"),
    spot("SAP717", addenda(recode("YМУ-СМС-ДП-2.16")), A1, "set", addenda(recode(NEW)), "it should be ҮМУ-СМС-ДП-2.16"),
    spot("SAP717", addenda(recode("ҮМУ-СМС-ПЛ-4")), A1, "set", addenda(recode(NEW)), "is of the type ПЛ"),
    spot("SAP717", addenda(recode("ҮМУ-СМС-ДП-2.99")), A1, "set", addenda(recode(NEW)), "has no such number"),
    spot("SAP717", addenda(recode("ҮМУ-СМС-ДП-2.18"), files=OTHERS), A1, "set", addenda(recode(NEW), files=OTHERS), "belonged to another: umu-sms-dp-2.18"),
    spot("SAP717", addenda(recode("УМУ-СМС-ДП-2.18"), files=OTHERS | {"sapat.toml": settings('org = "ҮМУ"', 'org = "ҮМУ"\nformer_orgs = ["УМУ"]')}),
         A1, "set", addenda(recode("УМУ-СМС-ДП-2.16"), files=OTHERS | {"sapat.toml": settings('org = "ҮМУ"', 'org = "ҮМУ"\nformer_orgs = ["УМУ"]')}),
         "cannot be told by eye"),
    spot("SAP718", addenda(owner(), owner(recorded="2026-03-18T10:00:00+06:00")), A2, "recorded", addenda(owner(), owner()), "but what it follows"),
    spot("SAP718", addenda(owner(recorded="2026-03-08T10:00:00+06:00")), A1, "recorded", addenda(owner()), "was written at 2026-03-10T10:15"),
    spot("SAP719", addenda(translated(lang=""), files=TRANSLATION), A1, "kind", addenda(translated(), files=TRANSLATION), "the language (lang) is missing",
         ("SAP720",)),
    spot("SAP719", addenda(translated(lang="ky"), files=TRANSLATION), A1, "lang", addenda(translated(), files=TRANSLATION), "language of the original",
         ("SAP720",)),
    spot("SAP719", addenda(translated(of_version='"1.1"'), files=TRANSLATION), A1, "of_version", addenda(translated(), files=TRANSLATION),
         "of_version is 1.1, but the addendum stands beside version 1.0"),
    spot("SAP719", addenda(translated(files=""), files=TRANSLATION), A1, "kind", addenda(translated(), files=TRANSLATION), "files of the translation are missing"),
    spot("SAP719", addenda(translated(files=f"[{{path: ../x.ru.md, sha256: {'0' * 64}}}]"), files=TRANSLATION), A1, "files",
         addenda(translated(), files=TRANSLATION), "no file of a translation", ("SAP720",)),
    spot("SAP720", addenda(translated("0" * 64), files=TRANSLATION), f"procedures/{SLUG}.ru.md", "", addenda(translated(), files=TRANSLATION),
         "changed after it was registered"),
    spot("SAP720", addenda(translated()), A1, "", addenda(translated(), files=TRANSLATION), "is gone"),
    spot("SAP721", addenda(owner() | {"from": "2026-04-20"}, files=second(sealed="2026-03-25T10:00:00+06:00")), A1, "from",
         addenda(owner() | {"from": "2026-03-20"}), "version 1.1 is in force that day and says otherwise", ("SAP225",)),
    spot("SAP240", third(), THIRD, "", third(KEPT), "record 1.1 lets version 1.0 go on until 2027-06-30"),
    spot("SAP241", merged() | second(effective="2026-03-25", sealed="2026-03-13T10:00:00+06:00"), SECOND, "",
         merged() | second(effective="2026-03-24", sealed="2026-03-13T10:00:00+06:00"), "ended ҮМУ-СМС-ДП-2.17 on 2026-03-25"),
    spot("SAP242", merged() | second(seal=False), SECOND, "", merged("2026-04-02") | second(seal=False), "can never be registered", ("SAP207", "SAP317", "SAP701")),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_an_addendum_written_by_hand_is_found_where_it_is_wrong(tmp_path: Path, sample: Sample) -> None:
    judge(tmp_path, sample, PREFIXES)


def test_every_rule_of_addenda_has_a_sample() -> None:
    modules = (amendments, sequence, recodes, translations, continuity)
    assert unexplained({rule.id for module in modules for rule in module.RULES}, SAMPLES) == set()


def test_what_was_registered_before_the_end_was_known_is_no_fault(tmp_path: Path) -> None:
    """2.17 had its next version registered for a later day when 2.18 ended it: nobody can undo that, nobody must."""
    files = merged("2026-03-25", "2026-03-14T10:00:00+06:00") | second(effective="2026-03-30")
    assert findings(made(tmp_path, files), "SAP24") == []


def test_a_successor_of_the_registrar_may_have_written_earlier_addenda(tmp_path: Path) -> None:
    """Posts are renamed; what the former one wrote stays written."""
    old: Files = {
        "registers/people/roles/quality-clerk.yaml": "schema: role/1\ntitle: {ky: Кызматкер, ru: Клерк, en: Clerk}\nunit: bbsb\n"
        "ended: 2026-03-25\nsuccessor: qa-head\n"
    }
    files = addenda(owner(by="{role: quality-clerk}"), files=old)
    assert findings(made(tmp_path, files), "SAP713") == []


def test_an_editorial_correction_does_not_lower_the_rank_of_the_approval(tmp_path: Path) -> None:
    """The text was approved by council and rector; that a vice-rector may correct its commas gives him no right to stop it."""
    easy = '[routes.editorial]\ntypes = ["ДП"]\nkinds = ["editorial"]\ncheck = []\nagree = []\nacts = [{kind = "order", signed_by = ["lawyer"]}]\nevidence = "paper"\n\n'
    toml: Files = {"sapat.toml": settings("[routes.council]", easy + "[routes.council]")}
    files = (
        second(kind="editorial", previous=FIRST.record_sha256) | toml | act("order-7", "2026-03-11", signed_by="lawyer")
    )
    found = findings(made(tmp_path, addenda(stop(order="order-7#1"), record=SECOND, files=files)), "SAP712")
    assert ["is signed by lawyer" in one["message"] for one in found] == [True]
