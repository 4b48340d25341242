"""Wider filters, to offer when a search under the current filters finds nothing. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.core.article import Filters


@dataclass(frozen=True, slots=True)
class WiderFilters:
    """Filters without some of the current ones, with a label."""

    label: str
    filters: Filters


def list_wider_filters(filters: Filters) -> tuple[WiderFilters, ...]:
    """List the ways to drop filters, the smallest steps first; none without filters."""
    dated = filters.after is not None or filters.before is not None
    undated = replace(filters, after=None, before=None)
    anywhere = replace(filters, sources=())
    choices = [WiderFilters("All dates", undated)] if dated else []
    choices += [WiderFilters("All outlets", anywhere)] if filters.sources else []
    if dated and filters.sources:
        choices.append(WiderFilters("All dates and outlets", replace(undated, sources=())))
    if filters.speaker_name:
        choices.append(WiderFilters("All speakers", replace(filters, speaker=None)))
    if filters.collections:
        choices.append(WiderFilters("All collections", replace(filters, collections=())))
    return tuple(choices)
