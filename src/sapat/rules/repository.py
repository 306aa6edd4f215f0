"""SAP901-SAP907, SAP915: the repository itself can be relied on, here and by whoever clones it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sapat.model.findings import Hit, Where
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, INFO, WARNING, Rule

SETTINGS: Final = "sapat.toml"
EMPTY: Final = "SAP907"  # of the repository as a whole
_CLAUSE = "ISO 9001:2015 7.5.3.2 b"


def controlled(at: Snapshot, path: str) -> bool:
    """Whether a path is under control: documents, registers and the settings."""
    return path == SETTINGS or path.startswith("registers/") or at.settings.controls(path)


def _paths(at: Snapshot) -> tuple[str, ...]:
    return tuple(path for path in at.files if controlled(at, path))


def _controlled_files(at: Snapshot) -> tuple[str, ...]:
    return at.once(_paths)


def _noted_for(what: str) -> Callable[[Snapshot], Iterator[str]]:
    """The controlled files noted for *what*: the only ones that can be wrong."""
    return lambda at: (path for path in at.once(noted).get(what, {}) if controlled(at, path))


def noted(at: Snapshot) -> Mapping[str, Mapping[str, str]]:
    """What reading the repository noted: kind -> path or name -> its argument."""
    found: dict[str, dict[str, str]] = {}
    for what, told in at.origin.notes:
        name, _, more = told.partition("\0")
        found.setdefault(what, {})[name] = more
    return found


def _note(what: str) -> Callable[[Snapshot, str], Iterable[Hit]]:
    """A hit on a file that was noted for *what*."""

    def check(at: Snapshot, path: str) -> Iterable[Hit]:
        found = at.once(noted).get(what, {})
        if path in found:
            yield Hit(Where(path, line=1, column=1), "", {"path": path, "told": found[path]})

    return check


def itself(at: Snapshot) -> tuple[Snapshot]:
    """The repository as one object."""
    return (at,)


def _replaced(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """`git replace` and grafts show other objects than those that were approved, with every signature still good."""
    for what in ("replace", "graft"):
        for name in at.once(noted).get(what, {}):
            yield Hit(Where(SETTINGS, line=1, column=1), what, {"name": name})


def _borrowed(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    for name in at.once(noted).get("alternates", {}):
        yield Hit(Where(SETTINGS, line=1, column=1), "", {"name": name})


def _cut(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    if at.origin.shallow:
        yield Hit(Where(SETTINGS, line=1, column=1))
    elif "partial" in at.once(noted):
        yield Hit(Where(SETTINGS, line=1, column=1), "partial")


def _unsynced(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """By default Git does not wait for the disk: a power cut may take back a commit that was acknowledged."""
    for told in at.once(noted).get("fsync", {}):
        yield Hit(Where(SETTINGS, line=1, column=1), "", {"told": told})


def _empty(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """Nothing examined is nothing proved."""
    if not at.documents and not at.dossiers:
        yield Hit(Where(SETTINGS, ("controlled",)), "", {"folders": ", ".join(at.settings.controlled)})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP901",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words("Бириктирүү аягына чыккан", "Слияние завершено", "Every merge is finished"),
        says={
            "": Words(
                "{path}: бириктирүү аягына чыккан эмес",
                "{path}: слияние не завершено",
                "{path}: the merge is not finished",
            )
        },
        do={
            "": Words(
                "карама-каршылыкты чечиңиз: git status, git add",
                "разрешите конфликт: git status, git add",
                "settle the conflict: git status, git add",
            )
        },
        source=_CLAUSE,
        over=_controlled_files,
        check=_note("unmerged"),
        suspects=_noted_for("unmerged"),
    ),
    Rule(
        id="SAP902",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words("Git бардык файлдарды көрөт", "Git видит все файлы", "Git sees every file"),
        says={
            "": Words(
                "{path}: Git бул файлдын өзгөрүүлөрүн көрмөксөн (skip-worktree же assume-unchanged)",
                "{path}: Git не замечает изменений этого файла (skip-worktree или assume-unchanged)",
                "{path}: Git was told to overlook changes of this file (skip-worktree or assume-unchanged)",
            )
        },
        do={
            "": Words(
                "белгини алыңыз: git update-index --no-skip-worktree --no-assume-unchanged {path}",
                "снимите отметку: git update-index --no-skip-worktree --no-assume-unchanged {path}",
                "take the mark away: git update-index --no-skip-worktree --no-assume-unchanged {path}",
            )
        },
        source=_CLAUSE,
        over=_controlled_files,
        check=_note("hidden"),
        suspects=_noted_for("hidden"),
    ),
    Rule(
        id="SAP903",
        afresh=True,
        severity=ERROR,
        proves=True,
        title=Words(
            "Байттар жолдо өзгөрбөйт", "Байты не меняются по дороге", "Bytes do not change on their way to disk"
        ),
        says={
            "": Words(
                "{path}: .gitattributes бул файлга {told} коёт: дисктеги же архивдеги текст Git сактагандан башка болот",
                "{path}: .gitattributes назначает файлу {told}: на диске или в архиве другой текст, чем хранит Git",
                "{path}: attributes give it {told}: the text on disk or in an archive is not the one Git stores",
            )
        },
        do={
            "": Words(
                "башкаруудагы файлдардан бул атрибутту алыңыз (.gitattributes, .git/info/attributes)",
                "уберите этот атрибут с файлов под управлением (.gitattributes, .git/info/attributes)",
                "take that attribute away from controlled files (.gitattributes, .git/info/attributes)",
            )
        },
        source=_CLAUSE,
        over=_controlled_files,
        check=_note("attribute"),
        suspects=_noted_for("attribute"),
    ),
    Rule(
        id="SAP904",
        afresh=True,
        severity=WARNING,
        proves=True,
        title=Words("Объекттер алмаштырылган эмес", "Объекты не подменены", "No object is replaced"),
        says={
            "replace": Words(
                "бул клондо алмаштырылган объект бар ({name}): башка программалар башка текст көрсөтөт",
                "в этом клоне подменён объект ({name}): другие программы покажут другой текст",
                "this clone replaces an object ({name}): other programs show another text",
            ),
            "graft": Words(
                "бул клондо тарых кесилген ({name})",
                "в этом клоне история перерезана ({name})",
                "this clone cuts the history ({name})",
            ),
        },
        do={
            "": Words(
                "алып салыңыз: git replace -d …; sapat аларды эсепке албайт",
                "уберите: git replace -d …; sapat их не учитывает",
                "take them away: git replace -d …; sapat does not follow them",
            ),
            "graft": Words("файлды өчүрүңүз: {name}", "удалите файл: {name}", "delete the file: {name}"),
        },
        source=_CLAUSE,
        over=itself,
        check=_replaced,
    ),
    Rule(
        id="SAP905",
        afresh=True,
        severity=INFO,
        proves=True,
        title=Words("Клон өзүнчө турат", "Клон самостоятелен", "The clone stands alone"),
        says={
            "": Words(
                "бул клондун объекттеринин бир бөлүгү башка жерде: {name}",
                "часть объектов этого клона лежит в другом месте: {name}",
                "a part of this clone's objects lies elsewhere: {name}",
            )
        },
        do={
            "": Words(
                "камдык көчүрмө катары колдонбоңуз: git clone --no-local",
                "не используйте как резервную копию: git clone --no-local",
                "do not keep it as a backup: git clone --no-local",
            )
        },
        source=_CLAUSE,
        over=itself,
        check=_borrowed,
    ),
    Rule(
        id="SAP906",
        afresh=True,
        severity=INFO,
        proves=True,
        title=Words("Тарых толук", "История полна", "The history is whole"),
        says={
            "": Words(
                "тайыз клон: ким качан жазганы жана фактылар мурун өзгөргөнбү — каралган жок",
                "неполный клон: кто и когда писал и менялись ли факты раньше, не рассмотрено",
                "a shallow clone: who wrote when, and whether facts changed earlier, was not examined",
            ),
            "partial": Words(
                "жарым-жартылай клон (partial clone): объекттеринин бир бөлүгү бул жерде жок, тарых каралган жок",
                "частичный клон (partial clone): части объектов здесь нет, история не рассмотрена",
                "a partial clone: some objects are not here, and history was not examined",
            ),
        },
        do={
            "partial": Words(
                "толук клон алыңыз: git clone (--filter жок)",
                "возьмите полный клон: git clone (без --filter)",
                "take a whole clone: git clone, without --filter",
            ),
            "": Words(
                "керек болсо, тарыхты алыңыз: git fetch --unshallow",
                "если нужно, получите историю: git fetch --unshallow",
                "fetch the history where it is wanted: git fetch --unshallow",
            ),
        },
        source=_CLAUSE,
        over=itself,
        check=_cut,
    ),
    Rule(
        id=EMPTY,
        severity=ERROR,
        title=Words("Башкарууда документ бар", "Под управлением есть документы", "There are documents under control"),
        says={
            "": Words(
                "башкарууда бир да документ жок ({folders})",
                "под управлением нет ни одного документа ({folders})",
                "no document is under control ({folders})",
            )
        },
        do={
            "": Words(
                "sapat.toml ичиндеги controlled папкаларын текшериңиз же биринчи документти ачыңыз: sapat new",
                "проверьте папки controlled в sapat.toml или заведите первый документ: sapat new",
                "look at controlled in sapat.toml, or begin the first document: sapat new",
            )
        },
        source="ISO 9001:2015 7.5.1",
        over=itself,
        check=_empty,
    ),
    Rule(
        id="SAP915",
        afresh=True,
        severity=INFO,
        title=Words("Git дискти күтөт", "Git дожидается диска", "Git waits for the disk"),
        says={
            "": Words(
                "core.fsync={told}: жарык өчсө, Git кабыл алган акыркы коммит жоголуп кетиши мүмкүн",
                "core.fsync={told}: при отключении питания может пропасть последний принятый коммит",
                "core.fsync={told}: a power cut may take back the last commit that Git acknowledged",
            )
        },
        do={
            "": Words(
                "жазыңыз: git config core.fsync all (Git 2.36 же андан жаңы)",
                "напишите: git config core.fsync all (Git 2.36 или новее)",
                "write: git config core.fsync all (Git 2.36 or newer)",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b",
        over=itself,
        check=_unsynced,
    ),
)
