"""Makes the examples of a pass: a question with a window of a text, as the reader will read it.

Of a question with an answer, some draws show what does not answer it: another passage of the same
article, the window without the sentences that answer, and passages that the product's own search
finds for it in other texts. Everything follows from the dice. Pure.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.reader.reader_input import (
    MAX_PIECES,
    ReaderInput,
    ReaderTokenizer,
    split_windows,
)
from eval.training.reader.marked_question import MarkedQuestion

# How often a collection's questions come in a pass; of the large ones a part comes.
REPEATED: Mapping[str, float] = {
    "news": 2,
    "reuters": 2,
    "polnear": 2,
    "invented": 2,
    "wikipedia": 2,
    "trecqa": 2,
    "selqa": 0.7,
    "covidqa": 0.3,
    "fairytaleqa": 0.12,
}
# The share of the draws without the date of the text.
_UNDATED = 0.2
# Windows of the product have these many word pieces, now and then fewer.
_ROOMS = (MAX_PIECES, MAX_PIECES, MAX_PIECES, 160)


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the draws of questions with an answer that show none of it. What a text is too
    short for falls to the next."""

    other_window: float = 0.08
    taken_out: float = 0.12
    found_elsewhere: float = 0.12
    random_text: float = 0.03


SHARES = Shares()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in word pieces, with its title, and with its date before that."""

    title: tuple[int, ...]
    dated_title: tuple[int, ...]
    sentences: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What the reader reads, and the numbers of the window's sentences that answer."""

    window: ReaderInput
    answers: frozenset[int]


