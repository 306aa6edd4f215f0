"""The sentences of `sapat verify FILE.pdf`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.pdf_proof import TRUSTED
from sapat.model.words import Words

IS: Final[Mapping[str, Words]] = {
    "issued": Words(
        "Бул {code} документинин {version} версиясы: файл чыгарылган PDF № {number} байттары менен башталат.",
        "Это {code}, версия {version}: файл начинается с байтов выпущенного PDF № {number}.",
        "This is {code}, version {version}: the file begins with the bytes of issued PDF No. {number}.",
    ),
    "export": Words(
        "Бул {code} документинин {version} версиясы: файл чыгарылган PDF № {number} талаалары кошулганга чейинки байттары менен башталат.",
        "Это {code}, версия {version}: файл начинается с байтов выпущенного PDF № {number} до добавления полей.",
        "This is {code}, version {version}: the file begins with the bytes of issued PDF No. {number} before fields were added.",
    ),
    "copy": Words(
        "Бул {code} документинин {version} версиясынын катталган сканы (кол коюлган нуска № {number}), бир байты да өзгөргөн эмес.",
        "Это зарегистрированный скан {code}, версии {version} (подписанный экземпляр № {number}), ни один байт не изменён.",
        "This is the registered scan of {code}, version {version} (signed copy No. {number}), not one byte changed.",
    ),
    "numbered": Words(
        "Бул {code} документинин {version} версиясынын эсепке алынган нускасы № {number}, бир байты да өзгөргөн эмес.",
        "Это учтённый экземпляр № {number} {code}, версии {version}, ни один байт не изменён.",
        "This is the controlled copy No. {number} of {code}, version {version}, not one byte changed.",
    ),
    "rebuilt": Words(
        "Бул {code} документинин {version} версиясы: PDF чыгарылып катталган эмес, бирок ушул репозиторийден кайра түзүлгөндө так ошол байттар чыгат.",
        "Это {code}, версия {version}: PDF не выпускался под регистрацию, но из этого репозитория собираются ровно те же байты.",
        "This is {code}, version {version}: it was never issued, but this repository makes the very same bytes.",
    ),
    "attachment": Words(
        "Файлга {code} документинин {version} версиясынын баштапкы тексти тиркелген, бирок файлдын өзү бул жерде далилденбейт.",
        "К файлу приложен исходный текст {code}, версии {version}, но сам файл здесь не доказан.",
        "The source of {code}, version {version}, is attached; the file itself cannot be proven here.",
    ),
    "claim": Words(
        "Файл өзүн {code} документинин {version} версиясы дейт, бирок бул жерде далилденбейт.",
        "Файл называет себя {code}, версией {version}; здесь это не доказано.",
        "The file says that it is {code}, version {version}; that cannot be proven here.",
    ),
    "code": Words(
        "Барактардагы QR код {code} документинин {version} версиясын көрсөтөт, бирок файл бул жерде далилденбейт.",
        "QR-коды страниц указывают на {code}, версию {version}; сам файл здесь не доказан.",
        "The QR codes of its pages name {code}, version {version}; the file itself cannot be proven here.",
    ),
    "": Words(
        "Бул файл кайсы документ экени белгисиз.",
        "Неизвестно, какой это документ.",
        "Which document this is cannot be told.",
    ),
}
IN_FORCE: Final = Words(
    "Бул версия бүгүн күчүндө ({today}).", "Эта версия сегодня действует ({today}).", "This version is in force today ({today})."
)  # fmt: skip
NOT_IN_FORCE: Final = Words(
    "Бул версия бүгүн ({today}) күчүндө эмес: {status}.",
    "Сегодня ({today}) эта версия не действует: {status}.",
    "This version is not in force today ({today}): {status}.",
)
UNSIGNED: Final = Words(
    "Электрондук кол тамга жок.", "Электронных подписей нет.", "It carries no electronic signature."
)
GOOD: Final = Words(
    "«{role}» талаасы: {name} кол койгон{when}; кол тамга бузулган эмес, сертификат ишенимдүү{stamp}.",
    "Поле «{role}»: подписал {name}{when}; подпись цела, сертификат доверенный{stamp}.",
    "Field {role!r}: signed by {name}{when}; intact, the certificate is trusted{stamp}.",
)
INTACT: Final = Words(
    "«{role}» талаасы: {name} кол койгон{when}; кол тамга бузулган эмес, бирок сертификатка ишеним далилденген жок{stamp}.",
    "Поле «{role}»: подписал {name}{when}; подпись цела, но доверие к сертификату не доказано{stamp}.",
    "Field {role!r}: signed by {name}{when}; intact, but trust in the certificate is not proven{stamp}.",
)
BROKEN: Final = Words(
    "«{role}» талаасы: {name} кол тамгасы бузулган: кол коюлган байттар өзгөргөн.",
    "Поле «{role}»: подпись {name} нарушена: подписанные байты изменены.",
    "Field {role!r}: the signature of {name} is broken: the signed bytes were changed.",
)
UNREADABLE: Final = Words(
    "«{role}» талаасы: {name} кол тамгасын бул жерде текшерүүгө болбойт.",
    "Поле «{role}»: подпись {name} здесь проверить нельзя.",
    "Field {role!r}: the signature of {name} cannot be examined here.",
)
STAMPED: Final[Mapping[str, Words]] = {
    TRUSTED: Words(", убакыт белгиси ишенимдүү", ", метка времени доверенная", ", its time stamp is trusted"),
    "untrusted": Words(
        ", убакыт белгисине ишеним жок", ", метке времени доверия нет", ", its time stamp is not trusted"
    ),
}
WHEN: Final[Mapping[str, Words]] = {
    "stamp": Words(" {when}", " {when}", " at {when}"),
    "own": Words(
        " (өз саатында {when})", " (по своим часам {when})", " (by the signer's own clock at {when})"
    ),
}  # fmt: skip
HOLDS: Final = Words(
    "Сертификаттагы ат ошол күнү бул кызматты ээлеген адамдыкы.",
    "Имя в сертификате — того, кто в тот день занимал эту должность.",
    "The certificate holds the name of who held this post that day.",
)
AFTER: Final = Words(
    "Кол коюлгандан кийин кийинки кол тамгалар гана кошулган.",
    "После подписания добавлены только следующие подписи.",
    "After signing only further signatures were added.",
)
CLASS: Final = Words("Далилдин классы: {told}.", "Класс свидетельства: {told}.", "Class of evidence: {told}.")
LEFT: Final = Words(
    "Кол коюла элек: {roles}.", "Ещё не подписали: {roles}.", "Not signed yet: {roles}."
)  # fmt: skip
NOTE: Final = Words("Эскертүү: {told}", "Примечание: {told}", "Note: {told}")
OK_BUT: Final = Words(
    "Файл жана кол тамгалар далилденди; кол койгондордун кызматын эскертүүдөн караңыз.",
    "Файл и подписи доказаны; должности подписавших — см. примечания.",
    "The file and its signatures are proved; for the posts of who signed see the notes.",
)
OK_FILE: Final = Words(
    "Файл далилденди; кол тамга жок.",
    "Файл доказан; подписей в нём нет.",
    "The file is proved; it carries no signature.",
)
OK_PART: Final = Words(
    "Файл жана бар кол тамгалар далилденди; баары кол кое элек.",
    "Файл и имеющиеся подписи доказаны; подписали не все.",
    "The file and the signatures it has are proved; not all have signed.",
)
OK: Final = Words("Баары далилденди.", "Всё доказано.", "All is proved.")
NOT_OK: Final = Words(
    "Далилденген жок: {count} кемчилик.", "Не доказано: проблем — {count}.", "Not proved: problems — {count}."
)

PROBLEMS: Final[Mapping[str, Words]] = {
    "unproven": Words(
        "бул жерде далилденбейт: чыгарылган бир да PDF мындай башталбайт, кайра түзүлгөнү да башка",
        "здесь не доказывается: ни один выпущенный PDF так не начинается, и пересборка даёт другое",
        "it cannot be proven here: no issued PDF begins like this, and what is built again differs",
    ),
    "added": Words(
        "чыгарылгандан кийин кол тамгадан башка нерсе өзгөртүлгөн: {detail}",
        "после выпуска изменено не только поле подписи: {detail}",
        "since it was issued something other than signatures was changed: {detail}",
    ),
    "broken": Words(
        "«{role}» кол тамгасы бузулган", "подпись «{role}» нарушена", "the signature in {role!r} is broken"
    ),
    "unexamined": Words(
        "«{role}» кол тамгасын бул жерде текшерүүгө болбойт: {detail}",
        "подпись «{role}» здесь проверить нельзя: {detail}",
        "the signature in {role!r} cannot be examined here: {detail}",
    ),
    "changed": Words(
        "«{role}» кол койгондон кийин документ өзгөртүлгөн: {detail}",
        "после подписи «{role}» документ изменён: {detail}",
        "after the signature in {role!r} the document was changed: {detail}",
    ),
    "no-anchors": Words(
        "«{role}» кол тамгасына ишенимди текшерүүгө болбойт: sapat.toml ичинде [sign] trust жок",
        "доверие к подписи «{role}» не проверить: в sapat.toml нет [sign] trust",
        "trust in the signature in {role!r} cannot be examined: sapat.toml has no [sign] trust",
    ),
    "unknown": Words(
        "«{role}» сертификатын ишенимдүү борборлордун бири да берген эмес",
        "сертификат подписи «{role}» не выдан ни одним доверенным центром",
        "the certificate of {role!r} comes from no authority that is trusted here",
    ),
    "expired": Words(
        "«{role}» сертификатынын мөөнөтү өткөн, ал эми ишенимдүү убакыт белгиси жок",
        "сертификат подписи «{role}» истёк, а доверенной метки времени нет",
        "the certificate of {role!r} has expired, and there is no trusted time stamp",
    ),
    "revoked": Words(
        "«{role}» сертификаты кайтарып алынган",
        "сертификат подписи «{role}» отозван",
        "the certificate of {role!r} is revoked",
    ),
    "usage": Words(
        "«{role}» сертификаты кол коюуга арналган эмес",
        "сертификат «{role}» не предназначен для подписи",
        "the certificate of {role!r} is not meant for signing",
    ),
    "other": Words(
        "«{role}» сертификатына ишеним далилденген жок",
        "доверие к сертификату «{role}» не доказано",
        "trust in the certificate of {role!r} is not proven",
    ),
    "strange": Words(
        "чыгарылган PDF ичинде «{role}» деген талаа болгон эмес: ал кол тамга эч кимдин ордуна коюлган эмес",
        "в выпущенном PDF не было поля «{role}»: эта подпись ни за кого не поставлена",
        "the issued PDF had no field {role!r}: that signature is given for nobody",
    ),
    "holder": Words(
        "«{role}» талаасына {name} кол койгон, ал эми ошол күнү бул кызматта {expected} болгон",
        "в поле «{role}» подписал {name}, а должность в тот день занимал {expected}",
        "in the field {role!r} signed {name}, but the post was held that day by {expected}",
    ),
    "other-text": Words(
        "бул кагаздын тексти катталган {version} версиянын тексти эмес",
        "текст этой бумаги — не текст зарегистрированной версии {version}",
        "the text of this paper is not the text registered as version {version}",
    ),
}
NOTES: Final[Mapping[str, Words]] = {
    "revocation": Words(
        "сертификаттын кайтарылып алынганы оффлайн каралбайт",
        "отзыв сертификатов без сети не проверяется",
        "whether a certificate was revoked is not looked up offline",
    ),
    "holder": Words(
        "{name} «{role}» кызматын ээлегени бул жерде белгисиз: атын салыштырып көрүңүз",
        "занимал ли {name} должность «{role}», здесь неизвестно: сверьте имя",
        "whether {name} held the post {role!r} is not known here: compare the name",
    ),
    "twice": Words(
        "бир эле сертификат бир нече талаага кол койгон: {fields}",
        "один и тот же сертификат подписал несколько полей: {fields}",
        "one and the same certificate signed several fields: {fields}",
    ),
    "no-tools": Words(
        "кайра түзүп салыштыруу мүмкүн болгон жок: sapat[pdf] орнотулган эмес",
        "пересобрать и сравнить не удалось: не установлен sapat[pdf]",
        "it could not be built again and compared: sapat[pdf] is not installed",
    ),
    "open": Words(
        "бул версия азырынча катталган эмес",
        "эта версия пока не зарегистрирована",
        "this version is not registered yet",
    ),
}
