"""What a change says by what it stands beside: a short word at a number, a word that tells which post or unit is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sapat.model.alignment import Run
from sapat.model.wording.fits import same_unit
from sapat.model.wording.forms import PLAIN, Token, Vocabulary, known, loose, sense
from sapat.model.wording.others import ABLATIVE, DATIVE
from sapat.model.wording.spelling import near

_ABBREVIATED: Final = 3  # letters of a unit, or of a word that says from when or by when
_FROM: Final = frozenset({"from", "till"})  # longer ones that do
_NEAR: Final = 2  # letters: so near a word may be a slip of the pen after all
_AHEAD: Final = 4  # words between what a post is for and the post: окуу иштери боюнча проректор
_FOR: Final = frozenset({"по", "of", "for"})
_RANKS: Final = frozenset(
    [
        "башкы",
        "улук",
        "ага",
        "мурдагы",
        "бывший",
        "бывшего",
        "бывшему",
        "кенже",
        "жетектөөчү",
        "главный",
        "главного",
        "главному",
        "главным",
        "старший",
        "старшего",
        "старшему",
        "старшим",
        "старшая",
        "младший",
        "младшего",
        "ведущий",
        "ведущего",
        "ведущему",
        "первый",
        "general",
        "senior",
        "junior",
        "chief",
        "lead",
        "leading",
        "associate",
        "first",
        "honorary",
        "visiting",
        "executive",
        "former",
    ]
)
_BODIES: Final = re.compile(  # what tells one council, commission or office from another
    r"(?:учен|попечительск|педагогическ|методическ|наблюдательн|диссертационн|редакционн|приемн|аттестационн|экзаменационн"
    r"|апелляционн|дисциплинарн|конкурсн|кадров|юридическ|финансов|хозяйственн|учебн|научн|студенческ)[а-я]+"
    r"|окумуштуулар|академиялык|методикалык|педагогикалык|аттестациялык|апелляциялык|камкорчулар|финансылык"
    r"|academic|admissions?|disciplinary|appeals?|examination|trustees|personnel|finance|legal"
)
_OBJECT: Final = re.compile(
    r".*(?:[нд][ыиуү]|г[аеоө]|д[аеоө]н?|(?<=[пткфсшчхц])(?:т[ыиуү]|к[аеоө]|т[аеоө]н?)|[ыиуү]п|[аеоөй]т|с[аеоө])"
)
_ADJECTIVE: Final = re.compile(
    r".*(?:ый|ая|ое|ого|ому|ую|ые|ых|ым|ыми|(?<=[кгхшщжч])(?:ий|ие|им|их|ими|его|ему|ее|ей)|(?:ск|[^аеиоуыэюя]н|ов)(?:ой|ом))"
)
_GENITIVE: Final = re.compile(r".*(?:[^л]и|[^тлн]ы|ов|ев|ей|ых|их|ого|его|[^лнт]а|[^с]я|ью)")
_SAID_HEADS: Final = """
проректор орунбасар директор башчы жетекчи адис кеңеш комиссия комитет бөлүм башкармалык борбор департамент
"""
_HEADS: Final = frozenset(_SAID_HEADS.split())  # who is told by what they are for: по учебной работе, for research
_ARTICLES: Final = frozenset(["the", "a", "an", "of", "by", "to", "all", "each", "every", "no", "any"])
_SAID_POINTING: Final = """
тиешелүү тийиштүү аталган көрсөтүлгөн айтылган бул ушул ошол мындай андай ал алар эми бирок анткени ошондуктан себеби ошондой
эле менен жана үчүн тууралуу жөнүндө боюнча аркылуу тарабынан катары дагы анан качан кайра
соответствующий соответствующего соответствующему соответствующая соответствующие соответствующих данный данного данному
данная данные данных указанный указанного указанному указанная указанные указанных названный настоящий который которого
relevant respective concerned appropriate corresponding said given same other such proper
"""
_POINTING: Final = frozenset(_SAID_POINTING.split())  # words that point to somebody named elsewhere, or join sentences


def beside_number(run: Run, before: Sequence[Token], after: Sequence[Token]) -> str:
    """The kind of a short word at a number that became another, or of its ending: `5 г` → `5 кг`, `1-майдан` → `1-майга`."""
    gone, fresh = before[run.i1 : run.i2], after[run.j1 : run.j2]
    if len(gone) != 1 or len(fresh) != 1 or any(one.form for one in (*gone, *fresh)):
        return ""
    old, new = gone[0], fresh[0]
    behind = after[max(run.j1 - 1, 0) : run.j1]
    counted = [one.form for one in behind] == ["number"]
    if behind and known(behind[0].key).kind == "number" and known(old.key).kind == known(new.key).kind == "unit":
        counted = True  # үч күндө, үч күнгө
    if counted and _direction(old.key) != _direction(new.key):
        return "limit"
    if any(len(one.key) > _ABBREVIATED and one.key not in _FROM for one in (old, new)):
        return ""
    timed = any(one.form in ("number", "date") or _is_time(one.key) for one in after[run.j2 : run.j2 + 1])
    here, there = known(old.key), known(new.key)
    if "number" in (here.kind, there.kind):
        return ""
    same = here == there != PLAIN or loose(old.key) == loose(new.key) or same_unit(old.key, new.key)
    return "" if same else "unit" if counted else "limit" if timed else ""


def _direction(key: str) -> str:
    """From or to a day or an amount, as the ending of a Kyrgyz word says it."""
    ending = key[-3:]
    if len(key) <= len(ending):
        return ""
    return "from" if ending in ABLATIVE else "to" if ending[1:] in DATIVE else ""


def _is_time(key: str) -> bool:
    return key == "may" or known(key).kind in ("date", "unit", "number")


def names_other(run: Run, before: Sequence[Token], after: Sequence[Token], words: Vocabulary) -> bool:
    """Whether the changed words tell which post or unit is meant: a rank, a subject, what it is for."""
    gone, fresh = before[run.i1 : run.i2], after[run.j1 : run.j2]
    changed = [one.key for one in (*gone, *fresh)]
    ahead = _said_ahead(run, after, words)
    if ahead and any(one in _RANKS or _BODIES.fullmatch(one) for one in changed):
        return True
    if not gone or not fresh:
        return _is_added(run, before, after, words)
    if near(gone[-1].key, fresh[-1].key, _NEAR):
        return False
    behind = after[run.j1 - 1].key if run.j1 else ""
    if ahead and all(_may_qualify(one, behind) for one in (gone[-1].key, fresh[-1].key)):
        return True
    return _is_for(run, after, words) or _is_of(run, after, words, gone[0].key, fresh[0].key)


def _role(one: Token, words: Vocabulary) -> bool:
    return sense(one, words).kind == "role"


def _said_ahead(run: Run, after: Sequence[Token], words: Vocabulary) -> bool:
    """Whether a post or unit stands right behind, in the same sentence."""
    told = after[run.j2 : run.j2 + 1]
    return bool(told) and _role(told[0], words) and told[0].sentence == after[max(run.j1 - 1, run.j2 - 1, 0)].sentence


def _may_qualify(key: str, behind: str) -> bool:
    """Whether a word before a noun can belong to it: a Kyrgyz word without a case, a Russian adjective, an English epithet."""
    if key in _POINTING:
        return False
    if key.isascii():
        return behind in _ARTICLES and not key.endswith("ly")
    return bool(_ADJECTIVE.fullmatch(key)) or not _OBJECT.fullmatch(key)


def _is_for(run: Run, after: Sequence[Token], words: Vocabulary) -> bool:
    """`окуу иштери боюнча проректор`, `проректор по учебной работе`, `Vice-Rector for Research`."""
    ahead = [one.key for one in after[run.j2 : run.j2 + _AHEAD]]
    if "боюнча" in ahead[:-1] and _role(after[run.j2 + ahead.index("боюнча") + 1], words):
        return True
    behind = after[max(run.j1 - 2, 0) : run.j1]
    return len(behind) == 2 and behind[1].key in _FOR and sense(behind[0], words).lemma in _HEADS


def _is_added(run: Run, before: Sequence[Token], after: Sequence[Token], words: Vocabulary) -> bool:
    """`совет` → `совет по качеству`, `dean` → `dean of research`."""
    told, at, end = (after, run.j1, run.j2) if run.i1 == run.i2 else (before, run.i1, run.i2)
    return end - at > 1 and at > 0 and told[at].key in _FOR and sense(told[at - 1], words).lemma in _HEADS


def _is_of(run: Run, after: Sequence[Token], words: Vocabulary, old: str, new: str) -> bool:
    """`кафедра физики`: a Russian genitive right behind a post or unit."""
    behind = after[max(run.j1 - 1, 0) : run.j1]
    return bool(behind) and _role(behind[0], words) and all(_GENITIVE.fullmatch(one) for one in (old, new))
