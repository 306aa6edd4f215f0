"""Scanned paper: the pages of a file as pictures, and what the QR code of each says (findings: pdf §4).

A code is looked for as the page came, then with its speckle filtered away, then in the strips where it must be.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sapat.model.errors import SapatError
from sapat.model.words import Words

if TYPE_CHECKING:
    from PIL import Image

PICTURES: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_DPI: Final = 200
_MOST_PIXELS: Final = 120_000_000  # A4 at 900 dpi; more is no scan of a page
_MOST_PAGES: Final = 1_000
_COVER: Final = 0.6  # of a scanned page
_STRIP: Final = 0.2  # of the height, or the width: where the footer is, however the sheet lay


def codes(path: Path, *, paper: bool = False, every: bool = True) -> tuple[str, ...]:
    """What the QR code of each page says, in the order of the file; empty where none can be read.

    Not *every*: no page behind the first that says nothing, where one such page decides. Raises SapatError for what is no
    readable PDF or picture; of *paper*, also for a page that is no picture of it.
    """
    found = []
    for page in _pages(path, paper=paper):
        found.append(_code(page))
        if not (every or found[-1]):
            break
    return tuple(found)


def is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURES


def _pages(path: Path, *, paper: bool) -> Iterator[Image.Image]:
    """Every page in shades of grey."""
    try:
        yield from _of_picture(path) if is_picture(path) else _of_pdf(path, paper=paper)
    except ModuleNotFoundError as error:
        raise SapatError(
            Words("скандар үчүн {name} пакети керек", "для сканов нужен пакет {name}", "scans need the package {name}"),
            do='pip install "sapat[scan]"',
            name=error.name,
        ) from None


def _of_picture(path: Path) -> Iterator[Image.Image]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "JPEG", "TIFF")) as whole:
                for number, page in enumerate(ImageSequence.Iterator(whole)):
                    _need_sane(path, page.width, page.height, number)
                    yield page.convert("L")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _unreadable(path, str(error)) from None


def _of_pdf(path: Path, *, paper: bool) -> Iterator[Image.Image]:
    import pypdfium2

    try:
        whole = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise _unreadable(path, str(error)) from None
    try:
        if len(whole) > _MOST_PAGES:
            raise _unreadable(path, f"{len(whole)} > {_MOST_PAGES}")
        for number in range(len(whole)):
            page = whole[number]
            width, height = page.get_size()
            if paper and not _is_photograph(page, width * height):
                raise _no_paper(path, number + 1)
            scale = _DPI / 72
            _need_sane(path, int(width * scale), int(height * scale), number)
            yield page.render(scale=scale, grayscale=True, draw_annots=False).to_pil()
    except pypdfium2.PdfiumError as error:
        raise _unreadable(path, str(error)) from None
    finally:
        whole.close()


def _is_photograph(page: Any, whole: float) -> bool:
    """Whether pictures cover the page: a scan, perhaps with recognised text under it, and no file that was never paper."""
    from pypdfium2 import raw

    boxes = (one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    covered: float = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    return covered > _COVER * whole


def _no_paper(path: Path, number: int) -> SapatError:
    return SapatError(
        Words(
            "{path}: {number}-барак кагаздын сүрөтү эмес: бул файл басылып, кол коюлган эмес",
            "{path}: страница {number} — не изображение бумаги: этот файл не печатали и не подписывали",
            "{path}: page {number} is no picture of paper: this file was never printed and signed",
        ),
        do=Words(
            "кол коюлган кагаздын сканын бериңиз", "дайте скан подписанной бумаги", "give the scan of the signed paper"
        ),
        path=path.name,
        number=number,
    )


def _need_sane(path: Path, width: int, height: int, number: int) -> None:
    if width * height > _MOST_PIXELS or number >= _MOST_PAGES:
        raise _unreadable(path, f"{width}×{height}, {number + 1}")


def _unreadable(path: Path, why: str) -> SapatError:
    return SapatError(
        Words(
            "{path} барак катары окулбайт: {why}",
            "{path} не читается как страницы: {why}",
            "{path} cannot be read as pages: {why}",
        ),
        do=Words(
            "300 dpi менен PDF, PNG, JPEG же TIFF кылып сканерлеңиз",
            "отсканируйте с 300 dpi в PDF, PNG, JPEG или TIFF",
            "scan it at 300 dpi as PDF, PNG, JPEG or TIFF",
        ),
        path=path.name,
        why=why,
    )


def _code(page: Image.Image) -> str:
    """The text of the one QR code of a page that is ours to judge; the largest where a text has some of its own."""
    for prepared in _WAYS:
        for strip in prepared(page):
            if found := _read(strip):
                return found
    return ""


def _read(picture: Image.Image) -> str:
    import zxingcpp

    kind: Any = zxingcpp.BarcodeFormat.QRCode
    found: list[Any] = zxingcpp.read_barcodes(picture, formats=kind)
    told = [one.text for one in found if one.valid]
    ours = [one for one in told if "/V/" in one]
    return next(iter([*ours, *told]), "")


def _whole(page: Image.Image) -> Iterator[Image.Image]:
    yield page


def _filtered(page: Image.Image) -> Iterator[Image.Image]:
    from PIL import ImageFilter

    yield page.filter(ImageFilter.MedianFilter(3))


def _strips(page: Image.Image) -> Iterator[Image.Image]:
    """Foot and head, then the sides of a sheet that lay across; twice as large, filtered more strongly."""
    from PIL import Image, ImageFilter

    width, height = page.size
    deep, wide = int(height * _STRIP), int(width * _STRIP)
    ends = ((0, height - deep, width, height), (0, 0, width, deep))
    for box in (*ends, (0, 0, wide, height), (width - wide, 0, width, height)):
        strip = page.crop(box)
        strip = strip.resize((strip.width * 2, strip.height * 2), Image.Resampling.LANCZOS)
        yield strip.filter(ImageFilter.MedianFilter(3))
        yield strip.filter(ImageFilter.MedianFilter(5))


_WAYS: Final[tuple[Callable[[Image.Image], Iterator[Image.Image]], ...]] = (_whole, _filtered, _strips)
