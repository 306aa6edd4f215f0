"""SAP250-SAP253: a record of kind `editorial` corrects spelling and nothing else (DOMAIN 4b; R43, R60)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sapat.model.editorial_cases import KIND
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.wordings import Found
from sapat.model.words import Words
from sapat.rules.objects import open_records, records, sealed
from sapat.rules.rule import ERROR, WARNING, Rule

_CLAUSE: Final = "ISO 9001:2015 7.5.2 c, 7.5.3.2 c; R43, R60"
_MANY: Final = 10  # changes of one record that are told one by one
_PLAIN: Final = "words"


def _open(at: Snapshot) -> Iterator[Dossier]:
    return (one for one in open_records(at) if one.path in at.wordings)


def _standing(at: Snapshot) -> Iterator[Dossier]:
    """Sealed ones that stood before the range; without a range, all."""
    return (one for one in sealed(at) if one.path in at.wordings and (at.base is None or _stood(at.base, one)))


def _brought(at: Snapshot) -> Iterator[Dossier]:
    return (one for one in sealed(at) if one.path in at.wordings and at.base is not None and not _stood(at.base, one))


def _stood(base: Snapshot, one: Dossier) -> bool:
    return any(other.is_sealed and other.version == one.version for other in base.versions(one.slug))


def _all(at: Snapshot) -> Iterator[Dossier]:
    return (one for one in records(at) if one.kind == KIND and one.path in at.wordings)


def _substance(at: Snapshot, record: Dossier) -> Iterable[Hit]:
    return _hits(at, record, [one for one in at.wordings[record.path] if one.kind != _PLAIN])


def _plain(at: Snapshot, record: Dossier) -> Iterable[Hit]:
    return _hits(at, record, [one for one in at.wordings[record.path] if one.kind == _PLAIN])


def _hits(at: Snapshot, record: Dossier, found: list[Found]) -> Iterator[Hit]:
    for one in found[:_MANY]:
        yield Hit(_where(at, record, one), one.kind, {"old": one.old or "—", "new": one.new or "—"}, record.code)
    if len(found) > _MANY:
        told = {"count": len(found) - _MANY}
        yield Hit(Where(record.path, ("kind",)), "more", told, record.code)


def _where(at: Snapshot, record: Dossier, one: Found) -> Where:
    """The place in the text the record is about: the working file, or the control copy of a sealed one."""
    doc = at.by_slug.get(record.slug)
    files = record.copy if record.is_sealed or doc is None else doc.files
    path = next((file.path for file in files if file.relative == one.relative), record.path)
    return Where(path, one.key) if one.key else Where(path, line=max(1, one.line), column=1)


SAYS: Final[dict[str, Words]] = {
    "number": Words(
        "редакциялык оңдоодо сан өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменено число: «{old}» → «{new}»",
        "an editorial correction changes a number: {old!r} → {new!r}",
    ),
    "date": Words(
        "редакциялык оңдоодо күн же ай өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменена дата: «{old}» → «{new}»",
        "an editorial correction changes a date: {old!r} → {new!r}",
    ),
    "unit": Words(
        "редакциялык оңдоодо өлчөм бирдиги же нуска өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменена единица или экземпляр: «{old}» → «{new}»",
        "an editorial correction changes a unit or a copy: {old!r} → {new!r}",
    ),
    "code": Words(
        "редакциялык оңдоодо документтин же форманын коду өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменён код документа или формы: «{old}» → «{new}»",
        "an editorial correction changes the code of a document or form: {old!r} → {new!r}",
    ),
    "role": Words(
        "редакциялык оңдоодо кызмат же бөлүм өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменена должность или подразделение: «{old}» → «{new}»",
        "an editorial correction changes a role or a unit: {old!r} → {new!r}",
    ),
    "name": Words(
        "редакциялык оңдоодо аталыш өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменено название: «{old}» → «{new}»",
        "an editorial correction changes a name: {old!r} → {new!r}",
    ),
    "negation": Words(
        "редакциялык оңдоодо терс маани пайда болду же жоголду: «{old}» → «{new}»",
        "в редакционной правке появилось или исчезло отрицание: «{old}» → «{new}»",
        "an editorial correction adds or drops a negation: {old!r} → {new!r}",
    ),
    "duty": Words(
        "редакциялык оңдоодо милдет билдирген сөз өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменено слово обязанности: «{old}» → «{new}»",
        "an editorial correction changes a word of duty: {old!r} → {new!r}",
    ),
    "ban": Words(
        "редакциялык оңдоодо тыюу билдирген сөз өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменено слово запрета: «{old}» → «{new}»",
        "an editorial correction changes a word of prohibition: {old!r} → {new!r}",
    ),
    "right": Words(
        "редакциялык оңдоодо укук билдирген сөз өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменено слово права: «{old}» → «{new}»",
        "an editorial correction changes a word of right: {old!r} → {new!r}",
    ),
    "limit": Words(
        "редакциялык оңдоодо шарт же чек билдирген сөз өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменено слово условия или предела: «{old}» → «{new}»",
        "an editorial correction changes a word of condition or limit: {old!r} → {new!r}",
    ),
    "opposite": Words(
        "редакциялык оңдоодо сөз башка маанидеги сөзгө алмашты: «{old}» → «{new}»",
        "в редакционной правке слово заменено словом иного смысла: «{old}» → «{new}»",
        "an editorial correction replaces a word by one of another sense: {old!r} → {new!r}",
    ),
    "link": Words(
        "редакциялык оңдоодо шилтеменин дареги өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменён адрес ссылки: «{old}» → «{new}»",
        "an editorial correction changes the target of a link: {old!r} → {new!r}",
    ),
    "table": Words(
        "редакциялык оңдоодо таблицанын торчосу өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменены ячейки таблицы: «{old}» → «{new}»",
        "an editorial correction changes the cells of a table: {old!r} → {new!r}",
    ),
    "struck": Words(
        "редакциялык оңдоодо сызылган сөздөр өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменено зачёркивание: «{old}» → «{new}»",
        "an editorial correction changes what is struck out: {old!r} → {new!r}",
    ),
    "sentence": Words(
        "редакциялык оңдоодо сүйлөм кошулду же алынды: «{old}» → «{new}»",
        "в редакционной правке добавлено или исключено предложение: «{old}» → «{new}»",
        "an editorial correction adds or drops a sentence: {old!r} → {new!r}",
    ),
    "moved": Words(
        "редакциялык оңдоодо текст башка жерге жылдырылды: «{new}»",
        "в редакционной правке текст перенесён: «{new}»",
        "an editorial correction moves text: {new!r}",
    ),
    "clause": Words(
        "редакциялык оңдоодо сүйлөмдүн бөлүгү өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменена часть предложения: «{old}» → «{new}»",
        "an editorial correction changes a part of a sentence: {old!r} → {new!r}",
    ),
    "file": Words(
        "редакциялык оңдоодо файл өзгөрдү, аны сөз боюнча салыштырууга болбойт: «{old}» → «{new}»",
        "в редакционной правке изменён файл, его нельзя сравнить по словам: «{old}» → «{new}»",
        "an editorial correction changes a file that cannot be compared word by word: {old!r} → {new!r}",
    ),
    "front": Words(
        "редакциялык оңдоодо тексттин маалыматы өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменён реквизит текста: «{old}» → «{new}»",
        "an editorial correction changes a key of the text: {old!r} → {new!r}",
    ),
    "administrative": Words(
        "редакциялык оңдоодо документтин маалыматы өзгөрдү: «{old}» → «{new}»",
        "в редакционной правке изменён реквизит документа: «{old}» → «{new}»",
        "an editorial correction changes an administrative key: {old!r} → {new!r}",
    ),
    "words": Words(
        "сөз алмашкан, бул жазуу катасы эмес: «{old}» → «{new}»",
        "слово заменено, и это не опечатка: «{old}» → «{new}»",
        "a word changed, and it is no slip of the pen: {old!r} → {new!r}",
    ),
    "more": Words(
        "ушундай дагы {count} өзгөртүү бар",
        "таких изменений ещё: {count}",
        "there are {count} more changes like these",
    ),
}
_ANOTHER: Final = Words(
    "маани өзгөрсө: sapat revise {code} --kind change (толук маршрут); болбосо мурунку сөздү кайтарыңыз",
    "если меняется смысл: sapat revise {code} --kind change (полный маршрут); иначе верните прежнее слово",
    "if the meaning changes: sapat revise {code} --kind change (the whole route); if not, put the former word back",
)
_ADDENDUM: Final = Words(
    "мындай маалыматты толуктоо өзгөртөт: sapat amend --kind administrative",
    "такой реквизит меняют дополнением: sapat amend --kind administrative",
    "such a key is changed by an addendum: sapat amend --kind administrative",
)
_TITLE: Final = Words(
    "Редакциялык оңдоо маанини өзгөртпөйт",
    "Редакционная правка не меняет смысла",
    "An editorial correction leaves the meaning as it is",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP250",
        severity=ERROR,
        title=_TITLE,
        says=SAYS,
        do={"": _ANOTHER, "administrative": _ADDENDUM},
        source=_CLAUSE,
        over=_open,
        check=_substance,
    ),
    Rule(
        id="SAP251",
        severity=WARNING,
        title=Words(
            "Редакциялык оңдоодо сөздөр алмашпайт",
            "Редакционная правка не заменяет слов",
            "An editorial correction replaces no words",
        ),
        says=SAYS,
        do={
            "": Words(
                "текшерүүчү карасын: маани өзгөрбөсө калсын, өзгөрсө: sapat revise {code} --kind change",
                "пусть посмотрит проверяющий: смысл тот же — оставьте, иной — sapat revise {code} --kind change",
                "let the checker look: keep it if the meaning is the same, else: sapat revise {code} --kind change",
            )
        },
        source=_CLAUSE,
        over=_all,
        check=_plain,
    ),
    Rule(
        id="SAP252",
        severity=WARNING,
        title=Words(
            "Катталган редакциялык оңдоо маанини өзгөрткөн эмес",
            "Зарегистрированная редакционная правка не меняла смысла",
            "A registered editorial correction left the meaning as it was",
        ),
        says=SAYS,
        do={
            "": Words(
                "катталган жазуу өзгөрбөйт: кийинки версияны толук маршрут менен бекитиңиз: sapat revise {code} --kind change",
                "зарегистрированное не меняют: утвердите следующую версию полным маршрутом: sapat revise {code} --kind change",
                "what is registered stays: approve the next version by the whole route: sapat revise {code} --kind change",
            )
        },
        source=_CLAUSE,
        over=_standing,
        check=_substance,
    ),
    Rule(
        id="SAP253",
        severity=ERROR,
        title=_TITLE,
        says=SAYS,
        do={
            "": Words(
                "бул каттоону кошпоңуз: ачык жазууга кайтып, түрүн change кылып, толук маршруттан өткөрүңүз",
                "не вливайте эту регистрацию: вернитесь к открытой записи, смените вид на change и пройдите полный маршрут",
                "do not merge this registration: go back to the open record, make its kind change and go the whole route",
            )
        },
        source=_CLAUSE,
        over=_brought,
        check=_substance,
        with_base=True,
    ),
)
