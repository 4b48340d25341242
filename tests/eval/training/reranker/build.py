"""Marked texts and examples made by hand: an invented town's days, each told in a few sentences."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from eval.training.marked_articles import MarkedQuestion
from eval.training.reranker.examples import Example
from eval.training.training_questions import QuestionKind

PLACES = ("Aldmoor", "Brask", "Corvane", "Dunmere", "Elling", "Farrow", "Gannet", "Holm")
DEEDS = ("opened the market", "closed the harbour", "painted the bridge", "sold the old mill")


def marked(
    number: int,
    answers: Collection[int] = (2,),
    *,
    collection: str = "qed",
    length: int = 6,
) -> MarkedQuestion:
    """A question for what somebody did, of which the text tells in one of its sentences."""
    who, deed = PLACES[number % len(PLACES)], DEEDS[number % len(DEEDS)]
    letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
    # Else what was done on one day would be much like what was done on another.
    guests = f"Al{letters}, Bo{letters}, Cy{letters} and Di{letters}"
    sentences = [f"On day {number} hour {n} the wind of {who} blew." for n in range(length)]
    for n in answers:
        sentences[n] = f"On day {number} Mayor {who} {deed} at {n} sharp with {guests}."
    return MarkedQuestion(
        collection=collection,
        group=f"{collection} {number}",
        question=f"What did Mayor {who} do on day {number}?",
        title=f"Day {number}",
        sentences=tuple(sentences),
        answers=frozenset(answers),
    )


def examples_of(asked: MarkedQuestion) -> list[Example]:
    """The question with the sentences of its text, and once more without those that answer.

    Of the signals nothing can be learned: they like what stands first.
    """
    texts = [f"{sentence} | {asked.title}" for sentence in asked.sentences]
    gold = [n in asked.answers for n in range(len(texts))]
    numbered = list(enumerate(zip(texts, gold, strict=True)))
    return [
        Example(
            asked.collection,
            kind,
            asked.question,
            tuple(text for _, (text, _) in kept),
            tuple(2.0 - n / 2 for n, _ in kept),
            tuple(right for _, (_, right) in kept),
        )
        for kind, kept in (
            (QuestionKind.OWN, numbered),
            (QuestionKind.REMOVED, [each for each in numbered if not each[1][1]]),
        )
    ]


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
