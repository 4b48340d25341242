"""What a reader yields: an article that it parsed, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from index.core.article import Article
from index.core.errors import DatelineError
from index.core.item import ItemVersion, Notice
from index.core.recognition import Scan
from index.core.text import is_layout, normalise, one_line
from index.sources.metadata import Metadata, language_tag
from index.sources.stated_terms import parse_terms

# A novel has 1 MB, so a larger text is not a news article. The limit also keeps a line without an
# end from filling the memory.
MAX_ARTICLE_BYTES = 5_000_000
MAX_ID_CHARACTERS = 200
MAX_AUTHORS = 50
# An address of the web: by its scheme, or without any. Others run in a browser (javascript:) or
# open files. A colon before the first slash would end a scheme.
WEB_ADDRESS = r"^\s*(?:[hH][tT][tT][pP][sS]?://|[^:]*$|[^:/?#]*[/?#])"


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article as a reader parsed it.

    `origin` is its permanent place: the file, the place in the file, or the canonical address.
    `container` is the file, page or feed that has to be read to get it. The library remembers
    `stamp`, if any, for the origin once the article is stored. `size` is the number of bytes that
    it took in the source, for progress bars. `alias` is another place of the same article, "" if
    there is none: the address that leads to its canonical one. `scan` is what character recognition
    read of it, None if nothing. `item` is the publisher's name of the article and its version, None
    if the source states none.
    """

    article: Article
    origin: str
    container: str = ""
    stamp: str = ""
    size: int = 0
    scan: Scan | None = None
    alias: str = ""
    item: ItemVersion | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """Its origin, and its alias if there is one."""
        return (self.origin, self.alias) if self.alias else (self.origin,)


@dataclass(frozen=True, slots=True)
class PublisherNotice:
    """What a publisher says of an earlier article, instead of another article. `place` is where the
    notice stands, for people; `container` as in ParsedArticle."""

    notice: Notice
    place: str
    container: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """The reason why something was not added (`skipped`) or was added with a reservation."""

    place: str
    reason: str
    skipped: bool = True
    size: int = 0


@dataclass(frozen=True, slots=True)
class FinishedSource:
    """A container that was read to its end. The library remembers `stamp`, if any, once its
    articles are stored. A container with the same stamp is not read again."""

    container: str
    stamp: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class UnchangedSource:
    """A container, or an origin in a container, that is the same as before and was not read."""

    container: str
    origin: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """A reader is still at work on a long article. The sandbox waits on, and tells nobody."""

    size: int = 0


SourceEvent = (
    ParsedArticle | PublisherNotice | Problem | FinishedSource | UnchangedSource | Progress
)


class StampLookup(Protocol):
    """Finds the stamp that the library remembers for a place."""

    def __call__(self, container: str, origin: str = "") -> str:
        """The stamp of a container or of an origin in it, "" if there is none."""


def find_no_stamp(container: str, origin: str = "") -> str:
    """A StampLookup that knows no stamps, so that everything is read."""
    return ""


def make_article(article_id: str, text: str, metadata: Metadata) -> tuple[Article, str]:
    """Make an article of normalised parts, and a reservation about it ("" if there is none).

    A date that cannot be parsed stays unknown, with a reservation: a date is never invented. An
    address that is not of the web is left out.
    Raises DatelineError if the id or the text is empty or the text is too long.
    """
    article_id = one_line(article_id)[:MAX_ID_CHARACTERS].strip()
    if not article_id:
        raise DatelineError("it has no id")
    if len(text) > MAX_ARTICLE_BYTES:
        raise DatelineError(f"its text is longer than {MAX_ARTICLE_BYTES:,} characters")
    text = normalise(text)
    if is_layout(text):
        raise DatelineError("it has no text")
    published, updated, reservation = metadata.parse_dates()
    terms, terms_reservation = parse_terms(metadata, text, updated)
    article = Article(
        id=article_id,
        title=one_line(metadata.title),
        text=text,
        source=one_line(metadata.source),
        published=published,
        url=_check_address(one_line(metadata.url)),
        authors=_clean_names(metadata.authors),
        updated=updated,
        language=language_tag(metadata.language),
        section=one_line(metadata.section),
        terms=terms,
    )
    return article, "; ".join(filter(None, (reservation, terms_reservation)))


def _check_address(url: str) -> str:
    return url if re.match(WEB_ADDRESS, url) else ""


def _clean_names(authors: tuple[str, ...]) -> tuple[str, ...]:
    """Distinct names on one line each, in order."""
    names = dict.fromkeys(one_line(name) for name in authors[:MAX_AUTHORS])
    return tuple(name for name in names if name)
