"""The sentences of `sapat signed`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

TAKEN: Final[Mapping[str, Words]] = {
    "signed-pdf": Words(
        "{code} {version}: кол коюлган PDF катталды; талаалар жана сертификаттардагы аттар: {roles}",
        "{code} {version}: подписанный PDF зарегистрирован; поля и имена в сертификатах: {roles}",
        "{code} {version}: the signed PDF is registered; fields, and the names in the certificates: {roles}",
    ),
    "scan": Words(
        "{code} {version}: скан катталды, {pages} барактын баары ушул тексттики; кол койгондор: {roles}",
        "{code} {version}: скан зарегистрирован, все {pages} страниц — этого текста; подписали: {roles}",
        "{code} {version}: the scan is registered, all {pages} pages are of this text; signed by: {roles}",
    ),
    "receipt": Words(
        "{code} {version}: өзүнчө кол тамга катталды, кол койгондор: {roles}; система текшерди: {verified}",
        "{code} {version}: отдельная подпись зарегистрирована, подписали: {roles}; проверено системой: {verified}",
        "{code} {version}: the detached signature is registered, signed by: {roles}; verified by the system: {verified}",
    ),
}
REMARK: Final = Words("Эскертүү: {told}", "Примечание: {told}", "Note: {told}")
LEFT: Final = Words(
    "дагы кол коюшу керек: {roles}", "ещё должны подписать: {roles}", "still to sign: {roles}"
)  # fmt: skip
WHOLE: Final = Words(
    "баары кол койду; коммит кылыңыз же бекитүүнү бүтүрүңүз: sapat approve {code}",
    "подписали все; закоммитьте или завершите утверждение: sapat approve {code}",
    "all have signed; commit it, or go on to the approval: sapat approve {code}",
)
FAULTS: Final[Mapping[str, Words]] = {
    "unread": Words(
        "{number}-барактын QR коду окулбайт",
        "на листе {number} QR-код не читается",
        "the QR code of sheet {number} cannot be read",
    ),
    "document": Words(
        "{number}-барак башка документтен же башка версиядан: {named}",
        "лист {number} — другого документа или другой версии: {named}",
        "sheet {number} is of another document or version: {named}",
    ),
    "text": Words(
        "{number}-барак бул версиянын башка текстинен",
        "лист {number} — другого текста этой версии",
        "sheet {number} is of another text of this version",
    ),
    "missing": Words("{number}-бет жок", "страницы {number} нет", "page {number} is missing"),
    "twice": Words("{number}-бет эки жолу", "страница {number} дважды", "page {number} is there twice"),
}
NOT_MATCHED: Final = Words(
    "скан {code} {version} нускасына туура келбейт: {why}",
    "скан не соответствует {code} {version}: {why}",
    "the scan does not match {code} {version}: {why}",
)
SCAN_AGAIN: Final = Words(
    "аталган барактарды 300 dpi менен кайра сканерлеп, баарын бирге бериңиз",
    "пересканируйте названные листы с 300 dpi и дайте все вместе",
    "scan the sheets named again at 300 dpi, and give all of them together",
)
NOT_PROVEN: Final = Words(
    "бул PDF {code} {version} үчүн каттоого жарабайт: {why}",
    "этот PDF нельзя зарегистрировать для {code} {version}: {why}",
    "this PDF cannot be registered for {code} {version}: {why}",
)
ASK_VERIFY: Final = Words(
    "карап көрүңүз: sapat verify {file}; чыгарылган PDF файлына кайра кол койдуруңуз",
    "посмотрите: sapat verify {file}; дайте подписать выпущенный PDF заново",
    "look at it: sapat verify {file}; have the issued PDF signed again",
)
OTHER_VERSION: Final = Words(
    "бул {named} файлы", "это файл {named}", "it is a file of {named}"
)  # fmt: skip
NO_SIGNATURE: Final = Words(
    "электрондук кол тамга жок (сканга окшобойт)",
    "электронных подписей нет (и это не скан)",
    "it carries no electronic signature (and is no scan)",
)
NOT_ISSUED: Final = Words(
    "{code} {version} үчүн PDF чыгарылган эмес",
    "для {code} {version} PDF не выпускался",
    "no PDF of {code} {version} was issued",
)
ISSUE: Final = Words(
    "адегенде чыгарыңыз: sapat pdf {code} --for-signature --issue",
    "сначала выпустите: sapat pdf {code} --for-signature --issue",
    "issue it first: sapat pdf {code} --for-signature --issue",
)
WHO: Final = Words(
    "ким кол койгону айтылган эмес", "не сказано, кто подписал", "it is not said who signed"
)  # fmt: skip
NAME_THEM: Final = Words(
    "жазыңыз: --signatory ROLE (маршрут сурайт: {roles})",
    "назовите: --signatory ROLE (маршрут требует: {roles})",
    "name them: --signatory ROLE (the route asks for: {roles})",
)
WHERE: Final = Words(
    "кагаз түп нуска кайда экени айтылган эмес",
    "не сказано, где бумажный подлинник",
    "it is not said where the paper original is",
)
NAME_PLACE: Final = Words(
    "жазыңыз: --place ЖЕР --keeper ROLE", "назовите: --place МЕСТО --keeper ROLE", "name it: --place PLACE --keeper ROLE"
)  # fmt: skip
TOO_BIG: Final = Words(
    "{name}: {size} байт; Git ичинде 2 МБдан ашпайт",
    "{name}: {size} байт; в Git не больше 2 МБ",
    "{name} has {size} bytes; in Git at most 2 MB",
)
OUTSIDE: Final = Words(
    "Git-тен тышкары сактаңыз: --in-git жазбаңыз, [pdf] store керек",
    "храните вне Git: без --in-git, нужен [pdf] store",
    "keep it outside Git: leave --in-git out; [pdf] store is needed",
)
ALREADY: Final = Words(
    "бул файл мурунтан катталган: {path}", "этот файл уже зарегистрирован: {path}", "this file is registered: {path}"
)  # fmt: skip
