"""A page as character recognition read it: lines of words, with their places in pixels. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PixelBox:
    """A place in a picture, in pixels (or units of ALTO) from its upper left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word and how sure its program was of it, from 0 to 1; None if it does not say."""

    text: str
    box: PixelBox
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """The words of a line. `descent` is how far its letters reach below its baseline, and `size`
    the height of its letters, both in pixels, 0 if unknown. `turn`: see RecognisedLine."""

    words: tuple[ScannedWord, ...]
    box: PixelBox
    size: float = 0.0
    descent: float = 0.0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The lines of a page in the order of reading. `image` is the name of the file that shows it,
    "" if unknown."""

    width: float
    height: float
    lines: tuple[ScannedLine, ...]
    image: str = ""
