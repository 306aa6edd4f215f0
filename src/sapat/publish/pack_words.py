"""What the pages of an auditor's pack say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

W: Final[Mapping[str, Words]] = {
    "title": Words("Аудитордун топтому", "Пакет аудитора", "Auditor's pack"),
    "about_one": Words("Бир документ жөнүндө: {codes}", "Об одном документе: {codes}", "About one document: {codes}"),
    "day": Words("{day} абалы боюнча", "По состоянию на {day}", "As of {day}"),
    "commit": Words("Git коммити: {commit}", "Коммит Git: {commit}", "Git commit: {commit}"),
    "moment": Words("Коммиттин убактысы: {moment}", "Время коммита: {moment}", "Time of the commit: {moment}"),
    "made_with": Words("sapat {version}", "sapat {version}", "sapat {version}"),
    "what": Words("Бул эмне", "Что это", "What this is"),
    "what_text": Words(
        "Ушул күнү күчүндө болгон документтер, алардын мурунку бардык версиялары (контролдук экземплярлар), ар бир "
        "версиянын жазуусу, макулдашуулары, чечимдери, буйруктары, толуктоолору жана реестрлер. Тармак керек эмес.",
        "Документы, действовавшие в этот день, все их прежние версии (контрольные экземпляры), запись каждой версии, "
        "согласования, решения, приказы, дополнения и реестры. Сеть не нужна.",
        "The documents in force on that day, all their former versions (control copies), the record of every version, "
        "agreements, decisions, orders, addenda, and the registers. No network is needed.",
    ),
    "prove": Words("Кантип текшерилет", "Как проверить", "How to prove it"),
    "prove_1": Words(
        "Топтомду бош папкага ачып, ошол папкада иштетиңиз (Python 3.9 же жаңысы жетиштүү):",
        "Распакуйте пакет в пустую папку и выполните в ней (достаточно Python 3.9 или новее):",
        "Unpack into an empty folder and run there (Python 3.9 or newer is all it needs):",
    ),
    "prove_2": Words(
        "verify.py өзүн далилдей албайт: анын SHA-256 изин sapat жарыялаган сан менен салыштырыңыз "
        "(sapat evidence --verifier-hash, README).",
        "verify.py не может доказать сам себя: сверьте его SHA-256 с опубликованным sapat "
        "(sapat evidence --verifier-hash, README).",
        "verify.py cannot prove itself: compare its SHA-256 with the one sapat publishes "
        "(sapat evidence --verifier-hash, README).",
    ),
    "prove_3": Words(
        "SHA256SUMS файлынын SHA-256 изин уюм башка жол менен (кат, телефон) айткан сан менен салыштырыңыз. "
        "Тышта сакталган текшерүү чекити болсо: --witness FILE.",
        "Сверьте SHA-256 файла SHA256SUMS с тем, что организация сообщила другим путём (письмо, телефон). "
        "Если у вас есть контрольная точка, хранимая вне: --witness FILE.",
        "Compare the SHA-256 of SHA256SUMS with what the institution told you by another way (letter, telephone). "
        "If you keep a checkpoint outside: --witness FILE.",
    ),
    "cannot": Words("Топтом эмнени далилдей албайт", "Чего пакет не докажет", "What a pack cannot prove"),
    "cannot_1": Words(
        "Тыштагы күбөсүз акыркы фактылардын кесилбегенин.",
        "Без внешнего свидетеля — что новейшие факты не отрезаны.",
        "Without an outside witness: that the newest facts were not cut off.",
    ),
    "cannot_2": Words(
        "Кагаздагы чечимдин, буйруктун, баракчанын өзүн: алар бул жерде аталат гана, түп нускасы сактоочуда.",
        "Сами бумажные решения, приказы и листы: здесь они только названы, подлинники у хранителя.",
        "The decisions, orders and sheets on paper: they are only named here; the originals are with their keeper.",
    ),
    "cannot_3": Words(
        "HTML барактарды: алар окуу үчүн. Далилденгени — repository папкасындагы файлдар.",
        "Страницы HTML: они для чтения. Доказаны файлы в папке repository.",
        "The HTML pages: they are for reading. What is proved are the files in the folder repository.",
    ),
    "for_whom": Words("Кимге берилет", "Кому предназначен", "Who may have it"),
    "public": Words(
        "Каалаган адамга берсе болот: ичиндегилердин баары ачык.",
        "Можно дать любому: всё содержимое открыто.",
        "Anybody: all that it holds is public.",
    ),
    "internal": Words(
        "Ички документтер бар: аудитордон башка эч кимге бербеңиз.",
        "Содержит внутренние документы: не передавайте никому, кроме аудитора.",
        "It holds internal documents: give it to nobody but the auditor.",
    ),
    "restricted": Words(
        "Жеткиликтүүлүгү чектелген документтер бар: аталган аудиторго гана, жазуу жүзүндөгү уруксат менен.",
        "Содержит документы ограниченного доступа: только названному аудитору, по письменному разрешению.",
        "It holds restricted documents: for the named auditor only, with written permission.",
    ),
    "no_names": Words(
        "Адамдардын аты-жөнү жок: реестрлер кызматты же шарттуу белгини атайт. Коммиттердин авторлору да кирген эмес.",
        "Имён людей нет: реестры называют должности или условные обозначения. Авторы коммитов тоже не вошли.",
        "There are no names of persons: registers name posts or ids. The authors of commits are left out too.",
    ),
    "no_drafts": Words(
        "Долбоорлор жана катталбаган версиялар кирген эмес.",
        "Проекты и незарегистрированные версии не вошли.",
        "Drafts and versions that are not registered are left out.",
    ),
    "left_out": Words(
        "Жеткиликтүүлүгү чектелгендиктен кирген жок: {codes}",
        "Не вошли из-за ограниченного доступа: {codes}",
        "Left out because their access is restricted: {codes}",
    ),
    "no_history": Words(
        "Git тарыхы бул жерде толук эмес болгондуктан, коммиттердин тизмеси жок.",
        "Истории Git здесь не было целиком, поэтому списка коммитов нет.",
        "The history of Git was not here as a whole, so there is no list of commits.",
    ),
    "inside": Words("Ичинде эмне бар", "Что внутри", "What is inside"),
    "in_registers": Words(
        "реестрлер таблица түрүндө (CSV)", "реестры таблицами (CSV)", "the registers as tables (CSV)"
    ),
    "in_documents": Words(
        "ар бир документ: версиялары, тексттери, айырмалары",
        "каждый документ: версии, тексты, различия",
        "every document: its versions, texts and differences",
    ),
    "in_repository": Words(
        "фактылардын өздөрү: жазуулар, контролдук экземплярлар, актылар, адамдар, чекиттер",
        "сами факты: записи, контрольные экземпляры, акты, люди, контрольные точки",
        "the facts themselves: records, control copies, acts, people, checkpoints",
    ),
    "in_history": Words(
        "кайсы факт негизги бутакка кайсы коммит менен жеткен",
        "каким коммитом каждый факт попал в основную ветвь",
        "which commit brought each fact to the main line",
    ),
    "in_manifest": Words("ар бир файлдын SHA-256 изи", "SHA-256 каждого файла", "the SHA-256 of every file"),
    "register": Words("Документтердин реестри", "Реестр документов", "Register of documents"),
    "counted": Words(
        "Документ: {documents}, күчүндө: {in_force}, версия: {versions}",
        "Документов: {documents}, действует: {in_force}, версий: {versions}",
        "Documents: {documents}, in force: {in_force}, versions: {versions}",
    ),
    "code": Words("Коду", "Код", "Code"),
    "name": Words("Аталышы", "Наименование", "Title"),
    "version": Words("Версиясы", "Версия", "Version"),
    "status": Words("Статусу", "Статус", "Status"),
    "effective": Words("Күчүндө", "Введён", "In force from"),
    "expires": Words("Мөөнөтү", "Действует до", "Valid until"),
    "acts": Words("Чечим, буйрук", "Решение, приказ", "Decision, order"),
    "owner": Words("Жооптуу", "Ответственный", "Owner"),
    "page": Words("{number}-бет", "Страница {number}", "Page {number}"),
    "back": Words("Топтомдун башына", "К началу пакета", "To the beginning of the pack"),
    "versions": Words("Версиялары", "Версии", "Versions"),
    "kind": Words("Түрү", "Вид", "Kind"),
    "sealed": Words("Катталган", "Зарегистрирована", "Registered"),
    "late": Words(
        "күчүнө киргенден {days} күн кийин", "через {days} дн. после введения", "{days} days after it came into force"
    ),
    "evidence": Words("Макулдашуунун далили", "Доказательство согласования", "Evidence of agreement"),
    "summary": Words("Мазмуну", "Содержание", "What changed"),
    "basis": Words("Негизи", "Основание", "Why"),
    "digest": Words("Тексттин изи (SHA-256)", "Отпечаток текста (SHA-256)", "Text digest (SHA-256)"),
    "read": Words("Текст", "Текст", "Text"),
    "difference": Words("{old} → {new} айырмасы", "Различия {old} → {new}", "Changes {old} → {new}"),
    "facts": Words("Фактылар", "Факты", "Facts"),
    "record": Words("жазуу", "запись", "record"),
    "addenda": Words("Толуктоолор", "Дополнения", "Addenda"),
    "reviews": Words("Кайра кароолор", "Пересмотры", "Reviews"),
    "no_text": Words("тексти жок", "без текста", "no text"),
    "copy_of": Words(
        "{code}, {version} версиясынын контролдук экземпляры. Иште сайттагы күчүндөгү текстти колдонуңуз.",
        "Контрольный экземпляр {code}, версия {version}. В работе пользуйтесь действующим текстом на сайте.",
        "Control copy of {code}, version {version}. For work, use the text in force on the site.",
    ),
}


def say(key: str, lang: str, **told: object) -> str:
    return W[key].say(lang, told)
