"""Electronic signatures of a PDF by pyHanko: empty fields, a certifying signature first, then those of people (PAdES B-B, B-T).

Everything is added behind the bytes that were there, so a signed file begins with the file that was issued.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sapat.model.errors import SapatError
from sapat.model.words import Words

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

SEAL: Final = "office-seal"
_FONT: Final = ("fontpkg_pt_sans", "PT_Sans-Web-Regular.ttf")
_LONG: Final = 6  # times as wide as it is high
_SECONDS: Final = 20  # for the answer of a time-stamp server
_NEEDED: Final = ("pyhanko", "uharfbuzz", "fontTools", "fontpkg_pt_sans")


@dataclass(frozen=True, slots=True)
class Field:
    """An empty signature field: whose it is, and where on its page, in points from the bottom left."""

    name: str
    role: str
    page: int
    box: tuple[int, int, int, int]
    label: str  # what a reader of the PDF is told: the post


@dataclass(frozen=True, slots=True)
class Key:
    """A certificate with its private key, ready to sign."""

    signer: SimpleSigner
    name: str  # of the subject, as the certificate has it
    certificate: str  # SHA-256: names never enter the repository


def need_packages() -> None:
    """Raises SapatError with the cure where what signs is not installed."""
    from importlib.util import find_spec

    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise SapatError(
            Words(
                "кол коюу үчүн {name} пакети керек",
                "для подписи нужен пакет {name}",
                "signing needs the package {name}",
            ),
            do='pip install "sapat[sign]"',
            name=missing[0],
        )
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it would print we say in our own words
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def placed(pdf: bytes, cells: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of the cells the press found: each role signs once, at the first of its places."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(pdf))
    found: dict[str, Field] = {}
    for cell in cells:
        role = str(cell["role"])
        if role in found or role not in labels:
            continue
        page = int(cell["page"])
        height = float(reader.find_page_for_modification(page - 1)[0].get_object()["/MediaBox"][3])
        left, top = float(cell["x"]), height - float(cell["y"])
        box = (left, top - float(cell["height"]), left + float(cell["width"]), top)
        x1, y1, x2, y2 = (round(one) for one in box)
        found[role] = Field(role.replace(".", "_"), role, page, (x1, y1, x2, y2), labels[role])
    return tuple(found.values())


def with_fields(pdf: bytes, fields: Sequence[Field]) -> bytes:
    """The PDF with an empty, named, visible field in each cell."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field, ensure_sig_flags

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for one in fields:
        spec = SigFieldSpec(one.name, on_page=one.page - 1, box=one.box, readable_field_name=one.label)
        append_signature_field(writer, spec)
    # "Signed, append only" is said now: said by the first signature it would be a change that no field explains.
    ensure_sig_flags(writer=writer, lock_sig_flags=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def key_of(path: Path, passphrase: str) -> Key:
    """The key of a PKCS#12 file. Raises SapatError where it cannot be used today."""
    from pyhanko.sign.signers import SimpleSigner

    try:
        data = path.read_bytes()
    except OSError as error:
        raise _no_key(path, error.strerror or str(error)) from None
    try:
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=passphrase.encode() or None)
    except ValueError as error:
        raise _no_key(path, str(error.__cause__ or error)) from None
    if signer.signing_cert is None:
        raise _no_key(path, "PKCS#12")
    certificate = signer.signing_cert
    now = datetime.now(UTC)
    if not certificate.not_valid_before <= now <= certificate.not_valid_after:
        raise SapatError(
            Words(
                "{path}: сертификат бүгүн жарактуу эмес ({since} – {until})",
                "{path}: сертификат сегодня не действует ({since} – {until})",
                "{path}: the certificate is not valid today ({since} – {until})",
            ),
            do=Words(
                "жарактуу сертификат алыңыз", "получите действующий сертификат", "get a certificate that is valid"
            ),
            path=path.name,
            since=certificate.not_valid_before.date(),
            until=certificate.not_valid_after.date(),
        )
    return Key(signer, _name(certificate), sha256(certificate.dump()).hexdigest())


def _name(certificate: Any) -> str:
    told = certificate.subject.native
    name = told.get("common_name") or certificate.subject.human_friendly
    return str(name if isinstance(name, str) else " ".join(name))


