"""The result of a benchmark as a versioned JSON document."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from eval.bench.workload.measurement import Measurement

FORMAT = "dateline-bench"
# Increased when a field changes its meaning or is removed.
VERSION = 2


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine. `clock_ghz` is as the system reports it, or None; `memory_gb` is the total;
    loads
    are averages over one, five and fifteen minutes."""

    processor: str
    cores: int
    cores_of_machine: int
    clock_ghz: float | None
    extensions: tuple[str, ...]
    memory_gb: float
    system: str
    python: str
    libraries: dict[str, str]
    load_before: tuple[float, ...]
    load_after: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BenchModel:
    """The embedding model, its backend, and its precision."""

    name: str
    sha256: str
    backend: str
    precision: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles: name, number, characters, and whether they were generated."""

    name: str
    articles: int
    characters: int
    invented: bool


@dataclass(frozen=True, slots=True)
class BenchSection:
    """A group of figures. `notes` say what a reader needs to know to compare them."""

    name: str
    title: str
    notes: tuple[str, ...]
    figures: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """The figures of an archive at one size."""

    passages: int
    articles: int
    figures: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """One archive at growing sizes. `model` names the embedder; `notes` as above."""

    model: str
    notes: tuple[str, ...]
    points: tuple[GrowthPoint, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The time of an operation: milliseconds by stage, and in total."""

    of: str
    note: str
    total_ms: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Recall:
    """The recall of the vector graph under some settings. The time is the median of searches for 50
    passages."""

    size: int
    max_neighbors: int
    ef_construction: int
    ef_search: int
    recall_at_10: float
    recall_at_50: float
    p50_ms: float


@dataclass(frozen=True, slots=True)
class BenchDocument:
    """One run. Unmeasured parts are empty or None."""

    made: str
    against: str
    rounds: int
    machine: Machine
    model: BenchModel
    corpus: Corpus
    sections: tuple[BenchSection, ...] = ()
    growth: Growth | None = None
    profiles: tuple[Profile, ...] = ()
    format: str = FORMAT
    version: int = VERSION


def format_document(document: BenchDocument) -> str:
    """The document as JSON."""
    fields = asdict(document)
    ordered = {"format": fields.pop("format"), "version": fields.pop("version")} | fields
    return json.dumps(ordered, indent=1, allow_nan=False) + "\n"
