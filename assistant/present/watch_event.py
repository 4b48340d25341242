"""The events of `dateline watch`. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from index.ingest.reports import AddReport


@dataclass(frozen=True, slots=True)
class WatchEvent:
    """An update from a place, or its failure. `time` is local, in ISO 8601."""

    time: str
    place: str
    report: AddReport | None = None
    error: str = ""
