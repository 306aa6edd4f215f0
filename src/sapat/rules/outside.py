"""SAP812: what a range brings outside control neither leads out of the repository nor lands under control elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sapat.model.files import File
from sapat.model.findings import Hit, Where
from sapat.model.outside import strange, under
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule


def _folders(at: Snapshot) -> tuple[str, ...]:
    return (*at.settings.controlled, "registers")


def _brought(at: Snapshot) -> list[File]:
    """Files that the range added or changed and that are not under control: those that are have rules of their own."""
    assert at.base is not None
    then, folders = at.base.files, _folders(at)
    return [file for path, file in at.files.items() if not file.same(then.get(path)) and not under(path, folders)]


def _strange(at: Snapshot, file: File) -> Iterable[Hit]:
    if says := strange(file.path, file.mode, _folders(at)):
        yield Hit(Where(file.path, line=1, column=1), says, {"mode": f"{file.mode:o}", "path": file.path})


_RENAME: Final = Words(
    "латын тамга, цифра, чекит, дефис, астыңкы сызык менен атаңыз: git mv",
    "назовите латинскими буквами, цифрами, точкой, дефисом и подчёркиванием: git mv",
    "name it with Latin letters, digits, dot, hyphen and underscore: git mv",
)
RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP812",
        afresh=True,
        severity=ERROR,
        title=Words(
            "Башкаруудан тышкары файлдар да кадимки",
            "И вне управления — обычные файлы",
            "Outside control too, files are plain",
        ),
        says={
            "symlink": Words(
                "бул символдук шилтеме: ал каалаган файлга, репозиторийден тышкары да алып барат",
                "это символическая ссылка: она может вести к любому файлу, и вне репозитория",
                "this is a symbolic link: it may lead to any file, outside the repository too",
            ),
            "submodule": Words(
                "бул башка репозиторий (submodule): анын мазмуну бул жерде каралбайт",
                "это другой репозиторий (submodule): его содержимое здесь не проверяется",
                "this is another repository (submodule): its content is not looked at here",
            ),
            "odd": Words(
                "бул кадимки файл эмес (режими {mode})",
                "это не обычный файл (режим {mode})",
                "this is no plain file (mode {mode})",
            ),
            "bytes": Words(
                "файлдын аты UTF-8 эмес: башка системаларда ал окулбайт",
                "имя файла не в UTF-8: на других системах его не прочесть",
                "the name of the file is not UTF-8: other systems cannot read it",
            ),
            "control": Words(
                "файлдын атында көрүнбөгөн башкаруу белгиси бар",
                "в имени файла есть управляющий знак",
                "the name of the file has a control character",
            ),
            "twin": Words(
                "бул ат Windows же macOS системасында башкаруудагы файлга же папкага түшөт",
                "в Windows или macOS это имя попадает на файл или папку под управлением",
                "on Windows or macOS this name lands on a file or folder under control",
            ),
        },
        do={
            **dict.fromkeys(
                ("symlink", "submodule", "odd"),
                Words(
                    "ордуна кадимки файл коюңуз же алып салыңыз: git rm {path}",
                    "замените обычным файлом или уберите: git rm {path}",
                    "put a plain file in its place, or take it away: git rm {path}",
                ),
            ),
            **dict.fromkeys(("bytes", "control"), _RENAME),
            "twin": Words(
                "башкача атаңыз: git mv; башкаруудагы файл болсо, папканын атын так жазыңыз",
                "назовите иначе: git mv; если файл должен быть под управлением, напишите имя папки точно",
                "name it otherwise: git mv; if it is to be under control, write the name of the folder exactly",
            ),
        },
        source="ISO 9001:2015 7.5.3.1 b",
        over=_brought,
        check=_strange,
        with_base=True,
    ),
)
