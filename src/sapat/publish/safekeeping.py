"""The pages of checkpoints and backups: what to compare with the numbers kept outside, and when the last copy was made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sapat.model.checkpoints import chain, short
from sapat.model.days import day
from sapat.model.entries import Entry
from sapat.model.names import label
from sapat.model.words import Words
from sapat.publish.markup import code, text
from sapat.publish.markup import day as day_html
from sapat.publish.page import Page
from sapat.publish.plan import Plan
from sapat.publish.registers import split

CHECKPOINTS_PAGE: Final = "registers/checkpoints.html"
BACKUPS_PAGE: Final = "registers/backups.html"
CHECKPOINTS: Final = Words("Текшерүү чекиттери", "Контрольные точки", "Checkpoints")
BACKUPS: Final = Words("Камдык көчүрмөлөр", "Резервные копии", "Backups")
_CHECKPOINTS_NOTE: Final = Words(
    "Ар бир чекит ошол учурдагы бардык документтердин жана реестрлердин изин сактайт. Жетекчиликтин талдоо протоколундагы цифралар бул жердегиге барабар болсо, андан бери эч нерсе жоголгон да, кайра жазылган да эмес: sapat verify --witness.",
    "Каждая точка хранит отпечаток всех документов и реестров на тот момент. Если цифры в протоколе анализа со стороны руководства те же, с тех пор ничего не утрачено и не переписано: sapat verify --witness.",
    "Each checkpoint keeps a digest of all documents and registers of that moment. Where the digits in the minutes of the management review are the same, nothing has been lost or rewritten since: sapat verify --witness.",
)
_BACKUPS_NOTE: Final = Words(
    "Ар бир көчүрмө жазылардан мурун бош папкада калыбына келтирилип, текшерилген.",
    "Каждая копия до внесения восстановлена в пустой папке и проверена.",
    "Each copy was restored in an empty folder and verified before it was entered.",
)
_FACTS: Final = Words("Жаңы фактылар", "Новых фактов", "New facts")
_FILE: Final = Words("Чекиттин файлынын изи", "Отпечаток файла точки", "Digest of the file")
_BUNDLE: Final = Words("Файл", "Файл", "File")
_SOUND: Final = Words("баары далилденди", "всё доказано", "all is proved")
_UNSOUND: Final = Words("кемчиликтери менен", "с проблемами", "with problems")
_MEGABYTE: Final = 1_000_000
_DIGITS: Final = 12


def checkpoint_pages(plan: Plan) -> Iterable[Page]:
    """Checkpoints, newest first; no page where there is none."""
    lang, schema = plan.lang, plan.at.schemas.get("checkpoint", {})
    rows = []
    for one in reversed(chain(plan.at)):
        made = day_html(one.made.date()) + f" {one.made:%H:%M}" if one.made else ""
        counts = [text(one.entry.get("files")), text(one.entries.get("lines"))]
        digests = [code(short(one.state)), code(short(one.entry.sha256)), code(one.commit[:_DIGITS])]
        rows.append([f'<span id="{one.number}">{one.number}</span>', made, *counts, *digests, _by(plan, one.entry)])
    heads = [label(schema, key, lang) for key in ("number", "made", "files")]
    heads += [_FACTS.say(lang), label(schema, "state", lang), _FILE.say(lang)]
    heads += [label(schema, key, lang) for key in ("commit", "by")]
    return _pages(plan, CHECKPOINTS_PAGE, CHECKPOINTS, _CHECKPOINTS_NOTE, heads, rows)


def backup_pages(plan: Plan) -> Iterable[Page]:
    """Backups, newest first; no page where there is none."""
    lang, schema = plan.lang, plan.at.schemas.get("backup", {})
    entries = plan.at.entries("backups").values()
    rows = [_backup_row(plan, one) for one in sorted(entries, key=lambda one: one.id, reverse=True)]
    keys = ("size", "sha256", "place", "verified", "by")
    heads = [label(schema, "date", lang), _BUNDLE.say(lang), *(label(schema, key, lang) for key in keys)]
    return _pages(plan, BACKUPS_PAGE, BACKUPS, _BACKUPS_NOTE, heads, rows)


def _backup_row(plan: Plan, entry: Entry) -> list[str]:
    told = entry.on(plan.at.today)
    what: Any = told.get("what")
    size = told.get("size")
    return [
        f'<span id="{text(entry.id)}">{day_html(day(told.get("date")))}</span>',
        text(what.get("file", "") if isinstance(what, dict) else ""),
        text(f"{size / _MEGABYTE:.1f} MB" if isinstance(size, int) else ""),
        code(short(str(told.get("sha256", "")))),
        text(told.get("place", "")),
        text((_SOUND if told.get("verified") is True else _UNSOUND).say(plan.lang)),
        _by(plan, entry),
    ]


def _by(plan: Plan, entry: Entry) -> str:
    told = entry.get("by")
    return text(plan.role(str(told.get("role", "")))) if isinstance(told, dict) else ""


def _pages(plan: Plan, url: str, title: Words, note: Words, heads: list[str], rows: list[list[str]]) -> Iterable[Page]:
    if not rows:
        return ()
    return split(plan, url, title.say(plan.lang), note.say(plan.lang), heads, rows, "sp-filter")
