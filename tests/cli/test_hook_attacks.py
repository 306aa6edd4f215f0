"""The server against whoever knows Git well: other names for the main line, impossible clocks, settings that undo the rules."""

from __future__ import annotations

import re
import signal
import subprocess
from pathlib import Path
from typing import Final

import pytest

from sapat.commands import gate
from sapat.report.refusals import unchecked
from tests.support.repo import SETTINGS, git, markdown, repository, sapat, sound
from tests.support.sealed import CODE, RECORD, settings, tampered
from tests.support.server import DAY, Server, copied, empty, server
from tests.support.verbs import epoch

ACT: Final = "registers/acts/order-1.yaml"
UNIT: Final = "registers/units/bbsb.yaml"
UNITS: Final = str(sound()[UNIT]).replace("Сапат", "Укук").replace("ББСБ", "ЮБ").replace("BBSB", "LO")


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's clock stands on 1 April 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch("2026-04-01")))


@pytest.fixture(scope="module")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(epoch("2026-04-01")))
        return server(tmp_path_factory.mktemp("server"))


@pytest.fixture
def one(sound_server: Server, tmp_path: Path) -> Server:
    return copied(sound_server, tmp_path)


def refused(one: Server, *args: str) -> str:
    """What the server says to a push that it must refuse, leaving everything as it was."""
    before = one.state()
    passed, told = one.push(*args)
    assert not passed, told
    assert one.state() == before
    assert "Traceback" not in told
    assert "Error(" not in told
    return told


def accepted(one: Server, *args: str) -> str:
    passed, told = one.push(*(args or ("origin", "main")))
    assert passed, told
    return told


# Other names of a ref


def test_the_main_line_has_no_second_name_by_which_it_is_not_watched(one: Server) -> None:
    """`master` is left as a symbolic ref where a main line was renamed: what is pushed there moves `main`."""
    git(one.bare, "symbolic-ref", "refs/heads/master", "refs/heads/main")
    start = git(one.clone, "rev-parse", "HEAD").strip()
    one.commit({ACT: None})
    assert f"SAP230  {ACT}" in refused(one, "origin", "HEAD:master")
    assert "SAP930  refs/heads/main" in refused(one, "origin", ":master")
    git(one.clone, "reset", "-q", "--hard", start)
    git(one.clone, "commit", "-q", "--amend", "-m", "another beginning", day=DAY)
    assert "SAP930  refs/heads/main" in refused(one, "--force", "origin", "HEAD:master")
    git(one.clone, "reset", "-q", "--hard", start)
    one.commit({"registers/units/law.yaml": UNITS})
    accepted(one, "origin", "HEAD:master")
    assert git(one.bare, "rev-parse", "main") == git(one.clone, "rev-parse", "HEAD")


def test_a_released_tag_has_no_second_name_by_which_it_moves(one: Server) -> None:
    git(one.clone, "tag", "v1.0")
    accepted(one, "origin", "v1.0")
    git(one.bare, "symbolic-ref", "refs/tags/latest", "refs/tags/v1.0")
    one.commit({"docs/x.md": "x\n"})
    assert "SAP931  refs/tags/v1.0" in refused(one, "--force", "origin", "HEAD:refs/tags/latest")


def test_many_branches_in_one_push_are_no_matter(one: Server) -> None:
    names = [f"refs/heads/w/{number}" for number in range(250)]
    accepted(one, "origin", *(f"HEAD:{name}" for name in names))
    accepted(one, "origin", *(f":{name}" for name in names))


# Clocks

CLOCKS: Final = (
    "253402300800 +0000",
    "253402300799 +0000",
    "999999999999 +0000",
    "1775023200 +9999",
    "1775023200 -9999",
)


