"""Answer-sentence selection: JSON Lines of a `question`, `sentences`, and which of them answer.

`answers` are indices from 0; where it is empty, no sentence answers. Each distinct title and text
is an article.
"""

from __future__ import annotations

from pathlib import Path

from eval.datasets.clapnq import files
from eval.datasets.dataset import Dataset
from eval.datasets.labels import Collected, labelled, question
from eval.datasets.record import Record, first_keys, lines

_KEYS = frozenset({"question", "sentences", "answers"})
# With blank lines between them the splitter finds 0.96 to 1.00 of the marked sentences as they
# were marked; with spaces 0.84 to 0.96 (QED, FairytaleQA, COVID-QA, TREC QA): the marks stand on
# sentences that were split, tokenised or stripped of their full stops by other programs.
_BETWEEN = "\n\n"


def fits(place: Path) -> bool:
    """Is it a file of such records, or a folder of such files?"""
    return any(first_keys(path) >= _KEYS for path in files(place)[:1])


def read(place: Path) -> Dataset:
    """The dataset; raises DatelineError where a file cannot be read or is not in the layout.

    A question's id is its file's stem and its line, since several ask the same.
    """
    collected = Collected(place)
    for path in files(place):
        for number, record in enumerate(lines(path), start=1):
            _take(collected, record, f"{path.stem}-{number}")
    return collected.dataset()


def _take(collected: Collected, record: Record, query_id: str) -> None:
    query = question(record, query_id, record.text("question"))
    sentences = sentences_of(record)
    article_id = collected.article(record, record.text("title", ""), _BETWEEN.join(sentences))
    marks = marks_of(record, len(sentences))
    marked = dict.fromkeys(sentences[n] for n in marks if sentences[n])
    query = labelled(query, answerable=bool(marked), answers=(), evidence=tuple(marked))
    collected.ask(record, query, [article_id] if marked else [])


def sentences_of(record: Record) -> list[str]:
    """Every sentence, blank and repeated ones too: the marks count them all."""
    values = record.list("sentences")
    return [Record({"sentence": value}, record.place).text("sentence").strip() for value in values]


def marks_of(record: Record, count: int) -> list[int]:
    """The indices of the sentences that answer. Raises DatelineError where one is no index of
    `count` sentences."""
    marks = record.list("answers")
    if not all(type(mark) is int and 0 <= mark < count for mark in marks):
        raise record.error(f"its 'answers' are not indices of its {count} sentences")
    return marks
