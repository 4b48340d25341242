"""Settings -> Library and Assistant: the one place where parts are put together.

Parts are imported when they are made: a command that adds articles loads nothing of answering.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.config.settings import Settings
from assistant.core.answer_options import BUNDLED_READER, NO_READER
from index.library import Library

if TYPE_CHECKING:
    from assistant.answering.reader.reader import Reader
    from assistant.pipeline import Assistant
    from index.ingest.source_set import SourceSet
    from index.sources.web.fetch import Fetcher


def open_library(
    settings: Settings,
    *,
    write: bool = False,
    create: bool | None = None,
    process: str = "library",
) -> Library:
    """Open the library of the settings' home, created as `Library.open` says. Raises DatelineError
    if it cannot be opened. The ledger of the archive names the kind of `process`."""
    return Library.open(
        settings.home,
        model=settings.model,
        write=write,
        create=create,
        tuning=settings.tuning,
        precision=settings.precision,
        process=process,
    )


def make_assistant(library: Library, settings: Settings) -> Assistant:
    """Make an assistant that answers from a library."""
    from assistant.pipeline import Assistant

    return Assistant(library, settings.strictness, make_reader(settings))


def make_reader(settings: Settings) -> Reader:
    """Make the reader of passages; its model is looked for when it is first needed.

    Answers do without the bundled one if it cannot be loaded; one that the user names is needed.
    """
    from assistant.answering.reader.fallback_reader import FallbackReader
    from assistant.answering.reader.reader import NoReader, PassageReader

    if settings.reader == NO_READER:
        return NoReader()
    reader = PassageReader(
        settings.reader, precision=settings.precision, most=settings.reader_reads
    )
    return FallbackReader(reader) if settings.reader == BUNDLED_READER else reader


def make_fetcher(settings: Settings) -> Fetcher:
    """Make the fetcher of pages and feeds."""
    from index.sources.web.fetch import Fetcher

    return Fetcher(allow_private=settings.allow_private_addresses, user_agent=settings.user_agent)


def gather(places: Sequence[str], settings: Settings, *, may_be_empty: bool = False) -> SourceSet:
    """Collect the articles of files, folders, pages and feeds."""
    from index.ingest.source_set import SourceSet

    return SourceSet(places, make_fetcher(settings), may_be_empty=may_be_empty)
