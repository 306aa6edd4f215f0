"""SAP201-SAP203, SAP209: a document and the records it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.documents import Document
from sapat.model.findings import Hit, Where
from sapat.model.integrity import text_version, unlike
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.status import Status, newest_sealed, open_record, standing
from sapat.model.words import Words
from sapat.rules.objects import readable
from sapat.rules.rule import ERROR, Rule

Versions = tuple[Dossier, ...]
_CLAUSE = "ISO 9001:2015 7.5.3.2 c"


def _unrecorded(at: Snapshot, doc: Document) -> Iterable[Hit]:
    """An approved text has a dossier, and every draft has the open record of what it will become (R37-R40)."""
    if not at.versions(doc.slug):
        told = {"code": doc.code, "version": doc.text("version") or "—"}
        yield Hit(Where(doc.path, ("version",)), "", told)


def _sealed_documents(at: Snapshot) -> Iterator[tuple[Document, Dossier]]:
    """Documents that have a sealed text, with that text's dossier."""
    for doc in at.documents:
        last = text_version(at.versions(doc.slug))
        if last is not None:
            yield doc, last


def _altered(at: Snapshot, pair: tuple[Document, Dossier]) -> Iterable[Hit]:
    """A working text may differ from its sealed one exactly while an open record of the next version exists."""
    doc, last = pair
    opened = open_record(at.versions(doc.slug))
    if opened is not None and opened.version > last.version:
        return
    differing = unlike(doc, last)
    if differing:
        shown = ", ".join(differing[:3]) + (" …" if len(differing) > 3 else "")
        told = {"code": doc.code or last.code, "version": last.version, "folder": last.folder, "files": shown}
        yield Hit(Where(doc.path, ("version",)), "", told | {"home": doc.path.rpartition("/")[0]})


def _in_work(at: Snapshot) -> Iterator[tuple[Document, Dossier]]:
    """Documents whose next text is being worked on."""
    for doc in readable(at):
        opened = open_record(at.versions(doc.slug))
        if opened is not None and not opened.is_withdrawal:
            yield doc, opened


def _version_told(at: Snapshot, pair: tuple[Document, Dossier]) -> Iterable[Hit]:
    """The front matter names the version in force or the one being worked on, no third."""
    doc, opened = pair
    last = text_version(at.versions(doc.slug))
    known = [str(one.version) for one in (last, opened) if one is not None]
    told = doc.text("version")
    if told not in known:
        yield Hit(Where(doc.path, ("version",)), "", {"told": told or "—", "known": ", ".join(known)})


def _histories(at: Snapshot) -> Iterable[Versions]:
    return at.dossiers.values()


def _abandoned(at: Snapshot, versions: Versions) -> Iterable[Hit]:
    """A document leaves by a withdrawal or a successor; deleting its file does not end it (there is no delete)."""
    newest = versions[-1]
    if newest.slug in at.by_slug:
        return
    last = newest_sealed(versions)
    if last is None:
        yield Hit(Where(newest.path, line=1, column=1), "unknown", {"slug": newest.slug})
    elif not last.is_withdrawal:
        stands = standing(at, newest.slug)
        if stands is None or stands.status is not Status.SUPERSEDED:
            told = {"code": last.code, "version": last.version, "folder": last.folder}
            yield Hit(Where(last.path, line=1, column=1), "removed", told)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP201",
        severity=ERROR,
        title=Words("Ар бир версиянын жазуусу бар", "У каждой версии есть запись", "Every version has a record"),
        says={
            "": Words(
                "{code} документинин {version} версиясынын досьеси да, ачык жазуусу да жок",
                "у версии {version} документа {code} нет ни досье, ни открытой записи",
                "version {version} of {code} has neither a dossier nor an open record",
            )
        },
        do={
            "": Words(
                "жазуу ачыңыз: sapat revise {code}; жаңы документ үчүн: sapat new (кагазда бекитилгенине --adoption)",
                "откройте запись: sapat revise {code}; для нового документа: sapat new (утверждённый на бумаге: --adoption)",
                "open a record: sapat revise {code}; for a new document: sapat new (approved on paper: --adoption)",
            )
        },
        source=f"{_CLAUSE}; R37, R39",
        over=readable,
        check=_unrecorded,
    ),
    Rule(
        id="SAP202",
        severity=ERROR,
        proves=True,
        title=Words(
            "Бекитилген текст жазуусуз өзгөрбөйт",
            "Утверждённый текст не меняется без записи",
            "An approved text does not change without a record",
        ),
        says={
            "": Words(
                "{code}: текст катталган {version} версиясынан ({folder}) айырмаланат: {files}",
                "{code}: текст отличается от зарегистрированной версии {version} ({folder}): {files}",
                "{code}: the text is unlike its registered version {version} ({folder}): {files}",
            )
        },
        do={
            "": Words(
                "өзгөртүү керек болсо: sapat revise {code}; кокустан болсо, катталган текстти контролдук экземплярдан кайтарыңыз: cp -R {folder}/copy/. {home}/",
                "если изменение нужно: sapat revise {code}; если случайное, верните текст из контрольного экземпляра: cp -R {folder}/copy/. {home}/",
                "if the change is wanted: sapat revise {code}; if not, take the text back from its control copy: cp -R {folder}/copy/. {home}/",
            )
        },
        source=f"{_CLAUSE}; R43",
        over=_sealed_documents,
        check=_altered,
    ),
    Rule(
        id="SAP203",
        severity=ERROR,
        title=Words(
            "Документтеги версия жазууларга туура келет",
            "Версия в документе соответствует записям",
            "The version in the document fits the records",
        ),
        says={
            "": Words(
                "version: {told}; бирок жазуулар боюнча: {known}",
                "version: {told}, а по записям: {known}",
                "version says {told}, the records say: {known}",
            )
        },
        do={
            "": Words(
                "ачык жазуунун версиясын жазыңыз; аны sapat revise өзү жазат",
                "напишите версию открытой записи; sapat revise пишет её сам",
                "write the version of the open record; sapat revise writes it by itself",
            )
        },
        source=_CLAUSE,
        over=_in_work,
        check=_version_told,
    ),
    Rule(
        id="SAP209",
        severity=ERROR,
        title=Words(
            "Документ жазуусуз жоголбойт", "Документ не исчезает без записи", "No document goes without a record"
        ),
        says={
            "removed": Words(
                "{code} документинин файлы жок, бирок {version} версиясы ({folder}) күчүн жоготкон эмес",
                "файла документа {code} нет, хотя версия {version} ({folder}) не отменена",
                "{code} has no file, but version {version} ({folder}) is not withdrawn",
            ),
            "unknown": Words(
                "«{slug}» досьесине туура келген документ жок",
                "нет документа, к которому относится досье «{slug}»",
                "the dossier {slug!r} belongs to no document",
            ),
        },
        do={
            "": Words(
                "файлды кайтарыңыз же документти мыйзамдуу токтотуңуз: sapat withdraw {code}",
                "верните файл или отмените документ порядком: sapat withdraw {code}",
                "bring the file back, or end the document lawfully: sapat withdraw {code}",
            ),
            "unknown": Words(
                "документтин файлын кошуңуз же ачык досьени бүтүндөй алып салыңыз",
                "добавьте файл документа или уберите открытое досье целиком",
                "add the document's file, or take the open dossier away as a whole",
            ),
        },
        source="ISO 9001:2015 7.5.3.2 d",
        over=_histories,
        check=_abandoned,
    ),
)
