"""The terms of an article: what its publisher states about its use, its embargo and its end. Pure.

What the terms allow is read elsewhere: `language.en.republishing` reads their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone

from index.core.dates import earliest, latest

# The zones with the latest and the earliest clock on Earth.
_LATEST_ZONE = timezone(timedelta(hours=-12))
_EARLIEST_ZONE = timezone(timedelta(hours=14))
# Before and after any date that can be stated.
ALWAYS_OPEN = -(2**62)
NEVER = 2**62


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that a publisher states, each as written; "" if it states none.

    `embargo` and `expiry` are ISO 8601 dates or date-times in the precision and zone that the
    publisher states: until then the article is held, and from then on it may not be shown.
    `hold` is the reason why it is held until somebody releases it. `corrected` is the ISO date of
    the `correction`, which is the publisher's own note.
    """

    copyright: str = ""
    usage: str = ""
    credit: str = ""
    data_mining: str = ""
    correction: str = ""
    corrected: str = ""
    embargo: str = ""
    expiry: str = ""
    hold: str = ""

    def to_dict(self) -> dict[str, str]:
        """The terms that are stated, by name."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in values if value}

    @property
    def opens(self) -> int:
        """The first second since the epoch at which the article may be shown.

        ALWAYS_OPEN without an embargo, NEVER if somebody has to release it. A time without a zone
        is the latest that it can mean anywhere, and a day ends before the article may be shown.
        """
        if self.hold:
            return NEVER
        return find_opening(self.embargo) if self.embargo else ALWAYS_OPEN

    @property
    def closes(self) -> int:
        """The first second at which the article may not be shown any more, NEVER without one.

        A time without a zone is the earliest that it can mean anywhere.
        """
        return find_closing(self.expiry) if self.expiry else NEVER


NO_TERMS = Terms()


def build_terms(stated: Mapping[str, object]) -> Terms:
    """Build the terms of stated ones by name. Raises ValueError for any other name or type."""
    names = {field.name for field in fields(Terms)}
    if not names >= stated.keys() or not all(isinstance(value, str) for value in stated.values()):
        raise ValueError("no terms")
    return Terms(**{name: str(value) for name, value in stated.items()})


def find_opening(date: str) -> int:
    """The second after the last one that an ISO date can mean anywhere; a moment is itself."""
    if _is_moment(date):
        return _find_second(date, _LATEST_ZONE, round_up=True)
    return latest(date) + 1 + 12 * 3600


def find_closing(date: str) -> int:
    """The first second that an ISO date can mean anywhere."""
    if _is_moment(date):
        return _find_second(date, _EARLIEST_ZONE, round_up=False)
    return earliest(date) - 14 * 3600


def _is_moment(date: str) -> bool:
    return "T" in date or " " in date.strip()


def _find_second(date: str, zone: timezone, *, round_up: bool) -> int:
    moment = datetime.fromisoformat(date.strip())
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    passed = moment - datetime(1970, 1, 1, tzinfo=UTC)
    second = timedelta(seconds=1)
    return -(-passed // second) if round_up else passed // second
