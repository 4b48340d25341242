"""What somebody sets in an article is found and cited; what its source states stays beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Filters
from index.core.errors import PublicError, UnknownArticleError
from index.embedding.embedder import Embedder
from index.library import Library
from index.maintenance import offline_repair
from index.maintenance.backup import backup
from index.maintenance.restore import restore
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home

PAGE = (
    "---\ntitle: {title}\nsource: {source}\npublished: {published}\nauthor: Ada Holm\n---\n{text}\n"
)
RAIN = 'Rain fell on Marlow Bay all night. "It will stop," said Mayor Tilda Brask on Monday.'
SET: dict[str, Any] = {
    "title": "Storm over Quellin",
    "source": "Quellin Post",
    "published": "2024-05-06",
    "authors": ("Bo Lind",),
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    put(folder, "rain")
    put(folder, "hail", title="Hail", text="Hail fell on Ostrell.")
    return folder


@pytest.fixture
def library(home: Path, embedder: Embedder, news: Path) -> Iterator[Library]:
    with Library(Home(home, write=True, process="edit"), embedder) as opened:
        add(opened, news)
        yield opened


def put(folder: Path, name: str, title: str = "Rain", text: str = RAIN, **other: str) -> None:
    values = {"source": "Marlow Wire", "published": "2025-03-17"} | other
    (folder / f"{name}.md").write_text(PAGE.format(title=title, text=text, **values))


def add(library: Library, news: Path) -> tuple[int, int, int]:
    report = library.add(read_files(find_files([news])))
    assert report.skipped == ()
    return report.added, report.unchanged, report.updated


def described(library: Library, article_id: str = "rain") -> tuple[object, ...]:
    article = library.get(article_id)
    return article.title, article.source, article.published, article.authors


EDITED = ("Storm over Quellin", "Quellin Post", "2024-05-06", ("Bo Lind",))
STATED = ("Rain", "Marlow Wire", "2025-03-17", ("Ada Holm",))


def test_everything_follows_the_edited_values(library: Library) -> None:
    assert library.edit(["rain"], SET) == 1
    assert described(library) == EDITED
    by_date = Filters(after="2024-05-06", before="2024-05-06")
    by_source = Filters(sources=("quellin post",))
    for filters in (by_date, by_source):
        assert [article.id for article in library.articles(filters=filters)] == ["rain"]
        assert {hit.passage.article_id for hit in library.search("rain", 5, filters)} == {"rain"}
        assert library.coverage(filters).articles == 1
    assert library.search("rain", 5, Filters(sources=("Marlow Wire",)))[0].title == "Hail"
    # The word is in the title alone.
    hit = library.search("Quellin storm", 1)[0]
    assert (hit.passage.article_id, hit.title, hit.source) == ("rain", EDITED[0], EDITED[1])
    assert hit.published == "2024-05-06"
    assert [article.id for article in library.articles()] == ["hail", "rain"]
    assert dict(library.sources()) == {"Marlow Wire": 1, "Quellin Post": 1}
    assert library.get("rain").text.rstrip() == RAIN


def test_reading_the_same_source_again_changes_nothing(library: Library, news: Path) -> None:
    library.edit(["rain"], SET)
    assert add(library, news) == (0, 2, 0)
    (news / "rain.md").touch()
    assert add(library, news) == (0, 2, 0)
    shutil.copy(news / "rain.md", news / "copy.md")
    assert described(library) == EDITED
    assert library.versions("rain") == []


def test_an_edit_survives_a_change_of_the_source(library: Library, news: Path) -> None:
    library.edit(["rain"], {"title": "Storm over Quellin", "source": "Quellin Post"})
    put(news, "rain", title="Rain, corrected", text=f"{RAIN} It did.", published="2025-03-18")
    assert add(library, news) == (0, 1, 1)
    assert described(library) == (
        "Storm over Quellin", "Quellin Post", "2025-03-18", ("Ada Holm",),
    )  # fmt: skip
    assert library.get("rain").text.rstrip().endswith("It did.")
    assert library.find_edit("rain").stated == {"title": "Rain, corrected", "source": "Marlow Wire"}
    assert add(library, news) == (0, 2, 0)
    library.edit(["rain"], {})
    assert library.get("rain").title == "Rain, corrected"
    assert add(library, news) == (0, 2, 0)


def test_an_edit_is_taken_back(library: Library, news: Path) -> None:
    before = library.get("rain")
    passages = library._home.catalog.passage_ids(["rain"])
    library.edit(["rain"], SET)
    library.edit(["rain"], {"title": "Again"})
    assert library.find_edit("rain").stated["title"] == "Rain"
    assert described(library) == ("Again", *EDITED[1:])
    assert library.edit(["rain"], {}) == 1
    assert library.get("rain") == before
    assert library._home.catalog.passage_ids(["rain"]) == passages
    assert dict(library.find_edit("rain").values) == {}
    assert add(library, news) == (0, 2, 0)
    with pytest.raises(PublicError, match="Nobody edited 'rain'"):
        library.edit(["rain"], {})


def test_a_field_that_is_set_to_what_the_source_states_is_not_edited(library: Library) -> None:
    assert library.edit(["rain"], {"title": "Rain"}) == 0
    library.edit(["rain"], SET)
    library.edit(["rain"], {"title": "Rain", "authors": ["Ada Holm", "Ada Holm "]})
    assert dict(library.find_edit("rain").values) == {
        "source": "Quellin Post", "published": "2024-05-06",
    }  # fmt: skip


def test_what_is_not_known_can_be_set(library: Library) -> None:
    library.edit(["rain"], {"source": " ", "published": "", "authors": [""]})
    assert described(library) == ("Rain", "", None, ())
    assert library.coverage(Filters(after="1900")).articles == 1


def test_several_articles_are_edited_or_none(library: Library) -> None:
    with pytest.raises(UnknownArticleError, match="no article 'snow'"):
        library.edit(["rain", "snow"], SET)
    with pytest.raises(PublicError, match="'someday' is no date"):
        library.edit(["rain", "hail"], {"published": "someday"})
    assert described(library) == STATED
    assert library.edit(["rain", "hail", "rain"], {"source": "Quellin Post"}) == 2
    assert {article.source for article in library.articles()} == {"Quellin Post"}
    library.edit(["rain"], {"source": "Marlow Wire"})
    with pytest.raises(PublicError, match="Nobody edited 'rain'"):
        library.edit(["hail", "rain"], {})
    assert library.get("hail").source == "Quellin Post"


def test_the_ledger_says_what_was_set(library: Library) -> None:
    library.edit(["rain"], {"source": "Quellin Post", "published": ""})
    library.edit(["rain"], {})
    first, second = [row for row in library.ledger() if row.action == "edited"]
    assert (first.article_id, first.process) == ("rain", "edit")
    assert first.detail == "source: Marlow Wire → Quellin Post; published: 2025-03-17 → nothing"
    assert second.detail == "undone"
    assert first.place.endswith("rain.md")


def test_who_says_what_stays_known(library: Library) -> None:
    library.enrich()
    before = library.attributions("rain")
    library.edit(["rain"], SET)
    assert library.unenriched_count == 0
    assert library.attributions("rain") == before != []
    assert [article.id for article in library.articles(filters=Filters(speaker="Brask"))] == [
        "rain"
    ]


def test_an_edit_goes_with_its_article(library: Library, news: Path) -> None:
    library.edit(["rain"], SET)
    edited = described(library)
    library.remove(["rain"])
    assert add(library, news) == (0, 2, 0)
    assert described(library) == edited  # restored
    library.remove(["rain"], keep_days=0)
    assert add(library, news) == (1, 1, 0)
    assert described(library) == STATED


def test_an_edited_archive_is_sound_and_can_be_rebuilt_and_restored(
    home: Path, tmp_path: Path, embedder: Embedder, news: Path
) -> None:
    with Library(Home(home, write=True), embedder) as library:
        add(library, news)
        library.edit(["rain"], SET)
    assert offline_repair.examine(home).is_sound
    backup(home, tmp_path / "file")
    restore(tmp_path / "file", tmp_path / "other")
    shutil.rmtree(home / "tantivy")
    offline_repair.rebuild_indexes(home, embedder)
    for folder in (home, tmp_path / "other"):
        with Library(Home(folder, write=True), embedder) as library:
            assert library.search("Quellin storm", 1)[0].passage.article_id == "rain"
            assert add(library, news) == (0, 2, 0)
            library.edit(["rain"], {})
            assert described(library) == STATED


def test_a_withheld_article_keeps_its_edit(library: Library, news: Path) -> None:
    (news / "wire.json").write_text(
        json.dumps({"uri": "urn:1", "version": "1", "pubstatus": "usable", "headline": "Flood",
                    "body_text": "The flood reached Kel."})
    )  # fmt: skip
    assert add(library, news)[0] == 1
    (flood,) = [article.id for article in library.articles() if article.title == "Flood"]
    library.edit([flood], {"source": "Kel Wire"})
    (news / "wire.json").write_text(
        json.dumps({"uri": "urn:1", "version": "2", "pubstatus": "withheld", "headline": "Flood"})
    )
    library.add(read_files(find_files([news])))
    held = library.get(flood, hidden=True)
    assert (held.source, bool(held.terms.hold)) == ("Kel Wire", True)
