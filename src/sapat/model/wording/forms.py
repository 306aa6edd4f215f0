"""Words of a text as they are compared: look-alike letters and case folded, and what each says beside its letters.

The sense of a word is what an editorial correction may not change: a number, a date, a code, a role, a duty, a ban, a
right, a negation, a limit. Morphology by endings: Kyrgyz stems with harmonising suffixes, negated verbs by their infix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from sapat.model.lookalikes import skeleton
from sapat.model.wording.numbers import measured, roman, value_of
from sapat.model.wording.text import CELL, LINK, STRUCK, Block
from sapat.model.wording.words import TABLE
from sapat.model.wording.written import WHOLE, one_way


class Token(NamedTuple):
    """A word, a number, a target …; two tokens with one key are the same to a reader."""

    key: str
    shown: str
    line: int
    sentence: int
    form: str = ""  # of what is known by its shape: number | date | code | link | table | struck | sign; name | acronym
    cell: bool = False  # in a table, where a single letter is a value


class Sense(NamedTuple):
    """What a word says: its kind, and which one; nothing for a plain word."""

    kind: str = ""
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that stand for someone here: those of the titles of roles, units and bodies, by their stems."""

    stems: Mapping[str, str] = field(default_factory=dict)


PLAIN: Final = Sense()
_DASH: Final = "-‐‑‒–—−"
_TOKEN: Final = re.compile(
    rf"{LINK}(?P<link>[^{LINK}]*){LINK}|(?P<table>{CELL})|(?P<struck>{STRUCK})"
    r"|(?P<date>(?<![\w.])(?:\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!(?![гж]\b)\w))"
    rf"|(?P<code>(?<![\w])[^\W\d_]+(?:[{_DASH}./:'’ʼ]?[^\W_]+)*)(?=[\W_]|$)"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])|\d+(?:[.,:^/]\d+)*)(?P<tail>[-‐‑–]?[^\W\d_]{1,6}(?![\w]))?"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>[<>≤≥=≠±×÷%‰$€₽£°+§]|(?<!\w)[-−](?=\d))|(?P<end>[.!?;](?=\s|$))"
    rf"|(?P<range>(?<=\d)[ \u00a0]?[{_DASH}][ \u00a0]?(?=\d))",
    re.UNICODE,
)
_QUOTED: Final = re.compile(r"[«“„\"]([^«»“”„\"\n]{2,40})[»”“\"]")
_LABELLED: Final = re.compile(r"(?<=[\s(])[^\W\d_]\)|«[^\W\d_]»")  # the letter of an item: (а), «б»
_FEW: Final = 2  # words in quotes that are a name or a mark: «жакшы», «не зачтено»
# A point behind one of these ends no sentence: what follows with a capital letter is a name.
_TITLES: Final = frozenset(
    ["dr", "mr", "mrs", "ms", "prof", "проф", "доц", "акад", "преп", "ст", "гр", "г", "др", "мл"]
)
_PART: Final = re.compile(rf"[{_DASH}/.:'’ʼ`]+")
_CODE: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w.:/\-‐‑‒–—−]+")
_CONTRACTED: Final = re.compile(
    r"([a-z]+)(?:n['’ʼ]t|['’ʼ]nt)|(cannot|cant)|(wo|do|does|is|are|was|were|should|would|must|did)nt", re.IGNORECASE
)
_POINTED: Final = re.compile(r"([^\W\d_]{1,4})\.(\d+(?:\.\d+)*)")  # п.4.2.3
_LETTERS_APART: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")
_ACRONYM: Final = re.compile(r"([A-ZА-ЯЁӨҮҢ]{2,})(?:[а-яөүң]{1,6})")
_SAID_CONTRACTIONS: Final = "cannot cant wont dont doesnt isnt arent wasnt werent shouldnt wouldnt mustnt didnt"
_CONTRACTIONS: Final = frozenset(_SAID_CONTRACTIONS.split())
_VERBS: Final = {"ca": "can", "wo": "will", "sha": "shall"}
_SAID_ENDINGS: Final = """
нан нен нон нөн дан ден дон дөн тан тен тон төн га ге го гө ка ке ко кө нын нин нун нүн дын дин дун дүн тын тин тун
түн ны ни ну нү ды ди ду дү ты ти ту тү да де до дө та те то тө сы си су сү чы чи чу чү ы и у ү инчи ынчы унчу үнчү
нчы нчи нчу нчү лык лик лук лүк дык дик дук дүк тык тик тук түк дагы деги дөгү тагы й я е х м го му ый ой ая ое ые
ого ому ым ом ую ых ми ти г гг ж жж st nd rd th s
"""
_ENDINGS: Final = frozenset(_SAID_ENDINGS.split())
_LETTERED: Final = frozenset("абвгдabcd")
_LATIN: Final = {ord(a): b for a, b in zip("ABCEHKMOPTXYaceopxykɵiϲο", "АВСЕНКМОРТХУасеорхукөісо", strict=True)}
_VARIANTS: Final = str.maketrans("ёЁӊҥӈѳұґ", "еЕңңңөүг")
_LOOSE: Final = str.maketrans("өүңйщэы", "оуниши" + "и", "ъь")
_NEGATED: Final = re.compile(
    r"(?P<stem>[а-яөүң]{2,}?)(?P<not>[бп][аеоө])(?P<tail>"
    r"(?:й(?:м(?:ын|ин|ун|үн)?|сы[ңз]\w*|си[ңз]\w*|су[ңз]\w*|сү[ңз]\w*|бы[зт]\w*|би[зт]\w*|т|лы|ли|лу|лү|ын[чк]а|инче|унча|үнчө|унча)?)"
    r"|г[аеоө]н\w*|д[ыиуү](?:м|ң|к|ңар|ңыз)?|са\w*|се\w*|со\w*|сө\w*|с(?:[ыиуү]\w*|т[аеоөыиуү]\w*)?"
    r"|ш[ыиуү]?\w{0,5}|[оө]\w{0,6}|ч[уү]\w*|ң(?:ыз|из|уз|үз)?\w*|г[ыиуү]\w*)"
)
_PRIVATIVE: Final = re.compile(r"[а-яөүң]{3,}с[ыиуү]з(?:д[ыиуү]к\w*|ч?[аеоө]|д[аеоө]н|б[ыиуү]з)?")
_UNTIL: Final = re.compile(r"[а-яөүң]{2,}м[аеоө]й[ыиуү]нч[аеоө]")  # кол коюлмайынча
_ASKING: Final = frozenset(f"{first}{vowel}" for first in "бп" for vowel in "ыиуү")
_ANSWERED: Final = frozenset({"duty", "right", "ban", "negation"})
_LEXICON: Final = re.compile("|".join(f"(?P<w{at}>{form})" for at, (_, _, form) in enumerate(TABLE)))
_SAID_NO_VERBS: Final = """
компас баба аба кабай бабай тажрыйба жабайы абай папай саясат копай собес топас
"""
_NO_VERBS: Final = frozenset(_SAID_NO_VERBS.split())


