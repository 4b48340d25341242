"""`.jsonl`: one article a line, an object with any of the known names of fields.

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


def read(entry: Entry) -> Iterator[SourceEvent]:
    """The file's articles, a line at a time. A bad line is a Problem; the others still come."""
    records = Records(entry, "line")
    with closing(entry.open()) as lines:
        for number, raw in enumerate(_lines(lines), start=1):
            if not raw.strip():
                continue
            try:
                record = _parsed(raw)
            except DatelineError as error:
                yield records.problem(number, error)
                continue
            yield from records.article(record, number)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines of at most MAX_ARTICLE_BYTES + 1 bytes; the rest of a longer one is thrown away."""
    while line := file.readline(MAX_ARTICLE_BYTES + 1):
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(MAX_ARTICLE_BYTES)):
            pass
        yield line


def _parsed(raw: bytes) -> object:
    if len(raw) > MAX_ARTICLE_BYTES:
        raise DatelineError(f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB")
    try:
        # Decimals count as written; NaN is how Python's own json writes that there is no value.
        return json.loads(decode(raw), parse_float=str, parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        raise DatelineError("it is not valid JSON") from error
