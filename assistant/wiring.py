"""Settings -> Library and Assistant: the one place where parts are put together."""

from __future__ import annotations

from assistant.pipeline import Assistant
from assistant.settings import Settings
from index.library import Library


def open_library(settings: Settings, *, write: bool = False) -> Library:
    """The library of the settings' home. Raises DatelineError where it cannot be opened."""
    return Library.open(settings.home, model=settings.model, write=write)


def make_assistant(library: Library) -> Assistant:
    """An assistant that answers from a library."""
    return Assistant(library)
