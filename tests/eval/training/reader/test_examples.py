"""What is drawn fits, is marked as its question is, and follows from the dice alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.reader.reader_input import MAX_PIECES, MAX_QUESTION, MAX_TITLE
from eval.training.reader.examples import SHARES, Example, ExampleMaker, Shares
from eval.training.reader.marked_question import MarkedQuestion
from tests.eval.training.reader.build import make_tokenizer, question_on

TEXTS = 24
# The pieces of a tokenizer before its words.
SPECIAL = 3
SEEDS = st.integers(0, 10_000)
NONE = Shares(0, 0, 0, 0)
MakeMaker = Callable[[Shares], ExampleMaker]


@dataclass(frozen=True)
class Shown:
    """The sentences that an example shows, and those that it marks, each by the number of its text
    and its own."""

    sentences: tuple[tuple[int, int], ...]
    marked: frozenset[tuple[int, int]]

    @property
    def texts(self) -> set[int]:
        return {text for text, _ in self.sentences}


def make_text(number: int, dice: random.Random) -> tuple[str, ...]:
    """Sentences of one word each, repeated: by it, text and sentence are known again. One in three
    texts is short, and the last sentence of each is too long to be read whole."""
    count = dice.randint(1, 5) if number % 3 == 0 else dice.randint(12, 40)
    sizes = [dice.randint(1, 45) for _ in range(count)] + [170]
    return tuple(" ".join([f"t{number}s{n}"] * size) for n, size in enumerate(sizes))


def make_questions() -> list[MarkedQuestion]:
    """Two questions on each text, the second without an answer. Two texts make a group."""
    dice = random.Random(5)
    found = []
    for number in range(TEXTS):
        text = make_text(number, dice)
        answers = dice.sample(range(len(text)), min(len(text), dice.randint(1, 3)))
        answerable = question_on(
            *text,
            answers=answers,
            question=f"q{2 * number} " * dice.choice((1, 9, 60)),
            title=f"title{number}",
            published="2024-01-02" if number % 2 else "",
            group=f"g{number // 2}",
        )
        found += [
            answerable,
            replace(answerable, question=f"q{2 * number + 1}", answers=frozenset()),
        ]
    return found


QUESTIONS = make_questions()
WORDS = [f"t{text}s{sentence}" for text in range(TEXTS) for sentence in range(45)]


@pytest.fixture(scope="module")
def make_maker(tmp_path_factory: pytest.TempPathFactory) -> MakeMaker:
    """Makes a maker of all questions. Found for each are texts of the next two groups."""
    tokenizer = make_tokenizer(tmp_path_factory.mktemp("tokenizer") / "tokenizer.json", WORDS)
    found = [[(n + 4) % len(QUESTIONS), (n + 8) % len(QUESTIONS)] for n in range(len(QUESTIONS))]
    return cache(lambda shares: ExampleMaker(QUESTIONS, tokenizer, found, shares))


def see(example: Example) -> Shown:
    window = example.window
    places = []
    for start, end in window.spans:
        (piece,) = set(window.ids[start:end])
        text, sentence = WORDS[piece - SPECIAL].removeprefix("t").split("s")
        places.append((int(text), int(sentence)))
    marked = frozenset(places[n] for n in example.answers)
    return Shown(tuple(places), marked)


def draw_all(maker: ExampleMaker, seed: int) -> list[tuple[int, Shown]]:
    """An example of each question, with the question's number."""
    dice = random.Random(seed)
    return [(n, see(maker.draw(n, dice))) for n in range(len(maker.questions))]


