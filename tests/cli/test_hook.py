"""The server: what breaks a rule does not get in by a real `git push`, and what keeps the rules does."""

from __future__ import annotations

import ast
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from sapat.commands.pushed import judge
from sapat.model.findings import Severity
from sapat.model.push import Move
from sapat.read.git import Git
from tests.support.repo import findings, git, markdown, repository, sapat, sound, write
from tests.support.samples import DOC, Files, Sample
from tests.support.sealed import CODE, FOLDER, RECORD, SECOND, SLUG, second, settings, tampered, withdrawal
from tests.support.server import DAY, Server, copied, empty, server
from tests.support.verbs import epoch

ROOT: Final = Path(__file__).parents[2]
ACT: Final = "registers/acts/order-1.yaml"
UNIT: Final = "registers/units/bbsb.yaml"
COPY: Final = f"{FOLDER}/1.0/copy/{SLUG}.md"
LAWYER: Final = f"{FOLDER}/1.1/agreements/lawyer.yaml"
DOC18: Final = "procedures/umu-sms-dp-2.18.md"
PICTURE: Final = f"procedures/{SLUG}/a.png"
OPEN: Final[Files] = {**second(seal=False, with_acts=False)}
SEALED: Final[Files] = {**second()}
GONE: Final[Files] = {path: None for path in sound() if path.startswith(FOLDER)}
NEW_UNIT: Final[Files] = {"registers/units/law.yaml": str(sound()[UNIT]).replace("Сапат", "Укук").replace("ББСБ", "ЮБ")}
BASES: Final[dict[str, Files]] = {"sound": {}, "open": OPEN, "sealed": SEALED}


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's clock stands on 1 April 2026; a push hands it on to the hook."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch("2026-04-01")))


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(epoch("2026-04-01")))
        return {name: server(tmp_path_factory.mktemp(name), base) for name, base in BASES.items()}


def files(told: Files) -> Callable[[Server], list[str]]:
    """A push of one commit."""

    def prepare(one: Server) -> list[str]:
        one.commit(told)
        return ["origin", "main"]

    return prepare


def entry(mode: str, path: str) -> Callable[[Server], list[str]]:
    """A push of something that is no regular file."""

    def prepare(one: Server) -> list[str]:
        held = git(one.clone, "rev-parse", "HEAD" if mode == "160000" else f"HEAD:{DOC}").strip()
        git(one.clone, "update-index", "--add", "--cacheinfo", f"{mode},{held},{path}")
        git(one.clone, "commit", "-q", "-m", "mode", day=DAY)
        return ["origin", "main"]

    return prepare


def put_back(told: Files) -> Callable[[Server], list[str]]:
    """A fact broken by one commit and put back by the next: the result looks as before."""

    def prepare(one: Server) -> list[str]:
        one.commit(told)
        git(one.clone, "revert", "--no-edit", "HEAD", day=DAY)
        return ["origin", "main"]

    return prepare


def put_back_on_a_branch(one: Server) -> list[str]:
    git(one.clone, "checkout", "-q", "-b", "work")
    put_back({ACT: None})(one)
    git(one.clone, "checkout", "-q", "main")
    one.commit({"README.md": "x\n"})
    git(one.clone, "merge", "-q", "--no-ff", "-m", "merge", "work", day=DAY)
    return ["origin", "main"]


def forced(one: Server) -> list[str]:
    git(one.clone, "commit", "-q", "--amend", "-m", "another beginning", day=DAY)
    return ["--force", "origin", "main"]


def tag(name: str, *args: str) -> Callable[[Server], list[str]]:
    """A push that does something to a tag that stands on the server."""

    def prepare(one: Server) -> list[str]:
        git(one.clone, "tag", name)
        assert one.push("origin", name)[0]
        git(one.clone, "commit", "-q", "--allow-empty", "-m", "later", day=DAY)
        git(one.clone, "tag", "-f", name)
        return [*args]

    return prepare


def replaced(one: Server) -> list[str]:
    blob = git(one.clone, "rev-parse", f"HEAD:{DOC}").strip()
    return ["origin", f"HEAD:refs/replace/{blob}"]


def tomorrow(one: Server) -> list[str]:
    """An act of next year, in a commit whose author set the clock to next year too."""
    told = str(sound()[ACT]).replace("2026-03-09", "2027-03-09").replace("1/0", "7/0")
    one.commit({"registers/acts/order-7.yaml": told}, "2027-03-10T12:00:00+06:00")
    return ["origin", "main"]


