"""What a scorer sees of a question at a time: some candidates, of which one answers, or none. Pure.

Beside questions as they are there are three kinds without an answer, made from them: the text
without the sentences that answer, the question with a name or a number exchanged, and sentences of
other texts alone. They are what an archive has for a question that it cannot answer.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.scorer import as_read
from eval.scorer.marked import Marked
from index.words import content_words

CANDIDATES = 8
# Of an epoch's questions, by collection: more of the fairy tales would teach fairy tales.
DRAWN: Mapping[str, int] = {"fairytaleqa": 1_400, "newswire": 600}
# How often a collection's questions come in an epoch.
REPEATED: Mapping[str, int] = {"trecqa": 4}
# Of the questions these shares come without an answer, beside coming with one.
ROBBED, EXCHANGED, STRANGE = 0.25, 0.2, 0.05
# Sentences of other texts among the candidates of a question that has an answer.
_FOREIGN = 2
# How far from the answer, in sentences, chance may prefer a sentence to its neighbour.
_STRAY = 3
_NUMBER = re.compile(r"(?<!\w)(?:\d[\d,.]*\d|\d)(?!\w)")
_CAPITALS = 3  # words; a name among fewer may be the first word of a sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A question, its candidates as scorers read them, and which of them answer: none, perhaps."""

    kind: str
    question: str
    candidates: tuple[str, ...]
    gold: tuple[bool, ...]


# Sentences of other texts that look as if they could answer, hardest first.
Foreign = Callable[[Marked], Sequence[str]]


def epoch(questions: Sequence[Marked], foreign: Foreign, dice: random.Random) -> list[Example]:
    """The examples of one pass, drawn anew each time, in no order."""
    names = _names(questions)
    found = [e for each in _drawn(questions, dice) for e in _examples(each, foreign, names, dice)]
    dice.shuffle(found)
    return found


def judged(questions: Sequence[Marked], foreign: Foreign) -> list[Example]:
    """Each question once with its answer, and once robbed of it; the same at every call."""
    found = []
    for each in questions:
        dice = random.Random(each.question)
        found.append(answered(each, foreign, dice))
        found.append(robbed(each, foreign, dice))
    return [example for example in found if example.candidates]


def _drawn(questions: Sequence[Marked], dice: random.Random) -> Iterator[Marked]:
    by_collection: dict[str, list[Marked]] = {}
    for each in questions:
        by_collection.setdefault(each.collection, []).append(each)
    for name, own in by_collection.items():
        for _ in range(REPEATED.get(name, 1)):
            yield from dice.sample(own, min(len(own), DRAWN.get(name, len(own))))


def _examples(
    asked: Marked, foreign: Foreign, names: Mapping[str, Sequence[str]], dice: random.Random
) -> Iterator[Example]:
    if asked.answers:
        yield answered(asked, foreign, dice)
    if not asked.answers or dice.random() < ROBBED:
        yield robbed(asked, foreign, dice)
    if dice.random() < EXCHANGED:
        other = exchanged(asked.question, names[asked.collection], dice)
        if other is not None:
            yield _example("exchanged", other, asked, dice, ())
    if dice.random() < STRANGE:
        strange = tuple(foreign(asked))[:CANDIDATES]
        yield Example("strange", asked.question, strange, (False,) * len(strange))


def answered(asked: Marked, foreign: Foreign, dice: random.Random) -> Example:
    """The question with sentences that answer it, others of its text, and foreign ones."""
    others = _some(foreign(asked), _FOREIGN, dice)
    return _example("answered", asked.question, asked, dice, others)


def robbed(asked: Marked, foreign: Foreign, dice: random.Random) -> Example:
    """The question with its text but for the sentences that answer it."""
    others = _some(foreign(asked), _FOREIGN, dice)
    return _example("robbed", asked.question, asked, dice, others)


def exchanged(question: str, names: Sequence[str], dice: random.Random) -> str | None:
    """The question with a name, or a number, exchanged for another; None if it has none."""
    numbers = _NUMBER.findall(question)
    own = [word.text for word in content_words(question) if word.is_name]
    own = [name for name in own if not name[0].isdigit()]
    if numbers and (not own or dice.random() < 0.5):
        number = dice.choice(numbers)
        return _with(question, number, _other_number(number, dice))
    others = [name for name in names if name.lower() not in question.lower()]
    if not own or not others:
        return None
    return _with(question, dice.choice(own), dice.choice(others))


def _with(question: str, word: str, other: str) -> str:
    """The question with another word in the place of one: not inside a longer one."""
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: other, question, count=1)


def _other_number(number: str, dice: random.Random) -> str:
    """A number that looks like another."""
    digits = number
    while digits == number:
        place = dice.choice([i for i, sign in enumerate(number) if sign.isdigit()])
        digits = number[:place] + dice.choice("123456789") + number[place + 1 :]
    return digits


def _example(
    kind: str, question: str, asked: Marked, dice: random.Random, foreign: Sequence[str]
) -> Example:
    """Up to two that answer, if any shall, and of the rest the nearest to the answers first."""
    near = sorted(asked.answers)
    gold = dice.sample(near, min(len(near), 2)) if kind == "answered" else []
    rest = [n for n, sentence in enumerate(asked.sentences) if sentence]
    if kind != "exchanged":
        rest = [n for n in rest if n not in asked.answers]
    weighed = sorted(rest, key=lambda n: _distance(n, near) + _STRAY * dice.random())
    others = weighed[: CANDIDATES - len(gold) - len(foreign)]
    hidden = asked.answers if kind == "robbed" else frozenset[int]()
    return Example(
        kind,
        question,
        (*(candidate(asked, n, hidden) for n in (*gold, *others)), *foreign),
        (*(True for _ in gold), *(False for _ in (*others, *foreign))),
    )


def candidate(asked: Marked, number: int, hidden: frozenset[int] = frozenset()) -> str:
    """A sentence of a question's text as scorers read it; a hidden one is not shown before it."""
    # The sentences of TREC QA are from many articles.
    shown = number > 0 and number - 1 not in hidden and asked.collection != "trecqa"
    before = asked.sentences[number - 1] if shown else ""
    return as_read(asked.sentences[number], before, asked.title)


def _distance(number: int, near: Sequence[int]) -> int:
    return min((abs(number - n) for n in near), default=0)


def _some(foreign: Sequence[str], count: int, dice: random.Random) -> list[str]:
    return dice.sample(list(foreign), min(len(foreign), count))


def _names(questions: Sequence[Marked]) -> dict[str, list[str]]:
    """The names in the questions of each collection, those in several first."""
    found: dict[str, Counter[str]] = {}
    for each in questions:
        words = content_words(each.question)
        own = found.setdefault(each.collection, Counter())
        if len(words) >= _CAPITALS:
            own.update(w.text for w in words if w.is_name and not w.text[0].isdigit())
    return {name: [word for word, _ in own.most_common(2_000)] for name, own in found.items()}
