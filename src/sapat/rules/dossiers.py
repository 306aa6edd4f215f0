"""SAP217-SAP220: the form of a dossier: its record, its names, and nothing that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.findings import Hit, Where
from sapat.model.integrity import copy_front_faults, is_code_of
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.objects import records, sealed, seals_written
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE = "ISO 9001:2015 7.5.2 a"


def _dossiers(at: Snapshot) -> Iterator[Dossier]:
    return (one for versions in at.dossiers.values() for one in versions)


def _recordless(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    if one.record is None:
        paths = [*(c.path for c in one.copy), *(a.path for a in one.agreements), *one.others, one.path]
        yield Hit(Where(paths[0], line=1, column=1), "", {"folder": one.folder})


def _misplaced(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    """The slug is made from the first code and never changes; the folder is the version (DESIGN 4)."""
    assert one.record is not None
    told = one.record.text("version")
    if told and told != str(one.version):
        yield Hit(Where(one.path, ("version",)), "version", {"told": told, "folder": one.folder})
    if one.code and not is_code_of(at, one.slug, one.code):
        yield Hit(Where(one.path, ("document",)), "code", {"code": one.code, "slug": one.slug})


def _strangers(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    for path in one.others:
        yield Hit(Where(path, line=1, column=1), "", {"folder": one.folder}, one.code)


def _change_files(at: Snapshot) -> Iterator[str]:
    return (path for path in at.facts if path.startswith("registers/changes/") and path.count("/") >= 4)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP217",
        severity=ERROR,
        proves=True,
        title=Words("Досьеде жазуу бар", "В досье есть запись", "A dossier has its record"),
        says={
            "": Words(
                "{folder} досьесинде record.yaml жок",
                "в досье {folder} нет record.yaml",
                "the dossier {folder} has no record.yaml",
            )
        },
        do={
            "": Words(
                "жазууну кайтарыңыз (git log -- {folder}) же ачык досьени бүтүндөй алып салыңыз",
                "верните запись (git log -- {folder}) или уберите открытое досье целиком",
                "bring the record back (git log -- {folder}), or take an open dossier away as a whole",
            )
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=_dossiers,
        check=_recordless,
        covers=_change_files,
    ),
    Rule(
        id="SAP218",
        severity=ERROR,
        proves=True,
        title=Words(
            "Жазуу өз папкасында жатат", "Запись лежит в своей папке", "A record lies in the folder of what it is about"
        ),
        says={
            "version": Words(
                "version: {told}, бирок жазуу {folder} папкасында жатат",
                "version: {told}, а запись лежит в {folder}",
                "version says {told}, but the record lies in {folder}",
            ),
            "code": Words(
                "document: {code}, бирок «{slug}» бул коддун папкасы эмес (recode жазуусу да жок)",
                "document: {code}, но «{slug}» — не папка этого кода (и записи recode нет)",
                "document says {code}, but {slug!r} is not the folder of that code (nor is there a recode)",
            ),
        },
        do={
            "": Words(
                "ачык жазууну оңдоңуз же түшүрүңүз; катталганы болсо кайтарыңыз: git log -- registers/changes",
                "исправьте или снимите открытую запись; зарегистрированную верните: git log -- registers/changes",
                "mend or drop an open record; bring a registered one back: git log -- registers/changes",
            )
        },
        source=_CLAUSE,
        over=records,
        check=_misplaced,
        covers=seals_written,
    ),
    Rule(
        id="SAP219",
        severity=ERROR,
        proves=True,
        title=Words(
            "Контролдук экземпляр ушул версиянын тексти",
            "Контрольный экземпляр — текст этой версии",
            "The control copy is the text of this version",
        ),
        says={
            "none": Words(
                "контролдук экземплярда башкы маалыматы бар документ файлы жок ({folder}/copy)",
                "в контрольном экземпляре нет файла документа с шапкой ({folder}/copy)",
                "the control copy has no document file with front matter ({folder}/copy)",
            ),
            "version": Words(
                "контролдук экземплярда version: {told}, жазууда: {version}",
                "в контрольном экземпляре version: {told}, в записи: {version}",
                "the control copy says version {told}, the record {version}",
            ),
            "code": Words(
                "контролдук экземплярда code: {told}, жазууда: {code}",
                "в контрольном экземпляре code: {told}, в записи: {code}",
                "the control copy says code {told}, the record {code}",
            ),
        },
        do={
            "": Words(
                "кийинки версияны туура текст менен каттаңыз: sapat revise, sapat approve",
                "зарегистрируйте следующую версию с верным текстом: sapat revise, sapat approve",
                "register the next version with the right text: sapat revise, sapat approve",
            )
        },
        source=_CLAUSE,
        over=sealed,
        check=copy_front_faults,
        covers=seals_written,
    ),
    Rule(
        id="SAP220",
        severity=WARNING,
        title=Words("Досьеде белгисиз файл жок", "В досье нет посторонних файлов", "A dossier has no unknown files"),
        says={
            "": Words(
                "{folder} досьесинде бул файлдын орду жок",
                "в досье {folder} для этого файла нет места",
                "the dossier {folder} has no place for this file",
            )
        },
        do={
            "": Words(
                "файлды досьеден чыгарыңыз; документтин сүрөттөрү анын өз папкасында турат",
                "уберите файл из досье; рисунки документа лежат в его собственной папке",
                "move the file out of the dossier; pictures of a document lie in its own folder",
            )
        },
        source="ISO 9001:2015 7.5.3.2",
        over=_dossiers,
        check=_strangers,
        covers=_change_files,
    ),
)