def answers_of(number: int) -> set[tuple[int, int]]:
    return {(number // 2, sentence) for sentence in QUESTIONS[number].answers}


def answerable(shown: Iterable[tuple[int, Shown]]) -> list[tuple[int, Shown]]:
    return [(n, each) for n, each in shown if QUESTIONS[n].answers]


@given(SEEDS)
def test_windows_fit(make_maker: MakeMaker, seed: int) -> None:
    maker, dice = make_maker(SHARES), random.Random(seed)
    for number in range(len(QUESTIONS)):
        window = maker.draw(number, dice).window
        assert len(window.ids) <= MAX_PIECES
        assert 3 <= window.question_size <= MAX_QUESTION + 2
        # Question, title and sentences follow one another, and are closed.
        ends = [window.question_size, *(end for _, end in window.spans)]
        starts = [*(start for start, _ in window.spans), len(window.ids) - 1]
        gaps = [start - end for start, end in zip(starts, ends, strict=True)]
        assert 1 <= gaps[0] <= MAX_TITLE
        assert set(gaps[1:]) == {0}
        assert window.ids[0] == 0
        assert window.ids[-1] == 1


@given(SEEDS)
def test_what_answers_is_marked_and_nothing_else(make_maker: MakeMaker, seed: int) -> None:
    for number, shown in draw_all(make_maker(SHARES), seed):
        assert shown.marked == answers_of(number) & set(shown.sentences)
        assert len(shown.texts) == 1
        assert list(shown.sentences) == sorted(shown.sentences)


@given(SEEDS)
def test_a_question_without_an_answer_sees_its_own_text(make_maker: MakeMaker, seed: int) -> None:
    for number, shown in draw_all(make_maker(Shares(0.25, 0.25, 0.25, 0.25)), seed):
        if not QUESTIONS[number].answers:
            assert shown.texts == {number // 2}
            assert not shown.marked


@given(SEEDS)
def test_with_no_other_share_an_answer_is_shown(make_maker: MakeMaker, seed: int) -> None:
    for number, shown in answerable(draw_all(make_maker(NONE), seed)):
        assert shown.texts == {number // 2}
        # Not if what answers is itself hardly short enough.
        if len(QUESTIONS[number].sentences) - 1 not in QUESTIONS[number].answers:
            assert shown.marked


@given(SEEDS)
def test_another_window_holds_no_answer(make_maker: MakeMaker, seed: int) -> None:
    for number, shown in answerable(draw_all(make_maker(Shares(1, 0, 0, 0)), seed)):
        answers, text = QUESTIONS[number].answers, QUESTIONS[number].sentences
        if max(min(answers), len(text) - 1 - max(answers)) >= 3:
            assert shown.texts == {number // 2}
            assert not shown.marked
            numbers = [sentence for _, sentence in shown.sentences]
            assert numbers == list(range(numbers[0], numbers[-1] + 1))
            assert numbers[-1] < min(answers) or numbers[0] > max(answers)


@given(SEEDS)
def test_what_answers_is_taken_out(make_maker: MakeMaker, seed: int) -> None:
    shown = answerable(draw_all(make_maker(Shares(0, 1, 0, 0)), seed))
    # Of a text that has hardly more, nothing is left to show.
    own = [each for number, each in shown if each.texts == {number // 2}]
    assert len(own) > len(shown) / 2
    assert all(len(each.sentences) > 1 for each in own)
    assert not any(each.marked for _, each in shown)


@given(SEEDS)
def test_what_is_found_is_of_the_texts_that_the_search_finds(
    make_maker: MakeMaker, seed: int
) -> None:
    for number, shown in answerable(draw_all(make_maker(Shares(0, 0, 1, 0)), seed)):
        places = (number // 2 + 2) % TEXTS, (number // 2 + 4) % TEXTS
        assert shown.texts <= set(places)
        assert not shown.marked


@given(SEEDS)
def test_a_random_text_is_of_another_group(make_maker: MakeMaker, seed: int) -> None:
    for number, shown in answerable(draw_all(make_maker(Shares(0, 0, 0, 1)), seed)):
        (text,) = shown.texts
        # Where the dice show a text of the same group, the question sees its own.
        assert text == number // 2 or text // 2 != number // 4


@given(SEEDS)
def test_the_dice_decide_alone(make_maker: MakeMaker, seed: int) -> None:
    one, same, other = (
        make_maker(SHARES).draw_pass(random.Random(each)) for each in (seed, seed, seed + 1)
    )
    assert one == same != other


def test_shares_are_those_of_the_draws(make_maker: MakeMaker) -> None:
    shares = Shares(0.1, 0.2, 0.3, 0.1)
    maker, dice = make_maker(shares), random.Random(3)
    # A long text, whose answers leave room on both sides.
    number = next(
        n
        for n, each in enumerate(QUESTIONS)
        if each.answers and min(each.answers) > 4 and max(each.answers) < len(each.sentences) - 1
    )
    drawn = [see(maker.draw(number, dice)) for _ in range(2_000)]
    with_answer = sum(bool(each.marked) for each in drawn) / len(drawn)
    elsewhere = sum(each.texts != {number // 2} for each in drawn) / len(drawn)
    assert with_answer == pytest.approx(0.3, abs=0.05)
    assert elsewhere == pytest.approx(0.4, abs=0.05)


def test_collections_come_as_often_as_they_should(tmp_path: Path) -> None:
    tokenizer = make_tokenizer(tmp_path / "tokenizer.json", ["a"])

    def count_drawn(collection: str) -> int:
        maker = ExampleMaker([question_on("a", collection=collection)] * 1_000, tokenizer)
        return len(maker.draw_pass(random.Random(1)))

    assert count_drawn("news") == 2_000
    assert count_drawn("another") == 1_000
    assert count_drawn("selqa") == pytest.approx(700, abs=50)
    assert count_drawn("fairytaleqa") == pytest.approx(120, abs=35)


def test_some_draws_are_without_the_date(tmp_path: Path) -> None:
    tokenizer = make_tokenizer(tmp_path / "tokenizer.json", ["a", "title"])
    dated = question_on("a", title="title", published="2024-01-02")
    maker, dice = ExampleMaker([dated], tokenizer), random.Random(1)
    sizes = Counter(len(maker.draw(0, dice).window.ids) for _ in range(1_000))
    # Special pieces, question, title and sentence, and three words of a date.
    assert set(sizes) == {6, 9}
    assert sizes[6] / 1_000 == pytest.approx(0.2, abs=0.05)


def test_windows_of_a_whole_text_hold_every_sentence(make_maker: MakeMaker) -> None:
    maker = make_maker(SHARES)
    for number, question in enumerate(QUESTIONS):
        windows = maker.read_whole(number)
        assert {n for places, _ in windows for n in places} == set(range(len(question.sentences)))
        for places, window in windows:
            assert len(places) == len(window.spans)
            assert len(window.ids) <= MAX_PIECES
