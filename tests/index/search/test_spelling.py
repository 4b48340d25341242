"""Words of an archive that are spelt like a typed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, story


@pytest.fixture
def library(open_library: OpenLibrary, home: Path, tmp_path: Path) -> Library:
    opened = open_library(home, write=True)
    text = "Tilda Websk opened the Joran Webb Observatory. Joran Webb smiled. Ada Bell ran."
    twins = "Mila Tarn met Mila Tern. In the web of lies Joran saw nothing."
    add(opened, story(tmp_path / "a.md", text), story(tmp_path / "b.md", twins))
    return opened


@pytest.mark.parametrize(
    ("word", "beside", "name"),
    [
        ("web", "joran", "Webb"),
        ("webbb", "joran", "Webb"),
        ("jorn", "webb", "Joran"),
        ("adda", "bell", "Ada"),
        ("ball", "ada", "Bell"),
        # Two errors, a word that stands elsewhere, two names, nothing at all.
        ("wab", "joran", ""),
        ("bel", "joran", ""),
        ("torn", "mila", ""),
        ("singg", "ada", ""),
        ("web", "nowhere", ""),
        ("web", "\u202e", ""),
    ],
)
def test_a_name_is_known_by_the_one_beside_it(
    library: Library, word: str, beside: str, name: str
) -> None:
    assert library.neighbour(word, beside) == name


def test_similar_words_are_as_the_articles_write_them(library: Library) -> None:
    assert library.similar_words("observatry") == ["Observatory"]
    assert library.similar_words("zzyzx") == []
