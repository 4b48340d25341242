"""A folder in the BEIR layout: `corpus.jsonl`, `queries.jsonl` and `qrels/*.tsv`.

https://github.com/beir-cellar/beir

Articles are read by the program's own reader. An article that it skips (one without text) cannot be
found; the ingest reports it. A query's `metadata` may hold `answerable`, `answers`, `evidence` and
`as_of`, which the layout itself does not define.
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

# One file of queries serves several splits; results are reported on the test split.
_SPLITS = ("test.tsv", "dev.tsv")
_LABELS = ("answerable", "answers", "evidence")


def can_read(place: Path) -> bool:
    """Is it a folder with a corpus?"""
    return (place / "corpus.jsonl").is_file()


def read(place: Path) -> Dataset:
    """Read the folder's dataset, possibly without questions.

    Questions without relevance judgements belong to another split and are left out, unless they
    have labels of their own. Raises DatelineError for a file that is unreadable or in another
    layout.
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
    """The questions of `queries.jsonl`, in file order; none without that file."""
    return (query for query, _ in _read_labelled_queries(folder))


def _read_labelled_queries(folder: Path) -> Iterator[tuple[LabelledQuery, bool]]:
    """Each question, and whether it has labels of its own."""
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
                as_of=own.text("as_of", "") or None,
            ),
            any(own.fields.get(name) is not None for name in _LABELS),
        )


def read_qrels(folder: Path) -> dict[str, dict[str, int]]:
    """Read the qrels: grades by query id and article id, empty without a qrels file.

    Ids are normalised as article ids are. A negative grade counts as 0, judged irrelevant. Raises
    DatelineError if several splits are present and none is the test or development split.
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
    """The qrels file to use: test, else dev, else the only one."""
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
                # Four columns are TREC's order, whose second column is unused.
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
