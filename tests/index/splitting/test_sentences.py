"""Sentences in order, apart from one another, and nothing of the text outside them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from index.core.article import Span
from index.splitting.paragraphs import find_paragraphs
from index.splitting.sentences import split_sentences, trim_span
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


@given(NORMALISED_TEXT)
def test_no_sentence_begins_or_ends_inside_a_word(text: str) -> None:
    for span in split_sentences(text):
        for place in span:
            beside = text[max(0, place - 1) : place + 1]
            assert len(beside) < 2 or not (beside.isascii() and beside.isalnum())


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
        ("Atty. Gen. Orme and Dist. Atty. Poole met Amb. Marsh. They left.", 2),
        ("It opens at 6 p.m. The doors are open.", 2),
        ("It opens at 6 p.m. Monday in Tarn.", 1),
        ("It opens at 6 p.m. Officials will be there.", 2),
        ("Grey Star Inc. The Board knew. Acme Corp. Chairman Lee did not.", 3),
        ("The ships of the U.S. Navy left. They came from the U.S. The Board knew.", 3),
        ("He fell ill. Officials came in May. Nobody said no. Orme did.", 4),
        ("See No. 10 and Nos. 5 and 6 of Vol. 3. They are old.", 2),
        ("It costs approx. 5 crowns, i.e. Two for each.", 1),
        ("He worked for Grey Star Corp. “We knew him,” she said.", 2),
        ("1. More pay. 2. Shorter hours.", 3),
    ],
)
def test_a_full_stop_is_not_always_the_end(text: str, count: int) -> None:
    assert len(split(text)) == count


@pytest.mark.parametrize(
    "sentences",
    [
        ["THE TALKS FAILED AT 6 P.M. ON MONDAY.", "THE MINISTER LEFT THE U.S. IN ANGER."],
        ["ATTY. GEN. ORME SAID NO.", "HE WILL BE AT NO. 10 IN MAY.", "IT IS LATE."],
        ["GREY STAR CO. LTD. HAS LEFT.", "THE BOARD IS IN THE U.S.", "THE SHIPS ARE NOT."],
    ],
)
def test_capitals_are_split_as_small_letters_are(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_long_article_in_capitals_is_no_single_sentence() -> None:
    # The first mark of quotation has no partner.
    text = 'HE SAID "NO. ' + " ".join(
        f'THE BOARD OF TOWN {n} VOTED. ITS "NEW" PLAN (OF {n}) IS READY.' for n in range(80)
    )
    assert max(map(len, split(text))) < 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will not yield," he said. They left.', ['"We will not yield," he said.']),
        ("He said: “We leave.” They stayed.", ["He said: “We leave.”"]),
        ("😀😀 One. 😀 Two.", ["😀😀 One."]),
        ('"Is it over?" he asked. They left.', ['"Is it over?" he asked.']),
    ],
)
def test_a_quotation_keeps_its_marks(text: str, expected: list[str]) -> None:
    assert split(text)[:1] == expected
    assert len(split(text)) == 2


def test_trimmed_to_nothing_is_empty() -> None:
    assert trim_span("a  b", Span(1, 3)) == Span(3, 3)
    assert trim_span(" a ", Span(0, 3)) == Span(1, 2)
