"""SAP250-SAP253: an editorial record corrects spelling and nothing else; open, sealed before, and sealed in a range."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapat.rules import editorial
from tests.support.repo import checked, findings, markdown, sapat, write
from tests.support.samples import DOC, Files, Sample, judge, made, unexplained
from tests.support.sealed import FOLDER, SLUG, second
from tests.support.verbs import CODE, add_acts, agree, done, edit, errors, refused, save
from tests.unit.test_check_base import against, branch

SLIP = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nБул процедура документтерди көзөмөлдөйт!\n"
SUBSTANCE = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nБул процедура документтерди көзөмөлдөбөйт.\n"
OTHER_WORD = "# Иш кагаздарды башкаруу\n\n## 1. Максаты\n\nБул процедура кагаздарды көзөмөлдөйт.\n"
COPY = f"{FOLDER}/1.1/copy/{SLUG}.md"


def written(body: str, *, seal: bool = False, **told: object) -> Files:
    return second(body=body, seal=seal, kind="editorial", **told)


SAMPLES = [
    Sample("SAP250", written(SUBSTANCE), DOC, 15, written(SLIP), "adds or drops a negation", also=("SAP204",)),
    Sample("SAP251", written(OTHER_WORD), DOC, 15, written(SLIP), "no slip of the pen: 'документтерди'"),
    Sample("SAP252", written(SUBSTANCE, seal=True), COPY, 15, written(SLIP, seal=True), "'көзөмөлдөбөйт'"),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_each_rule_finds_its_defect_at_its_place_and_nothing_else(sample: Sample, tmp_path: Path) -> None:
    judge(tmp_path, sample, ("SAP25",))


def test_a_range_that_seals_a_substantive_change_as_editorial_is_refused(tmp_path: Path) -> None:
    told = against(branch(tmp_path / "wrong", written(SUBSTANCE, seal=True)), "main", "SAP25")["findings"]
    assert [(one["rule"], one["path"], one["line"]) for one in told] == [("SAP253", COPY, 15)]
    assert against(branch(tmp_path / "right", written(SLIP, seal=True)), "main", "SAP25")["findings"] == []
    stood = against(branch(tmp_path / "stood", {"docs/x.md": "x\n"}, written(SUBSTANCE, seal=True)), "main", "SAP25")
    assert (stood["findings"], stood["outside"]) == ([], 1), "what stood before the range is a warning elsewhere"


def test_every_rule_has_a_sample() -> None:
    assert unexplained({one.id for one in editorial.RULES}, SAMPLES) == {"SAP253"}, "its sample is a range, above"


def test_another_kind_may_change_what_it_wants(tmp_path: Path) -> None:
    told = checked(made(tmp_path, second(body=SUBSTANCE, seal=False)), "SAP25")
    assert told["findings"] == []
    assert told["examined"] == {"SAP250": 0, "SAP251": 0, "SAP252": 0, "SAP253": None}


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ({"title": "{ky: Иш кагаздарды башкарбоо, ru: Управление документацией, en: Document control}"}, "negation"),
        ({"owner": "lawyer"}, "an administrative key: 'qa-head' → 'lawyer'"),
        ({"original_language": "[ky, ru]"}, "a key of the text"),
    ],
)
def test_front_matter_is_judged_too(tmp_path: Path, front: dict[str, str], says: str) -> None:
    text = markdown(version="1.1", **front)
    told = findings(made(tmp_path, {**written(SLIP), DOC: text}), "SAP250")
    assert [says in one["message"] for one in told] == [True], told


def test_a_title_may_be_mended_and_compilers_may_be_named(tmp_path: Path) -> None:
    text = markdown(
        version="1.1", title="{ky: Иш кагаздарды  башкару, ru: Управление документацией, en: Document control}"
    )
    text = text.replace("owner: qa-head\n", "owner: qa-head\ncompilers: [qa-specialist]\n")
    assert findings(made(tmp_path, {**written(SLIP), DOC: text}), "SAP25") == []


def test_pictures_and_attachments_cannot_be_judged(tmp_path: Path) -> None:
    told = findings(made(tmp_path, {**written(SLIP), f"procedures/{SLUG}/a.pdf": b"%PDF-1.4 x"}), "SAP250")
    assert [(one["rule"], one["path"]) for one in told] == [("SAP250", f"procedures/{SLUG}/a.pdf")]


def test_many_changes_of_one_record_are_counted(tmp_path: Path) -> None:
    lines = "\n\n".join(f"Пункт {n}." for n in range(1, 31))
    other = "\n\n".join(f"Пункт {n + 100}." for n in range(1, 31))
    first = markdown(body=f"# Т\n\n{lines}\n")
    from tests.support.sealed import first as sealed_first

    base = sealed_first(first)
    told = findings(made(tmp_path, {**base, **written(f"# Т\n\n{other}\n")}), "SAP250")
    assert len(told) == 11
    assert "20 more changes" in next(one["message"] for one in told if one["path"].endswith("record.yaml"))


def test_what_is_kept_of_a_comparison_gives_the_same_answer(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", written(SUBSTANCE))
    cold = checked(root, "SAP25")
    assert checked(root, "SAP25") == cold
    write(root, {DOC: markdown(version="1.1", body=SLIP)})
    assert checked(root, "SAP25")["findings"] == []


def test_approve_refuses_what_is_no_editorial_correction(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", {})
    done(root, "revise", CODE, "--kind", "editorial", "--summary", "Ката", "--basis", "Ката")
    edit(root, DOC, "көзөмөлдөйт", "көзөмөлдөбөйт")
    agree(root, CODE)
    acts = add_acts(root, CODE)
    save(root)
    assert "SAP250" in errors(root)
    assert "no editorial correction" in refused(root, "approve", CODE, *acts, "--effective", "2026-04-02")


def test_the_message_names_words_and_cure_in_three_languages(tmp_path: Path) -> None:
    root = made(tmp_path, written(SUBSTANCE))
    for lang, words in (("ky", "терс маани"), ("ru", "отрицание"), ("en", "negation")):
        code, out, _ = sapat(root, "check", "--rule", "SAP250", lang=lang)
        assert (code, words in out, "көзөмөлдөбөйт" in out, "--kind change" in out) == (1, True, True, True)


def test_a_sealed_correction_is_told_no_more_once_a_whole_route_followed(tmp_path: Path) -> None:
    root = branch(tmp_path / "r", written(SUBSTANCE, seal=True))
    assert {one["rule"] for one in findings(root, "SAP25")} == {"SAP252"}
    done(root, "revise", CODE, "--summary", "Карадык", "--basis", "Кеңеш", "--analysis", "Карадык")
    agree(root, CODE)
    acts = add_acts(root, CODE, name="3")
    done(root, "approve", CODE, *acts, "--effective", "2026-04-02")
    assert findings(root, "SAP25") == []
