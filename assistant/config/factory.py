"""Settings -> Library and Assistant: the one place where parts are put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answering.cross_encoder import CrossEncoder
from assistant.answering.reranker import NoReranker, Reranker
from assistant.config.settings import NO_SCORER, Settings
from assistant.pipeline import Assistant
from index.library import Library

if TYPE_CHECKING:
    from index.ingest.source_set import SourceSet
    from index.sources.web.fetch import Fetcher


def open_library(settings: Settings, *, write: bool = False, create: bool | None = None) -> Library:
    """The library of the settings' home, created as `Library.open` says. Raises DatelineError where
    it cannot be opened."""
    return Library.open(
        settings.home,
        model=settings.model,
        write=write,
        create=create,
        tuning=settings.tuning,
        precision=settings.precision,
    )


def make_assistant(library: Library, settings: Settings) -> Assistant:
    """An assistant that answers from a library."""
    return Assistant(library, settings.strictness, make_scorer(settings))


def make_scorer(settings: Settings) -> Reranker:
    """What says which sentences answer; a model is looked for when it is first needed."""
    if settings.scorer == NO_SCORER:
        return NoReranker()
    return CrossEncoder(settings.scorer, precision=settings.precision, depth=settings.scorer_reads)


def make_fetcher(settings: Settings) -> Fetcher:
    """What gets pages and feeds."""
    from index.sources.web.fetch import Fetcher

    return Fetcher(allow_private=settings.allow_private_addresses, user_agent=settings.user_agent)


def gather(places: Sequence[str], settings: Settings, *, may_be_empty: bool = False) -> SourceSet:
    """The articles of files, folders, pages and feeds."""
    from index.ingest.source_set import SourceSet

    return SourceSet(places, make_fetcher(settings), may_be_empty=may_be_empty)