def loosened(told: str, more: Files) -> Callable[[Server], list[str]]:
    """Settings that would allow what the same push does."""
    return files({"sapat.toml": told, **more})


CHANGED: Final = tampered(DOC, "көзөмөлдөйт", "жоёт")
WAIVER: Final = (
    str(sound()["sapat.toml"])
    + f'\n[[waivers]]\nrule = "SAP202"\ndocument = "{CODE}"\nreason = "Көчүү убагы"\nuntil = "2026-05-01"\n'
)
# base, rule, file or ref, push
WRONG: Final[list[tuple[str, str, str, Callable[[Server], list[str]]]]] = [
    ("sound", "SAP230", ACT, files(tampered(ACT, "1/0", "1/1"))),
    ("sound", "SAP230", ACT, files({ACT: None})),
    ("sound", "SAP230", UNIT, files({UNIT: None, "registers/units/quality.yaml": sound()[UNIT]})),
    ("sound", "SAP230", RECORD, files(GONE)),
    ("sound", "SAP230", RECORD, files(tampered(RECORD, "Биринчи текст", "Экинчи текст"))),
    ("sound", "SAP230", COPY, files({**tampered(COPY, "көзөмөлдөйт", "жоёт"), **CHANGED})),
    ("sound", "SAP230", f"{FOLDER}/1.0/agreements/lawyer.yaml", files({f"{FOLDER}/1.0/agreements/lawyer.yaml": None})),
    ("open", "SAP231", LAWYER, files({LAWYER: None})),
    ("open", "SAP231", LAWYER, files(tampered(LAWYER, "result: yes", "result: no", OPEN))),
    ("open", "SAP231", SECOND, files({SECOND: None})),
    ("sound", "SAP232", DOC, files({DOC: markdown("ҮМУ-СМС-ДП-2.18")})),
    ("sealed", "SAP233", DOC, files({DOC: markdown()})),
    ("sound", "SAP201", DOC18, files({DOC18: markdown("ҮМУ-СМС-ДП-2.18")})),
    ("sound", "SAP202", DOC, files(CHANGED)),
    ("sound", "SAP204", f"{FOLDER}/1.2/record.yaml", files({**second("1.2")})),
    ("sound", "SAP209", f"{FOLDER}/1.0/record.yaml", files({DOC: None})),
    ("sound", "SAP001", DOC18, files({DOC18: "# Башында эч нерсе жок\n"})),
    ("sound", "SAP501", DOC, files(tampered(DOC, "көзөмөлдөйт.", "көзөмөлдөйт. [б](yok.md)"))),
    ("sound", "SAP801", DOC, files(tampered(DOC, "көзөмөлдөйт.", "<script>x()</script>"))),
    ("sound", "SAP805", "procedures/link.md", entry("120000", "procedures/link.md")),
    ("sound", "SAP805", "registers/other", entry("160000", "registers/other")),
    ("sound", "SAP806", DOC, entry("100755", DOC)),
    ("sound", "SAP812", "docs/link.md", entry("120000", "docs/link.md")),
    ("sound", "SAP812", "other", entry("160000", "other")),
    ("sound", "SAP812", r"docs/\udcff.md", entry("100644", os.fsdecode(b"docs/\xff.md"))),
    ("sound", "SAP812", r"docs/a\x07.md", entry("100644", "docs/a\x07.md")),
    ("sound", "SAP812", r"docs/a\u202etxt.md", entry("100644", "docs/a\u202etxt.md")),
    ("sound", "SAP812", r"docs/a\u2028b.md", entry("100644", "docs/a\u2028b.md")),
    ("sound", "SAP812", "Procedures/new.md", entry("100644", "Procedures/new.md")),
    ("sound", "SAP812", "procedures./new.md", entry("100644", "procedures./new.md")),
    ("sound", "SAP812", "Sapat.toml", entry("100644", "Sapat.toml")),
    ("sound", "SAP812", "docs/.GitAttributes", entry("100644", "docs/.GitAttributes")),
    ("sound", "SAP812", "changelog.md", entry("100644", "changelog.md")),
    ("sound", "SAP812", "REGIST~1/units/new.yaml", entry("100644", "REGIST~1/units/new.yaml")),
    ("sound", "SAP812", "pr1b2c~1/new.md", entry("100644", "pr1b2c~1/new.md")),
    ("sound", "SAP812", "sapat~1.tom", entry("100644", "sapat~1.tom")),
    ("sound", "SAP812", "docs/GITATT~1", entry("100644", "docs/GITATT~1")),
    (
        "sound",
        "SAP812",
        "procedures::$INDEX_ALLOCATION/new.md",
        entry("100644", "procedures::$INDEX_ALLOCATION/new.md"),
    ),
    ("sound", "SAP812", r"docs\..\registers\new.yaml", entry("100644", r"docs\..\registers\new.yaml")),
    ("sound", "SAP807", "procedures/жаңы.md", files({"procedures/жаңы.md": markdown("ҮМУ-СМС-ДП-2.18")})),
    ("sound", "SAP807", "registers/units/con.yaml", files({"registers/units/con.yaml": sound()[UNIT]})),
    ("sound", "SAP808", PICTURE, files({PICTURE: b"x", PICTURE.replace("a.png", "A.png"): b"y"})),
    ("sound", "SAP903", DOC, files({".gitattributes": "* text=auto eol=lf\n*.md filter=x\n"})),
    ("sound", "SAP909", "CHANGELOG.md", files({"CHANGELOG.md": "# Өзүбүз жаздык\n"})),
    ("sound", "SAP914", ACT, put_back({ACT: None})),
    ("sound", "SAP914", COPY, put_back(tampered(COPY, "көзөмөлдөйт", "жоёт"))),
    ("sound", "SAP914", ACT, put_back_on_a_branch),
    ("sound", "SAP224", "registers/acts/order-7.yaml", tomorrow),
    ("sound", "SAP202", DOC, loosened(WAIVER, CHANGED)),
    ("sound", "SAP202", DOC, loosened(settings('"policies", "procedures", ', '"policies", '), CHANGED)),
    ("sound", "SAP209", RECORD, files({"sapat.toml": settings('"policies", "procedures", ', '"policies", ')})),
    ("sound", "SAP930", "refs/heads/main", forced),
    ("sound", "SAP930", "refs/heads/main", lambda one: ["origin", ":main"]),
    ("sound", "SAP931", "refs/tags/v1.0", tag("v1.0", "--force", "origin", "v1.0")),
    ("sound", "SAP931", "refs/tags/v1.0", tag("v1.0", "origin", ":v1.0")),
    ("sound", "SAP931", "refs/tags/docs/a/1.0", tag("docs/a/1.0", "origin", ":docs/a/1.0")),
    ("sound", "SAP932", "refs/replace/", replaced),
]