class ExampleMaker:
    """Tokenised questions and texts, from which examples are drawn. `found_elsewhere[i]` are the
    numbers of questions whose texts the search finds for question i."""

    def __init__(
        self,
        questions: Sequence[MarkedQuestion],
        tokenizer: ReaderTokenizer,
        found_elsewhere: Sequence[Sequence[int]] = (),
        shares: Shares = SHARES,
    ) -> None:
        self.questions = questions
        self._tokenizer, self._found_elsewhere = tokenizer, found_elsewhere
        self._draws = (
            (shares.other_window, self._draw_other_window),
            (shares.taken_out, self._take_out),
            (shares.found_elsewhere, self._draw_found),
            (shares.random_text, self._draw_random),
        )
        self._pieces = [tokenizer.encode_question(each.question) for each in questions]
        texts: dict[tuple[str, str, tuple[str, ...]], Text] = {}
        for each in questions:
            key = each.title, each.published, each.sentences
            if key not in texts:
                texts[key] = _tokenise(each, tokenizer)
        self._texts = [texts[each.title, each.published, each.sentences] for each in questions]

    def draw_pass(self, dice: random.Random) -> list[Example]:
        """The examples of one pass, in random order."""
        numbers = [
            number
            for number, each in enumerate(self.questions)
            for _ in range(_draw_count(REPEATED.get(each.collection, 1), dice))
        ]
        dice.shuffle(numbers)
        return [self.draw(number, dice) for number in numbers]

    def draw(self, number: int, dice: random.Random) -> Example:
        """An example of a question."""
        question, chance = self.questions[number], dice.random()
        room = dice.choice(_ROOMS)
        if not question.answers:
            return self._cut(number, number, dice, room, frozenset())
        for share, draw in self._draws:
            if chance < share:
                found = draw(number, dice, room)
                if found is not None:
                    return found
            chance -= share
        return self._cut(number, number, dice, room, question.answers)

    def read_whole(self, number: int) -> list[tuple[range, ReaderInput]]:
        """The whole text of a question in windows, each with the numbers of its sentences."""
        text = self._texts[number]
        question = self._pieces[number]
        windows = split_windows(
            len(question), len(text.dated_title), [len(s) for s in text.sentences]
        )
        return [
            (
                window,
                self._tokenizer.join(
                    question, text.dated_title, [text.sentences[i] for i in window]
                ),
            )
            for window in windows
        ]

    def _draw_other_window(self, number: int, dice: random.Random, room: int) -> Example | None:
        """A window of the same text before or after all that answers."""
        answers, text = self.questions[number].answers, self._texts[number]
        before, after = min(answers), len(text.sentences) - 1 - max(answers)
        if max(before, after) < 3:
            return None
        places = range(before) if before > after else range(max(answers) + 1, len(text.sentences))
        return self._join(number, text, self._fit(number, text, places, room), dice)

    def _take_out(self, number: int, dice: random.Random, room: int) -> Example | None:
        """A window without the sentences that answer."""
        answers, text = self.questions[number].answers, self._texts[number]
        window = self._choose_window(number, text, dice, room, answers)
        places = [i for i in window if i not in answers]
        return self._join(number, text, places, dice) if len(places) > 1 else None

    def _draw_found(self, number: int, dice: random.Random, room: int) -> Example | None:
        """A window of a text that the search finds for the question."""
        found = self._found_elsewhere[number] if self._found_elsewhere else ()
        return self._cut(number, dice.choice(found), dice, room, frozenset()) if found else None

    def _draw_random(self, number: int, dice: random.Random, room: int) -> Example | None:
        other = dice.randrange(len(self.questions))
        if self.questions[other].group == self.questions[number].group:
            return None
        return self._cut(number, other, dice, room, frozenset())

    def _cut(
        self, number: int, other: int, dice: random.Random, room: int, answers: frozenset[int]
    ) -> Example:
        """A window of the text of another question, or of the question's own."""
        text = self._texts[other]
        places = self._choose_window(number, text, dice, room, answers)
        return self._join(number, text, places, dice, answers)

    def _choose_window(
        self,
        number: int,
        text: Text,
        dice: random.Random,
        room: int,
        answers: frozenset[int],
    ) -> range:
        """Consecutive sentences that fit, with one that answers if any does and is not so long
        that it hardly fits."""
        if not answers:
            first = dice.randrange(len(text.sentences))
        else:
            wanted, longest = dice.choice(sorted(answers)), room // 2
            first = wanted
            while first and sum(map(len, text.sentences[first - 1 : wanted])) < longest:
                first -= 1
            first = dice.randint(first, wanted)
        # Most texts are short, and the product would show them whole.
        if sum(map(len, text.sentences)) < room - 60 or dice.random() < 0.3:
            first = 0 if not answers or self._reaches(text, room, answers) else first
        return self._fit(number, text, range(first, len(text.sentences)), room)

    @staticmethod
    def _reaches(text: Text, room: int, answers: frozenset[int]) -> bool:
        """Does a window from the first sentence on reach one that answers?"""
        return sum(map(len, text.sentences[: min(answers) + 1])) < room - 90

    def _fit(self, number: int, text: Text, places: range, room: int) -> range:
        """As many of the places as fit, at least one."""
        sizes = [len(text.sentences[i]) for i in places]
        window = next(split_windows(len(self._pieces[number]), len(text.dated_title), sizes, room))
        return places[window.start : window.stop]

    def _join(
        self,
        number: int,
        text: Text,
        places: Sequence[int],
        dice: random.Random,
        answers: frozenset[int] = frozenset(),
    ) -> Example:
        title = text.title if dice.random() < _UNDATED else text.dated_title
        window = self._tokenizer.join(
            self._pieces[number], title, [text.sentences[i] for i in places]
        )
        return Example(window, frozenset(n for n, i in enumerate(places) if i in answers))


def _tokenise(question: MarkedQuestion, tokenizer: ReaderTokenizer) -> Text:
    return Text(
        tuple(tokenizer.encode_title(question.title, None)),
        tuple(tokenizer.encode_title(question.title, question.published or None)),
        tuple(map(tuple, tokenizer.encode_sentences(question.sentences))),
    )


def _draw_count(repeated: float, dice: random.Random) -> int:
    return int(repeated) + (dice.random() < repeated % 1)


def batch_examples(
    examples: Sequence[Example], size: int, dice: random.Random
) -> Iterator[list[Example]]:
    """Batches of `size` examples, in which the windows are of like lengths: examples that follow
    one another are sorted together, and the batches come in random order."""
    group_size = size * 24
    for start in range(0, len(examples), group_size):
        group = sorted(examples[start : start + group_size], key=lambda e: len(e.window.ids))
        batches = [group[i : i + size] for i in range(0, len(group), size)]
        dice.shuffle(batches)
        yield from batches
