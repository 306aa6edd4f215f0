"""What goes to the press and what comes back: plain values that travel between processes and machines as JSON."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from sapat.publish.converted import Converted, Heading

PROFILES: Final = (("a-3a", "ua-1"), ("a-3a",), ("a-3b",))  # from the one wished for to the nearest that is allowed


@dataclass(frozen=True, slots=True)
class Section:
    """The clean HTML of one file of a text; links into the text read `#<section>:<id>`."""

    html: str
    shift: int = 0  # levels its headings go up


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be set: everything it depends on, and nothing else."""

    sections: tuple[Section, ...]
    meta: Mapping[str, Any]  # the data of the template
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # by the name the HTML gives them
    sources: Mapping[str, bytes] = field(default_factory=dict)  # Markdown files to attach, by name
    moment: int = 0  # seconds since 1970: the date of everything inside the PDF
    marked: bool = True  # whether what cannot be shown may be marked and the PDF made all the same

    def packed(self) -> bytes:
        """The job as JSON, equal for equal jobs."""
        told = {
            "sections": [[one.html, one.shift] for one in self.sections],
            "meta": self.meta,
            "pictures": {name: b64encode(data).decode() for name, data in sorted(self.pictures.items())},
            "sources": {name: b64encode(data).decode() for name, data in self.sources.items()},
            "moment": self.moment,
            "marked": self.marked,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Job:
        """A job from its JSON."""
        return cls(
            tuple(Section(html, shift) for html, shift in told["sections"]),
            told["meta"],
            {name: b64decode(body) for name, body in told["pictures"].items()},
            {name: b64decode(body) for name, body in told["sources"].items()},
            told["moment"],
            told["marked"],
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the press met: its kind, and the piece of text it stands at."""

    kind: str
    at: str = ""
    section: int = -1
    near: str = ""  # the words it stands at, where they are not what is told


@dataclass(frozen=True, slots=True)
class Outcome:
    """A set document, or why there is none."""

    pdf: bytes = b""  # empty: refused
    profile: str = ""  # the profile it was exported with; no claim of conformance
    pages: int = 0
    faults: tuple[Fault, ...] = ()
    trouble: str = ""  # of a refusal, in the words of the tool
    fields: tuple[Mapping[str, Any], ...] = ()  # the places of signatures, in points from the top left of their page

    @property
    def sha256(self) -> str:
        return sha256(self.pdf).hexdigest()

    def packed(self) -> bytes:
        told = {
            "pdf": b64encode(self.pdf).decode(),
            "profile": self.profile,
            "pages": self.pages,
            "faults": [[one.kind, one.at, one.section, one.near] for one in self.faults],
            "trouble": self.trouble,
            "fields": list(self.fields),
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> Outcome:
        """Raises ValueError, KeyError or TypeError for what no press wrote."""
        told = json.loads(data)
        return cls(
            b64decode(told["pdf"]),
            str(told["profile"]),
            int(told["pages"]),
            tuple(Fault(str(kind), str(at), int(section), str(near)) for kind, at, section, near in told["faults"]),
            str(told["trouble"]),
            tuple(told["fields"]),
        )


def packed_texts(texts: tuple[str, ...]) -> bytes:
    """Markdown texts to be converted, as JSON."""
    return json.dumps({"texts": texts}, ensure_ascii=False).encode()


def packed_conversions(made: tuple[Converted, ...]) -> bytes:
    told = [[one.html, [[head.level, head.id, head.name] for head in one.headings]] for one in made]
    return json.dumps({"converted": told}, ensure_ascii=False).encode()


def unpacked_conversions(data: bytes) -> tuple[Converted, ...]:
    """Raises ValueError, KeyError or TypeError for what no press wrote."""
    told = json.loads(data)["converted"]
    return tuple(
        Converted(str(html), tuple(Heading(int(level), str(key), str(name)) for level, key, name in heads))
        for html, heads in told
    )
