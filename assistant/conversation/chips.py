"""What is searched for, in a few short phrases. Pure."""

from __future__ import annotations

from assistant.conversation.context import Context
from assistant.conversation.followup import Carried, shortened
from assistant.conversation.subjects import phrases
from assistant.conversation.understood import About, Chip, ChipKind
from assistant.dates import interval
from index.article import Filters

_LONGEST = 60


def chips(context: Context, found: Carried) -> tuple[Chip, ...]:
    """The subjects that were carried, those that are new, then dates and outlets."""
    carried, added = _subjects(found)
    if not carried and not added:
        carried = [found.question]  # of words that say nothing by themselves
    if found.about is not None:
        quote = Chip(
            f"“{_short(shortened(found.about.citation.quote))}”", ChipKind.QUOTE, carried=True
        )
        return (quote, *_asked(found, found.about), *_filters(found.filters, context.filters))
    subjects = [Chip(_short(text), ChipKind.SUBJECT, carried=True) for text in carried]
    subjects += [Chip(_short(text), ChipKind.SUBJECT, carried=False) for text in added]
    return (*subjects, *_filters(found.filters, context.filters))


def _subjects(found: Carried) -> tuple[list[str], list[str]]:
    """Phrases of the question that come from before, and what the message adds to them."""
    new = found.added.lower()
    if found.kept is not None:
        return list(found.kept), phrases(found.added)
    carried: list[str] = []
    for phrase in phrases(found.question):
        kept = _without(phrase, set(new.split()))
        if kept and kept.lower() not in new:
            carried.append(kept)
    added = phrases(found.added) or ([found.added] if found.added else [])
    return carried, added


def _without(phrase: str, words: set[str]) -> str:
    """A phrase without the words of the new subject at its ends: "join NATO" of "Sweden join
    NATO"."""
    kept = phrase.split()
    while kept and kept[0].lower() in words:
        kept = kept[1:]
    while kept and kept[-1].lower() in words:
        kept = kept[:-1]
    return " ".join(kept)


def _asked(found: Carried, about: About) -> list[Chip]:
    return [Chip(found.added, ChipKind.SUBJECT, carried=False)] if about and found.added else []


def _filters(filters: Filters, before: Filters) -> list[Chip]:
    found = []
    if dates := interval(filters.after, filters.before):
        same = (filters.after, filters.before) == (before.after, before.before)
        found.append(Chip(dates, ChipKind.DATES, carried=same))
    return found + [
        Chip(outlet, ChipKind.OUTLET, carried=outlet in before.sources)
        for outlet in filters.sources
    ]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
