"""Reading all sources of an archive again, with the present readers.

A file is read if it was last read by earlier readers or has changed since; a page or feed likewise,
with all the entries that the feed has now. A run that is stopped goes on where it was, because each
source that was read to its end is remembered with its readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.ingest.source_set import is_address
from index.sources.parsed_article import StampLookup
from index.sources.web.web_reader import is_current_stamp

# What people sent over the wire is nowhere else.
_SENT = ("api:", "upload:")


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """The sources of an archive: those that can be read again, files that are gone, and those that
    people sent."""

    places: tuple[str, ...]
    gone: tuple[str, ...]
    sent: int


def plan_rereading(containers: Iterable[str]) -> SourcePlan:
    """Sort the sources of an archive by whether they can be read again."""
    places, gone, sent = [], [], 0
    for container in containers:
        if container.startswith(_SENT):
            sent += 1
        elif is_address(container) or Path(container).exists():
            places.append(container)
        else:
            gone.append(container)
    return SourcePlan(tuple(places), tuple(gone), sent)


def find_outdated(find_stamp: StampLookup) -> StampLookup:
    """A StampLookup by which entries of a feed are read again until the whole feed was."""

    def find(container: str, origin: str = "") -> str:
        if origin and not is_current_stamp(find_stamp(container)):
            return ""
        return find_stamp(container, origin)

    return find
