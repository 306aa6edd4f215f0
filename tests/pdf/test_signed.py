"""The round trip: issue, sign, verify, register; issue, print, sign with a pen, scan, register; and everything false refused."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.pdf.paper import CODE, SLUG, needs_poppler
from tests.pdf.scanning import as_pdf, printed, scanned
from tests.pdf.signing import TODAY, cloned, institution, issue, keys, sign
from tests.pdf.test_verify_pdf import drawn_over, verified
from tests.support.ca import Authority
from tests.support.repo import acts, digest, findings, git, sapat, write

ENTRY = f"registers/signed-copies/{SLUG}/1.1-1.yaml"
PAPER = ("--signatory", "rector", "--signatory", "qa-head", "--signatory", "lawyer", "--place", "ББСБ, текче 3", "--keeper", "qa-head")  # fmt: skip


class World:
    """An institution whose version 1.1 was issued; its paper printed."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder / "ca")
        self.keys = keys(self.authority)
        self.root = institution(folder / "r", sign=f'[sign]\ntrust = ["{self.authority.anchor}"]\ndays = 30\n')
        issue(self.root, out=folder / "out")
        self.issued = folder / "out" / f"{SLUG}_v1.1.pdf"
        self.pages = printed(self.issued, folder / "paper")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture
def root(world: World, tmp_path: Path) -> Path:
    """A clone of its own, with a store of its own beside it."""
    return cloned(world.root, tmp_path)


def took(root: Path, *args: str, expect: int = 0) -> str:
    before = git(root, "status", "--porcelain"), sorted((root.parent / "store").iterdir())
    code, said, complaint = sapat(root, "signed", CODE, "1.1", *args, today=TODAY)
    assert code == expect, said + complaint
    assert "Traceback" not in complaint
    if expect:
        assert before == (git(root, "status", "--porcelain"), sorted((root.parent / "store").iterdir()))
    return said + complaint


@needs_poppler
def test_issue_three_sign_verify_register(world: World, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.signed.pdf"
    with world.authority.stamps() as server:
        sign(root, world.issued, "rector", world.keys["rector"], "--tsa", server, "-o", str(file))
    for role in ("qa-head", "lawyer"):
        sign(root, file, role, world.keys[role])
    assert verified(root, file, expect=0)["evidence"] == "signed"
    told = took(root, str(file))
    assert "rector — Асанов Ү. Ө.; qa-head — Бекова Ң. Т.; lawyer — Үсөнов К. Ж." in told
    entry = (root / ENTRY).read_text()
    for wanted in ("kind: signed-pdf", f"sha256: {digest(file.read_bytes())}", "verified: \"yes\"", "role: lawyer", "stamp: trusted", "kept: store"):  # fmt: skip
        assert wanted in entry, entry
    assert "Асанов" not in entry  # names never enter the repository
    assert any(one.read_bytes() == file.read_bytes() for one in (tmp_path / "store").iterdir())
    assert [one["rule"] for one in findings(root) if one["severity"] == "error"] == []
    assert "this file is registered" in took(root, str(file), expect=2)


@needs_poppler
@pytest.mark.parametrize("dpi", [150, 300])
def test_issue_print_sign_scan_register(world: World, root: Path, tmp_path: Path, dpi: int) -> None:
    pages = printed(world.issued, tmp_path / "paper", dpi)
    scan = as_pdf([scanned(page, number) for number, page in enumerate(pages)], tmp_path / "scan.pdf", dpi)
    told = took(root, str(scan), *PAPER, "--date", "2026-03-30")
    assert "all 5 pages are of this text" in told
    seen = verified(root, scan, expect=1)  # until it is committed nobody else knows it
    assert (seen["how"], seen["proven"]) == ("code", False)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Signed on paper")
    seen = verified(root, scan, expect=0)
    assert (seen["how"], seen["evidence"], seen["document_version"]) == ("copy", "paper", "1.1")
    entry = (root / ENTRY).read_text()
    for wanted in ("kind: scan", "verified: not-possible", 'place: "ББСБ, текче 3"', "date: 2026-03-30", "pages: 5"):
        assert wanted in entry, entry
    assert [one["rule"] for one in findings(root) if one["severity"] == "error"] == []


@needs_poppler
def test_pages_may_come_as_pictures_in_any_order_and_upside_down(world: World, root: Path, tmp_path: Path) -> None:
    names = []
    for number, page in enumerate(reversed(world.pages)):
        name = tmp_path / f"sheet-{number}.{('png', 'jpg', 'tiff')[number % 3]}"
        scanned(page.rotate(180 * (number % 2)), number).save(name)
        names.append(str(name))
    assert "all 5 pages" in took(root, *names, *PAPER)


def _without_third(world: World) -> list[Image.Image]:
    return [*world.pages[:2], *world.pages[3:]]


def _third_twice(world: World) -> list[Image.Image]:
    return [*world.pages[:3], *world.pages[2:]]


def _second_without_code(world: World) -> list[Image.Image]:
    torn = world.pages[1].copy()
    torn.paste(255, (0, int(torn.height * 0.85), torn.width, torn.height))
    return [world.pages[0], torn, *world.pages[2:]]


@needs_poppler
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_without_third, ["page 3 is missing"]),
        (_third_twice, ["page 3 is there twice"]),
        (_second_without_code, ["the QR code of sheet 2 cannot be read", "page 2 is missing"]),
    ],
)
def test_a_scan_that_is_not_whole_is_refused_by_number(
    world: World, root: Path, tmp_path: Path, make: Callable[[World], list[Image.Image]], said: list[str]
) -> None:
    scan = as_pdf([scanned(page, number) for number, page in enumerate(make(world))], tmp_path / "scan.pdf")
    told = took(root, str(scan), *PAPER, expect=2)
    assert all(part in told for part in said), told


