"""Words that look like slips of the pen for one another and are words of their own: other prefixes, other stems, names of units.

A slip of the pen is a word that nobody uses. What is told apart here is another word; whether it says another thing,
somebody must look, unless one of the two names a person and the other what that person belongs to.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from sapat.model.wording.opposites import opposed
from sapat.model.wording.rows import KY, RU

_SAID_PREFIXES: Final = """
вне воз вос вы до за из ис на над не недо о об от пере по под пред при про раз рас с у в со внутри
un in im de dis mis over under out up pre post sub inter re en ex
"""
_PREFIXES: Final = frozenset(_SAID_PREFIXES.split())
_ONE_SOUND: Final = (
    frozenset({"воз", "вос"}),
    frozenset({"из", "ис"}),
    frozenset({"раз", "рас"}),
    frozenset({"пре", "при", "пере", "пред"}),
    frozenset({"in", "im", "en", "un"}),
)
_REST: Final = 3  # letters of what stands behind a prefix
_COMMON: Final = 4  # letters two words must share at their beginning, to be made of one
_REFLEXIVE: Final = re.compile(r"([а-я]{3,}(?:ть|[еиуюая]т|[аеиуюя]л[аои]?))с[яь]")
_ACTIVE: Final = re.compile(r"([а-я]{4,}?)[юуяа]?щ(?:ий|ая|ее|ие|его|ему|им|ем|их|ими|ую|ей)(?:ся)?")
_PASSIVE: Final = re.compile(r"([а-я]{4,}?)[еио]?м(?:ый|ая|ое|ые|ого|ому|ым|ом|ых|ыми|ую|ой)")
_WHO: Final = re.compile(r"([а-я]{4,}[щш](?:ий|ая|ее|ие|его|ему|им|ем|их|ими|ую|ей))ся")  # обучающий, обучающийся
_DID: Final = re.compile(r"([а-я]{4,}?)вш(?:ий|ая|ее|ие|его|ему|им|ем|их|ими|ую|ей)(?:ся)?")
_DONE: Final = re.compile(r"([а-я]{4,}?)нн(?:ый|ая|ое|ые|ого|ому|ым|ом|ых|ыми|ую|ой)")
_BY_TRADE: Final = re.compile(r"([а-я]{4,}?)тел(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)")  # наниматель, нанимаемый
_DOER: Final = re.compile(r"([a-z]{4,}?)[eo]rs?")
_DOES: Final = re.compile(r"([a-z]{4,}?)ed")
_CASE: Final = f"(?:{RU}|{KY})"
_NOUN: Final = (  # behind a consonant, Russian or Kyrgyz
    r"(?:а|у|ом|е|ы|ов|ам|ами|ах|(?:[дтл][аеоө]р)?(?:[гк][аеоө]|[дтн][аеоө]н?|[дтн][ыиуү]н?)?)"
)
# what stands behind the part in common: of a person and of the unit or people, of who does it and what is done
_NAMED: Final = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (rf"ч[ыиуү]{KY}", KY),
        (rf"(?:иат|т?ур|и(?=[яюий])){_CASE}", _NOUN),
        (r"ств(?:о|а|у|ом|е|ам|ах)?", _NOUN),
        (rf"(?:ариус|ист|арь){_CASE}", _NOUN),
        (rf"то?р{_CASE}", rf"ци{RU}"),
        (r"(?:at)?[eo]rs?'?", r"ees?'?"),
        (r"[eo]rs?", r"(?:ing|ry|ion|orate)s?"),
        (r"ians?", r"(?:y|ies)"),
        (r"ists?", r"(?:|e|es|s|y|ies)"),
        (r"(?:ate|iat|ariat|ship)s?", r"(?:|y|ies|s|ary|aries)"),
        (r"ants?", r"(?:ancy|ancies|ing)"),
    )
)
# Words of regulations that stand one or two letters apart, by their stems
_SAID_STEMS: Final = """
билим илим билик арыз карыз кийим кирим дарек дарак барак тамак камак өкүл өкүм сынак сабак сапат санат кызмат
тапшырма тапшыруу жыйын жыйым түзүм түзүл айлык акылык байлык
издани здани создани задани учен учебн тест текст срок урок факт пакт вместе вместо част чест личн лишн платн плотн
вход уход сход ввод вывод смет смен штат штаб груп труп план клан мера вера цена сцена палат плат мест вест курс
rule role date data rate late hire fire file fine fill lend send spend lent sent rent pass past paid said staff stuff
course source board broad test text team term grade trade loan load cost post code mode principal principle fail mail
аткар башкар талап талаб тарап тараб тармаг тармак барак сакта такта катта башта танда талда талку санал сынал карал
тарал арнал жаракт тарат жарат жабду жазуу табуу таану сапат саяса максат кадрл кардар адист аудит орган орунд токтом
топтом жумуш сунуш кошул коюл жоюл окуу окут бүтүр күтүл көтөр өткөр өзгөр көчүр баянд планд төлөө өлчөө тейлө баала
шайла жыйна корго кароо билет милде турукт укукт ишкер ишмер жарлы жарык макул модул чечим ченем бөлүм көлөм өнүм
көрсөт көргөз абал убаг убак багыт акты факт жашыр тапшы жакшыр жаңыр жайыл мисси комис сесси верси пенси
предлож прилож продолж обучен получен общен сообщен общат сообщ обращ сокращ сохран отмен отмет отмеч ответ отвеч оцен
замен замет остав постав выстав останов установ предст предост оказыв отказыв оказа отказа указыв назыв собран создан
сознан примен провед привед перевед введен заведен завершен поведен повыш помещ повер провер поступ посет построй позиц
значен назнач научен изучен учени кампан компан контрол контакт контракт проект продукт процент процесс прогресс лекци
секци фракци реакц редакц стади студи сложност должност личност точност мощност полност ценност частност участник участк
зрител жител учител объект субъект движен снижен положен правлен направл отправл исправл управл норм форм фирм автор
фактор услов судебн лечебн физич химич социальн специальн генеральн федеральн центральн отчетн расчетн отличн измен
измер объявл объясн подробн потребн разреш разруш размещ хранен ранен сравнен отражен выражен внесен внедр совещ сочет
срочн досрочн перевод провод привод приход проход переход происход уволен волен отклон отключ взыск изыск информ удостов достов обжал жалу реферат референт засчит считыв дополн заполн выполн туда оттуда принад
adapt adopt affect effect ensure ensuri insure insuri assure prece procee prescri proscri assess access attend amend
admit omit assign resign design appro impro collect correct connect elect select reject renew review deduce deduct charge
charging change changing waive waiving waved waving previ preci provid prove proving project protect product process
progress resour regulat reputat decis divis provis section session edition position petition contract contact contain
continu retain obtain maintain conclu inclu record report regard reward refer reserv prefer defer infer conserv convers
consent content context contest consider consum compos oppos suppos impos propos compare promis defin depend defend
object subject stabil liabil annual manual mentor monitor offer suffer appoint point attach attack attract submit summit
expens extens extent intent intend evaluat evolut instit constit compet complet retire retiring requir distri distin
dismis discus inherit inhabit enforc endors ratif rectif appeal repeal advice advise device injur reduc produc observ deserv reflec formerl formall average leverage personal personnel expect except execut lesson thereof thereto thereby therein lets gets
"""
_STEMS: Final = frozenset(_SAID_STEMS.split())
# Prefixes that make another word of the one they stand before: restarts, соруководитель; in-, не- and the like are denials
_SAID_ADDED: Final = "re pre co sub inter over under post со ко вице супер недо пере пред меж"
_ADDED: Final = frozenset(_SAID_ADDED.split())
_SAID_VERBS: Final = """
ал ач ат аз аш бар бас бат бак бер бел бил бин бит бөл бур буз бүт жаз жаб жап жат жай жак жан жар жет жең жүр жый из
ич кал кан кат кач каз кел кет кес кеч кий кир кой кош көр көч көм куй кур күт кыл кый кыр ой ол от ор өл өс өт өч сал
сан сат сез сок сор сөк сун сура сыз сын тап таб тар тат так тал тең тер тик тий той тол төк төл тур тут түз түш түр
тый ур уч ук үз чак чап чаб чач чек чеч чык чыг эк эс
"""
_VERBS: Final = frozenset(_SAID_VERBS.split())
_VOICELESS: Final = str.maketrans("бдг", "птк")
_VOICE: Final = "(?:[ыиуү][лншр]|д[ыиуү]р|т[ыиуү]р|т)*"
ABLATIVE: Final = frozenset(f"{first}{vowel}н" for first in "дтн" for vowel in "аеоө")
DATIVE: Final = frozenset(f"{first}{vowel}" for first in "гк" for vowel in "аеоө")
_VOICED: Final = re.compile(r"[ыиуү][лн](?=(?:уу|үү|оо|өө)ч)|[тд][ыиуү]р|т")
_VERBAL: Final = re.compile(
    rf"{_VOICE}(?:[аеоө]т|[ыиуү]п|[гк][аеоө]н\w*|с[аеоө]\w*|уу\w*|үү\w*|оо\w*|өө\w*|с[ыиуү]н\w*"
    rf"|[бп][аеоө]\w+|д[ыиуү]\w*|т[ыиуү]\w*|[аеоө]р\w*)"
)


@cache
def another(old: str, new: str) -> bool:
    """Whether both are words that are used, each for something of its own."""
    return (
        opposed(old, new)
        or named_after(old, new)
        or _prefixed(old, new)
        or _turned(old, new)
        or _other_stem(old, new)
        or _other_verb(old, new)
        or _other_way(old, new)
    )


@cache
def named_after(old: str, new: str) -> bool:
    """Whether one names a person and the other the unit, the people or the work: аспирант, аспирантура; employer, employee."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    for size in range(start, max(_COMMON - old.isascii(), start - 2) - 1, -1):
        if any(
            (one.fullmatch(old, size) and other.fullmatch(new, size))
            or (one.fullmatch(new, size) and other.fullmatch(old, size))
            for one, other in _NAMED
        ):
            return True
    return False


