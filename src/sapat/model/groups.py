"""Groups of files that are judged together, what each is called by, and what it names: how far a change can reach.

A group is a document's text, its dossiers with its reviews, an entry of a register with its addenda, or a plain file.
What a rule says of a group may depend on the group, on what it names, and on what names it; on nothing else.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from sapat.model.codes import slug_of
from sapat.model.files import Facts, File
from sapat.model.links import addresses
from sapat.model.lookalikes import skeleton

TEXT: Final = "p:"  # a document's text, by the path of its head
DOSSIERS: Final = "d:"  # its dossiers, reviews, issued PDFs and signed copies, by slug
ENTRY: Final = "e:"  # an entry of a register and its addenda, by path
PLAIN: Final = "f:"  # any other file
LAWS: Final = PLAIN + "sapat.toml"
AT: Final = "f:"  # before a path, in a token
LOOKS: Final = "k:"  # before the skeleton of a code
SERVES: Final = "s:"  # before the number of a process that a procedure serves
ENDS: Final = "x:"  # the mark of a record that ends other documents
WORDS: Final = "w:"  # the mark of an editorial record: it is held against the titles of roles, units and bodies

# Registers of which there are as many entries as documents. All others are small, and are always looked at whole.
BY_DOCUMENT: Final = (
    "registers/reviews/",
    "registers/renditions/",
    "registers/signed-copies/",
)  # a folder for each slug
MANY: Final = ("registers/changes/", *BY_DOCUMENT, "registers/acts/", "registers/distribution/")
_CLAIMS: Final = frozenset({"date", "recorded", "sealed", "made"})  # keys of moments that rules hold against the clock
_ENTRY: Final = re.compile(r"(?P<entry>.+?)(?:\.a[1-9][0-9]{0,3})?\.yaml(?:\.[^/]+\.sig)?")
_TRANSLATION: Final = re.compile(r"\.(ky|ru|en)\.md$")
_DIGEST: Final = 64  # characters of a SHA-256

Read = tuple[File, Facts | None]


# Facts that all others may be judged by: where one of these changes, everything is judged.
_PROOFS: Final = ("registers/checkpoints/", "registers/people/keys/", "registers/people/trust/")


def fold(path: str) -> str:
    """What two paths share when a file system without case takes them for one."""
    return path if path.isascii() and path.islower() else unicodedata.normalize("NFC", path).casefold()


def is_law(path: str) -> bool:
    """Whether a file changes how all others are read or judged."""
    name = path.rpartition("/")[2]
    if path == "sapat.toml" or name == ".gitattributes" or path.startswith(_PROOFS):
        return True
    return name == "schema.json" and path.startswith("registers/")


def language_of(path: str) -> str:
    """The language of a translation file, or nothing."""
    found = _TRANSLATION.search(path)
    return found[1] if found else ""


def register_group(path: str) -> str:
    """The group of a file below `registers/`."""
    parts = path.split("/", 3)
    if len(parts) == 4 and path.startswith(("registers/changes/", *BY_DOCUMENT)):
        return DOSSIERS + parts[2]
    found = _ENTRY.fullmatch(path)
    return ENTRY + found["entry"] if found else PLAIN + path


@dataclass(slots=True)
class Heads:
    """To which document a file of the controlled folders belongs, by what else lies there."""

    exists: Callable[[str], bool]  # a regular file under control
    fenced: Callable[[str], bool]  # an index.md with a front-matter block
    controls: Callable[[str], bool]
    _above: dict[str, str] = field(default_factory=dict)  # what was found for a folder

    def is_folder(self, folder: str) -> bool:
        """Whether a folder is a document; beside a file of its name it holds that document's attachments."""
        index = folder + "/index.md"
        return self.exists(index) and self.controls(index) and self.fenced(index) and not self.exists(folder + ".md")

    def above(self, path: str) -> str:
        """The head of the document whose folder a file lies in, however deep."""
        folder = path.rpartition("/")[0]
        if folder not in self._above:
            self._above[folder] = self._over(folder)
        return self._above[folder]

    def _over(self, folder: str) -> str:
        beside = ""
        while folder:
            if self.is_folder(folder):
                return folder + "/index.md"
            if not beside and self.controls(folder + "/") and self.exists(folder + ".md"):
                beside = "" if language_of(folder + ".md") else folder + ".md"  # a translation has no folder of its own
            folder = folder.rpartition("/")[0]
        return beside

    def of(self, path: str) -> str:
        """The head of the document a file belongs to, itself among them; nothing when it belongs to none."""
        head = self.above(path)
        if not path.endswith(".md"):
            return head
        if lang := language_of(path):
            head = head or path.removesuffix(f".{lang}.md") + ".md"
            return head if self.exists(head) else ""
        return head or path


@dataclass(frozen=True, slots=True)
class Traits:
    """What a group is called by, what it names, and what of it others can see."""

    own: frozenset[str]
    names: frozenset[str]
    ends: frozenset[str]  # codes of the documents that its records end
    claims: frozenset[str]  # days and moments that must not lie ahead of the clock
    outline: object = None  # told only where it is asked for


