"""Reads articles in which people marked who says what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.datasets.record import Record, read_lines
from index.core.article import Article, Span
from index.core.attribution import Attribution

MARKED = Path(__file__).parents[1] / "golden" / "attributions.jsonl"
_OPENING, _CLOSING = "\"“„«‘'", "\"”“»’'"


def read_marked_articles(path: Path) -> Iterator[tuple[Article, list[Attribution]]]:
    """The articles of a file with their marked attributions. Raises DatelineError if the file
    cannot be read, or a span lies outside its text."""
    for record in read_lines(path):
        # As it stands in the file: the spans count its characters.
        text = str(record.fields.get("text", ""))
        article = Article(record.text("_id"), record.text("title", ""), text)
        yield (
            article,
            [
                _read_attribution(each, text)
                for each in record.records("attributions", "attribution")
            ],
        )


def _read_attribution(record: Record, text: str) -> Attribution:
    source, cue, content = (
        _read_spans(record, name, text) for name in ("source", "cue", "content")
    )
    if not content:
        raise record.error("it has no content")
    return Attribution(
        source,
        cue,
        content,
        direct=record.flag("direct", default=_is_quoted(text, content)),
        speaker=record.text("speaker", ""),
    )


def _read_spans(record: Record, name: str, text: str) -> tuple[Span, ...]:
    return tuple(_read_span(record, name, pair, text) for pair in record.list(name))


def _read_span(record: Record, name: str, pair: Any, text: str) -> Span:
    match pair:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            return Span(start, end)
    raise record.error(f"its '{name}' has a span that is not in the text: {pair}")


def _is_quoted(text: str, content: tuple[Span, ...]) -> bool:
    """Does the content begin and end with a quotation mark?"""
    return text[content[0].start] in _OPENING and text[content[-1].end - 1] in _CLOSING
