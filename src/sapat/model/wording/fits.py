"""Whether a word of one text and a word of the other are one: the same, two ways of writing it, or a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from sapat.model.lookalikes import skeleton
from sapat.model.wording.forms import Sense, Token, loose, negated
from sapat.model.wording.others import another
from sapat.model.wording.spelling import denied, distance, near, spelled_alike
from sapat.model.wording.words import REAL

_WIDE: Final = 3_600  # pairs of words in one gap that may be compared each with each
_LONG: Final = 8  # letters of a word in which two may be wrong
_TAIL: Final = 3  # letters in common behind a difference, so that it is none of endings
_UNITS: Final = dict(
    zip(
        ["kg", "g", "mg", "t", "km", "m", "cm", "mm", "l", "ml", "h", "min", "s"],
        ["кг", "г", "мг", "т", "км", "м", "см", "мм", "л", "мл", "ч", "мин", "с"],
        strict=True,
    )
)
_AGREED: Final = {
    "are": "is",
    "am": "is",
    "were": "was",
    "has": "have",
    "does": "do",
    "s": "is",
    "of": "off",  # switched of
}  # forms grammar asks for
_SPELLED: Final = frozenset(
    {"эмес", "элек", "without", "except", "кроме", "тышкары", "отсутствие", "никто", "absent", "против", "unable"}
)
_VOICELESS: Final = str.maketrans("бдг", "птк")
_LOST: Final = str.maketrans("өүң", "оун")
_TIME: Final = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_WORDS: Final = frozenset({"", "name"})


class Said(NamedTuple):
    """A token and what it says."""

    token: Token
    sense: Sense


def fits(old: Said, new: Said, kept: Mapping[str, int]) -> bool:
    """Whether two words are spellings or forms of one: the first may be a slip of the pen for the second.

    *kept* counts the words of the new text: what stands there still is a word, and no slip.
    """
    a, b = old.token.key, new.token.key
    if a == b and old.sense == new.sense:
        return True
    if old.sense.kind and old.sense == new.sense:
        return old.sense.kind not in ("negation", "name") or old.sense.lemma != "-ба" or _same_negated(a, b)
    if old.sense.kind == new.sense.kind == "number":
        return _same_number(a, b)
    if old.sense.kind and new.sense.kind and new.sense.kind != "name" and old.sense.kind != "name":
        return False
    if not {old.token.form, new.token.form} <= _WORDS:
        return False
    if loose(a) == loose(b) or same_unit(a, b) or _AGREED.get(a, a) == _AGREED.get(b, b):
        return True
    if "-ба" in (old.sense.lemma, new.sense.lemma):
        return _mends_negation(a, b)
    return old.sense.kind in _WORDS and a not in REAL and _slip(a, b, new.sense, kept)


def same_unit(a: str, b: str) -> bool:
    """Whether both are one unit of measure, in Cyrillic and in Latin letters."""
    return _UNITS.get(a, a) == _UNITS.get(b, b)


def _same_number(a: str, b: str) -> bool:
    """Whether two numbers are one: `05` and `5`, the time `14.00` and `14:00`."""
    if a.isdigit() and b.isdigit() and max(len(a), len(b)) == 2:
        return int(a) == int(b)
    return bool(_TIME.fullmatch(a) and _TIME.fullmatch(b)) and a.replace(".", ":") == b.replace(".", ":")


def _slip(a: str, b: str, sense: Sense, kept: Mapping[str, int]) -> bool:
    if sense.kind == "negation":
        if sense.lemma == "-сыз":
            return distance(a, b) == 1
        spelled = sense.lemma in _SPELLED and len(b) > _TAIL and near(a, b, 2 if len(b) >= _LONG else 1)
        return spelled and not denied(a, b)
    return spelled_alike(a, b) and not (kept.get(a, 0) and _within(a, b))


def _within(a: str, b: str) -> bool:
    """Whether two words differ before their endings."""
    a, b = loose(a), loose(b)
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return end >= _TAIL


def _same_negated(a: str, b: str) -> bool:
    """Whether two negated verbs are forms of one verb."""
    return near(a, b, 3) and not another(a, b)


def _mends_negation(old: str, new: str) -> bool:
    """Whether a negated verb and another word are two spellings, and not the verb with and without its negation."""
    bare = negated(new) or negated(old)
    other = old if negated(new) else new
    told = new if negated(new) else old
    limit = 2 if max(len(old), len(new)) >= _LONG and negated(old) else 1
    here = min(distance(other, told), distance(loose(other), loose(told)))
    there = min(distance(loose(other.translate(_VOICELESS)), loose(one)) for one in _affirmed(bare))
    return old not in REAL and here <= limit and here < min(there, distance(other, told) + 1)


def _affirmed(bare: str) -> Sequence[str]:
    """A verb without its negation as it is really written, voiced letters as voiceless: басыл-йт is басылат, жап-оо is жабуу."""
    told = bare.translate(_VOICELESS)
    found = _PRESENT.fullmatch(told)
    if found:
        return [f"{found[1]}{vowel}{found[2]}" for vowel in "аеоө"]
    return [told, told.replace("оо", "уу").replace("өө", "үү")]


_PRESENT: Final = re.compile(r"(\w*[^аеоөыиуүэюя\W])й(т\w*|м\w*|с\w*|б\w*)")


def same_letters(gone: Sequence[Token], fresh: Sequence[Token]) -> bool:
    """Whether the same letters are written together or apart, and nothing else changed."""
    if not gone or not fresh:
        return False
    forms = {one.form for one in (*gone, *fresh)}
    if forms <= _WORDS:
        return loose("".join(one.key for one in gone)) == loose("".join(one.key for one in fresh))
    if forms <= {*_WORDS, "acronym"}:
        return _bare(gone) == _bare(fresh)
    return (
        forms <= {*_WORDS, "acronym", "code", "number"}
        and len(gone) != len(fresh)
        and _written(gone) == _written(fresh)
    )


def _bare(told: Sequence[Token]) -> str:
    """Letters with the Kyrgyz ones as a keyboard without them has them; two letters stay two: ББСБ is not БСБ."""
    return "".join(one.key for one in told).translate(_LOST)


def _written(told: Sequence[Token]) -> str:
    """Words and numbers as they would be written together: only figures stay apart from figures."""
    text = skeleton(" ".join(one.shown for one in told).upper())
    return re.sub(r"(?<=[^\W\d_])[\s.\-‐‑–—]+(?=\d)|(?<=[^\W\d_]) (?=[^\W\d_])", "", text)


def unmatched(before: Sequence[Said], after: Sequence[Said], kept: Mapping[str, int]) -> tuple[list[Said], list[Said]]:
    """The words of each side that are no other spelling of a word of the other side in the same order."""
    if len(before) * len(after) > _WIDE:
        return _trimmed(before, after, kept)
    same = [[fits(a, b, kept) for b in after] for a in before]
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            joined_ = best[i + 1][j + 1] + 1 if same[i][j] else 0
            best[i][j] = max(joined_, best[i + 1][j], best[i][j + 1])
    left, right = list[Said](), list[Said]()
    i = j = 0
    while i < len(before) and j < len(after):
        if same[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            left.append(before[i])
            i += 1
        else:
            right.append(after[j])
            j += 1
    return [*left, *before[i:]], [*right, *after[j:]]


def _trimmed(before: Sequence[Said], after: Sequence[Said], kept: Mapping[str, int]) -> tuple[list[Said], list[Said]]:
    """The same for a gap too wide to compare each with each: what fits one to one is left out."""
    pairs = list(zip(before, after, strict=False))
    left = [a for a, b in pairs if not fits(a, b, kept)] + list(before[len(pairs) :])
    right = [b for a, b in pairs if not fits(a, b, kept)] + list(after[len(pairs) :])
    return left, right