def _prefixed(old: str, new: str) -> bool:
    """Whether two words differ by their prefix alone: отчисление, зачисление."""
    for size in range(1, len(old) - _REST + 1):
        prefix, rest = old[:size], old[size:]
        if prefix in _PREFIXES and new.endswith(rest):
            other = new[: len(new) - len(rest)]
            if other in _PREFIXES and _unlike(prefix, other):
                return True
    short, long = sorted((old, new), key=len)
    return len(short) >= _COMMON and long.endswith(short) and long[: len(long) - len(short)] in _ADDED


def _unlike(prefix: str, other: str) -> bool:
    """Whether two prefixes are no spellings of one, and no single letter either could be a slip for."""
    if prefix.startswith(other) or other.startswith(prefix) or max(len(prefix), len(other)) == 1:
        return False
    return not any(prefix in one and other in one for one in _ONE_SOUND)


def _turned(old: str, new: str) -> bool:
    """Whether one does what is done to the other: проверяет, проверяется; проверяющий, проверяемый."""
    for a, b in ((old, new), (new, old)):
        reflexive = _REFLEXIVE.fullmatch(a)
        if reflexive and reflexive[1] == b:
            return True
        who = _WHO.fullmatch(a)
        if who and who[1] == b:
            return True
        for doing, done in ((_ACTIVE, _PASSIVE), (_DID, _DONE), (_BY_TRADE, _PASSIVE), (_DOER, _DOES)):
            active, passive = doing.fullmatch(a), done.fullmatch(b)
            if active and passive and active[1] == passive[1]:
                return True
    return _other_voice(*sorted((old, new), key=len))