@pytest.mark.parametrize(
    ("base", "rule", "place", "prepare"), WRONG, ids=[f"{n} {w[1]} {w[2]}" for n, w in enumerate(WRONG)]
)
def test_what_breaks_a_rule_is_refused_with_rule_file_and_cure(
    tmp_path: Path, servers: dict[str, Server], base: str, rule: str, place: str, prepare: Callable[[Server], list[str]]
) -> None:
    one = copied(servers[base], tmp_path)
    args = prepare(one)
    before = one.state()
    passed, told = one.push(*args)
    assert not passed, told
    assert one.state() == before
    rows = told.splitlines()
    at = [n for n, row in enumerate(rows) if row.startswith(f"{rule}  {place}")]
    assert at, told
    assert rows[at[0] + 1].startswith("  ky: ")
    assert rows[at[0] + 2].startswith("  en: ")
    assert all(" → " in rows[at[0] + n] for n in (1, 2))
    assert "Traceback" not in told


def merged(one: Server) -> list[str]:
    git(one.clone, "checkout", "-q", "-b", "work")
    one.commit({**OPEN})
    one.commit({"registers/units/law.yaml": str(NEW_UNIT["registers/units/law.yaml"]).replace("law", "x")})
    one.commit(NEW_UNIT)  # what the branch itself wrote, it may mend
    git(one.clone, "checkout", "-q", "main")
    git(one.clone, "merge", "-q", "--no-ff", "-m", "merge", "work", day=DAY)
    return ["origin", "main"]


def computed(one: Server) -> list[str]:
    assert sapat(one.clone, "changelog")[0] == 0
    one.commit({})
    return ["origin", "main"]


def rewritten_work(one: Server) -> list[str]:
    git(one.clone, "checkout", "-q", "-b", "work")
    one.commit({ACT: None})
    assert one.push("origin", "work")[0]
    git(one.clone, "commit", "-q", "--amend", "-m", "anew", day=DAY)
    assert one.push("--force", "origin", "work")[0]
    return ["origin", ":work"]


