"""Wire copies are one hit: it names the other outlets, hides nothing, and k are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.core.article import Filters, Hit, Passage, Signals
from index.embedding.embedder import Embedder
from index.library import Library
from index.search.ranking import Candidate, collapse_copies
from index.storage.catalog_types import StoredPassage
from index.storage.home import Home
from tests.index.stories import add, story
from tests.index.wires import make_sentences, make_text

WIRE = f"The comet Halvorsen was seen over the harbour. {make_text(1, 14)}"
OWN = (
    "Our reader Ottilie Brandt photographed a walrus on the ferry landing. "
    "She said the walrus had looked well fed and in no hurry to leave the island."
)
OUTLETS = {"meridian": "Meridian Wire", "harbour": "The Harbour Post", "digest": "Coast Digest"}


@pytest.fixture(scope="module")
def wires(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """One story in three outlets, twice in one of them, beside others; to be read only."""
    folder = tmp_path_factory.mktemp("wires")
    matter = {"published": "2025-03-17", "title": "Comet over the harbour"}
    for name, outlet in OUTLETS.items():
        story(folder / "in" / f"{name}.md", WIRE, source=outlet, **matter)
    story(folder / "in" / "again.md", f"{WIRE} {OWN}", source="COAST DIGEST", **matter)
    story(folder / "in" / "unnamed.md", WIRE, **matter)
    for seed in range(2, 14):
        story(folder / "in" / f"other{seed}.md", make_text(seed, 3), source="Elsewhere")
    story(folder / "in" / "comet.md", "A comet is a ball of ice.", source="Meridian Wire")
    home = Home(folder / "home", write=True)
    with Library(home, embedder) as library:
        assert not add(library, folder / "in").skipped
        yield library


def of_the_story(hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.passage.article_id in {*OUTLETS, "again", "unnamed"}]


def test_a_wire_story_is_shown_once_and_names_the_other_outlets(wires: Library) -> None:
    hits = wires.search("comet Halvorsen over the harbour", 10)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    first = hits[0]
    assert of_the_story(hits) == [first]
    assert first.story_id == "again"
    by_key = {name.casefold() for name in first.also_in}
    own = first.source.casefold()
    assert by_key == {name.casefold() for name in OUTLETS.values()} - {own}
    assert list(first.also_in) == sorted(first.also_in)
    (alone,) = [hit for hit in hits if hit.passage.article_id == "comet"]
    assert (alone.story_id, alone.also_in) == ("comet", ())
    article_id = first.passage.article_id
    assert {i for i, _ in wires.copies(article_id)} == {*OUTLETS, "again", "unnamed"} - {article_id}
    assert wires.copies("comet") == wires.copies("nothing") == []


def test_what_a_copy_adds_is_found(wires: Library) -> None:
    best = wires.search("Who photographed the walrus on the ferry landing?", 5)[0]
    assert "walrus" in best.passage.text
    assert best.passage.article_id == "again"
    assert set(best.also_in) == {"Meridian Wire", "The Harbour Post"}  # not itself in capitals


@pytest.mark.parametrize("outlet", OUTLETS.values())
def test_a_filter_shows_the_copy_of_that_outlet(wires: Library, outlet: str) -> None:
    hits = of_the_story(wires.search("comet Halvorsen", 10, Filters(sources=(outlet.upper(),))))
    assert hits
    assert {hit.source.casefold() for hit in hits} == {outlet.casefold()}
    others = {name.casefold() for name in OUTLETS.values()} - {outlet.casefold()}
    assert {name.casefold() for name in hits[0].also_in} == others


def test_hits_are_filled_although_copies_crowd_the_candidates(
    library: Library, tmp_path: Path
) -> None:
    text = "The lighthouse at Marlow Bay was sold. " * 2 + make_text(50, 5)
    for number in range(200):
        story(tmp_path / "in" / f"copy{number:03}.md", text, source=f"Outlet {number:03}")
    for seed in range(60, 68):
        sentences = make_sentences(seed, 4)
        story(tmp_path / "in" / f"own{seed}.md", f"A lighthouse keeper. {' '.join(sentences)}")
    report = add(library, tmp_path / "in")
    # 200 copies cost what one costs.
    assert report.added == 208
    assert report.embedded < 60
    hits = library.search("lighthouse at Marlow Bay sold", 9)
    assert len({hit.passage.article_id for hit in hits}) == len(hits) == 9
    assert len(hits[0].also_in) == 199
    assert library.stats()["stories"] == 9


# -- collapsing, by hand


def candidate(article: str, text: str, story_id: str = "") -> Candidate:
    passage = Passage(f"{article}:{text}", article, 0, len(text), text, ())
    vectors = np.ones((1, 1), dtype=np.float32)
    stored = StoredPassage(passage, vectors, "", "", None, "", story_id)
    return Candidate(stored, 0.5, Signals(0, 0, 0), vectors[0])


def collapse(*candidates: Candidate, k: int = 10, **texts: str) -> list[tuple[str, str]]:
    result = collapse_copies(candidates, k, texts.__getitem__)
    return [(one.stored.passage.article_id, one.stored.passage.text) for one in result]


def test_collapsing_keeps_the_first_article_of_each_story_and_what_others_add() -> None:
    candidates = (
        candidate("b", "one two three four", "s"),
        candidate("a", "one two three four", "s"),  # repeated
        candidate("c", "somebody else said so"),
        candidate("b", "five six seven eight", "s"),
        candidate("a", "an editor added this", "s"),
        candidate("a", "Five, six: SEVEN eight nine ten", "s"),  # half of it is in b
        candidate("c", "somebody else said so"),
    )
    whole = "one two three four five six seven eight"
    expected = [
        ("b", "one two three four"),
        ("c", "somebody else said so"),
        ("b", "five six seven eight"),
        ("a", "an editor added this"),
        ("c", "somebody else said so"),
    ]
    for k in range(1, 7):
        result = collapse(*candidates, k=k, b=whole, c="somebody else said so")
        assert result == expected[:k]


def test_the_text_of_an_article_is_read_once_however_many_copies_it_has() -> None:
    requests: list[str] = []

    def text_of(article_id: str) -> str:
        requests.append(article_id)
        return "one two three"

    candidates = [candidate(f"a{number}", "one two three", "s") for number in range(50)]
    assert len(collapse_copies(candidates, 10, text_of)) == 1
    assert requests == ["a0"]


def test_what_ranks_behind_the_last_that_is_shown_is_not_looked_at() -> None:
    first, copy = (candidate(name, "one two three", "s") for name in "ab")
    # Without the text of "a", the copy could not be compared.
    assert collapse(candidate("c", "four"), first, copy, k=2) == [
        ("c", "four"),
        ("a", "one two three"),
    ]


def test_articles_without_a_story_are_not_copies_of_one_another() -> None:
    assert [i for i, _ in collapse(candidate("a", "same"), candidate("b", "same"))] == ["a", "b"]