def traits(group: str, files: Sequence[Read], serving: Set[str], *, outlined: bool = False) -> Traits:
    """The traits of a group; *serving* are the types of document that serve processes."""
    made = _Traits(group, serving)
    for file, facts in files:
        made.own.add(AT + fold(file.path))
        if facts is not None:
            _flat(facts.value, made.names, made.claims)
            made.add(file, facts)
            if file.path.endswith(".sig"):  # <file>.<person>.sig
                made.names.update(file.path.split(".")[-3:-1])
    outline = tuple(_outline(group[:2], file, facts) for file, facts in files) if outlined else None
    if made.ends:
        made.names.add(ENDS)
    return Traits(frozenset(made.own), frozenset(made.names), frozenset(made.ends), frozenset(made.claims), outline)


class _Traits:
    __slots__ = ("claims", "ends", "group", "kind", "names", "own", "serving")

    def __init__(self, group: str, serving: Set[str]) -> None:
        self.group, self.kind, self.serving = group, group[:2], serving
        self.own: set[str] = set()
        self.names: set[str] = set()
        self.ends: set[str] = set()
        self.claims: set[str] = set()
        if self.kind == DOSSIERS:
            self.own.add(group[2:])
        elif self.kind in (ENTRY, TEXT):
            name = group.rpartition("/")[2].removesuffix(".md")
            self.own |= {name, *shapes(name)}

    def add(self, file: File, facts: Facts) -> None:
        if self.kind == TEXT:
            self._text(file, facts)
        elif self.kind == DOSSIERS:
            self._dossier(file, facts)
        elif self.kind == ENTRY:
            self._called(facts.value.get("code"))
            if isinstance(told := facts.value.get("number"), str):
                self.own.update((told, SERVES + told))

    def _text(self, file: File, facts: Facts) -> None:
        if file.path == self.group[2:]:
            self._called(facts.value.get("code"))
            told, parts = facts.value.get("process"), facts.value.get("parts")
            if facts.value.get("type") in self.serving and isinstance(told, list):
                self.names.update(SERVES + str(number) for number in told)
            base = file.path.rpartition("/")[0]
            self.names.update(AT + fold(f"{base}/{one}") for one in (parts if isinstance(parts, list) else ()))
        for link in facts.scan.links:
            self.names.update(addresses(file.path, link, AT, fold))

    def _dossier(self, file: File, facts: Facts) -> None:
        told = facts.value.get("set")
        if isinstance(told, dict):
            self._called(told.get("code"))
            self._ending(told.get("ends"))
        if file.path.endswith("/record.yaml"):
            self._called(facts.value.get("document"))
            self._ending(facts.value.get("ends"))
            if facts.value.get("kind") == "editorial":
                self.names.add(WORDS)

    def _ending(self, told: object) -> None:
        self.ends.update(str(code) for code in (told if isinstance(told, list) else ()))

    def _called(self, code: object) -> None:
        if isinstance(code, str) and code:
            self.own.update((code, slug_of(code), *shapes(code)))


def _outline(kind: str, file: File, facts: Facts | None) -> object:
    """What of a file others can see: of a text its front matter and anchors; of dossiers what is sealed."""
    if facts is None:
        return file.path, file.mode
    if kind == TEXT:
        shown = {key: told for key, told in facts.value.items() if key != "version"}
        return file.path, shown, facts.fenced, facts.readable, facts.scan.anchors
    if kind == DOSSIERS and (
        file.path.startswith(BY_DOCUMENT)
        or "/agreements/" in file.path
        or (file.path.endswith("/record.yaml") and "seal" not in facts.value)
    ):
        return None
    return file.path, file.blob


def shapes(code: str) -> set[str]:
    """The marks of what looks like a code, as written and in capitals."""
    return {LOOKS + skeleton(code), LOOKS + skeleton(code.upper())}


def derived(names: Iterable[str]) -> set[str]:
    """What follows from names: an act without its item, the slug of a code, the document of a form, the file of a path."""
    found: set[str] = set()
    for one in names:
        if one[:2] == AT:
            continue
        if one.startswith("registers/"):
            found.add(AT + fold(one))
        elif "#" in one:
            found.add(one.partition("#")[0])
        elif "-" in one and (slug := slug_of(one)) != one:
            found.update((slug, one.rpartition("-")[0], slug_of(one.rpartition("-")[0])))
    return found


def looks(names: Iterable[str]) -> set[str]:
    """What would be taken for one of *names*: asked for only where a near name could be proposed."""
    return {LOOKS + skeleton(one.upper()) for one in names if one[:2] != AT}


def is_name(text: str) -> bool:
    """Whether what is called so is found by those who name it: digests and free words are not noted."""
    return text[:2] == AT or (len(text) < _DIGEST and " " not in text)


def _flat(value: object, into: set[str], claims: set[str]) -> None:
    """Every text in a value that may name something, and those that are moments which have been."""
    if type(value) is dict:
        for key, one in value.items():
            if type(one) is str:
                if len(one) < _DIGEST:
                    if " " not in one:
                        into.add(one)
                        if key in _CLAIMS:
                            claims.add(one)
                elif one.startswith("registers/"):
                    into.add(one)
            elif one is not None:
                _flat(one, into, claims)
    elif type(value) is list:
        for one in value:
            if type(one) is not str:
                _flat(one, into, claims)
            elif (len(one) < _DIGEST and " " not in one) or one.startswith("registers/"):
                into.add(one)


def folder_below(path: str) -> str:
    """The folder whose files a Markdown file of the controlled folders may own."""
    return posixpath.dirname(path) if path.endswith("/index.md") else path.removesuffix(".md")
