"""Two implementations that share no line say the same of what was in force: `sapat list --as-of` and `verify.py`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from sapat.model.packs import scope
from sapat.model.rows import document_rows
from sapat.read.repository import find_repository
from sapat.verifier.container import Pack
from sapat.verifier.facts import Facts
from sapat.verifier.report import Report
from sapat.verifier.standing import Register, Standing
from tests.site.world import world
from tests.support.generate import TODAY, generate
from tests.support.packs import packed, prove, unpacked
from tests.support.repo import digest, git
from tests.support.timeline import commit, first_files, listed, procedure, sealed, timeline

ROOT = Path(__file__).parents[2]


def theirs(folder: Path, on: date) -> dict[str, Standing]:
    """What verify.py makes of the raw facts of a pack."""
    report = Report()
    facts = Facts(Pack(str(folder)), report)
    register = Register(facts, set())
    assert report.problems == []
    found = ((slug, register.standing(slug, on)) for slug in facts.dossiers)
    return {slug: one for slug, one in found if one is not None}


def ours(root: Path, on: date) -> dict[str, Standing]:
    """What `sapat list --as-of` says of registered versions."""
    at = find_repository(root).load("HEAD", today=date(2027, 1, 1)).snapshot
    rows = document_rows(scope(at, on, at.settings.readers).at, on)
    return {row.slug: Standing(row.code, row.standing.status.value, row.version) for row in rows}


def compare(root: Path, folder: Path, days: list[date]) -> None:
    for on in days:
        assert theirs(folder, on) == ours(root, on), on


def spread(first: str, last: str, step: int) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=n) for n in range(0, (end - start).days + 1, step)]


def added(
    path: str, record: bytes, kind: str, since: str, number: int = 1, previous: str = "", **told: str
) -> dict[str, str]:
    """An addendum beside a record, written by hand."""
    own = digest(record)
    lines = "".join(f"{key}: {value}\n" for key, value in told.items())
    folder = path.rpartition("/")[0]
    return {
        f"{folder}/a{number}.yaml": f"schema: addendum/1\nto: {{path: {path}, sha256: {own}}}\nprevious: {previous or own}\n"
        f"kind: {kind}\nfrom: {since}\n{lines}why: Себеби бар\nby: {{role: qa-head}}\nrecorded: 2026-03-12T10:00:00+06:00\n"
    }


def eventful(root: Path) -> Path:
    """The timeline with a suspension, a resumption, a postponement, an extension and a new code."""
    timeline(root)
    files = first_files()
    more: dict[str, str] = {}
    path = "registers/changes/umu-sms-dp-2.10/1.0/record.yaml"
    one = added(path, files[path].encode(), "suspension", "2026-04-01")
    text = next(iter(one.values()))
    more |= one | added(path, files[path].encode(), "resumption", "2026-05-01", 2, digest(text.encode()))
    path = "registers/changes/umu-sms-dp-2.5/1.0/record.yaml"
    more |= added(path, files[path].encode(), "postponement", "2026-03-12", set="{effective: 2026-10-01}")
    path = "registers/changes/umu-sms-pl-1/1.0/record.yaml"
    more |= added(path, files[path].encode(), "extension", "2026-06-01", set="{expires: 2026-08-31}")
    path = "registers/changes/umu-sms-dp-2.4/1.0/record.yaml"
    more |= added(path, files[path].encode(), "recode", "2026-05-10", set="{code: ҮМУ-СМС-ДП-2.9}")
    commit(root, more)
    return root


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("lively")
    root = eventful(place / "r")
    return root, unpacked(packed(root, place / "p.zip"), place / "p")


def test_every_kind_of_event_means_the_same_to_both_on_every_day(lively: tuple[Path, Path]) -> None:
    root, folder = lively
    compare(root, folder, spread("2026-03-08", "2026-11-01", 3))
    assert prove(folder)[0] == 0


def test_a_version_stopped_on_its_own_day_ends_nothing_to_both(tmp_path: Path) -> None:
    root = timeline(tmp_path / "r")
    text, former = procedure("17", "1.2"), root / "registers/changes/umu-sms-dp-2.17/1.1/record.yaml"
    made = sealed(
        "17", "1.2", text, kind="change", effective="2026-06-01", suffix="3-17", previous=digest(former.read_bytes())
    )
    made.sealed, made.agreed, made.decided, made.ordered = (
        "2026-06-05T09:00:00+06:00",
        "2026-05-20",
        "2026-05-22",
        "2026-05-25",
    )
    commit(root, {"procedures/umu-sms-dp-2.17.md": text, **made.files()})
    folder = unpacked(packed(root, tmp_path / "p.zip"), tmp_path / "p")
    assert theirs(folder, date(2026, 6, 10))["umu-sms-dp-2.3"].status == "in-force", (
        "1.1 that ended it was never in force"
    )
    compare(root, folder, spread("2026-05-20", "2026-11-01", 9))


def test_list_itself_agrees_on_days_gone_by(lively: tuple[Path, Path]) -> None:
    root, folder = lively
    for on in ("2026-03-20", "2026-04-15", "2026-06-01", "2026-07-05", "2026-09-10", "2026-10-02"):
        rows = listed(root, "--as-of", on, today="2026-12-31")
        due = {row["slug"]: Standing(code, row["status"], row["version"] or "") for code, row in rows.items()}
        assert theirs(folder, date.fromisoformat(on)) == due, on


def test_a_site_of_every_kind_of_page_means_the_same(tmp_path: Path) -> None:
    root = world(tmp_path / "r")
    folder = unpacked(packed(root, tmp_path / "p.zip", today="2026-07-01"), tmp_path / "p")
    compare(root, folder, spread("2026-03-01", "2026-12-31", 7))


def test_generated_institutions_mean_the_same(tmp_path: Path) -> None:
    root = tmp_path / "r"
    generate(root, documents=60, commits=30, seed=3)
    folder = unpacked(packed(root, tmp_path / "p.zip", today=TODAY), tmp_path / "p")
    compare(root, folder, spread("2026-01-01", "2026-11-01", 11))
    assert prove(folder, today=TODAY)[0] == 0


def test_the_model_institution_means_the_same_and_its_pack_is_sound(tmp_path: Path) -> None:
    day = git(ROOT, "log", "-1", "--date=format-local:%Y-%m-%d", "--format=%cd").strip()
    pack = packed(ROOT, tmp_path / "p.zip", today=day)
    folder = unpacked(pack, tmp_path / "p")
    compare(ROOT, folder, spread("2024-01-20", "2027-10-01", 17))
    code, told = prove(pack, today=day)
    assert (code, told["problems"]) == (0, [])
