"""`.jsonl` in the BEIR layout: one article a line with `_id`, `title`, `text` and `metadata`.

https://github.com/beir-cellar/beir; of `metadata` we read source, published (or date) and url.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from index.article import Article, DatelineError
from index.sources.incoming import (
    MAX_ARTICLE_BYTES,
    Incoming,
    Problem,
    Read,
    make_article,
    path_text,
)
from index.text import decode


def read(path: Path) -> Iterator[Read]:
    """The file's articles, a line at a time. A bad line is a Problem; the others still come."""
    seen: dict[str, int] = {}
    with path.open("rb") as lines:
        for number, raw in enumerate(_lines(lines), start=1):
            if not raw.strip():
                continue
            place = f"{path_text(path)}, line {number}"
            try:
                article, reservation = _article(raw)
                first = seen.setdefault(article.id, number)
                if first != number:
                    raise DatelineError(f"its _id '{article.id}' already stands on line {first}")
            except DatelineError as error:
                yield Problem(place, str(error), size=len(raw))
                continue
            if reservation:
                yield Problem(place, reservation, skipped=False)
            yield Incoming(article, f"{path_text(path.resolve())}#{article.id}", len(raw))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines of at most MAX_ARTICLE_BYTES + 1 bytes; the rest of a longer one is thrown away."""
    while line := file.readline(MAX_ARTICLE_BYTES + 1):
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(MAX_ARTICLE_BYTES)):
            pass
        yield line


def _article(raw: bytes) -> tuple[Article, str]:
    if len(raw) > MAX_ARTICLE_BYTES:
        raise DatelineError(f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB")
    try:
        record = json.loads(decode(raw))
    except (ValueError, RecursionError) as error:
        raise DatelineError("it is not valid JSON") from error
    if not isinstance(record, dict):
        raise DatelineError("it is not a JSON object")
    metadata = record.get("metadata")
    fields = metadata if isinstance(metadata, dict) else {}
    return make_article(
        _text(record, "_id"),
        _text(record, "text"),
        title=_text(record, "title"),
        source=_text(fields, "source"),
        published=_text(fields, "published") or _text(fields, "date"),
        url=_text(fields, "url"),
    )


def _text(record: dict[str, Any], key: str) -> str:
    """A field as text: numbers as written, anything that is no scalar as an error."""
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise DatelineError(f"its '{key}' is not text")
