"""SAP926-SAP929, SAP761: what only `sapat verify` looks for: the past, a witness, the objects, and tricks of the clone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sapat.model.checkpoints import FOLDER, Checkpoint, chain, lines, short, split
from sapat.model.findings import Finding, Hit, Where
from sapat.model.proof import Damage, Past, Proof, Strange, Witness
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.rules.repository import itself
from sapat.rules.rule import ERROR, Rule

_CLAUSE: Final = "ISO 9001:2015 7.5.3.2 b"
_GIT: Final = ".git"


def _proof(at: Snapshot) -> Proof:
    assert at.proof is not None  # rules with_proof run only where there is one
    return at.proof


def _examined(at: Snapshot) -> Iterator[Checkpoint]:
    return (one for one in chain(at) if one.path in _proof(at).pasts)


def _pasts(at: Snapshot) -> Mapping[str, list[Hit]]:
    """Checkpoint -> what its commit does not bear out."""
    found: dict[str, list[Hit]] = {}
    known: dict[str, str] = {}
    before = -1
    for one in _examined(at):
        past = _proof(at).pasts[one.path]
        mine = dict(split(line) for line in lines(at, one))
        known |= mine
        if past.position < 0:
            found[one.path] = [_hit(one, "commit", "elsewhere")]
            continue
        found[one.path] = [_hit(one, "commit", "order")] if past.position <= before else []
        before = past.position
        if (past.state, past.files) != (one.state, one.entry.get("files")):
            found[one.path].append(_hit(one, "state", "state"))
        found[one.path] += _list_faults(one, past, mine, known)
    return found


def _list_faults(one: Checkpoint, past: Past, mine: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Hit]:
    lacking = min((path for path, digest in past.lasting.items() if known.get(path) != digest), default="")
    extra = min((path for path, digest in mine.items() if past.lasting.get(path) != digest), default="")
    if lacking:
        yield _hit(one, "entries", "lacking", path=lacking)
    if extra:
        yield _hit(one, "entries", "extra", path=extra)


def _hit(one: Checkpoint, key: str, says: str, **told: object) -> Hit:
    return Hit(Where(one.path, (key,)), says, {"number": one.number, "commit": one.commit[:12], **told})


def _borne_out(at: Snapshot, one: Checkpoint) -> Iterable[Hit]:
    return at.once(_pasts)[one.path]


def _witnesses(at: Snapshot) -> Iterator[Witness]:
    return (one for one in (_proof(at).witness,) if one is not None)


def _agrees(at: Snapshot, kept: Witness) -> Iterable[Hit]:
    """A checkpoint kept outside is here, unchanged: then all that it holds is here too."""
    held = {one.number: one for one in chain(at)}
    path = f"{FOLDER}{kept.number}.yaml"
    told = {"number": kept.number, "made": kept.made[:10] or "—", "kept": short(kept.file)}
    one = held.get(kept.number)
    if one is None:
        last = max(held, default=0)
        known = held[last].entry.text("made")[:10] if held else "—"
        says = "cut" if 0 < last < kept.number else "none" if not held else "missing"
        yield Hit(Where(path), says, told | {"last": last, "since": known})
    elif not (one.entry.sha256.startswith(kept.file) and one.state.startswith(kept.state)):
        yield Hit(Where(path, line=1, column=1), "other", told | {"here": short(one.entry.sha256)})


def _whole(at: Snapshot, _: Snapshot) -> Iterator[Hit]:
    return (_damage(one) for one in _proof(at).damages)


def _damage(one: Damage) -> Hit:
    return Hit(Where(one.path or _GIT), one.says, {"name": one.name, "path": one.path or "—"})


def _plain(at: Snapshot, _: Snapshot) -> Iterator[Hit]:
    return (_strange(one) for one in _proof(at).strange)


def _strange(one: Strange) -> Hit:
    here = one.says in ("changed", "removed", "staged")
    return Hit(Where(one.name if here else _GIT), one.says, {"name": one.name, "told": one.told})


def _contrary(at: Snapshot, _: Snapshot) -> Iterator[Hit]:
    """Our own reading of a signature is never the only one."""
    for one in _proof(at).contrary:
        yield Hit(Where(one.path, line=1, column=1), "ours" if one.ours else "theirs", {"said": one.said or "—"})


def damage_finding(one: Damage) -> Finding:
    """A damage as a finding where there is no snapshot that rules could be asked about."""
    rule, hit = next(rule for rule in RULES if rule.id == "SAP928"), _damage(one)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        where=hit.where,
        document="",
        message=rule.sentence(hit.says),
        do=rule.cure(hit.says),
        args=hit.args,
        source=rule.source,
    )


_UNSET: Final = Words(
    "ал жөндөөнү алып салыңыз: git config --unset {name}",
    "уберите эту настройку: git config --unset {name}",
    "take the setting away: git config --unset {name}",
)
_RESTORE: Final = Words(
    "коммиттегини кайтарыңыз: git checkout HEAD -- {name}",
    "верните то, что в коммите: git checkout HEAD -- {name}",
    "bring back what is committed: git checkout HEAD -- {name}",
)
_OTHER_CLONE: Final = Words(
    "башка толук клондо же камдык көчүрмөдө текшериңиз; тарых кайра жазылса, сервердин администраторунан сураңыз: git reflog, git push --force кимден",
    "проверьте другой полный клон или резервную копию; если история переписана, спросите администратора сервера, кто сделал git push --force",
    "verify another full clone or a backup; if history was rewritten, ask the administrator of the server who forced a push",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="SAP926",
        severity=ERROR,
        proves=True,
        title=Words("Тарых чекиттерге дал келет", "История подтверждает точки", "History bears the checkpoints out"),
        says={
            "elsewhere": Words(
                "{number}-чекиттин коммити {commit} негизги бутакта жок: тарых кайра жазылган же кесилген",
                "коммита {commit} точки {number} нет на основной ветке: история переписана или обрезана",
                "the commit {commit} of checkpoint {number} is not on the main line: history was rewritten or cut off",
            ),
            "order": Words(
                "{number}-чекиттин коммити {commit} мурунку чекиттикинен кийин эмес",
                "коммит {commit} точки {number} не позже коммита прежней точки",
                "the commit {commit} of checkpoint {number} is not after that of the former checkpoint",
            ),
            "state": Words(
                "{number}-чекит: {commit} коммитинин абалы чекитте жазылгандан башка",
                "точка {number}: состояние коммита {commit} не то, что в ней записано",
                "checkpoint {number}: the state of commit {commit} is not the one it says",
            ),
            "lacking": Words(
                "{number}-чекит: {commit} коммитинде {path} бар болчу, бирок бир да тизмеде жок",
                "точка {number}: в коммите {commit} был {path}, но ни в одном списке его нет",
                "checkpoint {number}: {path} stood in commit {commit}, but no list has it",
            ),
            "extra": Words(
                "{number}-чекиттин тизмесинде {path} бар, бирок {commit} коммитинде мындай факт болгон эмес",
                "в списке точки {number} есть {path}, но в коммите {commit} такого факта не было",
                "the list of checkpoint {number} has {path}, but commit {commit} had no such fact",
            ),
        },
        do={"": _OTHER_CLONE},
        source=_CLAUSE,
        over=_examined,
        check=_borne_out,
        with_proof=True,
    ),
    Rule(
        id="SAP927",
        severity=ERROR,
        proves=True,
        title=Words(
            "Тышкы күбө менен дал келет", "Совпадает с внешним свидетелем", "It agrees with the witness outside"
        ),
        says={
            "cut": Words(
                "сыртта {number}-чекит ({made}) сакталган, бул жерде акыркысы {last}-чекит ({since}): андан кийинки жазуулар кесилип салынган",
                "вовне хранится точка {number} ({made}), а здесь последняя — {last} ({since}): записи после неё отрезаны",
                "checkpoint {number} ({made}) is kept outside, but the last one here is {last} ({since}): the entries after it were cut off",
            ),
            "none": Words(
                "сыртта {number}-чекит ({made}) сакталган, бул жерде бир да чекит жок: жазуулар кесилип салынган же бул башка репозиторий",
                "вовне хранится точка {number} ({made}), а здесь нет ни одной: записи отрезаны или это другой репозиторий",
                "checkpoint {number} ({made}) is kept outside, but there is none here: entries were cut off, or this is another repository",
            ),
            "missing": Words(
                "сыртта {number}-чекит ({made}) сакталган, бул жерде ал жок, кийинкилери гана бар",
                "вовне хранится точка {number} ({made}), здесь её нет, хотя более поздние есть",
                "checkpoint {number} ({made}) is kept outside; here it is gone, though later ones are here",
            ),
            "other": Words(
                "{number}-чекит сыртта сакталгандан башка ({kept} эмес, {here}): андан бери тарых кайра жазылган",
                "точка {number} не та, что хранится вовне ({here} вместо {kept}): с тех пор история переписана",
                "checkpoint {number} is not the one kept outside ({here} instead of {kept}): history was rewritten since",
            ),
        },
        do={"": _OTHER_CLONE},
        source=_CLAUSE,
        over=_witnesses,
        check=_agrees,
        with_proof=True,
    ),
    Rule(
        id="SAP928",
        severity=ERROR,
        proves=True,
        title=Words("Git объекттери бүтүн", "Объекты Git целы", "The objects of Git are whole"),
        says={
            "damaged": Words(
                "{name} объектинин байттары бузулган ({path})",
                "байты объекта {name} повреждены ({path})",
                "the bytes of the object {name} are damaged ({path})",
            ),
            "missing": Words(
                "{name} объекти жок ({path})", "объекта {name} нет ({path})", "the object {name} is missing ({path})"
            ),
            "broken": Words("git fsck: {name}", "git fsck: {name}", "git fsck: {name}"),
        },
        do={
            "": Words(
                "объектти башка толук клондон алыңыз же камдык көчүрмөдөн калыбына келтириңиз: git fsck --full",
                "возьмите объект из другого полного клона или восстановите из резервной копии: git fsck --full",
                "fetch the object from another full clone, or restore a backup: git fsck --full",
            )
        },
        source=_CLAUSE,
        over=itself,
        check=_whole,
        with_proof=True,
    ),
    Rule(
        id="SAP929",
        severity=ERROR,
        proves=True,
        title=Words(
            "Клон эч нерсени жашырбайт",
            "Клон ничего не скрывает",
            "The clone hides nothing and shows what is committed",
        ),
        says={
            "changed": Words(
                "{name}: дисктеги байттар коммиттегиден башка",
                "{name}: байты на диске не те, что в коммите",
                "{name}: the bytes on disk are not those committed",
            ),
            "removed": Words(
                "{name}: коммитте бар, бирок дискте жок",
                "{name}: есть в коммите, но нет на диске",
                "{name}: it is committed, but not on disk",
            ),
            "staged": Words(
                "{name}: индексте коммиттегиден башка байттар турат: кийинки коммит фактыны өзгөртөт",
                "{name}: в индексе не те байты, что в коммите: следующий коммит изменил бы факт",
                "{name}: the index holds other bytes than the commit: the next commit would change the fact",
            ),
            "monitor": Words(
                "{name} = {told}: кайсы файл өзгөргөнүн Git башка программадан сурайт, ал жашырышы мүмкүн",
                "{name} = {told}: об изменениях файлов Git спрашивает другую программу, и она может их скрыть",
                "{name} = {told}: Git asks another program which files changed, and it may conceal them",
            ),
            "stat": Words(
                "{name} = {told}: Git өзгөргөн файлды өзгөрбөгөн деп эсептеши мүмкүн",
                "{name} = {told}: Git может счесть изменённый файл неизменным",
                "{name} = {told}: Git may take a changed file for an unchanged one",
            ),
            "sparse": Words(
                "бул клон файлдардын бир бөлүгүн гана дискке чыгарган (sparse checkout): {told} файл жок; коммит далилденди, диск эмес",
                "этот клон выкладывает на диск лишь часть файлов (sparse checkout): нет файлов — {told}; доказан коммит, а не диск",
                "this clone puts only a part of its files on disk (sparse checkout), {told} are not there: the commit was proved, not the disk",
            ),
            "untracked": Words(
                "{name} = {told}: git status жаңы файлдарды көрсөтпөйт",
                "{name} = {told}: git status не показывает новые файлы",
                "{name} = {told}: git status does not show new files",
            ),
            "shown": Words(
                "{name} = {told}: айырмаларды Git эмес, башка программа көрсөтөт",
                "{name} = {told}: различия показывает не Git, а другая программа",
                "{name} = {told}: differences are shown by another program, not by Git",
            ),
            "fsck": Words(
                "{name} = {told}: Git бузулган объекттерди байкабай коюуга үйрөтүлгөн",
                "{name} = {told}: Git велено не замечать повреждений",
                "{name} = {told}: Git was told to overlook damaged objects",
            ),
        },
        do={
            "": _UNSET,
            "changed": _RESTORE,
            "removed": _RESTORE,
            "staged": Words("git reset -q -- {name}", "git reset -q -- {name}", "git reset -q -- {name}"),
            "sparse": Words(
                "бардык файлдарды чыгарыңыз: git sparse-checkout disable",
                "выложите все файлы: git sparse-checkout disable",
                "put all of them there: git sparse-checkout disable",
            ),
        },
        source=_CLAUSE,
        over=itself,
        check=_plain,
        with_proof=True,
    ),
    Rule(
        id="SAP761",
        severity=ERROR,
        proves=True,
        title=Words(
            "ssh-keygen кол тамгаларды ошондой эле баалайт",
            "ssh-keygen судит о подписях так же",
            "Stock ssh-keygen judges signatures alike",
        ),
        says={
            "ours": Words(
                "биз бул кол тамганы кабыл алабыз, ssh-keygen четке кагат: {said}",
                "мы эту подпись принимаем, а ssh-keygen отвергает: {said}",
                "we take this signature, but ssh-keygen refuses it: {said}",
            ),
            "theirs": Words(
                "биз бул кол тамганы четке кагабыз, ssh-keygen кабыл алат: {said}",
                "мы эту подпись отвергаем, а ssh-keygen принимает: {said}",
                "we refuse this signature, but ssh-keygen takes it: {said}",
            ),
        },
        do={
            "": Words(
                "кол тамгага азырынча таянбаңыз; программанын катасы катары билдириңиз",
                "пока не полагайтесь на подпись; сообщите об ошибке программы",
                "do not rely on the signature yet; report it as a defect of the program",
            )
        },
        source="ISO 9001:2015 7.5.2 c",
        over=itself,
        check=_contrary,
        with_proof=True,
    ),
)
