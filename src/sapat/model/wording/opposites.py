"""Words of opposite or rival sense: each is a plain word by itself, but one in the place of another changes what is done.

A row is one question with its answers: two words of one row on different sides of a `/` are never one word, and never a
synonym. Kyrgyz, Russian and English stand together, a side takes every form of its stems (`*` is any ending).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_SAID: Final = """
башы башында башынан башына баштал* баштай* баштоо* начал* начин* start* begin* commence* наступ* / аягы* бүтт* stop* истек* истеч* аягын* аякта* бүт*т бүтүрүл* конец конц* окончан* оканчива* заканчива* заверш* end ends ended ending finish* complet*
ач*т ачыл* ачык ачууга ачышат откры* открыва* open opens opened opening / жаб*т жабыл* жабуу* закры* закрыва* close closes closed closing closure
кошул* кошуу* кошот киргизил* включ* вход*т include* including add adds added adding addition / чыгарыл* чыгаруу* алынып исключ* удал* exclude* remove* removal delet* strike
көбөй* жогорула* көтөр* өсө* узар* күчөт* увелич* повыш* повыс* возраст* продл* усил* increas* rais* exten[ds]* prolong* strengthen* upgrad* / азай* азая* төмөндө* түшүр* кыскар* басаңда* уменьш* пониж* пониз* сниж* снизи* сокра* ослаб* decreas* reduc* shorten* curtail* weaken* downgrad* / алынып снят* снима* lifted
зачисл* наним* наня* принят* прием* приним* кабыл admi[ts]* enrol* hire hires hired hiring recruit* employed accept* / отчисл* уволь* уволен* увол* исключ* чыгарыл* dismiss* expel* fire fires fired firing discharg* / возвра* кайтар* return* / выдач* выда* сдач* сдает* сдают* отда* берил* берет беришет issu* lend lends lent send sends sent given / получ* алын* receiv* borrow* collect* / калтыр* left kept
убактылуу* временн* temporar* interim provisional* / туруктуу* постоянн* permanent* indefinite* бессрочн*
жазуу жазма жазып письменн* written writing / оозеки* устн* oral* verbal* / тест тестирован* test / онлайн online
предварительн* алдын preliminar* draft provisional* / окончательн* түпкүлүктүү* акыркы final finally
предыдущ* прошл* прежн* previous* former preceding / следующ* последующ* next subsequent*
верхн* жогорку upper top / нижн* төмөнкү lower bottom / средн* ортоңку middle
вышестоящ* вышеуказан* вышеизложен* вышеназван* вышеперечислен* / нижестоящ* нижеуказан* нижеизложен* ниженазван* нижеперечислен*
higher highest greater greatest larger bigger longer чоң жогорку больш[оаиу]* крупн* / lower lowest smaller smallest lesser shorter кичине кичи мал[оаыу][йяейхг]* мелк*
токто* прекра* приостан* останов* suspend* stop* halt* end ends ended ending / улан* продолж* возобнов* continu* resum*
ввод*т* введен* введе* кирет кирген enact* introduc* установ* confirm* uphold* upheld подтвержд* подтверд* / отмен* утрат* утрач* аннулир* жоготкон жоготот repeal* abolish* revok* withdraw* cancel* annul* void снят* снима* lift* / приостан* suspend*
сакта* хран* сбере* keep keeps kept retain* stor* preserv* / уничтож* жок destroy* destruct* discard* dispos* стира*
сатыл* сатат продаж* прода* sell* sold sale / сатып покуп* закуп* приобрет* buy* bought purchas*
pass passes passed сда* тапшыр* өткөн / fail fails failed провал* өтпөгөн
макул* соглас* одобр* agree* consent* approv* / карш* возраж* object objects objected objection* disagree*
чыныгы подлинн* настоящ* genuine authentic / жасалма поддельн* фальшив* forged fake false
эртең эртеңки таңкы утр* morning* / кечинде кечкурун вечер* evening* / afternoon* / түштө түшкү полдень полдн* дн[её]м noon midday / түнкү түндө түн ноч* полноч* night* midnight
сыйлык* сыйланат поощр* преми* reward* bonus* / айып* айыпталат штраф* взыскан* penalt* fine fined fines
акы акысы акылуу платн* paid fee / бекер акысыз бесплатн* свободн* unpaid free
кандидат* / бакалавр* bachelor* undergraduate* / магистр* master masters graduate* / доктор* doctor* postgraduate*
бузу* бузул* бузат расторг* расторж* terminat* breach* / түзүл* түзүү* түзөт заключ* conclud*
прост* жөнөк* simple ordinary / квалифицир* квалификация* абсолют* qualified absolute special
негизги основн* главн* primary main / кошумча дополнительн* secondary additional
жеке индивидуальн* личн* individual* personal* / топтук группов* коллективн* group collective* / жалпы общ* common
биргелешип биргелешкен совместн* коллегиальн* joint* / жалгыз единоличн* sole
жергиликтүү местн* отечествен* local domestic / эл чет иностран* зарубежн* foreign overseas / республик* national
акыркы последн* last / биринчи перв* first
күзгү осен* autumn fall / жазгы весен* spring / кышкы зимн* winter / жайкы летн* summer
очн* күндүзгү / заочн* сырттан*
лично өзү өздүк person / доверенн* ишеним* proxy
жайгаш* жарыя* публичн* public / ограничен* чектелген чектүү restricted / чексиз неогранич* unrestricted
үйүндө дома home / онлайн online / кампус* campus / офис* аудитори* classroom
старше старейш* older oldest elder eldest улуу* / младше младш* моложе younger youngest кичүү*
кичүү / чоң
воздерж* воздержи* abstain* калыс / голосу* голосов* vote votes voted voting добуш
установленн* фиксированн* белгиленген fixed / гибк* ийкемдүү flexible
рекоменд* сунуш* recommend* advis* suggest* предлаг* / приказ* предпис* буйру* order* instruct* direct
первый former / последний latter
ранн* досрочн* эрте early earlier / поздн* опозд* кеч кечиккен late later
впоследствии кийинчерээк afterwards subsequently / заранее заблаговременно предварительно алдын beforehand
решающ* чечүүчү casting deciding / совещательн* advisory consultative
ичинде течени[ея] within / өтүшү өткөндө өткөндөн өткөнгө истечени* expiry expiration
алдында накануне eve / эртеси завтрашн* morrow
келүү* келет келишет келсин / кетүү* кетет кетишет кетсин
күйгүз* включ* / өчүр* выключ* отключ*
алынат снима* снят* lifted / киргизил* ввод*т*
бул ушул быйыл быйылкы текущ* нынешн* this current / келерки эмдиги будущ* следующ* next coming / былтыр былтыркы өткөн прошл* last past
разов* бир / многоразов* көп
платник* контракт* / бюджет*
одиночку alone жалгыз / парами pairs экиден
обратн* retroactive* / прям* prospective*
вверх upwards / вниз downwards
жаза* наказ* punish* / сыйла* поощр* reward*
withhold* withheld / releas*
vacant вакантн* бош / filled occupied занят*
жуп / так
өтүүчү тапшыруучу / алуучу
послезавтра бүрсүгүнү / позавчера / сегодня бүгүн today / завтра эртең tomorrow / вчера кечээ yesterday
сол лев* left / оң прав* right
кирүү вход* entry entrance admission / чыгуу выход* exit
эски стар* old / жаңы нов* new
during inside within / outside beyond
тез быстр* fast quick / жай медленн* slow / кечигип поздно кийинчерээк eventually
кыска кратк* short / узун длинн* long / толук полн* full complete
оор тяж* serious grave severe / жеңил легк* minor light
кызыл красн* red / жашыл зелен* green / көк син[ия]* blue / кара черн* black / ак бел[ыао]* white / сары желт* yellow
хорош* жакшы good / отличн* excellent / удовлетворительн* канааттандырарлык* satisfactory / плох* жаман bad poor / зачт* зачет* pass*
"""
_STAR: Final = "[a-zа-яөүң]*"


@cache
def _table() -> dict[str, list[tuple[int, int, re.Pattern[str]]]]:
    """Row, side and forms of the words that begin with a letter."""
    made: dict[str, list[tuple[int, int, re.Pattern[str]]]] = {}
    for row, line in enumerate(_SAID.strip().split("\n")):
        for side, told in enumerate(line.split(" / ")):
            forms: dict[str, list[str]] = {}
            for one in told.replace("ё", "е").split():
                forms.setdefault(one[0], []).append(one.replace("*", _STAR))
            for letter, same in forms.items():
                made.setdefault(letter, []).append((row, side, re.compile("|".join(same))))
    return made


@cache
def _sides(key: str) -> frozenset[tuple[int, int]]:
    """The rows and sides a word stands on."""
    return frozenset((row, side) for row, side, forms in _table().get(key[:1], ()) if forms.fullmatch(key))


@cache
def opposed(old: str, new: str) -> bool:
    """Whether two words answer the same question in other ways."""
    here, there = _sides(old), _sides(new)
    if not here or not there or here & there:
        return False
    return not {row for row, _ in here}.isdisjoint(row for row, _ in there)
