"""The words of the papers beside the document itself: resolutions, orders, sheets, plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

_W: Final[Mapping[str, Words]] = {
    "resolution": Words("ТОКТОМ", "ПОСТАНОВЛЕНИЕ", "RESOLUTION"),
    "extract": Words("ПРОТОКОЛДОН КӨЧҮРМӨ", "ВЫПИСКА ИЗ ПРОТОКОЛА", "EXTRACT FROM THE MINUTES"),
    "order": Words("БУЙРУК", "ПРИКАЗ", "ORDER"),
    "order_about": Words(
        "СМС документтерин колдонууга киргизүү жөнүндө",
        "О введении в действие документов СМК",
        "On putting documents of the quality system into force",
    ),
    "resolution_about": Words(
        "СМС документтерин бекитүү жөнүндө",
        "Об утверждении документов СМК",
        "On the approval of documents of the quality system",
    ),
    "number_date": Words("№ {number} протокол, {day}", "протокол № {number} от {day}", "minutes No. {number}, {day}"),
    "order_number": Words("№ {number}, {day}", "№ {number} от {day}", "No. {number}, {day}"),
    "blank_number": Words("________", "________", "________"),
    "blank_day": Words(
        "«____» ______________ 20____-ж.", "«____» ______________ 20____ г.", "“____” ______________ 20____"
    ),
    "resolves": Words(
        "Төмөнкү чечим бекитилсин:", "Утвердить следующее решение:", "The following decision is approved:"
    ),
    "orders": Words("БУЙРУК КЫЛАМ:", "ПРИКАЗЫВАЮ:", "I ORDER:"),
    "approve_point": Words(
        "{code} «{title}» документинин {version}-версиясы бекитилсин.",
        "Утвердить версию {version} документа {code} «{title}».",
        "Version {version} of {code} “{title}” is approved.",
    ),
    "force_point": Words(
        "{code} «{title}» документинин {version}-версиясы {day} тартып колдонууга киргизилсин.",
        "Ввести в действие версию {version} документа {code} «{title}» с {day}.",
        "Version {version} of {code} “{title}” is in force from {day}.",
    ),
    "replaced_point": Words(
        "Ошол күндөн тартып {code} документинин {version}-версиясы күчүн жоготту деп эсептелсин.",
        "С того же дня признать утратившей силу версию {version} документа {code}.",
        "From the same day version {version} of {code} is no longer in force.",
    ),
    "last_point": Words(
        "Токтомдун аткарылышы тапшырылсын: {executor}; аткарылышын көзөмөлдөө тапшырылсын: {controller}.",
        "Исполнение возложить: {executor}; контроль исполнения: {controller}.",
        "To be carried out by: {executor}; its execution is controlled by: {controller}.",
    ),
    "last_order": Words(
        "Буйруктун аткарылышы тапшырылсын: {executor}; аткарылышын көзөмөлдөө тапшырылсын: {controller}.",
        "Исполнение приказа возложить: {executor}; контроль исполнения: {controller}.",
        "To be carried out by: {executor}; its execution is controlled by: {controller}.",
    ),
    "basis": Words("Негизи", "Основание", "Basis"),
    "agenda": Words("КҮН ТАРТИБИ", "ПОВЕСТКА ДНЯ", "AGENDA"),
    "heard": Words("УГУЛДУ", "СЛУШАЛИ", "HEARD"),
    "decided": Words("ЧЕЧИМ", "РЕШИЛИ", "DECIDED"),
    "chair": Words("Төрага", "Председатель", "Chair"),
    "secretary": Words("Катчы", "Секретарь", "Secretary"),
    "true_copy": Words("Көчүрмө туура:", "Выписка верна:", "True extract:"),
    "heard_text": Words(
        "{unit}: {code} «{title}» документинин {version}-версиясын бекитүү жөнүндө.",
        "{unit}: об утверждении версии {version} документа {code} «{title}».",
        "{unit}: on the approval of version {version} of {code} “{title}”.",
    ),
    "risk_plan": Words("Тобокелдиктерди башкаруу планы", "План управления рисками", "Risk management plan"),
    "risk": Words("Тобокелдик / тоскоолдук", "Риск / препятствие", "Risk or obstacle"),
    "cause": Words("Себеби", "Причина", "Cause"),
    "effect": Words("Таасири", "Влияние", "Effect"),
    "measures": Words("Башкаруу иш-аракеттери", "Меры управления", "Measures"),
    "responsible": Words("Жооптуулар", "Ответственные", "Responsible"),
    "term": Words("Мөөнөтү", "Срок", "Term"),
    "risk_note": Words(
        "Тобокелдиктердин абалы Окумуштуулар кеңешинде жылына бир жолу каралат.",
        "Состояние рисков рассматривается на Учёном совете один раз в год.",
        "The state of risks is discussed in the Academic Council once a year.",
    ),
    "distribution": Words("Таркатуу барагы", "Лист рассылки", "Distribution sheet"),
    "holder": Words("Кармоочу бөлүм", "Подразделение", "Held by"),
    "copy_number": Words("Нуска №", "Экз. №", "Copy No."),
    "issued": Words("Берилген күнү", "Выдан", "Issued"),
    "received": Words("Алды: аты-жөнү, колу", "Получил: ФИО, подпись", "Received: name, signature"),
    "came_back": Words("Кайтарылды: күнү, колу", "Возвращён: дата, подпись", "Returned: date, signature"),
    "register": Words("Документтердин реестри", "Реестр документов", "Document register"),
    "as_of": Words("{day} абалы боюнча", "по состоянию на {day}", "as of {day}"),
    "title": Words("Аталышы", "Наименование", "Title"),
    "code": Words("Коду", "Код", "Code"),
    "version": Words("Вер.", "Вер.", "Ver."),
    "status": Words("Абалы", "Состояние", "Status"),
    "acts": Words("Чечим, буйрук", "Решение, приказ", "Decision, order"),
    "effective": Words("Күчүнө кирген", "Введён", "Effective"),
    "owner": Words("Жооптуу", "Ответственный", "Owner"),
    "next_review": Words("Кийинки кароо", "След. пересмотр", "Next review"),
    "council": Words(
        "Кеңештин отурумуна документтер", "Документы к заседанию совета", "Documents for a sitting of the council"
    ),
    "kind": Words("Өзгөрүүнүн түрү", "Вид изменения", "Kind of change"),
    "summary": Words("Кыскача мазмуну", "Содержание", "Summary"),
    "text_digest": Words("Тексттин изи", "Отпечаток текста", "Text digest"),
    "redline": Words("Өзгөртүүлөр: {old} → {new}", "Изменения: {old} → {new}", "Changes: {old} → {new}"),
    "uncontrolled": Words("ЭСЕПТЕГИ ДОКУМЕНТ ЭМЕС", "НЕ УЧТЁННЫЙ ДОКУМЕНТ", "NOT A CONTROLLED DOCUMENT"),
    "redline_warning": Words(
        "Салыштыруу: бекитилген документтин ордуна колдонууга болбойт",
        "Сравнение: не применять вместо утверждённого документа",
        "A comparison: not to be used in place of the approved document",
    ),
    "legend": Words(
        "Кызыл сызылган — алынган, жашыл асты сызылган — кошулган.",
        "Красное зачёркнутое — удалено, зелёное подчёркнутое — добавлено.",
        "Struck in red: removed. Underlined in green: added.",
    ),
    "sections": Words("Өзгөргөн бөлүмдөр", "Изменённые разделы", "Sections changed"),
    "section": Words("Бөлүм", "Раздел", "Section"),
    "words_added": Words("Кошулган сөз", "Добавлено слов", "Words added"),
    "words_removed": Words("Алынган сөз", "Удалено слов", "Words removed"),
    "field": Words("Маалымат", "Реквизит", "Field"),
    "before": Words("Мурда", "Было", "Before"),
    "after": Words("Азыр", "Стало", "After"),
    "paper_warning": Words(
        "Реестрлерден түзүлгөн; кол коюлганда күчкө ээ",
        "Составлено по реестрам; имеет силу с подписями",
        "Made from the registers; valid when signed",
    ),
    "printed": Words("{day} реестрлерден түзүлгөн", "Составлено по реестрам {day}", "Made from the registers on {day}"),
    "parent": Words("Негизги документ: {code}", "Основной документ: {code}", "Parent document: {code}"),
}


def say(lang: str, key: str, **args: object) -> str:
    """The words of a paper named *key*, in *lang*."""
    return _W[key].say(lang, args)


def every() -> Mapping[str, Words]:
    """All words of these papers, for the test that none is missing in any language."""
    return _W
