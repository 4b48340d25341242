"""Sentences in order, apart from one another, and nothing of the text outside them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from index.core.article import Span
from index.splitting.sentences import find_paragraphs, split_sentences, trim_span
from tests.index.strategies import NORMALISED_TEXT


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@given(NORMALISED_TEXT)
def test_sentences_are_ordered_and_hold_everything_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    edges = [0, *(offset for span in spans for offset in span), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(between).strip()


@given(NORMALISED_TEXT)
def test_a_sentence_has_no_white_space_at_its_ends(text: str) -> None:
    for sentence in split(text):
        assert sentence
        assert sentence == sentence.strip()


@given(NORMALISED_TEXT)
def test_a_sentence_lies_in_one_paragraph(text: str) -> None:
    whole = find_paragraphs(text)
    for span in split_sentences(text):
        assert sum(p.start <= span.start and span.end <= p.end for p in whole) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


def test_one_paragraph_a_line() -> None:
    text = "Talks failed on Monday. Nobody was surprised.\nRain is expected.\n\nIn short, he left."
    assert split(text) == [
        "Talks failed on Monday.",
        "Nobody was surprised.",
        "Rain is expected.",
        "In short, he left.",
    ]


def test_headlines_without_a_full_stop_stay_apart() -> None:
    headlines = ["Storm closes port", "Minister resigns over report", "Four die in fire"]
    assert split("\n".join(headlines)) == headlines


WIRE = """\
LONDON, March 3 - The Bank of England raised its key
interest rate on Thursday to 4.5 pct, the highest
level for a decade, and blamed imports. Shares fell in
London and in Paris at once.
    Traders said the move had been expected for weeks in
the City of London, where banks were quiet.
"""


def test_wrapped_wire_copy_breaks_at_no_newline_but_that_of_a_new_paragraph() -> None:
    first, second, third = split(WIRE)
    assert first.startswith("LONDON")
    assert first.endswith("blamed imports.")
    assert second == "Shares fell in\nLondon and in Paris at once."
    assert third.startswith("Traders said")
    assert third.endswith("banks were quiet.")


def test_an_indented_line_begins_a_paragraph_even_without_a_full_stop_before() -> None:
    # A full line, so that only the indentation can tell.
    text = WIRE.replace("at once.\n", "and in Frankfurt at once\n")
    assert split(text)[1] == "Shares fell in\nLondon and in Paris and in Frankfurt at once"


def test_items_of_a_list_in_wrapped_copy_stay_apart() -> None:
    text = (
        "The ministers will talk about these three matters in the\n"
        "capital, as the agenda that was leaked on Friday shows:\n"
        "- Grain exports through the Black Sea and their insurance\n"
        "- The exchange of prisoners, which has come to a halt\n"
    )
    assert [sentence[:5] for sentence in split(text)[-2:]] == ["- Gra", "- The"]


def test_a_line_longer_than_any_wrapping_is_a_paragraph() -> None:
    long = "the " * 50 + "end"
    assert split(f"{long}\nand so forth\nand more") == [long, "and so forth", "and more"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The Sino-U.S. Joint Commission met.", 1),
        ("The Sino-U.S.Joint venture failed.", 1),
        ("It sat in the U.S. on Monday. It rose.", 2),
        ("Mr. Smith and Dr. Jones agreed. Gen. Lee did not.", 2),
        ("It fell 3.5 pct to 1.2345 dlrs. It rose to 2.5.", 2),
        ("Is it over? No! It is not…", 3),
        ("漢字です。次です。", 2),
    ],
)
def test_a_full_stop_is_not_always_the_end(text: str, count: int) -> None:
    assert len(split(text)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will not yield," he said. They left.', ['"We will not yield," he said.']),
        ("He said: “We leave.” They stayed.", ["He said: “We leave.”"]),
        ("😀😀 One. 😀 Two.", ["😀😀 One."]),
    ],
)
def test_a_quotation_keeps_its_marks(text: str, expected: list[str]) -> None:
    assert split(text)[:1] == expected
    assert len(split(text)) == 2


def test_trimmed_to_nothing_is_empty() -> None:
    assert trim_span("a  b", Span(1, 3)) == Span(3, 3)
    assert trim_span(" a ", Span(0, 3)) == Span(1, 2)
