"""Reads a dataset from a place: chooses the format by content, or a dataset by its name.

The formats themselves are in the other modules of `eval.datasets`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.config.samples import find_samples
from eval.datasets import beir, clapnq, feedback, marked_sentences, squad
from eval.datasets.dataset import Dataset
from eval.datasets.known_items import make_known_items
from eval.datasets.record import hash_file, hash_lines
from index.core.errors import DatelineError
from index.sources.entry import path_text
from index.sources.sandbox.files import find_files, read_files

_GOLDEN = Path(__file__).parents[1] / "golden"


def read_golden() -> Dataset:
    """The golden questions about the sample articles that come with the program."""
    samples = find_samples()
    queries = tuple(beir.read_queries(_GOLDEN))
    query_ids = {query.id for query in queries}
    return Dataset(
        name="golden",
        corpus=hash_lines(
            # The file name is the article's id if the file states none.
            f"{path.name}: {hash_file(path)}"
            for path in find_files([samples])
            if isinstance(path, Path)
        ),
        reads=lambda: read_files(find_files([samples])),
        queries=queries,
        qrels={i: grades for i, grades in beir.read_qrels(_GOLDEN).items() if i in query_ids},
    )


# Named datasets; a folder of the same name is read as "./golden".
NAMED: dict[str, Callable[[], Dataset]] = {
    "golden": read_golden,
    "dated": lambda: beir.read(_GOLDEN / "dated"),
}
# The first format whose `can_read` is true reads the place.
FORMATS: dict[str, tuple[Callable[[Path], bool], Callable[[Path], Dataset]]] = {
    "a folder in the BEIR layout": (beir.can_read, beir.read),
    "a SQuAD file (.json)": (squad.can_read, squad.read),
    "CLAPNQ (.jsonl)": (clapnq.can_read, clapnq.read),
    "marked answer sentences (.jsonl)": (marked_sentences.can_read, marked_sentences.read),
    "verdicts of readers (feedback.jsonl)": (feedback.can_read, feedback.read),
}


def read(place: str | Path, *, known_items: int = 0) -> Dataset:
    """Read the dataset at a place or of a name.

    `known_items` replaces the questions by that many titles, for a corpus without questions. Raises
    DatelineError if the place has no readable dataset, no questions, or a file in a wrong layout.
    """
    if known_items < 0:
        raise DatelineError(f"The number of known items must not be below 0, is {known_items}")
    dataset = NAMED[str(place)]() if str(place) in NAMED else _read_files(Path(place))
    if known_items:
        dataset = make_known_items(dataset, known_items)
    if not dataset.queries:
        raise DatelineError(
            f"There are no questions in {path_text(place)}",
            _join_notes(dataset)
            or "A corpus alone can be asked for its own titles: --known-items 200",
        )
    return dataset


def _join_notes(dataset: Dataset) -> str:
    notes = "; ".join(dataset.notes)
    return notes[:1].upper() + notes[1:]


def limit_queries(dataset: Dataset, count: int) -> Dataset:
    """Keep at most `count` questions, evenly spaced over the file, and all articles."""
    if count < 1:
        raise DatelineError(f"The number of questions must be at least 1, not {count}")
    total = len(dataset.queries)
    if count >= total:
        return dataset
    queries = tuple(dataset.queries[number * total // count] for number in range(count))
    query_ids = {query.id for query in queries}
    qrels = {
        query_id: grades for query_id, grades in dataset.qrels.items() if query_id in query_ids
    }
    return replace(dataset, queries=queries, qrels=qrels)


def _read_files(place: Path) -> Dataset:
    name = path_text(place)
    try:
        if not place.exists():
            raise DatelineError(
                f"There is no file or folder {name}", f"Named datasets: {', '.join(NAMED)}"
            )
        reader = next(
            (read_format for can_read, read_format in FORMATS.values() if can_read(place)), None
        )
    except (OSError, ValueError) as error:
        raise DatelineError(f"{name} cannot be opened") from error
    if reader is None:
        raise DatelineError(f"{name} holds no dataset", f"Give {', '.join(FORMATS)}")
    return reader(place)
