"""Pictures of every kind of page, wide and narrow, light and dark, for people to look at: `make shots`.

Usage: shots.py [SITE] [OUT]; without SITE the site of this repository's documents is built first.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.site.browser import browser, served  # noqa: E402  # the folder above must be known first

SIZES = {"1280": (1280, 900), "390": (390, 844)}
SCHEMES = ("light", "dark")
_MARKS = {  # a kind of page -> what only its file has
    "withdrawn": "sp-head--withdrawn",
    "superseded": "sp-head--superseded",
    "expired": "sp-head--expired",
    "revision": "sp-head--revision",
    "approved": "sp-head--approved",
}


def kinds(site: Path) -> dict[str, str]:
    """Kind of page -> address of one page of it."""
    found = {"home": "index.html", "missing": "404.html"}
    for name in (
        "documents",
        "processes",
        "procedures",
        "changes",
        "reviews",
        "acts",
        "bodies",
        "units",
        "external",
        "ended",
    ):
        if (site / "registers" / f"{name}.html").exists():
            found[name] = f"registers/{name}.html"
    found |= {f"level-{path.stem}": f"levels/{path.name}" for path in sorted((site / "levels").glob("?.html"))[:2]}
    found |= {
        path.stem: path.name for path in sorted(site.glob("*.html")) if path.name not in ("index.html", "404.html")
    }
    documents = sorted((site / "d").glob("*/index.html"))
    texts = {path: path.read_text() for path in documents}
    plain = [p for p in documents if "sp-head--in-force" in texts[p] and len(list(p.parent.iterdir())) > 1]
    if plain:
        found["document"] = plain[-1].relative_to(site).as_posix()
    for kind, mark in _MARKS.items():
        fitting = [path for path in documents if mark in texts[path]]
        if fitting:
            found[kind] = fitting[0].relative_to(site).as_posix()
    for kind, mark in (("former", "sp-notice--danger"), ("coming", "sp-head--approved")):
        fitting = [p for p in sorted((site / "d").glob("*/r/*/index.html")) if mark in p.read_text()]
        if fitting:
            found[kind] = fitting[0].relative_to(site).as_posix()
    differences = sorted((site / "d").glob("*/diff/*.html"))
    if differences:
        found["difference"] = differences[-1].relative_to(site).as_posix()
    whole = next((p.parent for p in documents if len(list(p.parent.glob("*.html"))) > 2), None)
    if whole is not None:
        parts = sorted(path for path in whole.glob("*.html") if path.name != "index.html")
        found["whole"] = (whole / "index.html").relative_to(site).as_posix()
        found["part"] = parts[len(parts) // 2].relative_to(site).as_posix()
    return found


def placed(site: Path, root: Path) -> str:
    """The path of the site on its host, where the error page looks for the others; the site stands there below *root*."""
    found = re.search(r'href="(/[^"]*)index\.html"', (site / "404.html").read_text())
    path = found[1].strip("/") if found else ""
    target = root / (path or "site")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.symlink_to(site.resolve(), target_is_directory=True)
    return "/" + (path or "site")


def shoot(site: Path, out: Path) -> int:
    """Take the pictures; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as root, served(Path(root)) as host, browser() as chrome:
        address = host + placed(site, Path(root))
        for scheme in SCHEMES:
            for size, (width, height) in SIZES.items():
                context = chrome.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                for kind, url in kinds(site).items():
                    page.goto(f"{address}/{url}")
                    page.wait_for_load_state("load")
                    page.screenshot(
                        path=str(out / f"{kind}-{size}-{scheme}.png"), full_page=kind in ("home", "document")
                    )
                    count += 1
                if size == "390":
                    page.goto(f"{address}/index.html")
                    page.click('header label[for="__drawer"]')
                    page.wait_for_timeout(400)
                    page.screenshot(path=str(out / f"menu-{size}-{scheme}.png"))
                    count += 1
                context.close()
    return count


def main(arguments: list[str]) -> int:
    """Build when no site is given, and shoot."""
    out = Path(arguments[1]) if len(arguments) > 1 else ROOT / "build" / "shots"
    if arguments:
        print(f"{shoot(Path(arguments[0]), out)} pictures in {out}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name, flags in (("site", []), ("draft", ["--draft"])):
            command = [str(ROOT / ".venv/bin/sapat"), "--repo", str(ROOT), "build", "-o", f"{folder}/{name}", *flags]
            subprocess.run(command, check=True)
        count = shoot(Path(folder, "site"), out)
        count += shoot(Path(folder, "draft"), out / "draft")
    print(f"{count} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
