"""Open dossiers that go: dropped with the text put back, or set aside on a branch for something urgent (DESIGN 4, 5)."""

from __future__ import annotations

from typing import Final

from sapat.commands.writing import Desk, Plan
from sapat.model.documents import Document
from sapat.model.errors import SapatError
from sapat.model.integrity import text_version
from sapat.model.records import Dossier
from sapat.model.status import newest_sealed
from sapat.model.words import Words
from sapat.write.drafts import Draft

_DROPPED: Final = Words(
    "{code}: {version} версиясынын ачык досьеси алынды.",
    "{code}: открытое досье версии {version} снято.",
    "{code}: the open dossier of version {version} is dropped.",
)
_ASIDE: Final = Words(
    "{code}: {version} версиясынын ачык досьеси алынды; долбоор «{branch}» бутагында сакталды, макулдуктар кайра суралат.",
    "{code}: открытое досье версии {version} снято; черновик сохранён в ветке «{branch}», согласования нужны заново.",
    "{code}: the open dossier of version {version} is dropped; its draft is kept on the branch {branch}, agreements are asked again.",
)
_BACK: Final = Words(
    "Долбоорду кийин кайтаруу: sapat revise {code}; git restore --source={branch} -- {paths}; sapat revise {code}",
    "Вернуть черновик потом: sapat revise {code}; git restore --source={branch} -- {paths}; sapat revise {code}",
    "To take the draft back later: sapat revise {code}; git restore --source={branch} -- {paths}; sapat revise {code}",
)


def set_aside(at_desk: Desk, plan: Plan, slug: str, record: Dossier) -> None:
    """Drop an open dossier whole, keep its draft on `draft/<slug>`, put the registered text back.

    Raises SapatError where there is no Git to keep it in, or no `--commit`: a draft is never given up in silence.
    """
    at, git = at_desk.at, at_desk.repository.git
    former, doc = text_version(at.versions(slug)), at.by_slug.get(slug)
    if git is None or not at_desk.asked.commit:
        raise _unkept(record, former, in_git=git is not None)
    folder = [path for path in at.files if path.startswith(record.folder + "/")]
    texts = [one.path for one in doc.files] if doc and not record.is_withdrawal else []
    kept: dict[str, bytes | None] = dict(at_desk.bytes_of([*texts, *folder]))
    plan.files |= dict.fromkeys(folder)
    if doc is not None and former is not None:
        restored(at_desk, plan, doc, former)
        plan.vouched += [one.path for one in doc.files if plan.files[one.path] is not None]
        gone = [path for path in plan.files if path not in at.files]
        kept |= dict.fromkeys(gone)  # files of the registered text that the draft had taken away
    branch = f"draft/{slug}"
    plan.draft = Draft(branch, kept, f"{record.code} {record.version}: draft set aside")
    plan.say(_ASIDE, code=record.code, version=record.version, branch=branch)
    if texts:
        plan.say(_BACK, code=record.code, branch=branch, paths=" ".join(texts))


def _unkept(record: Dossier, former: Dossier | None, *, in_git: bool) -> SapatError:
    told = {"code": record.code, "version": record.version, "former": former.version if former else "—"}
    what = Words(
        "{code}: {version} версиясы ачык турат, жаңысы анын номерин алат",
        "{code}: открыта версия {version}, новой нужен её номер",
        "version {version} of {code} is open, and the new record needs its number",
    )
    if in_git:
        do = Words(
            "долбоор бутакта коммит болуп сакталсын: --commit кошуңуз; же андан баш тартыңыз: sapat revise {code} --drop --restore {former}",
            "чтобы черновик сохранился коммитом в своей ветке, добавьте --commit; или откажитесь от него: sapat revise {code} --drop --restore {former}",
            "add --commit, and the draft is kept as a commit on a branch; or give it up: sapat revise {code} --drop --restore {former}",
        )
    else:
        do = Words(
            "Git жок жерде долбоор сакталбайт: анын файлын башка жакка көчүрүп, sapat revise {code} --drop --restore {former} деңиз",
            "без Git черновик сохранить негде: скопируйте его файл в другое место, затем sapat revise {code} --drop --restore {former}",
            "without Git there is no branch to keep the draft on: copy its file elsewhere, then: sapat revise {code} --drop --restore {former}",
        )
    return SapatError(what, do=do, **told)


