"""A feed and its entries, in one form for RSS, RDF, Atom and JSON Feed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.item import Notice
from index.sources.address import normalise_url
from index.sources.metadata import Metadata


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry. `content` is the article as the feed gives it, `summary` its description; both are
    plain text. `metadata.url` is the link of the entry without its `fragment`, "" if it has none on
    the web."""

    id: str
    metadata: Metadata
    content: str
    summary: str
    fragment: str = ""

    @property
    def stamp(self) -> str:
        """A digest that changes if anything in the entry does."""
        metadata = self.metadata
        return digest(
            self.id, metadata.title, *metadata.authors, metadata.published, metadata.updated,
            metadata.url, metadata.section, self.content, self.summary,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `ttl` is the time in seconds after which it wants to be fetched again, None if it
    states none; `note` is about a fault of the feed, "" if there is none. `deleted` are notices
    about entries that it has deleted."""

    title: str
    entries: tuple[FeedEntry, ...]
    ttl: float | None = None
    note: str = ""
    deleted: tuple[Notice, ...] = ()


def choose_link(links: Iterable[object], base: str) -> tuple[str, str]:
    """The first link to a page on the web, and its fragment; "" if there is none."""
    for link in links:
        if isinstance(link, str) and link.strip():
            try:
                whole = urljoin(base, link.strip())
                return normalise_url(whole), whole.partition("#")[2]
            except (DatelineError, ValueError):
                continue
    return "", ""