def tagged(name: str) -> Callable[[Server], list[str]]:
    def prepare(one: Server) -> list[str]:
        git(one.clone, "tag", "-a", "-m", "x", name)
        return ["origin", name]

    return prepare


DROPPED: Final[Files] = {DOC: markdown()} | {path: None for path in OPEN if path.startswith(FOLDER)}
HONEST: Final[list[tuple[str, str, Callable[[Server], list[str]]]]] = [
    ("sound", "a page of the site", files({"docs/index.md": "# Башкы бет\n", "README.md": "x\n"})),
    ("sound", "names of other languages outside control", files({"docs/Беттер/Баш бет.md": "x\n", "Makefile": "x\n"})),
    ("sound", "a program outside control", entry("100755", "scripts/x.sh")),
    ("sound", "a new entry", files(NEW_UNIT)),
    ("sound", "an open record with its text", files(OPEN)),
    ("sound", "a sealed version", files({**second(sealed=f"{DAY[:10]}T10:15:00+06:00")})),
    ("open", "the seal of an open record", files(SEALED)),
    ("open", "an open dossier dropped whole", files(DROPPED)),
    ("sound", "a withdrawal", files({**withdrawal()})),
    ("sound", "settings", files({"sapat.toml": settings('readers = "public"', 'readers = "internal"')})),
    ("sound", "work that was merged", merged),
    ("sound", "CHANGELOG.md as it is computed", computed),
    ("sound", "a branch that comes, is rewritten and goes", rewritten_work),
    ("sound", "a tag of documents", tagged("docs/2026-04")),
    ("sound", "a tag of a release", tagged("v1.0")),
]


@pytest.mark.parametrize(("base", "name", "prepare"), HONEST, ids=[one[1] for one in HONEST])
def test_what_keeps_the_rules_gets_in(
    tmp_path: Path, servers: dict[str, Server], base: str, name: str, prepare: Callable[[Server], list[str]]
) -> None:
    one = copied(servers[base], tmp_path)
    args = prepare(one)
    before = one.state()
    passed, told = one.push(*args)
    assert passed, told
    assert one.state() != before
    assert ("this push was judged by the former ones and by the new ones" in told) == (name == "settings")


def test_the_first_push_brings_the_rules_and_is_judged_by_them(tmp_path: Path) -> None:
    bare = empty(tmp_path / "server.git")
    one = Server(bare, repository(tmp_path / "clone", {**sound(), DOC18: markdown("ҮМУ-СМС-ДП-2.18")}))
    passed, told = one.push(str(bare), "main")
    assert not passed
    assert f"SAP201  {DOC18}:" in told
    assert "the rules of this server are those of the sapat.toml just pushed" in told
    passed, told = one.push(str(bare), "main:work")
    assert not passed
    assert "SAP933  refs/heads/work" in told
    assert "git symbolic-ref HEAD" in told
    one.commit({DOC18: None})
    passed, told = one.push(str(bare), "main", "main:work")
    assert passed, told
    assert "Биринчи түртүү" in told


def test_the_first_push_brings_no_links_outside_control(tmp_path: Path) -> None:
    bare = empty(tmp_path / "server.git")
    one = Server(bare, repository(tmp_path / "clone"))
    entry("120000", "docs/link.md")(one)
    passed, told = one.push(str(bare), "main")
    assert not passed
    assert "SAP812  docs/link.md:1" in told


def test_what_a_push_loosens_is_said_to_whoever_pushes(tmp_path: Path, servers: dict[str, Server]) -> None:
    one = copied(servers["sound"], tmp_path)
    one.commit({"sapat.toml": WAIVER})
    passed, told = one.push("origin", "main")
    assert passed, told
    assert "Mind: this push loosens the rules themselves." in told
    assert f"SAP202 is waived for {CODE} until 2026-05-01" in told
    one.commit({"mkdocs.yml": "site_name: x\n"})
    assert one.push("origin", "main")[0]
    one.commit({"mkdocs.yml": "site_name: x\nhooks: [a.py]\n"})
    passed, told = one.push("origin", "main")
    assert passed, told
    assert "SAP239  mkdocs.yml:2" in told


