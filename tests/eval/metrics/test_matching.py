from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.matching import has_answer, is_same_sentence, normalise_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harbour-Master, an old hand.", "harbour master old hand"),
        ("its `` double coat '' , with", "its double coat with"),
        ("its “double coat”, with", "its double coat with"),
        ("Elling 's quay — and Elling’s ferry", "elling quay and elling ferry"),
        ("They do n't and we ca n't", "they don t and we can t"),
        ("They don’t and we can't", "they don t and we can t"),
        ("the U.S. at 9 a.m.", "us at 9 am"),
        ("1,250,000 of 3.5 million at 10:30", "1250000 of 3.5 million at 10:30"),
        ("in 2019, 2020,and 7,5", "in 2019 2020 and 7 5"),
        ("ＦＥＲＲＹ ½ ﬁsh co\u00adast", "ferry 1 2 fish coast"),
        ("…!?", ""),
        ("", ""),
    ],
)
def test_words_are_what_is_left_of_a_text(text: str, words: str) -> None:
    assert normalise_words(text) == words


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise_words(normalise_words(text)) == normalise_words(text)


@pytest.mark.parametrize(
    ("answer", "quote", "occurs"),
    [
        ("Britain", "He blamed Britain.", True),
        ("Britain", "He blamed Britain’s ministers.", True),
        ("Britain", "The two Britains differ.", False),
        ("26 nations", "Some 26 nations signed", True),
        ("26 nations", "Some 126 nations signed", False),
        ("26 nations", "26 of the nations signed", False),
        ("5", "It rose 3.5 points", False),
        ("the harbour board", "A harbour board met", True),
        ("March 3", "on 3 March", False),
        ("double coat", "known as a `` double coat '' , with", True),
        ("", "anything", False),
        ("The", "the sea", False),
        ("?", "what?", False),
        ("longer than the quote", "longer", False),
    ],
)
def test_an_answer_occurs_word_by_word(answer: str, quote: str, occurs: bool) -> None:
    assert has_answer([answer], quote) == occurs


def test_one_of_several_answers_is_enough() -> None:
    assert has_answer(["Tallow", "Elling"], "Port Elling")
    assert not has_answer([], "Port Elling")


LONG = "The chair of the harbour board said on Tuesday that no ship would leave before the inquiry."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LONG, LONG, True),
        (LONG, LONG.replace(".", " .").replace("The", "`` The"), True),
        # Cut at half of the words or more, or less.
        (LONG, "said on Tuesday that no ship would leave before the inquiry", True),
        (LONG, "no ship would leave", False),
        # One word of fourteen is another; the same words in quite another order still are it.
        (LONG, LONG.replace("Tuesday", "Monday"), True),
        (LONG, "The ferry sank off Port Elling on 3 March.", False),
        # Half of the words are shared, but not in one run.
        ("The ferry left at noon on Monday", "The ferry sank at night on Friday", False),
        ("", "", False),
        ("!", "!", False),
        ("", LONG, False),
    ],
)
def test_sentences_are_the_same_however_they_were_cut(one: str, other: str, same: bool) -> None:
    assert is_same_sentence(one, other) == same
    assert is_same_sentence(other, one) == same


@given(st.lists(st.sampled_from(["ferry", "sank", "quay", "noon", "mayor"]), min_size=2))
def test_repeated_words_are_counted(words: list[str]) -> None:
    text = " ".join(words)
    assert is_same_sentence(text, text)
    # Five times the text holds it, but it is no longer half of that.
    assert not is_same_sentence(text, " ".join(["other", *words * 5]))


@given(st.text(), st.text())
def test_being_the_same_sentence_is_mutual(one: str, other: str) -> None:
    assert is_same_sentence(one, other) == is_same_sentence(other, one)
