"""Every attack that findings/pdf.md §6 names, run against the real way from text to PDF."""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from sapat.render.job import Job, Outcome, Section
from sapat.render.pictures import judged
from sapat.write.sandbox import LIMITS, Limits, Pressing
from tests.pdf.paper import CODE, PNG, SLUG, SVG, needs_poppler, png, printed, rules, run, text_of, world
from tests.support.repo import git, write

PLAIN: dict[str, Any] = {
    "lang": "ky",
    "words": dict.fromkeys("code version level page signature name check digest contents".split(), "x"),
    "name": "x", "keywords": [], "description": "x", "ministry": "m", "institution": "i", "system": "s", "type": "t",
    "title": "Т", "other_titles": [], "code": "К", "version": "1.0", "level": "2", "plain": True, "contents": False,
    "header": ["a", "b", "c"], "footer": {"warning": "w", "address": "a", "digest": "d", "qr": None}, "mark": None,
    "stamp": None, "approval": {"formula": "", "signers": [], "date": "", "acts": []}, "facts": [], "year": "2026",
    "sheets": [], "sources": [],
}  # fmt: skip


def pressed(html: str, limits: Limits = LIMITS, **more: Any) -> Outcome:
    """What the press makes of HTML that has met no cleaner before."""
    pressing = Pressing(limits)
    try:
        return pressing.set(Job((Section(html),), PLAIN | more.pop("meta", {}), **more))
    finally:
        pressing.close()


def shown(made: Outcome, folder: Path) -> str:
    assert made.pdf, made.trouble
    (folder / "x.pdf").write_bytes(made.pdf)
    return text_of(folder / "x.pdf")


SECRET = "#let words = meta.words"  # a line of the template: what a read of main.typ would print
ATTACKS = [
    '<p><span typst:text:fill="red) #read(&quot;main.typ&quot;)">сөз</span></p>',
    '<p typst:fill="red) #read(&quot;main.typ&quot;)">сөз</p>',
    '<div typst:inset="1pt) #read(&quot;main.typ&quot;)"><p>сөз</p></div>',
    '<table typst:fill="red, #read(&quot;main.typ&quot;)"><tr><td typst:fill="x)#read(&quot;main.typ&quot;)">сөз</td></tr></table>',
    '<h2 typst-label="a&gt; #read(&quot;main.typ&quot;)">сөз</h2>',
    '<h2 id="a&gt; #read(&quot;main.typ&quot;) &lt;b">сөз</h2>',
    '<p><a href="https://x.example/&quot;)[] #read(&quot;main.typ&quot;) #link(&quot;">сөз</a></p>',
    '<p><code class="{=typst}">#read("main.typ")</code> сөз</p>',
    '<pre><code class="language-{=typst}">#read("main.typ")\n</code></pre><p>сөз</p>',
    "<p>`#read(&quot;main.typ&quot;)`{=typst} сөз \\input{main.typ} $\\input{main.typ}$</p>",
    '<p><img src="p0" alt="&quot;) #read(&quot;main.typ&quot;) #image(&quot;"> сөз</p>',
    '<div class="admonition note&quot;)#read(&quot;main.typ&quot;)"><p>сөз</p></div>',
    '<ol start="1) #read(&quot;main.typ&quot;)" type="A"><li>сөз</li></ol>',
    '<p><span class="sp-fn" style="x:#read(&quot;main.typ&quot;)">]#read("main.typ")[</span> сөз</p>',
]


@needs_poppler
@pytest.mark.parametrize("html", ATTACKS)
def test_no_markup_of_a_text_becomes_code_of_the_compiler(html: str, tmp_path: Path) -> None:
    told = shown(pressed(html, pictures={"p0": PNG}), tmp_path)
    assert "сөз" in told
    assert SECRET not in told


@needs_poppler
def test_no_value_of_the_front_matter_becomes_code(tmp_path: Path) -> None:
    title = '#read("main.typ") \\ *x* $y$ ]] "'
    told = shown(pressed("<p>сөз</p>", meta={"title": title, "header": [title, "", title]}), tmp_path)
    assert '#read("main.typ")' in told
    assert SECRET not in told


def test_the_filter_alone_stops_what_the_cleaner_would_have(tmp_path: Path) -> None:
    """Three walls stand one behind the other; this is the last."""
    from importlib.resources import files

    import pypandoc

    lua = tmp_path / "filter.lua"
    lua.write_bytes(files("sapat.render").joinpath("typst", "filter.lua").read_bytes())
    evil = "".join(ATTACKS).replace('src="p0"', 'src="a&quot;)#read(&quot;b"')
    args = ["--sandbox", f"--lua-filter={lua}"]
    told = pypandoc.convert_text(evil, "typst", format="html-smart", extra_args=args, verify_format=False)
    calls = re.sub(r"\\.", "", told)  # an escaped sign starts no code
    calls = re.sub(r'"(?:[^"\\]|\\.)*"|```.*?```', "", calls, flags=re.DOTALL)
    assert "#read" not in calls


