"""Turns marked questions into collections, each with an archive of its own texts.

Every split has separate archives, so no candidate comes from the texts of another split.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.datasets import registry
from eval.training.corpora import Collection, make_collection
from eval.training.marked_articles import MarkedQuestion


def collections(questions: Sequence[MarkedQuestion], folder: Path) -> list[Collection]:
    """A collection of each name. What they are read from is written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    names = dict.fromkeys(each.collection for each in questions)
    return [_of(name, [q for q in questions if q.collection == name], folder) for name in names]


def _of(name: str, questions: Iterable[MarkedQuestion], folder: Path) -> Collection:
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(_record(each))}\n" for each in questions)
    return make_collection(name, registry.read(path))


def _record(asked: MarkedQuestion) -> dict[str, object]:
    return {
        "question": asked.question,
        "title": asked.title,
        "sentences": asked.sentences,
        "answers": sorted(asked.answers),
    }
