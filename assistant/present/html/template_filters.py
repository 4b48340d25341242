"""Plain words and stretches of text for the templates. Pure; the templates escape them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.core.article import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `span` is the span that it marks, None where it is not marked."""

    text: str
    span: Span | None = None


def mark_spans(text: str, spans: Iterable[Span]) -> Iterator[Stretch]:
    """Split a text at spans in code points, which may overlap or lie partly outside.

    The stretches together are the text: where spans overlap, the later one loses its beginning.
    """
    done = 0
    for span in sorted(spans):
        start, end = max(span.start, done), min(span.end, len(text))
        if start < end:
            if done < start:
                yield Stretch(text[done:start])
            yield Stretch(text[start:end], span)
            done = end
    if done < len(text):
        yield Stretch(text[done:])


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def cut(text: str, length: int) -> str:
    """The text, or its first `length` characters and an ellipsis."""
    return text if len(text) <= length else f"{text[:length]}…"


def number(value: float) -> str:
    """A rounded number with commas: "1,234"."""
    return f"{value:,.0f}"


def plural(value: int, noun: str) -> str:
    """The noun in the form that fits the number: "articles"."""
    return noun if value == 1 else f"{noun}s"


def count(value: int, noun: str) -> str:
    """A number of things: "1 article", "1,234 articles"."""
    return f"{value:,} {plural(value, noun)}"


def percent(part: float) -> str:
    """A part of one as a width in percent, at most the whole: "26"."""
    return f"{100 * min(1.0, max(0.0, part)):.0f}"
