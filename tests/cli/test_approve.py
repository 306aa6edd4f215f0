"""`sapat approve`: a seal over exactly these bytes, for all the documents named or for none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from tests.support.repo import acts, git, repository, text_digest
from tests.support.verbs import CODE, SLUG, add_acts, agree, done, edit, errors, refused, save

OTHER = "ҮМУ-СМС-ДП-2.18"
PATH = f"procedures/{SLUG}.md"
FACTS = ("--summary", "Эмне өзгөрдү", "--basis", "Негизи", "--analysis", "Таасири аз")


def _ready(tmp_path: Path, *, edition: bool = False) -> Path:
    """A repository whose document has an open, agreed revision."""
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, *FACTS, *(["--edition"] if edition else []))
    edit(root, PATH, "Бул процедура", "Ушул процедура")
    agree(root, CODE)
    return root


def _record(root: Path, slug: str = SLUG, version: str = "1.1") -> tuple[bytes, dict[str, Any]]:
    data = (root / f"registers/changes/{slug}/{version}/record.yaml").read_bytes()
    return data, yaml.load(data, Loader=yaml.BaseLoader)


def test_the_seal_says_what_an_auditor_can_make_with_stock_tools(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    former = (root / f"registers/changes/{SLUG}/1.0/record.yaml").read_bytes()
    text = (root / PATH).read_bytes()
    out = done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-02")
    assert "is registered, in force from 2026-04-02" in out
    assert "commit the files" in out
    data, told = _record(root)
    seal = told["seal"]
    assert data.index(b"\nseal:") > 0
    assert seal["facts"] == sha256(data[: data.index(b"\nseal:") + 1]).hexdigest()
    assert seal["text"] == text_digest({f"{SLUG}.md": text})
    assert seal["files"] == [{"path": f"{SLUG}.md", "sha256": sha256(text).hexdigest()}]
    assert (root / f"registers/changes/{SLUG}/1.1/copy/{SLUG}.md").read_bytes() == text
    assert (root / PATH).read_bytes() == text
    assert seal["previous"] == sha256(former).hexdigest()
    assert seal["sections"] == ["1. Максаты"]
    assert seal["sealed"] == "2026-04-01T14:00:00+06:00"
    assert seal["by"] == {"role": "qa-head"}
    assert told["decision"] == "council-2#3"
    assert told["order"] == "order-2#3"
    for one in (
        *seal["acts"],
        *({**a, "path": f"registers/changes/{SLUG}/1.1/{a['path']}"} for a in seal["agreements"]),
    ):
        assert sha256((root / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    assert len(seal["agreements"]) == 2
    assert errors(root) == []


def test_two_documents_are_approved_together(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    done(root, "new", "ДП", "--title", "Ички аудит", "--owner", "qa-head", "--process", "1.2", *FACTS[:4])
    agree(root, OTHER)
    done(
        root, "approve", CODE, OTHER, *add_acts(root, CODE, OTHER), "--effective", "2026-04-02", "--by", "qa-specialist"
    )
    assert _record(root)[1]["seal"]["by"] == {"role": "qa-specialist"}
    assert _record(root, "umu-sms-dp-2.18", "1.0")[1]["seal"]["previous"] == "first"
    assert errors(root) == []


def test_one_document_that_is_not_ready_holds_back_all(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    done(root, "new", "ДП", "--title", "Ички аудит", "--owner", "qa-head", "--process", "1.2", *FACTS[:4])
    said = refused(root, "approve", CODE, OTHER, *add_acts(root, CODE, OTHER), "--effective", "2026-04-02")
    assert f"{OTHER} 1.0: no check by: qa-specialist" in said
    assert f"{CODE} 1.1" not in said
    assert "seal" not in _record(root)[1]


def test_everything_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE)
    said = refused(root, "approve", CODE)
    for words in ("summary", "basis", "analysis", "effective", "qa-specialist", "lawyer", "decision", "order"):
        assert words in said


def test_one_changed_byte_kills_every_agreement(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    flags = add_acts(root, CODE)
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт!")
    assert "of another text" in refused(root, "approve", CODE, *flags, "--effective", "2026-04-02")


def test_the_act_must_be_there_and_name_the_document(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    said = refused(root, "approve", CODE, "--decision", "council-9", "--order", "order-1", "--effective", "2026-04-02")
    assert "there is no act 'council-9' in registers/acts (the last ones: council-1)" in said
    flags = ("--decision", "council-1#9", "--order", "order-1")
    assert "9" in refused(root, "approve", CODE, *flags, "--effective", "2026-04-02")


def test_a_returned_text_is_not_approved(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    add_acts(root, CODE)
    path = root / "registers/acts/council-2.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("result: approved", "result: returned"), encoding="utf-8")
    assert "return" in refused(
        root, "approve", CODE, "--decision", "council-2", "--order", "order-2", "--effective", "2026-04-02"
    )


def test_with_amendments_an_agreement_to_the_earlier_text_counts_and_a_check_does_not(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    flags = add_acts(root, CODE)
    path = root / "registers/acts/council-2.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("result: approved", "result: with-amendments"), encoding="utf-8"
    )
    edit(root, PATH, "көзөмөлдөйт.", "көзөмөлдөйт жана сактайт.")
    said = refused(root, "approve", CODE, *flags, "--effective", "2026-04-02")
    assert "qa-specialist" in said
    assert "lawyer" not in said
    done(root, "agree", CODE, "--role", "qa-specialist", "--meaning", "check", "--result", "yes")
    done(root, "approve", CODE, *flags, "--effective", "2026-04-02")
    listed = {one["path"]: one.get("earlier_text") for one in _record(root)[1]["seal"]["agreements"]}
    assert listed == {"agreements/lawyer.yaml": "true", "agreements/qa-specialist-2.yaml": None}
    assert errors(root) == []


def test_a_text_from_paper_needs_no_agreements_and_may_lack_its_acts(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "new", "ДП", "--title", "Ички аудит", "--owner", "qa-head", "--process", "1.2", "--adoption", "--version",
         "2.3", *FACTS[:4])  # fmt: skip
    late = ("--effective", "2024-09-01")
    assert "decision" in refused(root, "approve", OTHER, *late)
    done(root, "approve", OTHER, *late, "--acts-missing", "Архивде табылган жок")
    told = _record(root, "umu-sms-dp-2.18", "2.3")[1]
    assert told["acts_missing"] == "Архивде табылган жок"
    assert told["seal"]["acts"] == []
    assert errors(root) == []


def test_pictures_and_parts_are_copied_byte_for_byte(tmp_path: Path) -> None:
    root = repository(tmp_path / "r")
    done(root, "revise", CODE, *FACTS)
    (root / f"procedures/{SLUG}").mkdir()
    (root / f"procedures/{SLUG}/scheme.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    edit(root, PATH, "көзөмөлдөйт.", f"көзөмөлдөйт.\n\n![Схема]({SLUG}/scheme.png)")
    agree(root, CODE)
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-02")
    copy = root / f"registers/changes/{SLUG}/1.1/copy/{SLUG}/scheme.png"
    assert copy.read_bytes() == b"\x89PNG\r\n\x1a\n\x00\xff"
    assert [one["path"] for one in _record(root)[1]["seal"]["files"]] == [f"{SLUG}.md", f"{SLUG}/scheme.png"]
    assert _record(root)[1]["seal"]["sections"] == ["1. Максаты", f"{SLUG}/scheme.png"]
    assert errors(root) == []


def test_a_checkout_with_windows_line_ends_seals_the_bytes_git_stores(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    text = (root / PATH).read_bytes()
    (root / PATH).write_bytes(text.replace(b"\n", b"\r\n"))
    done(root, "approve", CODE, *add_acts(root, CODE), "--effective", "2026-04-02")
    assert (root / f"registers/changes/{SLUG}/1.1/copy/{SLUG}.md").read_bytes() == text
    assert (root / PATH).read_bytes() == text.replace(b"\n", b"\r\n")
    save(root)
    assert errors(root) == []


def test_a_sealed_record_is_not_sealed_again(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    flags = add_acts(root, CODE)
    done(root, "approve", CODE, *flags, "--effective", "2026-04-02")
    assert "sapat revise" in refused(root, "approve", CODE, *flags, "--effective", "2026-04-02")


def test_the_former_record_must_be_intact(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    flags = add_acts(root, CODE)
    record = root / f"registers/changes/{SLUG}/1.0/record.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("Биринчи текст", "Бирөөнүн тексти"), encoding="utf-8")
    assert f"registers/changes/{SLUG}/1.0/record.yaml" in refused(
        root, "approve", CODE, *flags, "--effective", "2026-04-02"
    )


def test_two_branches_that_seal_the_same_version_conflict(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    flags = add_acts(root, CODE)
    save(root)
    for name, day in (("one", "2026-04-02"), ("two", "2026-04-03")):
        git(root, "switch", "-q", "-c", name, "main")
        done(root, "approve", CODE, *flags, "--effective", day)
        save(root)
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "one")
    git(root, "merge", "-q", "two", check=False)
    assert f"registers/changes/{SLUG}/1.1/record.yaml" in git(root, "diff", "--name-only", "--diff-filter=U")


def test_hand_written_acts_of_the_specification_serve(tmp_path: Path) -> None:
    root = _ready(tmp_path)
    for path, content in acts([CODE], decision="2026-04-01", order="2026-04-01", suffix="7").items():
        (root / path).write_text(content, encoding="utf-8")
    done(root, "approve", CODE, "--decision", "council-7", "--order", "order-7#1", "--effective", "2026-04-02")
    assert _record(root)[1]["decision"] == "council-7#3"
