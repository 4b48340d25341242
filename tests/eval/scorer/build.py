"""Marked texts made by hand: an invented town's days, each told in a few sentences."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from eval.scorer.marked import Marked

PLACES = ("Aldmoor", "Brask", "Corvane", "Dunmere", "Elling", "Farrow", "Gannet", "Holm")
DEEDS = ("opened the market", "closed the harbour", "painted the bridge", "sold the old mill")


def marked(
    number: int,
    answers: Collection[int] = (2,),
    *,
    collection: str = "qed",
    length: int = 6,
) -> Marked:
    """A question for what somebody did, of which the text tells in one of its sentences."""
    who, deed = PLACES[number % len(PLACES)], DEEDS[number % len(DEEDS)]
    sentences = [f"On day {number} hour {n} the wind of {who} blew." for n in range(length)]
    for n in answers:
        sentences[n] = f"On day {number} Mayor {who} {deed} at {n} sharp."
    return Marked(
        collection=collection,
        group=f"{collection} {number}",
        question=f"What did Mayor {who} do on day {number}?",
        title=f"Day {number}",
        sentences=tuple(sentences),
        answers=frozenset(answers),
    )


def record(
    sentences: Sequence[str],
    answers: Iterable[Any] = (0,),
    question: str = "Who?",
    title: str = "",
) -> dict[str, Any]:
    """A line of a collection."""
    return {
        "question": question,
        "title": title,
        "sentences": list(sentences),
        "answers": list(answers),
    }


def write(folder: Path, name: str, records: Iterable[Any]) -> Path:
    """A collection's file; gives its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{json.dumps(each)}\n" for each in records)
    (folder / f"{name}.jsonl").write_text(lines, "utf-8")
    return folder
