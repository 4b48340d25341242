"""The records of a web archive (WARC), one after the other; damage raises, and never passes for
the end.

Leaves out what a record holds: `warc_payload` unpacks it, `warc` reads it.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr
from email.message import Message
from itertools import count
from typing import Any, BinaryIO, cast

from index.core.errors import DatelineError
from index.sources.bounded_reader import BoundedReader
from index.sources.entry import Entry

# Between two records there is a header of a few lines.
_MAX_HEADER_BYTES = 256_000
_PIECE = 65_536


class DamagedError(DatelineError):
    """The archive cannot be read any further."""


def open_plain(entry: Entry, file: BinaryIO) -> BinaryIO:
    """Open the file and unpack it; warcio itself takes a truncated member for the end."""
    with closing(entry.open()) as again:
        is_packed = again.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.GzipFile(fileobj=file)) if is_packed else file


def read_records(file: BinaryIO) -> Iterator[Any]:
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
            while read_piece(record):
                pass
        bounded.reset()


def read_piece(record: Any) -> bytes:
    """Read a record's next bytes, none at its end. Raises DamagedError if it ends too early."""
    record.reset()
    piece: bytes = record.raw_stream.read(_PIECE)
    if not piece and getattr(record.raw_stream, "limit", 0) > 0:
        raise DamagedError("the archive breaks off in the middle of a page")
    return piece


def read_content_type(record: Any) -> tuple[str, str]:
    """The media type of a record's content in lower case and its charset, each "" if unstated: as
    HTTP declares it, else as the record does."""
    headers = record.http_headers or record.rec_headers
    header = Message()
    header["content-type"] = headers.get_header("Content-Type") or ""
    kind = str(header["content-type"]).partition(";")[0].strip().lower()
    charset = header.get_param("charset", "")
    return kind, charset if isinstance(charset, str) else ""


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
