"""The words of the site in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

GROUPS: Final[Mapping[str, Words]] = {
    "management": Words("1. Башкаруу процесстери", "1. Процессы управления", "1. Management processes"),
    "core": Words("2. Негизги процесстер", "2. Основные процессы", "2. Core processes"),
    "support": Words("3. Камсыздоочу процесстер", "3. Обеспечивающие процессы", "3. Support processes"),
    "measurement": Words(
        "4. Өлчөө, анализдөө жана жакшыртуу процесстери",
        "4. Процессы измерения, анализа и улучшения",
        "4. Measurement, analysis and improvement",
    ),
}
LEVELS: Final[Mapping[int, Words]] = {
    0: Words("Базалык деңгээл", "Базовый уровень", "Base level"),
    1: Words("1-деңгээл", "1-й уровень", "Level 1"),
    2: Words("2-деңгээл", "2-й уровень", "Level 2"),
    3: Words("3-деңгээл", "3-й уровень", "Level 3"),
    4: Words("4-деңгээл", "4-й уровень", "Level 4"),
}
LEVELS_HOLD: Final[Mapping[int, Words]] = {
    0: Words("Мыйзамдар, стандарттар, уставдар", "Законы, стандарты, устав", "Laws, standards, the charter"),
    1: Words("Саясат, максаттар, жетектеме", "Политика, цели, руководство", "Policy, objectives, manual"),
    2: Words("Процедуралар, процесстик карталар", "Процедуры, карты процессов", "Procedures, process cards"),
    3: Words("Жоболор, инструкциялар, пландар", "Положения, инструкции, планы", "Regulations, instructions, plans"),
    4: Words("Формалар жана жазуулар", "Формы и записи", "Forms and records"),
}
_W: Final[Mapping[str, Words]] = {
    "system": Words(
        "Сапат менеджменти системасы ({system})",
        "Система менеджмента качества ({system})",
        "Quality management system ({system})",
    ),
    "home": Words("Башкы бет", "Главная", "Home"),
    "in_force": Words("Күчүндөгү документтер", "Действующие документы", "Documents in force"),
    "documents": Words("Документтер", "Документы", "Documents"),
    "registers": Words("Реестрлер", "Реестры", "Registers"),
    "information": Words("Маалымат", "Сведения", "Information"),
    "document_register": Words("Документтердин реестри", "Реестр документов", "Document register"),
    "process_register": Words("Процесстердин реестри", "Реестр процессов", "Process register"),
    "procedures": Words("Документтештирилген процедуралар", "Документированные процедуры", "Documented procedures"),
    "change_sheet": Words(
        "Өзгөрүүлөрдү жана толуктоолорду каттоо барагы",
        "Лист регистрации изменений и дополнений",
        "Change and addition sheet",
    ),
    "calendar": Words("Кайра кароо календары", "Календарь пересмотра", "Review calendar"),
    "acts": Words("Чечимдер жана буйруктар", "Решения и приказы", "Decisions and orders"),
    "bodies": Words("Коллегиалдуу органдар", "Коллегиальные органы", "Collegial bodies"),
    "units": Words("Структуралык бөлүмдөр", "Структурные подразделения", "Units"),
    "external": Words("Сырткы документтердин реестри", "Реестр внешних документов", "External documents"),
    "ended": Words("Күчүн жоготкон документтер", "Недействующие документы", "Documents no longer in force"),
    "rules": Words("Эрежелер", "Правила проверки", "Rules"),
    "contents": Words("Мазмуну", "Содержание", "Contents"),
    "parts": Words("Бөлүмдөр", "Разделы", "Sections"),
    "latest": Words("Акыркы өзгөрүүлөр", "Последние изменения", "Latest changes"),
    "all_changes": Words("Бардык өзгөрүүлөр", "Все изменения", "All changes"),
    "all_of_level": Words("Баары ({count})", "Все ({count})", "All ({count})"),
    "code": Words("Коду", "Код", "Code"),
    "title": Words("Аталышы", "Наименование", "Title"),
    "type": Words("Түрү", "Вид", "Type"),
    "level": Words("Деңгээли", "Уровень", "Level"),
    "version": Words("Версиясы", "Версия", "Version"),
    "versioned": Words("{version}-версия", "версия {version}", "version {version}"),
    "status": Words("Статусу", "Статус", "Status"),
    "approved_by": Words("Бекитилген (чечим, буйрук)", "Утверждён (решение, приказ)", "Approved (decision, order)"),
    "decision": Words("Чечим", "Решение", "Decision"),
    "order": Words("Буйрук", "Приказ", "Order"),
    "no_acts": Words("Актылардын жок болуу себеби", "Почему нет актов", "Why acts are missing"),
    "effective": Words("Күчүнө кирген күнү", "Дата введения", "Effective date"),
    "takes_effect": Words("Күчүнө кирет", "Вступает в силу", "Takes effect"),
    "takes_effect_later": Words("Жакында күчүнө кирет", "Скоро вступит в силу", "Coming into force"),
    "expires": Words("Колдонуу мөөнөтү", "Срок действия", "Valid until"),
    "owner": Words("Жооптуу", "Ответственный", "Owner"),
    "unit": Words("Бөлүм", "Подразделение", "Unit"),
    "last_review": Words("Акыркы кароо", "Последний пересмотр", "Last review"),
    "next_review": Words("Кийинки кароо", "Следующий пересмотр", "Next review"),
    "with_parent": Words("негизги документ менен бирге", "вместе с основным документом", "with its parent document"),
    "original": Words("Түп нусканын жери", "Место подлинника", "Original"),
    "paper": Words("Кагаздагы көрүнүшү", "Вид на бумаге", "On paper"),
    "checked_at": Words("Кагаз нусканы текшерүү", "Проверка бумаги", "Checking a paper"),
    "check_copy": Words("текшерүү барагы", "страница проверки", "its page"),
    "process": Words("Процесс", "Процесс", "Process"),
    "basis_of": Words("Ченемдик негизи", "Нормативное основание", "Normative basis"),
    "held": Words(
        "Документтин тексти бул жерде сакталбайт. Сакталган жери: {where}. Сактоочу: {keeper}.",
        "Текст документа здесь не хранится. Место хранения: {where}. Хранитель: {keeper}.",
        "The text of this document is not kept here. It is held in: {where}. Keeper: {keeper}.",
    ),
    "item": Words("{item}-пункт", "п. {item}", "item {item}"),
    "number": Words("№ {number}", "№ {number}", "No. {number}"),
    "protocol": Words("№ {number} протокол", "протокол № {number}", "minutes No. {number}"),
    "back_to": Words("Документке кайтуу", "К документу", "Back to the document"),
    "previous": Words("Мурунку", "Назад", "Previous"),
    "next": Words("Кийинки", "Далее", "Next"),
    "sheet_of": Words(
        "Өзгөрүүлөрдү жана толуктоолорду каттоо барагы",
        "Лист регистрации изменений и дополнений",
        "Change and addition sheet",
    ),
    "from_to": Words("Версиясы (мурунку → жаңы)", "Версия (было → стало)", "Version (from → to)"),
    "kind": Words("Түрү", "Вид", "Kind"),
    "sections": Words("Өзгөртүлгөн бөлүмдөр", "Изменённые разделы", "Changed sections"),
    "summary": Words("Кыскача мазмуну", "Содержание", "Summary"),
    "basis": Words("Негизи", "Основание", "Basis"),
    "analysis": Words("Өзгөрүүнүн анализи", "Анализ изменения", "Change analysis"),
    "made_by": Words("Киргизген", "Внёс", "Made by"),
    "acts_of": Words("Чечим же буйрук", "Решение, приказ", "Decision, order"),
    "entered": Words("Киргизилген күнү", "Дата внесения", "Date"),
    "whole_text": Words("текст толугу менен", "текст целиком", "whole text"),
    "former_versions": Words("Мурунку версиялар", "Предыдущие версии", "Earlier versions"),
    "was_in_force": Words("Күчүндө болгон мезгили", "Период действия", "In force"),
    "cited_by": Words("Шилтеме кылган документтер", "Ссылающиеся документы", "Cited by"),
    "cited_count": Words("{count} документ", "документов: {count}", "{count} documents"),
    "no_citing": Words(
        "Бул документке азырынча эч бир документ шилтеме кылбайт.",
        "На этот документ пока никто не ссылается.",
        "No document cites this one yet.",
    ),
    "coming_title": Words(
        "{version}-версия {day} күнү күчүнө кирет",
        "Версия {version} вступит в силу {day}",
        "Version {version} takes effect on {day}",
    ),
    "coming_text": Words(
        "Ал күнгө чейин ушул барактагы {version}-версия колдонулат.",
        "До этого дня действует версия {version} на этой странице.",
        "Until then version {version} on this page applies.",
    ),
    "read_coming": Words("Келе жаткан версияны окуу", "Читать будущую версию", "Read the coming version"),
    "is_coming": Words(
        "Бекитилген, бирок {day} күнү күчүнө кирет",
        "Утверждено, но вступит в силу {day}",
        "Approved, in force from {day}",
    ),
    "is_coming_text": Words(
        "Ал күнгө чейин бул текст колдонулбайт.",
        "До этого дня текст не применяется.",
        "Until then this text does not apply.",
    ),
    "read_current": Words("Күчүндөгү версияны окуу", "Читать действующую версию", "Read the version in force"),
    "is_former": Words(
        "Бул — эски версия ({version}). Ал күчүндө эмес",
        "Это старая версия ({version}). Она не действует",
        "This is an old version ({version}). It is not in force",
    ),
    "is_former_still": Words(
        "Мурунку версия ({version}): {day} күнүнө чейин {whom} үчүн колдонула берет",
        "Прежняя версия ({version}): до {day} действует для: {whom}",
        "Earlier version ({version}): until {day} it goes on for {whom}",
    ),
    "goes_on": Words(
        "Мурунку {version}-версия {day} күнүнө чейин колдонула берет: {whom}",
        "Прежняя версия {version} действует до {day}: {whom}",
        "Version {version} goes on until {day} for: {whom}",
    ),
    "links_lead": Words(
        "Тексттеги шилтемелер күчүндөгү документтерге алып барат.",
        "Ссылки в тексте ведут на действующие документы.",
        "Links in this text lead to what is in force.",
    ),
    "withdrawn_title": Words("Документ {day} күнү күчүн жоготту", "Документ утратил силу {day}", "Withdrawn on {day}"),
    "superseded_title": Words("Документ {day} күнү алмаштырылды", "Документ заменён {day}", "Superseded on {day}"),
    "expired_title": Words(
        "Документтин мөөнөтү {day} күнү бүттү", "Срок действия документа истёк {day}", "Expired on {day}"
    ),
    "suspended_title": Words(
        "Документтин колдонулушу {day} күнүнөн тартып токтотулган",
        "Действие документа приостановлено с {day}",
        "Suspended since {day}",
    ),
    "suspended_text": Words(
        "Колдонуу улантылганга чейин бул текстти колдонууга болбойт.",
        "До возобновления применять этот текст нельзя.",
        "Until it is resumed this text must not be used.",
    ),
    "suspended_later": Words(
        "Документтин колдонулушу {day} күнүнөн тартып токтотулат",
        "Действие документа будет приостановлено с {day}",
        "To be suspended from {day}",
    ),
    "over_later": Words("Документ {day} күнү күчүн жоготот", "Документ утратит силу {day}", "Loses force on {day}"),
    "unratified": Words(
        "Шашылыш киргизилген: кеңеш {day} күнүнө чейин ырастоого тийиш",
        "Введено срочно: совет должен утвердить до {day}",
        "Brought in urgently: the council is to ratify it by {day}",
    ),
    "kept": Words("Айрымдар үчүн күчүндө", "Действует для некоторых", "In force for some"),
    "former_codes": Words("Мурунку коду", "Прежний код", "Former code"),
    "ended_text": Words(
        "Текст архив катары гана сакталат, аны колдонууга болбойт.",
        "Текст сохранён как архив, применять его нельзя.",
        "The text is kept as an archive; it must not be used.",
    ),
    "successor": Words("Ордуна: {successor}", "Вместо него: {successor}", "In its place: {successor}"),
    "revision_title": Words(
        "Документ күчүндө, жаңы версиясы даярдалып жатат",
        "Документ действует, готовится новая версия",
        "In force; a new version is being prepared",
    ),
    "overdue_title": Words(
        "Кайра кароонун мөөнөтү {day} күнү өткөн",
        "Срок пересмотра истёк {day}",
        "The review was due on {day}",
    ),
    "overdue_text": Words(
        "Документ күчүндө бойдон калат; жооптуусу аны кайра карап чыгышы керек.",
        "Документ остаётся в силе; ответственный должен его пересмотреть.",
        "The document stays in force; its owner has to review it.",
    ),
    "draft_title": Words("ДОЛБООР", "ПРОЕКТ", "DRAFT"),
    "draft_text": Words(
        "Бул — бекитилбеген тексттердин алдын ала көрүнүшү. Колдонууга болбойт.",
        "Это предварительный просмотр неутверждённых текстов. Применять нельзя.",
        "This is a preview of texts nobody has approved. Do not use it.",
    ),
    "draft_mark": Words("долбоор", "проект", "draft"),
    "no_document": Words("процедура жок", "процедуры нет", "no procedure"),
    "no_number": Words("документ иштелип чыга элек", "документ не разработан", "not written yet"),
    "covering": Words("Документтер", "Документы", "Documents"),
    "indicators": Words("Көрсөткүчтөр", "Показатели", "Indicators"),
    "process_title": Words("Процесстин аталышы", "Наименование процесса", "Process"),
    "process_owner": Words("Процесстин жетекчиси", "Руководитель процесса", "Process owner"),
    "issuer": Words("Чыгарган орган", "Издавший орган", "Issuer"),
    "number_date": Words("№ жана күнү", "№ и дата", "No. and date"),
    "edition": Words("Редакциясы", "Редакция", "Edition"),
    "state": Words("Абалы", "Состояние", "State"),
    "source": Words("Булагы", "Источник", "Source"),
    "evidence": Words("Далил", "Доказательство", "Evidence"),
    "registered": Words("Катталган күнү", "Дата регистрации", "Registered"),
    "next_check": Words("Кийинки текшерүү", "Следующая проверка", "Next check"),
    "act": Words("Акт", "Акт", "Act"),
    "body": Words("Орган", "Орган", "Body"),
    "date": Words("Күнү", "Дата", "Date"),
    "result": Words("Жыйынтыгы", "Результат", "Result"),
    "signed_by": Words("Кол койгон", "Подписал", "Signed by"),
    "items": Words("Пункттар жана документтер", "Пункты и документы", "Items and documents"),
    "chair": Words("Төрагасы", "Председатель", "Chair"),
    "secretary": Words("Катчысы", "Секретарь", "Secretary"),
    "meets": Words("Чогулуу тартиби", "Порядок заседаний", "Meets"),
    "abbreviation": Words("Кыскартылышы", "Сокращение", "Abbreviation"),
    "head": Words("Жетекчиси", "Руководитель", "Head"),
    "parent": Words("Баш ийет", "Подчинение", "Reports to"),
    "quality_responsible": Words("Сапат боюнча жооптуу", "Ответственный за качество", "Quality responsible"),
    "due": Words("Мөөнөтү", "Срок", "Due"),
    "what": Words("Эмне кылынат", "Что сделать", "What"),
    "days_left": Words("{days} күн калды", "осталось дней: {days}", "{days} days left"),
    "days_late": Words("{days} күн өттү", "просрочено дней: {days}", "{days} days late"),
    "count_in_force": Words("күчүндө", "действует", "in force"),
    "count_revision": Words("кайра каралууда", "на пересмотре", "being revised"),
    "count_coming": Words("жакында күчүнө кирет", "скоро вступит в силу", "coming into force"),
    "count_draft": Words("долбоор", "проектов", "drafts"),
    "count_overdue": Words("кайра кароо мөөнөтү өткөн", "просрочен пересмотр", "reviews overdue"),
    "on_day": Words("{day} күнүнө карата", "по состоянию на {day}", "as of {day}"),
    "home_lead": Words(
        "Бул жерде бекитилген документтердин ушул күнү колдонулуучу тексттери гана жарыяланат. Ар бир баракта чечим, буйрук жана күчүнө кирген күнү көрсөтүлөт.",
        "Здесь публикуются только утверждённые тексты, действующие на этот день. На каждой странице указаны решение, приказ и дата введения.",
        "Only approved texts that apply today are published here. Every page names the decision, the order and the effective date.",
    ),
    "nothing": Words("Азырынча жок.", "Пока нет.", "None yet."),
    "register_note": Words(
        "Реестр документтердин өзүнөн жана алардын жазууларынан эсептелет, аны эч ким кол менен толтурбайт.",
        "Реестр вычисляется из документов и записей о них; вручную его никто не ведёт.",
        "The register is computed from the documents and their records; nobody keeps it by hand.",
    ),
    "process_note": Words(
        "Процедурасы жок процесс да тизмеде көрсөтүлөт: бош сап жашырылбайт.",
        "Процесс без процедуры тоже показан: пустая строка не скрывается.",
        "A process without a procedure is shown too: an empty row is never hidden.",
    ),
    "procedure_note": Words(
        "Долбоор деп белгиленген процедура бекитиле элек, анын тексти сайтта жарыяланбайт.",
        "Процедура с пометкой «проект» не утверждена, её текст на сайте не публикуется.",
        "A procedure marked as a draft is not approved; its text is not published.",
    ),
    "change_note": Words(
        "Ар бир сап катталган жазуудан алынат; жазуу кийин өзгөртүлбөйт, толукталат гана.",
        "Каждая строка взята из зарегистрированной записи; записи не меняются, а дополняются.",
        "Every row comes from a registered entry; entries are never changed, only added to.",
    ),
    "calendar_note": Words(
        "Кайра кароо мөөнөтү өтсө да документ күчүн жоготпойт.",
        "Документ не теряет силу, даже если срок пересмотра прошёл.",
        "A document stays in force even when its review is late.",
    ),
    "rules_note": Words(
        "Бул эрежелер боюнча `sapat check` документтерди жана реестрлерди текшерет. Эреженин белгиси эч качан өзгөрбөйт. «Пункт» тилкесинде ISO 9001:2015 стандартынын пункту турат; R менен сапат боюнча жетектемелерден алынган талаптын номери белгиленет.",
        "По этим правилам `sapat check` проверяет документы и реестры. Номер правила никогда не меняется. В графе «Пункт» стоит пункт ISO 9001:2015; R — номер требования, взятого из руководств по качеству.",
        "By these rules `sapat check` judges documents and registers. The id of a rule never changes. The last column names the clause of ISO 9001:2015; R is the number of a requirement taken from quality manuals.",
    ),
    "review_of": Words("Кайра кароо: {verdict}", "Пересмотр: {verdict}", "Review: {verdict}"),
    "light_of": Words(
        "Актуалдуулукту текшерүү: {verdict}", "Проверка актуальности: {verdict}", "Currency check: {verdict}"
    ),
    "rule": Words("Эреже", "Правило", "Rule"),
    "severity": Words("Даражасы", "Степень", "Severity"),
    "sentence": Words("Эмне дейт", "Что сообщает", "What it says"),
    "cure": Words("Эмне кылуу керек", "Что делать", "What to do"),
    "clause": Words("Пункт", "Пункт", "Clause"),
    "report": Words("Ката тууралуу билдирүү", "Сообщить об ошибке", "Report an error"),
    "print_warning": Words(
        "Басылган көчүрмө — эсепке алынбаган нуска; күчүндөгү версиясын сайттан текшериңиз",
        "Печатная копия — неучтённый экземпляр; действующую версию проверяйте на сайте",
        "A printed copy is uncontrolled; check the version in force on the site",
    ),
    "filter": Words("Тизмеден издөө", "Поиск в списке", "Filter the list"),
    "not_found": Words("Барак табылган жок", "Страница не найдена", "Page not found"),
    "not_found_text": Words(
        "Шилтеме эскирген же ката жазылган болушу мүмкүн. Документти кодунан реестрден табыңыз.",
        "Возможно, ссылка устарела или написана с ошибкой. Найдите документ по коду в реестре.",
        "The link may be outdated or misspelt. Find the document by its code in the register.",
    ),
    "menu": Words("Меню", "Меню", "Menu"),
    "to_dark": Words("Түнкү көрүнүшкө өтүү", "Тёмная тема", "Switch to dark mode"),
    "to_light": Words("Күндүзгү көрүнүшкө өтүү", "Светлая тема", "Switch to light mode"),
    "page_of": Words("{number}-барак", "страница {number}", "page {number}"),
    "picture_missing": Words("сүрөт жок", "нет рисунка", "picture missing"),
}


def say(lang: str, key: str, **args: object) -> str:
    """The words of the site named *key*, in *lang*."""
    return _W[key].say(lang, args)


def named(table: Mapping[str, Words], key: str, lang: str) -> str:
    """A word of a table, or the key itself where the table has none."""
    return table[key].say(lang) if key in table else key


def every() -> Mapping[str, Words]:
    """All words of the site, for the test that none is missing in any language."""
    return _W