def _other_voice(short: str, long: str) -> bool:
    """Whether a Kyrgyz verb says that one does it, lets it be done or is whom it is done to: текшерүүчү, текшерилүүчү; чыгарат, чыгартат; сынайт, сынатат."""
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    return start >= _REST and any(
        found is not None
        and _VERBAL.fullmatch(_behind(short[at:])) is not None
        and _behind(long[found.end() :]) == _behind(short[at:])
        for at in range(start, _REST - 1, -1)
        if (found := _VOICED.match(long, at))
    )


def _behind(ending: str) -> str:
    """An ending with its first vowel apart: йт of сынайт is ат of сынатат."""
    return re.sub("^(?:й|[аеоө])", "а", ending)


def _other_way(old: str, new: str) -> bool:
    """Whether one says where something comes from and the other where it goes: жумуштан, жумушка."""
    return any(
        one[-3:] in ABLATIVE and other[-2:] in DATIVE and one[:-3] == other[:-2]
        for one, other in ((old, new), (new, old))
    )


def _other_stem(old: str, new: str) -> bool:
    here, there = _stem(old), _stem(new)
    return bool(here and there) and not (here.startswith(there) or there.startswith(here))


@cache
def _stem(key: str) -> str:
    return next((key[:size] for size in range(min(len(key), 9), 3, -1) if key[:size] in _STEMS), "")


def _other_verb(old: str, new: str) -> bool:
    """Whether both are the same form of two short Kyrgyz verbs: жазылат, жабылат; келбейт, кетпейт."""
    here, there = _verbs(old), _verbs(new)
    if not here or not there or not here.keys().isdisjoint(there):
        return False
    return not set(here.values()).isdisjoint(there.values())


@cache
def _verbs(key: str) -> dict[str, str]:
    """The short verbs a word may be a form of, each with what stands behind it: voiced and voiceless letters are one."""
    return {
        key[:size].translate(_VOICELESS): key[size : size + 1].translate(_VOICELESS) + key[size + 1 :]
        for size in (2, 3, 4)
        if key[:size] in _VERBS and _VERBAL.fullmatch(key, size)
    }
