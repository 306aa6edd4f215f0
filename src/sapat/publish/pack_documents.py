"""The pages of one document in an auditor's pack: its versions with what proves them, each text, each difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from sapat.model.history import VersionRow, version_rows
from sapat.model.names import EVIDENCE, STATUSES
from sapat.model.reviews import reviews_of
from sapat.model.rows import DocumentRow
from sapat.model.status import Status
from sapat.model.words import pick
from sapat.publish.converted import Converted, in_frames
from sapat.publish.facts import act_text, acts_of, described
from sapat.publish.markup import code, plain_day, text
from sapat.publish.pack_pages import Cover, in_three, page, three, title_of
from sapat.publish.pack_words import W
from sapat.publish.plan import Edition
from sapat.publish.redline_parts import whole_text, with_pictures
from sapat.publish.sanitize import clean_page
from sapat.publish.standalone import standalone, unlinked, with_data


def document_page(cover: Cover, row: DocumentRow) -> str:
    """The dossiers of a document: every version, on what it rests, and where its files lie in the pack."""
    at = cover.scope.at
    versions = version_rows(at, row.slug)
    made = [
        f'<p><a href="../../index.html">{three("back")}</a></p>',
        f"<p>{code(row.code)} · {cover.said(lambda plan: plan.type_label(row.type))}</p><h1>{title_of(cover, row)}</h1>",
        f'<p class="facts"><span>{three("day", day=plain_day(at.today))}</span>'
        f"<span>{in_three(STATUSES[row.standing.status.value])} <b>{text(row.version)}</b></span></p>",
        f"<h2>{three('versions')}</h2>",
    ]
    for place, one in enumerate(versions):
        older = next((o for o in versions[place + 1 :] if o.record.copy), None)
        made.append(_version(cover, row, one, older))
    reviews = reviews_of(at, row.slug, at.today)
    if reviews:
        items = "".join(
            f'<li><a href="../../repository/{escape(one.path)}">{text(one.path.rpartition("/")[2])}</a> — '
            f"{cover.said(lambda plan, one=one: plan.value('review', 'verdict', one.text('verdict')))}</li>"  # type: ignore[misc]
            for one in reviews
        )
        made.append(f"<h2>{three('reviews')}</h2><ul>{items}</ul>")
    return page(cover.lang, f"{row.code} — {pick(row.title, cover.lang)}", "".join(made))


def _version(cover: Cover, row: DocumentRow, one: VersionRow, older: VersionRow | None) -> str:
    told = "".join(f"<dt>{three(key)}</dt><dd>{html}</dd>" for key, html in _facts(cover, row, one, older) if html)
    status = in_three(STATUSES[one.status.value])
    return (
        f'<section class="version"><h3 id="v{one.version}">{text(one.version)} · {status}</h3><dl>{told}</dl></section>'
    )


def _facts(cover: Cover, row: DocumentRow, one: VersionRow, older: VersionRow | None) -> Iterator[tuple[str, str]]:
    record = one.record
    yield "read", _texts(row, one, older)
    yield "kind", cover.said(lambda plan: plan.value("change", "kind", record.kind))
    yield "effective", plain_day(record.effective)
    yield "expires", plain_day(record.expires)
    yield "acts", cover.acts((one.decision, one.order))
    yield "summary", text(one.summary)
    yield "basis", text(one.basis)
    late = f" ({three('late', days=record.late_days)})" if record.late_days else ""
    yield "sealed", f"{text(one.sealed)}, {cover.said(lambda plan: plan.role(str(one.by.get('role', ''))))}{late}"
    yield "evidence", in_three(EVIDENCE[one.evidence])
    yield "digest", f'<span class="mono">{text(one.text)}</span>' if record.copy else ""
    added = (f"{_file(a.path)} {cover.said(lambda plan, a=a: described(plan, a.set))}" for a in one.addenda)  # type: ignore[misc]
    yield "addenda", "<br>".join(added)
    files = [record.path, *(c.path for c in record.copy), *(a.path for a in record.agreements)]
    files += list(record.seal.acts) if record.seal else []
    files += [path for path in cover.scope.paths if path.startswith(record.folder + "/") and path.endswith(".sig")]
    yield "facts", "<br>".join(_file(path) for path in files)


def _file(path: str) -> str:
    return f'<a class="mono" href="../../repository/{escape(path)}">{text(path.split("/", 4)[-1])}</a>'


def _texts(row: DocumentRow, one: VersionRow, older: VersionRow | None) -> str:
    if not one.record.copy:
        return three("no_text")
    links = [f'<a href="{text_name(one.version)}">{text(row.code)} {text(one.version)}</a>']
    if older is not None:
        name = difference_name(older.version, one.version)
        links.append(f'<a href="{name}">{three("difference", old=older.version, new=one.version)}</a>')
    return " · ".join(links)


def text_name(version: str) -> str:
    return f"{version}.html"


def difference_name(old: str, new: str) -> str:
    return f"{old}-{new}.html"


def text_file(
    cover: Cover, edition: Edition, status: Status, texts: Mapping[str, Converted], pictures: Mapping[str, bytes]
) -> str:
    """The control copy of a version as one file with its pictures in it."""
    plan, record = cover.plan, edition.record
    title = edition.front.get("title")
    named = (pick(title, plan.lang) if isinstance(title, dict) else "") or edition.slug
    told = str(edition.front.get("code", edition.slug))
    acts = "; ".join(act_text(plan, act) for act in acts_of(plan, record)) if record else ""
    day = plain_day(record.effective) if record else ""
    facts = [W["effective"].say(plan.lang) + f": {day}" if day else "", acts]
    marked = with_pictures(
        in_frames(whole_text(plan, edition, texts)), unlinked, lambda url: url if url in pictures else ""
    )
    body = clean_page(
        f"<header><p>{text(W['copy_of'].say(plan.lang, {'code': told, 'version': edition.version}))}</p>"
        f"<p>{code(told)} <b>{text(edition.version)}</b> · {text(plan.status(status.value))}</p><p>{text(' · '.join(one for one in facts if one))}</p></header>"
        f'<div class="sp-text">{marked}</div>'
    )
    back = f'<p><a href="index.html">{text(W["versions"].say(plan.lang))}</a></p>\n'
    return standalone(plan.lang, f"{told} {edition.version} — {named}", back + with_data(body, pictures))
