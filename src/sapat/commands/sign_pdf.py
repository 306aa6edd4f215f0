"""`sapat sign-pdf`: sign a PDF in its field with a certificate of one's own (PAdES), as any good PDF program would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

from sapat.commands.context import Context
from sapat.commands.passphrase import passphrase, passphrase_option
from sapat.model.errors import KNOWN, SapatError
from sapat.model.holders import DIFFERS, holder
from sapat.model.issued import REGISTER as ISSUED
from sapat.model.issued import match
from sapat.model.pdf_proof import OTHER
from sapat.model.snapshot import Snapshot
from sapat.model.words import Words
from sapat.read.names import read_names
from sapat.read.repository import Repository, clock
from sapat.report.pdf_words import PROBLEMS
from sapat.write import pades
from sapat.write.renditions import write_pdf
from sapat.write.strangers import empty_fields, look

_SIGNED: Final = Words(
    "{path}: «{field}» талаасына {name} кол койду ({profile})",
    "{path}: в поле «{field}» подписал {name} ({profile})",
    "{path}: signed in the field {field!r} by {name} ({profile})",
)
_NEXT: Final = Words(
    "Кийинки кадам: кол коюла элек талаалар: {fields}. Баары кол койгондо: sapat signed {code} {version} {path}",
    "Дальше: ещё не подписаны поля: {fields}. Когда подпишут все: sapat signed {code} {version} {path}",
    "Next: fields not signed yet: {fields}. When all have signed: sapat signed {code} {version} {path}",
)
_SHOWN: Final = Words(
    "{name}\nЭлектрондук кол тамга\n{when}",
    "{name}\nЭлектронная подпись\n{when}",
    "{name}\nSigned electronically\n{when}",
)
_SUFFIX: Final = ".signed.pdf"


_REMARK: Final = Words("Эскертүү: {told}", "Примечание: {told}", "Note: {told}")
_NOT_ISSUED: Final = Words(
    "бул репозиторий чыгарган PDF эмес: кол коюлганы бул жерде далилденбейт (sapat verify)",
    "этот PDF здесь не выпускался: подпись под ним здесь ничего не докажет (sapat verify)",
    "this PDF was not issued here: a signature in it will prove nothing here (sapat verify)",
)


@dataclass(frozen=True, slots=True)
class _Here:
    """What the institution says about signing, where there is one."""

    tsa: str
    timezone: str
    lang: str
    repository: Repository | None = None
    at: Snapshot | None = None


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--field", default=None, metavar="NAME", help="The field to sign in (default: the only empty one).")
@click.option("--p12", required=True, type=click.Path(path_type=Path), help="PKCS#12 file: certificate and key.")
@click.option("--tsa", default=None, metavar="URL", help="Time-stamp server (RFC 3161); default: [sign] tsa.")
@click.option("--no-tsa", is_flag=True, help="Without a time stamp, even where the institution names a server.")
@click.option("--reason", default="", help="Why, as it is told in the signature.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=None, help="The signed file (default: NAME.signed.pdf)."
)
@passphrase_option
@click.pass_obj
def command(
    context: Context,
    file: Path,
    field: str | None,
    p12: Path,
    tsa: str | None,
    no_tsa: bool,
    reason: str,
    output: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Sign a PDF in one of its fields; the bytes that were there stay as they are."""
    if tsa and no_tsa:
        raise click.UsageError("--tsa and --no-tsa exclude each other")
    pades.need_packages()
    here = _here(context)
    data = _read(file)
    known = empty_fields(data)
    chosen = _chosen(known, field)
    path = output or (file if file.name.endswith(_SUFFIX) else file.with_name(file.stem + _SUFFIX))
    _need_free(path, file)
    key = pades.key_of(p12, passphrase(context, p12, passphrase_file))
    remarks = _remarks(here, file, data, chosen, key.name)
    server = "" if no_tsa else tsa or here.tsa
    when = clock().astimezone(ZoneInfo(here.timezone)).strftime("%d.%m.%Y %H:%M")
    shown = _SHOWN.say(here.lang, {"name": key.name, "when": when})
    made = pades.signed(data, chosen, key, server, shown, reason)
    write_pdf(path, made)
    told = {"path": path, "field": chosen, "name": key.name, "profile": "PAdES B-T" if server else "PAdES B-B"}
    lang = context.asked_lang or here.lang
    click.echo(_SIGNED.say(lang, told))
    for said, args in remarks:
        click.echo(_REMARK.say(lang, {"told": said.say(lang, args)}), err=True)
    left = [name for name in known if name != chosen]
    if left:
        found = match(here.at, data) if here.at is not None else None
        known_as = (found.issued.code, found.issued.version) if found else ("CODE", "VERSION")
        click.echo(
            _NEXT.say(
                lang, dict(zip(("code", "version", "fields", "path"), (*known_as, ", ".join(left), path), strict=True))
            )
        )
    return 0


