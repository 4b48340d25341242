"""Which articles have gone from the folder that they came from.

An article is gone where its file is, or where its file was read to the end and does not hold it any
more. A file that could not be read, or a folder that could not be listed, has lost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from index.core.errors import DatelineError
from index.sources.entry import path_text
from index.sources.parsed_article import FinishedSource, ParsedArticle, Problem, SourceEvent
from index.storage.provenance import Origins


class Departures:
    """Watches what the readers give, and tells the origins that are missing."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._container = ""
        self._seen: set[str] = set()
        self._gone: list[str] = []
        self._any = False

    def watched(self, reads: Iterable[SourceEvent]) -> Iterator[SourceEvent]:
        """The reads as they come. Remembers the origins of one container at a time."""
        for read in reads:
            self._any = self._any or not isinstance(read, Problem)
            if isinstance(read, ParsedArticle):
                if read.container != self._container:
                    self._container, self._seen = read.container, set()
                self._seen.add(read.origin)
                yield read
            elif isinstance(read, FinishedSource):
                yield self._finished(read)
            else:
                yield read

    def _finished(self, read: FinishedSource) -> FinishedSource:
        seen = self._seen if read.container == self._container else set()
        known = self._origins.in_container(read.container)
        gone = [origin for origin in known if origin not in seen]
        self._gone += gone
        # What is gone is removed after all has been read. Were the file known by its stamp before,
        # a run that is stopped in between would never miss it again.
        return replace(read, stamp="") if gone else read

    def gone_from(self, folder: str, *, may_be_empty: bool) -> list[str]:
        """Origins that are gone, once everything in the folder has been read.

        Raises DatelineError where all that was there is gone and nothing else has come, unless that
        may be so: the disk may not be mounted.
        """
        known = list(self._origins.containers_under(folder))
        gone = [container for container in known if not _exists(container)]
        if gone and len(gone) == len(known) and not (self._any or may_be_empty):
            raise DatelineError(
                f"Every file that was in {folder} is gone",
                "Nothing was removed; if it was emptied on purpose: dateline sync --empty",
            )
        return self._gone + [o for container in gone for o in self._origins.in_container(container)]


def _exists(container: str) -> bool:
    """Is the file of this name there, or is there no telling?"""
    try:
        Path(container).lstat()
    except (FileNotFoundError, NotADirectoryError):
        # A name that is no UTF-8 is written with backslashes.
        return "\\" in container and _is_listed(Path("/"), Path(container).parts[1:])
    except OSError:
        return True
    return True


def _is_listed(folder: Path, names: tuple[str, ...]) -> bool:
    """Is there a file below the folder with these names as text?"""
    if not names:
        return True
    try:
        found = [path for path in folder.iterdir() if path_text(path.name) == names[0]]
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return any(_is_listed(path, names[1:]) for path in found)