def test_raw_blocks_never_reach_the_compiler(tmp_path: Path) -> None:
    from importlib.resources import files

    import pypandoc

    lua = tmp_path / "filter.lua"
    lua.write_bytes(files("sapat.render").joinpath("typst", "filter.lua").read_bytes())
    text = '`#read("main.typ")`{=typst}\n\n```{=typst}\n#read("main.typ")\n```\n\nсөз\n'
    args = ["--sandbox", f"--lua-filter={lua}"]
    assert pypandoc.convert_text(text, "typst", format="markdown", extra_args=args).strip() == "сөз"


@needs_poppler
def test_links_lead_only_where_a_reader_expects(tmp_path: Path) -> None:
    html = "".join(
        f'<p><a href="{url}">сөз</a></p>'
        for url in (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "vbscript:x",
            "//x.example",
            "x.pdf",
        )
    )
    made = pressed(html + '<p><a href="https://good.example/">сөз</a></p>')
    assert b"good.example" in made.pdf
    for wrong in (b"javascript", b"JaVaScRiPt", b"/etc/passwd", b"text/html,x", b"vbscript", b"x.example"):
        assert wrong not in made.pdf


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    """Git can carry one to any file of the machine that builds."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(png(7, 7))
    root = world(tmp_path / "r", "![Сүрөт](umu-sms-dp-2.17/leak.png)\n", {"leak.png": PNG})
    for folder in ("procedures/umu-sms-dp-2.17", f"registers/changes/{SLUG}/1.0/copy/umu-sms-dp-2.17"):
        (root / folder / "leak.png").unlink()
        os.symlink(secret, root / folder / "leak.png")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A link")
    told = printed(root, CODE, "--draft", out=tmp_path / "out", expect=1)
    assert ("SAP851", f"procedures/{SLUG}.md", 13) in rules(told)
    assert secret.read_bytes() not in (tmp_path / "out" / f"{SLUG}_v1.0.pdf").read_bytes()


def test_a_text_that_is_a_symbolic_link_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ncode: x\n---\nКупуя сөз\n")
    root = world(tmp_path / "r", "сөз\n")
    path = root / "procedures" / f"{SLUG}.md"
    path.unlink()
    os.symlink(tmp_path / "secret.md", path)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A link")
    from tests.support.repo import sapat

    for args, expected in (((CODE, "--draft"), 2), ((CODE,), 2), (("--all",), 1)):
        code, _, complaint = sapat(root, "pdf", *args, "-o", str(tmp_path / "out"))
        assert code == expected, args
        assert SLUG in complaint or CODE in complaint
    assert not (tmp_path / "out").exists()


def test_a_text_too_large_for_the_heap_of_pandoc_is_refused_and_the_next_one_is_set() -> None:
    pressing = Pressing()
    try:
        huge = Job((Section("<p>" + "<b>сөз</b> <i>эки</i> " * 60_000 + "</p>"),), PLAIN)
        assert pressing.set(huge).trouble == "limits"
        assert pressing.set(Job((Section("<p>сөз</p>"),), PLAIN)).pdf
    finally:
        pressing.close()


@pytest.mark.parametrize(
    "source",
    ["../../../secret.png", "/etc/hostname", "file:///etc/hostname", "https://x.example/a.png", "umu-sms-dp-2.17.md"],
)
def test_a_picture_comes_from_the_documents_own_folder_or_not_at_all(tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    root = world(tmp_path / "r", f"![Сүрөт]({source})\n")
    told = printed(root, CODE, "--draft", out=tmp_path / "out", expect=1)
    assert "SAP851" in {one["rule"] for one in told["findings"]}


BOMB = b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'
USES = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><defs><g id="a0"><rect width="1" height="1"/></g>'
    + b"".join(b'<g id="a%d">' % n + b'<use xlink:href="#a%d"/>' % (n - 1) * 10 + b"</g>" for n in range(1, 12))
    + b'</defs><use xlink:href="#a11"/></svg>'
)
WRONG_PICTURES = {
    "an entity bomb": (BOMB, "unsafe"),
    "a file beside it": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="other.svg#a"/></svg>', "unsafe"),
    "a script": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x</script></svg>', "unsafe"),
    "an event": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="x"></svg>', "unsafe"),
    "a file": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="../main.typ"/></svg>', "unsafe"),
    "a file by a prefix": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><svg:image xlink:href="/etc/passwd"/></svg>', "unsafe"),
    "an address": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect fill="url(http://x.example/)"/></svg>', "unsafe"),
    "a filter": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><filter id="a"/></svg>', "unsafe"),
    "another encoding": ('<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"), "kind"),
    "a million points": (b'<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000"></svg>', "size"),
    "many points": (png(20000, 20000), "size"),
    "much data": (PNG + b"\0" * 20_000_001, "size"),
    "no picture": (b"#!/bin/sh\n", "kind"),
    "a page": (b"<html><body>x</body></html>", "kind"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_PICTURES)
def test_a_dangerous_picture_is_not_set(name: str) -> None:
    data, why = WRONG_PICTURES[name]
    assert judged(data) == why


@pytest.mark.parametrize("data", [PNG, SVG])
def test_an_ordinary_picture_is(data: bytes) -> None:
    assert not isinstance(judged(data), str)


@needs_poppler
def test_a_picture_that_multiplies_itself_costs_nothing_but_itself(tmp_path: Path) -> None:
    made = pressed('<p>сөз</p><p><img src="p0" alt="сүрөт"></p>', pictures={"p0": USES})
    assert "сөз" in shown(made, tmp_path)
    assert {fault.kind for fault in made.faults} == {"picture-broken"}


def test_a_text_that_takes_too_long_is_refused_and_the_next_one_is_set() -> None:
    pressing = Pressing(Limits(cpu=1, wall=60))
    try:
        rows = "<tr>" + "<td>сөз бир эки</td>" * 12 + "</tr>"
        hard = Job((Section("<table>" + rows * 9000 + "</table>"),), PLAIN)
        assert pressing.set(hard).trouble == "limits"
        assert pressing.set(Job((Section("<p>сөз</p>"),), PLAIN)).pdf
    finally:
        pressing.close()


def test_the_wall_clock_ends_a_press_and_all_it_started() -> None:
    pressing = Pressing(Limits(wall=0.05))
    began = time.monotonic()
    assert pressing.set(Job((Section("<p>сөз</p>" * 20000),), PLAIN)).trouble == "time"
    assert time.monotonic() - began < 20
    pressing.close()


def test_a_text_that_takes_too_much_memory_is_refused() -> None:
    rows = "<tr>" + "<td>сөз бир эки</td>" * 12 + "</tr>"
    made = pressed("<table>" + rows * 9000 + "</table>", Limits(memory=400_000_000))
    assert not made.pdf
    assert made.trouble


def test_a_text_of_brackets_is_converted_behind_the_same_limits() -> None:
    pressing = Pressing(Limits(cpu=1, wall=30))
    try:
        assert pressing.convert(("[" * 60_000,)) is None
        assert pressing.convert(("сөз",))
    finally:
        pressing.close()


def test_nothing_asks_the_network(tmp_path: Path) -> None:
    """A listener hears of no picture, package or link."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    heard.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        port = server.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        html = f'<p><img src="{address}/a.png" alt="x"><a href="{address}/">сөз</a> #import "@preview/x:1.0.0"</p>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><a href="{address}"/></svg>'.encode()
        made = pressed(html + '<p><img src="p0" alt="x"></p>', pictures={"p0": svg})
        stop.set()
        thread.join()
    assert made.pdf
    assert heard == []


