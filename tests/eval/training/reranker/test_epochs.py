"""What of the examples comes in a pass, and how they are kept in a file."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.training.reranker import examples
from eval.training.reranker.examples import (
    CANDIDATES,
    FOUND,
    RIGHT,
    WITHOUT,
    Example,
    epoch,
    near_miss,
    read,
    sample_candidates,
    write,
)
from eval.training.training_questions import QuestionKind

SEEDS = st.integers(0, 2**32)
# As texts are: with all that somebody takes for the end of a line.
TEXTS = st.text(max_size=30) | st.text(alphabet='a \n\r\v\f\x1c\x85\u2028\u2029\\"', max_size=30)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
ROWS = st.lists(st.tuples(TEXTS, NUMBERS, st.booleans()), min_size=1, max_size=FOUND + RIGHT)
EXAMPLES = st.builds(
    lambda name, kind, question, rows: Example(name, kind, question, *zip(*rows, strict=True)),
    TEXTS,
    st.sampled_from(QuestionKind),
    TEXTS,
    ROWS,
)


def made(number: int, collection: str = "clapnq", kind: QuestionKind = QuestionKind.OWN) -> Example:
    """A question of a number, with more candidates than are looked at in a step."""
    right = (number % FOUND,) if kind is QuestionKind.OWN else ()
    return Example(
        collection,
        kind,
        f"{collection} {kind} {number}?",
        tuple(f"Candidate {n} of {number}." for n in range(FOUND)),
        tuple(9.0 - n for n in range(FOUND)),
        tuple(n in right for n in range(FOUND)),
    )


def rows(example: Example) -> list[tuple[str, float, bool]]:
    return list(zip(example.candidates, example.signals, example.gold, strict=True))


@given(EXAMPLES, SEEDS)
def test_a_few_candidates_are_drawn_with_all_that_is_known_of_each(
    whole: Example, seed: int
) -> None:
    found = sample_candidates(whole, random.Random(seed))
    assert (found.collection, found.kind, found.question) == (
        whole.collection,
        whole.kind,
        whole.question,
    )
    # None that was not there, and none more often than it was.
    assert Counter(map(repr, rows(found))) <= Counter(map(repr, rows(whole)))
    right = min(RIGHT, sum(whole.gold))
    assert sum(found.gold) == right
    others = len(whole.gold) - sum(whole.gold)
    assert len(found.gold) == right + min(CANDIDATES - right, others)
    assert len(found.candidates) <= CANDIDATES == 8
    assert sample_candidates(whole, random.Random(seed)) == found


def test_what_the_signals_like_is_drawn_more_often_and_everything_sometimes() -> None:
    whole = made(0, kind=QuestionKind.NEAR)
    often = Counter(
        text
        for seed in range(400)
        for text in sample_candidates(whole, random.Random(seed)).candidates
    )
    counts = [often[text] for text in whole.candidates]
    first, second = sum(counts[: FOUND // 2]), sum(counts[FOUND // 2 :])
    assert first > 1.5 * second
    assert counts[0] > 380
    assert min(counts) > 40


def test_of_many_that_answer_each_is_drawn_sometimes() -> None:
    whole = Example("c", QuestionKind.OWN, "Which?", tuple("abcdef"), (1.0,) * 6, (True,) * 6)
    found = {
        text
        for seed in range(60)
        for text in sample_candidates(whole, random.Random(seed)).candidates
    }
    assert found == set("abcdef")


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares that are easily worked out."""
    without = {
        QuestionKind.NEAR: 0.5,
        QuestionKind.REMOVED: 0.25,
        QuestionKind.SWAPPED: 0.2,
        QuestionKind.FOREIGN: 0.05,
    }
    monkeypatch.setattr(examples, "DRAWN", {"large": 60, "both": 10})
    monkeypatch.setattr(examples, "REPEATED", {"small": 3, "both": 2})
    monkeypatch.setattr(examples, "WITHOUT", without)


@pytest.mark.usefixtures("shares")
@pytest.mark.parametrize(
    ("collection", "known", "expected"),
    [
        ("plain", [40, 40, 40, 40, 40], [40, 20, 10, 8, 2]),
        # No more than there are.
        ("plain", [40, 3, 0, 8, 1], [40, 3, 0, 8, 1]),
        # Three times, and of those without an answer as many more.
        ("small", [40, 40, 40, 40, 40], [120, 60, 30, 24, 6]),
        ("small", [40, 3, 0, 8, 1], [120, 9, 0, 24, 3]),
        # Of many with an answer some, and the others are counted by these.
        ("large", [200, 200, 200, 200, 200], [60, 30, 15, 12, 3]),
        ("large", [20, 200, 200, 200, 200], [20, 10, 5, 4, 1]),
        ("both", [200, 200, 0, 0, 0], [20, 10, 0, 0, 0]),
        # Without an answered one there is nothing to be weighed against.
        ("plain", [0, 40, 40, 40, 40], [0, 0, 0, 0, 0]),
    ],
)
def test_so_many_of_a_collection_and_kind_come_in_a_pass(
    collection: str, known: list[int], expected: list[int]
) -> None:
    kinds = (
        QuestionKind.OWN,
        QuestionKind.NEAR,
        QuestionKind.REMOVED,
        QuestionKind.SWAPPED,
        QuestionKind.FOREIGN,
    )
    own = [made(n, collection, k) for k, c in zip(kinds, known, strict=True) for n in range(c)]
    # Whatever else there is changes nothing.
    other = [made(n, "other", kind) for kind in kinds for n in range(100)]
    found = epoch([*own, *other], random.Random(1), 0)
    counts = Counter(each.kind for each in found if each.collection == collection)
    assert [counts[kind] for kind in kinds] == expected


