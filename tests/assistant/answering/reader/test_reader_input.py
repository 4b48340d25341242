"""The input of the reader: every sentence is read, within the limits of a window."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.reader.packaged_weights import find_tokenizer
from assistant.answering.reader.reader_input import (
    MAX_PIECES,
    MAX_QUESTION,
    MAX_SENTENCE,
    MAX_TITLE,
    OVERLAP,
    ReaderTokenizer,
    split_windows,
)

SPECIAL = 3
QUESTION_SIZES = st.integers(0, MAX_QUESTION)
TITLE_SIZES = st.integers(0, MAX_TITLE)
SIZES = st.lists(st.integers(1, MAX_SENTENCE), max_size=60)
MOST = st.integers(10, 400)


@pytest.fixture(scope="module")
def tokenizer() -> ReaderTokenizer:
    return ReaderTokenizer(find_tokenizer())


# -- windows, by the sizes of their parts alone


@given(QUESTION_SIZES, TITLE_SIZES, SIZES, MOST)
def test_every_sentence_is_in_a_window_and_no_window_is_too_long(
    question: int, title: int, sizes: list[int], most: int
) -> None:
    windows = list(split_windows(question, title, sizes, most))
    assert sorted({number for window in windows for number in window}) == list(range(len(sizes)))
    for window in windows:
        pieces = SPECIAL + question + title + sum(sizes[i] for i in window)
        assert pieces <= most or len(window) == 1


@given(QUESTION_SIZES, TITLE_SIZES, SIZES, MOST)
def test_each_window_goes_further_and_shares_at_most_one_sentence_with_the_last(
    question: int, title: int, sizes: list[int], most: int
) -> None:
    windows = list(split_windows(question, title, sizes, most))
    for before, after in pairwise(windows):
        assert after.stop > before.stop
        assert before.stop - after.start in (0, OVERLAP)


@given(QUESTION_SIZES, TITLE_SIZES, SIZES)
def test_what_fits_is_one_window(question: int, title: int, sizes: list[int]) -> None:
    most = SPECIAL + question + title + sum(sizes)
    assert list(split_windows(question, title, sizes, most)) == [range(len(sizes))][: len(sizes)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([4], [(0, 1)]),
        ([4, 4], [(0, 2)]),
        # 10 of room: two sentences, of which the second is shared.
        ([4, 4, 4, 4], [(0, 2), (1, 3), (2, 4)]),
        # The shared one would leave no room for another.
        ([4, 6, 6], [(0, 2), (2, 3)]),
        # One that is too long stands alone.
        ([4, 30, 4], [(0, 1), (1, 2), (2, 3)]),
        ([30], [(0, 1)]),
    ],
)
def test_windows_by_hand(sizes: list[int], expected: list[tuple[int, int]]) -> None:
    windows = split_windows(4, 3, sizes, most=10 + 4 + 3 + SPECIAL)
    assert [(window.start, window.stop) for window in windows] == expected


# -- texts


@given(
    st.text(max_size=400),
    st.text(max_size=400),
    st.sampled_from([None, "2024", "2024-03", "2024-03-05", "2024-03-05T10:00:00Z"]),
    st.lists(st.text(max_size=300), min_size=1, max_size=12),
)
def test_spans_lie_one_after_another_in_the_word_pieces(
    tokenizer: ReaderTokenizer,
    question: str,
    title: str,
    published: str | None,
    sentences: list[str],
) -> None:
    asked = tokenizer.encode_question(question)
    titled = tokenizer.encode_title(title, published)
    pieces = tokenizer.encode_sentences(sentences)
    assert len(asked) <= MAX_QUESTION
    assert len(titled) <= MAX_TITLE
    assert all(1 <= len(each) <= MAX_SENTENCE for each in pieces)
    joined = tokenizer.join(asked, titled, pieces)
    ids = list(joined.ids)
    assert ids[: joined.question_size] == [tokenizer.start, *asked, tokenizer.end]
    assert ids[joined.question_size : joined.spans[0][0]] == titled
    assert [ids[start:end] for start, end in joined.spans] == pieces
    assert all(a[1] == b[0] for a, b in pairwise(joined.spans))
    assert ids[joined.spans[-1][1] :] == [tokenizer.end]
    assert len(ids) == SPECIAL + len(asked) + len(titled) + sum(map(len, pieces))


def test_without_a_title_and_a_date_nothing_stands_before_the_sentences(
    tokenizer: ReaderTokenizer,
) -> None:
    assert tokenizer.encode_title("", None) == []
    assert tokenizer.encode_title("", "") == []
    joined = tokenizer.join([7], [], [[8, 9]])
    assert joined.ids == (tokenizer.start, 7, tokenizer.end, 8, 9, tokenizer.end)
    assert (joined.question_size, joined.spans) == (3, ((3, 5),))


def test_a_date_stands_before_the_title(tokenizer: ReaderTokenizer) -> None:
    title = tokenizer.encode_title("Storm hits coast", None)
    dated = tokenizer.encode_title("Storm hits coast", "2024-03-05")
    assert dated[-len(title) :] == title
    assert len(dated) > len(title)
    assert tokenizer.encode_title("", "2024-03-05") == dated[: -len(title)]


@pytest.mark.parametrize(
    "sentence",
    ["Rain fell. " * 455, "x" * 5_000, "RAIN FELL ON MARLOW BAY " * 208, "東京" * 2_500],
)
def test_a_sentence_of_5000_characters_is_read_to_its_limit(
    sentence: str, tokenizer: ReaderTokenizer
) -> None:
    (pieces,) = tokenizer.encode_sentences([sentence])
    # One word of 5,000 letters is no word that the model knows.
    assert len(pieces) in (MAX_SENTENCE, 1)
    beyond = [*tokenizer.encode_sentences([sentence + "More. " * 2_000])]
    assert beyond[0][: len(pieces)] == pieces


def test_capitals_are_read_as_small_letters(tokenizer: ReaderTokenizer) -> None:
    small, capital = tokenizer.encode_sentences(
        ["Rain fell on Marlow Bay.", "RAIN FELL ON MARLOW BAY."]
    )
    assert small == capital


@pytest.mark.parametrize(
    "sentence",
    ["Мир и труд.", "東京で会議が開かれた。", "Η Αθήνα χθες.", "قال الوزير", "🙂🙂", "\u200b", ""],
)
def test_other_scripts_are_read_or_stand_as_one_unknown_piece(
    sentence: str, tokenizer: ReaderTokenizer
) -> None:
    (pieces,) = tokenizer.encode_sentences([sentence])
    assert pieces
    if not sentence.strip("\u200b"):
        assert pieces == [tokenizer.unknown]


def test_the_longest_parts_leave_room_for_a_sentence() -> None:
    assert SPECIAL + MAX_QUESTION + MAX_TITLE + MAX_SENTENCE <= MAX_PIECES
