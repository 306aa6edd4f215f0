"""SAP1, first part: codes, their numbers, and that no two are the same or look the same (R9, DOMAIN 4b)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from sapat.model.codes import Code, strange_letters
from sapat.model.documents import Document
from sapat.model.findings import Hit, Where
from sapat.model.lookalikes import skeleton
from sapat.model.references import Known, codes
from sapat.model.settings import number_fits
from sapat.model.snapshot import Snapshot, slugs_of_codes
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule

Coded = tuple[Document, Code]


def coded(at: Snapshot) -> Iterator[Document]:
    return (doc for doc in at.documents if doc.code)


def parsed(at: Snapshot) -> Iterator[Coded]:
    """Documents whose code follows the grammar."""
    known = at.once(codes)
    for doc in at.documents:
        if (code := known.get(doc.path)) is not None:
            yield doc, code


def _code(doc: Document) -> Where:
    return Where(doc.path, ("code",))


def _grammar(at: Snapshot, doc: Document) -> Iterable[Hit]:
    """The character at fault is named with its code point: nobody sees a Latin С among Cyrillic ones."""
    settings = at.settings
    meant = settings.grammar.intended(doc.code)
    parts = doc.code.split("-")
    if meant is not None:
        letters = "; ".join(_exchanged(doc.code, meant.text))
        yield Hit(_code(doc), "alike", {"code": doc.code, "meant": meant.text, "letters": letters})
    elif strange := [f"{place}: «{letter}» {name}" for place, letter, name in strange_letters(doc.code)]:
        yield Hit(_code(doc), "strange", {"code": doc.code, "letters": "; ".join(strange)})
    elif len(parts) > 3 and parts[2] not in settings.grammar.kinds:
        known = ", ".join(settings.grammar.kinds)
        yield Hit(_code(doc), "kind", {"code": doc.code, "kind": parts[2], "known": known})
    else:
        form = f"{settings.org}-{settings.system}-{settings.grammar.kinds[0]}-1"
        yield Hit(_code(doc), "form", {"code": doc.code, "form": form})


def _exchanged(text: str, meant: str) -> Iterator[str]:
    for place, (wrong, right) in enumerate(zip(text, meant, strict=False), 1):
        if wrong != right:
            name = unicodedata.name(wrong, "unnamed character")
            yield f"{place}: «{wrong}» U+{ord(wrong):04X} {name} → «{right}» U+{ord(right):04X}"


def _number(at: Snapshot, one: Coded) -> Iterable[Hit]:
    doc, code = one
    type_ = at.settings.types[code.kind]
    if not number_fits(type_, code.number):
        args = {"number": code.number, "kind": code.kind, "form": type_.number}
        yield Hit(_code(doc), "number", args)
    if type_.unit == "required" and not code.unit:
        yield Hit(_code(doc), "unit", {"code": code.text, "kind": code.kind})
    if type_.unit == "none" and code.unit:
        yield Hit(_code(doc), "no-unit", {"unit": code.unit, "kind": code.kind})


def _repeated(at: Snapshot) -> list[tuple[Document, str]]:
    """Documents whose code another has, with the path of that one."""
    first: dict[str, str] = {}
    pairs = [(doc, first.setdefault(doc.code, doc.path)) for doc in coded(at)]
    if len(first) == len(pairs):
        return []
    first |= {doc.code: doc.path for doc, _ in pairs if at.by_slug.get(doc.slug) is doc}
    return [(doc, first[doc.code]) for doc, _ in pairs if first[doc.code] != doc.path]


def _unique(at: Snapshot, pair: tuple[Document, str]) -> Iterable[Hit]:
    doc, path = pair
    yield Hit(_code(doc), "", {"code": doc.code, "other": path})


def _look_alikes(at: Snapshot) -> list[tuple[Document, str]]:
    """Documents whose code looks like another's, with that code."""
    first: dict[str, str] = {}
    pairs = [(doc, first.setdefault(skeleton(doc.code), doc.code)) for doc in coded(at)]
    return [(doc, code) for doc, code in pairs if code != doc.code]


def _unlike(at: Snapshot, pair: tuple[Document, str]) -> Iterable[Hit]:
    doc, code = pair
    letters = "; ".join(_exchanged(doc.code, code))
    yield Hit(_code(doc), "", {"code": doc.code, "other": code, "letters": letters})


def _slug_taken(at: Snapshot) -> list[tuple[Document, str]]:
    """Documents with the different code that holds their slug; a mistyped code is SAP101's."""
    given: dict[str, set[str]] = {}
    for code, slug in slugs_of_codes(at.dossiers).items():
        given.setdefault(slug, set()).add(code)
    first: dict[str, str] = {}
    found: list[tuple[Document, str]] = []
    for doc, parts in parsed(at):
        former = given.get(doc.slug, ())
        other = first.setdefault(doc.slug, parts.text)
        if other != parts.text or (former and parts.text not in former):
            found.append((doc, other if other != parts.text else min(former)))
    return found


