"""The answer of `sapat verify`: what was looked at, what is wrong with the cure of each, and what could not be seen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sapat.model.append_only import dossier_of
from sapat.model.checkpoints import chain, lines
from sapat.model.findings import Finding
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words

Said = tuple[Words, Mapping[str, object]]

COUNTS: Final[Mapping[str, Words]] = {
    "documents": Words("документ", "документов", "documents"),
    "dossiers": Words("катталган версия", "зарегистрированных версий", "registered versions"),
    "copies": Words("контролдук экземплярдын файлы", "файлов контрольных экземпляров", "files of control copies"),
    "agreements": Words("макулдашуу", "согласований", "agreements"),
    "signatures": Words("кол тамга", "подписей", "signatures"),
    "acts": Words("акт", "актов", "acts"),
    "entries": Words("башка реестр жазуусу", "других записей реестров", "other entries of registers"),
    "addenda": Words("толуктоо", "дополнений", "addenda"),
    "checkpoints": Words("текшерүү чекити", "контрольных точек", "checkpoints"),
    "listed": Words("чекиттерде саналган факт", "фактов в списках точек", "facts listed by checkpoints"),
    "commits": Words("негизги бутактын коммити", "коммитов основной ветки", "commits of the main line"),
    "found_again": Words(
        "тарыхтан кайра табылган текст", "текстов, найденных и в истории", "texts found again in history"
    ),
}
_SOUND: Final = Words("Баары далилденди.", "Всё доказано.", "All is proved.")
_UNSOUND: Final = Words(
    "Далилденген жок: {count} кемчилик.", "Не доказано: проблем — {count}.", "Not proved: problems — {count}."
)
_LOOKED: Final = Words("Каралды: {told}.", "Рассмотрено: {told}.", "Looked at: {told}.")
_NOTE: Final = Words("Эскертүү: {told}", "Примечание: {told}", "Note: {told}")

NO_WITNESS: Final = Words(
    "күбө берилген жок: эң акыркы жазуулардын жоголгону көрүнбөйт (--witness FILE: тышта сакталган чекит)",
    "свидетель не дан: утрата самых новых записей не видна (--witness FILE: точка, хранимая вовне)",
    "no witness was given: loss of the newest entries cannot be seen (--witness FILE: a checkpoint kept outside)",
)
NO_CHECKPOINT: Final = Words(
    "бир да текшерүү чекити жок: файлдардын жоголгону дарактын өзүнөн көрүнбөйт (sapat checkpoint)",
    "контрольных точек нет: утрату файлов по самому дереву не увидеть (sapat checkpoint)",
    "there is no checkpoint: the tree alone cannot show that files were lost (sapat checkpoint)",
)
ELSEWHERE: Final = Words(
    "бул жерде негизги бутактын («{main}») учу эмес, башка коммит далилденди",
    "доказан не конец основной ветки «{main}», а другой коммит",
    "what was proved is another commit than the tip of the main line {main!r}",
)
PARTED: Final = Words(
    "бул жердеги «{main}» менен {other} экиге ажыраган: бул жерде гана {ours} коммит, ал жакта гана {theirs}; кайсынысы туура экенин билип, бириктириңиз: git log --left-right {main}...{other}; git pull",
    "здешняя «{main}» и {other} разошлись: только здесь коммитов {ours}, только там {theirs}; выясните, какая верна, и соедините: git log --left-right {main}...{other}; git pull",
    "{main!r} here and {other} have parted: {ours} commits are here alone, {theirs} there alone; find out which is right, then join them: git log --left-right {main}...{other}; git pull",
)
NO_HISTORY: Final = Words("тарых каралган жок: {why}", "история не рассмотрена: {why}", "history not examined: {why}")
WHY_NO_HISTORY: Final[Mapping[str, Words]] = {
    "folder": Words("бул жерде Git жок", "здесь нет Git", "there is no Git here"),
    "shallow": Words("тайыз клон (shallow)", "неполный клон (shallow)", "the clone is shallow"),
    "partial": Words("жарым-жартылай клон (partial)", "частичный клон (partial)", "the clone is partial"),
    "beginning": Words(
        "чекит да, sapat.toml ичинде [history] since да жок",
        "нет ни точек, ни [history] since в sapat.toml",
        "there is neither a checkpoint nor [history] since in sapat.toml",
    ),
    "damaged": Words("объекттер бузулган", "объекты повреждены", "objects are damaged"),
}
BY_SSH_KEYGEN: Final = Words(
    "ssh-keygen {compared} кол тамганы биз менен бирдей баалады; дагы {beyond} кол тамга ага берилбейт (роль, ишеним)",
    "ssh-keygen судит так же о подписях: {compared}; ещё {beyond} ему не задать (роль, доверие)",
    "ssh-keygen judges {compared} signatures as we do; {beyond} more it cannot be asked about (role, trust)",
)
UNCOMMITTED: Final = Words(
    "{count} файл коммит кылынган эмес: алар каралган жок",
    "незакоммиченных файлов: {count}; они не рассмотрены",
    "{count} files are not committed: they were not looked at",
)
NOT_FOUND: Final = Words(
    "{folder}: катталган текст негизги бутакта иштөө тексти катары турган эмес (мисалы, эки өзгөртүү бир коммитте келген)",
    "{folder}: зарегистрированный текст не стоял на основной ветке рабочим (например, два изменения пришли одним коммитом)",
    "{folder}: the registered text never stood as the working text on the main line (two changes may have come in one commit)",
)
UNREAD: Final = Words(
    "калганын окуу мүмкүн болгон жок: {why}",
    "остальное прочитать не удалось: {why}",
    "the rest could not be read: {why}",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What verify has to say."""

    problems: tuple[Finding, ...]
    notes: tuple[Said, ...]
    checked: Mapping[str, int]
    history: bool

    @property
    def ok(self) -> bool:
        return not self.problems


