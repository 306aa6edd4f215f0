"""SAP320-SAP332: signatures, each refusal by its own name, and the evidence a route asks for (reliability 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sapat.model.approval import signatures_missing, title, titles
from sapat.model.findings import Hit, Where
from sapat.model.keys import Fault
from sapat.model.lacks import LACKS
from sapat.model.records import Dossier
from sapat.model.settings import Route, Settings
from sapat.model.signatures import Signature, newest
from sapat.model.signing import SIGNED, fault_of
from sapat.model.snapshot import Snapshot
from sapat.model.status import newest_sealed
from sapat.model.words import Words
from sapat.rules.approval import approved_here, routed
from sapat.rules.rule import ERROR, INFO, WARNING, Rule
from sapat.rules.signature_words import DO, SAYS, TITLES

_CLAUSE: Final = "ISO 9001:2015 7.5.3.2"
_WEAK: Final = (
    "weak",
    "order",
    "type",
    "algorithm",
)  # of what is malformed: well made, but of a kind that proves too little
_PARTS: Final = ("short", "form", "trailing")  # bytes that do not fit: one sentence names the part
# A stolen key is stopped at once, whatever loses its force by that, and a trust statement is written before it is signed:
# these errors are mended by the signatures that follow.
OF_KEYS: Final = ("SAP304", "SAP305", "SAP325", "SAP326", "SAP329", "SAP744", "SAP746")
# id -> topic of its faults
_TOPICS: Final[Mapping[str, str]] = {
    "SAP320": "malformed",
    "SAP321": "bytes",
    "SAP322": "meaning",
    "SAP323": "unknown",
    "SAP324": "another",
    "SAP325": "window",
    "SAP326": "revoked",
    "SAP327": "role",
    "SAP328": "weak",
    "SAP329": "untrusted",
    "SAP330": "orphan",
}


def _every(at: Snapshot) -> tuple[Signature, ...]:
    return tuple(one for all_ in at.signatures.values() for one in all_)


def signatures(at: Snapshot) -> tuple[Signature, ...]:
    """Every signature file."""
    return at.once(_every)


def _written(at: Snapshot) -> Iterator[str]:
    return (path for path in at.facts if path.endswith(".sig"))


def topic_of(fault: Fault) -> str:
    return "weak" if fault.topic == "malformed" and fault.says in _WEAK else fault.topic


def _by_topic(at: Snapshot) -> Mapping[str, list[Signature]]:
    found: dict[str, list[Signature]] = {}
    for one in newest(signatures(at)):
        fault = fault_of(at, one)
        if fault is not None:
            found.setdefault(topic_of(fault), []).append(one)
    return found


def _refused(topic: str) -> Callable[[Snapshot], Iterable[Signature]]:
    return lambda at: at.once(_by_topic).get(topic, ())


def _refusal(at: Snapshot, one: Signature) -> Iterable[Hit]:
    fault = fault_of(at, one)
    if fault is None:
        return
    args = dict(fault.args or {})
    if "roles" in args:
        args["roles"] = titles(at, "roles", tuple(role for role in args["roles"] if role))  # type: ignore[attr-defined]
    says = "part" if fault.says in _PARTS else fault.says
    yield Hit(Where(one.path, line=1, column=1), says, args, at.codes_of_paths.get(one.signed, ""))


def _asked(at: Snapshot) -> Iterator[tuple[Dossier, Route]]:
    return ((one, route) for one, route in routed(at) if route.evidence == SIGNED)


def _unsigned(at: Snapshot, case: tuple[Dossier, Route]) -> Iterable[Hit]:
    return (Hit(lack.where, lack.says, lack.args) for lack in signatures_missing(at, *case))


def _signed_routes(settings: Settings) -> bool:
    return any(route.evidence == SIGNED for route in settings.routes)


def _on_paper(at: Snapshot) -> tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...]:
    """(path, key, document, what has no scan there) of each act, and each document's newest record, that rests on paper.

    What a record lists never changes: of a superseded one nothing is left to be mended.
    """
    found: dict[str, tuple[str, tuple[str, ...], str, tuple[str, ...]]] = {}
    for one, route in approved_here(at):
        if route.evidence != "paper":
            continue
        if one is newest_sealed(at.versions(one.slug)):
            listed = one.seal.agreements if one.seal else {}
            answers = [a for a in one.agreements if a.path[len(one.folder) + 1 :] in listed]
            bare = tuple(a.role for a in answers if a.value.get("evidence") == "paper" and not a.value.get("sha256"))
            found[one.path] = (one.path, ("seal",), one.code, bare)
        for kind in ("decision", "order"):
            act, _ = at.act(one, kind)
            if act is not None:
                copy = act.on(at.today).get("copy")
                known = isinstance(copy, Mapping) and bool(copy.get("sha256"))
                found[act.path] = (act.path, ("copy",), "", () if known else (act.id,))
    return tuple(found.values())


def _scanless(at: Snapshot, one: tuple[str, tuple[str, ...], str, tuple[str, ...]]) -> Iterable[Hit]:
    """Paper is evidence once its scan is known by SHA-256: else nobody can tell whether it is that paper."""
    path, key, code, bare = one
    if not bare:
        return
    if code:
        roles = Words(*(", ".join(title(at, "roles", role).say(lang) for role in bare) for lang in ("ky", "ru", "en")))
        yield Hit(Where(path, key), "answers", {"roles": roles}, code)
    else:
        yield Hit(Where(path, key), "act", {"act": bare[0]})


RULES: tuple[Rule, ...] = (
    *(
        Rule(
            id=id_,
            severity=ERROR,
            title=TITLES[topic],
            says=SAYS[topic],
            do=DO[topic],
            source=f"{_CLAUSE}; R41" if topic != "role" else "ISO 9001:2015 5.3; R18",
            over=signatures,
            check=_refusal,
            suspects=_refused(topic),
            covers=_written,
            proves=True,
        )
        for id_, topic in _TOPICS.items()
    ),
    Rule(
        id="SAP331",
        severity=WARNING,
        title=Words(
            "Катталган жазууга кол коюлган", "Зарегистрированная запись подписана", "The registered record is signed"
        ),
        says=LACKS["signed"],
        do={
            "": Words(
                "чейин версия күчүнө кирбейт; кол коюу: sapat sign ЖОЛ --meaning approve",
                "до этого версия не в силе; подписать: sapat sign ПУТЬ --meaning approve",
                "until then the version is not in force; sign it: sapat sign PATH --meaning approve",
            )
        },
        source="ISO 9001:2015 7.5.2 c; R41",
        over=_asked,
        check=_unsigned,
        applies=_signed_routes,
    ),
    Rule(
        id="SAP332",
        severity=INFO,
        title=Words(
            "Кагаз далилдин сканы белгилүү", "Скан бумажного свидетельства известен", "The scan of paper is known"
        ),
        says={
            "act": Words(
                "«{act}» актысынын кол коюлган сканы катталган эмес (copy.sha256)",
                "скан подписанного акта «{act}» не зарегистрирован (copy.sha256)",
                "no scan of the signed act {act!r} is registered (copy.sha256)",
            ),
            "answers": Words(
                "кагаздагы макулдуктардын сканы катталган эмес: {roles}",
                "сканы согласований на бумаге не зарегистрированы: {roles}",
                "no scans of agreements on paper are registered: {roles}",
            ),
        },
        do={
            "act": Words(
                "сканды архивге коюп, жазыңыз: sapat amend acts/{act} --kind event --set copy.sha256=…",
                "положите скан в архив и запишите: sapat amend acts/{act} --kind event --set copy.sha256=…",
                "put the scan into the archive and enter it: sapat amend acts/{act} --kind event --set copy.sha256=…",
            ),
            "answers": Words(
                "катталганы өзгөрбөйт; кийинки версияда: sapat agree {code} --evidence paper --sha256 …",
                "зарегистрированное не меняется; в следующей версии: sapat agree {code} --evidence paper --sha256 …",
                "what is registered does not change; with the next version: sapat agree {code} --evidence paper --sha256 …",
            ),
        },
        source="ISO 9001:2015 7.5.3.2 c; R41",
        over=_on_paper,
        check=_scanless,
    ),
)