def told_by_hand(one: Server, clock: str, branch: str) -> str:
    """A commit on top of the server's main line with the tree of HEAD and any clock."""
    tree = git(one.clone, "rev-parse", "HEAD^{tree}").strip()
    former = git(one.bare, "rev-parse", "main").strip()
    who = f"Tester <tester@example.org> {clock}"
    body = f"tree {tree}\nparent {former}\nauthor {who}\ncommitter {who}\n\nx\n"
    command = ["git", "-C", str(one.clone), "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(command, input=body, capture_output=True, text=True, check=True).stdout.strip()
    git(one.clone, "branch", "-f", branch, made)
    return branch


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_that_no_calendar_holds_stops_no_judgement(one: Server, tmp_path: Path, clock: str) -> None:
    one.commit({ACT: None})
    assert f"SAP230  {ACT}" in refused(one, "origin", told_by_hand(one, clock, "odd") + ":main")
    git(one.clone, "reset", "-q", "--hard", "HEAD~1")
    one.commit({"docs/page.md": "x\n"})
    accepted(one, "origin", told_by_hand(one, clock, "page") + ":main")
    one.commit({"registers/units/law.yaml": UNITS})
    accepted(one, "origin", told_by_hand(one, clock, "unit") + ":main")
    git(tmp_path, "clone", "-q", str(one.bare), "other")
    for verb in (["verify"], ["history", CODE], ["list", "--at", "HEAD"], ["check", "--base", "HEAD~1"]):
        code, _, err = sapat(tmp_path / "other", *verb)
        assert code == 0, (verb, err)


# Settings and schemas that would undo the rules


def test_the_settings_do_not_call_the_main_line_by_another_name(one: Server, tmp_path: Path) -> None:
    one.commit({"sapat.toml": 'main = "work"\n' + SETTINGS})
    told = refused(one, "origin", "main")
    assert "sapat.toml calls the main line work, but HEAD of the server is refs/heads/main" in told
    assert 'main = "main"' in told
    bare = empty(tmp_path / "trunk.git", "trunk")
    other = Server(bare, repository(tmp_path / "trunk"))
    assert "calls the main line main" in refused(other, str(bare), "main:trunk")
    other.commit({"sapat.toml": 'main = "trunk"\n' + SETTINGS})
    accepted(other, str(bare), "main:trunk")


@pytest.mark.parametrize(
    "told",
    ["x = " + "9" * 6000 + "\n" + SETTINGS, "x = " + "[" * 3000 + "]" * 3000 + "\n" + SETTINGS],
    ids=["a number of 6000 digits", "3000 brackets"],
)
def test_settings_beyond_what_can_be_read_are_refused_in_words(one: Server, told: str) -> None:
    one.commit({"sapat.toml": told})
    said = refused(one, "origin", "main")
    assert "sapat.toml: the TOML cannot be read" in said
    assert "sapat.toml: TOML окулбайт" in said


@pytest.mark.parametrize("name", ["change", "agreement", "act", "acts", "document", "people", "settings"])
def test_an_own_schema_takes_the_place_of_none_of_ours(one: Server, name: str) -> None:
    """It would say what an approval must hold: nothing."""
    one.commit({f"registers/{name}/schema.json": '{"type": "object"}'})
    assert f"registers/{name}: there is a built-in register or schema of this name" in refused(one, "origin", "main")


def test_an_own_register_is_kept_in_its_own_folder_under_its_own_name(one: Server) -> None:
    shape = '{{"type": "object", "x-register": {{"{key}": "{told}", "title": {{"en": "Rooms"}}}}}}'
    for key, told in (("folder", "people/keys"), ("name", "keys"), ("folder", "changes")):
        one.commit({"registers/rooms/schema.json": shape.format(key=key, told=told)})
        assert f"x-register: {told}" in refused(one, "origin", "main")
    one.commit({"registers/rooms/schema.json": shape.format(key="name", told="rooms")})
    accepted(one)


@pytest.mark.parametrize("rule", ["SAP230", "SAP914"])
def test_what_history_keeps_for_ever_is_never_waived(tmp_path: Path, rule: str) -> None:
    """Nor where such a waiver came before there was a server."""
    waiver = f'{SETTINGS}\n[[waivers]]\nrule = "{rule}"\ndocument = "{CODE}"\nreason = "Көчүрүү аяктаганча"\nuntil = "2026-05-01"\n'
    one = server(tmp_path)
    one.commit({"sapat.toml": waiver})
    told = refused(one, "origin", "main")
    assert f"SAP912  sapat.toml:{len(SETTINGS.splitlines()) + 3}" in told
    assert f"{rule} is never waived" in told
    git(one.clone, "push", "-q", "--receive-pack=git -c core.hooksPath=/dev/null receive-pack", "origin", "main")
    assert git(one.bare, "rev-parse", "main") == git(one.clone, "rev-parse", "HEAD"), "an administrator put it there"
    for path in (RECORD, None):
        one.commit(tampered(RECORD, "Биринчи текст", "Экинчи текст") if path else {RECORD: sound()[RECORD]})
    assert "SAP914" in refused(one, "origin", "main")


ENDLESS: Final = ("(а+)+!", "(?:а|аа)*!", "(а?){40}!", "а*б*в*г*!", "((сөз)+ ?)*!")
SIMPLE: Final = (
    "сөз[а-яөүң]*",
    r"\bсмк(?:[а-яөүң]*)\b",
    "(?:эки|үч) сөз",
    "(сөз){2}",
    "[(+*]+",
    r"а\+\*",
    "[0-9]{1,12}",
)


@pytest.mark.parametrize("form", ENDLESS + SIMPLE)
def test_only_expressions_whose_search_ends_are_taken(one: Server, form: str) -> None:
    long = "а" * 60 + " " + "сөз " * 20
    one.commit({"sapat.toml": SETTINGS + f"\n[[terms]]\nuse = \"сөз\"\navoid = ['{form}']\n"})
    if form in ENDLESS:
        told = refused(one, "origin", "main")
        assert "may never end" in told
        assert "бүтпөй калышы мүмкүн" in told
    else:
        accepted(one)
        assert re.search(form, long) or form in SIMPLE


def test_a_check_that_does_not_end_is_given_up_and_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_PATIENCE", 1)
    former = signal.getsignal(signal.SIGALRM)
    try:
        gate._end_in_time()
        with pytest.raises(TimeoutError) as late:
            re.search("(a+)+b", "a" * 60)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)
    assert "the check did not end in time" in unchecked(late.value)
    assert "текшерүү өз убагында бүткөн жок" in unchecked(late.value)


