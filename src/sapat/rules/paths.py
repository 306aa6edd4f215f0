"""SAP8, second part: modes and names of files, and files that belong to no document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from sapat.model.files import EXECUTABLE, REGULAR, SUBMODULE, SYMLINK, File
from sapat.model.findings import Hit, Where
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule

_GOOD: Final = re.compile(r"(?![.-])[A-Za-z0-9._-]+(?<!\.)")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_STRAYS: Final = ("document", "part", "index", "translation")


def watched(at: Snapshot) -> tuple[File, ...]:
    """Every file of the controlled folders and the registers, and whatever stands where such a folder should be."""
    folders = (*at.settings.controlled, "registers")
    below = tuple(folder + "/" for folder in folders)
    above = {"/".join(folder.split("/")[:n]) for folder in folders for n in range(1, folder.count("/") + 2)}
    return tuple(file for path, file in at.files.items() if path.startswith(below) or path in above)


def _watched(at: Snapshot) -> tuple[File, ...]:
    return at.once(watched)


def _unusual(at: Snapshot) -> list[File]:
    return [file for file in _watched(at) if file.mode != REGULAR]


def _mode(at: Snapshot, file: File) -> Iterable[Hit]:
    if file.mode not in (REGULAR, EXECUTABLE):
        says = {SYMLINK: "symlink", SUBMODULE: "submodule"}.get(file.mode, "odd")
        yield Hit(Where(file.path), says, {"mode": f"{file.mode:o}"})


def _executable(at: Snapshot, file: File) -> Iterable[Hit]:
    if (
        file.mode == EXECUTABLE and at.origin.kind != "folder"
    ):  # a disk may mark all its files so; Git asks whom it can trust
        yield Hit(Where(file.path, line=1, column=1), "", {"path": file.path})


def _misnamed(at: Snapshot) -> list[File]:
    """Files with a bad name on their path; each name is looked at once, however many files lie below it."""
    names = set("/".join(file.path for file in _watched(at)).split("/"))
    if bad := {name for name in names if not _GOOD.fullmatch(name) or _RESERVED.fullmatch(name)}:
        return [file for file in _watched(at) if not bad.isdisjoint(file.path.split("/"))]
    return []


def _name(at: Snapshot, file: File) -> Iterable[Hit]:
    where = Where(file.path, line=1, column=1)
    for name in file.path.split("/"):
        shown = name.encode(errors="backslashreplace").decode()
        strange = next((one for one in name if not re.fullmatch(r"[A-Za-z0-9._-]", one)), "")
        if strange:
            letter = f"U+{ord(strange):04X} {unicodedata.name(strange, 'unnamed character')}"
            yield Hit(where, "letter", {"name": shown, "letter": letter})
        elif not _GOOD.fullmatch(name):
            yield Hit(where, "edge", {"name": shown})
        elif _RESERVED.fullmatch(name):
            yield Hit(where, "reserved", {"name": name})


def _folded(at: Snapshot) -> list[tuple[str, str]]:
    """Each path that a file system without case takes for one before it, with that one."""
    paths = [file.path for file in _watched(at)]
    shapes = unicodedata.normalize("NFC", "\0".join(paths)).casefold().split("\0")
    if len(set(shapes)) == len(shapes):
        return []
    first: dict[str, str] = {}
    pairs = [(path, first.setdefault(shape, path)) for path, shape in zip(paths, shapes, strict=True)]
    return [(path, other) for path, other in pairs if path != other]


def _collision(at: Snapshot, pair: tuple[str, str]) -> Iterable[Hit]:
    path, other = pair
    yield Hit(Where(path, line=1, column=1), "", {"other": other})


def _strays(at: Snapshot) -> Iterator[tuple[str, str]]:
    return ((path, kind) for path, kind in at.strays if kind in _STRAYS)


def _stray(at: Snapshot, one: tuple[str, str]) -> Iterable[Hit]:
    yield Hit(Where(one[0]), one[1], {"name": one[0].rpartition("/")[2]})


_REMOVE: Final = Words("кадимки файл менен алмаштырыңыз", "замените обычным файлом", "put a plain file in its place")

RULES = (
    Rule(
        id="SAP805",
        severity=ERROR,
        proves=True,
        title=Words("Кадимки файлдар гана", "Только обычные файлы", "Plain files only"),
        says={
            "symlink": Words(
                "бул символдук шилтеме: текст башкаруудан тышкары турат",
                "это символическая ссылка: текст лежит вне управления",
                "this is a symbolic link: the text lies outside control",
            ),
            "submodule": Words(
                "бул башка репозиторий (submodule): анын мазмуну бул жерде көзөмөлдөнбөйт",
                "это другой репозиторий (submodule): его содержимое здесь не управляется",
                "this is another repository (submodule): its content is not controlled here",
            ),
            "odd": Words(
                "бул кадимки файл эмес (режими {mode})",
                "это не обычный файл (режим {mode})",
                "this is no plain file (mode {mode})",
            ),
        },
        do={"": _REMOVE},
        source="ISO 9001:2015 7.5.3.1 b",
        over=_watched,
        check=_mode,
        suspects=_unusual,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP806",
        severity=ERROR,
        title=Words("Документ программа эмес", "Документ не программа", "A document is no program"),
        says={
            "": Words("файл аткарылуучу деп белгиленген", "файл помечен исполняемым", "the file is marked executable")
        },
        do={
            "": Words(
                "белгини алыңыз: chmod -x {path} жана git update-index --chmod=-x {path}",
                "снимите пометку: chmod -x {path} и git update-index --chmod=-x {path}",
                "take the mark off: chmod -x {path}, then git update-index --chmod=-x {path}",
            )
        },
        source="ISO 9001:2015 7.5.3.1 b",
        over=_watched,
        check=_executable,
        suspects=_unusual,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP807",
        severity=ERROR,
        title=Words("Файлдардын аттары", "Имена файлов", "Names of files"),
        says={
            "letter": Words(
                "«{name}» атында уруксат берилбеген белги: {letter}",
                "в имени «{name}» недопустимый знак: {letter}",
                "the name {name!r} has a character that is not allowed: {letter}",
            ),
            "edge": Words(
                "«{name}» аты чекит же дефис менен башталат, же чекит менен бүтөт",
                "имя «{name}» начинается с точки или дефиса либо кончается точкой",
                "the name {name!r} begins with a dot or hyphen, or ends with a dot",
            ),
            "reserved": Words(
                "«{name}» аты Windows системасында ээленген",
                "имя «{name}» занято в Windows",
                "the name {name!r} is reserved by Windows",
            ),
        },
        do={
            "": Words(
                "латын тамга, цифра, чекит, дефис, астыңкы сызык менен гана атаңыз",
                "назовите файл латинскими буквами, цифрами, точкой, дефисом и подчёркиванием",
                "use Latin letters, digits, dot, hyphen and underscore only",
            )
        },
        source="ISO 9001:2015 7.5.3.1 a",
        over=_watched,
        check=_name,
        suspects=_misnamed,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP808",
        severity=ERROR,
        proves=True,
        title=Words(
            "Аттар чоң-кичи тамга менен гана айырмаланбайт",
            "Имена различаются не только регистром",
            "Names differ by more than case",
        ),
        says={
            "": Words(
                "{other} аты менен чоң-кичи тамгасы гана айырмаланат: Windows жана macOS бирин гана сактайт",
                "отличается от {other} только регистром: Windows и macOS сохранят лишь один файл",
                "differs from {other} in case alone: Windows and macOS keep only one of them",
            )
        },
        do={"": Words("бирин башкача атаңыз", "переименуйте один из них", "rename one of them")},
        source="ISO 9001:2015 7.5.3.1 a",
        over=_watched,
        check=_collision,
        suspects=_folded,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP809",
        severity=ERROR,
        title=Words(
            "Ар бир файл документке таандык", "Каждый файл относится к документу", "Every file belongs to a document"
        ),
        says={
            "document": Words(
                "«{name}» бир да документке таандык эмес",
                "«{name}» не относится ни к одному документу",
                "{name!r} belongs to no document",
            ),
            "part": Words(
                "«{name}» документтин папкасында жатат, бирок анын parts тизмесинде жок",
                "«{name}» лежит в папке документа, но не назван в его parts",
                "{name!r} lies in the folder of a document, but is not named in its parts",
            ),
            "index": Words(
                "«{name}» документтин тиркемелер папкасында: бир папкада эки документ болбойт",
                "«{name}» в папке приложений документа: двух документов в одной папке не бывает",
                "{name!r} lies in the folder of a document's attachments: one folder, one document",
            ),
            "translation": Words(
                "«{name}» котормосунун түп нускасы жок",
                "у перевода «{name}» нет подлинника",
                "the original of the translation {name!r} is missing",
            ),
        },
        do={
            "": Words(
                "документтин папкасына жылдырыңыз же алып салыңыз; тиркемелер файлдын жанындагы өз папкасында жатат",
                "переместите в папку документа или уберите; приложения лежат в его собственной папке рядом с файлом",
                "move it to the folder of its document, or take it away; attachments lie in a folder beside the file",
            ),
            "part": Words(
                "файлды parts тизмесине кошуңуз же алып салыңыз",
                "добавьте файл в parts или уберите",
                "name it in parts, or take it away",
            ),
        },
        source="ISO 9001:2015 7.5.3.2 a; R34",
        over=_watched,
        check=_stray,
        suspects=_strays,
        covers=lambda at: at.facts,
    ),
)