def _no_key(path: Path, why: str) -> SapatError:
    return SapatError(
        Words(
            "{path}: ачкыч окулбайт ({why})",
            "{path}: ключ не читается ({why})",
            "{path}: the key cannot be read ({why})",
        ),
        do=Words(
            "файлды жана купуя сөздү текшериңиз (--passphrase-file, SAPAT_PASSPHRASE)",
            "проверьте файл и пароль (--passphrase-file, SAPAT_PASSPHRASE)",
            "check the file and the passphrase (--passphrase-file, SAPAT_PASSPHRASE)",
        ),
        path=path.name,
        why=why,
    )


def sealed(pdf: bytes, key: Key, tsa: str) -> bytes:
    """Certified by the office: from now on only fields may be filled. It shows nowhere on the paper."""
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec

    return _signed(
        pdf,
        key,
        tsa,
        {"field_name": SEAL, "certify": True, "docmdp_permissions": MDPPerm.FILL_FORMS},
        spec=SigFieldSpec(SEAL),
    )


def signed(pdf: bytes, field: str, key: Key, tsa: str, shown: str, reason: str = "") -> bytes:
    """Signed in an empty field of it; *shown* is what stands in the cell, its lines joined where the cell is low."""
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.text import TextBoxStyle
    from pyhanko.stamp import TextStampStyle

    font = GlyphAccumulatorFactory(str(files(_FONT[0]).joinpath("files", _FONT[1])))
    layout = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID, Margins(left=1, right=1, top=1, bottom=1)
    )
    style = TextStampStyle(
        stamp_text=_fitted(pdf, field, shown).replace("%", "%%"),
        text_box_style=TextBoxStyle(font=font, font_size=8, leading=9, box_layout_rule=layout),
        inner_content_layout=layout,
        border_width=0,
        background=None,
    )
    told = {"field_name": field} | ({"reason": reason} if reason else {})
    return _signed(pdf, key, tsa, told, style=style)


def _fitted(pdf: bytes, field: str, shown: str) -> str:
    """Name, then the rest: in a long cell on one line, so that it is read without a glass."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    found = next((ref for name, _, ref in enumerate_sig_fields(reader, with_name=field)), None)
    box = [float(one) for one in found.get_object().get("/Rect", (0, 0, 0, 0))] if found else [0.0] * 4
    name, *rest = shown.split("\n")
    long = box[2] - box[0] > _LONG * (box[3] - box[1])
    return f"{name}\n{', '.join(rest)}" if long else shown


def _signed(pdf: bytes, key: Key, tsa: str, told: Mapping[str, Any], *, style: Any = None, spec: Any = None) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

    meta = PdfSignatureMetadata(
        **told, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, signer_key_usage=set(), name=key.name
    )
    stamper = HTTPTimeStamper(tsa, timeout=_SECONDS) if tsa else None
    signer = PdfSigner(meta, key.signer, timestamper=stamper, stamp_style=style, new_field_spec=spec)
    out = io.BytesIO()
    try:
        signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=spec is None, output=out)
    except SigningError as error:
        raise SapatError(
            Words("кол коюлган жок: {why}", "не подписано: {why}", "not signed: {why}"),
            do=Words(
                "талаанын атын жана файлды текшериңиз: sapat verify FILE.pdf",
                "проверьте имя поля и файл: sapat verify FILE.pdf",
                "check the name of the field and the file: sapat verify FILE.pdf",
            ),
            why=error,
        ) from None
    except (TimestampRequestError, OSError, ValueError) as error:
        if not tsa:
            raise
        raise SapatError(
            Words(
                "{tsa} убакыт белгисин берген жок: {why}",
                "{tsa} не дал метку времени: {why}",
                "{tsa} gave no time stamp: {why}",
            ),
            do=Words(
                "кийин кайталаңыз же убакыт белгисиз кол коюңуз: --no-tsa",
                "повторите позже или подпишите без метки: --no-tsa",
                "try again later, or sign without one: --no-tsa",
            ),
            tsa=tsa,
            why=error,
        ) from None
    return out.getvalue()
