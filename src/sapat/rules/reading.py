"""SAP0: what cannot be read, or is not written as agreed. The defects themselves are found while a file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sapat.model.findings import Hit, Where
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.rule import ERROR, Rule


def read_files(at: Snapshot) -> tuple[str, ...]:
    """Files whose content is read; a control copy is judged by its digest instead."""
    return at.once(_read_files)


def _read_files(at: Snapshot) -> tuple[str, ...]:
    return tuple(path for path in at.facts if "/copy/" not in path or not path.startswith("registers/changes/"))


def remarked(at: Snapshot) -> tuple[str, ...]:
    """Those of them where reading noted a defect."""
    return at.once(_remarked)


def _remarked(at: Snapshot) -> tuple[str, ...]:
    return tuple(path for path in read_files(at) if at.facts[path].defects)


def _headless(at: Snapshot) -> tuple[str, ...]:
    """Those that stand for a document without front matter, and those with a defect."""
    return tuple(path for path in read_files(at) if at.facts[path].defects or not at.facts[path].fenced)


def defects(rule: str) -> Callable[[Snapshot, str], Iterable[Hit]]:
    """The hits of one rule among the defects noted while a file was read."""

    def check(at: Snapshot, path: str) -> Iterable[Hit]:
        for one in at.facts[path].defects:
            if one.rule == rule:
                yield Hit(Where(path, line=one.line, column=one.column), one.says, one.args)

    return check


def _unfit(at: Snapshot, path: str) -> Iterable[Hit]:
    """The cure names the schema that the file says it follows; a Markdown file follows that of documents."""
    schema = str(at.facts[path].value.get("schema", "")).partition("/")[0]
    known = {"schema": schema if schema in at.schemas else "document"}
    return (replace(hit, args={**known, **hit.args}) for hit in defects("SAP004")(at, path))


def _no_front(at: Snapshot, path: str) -> Iterable[Hit]:
    """A file in a controlled folder without front matter has left control: that is worse than a broken one."""
    yield from defects("SAP001")(at, path)
    if path in at.heads and not at.facts[path].fenced:
        yield Hit(Where(path, line=1, column=1), "missing")


def _missing_parts(at: Snapshot, path: str) -> Iterable[Hit]:
    base = path.rpartition("/")[0]
    told = at.facts[path].value.get("parts")
    for number, part in enumerate(told if isinstance(told, list) else ()):
        if f"{base}/{part}" not in at.facts:
            yield Hit(Where(path, ("parts", number)), "", {"part": str(part)})


RULES = (
    Rule(
        id="SAP001",
        severity=ERROR,
        proves=True,
        title=Words("Башкы маалымат (front matter) окулат", "Шапка документа читается", "The front matter can be read"),
        says={
            "missing": Words(
                "башкы маалымат жок: файл башкаруудан тышкары калып жатат",
                "нет шапки (front matter): файл остаётся вне управления",
                "there is no front matter: the file is outside control",
            ),
            "unclosed": Words(
                "башкы маалымат «---» сабы менен жабылган эмес",
                "шапка не закрыта строкой «---»",
                "the front matter is not closed by a line of ---",
            ),
            "mapping": Words(
                "ачкыч: маани жуптары күтүлөт", "ожидаются пары «ключ: значение»", "pairs of key: value are expected"
            ),
            "syntax": Words("YAML окулбайт: {what}", "YAML не читается: {what}", "the YAML cannot be read: {what}"),
        },
        do={
            "": Words(
                "белгиленген сапты оңдоңуз; үлгү: sapat new",
                "исправьте указанную строку; образец даёт sapat new",
                "mend the line named; sapat new shows the form",
            ),
            "missing": Words(
                "файлды башкаруудагы папкадан чыгарыңыз же башкы маалымат жазыңыз: sapat new",
                "уберите файл из управляемой папки или дайте ему шапку: sapat new",
                "move the file out of the controlled folder, or give it front matter: sapat new",
            ),
        },
        source="ISO 9001:2015 7.5.2 a",
        over=read_files,
        check=_no_front,
        suspects=_headless,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP002",
        severity=ERROR,
        proves=True,
        title=Words("Тексттин коддоосу", "Кодировка текста", "The encoding of the text"),
        says={
            "bom": Words(
                "файл BOM белгиси менен башталат", "файл начинается с BOM", "the file begins with a byte order mark"
            ),
            "nul": Words("файлда нөл байт (NUL) бар", "в файле есть нулевой байт (NUL)", "the file has a NUL byte"),
            "cr": Words(
                "сап CR белгиси (Windows) менен бүтөт",
                "строка кончается знаком CR (Windows)",
                "a line ends with CR (Windows)",
            ),
            "utf8": Words(
                "текст UTF-8 эмес (байт {byte})",
                "текст не в UTF-8 (байт {byte})",
                "the text is not UTF-8 (byte {byte})",
            ),
            "nfc": Words(
                "тамгалар курамдык түрдө (NFC эмес)",
                "буквы в разложенном виде (не NFC)",
                "letters are decomposed (not NFC)",
            ),
            "hidden": Words("көрүнбөгөн белги: {name}", "невидимый знак: {name}", "an invisible character: {name}"),
        },
        do={
            "": Words(
                "файлды UTF-8, BOM жок, LF сап аягы менен сактаңыз",
                "сохраните файл как UTF-8 без BOM, концы строк LF",
                "save the file as UTF-8 without BOM, with LF line ends",
            ),
            "utf8": Words(
                "түп нускадан UTF-8 кылып кайра сактаңыз; windows-1251 түрүндө ө, ү, ң жок, алар жоголгон болушу мүмкүн",
                "сохраните заново из подлинника как UTF-8; в windows-1251 нет ө, ү, ң, они могли пропасть",
                "save it again from the original as UTF-8; windows-1251 has no ө ү ң, so they may be lost",
            ),
            "hidden": Words("белгини өчүрүңүз", "удалите знак", "delete the character"),
        },
        source="ISO 9001:2015 7.5.2 b",
        over=read_files,
        check=defects("SAP002"),
        suspects=remarked,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP003",
        severity=ERROR,
        proves=True,
        title=Words("Көлөмдүн чеги", "Пределы размера", "Limits of size"),
        says={
            "size": Words("файл {limit} КБдан чоң", "файл больше {limit} КБ", "the file is larger than {limit} KB"),
            "front": Words(
                "башкы маалымат {limit} КБдан чоң",
                "шапка больше {limit} КБ",
                "the front matter is larger than {limit} KB",
            ),
            "depth": Words(
                "түзүм {limit} кабаттан терең", "вложенность глубже {limit}", "nesting is deeper than {limit} levels"
            ),
            "nodes": Words("{limit} маанисинен көп", "значений больше {limit}", "there are more than {limit} values"),
        },
        do={"": Words("кыскартыңыз же бөлүңүз", "сократите или разделите", "shorten or split it")},
        source="ISO 9001:2015 7.5.3.1 b",
        over=read_files,
        check=defects("SAP003"),
        suspects=remarked,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP004",
        severity=ERROR,
        proves=True,
        title=Words("Маанилер схемага ылайык", "Значения по схеме", "Values fit the schema"),
        says={
            "required": Words("«{key}» ачкычы жок", "нет ключа «{key}»", "the key {key!r} is missing"),
            "enum": Words(
                "{key}: «{value}» болбойт; мүмкүн болгондору: {known}",
                "{key}: «{value}» не подходит; возможны: {known}",
                "{key}: {value!r} is not one of: {known}",
            ),
            "type": Words(
                "{key}: «{value}» башка түрдө болушу керек ({known})",
                "{key}: «{value}» другого вида, нужен {known}",
                "{key}: {value!r} should be of type {known}",
            ),
            "date": Words(
                "{key}: «{value}» күн эмес (ЖЖЖЖ-АА-КК жана календарда бар күн)",
                "{key}: «{value}» не дата (ГГГГ-ММ-ДД, и такой день есть в календаре)",
                "{key}: {value!r} is no date (YYYY-MM-DD, a day the calendar has)",
            ),
            "moment": Words(
                "{key}: «{value}» убакыт эмес (2026-11-12T10:15:00+06:00)",
                "{key}: «{value}» не момент времени (2026-11-12T10:15:00+06:00)",
                "{key}: {value!r} is no moment (2026-11-12T10:15:00+06:00)",
            ),
            "form": Words(
                "{key}: «{value}» туура жазылган эмес",
                "{key}: «{value}» записано неверно",
                "{key}: {value!r} is not well formed",
            ),
            "empty": Words("{key}: бош", "{key}: пусто", "{key}: is empty"),
            "schema": Words(
                "биринчи сап schema: болушу керек; белгилүүлөрү: {known}",
                "первой строкой нужна schema:; известны: {known}",
                "the file must begin with schema:; known are: {known}",
            ),
            "other": Words("{key}: {what}", "{key}: {what}", "{key}: {what}"),
        },
        do={
            "": Words(
                "маанини оңдоңуз; схемалар: sapat register {schema} --schema",
                "исправьте значение; схемы: sapat register {schema} --schema",
                "mend the value; for the schemas: sapat register {schema} --schema",
            )
        },
        source="ISO 9001:2015 7.5.2 a",
        over=read_files,
        check=_unfit,
        suspects=remarked,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP005",
        severity=ERROR,
        title=Words("Белгисиз ачкыч жок", "Нет неизвестных ключей", "No unknown keys"),
        says={
            "unknown": Words("«{key}» ачкычы белгисиз", "неизвестный ключ «{key}»", "unknown key {key!r}"),
            "near": Words(
                "«{key}» ачкычы белгисиз; «{near}» эмеспи?",
                "неизвестный ключ «{key}»; может быть, «{near}»?",
                "unknown key {key!r}; did you mean {near!r}?",
            ),
        },
        do={"": Words("ачкычты оңдоңуз же өчүрүңүз", "исправьте или удалите ключ", "mend or delete the key")},
        source="ISO 9001:2015 7.5.2 a",
        over=read_files,
        check=defects("SAP005"),
        suspects=remarked,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP006",
        severity=ERROR,
        title=Words("Толтурулбаган орун жок", "Нет незаполненных мест", "No placeholders"),
        says={
            "nothing": Words("{key}: мааниси бош", "{key}: пустое значение", "{key}: the value is nothing"),
            "placeholder": Words(
                "{key}: «{value}» маани эмес", "{key}: «{value}» не значение", "{key}: {value!r} is a placeholder"
            ),
        },
        do={
            "": Words(
                "маанини жазыңыз же ачкычты толугу менен өчүрүңүз",
                "напишите значение или уберите ключ целиком",
                "write the value, or leave the key out altogether",
            )
        },
        source="ISO 9001:2015 7.5.2 a",
        over=read_files,
        check=defects("SAP006"),
        suspects=remarked,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP007",
        severity=ERROR,
        title=Words("Версия тырмакчада", "Версия в кавычках", "The version is quoted"),
        says={
            "unquoted": Words(
                "{key}: {value} тырмакчасыз: башка программалар аны сан катары окуйт (1.10 → 1.1)",
                "{key}: {value} без кавычек: другие программы прочтут число (1.10 → 1.1)",
                "{key}: {value} is not quoted: other programs read it as a number (1.10 becomes 1.1)",
            )
        },
        do={"": Words('мындай жазыңыз: version: "1.0"', 'напишите: version: "1.0"', 'write: version: "1.0"')},
        source="ISO 9001:2015 7.5.2 a",
        over=read_files,
        check=defects("SAP007"),
        suspects=remarked,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP008",
        severity=ERROR,
        proves=True,
        title=Words("Жаңылткан YAML жок", "Нет обманчивых конструкций YAML", "No misleading YAML"),
        says={
            "duplicate": Words("«{key}» ачкычы эки жолу", "ключ «{key}» дважды", "the key {key!r} stands twice"),
            "anchor": Words("YAML белгиси &{name}", "якорь YAML &{name}", "the YAML anchor &{name}"),
            "alias": Words("YAML шилтемеси *{name}", "ссылка YAML *{name}", "the YAML alias *{name}"),
            "tag": Words("YAML теги {name}", "тег YAML {name}", "the YAML tag {name}"),
            "merge": Words("YAML бириктирүүсү <<", "слияние YAML <<", "a YAML merge key <<"),
            "second": Words("экинчи YAML документ", "второй документ YAML", "a second YAML document"),
            "key": Words("ачкыч жөнөкөй сөз эмес", "ключ не простое слово", "a key is not a plain word"),
        },
        do={"": Words("маанини ачык жазыңыз", "напишите значение прямо", "write the value out plainly")},
        source="ISO 9001:2015 7.5.3.1 b",
        over=read_files,
        check=defects("SAP008"),
        suspects=remarked,
        covers=lambda at: at.facts,
    ),
    Rule(
        id="SAP009",
        severity=ERROR,
        title=Words("Бардык бөлүктөр бар", "Все части на месте", "Every part is there"),
        says={"": Words("«{part}» бөлүгү жок", "нет части «{part}»", "the part {part!r} is missing")},
        do={
            "": Words(
                "файлды кошуңуз же parts тизмесинен алып салыңыз",
                "добавьте файл или уберите его из parts",
                "add the file, or take it out of parts",
            )
        },
        source="ISO 9001:2015 7.5.2 a",
        over=lambda at: at.heads,
        check=_missing_parts,
        covers=lambda at: at.documents,
    ),
)
