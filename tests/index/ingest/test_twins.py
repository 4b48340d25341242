"""One article under one id, wherever it comes from; what was removed or damaged comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.core.article import Article
from index.library import Library
from index.sources.parsed_article import FinishedSource, ParsedArticle, SourceEvent
from tests.index.stories import add, counts

PAGE = "https://harbour.example/tram"
FEED = "https://harbour.example/feed"


def export(folder: Path, name: str, **texts: str) -> Path:
    """A file of articles by id."""
    path = folder / name
    path.write_text("".join(json.dumps({"_id": i, "text": t}) + "\n" for i, t in texts.items()))
    return path


def ids(library: Library) -> list[str]:
    return sorted(article.id for article in library.articles())


def test_overlapping_exports_do_not_multiply_what_they_share(
    library: Library, tmp_path: Path
) -> None:
    for number in range(4):
        report = add(
            library, export(tmp_path, f"{number}.jsonl", tram="It opens." if number else "It will.")
        )
        assert counts(report) == ((1, 0, 0) if number < 2 else (0, 1, 0))
    assert len(ids(library)) == 2


def test_a_file_with_a_suffixed_id_can_be_moved(library: Library, tmp_path: Path) -> None:
    add(library, export(tmp_path, "a.jsonl", tram="It opens."))
    moved = export(tmp_path, "b.jsonl", tram="It closes.")
    add(library, moved)
    known = ids(library)
    assert counts(add(library, moved.rename(tmp_path / "c.jsonl"))) == (0, 1, 0)
    assert ids(library) == known


def page(text: str, container: str, stamp: str = "") -> list[SourceEvent]:
    """What a page's or a feed's reader gives."""
    article = Article("tram", "", text)
    return [ParsedArticle(article, PAGE, container, stamp), FinishedSource(container, "ETag")]


def test_a_page_that_a_feed_took_over_can_be_removed_and_added_again(library: Library) -> None:
    library.add(page("It opens.", PAGE))
    assert library.find_stamp(PAGE) == "ETag"
    library.add(page("It opens.", FEED, stamp="entry"))
    assert library.find_stamp(FEED, PAGE) == "entry"
    library.remove(["tram"])
    assert library.find_stamp(PAGE) == ""  # so that the page is read again
    assert library.find_stamp(FEED, PAGE) == "entry"  # but not brought back by its feed
    assert library.add(page("It opens.", PAGE)).restored == ("tram",)


@pytest.mark.parametrize("container", [PAGE, FEED])
def test_what_is_not_as_it_was_stored_is_read_again(library: Library, container: str) -> None:
    library.add(page("It opens.", container, stamp="entry"))
    catalog = library._home.catalog
    with catalog.database.transaction() as connection:
        connection.execute("UPDATE articles SET text = 'It shuts.'")
    catalog.forget_hashes(["tram"])
    assert library.find_stamp(container) == library.find_stamp(container, PAGE) == ""
    assert library.add(page("It opens.", container)).updated == 1
    assert library.get("tram").text == "It opens."
    assert library.versions("tram") == []
