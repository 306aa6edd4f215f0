"""The whole way in one go: issued, signed by three, verified, registered, approved; or printed, signed by hand, scanned;
and at each end everything false is refused by the words that name it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.pdf.paper import CODE, SLUG, needs_poppler
from tests.pdf.scanning import as_pdf, printed, scanned
from tests.pdf.signing import TODAY, cloned, institution, issue, keys, named, sign
from tests.pdf.test_signed import ENTRY, PAPER, took
from tests.pdf.test_verify_pdf import drawn_over, verified
from tests.support.ca import PASSPHRASE, Authority
from tests.support.repo import acts, digest, findings, git, sapat, write


class World:
    """An institution that knows who holds its posts; its version 1.1 was issued under the seal of the office."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder / "ca")
        self.keys = keys(self.authority)
        self.root = institution(
            folder / "r", sign=f'[sign]\ntrust = ["{self.authority.anchor}"]\ndays = 30\n', names=True
        )
        (folder / "pass").write_text(PASSPHRASE + "\n")
        seal = self.authority.p12("ББСБ", "office.p12")
        issue(self.root, "--seal", str(seal), "--passphrase-file", str(folder / "pass"), out=folder / "out")
        self.issued = folder / "out" / f"{SLUG}_v1.1.pdf"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture
def root(world: World, tmp_path: Path) -> Path:
    """A clone of its own; store and names beside it."""
    clone = cloned(world.root, tmp_path)
    named(clone)
    return clone


def signed_by_all(world: World, root: Path, file: Path) -> Path:
    """Signed by three in their fields; the first with a time stamp."""
    with world.authority.stamps() as server:
        assert "PAdES B-T" in sign(root, world.issued, "rector", world.keys["rector"], "--tsa", server, "-o", str(file))
    for role in ("qa-head", "lawyer"):
        assert "PAdES B-B" in sign(root, file, role, world.keys[role])
    return file


def approved(root: Path) -> None:
    write(root, acts([CODE], "2026-03-25", "2026-03-27", "2"))  # type: ignore[arg-type]
    args = ("--decision", "council-2#3", "--order", "order-2#1", "--effective", TODAY)
    code, said, complaint = sapat(root, "approve", CODE, *args, today=TODAY)
    assert code == 0, said + complaint
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "1.1", day=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}+00:00")  # as the seal has it


def test_issued_sealed_signed_by_three_verified_registered_approved(world: World, root: Path, tmp_path: Path) -> None:
    file = signed_by_all(world, root, tmp_path / "x.signed.pdf")
    told = verified(root, file, expect=0)
    assert (told["how"], told["evidence"], told["missing"]) == ("issued", "signed", [])
    seal, *people = told["signatures"]
    assert (seal["field"], seal["certifies"], seal["trust"]) == ("office-seal", True, "trusted")
    assert [(one["role"], one["holder"], one["person"], one["stamp"]) for one in people] == [
        ("rector", "same", "p-rector", "trusted"),
        ("qa-head", "same", "p-qa-head", None),
        ("lawyer", "same", "p-lawyer", None),
    ]
    _, said, _ = sapat(root, "verify", str(file))
    assert said.endswith("All is proved.\n")
    assert said.count("The certificate holds the name of who held this post that day.") == 3
    assert "all have signed" in took(root, str(file))
    entry = (root / ENTRY).read_text()
    for wanted in (f"sha256: {digest(file.read_bytes())}", 'verified: "yes"', "holder: same", "person: p-rector"):
        assert wanted in entry, entry
    assert not any(name in entry for name in ("Асанов", "Бекова", "Үсөнов", "ББСБ"))  # names never enter the repository
    approved(root)
    assert [one["rule"] for one in findings(root) if one["severity"] == "error"] == []
    assert findings(root, "SAP860", today="2026-06-01") == []
    assert verified(root, file, expect=0)["in_force"]
    code, said, complaint = sapat(root, "build", "-o", str(tmp_path / "site"), today=TODAY)
    assert code == 0, said + complaint
    listed = (tmp_path / "site/registers/papers.html").read_text()
    for wanted in ("Чыгарылган PDF № 1", "Кол коюлган PDF", "баары кол койгон", "электрондук кол тамга", digest(file.read_bytes())[:12]):  # fmt: skip
        assert wanted in listed, wanted
    assert f'href="../V/{SLUG.upper()}/1.1/index.html"' in listed
    assert "registers/papers.html" in (tmp_path / "site/index.html").read_text()
    behind = (tmp_path / f"site/V/{SLUG.upper()}/1.1/index.html").read_text()
    assert "Кол коюлган PDF (электрондук кол тамга)" in behind
    assert not any(name in listed + behind for name in ("Асанов", "Бекова", "Үсөнов"))


