"""From the bytes of one file to its facts, whatever its path: what the index keeps by blob id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sapat.model.digests import of_bytes
from sapat.model.files import Facts
from sapat.model.findings import Defect
from sapat.model.settings import Term
from sapat.read.frontmatter import cut, decode, read_front
from sapat.read.plain import read_plainly
from sapat.read.scan import scan
from sapat.read.schemas import Schemas
from sapat.read.tree import Tree

SEAL_LINE = b"\nseal:"


class FactReader:
    """Reads facts under the schemas and terms of one repository."""

    def __init__(self, schemas: Schemas, terms: Sequence[Term]) -> None:
        self._schemas = schemas
        self._terms = terms

    def read(self, form: str, data: bytes) -> Facts:
        """The facts of *data* as a `md`, `yaml` or `raw` file."""
        if form == "raw":
            return Facts(of_bytes(data), len(data))
        return self._markdown(data) if form == "md" else self._yaml(data)

    def _markdown(self, data: bytes) -> Facts:
        told = decode(data)
        if not told.readable:
            return Facts(
                of_bytes(data), len(data), fenced=data.startswith(b"---"), readable=False, defects=told.defects
            )
        found = cut(told.text)
        before = told.text[: len(told.text) - len(found.body)]
        stored = None if told.defects else data[len(before.encode()) :]
        seen = scan(found.body, found.body_line, self._terms, stored)
        defects = [*told.defects, *found.defects]
        if found.yaml is None or found.defects:
            return Facts(
                of_bytes(data),
                len(data),
                fenced=bool(found.defects),
                readable=not found.defects,
                defects=tuple(defects),
                scan=seen,
            )
        quick = self._quickly(found.yaml, "document")
        value, readable = (quick[1], True) if quick else self._validated("document", read_front(found), defects)
        return Facts(of_bytes(data), len(data), value, True, readable, tuple(defects), seen)

    def _yaml(self, data: bytes) -> Facts:
        told = decode(data)
        if not told.readable:
            return Facts(of_bytes(data), len(data), readable=False, defects=told.defects)
        defects = list(told.defects)
        if quick := self._quickly(told.text):
            name, value = quick
            return self._register_file(name, data, value, True, defects)
        from sapat.read.yamls import read_yaml  # 10 ms of libyaml: most texts are of the plain forms

        tree = read_yaml(told.text)
        if tree.ok and not isinstance(tree.value, dict):
            tree.defects.append(Defect("SAP001", "mapping", 1, 1, {}))
            tree.ok = False
        name = self._schema_name(tree.value)
        if tree.ok and not name:
            defects += tree.defects
            known = ", ".join(one + "/1" for one in self._schemas.names())
            defects.append(Defect("SAP004", "schema", 1, 1, {"known": known}))
            return Facts(of_bytes(data), len(data), readable=False, defects=tuple(defects))
        value, readable = self._validated(name, tree, defects)
        return self._register_file(name, data, value, readable, defects)

    @staticmethod
    def _register_file(
        name: str, data: bytes, value: Mapping[str, Any], readable: bool, defects: Sequence[Defect]
    ) -> Facts:
        facts = ""
        if name == "change" and SEAL_LINE in data:
            facts = of_bytes(data[: data.index(SEAL_LINE) + 1])
        return Facts(of_bytes(data), len(data), value, True, readable, tuple(defects), facts_sha256=facts)

    def _schema_name(self, value: object) -> str:
        told = value.get("schema") if isinstance(value, dict) else None
        name, _, number = told.partition("/") if isinstance(told, str) else ("", "", "")
        return name if number == "1" and name in self._schemas.names() else ""

    def _quickly(self, text: str, name: str = "") -> tuple[str, dict[str, Any]] | None:
        """Schema and value of a text of the plain forms that fits: then there is nothing to remark on, and no place to keep."""
        plain = read_plainly(text)
        name = name or self._schema_name(plain)
        if plain is None or not name:
            return None
        value = self._schemas.typed(name, plain)
        return (name, value) if self._schemas.fits(name, value) else None

    def _validated(self, name: str, tree: Tree, defects: list[Defect]) -> tuple[dict[str, Any], bool]:
        """The value, and whether it can be used; schema errors are looked for only in what could be read."""
        defects += tree.defects
        if not tree.ok or not name:
            return {}, False
        value, errors = self._schemas.check(name, tree)
        said = {(one.line, one.column) for one in tree.defects if one.rule == "SAP006"}
        defects += [one for one in errors if (one.line, one.column) not in said]
        return value, not errors


def form_of(path: str, controlled: bool) -> str:
    """How a file is read: as Markdown with front matter, as YAML of a register, or only by its digest."""
    if path.endswith(".md") and (controlled or path.startswith("registers/changes/")):
        return "md"
    if path.endswith(".yaml") and path.startswith("registers/"):
        return "yaml"
    return "raw"
