"""Says what became of clippings, in words. Pure."""

from __future__ import annotations

from index.core.clipping import HiddenClippings
from index.language.en.number_words import format_count

GONE = "No longer in the article as it was kept"


def format_hidden(hidden: HiddenClippings) -> str:
    """ "3 clippings are not shown: 2 of removed articles, 1 of held ones"; "" for none."""
    parts = [
        (hidden.removed, "removed"),
        (hidden.held, "held"),
        (hidden.expired, "expired"),
    ]
    total = sum(number for number, _ in parts)
    if not total:
        return ""
    reasons = ", ".join(f"{number:,} of {what} articles" for number, what in parts if number)
    return f"{format_count(total, 'clipping')} {'is' if total == 1 else 'are'} not shown: {reasons}"
