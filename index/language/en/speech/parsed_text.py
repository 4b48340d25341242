"""A text with the parse of its paragraphs, which all that reads sentences shares: it costs most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.core.article import Span
from index.language.en.publishing.headlines import find_dateline
from index.language.en.speech.parser import parse_paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text; `docs[i]` is the parse of its paragraph `paragraphs[i]`."""

    text: str
    paragraphs: tuple[Span, ...]
    docs: tuple[Doc, ...]


def parse_text(text: str, paragraphs: Sequence[Span]) -> ParsedText:
    """Parse the paragraphs of a text. Raises DatelineError if the parser's weights are missing."""
    own = tuple(_cut_dateline(text, span) for span in paragraphs)
    return ParsedText(text, own, tuple(parse_paragraphs(text[s.start : s.end] for s in own)))


def _cut_dateline(text: str, paragraph: Span) -> Span:
    """The paragraph without the place and the day before its report, which nobody says."""
    return Span(
        paragraph.start + find_dateline(text[paragraph.start : paragraph.end]), paragraph.end
    )
