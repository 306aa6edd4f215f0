"""The arrows between layers, kept by the build and not by the reviewer (DESIGN 6, EXAMPLES 12)."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

from sapat.cli import VERBS
from sapat.read import index

PACKAGE: Final = Path(__file__).parents[2] / "src" / "sapat"
MODULES: Final = {
    ".".join(("sapat", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
_PURE: Final = frozenset({"model"})
_DOORS: Final = frozenset({"model", "rules", "report", "publish", "render"})
BELOW: Final[Mapping[str, frozenset[str]]] = {
    "model": frozenset(),
    "rules": _PURE,
    "report": _PURE,
    "publish": _PURE,
    "render": _PURE | {"publish"},  # paper shows what the site shows: the same texts, the same names
    "read": _DOORS,
    "verifier": frozenset(),  # a second implementation: it shares nothing with the first
    "write": _DOORS | {"read"},  # there is one door to Git, and what is written is first read again
    "commands": _DOORS | {"read", "write"},
    "cli": frozenset({"commands", "model"}),
}
OUTSIDE: Final = frozenset(  # what touches files, Git, the clock or processes
    "os pathlib subprocess shutil tempfile sqlite3 socket time git glob threading multiprocessing yaml jsonschema_rs".split()
)
DOORS_OF_READING: Final = frozenset({"sapat.read.git", "sapat.read.source"})
CLOCKS: Final = frozenset({"now", "today", "utcnow"})


def imports(name: str, path: Path) -> Iterator[str]:
    """Every module a module imports, at its top or inside a function, in any spelling."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package.split(".")[: len(package.split(".")) + 1 - node.level]) if node.level else ""
            base = ".".join(part for part in (start, node.module or "") if part)
            for one in node.names:
                yield f"{base}.{one.name}" if f"{base}.{one.name}" in MODULES else base


def layer(name: str) -> str:
    return name.split(".")[1] if name.count(".") else ""


GRAPH: Final = {name: set(imports(name, path)) for name, path in MODULES.items()}


def test_arrows_point_inward() -> None:
    wrong = [
        f"{name} imports {used}"
        for name, all_ in GRAPH.items()
        for used in sorted(all_)
        if used.startswith("sapat.") and layer(name) and layer(used) not in BELOW[layer(name)] | {layer(name)}
    ]
    assert wrong == []


def test_every_layer_is_known() -> None:
    assert {layer(name) for name in MODULES} - {""} == set(BELOW)


def test_no_module_needs_itself_to_be_understood() -> None:
    needs = {name: {used for used in all_ if used in MODULES and used != name} for name, all_ in GRAPH.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" ← ".join(error.args[1]))


@pytest.mark.parametrize("inner", ["model", "rules", "report", "publish", "render"])
def test_the_core_touches_nothing(inner: str) -> None:
    """Values in, values out: no file, no Git, no process, no clock."""
    wrong = []
    for name, path in MODULES.items():
        if layer(name) != inner:
            continue
        wrong += [f"{name} imports {used}" for used in GRAPH[name] if used.split(".")[0] in OUTSIDE]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "open":
                wrong.append(f"{name}:{node.lineno} opens a file")
            if (
                isinstance(node, ast.Attribute)
                and node.attr in CLOCKS
                and ast.unparse(node.value) in ("date", "datetime")
            ):
                wrong.append(f"{name}:{node.lineno} asks the clock")
    assert wrong == []


def test_yaml_and_schemas_stay_behind_the_doors() -> None:
    users = {
        layer(name) for name, all_ in GRAPH.items() if {used.split(".")[0] for used in all_} & {"yaml", "jsonschema_rs"}
    }
    assert users <= {"read", "write"}


def test_the_command_line_stays_small_and_each_verb_has_its_file() -> None:
    assert len((PACKAGE / "cli.py").read_text(encoding="utf-8").splitlines()) < 200
    modules = [module for module, _ in VERBS.values()]
    assert len(set(modules)) == len(modules)
    for module in modules:
        told = (PACKAGE / "commands" / f"{module}.py").read_text(encoding="utf-8")
        assert told.count("@click.command(") + told.count("@click.group(") == 1, module


def test_help_loads_no_verb_and_nothing_heavy() -> None:
    """`sapat --help` answers in 0.15 s: what its modules import at the top is little."""
    heavy = {"git", "rich", "frontmatter", "yaml", "jsonschema_rs", "mkdocs", "markdown", "sqlite3"}
    top = [
        f"{name} imports {alias}"
        for name in ("sapat.cli", "sapat.commands.check")
        for node in ast.parse(MODULES[name].read_text(encoding="utf-8")).body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in ([one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if alias.split(".")[0] in heavy
    ]
    assert top == []


def test_nothing_knows_where_it_lies() -> None:
    """The tool treats its own repository like anybody's: no path leads out of the package."""
    wrong = []
    for name, path in MODULES.items():
        text = path.read_text(encoding="utf-8")
        wrong += [f"{name}: {mark}" for mark in ("__file__", "__path__", "src/sapat", "site-packages") if mark in text]
    assert wrong == []


def test_no_module_grows_past_its_limit() -> None:
    """350 lines is where to stop and look for the missing name."""
    sizes = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES.values()}
    assert {name: size for name, size in sizes.items() if size > 350} == {}


def test_what_is_kept_of_a_file_depends_on_every_module_that_reads_it() -> None:
    """A fact in the index must not outlive the program that read it: a reader that is forgotten would keep old mistakes."""
    read = _reached(("sapat.read.facts", "sapat.read.signatures"), "sapat.read.", DOORS_OF_READING)
    assert {name.removeprefix("sapat.read.") + ".py" for name in read} <= set(index._READERS)
    parsers = tuple(f"sapat.model.{name.removesuffix('.py')}" for name in index._PARSERS)
    assert _reached(parsers, "sapat.model.", frozenset()) == set(parsers)


def _reached(start: tuple[str, ...], within: str, beyond: frozenset[str]) -> set[str]:
    """Modules and all they import of one layer, some left out."""
    found, waiting = set[str](), list(start)
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += [other for other in GRAPH[one] if other.startswith(within) and other not in beyond]
    return found
