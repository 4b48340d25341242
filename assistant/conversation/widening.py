"""Filters that admit more, to be offered where nothing was found under those that are set. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.article import Filters


@dataclass(frozen=True, slots=True)
class WiderFilters:
    """Filters without one or more of those that were set, and what to call that."""

    label: str
    filters: Filters


def list_wider_filters(filters: Filters) -> tuple[WiderFilters, ...]:
    """Each way to drop what is set, the smallest steps first; none where nothing is set."""
    dated = filters.after is not None or filters.before is not None
    undated = replace(filters, after=None, before=None)
    anywhere = replace(filters, sources=())
    choices = [WiderFilters("All dates", undated)] if dated else []
    choices += [WiderFilters("All outlets", anywhere)] if filters.sources else []
    if dated and filters.sources:
        choices.append(WiderFilters("All dates and outlets", replace(undated, sources=())))
    return tuple(choices)
