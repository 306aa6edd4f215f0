"""The cases: what is measured, on which repository, against what."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.support import generate as generator
from tests.support import repo as builder
from tests.support.generate import TODAY, Corpus, generate
from tests.support.repo import git, write

from bench import papers
from bench.measure import Case, Side

ROOT: Final = Path(__file__).parents[1]
PLACE: Final = ROOT / "build" / "bench"
BIN: Final = Path(sys.executable).parent
MKDOCS: Final = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
PLAIN: Final = (
    "site_name: x\nuse_directory_urls: false\ntheme:\n  name: material\n  language: ru\n  font: false\nplugins: []\n"
)
READ_ALL: Final = """
import hashlib, os, sys
for folder, names, files in os.walk(sys.argv[1]):
    names[:] = [name for name in names if name != ".git"]
    for name in files:
        hashlib.sha256(open(os.path.join(folder, name), "rb").read()).hexdigest()
"""


def repository(documents: int, commits: int = 0) -> Path:
    """A generated repository, kept between runs as long as what makes it stays the same."""
    maker = sha256(b"".join(Path(one.__file__).read_bytes() for one in (generator, builder))).hexdigest()[:8]
    root = PLACE / f"{documents}-{commits}-{maker}"
    if not (root / "ready").exists():
        shutil.rmtree(root, ignore_errors=True)
        generate(root / "r", documents, commits)
        write(root / "r", {"mkdocs.yml": MKDOCS, "docs/index.md": "# Башкы бет\n"})
        git(root / "r", "add", "-A")
        git(root / "r", "commit", "-q", "-m", "Site", day=f"{TODAY}T09:00:00+06:00")
        git(root / "r", "gc", "-q")
        (root / "ready").touch()
    return root / "r"


def sapat(root: Path, *args: str) -> tuple[str, ...]:
    return (str(BIN / "sapat"), "--repo", str(root), "--today", TODAY, *args)


def forgotten(root: Path) -> Callable[[], None]:
    """Before a cold run: what was kept of former ones is away."""
    return lambda: shutil.rmtree(root / ".git" / "sapat", ignore_errors=True)


def changed(root: Path) -> Callable[[], None]:
    """Before a run after one change: another sentence stands in one document."""
    path = root / Corpus(0, 0).path(1)
    text = path.read_text(encoding="utf-8")
    count = iter(range(1_000_000))
    return lambda: path.write_text(f"{text}\n{next(count)}-өзгөртүү.\n", encoding="utf-8") and None


def restored(root: Path) -> Callable[[], None]:
    return lambda: git(root, "checkout", "-q", "--", ".") and None


def help_case() -> Iterator[Case]:
    floor = Side("python, click", (sys.executable, "-c", "import click"))
    yield Case("sapat --help", Side("ours", (str(BIN / "sapat"), "--help")), floor, target=0.15)


def check_cases(documents: int, cold: float, warm: float) -> Iterator[Case]:
    """Against the least that any checker of bytes must do: read every file once and hash it."""
    root = repository(documents)
    restored(root)()
    floor = Side("read and hash all", (sys.executable, "-c", READ_ALL, str(root)))
    check = sapat(root, "check")
    name = f"check of {documents:,} documents"
    yield Case(f"{name}, cold", Side("ours", check, forgotten(root)), floor, target=cold)
    yield Case(f"{name}, warm", Side("ours", check), floor, target=warm)
    yield Case(f"{name}, one changed", Side("ours", check, changed(root)), floor, target=warm)
    restored(root)()


def history_case(documents: int, commits: int) -> Iterator[Case]:
    """`sapat history` of one document goes once over the history of all; it is held against Git's own pass."""
    root = repository(documents, commits)
    log = ("git", "-C", str(root), "log", "--raw", "-z", "--no-renames", "--no-abbrev", "main")
    passing = Side("ours", (sys.executable, str(ROOT / "bench" / "passing.py"), str(root), TODAY), tells=True)
    yield Case(f"history of {commits:,} commits, pass", passing, Side("git log --raw", log), times=1.3)
    ours = Side("ours", sapat(root, "history", Corpus(0, 0).code(1)))
    yield Case(f"history of {commits:,} commits, verb", ours, Side("git log --raw", log))


def signature_case() -> Iterator[Case]:
    """Reading and verifying 5,000 signatures, held against the mathematics alone; stock git takes 45 s for as many."""
    script = (sys.executable, str(ROOT / "bench" / "signatures.py"))
    ours, raw = Side("ours", (*script, "ours"), tells=True), Side("Ed25519 alone", (*script, "raw"), tells=True)
    yield Case("5,000 signatures", ours, raw, target=2.0)


