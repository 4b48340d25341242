"""Collections: sets of articles by name, edited by several processes, with hostile names."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article, Filters
from index.core.collection import UnknownCollectionError, check_name
from index.core.errors import DatelineError, PublicError, UnknownArticleError
from index.core.facet import Facet, FacetChoice
from index.core.terms import build_terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.maintenance.backup import backup
from index.maintenance.restore import restore
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests import CHECKOUT

ARTICLES = [
    Article("a", "Tide", "The tide came to Quillport.", "Wire", "2025-03-01"),
    Article("b", "Rain", "Rain came to Quillport.", "Post", "2025-03-02"),
    Article("c", "Snow", "Snow came to Quillport.", "Wire", "2025-03-03"),
    Article("h", "Held", "Hail came.", "Wire", terms=build_terms({"embargo": "2099-01-01"})),
]


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    with Library(Home(tmp_path / "home", write=True), embedder) as opened:
        opened.add(ParsedArticle(article, article.id) for article in ARTICLES)
        yield opened


def list_ids(library: Library, *names: str) -> str:
    filters = Filters(collections=names)
    return "".join(sorted(article.id for article in library.articles(None, filters)))


def test_a_collection_is_made_filled_renamed_and_deleted(library: Library) -> None:
    kept = library.collections
    assert kept.add("Sea  stories", ["a", "b", "a"]) == 2
    assert kept.add("SEA STORIES", ["b", "c"]) == 1
    assert [(each.name, each.articles) for each in kept.list_all()] == [("Sea stories", 3)]
    assert kept.remove("sea stories", ["b", "h"]) == 1
    assert list_ids(library, "sea stories") == "ac"
    kept.rename("Sea stories", "SEA")
    kept.rename("sea", "Sea")
    assert [each.name for each in kept.list_all()] == ["Sea"]
    kept.add("Land", ["b"])
    assert list_ids(library, "land", "sea") == "abc"
    with pytest.raises(PublicError):
        kept.rename("Land", "SEA")
    kept.delete("Sea")
    assert [each.name for each in kept.list_all()] == ["Land"]
    assert library.article_count == 3


def test_it_filters_searches_and_counts(library: Library) -> None:
    library.collections.add("Sea", ["a", "b"])
    sea = Filters(collections=("Sea",))
    found = {hit.passage.article_id for hit in library.search("Quillport", 10, sea)}
    assert found == {"a", "b"}
    (outlets,) = library.facets([Facet.OUTLET], sea)
    assert dict(outlets.values) == {"Post": 1, "Wire": 1}
    assert library.search("Quillport", 10, Filters(collections=("nobody's",))) == []


def test_what_is_not_there_changes_nothing(library: Library) -> None:
    with pytest.raises(UnknownArticleError):
        library.collections.add("Sea", ["a", "x"])
    assert library.collections.list_all() == []
    for change in (
        lambda: library.collections.delete("Sea"),
        lambda: library.collections.rename("Sea", "Land"),
        lambda: library.collections.remove("Sea", ["a"]),
        lambda: library.collections.change("Sea", [], [], ""),
    ):
        with pytest.raises(UnknownCollectionError):
            change()
    with pytest.raises(PublicError):
        library.collections.change("Sea", ["a"], [], "\x1b[31m")
    assert library.collections.list_all() == []


def test_held_articles_are_not_counted_or_listed(library: Library) -> None:
    library.collections.add("All", ["a", "h"])
    assert library.collections.get("all").articles == 1
    assert list_ids(library, "All") == "a"
    assert library.add_matching("Wire", Filters(sources=("wire",))) == 2
    chosen = Filters(facets=(FacetChoice(Facet.MONTH, "2025-03"),), collections=("All",))
    assert library.add_matching("Wire", chosen) == 0


def test_a_removed_article_leaves_and_a_backup_has_them(
    library: Library, tmp_path: Path, embedder: Embedder
) -> None:
    library.collections.add("Sea", ["a", "b"])
    library.remove(["a"])
    assert library.collections.get("Sea").articles == 1
    backup(tmp_path / "home", tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip", tmp_path / "other")
    with Library(Home(tmp_path / "other"), embedder) as other:
        assert list_ids(other, "Sea") == "b"
        assert other.collections.add("Sea", ["c"]) == 1  # whoever reads may


@pytest.mark.parametrize("name", [
    "", "   ", "a\nb", "a\x00b", "\x1b[31mred", "a\u202eb", "a\u2066b", "\ufeff", "x" * 101,
    "a\u2028b", "a\rb", "\u200b", "\u200d", "a\ud800b", "\U000e0041",
])  # fmt: skip
def test_names_that_control_text_are_refused(library: Library, name: str) -> None:
    with pytest.raises(PublicError):
        library.collections.add(name, ["a"])
    with pytest.raises(DatelineError):
        library.collections.delete(name)


@given(name=st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_a_name_is_refused_or_plain_and_stays_as_it_is(name: str) -> None:
    try:
        checked = check_name(name)
    except PublicError:
        return
    assert check_name(checked) == checked
    assert 1 <= len(checked) <= 100
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in checked)


def test_ten_thousand_collections_stay_usable(library: Library) -> None:
    with library._home.catalog.database.transaction():
        for number in range(10_000):
            library.collections.add(f"Set {number:05}", ["a", "b"])
    started = time.monotonic()
    assert len(library.collections.list_all()) == 10_000
    assert [each.name for each in library.collections.list_all(2, "set 0999")] == [
        "Set 09990", "Set 09991",
    ]  # fmt: skip
    assert list_ids(library, "Set 05000") == "ab"
    assert library.collections.add("Set 09999", ["c"]) == 1
    assert time.monotonic() - started < 5


_ADDER = """
import sys
from pathlib import Path
from index.storage.catalog import Catalog
catalog = Catalog(Path(sys.argv[1]) / "catalog.sqlite3")
for number in range(100):
    catalog.collections.add("Shared", [f"{sys.argv[2]}{number}"])
    catalog.collections.add(f"{sys.argv[2]} {number}", ["a"])
"""


def test_two_processes_that_edit_one_collection_lose_nothing(
    tmp_path: Path, embedder: Embedder
) -> None:
    home = tmp_path / "home"
    with Library(Home(home, write=True), embedder) as library:
        ids = ["a", *(f"{side}{n}" for side in "xy" for n in range(100))]
        library.add(ParsedArticle(Article(i, i, f"Rain {i}."), i) for i in ids)
        # The library stays open for writing: collections do not need its lock.
        command = [sys.executable, "-c", _ADDER, str(home)]
        both = [subprocess.Popen([*command, side], cwd=CHECKOUT) for side in "xy"]
        assert [process.wait(120) for process in both] == [0, 0]
        assert library.collections.get("Shared").articles == 200
        assert sum(each.articles for each in library.collections.list_all()) == 400
