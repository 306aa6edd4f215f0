"""`sapat checkpoint`: chain the state of the main line, so that who keeps the numbers outside sees any later loss."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

import click

from sapat.commands.context import Context
from sapat.commands.writing import JUDGED, NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.append_only import dossier_of
from sapat.model.checkpoints import FOLDER, Checkpoint, chain, counted, lasting, lines, listing, split, state_of
from sapat.model.digests import of_bytes
from sapat.model.errors import SapatError
from sapat.model.findings import Finding, Severity, Verdict
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.read.load import load
from sapat.read.locate import Locator
from sapat.read.repository import clock
from sapat.read.source import Source
from sapat.report.checkpoints import Making, entry, kept_outside
from sapat.report.checks import as_text
from sapat.rules.judge import judge

_MADE: Final = Words(
    "{number}-чекит: башкаруудагы {files} файл, анын ичинде мурунку чекиттерде жок {lines} факт. Репозиторийден тышкары сактаңыз (жетекчиликтин талдоо протоколуна басып чыгарыңыз):\n{kept}",
    "Точка {number}: файлов под управлением {files}, новых фактов {lines}. Сохраните вне репозитория (впечатайте в протокол анализа со стороны руководства):\n{kept}",
    "Checkpoint {number}: {files} files under control, {lines} facts that no former one lists. Keep this outside the repository (print it in the minutes of the management review):\n{kept}",
)
_ANEW: Final = Words(
    "{number}-чекит коммит кылынган эмес болчу, эми жаңыдан жазылды: мурун басып чыгарылган сандары жараксыз, төмөнкүлөрдү сактаңыз.",
    "Точка {number} не была закоммичена и записана заново: её прежние напечатанные числа недействительны, храните эти.",
    "Checkpoint {number} had not been committed and is written anew: its former numbers, if you printed them, are void; keep these.",
)
_PUSH: Final = Words(
    "негизги бутакка түртүңүз: git push; кийин салыштырыңыз: sapat verify --witness FILE",
    "отправьте в основную ветку: git push; позже сверяйте: sapat verify --witness FILE",
    "push the main line: git push; later compare: sapat verify --witness FILE",
)
_COMMIT: Final = Words(
    "эки файлды негизги бутакка коммит кылыңыз; кийин салыштырыңыз: sapat verify --witness FILE",
    "закоммитьте оба файла в основную ветку; позже сверяйте: sapat verify --witness FILE",
    "commit both files to the main line; later compare: sapat verify --witness FILE",
)
_UNSOUND: Final = Words(
    "Эч нерсе жазылган жок: чекит бекемдей турган фактыларда каталар бар.",
    "Ничего не записано: в фактах, которые закрепила бы точка, есть ошибки.",
    "Nothing was written: the facts that the checkpoint would hold have errors.",
)


@click.command()
@writing
@click.pass_obj
def command(context: Context, /, asked: Asked) -> int:
    """Chain the state of the main line; say what to keep outside the repository."""
    with desk(context, asked) as at_desk:
        git = _on_main(at_desk)
        source = at_desk.repository.source("HEAD")
        at = load(source, git, today=at_desk.today, now=clock()).snapshot
        base = f"{FOLDER}{_next(at)}"
        need_committed(at_desk.at, at, (f"{base}.yaml", f"{base}.sha256"))
        if unsound := _unsound(at):
            _refuse(at_desk, source, at, unsound)
            return 1
        return at_desk.carry_out(_planned(at_desk, at))


def _on_main(at_desk: Desk) -> Git:
    """Git of a whole clone whose main line is checked out. Raises SapatError elsewhere."""
    git, main = at_desk.repository.need_git(), at_desk.at.settings.main
    head = git.attempt("symbolic-ref", "--quiet", "HEAD").stdout.decode(errors="replace").strip()
    if head != f"refs/heads/{main}":
        raise SapatError(
            Words(
                "чекит «{main}» негизги бутагында гана жасалат",
                "точка создаётся только на основной ветке «{main}»",
                "a checkpoint is made on the main line {main!r} only",
            ),
            do=Words("git switch {main}; git pull", "git switch {main}; git pull", "git switch {main}; git pull"),
            main=main,
        )
    if at_desk.at.origin.shallow:
        raise SapatError(
            Words(
                "бул клон тайыз (shallow): чекит толук тарыхтын үстүндө жасалат",
                "это неполный (shallow) клон: точка создаётся поверх всей истории",
                "this clone is shallow: a checkpoint stands on the whole history",
            ),
            do="git fetch --unshallow",
        )
    return git


def _next(at: Snapshot) -> int:
    return next((one.number for one in reversed(chain(at))), 0) + 1


def need_committed(present: Snapshot, at: Snapshot, own: tuple[str, ...]) -> None:
    """Raises SapatError when a register here is not as the commit has it; what was cut off of one's *own* is made anew."""
    here, there = present.files, at.files
    paths = (path for path in sorted({*here, *there}) if path.startswith("registers/") and path not in own)
    differing = [path for path in paths if path not in here or path not in there or here[path].blob != there[path].blob]
    if differing:
        raise SapatError(
            Words(
                "коммит кылынбаган фактылар бар: {paths}",
                "есть незакоммиченные факты: {paths}",
                "there are facts that are not committed: {paths}",
            ),
            do=Words(
                "адегенде аларды коммит кылыңыз же алып салыңыз: git status registers",
                "сначала закоммитьте или уберите их: git status registers",
                "commit them first, or take them away: git status registers",
            ),
            paths=", ".join(differing[:3]) + (f" … ({len(differing)})" if len(differing) > 3 else ""),
        )


