"""Numbers as they are written: digits, words of three languages, Roman numerals, dates. One number has one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

_KY_END: Final = "(?:[нлд]?[ыиуү]?н?ч[ыиуү]|[ыиуү]н?ч[ыиуү]|[өо]{2}|[аеоө]л?[аеоө]|ш?[аеоө]р)?"
_KY_CASE: Final = (
    "(?:с?[ыиуү]н?|[ыиуү]м)?(?:н?[ыиуү]н|[дтн][аеоө]н|[дтн][аеоө]|[гкн][аеоө]|[дтн][ыиуү]|[өое][өое]?[нт]?|гө|"
    "ч[ае]|лөп|леп|лап|лаган|логон|төн|дөй|дай|дан|дагы)?(?:н|а|на|сы|син|нын)?"
)
_RU_ORD: Final = "(?:ый|ой|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми|ий|ья|ье|ьи|ьего|ьему|ьим|ьем|ью|ьей|ьих|ьими|о|ю)"
# value, Kyrgyz stems, Russian forms, English forms
_TOLD: Final[tuple[tuple[int, str, str, str], ...]] = (
    (0, "нөл", "нул[ьяюе]м?|нол[ья]", "zero"),
    (1, "бир", rf"один|одна|одно|одни|одно(?:го|му|й|м)|одним|одну|одних|однократн\w*|перв{_RU_ORD}", "one|first|once"),
    (
        2,
        "эки|экин|экөө",
        rf"два|две|двух|двум|двумя|двое|двоих|дважды|вдвое|двойн{_RU_ORD}|двукратн\w*|втор{_RU_ORD}",
        "two|second|twice|doubl(?:e|es|ed|ing)|duplicate|twofold",
    ),
    (
        3,
        "үч",
        rf"три|трех|трем|тремя|трое|троих|трижды|втрое|тройн{_RU_ORD}|трехкратн\w*|трет(?:ий|ь\w+)",
        "three|third|thrice|tripl(?:e|es|ed|ing)|triplicate|threefold",
    ),
    (
        4,
        "төрт",
        rf"четыре|четырех|четырем|четырьмя|четверо|вчетверо|четверт{_RU_ORD}",
        "four|fourth|fourfold|quadrupl(?:e|es|ed)|quadruplicate",
    ),
    (5, "беш", rf"пять|пяти|пятью|пятеро|пят{_RU_ORD}", "five|fifth|fivefold"),
    (6, "алты|алтоо", rf"шесть|шести|шестью|шестеро|шест{_RU_ORD}", "six|sixth"),
    (7, "жети|жетөө", rf"семь|семи|семью|семеро|седьм{_RU_ORD}", "seven|seventh"),
    (8, "сегиз", rf"восемь|восьми|восемью|восьм{_RU_ORD}", "eight|eighth"),
    (9, "тогуз", rf"девять|девяти|девятью|девят{_RU_ORD}", "nine|ninth"),
    (10, "он", rf"десять|десяти|десятью|десят{_RU_ORD}|десят(?:ок|к\w+)", "ten|tenth|tenfold"),
    (11, "", rf"одиннадцат(?:ь|и|ью|{_RU_ORD})", "eleven|eleventh"),
    (12, "", rf"двенадцат(?:ь|и|ью|{_RU_ORD})", "twelve|twelfth|dozens?"),
    (13, "", rf"тринадцат(?:ь|и|ью|{_RU_ORD})", "thirteen|thirteenth"),
    (14, "", rf"четырнадцат(?:ь|и|ью|{_RU_ORD})", "fourteen|fourteenth"),
    (15, "", rf"пятнадцат(?:ь|и|ью|{_RU_ORD})", "fifteen|fifteenth"),
    (16, "", rf"шестнадцат(?:ь|и|ью|{_RU_ORD})", "sixteen|sixteenth"),
    (17, "", rf"семнадцат(?:ь|и|ью|{_RU_ORD})", "seventeen|seventeenth"),
    (18, "", rf"восемнадцат(?:ь|и|ью|{_RU_ORD})", "eighteen|eighteenth"),
    (19, "", rf"девятнадцат(?:ь|и|ью|{_RU_ORD})", "nineteen|nineteenth"),
    (20, "жыйырма", rf"двадцат(?:ь|и|ью|{_RU_ORD})", "twenty|twentieth"),
    (30, "отуз", rf"тридцат(?:ь|и|ью|{_RU_ORD})", "thirty|thirtieth"),
    (40, "кырк", rf"сорок|сорока|сороков{_RU_ORD}", "forty|fortieth"),
    (50, "элүү", rf"пятьдесят|пятидесяти|пятьюдесятью|пятидесят{_RU_ORD}", "fifty|fiftieth"),
    (60, "алтымыш", rf"шестьдесят|шестидесяти|шестидесят{_RU_ORD}", "sixty|sixtieth"),
    (70, "жетимиш", rf"семьдесят|семидесяти|семидесят{_RU_ORD}", "seventy|seventieth"),
    (80, "сексен", rf"восемьдесят|восьмидесяти|восьмидесят{_RU_ORD}", "eighty|eightieth"),
    (90, "токсон", rf"девяност(?:о|а|{_RU_ORD})", "ninety|ninetieth"),
    (100, "жүз", rf"сто|ста|сот|сот{_RU_ORD}|сот(?:ня|ни|ню|ней|ен|ням|нями|нях)", "hundred|hundreds|hundredth"),
    (200, "", r"двести|двухсот|двумстам", "x0"),
    (300, "", r"триста|трехсот|тремстам", "x0"),
    (400, "", r"четыреста|четырехсот", "x0"),
    (500, "", r"пятьсот|пятисот|пятистам", "x0"),
    (600, "", r"шестьсот|шестисот", "x0"),
    (700, "", r"семьсот|семисот", "x0"),
    (800, "", r"восемьсот|восьмисот", "x0"),
    (900, "", r"девятьсот|девятисот", "x0"),
    (1000, "миң", r"тыс|тысяч[аиуе]?|тысячей|тысячам|тысячн\w+", "thousand|thousands|thousandth"),
    (1000000, "миллион", r"млн|миллион(?:а|ов|у|ом|ы)?", "million|millions"),
    (1000000000, "миллиард", r"млрд|миллиард(?:а|ов|у|ом|ы)?", "billion|billions"),
)
_PARTS: Final = (
    ("50", re.compile(r"полсотни|полусотн\w+")),
    ("1/2", re.compile(r"жарым\w*|половин\w*|пол|half|halves|halv(?:e|ed|ing)")),
    ("3/2", re.compile(r"полтор[аы]|полутора")),
    ("1/3", re.compile(r"треть|трети|третей|thirds")),
    ("1/4", re.compile(r"четверть|четверти|четвертей")),
)
_COUNTED: Final = "дневн|недельн|месячн|летн|годичн|часов|кратн|разов|сторонн|уровнев|балльн|процентн|минутн|этапн|курсн|степенн|семестров|классн|разрядн|годовал"
_COMPOUND: Final = re.compile(
    r"(одно|перво|второ|третье|четверо|полутора|двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|двадцати|тридцати)"
    rf"({_COUNTED})\w*"
)
_APART: Final = re.compile(rf"({_COUNTED}){_RU_ORD}")  # 3-дневный
_SAID_TIMES: Final = "одно 1 перво 1 полутора 3/2 двух 2 второ 2 трех 3 третье 3 четырех 4 четверо 4 пяти 5 шести 6 семи 7 восьми 8 девяти 9 десяти 10 двадцати 20 тридцати 30"
_TIMES: Final = dict(zip(_SAID_TIMES.split()[::2], _SAID_TIMES.split()[1::2], strict=True))


def _matcher() -> re.Pattern[str]:
    made = []
    for value, ky, ru, en in _TOLD:
        kyrgyz = rf"(?:{ky}){_KY_END}{_KY_CASE}|" if ky else ""
        made.append(rf"(?P<n{value}>{kyrgyz}{ru}|{en})")
    return re.compile("|".join(made))


_WORD: Final = _matcher()
_SAID_NOT_NUMBERS: Final = """
бирге бирдей бирок жүзөгө жүзүндө биринде бирок биринин онлайн онай үчүн экен алтын онун ону ондой ошо онча беше
отузун жетиш
"""
_NOT_NUMBERS: Final = frozenset(_SAID_NOT_NUMBERS.split())
_ROMAN: Final = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LATIN: Final = str.maketrans("ІХСМ", "IXCM")
_STEPS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@cache
def value_of(word: str) -> str:
    """The value of a word in lower case that is a number, as digits; nothing for any other word."""
    if word in _NOT_NUMBERS:
        return ""
    found = _WORD.fullmatch(word)
    if found:
        return (found.lastgroup or "n")[1:]
    compound = _COMPOUND.fullmatch(word)
    if compound:
        return _TIMES[compound[1]]
    return next((value for value, form in _PARTS if form.fullmatch(word)), "")


@cache
def measured(word: str) -> str:
    """What an adjective counts, its number before it or apart: недельн of двухнедельный; nothing for any other word."""
    compound, apart = _COMPOUND.fullmatch(word), _APART.fullmatch(word)
    return compound[2] if compound else apart[1] if apart else ""


def roman(word: str) -> str:
    """The value of a Roman numeral in capital letters, also when typed with Cyrillic ones; nothing for other words."""
    told = word.translate(_LATIN)
    if not told or not _ROMAN.fullmatch(told) or (len(told) == 1 and told not in "IVX") or (word in ("Х", "С", "М")):
        return ""
    steps = [_STEPS[one] for one in told]
    return str(sum(-a if a < b else a for a, b in zip(steps, [*steps[1:], 0], strict=True)))


def joined(values: Sequence[str]) -> list[str]:
    """Values of words that stand together as the numbers they make: 20 5 is 25, 2 100 is 200."""
    made: list[int] = []
    for told in values:
        if not told.isdigit():
            return list(values)
        one = int(told)
        last = made[-1] if made else 0
        if made and one >= 100 and 0 < last < one:
            made[-1] = last * one
        elif made and one and 0 < one < 10 ** (len(str(last)) - len(str(last).rstrip("0"))) and last:
            made[-1] = last + one
        else:
            made.append(one)
    return [str(one) for one in made]
