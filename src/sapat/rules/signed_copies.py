"""SAP860-SAP863: signed paper and PDFs: there in time, kept as they were, of what was issued, under the registered text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sapat.model.approval import titles
from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.issued import REGISTER as ISSUED
from sapat.model.records import Dossier
from sapat.model.routing import route_of
from sapat.model.settings import Settings
from sapat.model.signed_copies import FOLDER, REGISTER, files, path_of, unsigned
from sapat.model.snapshot import Snapshot
from sapat.model.status import code_on, standing
from sapat.model.words import Words
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 7.5.3.2; R5, R41"


def _days(settings: Settings) -> int:
    return int(settings.sections.get("sign", {}).get("days", 0))


def _in_force(at: Snapshot) -> Iterator[Dossier]:
    """The versions in force whose signatures the route asks for on paper or in a PDF; one from paper has them there."""
    for slug in at.slugs:
        found = standing(at, slug)
        record = found.in_force if found else None
        if record is None or record.kind == "adoption" or record.effective is None:
            continue
        route = route_of(at, slug, record)
        if route is not None and route.signatories and route.evidence != "none":
            yield record


def _unsigned(at: Snapshot, record: Dossier) -> Iterable[Hit]:
    allowed = _days(at.settings)
    assert record.effective is not None
    missing = unsigned(at, record) if at.today > record.effective + timedelta(days=allowed) else ()
    if missing:
        told = {"roles": titles(at, "roles", missing), "days": (at.today - record.effective).days, "allowed": allowed}
        args = told | {"code": record.code, "version": record.version}
        yield Hit(Where(record.path, ("effective",)), "", args, record.code)


@dataclass(frozen=True, slots=True)
class _Held:
    """A file beside the signed copies, and the entry that names it; either may be missing."""

    path: str
    entry: Entry | None
    sha256: str  # that the entry says


def _held(at: Snapshot) -> Iterator[_Held]:
    named: dict[str, _Held] = {}
    for entry in at.entries(REGISTER).values():
        for one in files(entry):
            if one.kept == "git":
                path = path_of(entry, one)
                named[path] = _Held(path, entry, one.sha256)
    yield from named.values()
    for path in at.facts:
        if path.startswith(FOLDER) and not path.endswith((".yaml", ".sig", "/schema.json")) and path not in named:
            yield _Held(path, None, "")


def _kept(at: Snapshot, one: _Held) -> Iterable[Hit]:
    name = one.path.rpartition("/")[2]
    if one.entry is None:
        yield Hit(Where(one.path), "stray", {"name": name, "code": code_on(at, one.path.split("/")[2]) or "…"})
    elif one.path not in at.facts:
        yield Hit(Where(one.entry.path, ("files",)), "missing", {"name": name})
    elif at.facts[one.path].sha256 != one.sha256:
        yield Hit(Where(one.path), "", {"name": name, "entry": one.entry.path})


def _entries(at: Snapshot) -> Iterator[tuple[str, Entry]]:
    for register in (ISSUED, REGISTER):
        for entry in at.entries(register).values():
            yield register, entry


def _placed(at: Snapshot, told: tuple[str, Entry]) -> Iterable[Hit]:
    register, one = told
    slug, _, _ = one.id.partition("/")
    wanted = f"{at.slug(one.text('document'))}/{one.text('version')}-{one.get('number')}"
    if one.id != wanted:
        yield Hit(Where(one.path, ("number",)), "name", {"name": one.id, "wanted": wanted})
    if register == ISSUED:
        return
    paper = at.entries(ISSUED).get(one.text("rendition"))
    if paper is None or not one.text("rendition").startswith(f"{slug}/{one.text('version')}-"):
        yield Hit(Where(one.path, ("rendition",)), "unknown", {"told": one.text("rendition")})
    elif paper.text("text") != one.text("text"):
        yield Hit(Where(one.path, ("text",)), "text", {"told": one.text("rendition")})


def _copies(at: Snapshot) -> Iterable[Entry]:
    return at.entries(REGISTER).values()


def _of_other_text(at: Snapshot, one: Entry) -> Iterable[Hit]:
    slug = one.id.partition("/")[0]
    record = next((d for d in at.versions(slug) if str(d.version) == one.text("version")), None)
    if record is not None and record.seal and record.seal.text_of("text") != one.text("text"):
        yield Hit(Where(one.path, ("text",)), "", {"code": record.code, "version": record.version}, record.code)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP860",
        severity=WARNING,
        title=Words("Кол коюлган нуска бар", "Подписанный экземпляр есть", "The signed copy is there"),
        says={
            "": Words(
                "{code} {version} {days} күндөн бери күчүндө, бирок кол коюлган нускасы катталган эмес: {roles} (уруксат {allowed} күн)",
                "{code} {version} действует {days} дн., а подписанный экземпляр не зарегистрирован: {roles} (допускается {allowed})",
                "{code} {version} has been in force for {days} days, but no signed copy is registered: {roles} ({allowed} are allowed)",
            )
        },
        do={
            "": Words(
                "кол койдуруп каттаңыз: sapat signed {code} {version} …; версия күчүндө кала берет",
                "получите подписи и зарегистрируйте: sapat signed {code} {version} …; версия остаётся в силе",
                "have it signed and register it: sapat signed {code} {version} …; the version stays in force",
            )
        },
        source=_CLAUSE,
        over=_in_force,
        check=_unsigned,
        applies=lambda settings: _days(settings) > 0,
    ),
    Rule(
        id="SAP861",
        severity=ERROR,
        proves=True,
        title=Words(
            "Кол коюлган нусканын файлы өзгөргөн эмес",
            "Файл подписанного экземпляра не изменён",
            "The file of a signed copy is unchanged",
        ),
        says={
            "": Words(
                "«{name}» {entry} жазуусундагы файл эмес",
                "«{name}» — не тот файл, что записан в {entry}",
                "{name!r} is not the file that {entry} tells of",
            ),
            "missing": Words(
                "Git ичинде сакталган «{name}» жок",
                "нет хранимого в Git файла «{name}»",
                "{name!r}, kept in Git, is not there",
            ),
            "stray": Words(
                "«{name}» бир да жазууга таандык эмес",
                "«{name}» не принадлежит ни одной записи",
                "{name!r} belongs to no entry",
            ),
        },
        do={
            "": Words(
                "катталган файлды калыбына келтириңиз: git log, камдык көчүрмө",
                "восстановите зарегистрированный файл: git log, резервная копия",
                "restore the registered file: git log, a backup",
            ),
            "stray": Words(
                "алып салыңыз же каттаңыз: sapat signed {code} … {path} --in-git",
                "уберите или зарегистрируйте: sapat signed {code} … {path} --in-git",
                "take it away, or register it: sapat signed {code} … {path} --in-git",
            ),
        },
        source=_CLAUSE,
        over=_held,
        check=_kept,
    ),
    Rule(
        id="SAP862",
        severity=ERROR,
        proves=True,
        title=Words(
            "Чыгарылган PDF жана кол коюлган нуска өз ордунда",
            "Выпущенный PDF и подписанный экземпляр на своём месте",
            "Issued PDFs and signed copies are in their place",
        ),
        says={
            "name": Words(
                "жазуу «{name}» деп аталган, өзү «{wanted}» дейт",
                "запись названа «{name}», а говорит, что она «{wanted}»",
                "the entry is named {name!r}, but says it is {wanted!r}",
            ),
            "unknown": Words(
                "бул версиянын «{told}» чыгарылган PDF файлы жок",
                "у этой версии нет выпущенного PDF «{told}»",
                "this version has no issued PDF {told!r}",
            ),
            "text": Words(
                "чыгарылган «{told}» башка тексттен",
                "выпущенный «{told}» — другого текста",
                "the issued {told!r} is of another text",
            ),
        },
        do={
            "": Words(
                "жазууну sapat гана жазат: аны Git тарыхынан калыбына келтириңиз",
                "запись делает только sapat: восстановите её из истории Git",
                "only sapat writes it: restore it from the history of Git",
            )
        },
        source=_CLAUSE,
        over=_entries,
        check=_placed,
    ),
    Rule(
        id="SAP863",
        severity=WARNING,
        title=Words(
            "Кол коюлган нуска катталган тексттики",
            "Подписан зарегистрированный текст",
            "The signed copy is of the registered text",
        ),
        says={
            "": Words(
                "бул нуска {code} {version} катталган текстине кол коюлганын далилдебейт: тексти башка",
                "этот экземпляр не свидетельствует о подписи под зарегистрированным {code} {version}: текст другой",
                "this copy is no evidence of a signature under the registered {code} {version}: its text is another",
            )
        },
        do={
            "": Words(
                "катталган текстке кол койдуруңуз: sapat pdf {code} --version {version} --issue",
                "дайте подписать зарегистрированный текст: sapat pdf {code} --version {version} --issue",
                "have the registered text signed: sapat pdf {code} --version {version} --issue",
            )
        },
        source=_CLAUSE,
        over=_copies,
        check=_of_other_text,
    ),
)
