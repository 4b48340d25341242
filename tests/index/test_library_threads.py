"""One library, many threads; and what a rebuild that goes wrong leaves behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.facts import Fact
from index.storage.home import Home
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, in_step, search_ids, story


def incoming(name: str) -> ParsedArticle:
    return ParsedArticle(Article(name, name, f"The {name} erupted."), f"/news/{name}.txt")


def test_threads_add_remove_and_search_one_library(home: Path, embedder: Embedder) -> None:
    opened = Home(home, write=True)
    library = Library(opened, embedder)
    with library, ThreadPoolExecutor(6) as threads:
        names = [f"volcano{number}" for number in range(8)]
        added = threads.map(lambda name: library.add([incoming(name)]).added, names)
        searches = [threads.submit(library.search, "volcano") for _ in range(4)]
        assert list(added) == [1] * 8
        removed = threads.map(lambda name: library.remove([name])[0], names[:4])
        assert list(removed) == [[name] for name in names[:4]]
        assert all(len(search.result()) <= 8 for search in searches)
        assert in_step(opened)
        assert sorted(search_ids(library, "erupted")) == names[4:]


def test_threads_may_load_one_model_from_both_sides() -> None:
    embedder = Embedder()
    with ThreadPoolExecutor(2) as threads:
        query = threads.submit(embedder.embed_query, "volcano")
        passages = threads.submit(embedder.embed_passages, ["volcano"])
        assert query.result(120).shape == (embedder.dimension,)
        assert passages.result(120).shape == (1, embedder.dimension)


def test_a_rebuild_with_a_model_that_does_not_load_costs_nothing(
    open_library: OpenLibrary, home: Path, tmp_path: Path
) -> None:
    library = open_library(home, write=True)
    add(library, story(tmp_path / "a.md", "A volcano erupted."))
    library.close()
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(DatelineError):
        Library.rebuild(home, model=str(broken))
    assert search_ids(open_library(home), "volcano") == ["a"]


def test_a_reader_is_told_of_a_rebuild_under_way(
    open_library: OpenLibrary, home: Path, tmp_path: Path
) -> None:
    library = open_library(home, write=True)
    add(library, story(tmp_path / "a.md", "A volcano erupted."))
    library._home.catalog.remember({Fact.REBUILDING: "yes"})
    with pytest.raises(DatelineError, match="rebuild"):
        library.search("volcano")
