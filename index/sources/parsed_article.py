"""What a reader yields: an article on its way in, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from index.core.article import Article
from index.core.errors import DatelineError
from index.core.text import normalise, one_line
from index.sources.metadata import Metadata, language_tag

# A novel has 1 MB; what is larger is no news article but a dump, and one line of JSON that never
# ends must not fill the memory.
MAX_ARTICLE_BYTES = 5_000_000
MAX_ID_CHARACTERS = 200
MAX_AUTHORS = 50


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article as read.

    `origin` names its place for good: the file, the place in the file, or the canonical address.
    `container` is what has to be read to get it: the file, page or feed. `stamp`, if any, is
    remembered for the origin once the article is safe. `size` is how many bytes of the source it
    took, for progress bars.
    """

    article: Article
    origin: str
    container: str = ""
    stamp: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not added (`skipped`), or was added with a reservation."""

    place: str
    reason: str
    skipped: bool = True
    size: int = 0


@dataclass(frozen=True, slots=True)
class FinishedSource:
    """A container was read to its end. `stamp`, if any, is remembered for it once all is safe:
    a container whose stamp is still the same need not be read again."""

    container: str
    stamp: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class UnchangedSource:
    """A container, or an origin in one, that was not read since it is as it was."""

    container: str
    origin: str = ""
    size: int = 0


SourceEvent = ParsedArticle | Problem | FinishedSource | UnchangedSource


class StampLookup(Protocol):
    """What a library remembers of the places that it was read from."""

    def __call__(self, container: str, origin: str = "") -> str:
        """The stamp kept for a container, or for an origin in it; "" where there is none."""


def find_no_stamp(container: str, origin: str = "") -> str:
    """Remembers no stamp."""
    return ""


def make_article(article_id: str, text: str, metadata: Metadata) -> tuple[Article, str]:
    """An article of normalised parts, and a reservation ("" if there is none).

    A date that cannot be understood stays unknown, with a reservation: a date is never invented.
    Raises DatelineError where the id or the text is empty, or the text too long.
    """
    article_id = one_line(article_id)[:MAX_ID_CHARACTERS].strip()
    if not article_id:
        raise DatelineError("it has no id")
    if len(text) > MAX_ARTICLE_BYTES:
        raise DatelineError(f"its text is longer than {MAX_ARTICLE_BYTES:,} characters")
    text = normalise(text)
    if not text.strip():
        raise DatelineError("it has no text")
    published, updated, reservation = metadata.dates()
    article = Article(
        id=article_id,
        title=one_line(metadata.title),
        text=text,
        source=one_line(metadata.source),
        published=published,
        url=one_line(metadata.url),
        authors=_names(metadata.authors),
        updated=updated,
        language=language_tag(metadata.language),
        section=one_line(metadata.section),
    )
    return article, reservation


def _names(authors: tuple[str, ...]) -> tuple[str, ...]:
    """Distinct names on one line each, in order."""
    names = dict.fromkeys(one_line(name) for name in authors[:MAX_AUTHORS])
    return tuple(name for name in names if name)
