"""Any text in a comment is shown as it is: it marks nothing, calls nobody, links nowhere and breaks out of nothing."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapat.model.forge_text import begun, code, shown
from sapat.publish.redline import redline
from sapat.publish.redline_markdown import markdown_lines

HOSTILE = [
    "@admin and @org/team, (@x)",
    "closes #12, fixes org/repo#3, GH-4, !5, ~label %mile $snippet ^epic &epic",
    "<img src=x onerror=alert(1)> <script>x</script> <!-- y --> </details></summary>",
    "![x](http://evil.example/x.png) [x](javascript:alert(1)) [a]: http://evil.example",
    "http://evil.example https://evil.example www.evil.example mailto:a@evil.example ftp://x",
    "**b** __b__ *i* _i_ ~~s~~ `c` ``c`` $x$ $$y$$ :tada: # h\n# h2\n- l\n1. l\n> q\n| a | b |",
    "0123456789abcdef0123456789abcdef01234567 deadbeef",
    "a\u202eb\u200bc\u2066d\x1b[31m\x00",
    "```\nfence\n```",
    "\\*a\\* &lt;b&gt; &#64;admin &copy;",
]


def calls(told: str) -> list[str]:
    """What a forge would act upon: names, references, addresses, commits, HTML, pictures."""
    bare = told.replace("<span>$</span>", "")
    return [
        *re.findall(r"@\w", bare),
        *re.findall(r"(?<!\\)[#!~%^]\w", bare),
        *re.findall(r"<(?!ins>|/ins>|del>|/del>|b>|/b>)", bare),
        *re.findall(r"(?<!\\)[\]\[`*_|]", bare.replace("**", "").replace("~~", "")),
        *re.findall(r"(?i)(?:https?|ftp|mailto|javascript):|www\.", bare),
        *re.findall(r"\b[0-9a-f]{7,}\b", bare),
        *re.findall(r":\w+:", bare),
        *re.findall(r"&(?!amp;|lt;)", bare),
        *re.findall("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x1f]", bare),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_shown(text: str) -> None:
    assert calls(shown(text)) == []
    assert "\n" not in shown(text)
    assert re.fullmatch(r"(`+) ?[^\n]* ?\1", code(text))


@given(st.text(alphabet=st.sampled_from("@#!~%^&:$`*_[](){}<>|\\/.-+=1aF9бө \n\u202ehttpswww"), max_size=60))
def test_no_mixture_of_marks_calls_anybody(text: str) -> None:
    assert calls(shown(text)) == []
    html = markdown.markdown(begun(text))
    assert re.findall(r"<(?!/?p>|/?span>)\w+", html) == [], html


def test_a_number_or_a_dash_begins_no_list() -> None:
    for text in ("1. a", "12) a", "- a", "+ a", "= a"):
        assert "<li>" not in markdown.markdown(begun(text))
        assert "<h" not in markdown.markdown(f"x\n{begun(text)}")


def test_a_redline_is_shown_with_marks_that_hold_together() -> None:
    told = markdown_lines(redline("<h2>Мөөнөт</h2><p>Жооп беш күндө.</p>", "<h2>Мөөнөт</h2><p>Жооп он күндө!</p>").html)
    assert told[0] == "> **Мөөнөт**\n>\n"
    assert told[1] == "> Жооп ~~беш~~ **он** күндө<del>.</del><ins><b>\\!</b></ins>\n>\n"


def test_a_redline_of_hostile_texts_calls_nobody() -> None:
    from html import escape

    told = "".join(markdown_lines(redline("<p>эски</p>", "".join(f"<p>{escape(one)}</p>" for one in HOSTILE)).html))
    assert calls(re.sub(r"(?m)^>(?: |$)", "", told).replace("\n", " ").replace("~~эски~~", "")) == []


def test_a_long_paragraph_is_told_around_its_changes() -> None:
    long = "сөз " * 1000
    (told,) = markdown_lines(redline(f"<p>{long}беш {long}</p>", f"<p>{long}он {long}</p>").html)
    assert "~~беш~~ **он**" in told
    assert len(told) < 500
