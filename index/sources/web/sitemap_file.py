"""A sitemap in a file: its pages are fetched as those of a sitemap at an address.

Only a file that somebody names leads to requests, never one in a folder, an archive or an upload.
The file is parsed in the sandbox; here only its first bytes are searched.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from index.core.errors import DatelineError
from index.sources.entry import path_text
from index.sources.feeds.sitemap import LOCATION, MAX_SITEMAP_BYTES
from index.sources.parsed_article import Problem, SourceEvent, StampLookup, find_no_stamp
from index.sources.response import Response
from index.sources.web.web_reader import ReadDocument, UrlFetcher, read_url

_ENDINGS = (".xml", ".gz", ".txt")
_HEAD_BYTES = 65_536
_ROOT = re.compile(rb"<(?:[\w-]{1,40}:)?(?:urlset|sitemapindex)[\s>]")


@dataclass(frozen=True, slots=True)
class SitemapFile:
    """A file that begins like a sitemap, and the root of the site that its first address is of."""

    path: Path
    site: str


def find_sitemap_file(path: Path) -> SitemapFile | None:
    """The sitemap in a file; None if it is another file, cannot be read, or lists no address."""
    if not path.name.lower().endswith(_ENDINGS) or not path.is_file():
        return None
    try:
        head = _read_head(path)
    except (OSError, EOFError, zlib.error):
        return None  # whoever reads it says so
    location = LOCATION.search(head) if _ROOT.search(head) else None
    if location is None:
        return None
    address = urlsplit(location[1].decode("latin-1"))
    return SitemapFile(path, f"{address.scheme}://{address.netloc}/")


def _read_head(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.startswith(b"\x1f\x8b"):
        return head
    with gzip.open(path, "rb") as unpacked:
        return unpacked.read(_HEAD_BYTES)


def read_sitemap_file(
    sitemap: SitemapFile,
    fetcher: UrlFetcher,
    read_document: ReadDocument,
    find_stamp: StampLookup = find_no_stamp,
) -> Iterator[SourceEvent]:
    """Read the pages that a sitemap in a file lists; what is useless gives a Problem."""
    place = path_text(sitemap.path)
    try:
        if sitemap.path.stat().st_size > MAX_SITEMAP_BYTES:
            raise DatelineError(
                f"it is larger than the {MAX_SITEMAP_BYTES / 1e6:.0f} MB of a sitemap"
            )
        content = sitemap.path.read_bytes()
    except OSError as error:
        yield Problem(place, error.strerror or "it cannot be read")
        return
    except DatelineError as error:
        yield Problem(place, str(error))
        return
    first = _FileFirst(place, Response(sitemap.site, HTTPStatus.OK, {}, content), fetcher.get)
    yield from read_url(place, first, read_document, find_stamp)


@dataclass(frozen=True, slots=True)
class _FileFirst:
    """Answers the request for the file from its content, and passes all others on."""

    place: str
    response: Response
    fetch: Callable[..., Response]

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Response:
        """The file, or what an address answers. Raises DatelineError if fetching fails."""
        if url == self.place:
            return self.response
        return self.fetch(url, etag=etag, last_modified=last_modified)
