"""The file of floors: what each figure must reach, and when and with what that was recorded.

Knows how the file is read and written, not what is held or how much is left to chance.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.core.errors import DatelineError
from index.sources.entry import path_text

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one set: what its figures must not fall below, and what they must not exceed.

    `corpus` and `questions` are digests of what was asked and of what: the bounds are good for
    nothing else.
    """

    corpus: str
    questions: str
    floors: Mapping[str, float]
    ceilings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    """The bounds of all sets. `set_on` is the day of the run that they come from, `fingerprint` the
    model, settings and version that it was made with."""

    set_on: str
    fingerprint: Mapping[str, Any]
    tolerance: str
    sets: Mapping[str, Bounds]


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors as recorded. Raises DatelineError where there are none, or the file is damaged."""
    try:
        stored = json.loads(path.read_text("utf-8"))
        sets = {name: Bounds(**bounds) for name, bounds in stored.pop("sets").items()}
        return Floors(**stored, sets=sets)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DatelineError(
            f"The floors in {path_text(path)} cannot be read", "Record them anew"
        ) from error


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Put floors in the place of those that were there."""
    path.write_text(json.dumps(asdict(floors), indent=2, ensure_ascii=False) + "\n", "utf-8")
