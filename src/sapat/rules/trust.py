"""SAP744-SAP748, SAP751: root persons vouch for the people register, statement by statement (reliability 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sapat.model.findings import Hit, Where
from sapat.model.keys import Fault
from sapat.model.snapshot import Snapshot
from sapat.model.trust import Statement, current, statements
from sapat.model.words import Words
from sapat.rules.rule import ERROR, INFO, Rule

_CLAUSE: Final = "ISO 9001:2015 7.5.3.2"
_KEYS: Final[Mapping[str, str]] = {"number": "number", "previous": "previous", "kind": "kind", "former": "previous"}


def _faulty(topic: str) -> Callable[[Snapshot, Statement], Iterable[Hit]]:
    return lambda _, told: (_hit(told, fault) for fault in told.faults if fault.topic == topic)


def _hit(told: Statement, fault: Fault) -> Hit:
    key = {"roots": "roots", "order": "order", "state": "state", "signed": "roots"}.get(fault.topic, "")
    if fault.says == "threshold":
        key = "threshold"
    return Hit(Where(told.path, (key or _KEYS[fault.says],)), fault.says, fault.args or {})


def _resets(at: Snapshot) -> list[Statement]:
    return [one for one in statements(at) if one.kind == "reset"]


def _shown(at: Snapshot, told: Statement) -> Iterable[Hit]:
    args = {"number": told.number, "order": told.entry.text("order") or "—", "roots": ", ".join(told.roots)}
    yield Hit(Where(told.path, ("kind",)), "", args)


BACK: Final = Words(
    "билдирүүнү Git тарыхынан калыбына келтириңиз же жаңысын жазыңыз: sapat trust",
    "верните заявление из Git или запишите новое: sapat trust",
    "bring the statement back from Git, or write a new one: sapat trust",
)
RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP744",
        afresh=True,
        severity=ERROR,
        title=Words("Билдирүүлөр бир чынжыр түзөт", "Заявления образуют одну цепь", "Trust statements form one chain"),
        says={
            "number": Words(
                "билдирүүнүн номери {number}, {wanted} болушу керек: номерлер 1ден бирден өсөт",
                "номер заявления {number}, а нужен {wanted}: номера растут по одному с 1",
                "the statement bears number {number}, {wanted} is due: numbers rise by one from 1",
            ),
            "previous": Words(
                "previous мурунку билдирүүнүн байттарын атабайт",
                "previous называет не байты прежнего заявления",
                "previous does not name the bytes of the statement before",
            ),
            "kind": Words(
                "биринчи билдирүү гана roots түрүндө болот, мында: {kind}",
                "вида roots только первое заявление, а здесь: {kind}",
                "the first statement, and only it, is of kind roots; this one is: {kind}",
            ),
            "former": Words(
                "{number}-билдирүү жараксыз: ага таянган билдирүү да жараксыз",
                "заявление {number} недействительно, значит и то, что на него опирается",
                "statement {number} is not valid, so neither is one that rests on it",
            ),
        },
        do={
            "": BACK,
            "former": Words(
                "мурункусуна жетпеген кол тамгаларды алыңыз; ачкычтар жоголсо: sapat trust --reset --order …",
                "получите недостающие подписи под прежним; если ключи утрачены: sapat trust --reset --order …",
                "get the signatures that the former one lacks; if the keys are lost: sapat trust --reset --order …",
            ),
        },
        source=_CLAUSE,
        over=current,
        check=_faulty("chain"),
        proves=True,
    ),
    Rule(
        id="SAP745",
        afresh=True,
        severity=ERROR,
        title=Words("Түпкү адамдар жетиштүү", "Корневых лиц достаточно", "There are enough root persons"),
        says={
            "few": Words(
                "түпкү адамдар кеминде {least}, ар бири бир жолу аталат",
                "корневых лиц не меньше {least}, каждое названо один раз",
                "there are at least {least} root persons, each named once",
            ),
            "threshold": Words(
                "threshold {least} менен {most} аралыгында болушу керек",
                "threshold должен быть от {least} до {most}",
                "threshold must be from {least} to {most}",
            ),
        },
        do={
            "": Words(
                "жаңы билдирүү жазыңыз: sapat trust --roots …",
                "запишите новое: sapat trust --roots …",
                "write a new one: sapat trust --roots …",
            )
        },
        source=f"{_CLAUSE}; R71",
        over=current,
        check=_faulty("roots"),
        proves=True,
    ),
    Rule(
        id="SAP746",
        afresh=True,
        severity=ERROR,
        title=Words(
            "Билдирүүгө түпкү адамдар кол койгон",
            "Заявление подписали корневые лица",
            "Root persons signed the statement",
        ),
        says={
            "own": Words(
                "өзү атаган түпкү адамдардын {need} кол тамгасы керек, жарактуусу {have}: {roots}",
                "нужны подписи {need} из названных в нём корневых лиц, действительных {have}: {roots}",
                "it needs signatures of {need} of its own root persons, {have} are valid: {roots}",
            ),
            "former": Words(
                "адамдар реестри мурунку түпкү адамдардын {need} кол тамгасыз өзгөргөн (жарактуусу {have}): {roots}",
                "реестр людей изменён без подписей {need} прежних корневых лиц (действительных {have}): {roots}",
                "the people register was changed without signatures of {need} of the former root persons ({have} valid): {roots}",
            ),
        },
        do={
            "": Words(
                "түпкү адамдар кол койсун: sapat sign {path} --meaning register",
                "пусть корневые лица подпишут: sapat sign {path} --meaning register",
                "let the root persons sign: sapat sign {path} --meaning register",
            )
        },
        source=f"{_CLAUSE}; R71",
        over=current,
        check=_faulty("signed"),
        proves=True,
    ),
    Rule(
        id="SAP747",
        afresh=True,
        severity=ERROR,
        title=Words("Жаңы башталыш буйрукка таянат", "Новое начало опирается на приказ", "A reset rests on an order"),
        says={
            "missing": Words(
                "«{order}» буйругу актылар реестринде жок",
                "приказа «{order}» нет в реестре актов",
                "the order {order!r} is not in the register of acts",
            ),
            "signer": Words(
                "«{order}» буйрук эмес же ага укугу бар адам кол койгон эмес: {known}",
                "«{order}» не приказ, или подписан не тем, кто вправе: {known}",
                "{order!r} is no order, or not signed by those who may: {known}",
            ),
            "paper": Words(
                "«{order}» буйругунун кагазынын сканы белгисиз (copy.sha256)",
                "скан бумаги приказа «{order}» неизвестен (copy.sha256)",
                "the scan of the paper of {order!r} is not known (copy.sha256)",
            ),
        },
        do={
            "": Words(
                "ректордун буйругун сканы менен киргизиңиз: sapat add acts --kind order … --copy.sha256 …",
                "внесите приказ ректора со сканом: sapat add acts --kind order … --copy.sha256 …",
                "enter the rector's order with its scan: sapat add acts --kind order … --copy.sha256 …",
            ),
            "paper": Words(
                "сканды архивге коюп, жазыңыз: sapat amend acts/{order} --kind event --set copy.sha256=…",
                "положите скан в архив и запишите: sapat amend acts/{order} --kind event --set copy.sha256=…",
                "put the scan into the archive and enter it: sapat amend acts/{order} --kind event --set copy.sha256=…",
            ),
        },
        source=f"{_CLAUSE}; R38",
        over=_resets,
        check=_faulty("order"),
        proves=True,
    ),
    Rule(
        id="SAP748",
        afresh=True,
        severity=ERROR,
        title=Words("Билдирүүнүн тизмеси бүтүн", "Список заявления цел", "The list of a statement is whole"),
        says={
            "list": Words(
                "{path} жок же билдирүү атаган тизме эмес",
                "{path} нет, или это не тот список, который называет заявление",
                "{path} is missing, or is not the list that the statement names",
            )
        },
        do={"": BACK},
        source=_CLAUSE,
        over=current,
        check=_faulty("state"),
        proves=True,
    ),
    Rule(
        id="SAP751",
        afresh=True,
        severity=INFO,
        title=Words("Ишеним жаңыдан башталган", "Доверие начато заново", "Trust was begun anew"),
        says={
            "": Words(
                "{number}-билдирүү ишенимди «{order}» буйругу боюнча жаңыдан баштаган; түпкү адамдар: {roots}",
                "заявление {number} начало доверие заново по приказу «{order}»; корневые лица: {roots}",
                "statement {number} began trust anew by the order {order!r}; root persons: {roots}",
            )
        },
        do={
            "": Words(
                "буйруктун кагазын текшериңиз: муну ачкычтар эмес, ошол кагаз гана далилдейт; бул билдирүү дайыма көрүнөт",
                "проверьте бумагу приказа: это доказывает только она, не ключи; сообщение остаётся навсегда",
                "look at the paper of the order: it alone proves this, no key does; this stays shown for ever",
            )
        },
        source=_CLAUSE,
        over=_resets,
        check=_shown,
        proves=True,
    ),
)
