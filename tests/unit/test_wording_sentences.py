"""Sentences of university regulations as people change and mend them, in three languages: what is refused, asked, free."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

import pytest

from sapat.model.wording.compare import Change, changes
from sapat.model.wording.forms import Vocabulary
from sapat.model.wording.numbers import joined, value_of

NONE = Vocabulary({})

# each wording says another thing than every other one of its sentence, each way
KYRGYZ = """
Кызматкер отчетту мөөнөтүндө {тапшырышы керек|тапшырса болот|тапшырбашы керек|тапшырышы керек эмес}.
Окутуучу журналды {толтурууга тийиш|толтурууга тийиш эмес|толтура алат|толтурбоого тийиш}.
Ал {жазууга тийишпи|жазууга тийиш}?
Ал {кире алат|кире албайт|кирет}.
Архивге кирүүгө {уруксат берилет|уруксат берилбейт|тыюу салынат}.
Экзаменде телефон {колдонсо болбойт|колдонсо болот}.
Талапты {аткаргандыгы|аткарбагандыгы} үчүн кызматкер эскертилет.
Ал {текшерилмейинче|текшерилгенде} берилбейт.
Кат {жазыла элек болсо|жазылган болсо}, эскертилет.
Ал чечимге {каршы|макул} добуш берет.
Катышуу {милдеттүү|ыктыярдуу}.
Төлөм 1000 {сомду|долларды|рублди} түзөт.
Акт эки {нускада|көчүрмөдө} түзүлөт.
Көлөмү 10 {беттен|барактан} ашпайт.
Добуштун {үчтөн эки|төрттөн үч} бөлүгү керек.
Мөөнөт {кеминде|көп дегенде|эң көп} 5 күн.
План жыл {башында|аягында} түзүлөт.
Ал {эртең менен|кечинде} өтөт.
Буйрукка {ректордун м.а.|ректор} кол коёт.
{Кадрлар бөлүмүнүн башчысынын милдетин аткаруучу|Кадрлар бөлүмүнүн башчысы} кол коёт.
Чыгым {бухгалтерге|бухгалтерияга} берилет.
Чыгымды {бухгалтерия|башкы бухгалтер} эсептейт.
Китепти {китепкана|китепканачы} сактайт.
Экинчи нуска {архивге|архивчиге} тапшырылат.
Отчет {ректорго|ректоратка} берилет.
Отчет {министрликке|министрге} берилет.
Диссертацияны {магистрант|аспирант|докторант} коргойт.
{Окутуучу|Улук окутуучу|Доцент} жетекчилик кылат.
Отчет {окуу бөлүмүнө|кадрлар бөлүмүнө|илим бөлүмүнө} берилет.
Отчет {физика|химия} кафедрасына берилет.
{Окуу|Тарбия} иштери боюнча проректор жооптуу.
Маалымат {ББСБга|ОМДга|ОМБга} берилет.
Маалыматты {ББСБ|БСБ} берет.
Документ {туруктуу|убактылуу} сакталат.
Арыз {оозеки|жазуу жүзүндө} берилет.
Документ {күчүндө|күчүн жоготкон}.
Мөөнөт {узартылат|кыскартылат|узартылбайт}.
Келишим {бузулат|бузулбайт|түзүлөт}.
Кирүү {ачылат|жабылат}.
Ал {берет|алат}.
Баасы «{эң жакшы|жакшы|канааттандырарлык}» болот.
Кызматкер {келбейт|кетпейт}.
Арыз беш күндүн {ичинде|өтүшү менен} берилет.
Мөөнөт экзамендин {алдында|эртеси} бүтөт.
Мөөнөт {башталды|бүттү}.
Кызматкер 18 жаштан {улуу|кичүү}.
Кызматкер {келүүгө|кетүүгө} тийиш.
Талапкер илимдин {доктору|кандидаты}.
Жыйын {түштө|түн ортосунда} бүтөт.
Кеңеш жабууну {сунуштайт|буйрук кылат}.
Студент телефонун {өчүрүүгө|күйгүзүүгө} тийиш.
Студент стипендиядан {ажыратылат|ажыратылбайт}.
Тыюу майда {алынат|киргизилет}.
{Камкорчу|Ата-эне} арызга кол коёт.
{Ушул|Келерки|Өткөн} жылы жыйналат.
Студент {үч күндө|үч күнгө|үч күндөн} келет.
Студент экзаменди {тапшырат|кайра тапшырат}.
{Мурдагы ректор|Ректор} кол коёт.
Отчёт {жуп|так} жумаларда берилет.
Экзамен {бүрсүгүнү|эртең} залда.
Талапкер 17 жаштан {кичүү|чоң} эмес.
"""
RUSSIAN = """
Работник {обязан|вправе|не обязан|может|должен} представить отчёт.
Участие является {обязательным|необязательным|добровольным}.
Копирование {запрещается|разрешается|не запрещается|не разрешается}.
Директор {не может не|не может} учитывать мнение.
{Если|Если не|Даже если} согласовано, публикуется.
{Независимо от|В зависимости от} стажа.
{Плановый|Внеплановый} аудит проводится.
{Штатный|Внештатный} сотрудник привлекается.
Срок составляет {не менее|не более|более|менее} 5 дней.
{Не ранее чем через|Не позднее чем через} три дня.
Ответ даётся {за месяц|через месяц|в месяц}.
Отчёт сдаётся {в начале|в конце} семестра.
Заседание проходит {утром|вечером}.
В {двухнедельный|трёхнедельный|двухмесячный} срок.
Скидка {четверть|половина|треть} стоимости.
Сумма составляет {5 тыс.|5 млн|5 млрд} сомов.
Сумма составляет {1000 сомов|1000 рублей|1000 долларов|10000 сомов}.
Оплата в {двойном|тройном|одинарном} размере.
Объём составляет {5 страниц|5 листов|6 страниц}.
Акт составляется в двух {экземплярах|копиях}.
{Ректор|Проректор|И.о. ректора|Врио ректора} подписывает приказ.
{И. о. заведующего кафедрой|Заведующий кафедрой} согласует.
{Временно исполняющий обязанности декана|Декан} подписывает приказ.
Передать {бухгалтеру|в бухгалтерию|главному бухгалтеру}.
Передать {ректору|в ректорат}.
{Библиотека|Библиотекарь} выдаёт книги.
{Секретариат|Секретарь} ведёт протокол.
{Редактор|Редакция} утверждает текст.
{Аспирант|Аспирантура} проходит проверку.
{Учёный совет|Совет по качеству|Попечительский совет} принимает решение.
{Юридический отдел|Финансовый отдел|Отдел кадров} согласует.
{Кафедра физики|Кафедра химии} согласует.
{Проректор по учебной работе|Проректор по научной работе} согласует.
{Главный специалист|Ведущий специалист|Специалист} согласует.
{ОКК|ОКО|ОК} визирует договор.
{Арендатор|Арендодатель} оплачивает ремонт.
{подпункт «а»|подпункт «б»} применяется.
Документ {действует|не действует|утратил силу}.
Решение принимается {открытым|тайным} голосованием.
Заявление подаётся {письменно|устно}.
{Зачисление|Отчисление} студента оформляется.
{Повышение|Понижение} оценки оформляется.
{Вышеуказанный|Нижеуказанный} раздел применяется.
Оценка «{хорошо|отлично|зачтено}» выставляется.
Жалоба подаётся {в течение|по истечении} пяти дней.
Присутствуют несколько {десятков|сотен} человек.
Явка составляет {полсотни|сотню} человек.
Студент-{первокурсник|второкурсник} живёт в общежитии.
Работник {старше|младше} 18 лет.
Студент {лишён|имеет} права на общежитие.
Студент {лишается|удостаивается} стипендии.
{Сопредседатель|Председатель} считает голоса.
{Соруководитель|Руководитель} подписывает.
Подпись {обучающего|обучающегося} нужна.
Соискатель имеет степень {доктора|кандидата} наук.
Заседание кончается в {полдень|полночь}.
Член совета {воздерживается|голосует}.
Председатель имеет {решающий|совещательный} голос.
Запрет {снимается|вводится} в мае.
Срок подачи {наступил|истёк}.
{Полугодовой|Годовой} отчёт сдаётся летом.
Решение {обосновано|необоснованно} комиссией.
Оплата вносится {заранее|впоследствии}.
{Экс-ректор|Бывший ректор|Ректор} подписывает.
Экзамен в {сент.|окт.}
Студент {принуждён|приглашён} платить.
Студенту {дозволено|возбранено} войти.
Оценка округляется {вверх|вниз}.
Совет {отклонил|отключил} проект.
Правило имеет {обратную|прямую} силу.
Справка действует {бессрочно|полгода}.
Пропуск {разовый|многоразовый}.
"""
ENGLISH = """
The employee {shall|may|should|shall not|need not|can} submit a report.
The employee {has to|does not have to|wants to} submit a report.
The employee {has the right|has the duty|has no right} to appeal.
Documents {are accepted|are not accepted|are rejected|are returned}.
Documents {are valid|are invalid|are void}.
The fee {is refundable|is non-refundable}.
{Legal|Illegal} acts are recorded.
{Regular|Irregular} checks are held.
{If|Unless|Even if} approved, it is published.
{Nobody|Anybody|Everybody} enters.
{Regardless of|Depending on} service.
The report is due {no later than|no earlier than|later than} 1 June.
The report is due {at noon|at midnight}.
The fee is {1 million|1 billion} soms.
The length is {5 pages|5 sheets|6 pages}.
It counts {double|triple|once}.
{Item (a)|Item (b)} applies.
{The rector|The acting rector|The vice-rector|The deputy rector} signs.
{The dean|The acting dean|The deputy dean|The associate dean} signs.
{The librarian|The library} lends books.
{The secretary|The secretariat|The chair} keeps the minutes.
{The director|The directorate} approves.
{The employer|The employee} pays.
{The auditor|The auditee} signs the act.
{The leader|The leadership} decides.
The {senior lecturer|lecturer|assistant lecturer} agrees.
The {admissions committee|appeals committee|examination committee} decides.
Documents are kept {permanently|temporarily}.
{Increase|Decrease} of the load is recorded.
{Hired|Fired} staff are listed.
{In writing|Orally} stated.
{Previous|Next} section applies.
A student is {admitted|not admitted|barred}.
{During|Outside} working hours.
Defence takes place in the {morning|afternoon}.
The rate is {doubled|halved|tripled|raised fivefold|raised tenfold}.
The order is {revoked|confirmed} by the council.
The {eldest|youngest} member opens the session.
The tutor {fails to|does} submit marks.
The member votes {for|against} the motion.
Members {abstain|vote}.
The hours are {fixed|flexible}.
The student is {expected to|able to|unable to} attend.
The council {recommends|orders} the closure.
The mark is {final|provisional}.
The {provost|chancellor} signs the diploma.
The {co-supervisor|supervisor} signs.
The session is held {online|on campus}.
The student must switch {off|on} the phone.
The {former|latter} rule prevails.
The {payer|payee} is named.
The {nominee|nominator} signs.
The check is {biannual|biennial|annual}.
The session is {biweekly|weekly}.
The mark is {upgraded|downgraded}.
The {ex-rector|rector-designate|rector} signs.
Students are {encouraged|compelled} to work.
The mark is rounded {up|down}.
The post is {vacant|filled}.
The mark is {withheld|released}.
The work is done {alone|in pairs}.
The rule applies {retroactively|prospectively}.
"""
# what a correction is for; judged in the direction of the correction
MENDED = """
Кызматкер отчетту отчетту тапшырат. => Кызматкер отчетту тапшырат.
Мөөр басылбйт. => Мөөр басылбайт.
Ал буйрукту окуган эмэс. => Ал буйрукту окуган эмес.
Саат 14.00дө башталат. => Саат 14:00дө башталат.
Узундугу 5 cm болот. => Узундугу 5 см болот.
Копсуздук эрежеси. => Коопсуздук эрежеси.
Эскертүү берилмейнче чыгарылбайт. => Эскертүү берилмейинче чыгарылбайт.
Ректордун м. а. кол коёт. => Ректордун м.а. кол коёт.
Окутучулардын жыйыны. => Окутуучулардын жыйыны.
Кафедра башчысын тарабынан бекитилет. => Кафедра башчысы тарабынан бекитилет.
Тушунук кат жазат. => Түшүнүк кат жазат.
Ушул 3 түп нуска. => Ушул 3 тупнуска.
Работник обязан обязан представить отчёт. => Работник обязан представить отчёт.
Заявление подаётся до 01 июня. => Заявление подаётся до 1 июня.
Отчёт сдаётся с 9 до18. => Отчёт сдаётся с 9 до 18.
Отчёт сдаётся в 14-00. => Отчёт сдаётся в 14:00.
Ответ даётся в 3-дневный срок. => Ответ даётся в трёхдневный срок.
Вес 5 kg. => Вес 5 кг.
Приложение N 1. => Приложение № 1.
п.4.2.3 => п. 4.2.3
И. о. директора согласует. => и.о. директора согласует.
ио ректора подписывает. => И.о. ректора подписывает.
За исключнием выходных дней. => За исключением выходных дней.
Заявка потверждается. => Заявка подтверждается.
в соответствие с приказом => в соответствии с приказом
Мероприятие по устранению. => Мероприятия по устранению.
недостатки устранятся => недостатки устраняются
The employee shall shall submit a report. => The employee shall submit a report.
Documents is kept. => Documents are kept.
Documents withot a stamp are returned. => Documents without a stamp are returned.
The report is due by June 1. => The report is due by 1 June.
By December 31, 2026. => By 31 December 2026.
The report is due on Wensday. => The report is due on Wednesday.
The share is 50 per cent. => The share is 50%.
ISO9001 :2015 => ISO 9001:2015
The head of department approves. => The head of the department approves.
The Academic Counsil decides. => The Academic Council decides.
The rule does'nt apply. => The rule doesn't apply.
The council cant overrule. => The council can't overrule.
Copys are kept. => Copies are kept.
Non conformity is recorded. => Nonconformity is recorded.
Приказ действует до 05.06.2026г. => Приказ действует до 05.06.2026 г.
Приказ действует до 5 июня 2026 года. => Приказ действует до 5 июня 2026 г.
2026-ж. бекитилген. => 2026-жылы бекитилген.
Кошумча 05.06.2026ж. => Кошумча 05.06.2026-ж.
Section No 5 applies. => Section No. 5 applies.
See [here](rules.md). => See [here](./rules.md).
The phone is switched of. => The phone is switched off.
The vote agianst it. => The vote against it.
Голос потив. => Голос против.
"""
# other words, each one that is used: somebody must look, and the record is not refused
LOOKED_AT = """
Бөлмө жабылат. => Бөлмө жазылат.
Тексттин билими. => Тексттин илими.
Работник уведомляет. => Работник уведомляется.
Проверяющий ставит подпись. => Проверяемый ставит подпись.
Подача заявления. => Передача заявления.
Срок указан. => Урок указан.
The council appoints. => The council is appointed by.
The test is kept. => The text is kept.
Тиешелүү бөлүм берет. => Аталган бөлүм берет.
Ишти аткаруу жүрөт. => Ишти башкаруу жүрөт.
Иш сакталат. => Иш саналат.
Сапаттын тарыхы. => Саясаттын тарыхы.
Текшерүүчү кол коёт. => Текшерилүүчү кол коёт.
Ал чыгарат. => Ал чыгартат.
Кызматкер жумуштан келет. => Кызматкер жумушка келет.
Ясное предложение. => Ясное продолжение.
Список приложен. => Список предложен.
Срок установлен. => Срок остановлен.
Представить справку. => Предоставить справку.
Он досрочно выехал. => Он срочно выехал.
Группа выбранная. => Группа выбравшая.
Работа засчитывается. => Работа считывается.
The group adopts it. => The group adapts it.
The term starts. => The term restarts.
The contract is renewed. => The contract is reviewed.
The man is elected. => The man is selected.
The data are collected. => The data are corrected.
Деканат информирует группы. => Деканат формирует группы.
Наниматель платит. => Нанимаемый платит.
The fee is reduced. => The fee is produced.
The man is insured. => The man is injured.
The board dismisses it. => The board discusses it.
The rule is repealed. => The rule is appealed.
"""
# Kyrgyz verbs with and without their negation, behind voiced and voiceless stems
NEGATED = """
жабуу>жаппоо табууга>таппоого чабуучу>чаппоочу себүү>сеппөө жабышат>жабышпайт төлөөсү>төлөбөөсү сактоочу>сактабоочу
бекитишинче>бекитпешинче катышкандыктан>катышпагандыктан өткөргөндөр>өткөрбөгөндөр чечилгиче>чечилбегиче
көчүрөлү>көчүрбөйлү жөнөтсөңүз>жөнөтпөсөңүз алып>албастан күтүүгө>күтпөөгө токтотулганда>токтотулбаганда
"""


def told(old: str, new: str) -> list[str]:
    """The kinds of what changed, plain words apart."""
    return [one.kind for one in changes(old, new, NONE) if one.kind != "words"]


def wordings_of(table: str) -> Iterator[list[str]]:
    for line in table.strip().split("\n"):
        choice = re.search(r"\{(.*)\}", line)
        assert choice, line
        yield [line[: choice.start()] + one + line[choice.end() :] for one in choice[1].split("|")]


def pairs(table: str) -> list[list[str]]:
    return [line.split(" => ") for line in table.strip().split("\n")]


@pytest.mark.parametrize("sentences", list(wordings_of(f"{KYRGYZ.strip()}\n{RUSSIAN.strip()}\n{ENGLISH.strip()}")))
def test_no_wording_is_a_slip_of_the_pen_for_another(sentences: list[str]) -> None:
    missed = [(old, new, changes(old, new, NONE)) for old, new in permutations(sentences, 2) if not told(old, new)]
    assert missed == []


@pytest.mark.parametrize("pair", NEGATED.split())
def test_a_verb_and_its_negation_are_never_one_word(pair: str) -> None:
    for old, new in permutations(pair.split(">")):
        assert told(f"Документ бөлүмдө {old} деп айтылган", f"Документ бөлүмдө {new} деп айтылган"), (old, new)


@pytest.mark.parametrize(("old", "new"), list(pairs(MENDED)))
def test_an_honest_correction_is_free(old: str, new: str) -> None:
    assert changes(old, new, NONE) == ()


@pytest.mark.parametrize(("old", "new"), list(pairs(LOOKED_AT)))
def test_another_word_is_told_and_not_refused(old: str, new: str) -> None:
    for a, b in ((old, new), (new, old)):
        assert [one.kind for one in changes(a, b, NONE)] == ["words"], (a, b)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Экономист сообщает.", "Лаборант сообщает.", "role"),
        ("Аспирант проходит.", "Аспирантура проходит.", "role"),
        ("Мугалим катышуучу болот.", "Мугалим катышуу болот.", "role"),
        ("Кирүү ачылат.", "Кирүү жабылат.", "opposite"),
        ("Кафедра физики.", "Кафедра химии.", "role"),
        ("Законный отказ.", "Незаконный отказ.", "negation"),
        ("Ал тийиш.", "Ал тийишпи.", "duty"),
    ],
)
def test_the_kind_says_what_has_changed(old: str, new: str, kind: str) -> None:
    assert [one.kind for one in changes(old, new, NONE)] == [kind]


def test_a_word_that_the_new_text_uses_elsewhere_is_no_slip_of_the_pen() -> None:
    """A slip is a word that nobody uses; endings are told by what stands behind them."""
    rest = " Далее лежат стропила."
    assert changes("Здесь строчила." + rest, "Здесь стропила." + rest, NONE) == ()
    assert changes("Здесь стропила." + rest, "Здесь строчила." + rest, NONE) == (
        Change("words", 1, "стропила", "строчила"),
    )
    same = " Документти сактоо."
    assert changes("Документти жазуу." + same, "Документтин жазуу." + same, NONE) == ()


def test_one_role_renamed_by_a_body_added_behind_it_is_told() -> None:
    assert told("Чечет совет.", "Чечет совет по качеству.") == ["role"]
    assert told("Чечет учёный совет.", "Чечет совет.") == ["role"]
    assert told("Студенты желают.", "Студенты по желанию желают.") == []


@pytest.mark.parametrize(
    ("word", "value"),
    [("тыс", "1000"), ("млрд", "1000000000"), ("тройной", "3"), ("треть", "1/3"), ("третью", "3"), ("четверти", "1/4")],
)
def test_shortened_numbers_and_parts_have_their_value(word: str, value: str) -> None:
    assert value_of(word) == value


def test_thousands_join_the_number_before_them() -> None:
    assert joined(["5", "1000"]) == ["5000"]
