"""Explains why an archive has nothing of a period, or had nothing yet, or not of a speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.news.plan import Plan, narrow_filters
from assistant.news.speech.speaker_filter import explain_silence, explain_unknown_speaker
from index.core.article import Filters, Hit
from index.core.dates import earliest
from index.core.periods import Period
from index.core.text import one_line
from index.language.en.date_words import format_interval, format_plain_date
from index.library import Library
from index.storage.overview.facets import Coverage

_LONGEST_NAME = 80


def explain_refusal(
    plan: Plan, filters: Filters, hits: Sequence[Hit], coverage: Callable[[Filters], Coverage]
) -> str:
    """Explain a refusal by what is wrong with the question, by its time, or if there are no hits by
    the speaker of the filters; "" if none of them explains it."""
    reason = plan.fault or explain_absence(plan, filters, coverage)
    if reason or hits:
        return reason
    if not coverage(Filters()).articles:
        return "it is empty; add articles first"
    return explain_silence(plan.speaker) if plan.speaker else _explain_filters(filters, coverage)


def _explain_filters(filters: Filters, coverage: Callable[[Filters], Coverage]) -> str:
    """Say which of the filters leave nothing; "" if none does."""
    if filters.collections and not coverage(_only_collections(filters)).articles:
        return _explain_empty_collection(filters.collections)
    outlets = _join_outlets(filters.sources)
    of_outlets = coverage(Filters(sources=filters.sources))
    if not of_outlets.articles:
        return f"it holds no article of {outlets}"
    dated = Filters(after=filters.after, before=filters.before, sources=filters.sources)
    if not coverage(dated).articles:
        name = format_interval(filters.after, filters.before)
        of = f" of {outlets}" if outlets else ""
        reason = f"it holds no article{of} of that time ({name})"
        if of_outlets.oldest is None or of_outlets.newest is None:
            return f"{reason}; its articles have no dates"
        dates = format_interval(of_outlets.oldest, of_outlets.newest)
        return f"{reason}; {'those there are' if outlets else 'its articles'} are of {dates}"
    return "" if coverage(filters).articles else "no article passes these filters"


def _only_collections(filters: Filters) -> Filters:
    return Filters(collections=filters.collections)


def _explain_empty_collection(names: Sequence[str]) -> str:
    return f"no article is in the collection {_join_outlets(names)}"


def _join_outlets(sources: Sequence[str]) -> str:
    names = [f"“{one_line(source[:_LONGEST_NAME])}”" for source in sources]
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def explain_absence(plan: Plan, filters: Filters, coverage: Callable[[Filters], Coverage]) -> str:
    """Explain a refusal by the time that was asked for; "" if that explains nothing.

    `coverage` says from when to when the articles reach that some filters admit.
    """
    if filters.as_of is not None:
        oldest = coverage(Filters(sources=filters.sources)).oldest
        if early := _explain_early_day(filters, oldest):
            return early
    if plan.period is None:
        return ""
    period = Period(plan.period.after, plan.period.before)
    reach = coverage(replace(filters, after=None, before=None))
    is_empty = coverage(narrow_filters(filters, period)).articles == 0
    if not is_empty or reach.oldest is None or reach.newest is None:
        return ""
    name = format_interval(plan.period.after, plan.period.before)
    dates = format_interval(reach.oldest, reach.newest)
    return f"it holds no article of that time ({name}); its articles are of {dates}"


def explain_empty_search(filters: Filters, library: Library) -> str:
    """Say in a sentence that a search found nothing because the archive begins later, or because of
    the speaker or the collection; "" if that is not why."""
    if filters.collections and not library.coverage(_only_collections(filters)).articles:
        reason = _explain_empty_collection(filters.collections)
        return f"{reason[:1].upper()}{reason[1:]}"
    if filters.as_of is not None:
        oldest = library.coverage(Filters(sources=filters.sources)).oldest
        if early := _explain_early_day(filters, oldest):
            return f"The archive has nothing of that day: {early}"
    if not (name := filters.speaker_name):
        return ""
    unknown = explain_unknown_speaker(name, library.find_speakers(name), library)
    reason = unknown or explain_silence(name)
    return f"{reason[:1].upper()}{reason[1:]}"


def _explain_early_day(filters: Filters, oldest: str | None) -> str:
    """Say that the archive begins after the day as of which it is asked; "" if it does not."""
    last = filters.last_second
    if filters.as_of is None or last is None or oldest is None or earliest(oldest) <= last:
        return ""
    day, first = format_plain_date(filters.as_of), format_plain_date(oldest)
    return f"its first article is of {first}, later than {day}"
