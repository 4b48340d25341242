"""Records with named fields, from any kind of file: one article each. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import normalise, one_line
from index.sources.authors import separate_authors
from index.sources.entry import Entry
from index.sources.formats.agency import ninjs
from index.sources.formats.agency.ninjs import is_ninjs
from index.sources.formats.agency.story import read_story
from index.sources.formats.text_parts.partial_texts import explain_missing_text, read_partial_text
from index.sources.html.fragment import extract_fragment_text
from index.sources.html.markup import read_markup, read_markup_line
from index.sources.html.titles import trim_title
from index.sources.metadata import Metadata, read_record
from index.sources.parsed_article import MAX_ID_CHARACTERS, ParsedArticle, Problem, SourceEvent

# Objects with further fields: BEIR has all but `_id`, `title` and `text` in one, Elasticsearch all
# but `_id`, the Guardian all that a reader asks for, JSON:API all but `id`.
_INNER = ("metadata", "_source", "fields", "attributes", "article")


@dataclass(frozen=True, slots=True)
class RecordArticle:
    """What a record states, with a note on its text; `id` and `note` are "" if there is none."""

    id: str
    text: str
    metadata: Metadata
    note: str = ""


class Records:
    """Reads the records of one entry. Remembers their ids, since each must be unique."""

    def __init__(self, entry: Entry, unit: str) -> None:
        self._entry = entry
        self._unit = unit
        self._seen: dict[str, int] = {}

    def read_article(self, record: object, number: int) -> Iterator[SourceEvent]:
        """Read the record on line or row `number`: its article or a Problem."""
        try:
            if not isinstance(record, Mapping):
                raise DatelineError("it is not a JSON object")
            if is_ninjs(record):
                # Of one item there may be several versions.
                yield from self._read_ninjs(record, f"{self._unit} {number}")
            else:
                yield from self._read_unique(read_plain_record(record), number)
        except DatelineError as error:
            yield self.make_problem(number, error)

    def _read_ninjs(self, record: Mapping[str, Any], part: str) -> Iterator[SourceEvent]:
        story = ninjs.read_story(record)
        name = story.item.guid if story.item else digest(story.metadata.title, story.text)
        yield from read_story(self._entry, story, name, part)

    def read_single(self, record: Mapping[str, Any]) -> Iterator[SourceEvent]:
        """Read an entry that is one record. Raises DatelineError if it is not an article."""
        if is_ninjs(record):
            yield from self._read_ninjs(record, "")
        else:
            yield from self._build(read_plain_record(record))

    def make_problem(self, number: int, reason: object) -> Problem:
        """Make the Problem that excludes the record on line or row `number`."""
        return Problem(self._entry.name_part(f"{self._unit} {number}"), str(reason))

    def _read_unique(self, record: RecordArticle, number: int) -> Iterator[ParsedArticle | Problem]:
        record = replace(record, id=record.id or _derive_id(record.text, record.metadata))
        events = list(self._build(record, f"{self._unit} {number}"))
        for event in events:
            if isinstance(event, ParsedArticle):
                first = self._seen.setdefault(event.article.id, number)
                if first != number:
                    raise DatelineError(
                        f"its id '{event.article.id}' already stands on {self._unit} {first}"
                    )
        yield from events

    def _build(self, record: RecordArticle, part: str = "") -> Iterator[ParsedArticle | Problem]:
        events = list(self._entry.build_article(record.text, record.metadata, record.id, part))
        if record.note:
            yield Problem(self._entry.name_part(part), record.note, skipped=False)
        yield from events


def read_plain_record(record: Mapping[str, Any]) -> RecordArticle:
    """Read a record whose fields may hold HTML. Raises DatelineError if it is not an article."""
    flat = _flatten(record)
    article_id, text, metadata = read_record(flat)
    if not text.strip():
        raise DatelineError(explain_missing_text(flat, metadata.url))
    text, note = read_partial_text(text)
    return RecordArticle(article_id, read_markup(text), read_plain_metadata(metadata), note)


def read_plain_metadata(metadata: Metadata) -> Metadata:
    """The metadata of a record without HTML, each author alone, and no outlet behind the title."""
    source = read_markup_line(metadata.source)
    plain = replace(
        metadata,
        title=trim_title(read_markup_line(metadata.title), [source]),
        source=source,
        authors=tuple(read_markup_line(name) for name in metadata.authors),
        section=read_markup_line(metadata.section),
    )
    return separate_authors(plain)


def _derive_id(text: str, metadata: Metadata) -> str:
    """Derive the id of a record without one from its address, else from its title and text.

    Not from its place in the file: a new record above would give every record below the id of
    another article.
    """
    url = one_line(metadata.url)
    if 0 < len(url) <= MAX_ID_CHARACTERS:
        return url
    # A long id is cut at its end, where addresses differ.
    return digest(url) if url else digest(one_line(metadata.title), normalise(text))


def _flatten(record: Mapping[str, Any]) -> dict[str, Any]:
    """Flatten a record: the fields of an inner record fill gaps, and JSON Feed's `content_html`
    becomes text."""
    flat: dict[str, Any] = {}
    for inner in (*(record.get(name) for name in _INNER), record):
        if isinstance(inner, Mapping):
            flat |= {name: value for name, value in inner.items() if value or name not in flat}
    if isinstance(html := flat.get("content_html"), str) and not flat.get("content_text"):
        flat["content_text"] = extract_fragment_text(html)
    return flat
