"""`sapat backup`: a bundle of all that Git holds here, restored and verified before it counts, entered in its register (R90)."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from sapat.commands.checkpoint import need_committed
from sapat.commands.context import Context
from sapat.commands.verify import answer
from sapat.commands.writing import NEXT, Asked, Desk, Plan, desk, writing
from sapat.model.errors import SapatError
from sapat.model.words import Words
from sapat.read.git import Git
from sapat.read.proving import examine
from sapat.read.repository import Repository
from sapat.read.strange import partial, settings
from sapat.report.facts_text import emit
from sapat.report.verify import Answer
from sapat.write.backup import Bundle, bundled, measured, refs, restored, taken

FOLDER: Final = "registers/backups/"
_DIGITS: Final = 12
_MADE: Final = Words(
    "{place}: {size} байт, {refs} бутак жана белги; бош папкада калыбына келтирилип, текшерилди: {answer}.",
    "{place}: {size} байт, ветвей и меток — {refs}; восстановлена в пустой папке и проверена: {answer}.",
    "{place}: {size} bytes, {refs} branches and tags; restored in an empty folder and verified: {answer}.",
)
_SOUND: Final = Words("баары далилденди", "всё доказано", "all is proved")
_UNSOUND: Final = Words(
    "бул жердегидей эле {count} кемчилик бар (sapat verify)",
    "те же проблемы, что и здесь: {count} (sapat verify)",
    "the same {count} problems as here (sapat verify)",
)
_NEXT: Final = Words(
    "файлды башка жерде турган дискке көчүрүңүз; калыбына келтирүү: git clone {place} DIR",
    "перенесите файл на диск в другом месте; восстановление: git clone {place} DIR",
    "bring the file to a disk in another place; to restore it: git clone {place} DIR",
)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--place", default=None, metavar="TEXT", help="Where the backup is kept, in words; default: DIR.")
@writing
@click.pass_obj
def command(context: Context, /, folder: Path, place: str | None, asked: Asked) -> int:
    """Back the repository up into DIR; prove that it can be restored; enter it in the register."""
    with desk(context, asked) as at_desk:
        git = _whole(at_desk)
        need_committed(at_desk.at, at_desk.repository.load("HEAD").snapshot, ())
        folder = _outside(at_desk, folder)
        tip = _tip(at_desk, git)
        name = f"{at_desk.today.isoformat()}-{tip[:_DIGITS]}"
        path = f"{FOLDER}{name}.yaml"
        bundle = bundled(git, folder / f"{name}.bundle")
        try:
            if bundle.place.exists() and path in at_desk.at.files:
                raise taken(bundle.place)
            proved = _proved(at_desk, git, bundle, tip)
            bundle.keep()
        finally:
            bundle.drop()
        sha256, size = measured(bundle.place)
        entry = {
            "schema": "backup/1",
            "date": at_desk.today.isoformat(),
            "what": {"file": bundle.place.name, "commit": tip, "refs": proved.refs},
            "sha256": sha256,
            "size": size,
            "place": place or str(folder),
            "restored": True,
            "verified": proved.answer.ok,
            "by": at_desk.by(),
        }
        plan = Plan(f"Backup {name}: restored and verified")
        plan.write(path, emit(entry))
        told = (_SOUND if proved.answer.ok else _UNSOUND).say(at_desk.lang, {"count": len(proved.answer.problems)})
        plan.say(_MADE, place=bundle.place, size=size, refs=proved.refs, answer=told)
        plan.say(NEXT, what=_NEXT.say(at_desk.lang, {"place": bundle.place}))
        return at_desk.carry_out(plan)


@dataclass(frozen=True, slots=True)
class _Proved:
    """What came out of a bundle."""

    answer: Answer
    refs: int


def _proved(at_desk: Desk, git: Git, bundle: Bundle, tip: str) -> _Proved:
    """The bundle restored and verified. Raises SapatError where anything differs from what is here."""
    with tempfile.TemporaryDirectory(prefix="sapat-restore-") as spare:
        other = restored(bundle, Path(spare) / "restored.git")
        here, there = refs(git), refs(other)
        if here != there or _tip(at_desk, other) != tip:
            raise _differs(bundle, f"refs: {len(set(here.items()) ^ set(there.items()))}")
        wanted, found = _answer(at_desk, git), _answer(at_desk, other)
    # what only this clone has, such as a hidden file, is not in a bundle: it can only be sounder
    same = replace(wanted, problems=found.problems, notes=found.notes) == found
    if not same or not set(map(repr, found.problems)) <= set(map(repr, wanted.problems)):
        raise _differs(bundle, "sapat verify")
    return _Proved(found, len(there))


def _answer(at_desk: Desk, git: Git) -> Answer:
    """What verify says of the commits of a repository, whatever lies on disk beside them."""
    return answer(examine(Repository(git.root, git, bare=True), at_desk.today, None), None)


def _whole(at_desk: Desk) -> Git:
    """Git of a clone that has everything. Raises SapatError where a backup would lack something."""
    git = at_desk.repository.need_git()
    if at_desk.at.origin.shallow:
        raise SapatError(
            Words(
                "бул клон тайыз (shallow): андан толук камдык көчүрмө чыкпайт",
                "это неполный (shallow) клон: полной резервной копии из него не выйдет",
                "this clone is shallow: no whole backup can come out of it",
            ),
            do="git fetch --unshallow",
        )
    if partial(settings(git)):
        raise SapatError(
            Words(
                "бул клон жарым-жартылай (partial): объекттеринин бир бөлүгү бул жерде жок",
                "это частичный (partial) клон: части объектов здесь нет",
                "this clone is partial: some of its objects are not here",
            ),
            do=Words(
                "толук клондон жасаңыз: git clone URL DIR (--filter жок)",
                "сделайте из полного клона: git clone URL DIR (без --filter)",
                "make it from a whole clone: git clone URL DIR (without --filter)",
            ),
        )
    return git


def _tip(at_desk: Desk, git: Git) -> str:
    """The commit of the main line, or of HEAD where this clone has no such branch."""
    main = git.attempt("rev-parse", "--verify", "--quiet", f"refs/heads/{at_desk.at.settings.main}^{{commit}}")
    return main.stdout.decode().strip() or git.commit("HEAD")


def _outside(at_desk: Desk, folder: Path) -> Path:
    """The folder, which must be there and not inside the repository. Raises SapatError otherwise."""
    whole = Path(os.path.abspath(folder))
    if not whole.is_dir():
        raise SapatError(
            Words("{folder} деген папка жок", "папки {folder} нет", "there is no folder {folder}"),
            do=Words(
                "диск туташканбы, текшериңиз; папканы өзүңүз түзүңүз: mkdir {folder}",
                "проверьте, подключён ли диск; создайте папку сами: mkdir {folder}",
                "see whether the disk is there; make the folder yourself: mkdir {folder}",
            ),
            folder=folder,
        )
    if any(whole.resolve().is_relative_to(one) for one in _own(at_desk)):
        raise SapatError(
            Words(
                "{folder} репозиторийдин ичинде: аны менен кошо жоголот",
                "{folder} внутри репозитория: пропадёт вместе с ним",
                "{folder} lies in the repository: it would be lost with it",
            ),
            do=Words(
                "башка дисктеги папканы атаңыз", "назовите папку на другом диске", "name a folder on another disk"
            ),
            folder=folder,
        )
    return whole


def _own(at_desk: Desk) -> tuple[Path, ...]:
    """The folders that are lost together with the repository: its work tree, and where Git keeps it."""
    root, common = at_desk.repository.root.resolve(), at_desk.repository.need_git().common
    return root, common.parent if common.name == ".git" else common


def _differs(bundle: Bundle, what: str) -> SapatError:
    return SapatError(
        Words(
            "{file} файлынан калыбына келген репозиторий бул жердегиден башка ({where}): эч нерсе киргизилген жок",
            "восстановленное из {file} отличается от того, что здесь ({where}): ничего не внесено",
            "what comes out of {file} differs from what is here ({where}): nothing was entered",
        ),
        do=Words(
            "ошол аттагы файл бар болсо, башка жерге жылдырып, кайра жасаңыз; кайталанса: git fsck --full",
            "если файл с таким именем есть, уберите его и повторите; если повторится: git fsck --full",
            "if a file of that name is there, move it away, and try again; if it comes again: git fsck --full",
        ),
        file=bundle.place,
        where=what,
    )
