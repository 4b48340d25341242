"""Labelled questions: a folder in the BEIR layout.

`corpus.jsonl` holds the articles, `queries.jsonl` the questions and `qrels/test.tsv` which article
is relevant to which question. https://github.com/beir-cellar/beir
"""

from __future__ import annotations

import csv
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


def read_qrels(folder: Path) -> dict[str, dict[str, int]]:
    """Relevance by query id and article id; what is not judged is absent."""
    found: dict[str, dict[str, int]] = {}
    with (folder / "qrels" / "test.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return found
