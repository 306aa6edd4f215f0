"""SAP301-SAP303: the routes of the settings: each type has one, each can serve, each record finds its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sapat.model.approval import route_missing
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.routing import OWNER, route_of, type_of
from sapat.model.settings import KINDS, DocumentType, Route
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.objects import records, seals_written
from sapat.rules.rule import ERROR, Rule

_SETTINGS = "sapat.toml"
_CLAUSE = "ISO 9001:2015 7.5.2 c"


def _kept_types(at: Snapshot) -> Iterator[DocumentType]:
    """Types that documents here may have: an external type has no folder."""
    return (one for one in at.settings.types.values() if one.folders)


def _routeless(at: Snapshot, one: DocumentType) -> Iterable[Hit]:
    """Nothing comes into force without a route; "nobody" must be written out (`agree = []`)."""
    lacking = [kind for kind in KINDS if at.settings.route(one.id, kind, at.today) is None]
    if lacking:
        yield Hit(Where(_SETTINGS, ("types", one.id)), "", {"type": one.id, "kinds": ", ".join(lacking)})


def _routes(at: Snapshot) -> Iterable[Route]:
    return at.settings.routes


def _useless(at: Snapshot, route: Route) -> Iterable[Hit]:
    """A route names what exists, and some text must reach it: the first that fits serves."""
    key = ("routes", route.name)
    for name in route.types:
        if name not in at.settings.types:
            yield Hit(Where(_SETTINGS, (*key, "types")), "type", {"route": route.name, "name": name})
    asked = {"check": route.check, "agree": route.agree, "signatories": route.signatories, "signed_by": route.signed_by}
    asked["acts"] = tuple(role for need in route.acts for role in need.signed_by)
    for part, roles in asked.items():
        for role in roles:
            if role != OWNER and role not in at.entries("roles"):
                yield Hit(Where(_SETTINGS, (*key, part)), "role", {"route": route.name, "name": role})
    for body in (body for need in route.acts for body in need.bodies):
        if body not in at.entries("bodies"):
            yield Hit(Where(_SETTINGS, (*key, "acts")), "body", {"route": route.name, "name": body})
    served = ((type_, kind) for type_ in route.types for kind in route.kinds)
    on = route.until or max(route.since or at.today, at.today)
    if not any(at.settings.route(type_, kind, on, urgent=route.urgent) is route for type_, kind in served):
        yield Hit(Where(_SETTINGS, key), "shadowed", {"route": route.name})


def _lost(at: Snapshot, one: Dossier) -> Iterable[Hit]:
    if one.kind and type_of(at, one.slug) and route_of(at, one.slug, one) is None:  # a text nobody can read is SAP0's
        lack = route_missing(at, one.slug, one)
        yield Hit(lack.where, "", lack.args)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP301",
        severity=ERROR,
        title=Words("Ар бир түрдүн маршруту бар", "У каждого вида есть маршрут", "Every type has a route"),
        says={
            "": Words(
                "«{type}» түрүнүн маршруту жок: {kinds}",
                "для вида «{type}» нет маршрута: {kinds}",
                "type {type!r} has no route for: {kinds}",
            )
        },
        do={
            "": Words(
                "sapat.toml ичине [routes] жазыңыз; эч ким макулдашпаса, agree = []",
                "добавьте [routes] в sapat.toml; если согласующих нет, agree = []",
                "add a [routes] table to sapat.toml; where nobody agrees, write agree = []",
            )
        },
        source=f"{_CLAUSE}; R18",
        over=_kept_types,
        check=_routeless,
    ),
    Rule(
        id="SAP302",
        severity=ERROR,
        title=Words("Ар бир маршрут иштей алат", "Каждый маршрут может служить", "Every route can serve"),
        says={
            "type": Words(
                "«{route}» маршруту белгисиз түрдү атайт: {name}",
                "маршрут «{route}» называет неизвестный вид: {name}",
                "the route {route!r} names an unknown type: {name}",
            ),
            "role": Words(
                "«{route}» маршруту реестрде жок кызматты атайт: {name}",
                "маршрут «{route}» называет должность, которой нет в реестре: {name}",
                "the route {route!r} names a role that the register does not have: {name}",
            ),
            "body": Words(
                "«{route}» маршруту реестрде жок органды атайт: {name}",
                "маршрут «{route}» называет орган, которого нет в реестре: {name}",
                "the route {route!r} names a body that the register does not have: {name}",
            ),
            "shadowed": Words(
                "«{route}» маршрутуна кезек эч качан жетпейт: андан мурункулар баарын алат",
                "до маршрута «{route}» очередь не дойдёт: всё забирают стоящие выше",
                "nothing ever reaches the route {route!r}: those above it take everything",
            ),
        },
        do={
            "": Words(
                "sapat.toml ичиндеги маршрутту же реестрди оңдоңуз",
                "исправьте маршрут в sapat.toml или реестр",
                "mend the route in sapat.toml, or the register",
            ),
            "shadowed": Words(
                "маршрутту жогору жылдырыңыз же алып салыңыз",
                "передвиньте маршрут выше или уберите его",
                "move the route up, or take it away",
            ),
        },
        source=f"{_CLAUSE}; R18",
        over=_routes,
        check=_useless,
    ),
    Rule(
        id="SAP303",
        severity=ERROR,
        title=Words("Жазуунун маршруту бар", "У записи есть маршрут", "A record has a route"),
        says={
            "": Words(
                "«{type}» түрүнүн бул жазуусуна маршрут жок: {kind}",
                "для этой записи вида «{type}» нет маршрута: {kind}",
                "no route serves this record of type {type!r}: {kind}",
            )
        },
        do={
            "": Words(
                "жазуунун түрүн оңдоңуз же sapat.toml ичине маршрут кошуңуз",
                "исправьте вид записи или добавьте маршрут в sapat.toml",
                "mend the kind of the record, or add a route to sapat.toml",
            )
        },
        source=_CLAUSE,
        over=records,
        check=_lost,
        covers=seals_written,
    ),
)
