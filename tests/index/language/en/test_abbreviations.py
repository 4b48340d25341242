"""Abbreviations at the ends of texts, and whether a sentence ends with them."""

from __future__ import annotations

import pytest

from index.language.en.abbreviations import Stop, classify_stop, ends_sentence


@pytest.mark.parametrize("text", ["by Atty.", "and Lt.", "(Dr.", "Rear Adm.", "one vs.", "St."])
def test_something_follows_a_title(text: str) -> None:
    assert classify_stop(text) is Stop.NEVER


@pytest.mark.parametrize(
    "text", ["in the U.S.", "of Grey Star Inc.", "at 6 p.m.", "at 6 P.M.", "No.", "Calif.", "J."]
)
def test_others_may_end_a_sentence(text: str) -> None:
    assert classify_stop(text) is Stop.DOUBTFUL


@pytest.mark.parametrize("text", ["It rained.", "in 1991.", "no end", "", ".", "a-very-long-one."])
def test_after_a_word_a_stop_is_a_stop(text: str) -> None:
    assert classify_stop(text) is Stop.WORD


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("with Atty.", "Gen. Orme", False),
        ("with Gen.", "Orme of Tarn", False),
        ("in the U.S.", "Navy", False),
        ("in the U.S.", "The Board", True),
        ("in the U.S.", "and Velland", False),
        ("in the U.S.", "1991 budget", False),
        ("in Washington, D.C.", "He left", True),
        ("at 6 p.m.", "Officials said", True),
        ("at 6 p.m.", "Monday", False),
        ("at 6 p.m.", "Eastern time", False),
        ("at 6 p.m.", "on Monday", False),
        ("at No.", "10 Quay Street", False),
        ("on Sept.", "12 and", False),
        ("in Mar.", "1991", False),
        ("Grey Star Inc.", "It left", True),
        ("Grey Star Inc.", "Orme said so", True),
        ("Grey Star Inc.", "Chairman Orme", None),
        ("in Wash.", "D.C. and", False),
        ("they fell ill.", "Officials came", True),
        ("held in May.", "Officials came", True),
        ("It rained.", "The sun", None),
        ("It rained", "The sun", None),
        ("at 6 p.m.", "", None),
    ],
)
def test_the_next_word_tells(before: str, after: str, expected: bool | None) -> None:
    assert ends_sentence(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("AT 6 P.M.", "ON MONDAY", False),
        ("IN THE U.S.", "IN 1991", False),
        ("IN THE U.S.", "THE BOARD", True),
        ("GREY STAR LTD.", "HAD OFFERED", False),
        ("GREY STAR LTD.", "HE SAID", True),
    ],
)
def test_in_capitals_fewer_words_begin_a_sentence(before: str, after: str, expected: bool) -> None:
    assert ends_sentence(before, after, is_in_capitals=True) is expected
