"""Builds the library, the assistant and their parts from the settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.cross_encoder import CrossEncoder
from assistant.pipeline import Assistant
from assistant.scorer import NoReranker, Reranker
from assistant.settings import NO_SCORER, Settings
from index.library import Library

if TYPE_CHECKING:
    from index.sources.fetch import Fetcher
    from index.sources.gather import Gathering


def open_library(settings: Settings, *, write: bool = False) -> Library:
    """Open the library of the settings' home. Raises DatelineError if it cannot be opened."""
    return Library.open(
        settings.home,
        model=settings.model,
        write=write,
        tuning=settings.tuning,
        precision=settings.precision,
    )


def make_assistant(library: Library, settings: Settings) -> Assistant:
    """Make an assistant that answers from a library."""
    return Assistant(library, settings.strictness, make_scorer(settings))


def make_scorer(settings: Settings) -> Reranker:
    """Make the reranker; its files are found at first use."""
    if settings.scorer == NO_SCORER:
        return NoReranker()
    return CrossEncoder(settings.scorer, precision=settings.precision, depth=settings.scorer_reads)


def make_fetcher(settings: Settings) -> Fetcher:
    """Make the client that downloads pages and feeds."""
    from index.sources.fetch import Fetcher

    return Fetcher(allow_private=settings.allow_private_addresses, user_agent=settings.user_agent)


def gather(places: Sequence[str], settings: Settings, *, may_be_empty: bool = False) -> Gathering:
    """Gather the articles of files, folders, pages and feeds."""
    from index.sources.gather import Gathering

    return Gathering(places, make_fetcher(settings), may_be_empty=may_be_empty)
