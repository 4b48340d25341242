"""What was measured, as JSON has it: a versioned document. Reading one checks every field."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.bench.measurement import Measurement, measured
from index.article import DatelineError

FORMAT = "dateline-bench"
# Raised when a field changes its meaning or goes.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured. `clock_ghz` is what the system reports, None where it does not;
    `memory_gb` is of the machine; loads are averages over one, five and fifteen minutes."""

    processor: str
    vendor: str
    family: int
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
class Model:
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
class Section:
    """Figures that belong together. `notes` say what a reader has to know to compare them."""

    name: str
    title: str
    notes: tuple[str, ...]
    figures: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An archive of one size, and what it cost."""

    passages: int
    articles: int
    figures: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """One archive, from size to size. `model` names what made its vectors; `notes` as above."""

    model: str
    notes: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Where one thing spends its time: milliseconds by stage, and in all."""

    of: str
    note: str
    total_ms: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Precision:
    """The most that the usable cores can do in one precision, in operations a second, and by
    which instruction."""

    name: str
    instruction: str
    operations_a_cycle: int
    peak: float


@dataclass(frozen=True, slots=True)
class Limit:
    """How far from the processor's limit embedding is: `matrix_product` is what a product of large
    matrices (f32) reached here, `reached` what the embedder did, all in operations a second;
    `operations` are of one word piece, `of_attention` as many of them."""

    precisions: tuple[Precision, ...]
    operations: float
    of_attention: float
    matrix_product: float
    reached: float
    precision: str
    assumptions: tuple[str, ...]


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
class Document:
    """One run. What was not measured is empty or None."""

    made: str
    against: str
    rounds: int
    machine: Machine
    model: Model
    corpus: Corpus
    sections: tuple[Section, ...] = ()
    growth: Growth | None = None
    profiles: tuple[Profile, ...] = ()
    limit: Limit | None = None
    recall: tuple[Recall, ...] = ()
    format: str = FORMAT
    version: int = VERSION


def as_text(document: Document) -> str:
    """The document as JSON."""
    fields = asdict(document)
    ordered = {"format": fields.pop("format"), "version": fields.pop("version")} | fields
    return json.dumps(ordered, indent=1, allow_nan=False) + "\n"


def read(path: Path) -> Document:
    """The document in a file. Raises DatelineError where there is none, or of another version."""
    return of_value(json_of(path), path.name)


def json_of(path: Path) -> Any:
    """What is in a JSON file; raises DatelineError where it is none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DatelineError(f"{path} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise DatelineError(f"{path} is not JSON") from error


def of_value(value: Any, name: str) -> Document:
    """The document that a JSON value is. Raises DatelineError where it is none."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise DatelineError(f"{name} was not written by dateline bench --json")
    if value.get("version") != VERSION:
        raise DatelineError(
            f"{name} is of version {value.get('version')}, and this program reads {VERSION}",
            "Measure again",
        )
    found = _validated(Document, value, name)
    assert isinstance(found, Document)
    for figure in _figures(found):
        again = measured(figure.name, figure.unit, figure.values, figure.side, figure.goal)
        if again != figure:
            raise DatelineError(f"{name}: the figure '{figure.name}' is not that of its values")
    return found


def recall_of(value: Sequence[Any], name: str) -> tuple[Recall, ...]:
    """A curve that was measured by itself. Raises DatelineError where it is none."""
    found: tuple[Recall, ...] = _validated(tuple[Recall, ...], value, name)
    return found


def _validated(kind: Any, value: Any, name: str) -> Any:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise DatelineError(f"{name}: {place}: {first['msg']}") from error


def _figures(document: Document) -> list[Measurement]:
    parts: list[Section | Point] = [*document.sections]
    parts += document.growth.points if document.growth else ()
    return [figure for part in parts for figure in part.figures]
