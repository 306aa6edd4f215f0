"""`sapat verify PACK`: the pack proved by our own `verify.py` in another process, then compared with the repository it is from."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from sapat.commands.context import Context
from sapat.model.days import day
from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.packs import Scope, scope
from sapat.model.settings import ACCESS
from sapat.model.words import LANGUAGES, Words
from sapat.read.repository import Repository
from sapat.read.verification import proved
from sapat.read.verifier import verifier_digest
from sapat.write.pack import MANIFEST, SUMS

_FACTS: Final = "repository/"
_DIFFERS: Final = Words(
    "репозиторий ушул коммитте башка байттарды берет: {path}",
    "репозиторий в этом коммите даёт другие байты: {path}",
    "the repository gives other bytes at this commit: {path}",
)
_EXTRA: Final = Words(
    "репозиторий ушул коммитте мындай файлды бербейт: {path}",
    "репозиторий в этом коммите не даёт такого файла: {path}",
    "the repository gives no such file at this commit: {path}",
)
_LACKS: Final = Words(
    "топтомдо репозиторий берген файл жок: {path}",
    "в пакете нет файла, который даёт репозиторий: {path}",
    "the pack lacks a file that the repository gives: {path}",
)
_DO: Final = Words(
    "топтомду уюмдан кайра алыңыз: sapat evidence",
    "получите пакет заново: sapat evidence",
    "have the pack made again: sapat evidence",
)
_SAME: Final = Words(
    "репозиторий ушул эле байттарды берет: {count} файл ({commit})",
    "репозиторий даёт те же байты: файлов {count} ({commit})",
    "the repository gives the same bytes: {count} files ({commit})",
)
_FACTS_ONLY: Final = Words(
    "барактар салыштырылган жок (топтомду башка sapat түзгөн, тарых толук эмес же sapat[site] орнотулган эмес): фактылар гана",
    "страницы не сравнивались (пакет создан другим sapat, история неполна или нет sapat[site]): только факты",
    "the pages were not compared (another sapat made the pack, history is not whole, or sapat[site] is not installed): the facts only",
)
_NOT_COMPARED: Final = Words(
    "репозиторий менен салыштырылган жок: {why}",
    "с репозиторием не сравнено: {why}",
    "not compared with a repository: {why}",
)
_NO_COMMIT: Final = Words("анда {commit} коммити жок", "в нём нет коммита {commit}", "it has no commit {commit}")
_SOUND: Final = Words("Баары далилденди.", "Всё доказано.", "All is proved.")
_UNPROVED: Final = Words("Толук текшерилген жок.", "Проверено не всё.", "Not everything was examined.")
_UNSOUND: Final = Words(
    "Далилденген жок: {count} кемчилик.", "Не доказано: проблем — {count}.", "Not proved: problems — {count}."
)

Sums = Mapping[str, str]  # path -> SHA-256


def is_pack(file: Path) -> bool:
    """Whether a path is a pack, zipped or unpacked, rather than some other file."""
    return (file / SUMS).is_file() if file.is_dir() else file.is_file() and zipfile.is_zipfile(file)


def verify_pack(context: Context, file: Path, witness: Path | None, form: str) -> int:
    """Prove a pack and tell; exit 0 proved, 1 problems, 2 not everything could be examined. The pack's own code never runs."""
    lang = context.asked_lang or context.own_lang
    told = proved(file, lang=lang, today=context.today, witness=witness)
    if not any(one["kind"].startswith("unsafe") for one in told["problems"]):
        _compare(context, file, told, lang)
    unproved = not told["ok"] and not told["problems"]
    told["ok"] = told["ok"] and not told["problems"]
    click.echo(
        json.dumps(told, ensure_ascii=False, indent=2) if form == "json" else _text(told, lang, unproved=unproved)
    )
    return 1 if told["problems"] else 2 if unproved else 0


