"""Signing a PDF: PAdES in its own field, with a time stamp where there is a server, and never silently something else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pdf.paper import SLUG, needs_poppler, needs_qpdf, run, text_of
from tests.pdf.signing import institution, issue, keys, sign
from tests.support.ca import Authority
from tests.support.repo import sapat


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module")
def held(authority: Authority) -> dict[str, Path]:
    return keys(authority)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issued")
    issue(institution(folder / "r"), out=folder / "out")
    return folder / "out" / f"{SLUG}_v1.1.pdf"


def _root(issued: Path) -> Path:
    return issued.parents[1] / "r"


@needs_poppler
@needs_qpdf
def test_three_sign_one_after_another_and_a_stranger_program_agrees(
    issued: Path, authority: Authority, held: dict[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "a.signed.pdf"
    with authority.stamps() as server:
        told = sign(_root(issued), issued, "rector", held["rector"], "--tsa", server, "-o", str(file))
    assert "PAdES B-T" in told
    assert "PAdES B-B" in sign(_root(issued), file, "qa-head", held["qa-head"])
    sign(_root(issued), file, "lawyer", held["lawyer"])
    seen = run(["pdfsig", "-nocert", str(file)])
    assert seen.count("Signature is Valid") == 3
    assert seen.count("ETSI.CAdES.detached") == 3
    assert all(name in seen for name in ("Асанов Ү. Ө.", "Бекова Ң. Т.", "Үсөнов К. Ж."))
    assert file.read_bytes().startswith(issued.read_bytes())
    shown = text_of(file)
    assert "Асанов Ү. Ө." in shown
    assert "Электрондук кол тамга" in shown
    assert "No syntax or stream encoding errors found" in run(["qpdf", "--check", str(file)])


def test_the_issued_file_itself_is_never_written_over(issued: Path, held: dict[str, Path]) -> None:
    before = issued.read_bytes()
    sign(_root(issued), issued, "rector", held["rector"], "--no-tsa")
    assert issued.read_bytes() == before
    made = issued.with_name(f"{SLUG}_v1.1.signed.pdf")
    first = made.read_bytes()
    told = sign(_root(issued), issued, "lawyer", held["lawyer"], "--no-tsa", expect=2)  # it would lose the rector's
    assert f"{made.name} is there already" in told
    assert made.read_bytes() == first
    sign(_root(issued), made, "lawyer", held["lawyer"], "--no-tsa")
    assert made.read_bytes().startswith(first)


def test_who_signs_is_told_of_a_file_that_is_not_the_issued_one(
    issued: Path, held: dict[str, Path], tmp_path: Path
) -> None:
    from tests.pdf.test_verify_pdf import drawn_over

    (tmp_path / "changed.pdf").write_bytes(drawn_over(issued.read_bytes()))
    told = sign(_root(issued), tmp_path / "changed.pdf", "rector", held["rector"], expect=2)
    assert "it must not be signed" in told
    data = issued.read_bytes()
    (tmp_path / "other.pdf").write_bytes(data[:8] + b"\n" + data[8:])
    told = sign(_root(issued), tmp_path / "other.pdf", "rector", held["rector"])
    assert "this PDF was not issued here" in told
    (tmp_path / "alone").mkdir()
    told = sign(tmp_path / "alone", tmp_path / "other.pdf", "lawyer", held["lawyer"], "-o", str(tmp_path / "o.pdf"))
    assert "not issued" not in told


@pytest.mark.parametrize(
    ("field", "said"), [("dean", "there is no empty field 'dean'"), ("", "there is no empty field")]
)
def test_a_field_that_is_not_there_is_answered_with_those_that_are(
    issued: Path, held: dict[str, Path], field: str, said: str
) -> None:
    told = sign(_root(issued), issued, field, held["rector"], expect=2)
    assert "rector" in told
    assert said in told or "it is not said" in told


def test_a_field_is_signed_once(issued: Path, held: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "b.signed.pdf"
    sign(_root(issued), issued, "rector", held["rector"], "-o", str(file))
    assert "there is no empty field 'rector'" in sign(_root(issued), file, "rector", held["lawyer"], expect=2)


def test_a_wrong_passphrase_and_an_old_certificate_are_refused(
    issued: Path, authority: Authority, held: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "wrong").write_text("башка\n")
    told = sign(_root(issued), issued, "rector", held["rector"], "--passphrase-file", str(tmp_path / "wrong"), "-o", str(tmp_path / "w.pdf"), expect=2)  # fmt: skip
    assert "the key cannot be read" in told
    old = authority.p12("Эски", "old.p12", days=-30)
    assert "the certificate is not valid today" in sign(
        _root(issued), issued, "rector", old, "-o", str(tmp_path / "w.pdf"), expect=2
    )


def test_a_time_stamp_server_that_does_not_answer_is_named_and_nothing_is_written(
    issued: Path, held: dict[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "c.signed.pdf"
    told = sign(_root(issued), issued, "rector", held["rector"], "--tsa", "http://127.0.0.1:9/", "-o", str(file), expect=2)  # fmt: skip
    assert "gave no time stamp" in told
    assert not file.exists()


def test_what_is_no_pdf_is_told_so(held: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(500))
    told = sign(tmp_path, tmp_path / "x.pdf", "rector", held["rector"], expect=2)
    assert "the PDF cannot be read" in told
    code, _, complaint = sapat(tmp_path, "sign-pdf", str(tmp_path / "none.pdf"), "--p12", "k.p12")
    assert code == 2
    assert "cannot be read" in complaint
