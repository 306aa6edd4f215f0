"""A page that is one file: opened anywhere, without the site and without a network, loading nothing and running nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape, unescape
from importlib.resources import files
from typing import Final

PICTURES: Final[Mapping[str, str]] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}
_LINK: Final = re.compile(r'<a(?: class="[^"]*")? href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_SHOWN: Final = re.compile(r'src="(assets/b/[^"]*)"')
_RULES: Final = re.compile(r"/\* Redline: begin.*?\*/\n(.*?)/\* Redline: end \*/", re.DOTALL)
_COLOURS: Final = re.compile(r"--sp-[a-z-]+: [^;]+;")
_STYLE: Final = """
:root { color-scheme: light dark; LIGHT }
@media (prefers-color-scheme: dark) { :root { DARK } }
body { max-width: 50rem; margin: 0 auto; padding: 1.2rem 1.4rem 3rem; font: 1rem/1.6 var(--sp-font); color: var(--sp-ink); background: var(--sp-ground); overflow-wrap: anywhere; }
a { color: var(--sp-link); }
pre, code, .sp-code { font-family: var(--sp-mono); font-size: .92em; }
pre { overflow-x: auto; }
.sp-scroll { margin: 1rem 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
th, td { padding: .35rem .6rem; border: 1px solid var(--sp-line); text-align: left; vertical-align: top; }
.ta-right { text-align: right; }
.ta-center { text-align: center; }
"""


def standalone(lang: str, title: str, body: str, *, more: str = "") -> str:
    """The whole file; *body* is clean HTML whose pictures are in it already, *more* are style rules of the page."""
    style = _style() + more
    seal = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{seal}'; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def unlinked(html: str) -> str:
    """Links to other hosts and inside the file stay; what leads into the repository has no place to lead to here."""

    def link(found: re.Match[str]) -> str:
        target = found[1]
        if target.startswith(("#m", "http://", "https://", "mailto:", "tel:")):
            return found[0]
        return f'<span class="sp-nolink">{found[2]}</span>'

    return _LINK.sub(link, html)


def with_data(body: str, pictures: Mapping[str, bytes]) -> str:
    """Clean HTML whose pictures stand in it, byte for byte."""
    return _SHOWN.sub(lambda found: f'src="{_data(unescape(found[1]), pictures)}"', body)


def _data(url: str, pictures: Mapping[str, bytes]) -> str:
    kind = PICTURES.get("." + url.rpartition(".")[2], "")
    return f"data:{kind};base64,{b64encode(pictures[url]).decode()}" if kind and url in pictures else ""


@cache
def _style() -> str:
    """The rules of the site's redlines with the colours of its two schemes."""
    css = files("sapat").joinpath("theme/assets/sapat/sapat.css").read_text(encoding="utf-8")
    rules = _RULES.search(css)
    light, dark = (" ".join(_COLOURS.findall(one)) for one in _schemes(css))
    return _STYLE.replace("LIGHT", light).replace("DARK", dark) + (rules[1] if rules else "")


def _schemes(css: str) -> tuple[str, str]:
    light, _, rest = css.partition('[data-md-color-scheme="slate"]')
    return light, rest.partition("}")[0]
