"""New dates in place of those that a question names. Pure."""

from __future__ import annotations

from assistant.chat.resolution.context import FollowupContext
from index.core.article import Filters
from index.language.en.date_words import format_period_phrase
from index.language.en.dates.date_forms import Calendar
from index.language.en.dates.question_time import read_question_time


def strip_time(question: str, calendar: Calendar) -> str:
    """The question without its period and without "latest"; unchanged if nothing else is left."""
    time = read_question_time(question, Calendar(calendar.today))
    return time.rest or question


def name_period(context: FollowupContext, filters: Filters, *, is_limit: bool) -> str:
    """Name the dates of filters, "" if they limit the search: by the message, or since the controls
    did so before."""
    last = context.last_turn.asked
    has_limit = (last.base.after or last.base.before) is not None
    if is_limit or has_limit:
        return ""
    return format_period_phrase(filters.after, filters.before)
