"""What was measured, as JSON has it: a versioned document."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from eval.bench.workload.measurement import Measurement

FORMAT = "dateline-bench"
# Raised when a field changes its meaning or goes.
VERSION = 2


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured. `clock_ghz` is what the system reports, None where it does not;
    `memory_gb` is of the machine; loads are averages over one, five and fifteen minutes."""

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
    """The embedding model, what computed it, and in which precision."""

    name: str
    sha256: str
    backend: str
    precision: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles: their name, their number, and whether they were invented."""

    name: str
    articles: int
    characters: int
    invented: bool


@dataclass(frozen=True, slots=True)
class BenchSection:
    """Figures that belong together. `notes` say what a reader has to know to compare them."""

    name: str
    title: str
    notes: tuple[str, ...]
    figures: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """An archive of one size, and what it cost."""

    passages: int
    articles: int
    figures: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """One archive, from size to size. `model` names what made its vectors; `notes` as above."""

    model: str
    notes: tuple[str, ...]
    points: tuple[GrowthPoint, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Where one thing spends its time: milliseconds by stage, and in all."""

    of: str
    note: str
    total_ms: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of the nearest passages the vector store finds, by the settings of its graph. The
    time is that of asking for 50, the median over all questions."""

    size: int
    max_neighbors: int
    ef_construction: int
    ef_search: int
    recall_at_10: float
    recall_at_50: float
    p50_ms: float


@dataclass(frozen=True, slots=True)
class BenchDocument:
    """One run. What was not measured is empty or None."""

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
