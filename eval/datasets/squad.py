"""Reads a JSON file in the layout of SQuAD 1.1 and 2.0: each paragraph is an article.

https://rajpurkar.github.io/SQuAD-explorer/

The layout marks answer strings, not sentences, so `evidence` stays empty. A question that is marked
impossible, or has no answer, has no relevant article.
"""

from __future__ import annotations

from pathlib import Path

from eval.datasets.dataset import Dataset
from eval.datasets.dataset_builder import DatasetBuilder, add_labels, make_query
from eval.datasets.record import Record, read_object


def can_read(place: Path) -> bool:
    """Is the place a JSON file?"""
    return place.suffix.lower() == ".json" and place.is_file()


def read(place: Path) -> Dataset:
    """Read the dataset. Raises DatelineError if the file is unreadable or in another layout."""
    record = read_object(place)
    if "data" not in record.fields:
        raise record.error("it has no 'data', so it is not in the layout of SQuAD")
    builder = DatasetBuilder(place)
    for page in record.records("data", "data"):
        # Page names of Wikipedia, as in its addresses.
        title = page.text("title", "").replace("_", " ")
        for paragraph in page.records("paragraphs", "paragraph"):
            article_id = builder.add_article(paragraph, title, paragraph.text("context"))
            for question in paragraph.records("qas", "question"):
                _add_question(builder, question, article_id)
    return builder.build()


def _add_question(builder: DatasetBuilder, record: Record, article_id: str) -> None:
    query = make_query(record, record.text("id"), record.text("question"))
    texts = (answer.text("text") for answer in record.records("answers", "answer"))
    answers = tuple(dict.fromkeys(text for text in texts if text.strip()))
    answerable = bool(answers) and not record.flag("is_impossible", default=False)
    query = add_labels(query, answerable=answerable, answers=answers, evidence=())
    builder.add_query(record, query, [article_id] if answerable else [])
