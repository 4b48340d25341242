"""Reads answer-sentence selection: JSON Lines of `question`, `sentences` and `answers`.

`answers` are indices of sentences from 0; an empty list means that no sentence answers. Each
distinct title and text is an article.
"""

from __future__ import annotations

from pathlib import Path

from eval.datasets.clapnq import list_files
from eval.datasets.dataset import Dataset
from eval.datasets.dataset_builder import DatasetBuilder, add_labels, make_query
from eval.datasets.record import Record, read_first_keys, read_lines

_KEYS = frozenset({"question", "sentences", "answers"})
# With blank lines between sentences the splitter recovers 0.96 to 1.00 of the marked sentences,
# with spaces 0.84 to 0.96 (QED, FairytaleQA, COVID-QA, TREC QA): other programs split and tokenised
# them or removed their full stops.
_BETWEEN = "\n\n"


def can_read(place: Path) -> bool:
    """Is the place a file of such records, or a folder of such files?"""
    return any(read_first_keys(path) >= _KEYS for path in list_files(place)[:1])


def read(place: Path) -> Dataset:
    """Read the dataset. Raises DatelineError for a file that is unreadable or in another layout.

    A question's id is the file's stem and the line number, since questions repeat.
    """
    builder = DatasetBuilder(place)
    for path in list_files(place):
        for number, record in enumerate(read_lines(path), start=1):
            _add_record(builder, record, f"{path.stem}-{number}")
    return builder.build()


def _add_record(builder: DatasetBuilder, record: Record, query_id: str) -> None:
    query = make_query(record, query_id, record.text("question"))
    sentences = read_sentences(record)
    article_id = builder.add_article(record, record.text("title", ""), _BETWEEN.join(sentences))
    marks = read_marks(record, len(sentences))
    evidence = dict.fromkeys(sentences[n] for n in marks if sentences[n])
    query = add_labels(query, answerable=bool(evidence), answers=(), evidence=tuple(evidence))
    builder.add_query(record, query, [article_id] if evidence else [])


def read_sentences(record: Record) -> list[str]:
    """All sentences, including blank and repeated ones, because the indices count them."""
    values = record.list("sentences")
    return [Record({"sentence": value}, record.place).text("sentence").strip() for value in values]


def read_marks(record: Record, count: int) -> list[int]:
    """The indices of the answer sentences. Raises DatelineError for an index outside of `count`
    sentences."""
    marks = record.list("answers")
    if not all(type(mark) is int and 0 <= mark < count for mark in marks):
        raise record.error(f"its 'answers' are not indices of its {count} sentences")
    return marks
