"""Records with named fields, whatever file they come from: one article each. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import normalise, one_line
from index.sources.entry import Entry
from index.sources.html.fragment import extract_fragment_text
from index.sources.metadata import NAMES, Metadata, read_record
from index.sources.parsed_article import MAX_ID_CHARACTERS, ParsedArticle, Problem

# Where a layout keeps fields one level deeper: BEIR everything but `_id`, `title` and `text`,
# Elasticsearch everything but `_id`.
_INNER = ("metadata", "_source")


class Records:
    """The records of one entry as articles. Remembers their ids, since each may stand once."""

    def __init__(self, entry: Entry, unit: str) -> None:
        self._entry = entry
        self._unit = unit
        self._seen: dict[str, int] = {}

    def article(self, record: object, number: int) -> Iterator[ParsedArticle | Problem]:
        """The article of the record on line or row `number`, or the Problem with it."""
        try:
            if not isinstance(record, Mapping):
                raise DatelineError("it is not a JSON object")
            yield from self._checked(_flat(record), number)
        except DatelineError as error:
            yield self.problem(number, error)

    def alone(self, record: Mapping[str, Any]) -> Iterator[ParsedArticle | Problem]:
        """The article of an entry that is one record; raises DatelineError where it is none."""
        article_id, text, metadata = read_record(_flat(record))
        yield from self._entry.article(text, metadata, article_id)

    def problem(self, number: int, reason: object) -> Problem:
        """The Problem that keeps the record on line or row `number` out."""
        return Problem(self._entry.part(f"{self._unit} {number}"), str(reason))

    def _checked(self, record: Mapping[str, Any], number: int) -> Iterator[ParsedArticle | Problem]:
        article_id, text, metadata = read_record(record)
        article_id = article_id or _id(text, metadata)
        reads = list(self._entry.article(text, metadata, article_id, f"{self._unit} {number}"))
        for read in reads:
            if isinstance(read, ParsedArticle):
                first = self._seen.setdefault(read.article.id, number)
                if first != number:
                    raise DatelineError(
                        f"its id '{read.article.id}' already stands on {self._unit} {first}"
                    )
        yield from reads


def _id(text: str, metadata: Metadata) -> str:
    """What tells a record without an id apart: its address, else its title and text.

    Its place in the file would not do: a record put in above would give every record below the id
    of another article.
    """
    url = one_line(metadata.url)
    if 0 < len(url) <= MAX_ID_CHARACTERS:
        return url
    # An id is cut at its end, where addresses differ.
    return digest(url) if url else digest(one_line(metadata.title), normalise(text))


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the fields of its inner record, if any, where it has none of its own, with a
    list of paragraphs as one text, and with the text of JSON Feed's `content_html`."""
    flat: dict[str, Any] = {}
    for name in _INNER:
        if isinstance(inner := record.get(name), Mapping):
            flat |= inner
    flat |= record
    for name, value in flat.items():
        if isinstance(value, list) and str(name).lower() in NAMES["text"]:
            flat[name] = _joined(value)
    if isinstance(html := flat.get("content_html"), str) and not flat.get("content_text"):
        flat["content_text"] = extract_fragment_text(html)
    return flat


def _joined(paragraphs: list[Any]) -> Any:
    """The paragraphs as one text; what holds anything but texts is left as it is."""
    if all(isinstance(paragraph, str) for paragraph in paragraphs):
        return "\n\n".join(paragraphs)
    return paragraphs