def dropped(at_desk: Desk, slug: str, record: Dossier | None, restore: str | None) -> Plan:
    """All files of the open dossier removed; the working file as it was, or with its old version line."""
    if record is None:
        raise SapatError(
            Words(
                "{slug} документинин ачык жазуусу жок", "у {slug} нет открытой записи", "no record of {slug} is open"
            ),
            do=Words(
                "абалын караңыз: sapat show {slug}",
                "посмотрите состояние: sapat show {slug}",
                "see where it stands: sapat show {slug}",
            ),
            slug=slug,
        )
    at = at_desk.at
    plan = Plan(f"{record.code} {record.version}: dropped")
    plan.files |= dict.fromkeys(path for path in at.files if path.startswith(record.folder + "/"))
    former, doc = newest_sealed(at.versions(slug)), at.by_slug.get(slug)
    if former is None and doc is not None:
        raise SapatError(
            Words(
                "{code} эч качан катталган эмес, анын тексти жазуусуз калмак",
                "{code} не регистрировался, его текст остался бы без записи",
                "{code} was never registered, its text would be left without a record",
            ),
            do=Words(
                "адегенде текстти алып салыңыз: git rm {path}",
                "сначала уберите текст: git rm {path}",
                "remove the text first: git rm {path}",
            ),
            code=record.code,
            path=doc.path,
        )
    if former is not None and doc is not None and not record.is_withdrawal:
        if not (restore or _body_is_sealed(at_desk, doc, former)):
            raise SapatError(
                Words(
                    "{path} оңдолгон: досье алынса, ал тексттин жазуусу калбайт",
                    "{path} изменён: без досье у этого текста не останется записи",
                    "{path} was edited: without the dossier that text would have no record",
                ),
                do=Words(
                    "оңдоолордон баш тартып, катталган текстти кайтаруу: sapat revise {code} --drop --restore {version}",
                    "отказаться от правок и вернуть зарегистрированный текст: sapat revise {code} --drop --restore {version}",
                    "give the edits up and take the registered text back: sapat revise {code} --drop --restore {version}",
                ),
                path=doc.path,
                code=record.code,
                version=former.version,
            )
        restored(at_desk, plan, doc, version_named(at_desk, slug, restore) if restore else former)
    plan.say(_DROPPED, code=record.code, version=record.version)
    return plan


def version_named(at_desk: Desk, slug: str, told: str) -> Dossier:
    known = [one for one in at_desk.at.versions(slug) if one.is_sealed and one.copy]
    found = next((one for one in known if str(one.version) == told), None)
    if found is None:
        names = ", ".join(str(one.version) for one in known)
        raise SapatError(
            Words(
                "«{told}» версиясынын катталган тексти жок",
                "зарегистрированного текста версии «{told}» нет",
                "there is no registered text of version {told!r}",
            ),
            do=Words("булардын бири: {known}", "один из: {known}", "one of: {known}"),
            told=told,
            known=names,
        )
    return found


def restored(at_desk: Desk, plan: Plan, doc: Document, former: Dossier) -> None:
    """Put the files of a control copy in the place of the working text; files it did not have go."""
    held = at_desk.bytes_of([one.path for one in former.copy])
    plan.files |= dict.fromkeys(one.path for one in doc.files)
    for one in former.copy:
        main = one.relative in ("index.md", former.slug + ".md")
        plan.files[doc.path if main else f"{doc.base}/{one.relative}"] = held[one.path]


def _body_is_sealed(at_desk: Desk, doc: Document, former: Dossier) -> bool:
    """Whether nobody has touched the text since it was opened, so that putting the sealed bytes back loses nothing."""
    copies = {one.relative: one for one in former.copy}
    if {one.relative for one in doc.files} != set(copies):
        return False
    for one in doc.files:
        copy = copies[one.relative]
        if one.sha256 == copy.sha256:
            continue
        if one.path != doc.path:
            return False
        both = at_desk.bytes_of([one.path, copy.path])
        if _body(both[one.path]) != _body(both[copy.path]):
            return False
    return True


def _body(data: bytes) -> bytes:
    return data.split(b"\n---", 1)[-1]
