"""Training examples of the reranker: a question with its candidate sentences.

Questions come from `eval.training.training_questions`: each was put to an archive, and is
answerable or not. The candidates are the sentences that the features rank first, as in the product,
so they include hard negatives.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question_context import QuestionContext
from assistant.answering.reranker import SEPARATOR, format_for_reranker
from assistant.answering.sentence_choice import rank_sentences
from eval.metrics.matching import is_same_sentence
from eval.report.file_writing import write_atomically
from eval.training.training_questions import QuestionKind, TrainingQuestion
from index.language.en.country_aliases import Stemmer

# So many of the sentences found are an example's candidates: twice what the product reads.
FOUND = 16
# Of an example's candidates so many are looked at in a step, of which so many may answer.
CANDIDATES, RIGHT = 8, 2
# Of a pass's questions with an answer, by collection: more fairy tales would teach fairy tales.
DRAWN: Mapping[str, int] = {"fairytaleqa": 900, "newswire": 600}
# How often a collection's questions come in a pass.
REPEATED: Mapping[str, int] = {"trecqa": 4, "qed": 2}
# For each question with an answer so many without, of each kind, as far as there are.
WITHOUT: Mapping[QuestionKind, float] = {
    QuestionKind.NEAR: 0.25,
    QuestionKind.REMOVED: 0.25,
    QuestionKind.SWAPPED: 0.15,
    QuestionKind.FOREIGN: 0.05,
}
# For each with one so many once more with its answers taken out: what is left is as near as can be.
TAKEN_OUT = 0.3
# Of newswire nobody has marked all that answers.
_PARTLY_MARKED = frozenset({"newswire"})


@dataclass(frozen=True, slots=True)
class Example:
    """A question, its candidates as models read them, and what their signals make of each (a
    logarithm of odds, not against there being no answer); which of them answer: none, perhaps.
    Whole, it has the candidates best first by their signals."""

    collection: str
    kind: QuestionKind
    question: str
    candidates: tuple[str, ...]
    signals: tuple[float, ...]
    gold: tuple[bool, ...]


def example(asked: TrainingQuestion, stems: Stemmer) -> Example | None:
    """The question with what is found for it; None where there is nothing to be learned: no
    candidates, or none of those that answer among them."""
    firsts: dict[str, SentenceCandidate] = {}
    right = 0
    for each in rank_sentences(QuestionContext.build(asked.question, asked.hits, stems)):
        if each.text in firsts:
            continue
        answers = _answers(asked, each)
        if len(firsts) < FOUND or (answers and right < RIGHT):
            right += answers
            firsts[each.text] = each
    found = list(firsts.values())
    gold = tuple(_answers(asked, each) for each in found)
    if any(gold) != (asked.kind is QuestionKind.OWN) or not found:
        return None
    return Example(
        asked.collection,
        asked.kind,
        asked.question.text,
        tuple(map(format_for_reranker, found)),
        tuple(round(each.score, 4) for each in found),
        gold,
    )


def _answers(asked: TrainingQuestion, candidate: SentenceCandidate) -> bool:
    return any(is_same_sentence(gold, candidate.text) for gold in asked.evidence)


def epoch(
    examples: Sequence[Example], dice: random.Random, taken_out: float = TAKEN_OUT
) -> list[Example]:
    """The examples of one pass, in no order, with some of their candidates, drawn anew; for each
    with an answer `taken_out` near misses."""
    by_kind: dict[tuple[str, QuestionKind], list[Example]] = {}
    for each in examples:
        by_kind.setdefault((each.collection, each.kind), []).append(each)
    found: list[Example] = []
    for (name, kind), own in by_kind.items():
        count = _count(name, kind, by_kind)
        for _ in range(REPEATED.get(name, 1)):
            found += dice.sample(own, min(count, len(own)))
            if kind is QuestionKind.OWN and name not in _PARTLY_MARKED:
                found += near_misses(dice.sample(own, round(taken_out * min(count, len(own)))))
    dice.shuffle(found)
    return [sample_candidates(each, dice) for each in found]


def _count(
    name: str, kind: QuestionKind, by_kind: Mapping[tuple[str, QuestionKind], Sequence[Example]]
) -> int:
    answered = len(by_kind.get((name, QuestionKind.OWN), ()))
    answered = min(answered, DRAWN.get(name, answered))
    return answered if kind is QuestionKind.OWN else round(WITHOUT[kind] * answered)


def sample_candidates(whole: Example, dice: random.Random) -> Example:
    """The example with a few of its candidates: some that answer, and of the others rather those
    that stand first."""
    right = [n for n, gold in enumerate(whole.gold) if gold]
    right = dice.sample(right, min(RIGHT, len(right)))
    rest = [n for n, gold in enumerate(whole.gold) if not gold]
    rest.sort(key=lambda n: (n + 1) * dice.random())
    return select_candidates(whole, [*right, *rest[: CANDIDATES - len(right)]])


def near_misses(examples: Iterable[Example]) -> list[Example]:
    """Of those whose answers are all marked, what is left without them."""
    marked = (
        e for e in examples if e.kind is QuestionKind.OWN and e.collection not in _PARTLY_MARKED
    )
    return [near for each in marked if (near := near_miss(each)).candidates]


def near_miss(whole: Example) -> Example:
    """The example with its answers taken out: about the same, and no answer."""
    return replace(select_candidates(whole, not_answering(whole)), kind=QuestionKind.NEAR)


def not_answering(whole: Example) -> list[int]:
    """The places of the candidates that do not answer, and are not read together with one that
    does."""
    right = [text.split(SEPARATOR)[0] for n, text in enumerate(whole.candidates) if whole.gold[n]]
    return [
        n
        for n, text in enumerate(whole.candidates)
        if not any(answer.endswith(part) for answer in right for part in text.split(SEPARATOR))
    ]


def select_candidates(whole: Example, places: Sequence[int]) -> Example:
    """The example with the candidates at these places, in this order."""
    return replace(
        whole,
        candidates=tuple(whole.candidates[n] for n in places),
        signals=tuple(whole.signals[n] for n in places),
        gold=tuple(whole.gold[n] for n in places),
    )


def write(examples: Iterable[Example], path: Path) -> None:
    """Keep examples in a file of a line each, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, "".join(f"{json.dumps(asdict(each))}\n" for each in examples).encode())


def read(path: Path) -> Iterator[Example]:
    """The examples of such a file. Raises OSError where it cannot be read."""
    for line in path.read_text("utf-8").splitlines():
        found = json.loads(line)
        yield Example(
            found["collection"],
            QuestionKind(found["kind"]),
            found["question"],
            tuple(found["candidates"]),
            tuple(found["signals"]),
            tuple(found["gold"]),
        )
