"""Content words say what a question is about; names are the ones an answer must have."""

from __future__ import annotations

import pytest
from hypothesis import given

from index.language.en.query_terms import content_words
from tests.index.strategies import ANY_TEXT


def words(query: str) -> list[str]:
    return [word.text for word in content_words(query)]


def names(query: str) -> list[str]:
    return [word.text for word in content_words(query) if word.is_name]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("What did the Kremlin say about European troops?", ["Kremlin", "European", "troops"]),
        ("Who is the UN's envoy?", ["UN", "envoy"]),
        ("What's Poland’s plan", ["Poland", "plan"]),
        ("troops, Troops and TROOPS", ["troops"]),
        ("COVID-19 at Coca-Cola", ["COVID-19", "Coca-Cola"]),
        ("how much is 3.5 pct", ["3.5", "pct"]),
        ("Erdoğan à Genève", ["Erdoğan", "à", "Genève"]),
        ("WHAT DID THE KREMLIN SAY ABOUT IT?", ["KREMLIN"]),
        ("US TRADE", ["US", "TRADE"]),
        ("", []),
        ("?! … “”", []),
        ("what about it?", []),
        ("Tell me more, please", []),
    ],
)
def test_function_words_are_left_out(query: str, expected: list[str]) -> None:
    assert words(query) == expected


@pytest.mark.parametrize("acronym", ["US", "WHO", "IT"])
def test_an_acronym_is_no_function_word(acronym: str) -> None:
    assert words(f"did the {acronym} pay") == [acronym, "pay"]
    assert names(f"did the {acronym} pay") == [acronym]
    assert words(f"did the {acronym.lower()} pay") == ["pay"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("did Putin meet Trump in Alaska", ["Putin", "Trump", "Alaska"]),
        ("Soldiers in Kyiv", ["Kyiv"]),
        ("NATO soldiers", ["NATO"]),
        ("McDonald sells burgers", ["McDonald"]),
        ("what happened in 2024", ["2024"]),
        ("SHOUTING ABOUT RUSSIA", []),
        ("what does the minister want", []),
    ],
)
def test_names_and_figures(query: str, expected: list[str]) -> None:
    assert names(query) == expected


@given(ANY_TEXT)
def test_any_text_has_distinct_words_that_stand_in_it(query: str) -> None:
    found = words(query)
    assert all(word and word in query for word in found)
    assert len({word.lower() for word in found}) == len(found)
