"""SAP740-SAP742: the register of signing keys: what may be signed with, and whose it is (reliability 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.keys import KEYS, entries_of
from sapat.model.snapshot import Snapshot
from sapat.model.sshkeys import Malformed, of_text
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule

_CLAUSE: Final = "ISO 9001:2015 7.5.3.2"
_OWN: Final = ("person", "key")  # what makes it that key: another value would be another key
_BROKEN: Final = ("line", "short", "form", "trailing")


def _keys(at: Snapshot) -> Iterable[Entry]:
    return at.entries(KEYS).values()


def _malformed(at: Snapshot, entry: Entry) -> Iterable[Hit]:
    if not entry.text("key"):
        return
    try:
        of_text(entry.text("key"))
    except Malformed as error:
        says = "broken" if error.says in _BROKEN else error.says
        yield Hit(Where(entry.path, ("key",)), says, {"what": error.what or "—"})


def _shared(at: Snapshot, entry: Entry) -> Iterable[Hit]:
    others = [one for one in entries_of(at, entry.text("key")) if one.text("person") != entry.text("person")]
    if others:
        yield Hit(Where(entry.path, ("key",)), "", {"person": others[0].text("person"), "other": others[0].path})


def _wrong(at: Snapshot, entry: Entry) -> Iterator[Hit]:
    since, until = day(entry.get("since")), day(entry.get("until"))
    known: dict[str, object] = {"id": entry.id, "today": at.today}
    if since and until and until < since:
        yield Hit(Where(entry.path, ("until",)), "window", {"since": since, "until": until, **known})
    for added in entry.addenda:
        for key in _OWN:
            if key in added.set:
                yield Hit(Where(added.path, ("set", key)), "own", {"key": key, **known})


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP740",
        afresh=True,
        severity=ERROR,
        title=Words("Ачкыч кол коюуга жарайт", "Ключом можно подписывать", "A key can be signed with"),
        says={
            "broken": Words(
                "бул SSH ачык ачкычы эмес же бузулган: «түрү base64» түрүндө жазылат ({what})",
                "это не открытый ключ SSH, или он испорчен: пишется «вид base64» ({what})",
                "this is no SSH public key, or a damaged one: it is written «type base64» ({what})",
            ),
            "comment": Words(
                "ачкычтан кийинки комментарий керек эмес: адамдардын аттары репозиторийге түшпөйт",
                "комментарий после ключа лишний: имена людей в Git не попадают",
                "leave out the comment after the key: names of people never enter Git",
            ),
            "type": Words(
                "мындай ачкычтар кабыл алынбайт (DSA, сертификаттар ж.б.): {what}",
                "такие ключи не принимаются (DSA, сертификаты и др.): {what}",
                "keys of this kind are not taken (DSA, certificates, others): {what}",
            ),
            "weak": Words(
                "ачкыч өтө алсыз: {what}; RSA 3072 биттен кем болбойт",
                "ключ слишком слаб: {what}; RSA не короче 3072 бит",
                "the key is too weak: {what}; RSA has at least 3072 bits",
            ),
            "order": Words(
                "ачкычтын жашыруун бөлүгү жок (кичине даражадагы чекит): аны менен ар ким кол кое алат",
                "у ключа нет секрета (точка малого порядка): подписать им может кто угодно",
                "the key has no secret (a point of small order): anybody can sign with it",
            ),
            "options": Words(
                "ачкычтын алдындагы параметрлер бул жерде иштебейт: «түрү base64» гана жазылат, мөөнөтү — since жана until",
                "параметры перед ключом здесь не действуют: пишется только «вид base64», срок — в since и until",
                "options before a key mean nothing here: only «type base64» is written, its time stands in since and until",
            ),
        },
        do={
            "": Words(
                "Ed25519 ачкычын түзүңүз (ssh-keygen -t ed25519), .pub файлынын алгачкы эки сөзүн жазыңыз",
                "создайте ключ Ed25519 (ssh-keygen -t ed25519) и впишите первые два слова файла .pub",
                "make an Ed25519 key (ssh-keygen -t ed25519) and write the first two words of its .pub file",
            )
        },
        source=f"{_CLAUSE}; R41",
        over=_keys,
        check=_malformed,
        proves=True,
    ),
    Rule(
        id="SAP741",
        afresh=True,
        severity=ERROR,
        title=Words("Бир ачкыч — бир адам", "Один ключ — одно лицо", "One key belongs to one person"),
        says={
            "": Words(
                "бул ачкыч {person} адамына да жазылган: {other}",
                "этот ключ записан и за {person}: {other}",
                "this key is entered for {person} too: {other}",
            )
        },
        do={
            "": Words(
                "ар бир адамга өз ачкычын киргизиңиз: бөлүшкөн ачкыч эч кимди далилдебейт",
                "внесите каждому свой ключ: общий ключ никого не удостоверяет",
                "enter for each person a key of his own: a shared key proves nobody",
            )
        },
        source=f"{_CLAUSE}; R71",
        over=_keys,
        check=_shared,
        proves=True,
    ),
    Rule(
        id="SAP742",
        afresh=True,
        severity=ERROR,
        title=Words("Ачкычтын жазуусу туура", "Запись о ключе верна", "The entry of a key is sound"),
        says={
            "window": Words(
                "ачкычтын мөөнөтү ({until}) башталганга ({since}) чейин бүтөт",
                "срок ключа кончается ({until}) раньше начала ({since})",
                "the key ends ({until}) before it begins ({since})",
            ),
            "own": Words(
                "толуктоо «{key}» талаасын өзгөртө албайт: башка ачкыч — башка жазуу",
                "дополнение не может менять «{key}»: другой ключ — другая запись",
                "an addendum cannot set {key!r}: another key is another entry",
            ),
        },
        do={
            "": Words(
                "жаңы жазуу кошуңуз: sapat add keys; эскисин токтотуу: sapat amend keys/{id} --kind event --set revoked={today}",
                "внесите новую запись: sapat add keys; старый отозвать: sapat amend keys/{id} --kind event --set revoked={today}",
                "add a new entry: sapat add keys; to stop the old one: sapat amend keys/{id} --kind event --set revoked={today}",
            )
        },
        source=_CLAUSE,
        over=_keys,
        check=_wrong,
        proves=True,
    ),
)
