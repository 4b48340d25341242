"""Figures of sentences: their values, what their words leave open, and what is no figure."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.en.figures import Figure, find_figures


def read(sentence: str) -> list[tuple[str, float, float, str]]:
    return [
        (sentence[slice(*figure.span)], figure.low, figure.high, figure.unit)
        for figure in find_figures(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twelve men drowned.", ("Twelve", 12, 12, "")),
        ("The storm killed 1,204 people.", ("1,204", 1204, 1204, "")),
        ("Twenty-two houses burned.", ("Twenty-two", 22, 22, "")),
        ("At least 40 died.", ("At least 40", 40, inf, "")),
        ("More than three dozen fled.", ("More than three dozen", 36, inf, "")),
        ("Fewer than 10 remain.", ("Fewer than 10", 0, 10, "")),
        ("Up to 90 may go.", ("Up to 90", 0, 90, "")),
        ("Some 200 came.", ("Some 200", 170, 230, "")),
        ("From 12 to 15 were hurt.", ("12 to 15", 12, 15, "")),
        ("Between 5 and 8 left.", ("5 and 8", 5, 8, "")),
        ("It sold 3 to 5 million euros of debt.", ("3 to 5 million euros", 3e6, 5.5e6, "money")),
        ("A grant of $3.5 million.", ("$3.5 million", 3.45e6, 3.55e6, "money")),
        ("Repairs cost nine million crowns.", ("nine million crowns", 8.5e6, 9.5e6, "money")),
        ("Prices rose 2.5 pct.", ("2.5 pct", 2.45, 2.55, "percent")),
        ("Turnout was 61%.", ("61%", 60.5, 61.5, "percent")),
        ("About 300 troops left.", ("About 300", 255, 345, "")),
        ("A crowd of 12,000 waited.", ("12,000", 11_500, 12_500, "")),
        ("They counted 2,025 votes.", ("2,025", 2025, 2025, "")),
    ],
)
def test_a_figure(sentence: str, expected: tuple[str, float, float, str]) -> None:
    (found,) = read(sentence)
    assert found[0] == expected[0]
    assert found[1:3] == pytest.approx(expected[1:3])
    assert found[3] == expected[3]


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened on 12 March.",
        "It happened on March 12.",
        "It happened in 1999.",
        "Since the 1990s little has changed.",
        "The train leaves at 10:30.",
        "The shop closes at 5 p.m.",
        "He came in 12th.",
        "The Boeing 737 landed.",
        "Flight KL1023 was late.",
        "World War Two began.",
        "Version 1.2.3 is out.",
        "The score was 3-1-2026/7.",
        "",
    ],
)
def test_no_figure(sentence: str) -> None:
    counts = [figure for figure in find_figures(sentence) if figure.unit == ""]
    assert [c for c in counts if sentence[slice(*c.span)] not in ("3", "1")] == []


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("12 died", "15 died", False),
        ("12 died", "twelve died", True),
        ("at least 12 died", "15 died", True),
        ("at least 12 died", "9 died", False),
        ("about 300 left", "312 left", True),
        ("12,000 came", "12,340 came", True),
        ("12,000 came", "17,000 came", False),
        ("up to 40 left", "41 left", False),
        ("between 10 and 20 left", "15 left", True),
        ("3.5 percent", "3.52 percent", True),
        ("3.5 percent", "5 percent", False),
    ],
)
def test_two_figures_agree_if_both_can_be_right(one: str, other: str, agree: bool) -> None:
    (first,), (second,) = find_figures(one), find_figures(other)
    assert first.agrees_with(second) == second.agrees_with(first) == agree


@given(st.text(alphabet="0123456789,.- $%amillionto", max_size=40))
def test_any_text_gives_figures_that_stand_in_it(text: str) -> None:
    found = find_figures(text)
    assert all(isinstance(figure, Figure) and figure.low <= figure.high for figure in found)
    assert all(0 <= f.span.start < f.span.end <= len(text) for f in found)
