"""The beginning of an archive: asks a person first, and says where the new archive is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.cli.output import print_note
from index.core.errors import DatelineError
from index.core.paths import expand_home

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.library import Library


@contextmanager
def open_for_adding(settings: Settings, process: str) -> Iterator[Library]:
    """Open the archive for writing. If there is none, begin one; at a terminal, ask first. Raises
    DatelineError if the answer is no."""
    from assistant.config.factory import open_library

    is_new = needs_beginning(settings)
    with open_library(settings, write=True, process=process) as library:
        yield library
    if is_new:
        announce_archive(settings)


def needs_beginning(settings: Settings) -> bool:
    """Is there no archive yet? Raises DatelineError if a person wants none there."""
    # Here: it loads the indexes.
    from index.storage.presence import has_catalog, has_indexes

    folder = expand_home(settings.home)
    try:
        if has_catalog(folder) or has_indexes(folder):
            return False
    except OSError:
        return False  # opening it says what is wrong
    if sys.stdin.isatty() and sys.stderr.isatty() and not _ask(f"{folder}"):
        raise DatelineError("No archive was begun", "Name its folder with --home")
    return True


def announce_archive(settings: Settings) -> None:
    """Say where the archive is that was begun."""
    print_note(f"began a new archive in {expand_home(settings.home)}")


def _ask(folder: str) -> bool:
    """Ask on stderr whether to begin an archive in a folder."""
    print(f"There is no archive in {folder}. Begin one? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
