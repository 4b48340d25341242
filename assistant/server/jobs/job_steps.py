"""What a job reads, in steps of a few articles each, and where its articles are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from assistant.server.jobs.job import Job, Stored
from index.core.article import add_suffix
from index.core.errors import DatelineError
from index.library import Library
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    PublisherNotice,
    SourceEvent,
    UnchangedSource,
)

# Articles that are written at a time, in a second or two; then other writes get their turn.
_STEP = 16


def split_steps(job: Job, events: Iterable[SourceEvent]) -> Iterator[list[SourceEvent]]:
    """Note what is read, and split what the library needs into steps."""
    part: list[SourceEvent] = []
    for event in events:
        job.record_read(event)
        if _is_needed(event):
            part.append(event)
        if len(part) >= _STEP:
            yield part
            part = []
    if part:
        yield part


def _is_needed(event: SourceEvent) -> bool:
    """Does the library store anything of this event?"""
    if isinstance(event, FinishedSource):
        return bool(event.stamp)
    return isinstance(event, ParsedArticle | PublisherNotice | UnchangedSource)


def find_stored(library: Library, incoming: ParsedArticle) -> Stored:
    """Find an article under its own id, or under that with a suffix if the id was taken."""
    article = incoming.article
    for article_id in (article.id, add_suffix(article.id, incoming.origin)):
        with suppress(DatelineError):
            if incoming.origin in library.origins(article_id):
                return Stored(article_id, article.title or article.id)
    return Stored(article.id, article.title or article.id)
