"""JSON lines: one article a line, an object with known names of fields.

The BEIR layout is one such: `_id`, `title`, `text` and `metadata`.
https://github.com/beir-cellar/beir
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from index.core.errors import DatelineError
from index.core.text import decode
from index.sources.entry import Entry
from index.sources.formats.records import Records
from index.sources.parsed_article import MAX_ARTICLE_BYTES, SourceEvent

_AROUND = " \t\r\n\x1e"


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, a line at a time. A bad line gives a Problem and no more."""
    records = Records(entry, "line")
    with closing(entry.open()) as lines:
        for number, raw in enumerate(_read_lines(lines), start=1):
            if not raw.strip():
                continue
            try:
                record = parse_line(raw)
            except DatelineError as error:
                yield records.make_problem(number, error)
                continue
            yield from records.read_article(record, number)


def _read_lines(file: BinaryIO) -> Iterator[bytes]:
    """Read lines of at most MAX_ARTICLE_BYTES + 1 bytes; the rest of a longer one is dropped."""
    while line := file.readline(MAX_ARTICLE_BYTES + 1):
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(MAX_ARTICLE_BYTES)):
            pass
        yield line


def parse_line(raw: bytes) -> object:
    """Parse a line, which may stand behind a record separator (RFC 7464) or end with a comma.

    Raises DatelineError if it is not valid JSON, or longer than an article.
    """
    if len(raw) > MAX_ARTICLE_BYTES:
        raise DatelineError(f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB")
    try:
        text = decode(raw).strip(_AROUND).removesuffix(",")
        # Decimals stay as written; Python's json writes a missing value as NaN.
        return json.loads(text, parse_float=str, parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        raise DatelineError("it is not valid JSON") from error
