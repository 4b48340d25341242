"""Chips: the parts of a resolved question in short phrases, for display. Pure."""

from __future__ import annotations

from assistant.chat.resolution.context import FollowupContext
from assistant.chat.resolution.followup import ResolvedFollowup
from assistant.chat.resolution.wording import shorten_quote
from assistant.chat.resolved_question import Chip, ChipKind, QuoteReference
from index.core.article import Filters
from index.language.en.date_words import format_interval
from index.language.en.subjects import find_phrases

_LONGEST = 60


def build_chips(context: FollowupContext, followup: ResolvedFollowup) -> tuple[Chip, ...]:
    """Build chips for the carried subjects, the new ones, the dates, outlets and speaker."""
    carried, added = _split_subjects(followup)
    if not carried and not added:
        carried = [followup.question]  # function words only
    if followup.about is not None:
        quote = Chip(
            f"“{_shorten(shorten_quote(followup.about.citation.quote))}”",
            ChipKind.QUOTE,
            carried=True,
        )
        return (
            quote,
            *_make_request_chips(followup, followup.about),
            *_make_filter_chips(followup.filters, context.filters),
        )
    subjects = [Chip(_shorten(text), ChipKind.SUBJECT, carried=True) for text in carried]
    subjects += [Chip(_shorten(text), ChipKind.SUBJECT, carried=False) for text in added]
    return (*subjects, *_make_filter_chips(followup.filters, context.filters))


def _split_subjects(followup: ResolvedFollowup) -> tuple[list[str], list[str]]:
    """Split the phrases of the question into those of earlier turns and those of the message."""
    new = followup.addition.lower()
    if followup.carried_phrases is not None:
        return list(followup.carried_phrases), find_phrases(followup.addition)
    carried: list[str] = []
    for phrase in find_phrases(followup.question):
        rest = _strip_words(phrase, set(new.split()))
        if rest and rest.lower() not in new:
            carried.append(rest)
    added = find_phrases(followup.addition) or ([followup.addition] if followup.addition else [])
    return carried, added


def _strip_words(phrase: str, words: set[str]) -> str:
    """Strip words at both ends of a phrase: "join NATO" of "Sweden join NATO"."""
    remaining = phrase.split()
    while remaining and remaining[0].lower() in words:
        remaining = remaining[1:]
    while remaining and remaining[-1].lower() in words:
        remaining = remaining[:-1]
    return " ".join(remaining)


def _make_request_chips(followup: ResolvedFollowup, about: QuoteReference) -> list[Chip]:
    return (
        [Chip(followup.addition, ChipKind.SUBJECT, carried=False)]
        if about and followup.addition
        else []
    )


def _make_filter_chips(filters: Filters, before: Filters) -> list[Chip]:
    chips = []
    if dates := format_interval(filters.after, filters.before):
        same = (filters.after, filters.before) == (before.after, before.before)
        chips.append(Chip(dates, ChipKind.DATES, carried=same))
    chips += [
        Chip(outlet, ChipKind.OUTLET, carried=outlet in before.sources)
        for outlet in filters.sources
    ]
    if speaker := filters.speaker_name:
        same = speaker == before.speaker_name
        chips.append(Chip(f"words of {_shorten(speaker)}", ChipKind.SPEAKER, carried=same))
    return chips


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
