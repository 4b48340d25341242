"""The sentences around a quotation, and whose words it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core.answer import Citation
from assistant.core.surroundings import Surroundings
from assistant.news.speech.surroundings import find_surroundings
from index.core.article import Article
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

FIRST = "The ferry of Kel stood still on Monday."
SAID = "“The engine is broken,” Ada Holm told reporters in Kel."
LAST = "It runs again on Friday."
# Long enough for several passages.
MANY = tuple(f"On day {number} the water of Velmora rose to mark {number}." for number in range(90))
TEXTS = {"ferry": f"{FIRST} {SAID}\n\n{LAST}", "water": " ".join(MANY)}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    home: Path = tmp_path_factory.mktemp("around") / "home"
    with Library(Home(home, write=True), embedder) as library:
        library.add(ParsedArticle(Article(key, key, text), key) for key, text in TEXTS.items())
        library.enrich()
        assert library.passage_count > 3
        yield library


def cite(article_id: str, quote: str, number: int = 1) -> Citation:
    start = TEXTS[article_id].index(quote)
    return Citation(number, article_id, "", "", None, "", "", start, start + len(quote), quote)


def test_sentences_before_and_after(archive: Library) -> None:
    citations = [cite("ferry", FIRST, 1), cite("ferry", SAID, 2), cite("ferry", LAST, 3)]
    assert find_surroundings(citations, archive) == {
        1: Surroundings("", SAID),
        2: Surroundings(FIRST, LAST, ("Ada Holm",)),
        3: Surroundings(SAID, ""),
    }


def test_neighbours_in_another_passage(archive: Library) -> None:
    found = find_surroundings([cite("water", one, n) for n, one in enumerate(MANY)], archive)
    assert [found[n].before for n in range(90)] == ["", *MANY[:-1]]
    assert [found[n].after for n in range(90)] == [*MANY[1:], ""]


def test_an_article_that_is_gone_has_nothing_around(archive: Library) -> None:
    gone = Citation(1, "gone", "", "", None, "", "", 0, 5, "Water")
    assert find_surroundings([gone], archive) == {1: Surroundings()}
    assert find_surroundings([], archive) == {}
