"""`.warc`: pages as a crawler captured them, each an article (ISO 28500; `.warc.gz` alike).

The day of the capture is not the day of publication. Only answers with a page in them are read:
pictures, requests and notes that a page had not changed hold no text.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr
from email.message import Message
from itertools import count
from typing import Any, BinaryIO, cast

from index.core.article import digest
from index.core.errors import DatelineError
from index.sources.bounded_reader import BoundedReader
from index.sources.entry import Entry
from index.sources.html.page import decode_html, extract_page, page_id
from index.sources.metadata import merge_metadata
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent

_MAX_PAGE_BYTES = 20_000_000
# What may stand between two records: a header, which has a few lines.
_MAX_HEADER_BYTES = 256_000
_HTML = ("text/html", "application/xhtml+xml")
_PIECE = 65_536


class DamagedError(DatelineError):
    """The archive cannot be read any further."""


def read(entry: Entry) -> Iterator[SourceEvent]:
    """The articles of all captured pages. A page that is of no use is a Problem.

    A page that was captured again and has changed comes again under the same id, so that the last
    capture counts. Raises DatelineError where the archive is damaged: what stands before the
    damage has come by then.
    """
    captures = _Captures(entry)
    with closing(entry.open()) as packed, closing(_plain(entry, packed)) as file:
        for record in _records(file):
            yield from captures.article(record)


def _plain(entry: Entry, file: BinaryIO) -> BinaryIO:
    """The file unpacked, where it is compressed: warcio takes a cut in a member for the end."""
    with closing(entry.open()) as again:
        is_packed = again.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.GzipFile(fileobj=file)) if is_packed else file


class _Captures:
    """The captured pages of one archive. Remembers which it has had, by their addresses."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._contents: dict[str, str] = {}
        self._addresses: dict[str, str] = {}

    def article(self, record: Any) -> Iterator[SourceEvent]:
        """The article of a record, nothing where it is no page or the same again."""
        url = (record.rec_headers.get_header("WARC-Target-URI") or "").partition("#")[0]
        if not _is_page(record) or not url:
            return
        try:
            yield from self._read(url, _payload(record), _charset(record))
        except DamagedError:
            raise
        except DatelineError as error:
            yield Problem(self._entry.part(url[:200]), str(error))

    def _read(self, url: str, payload: bytes, charset: str) -> Iterator[SourceEvent]:
        text, statements = extract_page(decode_html(payload, charset), url)
        metadata = merge_metadata(statements)
        address = metadata.url or url
        reads = list(self._entry.article(text, metadata, self._id(address), url[:200]))
        content = next(
            item.article.content_hash for item in reads if isinstance(item, ParsedArticle)
        )
        if self._contents.get(address) != content:
            self._contents[address] = content
            yield from reads

    def _id(self, address: str) -> str:
        """The id for an address; one that another address has already gets a mark of its own."""
        name = page_id(address)
        if self._addresses.setdefault(name, address) != address:
            name = f"{name[:71]}-{digest(address)[:8]}"
            self._addresses.setdefault(name, address)
        return name


def _records(file: BinaryIO) -> Iterator[Any]:
    """The archive's records, each to be read before the next. Raises DatelineError."""
    from warcio.archiveiterator import ArchiveIterator

    bounded = BoundedReader(file, _MAX_HEADER_BYTES, "a header of it")
    archive: Any = None
    for number in count(1):
        complaints = io.StringIO()
        with _damage(number - 1), redirect_stderr(complaints):
            archive = archive or ArchiveIterator(bounded)
            record = next(archive, None)
        # warcio tells of damage on the terminal, and goes on.
        if complaints.getvalue() or (record is not None and record.length is None):
            raise _damaged(number - 1)
        if record is None and number == 1:
            raise _damaged(0)
        if record is None:
            return
        record.renew = bounded.renew
        with _damage(number - 1):
            yield record
            while _piece(record):
                pass
        bounded.renew()


def _piece(record: Any) -> bytes:
    """The record's next bytes, none at its end. Raises DamagedError where it ends too early."""
    record.renew()
    piece: bytes = record.raw_stream.read(_PIECE)
    if not piece and getattr(record.raw_stream, "limit", 0) > 0:
        raise DamagedError("the archive breaks off in the middle of a page")
    return piece


@contextmanager
def _damage(number: int) -> Iterator[None]:
    """What goes wrong after so many records, as an error of ours."""
    try:
        yield
    except (DatelineError, OSError):
        raise
    except Exception as error:  # damage finds faults of many kinds in warcio
        raise _damaged(number) from error


def _damaged(number: int) -> DamagedError:
    if number == 0:
        return DamagedError("it is not a web archive (WARC)")
    return DamagedError(f"the archive is damaged after record {number}")


def _is_page(record: Any) -> bool:
    """Whether a record is a server's answer with a page in it."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") or "").partition(";")[0]
    return kind.strip().lower() in _HTML


def _charset(record: Any) -> str:
    """The encoding that HTTP declares, "" where it declares none."""
    header = Message()
    header["content-type"] = record.http_headers.get_header("Content-Type") or ""
    found = header.get_param("charset", "")
    return found if isinstance(found, str) else ""


def _payload(record: Any) -> bytes:
    """The page's bytes as the server meant them. Raises DatelineError where they are too many."""
    from warcio.bufferedreaders import ChunkedDataReader

    raw = bytearray()
    while piece := _piece(record):
        raw += piece
        if len(raw) > _MAX_PAGE_BYTES:
            raise _too_large()
    content = bytes(raw)
    headers = record.http_headers
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        # Crawlers often keep the header and not the chunks, which this notices.
        content = ChunkedDataReader(io.BytesIO(content)).read()
    return _unpacked(content, (headers.get_header("Content-Encoding") or "").strip().lower())


def _unpacked(content: bytes, encoding: str) -> bytes:
    """The content without its compression; as it is, where a crawler has unpacked it already."""
    if encoding in ("gzip", "x-gzip"):
        return _inflated(content, (zlib.MAX_WBITS | 16,))
    if encoding == "deflate":
        return _inflated(content, (zlib.MAX_WBITS, -zlib.MAX_WBITS))
    if encoding == "br":
        return _unbrotlied(content)
    return content


def _inflated(content: bytes, windows: tuple[int, ...]) -> bytes:
    for window in windows:
        stream = zlib.decompressobj(window)
        try:
            result = stream.decompress(content, _MAX_PAGE_BYTES + 1)
        except zlib.error:
            continue
        if len(result) > _MAX_PAGE_BYTES:
            raise _too_large()
        if not stream.eof:
            raise DatelineError("its compressed content breaks off")
        return result
    return content


def _unbrotlied(content: bytes) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise DatelineError("its 'br' compression cannot be read", "pip install brotli") from error
    stream = brotli.Decompressor()
    try:
        result: bytes = stream.process(content, output_buffer_limit=_MAX_PAGE_BYTES + 1)
    except brotli.error:
        return content
    if len(result) > _MAX_PAGE_BYTES:
        raise _too_large()
    return result


def _too_large() -> DatelineError:
    return DatelineError(f"it has more than the {_MAX_PAGE_BYTES / 1e6:.0f} MB that can be read")
