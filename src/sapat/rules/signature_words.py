"""What the rules of signatures say: one topic for one kind of refusal, so that none is taken for another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

_AGAIN: Final = Words(
    "бул файлды алып салып, кайра кол койдуруңуз: sapat sign …",
    "уберите этот файл и получите подпись снова: sapat sign …",
    "take this file away and have it signed again: sapat sign …",
)
_KEYS: Final = Words(
    "ачкычты киргизиңиз: sapat add keys --person … --key …; андан кийин кайра кол коюңуз",
    "внесите ключ: sapat add keys --person … --key …; затем подпишите снова",
    "enter the key: sapat add keys --person … --key …; then sign again",
)

_VOUCH: Final = Words(
    "түпкү адамдар билдирүүгө кол койсун: sapat trust, анан sapat sign registers/people/trust/… --meaning register",
    "пусть корневые лица подпишут заявление: sapat trust, затем sapat sign registers/people/trust/… --meaning register",
    "let the root persons sign a statement: sapat trust, then sapat sign registers/people/trust/… --meaning register",
)
TITLES: Final[Mapping[str, Words]] = {
    "malformed": Words("Кол тамга файлы туура түзүлгөн", "Файл подписи составлен верно", "A signature is well formed"),
    "weak": Words("Кол тамга жетиштүү күчтүү", "Подпись достаточно сильна", "A signature is strong enough"),
    "bytes": Words(
        "Кол тамга так ушул файлга коюлган", "Подпись сделана под этим файлом", "A signature is of exactly this file"
    ),
    "meaning": Words(
        "Кол тамганын мааниси туура", "Подпись сделана в нужном смысле", "A signature has the meaning asked"
    ),
    "unknown": Words(
        "Кол тамганын ачкычы реестрде", "Ключ подписи есть в реестре", "The key of a signature is registered"
    ),
    "another": Words("Ачкыч кол койгон адамдыкы", "Ключ принадлежит подписавшему", "The key is the signer's own"),
    "window": Words("Ачкычтын мөөнөтү жараган", "Ключ действовал", "The key was valid"),
    "revoked": Words("Ачкыч жокко чыгарылган эмес", "Ключ не отозван", "The key is not revoked"),
    "role": Words("Кол койгон адам кызматта болгон", "Подписавший занимал должность", "The signer held the role"),
    "untrusted": Words("Ачкычка ишеним билдирүүсү бар", "Ключ под заявлением о доверии", "The key is vouched for"),
    "orphan": Words(
        "Кол тамганын жанында файлы бар", "Рядом с подписью есть её файл", "A signature stands beside its file"
    ),
}

SAYS: Final[Mapping[str, Mapping[str, Words]]] = {
    "malformed": {
        "armor": Words(
            "кол тамга файлы бузулган же кесилген: «BEGIN SSH SIGNATURE» блогу гана турушу керек",
            "файл подписи испорчен или обрезан: должен стоять только блок «BEGIN SSH SIGNATURE»",
            "the signature file is damaged or cut: only the block «BEGIN SSH SIGNATURE» may stand there",
        ),
        "magic": Words("бул SSH кол тамгасы эмес", "это не подпись SSH", "this is no SSH signature"),
        "version": Words(
            "кол тамганын форматы белгисиз версияда",
            "формат подписи неизвестной версии",
            "the signature is of an unknown version",
        ),
        "hash": Words(
            "кол тамгадагы хеш белгисиз: {what}",
            "неизвестный хеш в подписи: {what}",
            "unknown hash in the signature: {what}",
        ),
        "part": Words(
            "кол тамганын бөлүгү туура эмес: {what}",
            "часть подписи неверна: {what}",
            "a part of the signature is wrong: {what}",
        ),
    },
    "weak": {
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
        "type": Words(
            "мындай ачкыч менен кол коюлбайт: {what}",
            "ключом такого вида не подписывают: {what}",
            "nothing is signed with a key of this kind: {what}",
        ),
        "algorithm": Words(
            "кол тамганын алгоритми ачкычка туура келбейт же алсыз: {what}",
            "алгоритм подписи слаб или не подходит ключу: {what}",
            "the algorithm of the signature is weak or not that of its key: {what}",
        ),
    },
    "bytes": {
        "": Words(
            "кол тамга бул байттарга коюлган эмес: файл кийин өзгөргөн же кол тамга башка файлдыкы",
            "подпись не под этими байтами: файл изменён после подписи, или подпись от другого файла",
            "the signature is not of these bytes: the file was changed after signing, or the signature is another file's",
        ),
        "moved": Words(
            "кол тамга {origin} файлына коюлган, бул жерге көчүрүлгөн",
            "подпись сделана под {origin} и перенесена сюда",
            "the signature was made for {origin} and moved here",
        ),
    },
    "meaning": {
        "": Words(
            "кол тамга «{namespace}» маанисинде коюлган, бул жерде керектүүсү: {wanted}",
            "подпись сделана в смысле «{namespace}», а здесь нужно: {wanted}",
            "the signature was made for {namespace!r}; needed here is: {wanted}",
        ),
        "git": Words(
            "бул Git өзү койдурган кадимки кол тамга: ал ким жөнөткөнүн айтат, бекиткенин эмес",
            "это обычная подпись Git: она говорит, кто отправил, а не что он утвердил",
            "this is an ordinary Git signature: it says who sent something, not that he approved it",
        ),
        "open": Words(
            "жазуу али катталган эмес: текст дагы өзгөрөт, кол тамга эсептелбейт",
            "запись ещё не зарегистрирована: текст ещё изменится, подпись не в счёт",
            "the record is not registered yet: it will still change, so the signature does not count",
        ),
    },
    "unknown": {
        "": Words(
            "{fingerprint} ачкычы эч кимдики эмес: реестрде жок",
            "ключ {fingerprint} ничей: его нет в реестре",
            "the key {fingerprint} is nobody's: it is not in the register",
        )
    },
    "another": {
        "": Words(
            "файл {person} деп аталган, бирок ачкыч {owner} адамыныкы",
            "файл назван по {person}, а ключ принадлежит {owner}",
            "the file is named for {person}, but the key is that of {owner}",
        ),
        "shared": Words(
            "бир ачкыч бир нече адамга жазылган ({owner}): кимиси кол койгону белгисиз",
            "один ключ записан за несколькими лицами ({owner}): кто подписал, неизвестно",
            "one key is entered for several persons ({owner}): nobody can tell who signed",
        ),
    },
    "window": {
        "early": Words(
            "кол тамга {on} күнү пайда болгон, ачкыч {since} күнүнөн гана жарактуу",
            "подпись появилась {on}, а ключ действителен только с {since}",
            "the signature came to be on {on}, the key is valid only from {since}",
        ),
        "late": Words(
            "кол тамганын {on} күнүнө чейин болгону далилденген эмес, ачкычтын мөөнөтү {until} күнү бүткөн",
            "до {on} подпись ничем не подтверждена, а срок ключа истёк {until}",
            "nothing shows the signature before {on}, and the key ended on {until}",
        ),
    },
    "revoked": {
        "": Words(
            "ачкыч {day} күнүнөн жараксыз, ал эми кол тамганын {on} күнүнө чейин болгону далилденген эмес",
            "ключ отозван с {day}, а до {on} подпись ничем не подтверждена",
            "the key is revoked from {day}, and nothing shows the signature before {on}",
        )
    },
    "role": {
        "": Words(
            "{on} күнү {person} керектүү кызматта болгон эмес: {roles}",
            "{on} {person} не занимал нужную должность: {roles}",
            "on {on} {person} did not hold the role asked for: {roles}",
        ),
        "untrusted": Words(
            "{person} дайындалган ({path}), бирок бул дайындоону жарактуу ишеним билдирүүсү ырастай элек",
            "{person} назначен ({path}), но это назначение ещё не подтверждено действительным заявлением о доверии",
            "{person} is appointed ({path}), but no valid trust statement vouches for that appointment yet",
        ),
        "named": Words(
            "жазууда {named} аталган, кол койгон {person}",
            "в записи назван {named}, а подписал {person}",
            "the fact names {named}, and {person} has signed",
        ),
        "root": Words(
            "{person} мурунку билдирүүдөгү түпкү адам эмес",
            "{person} не корневое лицо прежнего заявления",
            "{person} is no root person of the statement before",
        ),
    },
    "untrusted": {
        "": Words(
            "ачкычты ({path}) жарактуу ишеним билдирүүсү ырастаган эмес",
            "ключ ({path}) не подтверждён действительным заявлением о доверии",
            "no valid trust statement vouches for the key ({path})",
        )
    },
    "orphan": {
        "": Words(
            "кол тамганын жанында ал коюлган файл жок",
            "рядом с подписью нет файла, под которым она сделана",
            "the file that the signature is for does not stand beside it",
        ),
        "fact": Words(
            "{file} факт эмес: ага кол коюлбайт",
            "{file} не факт: его не подписывают",
            "{file} is no fact: it is not signed",
        ),
    },
}

DO: Final[Mapping[str, Mapping[str, Words]]] = {
    "malformed": {"": _AGAIN},
    "weak": {
        "": Words(
            "Ed25519 ачкычын түзүп, реестрге киргизип, кайра кол коюңуз: ssh-keygen -t ed25519",
            "создайте ключ Ed25519, внесите его и подпишите снова: ssh-keygen -t ed25519",
            "make an Ed25519 key, enter it, sign again: ssh-keygen -t ed25519",
        )
    },
    "bytes": {
        "": Words(
            "файлды Git тарыхынан калыбына келтириңиз; өзгөрүү чын болсо, кайра кол койдуруңуз: sapat sign …",
            "восстановите файл из Git; если изменение верно, получите подпись снова: sapat sign …",
            "bring the file back from Git; if the change is right, have it signed again: sapat sign …",
        )
    },
    "meaning": {
        "": Words(
            "ушул маани менен кайра кол коюңуз: sapat sign … --meaning …",
            "подпишите снова в нужном смысле: sapat sign … --meaning …",
            "sign again with the right meaning: sapat sign … --meaning …",
        ),
        "open": Words(
            "адегенде каттаңыз (sapat approve), анан кол коюңуз: sapat sign …",
            "сначала зарегистрируйте (sapat approve), затем подпишите: sapat sign …",
            "register it first (sapat approve), then sign: sapat sign …",
        ),
    },
    "unknown": {"": _KEYS},
    "another": {
        "": Words(
            "ар ким өз ачкычы менен кол койсун: sapat sign … --person …",
            "пусть каждый подписывает своим ключом: sapat sign … --person …",
            "let everybody sign with his own key: sapat sign … --person …",
        )
    },
    "window": {
        "": Words(
            "жарактуу ачкыч менен кайра кол коюңуз; кийин мындай болбосун: sapat checkpoint ар бир бекитүүдөн соң",
            "подпишите действующим ключом; чтобы впредь не случалось: sapat checkpoint после утверждений",
            "sign again with a valid key; so that it does not happen again: sapat checkpoint after approvals",
        )
    },
    "revoked": {
        "": Words(
            "жаңы ачкыч менен кайра кол койдуруңуз: sapat sign …",
            "получите подпись новым ключом: sapat sign …",
            "have it signed again with a new key: sapat sign …",
        )
    },
    "role": {
        "": Words(
            "укугу бар адам кол койсун; дайындалган болсо, жазыңыз: sapat add appointments --id {role}-{person} --role {role} --person {person} --kind permanent --since …",
            "пусть подпишет тот, кто вправе; если назначен, внесите: sapat add appointments --id {role}-{person} --role {role} --person {person} --kind permanent --since …",
            "let the one who may sign; who was appointed is entered by: sapat add appointments --id {role}-{person} --role {role} --person {person} --kind permanent --since …",
        ),
        "untrusted": _VOUCH,
        "named": Words(
            "{named} өз ачкычы менен кол койсун: sapat sign … --person {named}",
            "пусть подпишет {named} своим ключом: sapat sign … --person {named}",
            "let {named} sign with the key of that person: sapat sign … --person {named}",
        ),
        "root": Words(
            "мурунку билдирүүдөгү түпкү адамдар кол койсун: registers/people/trust караңыз",
            "пусть подпишут корневые лица прежнего заявления: см. registers/people/trust",
            "let the root persons of the former statement sign: see registers/people/trust",
        ),
    },
    "untrusted": {"": _VOUCH},
    "orphan": {
        "": Words(
            "кол тамганы файлынын жанына коюңуз же алып салыңыз",
            "положите подпись рядом с её файлом или уберите",
            "put the signature beside its file, or take it away",
        )
    },
}
