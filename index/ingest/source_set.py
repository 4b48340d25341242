"""Files, folders, pages and feeds by the names that people type, read as one stream of events."""

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
from index.sources.web.sitemap_file import find_sitemap_file, read_sitemap_file
from index.sources.web.web_reader import read_url


def is_address(place: str) -> bool:
    """Whether this is an address on the web and not a file."""
    return "://" in place


class SourceSet:
    """Some places that are read together. Use it as a context: leaving it ends the reader process.

    Raises DatelineError if no place is an address and no file is found, unless the folders
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
        sitemaps = {path: find_sitemap_file(path) for path in paths}
        self._sitemaps = [sitemap for sitemap in sitemaps.values() if sitemap is not None]
        paths = [path for path in paths if sitemaps[path] is None]
        self._paths: list[Path | Problem] = list(find_files(paths))
        if not (self._paths or self._addresses or self._sitemaps or may_be_empty):
            raise DatelineError(
                f"There is no article in {', '.join(places)}",
                "See which files can be read: dateline add --help",
            )
        self._fetcher = PoliteFetcher(fetcher or Fetcher())
        self._sandbox = ReaderSandbox()

    @property
    def size(self) -> int:
        """The bytes of all files, without what has to be fetched."""
        return count_bytes(self._paths)

    def read(self, find_stamp: StampLookup = find_no_stamp) -> Iterator[SourceEvent]:
        """Read all places, except those whose stamp is the one that `find_stamp` returns."""
        yield from read_files(self._paths, find_stamp, self._sandbox.read)
        read_document = self._sandbox.read_document
        for sitemap in self._sitemaps:
            yield from read_sitemap_file(sitemap, self._fetcher, read_document, find_stamp)
        for address in self._addresses:
            yield from read_url(address, self._fetcher, read_document, find_stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sandbox.close()
