"""A byline names people and agencies; offices, addresses and the outlet are none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.en.bylines import split_byline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Moss", ["Ada Moss"]),
        ("by: ADA MOSS", ["ADA MOSS"]),
        ("Author: Ada Moss", ["Ada Moss"]),
        ("By Ada Moss and Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss and Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss & Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss; Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss | Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss, Tom Vale and Lia van den Berg", ["Ada Moss", "Tom Vale", "Lia van den Berg"]),
        ("Ada Moss, Tom Vale, and Éva Ő", ["Ada Moss", "Tom Vale", "Éva Ő"]),
        ("Moss, Vale and Berg", ["Moss", "Vale", "Berg"]),
        ("['Ada Moss', 'Tom Vale']", ["Ada Moss", "Tom Vale"]),
        ("By Ada Moss, Chief Reporter, and Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss in Kel and Tom Vale in Oslo", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss, Oslo", ["Ada Moss"]),
        ("Ada Moss and agencies", ["Ada Moss"]),
        ("Ada Moss (ada@kel.example)", ["Ada Moss"]),
        ("Ada Moss <ada@kel.example>", ["Ada Moss"]),
        ("Ada Moss @ada", ["Ada Moss"]),
        ("Reuters and Ada Moss", ["Reuters", "Ada Moss"]),
        ("Martin Vale, Jr.", ["Martin Vale Jr."]),
        ("Moss, Ada", ["Moss, Ada"]),
        ("Simon and Schuster", ["Simon and Schuster"]),
        ("Byron Katz", ["Byron Katz"]),
        ("A. Quill", ["A. Quill"]),
        ("李明", ["李明"]),
    ],
)
def test_names(byline: str, names: list[str]) -> None:
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        *("Health and Safety Desk", "Newsroom", "Kel Wire Staff", "Political Editor", "Editorial"),
        *("By Staff Writer", "Admin", "The Editorial Board", "Our Foreign Correspondent", "Guest"),
        *("https://example.org/ada", "@ada", "ada@kel.example", "www.kel.example", "7", "", "-"),
        "x" * 3_000,
    ],
)
def test_offices_and_addresses_are_no_names(byline: str) -> None:
    assert split_byline(byline) == []


@pytest.mark.parametrize("byline", ["Kel Wire", "The Kel Wire", "KEL WIRE", "kelwire.example"])
def test_the_outlet_is_no_author(byline: str) -> None:
    assert split_byline(byline, "Kel Wire") == []
    assert split_byline(f"Ada Moss, {byline}", "Kel Wire") == ["Ada Moss"]


@given(st.text(st.sampled_from("Aa ,;&|()[]'@.by and"), max_size=60))
def test_any_byline_has_names_or_none(byline: str) -> None:
    for name in split_byline(byline):
        assert name == name.strip()
        assert any(character.isalpha() for character in name)