def range_case(documents: int) -> Iterator[Case]:
    """A pull request that changes one document, in a clone whose main line was checked before."""
    root = repository(documents)
    restored(root)()
    work = PLACE / f"request-{documents}"
    shutil.rmtree(work, ignore_errors=True)
    git(PLACE, "clone", "-q", str(root), str(work))
    subprocess.run(sapat(work, "check"), check=False, capture_output=True)
    git(work, "checkout", "-q", "-b", "change")
    changed(work)()
    git(work, "commit", "-q", "-am", "Change", day=f"{TODAY}T10:00:00+06:00")
    floor = Side("git diff --stat main", ("git", "-C", str(work), "diff", "--stat", "main"))
    yield Case(
        f"pull request, {documents:,} documents", Side("ours", sapat(work, "check", "--base", "main")), floor, 0.6
    )


def hook_cases(documents: int) -> Iterator[Case]:
    """What our hook adds to a push: one that touches nothing controlled, and one that brings a register entry."""
    bare = PLACE / f"server-{documents}.git"
    shutil.rmtree(bare, ignore_errors=True)
    git(PLACE, "clone", "-q", "--bare", str(repository(documents)), str(bare))
    subprocess.run([*sapat(bare, "hook", "install", str(bare))], check=True, capture_output=True)
    work = PLACE / f"pusher-{documents}"
    shutil.rmtree(work, ignore_errors=True)
    git(PLACE, "clone", "-q", "--no-checkout", str(bare), str(work))
    git(work, "read-tree", "HEAD")
    old = git(work, "rev-parse", "HEAD").strip()
    floor = Side("python -IS, nothing", (sys.executable, "-IS", "-c", "pass"))
    unit = (
        "schema: unit/1\ntitle: {ky: Укук, ru: Право, en: Law}\nabbreviation: {ky: ЮБ, ru: ЮО, en: LO}\nhead: lawyer\n"
    )
    for name, path, text, target in (
        ("nothing controlled", "README.md", "x\n", 0.15),
        ("a register entry", "registers/units/law.yaml", unit, 0.3),
    ):
        write(work, {path: text})
        git(work, "update-index", "--add", path)
        git(work, "commit", "-q", "-m", name, day=f"{TODAY}T10:00:00+06:00")
        new = git(work, "rev-parse", "HEAD").strip()
        git(work, "push", "-q", str(bare), f"HEAD:refs/heads/bench-{target}")
        line = f"echo {old} {new} refs/heads/main | SOURCE_DATE_EPOCH=1793520000 hooks/pre-receive"
        yield Case(f"hook, {documents:,} documents, {name}", Side("ours", ("sh", "-c", line), cwd=bare), floor, target)


def site_cases(documents: int, target: float) -> Iterator[Case]:
    """Against MkDocs with Material, nothing added, on the same texts."""
    root = repository(documents)
    restored(root)()
    made = PLACE / f"site-{documents}"
    peer = plain(documents)
    build = sapat(root, "build", "-o", str(made))
    name = f"site of {documents:,} documents"
    other = Side("MkDocs + Material", (str(BIN / "mkdocs"), "build", "-q", "-d", str(peer / "site")), cwd=peer)
    told = f"{name}, cold"
    yield Case(told, Side("ours", build, forgotten(root)), other, target, after=lambda: weight(made, peer / "site"))
    yield Case(
        f"{name}, warm", Side("ours", build), Side("read and hash all", (sys.executable, "-c", READ_ALL, str(root)))
    )


def plain(documents: int) -> Path:
    """The same pages as plain Markdown with a plain configuration."""
    place = PLACE / f"plain-{documents}"
    corpus = Corpus(documents, 0)
    shutil.rmtree(place, ignore_errors=True)
    files = {"mkdocs.yml": PLAIN, "docs/index.md": "# Башкы бет\n"}
    for number in range(documents):
        files[f"docs/{corpus.path(number)}"] = corpus.text(number, "1.0").split("---\n", 2)[2]
    return write(place, dict(files))


def weight(*sites: Path) -> str:
    """Size of each site and its largest page."""
    told = []
    for site in sites:
        sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
        largest = max(size for path, size in sizes.items() if path.suffix == ".html")
        told.append(f"{sum(sizes.values()) / 1e6:.1f} MB, largest page {largest / 1e3:.0f} KB")
    return " | ".join(told)


GROUPS: Final[Mapping[str, Callable[[], Iterator[Case]]]] = {  # made only when its turn comes
    "help": help_case,
    "check-1000": lambda: check_cases(1_000, 1.5, 0.7),
    "check-10000": lambda: check_cases(10_000, 12.0, 2.0),
    "request-1000": lambda: range_case(1_000),
    "request-5000": lambda: range_case(5_000),
    "request-10000": lambda: range_case(10_000),
    "hook-1000": lambda: hook_cases(1_000),
    "hook-10000": lambda: hook_cases(10_000),
    "signatures": signature_case,
    "history": lambda: history_case(2_000, 20_000),
    "site-200": lambda: site_cases(200, 0.0),
    "pdf": lambda: papers.cases(PLACE, 100),
    "site-1000": lambda: site_cases(1_000, 7.0),
}
