"""The pages of checkpoints and backups: there once there is something on them, in every language."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.proved import CHECKPOINTS, TODAY, chained
from tests.support.repo import SETTINGS, git, repository, sapat, write
from tests.support.verbs import done, save

HEADS = {
    "ky": ("Текшерүү чекиттери", "Камдык көчүрмөлөр"),
    "ru": ("Контрольные точки", "Резервные копии"),
    "en": ("Checkpoints", "Backups"),
}
MKDOCS = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kept")
    root = repository(place / "r")
    write(root, {"mkdocs.yml": MKDOCS})
    for name, told in (("user.name", "Tester"), ("user.email", "tester@example.org")):
        git(root, "config", name, told)
    save(root, "Site", "2026-07-01")
    (place / "disk").mkdir()
    chained(root, "2026-07-02")
    done(root, "backup", str(place / "disk"), "--place", "Архив бөлүмү, 2-диск", today="2026-07-03")
    save(root, "Backup", "2026-07-03")
    for lang in HEADS:  # a site speaks the first language of the settings
        write(root, {"sapat.toml": f'languages = ["{lang}"]\n{SETTINGS}'})
        save(root, lang, "2026-07-04")
        code, out, err = sapat(root, "build", "-o", str(place / lang), today=TODAY)
        assert code == 0, out + err
    return place


def words(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("lang", HEADS)
def test_the_digits_of_the_minutes_stand_on_the_page(built: Path, lang: str) -> None:
    told = words(built / lang / "registers" / "checkpoints.html")
    digits = sha256((built / "r" / CHECKPOINTS / "1.yaml").read_bytes()).hexdigest()
    assert HEADS[lang][0] in told
    assert " ".join(digits[at : at + 4] for at in range(0, 32, 4)) in told
    assert "02.07.2026" in told


@pytest.mark.parametrize("lang", HEADS)
def test_the_last_backup_and_its_place_stand_on_the_page(built: Path, lang: str) -> None:
    told = words(built / lang / "registers" / "backups.html")
    assert HEADS[lang][1] in told
    assert "Архив бөлүмү, 2-диск" in told
    assert "03.07.2026" in told


def test_the_navigation_leads_there(built: Path) -> None:
    told = (built / "ky" / "index.html").read_text(encoding="utf-8")
    assert 'href="registers/checkpoints.html"' in told
    assert 'href="registers/backups.html"' in told
