"""Looking into a PDF with pyHanko: its fields, its signatures, what was added after them and behind the issued bytes."""

from __future__ import annotations

import asyncio
import base64
import io
import logging
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sapat.model.errors import SapatError
from sapat.model.pdf_proof import FIELDS, NOTHING, OTHER, TRUSTED, UNEXAMINED, Look, PdfSignature
from sapat.model.words import Words

_MOST: Final = 300_000_000  # bytes of a PDF that is looked into
_ANCHORS: Final = (".pem", ".crt", ".cer", ".der")
_WHY: Final = {
    "NO_CERTIFICATE_CHAIN_FOUND": "unknown",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "unknown",
    "OUT_OF_BOUNDS_NO_POE": "expired",
    "OUT_OF_BOUNDS_NOT_REVOKED": "expired",
    "EXPIRED": "expired",
    "REVOKED_NO_POE": "revoked",
    "REVOKED": "revoked",
    "REVOKED_CA_NO_POE": "revoked",
    "CHAIN_CONSTRAINTS_FAILURE": "usage",
}


def anchors(root: Path, told: Sequence[str]) -> tuple[bytes, ...]:
    """The certificates of the authorities an institution trusts: files, or all of a folder. Raises SapatError."""
    made: list[bytes] = []
    for one in told:
        path = root / one
        files = sorted(part for part in path.iterdir() if part.suffix in _ANCHORS) if path.is_dir() else [path]
        try:
            made += [file.read_bytes() for file in files]
        except OSError as error:
            raise SapatError(
                Words(
                    "[sign] trust: {path} окулбайт ({why})",
                    "[sign] trust: {path} не читается ({why})",
                    "[sign] trust: {path} cannot be read ({why})",
                ),
                do=Words(
                    "тамыр сертификаттын файлын (PEM же DER) атаңыз",
                    "назовите файл корневого сертификата (PEM или DER)",
                    "name the file of the root certificate (PEM or DER)",
                ),
                path=one,
                why=error.strerror or str(error),
            ) from None
    return tuple(made)


def empty_fields(data: bytes) -> dict[str, str]:
    """The signature fields that nobody signed in: name -> what its reader is told. Raises SapatError for no PDF."""
    return dict(_opened(data, lambda reader: _empty(reader)))


def look(data: bytes, base: int, trusted: Sequence[bytes], now: datetime) -> Look:
    """All that a PDF tells; *base* first bytes of it were issued (0: none). Raises SapatError for what is no PDF."""

    def made(reader: Any) -> Look:
        roots = _certificates(trusted)
        signatures = tuple(_judged(one, roots, now) for one in reader.embedded_regular_signatures)
        added, detail = _behind(data, reader) or _added(data, reader, base)
        return Look(
            signatures,
            _empty(reader),
            added,
            detail,
            _keywords(reader),
            _attached(reader),
            int(reader.root["/Pages"]["/Count"]),
        )

    found: Look = _opened(data, made)
    return found