# Attributes and the site


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ("*.md text eol=crlf", "procedures/umu-sms-dp-2.17.md"),
        ("registers/acts/* export-ignore", ACT),
        ("registers export-ignore", "registers/"),
        ("acts/ export-ignore", "registers/acts/council-1.yaml"),
        ("*.md export-subst", "procedures/umu-sms-dp-2.17.md"),
        ("sapat.toml export-ignore", "sapat.toml"),
        ("*.yaml crlf", ACT),
    ],
)
def test_no_attribute_makes_a_clone_or_an_archive_show_other_bytes(one: Server, told: str, path: str) -> None:
    (one.clone / ".gitattributes").write_text("* text=auto eol=lf\n" + told + "\n")
    git(one.clone, "add", ".gitattributes")
    git(one.clone, "commit", "-q", "-m", "attributes", day=DAY)
    assert f"SAP903  {path}" in refused(one, "origin", "main")


def test_attributes_of_other_files_are_their_own_affair(one: Server) -> None:
    one.commit(
        {".gitattributes": "* text=auto eol=lf\n*.bat eol=crlf\ntests/ export-ignore\n*.md merge=union -ident\n"}
    )
    accepted(one)


def test_whatever_may_run_when_the_site_is_built_is_said_aloud(one: Server) -> None:
    one.commit({"mkdocs.yml": "site_name: x\nhooks: [a.py]\n"})
    assert "SAP239  mkdocs.yml:2" in accepted(one)
    for told in (
        "site_name: !!python/object/apply:os.system [id]\nhooks: [a.py]\n",
        "site_name: x\nhooks: [a.py]\nextra: &x {a: b}\n",
        "site_name: x\nhooks: [a.py]\nsite_dir: /\n",
        "%TAG ! tag:yaml.org,2002:\n---\nsite_name: x\n",
    ):
        one.commit({"mkdocs.yml": told})
        assert "SAP239  mkdocs.yml:" in accepted(one), told
    one.commit({"mkdocs.yml": "site_name: Салам!\n"})
    accepted(one)
    one.commit({"mkdocs.yml": "site_name: Салам, дүйнө!\ncopyright: A & B\n"})
    assert "SAP239" not in accepted(one)


def test_a_controlled_folder_may_be_added(one: Server) -> None:
    one.commit(
        {"sapat.toml": settings('"policies", ', '"policies", "forms", '), "forms/a.md": markdown("ҮМУ-СМС-ДП-2.18")}
    )
    assert "SAP109  forms/a.md" in refused(one, "origin", "main")
