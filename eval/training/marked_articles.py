"""Reads questions with the labelled sentences of a text: the training data of the reranker.

The split (train, validation, held-out) depends on the text alone, so no sentence is in two splits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from eval.datasets.marked_sentences import read_marks, read_sentences
from eval.datasets.record import Record, read_lines
from index.core.article import digest

# The files that are learned from. Never read here: trecqa_dev and clapnq, which stay unseen whole.
TRAINING_FILES = ("qed", "fairytaleqa", "covidqa", "trecqa_train")
# Of one that its makers parted, the part that is judged on alone.
HELD_OUT_FILE = "trecqa_dev"
# Collections whose makers have parted them: what is held out of them is in another file.
_SPLIT_COLLECTIONS = frozenset({"trecqa"})
# Texts are parted by twentieths: four are held out, one decides when to stop.
_HELD_OUT, _VALIDATION, _PARTS = 4, 1, 20
# A sentence of so many letters that stands in two texts makes them one.
_MIN_SHARED_LETTERS = 32


class Part(StrEnum):
    """What a text is used for."""

    TRAIN = "train"
    VALIDATION = "validation"
    HELD_OUT = "held out"


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """A question, the sentences of its text, and which of them answer it (none, perhaps).

    `group` is the text that they are from, together with all that share sentences with it.
    """

    collection: str
    group: str
    question: str
    title: str
    sentences: tuple[str, ...]
    answers: frozenset[int]

    @property
    def part(self) -> Part:
        """What it is used for: hangs on the name of the group alone."""
        if self.collection in _SPLIT_COLLECTIONS:
            return Part.TRAIN
        number = int(digest("scorer", self.group), 16) % _PARTS
        if number < _HELD_OUT:
            return Part.HELD_OUT
        return Part.VALIDATION if number < _HELD_OUT + _VALIDATION else Part.TRAIN


def read(folder: Path, names: Sequence[str] = TRAINING_FILES) -> list[MarkedQuestion]:
    """All questions of the files `NAME.jsonl` in a folder; raises DatelineError for a bad one."""
    return [each for name in names for each in _read_grouped(name, folder / f"{name}.jsonl")]


def exclude_shared(
    questions: Iterable[MarkedQuestion], training: Iterable[MarkedQuestion]
) -> list[MarkedQuestion]:
    """Those of whose sentences none that tells something stands in a text that is taught: articles
    of a newswire are parted one by one, and now and then two share a sentence."""
    sentences_taught = {
        normalise_letters(sentence) for each in training for sentence in each.sentences
    }
    return [
        each
        for each in questions
        if not any(
            len(s) >= _MIN_SHARED_LETTERS and s in sentences_taught
            for s in map(normalise_letters, each.sentences)
        )
    ]


def read_taught_questions(folder: Path) -> frozenset[str]:
    """The letters of all questions that a scorer is taught, or stopped by."""
    return frozenset(
        normalise_letters(each.question) for each in read(folder) if each.part is not Part.HELD_OUT
    )


def normalise_letters(text: str) -> str:
    """A text without all that writers of one text do in several ways."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _read_grouped(name: str, path: Path) -> Iterator[MarkedQuestion]:
    questions = [_make_question(name, record) for record in read_lines(path)]
    # By letters: some copies of a text are written in another way.
    firsts = _find_groups(
        [[normalise_letters(sentence) for sentence in each.sentences] for each in questions]
    )
    for each, first in zip(questions, firsts, strict=True):
        group = digest("\n".join(questions[first].sentences))
        # All that hang together alike: of windows of one text, archives make one article.
        rewrite = _join_tokens if int(digest("plain", group), 16) % 2 else str
        yield replace(
            each,
            group=f"{name} {group[:16]}",
            question=rewrite(each.question),
            sentences=tuple(map(rewrite, each.sentences)),
        )


def _make_question(name: str, record: Record) -> MarkedQuestion:
    sentences = read_sentences(record)
    return MarkedQuestion(
        collection=name.partition("_")[0],
        group="",
        question=record.text("question"),
        title=record.text("title", ""),
        sentences=tuple(sentences),
        answers=frozenset(read_marks(record, len(sentences))),
    )


def _find_groups(texts: Sequence[Sequence[str]]) -> list[int]:
    """For each text the number of the first one that it hangs together with."""
    first_with: dict[str, int] = {}
    parents = list(range(len(texts)))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    for i, text in enumerate(texts):
        for sentence in {s for s in text if len(s) >= _MIN_SHARED_LETTERS}:
            # The first text is the root, in whatever order its sentences come.
            one, other = root(i), root(first_with.setdefault(sentence, i))
            parents[max(one, other)] = min(one, other)
    return [root(i) for i in range(len(texts))]


_TOKENS = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r"-LRB- ?"), "("),
    (re.compile(r" ?-RRB-"), ")"),
    (re.compile(r" ([,.;:?!%)\]]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"([(\[$]) "), r"\1"),
)


def _join_tokens(text: str) -> str:
    """A text that was taken to pieces, as it is usually written; half of all texts, so that a
    model knows both."""
    for pattern, instead in _TOKENS:
        text = pattern.sub(instead, text)
    return text