def tokens(blocks: Iterator[Block]) -> list[Token]:
    """The tokens of a text, in order."""
    made: list[Token] = []
    sentence = 0
    for block in blocks:
        sentence += 1
        cyrillic = sum("\u0400" <= one <= "\u04ff" for one in block.text) * 2 > sum(map(str.isalpha, block.text))
        fresh = True
        shouted = block.text.upper() == block.text
        text = one_way(block.text)
        named = _quoted(text)
        for found in _TOKEN.finditer(text):
            line = block.line + text.count("\n", 0, found.start())
            if found.lastgroup == "end":
                if found[0] != "." or not _abbreviated(made):
                    sentence, fresh = sentence + 1, True
                continue
            for key, shown, form in _read(found, cyrillic):
                told = form or _dress(shown, fresh=fresh or shouted, shouted=shouted)
                if len(shown) == 1 and not form and _LABELLED.search(text, max(found.start() - 1, 0), found.end() + 1):
                    told = "number"
                elif named and not told and any(start <= found.start() < end for start, end in named):
                    told = "name"
                made.append(Token(key, shown, line, sentence, told, block.kind == "row"))
                fresh = False
        if block.kind == "row":
            made.append(Token(CELL, "|", block.line, sentence, "table", cell=True))
    return made


def _quoted(text: str) -> list[tuple[int, int]]:
    """Where a word or two stand in quotes: that is a name, a mark, a status."""
    if text.isascii() and '"' not in text:
        return []
    return [found.span() for found in _QUOTED.finditer(text) if len(found[1].split()) <= _FEW]


