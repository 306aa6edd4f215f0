"""Issuing: fields for every signatory, a kept file known by hash, an entry; all or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pdf.paper import CODE, SLUG, needs_poppler, needs_qpdf, printed, run, text_of
from tests.pdf.signing import institution, issue
from tests.support.ca import PASSPHRASE, Authority
from tests.support.repo import digest, findings, git, sapat

ENTRY = f"registers/renditions/{SLUG}/1.1-1.yaml"


def test_what_is_issued_is_registered_and_kept_and_begins_with_the_export(tmp_path: Path) -> None:
    root = institution(tmp_path / "r")
    export = printed(root, CODE, "--for-signature", out=tmp_path / "export")["files"][0]
    told = issue(root, out=tmp_path / "out")
    kept = next((tmp_path / "store").iterdir())
    data = kept.read_bytes()
    assert digest(data) == told["issued"]["sha256"]
    assert digest(data[: export["bytes"]]) == export["sha256"]
    assert (tmp_path / "out" / f"{SLUG}_v1.1.pdf").read_bytes() == data
    assert not os.stat(kept).st_mode & 0o222
    entry = (root / ENTRY).read_text()
    for wanted in (f"sha256: {digest(data)}", f"sha256: {export['sha256']}", f"text: {export['text']}", "typst: ", "pyhanko: ", "a-3a+ua-1", "name: rector", "name: qa-head", "name: lawyer", "name: qa-specialist"):  # fmt: skip
        assert wanted in entry, wanted
    assert [one["rule"] for one in findings(root) if one["severity"] == "error"] == []


@needs_qpdf
def test_each_signatory_has_one_visible_field_at_its_cell(tmp_path: Path) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    root = institution(tmp_path / "r")
    issue(root, out=tmp_path / "out")
    file = tmp_path / "out" / f"{SLUG}_v1.1.pdf"
    assert "No syntax or stream encoding errors found" in run(["qpdf", "--check", str(file)])
    with file.open("rb") as stream:
        fields = {name: ref.get_object() for name, _, ref in enumerate_sig_fields(PdfFileReader(stream))}
        assert sorted(fields) == ["lawyer", "qa-head", "qa-specialist", "rector"]
        for one in fields.values():
            x1, y1, x2, y2 = (float(part) for part in one["/Rect"])
            assert 90 < x2 - x1 < 260
            assert 20 < y2 - y1 < 40
            assert 0 < y1 < 842
            assert "/AP" in one  # PDF/A wants an appearance, also of an empty field


@needs_poppler
def test_who_acts_for_a_post_signs_as_such(tmp_path: Path) -> None:
    acting = "schema: appointment/1\nrole: rector\nkind: acting\nfrom: 2026-03-01\nuntil: 2026-05-01\n"
    root = institution(tmp_path / "r", **{"registers/people/appointments/rector-2.yaml": acting})
    issue(root, out=tmp_path / "out")
    assert "rector (м.а.)" in text_of(tmp_path / "out" / f"{SLUG}_v1.1.pdf")
    assert "acting: true" in (root / ENTRY).read_text()


def test_the_same_text_is_not_issued_twice_and_another_gets_the_next_number(tmp_path: Path) -> None:
    root = institution(tmp_path / "r")
    first = issue(root, out=tmp_path / "out")
    again = printed(root, CODE, "--for-signature", "--issue", out=tmp_path / "out")["files"][0]
    assert again["issued"] == first["issued"]
    assert len(list((tmp_path / "store").iterdir())) == 1


def test_without_a_store_nothing_is_issued(tmp_path: Path) -> None:
    root = institution(tmp_path / "r", store=False)
    code, _, complaint = sapat(root, "pdf", CODE, "--for-signature", "--issue", "-o", str(tmp_path / "out"))
    assert code == 2
    assert "[pdf] store" in complaint
    assert not (tmp_path / "out").exists()
    assert git(root, "status", "--porcelain") == ""


def test_where_the_entry_cannot_be_written_no_file_is_kept(tmp_path: Path) -> None:
    root = institution(tmp_path / "r")
    (root / "registers" / "renditions").write_text("in the way\n")
    code, _, complaint = sapat(root, "pdf", CODE, "--for-signature", "--issue", "-o", str(tmp_path / "out"))
    assert code in (1, 2), complaint
    assert not list((tmp_path / "store").glob("*"))
    assert "Traceback" not in complaint


def test_where_the_store_cannot_be_written_no_entry_is_made(tmp_path: Path) -> None:
    root = institution(tmp_path / "r")
    (tmp_path / "store").write_text("no folder\n")
    code, _, complaint = sapat(root, "pdf", CODE, "--for-signature", "--issue", "-o", str(tmp_path / "out"))
    assert code == 2, complaint
    assert not (root / ENTRY).exists()


def test_a_working_text_that_went_on_is_not_issued_from_the_former_commit(tmp_path: Path) -> None:
    root = institution(tmp_path / "r")
    path = root / "procedures" / f"{SLUG}.md"
    path.write_text(path.read_text() + "\nДагы.\n")
    code, _, complaint = sapat(root, "pdf", CODE, "--for-signature", "--issue", "-o", str(tmp_path / "out"))
    assert code == 2
    assert "commit it first" in complaint


@pytest.mark.parametrize("more", [("--all",), ("--draft",)])
def test_only_one_text_and_no_draft_is_issued(tmp_path: Path, more: tuple[str, ...]) -> None:
    root = institution(tmp_path / "r")
    code, _, _ = sapat(root, "pdf", *(() if "--all" in more else (CODE,)), *more, "--issue")
    assert code == 2


@needs_poppler
def test_the_office_may_certify_what_it_issues(tmp_path: Path) -> None:
    root = institution(tmp_path / "r")
    key = Authority(tmp_path / "ca").p12("ББСБ", "office.p12")
    (tmp_path / "pass").write_text(PASSPHRASE + "\n")
    issue(root, "--seal", str(key), "--passphrase-file", str(tmp_path / "pass"), out=tmp_path / "out")
    entry = (root / ENTRY).read_text()
    assert "field: office-seal" in entry
    assert "ББСБ" not in entry  # names never enter the repository
    told = run(["pdfsig", "-nocert", str(tmp_path / "out" / f"{SLUG}_v1.1.pdf")])
    assert "Signature is Valid" in told