def counts(at: Snapshot) -> dict[str, int]:
    """How many of each were looked at: the same numbers from every full clone."""
    sealed = [one for versions in at.dossiers.values() for one in versions if one.is_sealed]
    entries = [one for register in at.registers.values() for one in register.entries.values()]
    acts, held = len(at.entries("acts")), len(chain(at))
    return {
        "documents": len(at.documents),
        "dossiers": len(sealed),
        "copies": sum(len(one.copy) for one in sealed),
        "agreements": sum(len(one.agreements) for one in sealed),
        "signatures": sum(map(len, at.signatures.values())),
        "acts": acts,
        "entries": len(entries) - acts - held,
        "addenda": sum(len(one.addenda) for one in entries) + sum(len(one.addenda) for one in sealed),
        "checkpoints": held,
        "listed": sum(len(lines(at, one)) for one in chain(at)),
        "commits": at.proof.commits if at.proof else 0,
        "found_again": at.proof.found_again if at.proof else 0,
    }


def as_json(told: Answer, lang: str) -> str:
    body = {
        "version": 1,
        "ok": told.ok,
        "history": told.history,
        "checked": dict(told.checked),
        "problems": [_row(one, lang) for one in told.problems],
        "notes": [words.say(lang, args) for words, args in told.notes],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _row(one: Finding, lang: str) -> dict[str, str]:
    return {
        "rule": one.rule,
        "what": one.message.say(lang, one.args),
        "path": one.where.path,
        "document": one.document,
        "version": version_at(one.where.path),
        "do": one.do.say(lang, one.args),
    }


def version_at(path: str) -> str:
    """The version whose dossier a path lies in."""
    return dossier_of(path).rpartition("/")[2]


def as_text(told: Answer, lang: str) -> str:
    """For people: each problem with its place and cure, then what could not be seen, and the verdict last."""
    rows: list[str] = []
    for one in told.problems:
        whose = " ".join(part for part in (one.document, version_at(one.where.path)) if part)
        rows.append(f"{one.where.path}  {one.rule}" + (f"  [{whose}]" if whose else ""))
        rows.append(f"    {one.message.say(lang, one.args)}")
        rows.append(f"    → {one.do.say(lang, one.args)}")
    rows += [_NOTE.say(lang, {"told": words.say(lang, args)}) for words, args in told.notes]
    listed = ", ".join(f"{COUNTS[key].say(lang)} — {count}" for key, count in told.checked.items() if key in COUNTS)
    if listed:
        rows.append(_LOOKED.say(lang, {"told": listed}))
    rows.append((_SOUND if told.ok else _UNSOUND).say(lang, {"count": len(told.problems)}))
    return "\n".join(rows) + "\n"


FORMATS: Final[Mapping[str, Callable[[Answer, str], str]]] = {"text": as_text, "json": as_json}
