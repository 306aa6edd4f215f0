"""SAP743-SAP752: root persons vouch for the people register, statement by statement (reliability 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.keys import KEYS, Fault
from sapat.model.snapshot import Snapshot
from sapat.model.trust import ROOTS, TRUST, Statement, current, list_path, statements, unlike
from sapat.model.words import Words
from sapat.rules.rule import ERROR, INFO, WARNING, Rule

_CLAUSE: Final = "ISO 9001:2015 7.5.3.2"
_KEYS: Final[Mapping[str, str]] = {"number": "number", "previous": "previous", "kind": "kind", "former": "previous"}


def _faulty(topic: str) -> Callable[[Snapshot, Statement], Iterable[Hit]]:
    return lambda _, told: (_hit(told, fault) for fault in told.faults if fault.topic == topic)


def _hit(told: Statement, fault: Fault) -> Hit:
    key = {"roots": "roots", "order": "order", "state": "state", "signed": "roots"}.get(fault.topic, "")
    if fault.says == "threshold":
        key = "threshold"
    return Hit(Where(told.path, (key or _KEYS[fault.says],)), fault.says, fault.args or {})


def _rootless(at: Snapshot) -> list[Entry]:
    keys = list(at.entries(KEYS).values())
    return keys[:1] if not statements(at) else []


def _unrooted(at: Snapshot, entry: Entry) -> Iterable[Hit]:
    yield Hit(Where(entry.path, line=1, column=1), "", {"least": ROOTS})


def _newest(at: Snapshot) -> tuple[Statement, ...]:
    return statements(at)[-1:]


def _changed(at: Snapshot, told: Statement) -> Iterator[Hit]:
    if not told.listed:
        return  # told by SAP748
    for path, says in sorted(unlike(at).items()):
        where = Where(told.path, ("state",)) if says == "gone" else Where(path, line=1, column=1)
        yield Hit(where, says, {"path": path, "number": told.number})


def _lists(at: Snapshot) -> list[str]:
    return [path for path in at.facts if path.startswith(TRUST) and path.endswith(".sha256")]


def _list_astray(at: Snapshot, path: str) -> Iterable[Hit]:
    if path not in {list_path(one.path) for one in statements(at)}:
        yield Hit(Where(path, line=1, column=1))


def _went_back(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """An older state with valid signatures is still an older state (gittuf had this hole: CVE-2026-44544)."""
    base = at.base
    former = statements(base)[-1:] if base is not None else ()
    now = statements(at)[-1:]
    if former and (not now or now[0].number < former[0].number):
        path = now[0].path if now else former[0].path
        yield Hit(Where(path, line=1, column=1), "", {"former": former[0].number, "now": now[0].number if now else 0})


def _resets(at: Snapshot) -> list[Statement]:
    return [one for one in statements(at) if one.kind == "reset"]


def _shown(at: Snapshot, told: Statement) -> Iterable[Hit]:
    args = {"number": told.number, "order": told.entry.text("order") or "—", "roots": ", ".join(told.roots)}
    yield Hit(Where(told.path, ("kind",)), "", args)


_STATE: Final = Words(
    "өзгөртүү туура болсо: sapat trust, анан түпкү адамдардын кол тамгалары; болбосо файлды Gitтен калыбына келтириңиз",
    "если изменение верно: sapat trust, затем подписи корневых лиц; иначе верните файл из Git",
    "if the change is right: sapat trust, then signatures of root persons; else bring the file back from Git",
)
_BACK: Final = Words(
    "билдирүүнү Gitтен калыбына келтириңиз же жаңысын жазыңыз: sapat trust",
    "верните заявление из Git или запишите новое: sapat trust",
    "bring the statement back from Git, or write a new one: sapat trust",
)
RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP743",
        severity=INFO,
        title=Words(
            "Адамдар реестринин түпкү адамдары бар",
            "У реестра людей есть корневые лица",
            "The people register has root persons",
        ),
        says={
            "": Words(
                "ачкычтар бар, бирок аларды эч ким ырастабайт: түпкү адамдар (кеминде {least}) аталган эмес",
                "ключи есть, но за них никто не ручается: корневые лица (не меньше {least}) не названы",
                "there are keys, but nobody vouches for them: no root persons (at least {least}) are named",
            )
        },
        do={
            "": Words(
                "кол тамгалар «ишенимдүү» деп эсептелбейт; түпкү адамдарды атаңыз: sapat trust --roots …",
                "подписи не считаются «доверенными»; назовите корневых лиц: sapat trust --roots …",
                "signatures are not told as trusted; name root persons: sapat trust --roots …",
            )
        },
        source=_CLAUSE,
        over=_rootless,
        check=_unrooted,
    ),
    Rule(
        id="SAP744",
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
            "": _BACK,
            "former": Words(
                "мурункусуна жетпеген кол тамгаларды алыңыз; ачкычтар жоголсо: sapat trust --reset --order …",
                "получите недостающие подписи под прежним; если ключи утрачены: sapat trust --reset --order …",
                "get the signatures that the former one lacks; if the keys are lost: sapat trust --reset --order …",
            ),
        },
        source=_CLAUSE,
        over=current,
        check=_faulty("chain"),
    ),
    Rule(
        id="SAP745",
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
    ),
    Rule(
        id="SAP746",
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
                "түпкү адамдар кол койсун: sapat sign registers/people/trust/N.yaml --meaning register",
                "пусть корневые лица подпишут: sapat sign registers/people/trust/N.yaml --meaning register",
                "let the root persons sign: sapat sign registers/people/trust/N.yaml --meaning register",
            )
        },
        source=f"{_CLAUSE}; R71",
        over=current,
        check=_faulty("signed"),
    ),
    Rule(
        id="SAP747",
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
            )
        },
        source=f"{_CLAUSE}; R38",
        over=_resets,
        check=_faulty("order"),
    ),
    Rule(
        id="SAP748",
        severity=ERROR,
        title=Words("Билдирүүнүн тизмеси бүтүн", "Список заявления цел", "The list of a statement is whole"),
        says={
            "list": Words(
                "{path} жок же билдирүү атаган тизме эмес",
                "{path} нет, или это не тот список, который называет заявление",
                "{path} is missing, or is not the list that the statement names",
            )
        },
        do={"": _BACK},
        source=_CLAUSE,
        over=current,
        check=_faulty("state"),
    ),
    Rule(
        id="SAP749",
        severity=ERROR,
        title=Words(
            "Адамдар реестри ырасталган абалында",
            "Реестр людей в подтверждённом виде",
            "The people register is as vouched for",
        ),
        says={
            "added": Words(
                "{path} {number}-билдирүүдөн кийин кошулган: түпкү адамдар аны ырастай элек",
                "{path} добавлен после заявления {number}: корневые лица его ещё не подтвердили",
                "{path} came after statement {number}: root persons do not vouch for it yet",
            ),
            "changed": Words(
                "{path} {number}-билдирүү ырастаган байттар эмес",
                "{path} — не те байты, которые подтвердило заявление {number}",
                "{path} is not the bytes that statement {number} vouches for",
            ),
            "gone": Words(
                "{number}-билдирүү ырастаган {path} жок",
                "нет {path}, который подтвердило заявление {number}",
                "{path}, which statement {number} vouches for, is gone",
            ),
        },
        do={"": _STATE},
        source=f"{_CLAUSE}; R71",
        over=_newest,
        check=_changed,
    ),
    Rule(
        id="SAP750",
        severity=ERROR,
        title=Words(
            "Билдирүүнүн номери артка кетпейт", "Номер заявления не убывает", "The number of statements only rises"
        ),
        says={
            "": Words(
                "негизги бутакта {former}-билдирүү бар эле, бул жерде эң жаңысы {now}: адамдар реестринин мурунку абалы кайтарылган",
                "в основной ветке уже заявление {former}, а здесь последнее {now}: возвращено прежнее состояние реестра людей",
                "the main line has statement {former}, here the newest is {now}: an earlier state of the people register was put back",
            )
        },
        do={"": _BACK},
        source=_CLAUSE,
        over=lambda at: (at.base,) if at.base is not None and statements(at.base) else (),
        check=_went_back,
        with_base=True,
    ),
    Rule(
        id="SAP751",
        severity=WARNING,
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
    ),
    Rule(
        id="SAP752",
        severity=ERROR,
        title=Words("Тизменин билдирүүсү бар", "У списка есть заявление", "A list belongs to a statement"),
        says={
            "": Words(
                "бул тизменин жанында ишеним билдирүүсү жок",
                "рядом с этим списком нет заявления о доверии",
                "no trust statement stands beside this list",
            )
        },
        do={"": _BACK},
        source=_CLAUSE,
        over=_lists,
        check=_list_astray,
    ),
)