def _opened(data: bytes, ask: Any) -> Any:
    """The answer of *ask* about a PDF; a file that nothing good can be said of is told so, whatever it breaks."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it would print we say in our own words
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        if len(data) > _MOST:
            raise ValueError(f"{len(data)} bytes")
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            raise _locked()
        return ask(reader)
    except SapatError:
        raise
    except Exception as error:  # bytes of strangers break a reader in any way there is
        raise SapatError(
            Words("PDF окулбайт: {why}", "PDF не читается: {why}", "the PDF cannot be read: {why}"),
            do=Words(
                "файлды кайра алыңыз; ал бузулган же PDF эмес",
                "получите файл заново; он повреждён или не PDF",
                "get the file again; it is damaged or no PDF",
            ),
            why=_brief(error) or type(error).__name__,
        ) from None


def _locked() -> SapatError:
    return SapatError(
        Words("PDF сырсөз менен жабылган", "PDF закрыт паролем", "the PDF is locked with a password"),
        do=Words(
            "чыгарылган файл эч качан жабылбайт: ошонун өзүн бериңиз",
            "выпущенный файл никогда не закрывается: дайте именно его",
            "what is issued is never locked: give that very file",
        ),
    )


def _brief(told: object) -> str:
    """What a library says, on one line."""
    return " ".join(str(told).split())[:200]


def _empty(reader: Any) -> dict[str, str]:
    from pyhanko.sign.fields import enumerate_sig_fields

    found = enumerate_sig_fields(reader, filled_status=False)
    return {str(name): str(ref.get_object().get("/TU", "")) for name, _, ref in found}


def _certificates(told: Sequence[bytes]) -> list[Any]:
    from asn1crypto import pem, x509

    made = []
    for data in told:
        rows = [row for _, _, row in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        made += [x509.Certificate.load(row, strict=True) for row in rows]
    return made


def _judged(one: Any, roots: list[Any], now: datetime) -> PdfSignature:
    """One signature: judged at the moment of a time stamp that is trusted, else now."""
    from pyhanko.sign.validation.errors import SignatureValidationError

    certificate = one.signer_cert
    told: dict[str, Any] = {
        "field": str(one.field_name),
        "name": _name(certificate),
        "certificate": sha256(certificate.dump()).hexdigest(),
        "certifies": _certifies(one),
    }
    try:
        status = _status(one, roots, now)
        stamp = status.timestamp_validity
        stamped = "" if stamp is None else TRUSTED if stamp.intact and stamp.valid and stamp.trusted else "untrusted"
        if stamped == TRUSTED:
            status = _status(one, roots, stamp.timestamp)
    except (SignatureValidationError, ValueError) as error:
        return PdfSignature(**told, intact=False, trust=UNEXAMINED, changed=OTHER, detail=_brief(error))
    intact = bool(status.intact and status.valid)
    changed, detail = _after(status)
    when = stamp.timestamp if stamped == TRUSTED else status.signer_reported_dt
    trust = _trust(status, roots) if intact else "other"
    return PdfSignature(**told, intact=intact, trust=trust, stamped=stamped, when=when, changed=changed, detail=detail)


def _certifies(one: Any) -> bool:
    told = one.sig_object.get("/Reference", ())
    return any(ref.get_object().get("/TransformMethod") == "/DocMDP" for ref in told)


def _status(one: Any, roots: list[Any], moment: datetime) -> Any:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
    stamps = ValidationContext(trust_roots=roots, allow_fetching=False)
    usage = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
    return validate_pdf_signature(one, context, stamps, key_usage_settings=usage)


def _trust(status: Any, roots: list[Any]) -> str:
    if status.trusted:
        return TRUSTED
    if not roots:
        return "no-anchors"
    problem = status.trust_problem_indic
    return _WHY.get(getattr(problem, "name", ""), "other")


def _after(status: Any) -> tuple[str, str]:
    """What was changed after a signature, and what the difference analysis met."""
    from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return NOTHING, ""
    if isinstance(status.diff_result, SuspiciousModification):
        return OTHER, _brief(status.diff_result)
    level = status.modification_level
    fine = status.docmdp_ok and level is not None and level <= ModificationLevel.FORM_FILLING
    return (FIELDS, "") if fine else (OTHER, "")


def _behind(data: bytes, reader: Any) -> tuple[str, str] | None:
    """Bytes behind the last signature that belong to no revision: nobody sees them, and nobody signed them."""
    last = reader.xrefs.total_revisions - 1
    ends = [
        int(one.byte_range[2]) + int(one.byte_range[3])
        for one in reader.embedded_regular_signatures
        if one.signed_revision == last
    ]
    rest = data[max(ends) :].strip() if ends else b""
    return (OTHER, f"+ {len(rest)}") if rest else None


def _added(data: bytes, reader: Any, base: int) -> tuple[str, str]:
    """What stands behind the issued bytes: only fields filled in, or something else."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
    from pyhanko.sign.fields import MDPPerm

    if base in (0, len(data)):
        return NOTHING, ""
    revision = PdfFileReader(io.BytesIO(data[:base]), strict=False).xrefs.total_revisions - 1
    if reader.xrefs.total_revisions <= revision + 1:
        return OTHER, f"{len(data) - base} bytes"
    told = DEFAULT_DIFF_POLICY.review_file(reader, revision, doc_mdp=MDPPerm.FILL_FORMS)
    if isinstance(told, SuspiciousModification):
        return OTHER, _brief(told)
    return (FIELDS, "") if told.modification_level <= ModificationLevel.FORM_FILLING else (OTHER, "")


def _name(certificate: Any) -> str:
    told = certificate.subject.native
    name = told.get("common_name") or certificate.subject.human_friendly
    return str(name if isinstance(name, str) else " ".join(name))


def _keywords(reader: Any) -> tuple[str, ...]:
    info = reader.trailer_view.get("/Info")
    own = info.get_object().get("/Keywords") if info is not None else None
    told = (own,) if own else reader.document_meta_view.keywords or ()
    return tuple(part.strip() for one in told for part in str(one).split(","))


def _attached(reader: Any) -> dict[str, str]:
    """The files attached as sources, by name."""
    made = {}
    listed = reader.root["/AF"] if "/AF" in reader.root else ()  # noqa: SIM401  `get` leaves a reference as it is
    for one in listed:
        spec = one.get_object()
        stream = spec["/EF"]["/F"]
        made[str(spec.get("/UF", spec.get("/F", "")))] = sha256(stream.data).hexdigest()
    return made


def detached(told: bytes, data: bytes, trusted: Sequence[bytes], now: datetime) -> str:
    """Whether a detached signature (CMS) is one of these bytes, by somebody trusted: yes, no, not-possible here."""
    from asn1crypto import cms
    from pyhanko.sign.general import CMSExtractionError
    from pyhanko.sign.validation import async_validate_detached_cms
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        signed = cms.ContentInfo.load(_unwrapped(told), strict=True)["content"]
        roots = _certificates(trusted)
        context = ValidationContext(trust_roots=roots, moment=now, allow_fetching=False)
        status = asyncio.run(async_validate_detached_cms(data, signed, context))
    except SignatureValidationError:
        return "no"
    except CMSExtractionError:
        return "not-possible"
    except Exception:  # another format, or an algorithm (GOST) that no library here knows
        return "not-possible"
    if not (status.intact and status.valid):
        return "no"
    return "yes" if status.trusted else "no" if roots else "not-possible"  # nobody to trust: nobody to ask


def _unwrapped(told: bytes) -> bytes:
    """The bytes of a signature that came as PEM or in base64, as services give them."""
    from asn1crypto import pem

    if pem.detect(told):
        return bytes(pem.unarmor(told)[2])
    if told[:1] == b"\x30":  # a sequence: DER itself
        return told
    return base64.b64decode(b"".join(told.split()), validate=True)
