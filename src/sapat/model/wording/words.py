"""Words whose change changes what is asked of people, in Kyrgyz, Russian and English, in all their forms.

Stems with what may follow them; a row is (kind, lemma, regular expression of the whole word in lower case, ё written е).
Two forms of one lemma are one word; two lemmas are never a slip of the pen for one another.
"""

from __future__ import annotations

from typing import Final

from sapat.model.wording.measures import DATES, UNITS
from sapat.model.wording.roles import ROLES
from sapat.model.wording.rows import ANY, KY, Row, rows

_DUTY: Final = f"""
тийиш тийиш{ANY}
милдеттүү милдетт(?:үү|ен){ANY}
милдет милдет(?!түү|тен){ANY}
керек керек{ANY}
зарыл зарыл{ANY}
талап тала[пб]{KY}
мажбур мажбур{ANY}
кажет кажет{ANY}
сөзсүз сөзсүз
жооптуу жоопт(?:уу|ор){ANY}|жоопкер{ANY}
обязателен обязательн{ANY}|обязателен
обязан обяз(?:ан|аны|ана|ано|ать|ат|ыва|уе|у[юя]|ал){ANY}|обяж(?:ет|ут|ите)
должен долж(?:ен|на|но|ны)|долженств{ANY}
надлежит надлеж(?:ит|ат|ало|али|ащ{ANY})
необходимо необходим{ANY}
следует следует|следовало
требуется треб(?:у|ов){ANY}
надо надо
нужно нужн{ANY}|нужен
подлежит подлеж(?:ит|ат|ал{ANY}|ащ{ANY}|ать)
отвечает отвеча(?:ет|ют|ть)|ответствен{ANY}
вынужден вынужд{ANY}|принужд{ANY}|аргасыз{ANY}|forc(?:e|es|ed|ing)|compel(?:s|led|ling)?
предписывает предпис(?:ыва|ан|ать){ANY}
полагается полагается|полагаются|положено
придется прид[её]тся|приходится|пришлось
шарт шарт
абзел абзел{ANY}
shall shall
should should
must must
required requir(?:e|es|ed|ing|ement|ements)
need need|needs|needed
obliged oblig(?:e|es|ed|ing|ation|ations|atory|ated)
mandatory mandator(?:y|ily)|compulsor(?:y|ily)
responsible responsib(?:le|ly|ility|ilities)|accountab(?:le|ility)|liab(?:le|ility)
ought ought
expected expected
have-to (?:has|have|had)-to
be-to (?:is|are|was|were)-to
bound bound|binding
duty dut(?:y|ies)
will will
"""
_BAN: Final = f"""
тыюу тыюу{ANY}|тыйыл{ANY}|тый(?:ат|ган|ышат)
запрещается запре[тщ]{ANY}|возбран{ANY}|воспре[тщ]{ANY}
нельзя нельзя|недопустим{ANY}
прекратить прекра[тщ]{ANY}
приостановить приостан{ANY}|suspend(?:s|ed|ing)?|suspension
prohibited prohibit(?:s|ed|ing|ion|ions)?|preclud(?:e|es|ed|ing)
refrain refrain(?:s|ed|ing)?|воздерж{ANY}
forbidden forbid(?:s|den|ding)?|bann(?:ed|ing)|bans?|(?:de)?barred|disallow(?:s|ed|ing)?
лишение лишен|лишена|лишены|лишено|лишает{ANY}|лишают{ANY}|лишит{ANY}|лишени[еяюй]{ANY}|ажыра(?:ты|са|га|й){ANY}|depriv(?:e|es|ed|ing|ation)
четке четке
жогот жогот{ANY}|утра[тч]{ANY}|void(?:s|ed)?
каршы каршы{ANY}|вопреки|contrary
отказ отказ{ANY}|отклон{ANY}
denied den(?:y|ies|ied|ying|ial|ials)|refus(?:e|es|ed|ing|al|als)|reject(?:s|ed|ing|ion|ions)?|declin(?:e|es|ed|ing)
"""
_RIGHT: Final = f"""
укук укук{ANY}|укуг{ANY}
мүмкүн мүмкүн{ANY}
уруксат уруксат{ANY}
жол жол
вправе вправе
право прав(?:о|а|у|ом|е|ам|ами|ах)?|правомоч{ANY}|полномоч{ANY}
может мо(?:жет|гут|жем|гла|гли|гло|г|жно|чь|гущ{ANY})
разрешается разреш(?:а|ен|и){ANY}|дозвол{ANY}
допускается допуск(?:а|ов){ANY}|допуст(?:и|я){ANY}|допуще{ANY}
may may
might might
can can
could could
allowed allow(?:s|ed|ing|able)?
permitted permit(?:s|ted|ting)?|permissible|permission
entitled entitl(?:e|es|ed|ement)
authorised authori[sz](?:e|es|ed|ing|ation)
optional optional(?:ly)?|voluntar(?:y|ily)|ыктыярдуу{ANY}|ыктыярдык|добровольн{ANY}|факультативн{ANY}
бошотуу бошот{ANY}|освобо(?:д|жд){ANY}|exempt(?:s|ed|ing|ion|ions)?
granted grant(?:s|ed|ing)?
right rights?
able able
ала-алат ал(?:ат|ышат|ам|абыз|са|ышса|сын|ышсын|ган(?:да|дар|дан)?|ышкан)
"""
_NOT: Final = f"""
эмес эмес{ANY}
элек элек|электе
жок жок|жокко|жогу|жогун{ANY}|жоктун|жокту|жоктон|жоктугу{ANY}
не не|ни
нет нет
без без|безо
кроме кроме|исключ(?:ая|ени[еия]{ANY}|ением)|помимо
тышкары тышкары{ANY}
отсутствие отсутств{ANY}|невозможн{ANY}
никто ник(?:то|ого|ому|ем|огда|ак|акой|акие|акого)|ничего|ничто|нигде
not not
no no|none|nobody|nothing|nowhere
never never
nor nor|neither
without without
non non
fail fail(?:s|ed)?-to
off off
down down
unable unable
вне вне
против против|against
absent absen(?:t|ce)|lack(?:s|ing)?
except except|excepting|excluding|exclusive|besides
"""
_LIMIT: Final = f"""
бардык бардык{ANY}|бардыг{ANY}|баары{ANY}|бүт|бүткүл|бүтүн
ар ар
башка башка
айрым айрым{ANY}|кээ|кээбир|кайсы|кайсыл|бирин-серин|бирнече|нече
ичинен ичинен
гана гана
же же|жана/же
болбосо болбосо
чейин чейин{ANY}|дейре
кийин кийин{ANY}|соң
мурда мурда|мурун{ANY}|мурдараак
кем кем|кеминде|кемирээк
ашык ашык|ашпа{ANY}|ашса|ашкан{ANY}|ашуун
көп көп|көбүрөөк|көбү
аз аз|азыраак|азы
жогору жогору{ANY}|өйдө
төмөн төмөн(?:[дг]{ANY})?
дароо дароо|токтоосуз|тез|тезинен
сайын сайын
эгер эгер|эгерде
ички ички
тышкы тышкы
кирүүчү кирүүчү|кириш
чыгуучу чыгуучу|чыгыш
жумушчу жумушчу
календардык календар{ANY}
все все|всех|всем|всеми|весь|вся|всю|всего|всей|всему
каждый кажд{ANY}
любой люб(?:ой|ая|ое|ые|ого|ому|ым|ых|ую|ыми|ом)
некоторый некотор{ANY}|отдельн{ANY}|несколько|нескольких
только только|лишь|исключительно
или или|либо
оба оба|обе|обоих|обеих|обоим|обеим|обоими|both
даже даже|even
через через|via
иногда иногда|изредка|кээде|sometimes|occasionally
редко редко|сейрек|rarely|seldom
часто часто|often|frequently|көбүнчө
около около|примерно|приблизительно|ориентировочно|болжол(?:дуу|мен)?|чамасы|чамалуу|approximately
точно точно|ровно|exactly|precisely
самый сам(?:ый|ая|ое|ые|ого|ой|ому|ым|ых|ую)|эң
независимо независимо|regardless|irrespective
несмотря несмотря|невзирая|despite|notwithstanding
вместо вместо|взамен|ордуна|instead
до до
после после|спустя
перед перед|прежде
ранее ран(?:ее|ьше)
позднее поздн(?:ее|ей)|позже
менее мен(?:ее|ьше)|минимум|минимальн{ANY}
более бол(?:ее|ьше)|максимум|максимальн{ANY}
свыше свыше|сверх
выше выше
ниже ниже
если если|когда|при
хотя хотя
немедленно немедленн{ANY}|незамедлительн{ANY}
ежегодно ежегодн{ANY}
ежемесячно ежемесячн{ANY}
ежеквартально ежеквартальн{ANY}
еженедельно еженедельн{ANY}
ежедневно ежедневн{ANY}
рабочий рабоч{ANY}
календарный календарн{ANY}
внутренний внутренн{ANY}
внешний внешн{ANY}
входящий входящ{ANY}
исходящий исходящ{ANY}
all all|every|each|entire|everybody|everyone|everything
any any|anybody|anyone|anything
some some|certain|several|few
many many|much
only only|solely|exclusively|just|merely
earlier earlier|sooner|earliest
later later|latest
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
повторно повторн{ANY}|кайра|again|anew
biweekly biweekly|fortnightly|fortnights?
bimonthly bimonthly
biannually biannual(?:ly)?
biennially biennial(?:ly)?
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
единогласно единогла{ANY}|unanim(?:ous|ously|ity)
большинство большинств{ANY}|көпчүлү[кг]{ANY}|majorit(?:y|ies)
электрондук электрон{ANY}|electronic(?:ally)?
кагаз кагаз(?:да|га|дан)?|бумажн{ANY}|papers?
купуя купуя{ANY}|жашыруун{ANY}|жабык{ANY}|конфиденциальн{ANY}|закрыт{ANY}|тайн(?:ый|ое|ая|ым|ого|ом|ой|ому|ые|ых)|confidential(?:ly|ity)?|secret
обычно обычно
подписание подписан{ANY}|подпис(?:ь|и|ью|ей|ям|ями)|sign(?:s|ed|ing|ature|atures)?
кол кол|колтамга{ANY}
опубликование опубликов{ANY}|публик{ANY}|обнародов{ANY}|жарыяла{ANY}|publi(?:sh|shes|shed|shing|cation|cations)
утверждение утвержд{ANY}|бекит{ANY}|approv(?:e|es|ed|ing|al|als)
регистрация регистр{ANY}|зарегистрир{ANY}|катта(?:л|ган|гандан|лган|лгандан|луу|лууга|луудан|оо|оого|оодон|оосу){ANY}|regist(?:er|ers|ered|ering|ration|rations)
получение получени{ANY}|receipts?
отправка отправк{ANY}|отправлени{ANY}|dispatch(?:ed|es|ing)?
full-time full-time|fulltime
part-time part-time|parttime|half-time
очный очн{ANY}|күндүзгү
заочный заочн{ANY}|сырттан{ANY}
вечерний вечерн{ANY}|кечки
дистанционный дистанцион{ANY}|remote(?:ly)?
частичный частичн{ANY}
"""
TABLE: Final[tuple[Row, ...]] = (
    *DATES,
    *rows("negation", _NOT),
    *rows("ban", _BAN),
    *rows("duty", _DUTY),
    *rows("right", _RIGHT),
    *rows("limit", _LIMIT),
    *UNITS,
    *ROLES,
)
# Words that stand one letter away from one of the table and are words of their own: no slip of the pen for it.
_SAID_REAL: Final = """
жана кана терек кейин ким кыйын столько справо вправо ели или связан следующий следуют долженность много мало просто
mast newer ever fever lever sever bath small shell shill nay say way day bay man ran cane note now knot nut oar are is it of on own then than
this that there these those most host cost lost past part about allot allows aloud тийип тийген талаа талант жолу
жооп эми эмне элес күч көз көк оказать методика дирекция редактор аудит баары-баары бар бай барбы аралык арты
"""
REAL: Final = frozenset(_SAID_REAL.split())