def test_a_server_keeps_its_settings_readable(tmp_path: Path, servers: dict[str, Server]) -> None:
    one = copied(servers["sound"], tmp_path)
    before = one.state()
    schema = '{"type": "object", "properties": {"a": {"type": "string", "pattern": "("}}}'
    keys: Files = {"registers/rooms/schema.json": schema, "registers/rooms/a.yaml": "schema: rooms/1\na: b\n"}
    for told, named in (
        (keys, "rooms"),
        ({"sapat.toml": "controlled = ["}, "sapat.toml"),
        ({"sapat.toml": None}, "sapat.toml"),
    ):
        one.commit(told)
        passed, said = one.push("origin", "main")
        assert not passed
        assert named in said
        assert "could not be checked and is therefore refused" in said
        assert "Traceback" not in said
    assert one.state() == before


def test_the_line_that_history_is_read_along_is_not_left(tmp_path: Path, servers: dict[str, Server]) -> None:
    one = copied(servers["sound"], tmp_path)
    told = str(sound()["sapat.toml"])
    since = one.commit({"README.md": "x\n"})
    one.commit({"sapat.toml": f'{told}\n[history]\nsince = "{since}"\n'})
    assert one.push("origin", "main")[0]
    tip = git(one.clone, "rev-parse", "HEAD").strip()
    git(one.clone, "checkout", "-q", "--detach", f"{since}~1")
    one.commit(NEW_UNIT)
    git(one.clone, "merge", "-q", "-m", "the main line as somebody's second parent", tip, day=DAY)
    before = one.state()
    passed, said = one.push("origin", "HEAD:main")
    assert not passed
    assert "SAP913  sapat.toml:" in said
    assert "git pull --rebase" in said
    assert one.state() == before
    git(one.clone, "checkout", "-q", "main")
    one.commit({"docs/x.md": "x\n"})
    side = git(one.clone, "rev-parse", "HEAD").strip()
    git(one.clone, "checkout", "-q", "--detach", f"{side}~1")
    one.commit(NEW_UNIT)
    git(one.clone, "merge", "-q", "-m", "an ordinary git pull", side, day=DAY)
    assert one.push("origin", f"{side}:main")[0]
    assert one.push("origin", "HEAD:main")[0], "what was named stays on the line"


def test_a_repository_without_settings_is_let_alone_until_it_has_some(tmp_path: Path) -> None:
    bare = empty(tmp_path / "server.git")
    one = Server(bare, repository(tmp_path / "clone", {"README.md": "x\n"}))
    passed, told = one.push(str(bare), "main")
    assert passed
    assert "There is no sapat.toml" in told
    one.commit({**sound()})
    assert one.push(str(bare), "main")[0]
    one.commit({ACT: None})
    assert "SAP230" in one.push(str(bare), "main")[1]


def test_a_name_cannot_write_to_the_terminal_of_who_pushes(tmp_path: Path, servers: dict[str, Server]) -> None:
    one = copied(servers["sound"], tmp_path)
    one.commit({"procedures/a\x1b[31m.png": b"x"})
    passed, told = one.push("origin", "main")
    assert not passed
    assert "\x1b" not in told
    assert "SAP807  procedures/a\\x1b[31m.png" in told


def test_install_refuses_what_it_would_spoil(tmp_path: Path, servers: dict[str, Server]) -> None:
    code, _, err = sapat(tmp_path, "hook", "install", str(servers["sound"].clone))
    assert (code, "no bare repository" in err) == (2, True)
    one = copied(servers["sound"], tmp_path)
    assert sapat(tmp_path, "hook", "install", str(one.bare))[0] == 0, "again is no harm"
    hook = one.bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 0\n")
    code, _, err = sapat(tmp_path, "hook", "install", str(one.bare))
    assert (code, "belongs to another program" in err) == (2, True)
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    hook.unlink()
    git(one.bare, "branch", "other", "main")
    git(one.bare, "symbolic-ref", "HEAD", "refs/heads/other")
    code, _, err = sapat(tmp_path, "hook", "install", str(one.bare))
    assert (code, "git symbolic-ref HEAD refs/heads/main" in err) == (2, True)
    git(one.bare, "symbolic-ref", "HEAD", "refs/heads/main")
    git(one.bare, "config", "core.hooksPath", "/elsewhere")
    code, _, err = sapat(tmp_path, "hook", "install", str(one.bare))
    assert (code, "core.hooksPath" in err) == (2, True)
    assert not hook.exists()


