"""Says of what time a quotation speaks, by the date of its article. Pure.

Three times are told apart: when an article was published, when it was updated, and when what a
sentence says was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.core.answer import Citation, EventTime
from index.core.periods import parse_day
from index.language.en.dates.sentence_times import choose_spoken_time


def add_event_times(citations: Sequence[Citation], question: str) -> tuple[Citation, ...]:
    """Add to each citation the time that it speaks of, None where it states none."""
    return tuple(replace(one, when=find_event_time(one, question)) for one in citations)


def find_event_time(citation: Citation, question: str) -> EventTime | None:
    """Find the time that a quotation speaks of, as an answer to a question."""
    time = choose_spoken_time(citation.quote, parse_day(citation.published), question)
    if time is None:
        return None
    start, end = (citation.start + offset for offset in time.span)
    phrase = citation.quote[slice(*time.span)]
    return EventTime(time.period.after, time.period.before, phrase, start, end)
