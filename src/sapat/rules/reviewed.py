"""SAP409-SAP411: entries of the register of reviews: of a version that exists, of its very text, with an end to what they ask."""

from __future__ import annotations

from collections.abc import Iterable

from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.findings import Hit, Where
from sapat.model.records import Dossier
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule

_CLAUSE = "ISO 9001:2015 7.5.2 c"
_AGAIN = Words(
    "катаны толуктоо менен оңдоңуз: sapat amend {path} --kind correction",
    "исправьте дополнением: sapat amend {path} --kind correction",
    "correct it by an addendum: sapat amend {path} --kind correction",
)


def _reviews(at: Snapshot) -> Iterable[Entry]:
    return at.entries("reviews").values()


def _reviewed(at: Snapshot, one: Entry) -> Dossier | None:
    """The sealed version a review is of."""
    slug = one.id.rpartition("/")[0]
    told = str(one.on(at.today).get("version", ""))
    return next((d for d in at.versions(slug) if d.is_sealed and str(d.version) == told), None)


def _code(at: Snapshot, one: Entry) -> str:
    slug = one.id.rpartition("/")[0]
    doc = at.by_slug.get(slug)
    return doc.code if doc and doc.code else next((d.code for d in at.versions(slug) if d.code), "")


def _of_nothing(at: Snapshot, one: Entry) -> Iterable[Hit]:
    slug = one.id.rpartition("/")[0]
    if slug not in at.dossiers and slug not in at.by_slug:
        yield Hit(Where(one.path, line=1, column=1), "document", {"slug": slug or "—", "path": one.path})
    elif _reviewed(at, one) is None:
        told = {"version": one.on(at.today).get("version", "—"), "path": one.path}
        yield Hit(Where(one.path, ("version",)), "version", told, _code(at, one))


def _of_other_text(at: Snapshot, one: Entry) -> Iterable[Hit]:
    """Who says «unchanged» has read exactly the bytes in force."""
    version = _reviewed(at, one)
    if version is not None and version.seal and one.on(at.today).get("text") != version.seal.text_of("text"):
        told = {"version": version.version, "path": one.path}
        yield Hit(Where(one.path, ("text",)), "", told, _code(at, one))


def _endless(at: Snapshot, one: Entry) -> Iterable[Hit]:
    told = one.on(at.today)
    verdict = told.get("verdict")
    if verdict in (None, "unchanged"):
        return
    held, until = day(told.get("date")), day(told.get("act_by"))
    if until is None or (held and until < held):
        says = "missing" if until is None else "early"
        args = {"verdict": verdict, "until": until, "held": held, "path": one.path}
        yield Hit(Where(one.path, ("act_by",)), says, args, _code(at, one))


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP409",
        severity=ERROR,
        title=Words(
            "Кароо катталган версия жөнүндө",
            "Пересмотр — зарегистрированной версии",
            "A review is of a registered version",
        ),
        says={
            "document": Words("«{slug}» деген документ жок", "документа «{slug}» нет", "there is no document {slug!r}"),
            "version": Words(
                "документтин {version} версиясы катталган эмес",
                "версия {version} документа не зарегистрирована",
                "version {version} of the document is not registered",
            ),
        },
        do={"": _AGAIN},
        source=f"{_CLAUSE}; R6",
        over=_reviews,
        check=_of_nothing,
    ),
    Rule(
        id="SAP410",
        severity=ERROR,
        proves=True,
        title=Words("Кароо ушул текст жөнүндө", "Пересмотрен именно этот текст", "A review is of exactly this text"),
        says={
            "": Words(
                "каралган байттар {version} версиясынын катталган тексти эмес",
                "пересмотрены не те байты, что зарегистрированы в версии {version}",
                "the bytes reviewed are not the registered text of version {version}",
            )
        },
        do={"": _AGAIN},
        source=f"{_CLAUSE}; R6",
        over=_reviews,
        check=_of_other_text,
    ),
    Rule(
        id="SAP411",
        severity=ERROR,
        title=Words("Чечимдин мөөнөтү бар", "У решения есть срок", "What a review asks for has a day"),
        says={
            "missing": Words(
                "жыйынтыгы «{verdict}», бирок качанга чейин экени айтылган эмес (act_by)",
                "итог «{verdict}», но не сказано, до какого дня (act_by)",
                "the outcome is {verdict!r}, but not by what day (act_by)",
            ),
            "early": Words(
                "act_by ({until}) кароонун өзүнөн ({held}) мурун",
                "act_by ({until}) раньше самого пересмотра ({held})",
                "act_by ({until}) is before the review itself ({held})",
            ),
        },
        do={"": _AGAIN},
        source="ISO 9001:2015 10.2.1; R47",
        over=_reviews,
        check=_endless,
    ),
)