@needs_poppler
def test_a_page_of_another_version_or_another_text_is_refused_by_number(
    world: World, root: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    from tests.pdf.paper import printed as pdf

    pdf(root, CODE, "--version", "1.0", out=other)
    foreign = printed(other / f"{SLUG}_v1.0.pdf", tmp_path / "foreign")[1]
    mixed = as_pdf([world.pages[0], foreign, *world.pages[2:]], tmp_path / "mixed.pdf")
    told = took(root, str(mixed), *PAPER, expect=2)
    assert f"sheet 2 is of another document or version: {SLUG.upper()} 1.0" in told
    assert "page 2 is missing" in told
    text = root / "procedures" / f"{SLUG}.md"
    text.write_text(text.read_text() + "\nДагы бир сөз.\n")
    pdf(root, CODE, "--draft", out=other)
    git(root, "checkout", "-q", ".")
    later = printed(other / f"{SLUG}_v1.1.pdf", tmp_path / "later")[2]
    mixed = as_pdf([*world.pages[:2], later, *world.pages[3:]], tmp_path / "mixed2.pdf")
    assert "sheet 3 is of another text of this version" in took(root, str(mixed), *PAPER, expect=2)


def test_a_file_that_was_never_paper_is_no_scan(world: World, root: Path, tmp_path: Path) -> None:
    import pypdfium2

    saved = pypdfium2.PdfDocument(world.issued)
    saved.save(tmp_path / "y.pdf")
    assert "is no picture of paper" in took(root, str(tmp_path / "y.pdf"), *PAPER, expect=2)
    assert "it carries no electronic signature" in took(root, str(world.issued), *PAPER, expect=2)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:], "is broken"),
        (drawn_over, "something other than signatures was changed"),
    ],
)
def test_a_signed_pdf_that_was_tampered_with_is_refused(
    world: World, root: Path, tmp_path: Path, tamper: Callable[[bytes], bytes], said: str
) -> None:
    file = tmp_path / "x.signed.pdf"
    sign(root, world.issued, "rector", world.keys["rector"], "-o", str(file))
    file.write_bytes(tamper(file.read_bytes()))
    assert said in took(root, str(file), expect=2)


def test_a_signature_of_a_stranger_is_registered_as_not_verified_and_counts_for_nothing(
    world: World, root: Path, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path / "other").p12("Асанов Ү. Ө.", "rector.p12")
    file = tmp_path / "x.signed.pdf"
    sign(root, world.issued, "rector", stranger, "-o", str(file))
    told = took(root, str(file))
    assert 'verified: "no"' in (root / ENTRY).read_text()
    assert "still to sign: rector, qa-head, lawyer" in told


def test_where_nobody_is_trusted_a_signed_pdf_is_kept_and_counts_for_nothing(
    world: World, root: Path, tmp_path: Path
) -> None:
    settings = root / "sapat.toml"
    settings.write_text(settings.read_text().partition("[sign]")[0])
    file = tmp_path / "x.signed.pdf"
    sign(root, world.issued, "rector", world.keys["rector"], "-o", str(file))
    told = took(root, str(file))
    assert "verified: not-possible" in (root / ENTRY).read_text()
    assert "still to sign: rector, qa-head, lawyer" in told


