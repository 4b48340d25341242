"""Spellings, typing errors and acronyms of a name are met; other names are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.en.names.country_aliases import Stemmer
from index.language.en.names.name_variants import (
    find_acronyms,
    find_spelt_out,
    is_mentioned,
    is_same_spelling,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zelenskiy", "zelensky"),
        ("nebulla", "nebula"),
        ("starmr", "starmer"),
        ("macrn", "macron"),
        ("erdogn", "erdogan"),
        ("stoltenburg", "stoltenberg"),
        ("guterrse", "guterres"),
        ("chandrayan", "chandrayaan"),
    ],
)
def test_a_typing_error_is_the_same_name(one: str, other: str) -> None:
    assert is_same_spelling(one, other)
    assert is_same_spelling(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("austria", "australia"),
        ("slovakia", "slovenia"),
        ("iran", "iraq"),
        ("mali", "malta"),
        ("biden", "widen"),
        ("niger", "nigeria"),
        ("2024", "2025"),
        ("1234567", "1234568"),
    ],
)
def test_another_name_is_not(one: str, other: str) -> None:
    assert not is_same_spelling(one, other)


def test_an_acronym_meets_the_name_and_the_name_the_acronym(stems: Stemmer) -> None:
    text = "The World Health Organization said so. The S.A.O. and the Bank of England agreed."
    assert {"who", "sao", "be"} <= find_acronyms(text)
    asked = "What did the World Health Organization say?"
    found = find_spelt_out(asked, frozenset({"who", "said"}), stems)
    assert is_mentioned("Organization", found, stems)
    assert not find_spelt_out(asked, frozenset({"imf"}), stems)


def test_small_letters_make_no_acronym() -> None:
    assert find_acronyms("the world health organization said so") == frozenset()


@given(st.text(max_size=200))
def test_any_text_has_acronyms_of_letters_alone(text: str) -> None:
    assert all(acronym.isalpha() for acronym in find_acronyms(text))
