"""`.warc`: the pages that a crawler captured, each an article (ISO 28500; also `.warc.gz`).

The day of the capture is not a date of publication. Only answers with a page are read: pictures,
requests and revisits hold no text.
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
# Between two records there is a header of a few lines.
_MAX_HEADER_BYTES = 256_000
_HTML = ("text/html", "application/xhtml+xml")
_PIECE = 65_536


class DamagedError(DatelineError):
    """The archive cannot be read any further."""


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the articles of all captured pages. A useless page gives a Problem.

    A page that changed between two captures gives two articles with the same id, so that the last
    capture counts. Raises DatelineError if the archive is damaged, after the pages before the
    damage.
    """
    captures = _Captures(entry)
    with closing(entry.open()) as packed, closing(_open_plain(entry, packed)) as file:
        for record in _read_records(file):
            yield from captures.read_article(record)


def _open_plain(entry: Entry, file: BinaryIO) -> BinaryIO:
    """Open the file and unpack it; warcio itself takes a truncated member for the end."""
    with closing(entry.open()) as again:
        is_packed = again.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.GzipFile(fileobj=file)) if is_packed else file


class _Captures:
    """Reads the captured pages of one archive. Remembers their addresses and contents."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._contents: dict[str, str] = {}
        self._addresses: dict[str, str] = {}

    def read_article(self, record: Any) -> Iterator[SourceEvent]:
        """Read the article of a record; nothing if it is not a page or has not changed."""
        url = (record.rec_headers.get_header("WARC-Target-URI") or "").partition("#")[0]
        if not _is_page(record) or not url:
            return
        try:
            yield from self._read(url, _read_payload(record), _get_charset(record))
        except DamagedError:
            raise
        except DatelineError as error:
            yield Problem(self._entry.name_part(url[:200]), str(error))

    def _read(self, url: str, payload: bytes, charset: str) -> Iterator[SourceEvent]:
        page = extract_page(decode_html(payload, charset), url)
        metadata = merge_metadata(page.statements)
        address = metadata.url or url
        events = list(
            self._entry.build_article(page.text, metadata, self._choose_id(address), url[:200])
        )
        content = next(
            item.article.content_hash for item in events if isinstance(item, ParsedArticle)
        )
        if self._contents.get(address) != content:
            self._contents[address] = content
            if page.reservation:
                yield Problem(self._entry.name_part(url[:200]), page.reservation, skipped=False)
            yield from events

    def _choose_id(self, address: str) -> str:
        """Choose the id for an address; an id that another address has gets a suffix."""
        name = page_id(address)
        if self._addresses.setdefault(name, address) != address:
            name = f"{name[:71]}-{digest(address)[:8]}"
            self._addresses.setdefault(name, address)
        return name


def _read_records(file: BinaryIO) -> Iterator[Any]:
    """Yield the archive's records, each to be read before the next. Raises DatelineError."""
    from warcio.archiveiterator import ArchiveIterator

    bounded = BoundedReader(file, _MAX_HEADER_BYTES, "a header of it")
    archive: Any = None
    for number in count(1):
        complaints = io.StringIO()
        with _convert_damage(number - 1), redirect_stderr(complaints):
            archive = archive or ArchiveIterator(bounded)
            record = next(archive, None)
        # warcio reports damage on the terminal and continues.
        if complaints.getvalue() or (record is not None and record.length is None):
            raise _make_damaged_error(number - 1)
        if record is None and number == 1:
            raise _make_damaged_error(0)
        if record is None:
            return
        record.reset = bounded.reset
        with _convert_damage(number - 1):
            yield record
            while _read_piece(record):
                pass
        bounded.reset()


def _read_piece(record: Any) -> bytes:
    """Read a record's next bytes, none at its end. Raises DamagedError if it ends too early."""
    record.reset()
    piece: bytes = record.raw_stream.read(_PIECE)
    if not piece and getattr(record.raw_stream, "limit", 0) > 0:
        raise DamagedError("the archive breaks off in the middle of a page")
    return piece


@contextmanager
def _convert_damage(number: int) -> Iterator[None]:
    """Convert what warcio raises after so many records to a DamagedError."""
    try:
        yield
    except (DatelineError, OSError):
        raise
    except Exception as error:  # warcio fails on damage in many ways
        raise _make_damaged_error(number) from error


def _make_damaged_error(number: int) -> DamagedError:
    if number == 0:
        return DamagedError("it is not a web archive (WARC)")
    return DamagedError(f"the archive is damaged after record {number}")


def _is_page(record: Any) -> bool:
    """Whether a record is an answer with a page."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") or "").partition(";")[0]
    return kind.strip().lower() in _HTML


def _get_charset(record: Any) -> str:
    """The encoding that HTTP declares, "" if it declares none."""
    header = Message()
    header["content-type"] = record.http_headers.get_header("Content-Type") or ""
    charset = header.get_param("charset", "")
    return charset if isinstance(charset, str) else ""


def _read_payload(record: Any) -> bytes:
    """Read the bytes of a page, unpacked. Raises DatelineError if they are too many."""
    from warcio.bufferedreaders import ChunkedDataReader

    raw = bytearray()
    while piece := _read_piece(record):
        raw += piece
        if len(raw) > _MAX_PAGE_BYTES:
            raise _make_too_large_error()
    content = bytes(raw)
    headers = record.http_headers
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        # Crawlers often keep the header without the chunks; this reader detects that.
        content = ChunkedDataReader(io.BytesIO(content)).read()
    return _unpack(content, (headers.get_header("Content-Encoding") or "").strip().lower())


def _unpack(content: bytes, encoding: str) -> bytes:
    """Unpack the content; it stays as it is if the crawler has unpacked it already."""
    if encoding in ("gzip", "x-gzip"):
        return _inflate(content, (zlib.MAX_WBITS | 16,))
    if encoding == "deflate":
        return _inflate(content, (zlib.MAX_WBITS, -zlib.MAX_WBITS))
    if encoding == "br":
        return _decompress_brotli(content)
    return content


def _inflate(content: bytes, windows: tuple[int, ...]) -> bytes:
    for window in windows:
        stream = zlib.decompressobj(window)
        try:
            result = stream.decompress(content, _MAX_PAGE_BYTES + 1)
        except zlib.error:
            continue
        if len(result) > _MAX_PAGE_BYTES:
            raise _make_too_large_error()
        if not stream.eof:
            raise DatelineError("its compressed content breaks off")
        return result
    return content


def _decompress_brotli(content: bytes) -> bytes:
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
        raise _make_too_large_error()
    return result


def _make_too_large_error() -> DatelineError:
    return DatelineError(f"it has more than the {_MAX_PAGE_BYTES / 1e6:.0f} MB that can be read")
