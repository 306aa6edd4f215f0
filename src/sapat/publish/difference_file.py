"""A difference as a file of its own: opened anywhere, without the site, loading nothing and running nothing."""

from __future__ import annotations

from collections.abc import Mapping

from sapat.model.words import pick
from sapat.publish.differences import difference_body, words
from sapat.publish.markup import code, text
from sapat.publish.plan import Edition, Plan
from sapat.publish.redline import Redline
from sapat.publish.redline_parts import with_pictures
from sapat.publish.sanitize import clean_page
from sapat.publish.standalone import standalone, unlinked, with_data


def difference_file(
    plan: Plan,
    slug: str,
    old: Edition,
    new: Edition,
    made: Redline,
    pictures: Mapping[str, bytes],
    names: tuple[str, str],
) -> str:
    """One HTML file; *names* are what the two versions are called, *pictures* their bytes by address."""
    title = _title(plan, new, slug)
    told = words(plan.lang, "title", old=names[0], new=names[1])
    marked = with_pictures(made.html, unlinked, lambda url: url if url in pictures else "")
    body = clean_page(
        f"<header><p>{text(title)}</p><h1>{text(told)}</h1><p>{code(str(new.front.get('code', slug)))}</p></header>"
        + difference_body(plan, old, new, made, marked)
    )
    return standalone(plan.lang, f"{told} — {title}", with_data(body, pictures))


def _title(plan: Plan, edition: Edition, slug: str) -> str:
    told = edition.front.get("title")
    return (pick(told, plan.lang) if isinstance(told, dict) else "") or slug
