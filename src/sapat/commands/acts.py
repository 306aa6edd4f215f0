"""The act a user names on the command line, found in its register with the item that is about the document."""

from __future__ import annotations

from collections.abc import Mapping

from sapat.commands.writing import Desk
from sapat.model.entries import Entry
from sapat.model.errors import SapatError
from sapat.model.words import Words


def named_act(at_desk: Desk, slug: str, told: str, kind: str) -> tuple[str, Entry]:
    """`id#item` of an act, the item looked up where none is named, and the act."""
    name, _, item = told.partition("#")
    acts = at_desk.at.entries("acts")
    act = acts.get(name)
    if act is None:
        known = ", ".join(sorted(one.id for one in acts.values() if one.get("kind") == kind)[-5:])
        raise SapatError(
            Words(
                "registers/acts ичинде «{name}» актысы жок (акыркылары: {known})",
                "в registers/acts нет акта «{name}» (последние: {known})",
                "there is no act {name!r} in registers/acts (the last ones: {known})",
            ),
            do=Words(
                "адегенде аны каттаңыз: sapat add acts --id {name} --kind {kind} …",
                "сначала внесите его: sapat add acts --id {name} --kind {kind} …",
                "write it down first: sapat add acts --id {name} --kind {kind} …",
            ),
            name=name,
            kind=kind,
            known=known or "—",
        )
    items = act.on(at_desk.today).get("items")
    for number, codes in items.items() if isinstance(items, Mapping) else ():
        if not item and any(at_desk.at.slug(str(code)) == slug for code in codes):
            item = str(number)
    return (f"{name}#{item}" if item else name), act
