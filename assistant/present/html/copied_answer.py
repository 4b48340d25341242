"""What the copy buttons of an answer copy: its quotations and its references, or one quotation.

Pure. Addresses stand apart from the text: the page writes them as its reader has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.chat.turn import Turn
from assistant.core.answer import Citation
from assistant.core.markdown import strip_direction_marks
from assistant.core.surroundings import Surroundings
from assistant.present.citation_text import (
    GAP,
    format_change,
    format_omission,
)
from assistant.present.html.article_address import (
    get_original_address,
    make_article_address,
    make_citation_address,
)
from assistant.present.reports_text import format_difference
from assistant.present.sides import group_by_side
from assistant.present.terms_text import format_correction
from index.core.text import one_line, shorten
from index.language.en.date_words import format_source
from index.language.en.recognition_words import format_recognition

_MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class Reference:
    """A text, and the address that follows it."""

    text: str
    address: str


def format_copied_answer(turn: Turn) -> str:
    """Format the sentences in quotation marks with their numbers, and what is said beside them; or
    the refusal."""
    if not turn.citations:
        return turn.refusal
    parts, side = [], ""
    for sentence in turn.sentences:
        marks = "".join(f"[{number}]" for number in sentence.citations)
        quote = f"{format_omission(sentence)}{_quote(sentence.text)} {marks}"
        parts.append(format_change(sentence, side) + quote)
        side = sentence.side
    absences = [side.absence for side in group_by_side(turn.sides, turn.sentences)]
    difference = format_difference(turn.difference, turn.citations)
    notes = (strip_direction_marks(note) for note in (*absences, turn.note, difference) if note)
    return GAP.join([*parts, *notes])


def list_references(citations: Sequence[Citation]) -> list[Reference]:
    """List the articles of citations, each once with the numbers of its quotations, and its address
    on the web or else here."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.article_id, []).append(citation)
    return [_make_reference(group) for group in groups.values()]


def make_copied_quote(citation: Citation, surroundings: Surroundings) -> Reference:
    """Make “quote” (speaker, outlet, date, …), with the quotation's own address for the end."""
    text = format_copied_quote(
        citation.quote, surroundings.speakers, citation.source, citation.published
    )
    return Reference(text, make_citation_address(citation))


def format_copied_quote(
    quote: str, speakers: Sequence[str], source: str, published: str | None
) -> str:
    """Format “quote” (speaker, outlet, date, to be followed by an address."""
    names = ", ".join(map(strip_direction_marks, speakers))
    outlet = format_source(strip_direction_marks(source), published)
    return f"{_quote(quote)} ({', '.join(part for part in (names, outlet) if part)}, "


def _make_reference(group: Sequence[Citation]) -> Reference:
    first = group[0]
    numbers = " ".join(f"[{one.number}]" for one in group)
    source = format_source(strip_direction_marks(first.source), first.published)
    title = strip_direction_marks(shorten(first.title, _MAX_TITLE)) or "untitled"
    pages = sorted({page for one in group for page in one.pages})
    notes = (
        format_recognition(tuple(pages)) if any(one.ocr for one in group) else "",
        strip_direction_marks(format_correction(first.terms)),
    )
    note = "".join(f" ({note})" for note in notes if note)
    address = get_original_address(first.url.strip()) or make_article_address(first.article_id)
    return Reference(f"{numbers} {source}: {title}{note}, ", address)


def _quote(text: str) -> str:
    return f"“{one_line(text)}”"