@needs_poppler
@pytest.mark.parametrize(("dpi", "turn"), [(150, 0), (150, 90), (150, 180), (300, 90), (300, 180)])
def test_issued_printed_turned_blurred_scanned_registered_approved(
    world: World, root: Path, tmp_path: Path, dpi: int, turn: int
) -> None:
    pages = [page.rotate(turn, expand=True) for page in printed(world.issued, tmp_path / "paper", dpi)]
    askew = [page.rotate(3, fillcolor=255, resample=Image.Resampling.BICUBIC) for page in pages]
    scan = as_pdf([scanned(page, number, turn=0.5) for number, page in enumerate(askew)], tmp_path / "scan.pdf", dpi)
    assert "all 5 pages are of this text" in took(root, str(scan), *PAPER)
    approved(root)
    told = verified(root, scan, expect=0)
    assert (told["how"], told["evidence"], told["in_force"]) == ("copy", "paper", True)
    assert findings(root, "SAP860", today="2026-06-01") == []


@needs_poppler
def test_a_scan_of_many_pages_in_one_tiff_is_taken(world: World, root: Path, tmp_path: Path) -> None:
    first, *rest = [page.convert("1") for page in printed(world.issued, tmp_path / "paper", 200)]
    first.save(tmp_path / "scan.tiff", save_all=True, append_images=rest, compression="group4")
    assert "all 5 pages are of this text" in took(root, str(tmp_path / "scan.tiff"), *PAPER)


# what was tampered with


def _in_other_field(world: World, signed: Path) -> bytes:
    """A signature in a field of its own, by a certificate the institution trusts; it shows nowhere."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from sapat.write.pades import key_of

    key = key_of(world.keys["lawyer"], PASSPHRASE)
    signer = PdfSigner(PdfSignatureMetadata(field_name="dean"), key.signer, new_field_spec=SigFieldSpec("dean"))
    out = io.BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(signed.read_bytes())), output=out)
    return out.getvalue()


def _with(change: Callable[[object], None], data: bytes) -> bytes:
    """The file with something changed behind its bytes."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _value_changed(world: World, signed: Path) -> bytes:
    """The rector's signature taken out of its field, and the lawyer's put there."""

    def change(writer: object) -> None:
        fields = {one.get_object()["/T"]: one.get_object() for one in writer.root["/AcroForm"]["/Fields"]}  # type: ignore[attr-defined]
        fields["rector"]["/V"] = fields["lawyer"].raw_get("/V")
        writer.update_container(fields["rector"])  # type: ignore[attr-defined]

    return _with(change, signed.read_bytes())


def _script(world: World, signed: Path) -> bytes:
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, TextStringObject

    def change(writer: object) -> None:
        told = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
        action = DictionaryObject({NameObject(key): value for key, value in told.items()})
        writer.root["/OpenAction"] = writer.add_object(action)  # type: ignore[attr-defined]
        writer.update_root()  # type: ignore[attr-defined]

    return _with(change, signed.read_bytes())


def _pages_swapped(world: World, signed: Path) -> bytes:
    def change(writer: object) -> None:
        pages = writer.root["/Pages"]  # type: ignore[attr-defined]
        kids = pages["/Kids"]
        first, last = kids.raw_get(0), kids.raw_get(len(kids) - 1)
        kids[0], kids[len(kids) - 1] = last, first
        writer.update_container(pages)  # type: ignore[attr-defined]

    return _with(change, signed.read_bytes())


