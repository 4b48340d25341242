"""A clipping: a verbatim span of an article that somebody kept, with a note. Pure data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from index.core.article import Span
from index.core.errors import PublicError
from index.core.text import normalise

MAX_QUOTE = 10_000
MAX_NOTE = 5_000
# The most clippings of one article: each is looked for when the article changes.
MAX_OF_ARTICLE = 1_000
# What would control a terminal, or turn the direction of the text around a note.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class UnknownClippingError(PublicError):
    """The archive has no such clipping, or its article is not shown."""


class UnknownStretchError(PublicError):
    """The article has no such stretch of text, or not just one."""


class StaleEditError(PublicError):
    """Somebody else changed the clipping after it was read."""


class ClippingOrder(StrEnum):
    """How clippings are listed: the latest kept first, by their articles' dates with the newest
    first and undated ones last, or article by article."""

    KEPT = "kept"
    PUBLISHED = "published"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Clipping:
    """A kept span. `version` is that of the article (1 is the oldest) when it was kept, `kept_at`
    the span in that version; `start` is where the quote begins in the article now, None if the
    article does not have it any more. `collection` is a name, "" for none; `revision` counts the
    edits, from 1; `kept` is ISO 8601 in UTC."""

    number: int
    article_id: str
    version: int
    kept_at: Span
    start: int | None
    quote: str
    note: str
    collection: str
    revision: int
    kept: str

    @property
    def span(self) -> Span | None:
        """Where the quote stands in the article now: `article.text[start:end] == quote`."""
        return None if self.start is None else Span(self.start, self.start + len(self.quote))


@dataclass(frozen=True, slots=True)
class HiddenClippings:
    """How many clippings are not shown: of articles that were removed, that are held back, and that
    have expired."""

    removed: int = 0
    held: int = 0
    expired: int = 0


def check_note(note: str) -> str:
    """The note as it is stored: normalised, without white space around it. Raises PublicError if it
    is too long."""
    if len(note) > 4 * MAX_NOTE:
        raise _refuse_note()
    checked = _CONTROLS.sub("", normalise(note)).strip()
    if len(checked) > MAX_NOTE:
        raise _refuse_note()
    return checked


def locate_quote(text: str, quote: str) -> Span:
    """Where words stand in an article's text; white space of any kind counts as the same. Raises
    UnknownStretchError if they stand nowhere, or at several places."""
    words = quote[: 2 * MAX_QUOTE].split()
    if not words:
        raise UnknownStretchError("There are no words to keep", "Quote some of the article")
    pattern = re.compile(r"\s+".join(map(re.escape, map(normalise, words))))
    found = [Span(*match.span()) for match in islice(pattern.finditer(text), 2)]
    if not found:
        raise UnknownStretchError(
            "The article has no such words", "Quote it character for character"
        )
    if len(found) > 1:
        raise UnknownStretchError("The article has these words more than once", "Quote more of it")
    return found[0]


def _refuse_note() -> PublicError:
    return PublicError(f"A note has at most {MAX_NOTE:,} characters", "Make it shorter")
