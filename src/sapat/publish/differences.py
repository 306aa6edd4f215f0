"""What changed from one version to the next, as readers see it: figures, sections, front matter, and the redline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any, Final

from sapat.model.names import label
from sapat.model.words import Words, pick
from sapat.publish.converted import Converted, Heading, in_frames
from sapat.publish.facts import value_text
from sapat.publish.links import Reader
from sapat.publish.markup import code, link, notice, relative, table, text
from sapat.publish.page import Page
from sapat.publish.plan import Edition, Plan, Shown
from sapat.publish.redline import Redline, Section, redline
from sapat.publish.redline_parts import whole_text, with_pictures
from sapat.publish.redline_words import FRESH, GONE
from sapat.publish.words import say

STATES: Final[Mapping[str, Words]] = {
    "changed": Words("Өзгөртүлдү", "Изменён", "Changed"),
    "added": Words("Кошулду", "Добавлен", "Added"),
    "removed": Words("Алып салынды", "Исключён", "Removed"),
    "moved": Words("Жылдырылды", "Перемещён", "Moved"),
}
_W: Final[Mapping[str, Words]] = {
    "difference": Words("Айырмасы", "Различия", "Difference"),
    "title": Words("{old} → {new} версияларынын айырмасы", "Различия версий {old} → {new}", "Changes {old} → {new}"),
    "notice": Words(
        "Бул барак {old} жана {new} версияларынын айырмасын көрсөтөт",
        "Эта страница показывает различия версий {old} и {new}",
        "This page shows what changed from version {old} to {new}",
    ),
    "notice_text": Words(
        "Ишиңизде документтин өзүн колдонуңуз.",
        "В работе пользуйтесь самим документом.",
        "For work, use the document itself.",
    ),
    "none": Words("Текст өзгөргөн жок.", "Текст не изменился.", "The text did not change."),
    "figures": Words("Сөздөр: +{plus}, −{minus}", "Слова: +{plus}, −{minus}", "Words: +{plus}, −{minus}"),
    "changed": Words("өзгөртүлгөн бөлүм: {count}", "изменено разделов: {count}", "sections changed: {count}"),
    "added": Words("кошулган бөлүм: {count}", "добавлено разделов: {count}", "sections added: {count}"),
    "removed": Words("алып салынган бөлүм: {count}", "исключено разделов: {count}", "sections removed: {count}"),
    "moved": Words("жылдырылган бөлүм: {count}", "перемещено разделов: {count}", "sections moved: {count}"),
    "blocks": Words("жылдырылган үзүндү: {count}", "перемещено фрагментов: {count}", "blocks moved: {count}"),
    "section": Words("Бөлүм", "Раздел", "Section"),
    "became": Words("Эмне болду", "Что стало", "What became of it"),
    "words": Words("Сөздөр", "Слова", "Words"),
    "start": Words("Тексттин башы", "Начало текста", "Beginning of the text"),
    "front": Words("Документтин маалыматтары", "Реквизиты документа", "Document data"),
    "field": Words("Талаа", "Поле", "Field"),
    "old": Words("Мурда", "Было", "Before"),
    "new": Words("Азыр", "Стало", "After"),
    "text": Words("Тексттеги өзгөртүүлөр", "Изменения в тексте", "Changes in the text"),
    "fresh": Words("кошулган сөз", "добавленное слово", "added word"),
    "gone": Words("алып салынган сөз", "исключённое слово", "removed word"),
    "block": Words("жылдырылган үзүндү", "перемещённый фрагмент", "moved block"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of a document that follow one another."""

    shown: Shown
    old: Edition
    new: Edition

    @property
    def name(self) -> str:
        return f"{self.old.version} → {self.new.version}"


def words(lang: str, key: str, **args: object) -> str:
    """The words of differences named *key*, in *lang*."""
    return _W[key].say(lang, args)


def told_difference(lang: str) -> str:
    return words(lang, "difference")


def pairs(shown: Shown) -> tuple[Pair, ...]:
    """Each registered version with the one that came after it; drafts have no difference of their own."""
    known = [(one.record.version, one) for one in shown.editions if one.record is not None]
    ordered = [one for _, one in sorted(known, key=lambda pair: pair[0])]
    return tuple(Pair(shown, old, new) for old, new in pairwise(ordered))


def difference_url(pair: Pair) -> str:
    return f"d/{pair.shown.row.slug}/diff/{pair.old.version}-{pair.new.version}.html"


def made_redline(plan: Plan, old: Edition, new: Edition, texts: Mapping[str, Converted]) -> Redline:
    """The redline of two versions from their converted texts."""
    return redline(whole_text(plan, old, texts), whole_text(plan, new, texts))


# the parts of a difference, for the site and for a file of its own


def figures(lang: str, made: Redline) -> str:
    """The whole in one line; a text that is as it was is said to be so."""
    if not made.sections:
        return words(lang, "none")
    counts = {state: sum(one.state == state for one in made.sections) for state in STATES} | {"blocks": made.moved}
    told = [words(lang, key, count=count) for key, count in counts.items() if count]
    return "; ".join([words(lang, "figures", plus=made.plus, minus=made.minus), *told]) + "."


