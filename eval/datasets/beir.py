"""A folder in the BEIR layout: `corpus.jsonl`, `queries.jsonl` and `qrels/*.tsv`.

https://github.com/beir-cellar/beir

The articles come through the program's own reader: what it passes over (an article without text)
cannot be found, and is reported by whoever adds them. A query's `metadata` may say whether it is
`answerable`, and hold `answers` and `evidence`; the layout itself knows none of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from eval.datasets import dataset_builder
from eval.datasets.dataset import Dataset, LabelledQuery
from eval.datasets.record import Record, hash_file, make_read_error, read_lines
from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import path_text
from index.sources.parsed_article import MAX_ID_CHARACTERS
from index.sources.sandbox.files import read_files

# One file of queries serves several splits. What is reported is by custom the test split.
_SPLITS = ("test.tsv", "dev.tsv")
_LABELS = ("answerable", "answers", "evidence")


def can_read(place: Path) -> bool:
    """Is it a folder with a corpus?"""
    return (place / "corpus.jsonl").is_file()


def read(place: Path) -> Dataset:
    """The folder's dataset; without questions where there are none.

    Where the judgements name only some of the questions, the others belong to another split and are
    left out, unless they carry labels of their own. Raises DatelineError for a file that cannot be
    read or is not in the layout.
    """
    corpus = place / "corpus.jsonl"
    qrels = read_qrels(place)
    queries = tuple(
        query
        for query, has_labels in _read_labelled_queries(place)
        if has_labels or not qrels or query.id in qrels
    )
    query_ids = {query.id for query in queries}
    return Dataset(
        name=place.resolve().name,
        corpus=hash_file(corpus),
        reads=lambda: read_files([corpus]),
        queries=queries,
        qrels={query_id: grades for query_id, grades in qrels.items() if query_id in query_ids},
    )


def read_queries(folder: Path) -> Iterator[LabelledQuery]:
    """The questions of `queries.jsonl`, in its order; none where there is no such file."""
    return (query for query, _ in _read_labelled_queries(folder))


def _read_labelled_queries(folder: Path) -> Iterator[tuple[LabelledQuery, bool]]:
    """Questions, and whether they carry labels of their own."""
    path = folder / "queries.jsonl"
    if not path.exists():
        return
    places: dict[str, str] = {}
    for record in read_lines(path):
        query = dataset_builder.make_query(record, record.text("_id"), record.text("text"))
        first = places.setdefault(query.id, record.place)
        if first != record.place:
            raise record.error(f"its id '{query.id}' already stands at {first}")
        metadata = record.fields.get("metadata")
        own = Record(metadata if isinstance(metadata, Mapping) else {}, record.place)
        yield (
            replace(
                query,
                answerable=own.flag("answerable", default=True),
                answers=own.texts("answers"),
                evidence=own.texts("evidence"),
            ),
            any(own.fields.get(name) is not None for name in _LABELS),
        )


def read_qrels(folder: Path) -> dict[str, dict[str, int]]:
    """Grades by query id and article id; none where nothing is judged.

    Ids are brought into the form in which the readers of articles have them. A grade below 0 counts
    as 0, judged irrelevant. Raises DatelineError where it cannot be told which split is meant.
    """
    path = _choose_split(folder / "qrels")
    if path is None:
        return {}
    qrels: dict[str, dict[str, int]] = {}
    for query_id, article_id, grade in _read_judgements(path):
        grades = qrels.setdefault(one_line(query_id), {})
        article_id = one_line(article_id)[:MAX_ID_CHARACTERS].strip()
        grades[article_id] = max(grade, grades.get(article_id, 0))
    return qrels


def _choose_split(folder: Path) -> Path | None:
    """The judgements to use: of the test split, else of the development split, else the only."""
    files = sorted(folder.glob("*.tsv"))
    for name in _SPLITS:
        if folder / name in files:
            return folder / name
    if len(files) > 1:
        names = ", ".join(path_text(path.name) for path in files)
        raise DatelineError(
            f"{path_text(folder)}: it has neither {' nor '.join(_SPLITS)}, but {names}",
            "Name the one to use test.tsv",
        )
    return files[0] if files else None


def _read_judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    """Query id, article id and grade of each row; a first row without a grade is a header."""
    try:
        with path.open(encoding="utf-8-sig") as rows:
            for number, row in enumerate(rows, start=1):
                cells = row.rstrip("\r\n").split("\t")
                if not row.strip() or (number == 1 and not _is_grade(cells[-1])):
                    continue
                # With four columns it is TREC's own order, which has an unused one.
                if len(cells) not in (3, 4) or not _is_grade(cells[-1]):
                    raise DatelineError(
                        f"{path_text(path)}, line {number}: it is not 'query-id, corpus-id, score'"
                        " with tabs between them"
                    )
                yield cells[0], cells[-2], int(cells[-1])
    except OSError as error:
        raise make_read_error(path, error) from error
    except UnicodeDecodeError as error:
        raise DatelineError(f"{path_text(path)}: it is not valid UTF-8") from error


def _is_grade(cell: str) -> bool:
    return cell.strip().removeprefix("-").isdecimal() and len(cell) < 10
