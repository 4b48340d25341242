"""Says of what time a quotation speaks, by the date of its article. Pure.

Three times are told apart: when an article was published, when it was updated, and when what a
sentence says was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.core.answer import Citation, EventTime
from index.core.periods import parse_day
from index.language.en.attribution import asks_for_speech
from index.language.en.dates.sentence_times import choose_spoken_time


def add_event_times(citations: Sequence[Citation], question: str) -> tuple[Citation, ...]:
    """Add to each citation the time that it speaks of, None where it states none."""
    of_speech = asks_for_speech(question)
    return tuple(
        replace(citation, when=find_event_time(citation, of_speech=of_speech))
        for citation in citations
    )


def find_event_time(citation: Citation, *, of_speech: bool) -> EventTime | None:
    """Find the time that a quotation speaks of; with `of_speech`, when the words were spoken."""
    day = parse_day(citation.published)
    time = choose_spoken_time(citation.quote, day, of_speech=of_speech)
    if time is None:
        return None
    start, end = (citation.start + offset for offset in time.span)
    return EventTime(
        time.period.after, time.period.before, citation.quote[slice(*time.span)], start, end
    )