def _text(told: Mapping[str, Any], lang: str, *, unproved: bool) -> str:
    lines = []
    for one in told["problems"]:
        lines += [f"✗ {one['what']}", f"    {one['path']}", f"    → {one['do']}"]
    lines += [f"• {note}" for note in told["notes"]]
    verdict = _UNSOUND if told["problems"] else _UNPROVED if unproved else _SOUND
    lines.append(verdict.say(lang, {"count": len(told["problems"])}))
    return "\n".join("".join(letter if letter.isprintable() else "�" for letter in line) for line in lines)


def _compare(context: Context, file: Path, told: dict[str, Any], lang: str) -> None:
    """The pack against the one its repository gives now for the same commit, day and readers, byte for byte."""
    try:
        repository = context.repository()
        held = _held(file)
        manifest = json.loads(_read(file, MANIFEST))
        given, whole = _given(context, repository, manifest)
    except SapatError as error:
        told["notes"].append(_NOT_COMPARED.say(lang, {"why": error.say(lang).split("\n")[0]}))
        return
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # a manifest that anybody wrote
        told["notes"].append(_NOT_COMPARED.say(lang, {"why": f"{MANIFEST}: {error}"}))
        return
    if not whole:
        told["notes"].append(_FACTS_ONLY.say(lang))
        held = {path: digest for path, digest in held.items() if path.startswith(_FACTS)}
    found = list(_differences(held, given))
    for words, path in found:
        problem = {"what": words.say(lang, {"path": path}), "path": path, "document": "", "version": ""}
        told["problems"].append(problem | {"do": _DO.say(lang), "kind": "repository-differs"})
    if not found:
        told["notes"].append(_SAME.say(lang, {"count": len(given), "commit": manifest["commit"]}))


def _differences(held: Sums, given: Sums) -> Iterator[tuple[Words, str]]:
    for path in sorted({*held, *given}):
        if path not in held:
            yield _LACKS, path
        elif path not in given:
            yield _EXTRA, path
        elif held[path] != given[path]:
            yield _DIFFERS, path


def _given(context: Context, repository: Repository, manifest: Mapping[str, Any]) -> tuple[Sums, bool]:
    """(what the repository gives, whether pages are among it). Raises SapatError where it knows no such commit."""
    commit = str(manifest["commit"])
    git = repository.need_git()
    if git.attempt("cat-file", "-e", "--end-of-options", commit + "^{commit}").returncode:
        raise SapatError(_NO_COMMIT, do="git fetch", commit=commit)
    source = repository.source(commit)
    at = context.read(repository, commit).snapshot
    on, readers, lang = day(manifest["day"]), manifest["readers"], manifest["language"]
    if on is None or readers not in ACCESS or lang not in LANGUAGES:
        raise ValueError("day, readers, language")
    chosen = scope(at, on, readers, next((str(one["slug"]) for one in manifest["about"]), ""))
    try:
        from sapat.commands.pack_making import make_pack  # needs the packages that make pages
    except ModuleNotFoundError:
        return _facts(repository, chosen, commit), False
    if manifest["verifier"] != verifier_digest():
        return _facts(repository, chosen, commit), False
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "pack.zip")
        make_pack(repository, source, chosen, lang, target)
        if json.loads(_read(target, MANIFEST))["history"] != manifest["history"]:
            return _facts(repository, chosen, commit), False
        return _held(target), True


def _facts(repository: Repository, chosen: Scope, commit: str) -> Sums:
    files = [chosen.at.files[path] for path in chosen.paths]
    return {_FACTS + file.path: of_bytes(data) for file, data in repository.source(commit).read(files)}


def _held(pack: Path) -> Sums:
    rows = _read(pack, SUMS).decode(errors="replace").splitlines()
    return {row[66:]: row[:64] for row in rows}


def _read(pack: Path, name: str) -> bytes:
    if pack.is_dir():
        return (pack / name).read_bytes()
    with zipfile.ZipFile(pack) as held:
        return held.read(name)