def _abbreviated(made: list[Token]) -> bool:
    """Whether the last word is a title or an initial before a name: `Dr.`, `проф.`, `И.`; `2026 г.` is none."""
    if not made:
        return False
    last, former = made[-1], made[-2].form if len(made) > 1 else ""
    return former != "number" and (last.key in _TITLES or (len(last.shown) == 1 and last.shown.isupper()))


def _read(found: re.Match[str], cyrillic: bool) -> Iterator[tuple[str, str, str]]:
    """(key, as shown, form) of what one match holds: a word with hyphens is its parts."""
    kind, told = found.lastgroup or "", found[0]
    if found["link"] is not None:
        yield f"→{found['link'].strip().removeprefix('./')}", found["link"].strip(), "link"
    elif found["date"]:
        yield f"@{_day(told)}", told, "date"
    elif found["number"]:
        yield from _number(found["number"], found["tail"] or "", cyrillic)
    elif kind == "range":
        yield "…", "–", "sign"
    elif kind in ("table", "struck", "sign"):
        yield ("-" if told == "−" else told), {CELL: "|", STRUCK: "~~"}.get(told, told), kind
    elif found["code"] and _CODE.fullmatch(told) and _is_code(told):
        yield "#" + re.sub(rf"[{_DASH}]+", "-", skeleton(told.upper())), told, "code"
    else:
        yield from _words(told, cyrillic)


def _is_code(told: str) -> bool:
    """Letters of a code are capital; `бет.5` is a word and a number."""
    letters = "".join(one for one in told if one.isalpha())
    return letters == letters.upper() and any(one.isdigit() for one in told)


def _words(told: str, cyrillic: bool) -> Iterator[tuple[str, str, str]]:
    if told.isalpha() and told.lower() not in _CONTRACTIONS:
        yield from _word(told, cyrillic)
        return
    contracted = _CONTRACTED.fullmatch(told)
    if contracted:
        verb = _VERBS.get((contracted[1] or contracted[3] or "ca").lower(), contracted[1] or contracted[3])
        yield fold(verb, cyrillic), told, ""
        yield "not", told, ""
        return
    if told.lower() in WHOLE:
        yield told.lower(), told, ""
        return
    pointed = _POINTED.fullmatch(told)
    if pointed:
        yield fold(pointed[1], cyrillic), pointed[1], ""
        yield pointed[2], pointed[2], "number"
        return
    for part in (one for whole in _PART.split(told) for one in _LETTERS_APART.split(whole)):
        if part and part[0].isdigit():
            yield part, part, "number"
        elif part:
            yield from _word(part, cyrillic)


def _word(told: str, cyrillic: bool) -> Iterator[tuple[str, str, str]]:
    value = roman(told) if told.isupper() else ""
    yield (value, told, "number") if value else (fold(told, cyrillic), told, "")


def _number(told: str, tail: str, cyrillic: bool) -> Iterator[tuple[str, str, str]]:
    """A number with the ending or the letter that is written onto it."""
    key = re.sub(r"[ \u00a0\u202f]", "", told).replace(
        ",", "." if cyrillic or not re.search(r",\d{3}(?!\d)", told) else ""
    )
    bare = fold(tail.lstrip(_DASH), True)
    if len(bare) == 1 and bare in _LETTERED and tail[0] not in _DASH and bare != "г":
        yield key + bare, told + tail, "number"
        return
    yield key, told, "number"
    if bare and bare not in _ENDINGS and tail.lstrip(_DASH).lower() not in _ENDINGS:
        yield fold(tail.lstrip(_DASH), cyrillic), tail.lstrip(_DASH), ""


