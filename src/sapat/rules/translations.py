"""SAP719-SAP720: a registered translation says of which version it is, and is what was registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.findings import Hit, Where
from sapat.model.snapshot import Snapshot
from sapat.model.translations import held, listed
from sapat.model.words import Words
from sapat.rules.added import Beside, of_records
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 7.5.2 b"


def _translations(at: Snapshot) -> Iterator[Beside]:
    return (pair for pair in of_records(at) if pair[0].one.kind == "translation")


def _unsaid(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """Which language, of which version, which files: without these nobody can tell what a translation is worth."""
    seen, record = pair
    lang, files = str(seen.one.value.get("lang", "")), listed(seen.one)
    original = record.front.get("original_language")
    if not lang:
        yield Hit(seen.where("kind"), "lang")
    elif lang in (original if isinstance(original, list) else [original]):
        yield Hit(seen.where("lang"), "original", {"lang": lang})
    if seen.one.value.get("of_version") != str(record.version):
        told = {"told": str(seen.one.value.get("of_version", "—")), "version": record.version}
        yield Hit(seen.where("of_version"), "version", told)
    if not files:
        yield Hit(seen.where("kind"), "files")
    for path in files:
        if not path.endswith(f".{lang}.md") or path.startswith("/") or ".." in path.split("/"):
            yield Hit(seen.where("files"), "path", {"path": path, "lang": lang or "—"})


def _newest(at: Snapshot) -> Iterator[Beside]:
    """The last registration of each translation; the earlier ones are of what it was before."""
    found: dict[tuple[str, str], Beside] = {}
    for seen, record in _translations(at):
        found[record.slug, str(seen.one.value.get("lang", ""))] = seen, record
    return iter(found.values())


def _differs(at: Snapshot, pair: Beside) -> Iterable[Hit]:
    """The translation that stands there is the one that was registered."""
    seen, record = pair
    doc = at.by_slug.get(record.slug)
    lang = str(seen.one.value.get("lang", ""))
    if doc is None:
        return
    now = {name: at.facts[path].sha256 for name, path in held(doc, lang).items()}
    for path, sha256 in listed(seen.one).items():
        if now.get(path) != sha256:
            told = {"path": path, "code": record.code, "lang": lang}
            yield Hit(
                Where(f"{doc.base}/{path}" if path in now else seen.one.path), "" if path in now else "gone", told
            )


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP719",
        severity=ERROR,
        title=Words(
            "Котормо кайсы версияныкы экени айтылган",
            "Сказано, чей это перевод",
            "A translation says what it translates",
        ),
        says={
            "lang": Words("котормонун тили (lang) жок", "нет языка перевода (lang)", "the language (lang) is missing"),
            "original": Words(
                "lang: {lang} — бул түп нусканын тили",
                "lang: {lang} — это язык подлинника",
                "lang: {lang} is the language of the original",
            ),
            "version": Words(
                "of_version: {told}, ал эми толуктоо {version} версиясынын жанында турат",
                "of_version: {told}, а дополнение стоит у версии {version}",
                "of_version is {told}, but the addendum stands beside version {version}",
            ),
            "files": Words(
                "котормонун файлдары (files) жок",
                "нет файлов перевода (files)",
                "the files of the translation are missing",
            ),
            "path": Words(
                "files: «{path}» {lang} тилиндеги котормонун файлы эмес",
                "files: «{path}» не файл перевода на {lang}",
                "files: {path!r} is no file of a translation into {lang}",
            ),
        },
        do={
            "": Words(
                "толуктоону sapat amend {code} --kind translation --lang … менен кайра жазыңыз",
                "запишите дополнение заново: sapat amend {code} --kind translation --lang …",
                "write the addendum again: sapat amend {code} --kind translation --lang …",
            )
        },
        source=_CLAUSE,
        over=_translations,
        check=_unsaid,
    ),
    Rule(
        id="SAP720",
        severity=WARNING,
        title=Words(
            "Котормо катталгандай", "Перевод такой, какой зарегистрирован", "A translation is as it was registered"
        ),
        says={
            "": Words(
                "{path}: котормо катталгандан кийин өзгөргөн",
                "{path}: перевод изменён после регистрации",
                "{path}: the translation was changed after it was registered",
            ),
            "gone": Words(
                "{path}: катталган котормонун файлы жок",
                "{path}: файла зарегистрированного перевода нет",
                "{path}: the file of the registered translation is gone",
            ),
        },
        do={
            "": Words(
                "текшерилген котормону кайра каттаңыз: sapat amend {code} --kind translation --lang {lang}",
                "зарегистрируйте проверенный перевод заново: sapat amend {code} --kind translation --lang {lang}",
                "register the checked translation anew: sapat amend {code} --kind translation --lang {lang}",
            )
        },
        source=_CLAUSE,
        over=_newest,
        check=_differs,
    ),
)
