"""The words printed on a rendition, in the language of the document's original."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

LANGUAGE_NAMES: Final[Mapping[str, Words]] = {
    "ky": Words("кыргызча", "кыргызский", "Kyrgyz"),
    "ru": Words("орусча", "русский", "Russian"),
    "en": Words("англисче", "английский", "English"),
}
_W: Final[Mapping[str, Words]] = {
    "system": Words("САПАТ МЕНЕДЖМЕНТИ СИСТЕМАСЫ", "СИСТЕМА МЕНЕДЖМЕНТА КАЧЕСТВА", "QUALITY MANAGEMENT SYSTEM"),
    "approve": Words("БЕКИТЕМ", "УТВЕРЖДАЮ", "APPROVED BY"),
    "acting": Words("{post} (м.а.)", "{post} (и. о.)", "{post} (acting)"),
    "signature": Words("колу", "подпись", "signature"),
    "name": Words("аты-жөнү", "инициалы, фамилия", "name"),
    "date_line": Words(
        "«____» ______________ 20____-ж.", "«____» ______________ 20____ г.", "“____” ______________ 20____"
    ),
    "decision_of": Words("Чечим: {act}", "Решение: {act}", "Decision: {act}"),
    "order_of": Words("Буйрук: {act}", "Приказ: {act}", "Order: {act}"),
    "decision_line": Words(
        "Чечим: {body}, № ________ протокол, «____» ____________ 20____-ж.",
        "Решение: {body}, протокол № ________, «____» ____________ 20____ г.",
        "Decision: {body}, minutes No. ________, “____” ____________ 20____",
    ),
    "order_line": Words(
        "Буйрук № ____________, «____» ____________ 20____-ж.",
        "Приказ № ____________, «____» ____________ 20____ г.",
        "Order No. ____________, “____” ____________ 20____",
    ),
    "code": Words("Документтин коду", "Код документа", "Document code"),
    "version": Words("Версиясы", "Версия", "Version"),
    "level": Words("Деңгээли", "Уровень", "Level"),
    "page": Words("{n}-бет, баары {all}", "Страница {n} из {all}", "Page {n} of {all}"),
    "check": Words("Текшерүү дареги", "Адрес проверки", "Verify at"),
    "digest": Words("Тексттин SHA-256 изи", "SHA-256 текста", "SHA-256 of the text"),
    "contents": Words("Мазмуну", "Содержание", "Contents"),
    "replaces": Words("Ордуна киргизилген", "Введён взамен", "Replaces"),
    "first": Words("Биринчи жолу киргизилген", "Введён впервые", "Introduced for the first time"),
    "first_label": Words("Киргизилиши", "Введение", "Introduction"),
    "former": Words("{code}, {version}-версия", "{code}, версия {version}", "{code}, version {version}"),
    "registration": Words("Каттоо номери", "Регистрационный номер", "Registration number"),
    "copy": Words(
        "Эсепке алынган нуска № {number} — {holder}",
        "Учтённый экземпляр № {number} — {holder}",
        "Controlled copy No. {number} — {holder}",
    ),
    "signature_warning": Words(
        "Бекитүүгө берилген текст: кол коюлгандан кийин түп нуска болуп саналат",
        "Текст на утверждение: после подписания является подлинником",
        "Text for approval: the original once it is signed",
    ),
    "draft_warning": Words(
        "Бекитилбеген текст: колдонууга болбойт",
        "Текст не утверждён: применять нельзя",
        "Not approved: must not be used",
    ),
    "translation_label": Words("Котормо", "Перевод", "Translation"),
    "translation_counts": Words(
        "Түп нусканын тили: {languages}; айырма болсо, түп нуска колдонулат",
        "Язык подлинника: {languages}; при расхождении действует подлинник",
        "Language of the original: {languages}; where they differ, the original counts",
    ),
    "translation_state": Words("Котормонун абалы", "Состояние перевода", "State of the translation"),
    "translation_outdated": Words(
        "эскирген: {version}-версиянын котормосу, күчүндө — {current}-версия",
        "устарел: переведена версия {version}, действует версия {current}",
        "out of date: of version {version}, while version {current} is in force",
    ),
    "translation_lacking": Words("Которулбаган бөлүктөр", "Не переведены части", "Parts not translated"),
    "outdated": Words("ЭСКИРГЕН КОТОРМО", "УСТАРЕВШИЙ ПЕРЕВОД", "OUTDATED TRANSLATION"),
    "original_approved": Words("ТҮП НУСКА БЕКИТИЛГЕН", "ПОДЛИННИК УТВЕРЖДЁН", "THE ORIGINAL IS APPROVED"),
    "since": Words("{day} тартып", "с {day}", "from {day}"),
    "added_label": Words("Толуктоолор", "Дополнения", "Addenda"),
    "added_more": Words(
        "дагы {count}: өзгөрүүлөрдү каттоо барагын караңыз",
        "ещё {count}: см. лист регистрации изменений",
        "{count} more: see the change sheet",
    ),
    "for_signature": Words("БЕКИТҮҮГӨ", "НА УТВЕРЖДЕНИЕ", "FOR APPROVAL"),
    "draft": Words("ДОЛБООР", "ПРОЕКТ", "DRAFT"),
    "approved": Words("КҮЧҮНӨ КИРЕ ЭЛЕК", "ЕЩЁ НЕ ДЕЙСТВУЕТ", "NOT YET IN FORCE"),
    "superseded": Words("АЛМАШТЫРЫЛГАН", "ЗАМЕНЁН", "SUPERSEDED"),
    "withdrawn": Words("КҮЧҮН ЖОГОТТУ", "УТРАТИЛ СИЛУ", "WITHDRAWN"),
    "expired": Words("МӨӨНӨТҮ ӨТКӨН", "СРОК ИСТЁК", "EXPIRED"),
    "suspended": Words("ТОКТОТУЛГАН", "ПРИОСТАНОВЛЕН", "SUSPENDED"),
    "agreement_sheet": Words("Макулдашуу барагы", "Лист согласования", "Agreement sheet"),
    "about_text": Words(
        "{code}, {version}-версия. Жооптор изи төмөндөгүдөй тексттин өзүнө берилген: {digest}",
        "{code}, версия {version}. Ответы даны на текст с этим SHA-256: {digest}",
        "{code}, version {version}. The answers were given to the text with this SHA-256: {digest}",
    ),
    "no_agreements": Words(
        "Документ репозиторийге чейин кагазда бекитилген; макулдашуулар түп нускада.",
        "Документ утверждён на бумаге до репозитория; согласования — на подлиннике.",
        "The document was approved on paper before the repository; the agreements stand on the original.",
    ),
    "to_earlier": Words(
        "* Макулдук кеңешке коюлган мурунку текстке берилген; кеңеш аны түзөтүүлөр менен бекиткен.",
        "* Согласован текст, внесённый на рассмотрение; совет утвердил его с поправками.",
        "* Given to the text put before the council, which approved it with amendments.",
    ),
    "post": Words("Кызматы", "Должность", "Post"),
    "meaning": Words("Жообу", "Ответ", "Answer"),
    "check_given": Words("текшерди", "проверил", "checked"),
    "agree_given": Words("макул", "согласовано", "agreed"),
    "to_check": Words("текшерүү", "проверка", "check"),
    "to_agree": Words("макулдашуу", "согласование", "agreement"),
    "to_approve": Words("бекитүү", "утверждение", "approval"),
    "date": Words("Күнү", "Дата", "Date"),
    "evidence": Words("Далили", "Основание", "Evidence"),
    "sign": Words("Колу", "Подпись", "Signature"),
    "full_name": Words("Аты-жөнү", "ФИО", "Name"),
    "unit": Words("Структуралык бөлүм", "Подразделение", "Unit"),
    "familiarisation": Words("Тааныштыруу барагы", "Лист ознакомления", "Familiarisation sheet"),
    "compilers": Words("Түзгөндөр", "Составители", "Compiled by"),
    "entered_by": Words("Киргизген, колу", "Внёс, подпись", "Entered by, signature"),
    "what_why": Words("Мазмуну жана негизи", "Содержание и основание", "What and why"),
    "picture_missing": Words("сүрөт жок: {alt}", "нет рисунка: {alt}", "picture missing: {alt}"),
    "diagram": Words(
        "Диаграмма чийилген жок, анын жазылышы:",
        "Диаграмма не нарисована, её описание:",
        "The diagram is not drawn; its source:",
    ),
}


def say(lang: str, key: str, **args: object) -> str:
    """The words of a rendition named *key*, in *lang*."""
    return _W[key].say(lang, args)


def every() -> Mapping[str, Words]:
    """All words of renditions, for the test that none is missing in any language."""
    return _W
