"""Wrapped newswire and tokenised corpora become texts as they are usually written."""

from __future__ import annotations

import pytest

from eval.training.reader.plain_text import join_lines, join_tokens


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        ("Rain fell in\nthe Bahia zone.", "Rain fell in the Bahia zone."),
        ("Rain fell.\n    It will\nstop.\n    Reuter", "Rain fell.\n\nIt will stop.\n\nReuter"),
        ("One  paragraph.\n\n \nAnother\tone.", "One paragraph.\n\nAnother one."),
        # The sign for the end of a text, and other ends of lines.
        ("Rain fell.\r\n    It stopped.\r\n\x03", "Rain fell.\n\nIt stopped."),
        # Three blanks are a table's.
        ("Wheat\n   9 dlrs", "Wheat 9 dlrs"),
        (" \n", ""),
    ],
)
def test_lines_are_joined_to_paragraphs(wrapped: str, text: str) -> None:
    assert join_lines(wrapped) == text
    assert join_lines(text) == text


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("It rained , then it stopped .", "It rained, then it stopped."),
        ("Ann 's dog does n't bark ; they 're out", "Ann's dog doesn't bark; they're out"),
        ("`` Never , '' he said", '" Never, " he said'),
        ("the Fund -LRB- IMF -RRB- lent $ 5", "the Fund (IMF) lent $5"),
        ("a list [ 1 ] ( two )", "a list [1] (two)"),
        ("50 % of 1,200 : why ?", "50% of 1,200: why?"),
        ("'s-Hertogenbosch and o'clock", "'s-Hertogenbosch and o'clock"),
    ],
)
def test_tokens_are_joined_to_words(tokens: str, text: str) -> None:
    assert join_tokens(tokens) == text
    assert join_tokens(text) == text
