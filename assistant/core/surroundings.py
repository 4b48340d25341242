"""What stands around a quotation in its article, as pure data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentence before a quotation in its article and the one after it, "" at an end; and the
    names of those whose words stand in the quotation, () if nobody is known."""

    before: str = ""
    after: str = ""
    speakers: tuple[str, ...] = ()