def _unsound(at: Snapshot) -> list[Finding]:
    """The errors of what the checkpoint would hold for ever: all of the registers, but not of open dossiers."""
    open_ = {one.folder for versions in at.dossiers.values() for one in versions if not one.is_sealed}
    found = (one for one in judge(at, JUDGED).findings if one.severity is Severity.ERROR)
    return [one for one in found if one.where.path.startswith("registers/") and dossier_of(one.where.path) not in open_]


def _refuse(at_desk: Desk, source: Source, at: Snapshot, unsound: list[Finding]) -> None:
    locator = Locator(source, at)
    verdict = Verdict(locator.placed(tuple(unsound)), {}, (), len(at.documents))
    click.echo(_UNSOUND.say(at_desk.lang))
    click.echo(as_text(verdict, at_desk.lang, at.today, locator.line), nl=False)


def _planned(at_desk: Desk, at: Snapshot) -> Plan:
    former = next(reversed(chain(at)), None)
    known = {split(line)[0] for one in chain(at) for line in lines(at, one)}
    state = counted(at)
    made = Making(
        number=_next(at),
        made=clock().astimezone(ZoneInfo(at.settings.timezone)).replace(microsecond=0),
        commit=at.origin.commit,
        state=state_of(state),
        files=len(state),
        list=listing(lasting(at), known),
        previous=former.entry.sha256 if former else "",
        by=at_desk.by(),
    )
    _need_later(made, former)
    text, base = entry(made), f"{FOLDER}{made.number}"
    plan = Plan(f"Checkpoint {made.number}: {made.files} files")
    plan.write(f"{base}.yaml", text)
    plan.write(f"{base}.sha256", made.list)
    plan.vouched += [path for path in plan.files if path in at_desk.at.files]
    kept = kept_outside(made.number, made.made.isoformat(), made.state, of_bytes(text.encode()))
    if f"{base}.yaml" in at_desk.at.files:
        plan.say(_ANEW, number=made.number)
    plan.say(_MADE, number=made.number, files=made.files, lines=made.list.count("\n"), kept=kept)
    plan.say(NEXT, what=(_PUSH if at_desk.asked.commit else _COMMIT).say(at_desk.lang))
    return plan


def _need_later(made: Making, former: Checkpoint | None) -> None:
    """Raises SapatError when the clock of this machine runs behind that of the former checkpoint."""
    if former is not None and former.made is not None and made.made < former.made:
        raise SapatError(
            Words(
                "бул компьютердин сааты ({now}) мурунку чекиттикинен ({before}) артта",
                "часы этого компьютера ({now}) отстают от прежней точки ({before})",
                "the clock of this machine ({now}) is behind the former checkpoint ({before})",
            ),
            do=Words("саатты туураңыз", "поставьте часы верно", "set the clock right"),
            now=made.made.isoformat(),
            before=former.made.isoformat(),
        )
