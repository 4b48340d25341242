"""Pages of known text as bad scans: small, blurred, noisy, grey."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

# Pixels of a page at full size, before it is made smaller.
_WIDTH, _HEIGHT, _MARGIN = 1_700, 2_200, 120
_COLUMNS, _LEADING = 72, 52


@dataclass(frozen=True, slots=True)
class Damage:
    """How a page suffers. `scale` is of its size, `blur` in pixels, `noise` in grey levels of 255,
    `ink` the grey of the letters, `turn` in degrees, `quality` of JPEG (0 to 95)."""

    name: str
    scale: float = 1.0
    blur: float = 0.0
    noise: float = 0.0
    ink: int = 30
    turn: float = 0.0
    quality: int = 90


DAMAGES = (
    Damage("clean"),
    Damage("half size", scale=0.5),
    Damage("small", scale=0.4, quality=60),
    Damage("tiny", scale=0.33, quality=60),
    Damage("soft", blur=1.5),
    Damage("blurred", blur=2.2),
    Damage("noisy", noise=20, blur=0.8),
    Damage("pale", ink=150, blur=0.8),
    Damage("askew", turn=2.0, blur=1.0),
    Damage("copy", scale=0.5, blur=1.2, noise=12, ink=70, turn=0.8, quality=40),
    Damage("bad copy", scale=0.42, blur=1.3, noise=12, ink=90, turn=1.2, quality=30),
)


def draw_page(text: str, font: str, damage: Damage, seed: int) -> bytes:
    """A page of the text as PNG, damaged. `font` is the path of a font file."""
    face = ImageFont.truetype(font, 34)
    page = Image.new("L", (_WIDTH, _HEIGHT), 245)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(_wrap(text)):
        draw.text((_MARGIN, _MARGIN + _LEADING * number), line, font=face, fill=damage.ink)
    return _write(_damage(page, damage, seed))


def list_words(text: str) -> list[str]:
    """The words that a page of the text shows."""
    return " ".join(_wrap(text)).split()


def _wrap(text: str) -> list[str]:
    """The lines that fit on a page."""
    lines = [line for part in text.split("\n") for line in (textwrap.wrap(part, _COLUMNS) or [""])]
    return lines[: (_HEIGHT - 2 * _MARGIN) // _LEADING]


def _damage(page: Image.Image, damage: Damage, seed: int) -> Image.Image:
    if damage.turn:
        page = page.rotate(damage.turn, Image.Resampling.BICUBIC, fillcolor=245)
    if damage.blur:
        page = page.filter(ImageFilter.GaussianBlur(damage.blur))
    if damage.scale != 1:
        size = (int(page.width * damage.scale), int(page.height * damage.scale))
        page = page.resize(size, Image.Resampling.LANCZOS)
    if damage.noise:
        chance = np.random.default_rng(seed)
        clean = np.asarray(page, dtype=np.float64)
        grey = clean + chance.normal(0, damage.noise, clean.shape)
        page = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    output = io.BytesIO()
    page.save(output, "JPEG", quality=damage.quality)
    return Image.open(io.BytesIO(output.getvalue())).convert("L")


def _write(page: Image.Image) -> bytes:
    output = io.BytesIO()
    page.save(output, "PNG")
    return output.getvalue()
