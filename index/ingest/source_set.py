"""A set of sources by name, read as one stream: files, folders, pages and feeds.

Reads nothing itself; the sandbox and the web reader do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from index.core.errors import DatelineError
from index.core.paths import expand_path
from index.sources.parsed_article import Problem, SourceEvent, StampLookup, find_no_stamp
from index.sources.sandbox.files import count_bytes, find_files, read_files
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.fetch import Fetcher
from index.sources.web.robots import PoliteFetcher
from index.sources.web.web_reader import read_url


def is_address(place: str) -> bool:
    """Is this a web address, and not a file?"""
    return "://" in place


class SourceSet:
    """The articles of some files, folders and addresses. A context manager: it owns the process
    that parses them.

    Raises DatelineError if there is no address and no file is found, unless the folders
    `may_be_empty`.
    """

    def __init__(
        self,
        places: Sequence[str],
        fetcher: Fetcher | None = None,
        *,
        may_be_empty: bool = False,
    ) -> None:
        self._addresses = [place for place in places if is_address(place)]
        paths = [expand_path(place) for place in places if not is_address(place)]
        self._files: list[Path | Problem] = list(find_files(paths))
        if not (self._files or self._addresses or may_be_empty):
            raise DatelineError(
                f"There is no article in {', '.join(places)}",
                "See which files can be read: dateline add --help",
            )
        self._fetcher = PoliteFetcher(fetcher or Fetcher())
        self._sandbox = ReaderSandbox()

    @property
    def size(self) -> int:
        """The size of all files in bytes. Addresses count nothing."""
        return count_bytes(self._files)

    def read(self, remembered: StampLookup = find_no_stamp) -> Iterator[SourceEvent]:
        """The articles of all places. What is remembered and unchanged is not read."""
        yield from read_files(self._files, remembered, self._sandbox.read)
        for address in self._addresses:
            yield from read_url(address, self._fetcher, self._sandbox.read_document, remembered)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sandbox.close()
