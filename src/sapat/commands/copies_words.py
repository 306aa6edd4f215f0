"""What `sapat copies` says and refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.errors import KNOWN, SapatError
from sapat.model.words import Words

SAID: Final[Mapping[str, Words]] = {
    "issued": Words(
        "{code} {version}: № {numbers} нускалар эсепке алынды.",
        "{code} {version}: учтены экземпляры № {numbers}.",
        "{code} {version}: copies No. {numbers} are entered.",
    ),
    "closed": Words(
        "{code}: № {numbers} нускалардын абалы — {state}.",
        "{code}: экземпляры № {numbers} — {state}.",
        "{code}: copies No. {numbers}: {state}.",
    ),
    "recall": Words(
        "мурунку версиянын нускаларын кайтарып алыңыз: sapat copies return {code} {numbers}",
        "изымите экземпляры прежней версии: sapat copies return {code} {numbers}",
        "take back the copies of the former version: sapat copies return {code} {numbers}",
    ),
}
WRONG: Final[Mapping[str, Words]] = {
    "no_unit": Words("«{unit}» деген бөлүм жок", "подразделения «{unit}» нет", "there is no unit {unit!r}"),
    "closed": Words(
        "№ {number} нусканын абалы: {state}", "экземпляр № {number}: {state}", "copy No. {number} is closed: {state}"
    ),
    "no_copy": Words(
        "{code} документинин № {number} нускасы жок",
        "у {code} нет экземпляра № {number}",
        "{code} has no copy No. {number}",
    ),
    "no_version": Words(
        "{code} {version}: таркатыла турган текст жок",
        "{code} {version}: нет текста для рассылки",
        "{code} {version}: there is no text to hand out",
    ),
    "no_paper": Words(
        "{code} {version} кагазга чыкпады", "{code} {version} не печатается", "{code} {version} cannot be set on paper"
    ),
    "there": Words("{target} бар", "{target} уже есть", "{target} is there already"),
}
_DO: Final[Mapping[str, Words | str]] = {
    "units": Words("бөлүмдөр: {known}", "подразделения: {known}", "units: {known}"),
    "known": KNOWN,
    "see": Words(
        "карап көрүңүз: sapat copies list {code} --all",
        "посмотрите: sapat copies list {code} --all",
        "see: sapat copies list {code} --all",
    ),
    "paper": Words("себеби: sapat pdf {code}", "причина: sapat pdf {code}", "why: sapat pdf {code}"),
    "elsewhere": Words("башка папка атаңыз: -o DIR", "назовите другую папку: -o DIR", "name another folder: -o DIR"),
}


def refused(what: str, cure: str, **args: object) -> SapatError:
    """Why a verb could not go on, and what helps."""
    return SapatError(WRONG[what], do=_DO[cure], **args)
