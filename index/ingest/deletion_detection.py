"""Deletion detection: which articles are no longer in their folder?

An article is deleted if its file is gone, or if its file was read to the end without it. A file
that cannot be read and a folder that cannot be listed lose nothing. Removes nothing; `sync` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from index.core.errors import DatelineError
from index.sources.entry import path_text
from index.sources.parsed_article import FinishedSource, ParsedArticle, Problem, SourceEvent
from index.storage.provenance import Origins


class DeletionDetector:
    """Observes the readers, and finds the origins that are missing."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._container = ""
        self._seen: set[str] = set()
        self._deleted: list[str] = []
        self._has_read_any = False

    def observe(self, reads: Iterable[SourceEvent]) -> Iterator[SourceEvent]:
        """Pass the reads on, and remember the origins of the current container."""
        for read in reads:
            self._has_read_any = self._has_read_any or not isinstance(read, Problem)
            if isinstance(read, ParsedArticle):
                if read.container != self._container:
                    self._container, self._seen = read.container, set()
                self._seen.add(read.origin)
                yield read
            elif isinstance(read, FinishedSource):
                yield self._finish_container(read)
            else:
                yield read

    def _finish_container(self, read: FinishedSource) -> FinishedSource:
        seen = self._seen if read.container == self._container else set()
        recorded = self._origins.list_in(read.container)
        deleted = [origin for origin in recorded if origin not in seen]
        self._deleted += deleted
        # Deleted articles are removed after everything is read. With a stamp, the file would count
        # as unchanged after a run that stops before that, and they would never be removed.
        return replace(read, stamp="") if deleted else read

    def find_deleted(self, folder: str, *, may_be_empty: bool) -> list[str]:
        """The deleted origins, once everything in the folder is read.

        Raises DatelineError if every file is gone and no other one has come, unless the folder
        `may_be_empty`: its disk may not be mounted.
        """
        recorded = list(self._origins.list_containers_under(folder))
        deleted = [container for container in recorded if not _exists(container)]
        if deleted and len(deleted) == len(recorded) and not (self._has_read_any or may_be_empty):
            raise DatelineError(
                f"Every file that was in {folder} is gone",
                "Nothing was removed; if it was emptied on purpose: dateline sync --empty",
            )
        return self._deleted + [
            o for container in deleted for o in self._origins.list_in(container)
        ]


def _exists(container: str) -> bool:
    """Does the file exist? Yes if that cannot be found out."""
    try:
        Path(container).lstat()
    except (FileNotFoundError, NotADirectoryError):
        # A name that is not UTF-8 is stored with backslashes.
        return "\\" in container and _is_listed(Path("/"), Path(container).parts[1:])
    except OSError:
        return True
    return True


def _is_listed(folder: Path, names: tuple[str, ...]) -> bool:
    """Is there a path of these names below the folder? Yes if that cannot be found out."""
    if not names:
        return True
    try:
        matches = [path for path in folder.iterdir() if path_text(path.name) == names[0]]
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return any(_is_listed(path, names[1:]) for path in matches)
