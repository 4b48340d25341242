"""Reads CLAPNQ as published: JSON Lines of a question, its passage, and written answers.

https://github.com/primeqa/clapnq

Answerable and unanswerable questions come in separate files: name one, or the folder with both.
Each passage is an article. Annotators wrote the answers in their own words, so an answer seldom
occurs verbatim in a passage; the sentences that they selected are the `evidence`.
"""

from __future__ import annotations

from pathlib import Path

from eval.datasets.dataset import Dataset
from eval.datasets.dataset_builder import DatasetBuilder, add_labels, make_query
from eval.datasets.record import Record, read_first_keys, read_lines

_KEYS = frozenset({"id", "input", "passages"})


def can_read(place: Path) -> bool:
    """Is the place a file of CLAPNQ records, or a folder of such files?"""
    return any(read_first_keys(path) >= _KEYS for path in list_files(place)[:1])


def list_files(place: Path) -> list[Path]:
    """The JSON Lines files of a place: the file itself, or those in a folder."""
    if place.is_dir():
        return sorted(path for path in place.glob("*.jsonl") if path.is_file())
    return [place] if place.suffix.lower() == ".jsonl" and place.is_file() else []


def read(place: Path) -> Dataset:
    """Read the dataset. Raises DatelineError for a file that is unreadable or in another layout."""
    builder = DatasetBuilder(place)
    for path in list_files(place):
        for record in read_lines(path):
            _add_record(builder, record)
    return builder.build()


def _add_record(builder: DatasetBuilder, record: Record) -> None:
    query = make_query(record, record.text("id"), record.text("input"))
    relevant, sentences = [], list[str]()
    for passage in record.records("passages", "passage"):
        relevant.append(
            builder.add_article(passage, passage.text("title", ""), passage.text("text"))
        )
        sentences += passage.texts("sentences")
    if not relevant:
        raise record.error("it has no 'passages'")
    answers, selected = list[str](), set[str]()
    for output in record.records("output", "output"):
        answer = output.text("answer", "")
        if answer.strip() and answer not in answers:
            answers.append(answer)
            selected |= {_strip_ampersand(text) for text in output.texts("selected_sentences")}
    in_order = dict.fromkeys(text for text in map(_strip_ampersand, sentences) if text in selected)
    query = add_labels(
        query,
        answerable=bool(answers),
        answers=tuple(answers),
        evidence=(*in_order, *sorted(selected - in_order.keys())),
    )
    builder.add_query(record, query, relevant if answers else [])


def _strip_ampersand(sentence: str) -> str:
    """Remove the ampersand that ends a sentence in some releases."""
    return sentence.strip().removesuffix("&").rstrip()