def _day(told: str) -> str:
    parts = re.split(r"[./-]", told)
    year, month, day = parts if len(parts[0]) == 4 else parts[::-1]
    return f"{year}-{int(month)}-{int(day)}"


def _dress(shown: str, *, fresh: bool, shouted: bool) -> str:
    """Names and abbreviations are known by their capital letters, where these say anything."""
    if len(shown) > 1 and not shouted and (shown.isupper() or acronym_of(shown) != shown):
        return "acronym"
    return "name" if shown[:1].isupper() and not fresh else ""


def acronym_of(shown: str) -> str:
    """An abbreviation without the ending that is written onto it: ББСБга, ББСБнын."""
    found = _ACRONYM.fullmatch(shown)
    return found[1] if found and shown[len(found[1]) :] in _ENDINGS else shown


@cache
def fold(word: str, cyrillic: bool) -> str:
    """A word in small letters of one script: the one most of its letters are of, or the one of the text around it."""
    ours = sum("\u0400" <= one <= "\u04ff" for one in word)
    foreign = sum(one.isascii() and ord(one) not in _LATIN for one in word)
    own = sum("\u0400" <= one <= "\u04ff" and ord(one) not in _LOOKING for one in word)
    if foreign and foreign >= own:
        return word.translate(_BACK).translate(_VARIANTS).lower()
    if ours > own or own or cyrillic:
        return word.translate(_LATIN).translate(_VARIANTS).lower()
    return word.lower()


_LOOKING: Final = frozenset(ord(one) for one in _LATIN.values())
_BACK: Final = {ord(b): chr(a) for a, b in _LATIN.items() if chr(a).isascii()}


@cache
def loose(key: str) -> str:
    """A word as a hurried hand writes it: lost Kyrgyz letters, signs and doubled letters make no other word."""
    return re.sub(r"(.)\1+", r"\1", key.translate(_LOOSE))


@cache
def known(key: str) -> Sense:
    """The sense of a word in any of its forms, by the tables; role titles of the institution are asked apart."""
    value = value_of(key)
    if value:
        return Sense("number", f"{value} {counts}" if (counts := measured(key)) else value)
    if _PRIVATIVE.fullmatch(key) and key != "сөзсүз":
        return Sense("negation", "-сыз")
    if _UNTIL.fullmatch(key):
        return Sense("negation", "-майынча")
    if key[-2:] in _ASKING and (asked := known(key[:-2])).kind in _ANSWERED:
        return Sense(asked.kind, f"{asked.lemma}?")
    found = _LEXICON.fullmatch(key)
    if found:
        kind, lemma, _ = TABLE[int((found.lastgroup or "w0")[1:])]
        if kind != "negation" and lemma != key and negated(key):
            return Sense("negation", f"-ба {lemma}")  # бекитпейт is no form of бекитет
        return Sense("date" if kind in ("month", "weekday") else kind, lemma)
    return Sense("negation", "-ба") if negated(key) else PLAIN


@cache
def negated(key: str) -> str:
    """A Kyrgyz verb with its negation taken out; nothing where it has none."""
    found = None if key in _NO_VERBS else _NEGATED.fullmatch(key)
    return found["stem"] + found["tail"] if found else ""


def sense(token: Token, vocabulary: Vocabulary) -> Sense:
    """What a token says beside its letters."""
    if token.form in ("number", "date", "code", "link", "table", "struck"):
        return Sense(token.form, token.key)
    if token.form == "sign":
        return Sense("unit", "percent") if token.key == "%" else Sense("number", token.key)
    told = known(token.key)
    if told.kind:
        return told
    for length in range(len(token.key), 3, -1):
        if stem := vocabulary.stems.get(token.key[:length]):
            return Sense("role", stem)
    if token.form == "acronym":
        return Sense("role", fold(acronym_of(token.shown), True))
    return Sense("name", token.key) if token.form == "name" else PLAIN
