"""A word of the same family stands for another; one that merely resembles it does not."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from index.language.en.names.country_aliases import Stemmer
from index.language.en.synonyms import find_synonyms


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("wrote", "author"),
        ("plays", "portrayed"),
        ("soldiers", "troops"),
        ("stop", "discontinued"),
        ("production", "produced"),
    ],
)
def test_a_word_of_the_family_stands_for_the_one_that_was_asked(
    asked: str, written: str, stems: Stemmer
) -> None:
    ((stem,), (other,)) = stems(asked), stems(written)
    assert find_synonyms(stem, [other, "oslo"], stems) == {other}


@pytest.mark.parametrize(
    ("asked", "written"),
    [("wrote", "singer"), ("1987", "1988"), ("19871", "19872"), ("cat", "car"), ("oslo", "oslo")],
)
def test_no_other_word_does(asked: str, written: str, stems: Stemmer) -> None:
    ((stem,), (other,)) = stems(asked), stems(written)
    assert find_synonyms(stem, [other], stems) == frozenset()


def test_every_family_has_members_and_no_phrases(stems: Stemmer) -> None:
    families = json.loads(files("index.language.en").joinpath("synonyms.json").read_text("utf-8"))
    for family in families:
        assert len(family) > 1
        assert all(len(list(stems(word))) == 1 for word in family), family
