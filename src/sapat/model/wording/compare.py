"""What an editorial correction must not change, found by the difference of the words of two texts.

DOMAIN 4b: `editorial` is for typographic corrections, on a shorter route. Free are letters within a word (a slip of the
pen, ё, lost ө ү ң, look-alike letters), marks, spaces, case, quotes, dashes and the dress of Markdown. Not free is what
asks something of people: numbers, dates, codes, roles, duties, bans, rights, negations, limits, targets of links, cells,
files, whole sentences; in whatever form they are written. Other words are told too, as words somebody should look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from sapat.model.alignment import Run, runs
from sapat.model.wording.beside import beside_number, names_other
from sapat.model.wording.fits import Said, same_letters, unmatched
from sapat.model.wording.forms import PLAIN, Sense, Token, Vocabulary, known, loose, sense, tokens
from sapat.model.wording.numbers import joined, measured
from sapat.model.wording.opposites import opposed
from sapat.model.wording.others import named_after
from sapat.model.wording.spelling import denied
from sapat.model.wording.text import blocks

_CLAUSE: Final = 3  # so many plain words that came or went are a part of a sentence
_SHOWN: Final = 8  # words of one change that are shown
_SHORT: Final = 2  # letters of a plain word that only joins others
_TELLING: Final = frozenset({"is", "be", "by"})  # short words that make a sentence passive
_DOUBLED: Final = 3  # so many words may be written twice by mistake
_WRITTEN: Final = frozenset({"", "name", "acronym"})


class Change(NamedTuple):
    """One change of words: its kind, the line of the new text it stands at, and the words before and after."""

    kind: str  # of the sense changed; or sentence, moved, clause; words: plain ones only
    line: int
    old: str
    new: str


def changes(old: str, new: str, vocabulary: Vocabulary) -> tuple[Change, ...]:
    """The changes between two Markdown texts that are no slip of the pen, in text order."""
    before, after = tokens(blocks(old)), tokens(blocks(new))
    told = runs([one.key for one in before], [one.key for one in after])
    same_before = {before[at].sentence for run in told if run.same for at in range(run.i1, run.i2)}
    same_after = {after[at].sentence for run in told if run.same for at in range(run.j1, run.j2)}
    kept = Counter(one.key for one in after)
    found: list[Change] = []
    turned: list[tuple[Said, Said]] = []
    for run in told:
        if not run.same and not _doubled(run, before):
            gone, fresh = before[run.i1 : run.i2], after[run.j1 : run.j2]
            line = after[min(run.j1, len(after) - 1)].line if after else 1
            whole = _whole(gone, same_before) or _whole(fresh, same_after)
            told_ = _beside(run, before, after) or list(_region(gone, fresh, vocabulary, line, kept, whole=whole))
            if [one.kind for one in told_] == ["words"] and names_other(run, before, after, vocabulary):
                told_ = [told_[0]._replace(kind="role")]
            found += told_
            turned += _turned_role(gone, fresh, vocabulary)
    return tuple(_with_moves([*found, *_exchanged(turned)]))


def _beside(run: Run, before: Sequence[Token], after: Sequence[Token]) -> list[Change]:
    """A short word at a number that became another, or its ending."""
    kind = beside_number(run, before, after)
    new = after[run.j1 : run.j2]
    return [Change(kind, new[0].line, before[run.i1].shown, new[0].shown)] if kind else []


def _doubled(run: Run, before: Sequence[Token]) -> bool:
    """Words written twice by mistake, of which one was taken out."""
    size = run.i2 - run.i1
    told = [one.key for one in before[run.i1 : run.i2]]
    if run.j1 != run.j2 or size > _DOUBLED or any(one.form not in _WRITTEN for one in before[run.i1 : run.i2]):
        return False
    if any(known(one).kind in ("number", "date") for one in told):
        return False
    around = (before[max(run.i1 - size, 0) : run.i1], before[run.i2 : run.i2 + size])
    return any([one.key for one in side] == told for side in around)


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
    gone: Sequence[Token],
    fresh: Sequence[Token],
    vocabulary: Vocabulary,
    place: int,
    kept: Mapping[str, int],
    *,
    whole: bool,
) -> Iterator[Change]:
    """What changed between two runs of words that stand in the same place."""
    if same_letters(gone, fresh):
        return
    before, after = _said(gone, vocabulary), _said(fresh, vocabulary)
    left, right = unmatched(before, after, kept)
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
            turned_round = a.lemma.startswith("-ба") != b.lemma.startswith("-ба")
            return "negation" if turned_round else a.kind or b.kind
    if here:
        return here[0].kind  # the same words, but in another order
    plain = [(a.token.key, b.token.key) for a, b in zip(left, right, strict=False)]
    for kind, other in (("negation", denied), ("opposite", opposed), ("role", named_after)):
        if any(other(a, b) for a, b in plain):
            return kind
    return ""


def _said(told: Sequence[Token], vocabulary: Vocabulary) -> list[Said]:
    """The tokens with their senses; words of a number that stand together are one number, a date in words is a date."""
    made = list(_with_measures([Said(one, sense(one, vocabulary)) for one in told]))
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


def _with_measures(told: Sequence[Said]) -> Iterator[Said]:
    """`3-дневный` as трёхдневный."""
    place = 0
    while place < len(told):
        one, other = told[place], told[place + 1] if place + 1 < len(told) else None
        counts = measured(other.token.key) if one.token.form == "number" and other is not None else ""
        if other is not None and counts:
            shown = f"{one.token.shown}-{other.token.shown}"
            yield Said(one.token._replace(shown=shown), Sense("number", f"{one.sense.lemma} {counts}"))
        else:
            yield one
        place += 2 if counts else 1


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
    """A plain word so short that it only joins others, or a letter, or an article; in a cell it is a value."""
    if one.sense.kind or one.token.cell or one.token.key in _TELLING:
        return False
    return len(one.token.key) <= _SHORT or one.token.key == "the"


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
