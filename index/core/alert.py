"""An alert: a saved search or a saved question, and what it found in new articles. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from index.core.article import Filters, Span
from index.core.errors import PublicError

# The most alerts of an archive. To check so many searches takes seconds.
MAX_ALERTS = 1_000


class AlertKind(StrEnum):
    """What an alert asks of new articles: to match a search, or to answer a question."""

    SEARCH = "search"
    QUESTION = "question"


class Maker(StrEnum):
    """Where an alert was made."""

    SCREEN = "screen"
    COMMAND = "command"
    REST = "rest"


class UnknownAlertError(PublicError):
    """The archive has no such alert."""


class AlertConflictError(PublicError):
    """Another alert has the name or asks the same, or there are too many."""


@dataclass(frozen=True, slots=True)
class AlertRequest:
    """What an alert is to be: its name ("" to call it by its words), what it asks, under which
    filters, and who wants it."""

    name: str
    kind: AlertKind
    query: str
    maker: Maker
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Alert:
    """A saved search or question. `created` is ISO 8601 in UTC. `total` findings may be shown, of
    which nobody has seen the `unseen` ones; `last` is the number of the latest, 0 for none. A
    `fault` says why new articles cannot be checked, "" if they can."""

    id: int
    name: str
    kind: AlertKind
    query: str
    filters: Filters
    created: str
    maker: Maker
    total: int = 0
    unseen: int = 0
    last: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a new article: `text` is what stands from `start` to `end`. Without a text, the
    article as a whole was found."""

    article_id: str
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An article that an alert found, and what stands at its place: `quote` is "" if the article as
    a whole was found, or has changed there since. `found` is ISO 8601 in UTC. Findings of an
    archive are numbered in the order in which they were written."""

    number: int
    alert_id: int
    article_id: str
    title: str
    source: str
    published: str | None
    url: str
    found: str
    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span | None:
        """Where the quotation stands; None if there is none."""
        return Span(self.start, self.end) if self.quote else None
