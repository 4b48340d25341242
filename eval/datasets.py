"""Labelled questions: a folder in the BEIR layout.

`corpus.jsonl` holds the articles and `queries.jsonl` the questions, with what is known of their
answers as metadata. https://github.com/beir-cellar/beir
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Query:
    """A labelled question.

    `answers` are strings of which one must appear in a quote; `evidence` are gold sentences.
    """

    id: str
    text: str
    answerable: bool = True
    answers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def read_queries(folder: Path) -> Iterator[Query]:
    """The questions of a dataset, in file order."""
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            labels = record.get("metadata") or {}
            yield Query(
                id=str(record["_id"]),
                text=record["text"],
                answerable=labels.get("answerable", True),
                answers=tuple(labels.get("answers", ())),
                evidence=tuple(labels.get("evidence", ())),
            )
