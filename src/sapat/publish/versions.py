"""The versions of a document beside the one that counts: where each is read, and what each changed."""

from __future__ import annotations

from sapat.publish import facts
from sapat.publish.differences import difference_url, pairs, told_difference
from sapat.publish.markup import badge, link, relative, table, text
from sapat.publish.plan import Plan, Shown
from sapat.publish.words import say


def versions_table(plan: Plan, shown: Shown, page: str) -> str:
    """Coming and former versions as a table, the newest first; empty when there are none."""
    lang = plan.lang
    known = pairs(shown)
    rows = []
    for one in [*reversed(shown.coming), *shown.former]:
        if one.record is None:
            continue
        coming = one.state == "coming"
        pair = next((pair for pair in known if (pair.new if coming else pair.old) is one), None)
        state, named = facts.state_of(plan, shown, one)
        rows.append(
            [
                link(relative(page, one.url), text(say(lang, "versioned", version=one.version))),
                link(relative(page, difference_url(pair)), text(pair.name)) if pair else "",
                text(plan.value("change", "kind", one.record.kind)),
                facts.period(plan, one.record),
                badge(state, named),
            ]
        )
    first, *others = (say(lang, key) for key in ("version", "kind", "was_in_force", "status"))
    told = say(lang, "former_versions")
    return table([first, told_difference(lang), *others], rows, told, "sp-versions") if rows else ""