def test_who_signed_and_where_the_paper_is_must_be_said(world: World, root: Path, tmp_path: Path) -> None:
    scan = as_pdf(world.pages, tmp_path / "scan.pdf")
    assert "--signatory ROLE (the route asks for: rector, qa-head, lawyer)" in took(root, str(scan), expect=2)
    assert "--place PLACE" in took(root, str(scan), "--signatory", "rector", expect=2)


def test_a_small_file_may_lie_in_git_and_a_big_one_not(world: World, root: Path, tmp_path: Path) -> None:
    scan = as_pdf(world.pages, tmp_path / "scan.pdf")
    took(root, str(scan), *PAPER, "--in-git", "--commit")
    kept = [one for one in (root / "registers" / "signed-copies" / SLUG).iterdir() if one.suffix == ".pdf"]
    assert [one.read_bytes() for one in kept] == [scan.read_bytes()]
    assert [one["rule"] for one in findings(root) if one["severity"] == "error"] == []
    assert "page" not in git(root, "status", "--porcelain")
    kept[0].write_bytes(scan.read_bytes()[:-9] + b"x" * 9)
    assert "SAP861" in [one["rule"] for one in findings(root)]
    rough = [scanned(page.resize((page.width * 2, page.height * 2)), speckle=0.1) for page in world.pages]
    big = as_pdf(rough, tmp_path / "big.pdf", 400)
    assert big.stat().st_size > 2_000_000
    assert "at most 2 MB" in took(root, str(big), *PAPER, "--in-git", expect=2)


def _detached(world: World, authority: Authority, data: bytes) -> bytes:
    """A signature beside the file, made without the library that judges it."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12

    from tests.support.ca import PASSPHRASE

    held = authority.p12("Асанов Ү. Ө.", "detached.p12").read_bytes()
    key, certificate, _ = pkcs12.load_key_and_certificates(held, PASSPHRASE.encode())
    assert key is not None and certificate is not None
    how = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    made = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())  # type: ignore[arg-type]
    return made.sign(serialization.Encoding.DER, how)


@pytest.mark.parametrize(
    ("of", "verdict"),
    [("issued", '"yes"'), ("export", '"yes"'), ("base64", '"yes"'), ("other", '"no"'), ("rubbish", "not-possible"), ("alone", "not-possible")],
)  # fmt: skip
def test_a_detached_signature_is_kept_with_what_can_be_said_of_it(
    world: World, root: Path, tmp_path: Path, of: str, verdict: str
) -> None:
    issued = world.issued.read_bytes()
    size = int((root / f"registers/renditions/{SLUG}/1.1-1.yaml").read_text().partition("export:")[2].split("size: ")[1].split("}")[0])  # fmt: skip
    data = {"other": b"other", "rubbish": b"", "export": issued[:size]}.get(of, issued)
    made = _detached(world, world.authority, data) if data else b"GOST R 34.10-2012\n"
    if of == "base64":
        made = encodebytes(made)
    if of == "alone":  # nobody is trusted here, so nobody can be asked
        settings = root / "sapat.toml"
        settings.write_text(settings.read_text().partition("[sign]")[0])
    (tmp_path / "x.p7s").write_bytes(made)
    took(root, str(tmp_path / "x.p7s"), "--signatory", "rector")
    entry = (root / ENTRY).read_text()
    assert "kind: receipt" in entry
    assert f"verified: {verdict}" in entry


def test_a_version_whose_signatures_do_not_come_stays_in_force_with_a_finding(
    world: World, root: Path, tmp_path: Path
) -> None:
    write(root, acts([CODE], "2026-03-25", "2026-03-27", "2"))  # type: ignore[arg-type]
    args = ("--decision", "council-2#3", "--order", "order-2#1", "--effective", TODAY)
    code, said, complaint = sapat(root, "approve", CODE, *args, "--commit", today=TODAY)
    assert code == 0, said + complaint
    assert findings(root, "SAP860", today="2026-05-01") == []
    (late,) = findings(root, "SAP860", today="2026-05-02")
    assert late["severity"] == "warning"
    assert "rector, qa-head, lawyer" in late["message"]
    scan = as_pdf(world.pages, tmp_path / "scan.pdf")
    took(root, str(scan), *PAPER)
    assert findings(root, "SAP860", today="2026-05-02") == []
