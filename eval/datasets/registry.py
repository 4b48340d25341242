"""Labelled questions from wherever they lie: a place in, a Dataset out.

Chooses the reader by what is there; what each layout looks like, `eval.datasets` knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.config.samples import find_samples
from eval.datasets import beir, clapnq, feedback, marked_sentences, squad
from eval.datasets.dataset import Dataset
from eval.datasets.known_items import with_known_items
from eval.datasets.record import file_digest, lines_digest
from index.core.errors import DatelineError
from index.sources.entry import path_text
from index.sources.sandbox.files import find_files, read_files

_GOLDEN = Path(__file__).parents[1] / "golden"


def read_golden() -> Dataset:
    """Our own questions, asked of the sample articles that come with the program."""
    samples = find_samples()
    queries = tuple(beir.read_queries(_GOLDEN))
    asked = {query.id for query in queries}
    return Dataset(
        name="golden",
        corpus=lines_digest(
            # The name is the article's id where the file states none.
            f"{path.name}: {file_digest(path)}"
            for path in find_files([samples])
            if isinstance(path, Path)
        ),
        reads=lambda: read_files(find_files([samples])),
        queries=queries,
        qrels={i: grades for i, grades in beir.read_qrels(_GOLDEN).items() if i in asked},
    )


# Datasets that go by a name; a folder of that name is read as "./golden".
NAMED: dict[str, Callable[[], Dataset]] = {"golden": read_golden}
# The first whose `fits` says yes reads the place.
FORMATS: dict[str, tuple[Callable[[Path], bool], Callable[[Path], Dataset]]] = {
    "a folder in the BEIR layout": (beir.fits, beir.read),
    "a SQuAD file (.json)": (squad.fits, squad.read),
    "CLAPNQ (.jsonl)": (clapnq.fits, clapnq.read),
    "marked answer sentences (.jsonl)": (marked_sentences.fits, marked_sentences.read),
    "verdicts of readers (feedback.jsonl)": (feedback.fits, feedback.read),
}


def read(place: str | Path, *, known_items: int = 0) -> Dataset:
    """The dataset at a place, or of a name.

    `known_items` makes that many questions of titles, for a corpus without questions; any others
    are put aside. Raises DatelineError where nothing is there that can be read, it has no
    questions, or a file is not as its layout has it.
    """
    if known_items < 0:
        raise DatelineError(f"The number of known items must not be below 0, is {known_items}")
    dataset = NAMED[str(place)]() if str(place) in NAMED else _read_files(Path(place))
    if known_items:
        dataset = with_known_items(dataset, known_items)
    if not dataset.queries:
        raise DatelineError(
            f"There are no questions in {path_text(place)}",
            _passed_over(dataset)
            or "A corpus alone can be asked for its own titles: --known-items 200",
        )
    return dataset


def _passed_over(dataset: Dataset) -> str:
    notes = "; ".join(dataset.notes)
    return notes[:1].upper() + notes[1:]


def limited(dataset: Dataset, count: int) -> Dataset:
    """At most `count` of its questions, spread evenly over the file; the same articles."""
    if count < 1:
        raise DatelineError(f"The number of questions must be at least 1, not {count}")
    every = len(dataset.queries)
    if count >= every:
        return dataset
    queries = tuple(dataset.queries[number * every // count] for number in range(count))
    kept = {query.id for query in queries}
    qrels = {query_id: grades for query_id, grades in dataset.qrels.items() if query_id in kept}
    return replace(dataset, queries=queries, qrels=qrels)


def _read_files(place: Path) -> Dataset:
    name = path_text(place)
    try:
        if not place.exists():
            raise DatelineError(
                f"There is no file or folder {name}", f"Named datasets: {', '.join(NAMED)}"
            )
        reader = next((reads for fits, reads in FORMATS.values() if fits(place)), None)
    except (OSError, ValueError) as error:
        raise DatelineError(f"{name} cannot be opened") from error
    if reader is None:
        raise DatelineError(f"{name} holds no dataset", f"Give {', '.join(FORMATS)}")
    return reader(place)
