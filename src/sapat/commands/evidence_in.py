"""What comes back signed, matched with what was issued: signatures judged, pages counted, receipts looked into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sapat.commands import signed_words as words
from sapat.commands.pdf_proof import examined, trust_of
from sapat.commands.writing import Desk
from sapat.model.errors import SapatError
from sapat.model.issued import Issued, issued
from sapat.model.pdf_proof import OTHER, TRUSTED
from sapat.model.records import Dossier
from sapat.model.signed_copies import Fault, Sheet, faults
from sapat.model.words import LANGUAGES, Words
from sapat.read.repository import clock
from sapat.read.signed_pdf import anchors
from sapat.render.leaves import Leaf, leaf, mark_of
from sapat.write.pades import need_packages
from sapat.write.store import found, store_folder
from sapat.write.strangers import codes, detached, empty_fields


@dataclass(frozen=True, slots=True)
class Taken:
    """Evidence matched with an issued PDF."""

    kind: str  # signed-pdf | scan | receipt
    issued: Issued
    verified: str  # yes | no | not-possible
    signatories: tuple[dict[str, str], ...] = ()  # as the signatures themselves tell
    pages: int = 0
    date: str = ""
    names: tuple[str, ...] = ()  # of the certificates, beside the signatories; told, never written
    remarks: tuple[tuple[Words, Mapping[str, object]], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is evidence of a signature: a signed PDF proves itself or nothing, paper and receipts are vouched for."""
        return self.verified == "yes" or (self.verified == "not-possible" and self.kind != "signed-pdf")


def of_pdf(at_desk: Desk, record: Dossier, path: Path) -> Taken | None:
    """A signed PDF; nothing where it is no text of its own but perhaps a scan. Raises SapatError for one not to be trusted."""
    need_packages()
    try:
        empty_fields(path.read_bytes())
    except SapatError:
        return None  # what a scanner writes need not be a PDF that can be signed
    told = examined(at_desk.repository, at_desk.at, path, None, rebuild=False)
    one, seen = told.identity, told.look
    if one.how not in ("issued", "export") and not seen.signatures:
        return None
    why: list[tuple[Words, dict[str, object]]] = []
    if one.how not in ("issued", "export"):
        why.append((words.NOT_ISSUED, {"code": record.code, "version": record.version}))
        why += [(said, dict(args)) for said, args in told.problems]
    elif (one.slug, one.version) != (record.slug, str(record.version)):
        why.append((words.OTHER_VERSION, {"named": f"{one.code} {one.version}"}))
    else:
        broken = (
            seen.added == OTHER
            or told.strange
            or any(not each.intact or each.changed == OTHER for each in seen.signatures)
        )
        why += [(said, dict(args)) for said, args in told.problems] if broken or not told.same_text else []
    people = [each for each in seen.signatures if each.field in told.holders]
    if not why and not people:
        why.append((words.NO_SIGNATURE, {}))
    if why:
        raise SapatError(
            words.NOT_PROVEN,
            do=words.ASK_VERIFY,
            code=record.code,
            version=record.version,
            file=path,
            why=Words(*("; ".join(said.say(lang, args) for said, args in why) for lang in LANGUAGES)),
        )
    paper = next(each for each in issued(at_desk.at, record.slug) if each.id == one.issued)
    rows = tuple(
        {"role": paper.fields[each.field], "certificate": each.certificate, "trust": each.trust}
        | ({"stamp": each.stamped} if each.stamped else {})
        | {"holder": told.holder(each).state}
        | ({"person": told.holder(each).person} if told.holder(each).person else {})
        for each in people
    )
    zone = ZoneInfo(at_desk.at.settings.timezone)
    last = max((each.when.astimezone(zone).date().isoformat() for each in people if each.when), default="")
    trusts = {each.trust for each in seen.signatures}
    state = "yes" if trusts == {TRUSTED} else "no" if trusts - {TRUSTED, "no-anchors"} else "not-possible"
    names = tuple(each.name for each in people)
    return Taken("signed-pdf", paper, state, rows, paper.pages, last, names, (*told.problems, *told.remarks))


def of_scan(at_desk: Desk, record: Dossier, paths: Sequence[Path]) -> Taken:
    """A scan of the printed paper, all pages of it and no other. Raises SapatError that numbers what is wrong."""
    papers = _papers(at_desk, record)
    told = [leaf(one) for path in paths for one in codes(path, paper=True)]
    marks = [one.mark for one in told if one is not None]
    paper = next((one for one in reversed(papers) if mark_of(one.text) in marks), papers[-1])
    tail = f"/V/{record.slug}/{record.version}/".upper()
    sheets = [_sheet(number, one, tail, mark_of(paper.text)) for number, one in enumerate(told, 1)]
    wrong = faults(sheets, paper.pages)
    if wrong:
        raise SapatError(
            words.NOT_MATCHED,
            do=words.SCAN_AGAIN,
            code=record.code,
            version=record.version,
            why=Words(*("; ".join(_said(one, told, lang) for one in wrong) for lang in LANGUAGES)),
        )
    return Taken("scan", paper, "not-possible", pages=paper.pages)


def _papers(at_desk: Desk, record: Dossier) -> tuple[Issued, ...]:
    made = issued(at_desk.at, record.slug, str(record.version))
    sealed = record.seal.text_of("text") if record.seal else ""
    fit = tuple(one for one in made if sealed in ("", one.text))
    if not fit:
        raise SapatError(words.NOT_ISSUED, do=words.ISSUE, code=record.code, version=record.version)
    return fit


def _sheet(number: int, one: Leaf | None, tail: str, mark: str) -> Sheet:
    if one is None:
        return Sheet(number, 0, "unread")
    if not one.address.upper().endswith(tail):
        return Sheet(number, 0, "document")
    return Sheet(number, one.page) if one.mark == mark else Sheet(number, 0, "text")


def _said(fault: Fault, told: Sequence[Leaf | None], lang: str) -> str:
    named = ""
    if fault.says == "document" and (one := told[fault.number - 1]) is not None:
        named = one.address.rstrip("/").rpartition("/V/")[2].replace("/", " ")
    return words.FAULTS[fault.says].say(lang, {"number": fault.number, "named": named})


def of_receipt(at_desk: Desk, record: Dossier, data: bytes, path: Path) -> Taken:
    """A detached signature or a receipt: of the issued PDF; judged where that can be done here."""
    paper = _papers(at_desk, record)[-1]
    folder = store_folder(at_desk.at.settings, at_desk.repository.root)
    signed = found(folder / paper.file, paper.sha256)
    state = "not-possible"
    if signed is not None and path.suffix.lower() in (".p7s", ".sig", ".cms"):
        need_packages()
        trusted = anchors(at_desk.repository.root, trust_of(at_desk.at))
        _, size = paper.export  # a service may have been given the file before it had fields
        states = [detached(data, one, trusted, clock()) for one in (signed, signed[:size])]
        state = "yes" if "yes" in states else states[0]
    return Taken("receipt", paper, state)