def _byte(world: World, signed: Path) -> bytes:
    data = bytearray(signed.read_bytes())
    data[len(data) // 3] ^= 1
    return bytes(data)


def _copied_metadata(world: World, signed: Path) -> bytes:
    """Another PDF that says it is ours: keywords and attachment copied from the signed one."""
    import pikepdf

    made = pikepdf.new()
    made.add_blank_page()
    with pikepdf.open(signed) as ours:
        made.docinfo["/Keywords"] = str(ours.docinfo["/Keywords"])
        made.Root.AF = made.copy_foreign(ours.make_indirect(ours.Root.AF))  # type: ignore[arg-type]
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("tamper", "said", "refused"),
    [
        (lambda _, signed: drawn_over(signed.read_bytes()), "something other than signatures was changed", True),
        (_pages_swapped, "something other than signatures was changed", True),
        (_value_changed, "after the signature in 'qa-head' the document was changed", True),
        (_script, "something other than signatures was changed", True),
        (_byte, "is broken", True),
        (_in_other_field, "the issued PDF had no field 'dean'", True),
        (_copied_metadata, "it cannot be proven here", False),
    ],
)
def test_a_signed_pdf_that_was_tampered_with_is_neither_proven_nor_registered(
    world: World, root: Path, tmp_path: Path, tamper: Callable[[World, Path], bytes], said: str, refused: bool
) -> None:
    signed = signed_by_all(world, root, tmp_path / "x.signed.pdf")
    (tmp_path / "t.pdf").write_bytes(tamper(world, signed))
    told = verified(root, tmp_path / "t.pdf", expect=1)
    assert not told["ok"]
    assert told["evidence"] == "none"
    assert any(said in one for one in told["problems"]), told["problems"]
    why = took(root, str(tmp_path / "t.pdf"), *PAPER, expect=2)
    assert (said if refused else "is no picture of paper") in why


def test_a_signature_in_a_field_that_was_never_issued_is_given_for_nobody(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ca")
    root = institution(tmp_path / "r", sign=f'[sign]\ntrust = ["{authority.anchor}"]\n')
    issue(root, out=tmp_path / "out")
    made = World.__new__(World)
    made.keys = keys(authority)
    (tmp_path / "t.pdf").write_bytes(_in_other_field(made, tmp_path / "out" / f"{SLUG}_v1.1.pdf"))
    told = verified(root, tmp_path / "t.pdf", expect=1)
    assert any("the issued PDF had no field 'dean'" in one for one in told["problems"]), told["problems"]
    assert "the issued PDF had no field 'dean'" in took(root, str(tmp_path / "t.pdf"), expect=2)


def test_who_signs_in_the_rectors_field_is_not_the_rector(world: World, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.signed.pdf"
    sign(root, world.issued, "rector", world.keys["lawyer"], "-o", str(file))
    told = verified(root, file, expect=1)
    assert told["problems"] == [
        "in the field 'rector' signed Үсөнов К. Ж., but the post was held that day by Асанов Ү. Ө."
    ]
    assert "rector" in told["missing"]
    said = took(root, str(file))
    assert "the post was held that day by Асанов Ү. Ө." in said
    assert "still to sign: rector, qa-head, lawyer" in said
    assert "holder: differs" in (root / ENTRY).read_text()
    named(root, rector="Үсөнов Кубан Жапарович")
    (tmp_path / "names.yaml").write_text('p-rector: ["Иной", "Үсөнов Кубан Жапарович"]\n')
    assert verified(root, file, expect=0)["signatures"][1]["holder"] == "same"
    (tmp_path / "names.yaml").unlink()
    sign(root, file, "lawyer", world.keys["lawyer"])
    told = verified(root, file, expect=0)
    assert {one["holder"] for one in told["signatures"][1:]} == {"unknown"}
    assert "one and the same certificate signed several fields: rector, lawyer" in told["notes"]
    (tmp_path / "names.yaml").write_bytes(b"\xff\xfe")
    code, _, complaint = sapat(root, "verify", str(file))
    assert (code, "the file of names" in complaint) == (2, True), complaint
