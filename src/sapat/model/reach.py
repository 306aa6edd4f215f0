"""How far a change reaches: the groups that must be judged anew, and those that must stand beside them meanwhile.

The rules are then run over these files alone, as over a small repository. What they say of the groups judged anew is
what they would say of them in the whole; of all other groups nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from sapat.model.groups import DOSSIERS, ENDS, ENTRY, LAWS, SERVES, TEXT, WORDS, Traits, is_name, looks

MOST: Final = 400  # groups: to judge more of them costs as much as to judge all
MOST_BESIDE: Final = 4000
# Entries that say more of what they name: who holds a role, by which key a person signs.
EXTENDING: Final = (ENTRY + "registers/people/appointments/", ENTRY + "registers/people/keys/")


_TITLED: Final = tuple(ENTRY + "registers/" + one for one in ("people/roles/", "units/", "bodies/"))


class TooFar(Exception):
    """The change reaches further than is worth following: everything must be judged."""


class Web(Protocol):
    """What is known of the groups of a tree before it changed. Questions about names raise TooFar where too many answer."""

    @property
    def small(self) -> frozenset[str]:
        """The groups that are always looked at: small registers, settings and schemas."""

    def owners(self, tokens: Iterable[str]) -> set[str]:
        """The groups that are called by one of *tokens*."""

    def namers(self, tokens: Iterable[str]) -> set[str]:
        """The groups that name one of them."""

    def traits(self, groups: Iterable[str]) -> Mapping[str, Traits]:
        """The traits of groups."""


@dataclass(frozen=True, slots=True)
class Change:
    """A group of which a file was added, changed or removed: its traits in the tree that is known, and in each other one."""

    group: str
    known: Traits
    others: tuple[Traits, ...]

    @property
    def own(self) -> frozenset[str]:
        return self.known.own.union(*(one.own for one in self.others))

    @property
    def names(self) -> frozenset[str]:
        return self.known.names.union(*(one.names for one in self.others))

    @property
    def ends(self) -> frozenset[str]:
        return self.known.ends.union(*(one.ends for one in self.others))

    @property
    def renamed(self) -> bool:
        return any(one.own != self.known.own for one in self.others)

    @property
    def visible(self) -> bool:
        """Whether others can see what changed."""
        return self.renamed or any(one.outline != self.known.outline for one in self.others)


@dataclass(frozen=True, slots=True)
class Reach:
    """The groups to judge anew, and all that must be loaded for it, the former among them."""

    judged: frozenset[str]
    loaded: frozenset[str]


def reach(web: Web, changes: Iterable[Change], also: Iterable[str] = ()) -> Reach:
    """The reach of *changes*; *also* are groups to judge anew for another reason. Raises TooFar."""
    made = _Spread(web, {one.group: one for one in changes})
    judged = made.judged(also)
    return Reach(frozenset(judged), frozenset(made.beside(judged)))


def _texts(groups: Iterable[str]) -> set[str]:
    return {one for one in groups if one[:2] in (TEXT, DOSSIERS)}


def _entries(groups: Iterable[str]) -> set[str]:
    return {one for one in groups if one[:2] == ENTRY}


@dataclass(slots=True)
class _Spread:
    web: Web
    changed: Mapping[str, Change]

    def judged(self, also: Iterable[str]) -> set[str]:
        """What changed, whoever names what looks otherwise now, what that names in turn, and all that share a name."""
        seen = {group for group, one in self.changed.items() if one.visible}
        found = {*self.changed, *also} | self._seen(seen)
        named = self._names(_texts(seen)) | self._names(_entries(seen & self.changed.keys()))
        owners = self._owners(named)
        found |= (owners - self.web.small) | self._owners(one for one in named if one[:2] == SERVES)
        while more := self._owners(self._own(found)) - found:
            found |= more
            _limit(found)
        return _limit(found)

    def _seen(self, seen: set[str]) -> set[str]:
        """Whoever names a group that is *seen* to have changed; entries pass on what they name, and add to *seen*."""
        found: set[str] = set()
        fresh = set(seen)
        while fresh:
            more = _texts(self._owners(self._own(_texts(fresh))))  # a text and its dossiers go by the same names
            changed = [self.changed[one] for one in fresh if one in self.changed]
            more |= self._owners({code for one in changed for code in one.ends})
            extending = [one.group for one in changed if one.group.startswith(EXTENDING)]
            more |= _entries(self._owners(self._names(extending)))
            readers = self.web.namers(_sure(self._own(_entries(fresh))))
            found |= readers | self.web.namers(_sure(self._own(fresh - _entries(fresh))))
            more |= _entries(readers)
            if any(one.startswith(_TITLED) for one in fresh):
                found |= self.web.namers([WORDS])
            if LAWS in readers:  # routes name it: its title stands in findings of documents that do not
                raise TooFar
            fresh = more - seen
            seen |= fresh
            _limit(found | seen)
        return found | seen

    def beside(self, judged: set[str]) -> set[str]:
        """What must be loaded with the groups judged: what they name, who names entries among them, and small registers."""
        found = judged | self.web.small | self.web.namers([ENDS])
        found |= self.web.namers(_sure(self._own(_entries(judged) - self.web.small)))
        found |= self.web.namers(one for one in self._own(_entries(judged)) if one[:2] == SERVES)
        named = self._names(judged)
        found |= self._owners(named | looks(named))
        found |= _entries(self._owners(self._names(self.web.small)))
        found |= self._owners(self._own(_texts(found)))  # a text with its dossiers
        if len(found) > MOST_BESIDE:
            raise TooFar
        return found

    def _own(self, groups: Iterable[str]) -> set[str]:
        return self._all(groups, "own")

    def _names(self, groups: Iterable[str]) -> set[str]:
        return self._all(groups, "names")

    def _all(self, groups: Iterable[str], what: str) -> set[str]:
        """The tokens of groups; of those that changed, both before and after."""
        asked = set(groups)
        found: set[str] = set()
        for one in asked & self.changed.keys():
            found |= getattr(self.changed[one], what)
        for told in self.web.traits(asked - self.changed.keys()).values():
            found |= getattr(told, what)
        return found

    def _owners(self, tokens: Iterable[str]) -> set[str]:
        """The groups called so, before or after."""
        asked = frozenset(tokens)
        return self.web.owners(asked) | {group for group, one in self.changed.items() if not asked.isdisjoint(one.own)}


def _limit(found: set[str]) -> set[str]:
    if len(found) > MOST:
        raise TooFar
    return found


def _sure(tokens: set[str]) -> set[str]:
    """The tokens, none of which could have been left out where names were noted."""
    if not all(is_name(one) for one in tokens):
        raise TooFar
    return tokens
