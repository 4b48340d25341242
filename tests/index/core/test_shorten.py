"""A text is cut between words, and what is cut is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.text import shorten


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("The ferry sails.", 16, "The ferry sails."),
        ("The ferry sails.", 15, "The ferry…"),
        ("The ferry sails.", 10, "The ferry…"),
        ("The ferry sails.", 9, "The…"),
        ("The ferry, sails.", 12, "The ferry…"),
        ("A five-year-old", 8, "A…"),
        ("It isn’t over", 9, "It isn’t…"),
        ("It isn’t over", 8, "It…"),
        ("He said “no”", 10, "He said…"),
        ("He said (no)", 9, "He said…"),
        ("3.5 million 4.5", 8, "3.5…"),
        ("Marlow", 3, "Marlow"),
        ("Marlow Bay", 3, "Marlow…"),
        ("  Marlow Bay", 7, "  Marlow…"),
        ("港が一か月閉鎖された", 4, "港が一…"),
        ("เรือข้ามฟากหยุด", 5, "เรือ…"),
        ("", 3, ""),
        ("word   ", 5, "word"),
    ],
)
def test_shorten(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


@given(st.lists(st.text("abcé-’.", min_size=1, max_size=9), min_size=1), st.integers(1, 30))
def test_only_whole_words_are_left(words: list[str], most: int) -> None:
    text = " ".join(words)
    short = shorten(text, most)
    if short == text:
        return
    kept = short.removesuffix("…")
    assert short.endswith("…")
    assert text.startswith(kept)
    assert len(short) <= max(most, len(words[0]) + 1)
    left = text[len(kept) :].lstrip(",-")
    assert left.startswith(" ") or not kept
