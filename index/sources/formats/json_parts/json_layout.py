"""The layout of a JSON file by what it holds: an article a line, or values to read as a stream."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from json import JSONDecoder
from typing import BinaryIO

from index.core.errors import DatelineError
from index.sources.chunks import CHUNK_BYTES
from index.sources.entry import Entry
from index.sources.field_values import NoTextError, read_texts
from index.sources.formats.jsonl import parse_line
from index.sources.metadata import NAMES
from index.sources.parsed_article import MAX_ARTICLE_BYTES

# The names under which exports and the APIs of news hold the array of their articles; under these
# and `response`, an object that holds it.
LISTS = ("articles", "items", "newsitems", "docs", "documents", "data", "results", "hits",
         "stories", "posts", "news", "entries", "records")  # fmt: skip
WRAPPERS = (*LISTS, "response")
_LINES = ".jsonl"
# An array, and UTF-16, whose lines are found only in its text.
_OTHER_LAYOUTS = (b"[", b"\xff\xfe", b"\xfe\xff")
_BLANKS = b" \t\r\n\x1e\xef\xbb\xbf"
# A line that ends with one of these is not a whole value.
_OPEN_ENDS = (b"[", b"{", b",", b":")


def has_json_lines(entry: Entry) -> bool:
    """Whether each line of a file is a value of its own that may be an article.

    The ending decides only for a file whose first line is damaged, too long, or its only one.
    """
    is_named_so = entry.suffix == _LINES
    with closing(entry.open()) as file:
        first = _read_line(file)
        if not first.startswith(b"{"):
            return is_named_so and not first.startswith(_OTHER_LAYOUTS)
        if len(first) > MAX_ARTICLE_BYTES:
            return is_named_so
        second = _read_line(file)
    if not (second or is_named_so):
        return False
    try:
        fields = parse_line(first)
    except DatelineError:
        is_whole_line = second.startswith(b"{") and not first.endswith(_OPEN_ENDS)
        return is_named_so and is_whole_line and not _begins_with_value(first)
    return not isinstance(fields, dict) or has_text(fields) or not _has_list(fields)


def has_text(fields: Mapping[str, object]) -> bool:
    """Whether an object has the text of an article."""
    return any(
        bool(value) and name.lower() in NAMES["text"] and _is_text(value)
        for name, value in fields.items()
    )


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, list) or bool(read_texts(value, "text"))
    except NoTextError:
        return False


def _has_list(fields: Mapping[str, object]) -> bool:
    return any(
        isinstance(value, list | Mapping) and name.lower() in WRAPPERS
        for name, value in fields.items()
    )


def _begins_with_value(line: bytes) -> bool:
    """Whether a line that is no value begins with one, so that others follow on it."""
    try:
        JSONDecoder().raw_decode(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return False
    return True


def _read_line(file: BinaryIO) -> bytes:
    """The next line that is not blank, cut at MAX_ARTICLE_BYTES and a few; b"" if there is none.

    Of a line that begins an array no more is read than its beginning.
    """
    limit = CHUNK_BYTES
    while line := file.readline(limit):
        if not line.endswith(b"\n") and not line.lstrip(_BLANKS).startswith(b"["):
            line += file.readline(MAX_ARTICLE_BYTES)
        if stripped := line.strip(_BLANKS):
            return stripped
    return b""