def test_a_press_gets_nothing_of_the_callers_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from sapat.write.sandbox import environment

    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("PYTHONPATH", "/evil")
    told = environment()
    assert not {"GITHUB_TOKEN", "PYTHONPATH"} & set(told)
    assert told["https_proxy"].endswith(":9")


@needs_poppler
def test_comments_stay_out_of_text_and_public_attachment(tmp_path: Path) -> None:
    root = world(tmp_path / "r", "сөз <!-- ички сыр -->\n\n<!-- дагы\nбир сыр -->\n")
    told = printed(root, CODE, "--draft", out=tmp_path / "out")
    pdf = tmp_path / "out" / f"{SLUG}_v1.0.pdf"
    assert "сыр" not in text_of(pdf)
    run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(pdf)])
    assert "сыр" not in (tmp_path / f"{SLUG}.md").read_text()
    assert ("SAP857", "info") in {(one["rule"], one["severity"]) for one in told["findings"]}


@needs_poppler
def test_an_internal_document_carries_its_source_as_it_is(tmp_path: Path) -> None:
    root = world(tmp_path / "r", "сөз <!-- ички белги -->\n", access="internal")
    printed(root, CODE, "--draft", out=tmp_path / "out")
    run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(tmp_path / "out" / f"{SLUG}_v1.0.pdf")])
    assert (tmp_path / f"{SLUG}.md").read_bytes() == (root / "procedures" / f"{SLUG}.md").read_bytes()


def test_a_part_named_like_the_template_replaces_nothing(tmp_path: Path) -> None:
    made = pressed("<p>сөз</p>", sources={"main.typ": b"#panic()", "kit.typ": b"#panic()"}, meta={
        "sources": [{"name": "main.typ", "told": "x"}, {"name": "kit.typ", "told": "x"}]
    })  # fmt: skip
    assert made.pdf


def test_a_changed_control_copy_is_not_printed(tmp_path: Path) -> None:
    root = world(tmp_path / "r", "сөз\n")
    write(root, {f"registers/changes/{SLUG}/1.0/copy/{SLUG}.md": "---\ncode: x\n---\nбашка\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Changed")
    from tests.support.repo import sapat

    code, _, complaint = sapat(root, "pdf", CODE, "-o", str(tmp_path / "out"))
    assert code == 2
    assert "SAP2" in complaint
    assert not (tmp_path / "out").exists()
