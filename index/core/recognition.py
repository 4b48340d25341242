"""What character recognition read of an article: lines of its text and where they stand. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

# A word that was recognised with less confidence is doubtful.
# Measured in docs/experiments/recognition.md.
MIN_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page as shares of its width and height (0 to 1), from its upper left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A span of the article's text, recognised with a confidence (0 to 1) that is low."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A span of the article's text, and its place: the page (from 1) and the box on it.

    The page has to be turned clockwise by `turn` degrees (0, 90, 180 or 270) for the text to stand
    upright; the box is of the page turned so.
    """

    start: int
    end: int
    page: int
    box: Box
    turn: int = 0
    doubtful: tuple[DoubtfulWord, ...] = ()


@dataclass(frozen=True, slots=True)
class PageImage:
    """Where a page can be seen: the page `number` (from 1) of a file with this digest. `path` is ""
    if it is no file on disk."""

    path: str
    digest: str
    number: int


@dataclass(frozen=True, slots=True)
class Scan:
    """The recognised lines of an article, in order, and the images of its pages."""

    pages: tuple[PageImage, ...]
    lines: tuple[RecognisedLine, ...]

    def without_files(self) -> Scan:
        """The same scan of files that are not kept."""
        return replace(self, pages=tuple(replace(page, path="") for page in self.pages))


def digest_content(content: bytes) -> str:
    """A 128-bit hex digest of a file's content."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def select_lines(
    lines: Iterable[RecognisedLine], start: int, end: int
) -> tuple[RecognisedLine, ...]:
    """Select the lines that a span of the text touches."""
    return tuple(line for line in lines if line.start < end and start < line.end)


def select_doubtful(
    lines: Iterable[RecognisedLine], start: int, end: int
) -> tuple[DoubtfulWord, ...]:
    """Select the doubtful words that lie in a span of the text."""
    return tuple(
        word
        for line in select_lines(lines, start, end)
        for word in line.doubtful
        if start <= word.start and word.end <= end
    )
