"""The entry or record that a user means by ENTRY: a path, REGISTER/ID, CODE@VERSION, or the CODE of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sapat.commands.writing import Desk
from sapat.model.entries import Entry
from sapat.model.errors import SapatError
from sapat.model.rank import is_ratified
from sapat.model.records import Dossier
from sapat.model.status import standing
from sapat.model.words import Words


@dataclass(frozen=True, slots=True)
class Target:
    """What an addendum is for: an entry of a register, or the record of a version."""

    entry: Entry
    folder: str  # of a dossier; empty for other entries
    record: Dossier | None = None

    def addendum(self, number: int) -> str:
        if self.folder:
            return f"{self.folder}/a{number}.yaml"
        return f"{self.entry.path.removesuffix('.yaml')}.a{number}.yaml"


def target_named(at_desk: Desk, told: str, kind: str, since: date) -> Target:
    """The entry a user names. Raises SapatError when there is none, or when it can still be edited."""
    at = at_desk.at
    for versions in at.dossiers.values():
        for one in versions:
            if told in (one.path, one.folder, f"changes/{one.slug}/{one.version}"):
                return _of_record(one)
    for register in at.registers.values():
        for entry in register.entries.values():
            if told in (entry.path, f"{register.name}/{entry.id}", entry.path.removeprefix("registers/")[:-5]):
                return Target(entry, "")
    code, _, version = told.partition("@")
    if "/" in told:
        raise SapatError(
            Words("«{told}» деген жазуу жок", "записи «{told}» нет", "there is no entry {told!r}"),
            do=Words(
                "жолу менен, REGISTER/ID же CODE@VERSION түрүндө атаңыз",
                "назовите её по пути, как REGISTER/ID или как CODE@VERSION",
                "name it by its path, as REGISTER/ID, or as CODE@VERSION",
            ),
            told=told,
        )
    slug = at_desk.slug(code)
    if version:
        found = next((one for one in at.versions(slug) if str(one.version) == version), None)
    else:
        found = _meant(at_desk, slug, kind, since)
    if found is None and kind == "postponement" and not version:
        raise SapatError(
            Words(
                "{told} документинин күчүнө кире элек версиясы жок",
                "у {told} нет версии, которая ещё не вступила в силу",
                "no version of {told} is still to take effect",
            ),
            do=Words(
                "күчүнө киргенди жаңы версия гана өзгөртөт: sapat revise {code}",
                "действующее меняет только новая версия: sapat revise {code}",
                "what is in force is changed by a new version only: sapat revise {code}",
            ),
            told=told,
            code=code,
        )
    if found is None:
        raise SapatError(
            Words(
                "{since} күнүнө {told} документинин жазуусу жок",
                "на {since} нет записи о {told}",
                "there is no record of {told} on {since}",
            ),
            do=Words(
                "версияларын караңыз: sapat history {code}",
                "посмотрите версии: sapat history {code}",
                "see its versions: sapat history {code}",
            ),
            told=told,
            since=since,
            code=code,
        )
    return _of_record(found)


def _of_record(found: Dossier) -> Target:
    if found.record is None or not found.is_sealed:
        raise SapatError(
            Words("{path} али катталган эмес", "{path} ещё не зарегистрирован", "{path} is not registered yet"),
            do=Words(
                "анын өзүн толуктаңыз: sapat revise {code} …",
                "дополните её саму: sapat revise {code} …",
                "complete it itself: sapat revise {code} …",
            ),
            path=found.path,
            code=found.code,
        )
    return Target(found.record, found.folder, found)


def _meant(at_desk: Desk, slug: str, kind: str, since: date) -> Dossier | None:
    """The record that an addendum of a kind is for, when only the document is named."""
    at = at_desk.at
    stands = standing(at, slug, since)
    if kind == "postponement":
        return next(iter(stands.coming), None) if stands else None
    if kind == "ratification":
        waiting = [one for one in at.versions(slug) if one.is_sealed and one.urgent and not is_ratified(at, one)]
        if waiting:
            return waiting[-1]
    return (stands.in_force or stands.last or next(iter(stands.coming), None)) if stands else None
