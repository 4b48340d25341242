"""Something that happened while an archive was watched over. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from index.outcome import AddReport


@dataclass(frozen=True, slots=True)
class Event:
    """Something was done at a place, or could not be. `time` is local, ISO 8601."""

    time: str
    place: str
    report: AddReport | None = None
    error: str = ""