def section_name(lang: str, one: Section) -> str:
    return one.name or words(lang, "start")


def front_changes(plan: Plan, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(field, before, after) of front matter; the version is told by the title."""
    made = []
    schema = plan.at.schemas.get("document", {})
    for key in dict.fromkeys([*new, *old]):
        if key == "version" or old.get(key) == new.get(key):
            continue
        name = label(schema, key, plan.lang)
        before, after = dict(_values(old.get(key))), dict(_values(new.get(key)))
        for inside in dict.fromkeys([*after, *before]):
            told = [value_text(plan, key, side[inside]) if inside in side else "" for side in (before, after)]
            if before.get(inside) != after.get(inside):
                made.append((f"{name} ({inside})" if inside else name, told[0], told[1]))
    return made


def _values(told: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(told, Mapping):
        yield from ((str(key), value) for key, value in told.items())
    elif told is not None:
        yield "", told


def difference_body(plan: Plan, old: Edition, new: Edition, made: Redline, shown_text: str) -> str:
    """Figures, sections, front matter and the marked text."""
    lang = plan.lang
    body = [f'<p class="sp-figures">{text(figures(lang, made))}</p>']
    if made.sections:
        rows = ([_section_link(lang, one), STATES[one.state].say(lang), amount(one)] for one in made.sections)
        heads = [words(lang, key) for key in ("section", "became", "words")]
        body.append(table(heads, rows, heads[0], "sp-sections"))
    front = front_changes(plan, old.front, new.front)
    if front:
        title = words(lang, "front")
        cells = (
            [text(name), f"{GONE}{text(a)}</del>" if a else "", f"{FRESH}{text(b)}</ins>" if b else ""]
            for name, a, b in front
        )
        body += [f"<h2>{text(title)}</h2>", table([words(lang, key) for key in ("field", "old", "new")], cells, title)]
    if made.sections:
        legend = (
            f"{FRESH}{text(words(lang, 'fresh'))}</ins> {GONE}{text(words(lang, 'gone'))}</del> "
            f'<span class="sp-move">⇅1</span> {text(words(lang, "block"))}'
        )
        body += [f"<h2>{text(words(lang, 'text'))}</h2>", f'<p class="sp-legend">{legend}</p>']
        body.append(f'<div class="sp-text sp-redline">{in_frames(shown_text)}</div>')
    return "".join(body)


def _section_link(lang: str, one: Section) -> str:
    named = text(section_name(lang, one))
    return link(f"#{one.id}", named) if one.id else named


def amount(one: Section) -> str:
    """What a section won, lost and has from elsewhere."""
    told = [f"+{one.plus}"] if one.plus else []
    told += [f"−{one.minus}"] if one.minus else []
    told += [f"⇅{one.moved}"] if one.moved else []
    return " ".join(told)


# the page of the site


def difference_page(plan: Plan, pair: Pair, made: Redline, section: str) -> Page:
    """The page of two versions that follow one another: for readers, not for search engines."""
    url, lang, row = difference_url(pair), plan.lang, pair.shown.row
    title = pick(row.title, lang) or row.code
    told = words(lang, "title", old=pair.old.version, new=pair.new.version)
    steps = [link(relative(url, "index.html"), text(say(lang, "home")))]
    steps += [link(relative(url, pair.shown.current.url), text(row.code)), text(words(lang, "difference"))]
    read = link(relative(url, pair.shown.current.url), text(say(lang, "back_to")))
    banner = words(lang, "notice", old=pair.old.version, new=pair.new.version)
    body = [
        f'<nav class="sp-trail" aria-label="{escape(say(lang, "documents"))}">{" <span>›</span> ".join(steps)}</nav>',
        notice("info", banner, f"{text(words(lang, 'notice_text'))} {read}."),
        f'<header class="sp-head sp-head--short"><p class="sp-kicker">{text(title)}</p><h1>{text(told)}</h1>'
        f'<p class="sp-marks">{code(row.code)} <span class="sp-version">{text(pair.name)}</span></p></header>',
        difference_body(plan, pair.old, pair.new, made, _localised(plan, pair.new, url, made.html)),
    ]
    headings = (Heading(2 if one.level < 3 else 3, one.id, text(one.name)) for one in made.sections if one.id)
    return Page(
        url=url,
        title=f"{told} — {title}",
        body="".join(body),
        section=section,
        headings=tuple(headings),
        indexed=False,
        description=f"{row.code}. {told}.",
        running=(pick(plan.at.settings.name, lang), f"{title} · {row.code} · {pair.name}"),
    )


def _localised(plan: Plan, edition: Edition, url: str, html: str) -> str:
    reader = Reader(plan, url, edition, edition.parts[0])
    known = {one.url for one in plan.pictures.values()}
    return with_pictures(html, reader.localised, lambda told: relative(url, told) if told in known else "")
