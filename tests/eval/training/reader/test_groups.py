"""Texts that share a sentence are one group, a group is in one part, and so is every sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.training.reader.groups import find_groups, normalise_letters
from eval.training.reader.marked_question import Part
from eval.training.reader.material import assign_groups
from tests.eval.training.reader.build import question_on

# Sentences long enough to tell that a text is a copy, and short ones that many texts have.
LONG = [f"the harbour master of town {n} closed the gate on day {n}" for n in range(12)]
SHORT = ["He nodded.", "Nobody was hurt."]
TEXTS = st.lists(
    st.lists(st.sampled_from(LONG + SHORT), min_size=1, max_size=4), min_size=1, max_size=9
)


def letters_of(texts: list[list[str]]) -> list[list[str]]:
    return [[normalise_letters(sentence) for sentence in text] for text in texts]


def test_letters_are_what_all_copies_have_in_common() -> None:
    assert normalise_letters("The U.S. said, “No”:\n4.5 PCT!") == "theussaidno45pct"


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([[0], [1]], [0, 1]),
        ([[0], [1], [0]], [0, 1, 0]),
        # The last text joins two that share nothing.
        ([[0, 1], [2, 3], [1, 2]], [0, 0, 0]),
        ([[3], [2], [1, 2], [1, 3]], [0, 0, 0, 0]),
        ([[4], [0], [1], [0, 1]], [0, 1, 1, 1]),
    ],
)
def test_a_group_goes_by_its_first_text(texts: list[list[int]], groups: list[int]) -> None:
    assert find_groups(letters_of([[LONG[n] for n in text] for text in texts])) == groups


def test_short_sentences_make_no_group() -> None:
    assert find_groups(letters_of([[LONG[0], *SHORT], [LONG[1], *SHORT]])) == [0, 1]


@given(TEXTS)
def test_groups_are_the_connected_texts(texts: list[list[str]]) -> None:
    groups = find_groups(letters_of(texts))
    shared = [{sentence for sentence in text if sentence in LONG} for text in texts]
    # Spread the number of the first text until nothing changes: slow, and plainly right.
    expected = list(range(len(texts)))
    for _ in texts:
        for i, one in enumerate(shared):
            near = [expected[j] for j, other in enumerate(shared) if one & other]
            expected[i] = min([expected[i], *near])
    assert groups == expected


@given(TEXTS)
def test_no_sentence_is_in_two_parts(texts: list[list[str]]) -> None:
    questions = assign_groups([question_on(*text) for text in texts])
    parts: dict[str, set[Part]] = {}
    for each in questions:
        for sentence in set(each.sentences) & set(LONG):
            parts.setdefault(sentence, set()).add(each.part)
    assert all(len(own) == 1 for own in parts.values())


def test_a_part_depends_on_the_group_alone() -> None:
    one = question_on(LONG[0], group="g")
    other = question_on(*SHORT, answers=[1], question="why", collection="reuters", group="g")
    assert one.part is other.part
    parts = [replace(one, group=str(n)).part for n in range(2_000)]
    for part in (Part.VALIDATION, Part.HELD_OUT):
        assert parts.count(part) / len(parts) == pytest.approx(0.1, abs=0.02)


def test_what_others_parted_is_all_taught() -> None:
    questions = [question_on(LONG[0], collection="trecqa", group=str(n)) for n in range(100)]
    assert {each.part for each in questions} == {Part.TRAIN}
