"""Words that ask for the newest answer, or for an order: "latest", "now", "oldest first". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.core.article import Span

_NEWEST = re.compile(
    r"(?<![\w'-])(?:(?:very )?(?:most recent|(?<!at the )latest|newest)(?=[ ?.!,;:]|$)"
    r"|most recently|recently|lately|recent|currently|right now"
    r"|(?<!until )(?<!by )(?<!just )(?<!from )now(?! that\b| or never)|at present|at the moment"
    r"|these days|nowadays|as of (?:now|today)|as things stand"
    # "The current of the river", "current affairs": those are nouns and names.
    r"|(?<=the )current(?! (?:and|or|of|in|is|was|flows?|accounts?|affairs|events?)\b)(?= ))"
    r"(?![\w'-])"
)
_SAID_OR_DONE = re.compile(
    r"\b(?:did|happened|happening|said|announced|reported|published|news|headlines|new)\b"
)
# "newest first", "in chronological order": how a list is to be sorted.
_ORDER = re.compile(
    r",? ?(?:(?:with )?(?:the )?(?P<newest>newest|latest|most recent)(?: ones?)? first"
    r"|in (?P<reverse>reverse )(?:chronological|date|time) order"
    r"|(?:with )?(?:the )?(?:oldest|earliest)(?: ones?)? first|in (?:chronological|date|time) order"
    r"|by date)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class StatedOrder:
    """Words that say how a list is to be sorted, and whether the newest comes first."""

    span: Span
    is_newest_first: bool


def find_order(plain: str) -> StatedOrder | None:
    """Find the words in a question in lower case."""
    match = _ORDER.search(plain)
    if match is None:
        return None
    return StatedOrder(Span(*match.span()), bool(match["newest"] or match["reverse"]))


def find_newest_words(question: str, plain: str) -> list[Span]:
    """Find the words in a question; `plain` is the question in lower case. Capitals inside it make
    a name: "Apocalypse Now"."""
    spans = [Span(*match.span()) for match in _NEWEST.finditer(plain)]
    return [span for span in spans if not _is_name(question, span)]


def is_meant_as_now(plain: str, start: int, end: int) -> bool:
    """Does "today" at this place mean "now", as in "Who leads the country today?", rather than the
    day?"""
    return (
        plain[start:end] == "today"
        and not plain.startswith("'s", end)
        and _SAID_OR_DONE.search(plain) is None
    )


def _is_name(question: str, span: Span) -> bool:
    text = question[span.start : span.end]
    return span.start > 0 and text[0].isupper() and not question.isupper()
