"""The filters and functions that format text and numbers in the templates. Pure.

They return plain text, which the templates escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.core.article import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `span` is the span that it marks, or None if it is not marked."""

    text: str
    span: Span | None = None


def mark_spans(text: str, spans: Iterable[Span]) -> Iterator[Stretch]:
    """Split a text at spans in code points, which may overlap or lie partly outside.

    The stretches joined are the text. Where spans overlap, the later one loses its beginning.
    """
    end_of_last = 0
    for span in sorted(spans):
        start, end = max(span.start, end_of_last), min(span.end, len(text))
        if start < end:
            if end_of_last < start:
                yield Stretch(text[end_of_last:start])
            yield Stretch(text[start:end], span)
            end_of_last = end
    if end_of_last < len(text):
        yield Stretch(text[end_of_last:])


def join_lines(text: str) -> str:
    """Put the text on one line."""
    return " ".join(text.split())


def shorten(text: str, length: int) -> str:
    """Cut a text after `length` characters and add an ellipsis, if it is longer."""
    return text if len(text) <= length else f"{text[:length]}…"


def format_json(value: object) -> str:
    """The value as JSON, for an attribute that a script reads."""
    return json.dumps(value)


def format_number(value: float) -> str:
    """Format a number, rounded and with commas: "1,234"."""
    return f"{value:,.0f}"


def pluralise(value: int, noun: str) -> str:
    """Put the noun in the form that fits the number: "articles"."""
    return noun if value == 1 else f"{noun}s"


def format_count(value: int, noun: str) -> str:
    """Format a number of things: "1 article", "1,234 articles"."""
    return f"{value:,} {pluralise(value, noun)}"


def format_percent(part: float) -> str:
    """Format a part of 1 as a percentage between 0 and 100: "26"."""
    return f"{100 * min(1.0, max(0.0, part)):.0f}"
