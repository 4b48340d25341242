"""Formats the times of an answer: its period, and of what time its quotations speak. Pure."""

from __future__ import annotations

import re

from assistant.core.answer import Answer, AskedPeriod, Citation
from index.language.en.date_words import format_date, format_interval

_YEAR = re.compile(r"\b\d{4}\b")


def format_event_time(citation: Citation) -> str:
    """ "on Thursday: 20 Feb 2025"; "" if the quotation's own words have the year, or no date."""
    when = citation.when
    if when is None or _YEAR.search(when.phrase):
        return ""
    return f"{when.phrase}: {format_interval(when.after, when.before)}"


def format_update(citation: Citation) -> str:
    """ "updated 21 Feb 2025" of an article that was updated after the day of its publication."""
    if citation.updated is None or citation.updated[:10] == (citation.published or "")[:10]:
        return ""
    return f"updated {format_date(citation.updated)}"


def format_period(period: AskedPeriod | None) -> str:
    """ "from Mar 2025", "Mar 2025"; "" without a period."""
    return "" if period is None else format_interval(period.after, period.before)


def format_speaker(name: str | None) -> str:
    """ "words of Ada Holm"; "" for anybody's."""
    return f"words of {name}" if name else ""


def format_scope(answer: Answer) -> str:
    """ "Mar 2025 · as of 1 Apr 2025 · words of Ada Holm": what was searched by time and speaker; ""
    if nothing limits it."""
    as_of = f"as of {format_date(answer.as_of)}" if answer.as_of else ""
    return " · ".join(
        part
        for part in (format_period(answer.period), as_of, format_speaker(answer.speaker))
        if part
    )
