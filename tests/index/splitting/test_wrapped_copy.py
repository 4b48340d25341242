"""However copy is wrapped, indented or spaced, its sentences are the same."""

from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.splitting.copy_layouts import (
    ARTICLES,
    WIDTHS,
    Copy,
    list_sentences,
    split,
    wrap,
)

VOTE = (
    "The Board of Oakmoor voted on Monday to close the Old Harbour, which has served the Lower "
    "Isles for more than 200 years. Nobody spoke against it."
)
SHIPS = (
    "Ruth Delacourt of Grey Star Shipping said that the line would look for another port in the "
    "north of Velland. It has ships for 300 people."
)
SENTENCES = [
    "The Board of Oakmoor voted on Monday to close the Old Harbour, which has served the Lower "
    "Isles for more than 200 years.",
    "Nobody spoke against it.",
    "Ruth Delacourt of Grey Star Shipping said that the line would look for another port in the "
    "north of Velland.",
    "It has ships for 300 people.",
]


@pytest.mark.parametrize("width", [40, 50, *WIDTHS, 100])
@pytest.mark.parametrize("indent", ["", "  ", "    ", "\t"])
@pytest.mark.parametrize("missing", [0, 14, 20])
@pytest.mark.parametrize("copy", ARTICLES)
def test_wrapped_at_any_width_with_and_without_a_dateline(
    copy: Copy, width: int, indent: str, missing: int
) -> None:
    text = wrap(copy, width, indent=indent, missing=missing)
    assert split(text) == list_sentences(copy)
    assert split(text.upper()) == [sentence.upper() for sentence in list_sentences(copy)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("copy", ARTICLES)
def test_wrapped_with_blank_lines_between_paragraphs_or_all_lines(copy: Copy, width: int) -> None:
    assert split(wrap(copy, width, gap="\n\n")) == list_sentences(copy)
    spaced = wrap(copy, width, gap="\n\n").replace("\n", "\n\n")
    assert split(spaced) == list_sentences(copy)


@pytest.mark.parametrize("copy", ARTICLES)
def test_one_paragraph_a_line(copy: Copy) -> None:
    text = "\n".join(" ".join(paragraph) for paragraph in copy)
    assert split(text) == list_sentences(copy)


@given(st.integers(40, 90), st.randoms(use_true_random=False), st.sampled_from(("\n", "\n\n")))
def test_a_ragged_edge_changes_nothing(width: int, dice: random.Random, gap: str) -> None:
    def fill(text: str) -> str:
        lines = [""]
        for word in text.split():
            if len(lines[-1]) + 1 + len(word) > width - dice.randint(0, width // 8):
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
        return "\n".join(line for line in lines if line)

    assert split(fill(VOTE) + gap + fill(SHIPS)) == SENTENCES


@pytest.mark.parametrize("width", [44, 60, 72])
def test_lines_that_blanks_fill_are_prose(width: int) -> None:
    def justify(text: str) -> str:
        *lines, last = textwrap.wrap(text, width)
        return "\n".join([*(_stretch(line, width) for line in lines), last])

    assert split(justify(VOTE) + "\n" + justify(SHIPS)) == SENTENCES


def _stretch(line: str, width: int) -> str:
    words = line.split()
    missing, gaps = width - len(line), len(words) - 1
    blanks = [" " * (1 + missing // gaps + (n < missing % gaps)) for n in range(gaps)]
    return "".join(word + blank for word, blank in zip(words, [*blanks, ""], strict=True))


@pytest.mark.parametrize("margin", [" ", "    ", "\t", "> ", "> > "])
def test_a_margin_before_every_line_changes_nothing(margin: str) -> None:
    text = "\n".join(margin + line for line in textwrap.wrap(VOTE, 60))
    assert [sentence.replace("> ", "") for sentence in split(text)][1] == SENTENCES[1]
    assert len(split(text)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A function word, a comma, a figure or a clipped name at the end of a line.
        (
            "Norland's shop prices rose 2.7 pct in\nFebruary after 2.9 pct in January, the State\n"
            "Office said.",
            1,
        ),
        (
            "The United Ports told the United\nIsles that planes from Velland had crossed the\n"
            "border. Nobody was hurt.",
            2,
        ),
        ("Rescuers found six more bodies in Tarn,\nbringing the total of dead to\n192.", 1),
        (
            "Rescuers found six more bodies in Tarn,\nbringing the total of dead to\n"
            "192. The search goes on.",
            2,
        ),
        ("The plan came from the Atty.\nGen. of Velland, who lives at No.\n10 Quay Street.", 1),
        (
            "It will send no ship to the coast of the U.S.\nuntil it has been told why two were\n"
            "held there for a week.",
            1,
        ),
        ("He went to the\nCity of Tarn.", 1),
        ("The test was made on February\n11. Another was made on March\n12. None since.", 3),
        ("The Board has a new vice-\nchairman, who was a ship-\nowner in the Lower Isles.", 1),
        ("The Board and Acme Freight\nInc said that the port would be shut.", 1),
        # A time of day: on a full line a name may go on, a short line ends the paragraph.
        (
            "The Board met in the State House at 6 p.m.\nOfficials of four ports came, and nobody\n"
            "left before the end.",
            2,
        ),
        (
            "The Board met in the State House at 6 p.m.\nMonday, and nobody left before it was\n"
            "over at nine.",
            1,
        ),
        # A quotation that a colon announces.
        ('He told the Board:\n"The talks go on. When they end, we will have a\nword to say."', 1),
        # A page ends in the middle of a sentence.
        ("The Board said that the harbour would be shut for the\n\nrest of 1991. It is old.", 2),
        (
            "The minister\n- who was ill on Monday, and whom nobody had seen since the\n"
            "vote - said that he would go on.",
            1,
        ),
    ],
)
def test_a_sentence_goes_on_over_the_end_of_a_line(text: str, expected: int) -> None:
    assert len(split(text)) == expected
    assert split(text) == split(" ".join(text.split()))


def test_an_address_that_is_longer_than_the_lines_does_not_widen_them() -> None:
    text = (
        wrap(ARTICLES[1], 60) + "\nhttps://example.org/velland/1991/03/storm-in-tarn-and-marsh-0815"
    )
    assert split(text)[:-1] == list_sentences(ARTICLES[1])
