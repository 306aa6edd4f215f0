"""The groups of a whole tree and how they hang together: made once, kept, and mended by every change that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sapat.model.days import day
from sapat.model.files import EXECUTABLE, REGULAR, Facts, File
from sapat.model.groups import (
    AT,
    ENTRY,
    LAWS,
    LOOKS,
    MANY,
    PLAIN,
    TEXT,
    Heads,
    Traits,
    derived,
    is_law,
    is_name,
    register_group,
    traits,
)
from sapat.model.settings import Settings
from sapat.model.snapshot import Snapshot

CROWD: Final = 400  # groups that name one thing: from there on it is only noted that they are many
_LEVEL: Final = 2  # documents of this level serve processes


@dataclass(slots=True)
class Fabric:
    """Every group with its files, whom each name belongs to, and who uses it (None: many)."""

    groups: dict[str, list[File]] = field(default_factory=dict)
    owners: dict[str, set[str]] = field(default_factory=dict)
    namers: dict[str, set[str] | None] = field(default_factory=dict)
    claims: dict[str, tuple[str, str]] = field(
        default_factory=dict
    )  # the latest day and moment that facts of a group claim

    def enter(self, group: str, told: Traits) -> None:
        for token in told.own:
            if token[:2] != AT:
                self.owners.setdefault(token, set()).add(group)
        namers = self.namers
        for token in told.names:
            known = namers.get(token, ())
            if known is None:
                continue
            if not known:
                namers[token] = {group}
            elif len(known) < CROWD:
                known.add(group)
            else:
                namers[token] = None
        if told.claims:
            self.claims[group] = latest(told.claims)

    def derive(self) -> None:
        """Whoever names something names what follows from the name."""
        namers = self.namers
        for token, groups in list(namers.items()):
            for more in derived((token,)):
                known = namers.setdefault(more, set())
                if known is None or groups is None or len(known) + len(groups) > CROWD:
                    namers[more] = None
                else:
                    known |= groups


def latest(claims: Iterable[str]) -> tuple[str, str]:
    """The latest day and the latest moment among what facts claim, each comparable as text."""
    last, moment = "", ""
    for one in claims:
        if len(one) == len("2026-01-01"):
            if one > last and day(one) is not None:
                last = one
        elif (found := _moment(one)) > moment:
            moment = found
    return last, moment


def limits(now: datetime, settings: Settings) -> tuple[str, str]:
    """The day and the moment up to which a rule that asks the clock has nothing to say."""
    limit = now + timedelta(days=1)
    return limit.astimezone(ZoneInfo(settings.timezone)).date().isoformat(), _utc(limit)


def _moment(text: str) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return _utc(found) if found.tzinfo else ""


def _utc(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="microseconds")


def serving(settings: Settings) -> frozenset[str]:
    """The types of document that serve processes."""
    return frozenset(one.id for one in settings.types.values() if one.level == _LEVEL)


def laws_named(settings: Settings) -> frozenset[str]:
    """What the settings name: roles and bodies of routes, documents of waivers."""
    found = {settings.registrar, *(waiver.document for waiver in settings.waivers)}
    for route in settings.routes:
        found |= {*route.check, *route.agree, *route.signatories}
        for need in route.acts:
            found |= {*need.bodies, *need.signed_by}
    return frozenset(one for one in found if is_name(one))


def group_of(file: File, settings: Settings, heads: Heads) -> str:
    """The group of a file."""
    if file.path.startswith("registers/"):
        return register_group(file.path)
    if settings.controls(file.path) and file.mode in (REGULAR, EXECUTABLE) and (head := heads.of(file.path)):
        return TEXT + head
    return PLAIN + file.path


def is_small(group: str) -> bool:
    """Whether a group is always loaded: it is of a small register, or a law."""
    if group.startswith((ENTRY, PLAIN + "registers/")):
        return not group[2:].startswith(MANY)
    return group.startswith(PLAIN) and is_law(group[2:])


def traits_of(
    group: str, files: Iterable[File], facts: Mapping[str, Facts], settings: Settings, *, outlined: bool = False
) -> Traits:
    """The traits of a group, with all that follows from its names; the settings name what their routes and waivers do."""
    told = traits(group, [(file, facts.get(file.path)) for file in files], serving(settings), outlined=outlined)
    names = told.names | laws_named(settings) if group == LAWS else told.names
    return replace(told, names=names | derived(names))


def fabric(at: Snapshot) -> Fabric | None:
    """The fabric of a whole tree; None where something is called what is no name."""
    heads = Heads(at.facts.__contains__, lambda index: at.facts[index].fenced, at.settings.controls)
    made, types = Fabric(), serving(at.settings)
    for file in at.files.values():
        made.groups.setdefault(group_of(file, at.settings, heads), []).append(file)
    for group, files in made.groups.items():
        made.enter(group, traits(group, [(file, at.facts.get(file.path)) for file in files], types))
    made.enter(LAWS, Traits(frozenset(), laws_named(at.settings), frozenset(), frozenset()))
    made.derive()
    strange = [groups for token, groups in made.owners.items() if token[:2] != LOOKS and not is_name(token)]
    return made if all(map(is_small, set[str]().union(*strange))) else None
