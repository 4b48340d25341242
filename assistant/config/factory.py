"""Settings -> Library and Assistant: the one place where parts are put together.

Parts are imported when they are made: a command that adds articles loads nothing of answering.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.config.settings import NO_SCORER, Settings
from index.library import Library

if TYPE_CHECKING:
    from assistant.answering.reranker import Reranker
    from assistant.pipeline import Assistant
    from index.ingest.source_set import SourceSet
    from index.sources.web.fetch import Fetcher


def open_library(settings: Settings, *, write: bool = False, create: bool | None = None) -> Library:
    """Open the library of the settings' home, created as `Library.open` says. Raises DatelineError
    if it cannot be opened."""
    return Library.open(
        settings.home,
        model=settings.model,
        write=write,
        create=create,
        tuning=settings.tuning,
        precision=settings.precision,
    )


def make_assistant(library: Library, settings: Settings) -> Assistant:
    """Make an assistant that answers from a library."""
    from assistant.pipeline import Assistant

    return Assistant(library, settings.strictness, make_reranker(settings))


def make_reranker(settings: Settings) -> Reranker:
    """Make the reranker of sentences; a model is looked for when it is first needed."""
    from assistant.answering.cross_encoder import CrossEncoder
    from assistant.answering.reranker import NoReranker

    if settings.scorer == NO_SCORER:
        return NoReranker()
    return CrossEncoder(settings.scorer, precision=settings.precision, depth=settings.scorer_reads)


def make_fetcher(settings: Settings) -> Fetcher:
    """Make the fetcher of pages and feeds."""
    from index.sources.web.fetch import Fetcher

    return Fetcher(allow_private=settings.allow_private_addresses, user_agent=settings.user_agent)


def gather(places: Sequence[str], settings: Settings, *, may_be_empty: bool = False) -> SourceSet:
    """Collect the articles of files, folders, pages and feeds."""
    from index.ingest.source_set import SourceSet

    return SourceSet(places, make_fetcher(settings), may_be_empty=may_be_empty)
