"""What `sapat sign` says: refusals of its own come with their cure, those of the rules in the words of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapat.model.words import Words

Refusal = tuple[Words, Words]

MEANINGS: Final[Mapping[str, Words]] = {
    "check": Words("текшерилди", "проверено", "checked"),
    "agree": Words("макулдашылды", "согласовано", "agreed"),
    "approve": Words("бекитилди", "утверждено", "approved"),
    "register": Words("катталды", "зарегистрировано", "registered"),
}
SIGNED_NOW: Final = Words(
    "{path}: {person} кол койду ({meaning}).",
    "{path}: подписано, {person} ({meaning}).",
    "{path}: signed by {person} ({meaning}).",
)
RECORD_NEXT: Final = Words(
    "дагы кол керек ({have}/{need}): {roles}",
    "нужны ещё подписи ({have}/{need}): {roles}",
    "more signatures are needed ({have}/{need}): {roles}",
)
TRUST_NEXT: Final = Words(
    "түпкү адамдардын дагы кол тамгасы керек ({have}/{need}): {roots}",
    "нужны ещё подписи корневых лиц ({have}/{need}): {roots}",
    "more root persons have to sign ({have}/{need}): {roots}",
)
DONE: Final = Words(
    "кол тамга файлын фактысы менен бирге коммит кылып, негизги бутакка кошуңуз",
    "закоммитьте подпись вместе с её фактом и влейте в основную ветку",
    "commit the signature with its fact, and bring both to the main line",
)
NO_FACT: Final[Refusal] = (
    Words(
        "{file} кол коюла турган факт эмес", "{file} не факт, который подписывают", "{file} is no fact that is signed"
    ),
    Words(
        "макулдашуунун, катталган жазуунун же реестрдин файлын атаңыз; документтин текстине эмес, анын жазуусуна кол коюлат",
        "назовите файл согласования, зарегистрированной записи или реестра; подписывают не текст документа, а запись о нём",
        "name the file of an agreement, of a registered record or of a register; not the text is signed, but its record",
    ),
)
NO_FILE: Final[Refusal] = (
    Words("{file} деген файл жок", "файла {file} нет", "no such file: {file}"),
    Words(
        "кол коюла турган файлдарды көрүңүз: git ls-files registers; версияны мындай атаса болот: КОД@1.0",
        "посмотрите, что подписывают: git ls-files registers; версию можно назвать так: КОД@1.0",
        "see what can be signed: git ls-files registers; a version may be named as in CODE@1.0",
    ),
)
NO_VERSION: Final[Refusal] = (
    Words(
        "{code} документинин {version} версиясынын жазуусу жок",
        "у {code} нет записи версии {version}",
        "{code} has no record of a version {version}",
    ),
    Words("бар версиялары: {known}", "есть версии: {known}", "there are: {known}"),
)
NEITHER: Final[Refusal] = (
    Words(
        "кол тамганын мааниси айтылган эмес",
        "не сказано, что значит подпись",
        "it is not said what the signature means",
    ),
    Words(
        "жазыңыз: --meaning approve же register",
        "укажите: --meaning approve или register",
        "give --meaning approve or register",
    ),
)
WRONG_MEANING: Final[Refusal] = (
    Words(
        "{path} үчүн кол тамганын «{meaning}» мааниси туура келбейт",
        "для {path} подпись со смыслом «{meaning}» не подходит",
        "for {path} a signature that says {meaning!r} does not fit",
    ),
    Words("туура келгени: {known}", "подходит: {known}", "what fits: {known}"),
)
OLD_TEXT: Final[Refusal] = (
    Words(
        "{path} азыркы текстке эмес, мурункусуна берилген: текст андан кийин өзгөргөн",
        "{path} дано прежнему тексту: он с тех пор изменился",
        "{path} was given to an earlier text: it has changed since",
    ),
    Words(
        "азыркы текстке жаңы жооп жазыңыз: sapat agree … --role {role} --meaning {meaning}",
        "запишите ответ на нынешний текст: sapat agree … --role {role} --meaning {meaning}",
        "write an answer to the present text: sapat agree … --role {role} --meaning {meaning}",
    ),
)
NO_PERSON: Final[Refusal] = (
    Words(
        "бир нече адамдын ачкычы бар: {known}",
        "есть ключи нескольких лиц: {known}",
        "there are keys of several persons: {known}",
    ),
    Words(
        "ким экенин айтыңыз: --person … же --key …",
        "скажите, кто: --person … или --key …",
        "say who: --person … or --key …",
    ),
)
NO_KEY: Final[Refusal] = (
    Words(
        "бул ачкычтар реестрде эч кимдики эмес: {prints}",
        "эти ключи в реестре ничьи: {prints}",
        "these keys are nobody's in the register: {prints}",
    ),
    Words(
        'ачкычты киргизиңиз: sapat add keys --id … --person … --key "…" --since … --until …',
        'внесите ключ: sapat add keys --id … --person … --key "…" --since … --until …',
        'enter the key: sapat add keys --id … --person … --key "…" --since … --until …',
    ),
)
SIGNED_ALREADY: Final[Refusal] = (
    Words("{person} буга кол койгон", "{person} это уже подписал", "{person} has signed this already"),
    Words("көрүңүз: {path}", "посмотрите: {path}", "see {path}"),
)
SAW_OTHER: Final[Refusal] = (
    Words(
        "алынган кол тамга текшерүүдөн өтпөдү: {why}",
        "полученная подпись не прошла проверку: {why}",
        "the signature made does not verify: {why}",
    ),
    Words(
        "ачкыч менен .pub файлы бир жуп экенин текшериңиз",
        "проверьте, что ключ и файл .pub — одна пара",
        "see whether the key and the .pub file are a pair",
    ),
)
