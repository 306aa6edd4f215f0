"""The pages of an auditor's pack: the one to begin with, and one for each document (R57, R71; ISO 9001:2015 9.2).

Each says everything in three languages, and a reader without scripts chooses one; a browser that cannot choose shows all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

from sapat.model.names import STATUSES
from sapat.model.packs import Scope, codes_of
from sapat.model.rows import ActRow, DocumentRow
from sapat.model.words import LANGUAGES, Words, pick
from sapat.publish.facts import act_text
from sapat.publish.markup import plain_day, text
from sapat.publish.pack_words import W
from sapat.publish.plan import Plan
from sapat.publish.standalone import standalone

ROWS_A_PAGE: Final = 400
_STYLE: Final = """
body { max-width: 66rem; }
h1 { margin: .2rem 0 .6rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
.langs { display: flex; gap: 1rem; flex-wrap: wrap; margin: 0 0 1rem; font-size: .9rem; }
.langs label { cursor: pointer; }
body:has(#l-ky:checked) :is([lang=ru], [lang=en]):not(label), body:has(#l-ru:checked) :is([lang=ky], [lang=en]):not(label), body:has(#l-en:checked) :is([lang=ky], [lang=ru]):not(label) { display: none; }
.facts { margin: .3rem 0 1rem; color: var(--sp-soft); }
.facts > span { display: block; }
.note { padding: .6rem .9rem; border: 1px solid var(--sp-line); border-left: 4px solid var(--sp-warn-line); background: var(--sp-paper); }
pre { padding: .7rem .9rem; border: 1px solid var(--sp-line); background: var(--sp-paper); white-space: pre-wrap; }
td, th { background: var(--sp-paper); }
td.code, td.day { white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .2rem .9rem; margin: 0; }
dt { color: var(--sp-soft); } dd { margin: 0; }
.version { margin: 1rem 0; padding: .8rem 1rem; border: 1px solid var(--sp-line); background: var(--sp-paper); }
.version h3 { margin: 0 0 .5rem; }
.mono { font-family: var(--sp-mono); font-size: .82em; }
@media (max-width: 40rem) {
  .wide { display: none; }
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
}
@media print {
  .langs, .pager { display: none; }
  body { max-width: none; background: none; font-size: 10pt; }
  thead { display: table-header-group; } tr, .version { break-inside: avoid; }
}
"""
_NAMES: Final = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}


@dataclass(frozen=True)
class Cover:
    """What the pack says of itself."""

    scope: Scope
    lang: str
    version: str  # of sapat
    history: bool  # whether the pack tells which commit brought each fact

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """What each language calls posts, bodies and values."""
        return {lang: Plan(self.scope.at, lang) for lang in LANGUAGES}

    @cached_property
    def plan(self) -> Plan:
        return self.plans[self.lang]

    def said(self, tell: Callable[[Plan], str]) -> str:
        """What *tell* says in the three languages."""
        return in_three(Words(*(tell(self.plans[lang]) for lang in LANGUAGES)))

    def acts(self, acts: Sequence[ActRow | None]) -> str:
        return self.said(lambda plan: "; ".join(act_text(plan, act) for act in acts if act is not None))


def three(key: str, **told: object) -> str:
    """A sentence in the three languages."""
    return in_three(W[key], told)


def in_three(words: Words, told: Mapping[str, object] | None = None) -> str:
    """Words in the three languages; once where they are the same."""
    said = [(lang, words.say(lang, told)) for lang in LANGUAGES]
    if len({sentence for _, sentence in said}) == 1:
        return text(said[0][1])
    return " ".join(f'<span lang="{lang}">{text(sentence)}</span>' for lang, sentence in said)


def page(lang: str, title: str, body: str) -> str:
    """A page of the pack, opened in *lang*."""
    chosen = "".join(
        f'<label lang="{one}"><input type="radio" name="l" id="l-{one}"{" checked" if one == lang else ""}> {name}</label>'
        for one, name in _NAMES.items()
    )
    return standalone(lang, title, f'<div class="langs">{chosen}</div>\n{body}', more=_STYLE)


# the page to begin with


def index_pages(cover: Cover, rows: Sequence[DocumentRow]) -> Iterator[tuple[str, str]]:
    """(address, page): index.html, and where there are many documents the rest of the register."""
    name = pick(cover.scope.at.settings.name, cover.lang)
    chunks = [rows[at : at + ROWS_A_PAGE] for at in range(0, len(rows), ROWS_A_PAGE)] or [rows]
    urls = ["index.html", *(f"index-{number}.html" for number in range(2, len(chunks) + 1))]
    pager = " ".join(
        f'<a href="{url}">{three("page", number=number)}</a>' for number, url in enumerate(urls, 1) if len(urls) > 1
    )
    for url, chunk in zip(urls, chunks, strict=True):
        first = _first_page(cover, rows) if url == "index.html" else f"<h1>{three('register')}</h1>"
        told = f'{first}{_register(cover, chunk)}<p class="pager">{pager}</p>'
        yield url, page(cover.lang, f"{W['title'].say(cover.lang)} — {name}", told)


def _first_page(cover: Cover, rows: Sequence[DocumentRow]) -> str:
    at = cover.scope.at
    head = [three("day", day=plain_day(at.today))]
    if cover.scope.about:
        head.insert(0, three("about_one", codes=", ".join(codes_of(at, cover.scope.about))))
    if at.origin.commit:
        head.append(three("commit", commit=at.origin.commit))
    if at.origin.moment:
        head.append(three("moment", moment=at.origin.moment.isoformat()))
    head.append(three("made_with", version=cover.version))
    told = [
        f"<p>{cover.said(lambda plan: pick(at.settings.name, plan.lang))}</p><h1>{three('title')}</h1>",
        '<p class="facts">' + "".join(f"<span>{one}</span>" for one in head) + "</p>",
        _section("what", f"<p>{three('what_text')}</p>"),
        _section("for_whom", _for_whom(cover)),
        _section(
            "prove",
            f"<p>{three('prove_1')}</p><pre>python3 -IS verify.py --lang {in_three(Words(*LANGUAGES))}\nsha256sum -c SHA256SUMS</pre>"
            f"<ul><li>{three('prove_2')}</li><li>{three('prove_3')}</li></ul>",
        ),
        _section("cannot", "<ul>" + "".join(f"<li>{three(f'cannot_{n}')}</li>" for n in (1, 2, 3)) + "</ul>"),
        _section("inside", _inside(cover)),
        f'<h2 id="register">{three("register")}</h2>',
    ]
    figures = {
        "documents": len(rows),
        "in_force": sum(row.standing.in_force is not None for row in rows),
        "versions": sum(len(at.versions(row.slug)) for row in rows),
    }
    return "".join([*told, f"<p>{three('counted', **figures)}</p>"])


def _section(title: str, html: str) -> str:
    return f"<h2>{three(title)}</h2>{html}"


def _for_whom(cover: Cover) -> str:
    told = [three(cover.scope.audience), three("no_names"), three("no_drafts")]
    if cover.scope.left_out:
        told.append(three("left_out", codes=", ".join(cover.scope.left_out)))
    if not cover.history:
        told.append(three("no_history"))
    return '<div class="note">' + "".join(f"<p>{one}</p>" for one in told) + "</div>"


def _inside(cover: Cover) -> str:
    rows = [
        ("documents/", "documents/", "in_documents"),
        ("registers/", "registers/documents.csv", "in_registers"),
        ("repository/", "repository/sapat.toml", "in_repository"),
        ("SHA256SUMS, manifest.json", "SHA256SUMS", "in_manifest"),
    ]
    if cover.history:
        rows.insert(3, ("history/facts.csv", "history/facts.csv", "in_history"))
    items = (f'<li><a href="{href}">{name}</a> — {three(key)}</li>' for name, href, key in rows)
    return f"<ul>{''.join(items)}</ul>"


def _register(cover: Cover, rows: Sequence[DocumentRow]) -> str:
    narrow, wide = ("code", "name", "version", "status", "effective"), ("acts", "owner")
    heads = "".join(f'<th scope="col">{three(key)}</th>' for key in narrow)
    heads += "".join(f'<th scope="col" class="wide">{three(key)}</th>' for key in wide)
    told = "".join(_register_row(cover, row) for row in rows)
    return f'<div class="sp-scroll"><table><thead><tr>{heads}</tr></thead><tbody>{told}</tbody></table></div>'


def _register_row(cover: Cover, row: DocumentRow) -> str:
    version = row.version + "".join(f" ({one.version} → {plain_day(one.until)})" for one in row.also)
    return (
        f'<tr><td class="code"><a href="documents/{quote(row.slug)}/index.html">{text(row.code)}</a></td>'
        f"<td>{title_of(cover, row)}</td><td>{text(version)}</td>"
        f"<td>{in_three(STATUSES[row.standing.status.value])}</td>"
        f'<td class="day">{plain_day(row.effective)}</td>'
        f'<td class="wide">{cover.acts((row.decision, row.order))}</td>'
        f'<td class="wide">{cover.said(lambda plan: plan.role(row.owner))}</td></tr>'
    )


def title_of(cover: Cover, row: DocumentRow) -> str:
    return cover.said(lambda plan: pick(row.title, plan.lang) or row.code)
