"""The sentences of what a record lacks: the same words in a finding, in a verb's answer and on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sapat.model.findings import Where
from sapat.model.words import Words


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing a record lacks; `topic` and `says` name its sentence in `LACKS`."""

    topic: str
    says: str
    where: Where
    args: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        return LACKS[self.topic][self.says]


LACKS: Final[Mapping[str, Mapping[str, Words]]] = {
    "route": {
        "": Words(
            "«{type}» түрүнүн {kind} үчүн маршрут жок",
            "для вида «{type}» нет маршрута: {kind}",
            "no route serves type {type!r}: {kind}",
        )
    },
    "facts": {
        "summary": Words(
            "эмне өзгөргөнү жазылган эмес (summary)",
            "не сказано, что изменилось (summary)",
            "it is not said what changed (summary)",
        ),
        "basis": Words(
            "негизи жазылган эмес (basis)", "не указано основание (basis)", "the basis is not given (basis)"
        ),
        "analysis": Words(
            "өзгөрүүнүн анализинин жыйынтыгы жок (analysis)",
            "нет результата анализа изменения (analysis)",
            "the result of the change analysis is missing (analysis)",
        ),
        "effective": Words(
            "күчүнө кирген күнү жок (effective)", "нет даты введения (effective)", "the effective day is missing"
        ),
        "expires": Words(
            "бул түргө колдонуу мөөнөтү керек (expires)",
            "для этого вида нужен срок действия (expires)",
            "this type needs an end (expires)",
        ),
        "ends-early": Words(
            "колдонуу мөөнөтү ({expires}) күчүнө кирген күндөн ({effective}) мурун бүтөт",
            "срок действия кончается ({expires}) раньше введения ({effective})",
            "it expires ({expires}) before it takes effect ({effective})",
        ),
        "ends-itself": Words(
            "{code} документи өзүнүн күчүн токтотот (ends)",
            "{code} прекращает сам себя (ends)",
            "{code} would end itself (ends)",
        ),
        "keeps-unknown": Words(
            "калтырылган {version} версиясы мурда катталган эмес (keeps)",
            "оставленная версия {version} прежде не зарегистрирована (keeps)",
            "version {version}, which is to go on for some, was not registered before (keeps)",
        ),
        "keeps-over": Words(
            "{version} версиясы {until} чейин калтырылган, бирок жаңысы {effective} гана күчүнө кирет (keeps)",
            "версия {version} оставлена до {until}, а новая вводится только {effective} (keeps)",
            "version {version} goes on until {until}, but the new one takes effect only on {effective} (keeps)",
        ),
        "keeps-ended": Words(
            "күчүн жоготкон документтин бир да версиясы улантылбайт (keeps)",
            "у отменённого документа ни одна версия не продолжает действовать (keeps)",
            "no edition of a withdrawn document goes on (keeps)",
        ),
    },
    "text": {
        "none": Words(
            "документтин файлы жок: катталчу текст жок",
            "нет файла документа: нечего регистрировать",
            "there is no document file: no text to register",
        ),
        "version": Words(
            "документте {told} версиясы турат, ачык жазуу {version} версиясы жөнүндө",
            "в документе версия {told}, открытая запись о версии {version}",
            "the document says version {told}, the open record is about {version}",
        ),
    },
    "kind": {
        "substance": Words(
            "редакциялык оңдоо эмес, мааниси өзгөргөн: «{old}» → «{new}» (sapat check)",
            "это не редакционная правка, смысл изменён: «{old}» → «{new}» (sapat check)",
            "this is no editorial correction, the meaning changed: {old!r} → {new!r} (sapat check)",
        ),
    },
    "check": {
        "missing": Words("текшерүү жок: {role}", "нет проверки: {role}", "no check by: {role}"),
        "other": Words(
            "текшерүү башка текстке берилген: {role}",
            "проверка дана другому тексту: {role}",
            "the check is of another text: {role}",
        ),
        "remarks": Words(
            "текшерүүдө эскертүүлөр бар: {role}", "проверка с замечаниями: {role}", "checked with remarks: {role}"
        ),
        "no": Words("текшерүү терс: {role}", "проверка отрицательная: {role}", "the check says no: {role}"),
        "unlisted": Words(
            "текшерүү жазуунун катталган тизмесинде жок: {role}",
            "проверки нет в списке зарегистрированной записи: {role}",
            "the registered record does not list the check: {role}",
        ),
        "unsigned": Words(
            "текшерүүнүн жарактуу кол тамгасы жок: {role}",
            "под проверкой нет действительной подписи: {role}",
            "the check bears no valid signature: {role}",
        ),
    },
    "agree": {
        "missing": Words("макулдашуу жок: {role}", "нет согласования: {role}", "no agreement by: {role}"),
        "other": Words(
            "макулдашуу башка текстке берилген: {role}",
            "согласован другой текст: {role}",
            "the agreement is to another text: {role}",
        ),
        "remarks": Words(
            "макулдашууда эскертүүлөр бар: {role}",
            "согласование с замечаниями: {role}",
            "agreed only with remarks: {role}",
        ),
        "no": Words("макул эмес: {role}", "не согласовано: {role}", "not agreed: {role}"),
        "unlisted": Words(
            "макулдашуу жазуунун катталган тизмесинде жок: {role}",
            "согласования нет в списке зарегистрированной записи: {role}",
            "the registered record does not list the agreement: {role}",
        ),
        "unsigned": Words(
            "макулдашуунун жарактуу кол тамгасы жок: {role}",
            "под согласованием нет действительной подписи: {role}",
            "the agreement bears no valid signature: {role}",
        ),
    },
    "act": {
        "missing": Words("{act} жок", "нет: {act}", "missing: {act}"),
        "unknown": Words(
            "{act} «{id}» актылар реестринде жок",
            "{act} «{id}» не найдено в реестре актов",
            "{act} {id!r} is not in the register of acts",
        ),
        "adoption": Words(
            "кагаздан алынган текстте {act} жок, себеби да жазылган эмес (acts_missing)",
            "текст принят с бумаги, нет: {act}, и причина не указана (acts_missing)",
            "taken over from paper without: {act}, and no reason is given (acts_missing)",
        ),
    },
    "authority": {
        "kind": Words(
            "«{id}» башка түрдөгү акт, керектүүсү: {act}",
            "«{id}» — акт другого вида, нужен: {act}",
            "{id!r} is an act of another kind, not: {act}",
        ),
        "returned": Words(
            "«{id}» тексти кайтарган, бекиткен эмес",
            "«{id}» вернул текст, а не утвердил",
            "{id!r} returned the text, it did not approve it",
        ),
        "body": Words(
            "«{id}» актысын {body} чыгарган; бул маршрутта: {known}",
            "«{id}» принят органом: {body}; по маршруту нужен: {known}",
            "{id!r} is of {body}; the route asks for: {known}",
        ),
        "signer": Words(
            "«{id}» актысына кол койгон: {role}; бул маршрутта: {known}",
            "«{id}» подписал: {role}; по маршруту подписывает: {known}",
            "{id!r} is signed by {role}; the route asks for: {known}",
        ),
        "item": Words(
            "«{id}» актысында ({item}) бул документ аталган эмес",
            "в акте «{id}» ({item}) этот документ не назван",
            "{id!r} ({item}) does not name this document",
        ),
    },
    "ratify": {
        "missing": Words(
            "шашылыш жазууда кеңештин бекитүү мөөнөтү жок (ratify_by)",
            "в срочной записи нет срока утверждения советом (ratify_by)",
            "the urgent record does not say until when the council ratifies it (ratify_by)",
        ),
        "late": Words(
            "ratify_by {told}: маршрут {limit} күнүнө чейин гана уруксат берет",
            "ratify_by {told}: маршрут допускает только до {limit}",
            "ratify_by is {told}; the route allows no later than {limit}",
        ),
    },
    "signed": {
        "": Words(
            "катталган жазуунун алдында {need} кол тамганын {have} гана бар; кол коюучу: {roles}",
            "под зарегистрированной записью действительных подписей {have} из {need}; подписывает: {roles}",
            "the registered record bears {have} of {need} valid signatures; to be signed by: {roles}",
        )
    },
}
ACTS: Final[Mapping[str, Words]] = {
    "decision": Words("чечим", "решение", "decision"),
    "order": Words("буйрук", "приказ", "order"),
}
