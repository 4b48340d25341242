"""Says when a quotation was, or why that is not known, in one sentence beside it. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.answer import Answer, Citation, Status
from index.core.dates import canonicalise
from index.core.periods import Period, parse_day
from index.language.en.date_words import format_long_interval
from index.language.en.dates.sentence_times import has_relative_time


def add_date_note(answer: Answer) -> Answer:
    """Add to an answer of one article a note on when it was; refuse if nothing says so.

    The time that a quotation speaks of goes before the date of its article.
    """
    dated = next((one for one in answer.citations if one.when is not None), None)
    if dated is not None:
        return replace(answer, note=_describe_event(dated))
    citation = answer.citations[0]
    if citation.published is not None:
        return replace(answer, note=_describe_publication(citation))
    if any(has_relative_time(one.quote) for one in answer.citations):
        return replace(
            answer, note="The article has no date, so it is not known which day it means."
        )
    return replace(
        answer,
        status=Status.NO_EVIDENCE,
        sentences=(),
        citations=(),
        reason="the article has no date, and its words name no day",
    )


def _describe_event(citation: Citation) -> str:
    assert citation.when is not None
    period = Period(citation.when.after, citation.when.before)
    when = format_long_interval(period.after, period.before)
    day = parse_day(citation.published)
    if day is None or _has_year(citation.when.phrase):
        return f"That was {when}."
    if period == Period(day.isoformat(), day.isoformat()):
        return f"That was {when}, the day on which the article was published."
    return f"That was {when}; the article was published {_format_published(citation)}."


def _describe_publication(citation: Citation) -> str:
    published = _format_published(citation)
    return f"The article was published {published}; it does not say when that was."


def _format_published(citation: Citation) -> str:
    """ "on Monday, 17 March 2025"."""
    date = canonicalise(citation.published or "")[:10]
    return format_long_interval(date, date)


def _has_year(phrase: str) -> bool:
    return any(len(word) == 4 and word.isdigit() for word in phrase.replace(",", " ").split())
