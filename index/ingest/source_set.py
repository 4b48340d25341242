"""Files, folders, pages and feeds by the names that people type, read as one stream."""

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
    """Is this an address on the web, rather than a file?"""
    return "://" in place


class SourceSet:
    """The articles of some places. Use it as a context: all is read by another process.

    Raises DatelineError where none of the places is an address and no file is found, unless the
    folders `may_be_empty`.
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
        self._found: list[Path | Problem] = list(find_files(paths))
        if not (self._found or self._addresses or may_be_empty):
            raise DatelineError(
                f"There is no article in {', '.join(places)}",
                "See which files can be read: dateline add --help",
            )
        self._fetcher = PoliteFetcher(fetcher or Fetcher())
        self._sandbox = ReaderSandbox()

    @property
    def size(self) -> int:
        """Bytes of all files; of what has to be fetched nobody knows."""
        return count_bytes(self._found)

    def read(self, remembered: StampLookup = find_no_stamp) -> Iterator[SourceEvent]:
        """Everything that the places hold; what is remembered and unchanged is not read."""
        yield from read_files(self._found, remembered, self._sandbox.read)
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
