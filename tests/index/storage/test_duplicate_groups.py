"""A story is a connected group of copies, whatever the order in which its articles came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.article import Article, Filters
from index.storage.catalog import Catalog
from index.storage.catalog_types import PreparedArticle, Provenance
from index.storage.minhash import PERMUTATIONS, Sketch, are_copies, compute_bands, compute_sketch
from index.storage.overview.facets import count_stories
from tests.index.wires import make_sentences, make_text

NOW = datetime(2025, 3, 17, tzinfo=UTC)
# Neighbours share eight sentences of twelve, the two ends of the chain four.
CHAIN = make_sentences(7, 20)
LEFT, BRIDGE, RIGHT = (" ".join(CHAIN[i : i + 12]) for i in (0, 4, 8))
TEXTS = {
    "left": LEFT,
    "bridge": BRIDGE,
    "right": RIGHT,
    "wire": make_text(8),
    "cut": " ".join(make_sentences(8, 12)[:9]),
    "other": make_text(9),
    "reprint": make_text(9),
    "alone": make_text(10),
}
GROUPS = [{"left", "bridge", "right"}, {"wire", "cut"}, {"other", "reprint"}, {"alone"}]


def prepare(article_id: str, text: str, published: str | None = None) -> PreparedArticle:
    """An article as it is written; stories need no passages."""
    article = Article(article_id, "", text, article_id, published)
    return PreparedArticle(article, Provenance(article_id), (), (), compute_sketch(article))


def write(catalog: Catalog, *articles: PreparedArticle) -> None:
    catalog.write(articles, NOW)


def stories(catalog: Catalog) -> dict[str, set[str]]:
    """The articles of each story, by its name."""
    groups: dict[str, set[str]] = {}
    for story, article_id in catalog.database.rows("SELECT story, id FROM articles"):
        groups.setdefault(story, set()).add(article_id)
    return groups


def name_stories(groups: Iterable[set[str]]) -> dict[str, set[str]]:
    """Groups by the least of their ids."""
    return {min(group): group for group in groups}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.migrate()
    yield catalog
    catalog.close()


def test_the_articles_of_this_page_are_what_they_are_meant_to_be() -> None:
    sketches = {i: compute_sketch(Article(i, "", text)) for i, text in TEXTS.items()}
    assert are_copies(sketches["left"], sketches["bridge"])
    assert are_copies(sketches["bridge"], sketches["right"])
    assert not are_copies(sketches["left"], sketches["right"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(list(TEXTS)), st.integers(1, 8), st.sets(st.sampled_from(list(TEXTS))))
def test_the_order_of_articles_and_batches_makes_no_difference(
    catalog: Catalog, order: list[str], batch: int, again: set[str]
) -> None:
    catalog.delete(list(TEXTS))
    for start in range(0, len(order), batch):
        write(catalog, *(prepare(i, TEXTS[i]) for i in order[start : start + batch]))
    assert stories(catalog) == name_stories(GROUPS)
    # What is removed and added again ends where it was.
    catalog.delete(sorted(again))
    remaining = [group - again for group in GROUPS]
    if "bridge" in again:
        remaining[:1] = [{"left"} - again, {"right"} - again]
    assert stories(catalog) == name_stories(group for group in remaining if group)
    write(catalog, *(prepare(i, TEXTS[i]) for i in again))
    assert stories(catalog) == name_stories(GROUPS)


@pytest.mark.parametrize("order", permutations(["left", "bridge", "right"]))
def test_a_bridge_joins_two_stories_and_its_going_parts_them(
    catalog: Catalog, order: tuple[str, ...]
) -> None:
    for article_id in order:
        write(catalog, prepare(article_id, TEXTS[article_id]))
    assert stories(catalog) == {"bridge": {"left", "bridge", "right"}}
    assert count_stories(catalog.database, catalog.availability, Filters()) == 1
    # The article that names the story goes, and with it what held it together.
    catalog.delete(["bridge"])
    assert stories(catalog) == {"left": {"left"}, "right": {"right"}}


@pytest.mark.parametrize("published", [None, "2025-01-01"])
def test_a_changed_bridge_parts_two_stories(catalog: Catalog, published: str | None) -> None:
    date = published and "2025-03-17"
    write(catalog, *(prepare(i, TEXTS[i], date) for i in ("left", "bridge", "right")))
    assert len(stories(catalog)) == 1
    # Other words, or another date alone.
    text = TEXTS["alone"] if published is None else BRIDGE
    write(catalog, prepare("bridge", text, published))
    assert stories(catalog) == name_stories([{"left"}, {"right"}, {"bridge"}])
    write(catalog, prepare("bridge", BRIDGE, date))
    assert len(stories(catalog)) == 1


def test_a_story_is_renamed_when_the_article_that_names_it_goes(catalog: Catalog) -> None:
    write(catalog, *(prepare(i, TEXTS["wire"]) for i in "cab"))
    assert stories(catalog) == {"a": {"a", "b", "c"}}
    catalog.delete(["a"])
    assert stories(catalog) == {"b": {"b", "c"}}
    write(catalog, prepare("b", TEXTS["alone"]))
    assert stories(catalog) == {"b": {"b"}, "c": {"c"}}


def test_outlets_of_a_story(catalog: Catalog) -> None:
    write(catalog, *(prepare(i, TEXTS["wire"]) for i in "ba"), prepare("c", TEXTS["alone"]))
    assert catalog.stories.outlets(["a", "c", "nobody"]) == {
        "a": [("a", "a"), ("b", "b")],
        "c": [("c", "c")],
    }


def without_a_band(whole: Sketch) -> Sketch:
    """A sketch that agrees in most hashes, but nowhere in a whole band."""
    width = PERMUTATIONS // len(compute_bands(whole.hashes))
    last = np.arange(PERMUTATIONS) % width == width - 1
    return replace(whole, hashes=np.where(last, whole.hashes ^ 1, whole.hashes))


def test_articles_that_never_met_are_not_joined_by_a_third_that_went(catalog: Catalog) -> None:
    """Only what shares a band is compared: that must hold when a story is grouped anew, too, or
    it would tell what has been in the archive before."""
    one = prepare("one", TEXTS["wire"])
    other = replace(prepare("other", TEXTS["wire"]), sketch=without_a_band(one.sketch))
    assert not set(compute_bands(one.sketch.hashes)) & set(compute_bands(other.sketch.hashes))
    half = np.arange(PERMUTATIONS) < PERMUTATIONS // 2
    between = np.where(half, one.sketch.hashes, other.sketch.hashes)
    third = replace(prepare("third", ""), sketch=replace(one.sketch, hashes=between))
    write(catalog, one, other)
    apart = stories(catalog)
    write(catalog, third)
    assert len(stories(catalog)) == 1
    catalog.delete(["third"])
    assert stories(catalog) == apart == name_stories([{"one"}, {"other"}])


def test_an_article_without_a_sketch_is_put_into_its_story_again(catalog: Catalog) -> None:
    write(catalog, *(prepare(i, TEXTS["wire"]) for i in "ab"))
    with catalog.database.transaction() as connection:
        connection.execute("DELETE FROM sketches WHERE article = 2")
    assert catalog.stories.find_without_sketch() == ["b"]
    catalog.stories.replace("b", prepare("b", TEXTS["wire"]).sketch)
    assert catalog.stories.find_without_sketch() == []
    assert stories(catalog) == {"a": {"a", "b"}}
    with catalog.database.transaction() as connection:
        connection.execute("DELETE FROM sketches WHERE article = 2")
    catalog.delete(["b"])
    write(catalog, prepare("c", TEXTS["wire"]))  # gets the number that has become free
    assert stories(catalog) == {"a": {"a", "c"}}


def test_hundreds_of_identical_notices_are_one_story(catalog: Catalog) -> None:
    notices = [prepare(f"{n:04}", "No trading today.") for n in range(300)]
    for start in range(0, 300, 48):
        write(catalog, *notices[start : start + 48])
    assert set(stories(catalog)) == {"0000"}
    catalog.delete(["0000"])
    assert set(stories(catalog)) == {"0001"}