def test_until_something_is_controlled_nothing_but_the_standard_library_is_imported(tmp_path: Path) -> None:
    """What `python -IS` can import at all: the top of every module that the hot path reaches."""
    seen, waiting = set[str](), ["sapat.commands.gate"]
    while waiting:
        name = waiting.pop()
        tree = ast.parse((ROOT / "src" / name.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8"))
        found = [n.module or "" for n in tree.body if isinstance(n, ast.ImportFrom)]
        found += [one.name for n in tree.body if isinstance(n, ast.Import) for one in n.names]
        assert {one.split(".")[0] for one in found} <= {*sys.stdlib_module_names, "sapat"}, name
        fresh = {one for one in found if one.startswith("sapat.")} - seen
        seen |= fresh
        waiting += fresh


def test_the_script_in_the_checkout_is_the_hook(tmp_path: Path, servers: dict[str, Server]) -> None:
    script = ROOT / "scripts" / "pre-receive"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 10
    hook = (servers["sound"].bare / "hooks" / "pre-receive").read_text(encoding="utf-8")
    start = lines[-1].split(" -IS ")[1].rpartition(" ")[0]
    assert start in hook
    told = subprocess.run(
        [str(script)], input=f"{'0' * 40} {'1' * 40} refs/replace/x\n", cwd=servers["sound"].bare,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 1
    assert "SAP932" in told.stderr


# Both doors


def samples() -> list[Any]:
    """Every sample of the rule table that leaves settings and schemas alone: those of a push count from the next one."""
    modules = [path.stem for path in sorted((ROOT / "tests" / "unit").glob("test_rules_*.py"))]
    found = [
        pytest.param(one, id=f"{name} {n} {one.rule}")
        for name in modules
        for n, one in enumerate(getattr(importlib.import_module(f"tests.unit.{name}"), "SAMPLES", ()))
        if not any(path == "sapat.toml" or path.endswith("schema.json") for path in one.wrong)
    ]
    assert len(found) > 200
    return found


def moment(message: str) -> str:
    """A sentence without the hour: a commit tells it in its own zone, the clock in another."""
    return message.partition(" (it is ")[0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("desk") / "r")


@pytest.mark.parametrize("sample", samples())
def test_the_rule_table_finds_the_same_through_both_doors(
    desk: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch(sample.today)))
    git(desk, "checkout", "-q", "-f", "main")
    git(desk, "clean", "-fdxq")
    old = git(desk, "rev-parse", "main").strip()
    git(desk, "checkout", "-q", "--detach")
    write(desk, {path: told for path, told in sample.wrong.items() if told is not None})
    for path in (path for path, told in sample.wrong.items() if told is None):
        (desk / path).unlink()
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "--allow-empty", "-m", "wrong", day=f"{sample.today}T14:00:00+06:00")
    new = git(desk, "rev-parse", "HEAD").strip()
    code, out, err = sapat(desk, "check", "--base", "main", "--format", "json", today=sample.today)
    assert code in (0, 1), err
    told = json.loads(out)["findings"]
    one_door = {(one["rule"], one["severity"], one["path"], one["line"], moment(one["message"])) for one in told}
    verdict, _ = judge(Git(desk), Move(old, new, "refs/heads/main"), first=False)
    other = {
        (one.rule, one.severity.value, one.where.path, one.where.line, moment(one.message.say("en", one.args)))
        for one in verdict.findings
    }
    more = {one for one in other - one_door if one[0] == "SAP914"}  # the commits between, which only a push has
    assert other - more == {one for one in one_door if one[0] != "SAP909"}
    assert verdict.failed == (code == 1)
    assert Severity.ERROR.value in {one[1] for one in other} or not verdict.failed


def test_the_cures_of_a_link_and_of_an_executable_document_leave_nothing_behind(tmp_path: Path) -> None:
    """Told to Git alone, the file on disk would still be what it was, and the next check would say so again."""
    root = repository(tmp_path / "r")
    write(root, {"docs/page.md": "сөз"})
    (root / "docs" / "link.md").symlink_to("page.md")
    (root / DOC).chmod(0o755)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Both", day=DAY)
    found = {one["rule"]: one["do"] for one in findings(root, base="HEAD~1")}
    assert found.keys() == {"SAP806", "SAP812"}
    for command in (
        found["SAP812"].partition("take it away: ")[2],
        *found["SAP806"].partition(": ")[2].split(", then "),
    ):
        subprocess.run(command.split(), cwd=root, check=True)
    assert findings(root, base="HEAD~1") == []
