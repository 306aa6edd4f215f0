"""SAP6: lost Kyrgyz letters, words of two scripts, preferred terms (R97, R98, DOMAIN 0.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sapat.model.findings import Hit, Where
from sapat.model.links import texts
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, WARNING, Rule

# Measured on windows of real Kyrgyz texts: at 1,000 letters no false alarm, at 200 letters one in fifty (DOMAIN 0.3).
CERTAIN: Final = 1000
LIKELY: Final = 200
SHARE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Kyrgyz:
    """A text in Kyrgyz, of one or more files, with the count of its Cyrillic letters and of ө ү ң among them."""

    path: str
    letters: int
    kyrgyz: int

    @property
    def lost(self) -> bool:
        return self.kyrgyz < self.letters * SHARE


def _kyrgyz(at: Snapshot) -> Iterator[Kyrgyz]:
    """Documents whose original is Kyrgyz, and translations into Kyrgyz."""
    for doc in at.documents:
        paths = [one.path for one in doc.files if one.path.endswith(".md")] if "ky" in doc.original_languages else []
        for together in (paths, list(doc.translations.get("ky", ()))):
            if together:
                scans = [at.facts[path].scan for path in together]
                yield Kyrgyz(together[0], sum(s.letters for s in scans), sum(s.kyrgyz for s in scans))


def _counted(at: Snapshot) -> tuple[Kyrgyz, ...]:
    return tuple(_kyrgyz(at))


def _long(at: Snapshot) -> Iterator[Kyrgyz]:
    return (one for one in at.once(_counted) if one.letters >= CERTAIN)


def _short(at: Snapshot) -> Iterator[Kyrgyz]:
    return (one for one in at.once(_counted) if LIKELY <= one.letters < CERTAIN)


def _letters(at: Snapshot, one: Kyrgyz) -> Iterable[Hit]:
    if one.lost:
        share = f"{100 * one.kyrgyz / one.letters:.1f}"
        args = {"letters": one.letters, "kyrgyz": one.kyrgyz, "share": share}
        yield Hit(Where(one.path, ("title",)), "", args)


def _texts(at: Snapshot) -> Iterator[str]:
    return (path for path, _ in texts(at))


def _mixed(at: Snapshot, path: str) -> Iterable[Hit]:
    for line, column, word in at.facts[path].scan.mixed:
        latin = ", ".join(dict.fromkeys(letter for letter in word if letter.isascii()))
        yield Hit(Where(path, line=line, column=column), "", {"word": word, "latin": latin})


def _spoken(at: Snapshot) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each text with its language or languages; only where there are terms to prefer."""
    if not at.settings.terms:
        return
    for doc in at.documents:
        own = doc.original_languages
        yield from ((one.path, own) for one in doc.files if one.path.endswith(".md"))
        for lang, paths in doc.translations.items():
            yield from ((path, (lang,)) for path in paths)


def _languages(at: Snapshot) -> Mapping[str, frozenset[str]]:
    """Preferred term -> the languages it is preferred in."""
    found: dict[str, set[str]] = {}
    for term in at.settings.terms:
        found.setdefault(term.use, set()).add(term.language)
    return {use: frozenset(langs) for use, langs in found.items()}


def _terms(at: Snapshot, one: tuple[str, tuple[str, ...]]) -> Iterable[Hit]:
    path, spoken = one
    for line, column, word, use in at.facts[path].scan.avoided:
        if not at.once(_languages).get(use, frozenset()).isdisjoint(spoken):
            yield Hit(Where(path, line=line, column=column), "", {"word": word, "use": use})


_LOST: Final = Words(
    "текстте ө, ү, ң тамгалары жоголгон окшойт: {letters} кирилл тамганын ичинде {kyrgyz} ({share} %)",
    "похоже, в тексте пропали буквы ө, ү, ң: их {kyrgyz} из {letters} кириллических ({share} %)",
    "the letters ө ү ң seem to be lost: {kyrgyz} of {letters} Cyrillic letters ({share} %)",
)
_RESTORE: Final = Words(
    "түп нускадан UTF-8 менен кайра алыңыз; текст кыргызча болбосо, original_language маанисин оңдоңуз",
    "возьмите текст из подлинника заново в UTF-8; если он не по-кыргызски, исправьте original_language",
    "take the text from the original again as UTF-8; if it is not Kyrgyz, mend original_language",
)

RULES = (
    Rule(
        id="SAP601",
        severity=ERROR,
        title=Words("Кыргыз тамгалары сакталган", "Кыргызские буквы сохранены", "Kyrgyz letters are kept"),
        says={"": _LOST},
        do={"": _RESTORE},
        source="ISO 9001:2015 7.5.2 b, 7.5.3.2 b; R97",
        over=_long,
        check=_letters,
    ),
    Rule(
        id="SAP602",
        severity=WARNING,
        title=Words(
            "Кыргыз тамгалары сакталган (кыска текст)",
            "Кыргызские буквы сохранены (короткий текст)",
            "Kyrgyz letters are kept (short text)",
        ),
        says={"": _LOST},
        do={"": _RESTORE},
        source="ISO 9001:2015 7.5.2 b, 7.5.3.2 b; R97",
        over=_short,
        check=_letters,
    ),
    Rule(
        id="SAP603",
        severity=WARNING,
        title=Words("Сөз бир алфавитте", "Слово в одном алфавите", "A word is of one script"),
        says={
            "": Words(
                "«{word}» сөзүндө эки алфавит аралаш: латын тамгасы {latin}",
                "в слове «{word}» смешаны алфавиты: латинские буквы {latin}",
                "the word {word!r} mixes two scripts: Latin {latin}",
            )
        },
        do={
            "": Words(
                "сөздү бир алфавитте жазыңыз: издөө жана экран окугуч башкасын таппайт",
                "наберите слово одним алфавитом: иначе его не найдёт ни поиск, ни чтение с экрана",
                "write the word in one script: neither search nor a screen reader finds it otherwise",
            )
        },
        source="ISO 9001:2015 7.5.2 b; R97",
        over=_texts,
        check=_mixed,
        covers=lambda at: at.documents,
    ),
    Rule(
        id="SAP604",
        severity=WARNING,
        title=Words("Кабыл алынган терминдер", "Принятые термины", "Preferred terms"),
        says={
            "": Words(
                "«{word}» ордуна «{use}» термини кабыл алынган",
                "вместо «{word}» принят термин «{use}»",
                "the preferred term for {word!r} is {use!r}",
            )
        },
        do={
            "": Words(
                "кабыл алынган терминди колдонуңуз: {use}",
                "употребите принятый термин: {use}",
                "use the preferred term: {use}",
            )
        },
        source="ISO 9001:2015 7.5.2 b; R98",
        over=_spoken,
        check=_terms,
        applies=lambda settings: bool(settings.terms),
        covers=lambda at: at.documents,
    ),
)
