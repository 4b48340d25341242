"""An item of a publisher: its name and version, and what the publisher says of it later. Pure.

Versions of one item may come in any order and from any file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoticeStatus(StrEnum):
    """What a publisher says of an item: take it back at once, or hold it until further notice."""

    CANCELED = "canceled"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """A version of an item, as its publisher names both.

    `number` counts from 1, and is 0 if it is not stated; `second` is when the version was made,
    since the epoch, None if that is not stated. Where `is_ordered` is false, such as in a feed,
    what the source holds now counts, whatever its dates say.
    """

    guid: str
    number: int = 0
    second: int | None = None
    is_ordered: bool = True

    def is_older_than(self, other: ItemVersion) -> bool:
        """Is this surely an older version than the other?"""
        return self.is_ordered and other.is_newer_than(self)

    def is_newer_than(self, other: ItemVersion) -> bool:
        """Is this surely a newer version than the other?"""
        if self.number and other.number and self.number != other.number:
            return self.number > other.number
        return None not in (self.second, other.second) and (self.second or 0) > (other.second or 0)

    def is_same_as(self, other: ItemVersion) -> bool:
        """Do both surely state the same version?"""
        is_stated = bool(self.number) or self.second is not None
        return is_stated and (self.number, self.second) == (other.number, other.second)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a publisher says of an item, and in which words. It counts for each version of the item
    that is not surely newer than the notice's own."""

    item: ItemVersion
    status: NoticeStatus
    reason: str

    def covers(self, item: ItemVersion) -> bool:
        """Does the notice count for this version of its item?"""
        return not item.is_newer_than(self.item)