def _here(context: Context) -> _Here:
    """The settings of the repository around; a file may be signed anywhere."""
    try:
        repository = context.repository()
        at = context.read(repository).snapshot
    except SapatError:
        return _Here("", "UTC", context.lang())
    settings = at.settings
    told: Mapping[str, Any] = settings.sections.get("sign", {})
    return _Here(str(told.get("tsa", "")), settings.timezone, settings.languages[0], repository, at)


def _need_free(path: Path, file: Path) -> None:
    """Raises SapatError where another file stands: it may hold the signature of somebody else."""
    if not path.exists() or (file.exists() and path.samefile(file)):
        return
    raise SapatError(
        Words("{path} мурунтан бар", "{path} уже есть", "{path} is there already"),
        do=Words(
            "анда башканын колу болсо, ошого кол коюңуз: sapat sign-pdf {path} --field …; болбосо башка ат бериңиз: -o FILE",
            "если в нём подпись другого, подписывайте его: sapat sign-pdf {path} --field …; иначе назовите другой: -o FILE",
            "if it holds somebody's signature, sign that one: sapat sign-pdf {path} --field …; else name another: -o FILE",
        ),
        path=path,
    )


def _remarks(here: _Here, file: Path, data: bytes, field: str, name: str) -> list[tuple[Words, Mapping[str, object]]]:
    """What whoever signs should know. Raises SapatError for an issued PDF that was changed: nobody should sign that."""
    if here.at is None or here.repository is None or not here.at.entries(ISSUED):
        return []
    found = match(here.at, data)
    if found is None:
        return [(_NOT_ISSUED, {})]
    seen = look(data, found.size, (), clock())
    if seen.added == OTHER or any(not one.intact or one.changed == OTHER for one in seen.signatures):
        raise SapatError(
            Words(
                "{file}: чыгарылгандан кийин кол тамгадан башка нерсе өзгөртүлгөн, ага кол коюлбайт",
                "{file}: после выпуска изменено не только поле подписи, подписывать нельзя",
                "{file}: since it was issued something other than signatures was changed; it must not be signed",
            ),
            do=Words(
                "караңыз: sapat verify {file}; чыгарылган PDF файлын алыңыз",
                "посмотрите: sapat verify {file}; возьмите выпущенный PDF",
                "look at it: sapat verify {file}; take the PDF that was issued",
            ),
            file=file,
        )
    role = found.issued.fields.get(field, "")
    held = holder(here.at, read_names(here.repository.root, here.at.settings), role, name, here.at.today)
    args = {"role": role, "name": name, "expected": held.expected}
    return [(PROBLEMS["holder"], args)] if held.state == DIFFERS else []


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SapatError(
            Words("{file} окулбайт: {why}", "{file} не читается: {why}", "{file} cannot be read: {why}"),
            do=Words("PDF файлды атаңыз", "назовите файл PDF", "name a PDF file"),
            file=file,
            why=error.strerror or str(error),
        ) from None


def _chosen(known: Mapping[str, str], field: str | None) -> str:
    """The field to sign in. Raises SapatError where it is none, signed already, or not said which of several."""
    if field in known:
        return str(field)
    if field is None and len(known) == 1:
        return next(iter(known))
    if not known:
        raise SapatError(
            Words(
                "бул PDF ичинде бош кол тамга талаасы жок",
                "в этом PDF нет пустых полей подписи",
                "this PDF has no empty signature field",
            ),
            do=Words(
                "чыгарылган PDF файлын алыңыз: sapat pdf CODE --for-signature --issue",
                "возьмите выпущенный PDF: sapat pdf CODE --for-signature --issue",
                "take the issued PDF: sapat pdf CODE --for-signature --issue",
            ),
        )
    raise SapatError(
        Words("«{field}» деген бош талаа жок", "пустого поля «{field}» нет", "there is no empty field {field!r}")
        if field
        else Words(
            "кайсы талаага кол коюлары айтылган эмес",
            "не сказано, в каком поле подписать",
            "it is not said which field to sign in",
        ),
        do=KNOWN,
        field=field or "",
        known=", ".join(f"{name} ({post})" if post else name for name, post in known.items()),
    )
