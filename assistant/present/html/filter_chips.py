"""Renders the filters that are set as chips beside the question box, each with a button. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.present.html.environment import render
from assistant.present.html.template_filters import shorten

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter that is set: the name of its field, and what it limits to in words."""

    field: str
    text: str


def render_filter_chips(
    after: str | None,
    before: str | None,
    outlets: Sequence[str] | None,
    as_of: str | None,
    speaker: str | None,
    collections: Sequence[str] | None = None,
) -> str:
    """Render a chip for each filter, from the values of its field as they were typed; "" if none
    is set."""
    fields = (
        ("after", "from {}", after),
        ("before", "until {}", before),
        ("outlets", "{}", ", ".join(outlets or ())),
        ("as_of", "as of {}", as_of),
        ("speaker", "words of {}", speaker),
        ("collections", "in {}", ", ".join(collections or ())),
    )
    chips = [
        FilterChip(field, form.format(shorten(value.strip(), _LONGEST)))
        for field, form, value in fields
        if value and value.strip()
    ]
    return render("filter_chips.html", chips=chips) if chips else ""
