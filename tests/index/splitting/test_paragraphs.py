"""Headings, tables and lists are told from prose, and no sentence runs over them."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given

from index.splitting.paragraphs import find_paragraphs
from tests.index.splitting.copy_layouts import split
from tests.index.strategies import NORMALISED_TEXT

LEAD = textwrap.fill(
    "Officials shut the docks of Tarn on Monday, after a storm had torn the roof from the only "
    "crane that the Board of Oakmoor has.",
    60,
)
MORE = textwrap.fill(
    "The crane is older than the docks, and the Board has asked the Government for a new one.", 60
)
WHOLE = [" ".join(LEAD.split()), " ".join(MORE.split())]


@given(NORMALISED_TEXT)
def test_paragraphs_are_whole_lines_in_order_and_hold_all_but_white_space(text: str) -> None:
    spans = find_paragraphs(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for start, end in spans:
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end - 1] == "\n"
    edges = [0, *(place for span in spans for place in span), len(text)]
    outside = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(outside).strip()


@pytest.mark.parametrize(
    "heading",
    [
        "# Storm shuts the docks",
        "## Orme on the Board and on the troops in the Lower Isles",
        "###### What the Board of Oakmoor has asked the Government for",
        "**What we know**",
        "__What we know:__",
        "STORM SHUTS THE DOCKS",
        "By Jane Roe",
        "By Jane Roe and John O’Doe, Bay Post",
        "3 March 1991",
        "Updated 5:30 p.m., Monday",
        "Storm shuts docks",
        "What comes next",
        "-----",
        "* * *",
        "==========",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_is_no_part_of_a_sentence(heading: str, gap: str) -> None:
    assert split(f"{heading}{gap}{LEAD}\n\n{MORE}") == [heading, *WHOLE]
    assert split(f"{LEAD}{gap}{heading}{gap}{MORE}") == [WHOLE[0], heading, WHOLE[1]]


def test_a_heading_whose_words_the_lead_repeats_is_no_beginning_of_it() -> None:
    assert split(f"Storm shuts crane docks\n{LEAD}")[0] == "Storm shuts crane docks"
    # Neither with the same words in another form.
    assert split(f"Officials shutting docks\n{LEAD}")[0] == "Officials shutting docks"


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("| Port | Ships |\n|:--|--:|\n| Tarn | 12 |", 3),
        ("Port      Ships    People\nTarn         12       300\nMarsh         3        40", 3),
        ("Port\tShips\nTarn\t12\nMarsh\t3", 3),
        ("Tarn ............ 12\nMarsh ............ 3", 2),
        ("Shr 12 cts vs 15 cts\nNet 646,000 vs 961,000\nRevs 9.4 mln vs 9.9 mln", 3),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n    "])
def test_rows_of_a_table_stand_apart(rows: str, cells: int, gap: str) -> None:
    rows = rows.replace("\n", gap.replace("\n\n", "\n"))
    sentences = split(f"{LEAD}{gap}{rows}{gap}{MORE}")
    assert sentences[0] == WHOLE[0]
    assert sentences[-1] == WHOLE[1]
    assert len(sentences) == cells + 2


ITEMS = [
    "The Board pays for the ships of the Lower Isles until the end of next year",
    "Grey Star Shipping keeps its office in the Old Harbour with 30 people",
    "Nobody loses a flat",
]


@pytest.mark.parametrize("marker", ["-", "*", "•", "–", "--", "{}.", "{})", "({})"])
@pytest.mark.parametrize("hangs", [True, False])
def test_items_of_a_list_stand_apart_and_may_be_wrapped(marker: str, hangs: bool) -> None:
    markers = [marker.format(number) + " " for number in range(1, 4)]
    items = "\n".join(
        textwrap.fill(
            mark + item, 60, subsequent_indent=" " * len(mark) * hangs, break_on_hyphens=False
        )
        for mark, item in zip(markers, ITEMS, strict=True)
    )
    expected = [mark + item for mark, item in zip(markers, ITEMS, strict=True)]
    assert split(f"The plan has three parts:\n{items}")[1:] == expected
    assert split(f"{LEAD}\n\n{items}\n\n{MORE}")[1:-1] == expected


def test_an_item_in_an_item_stands_apart() -> None:
    text = "- The Board pays\n  - for the ships\n  - for the office\n- Nobody loses a flat"
    assert split(text) == [line.strip() for line in text.splitlines()]


HEADLINES = [
    "Storm closes port of Tarn",
    "Minister resigns over report on harbour",
    "Four die in fire at Old Mill",
    "Board votes to go on",
    "Ships are off",
    "What Orme asked for",
]


def test_headlines_stay_apart() -> None:
    assert split("\n".join(HEADLINES)) == HEADLINES
    capitals = [headline.upper() for headline in HEADLINES]
    assert split("\n".join(capitals)) == capitals


@pytest.mark.parametrize(
    "text",
    [
        "apples\npears\nplums",
        "title: Storm shuts docks\nsource: Bay Post\nurl: https://example.org/a",
        "Q: Will the Board shut the docks?\nA: It voted on Monday.\nQ: And then?\nA: Nobody knows.",
        "Roses are red\nViolets are blue\nSugar is sweet",
    ],
)
def test_lines_that_are_not_wrapped_stay_apart(text: str) -> None:
    assert split(text) == text.splitlines()


def test_a_dateline_begins_a_story_after_its_headline() -> None:
    text = f"Storm closes the port of Tarn\nTARN, March 3 (Wire) - {LEAD}"
    assert split(text) == ["Storm closes the port of Tarn", f"TARN, March 3 (Wire) - {WHOLE[0]}"]


def test_the_agency_below_the_last_line_signs_off() -> None:
    assert split(f"{LEAD[:-1]}\nNewswire")[-1] == "Newswire"


def test_a_quoted_mail_stands_apart_from_its_answer() -> None:
    quoted = "\n".join(f"> {line}" for line in LEAD.splitlines())
    assert len(split(f"{quoted}\nI agree, and so does the whole of the Board of the town of\n"
                     "Oakmoor.")) == 2  # fmt: skip
