"""What a refused push says, in Kyrgyz and English: the file or ref, the rule, what is wrong and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sapat.model.errors import SapatError
from sapat.model.findings import Finding, Severity
from sapat.model.push import Refusal
from sapat.model.words import Words

TOLD: Final = ("ky", "en")
_MOST: Final = 30  # findings told whole; what is wrong is mended a few at a time
_REFUSED: Final = Words(
    "Түртүү кабыл алынган жок; серверде эч нерсе өзгөргөн жок.",
    "Отправка не принята; на сервере ничего не изменилось.",
    "The push is refused; nothing has changed on the server.",
)
_MORE: Final = Words("Дагы {count} ката бар.", "Ещё ошибок: {count}.", "There are {count} more errors.")
FIRST: Final = Words(
    "Биринчи түртүү: ушул сервердин эрежелери азыр түртүлгөн sapat.toml боюнча болот.",
    "Первая отправка: правила этого сервера берутся из отправленного sapat.toml.",
    "First push: the rules of this server are those of the sapat.toml just pushed.",
)
LATER: Final = Words(
    "Жөндөөлөр же схемалар өзгөрдү: бул түртүү мурункулары боюнча да, жаңылары боюнча да каралды.",
    "Настройки или схемы изменены: эта отправка проверена и по прежним, и по новым.",
    "Settings or schemas change: this push was judged by the former ones and by the new ones.",
)
LOOSENED: Final = Words(
    "Көңүл буруңуз: бул түртүү эрежелердин өзүн бошоңдотот.",
    "Внимание: эта отправка ослабляет сами правила.",
    "Mind: this push loosens the rules themselves.",
)
UNGOVERNED: Final = Words(
    "Бул репозиторийде sapat.toml жок: эч нерсе көзөмөлдө эмес.",
    "В этом репозитории нет sapat.toml: под управлением ничего нет.",
    "There is no sapat.toml in this repository: nothing is under control.",
)
FREED: Final = Words(
    "Үзүлүп калган мурунку түртүүнүн кулпулары алынды: {names}",
    "Сняты блокировки прерванной прежней отправки: {names}",
    "Locks of an earlier push that was cut off were taken away: {names}",
)
BROKEN: Final = Words(
    "Түртүү текшерилген жок, ошондуктан кабыл алынган жок: {why}",
    "Отправка не проверена и потому не принята: {why}",
    "The push could not be checked and is therefore refused: {why}",
)

_FAULT: Final = Words(
    "программанын күтүлбөгөн катасы ({what})\n  → бул билдирүүнү серверди караган адамга жөнөтүңүз",
    "непредвиденная ошибка программы ({what})\n  → передайте это сообщение тому, кто ведёт сервер",
    "an unexpected fault of the program ({what})\n  → pass this message on to whoever keeps the server",
)
_LATE: Final = Words(
    "текшерүү өз убагында бүткөн жок\n  → түртүүнү бөлүп-бөлүп жибериңиз",
    "проверка не закончилась вовремя\n  → отправьте изменения по частям",
    "the check did not end in time\n  → push what you have in several parts",
)


def unchecked(error: Exception) -> str:
    """Why a push could not be judged at all."""
    words = _LATE if isinstance(error, TimeoutError) else _FAULT
    args = {"what": f"{type(error).__name__}: {error}"}
    why = {lang: error.say(lang) if isinstance(error, SapatError) else words.say(lang, args) for lang in TOLD}
    told = (f"sapat: {BROKEN.say(lang, {'why': why[lang]})}" for lang in TOLD)
    return "".join(_plain(row) + "\n" for one in told for row in one.split("\n"))


def said(words: Words, args: Mapping[str, object] | None = None) -> str:
    """One sentence in each language, each on its line."""
    return "".join(f"sapat: {words.say(lang, args)}\n" for lang in TOLD)


def of_refs(refusals: Iterable[Refusal], main: str) -> str:
    """The refs that were refused."""
    told = [said(_REFUSED)]
    for one in refusals:
        told.append(_told(f"{one.rule}  {one.ref}", one.message, one.do, {"ref": one.ref, "main": main}))
    return "".join(told)


def of_findings(findings: Sequence[Finding]) -> str:
    """The errors among findings."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    told = [said(_REFUSED), *map(_finding, errors[:_MOST])]
    if len(errors) > _MOST:
        told.append(said(_MORE, {"count": len(errors) - _MOST}))
    return "".join(told)


def of_loosening(findings: Sequence[Finding]) -> str:
    """What a push loosens of the rules, said whether it gets in or not."""
    return "".join([said(LOOSENED), *map(_finding, findings[:_MOST])]) if findings else ""


def _finding(one: Finding) -> str:
    place = f"{one.where.path}:{one.where.line}" if one.where.line else one.where.path
    document = f"  [{one.document}]" if one.document else ""
    return _told(f"{one.rule}  {_plain(place)}{document}", one.message, one.do, one.args)


def _told(head: str, message: Words, do: Words, args: Mapping[str, object]) -> str:
    rows = [f"  {lang}: {_plain(message.say(lang, args))} → {_plain(do.say(lang, args))}" for lang in TOLD]
    return "\n".join([head, *rows]) + "\n"


def _plain(text: str) -> str:
    """A text that no name in a push can use to write to somebody's terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
