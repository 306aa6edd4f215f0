"""What keeps a rendition from showing the text just as the site does, said as findings with file and line (SAP850-SAP858)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sapat.model.findings import Finding, Severity, Where
from sapat.model.words import Words
from sapat.publish.plan import Edition, Part
from sapat.render.job import Fault

_CLAUSE: Final = "ISO 9001:2015 7.5.2 b, 7.5.3.1 b"


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault as it is told."""

    rule: str
    severity: Severity
    message: Words
    do: Words


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
KINDS: Final[Mapping[str, Kind]] = {
    "refused": Kind(
        "SAP850",
        Severity.ERROR,
        Words("PDF түзүлгөн жок: {at}", "PDF не создан: {at}", "no PDF was made: {at}"),
        Words(
            "тексттин ушул жерин жөнөкөйлөтүңүз же бул билдирүүнү программаны тейлегендерге жөнөтүңүз",
            "упростите это место текста или передайте сообщение тем, кто сопровождает программу",
            "make this place of the text simpler, or send the message to those who look after the program",
        ),
    ),
    "time": Kind(
        "SAP850",
        Severity.ERROR,
        Words(
            "PDF түзүлгөн жок: текст уруксат берилген убакытка сыйган жок",
            "PDF не создан: текст не уложился в отведённое время",
            "no PDF was made: the text took longer than it may",
        ),
        _MEND_NEXT,
    ),
    "limits": Kind(
        "SAP850",
        Severity.ERROR,
        Words(
            "PDF түзүлгөн жок: текст эстутумдун же процессордун чегинен чыкты",
            "PDF не создан: текст превысил предел памяти или процессора",
            "no PDF was made: the text took more memory or processor time than it may",
        ),
        _MEND_NEXT,
    ),
    "picture": Kind(
        "SAP851",
        Severity.ERROR,
        Words("сүрөт жок: «{at}»", "рисунка нет: «{at}»", "the picture is missing: {at!r}"),
        _PICTURE_DO,
    ),
    "picture-kind": Kind(
        "SAP851",
        Severity.ERROR,
        Words(
            "бул файл сүрөт эмес: {at}",
            "этот файл — не рисунок: {at}",
            "this file is no picture: {at}",
        ),
        _PICTURE_DO,
    ),
    "picture-size": Kind(
        "SAP851",
        Severity.ERROR,
        Words("сүрөт өтө чоң: {at}", "рисунок слишком велик: {at}", "the picture is too large: {at}"),
        _PICTURE_DO,
    ),
    "picture-unsafe": Kind(
        "SAP851",
        Severity.ERROR,
        Words(
            "сүрөттө басууга болбой турган нерсе бар: {at}",
            "в рисунке есть то, что печатать нельзя: {at}",
            "the picture holds what may not be printed: {at}",
        ),
        _PICTURE_DO,
    ),
    "picture-broken": Kind(
        "SAP851",
        Severity.ERROR,
        Words("сүрөт бузулган: {at}", "рисунок повреждён: {at}", "the picture is damaged: {at}"),
        _PICTURE_DO,
    ),
    "glyph": Kind(
        "SAP852",
        Severity.ERROR,
        Words(
            "«{at}» белгиси ({number}) арипте жок, анын ордуна номери басылды",
            "знака «{at}» ({number}) нет в шрифтах, вместо него напечатан его номер",
            "no font has the letter {at!r} ({number}); its number is printed instead",
        ),
        Words("белгини сөз менен алмаштырыңыз", "замените знак словом", "put a word in its place"),
    ),
    "diagram": Kind(
        "SAP853",
        Severity.WARNING,
        Words(
            "диаграмма чийилген эмес, жазылышы басылды: {at}",
            "диаграмма не нарисована, напечатано её описание: {at}",
            "the diagram is not drawn, its source is printed: {at}",
        ),
        Words(
            "диаграмманы SVG кылып сактап, текстке сүрөт катары кошуңуз: ![аталышы](файл.svg)",
            "сохраните диаграмму как SVG и вставьте рисунком: ![название](файл.svg)",
            "save the diagram as SVG and show it as a picture: ![title](file.svg)",
        ),
    ),
    "link": Kind(
        "SAP854",
        Severity.WARNING,
        Words(
            "шилтеме эч жакка алып барбайт, сөздөрү гана басылды: «{at}»",
            "ссылка никуда не ведёт, напечатаны только слова: «{at}»",
            "the link leads nowhere, only its words are printed: {at!r}",
        ),
        Words(
            "шилтеменин дарегин оңдоңуз же аны алып салыңыз",
            "исправьте адрес ссылки или уберите её",
            "mend the address or take the link away",
        ),
    ),
    "profile": Kind(
        "SAP855",
        Severity.WARNING,
        Words(
            "PDF каалаган профилден төмөн чыкты: {at}",
            "PDF получен с более низким профилем: {at}",
            "the PDF was exported with a lower profile: {at}",
        ),
        Words(
            "белгиленген жерди оңдоңуз: документ жеткиликтүүлүктүн толук профили менен сакталат",
            "исправьте указанное место: тогда документ получит полный профиль доступности",
            "mend the place named: the document then gets the full profile",
        ),
    ),
    "alt": Kind(
        "SAP856",
        Severity.WARNING,
        Words(
            "сүрөттүн сөз менен айтылышы жок: {at}",
            "у рисунка нет описания: {at}",
            "the picture has no description: {at}",
        ),
        Words(
            "жазыңыз: ![сүрөттө эмне бар](файл.png)",
            "напишите: ![что изображено](файл.png)",
            "write: ![what it shows](file.png)",
        ),
    ),
    "comment": Kind(
        "SAP857",
        Severity.INFO,
        Words(
            "тиркелген баштапкы тексттен HTML комментарий алынып салынды: тиркеменин байттары контролдук экземплярдан башкача",
            "из приложенного исходного текста убран комментарий HTML: байты приложения отличаются от контрольного экземпляра",
            "an HTML comment was taken out of the attached source: its bytes differ from the control copy",
        ),
        _MEND_NEXT,
    ),
    "doubled": Kind(
        "SAP858",
        Severity.WARNING,
        Words(
            "бир эле белгиче ({at}) эки жолу турат: шилтемелер биринчисине алып барат",
            "якорь {at} стоит дважды: ссылки ведут на первый",
            "the anchor {at} stands twice: links lead to the first",
        ),
        Words("экинчисине башка ат бериңиз", "дайте второму другое имя", "give the second another name"),
    ),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A file of the text as it was read: what places of faults are looked up in."""

    part: Part
    text: str
    links: tuple[tuple[str, int], ...]  # target, line
    doubled: tuple[tuple[int, str], ...]
    levels: tuple[tuple[int, int, str], ...]  # of the headings: line, level, words


def found(code: str, edition: Edition, read: tuple[Read, ...], faults: tuple[Fault, ...]) -> tuple[Finding, ...]:
    """The faults of a rendition as findings, each once, in the order of the text."""
    told = [_finding(code, edition, read, fault) for fault in (*faults, *_doubled(read))]
    return tuple(
        sorted({(one.rule, one.where, repr(one.args)): one for one in told}.values(), key=lambda one: one.order)
    )


def _doubled(read: tuple[Read, ...]) -> Iterator[Fault]:
    for number, one in enumerate(read):
        yield from (Fault("doubled", name, number) for _, name in one.doubled)


def _finding(code: str, edition: Edition, read: tuple[Read, ...], fault: Fault) -> Finding:
    kind = KINDS[fault.kind if fault.kind in KINDS else "refused"]
    number, line = _place(read, fault)
    path = read[number].part.path if read else next(iter(edition.files.values()), "")
    number_of = f"U+{ord(fault.at):04X}" if len(fault.at) == 1 else ""
    args = {"at": _short(fault.at), "number": number_of, "code": code or "…"}
    where = Where(path, line=max(1, line), column=1)
    return Finding(
        rule=kind.rule,
        severity=kind.severity,
        where=where,
        document=code,
        message=kind.message,
        do=kind.do,
        args=args,
        source=_CLAUSE,
    )


def _place(read: tuple[Read, ...], fault: Fault) -> tuple[int, int]:
    """(file, line) of a fault: the first that fits."""
    numbers = [fault.section] if 0 <= fault.section < len(read) else range(len(read))
    for number in numbers:
        line = _line(read[number], fault)
        if line:
            return number, line
    return (numbers[0] if len(numbers) else 0), 1


def _line(one: Read, fault: Fault) -> int:
    if fault.kind == "link":
        return next((line for target, line in one.links if target in (fault.at, fault.at.removeprefix("sapat:"))), 0)
    if fault.kind == "doubled":
        return next((line for line, name in one.doubled if name == fault.at), 0)
    if fault.kind == "profile":
        return _skipped(one)
    wanted = {"comment": "<!--", "picture": f"![{fault.at}]"}.get(fault.kind, fault.at)
    return _search(one.text, wanted) or (_search(one.text, fault.at) if fault.at else 0)


def _search(text: str, wanted: str) -> int:
    at = text.find(wanted) if wanted else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _skipped(one: Read) -> int:
    """The first heading that skips a level: what most often lowers a profile."""
    former = 0
    for line, level, _ in one.levels:
        if former and level > former + 1:
            return line
        former = level
    return 0


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= 160 else told[:159] + "…"
