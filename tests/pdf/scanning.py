"""Paper: a PDF printed, turned a little, blurred, speckled, and scanned again."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

from PIL import Image, ImageFilter


def printed(pdf: Path, folder: Path, dpi: int = 200) -> list[Image.Image]:
    """The pages as a printer makes them."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", "-gray", str(pdf), str(folder / "page")], check=True)
    return [Image.open(one).convert("L") for one in sorted(folder.glob("page-*.png"))]


def scanned(page: Image.Image, seed: int = 1, turn: float = 2.0, speckle: float = 0.01) -> Image.Image:
    """The page as an old scanner gives it back."""
    random = Random(seed)
    made = page.rotate(random.uniform(-turn, turn), fillcolor=255, resample=Image.Resampling.BICUBIC)
    made = made.filter(ImageFilter.GaussianBlur(0.8))
    noise = Image.frombytes("L", made.size, random.randbytes(made.width * made.height))
    dark = noise.point(lambda one: 255 if one < 256 * speckle / 2 else 0)
    light = noise.point(lambda one: 255 if one >= 256 - 256 * speckle / 2 else 0)
    made.paste(0, mask=dark)
    made.paste(255, mask=light)
    return made


def as_pdf(pages: list[Image.Image], path: Path, dpi: int = 200) -> Path:
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=50)
    return path
