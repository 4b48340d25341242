"""Three stores, one truth: whatever happens to an index or a writer, they end in step."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.core.article import Article, Passage, Span
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.storage.catalog import Catalog
from index.storage.catalog_types import PreparedArticle, Provenance
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.lexical.lexical_index import LexicalRow
from index.storage.migrations import SCHEMA_VERSION
from index.storage.minhash import compute_sketch
from tests.index.conftest import OpenHome, OpenLibrary
from tests.index.stories import in_step, prepare, search_ids, texts


@pytest.mark.parametrize("index", ["chroma", "tantivy"])
@pytest.mark.parametrize("write", [True, False])
def test_a_lost_index_is_made_again(
    small_home: Path, open_home: OpenHome, open_library: OpenLibrary, index: str, *, write: bool
) -> None:
    shutil.rmtree(small_home / index)
    opened = open_home(small_home, write=write)
    assert in_step(opened)
    assert opened.catalog.count("passages") == 2
    opened.close()
    library = open_library(small_home)
    assert texts(library, "volcano") == ["A volcano erupted."]
    assert search_ids(library, "volcano")[0] == "volcano"


@pytest.mark.parametrize("store", ["vectors", "lexical", "both"])
def test_rows_that_the_catalog_does_not_know_are_passed_over_and_dropped(
    small_home: Path, open_home: OpenHome, open_library: OpenLibrary, embedder: Embedder, store: str
) -> None:
    text = "A volcano erupted twice."
    opened = open_home(small_home, write=True)
    if store != "lexical":
        vector = embedder.embed_passages([text])
        opened.indexes.vectors.upsert(["orphan"], vector, [{"source": ""}])
    if store != "vectors":
        orphan = Passage("orphan", "orphan", 0, len(text), text, (Span(0, len(text)),))
        opened.indexes.lexical.write([LexicalRow(orphan, "", "", None)])
    opened.close()
    mended = open_library(small_home)
    assert set(search_ids(mended, "volcano erupted twice")) == {"volcano", "mahler"}
    assert in_step(open_home(small_home, write=True))


def test_a_write_under_way_is_mended_even_where_the_counts_agree(
    small_home: Path, open_home: OpenHome, embedder: Embedder
) -> None:
    opened = open_home(small_home, write=True)
    (lost,) = opened.catalog.passage_ids(["volcano"])
    opened.catalog.remember({Fact.DIRTY: "yes"})
    opened.indexes.vectors.delete([lost])
    opened.indexes.vectors.upsert(["orphan"], embedder.embed_passages(["Lava."]), [{"source": ""}])
    opened.close()
    assert in_step(open_home(small_home))


def test_rows_of_an_unfinished_write_are_not_found(
    small_home: Path, open_library: OpenLibrary, embedder: Embedder
) -> None:
    library = open_library(small_home, write=True)
    (unfinished,) = prepare(embedder, twice="A volcano erupted twice.")
    stranger = Home(small_home.parent / "stranger", write=True)
    stranger.write([unfinished])
    rows = stranger.catalog.passages(stranger.catalog.passage_ids())
    stranger.close()
    library._home.indexes.put(list(rows.values()))
    assert set(search_ids(library, "volcano erupted twice")) == {"volcano", "mahler"}


def invent(number: int, dimension: int) -> PreparedArticle:
    """An article with random vectors of a dimension."""
    article = Article(f"a{number}", "", f"Text {number}.")
    span = Span(0, len(article.text))
    passage = Passage(f"p{number}", article.id, *span, article.text, (span,))
    vectors = np.random.default_rng(number).normal(size=(2, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return PreparedArticle(
        article, Provenance(f"origin {number}"), (passage,), (vectors,), compute_sketch(article)
    )


def test_a_rebuild_for_another_dimension_can_be_interrupted(home: Path) -> None:
    opened = Home(home, write=True)
    opened.write([invent(number, 8) for number in range(10)])
    opened.catalog.remember({Fact.REBUILDING: "yes"})
    opened.clear_indexes()
    opened.write([invent(number, 4) for number in range(5)])
    opened.close()
    opened = Home(home, write=True)
    opened.clear_indexes()
    opened.write([invent(number, 4) for number in range(10)])
    opened.catalog.remember({Fact.REBUILDING: ""})
    opened.close()
    opened = Home(home)
    assert in_step(opened)
    assert opened.indexes.vectors.count() == 10
    opened.close()


@pytest.mark.parametrize("place", ["file", "file/below", "x" * 300])
def test_a_home_that_cannot_be_a_folder(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatelineError, match="cannot be used") as raised:
        Home(tmp_path / place)
    assert "--home" in raised.value.remedy


def test_a_home_of_nobody() -> None:
    with pytest.raises(DatelineError, match="cannot be used"):
        Home(Path("~nobody-of-this-name/home"))


def test_a_folder_that_may_not_be_written(guarded_folder: Path) -> None:
    guarded_folder.chmod(0o500)
    with pytest.raises(DatelineError, match="ermission"):
        Home(guarded_folder / "home", write=True)


def test_a_home_of_another_schema_is_refused_and_let_go_of(small_home: Path) -> None:
    catalog = Catalog(small_home / "catalog.sqlite3")
    catalog.remember({Fact.SCHEMA: "999"})
    with pytest.raises(DatelineError, match="schema 999") as raised:
        Home(small_home, write=True)
    assert raised.value.remedy
    catalog.remember({Fact.SCHEMA: str(SCHEMA_VERSION)})
    catalog.close()
    Home(small_home, write=True).close()
