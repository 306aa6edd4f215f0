"""SAP850-SAP858: what keeps a text from standing on paper just as it does on the site (findings: pdf §1).

`sapat pdf` and the build find these when they set a text; `sapat check` sets none, so there they are not applicable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sapat.model.findings import Finding, Hit, Severity
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, INFO, WARNING, Rule

REFUSED: Final = "SAP850"
_CLAUSE: Final = "ISO 9001:2015 7.5.2 b, 7.5.3.1 b"
_MEND_NEXT: Final = Words(
    "кийинки версияда оңдоңуз: sapat revise {code}",
    "исправьте в следующей версии: sapat revise {code}",
    "mend it in the next version: sapat revise {code}",
)
_PICTURE_DO: Final = Words(
    "сүрөттү PNG, JPEG же жөнөкөй SVG (скриптсиз, чыпкасыз, тышкы шилтемесиз) кылып документтин папкасына салыңыз",
    "положите рисунок в папку документа как PNG, JPEG или простой SVG (без скриптов, фильтров и внешних ссылок)",
    "put the picture into the document's folder as PNG, JPEG or plain SVG (no scripts, filters or outside links)",
)


def _none(_: Snapshot) -> Iterable[None]:
    return ()


def _nothing(_: Snapshot, __: None) -> Iterable[Hit]:
    return ()


def _of_paper(id: str, severity: Severity, title: Words, says: Mapping[str, Words], do: Mapping[str, Words]) -> Rule:
    """A rule that the press asks: no snapshot alone can answer it."""
    return Rule(
        id=id,
        severity=severity,
        title=title,
        says=says,
        do=do,
        source=_CLAUSE,
        over=_none,
        check=_nothing,
        with_paper=True,
    )


RULES: tuple[Rule, ...] = (
    _of_paper(
        REFUSED,
        ERROR,
        Words("Текст кагазга чыгат", "Текст выводится на бумагу", "A text can be set on paper"),
        {
            "": Words("PDF түзүлгөн жок: {at}", "PDF не создан: {at}", "no PDF was made: {at}"),
            "time": Words(
                "PDF түзүлгөн жок: текст уруксат берилген убакытка сыйган жок",
                "PDF не создан: текст не уложился в отведённое время",
                "no PDF was made: the text took longer than it may",
            ),
            "limits": Words(
                "PDF түзүлгөн жок: текст эстутумдун же процессордун чегинен чыкты",
                "PDF не создан: текст превысил предел памяти или процессора",
                "no PDF was made: the text took more memory or processor time than it may",
            ),
        },
        {
            "": Words(
                "тексттин ушул жерин жөнөкөйлөтүңүз же бул билдирүүнү программаны тейлегендерге жөнөтүңүз",
                "упростите это место текста или передайте сообщение тем, кто сопровождает программу",
                "make this place of the text simpler, or send the message to those who look after the program",
            ),
            "time": _MEND_NEXT,
            "limits": _MEND_NEXT,
        },
    ),
    _of_paper(
        "SAP851",
        ERROR,
        Words("Ар бир сүрөт кагазда бар", "Каждый рисунок есть на бумаге", "Every picture is on the paper"),
        {
            "": Words("сүрөт жок: «{at}»", "рисунка нет: «{at}»", "the picture is missing: {at!r}"),
            "kind": Words(
                "бул файл сүрөт эмес: {at}",
                "этот файл — не рисунок: {at}",
                "this file is no picture: {at}",
            ),
            "size": Words("сүрөт өтө чоң: {at}", "рисунок слишком велик: {at}", "the picture is too large: {at}"),
            "unsafe": Words(
                "сүрөттө басууга болбой турган нерсе бар: {at}",
                "в рисунке есть то, чего на бумаге быть не должно: {at}",
                "the picture holds what may not be printed: {at}",
            ),
            "broken": Words("сүрөт бузулган: {at}", "рисунок повреждён: {at}", "the picture is damaged: {at}"),
        },
        {"": _PICTURE_DO},
    ),
    _of_paper(
        "SAP852",
        ERROR,
        Words("Ар бир белги арипте бар", "Каждый знак есть в шрифтах", "The fonts have every letter"),
        {
            "": Words(
                "«{at}» белгиси ({number}) арипте жок, анын ордуна номери басылды",
                "знака «{at}» ({number}) нет в шрифтах, вместо него напечатан его номер",
                "no font has the letter {at!r} ({number}); its number is printed instead",
            ),
        },
        {"": Words("белгини сөз менен алмаштырыңыз", "замените знак словом", "put a word in its place")},
    ),
    _of_paper(
        "SAP853",
        WARNING,
        Words("Диаграмма чийилген", "Диаграмма нарисована", "A diagram is drawn"),
        {
            "": Words(
                "диаграмма чийилген эмес, жазылышы басылды: {at}",
                "диаграмма не нарисована, напечатано её описание: {at}",
                "the diagram is not drawn, its source is printed: {at}",
            ),
        },
        {
            "": Words(
                "диаграмманы SVG кылып сактап, текстке сүрөт катары кошуңуз: ![аталышы](файл.svg)",
                "сохраните диаграмму как SVG и вставьте рисунком: ![название](файл.svg)",
                "save the diagram as SVG and show it as a picture: ![title](file.svg)",
            )
        },
    ),
    _of_paper(
        "SAP854",
        WARNING,
        Words("Шилтеме кагазда да жетет", "Ссылка и на бумаге куда-то ведёт", "A link leads somewhere on paper too"),
        {
            "": Words(
                "шилтеме эч жакка алып барбайт, сөздөрү гана басылды: «{at}»",
                "ссылка никуда не ведёт, напечатаны только слова: «{at}»",
                "the link leads nowhere, only its words are printed: {at!r}",
            ),
        },
        {
            "": Words(
                "шилтеменин дарегин оңдоңуз же аны алып салыңыз",
                "исправьте адрес ссылки или уберите её",
                "mend the address or take the link away",
            )
        },
    ),
    _of_paper(
        "SAP855",
        WARNING,
        Words("PDF толук профиль менен сакталат", "PDF получает полный профиль", "The PDF gets the full profile"),
        {
            "": Words(
                "PDF каалаган профилден төмөн чыкты: {at}",
                "PDF получен с более низким профилем: {at}",
                "the PDF was exported with a lower profile: {at}",
            ),
        },
        {
            "": Words(
                "белгиленген жерди оңдоңуз: документ жеткиликтүүлүктүн толук профили менен сакталат",
                "исправьте указанное место: тогда документ получит полный профиль доступности",
                "mend the place named: the document then gets the full profile",
            )
        },
    ),
    _of_paper(
        "SAP856",
        WARNING,
        Words("Сүрөт сөз менен да айтылган", "У рисунка есть описание", "A picture is described"),
        {
            "": Words(
                "сүрөттүн сөз менен айтылышы жок: {at}",
                "у рисунка нет описания: {at}",
                "the picture has no description: {at}",
            ),
        },
        {
            "": Words(
                "жазыңыз: ![сүрөттө эмне бар](файл.png)",
                "напишите: ![что изображено](файл.png)",
                "write: ![what it shows](file.png)",
            )
        },
    ),
    _of_paper(
        "SAP857",
        INFO,
        Words("Тиркелген баштапкы текст толук", "Приложенный исходный текст полон", "The attached source is whole"),
        {
            "": Words(
                "тиркелген баштапкы тексттен HTML комментарий алынып салынды: тиркеменин байттары контролдук экземплярдан башкача",
                "из приложенного исходного текста убран комментарий HTML: байты приложения отличаются от контрольного экземпляра",
                "an HTML comment was taken out of the attached source: its bytes differ from the control copy",
            ),
        },
        {"": _MEND_NEXT},
    ),
    _of_paper(
        "SAP858",
        WARNING,
        Words("Белгиче бир жолу турат", "Якорь стоит один раз", "An anchor stands once"),
        {
            "": Words(
                "бир эле белгиче ({at}) эки жолу турат: шилтемелер биринчисине алып барат",
                "якорь {at} стоит дважды: ссылки ведут на первый",
                "the anchor {at} stands twice: links lead to the first",
            ),
        },
        {"": Words("экинчисине башка ат бериңиз", "дайте второму другое имя", "give the second another name")},
    ),
)
_BY_ID: Final = {rule.id: rule for rule in RULES}


def paper_finding(rule: str, hit: Hit) -> Finding:
    """What the press met, as a finding."""
    told = _BY_ID[rule]
    return Finding(
        rule=rule,
        severity=told.severity,
        where=hit.where,
        document=hit.document,
        message=told.sentence(hit.says),
        do=told.cure(hit.says),
        args=hit.args,
        source=told.source,
    )
