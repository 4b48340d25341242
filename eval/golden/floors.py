"""Reads and writes the floors file: the bounds of each figure, and the run that they come from.

Does not decide which figures have bounds, or how much tolerance they leave.
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
    """The lower and upper bounds of one set's figures.

    `corpus` and `questions` are digests; the bounds are valid only for these articles and
    questions.
    """

    corpus: str
    questions: str
    floors: Mapping[str, float]
    ceilings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    """The bounds of all sets. `set_on` is the day of the recorded run; `fingerprint` holds its
    model,
    settings and version."""

    set_on: str
    fingerprint: Mapping[str, Any]
    tolerance: str
    sets: Mapping[str, Bounds]


def read_floors(path: Path = FLOORS) -> Floors:
    """Read the floors. Raises DatelineError if the file is missing or damaged."""
    try:
        stored = json.loads(path.read_text("utf-8"))
        sets = {name: Bounds(**bounds) for name, bounds in stored.pop("sets").items()}
        return Floors(**stored, sets=sets)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DatelineError(
            f"The floors in {path_text(path)} cannot be read", "Record them again"
        ) from error


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, replacing the file."""
    path.write_text(json.dumps(asdict(floors), indent=2, ensure_ascii=False) + "\n", "utf-8")
