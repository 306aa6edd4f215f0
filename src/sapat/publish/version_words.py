"""The words of the page behind the QR code of a paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

_W: Final[Mapping[str, Words]] = {
    "check": Words("Нусканы текшерүү", "Проверка экземпляра", "Check a copy"),
    "yes": Words("Бүгүн күчүндө", "Сегодня действует", "In force today"),
    "no": Words("Күчүндө эмес", "Не действует", "Not in force"),
    "kept": Words(
        "{day} чейин айрымдар үчүн күчүндө: {whom}",
        "До {day} действует для некоторых: {whom}",
        "In force for some until {day}: {whom}",
    ),
    "coming": Words(
        "Азырынча күчүндө эмес: {day} күчүнө кирет",
        "Ещё не действует: вступает в силу {day}",
        "Not yet in force: takes effect on {day}",
    ),
    "pending": Words(
        "Азырынча күчүндө эмес: кол коюуга чыгарылган, каттала элек",
        "Ещё не действует: выпущена на подпись, не зарегистрирована",
        "Not in force yet: issued for signature, not registered",
    ),
    "as_of": Words("{day} күнкү абал", "По состоянию на {day}", "As of {day}"),
    "stale": Words(
        "Бул барак {days} күн мурун түзүлгөн: абал өзгөргөн болушу мүмкүн. Сайттагы документтин өзүн караңыз.",
        "Страница создана {days} дн. назад: состояние могло измениться. Откройте сам документ на сайте.",
        "This page was made {days} days ago: the state may have changed. Open the document itself on the site.",
    ),
    "sheet": Words(
        "Колуңуздагы барак: {page}-бет, тексти катталган текст менен бирдей деп белгиленген.",
        "Лист в ваших руках: страница {page}, отметка текста та же, что у зарегистрированного.",
        "The sheet in your hand: page {page}; it bears the mark of the registered text.",
    ),
    "other_sheet": Words(
        "Колуңуздагы барактын ({page}-бет) тексти бул версия катары катталган текст эмес.",
        "На листе в ваших руках (страница {page}) не тот текст, который зарегистрирован как эта версия.",
        "The sheet in your hand (page {page}) bears another text than the one registered as this version.",
    ),
    "issued_sheet": Words(
        "Колуңуздагы барак: {page}-бет, тексти кол коюуга чыгарылган текст менен бирдей деп белгиленген.",
        "Лист в ваших руках: страница {page}, отметка текста та же, что у выпущенного на подпись.",
        "The sheet in your hand: page {page}; it bears the mark of the text issued for signature.",
    ),
    "other_issued_sheet": Words(
        "Колуңуздагы барактын ({page}-бет) тексти кол коюуга акыркы чыгарылган текст эмес.",
        "На листе в ваших руках (страница {page}) не тот текст, который последним выпущен на подпись.",
        "The sheet in your hand (page {page}) bears another text than the one last issued for signature.",
    ),
    "read": Words("Документти окуу", "Читать документ", "Read the document"),
    "instead": Words(
        "Күчүндөгү {version}-версияны окуу", "Читать действующую версию {version}", "Read version {version}, in force"
    ),
    "code": Words("Коду", "Код", "Code"),
    "version": Words("Версиясы", "Версия", "Version"),
    "kind": Words("Түрү", "Вид", "Kind"),
    "in_force": Words("Күчүндө болгон мезгили", "Период действия", "In force"),
    "effective": Words("Күчүнө кирген күнү", "Дата введения", "Effective from"),
    "decision": Words("Чечим", "Решение", "Decision"),
    "order": Words("Буйрук", "Приказ", "Order"),
    "no_acts": Words("Чечим же буйрук", "Решение, приказ", "Decision, order"),
    "evidence": Words("Далили", "Подтверждение", "Evidence"),
    "digest": Words("Тексттин SHA-256 изи", "SHA-256 текста", "SHA-256 of the text"),
    "signed_by": Words(
        "Ким текшерип, макулдашып, кол койгон", "Кто проверил, согласовал, подписал", "Who checked, agreed and signed"
    ),
    "check_given": Words("текшерди", "проверил", "checked"),
    "agree_given": Words("макулдашты", "согласовал", "agreed"),
    "decision_signed": Words("чечимге кол койду", "подписал решение", "signed the decision"),
    "order_signed": Words("буйрукка кол койду", "подписал приказ", "signed the order"),
    "registered": Words("каттоого алды", "зарегистрировал", "registered"),
    "post": Words("Кызматы", "Должность", "Post"),
    "what": Words("Эмне кылды", "Действие", "What"),
    "when": Words("Күнү", "Дата", "Date"),
    "files": Words("Бул версиянын PDF файлдары", "Файлы PDF этой версии", "PDF files of this version"),
    "from_site": Words("сайттагы PDF", "PDF с сайта", "the PDF of this site"),
    "rendition": Words("чыгарылган PDF № {number}", "выпущенный PDF № {number}", "issued PDF No. {number}"),
    "no_files": Words(
        "Бул версиянын PDF файлы бул жерде катталган эмес: кагазды жогорудагы код, версия жана тексттин изи боюнча салыштырыңыз.",
        "PDF этой версии здесь не зарегистрирован: сравните бумагу по коду, версии и SHA-256 текста.",
        "No PDF of this version is registered here: compare the paper by its code, version and the digest of its text.",
    ),
    "drop": Words("PDF файлды ушул жерге таштаңыз", "Перетащите PDF сюда", "Drop a PDF here"),
    "choose": Words("же файлды тандаңыз", "или выберите файл", "or choose a file"),
    "local": Words(
        "Файл эч жакка жөнөтүлбөйт: аны ушул түзмөктөгү браузер эсептейт.",
        "Файл никуда не отправляется: его проверяет браузер на этом устройстве.",
        "The file is sent nowhere: the browser on this device reads it.",
    ),
    "working": Words("Эсептелүүдө…", "Считаю…", "Reading…"),
    "same": Words(
        "Бул — ошол файл: {what}. Байтына чейин бирдей.",
        "Это тот самый файл: {what}. Совпадает до байта.",
        "This is the file: {what}. The same to the last byte.",
    ),
    "added": Words(
        "Башы — ошол файл ({what}), бирок андан кийин бир нерсе кошулган, мисалы электрондук кол тамгалар. Эмне кошулганын бул барак текшере албайт: sapat verify FILE.pdf",
        "Начало — тот самый файл ({what}), но после него что-то добавлено, например электронные подписи. Что именно, страница проверить не может: sapat verify FILE.pdf",
        "It begins with the file itself ({what}), but something was added after it, electronic signatures for instance. What it is this page cannot tell: sapat verify FILE.pdf",
    ),
    "other": Words(
        "Бул файл мында катталгандардын бири эмес: башка версия, башка чыгарылыш же өзгөртүлгөн файл. Ага ишенбеңиз; СМС бөлүмүнөн сураңыз.",
        "Этого файла нет среди зарегистрированных здесь: другая версия, другой выпуск или изменённый файл. Не полагайтесь на него; спросите отдел СМК.",
        "This is none of the files registered here: another version, another export or an altered file. Do not rely on it; ask the quality office.",
    ),
    "former": Words(
        "Бул чыгарылган файл ({what}), бирок анын тексти бул версия катары катталган текст эмес. Ага ишенбеңиз; СМС бөлүмүнөн сураңыз.",
        "Это выпущенный файл ({what}), но его текст — не тот, что зарегистрирован как эта версия. Не полагайтесь на него; спросите отдел СМК.",
        "This is an issued file ({what}), but its text is not the one registered as this version. Do not rely on it; ask the quality office.",
    ),
    "other_text": Words("тексти башка", "с другим текстом", "of another text"),
    "not_pdf": Words("Бул PDF эмес.", "Это не PDF.", "This is no PDF."),
    "unread": Words("Файл окулган жок.", "Файл не прочитан.", "The file could not be read."),
    "insecure": Words(
        "Бул дарек корголгон эмес (https эмес), ошондуктан браузер файлды эсептей албайт. Баракты https аркылуу ачыңыз же изди өзүңүз эсептеңиз: sha256sum FILE.pdf",
        "Адрес не защищён (не https), поэтому браузер не может посчитать файл. Откройте страницу по https или посчитайте сами: sha256sum FILE.pdf",
        "This address is not secure (no https), so the browser cannot compute the digest. Open the page over https, or compute it yourself: sha256sum FILE.pdf",
    ),
    "no_script": Words(
        "Файлды текшерүү үчүн JavaScript керек; же изди өзүңүз салыштырыңыз: sha256sum FILE.pdf",
        "Для проверки файла нужен JavaScript; или сравните сами: sha256sum FILE.pdf",
        "Checking a file needs JavaScript; or compare the digest yourself: sha256sum FILE.pdf",
    ),
    "bytes": Words("{count} байт", "{count} байт", "{count} bytes"),
}


def say(lang: str, key: str, **args: object) -> str:
    """The words of the page named *key*, in *lang*."""
    return _W[key].say(lang, args)


def every() -> Mapping[str, Words]:
    """All words of the page, for the test that none is missing in any language."""
    return _W
