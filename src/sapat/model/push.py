"""A push as the server is told of it: refs that move, and the moves no document can justify (DESIGN 4: there is no delete)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sapat.model.words import Words

_REPLACED: Final = "refs/replace/"
_RELEASED: Final = ("refs/tags/docs/", "refs/tags/v")


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a push: a ref, the commit it names and the one it shall name; zeros stand for none."""

    old: str
    new: str
    ref: str

    @property
    def created(self) -> bool:
        return not self.old.strip("0")

    @property
    def deleted(self) -> bool:
        return not self.new.strip("0")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A move that is refused as such: the id people quote, the ref, what is wrong and the cure."""

    rule: str
    ref: str
    message: Words
    do: Words


FORWARD: Final = Words(
    "негизги бутак {ref} алга гана жылат: анын коммиттери өчүрүлбөйт жана кайра жазылбайт",
    "основная ветка {ref} движется только вперёд: её коммиты не удаляют и не переписывают",
    "the main line {ref} only goes forward: its commits are neither deleted nor rewritten",
)
_ON_TOP: Final = Words(
    "алгач git pull кылып, өзгөртүүңүздү анын үстүнө коюңуз; --force колдонбоңуз",
    "сначала git pull, затем положите своё изменение сверху; без --force",
    "git pull first and put your change on top of it; without --force",
)
WRITTEN_ONCE: Final = Words(
    "{ref} белгиси бир жолу коюлат: ал жылдырылбайт жана өчүрүлбөйт",
    "метка {ref} ставится один раз: её не переносят и не удаляют",
    "the tag {ref} is set once: it is neither moved nor deleted",
)
_NEW_TAG: Final = Words(
    "жаңы аты менен жаңы белги коюңуз", "поставьте новую метку с новым именем", "set a new tag with a new name"
)
REPLACED: Final = Words(
    "{ref}: алмаштырылган объект бекитилген тексттин ордуна башка текст көрсөтөт",
    "{ref}: подменённый объект показывает другой текст вместо утверждённого",
    "{ref}: a replaced object shows another text in place of the approved one",
)
_NOT_PUSHED: Final = Words(
    "refs/replace/* түртпөңүз: git replace -d …", "не отправляйте refs/replace/*: git replace -d …",
    "do not push refs/replace/*: git replace -d …",
)  # fmt: skip
UNBORN: Final = Words(
    "бул сервердин негизги бутагы {main} азырынча бош, анын эрежелери жок",
    "основная ветка этого сервера {main} ещё пуста, правил нет",
    "the main line of this server, {main}, is still empty: there are no rules yet",
)
_MAIN_FIRST: Final = Words(
    "алгач {main} бутагын түртүңүз же серверде башкасын атаңыз: git symbolic-ref HEAD refs/heads/…",
    "сначала отправьте {main} или назовите на сервере другую: git symbolic-ref HEAD refs/heads/…",
    "push {main} first, or name another one on the server: git symbolic-ref HEAD refs/heads/…",
)


def refused(moves: Sequence[Move], main: str, unborn: bool, forward: Callable[[Move], bool]) -> Iterator[Refusal]:
    """The moves refused whatever they bring; *forward* says whether a move keeps what was there."""
    if unborn and not any(move.ref == main and not move.deleted for move in moves):
        yield from (Refusal("SAP933", move.ref, UNBORN, _MAIN_FIRST) for move in moves[:1])
    for move in moves:
        if move.ref.startswith(_REPLACED):
            yield Refusal("SAP932", move.ref, REPLACED, _NOT_PUSHED)
        elif move.ref.startswith(_RELEASED) and not move.created:
            yield Refusal("SAP931", move.ref, WRITTEN_ONCE, _NEW_TAG)
        elif move.ref == main and not move.created and (move.deleted or not forward(move)):
            yield Refusal("SAP930", move.ref, FORWARD, _ON_TOP)