@pytest.mark.usefixtures("shares")
def test_what_comes_often_comes_as_often_as_the_rest_and_with_other_candidates() -> None:
    found = epoch([made(n, "small") for n in range(30)], random.Random(1), 0)
    assert set(Counter(each.question for each in found).values()) == {3}
    assert len({each.candidates for each in found}) > 80
    # Of one time none comes twice.
    large = epoch([made(n, "large") for n in range(70)], random.Random(1), 0)
    assert len({each.question for each in large}) == 60


@pytest.mark.parametrize(("collection", "expected"), [("plain", 12), ("both", 6), ("newswire", 0)])
def test_of_those_with_an_answer_some_come_once_more_with_it_taken_out(
    monkeypatch: pytest.MonkeyPatch, collection: str, expected: int
) -> None:
    monkeypatch.setattr(examples, "DRAWN", {"both": 10})
    monkeypatch.setattr(examples, "REPEATED", {"both": 2})
    known = [made(n, collection) for n in range(40)]
    found = epoch(known, random.Random(1), 0.3)
    near = [each for each in found if each.kind is QuestionKind.NEAR]
    assert len(near) == expected
    answers = {t for each in known for t, g in zip(each.candidates, each.gold, strict=True) if g}
    for each in near:
        assert not any(each.gold)
        assert not answers & set(each.candidates)
        assert len(each.candidates) == CANDIDATES


def test_with_an_answer_goes_whatever_is_read_together_with_it() -> None:
    said = "The mayor, who had been ill for a month and had not been seen in all that time, spoke."
    found = Example(
        "qed",
        QuestionKind.OWN,
        "Who spoke?",
        (
            f"{said} | An evening",
            f"He left by train. | {said[-40:]} | An evening",
            "Rain fell. | An evening",
            "He came by train. | Nobody had known of it. | The mayor",
        ),
        (4.0, 3.0, 2.0, 1.0),
        (True, False, False, False),
    )
    assert near_miss(found).candidates == found.candidates[2:]
    assert near_miss(found).signals == (2.0, 1.0)
    assert near_miss(found).kind is QuestionKind.NEAR
    # A pass has none in which nothing is left.
    assert not near_miss(near_miss(found)).gold[0]
    alone = examples.select_candidates(found, [0, 1])
    passed = epoch([alone] * 20, random.Random(1))
    assert {each.kind for each in passed} == {QuestionKind.OWN}


def test_of_every_kind_without_an_answer_there_are_some_but_fewer_than_answered_ones() -> None:
    assert set(WITHOUT) == set(QuestionKind) - {QuestionKind.OWN}
    assert min(WITHOUT.values()) > 0
    assert 0.3 < sum(WITHOUT.values()) < 1


def test_a_pass_is_the_same_by_the_same_chance_and_another_by_another() -> None:
    asked = [made(n, kind=kind) for kind in QuestionKind for n in range(40)]
    first, again, other = (epoch(asked, random.Random(seed)) for seed in ("1 0", "1 0", "1 1"))
    assert first == again
    assert Counter(e.kind for e in first) == Counter(e.kind for e in other)
    assert {e.question for e in first} != {e.question for e in other}
    # In no order: what is alike does not come at once.
    assert [e.kind for e in first] != sorted((e.kind for e in first), key=list(QuestionKind).index)


@given(st.lists(EXAMPLES, max_size=4))
def test_what_is_written_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, whole: list[Example]
) -> None:
    path = tmp_path_factory.mktemp("kept") / "of" / "a part.jsonl"
    write(iter(whole), path)
    assert list(read(path)) == whole
    assert len(path.read_text("utf-8").splitlines()) == len(whole)


def test_what_was_not_written_to_its_end_is_never_seen(tmp_path: Path) -> None:
    def cut_off() -> Iterator[Example]:
        yield from (made(n) for n in range(10, 15))
        raise KeyboardInterrupt

    path, first = tmp_path / "kept.jsonl", [made(n) for n in range(3)]
    with pytest.raises(KeyboardInterrupt):
        write(cut_off(), path)
    assert list(tmp_path.iterdir()) == []
    write(first, path)
    with pytest.raises(KeyboardInterrupt):
        write(cut_off(), path)
    assert list(read(path)) == first
    assert list(tmp_path.iterdir()) == [path]


def test_whoever_reads_while_it_is_written_anew_reads_the_old_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl"
    write([made(n) for n in range(3)], path)
    old = path.read_text("utf-8")
    with path.open(encoding="utf-8") as file:
        write([made(9)], path)
        assert file.read() == old
    assert list(read(path)) == [made(9)]
