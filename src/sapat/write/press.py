"""The press: one job at a time from HTML through pandoc and Typst to PDF, in a process of its own with limits (findings: pdf §6).

`python -m sapat.write.press FOLDER MEMORY CPU` reads questions from standard input and answers on standard output, each a
message of JSON (write/pipe.py). `write.sandbox` starts it, feeds it and ends it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, Final
from unicodedata import category

from sapat.render.culprit import culprit
from sapat.render.job import PROFILES, Fault, Job, Outcome, packed_conversions
from sapat.render.leaves import parts
from sapat.render.normal import Normal
from sapat.render.pictures import Picture, judged
from sapat.render.words import say
from sapat.write.limits import limited, one_more
from sapat.write.pipe import framed, read_frame

FONTS: Final = ("fontpkg_pt_sans", "fontpkg_pt_serif")
_PARTS: Final = ("main.typ", "kit.typ")
_FILTER: Final = "filter.lua"
_HEAP: Final = "-M384m"  # of pandoc: findings ask for a limit of its own, its address space is no measure
_UNSHOWN: Final = re.compile(r"could not be displayed|not displayable|unsupported glyph|missing glyph", re.IGNORECASE)
_TEXT: Final = re.compile(r'text (?:"((?:[^"\\]|\\.)*)"|.*?`([^`]*)`)')
_NO_LETTERS: Final = ("Co", "Cn", "Cs")
_TRIES: Final = 6
_PAGES: Final = 12  # of sheets and front, and a page more for so many letters of text: QR codes are ready for them
_LETTERS: Final = 700
_SPENT: Final = re.compile(r'exitcode "(?:-\d+|251|137)"|[Hh]eap (?:exhausted|overflow)|Cannot allocate memory')
_PICTURE: Final = re.compile(r"decode|image|SVG", re.IGNORECASE)
_UNIVERSAL: Final = re.compile(r"[\x20-\x7e\u00a0-\u024f\u0400-\u04ff\u2010-\u2027\u2030-\u205e\u20ac\u2116]")


Profiles = tuple[tuple[str, ...], ...]


class Press:
    """What jobs share in one process: fonts, template, filter."""

    def __init__(self, folder: Path) -> None:
        import typst

        self._folder = folder
        places = [str(files(name).joinpath("files")) for name in FONTS]
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=places)
        source = files("sapat.render").joinpath("typst")
        self._template = {name: source.joinpath(name).read_bytes() for name in _PARTS}
        self._filter = folder / _FILTER
        self._filter.write_bytes(source.joinpath(_FILTER).read_bytes())
        self._empty = folder / "packages"
        self._empty.mkdir()

    def set(self, job: Job) -> Outcome:
        """The document of a job, or why it is refused."""
        pictures, faults = _judged(job.pictures)
        while True:
            lang = str(job.meta["lang"])
            words = {"diagram": say(lang, "diagram"), "picture_missing": say(lang, "picture_missing", alt="{alt}")}
            refused = frozenset(job.pictures) - frozenset(pictures)
            normal = Normal(pictures, words, refused, bool(job.meta["plain"]), faults=list(faults))
            html = normal.made(job.sections)
            meta = {**job.meta, "flipped": normal.whole and normal.across}
            work = Path(tempfile.mkdtemp(dir=self._folder))
            try:
                self._lay_out(work, job, pictures)
                made = self._compiled(work, replace(job, meta=meta), html, normal.faults)
                broken = self._broken(work, pictures) if _PICTURE.search(made.trouble) else []
            finally:
                shutil.rmtree(work, ignore_errors=True)
            if not broken:
                return made
            faults += [Fault("picture-broken", name) for name in broken]
            pictures = {name: one for name, one in pictures.items() if name not in broken}

    def _broken(self, work: Path, pictures: Mapping[str, Picture]) -> list[str]:
        """The pictures that the compiler cannot read, each tried alone."""
        import typst

        found = []
        for name, picture in pictures.items():
            told = f'#image("{name}.{picture.kind}", alt: "x")'
            (work / "try.typ").write_text(told)
            try:
                typst.compile(str(work / "try.typ"), root=str(work), font_paths=self._fonts, ignore_system_fonts=True)
            except typst.TypstError:
                found.append(name)
        return found

    def _lay_out(self, work: Path, job: Job, pictures: Mapping[str, Picture]) -> None:
        """A fresh folder with nothing but regular files made here: a link in a repository leads nowhere."""
        for name, data in self._template.items():
            (work / name).write_bytes(data)
        for name, picture in pictures.items():
            (work / f"{name}.{picture.kind}").write_bytes(job.pictures[name])
        for number, data in enumerate(job.sources.values()):
            (work / f"source-{number}").write_bytes(data)

    def _compiled(self, work: Path, job: Job, html: str, faults: list[Fault]) -> Outcome:
        body = self._typeset(html) if job.sections else ""
        meta = dict(job.meta)
        shown = {
            one for one in set(body) if category(one) in _NO_LETTERS
        }  # of one machine's fonts: no other shows them
        body, meta = _marked(body, shown), _marked_meta(meta, shown)
        room = _PAGES + len(body) // _LETTERS
        for _ in range(_TRIES):
            meta |= {"codes": _draw(work, meta, room)}
            (work / "body.typ").write_text('#import "kit.typ": *\n' + body, encoding="utf-8")
            made = self._with_profiles(work, job, meta, _allowed(faults))
            unshown = _unshown(made.trouble, body) - shown if made.trouble else set()
            if not unshown:
                if made.trouble:
                    faults.append(Fault("refused", near=self._culprit(work, meta, made.trouble, html)))
                break
            shown |= unshown
            if not job.marked:
                return replace(made, faults=(*faults, *(Fault("glyph", one) for one in sorted(shown))))
            body = _marked(body, unshown)
            meta = _marked_meta(meta, unshown)
        faults += [Fault("glyph", one) for one in sorted(shown)]
        return replace(made, faults=(*faults, *made.faults))

    def _culprit(self, work: Path, meta: Mapping[str, Any], trouble: str, html: str) -> str:
        """The words of the block that is refused, for the finding to name its line."""
        import typst

        def fails(part: str) -> bool:
            (work / "body.typ").write_text('#import "kit.typ": *\n' + self._typeset(part), encoding="utf-8")
            try:
                self._compiler(work, meta).compile(format="pdf", timestamp=0)
            except typst.TypstError as error:
                return _said(error).splitlines()[0] == trouble.splitlines()[0]
            return False

        return culprit(html, fails)

    def _typeset(self, html: str) -> str:
        """The text in Typst. Raises RuntimeError when pandoc fails."""
        import pypandoc

        args = ["--sandbox", "--wrap=none", f"--lua-filter={self._filter}", "+RTS", _HEAP, "-RTS"]
        told: str = pypandoc.convert_text(html, "typst", format="html-smart", extra_args=args, verify_format=False)
        return told

    def _with_profiles(self, work: Path, job: Job, meta: dict[str, Any], profiles: Profiles) -> Outcome:
        """Exported with the first profile that Typst allows; the reason of every refusal is kept."""
        import typst

        compiler = self._compiler(work, meta)
        faults: list[Fault] = []
        trouble = ""
        numbered = False
        for profile in profiles:
            try:
                if not numbered:
                    pages = self._number(work, meta, compiler)
                    if pages > meta["codes"]:
                        return self._with_profiles(work, job, meta | {"codes": _draw(work, meta, pages)}, profiles)
                    numbered = True
                with warnings.catch_warnings():
                    warnings.simplefilter("error", typst.TypstWarning)
                    pdf: Any = compiler.compile(format="pdf", pdf_standards=list(profile), timestamp=job.moment)
            except (RuntimeError, typst.TypstWarning) as error:  # a query raises another kind than a compilation
                trouble = _said(error)
                if _UNSHOWN.search(trouble):
                    break  # no profile shows a letter that no font has
                faults.append(Fault("profile", trouble.splitlines()[0]))
                continue
            fields, pages = self._places(compiler)
            return Outcome(pdf, "+".join(profile), pages, tuple(faults), "", fields)
        return Outcome(faults=(), trouble=trouble)

    def _compiler(self, work: Path, meta: Mapping[str, Any]) -> Any:
        import typst

        return typst.Compiler(
            input=str(work / "main.typ"),
            root=str(work),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            sys_inputs={"meta": json.dumps(meta, ensure_ascii=False)},
            package_path=str(self._empty),
            package_cache_path=str(self._empty),
        )

    def _number(self, work: Path, meta: Mapping[str, Any], compiler: Any) -> int:
        """A QR code for each page: how many there are, the first pass tells; the second is nearly all remembered."""
        if not meta["codes"]:
            return 0
        _, pages = self._places(compiler)
        return _draw(work, meta, pages, each=True)

    @staticmethod
    def _places(compiler: Any) -> tuple[tuple[Mapping[str, Any], ...], int]:
        """Where the signatures stand, and the number of pages."""
        told = json.loads(compiler.query("<sapat-field>", field="value"))
        pages = [one["pages"] for one in told if "pages" in one]
        return tuple(one for one in told if one.get("role")), int(pages[0]) if pages else 0


def _draw(work: Path, meta: Mapping[str, Any], pages: int, *, each: bool = False) -> int:
    """Draw the QR codes of so many pages, at first all like the first: the second pass then finds only pictures changed.

    One mask serves all: to look for the best takes most of the time, and they differ by a number alone.
    """
    import segno

    told = meta["footer"]["qr"]
    if not told:
        return 0
    pieces: list[Any] = [list(parts(told, page)) for page in range(1, (pages if each else 1) + 1)]
    first = segno.make(pieces[0], error="m", micro=False)
    made = (first if one is pieces[0] else segno.make(one, error="m", micro=False, mask=first.mask) for one in pieces)
    drawn = [one.svg_inline(scale=1, border=1) for one in made]
    for page in range(1, pages + 1):
        (work / f"code-{page}.svg").write_text(drawn[page - 1] if each else drawn[0])
    return pages


def _allowed(faults: list[Fault]) -> Profiles:
    """The compiler does not ask for all that a profile wants: what the text is known to lack is not claimed."""
    lacking = any(one.kind == "profile" for one in faults)
    return tuple(one for one in PROFILES if not (lacking and "ua-1" in one))


def _said(error: BaseException) -> str:
    told = re.sub(r"\x1b\[[0-9;]*m", "", str(getattr(error, "diagnostic", "") or error))
    return told.removeprefix("error: ").removeprefix("failed to compile document: ")


def _judged(pictures: Mapping[str, bytes]) -> tuple[dict[str, Picture], list[Fault]]:
    known: dict[str, Picture] = {}
    faults = []
    for name, data in pictures.items():
        found = judged(data)
        if isinstance(found, Picture):
            known[name] = found
        else:
            faults.append(Fault(f"picture-{found}", name))
    return known, faults


def _unshown(trouble: str, body: str) -> set[str]:
    """The letters no font has, as the compiler names them; where it names none, all that are out of the ordinary."""
    if not _UNSHOWN.search(trouble):
        return set()
    named = "".join(one or other for one, other in _TEXT.findall(trouble))
    found = {letter for letter in named if not _UNIVERSAL.match(letter)}
    return found or {letter for letter in body if not _UNIVERSAL.match(letter) and not letter.isspace()}


def _marked(text: str, unshown: set[str]) -> str:
    return "".join(f"[U+{ord(one):04X}]" if one in unshown else one for one in text)


def _marked_meta(told: Any, unshown: set[str]) -> Any:
    if isinstance(told, str):
        return _marked(told, unshown)
    if isinstance(told, dict):
        return {key: _marked_meta(value, unshown) for key, value in told.items()}
    return [_marked_meta(one, unshown) for one in told] if isinstance(told, list) else told


# the process


def _why(error: BaseException) -> str:
    """The reason of a refusal; a tool ended by its limits says so by a signal or by its full heap."""
    told = str(error)
    spent = isinstance(error, (MemoryError, RecursionError)) or _SPENT.search(told)
    return "limits" if spent else told[:2000] or type(error).__name__


def _answer(press: Press, data: bytes) -> bytes:
    """A set job, or texts converted."""
    told = json.loads(data)
    if "texts" in told:
        from sapat.publish.convert import Converter  # most presses are asked for no conversion

        converter = Converter()
        return packed_conversions(tuple(converter.convert(str(one)) for one in told["texts"]))
    return press.set(Job.of(told)).packed()


def serve(folder: Path, memory: int, cpu: int, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every question that comes, until none comes; *folder* is made here, and then nothing of it is left."""
    limited(memory)
    folder.mkdir(mode=0o700)  # never one that somebody else has made
    try:
        press = Press(folder)
        while (data := read_frame(questions)) is not None:
            one_more(cpu)
            try:
                made = _answer(press, data)
            except (RuntimeError, MemoryError, ValueError, OSError, RecursionError) as error:
                made = Outcome(trouble=_why(error)).packed()
            answers.write(framed(made))
            answers.flush()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    # What tools print must not get between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.stdin.buffer, out)
