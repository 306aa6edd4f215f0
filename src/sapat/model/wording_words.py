"""Words whose change changes what is asked of people, in Kyrgyz, Russian and English, in all their forms.

Stems with what may follow them; a row is (kind, lemma, regular expression of the whole word in lower case, ё written е).
Two forms of one lemma are one word; two lemmas are never a slip of the pen for one another.
"""

from __future__ import annotations

from typing import Final

_ANY: Final = "[а-яөүң]*"  # endings of a stem long enough to be known by itself
# Kyrgyz case, person and number behind a short stem
_KY: Final = (
    "(?:(?:л|д|т)[аеоө]р)?(?:[ыиуү]м|[ыиуү]ң|с?[ыиуү])?(?:н?[ыиуү]н|[дтн][аеоө]н?|[гк][аеоө]|н?[аеоө]|[дтн][ыиуү])?"
)
_RU: Final = "(?:а|у|ы|и|е|о|ой|ою|ом|ем|ам|ям|ами|ями|ах|ях|ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ых|их|ыми|ими|ую|юю|ь|ью|ей|ю|я)?"

_DUTY: Final = f"""
тийиш тийиш{_ANY}
милдеттүү милдетт(?:үү|ен){_ANY}
милдет милдет(?!түү|тен){_ANY}
керек керек{_ANY}
зарыл зарыл{_ANY}
талап тала[пб]{_KY}
мажбур мажбур{_ANY}
кажет кажет{_ANY}
сөзсүз сөзсүз
жооптуу жоопт(?:уу|ор){_ANY}|жоопкер{_ANY}
обязателен обязательн{_ANY}|обязателен
обязан обяз(?:ан|аны|ана|ано|ать|ат|ыва|уе|у[юя]|ал){_ANY}
должен долж(?:ен|на|но|ны)|долженств{_ANY}
надлежит надлеж(?:ит|ат|ало|али|ащ{_ANY})
необходимо необходим{_ANY}
следует следует|следовало
требуется треб(?:у|ов){_ANY}
надо надо
нужно нужн{_ANY}|нужен
подлежит подлеж(?:ит|ат|ал{_ANY}|ащ{_ANY}|ать)
отвечает отвеча(?:ет|ют|ть)|ответствен{_ANY}
вынужден вынужд{_ANY}
shall shall
should should
must must
required requir(?:e|es|ed|ing|ement|ements)
need need|needs|needed
obliged oblig(?:e|es|ed|ing|ation|ations|atory|ated)
mandatory mandator(?:y|ily)|compulsor(?:y|ily)
responsible responsib(?:le|ly|ility|ilities)|accountab(?:le|ility)|liab(?:le|ility)
ought ought
will will
"""
_BAN: Final = f"""
тыюу тыюу{_ANY}|тыйыл{_ANY}|тый(?:ат|ган|ышат)
запрещается запре[тщ]{_ANY}|воспре[тщ]{_ANY}
нельзя нельзя|недопустим{_ANY}
прекратить прекра[тщ]{_ANY}
prohibited prohibit(?:s|ed|ing|ion|ions)?
forbidden forbid(?:s|den|ding)?|banned|bans?
четке четке
отказ отказ{_ANY}|отклон{_ANY}
denied den(?:y|ies|ied|ying|ial|ials)|refus(?:e|es|ed|ing|al|als)|reject(?:s|ed|ing|ion|ions)?
"""
_RIGHT: Final = f"""
укук укук{_ANY}|укуг{_ANY}
мүмкүн мүмкүн{_ANY}
уруксат уруксат{_ANY}
жол жол
вправе вправе
право прав(?:о|а|у|ом|е|ам|ами|ах)?|правомоч{_ANY}|полномоч{_ANY}
может мо(?:жет|гут|жем|гла|гли|гло|г|жно|чь|гущ{_ANY})
разрешается разреш(?:а|ен|и){_ANY}
допускается допуск(?:а|ов){_ANY}|допуст(?:и|я){_ANY}|допуще{_ANY}
may may
might might
can can
could could
allowed allow(?:s|ed|ing|able)?
permitted permit(?:s|ted|ting)?|permissible|permission
entitled entitl(?:e|es|ed|ement)
authorised authori[sz](?:e|es|ed|ing|ation)
optional optional(?:ly)?|voluntar(?:y|ily)
бошотуу бошот{_ANY}|освобо(?:д|жд){_ANY}|exempt(?:s|ed|ing|ion|ions)?
granted grant(?:s|ed|ing)?
"""
_NOT: Final = f"""
эмес эмес{_ANY}
жок жок|жокко|жогу|жогун{_ANY}|жоктун|жокту|жоктон|жоктугу{_ANY}
не не|ни
нет нет
без без|безо
кроме кроме|исключ(?:ая|ени[еия]{_ANY}|ением)|помимо
тышкары тышкары{_ANY}
отсутствие отсутств{_ANY}|невозможн{_ANY}
никто ник(?:то|ого|ому|ем|огда|ак|акой|акие|акого)|ничего|ничто|нигде
not not
no no|none|nobody|nothing|nowhere
never never
nor nor|neither
without without
except except|excepting|excluding|exclusive|besides
"""
_LIMIT: Final = f"""
бардык бардык{_ANY}|бардыг{_ANY}|баары{_ANY}|бүт|бүткүл|бүтүн
ар ар
башка башка
айрым айрым{_ANY}|кээ|кээбир|кайсы|кайсыл|бирин-серин
ичинен ичинен
гана гана
же же|жана/же
болбосо болбосо
чейин чейин{_ANY}|дейре
кийин кийин{_ANY}|соң
мурда мурда|мурун{_ANY}|мурдараак
кем кем|кеминде|кемирээк
ашык ашык|ашпа{_ANY}|ашса|ашкан{_ANY}|ашуун
көп көп|көбүрөөк|көбү
аз аз|азыраак|азы
жогору жогору{_ANY}|өйдө
төмөн төмөн(?!кү){_ANY}
дароо дароо|токтоосуз|тез|тезинен
сайын сайын
эгер эгер|эгерде
ички ички
тышкы тышкы
кирүүчү кирүүчү|кириш
чыгуучу чыгуучу|чыгыш
жумушчу жумушчу
календардык календар{_ANY}
все все|всех|всем|всеми|весь|вся|всю|всего|всей|всему
каждый кажд{_ANY}
любой люб(?:ой|ая|ое|ые|ого|ому|ым|ых|ую|ыми|ом)
некоторый некотор{_ANY}|отдельн{_ANY}
только только|лишь|исключительно
или или|либо
до до
после после|спустя
перед перед|прежде
ранее ран(?:ее|ьше)
позднее поздн(?:ее|ей)|позже
менее мен(?:ее|ьше)|минимум|минимальн{_ANY}
более бол(?:ее|ьше)|максимум|максимальн{_ANY}
свыше свыше|сверх
выше выше
ниже ниже
если если|когда|при
хотя хотя
немедленно немедленн{_ANY}|незамедлительн{_ANY}
ежегодно ежегодн{_ANY}
ежемесячно ежемесячн{_ANY}
ежеквартально ежеквартальн{_ANY}
еженедельно еженедельн{_ANY}
ежедневно ежедневн{_ANY}
рабочий рабоч{_ANY}
календарный календарн{_ANY}
внутренний внутренн{_ANY}
внешний внешн{_ANY}
входящий входящ{_ANY}
исходящий исходящ{_ANY}
all all|every|each|entire
any any
some some|certain|several|few
many many|much
only only|solely|exclusively|just
or or
either either
and/or and/or
until until|till
before before|prior
after after|following
within within
least least
most most
less less|fewer|minimum|under|below
more more|maximum|over|above|exceed{"[a-z]*"}
if if|provided|when|where
unless unless
immediately immediately|promptly
annually annual(?:ly)?|yearly
monthly monthly
quarterly quarterly
weekly weekly
daily daily
working working
calendar calendar
internal internal(?:ly)?
external external(?:ly)?
incoming incoming|inbound
outgoing outgoing|outbound
always always
usually usually|normally|generally
дайыма дайыма|ар-дайым|дайым
адатта адатта
всегда всегда|постоянно
единогласно единогла{_ANY}|unanim(?:ous|ously|ity)
большинство большинств{_ANY}|көпчүлү[кг]{_ANY}|majorit(?:y|ies)
электрондук электрон{_ANY}|electronic(?:ally)?
кагаз кагаз(?:да|га|дан)?|бумажн{_ANY}|papers?
купуя купуя{_ANY}|жашыруун{_ANY}|жабык{_ANY}|конфиденциальн{_ANY}|закрыт{_ANY}|confidential(?:ly|ity)?|secret
обычно обычно
подписание подписан{_ANY}|подпис(?:ь|и|ью|ей|ям|ями)|sign(?:s|ed|ing|ature|atures)?
кол кол|колтамга{_ANY}
опубликование опубликов{_ANY}|публик{_ANY}|обнародов{_ANY}|жарыяла{_ANY}|publi(?:sh|shes|shed|shing|cation|cations)
утверждение утвержд{_ANY}|бекит{_ANY}|approv(?:e|es|ed|ing|al|als)
регистрация регистр{_ANY}|зарегистрир{_ANY}|катта(?:л|ган|гандан|лган|лгандан|луу|лууга|луудан|оо|оого|оодон|оосу){_ANY}|regist(?:er|ers|ered|ering|ration|rations)
получение получени{_ANY}|receipts?
отправка отправк{_ANY}|отправлени{_ANY}|dispatch(?:ed|es|ing)?
full-time full-time|fulltime
part-time part-time|parttime|half-time
очный очн{_ANY}|күндүзгү
заочный заочн{_ANY}|сырттан{_ANY}
вечерний вечерн{_ANY}|кечки
дистанционный дистанцион{_ANY}|remote(?:ly)?
частичный частичн{_ANY}
"""
_UNIT: Final = f"""
day (?:иш)?күн(?:ү|гө|дө|дөн|дү|дүн|дүк{_ANY}|нөн|үнө|үнөн|үндө|үнүн|дөр{_ANY}|чөлүк|чө)?|сутка{_ANY}|сут(?:ки|ок)|день|дн(?:я|ю|ем|е|и|ей|ям|ями|ях)|days?
month ай(?:ы|да|дан|га|дын|лык|лар|ынын|ында|ынан|ына)?|месяц{_RU}|месячн{_ANY}|months?
year жыл(?:ы|га|да|дан|дын|дык|ды|дар|ынын|ында|ынан|ына|нан|ына чейин)?|год{_RU}|годов|лет|годичн{_ANY}|years?
week апта{_ANY}|жума(?:лык|да|га)?|недел{_ANY}|weeks?
hour саат{_ANY}|час{_RU}|часов|hours?
minute мүнөт{_ANY}|минут{_ANY}|minutes?
quarter квартал{_ANY}|чейрек{_ANY}|quarters?
semester семестр{_ANY}|semesters?|жарым жылдык
som сом{_KY}|сомов|soms?|тыйын{_ANY}|рубл{_ANY}|dollars?|доллар{_ANY}|euros?|евро
percent процент{_ANY}|пайыз{_ANY}|percent(?:age)?s?
point упай{_ANY}|балл{_KY}|балл{_RU}|points?|marks?
credit кредит{_ANY}|credits?
copy нуска{_ANY}|экземпляр{_ANY}|көчүрмө{_ANY}|копи[яийюе]{_ANY}|cop(?:y|ies)
decade десятилети{_ANY}|онжылдык{_ANY}|decades?
century кылым{_ANY}|столети{_ANY}|centur(?:y|ies)
original түпнуска{_ANY}|оригинал{_ANY}|подлинник{_ANY}|originals?
"""
_ROLE: Final = f"""
ректор ректор{_ANY}|rectors?
проректор проректор{_ANY}|vice|вице
декан декан(?!ат){_ANY}|deans?
деканат деканат{_ANY}
башчы башчы{_ANY}|начальник{_ANY}|heads?|chief
жетекчи жетекчи{_ANY}|руководител{_ANY}|managers?|supervisors?
директор директор{_ANY}|directors?
мүдүр (?:баш)?мүдүр{_ANY}|заведующ{_ANY}|зав
орунбасар орунбасар{_ANY}|басары{_ANY}|заместител{_ANY}|зам|deput(?:y|ies)
төрага төрага{_ANY}|председател{_ANY}|chair(?:man|person|woman)?
катчы катчы{_ANY}|секретар{_ANY}|secretar(?:y|ies)
окутуучу окутуучу{_ANY}|мугалим{_ANY}|преподавател{_ANY}|teachers?|lecturers?
профессор профессор{_ANY}|professors?
доцент доцент{_ANY}|docents?
студент студент{_ANY}|students?
окуучу окуучу{_ANY}|pupils?
магистрант магистрант{_ANY}
аспирант аспирант{_ANY}|докторант{_ANY}
кызматкер кызматкер{_ANY}|сотрудник{_ANY}|работник{_ANY}|employees?|staff
адис адис{_ANY}|специалист{_ANY}|specialists?
эксперт эксперт{_ANY}|experts?
аудитор аудитор(?!ия|ий|ию){_ANY}|auditors?
юрист юрист{_ANY}|lawyers?
бухгалтер (?:баш)?бухгалтер{_ANY}|accountants?
методист методист{_ANY}
куратор куратор{_ANY}|curators?
координатор координатор{_ANY}|coordinators?
оператор оператор{_ANY}
инженер инженер{_ANY}|engineers?
автор автор(?!изац){_ANY}|authors?
ээ ээси{_ANY}|владелец|владельц{_ANY}|owners?
түзүүчү түзүүчү{_ANY}|составител{_ANY}|разработчик{_ANY}|compilers?
кеңеш кеңеш(?:и|тин|ке|те|тен|ти|инин|ине|инде|инен|ин)?|совет(?:а|у|ом|е|ы|ов|ам|ами|ах)?|councils?
комиссия комисси{_ANY}|commissions?
комитет комитет{_ANY}|committees?
бөлүм бөлүм(?:ү|дүн|гө|дө|дөн|дү|дөр|үнүн|үнө|үндө|үнөн|үн|{_KY})?|отдел(?:а|у|ом|е|ы|ов|ам|ами|ах)?|departments?|office|unit
башкармалык башкармалы{_ANY}|управлени[еяю]|управлением
факультет факультет{_ANY}|facult(?:y|ies)
кафедра кафедр{_ANY}|chairs
институт институт{_ANY}|institutes?
архив архив{_ANY}|archives?
канцелярия канцеляри{_ANY}|chancer(?:y|ies)
министрлик министр{_ANY}|ministr(?:y|ies)
officer officers?
registrar registrars?|registry
"""
_MONTH: Final = f"""
1 январ{_ANY}|january|jan
2 феврал{_ANY}|february|feb
3 март{_ANY}|march
4 апрел{_ANY}|april|apr
5 май(?:ы|ын|ынан|ында|ындагы|ынын|ына|га|да|дын|дан|дагы|лык)?|мая|мае|маю|маем
6 июн{_ANY}|june|jun
7 июл{_ANY}|july|jul
8 август{_ANY}|august|aug
9 сентябр{_ANY}|september|sept?
10 октябр{_ANY}|october|oct
11 ноябр{_ANY}|november|nov
12 декабр{_ANY}|december|dec
"""
_WEEKDAY: Final = f"""
monday дүйшөмбү{_ANY}|понедельник{_ANY}|mondays?
tuesday шейшемби{_ANY}|вторник{_ANY}|tuesdays?
wednesday шаршемби{_ANY}|сред(?:а|у|ой|ы)|wednesdays?
thursday бейшемби{_ANY}|четверг{_ANY}|thursdays?
friday пятниц{_ANY}|fridays?
saturday ишемби{_ANY}|суббот{_ANY}|saturdays?
sunday жекшемби{_ANY}|воскресень{_ANY}|sundays?
winter кыш(?:ы|ында|кы|та)|зим(?:а|ы|е|у|ой)|зимн{_ANY}|winters?
summer жай(?:ында|кы)|летом|летн{_ANY}|summers?
spring жаз(?:ында|гы)|весн(?:а|ы|е|у|ой)|весенн{_ANY}
autumn күз(?:ү|үндө|гү|дө)|осен{_ANY}|autumns?
"""


def _rows(kind: str, told: str) -> list[tuple[str, str, str]]:
    return [(kind, *line.split(" ", 1)) for line in told.strip().split("\n")]  # type: ignore[misc]


TABLE: Final[tuple[tuple[str, str, str], ...]] = (
    *_rows("month", _MONTH),
    *_rows("weekday", _WEEKDAY),
    *_rows("negation", _NOT),
    *_rows("ban", _BAN),
    *_rows("duty", _DUTY),
    *_rows("right", _RIGHT),
    *_rows("limit", _LIMIT),
    *_rows("unit", _UNIT),
    *_rows("role", _ROLE),
)
# Words that stand one letter away from one of the table and are words of their own: no slip of the pen for it.
_SAID_REAL: Final = """
жана кана терек кейин ким кыйын столько справо вправо ели или связан следующий следуют долженность много мало просто
mast newer small shell shill nay say way day bay man ran cane note now knot nut oar are is it of on own then than
this that there these those most host cost lost past part about allot allows aloud тийип тийген талаа талант жолу
жооп эми эмне элес күч көз көк оказать методика дирекция редактор аудит баары-баары бар бай барбы аралык арты
"""
REAL: Final = frozenset(_SAID_REAL.split())
