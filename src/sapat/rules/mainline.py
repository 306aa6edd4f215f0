"""SAP908-SAP909, SAP913-SAP914: what is made and kept on the main line only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sapat.model.findings import Hit, Where
from sapat.model.mainline import Rewrite
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.repository import SETTINGS, itself, noted
from sapat.rules.rule import ERROR, WARNING, Rule

CHANGELOG: Final = "CHANGELOG.md"
_CLAUSE = "ISO 9001:2015 7.5.3.2"
_CHANGED: Final = Words(
    "{path}: {commit} коммити ({on}) киргизилген фактыны өзгөрткөн",
    "{path}: коммит {commit} ({on}) изменил внесённый факт",
    "{path}: commit {commit} ({on}) changed a fact that had been entered",
)
_GONE: Final = Words(
    "{path}: {commit} коммити ({on}) киргизилген фактыны алып салган же жылдырган",
    "{path}: коммит {commit} ({on}) убрал или перенёс внесённый факт",
    "{path}: commit {commit} ({on}) removed or moved a fact that had been entered",
)
_ANEW: Final = Words(
    "кайра кайтаруу жетишсиз, тарых эч качан өчпөйт: ал коммитти алып салып кайра түртүңүз (git rebase -i {commit}~1)",
    "вернуть байты мало, история остаётся навсегда: уберите этот коммит и отправьте заново (git rebase -i {commit}~1)",
    "putting it back is not enough, history stays for ever: take that commit out and push again (git rebase -i {commit}~1)",
)


def _stale(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """CHANGELOG.md is made on the main line only: elsewhere it may wait (DESIGN 5)."""
    if "changelog" in at.once(noted) and "main" in at.once(noted):
        yield Hit(Where(CHANGELOG, line=1, column=1))


def _by_hand(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """A range leaves the computed file alone; the main line itself may bring it up to date."""
    assert at.base is not None
    then, now = at.base.files.get(CHANGELOG), at.files.get(CHANGELOG)
    made = "main" in at.once(noted) and "changelog" not in at.once(noted)
    if (then.blob if then else "") != (now.blob if now else "") and not made:
        yield Hit(Where(CHANGELOG, line=1, column=1))


def _since(at: Snapshot, _: Snapshot) -> Iterable[Hit]:
    """A main line that does not hold the commit was rewritten, or is another one: nothing there can be shown."""
    if at.history is not None and not at.history.known:
        says = "in a push" if at.history.pushed else ""
        yield Hit(Where(SETTINGS, ("history", "since")), says, {"commit": at.history.since})


def _lived(at: Snapshot) -> Iterable[str]:
    return at.history.facts if at.history else ()


def _rewrites(at: Snapshot) -> Mapping[str, Rewrite]:
    """path -> the first time the main line did not leave a fact as it was."""
    return {one.path: one for one in reversed(at.history.rewrites if at.history else ())}


def _rewritten(at: Snapshot, path: str) -> Iterable[Hit]:
    one = at.once(_rewrites).get(path)
    if one is not None:
        says = "changed" if one.says in ("changed", "agreement") else "removed"
        if at.history is not None and at.history.pushed:
            says += " in a push"
        told = {"path": path, "commit": one.commit[:12], "on": one.on[:10]}
        yield Hit(Where(path, line=1, column=1), says, told)


RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP908",
        afresh=True,
        severity=WARNING,
        title=Words("CHANGELOG.md жаңыртылган", "CHANGELOG.md обновлён", "CHANGELOG.md is up to date"),
        says={
            "": Words(
                "CHANGELOG.md жазуулардан айырмаланат",
                "CHANGELOG.md отличается от записей",
                "CHANGELOG.md differs from the records",
            )
        },
        do={
            "": Words(
                "кайра чыгарыңыз: sapat changelog", "создайте заново: sapat changelog", "make it anew: sapat changelog"
            )
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=itself,
        check=_stale,
    ),
    Rule(
        id="SAP909",
        afresh=True,
        severity=ERROR,
        title=Words(
            "Эсептелген файл кол менен оңдолбойт",
            "Вычисляемый файл не правят руками",
            "A computed file is not edited",
        ),
        says={
            "": Words(
                "бул өзгөртүү CHANGELOG.md файлына тийет, ал негизги бутакта гана эсептелет",
                "это изменение трогает CHANGELOG.md, который создаётся только на основной ветке",
                "this change touches CHANGELOG.md, which is made on the main line only",
            )
        },
        do={
            "": Words(
                "файлды негизги бутактагыдай кылыңыз: git checkout <main> -- CHANGELOG.md",
                "верните файл, как на основной ветке: git checkout <main> -- CHANGELOG.md",
                "take the file of the main line: git checkout <main> -- CHANGELOG.md",
            )
        },
        source="ISO 9001:2015 7.5.3.2 c",
        over=itself,
        check=_by_hand,
        with_base=True,
    ),
    Rule(
        id="SAP913",
        severity=ERROR,
        proves=True,
        title=Words("Тарыхтын башталышы белгилүү", "Начало истории известно", "The beginning of history is known"),
        says={
            "": Words(
                "[history] since: {commit} бул репозиторийдин негизги бутагында жок",
                "[history] since: {commit} нет на основной ветке этого репозитория",
                "[history] since: {commit} is not on the main line of this repository",
            ),
            "in a push": Words(
                "бул түртүүдөн кийин [history] since: {commit} негизги бутакта калбайт",
                "после этой отправки [history] since: {commit} не останется на основной ветке",
                "this push would leave [history] since: {commit} beside the main line",
            ),
        },
        do={
            "": Words(
                "биринчи катталган жазуунун коммитин жазыңыз: git log --first-parent --reverse -- registers/changes",
                "укажите коммит первой зарегистрированной записи: git log --first-parent --reverse -- registers/changes",
                "name the commit of the first registered record: git log --first-parent --reverse -- registers/changes",
            ),
            "in a push": Words(
                "ишиңизди негизги бутактын үстүнө коюңуз: git pull --rebase",
                "положите свою работу поверх основной ветки: git pull --rebase",
                "put your work on top of the main line: git pull --rebase",
            ),
        },
        source=_CLAUSE,
        over=itself,
        check=_since,
        with_history=True,
    ),
    Rule(
        id="SAP914",
        severity=ERROR,
        proves=True,
        title=Words(
            "Негизги бутакта фактылар өзгөргөн эмес",
            "На основной ветке факты не менялись",
            "Facts stayed as they were on the main line",
        ),
        says={
            "changed": _CHANGED,
            "removed": _GONE,
            "changed in a push": _CHANGED,
            "removed in a push": _GONE,
        },
        do={
            "": Words(
                "коммитти карап, катталган байттарды кайтарыңыз (git show {commit}); болгонду толуктоо менен түшүндүрүңүз: sapat amend",
                "посмотрите коммит и верните байты (git show {commit}); случившееся объясните дополнением: sapat amend",
                "look at the commit and bring the bytes back (git show {commit}); explain what happened by an addendum: sapat amend",
            ),
            "changed in a push": _ANEW,
            "removed in a push": _ANEW,
        },
        source="ISO 9001:2015 7.5.3.2; R44",
        over=_lived,
        check=_rewritten,
        with_history=True,
    ),
)
