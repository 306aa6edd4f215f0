"""The answer of `sapat verify FILE.pdf` in plain sentences: what it is, whether it is in force, whose signatures, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sapat.model.names import EVIDENCE, STATUSES
from sapat.model.pdf_proof import FIELDS, OTHER, TRUSTED, Identity, Look, PdfSignature
from sapat.model.words import Words

Said = tuple[Words, Mapping[str, object]]

_IS: Final[Mapping[str, Words]] = {
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
_IN_FORCE: Final = Words(
    "Бул версия бүгүн күчүндө ({today}).", "Эта версия сегодня действует ({today}).", "This version is in force today ({today})."
)  # fmt: skip
_NOT_IN_FORCE: Final = Words(
    "Бул версия бүгүн ({today}) күчүндө эмес: {status}.",
    "Сегодня ({today}) эта версия не действует: {status}.",
    "This version is not in force today ({today}): {status}.",
)
_UNSIGNED: Final = Words(
    "Электрондук кол тамга жок.", "Электронных подписей нет.", "It carries no electronic signature."
)
_GOOD: Final = Words(
    "«{role}» талаасы: {name} кол койгон{when}; кол тамга бузулган эмес, сертификат ишенимдүү{stamp}.",
    "Поле «{role}»: подписал {name}{when}; подпись цела, сертификат доверенный{stamp}.",
    "Field {role!r}: signed by {name}{when}; intact, the certificate is trusted{stamp}.",
)
_INTACT: Final = Words(
    "«{role}» талаасы: {name} кол койгон{when}; кол тамга бузулган эмес, бирок сертификатка ишеним далилденген жок{stamp}.",
    "Поле «{role}»: подписал {name}{when}; подпись цела, но доверие к сертификату не доказано{stamp}.",
    "Field {role!r}: signed by {name}{when}; intact, but trust in the certificate is not proven{stamp}.",
)
_BROKEN: Final = Words(
    "«{role}» талаасы: {name} кол тамгасы бузулган: кол коюлган байттар өзгөргөн.",
    "Поле «{role}»: подпись {name} нарушена: подписанные байты изменены.",
    "Field {role!r}: the signature of {name} is broken: the signed bytes were changed.",
)
_STAMPED: Final[Mapping[str, Words]] = {
    TRUSTED: Words(", убакыт белгиси ишенимдүү", ", метка времени доверенная", ", its time stamp is trusted"),
    "untrusted": Words(
        ", убакыт белгисине ишеним жок", ", метке времени доверия нет", ", its time stamp is not trusted"
    ),
}
_WHEN: Final[Mapping[str, Words]] = {
    "stamp": Words(" {when}", " {when}", " at {when}"),
    "own": Words(
        " (өз саатында {when})", " (по своим часам {when})", " (by the signer's own clock at {when})"
    ),
}  # fmt: skip
_AFTER: Final = Words(
    "Кол коюлгандан кийин кийинки кол тамгалар гана кошулган.",
    "После подписания добавлены только следующие подписи.",
    "After signing only further signatures were added.",
)
_EVIDENCE: Final = Words("Далилдин классы: {told}.", "Класс свидетельства: {told}.", "Class of evidence: {told}.")
_LEFT: Final = Words(
    "Кол коюла элек: {roles}.", "Ещё не подписали: {roles}.", "Not signed yet: {roles}."
)  # fmt: skip
_NOTE: Final = Words("Эскертүү: {told}", "Примечание: {told}", "Note: {told}")
_OK: Final = Words("Баары далилденди.", "Всё доказано.", "All is proved.")
_NOT_OK: Final = Words(
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


@dataclass(frozen=True, slots=True)
class PdfAnswer:
    """What is said of a PDF."""

    file: str
    sha256: str
    today: str
    identity: Identity
    look: Look
    number: int = 0  # of the issued PDF, or of the signed copy
    status: str = ""  # of the version today
    roles: Mapping[str, str] = field(default_factory=dict)  # field -> the post it is for
    missing: tuple[str, ...] = ()  # posts whose signature the route asks for and this has not
    evidence: str = "none"
    notes: tuple[str, ...] = ()
    same_text: bool = True

    @property
    def in_force(self) -> bool:
        return self.status in ("in-force", "revision")

    @property
    def problems(self) -> tuple[Said, ...]:
        return tuple(self._problems())

    def _problems(self) -> Iterator[Said]:
        if not self.identity.proven:
            yield PROBLEMS["unproven"], {}
        if not self.same_text:
            yield PROBLEMS["other-text"], {"version": self.identity.version}
        if self.look.added == OTHER:
            yield PROBLEMS["added"], {"detail": self.look.detail or "—"}
        for one in self.look.signatures:
            args = {"role": self.role(one), "detail": one.detail or "—"}
            if not one.intact:
                yield PROBLEMS["broken"], args
                continue
            if one.changed == OTHER:
                yield PROBLEMS["changed"], args
            if one.trust != TRUSTED:
                yield PROBLEMS[one.trust], args

    @property
    def ok(self) -> bool:
        return not self.problems

    def role(self, one: PdfSignature) -> str:
        return self.roles.get(one.field) or one.field


def as_text(told: PdfAnswer, lang: str) -> str:
    """For people: what it is first, the verdict last."""
    args = {"code": told.identity.code, "version": told.identity.version, "number": told.number}
    rows = [_IS[told.identity.how].say(lang, args)]
    if told.status:
        words = _IN_FORCE if told.in_force else _NOT_IN_FORCE
        rows.append(words.say(lang, {"today": told.today, "status": STATUSES[told.status].say(lang).lower()}))
    rows += [_signature(told, one, lang) for one in told.look.signatures]
    if not told.look.signatures and told.identity.how != "copy":
        rows.append(_UNSIGNED.say(lang))
    if any(one.changed == FIELDS for one in told.look.signatures) and told.look.added != OTHER:
        rows.append(_AFTER.say(lang))
    if told.missing:
        rows.append(_LEFT.say(lang, {"roles": ", ".join(told.missing)}))
    rows.append(_EVIDENCE.say(lang, {"told": EVIDENCE[told.evidence].say(lang)}))
    rows += [f"✗ {words.say(lang, args)}" for words, args in told.problems]
    rows += [_NOTE.say(lang, {"told": NOTES[one].say(lang)}) for one in told.notes]
    rows.append((_OK if told.ok else _NOT_OK).say(lang, {"count": len(told.problems)}))
    return "\n".join(rows) + "\n"


def _signature(told: PdfAnswer, one: PdfSignature, lang: str) -> str:
    words = _BROKEN if not one.intact else _GOOD if one.trust == TRUSTED else _INTACT
    when = one.when.strftime("%d.%m.%Y %H:%M %Z").strip() if one.when else ""
    kind = "" if not when else "stamp" if one.stamped == TRUSTED else "own"
    args = {
        "role": told.role(one),
        "name": one.name,
        "when": _WHEN[kind].say(lang, {"when": when}) if kind else "",
        "stamp": _STAMPED[one.stamped].say(lang) if one.stamped else "",
    }
    return words.say(lang, args)


def as_json(told: PdfAnswer, lang: str) -> str:
    one = told.identity
    body = {
        "version": 1,
        "ok": told.ok,
        "file": told.file,
        "sha256": told.sha256,
        "document": one.code or None,
        "document_version": one.version or None,
        "how": one.how or None,
        "proven": one.proven,
        "rendition": one.issued or None,
        "text": one.text or None,
        "status": told.status or None,
        "in_force": told.in_force,
        "signatures": [
            {
                "field": each.field,
                "role": told.role(each),
                "name": each.name,
                "certificate": each.certificate,
                "intact": each.intact,
                "trust": each.trust,
                "stamp": each.stamped or None,
                "when": each.when.isoformat() if each.when else None,
                "changed_after": each.changed,
                "certifies": each.certifies,
            }
            for each in told.look.signatures
        ],
        "added": told.look.added,
        "missing": list(told.missing),
        "evidence": told.evidence,
        "problems": [words.say(lang, args) for words, args in told.problems],
        "notes": [NOTES[each].say(lang) for each in told.notes],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


FORMATS: Final[Mapping[str, Callable[[PdfAnswer, str], str]]] = {"text": as_text, "json": as_json}
