"""Words that measure and date: units, money, copies, months, days of the week, seasons; in all their forms."""

from __future__ import annotations

from typing import Final

from sapat.model.wording.rows import ANY, KY, RU, Row, rows

_UNIT: Final = f"""
day (?:иш)?күн(?:ү|гө|дө|дөн|дү|дүн|дүк{ANY}|нөн|үнө|үнөн|үндө|үнүн|дөр{ANY}|чөлүк|чө)?|сутка{ANY}|сут(?:ки|ок)|день|дн(?:я|ю|ем|е|и|ей|ям|ями|ях)|days?
month ай(?:ы|да|дан|га|дын|лык|лар|ынын|ында|ынан|ына)?|месяц{RU}|месячн{ANY}|months?
year жыл(?:ы|га|да|дан|дын|дык|ды|дар|ынын|ында|ынан|ына|нан|ына чейин)?|год{RU}|годов{ANY}|лет|годичн{ANY}|years?
week апта{ANY}|жума(?:лык|да|га)?|недел{ANY}|weeks?
hour саат{ANY}|час{RU}|часов|hours?
minute мүнөт{ANY}|минут{ANY}|minutes?
quarter квартал{ANY}|чейрек{ANY}|quarters?
semester семестр{ANY}|semesters?|trimesters?|триместр{ANY}|жарым жылдык
som сом{KY}|сомов|сома|сомам|сомами|сомах|soms?
tyiyn тыйын{ANY}|tyiyns?
rouble рубл{ANY}|roubles?|rubles?
dollar доллар{ANY}|dollars?
euro евро{KY}|euros?
tenge тенге{KY}|tenges?
yuan юан{ANY}|yuans?
half-year полгода|полугоди{ANY}|полугодов{ANY}
percent процент{ANY}|пайыз{ANY}|percent(?:age)?s?
point упай{ANY}|балл{KY}|балл{RU}|points?|marks?
credit кредит{ANY}|credits?
copy нуска{ANY}|экземпляр{ANY}|cop(?:y|ies|ys)
photocopy көчүрмө{ANY}|копи(?:я|и|й|ю|е|ей|ям|ями|ях)|photocop(?:y|ies)
page бет(?:и|ти|ке|тен|те|тин|тер{ANY}|тик|ин|инен|инде)?|страниц{ANY}|pages?
sheet бара[кг]{ANY}|лист(?:а|ов|ы|у|ом|е|ам|ами|ах)?|sheets?
metre метр(?!ик|о){ANY}|met(?:er|re)s?
centimetre сантиметр{ANY}|centimet(?:er|re)s?
kilometre километр{ANY}|kilomet(?:er|re)s?
gram грамм(?!ат){ANY}|gram(?:me)?s?
kilogram килограмм{ANY}|kilogram(?:me)?s?
tonne тонн{ANY}|tonnes?
litre литр{ANY}|lit(?:er|re)s?
hectare гектар{ANY}|hectares?
decade десятилети{ANY}|онжылдык{ANY}|decades?
century кылым{ANY}|столети{ANY}|centur(?:y|ies)
original түпнуска{ANY}|оригинал{ANY}|подлинник{ANY}|originals?
"""
_MONTH: Final = f"""
1 январ{ANY}|янв|january|jan
2 феврал{ANY}|фев|февр|february|feb
3 март{ANY}|march
4 апрел{ANY}|апр|april|apr
5 май(?:ы|ын|ынан|ында|ындагы|ынын|ына|га|да|дын|дан|дагы|лык)?|мая|мае|маю|маем
6 июн{ANY}|june|jun
7 июл{ANY}|july|jul
8 август{ANY}|авг|august|aug
9 сентябр{ANY}|сен|сент|september|sept?
10 октябр{ANY}|окт|october|oct
11 ноябр{ANY}|ноя|нояб|november|nov
12 декабр{ANY}|дек|december|dec
"""
_WEEKDAY: Final = f"""
monday дүйшөмбү{ANY}|понедельник{ANY}|mondays?
tuesday шейшемби{ANY}|вторник{ANY}|tuesdays?
wednesday шаршемби{ANY}|сред(?:а|у|ой|ы)|wednesdays?
thursday бейшемби{ANY}|четверг{ANY}|thursdays?
friday пятниц{ANY}|fridays?
saturday ишемби{ANY}|суббот{ANY}|saturdays?
sunday жекшемби{ANY}|воскресень{ANY}|sundays?
winter кыш(?:ы|ында|кы|та)|зим(?:а|ы|е|у|ой)|зимн{ANY}|winters?
summer жай(?:ында|кы)|летом|летн{ANY}|summers?
spring жаз(?:ында|гы)|весн(?:а|ы|е|у|ой)|весенн{ANY}
autumn күз(?:ү|үндө|гү|дө)|осен{ANY}|autumns?
"""

DATES: Final[tuple[Row, ...]] = (*rows("month", _MONTH), *rows("weekday", _WEEKDAY))
UNITS: Final[tuple[Row, ...]] = tuple(rows("unit", _UNIT))
