"""The bytes of a captured page, without the chunks and the compression of HTTP."""

from __future__ import annotations

import io
import zlib
from typing import Any

from index.core.errors import DatelineError
from index.sources.formats.web.warc_records import read_piece

_MAX_PAGE_BYTES = 20_000_000


def read_payload(record: Any) -> bytes:
    """Read the bytes of a page, unpacked. Raises DatelineError if they are too many."""
    raw = bytearray()
    while piece := read_piece(record):
        raw += piece
        if len(raw) > _MAX_PAGE_BYTES:
            raise _make_too_large_error()
    return bytes(raw) if record.http_headers is None else _undo_http(bytes(raw), record)


def _undo_http(content: bytes, record: Any) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader

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