def _own_slug(at: Snapshot, pair: tuple[Document, str]) -> Iterable[Hit]:
    doc, other = pair
    yield Hit(_code(doc), "", {"code": doc.code, "slug": doc.slug, "other": other})


def _type_in_code(at: Snapshot, one: Coded) -> Iterable[Hit]:
    doc, code = one
    told, form = doc.text("type"), at.settings.form_type
    if not told:
        return
    where = Where(doc.path, ("type",))
    if code.form and told != form:
        yield Hit(where, "form", {"type": told, "form": form, "number": "Ф" + code.form})
    elif not code.form and told == form:
        yield Hit(where, "no-form", {"type": told, "code": code.text})
    elif not code.form and told != code.kind:
        yield Hit(where, "other", {"type": told, "kind": code.kind})


def _forms(at: Snapshot) -> Iterator[Coded]:
    return ((doc, code) for doc, code in parsed(at) if code.form)


def _parent(at: Snapshot, one: Coded) -> Iterable[Hit]:
    doc, code = one
    if not at.once(Known).has("document", code.parent):
        yield Hit(_code(doc), "", {"code": code.text, "parent": code.parent})


RULES = (
    Rule(
        id="SAP101",
        severity=ERROR,
        title=Words("Коддун жазылышы", "Форма кода", "The form of the code"),
        says={
            "alike": Words(
                "«{code}» кодунда окшош, бирок башка белги турат: {letters}; код мындай болушу керек: {meant}",
                "в коде «{code}» стоит похожий, но чужой знак: {letters}; нужно {meant}",
                "the code {code!r} has a character that only looks right: {letters}; it should be {meant}",
            ),
            "strange": Words(
                "«{code}» кодунда кирилл тамгасы да, цифра да эмес белги бар: {letters}",
                "в коде «{code}» есть знак, который не кириллическая буква и не цифра: {letters}",
                "the code {code!r} has a character that is neither a Cyrillic letter nor a digit: {letters}",
            ),
            "kind": Words(
                "«{code}»: «{kind}» түрү белгисиз; белгилүүлөрү: {known}",
                "«{code}»: вид «{kind}» неизвестен; известны: {known}",
                "{code!r}: the type {kind!r} is unknown; known are: {known}",
            ),
            "form": Words(
                "«{code}» документтин коду эмес; үлгү: {form}",
                "«{code}» не код документа; образец: {form}",
                "{code!r} is not a document code such as {form}",
            ),
        },
        do={
            "": Words(
                "кодду sapat.toml бөлүмүндөгү эреже боюнча жазыңыз; бош кодду sapat new берет",
                "запишите код по правилу из sapat.toml; свободный код даёт sapat new",
                "write the code by the grammar of sapat.toml; sapat new gives a free one",
            ),
            "alike": Words(
                "белгини көрсөтүлгөн тамгага алмаштырыңыз: {meant}",
                "замените знак указанным: {meant}",
                "put the character named in its place: {meant}",
            ),
        },
        source="ISO 9001:2015 7.5.2 a; R9",
        over=coded,
        check=_grammar,
        suspects=lambda at: [doc for doc in coded(at) if at.once(codes)[doc.path] is None],
        covers=lambda at: (path for path in at.heads if at.facts[path].value.get("code")),
    ),
    Rule(
        id="SAP102",
        severity=ERROR,
        title=Words("Түрдүн номери жана бөлүмү", "Номер и подразделение по виду", "Number and unit as the type asks"),
        says={
            "number": Words(
                "{kind} түрүндө «{number}» деген номер болбойт; эрежеси: {form}",
                "у вида {kind} не бывает номера «{number}»; правило: {form}",
                "the type {kind} has no number {number!r}; its pattern is {form}",
            ),
            "unit": Words(
                "{code}: {kind} түрүнүн кодунда бөлүмдүн кыскартуусу болушу керек",
                "{code}: в коде вида {kind} нужно сокращение подразделения",
                "{code}: a code of the type {kind} needs the letters of a unit",
            ),
            "no-unit": Words(
                "{kind} түрүнүн кодунда бөлүм ({unit}) жазылбайт",
                "в коде вида {kind} подразделение ({unit}) не пишется",
                "a code of the type {kind} carries no unit ({unit})",
            ),
        },
        do={
            "": Words(
                "кодду sapat.toml, [types] боюнча оңдоңуз",
                "исправьте код по [types] в sapat.toml",
                "mend the code by [types] of sapat.toml",
            )
        },
        source="ISO 9001:2015 7.5.2 a; R9, R29",
        over=parsed,
        check=_number,
    ),
    Rule(
        id="SAP103",
        severity=ERROR,
        title=Words("Код бир гана документтики", "Код принадлежит одному документу", "A code belongs to one document"),
        says={
            "": Words(
                "{code} коду мурунтан {other} файлыныкы",
                "код {code} уже принадлежит файлу {other}",
                "the code {code} already belongs to {other}",
            )
        },
        do={
            "": Words(
                "жаңы документке бош код бериңиз: sapat new",
                "дайте новому документу свободный код: sapat new",
                "give the new document a free code: sapat new",
            )
        },
        source="ISO 9001:2015 7.5.2 a; R9",
        over=coded,
        check=_unique,
        suspects=_repeated,
    ),
    Rule(
        id="SAP104",
        severity=ERROR,
        title=Words("Коддор көзгө бирдей көрүнбөйт", "Коды не выглядят одинаково", "No two codes look the same"),
        says={
            "": Words(
                "{code} коду {other} коду менен бирдей көрүнөт ({letters})",
                "код {code} выглядит так же, как {other} ({letters})",
                "the code {code} looks the same as {other} ({letters})",
            )
        },
        do={
            "": Words(
                "айырмасы көрүнгөн башка код тандаңыз",
                "выберите код, который видно отличается",
                "choose a code that differs visibly",
            )
        },
        source="ISO 9001:2015 7.5.2 a; R9",
        over=coded,
        check=_unlike,
        suspects=_look_alikes,
    ),
    Rule(
        id="SAP105",
        severity=ERROR,
        title=Words("Латын аты кайталанбайт", "Латинское имя не повторяется", "The slug is given once"),
        says={
            "": Words(
                "{code} кодунун латын аты ({slug}) мурунтан {other} кодуна таандык (ө/о, ү/у бирдей жазылат)",
                "латинское имя кода {code} ({slug}) уже занято кодом {other} (ө/о, ү/у пишутся одинаково)",
                "the slug of {code} ({slug}) already belongs to {other} (ө/о and ү/у are written alike)",
            )
        },
        do={
            "": Words(
                "башка номер же башка бөлүм белгисин тандаңыз",
                "выберите другой номер или другие буквы подразделения",
                "choose another number or other letters for the unit",
            )
        },
        source="ISO 9001:2015 7.5.2 a",
        over=parsed,
        check=_own_slug,
        suspects=_slug_taken,
    ),
    Rule(
        id="SAP106",
        severity=ERROR,
        title=Words("Коддогу түр менен type бирдей", "Вид в коде и type совпадают", "The type agrees with the code"),
        says={
            "form": Words(
                "коддо бланктын номери бар ({number}), ошондуктан type: {form} болушу керек, «{type}» эмес",
                "в коде номер формы ({number}), поэтому нужен type: {form}, а не «{type}»",
                "the code carries a form number ({number}), so type must be {form}, not {type!r}",
            ),
            "no-form": Words(
                "type: {type}, бирок {code} кодунда бланктын номери (-Ф01) жок",
                "type: {type}, но в коде {code} нет номера формы (-Ф01)",
                "type is {type}, but the code {code} carries no form number (-Ф01)",
            ),
            "other": Words(
                "коддогу түр {kind}, ал эми type: «{type}»",
                "в коде вид {kind}, а type: «{type}»",
                "the code says {kind}, but type is {type!r}",
            ),
        },
        do={
            "": Words(
                "экөөнүн туурасын калтырыңыз: код берилгенден кийин өзгөрбөйт",
                "оставьте верное из двух: данный код не меняется",
                "keep the right one of the two: a code once given does not change",
            )
        },
        source="ISO 9001:2015 7.5.2 a; R27",
        over=parsed,
        check=_type_in_code,
    ),
    Rule(
        id="SAP107",
        severity=ERROR,
        title=Words("Бланктын негизги документи бар", "У формы есть основной документ", "A form has its document"),
        says={
            "": Words(
                "{code} бланкынын {parent} деген документи жок",
                "у формы {code} нет документа {parent}",
                "the form {code} has no document {parent}",
            )
        },
        do={
            "": Words(
                "бланктын кодун ал тиешелүү болгон документтин коду менен баштаңыз",
                "начните код формы с кода документа, к которому она относится",
                "begin the form's code with the code of the document it belongs to",
            )
        },
        source="ISO 9001:2015 7.5.3.2 a; R31",
        over=_forms,
        check=_parent,
    ),
)
