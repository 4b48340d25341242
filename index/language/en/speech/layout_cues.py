"""Attributions that the layout makes without a verb: a name behind a dash, a turn of a transcript.

Pure; reads no parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.core.article import Span
from index.core.attribution import Attribution
from index.language.en.speech.offices import LABEL_ROLES, OFFICES

# “The road is lost.” — Ilse Graen
_DASH_NAME = re.compile(
    r"\s{0,3}(?P<cue>[―—–]|--?)\s{0,3}(?P<name>[A-ZÀ-Ž][^\n.!?:;“”\"]{1,60}?)[.\s]*$"
)
# GRAEN: The road is lost.
_CAPITALS_TURN = re.compile(
    r"\s{0,9}[\"“]?(?P<name>[A-ZÀ-Ž][A-ZÀ-Ž.'’-]{1,30}(?:[ ,]{1,2}[A-ZÀ-Ž][A-ZÀ-Ž.'’-]{0,30}){0,4}"
    r"(?: \([^()\n]{1,40}\))?)(?P<cue>:)\s"
)
# Ilse Graen: The road is lost.
_NAME_TURN = re.compile(r"\s*(?P<name>[A-ZÀ-Ž][\w.'’-]+(?: [A-ZÀ-Ž][\w.'’-]+){0,3})(?P<cue>:)\s")
# Mayor Ilse Graen: “The road is lost.” Every word begins with a capital, or joins two that do.
_LABEL = re.compile(
    r"\s*(?P<name>[A-ZÀ-Ž][\w.'’-]*(?:,? (?:(?:of|the|for|at|in|and|de|von|van) ){0,2}"
    r"[A-ZÀ-Ž][\w.'’-]*){1,7})(?P<cue>:)\s*$"
)
_NO_NAME = frozenset("the a an this that these those what why how when where our my".split())
# Fewer paragraphs that begin with a name and a colon are headings, not turns.
_FEWEST_TURNS = 3
_FEWEST_SPEAKERS = 2


@dataclass(frozen=True, slots=True)
class _Turn:
    paragraph: int
    source: Span
    cue: Span
    start: int


def find_dash_attribution(text: str, paragraph: Span, quotation: Span) -> Attribution | None:
    """The attribution of a quotation that ends its paragraph with a dash and a name."""
    match = _DASH_NAME.match(text, quotation.end, paragraph.end)
    if match is None or len(match["name"].split()) > 8:
        return None
    return Attribution(
        (Span(*match.span("name")),), (Span(*match.span("cue")),), (quotation,), direct=True
    )


def find_label_attribution(text: str, paragraph: Span, quotation: Span) -> Attribution | None:
    """The attribution of a quotation before which a paragraph has a name and a colon alone."""
    match = _LABEL.match(text, paragraph.start, quotation.start)
    if match is None or match["name"].split()[0].lower() in _NO_NAME:
        return None
    return Attribution(
        (Span(*match.span("name")),), (Span(*match.span("cue")),), (quotation,), direct=True
    )


def read_label(words: Sequence[str]) -> tuple[str, ...]:
    """The name in the words in capitals before a colon, without its offices; () if they
    name nobody."""
    name: list[str] = []
    for word in words:
        if word in ("(", ","):
            break
        if word.lower().rstrip(".") in OFFICES:
            name.clear()
        elif word[0].isalnum():
            name.append(word)
    is_role = any(word.lower() in LABEL_ROLES or len(word) < 2 for word in name)
    return () if is_role else tuple(name)


def find_turns(text: str, paragraphs: Sequence[Span]) -> dict[int, Attribution]:
    """The turns of a transcript by the number of the paragraph in which each begins.

    A turn lasts to the next one. Empty if the text is no transcript.
    """
    for pattern in (_CAPITALS_TURN, _NAME_TURN):
        turns = [
            _Turn(number, Span(*match.span("name")), Span(*match.span("cue")), match.end())
            for number, span in enumerate(paragraphs)
            if (match := pattern.match(text, span.start, span.end))
        ]
        speakers = {text[turn.source.start : turn.source.end].casefold() for turn in turns}
        if len(turns) >= _FEWEST_TURNS and _FEWEST_SPEAKERS <= len(speakers) <= len(turns) - 1:
            return {turn.paragraph: _make_turn(text, turn, turns, paragraphs) for turn in turns}
    return {}


def _make_turn(
    text: str, turn: _Turn, turns: Sequence[_Turn], paragraphs: Sequence[Span]
) -> Attribution:
    after = min((t.paragraph for t in turns if t.paragraph > turn.paragraph), default=None)
    # Behind the last turn the report goes on, so only its own paragraph is sure.
    last = turn.paragraph if after is None else after - 1
    own = [Span(turn.start, paragraphs[turn.paragraph].end)]
    own += paragraphs[turn.paragraph + 1 : last + 1]
    content = tuple(trimmed for span in own if (trimmed := _trim(text, span)))
    return Attribution((turn.source,), (turn.cue,), content, direct=True)


def _trim(text: str, span: Span) -> Span | None:
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.start + len(inside.rstrip())
    return Span(start, end) if start < end else None
