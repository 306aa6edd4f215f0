"""What an editorial correction must not change, found by the difference of the words of two texts.

DOMAIN 4b: `editorial` is for typographic corrections, on a shorter route. Free are letters within a word (a slip of the
pen, ё, lost ө ү ң, look-alike letters), marks, spaces, case, quotes, dashes and the dress of Markdown. Not free is what
asks something of people: numbers, dates, codes, roles, duties, bans, rights, negations, limits, targets of links, cells,
files, whole sentences; in whatever form they are written. Other words are told too, as words somebody should look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from sapat.model.alignment import Run, runs
from sapat.model.wording_forms import PLAIN, Sense, Token, Vocabulary, known, loose, negated, sense, tokens
from sapat.model.wording_numbers import joined
from sapat.model.wording_spelling import denied, distance, near, spelled_alike
from sapat.model.wording_text import blocks
from sapat.model.wording_words import REAL

_WIDE: Final = 3_600  # pairs of words in one gap that may be compared each with each
_CLAUSE: Final = 3  # so many plain words that came or went are a part of a sentence
_SHOWN: Final = 8  # words of one change that are shown
_ABBREVIATED: Final = 3  # letters of a unit, or of a word that says from when or by when
_FROM: Final = frozenset({"from", "till"})  # longer ones that do
_ABLATIVE: Final = frozenset(f"{first}{vowel}н" for first in "дтн" for vowel in "аеоө")
_DATIVE: Final = frozenset(f"{first}{vowel}" for first in "гк" for vowel in "аеоө")
_SHORT: Final = 2  # letters of a plain word that only joins others


class Change(NamedTuple):
    """One change of words: its kind, the line of the new text it stands at, and the words before and after."""

    kind: str  # of the sense changed; or sentence, moved, clause; words: plain ones only
    line: int
    old: str
    new: str


class Said(NamedTuple):
    """A token and what it says."""

    token: Token
    sense: Sense


def changes(old: str, new: str, vocabulary: Vocabulary) -> tuple[Change, ...]:
    """The changes between two Markdown texts that are no slip of the pen, in text order."""
    before, after = tokens(blocks(old)), tokens(blocks(new))
    told = runs([one.key for one in before], [one.key for one in after])
    same_before = {before[at].sentence for run in told if run.same for at in range(run.i1, run.i2)}
    same_after = {after[at].sentence for run in told if run.same for at in range(run.j1, run.j2)}
    found: list[Change] = []
    turned: list[tuple[Said, Said]] = []
    for run in told:
        if not run.same:
            gone, fresh = before[run.i1 : run.i2], after[run.j1 : run.j2]
            line = after[min(run.j1, len(after) - 1)].line if after else 1
            whole = _whole(gone, same_before) or _whole(fresh, same_after)
            found += _beside(run, before, after) or _region(gone, fresh, vocabulary, line, whole=whole)
            turned += _turned_role(gone, fresh, vocabulary)
    return tuple(_with_moves([*found, *_exchanged(turned)]))


def _beside(run: Run, before: Sequence[Token], after: Sequence[Token]) -> list[Change]:
    """A short word at a number that became another, or its ending: `5 г` → `5 кг`, `с 1 мая` → `по 1 мая`, `1-майдан` → `1-майга`."""
    gone, fresh = before[run.i1 : run.i2], after[run.j1 : run.j2]
    if len(gone) != 1 or len(fresh) != 1 or any(one.form for one in (*gone, *fresh)):
        return []
    old, new = gone[0], fresh[0]
    counted = [one.form for one in after[max(run.j1 - 1, 0) : run.j1]] == ["number"]
    if counted and _direction(old.key) != _direction(new.key):
        return [Change("limit", new.line, old.shown, new.shown)]
    if any(len(one.key) > _ABBREVIATED and one.key not in _FROM for one in (old, new)):
        return []
    dated = any(one.form in ("number", "date") or _is_month(one.key) for one in after[run.j2 : run.j2 + 1])
    kind = "unit" if counted else "limit" if dated else ""
    same = known(old.key) == known(new.key) != PLAIN
    return [Change(kind, new.line, old.shown, new.shown)] if kind and not same else []


def _direction(key: str) -> str:
    """From or to a day or an amount, as the ending of a Kyrgyz word says it."""
    ending = key[-3:]
    if len(key) <= len(ending):
        return ""
    return "from" if ending in _ABLATIVE else "to" if ending[1:] in _DATIVE else ""


def _is_month(key: str) -> bool:
    return key == "may" or known(key).kind == "date"


def _turned_role(gone: Sequence[Token], fresh: Sequence[Token], vocabulary: Vocabulary) -> list[tuple[Said, Said]]:
    """Roles that stand in another case: one alone is grammar."""
    before, after = _said(gone, vocabulary), _said(fresh, vocabulary)
    pairs = zip(before, after, strict=False) if len(before) == len(after) else ()
    return [
        (a, b)
        for a, b in pairs
        if a.sense.kind == "role" and a.sense == b.sense and loose(a.token.key) != loose(b.token.key)
    ]


def _exchanged(turned: Sequence[tuple[Said, Said]]) -> Iterator[Change]:
    """Two roles of one sentence in other cases than before: who does it and to whom has changed."""
    for (a, b), (c, d) in pairwise(turned):
        if b.token.sentence == d.token.sentence and a.sense != c.sense:
            yield Change("role", b.token.line, _shown((a, c)), _shown((b, d)))


def _whole(told: Sequence[Token], kept: set[int]) -> bool:
    """Whether some sentence came or went as a whole: none of its words stayed."""
    words = [one for one in told if one.form != "table"]
    return any(one.sentence not in kept for one in words) and sum(one.sentence not in kept for one in words) > 1


def _region(
    gone: Sequence[Token], fresh: Sequence[Token], vocabulary: Vocabulary, place: int, *, whole: bool
) -> Iterator[Change]:
    """What changed between two runs of words that stand in the same place."""
    if _same_letters(gone, fresh):
        return
    before, after = _said(gone, vocabulary), _said(fresh, vocabulary)
    left, right = _unmatched(before, after, _counts(gone), _counts(fresh))
    left = [one for one in left if not _joins(one)]
    right = [one for one in right if not _joins(one)]
    if not left and not right:
        return
    line = right[0].token.line if right else place
    kind = _kind(left, right)
    words = max(len(left), len(right))
    if whole and words >= _CLAUSE and (not left or not right):
        kind = "sentence"
    elif not kind:
        in_table = any(one.token.cell for one in (*left, *right))
        kind = "table" if in_table else "clause" if words >= _CLAUSE else "words"
    yield Change(kind, line, _shown(left), _shown(right))


def _kind(left: Sequence[Said], right: Sequence[Said]) -> str:
    """The kind of the first sense that only one side has; nothing where only plain words changed."""
    here, there = [one.sense for one in left if one.sense.kind], [one.sense for one in right if one.sense.kind]
    for a, b in zip([*here, *[PLAIN] * len(there)], [*there, *[PLAIN] * len(here)], strict=True):
        if a != b:
            turned_round = f"-ба {a.lemma}" == b.lemma or f"-ба {b.lemma}" == a.lemma
            return "negation" if turned_round else a.kind or b.kind
    if here:
        return here[0].kind  # the same words, but in another order
    plain = [(a.token.key, b.token.key) for a, b in zip(left, right, strict=False)]
    return "negation" if any(denied(a, b) for a, b in plain) else ""


def _same_letters(gone: Sequence[Token], fresh: Sequence[Token]) -> bool:
    """Words written together or apart, and nothing else."""
    if not gone or not fresh or any(one.form not in ("", "name", "acronym") for one in (*gone, *fresh)):
        return False
    return loose("".join(one.key for one in gone)) == loose("".join(one.key for one in fresh))


def _said(told: Sequence[Token], vocabulary: Vocabulary) -> list[Said]:
    """The tokens with their senses; words of a number that stand together are one number, a date in words is a date."""
    made = [Said(one, sense(one, vocabulary)) for one in told]
    done: list[Said] = []
    place = 0
    while place < len(made):
        end = place
        while end < len(made) and _is_number_word(made[end]) and (end == place or _follows(made[end - 1], made[end])):
            end += 1
        values = joined([one.sense.lemma for one in made[place:end]])
        if end - place > 1 and len(values) < end - place:
            shown = " ".join(one.token.shown for one in made[place:end])
            one = made[place].token._replace(key="+".join(values), shown=shown)
            done += [Said(one, Sense("number", value)) for value in values]
            place = end
        else:
            done.append(made[place])
            place += 1
    return list(_with_dates(done))


def _is_number_word(one: Said) -> bool:
    return one.sense.kind == "number" and one.token.form in ("", "name")


def _follows(one: Said, other: Said) -> bool:
    return one.token.sentence == other.token.sentence


def _with_dates(told: Sequence[Said]) -> Iterator[Said]:
    """`5 марта 2026` and `March 5, 2026` as the day they name, and `may` beside a number as the month."""
    place = 0
    while place < len(told):
        three = told[place : place + 3]
        senses = [one.sense for one in three]
        month = next((one.lemma for one in senses if one.kind == "date" and one.lemma.isdigit()), "")
        figures = [one.lemma for one in senses if one.kind == "number"]
        if len(three) == 3 and month and len(figures) == 2 and len(figures[1]) == 4 and senses[2].kind == "number":
            shown = " ".join(one.token.shown for one in three)
            yield Said(three[0].token._replace(shown=shown), Sense("date", f"@{figures[1]}-{month}-{figures[0]}"))
            place += 3
            continue
        yield told[place]
        place += 1


def _joins(one: Said) -> bool:
    """A plain word so short that it only joins others, or a letter; in a cell it is a value."""
    return not one.sense.kind and len(one.token.key) <= _SHORT and not one.token.cell


def _counts(told: Sequence[Token]) -> Mapping[str, int]:
    made: dict[str, int] = {}
    for one in told:
        made[one.key] = made.get(one.key, 0) + 1
    return made


def _unmatched(
    before: Sequence[Said], after: Sequence[Said], old: Mapping[str, int], new: Mapping[str, int]
) -> tuple[list[Said], list[Said]]:
    """The words of each side that are no other spelling of a word of the other side in the same order."""
    if len(before) * len(after) > _WIDE:
        return _trimmed(before, after)
    fits = [[_fits(a, b) for b in after] for a in before]
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            joined_ = best[i + 1][j + 1] + 1 if fits[i][j] else 0
            best[i][j] = max(joined_, best[i + 1][j], best[i][j + 1])
    left, right = list[Said](), list[Said]()
    i = j = 0
    while i < len(before) and j < len(after):
        if fits[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            left.append(before[i])
            i += 1
        else:
            right.append(after[j])
            j += 1
    return [*left, *before[i:]], [*right, *after[j:]]


def _trimmed(before: Sequence[Said], after: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """The same for a gap too wide to compare each with each: what fits one to one is left out."""
    pairs = list(zip(before, after, strict=False))
    left = [a for a, b in pairs if not _fits(a, b)] + list(before[len(pairs) :])
    right = [b for a, b in pairs if not _fits(a, b)] + list(after[len(pairs) :])
    return left, right


def _fits(old: Said, new: Said) -> bool:
    """Whether two words are spellings or forms of one: the first may be a slip of the pen for the second."""
    a, b = old.token.key, new.token.key
    if a == b and old.sense == new.sense:
        return True
    if old.sense.kind and old.sense == new.sense:
        return old.sense.kind not in ("negation", "name") or old.sense.lemma != "-ба" or near(a, b, 3)
    if old.sense.kind and new.sense.kind and {old.sense.kind, new.sense.kind} - {"name"}:
        return False
    if _exact(old) or _exact(new):
        return False
    if loose(a) == loose(b):
        return True
    if "-ба" in (old.sense.lemma, new.sense.lemma):
        return _mends_negation(a, b)
    return old.sense.kind in ("", "name") and new.sense.kind != "negation" and a not in REAL and spelled_alike(a, b)


def _exact(one: Said) -> bool:
    """What is known by its shape has no other spelling."""
    return one.token.form not in ("", "name")


def _mends_negation(old: str, new: str) -> bool:
    """Whether a negated verb and another word are two spellings, and not the verb with and without its negation."""
    bare = negated(new) or negated(old)
    other = old if negated(new) else new
    told = new if negated(new) else old
    limit = 2 if max(len(old), len(new)) >= 8 and negated(old) else 1
    here = min(distance(other, told), distance(loose(other), loose(told)))
    return old not in REAL and here <= limit and here < min(distance(other, bare), distance(other, told) + 1)


def _shown(told: Sequence[Said]) -> str:
    words = [one.token.shown for one in told]
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _with_moves(found: Sequence[Change]) -> Iterator[Change]:
    """The changes; what went in one place and came in another is told as moved."""
    gone = {one.old: one for one in found if one.old and not one.new and len(one.old.split()) >= _CLAUSE}
    fresh = {one.new for one in found if one.new and not one.old}
    for one in found:
        if one.new in gone and not one.old:
            yield Change("moved", one.line, one.new, one.new)
        elif not (one.old in fresh and not one.new and one.old in gone):
            yield one
