"""Questions that were written for this project, beside their texts.

A folder of two files. `questions.jsonl` has questions on texts of the collections: `collection`,
`article`, `kind`, `question` and `answers`, which are ranges of the article's characters without
white space, so that they hold however the article is wrapped and split. `news.jsonl` has invented
articles with their questions. The collections' own texts are not here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from eval.training.reader.marked_question import MarkedQuestion

WRITTEN = Path(__file__).parent / "written"
QUESTIONS, NEWS = "questions.jsonl", "news.jsonl"


def read_invented(folder: Path = WRITTEN) -> Iterator[MarkedQuestion]:
    """The questions on invented articles."""
    for record in _read_lines(folder / NEWS):
        for kind, answers, question in record["questions"]:
            yield MarkedQuestion(
                "invented",
                kind,
                question,
                record["title"],
                record["published"],
                tuple(record["sentences"]),
                frozenset(answers),
            )


def read_written(
    texts: Mapping[str, MarkedQuestion], folder: Path = WRITTEN
) -> Iterator[MarkedQuestion]:
    """The questions on texts of the collections; `texts` has any question of each article by its
    id, and articles that are missing there are left out."""
    for record in _read_lines(folder / QUESTIONS):
        if (text := texts.get(record["article"])) is not None:
            yield MarkedQuestion(
                record["collection"],
                record["kind"],
                record["question"],
                text.title,
                text.published,
                text.sentences,
                frozenset(find_sentences(text.sentences, record["answers"])),
            )


def read_asked_articles(folder: Path = WRITTEN) -> frozenset[str]:
    """The ids of the articles that the questions are about."""
    return frozenset(record["article"] for record in _read_lines(folder / QUESTIONS))


def find_sentences(sentences: Sequence[str], ranges: Sequence[Sequence[int]]) -> Iterator[int]:
    """The numbers of the sentences most of which lies in one of the ranges, counted in characters
    without white space."""
    sizes = [len("".join(sentence.split())) for sentence in sentences]
    for number, (end, size) in enumerate(zip(accumulate(sizes), sizes, strict=True)):
        start = end - size
        if any(2 * (min(end, b) - max(start, a)) > min(size, b - a) for a, b in ranges):
            yield number


def _read_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())
