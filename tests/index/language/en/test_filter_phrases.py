"""Phrases that change filters are recognised; similar words are not."""

from __future__ import annotations

import pytest

from index.language.en.asking.filter_phrases import (
    CLEARING_BOTH,
    CLEARING_DATES,
    CLEARING_OUTLETS,
    find_outlets,
    has_date_preposition,
    split_outlets,
    strip_frame,
)


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        ("show me only articles from march 2025", "from march 2025"),
        ("and in meridian wire instead", "in meridian wire"),
        ("limit it to 2024", "2024"),
        ("storm in velmora", "storm in velmora"),
    ],
)
def test_the_frame_of_a_message_is_stripped(message: str, plain: str) -> None:
    assert strip_frame(message) == plain


@pytest.mark.parametrize(
    ("phrase", "message", "names"),
    [
        ("in meridian wire", "in meridian wire", "meridian wire"),
        ("according to fieldside", "according to fieldside", "fieldside"),
        ("fieldside", "fieldside only", "fieldside"),
        ("fieldside", "fieldside", ""),
        ("", "only", ""),
    ],
)
def test_outlets_need_a_preposition_or_only(phrase: str, message: str, names: str) -> None:
    assert find_outlets(phrase, message) == names


def test_outlets_are_split_at_commas_and_conjunctions() -> None:
    names = ["meridian wire", "fieldside", "the post"]
    assert split_outlets("meridian wire,  fieldside  and the post") == names


def test_a_date_with_a_preposition_belongs_to_no_subject() -> None:
    assert has_date_preposition("in march")
    assert has_date_preposition("last week")
    assert not has_date_preposition("budget 2025")


def test_a_message_clears_one_set_of_filters() -> None:
    assert "no date filter" in CLEARING_DATES
    assert "from all papers" in CLEARING_OUTLETS
    assert "clear the filters" in CLEARING_BOTH
    assert not CLEARING_DATES & CLEARING_OUTLETS
    assert not CLEARING_BOTH & (CLEARING_DATES | CLEARING_OUTLETS)
