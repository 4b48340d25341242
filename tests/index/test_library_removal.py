"""A removed article can be restored as it was for a while; then nothing of its text is left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Article, Filters
from index.core.errors import DatelineError, PublicError, UnknownArticleError
from index.core.item import ItemVersion, Notice, NoticeStatus
from index.ingest import removal
from index.ingest.reports import AddReport
from index.library import Library
from index.maintenance import offline_repair
from index.sources.parsed_article import ParsedArticle, PublisherNotice
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home
from index.storage.permission.ledger_row import LedgerQuery
from index.storage.removal.article_rows import list_tables
from tests.index.engines import FakeEmbedder, FakeEngine

pytestmark = pytest.mark.slow

PAGE = "---\ntitle: {title}\nsource: Marlow Wire\npublished: 2025-03-17\nauthor: Ada Holm\n---\n"
# A word that stands nowhere else, whatever the lexical index makes of its end.
WORD = "quorlibexan"
RAIN = f'Rain fell on {WORD} Bay. "It will stop," said Mayor Tilda Brask on Monday.\n'
HAIL = "Hail fell on Ostrell, and the ferry stayed in its harbour.\n"
DAY = 86_400
NOON = 1_800_000_000


class Clock:
    """A clock that stands still until it is set."""

    now = float(NOON)

    def __call__(self) -> float:
        return self.now


class Desk:
    """An archive of two articles whose clock and model the tests see."""

    def __init__(self, home: Path, news: Path) -> None:
        self.home, self.news = home, news
        self.clock, self.engine = Clock(), FakeEngine()

    def open(self, *, write: bool = True) -> Library:
        stores = Home(self.home, write=write, clock=self.clock, process="desk")
        library = Library(stores, FakeEmbedder(self.engine))
        if write:
            library._purge_expired()
        return library

    def add(self, library: Library) -> AddReport:
        report = library.add(read_files(find_files([self.news]), library.find_stamp))
        assert report.skipped == ()
        return report

    def raw(self, word: str) -> set[str]:
        """The files of the home in which a word stands, in any case, forwards or backwards."""
        wanted = (word.encode(), word.encode()[::-1])
        return {
            file.relative_to(self.home).parts[0]
            for file in self.home.rglob("*")
            if file.is_file() and any(one in file.read_bytes().lower() for one in wanted)
        }

    def segments(self) -> set[str]:
        """The files of the lexical index that hold words. Their words are packed, so a file is
        known to be without one only if it was written after the article had gone."""
        files = (self.home / "tantivy").iterdir()
        return {file.name for file in files if file.suffix not in (".json", ".lock")}


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Desk:
    news = tmp_path / "news"
    news.mkdir()
    (news / "rain.md").write_text(PAGE.format(title="Rain") + RAIN)
    (news / "hail.md").write_text(PAGE.format(title="Hail") + HAIL)
    return Desk(home, news)


@pytest.fixture
def library(desk: Desk) -> Iterator[Library]:
    with desk.open() as opened:
        desk.add(opened)
        yield opened


def ids(library: Library) -> list[str]:
    return sorted(article.id for article in library.articles())


def dump(home: Path, table: str) -> list[Any]:
    """The rows of a table, with ids instead of the numbers of articles."""
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as connection:
        columns = [
            name for (name,) in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")
        ]
        told = [
            "(SELECT id FROM articles AS own WHERE own.number = article)" if c == "article" else c
            for c in columns
            if (table, c) != ("articles", "number")
        ]
        return sorted(connection.execute(f"SELECT {', '.join(told)} FROM {table}"), key=repr)


def dump_all(home: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in names} - {"facts", "ledger", "containers"}
    return {table: dump(home, table) for table in sorted(tables)}


def work_on(library: Library) -> None:
    """What people and the parser add to an article: a collection, an edit, statements."""
    library.collections.add("Storms", ["rain"])
    library.edit(["rain"], {"title": "Storm over Quellin"})
    library.enrich()


def test_a_removed_article_is_gone_at_once_and_comes_back_as_it_was(
    desk: Desk, library: Library
) -> None:
    work_on(library)
    before, statements = dump_all(desk.home), library.attributions("rain")
    assert statements
    assert library.remove(["rain", "snow"]) == (["rain"], ["snow"])
    assert ids(library) == ["hail"]
    assert {hit.passage.article_id for hit in library.search("rain bay")} == {"hail"}
    assert library.coverage().articles == library.article_count == 1
    assert library.collections.get("Storms").articles == 0
    assert library.speakers() == []
    with pytest.raises(UnknownArticleError):
        library.get("rain")
    (removed,) = library.list_removed()
    assert (removed.id, removed.title, removed.removed) == ("rain", "Storm over Quellin", NOON)
    # Thirty days, and the rest of the last one.
    assert removed.goes % DAY == 0
    assert NOON + 30 * DAY <= removed.goes < NOON + 31 * DAY

    desk.engine.read.clear()
    assert library.restore(["rain"]) == ["rain"]
    assert desk.engine.read == []
    assert dump_all(desk.home) == before
    assert library.attributions("rain") == statements
    assert library.search("rain bay")[0].passage.article_id == "rain"
    assert library.list_removed() == []
    actions = [row.action for row in library.ledger(LedgerQuery(article_id="rain"))]
    assert actions == ["added", "edited", "removed", "restored"]
    library.close()
    assert list(offline_repair.examine(desk.home).lines()) == []


def test_restoring_is_all_or_nothing(library: Library) -> None:
    library.remove(["rain"])
    with pytest.raises(UnknownArticleError, match="'hail'"):
        library.restore(["rain", "hail"])
    assert ids(library) == ["hail"]
    assert library.restore([]) == []


def test_the_last_removed_article_is_listed_first_and_pages_follow(
    desk: Desk, library: Library
) -> None:
    for number in range(5):
        (desk.news / f"{number}.md").write_text(
            PAGE.format(title=f"No. {number}") + f"Number {number}."
        )
    desk.add(library)
    library.remove(["3", "1"])
    desk.clock.now += 5
    library.remove(["0", "4", "2"])
    listed = [one.id for one in library.list_removed()]
    assert listed == ["0", "2", "4", "1", "3"]
    assert library.removed_count == 5
    pages, after = [], None
    while page := library.list_removed(2, after):
        pages += [one.id for one in page]
        after = (page[-1].removed, page[-1].id)
    assert pages == listed


@pytest.mark.parametrize("way", ["term", "purge", "for good", "for good later", "no days"])
def test_nothing_of_its_text_stays_on_the_disk(desk: Desk, library: Library, way: str) -> None:
    # An earlier version has the word, too, and the log and free pages of SQLite.
    (desk.news / "rain.md").write_text(PAGE.format(title="Rain") + RAIN + "It went on.\n")
    desk.add(library)
    library.clippings.keep_quote("rain", f"Rain fell on {WORD} Bay.")
    assert len(library.versions("rain")) == 1
    assert "catalog.sqlite3-wal" in desk.raw(WORD)
    library._home.catalog.database.checkpoint()
    assert "catalog.sqlite3" in desk.raw(WORD)
    segments = desk.segments()
    # Chroma writes unused room as it finds it in its memory, where the text has been.
    for file in desk.home.glob("chroma/*/data_level0.bin"):
        content = file.read_bytes()
        file.write_bytes(content[: -len(WORD)] + WORD.encode())
    assert desk.raw(WORD) == {"catalog.sqlite3", "chroma"}
    if way in ("term", "purge", "for good later"):
        library.remove(["rain"])
        assert desk.raw(WORD)
    if way == "term":
        library.close()
        desk.clock.now += 32 * DAY
        with desk.open() as library:
            assert library.list_removed() == []
            assert desk.raw(WORD) == set()
    elif way == "purge":
        assert library.purge() == 1
    elif way == "no days":
        assert library.remove(["rain"], 0) == (["rain"], [])
    else:
        assert library.remove(["rain", "snow"], 0) == (["rain"], ["snow"])
    # Also while it is open: the log, the free pages, the files of the indexes.
    assert desk.raw(WORD) == set()
    library.close()
    assert desk.raw(WORD) == set()
    assert not desk.segments() & segments
    assert desk.raw("ostrell")
    with desk.open() as again:
        assert ids(again) == ["hail"]
        assert again.search("ferry harbour")[0].passage.article_id == "hail"
        assert again.list_removed() == []
        with pytest.raises(UnknownArticleError):
            again.restore(["rain"])
        assert "erased" in [row.action for row in again.ledger(LedgerQuery(article_id="rain"))]
    assert list(offline_repair.examine(desk.home).lines()) == []


def test_what_can_be_restored_today_is_gone_tomorrow_even_for_readers(
    desk: Desk, library: Library
) -> None:
    library.remove(["rain"])
    (removed,) = library.list_removed()
    with desk.open(write=False) as reader:
        for second, count in ((removed.goes - 1, 1), (removed.goes, 0)):
            desk.clock.now = second
            assert reader.removed_count == len(reader.list_removed()) == count
            assert reader.is_erasure_due == (count == 0)
    with pytest.raises(UnknownArticleError):
        library.restore(["rain"])


def test_the_same_article_that_is_added_again_comes_back_with_all_it_had(
    desk: Desk, library: Library
) -> None:
    work_on(library)
    before = dump_all(desk.home)
    library.remove(["rain"])
    desk.engine.read.clear()
    report = desk.add(library)
    assert (report.added, report.unchanged, report.restored) == (0, 2, ("rain",))
    assert desk.engine.read == []
    assert dump_all(desk.home) == before
    assert library.list_removed() == []


def test_a_new_text_of_its_file_comes_back_as_a_change_of_it(desk: Desk, library: Library) -> None:
    work_on(library)
    library.remove(["rain"])
    (desk.news / "rain.md").write_text(PAGE.format(title="Rain") + "The sun came out.\n")
    report = desk.add(library)
    assert (report.added, report.updated, report.restored) == (0, 1, ("rain",))
    assert library.get("rain").text.strip() == "The sun came out."
    assert library.get("rain").title == "Storm over Quellin"
    assert library.collections.get("Storms").articles == 1
    assert [WORD in version.article.text for version in library.versions("rain")] == [True]


def test_another_article_of_the_same_name_gets_another_id_and_both_stay_apart(
    desk: Desk, library: Library, tmp_path: Path
) -> None:
    library.remove(["rain"])
    other = tmp_path / "other"
    other.mkdir()
    (other / "rain.md").write_text(PAGE.format(title="Frogs") + "Frogs fell on Gorse Hill.\n")
    report = library.add(read_files(find_files([other])))
    assert (report.added, report.restored) == (1, ())
    (new,) = [i for i in ids(library) if i != "hail"]
    assert new.startswith("rain-")
    assert library.restore(["rain"]) == ["rain"]
    assert ids(library) == ["hail", "rain", new]
    assert library.get("rain").title == "Rain"


def test_a_copy_in_another_place_brings_it_back_with_both_places(
    desk: Desk, library: Library, tmp_path: Path
) -> None:
    library.remove(["rain"])
    other = tmp_path / "other"
    other.mkdir()
    (other / "rain.md").write_bytes((desk.news / "rain.md").read_bytes())
    report = library.add(read_files(find_files([other])))
    assert (report.unchanged, report.restored) == (1, ("rain",))
    assert len(library.origins("rain")) == 2


def test_a_collection_that_is_deleted_meanwhile_stays_deleted(library: Library) -> None:
    library.collections.add("Storms", ["rain"])
    library.collections.add("Weather", ["rain"])
    library.remove(["rain"])
    library.collections.delete("Weather")
    library.collections.add("Others", ["hail"])  # takes the number
    library.restore(["rain"])
    counts = {one.name: one.articles for one in library.collections.list_all()}
    assert counts == {"Storms": 1, "Others": 1}


def test_with_other_vectors_it_is_embedded_again(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.remove(["rain"])
    monkeypatch.setattr(type(library._home.catalog.removed), "name_vectors", lambda self: "others")
    desk.engine.read.clear()
    library.restore(["rain"])
    assert any(WORD in text for text in desk.engine.read)
    library.close()
    assert list(offline_repair.examine(desk.home).lines()) == []


def test_an_erasure_that_fails_is_made_up_for_by_the_next_writer(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(home: Home) -> None:
        raise DatelineError("The disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(removal, "erase", fail)
        with pytest.raises(DatelineError, match="full"):
            library.remove(["rain"], 0)
        library.close()
        assert [line for line in offline_repair.examine(desk.home).lines() if "erased" in line]
        with desk.open() as still:  # goes on without it
            assert still.is_erasure_due
    with desk.open() as again:
        assert ids(again) == ["hail"]
        assert not again.is_erasure_due
        assert desk.raw(WORD) == set()
    assert list(offline_repair.examine(desk.home).lines()) == []


@pytest.mark.parametrize(
    "damage",
    [
        "content = replace(content, 'Bay', 'Bog')",
        "content = substr(content, 1, 200)",
        "content = '{}'",
        "content = ''",
        "digest = 'none'",
    ],
)
def test_the_doctor_finds_a_damaged_one_and_it_is_not_restored(
    desk: Desk, library: Library, damage: str
) -> None:
    library.remove(["rain", "hail"])
    library._home.catalog.database._connection.execute(
        f"UPDATE removed SET {damage} WHERE id = 'rain'"
    )
    with pytest.raises(DatelineError, match="damaged"):
        library.restore(["hail", "rain"])
    assert ids(library) == []
    assert library.restore(["hail"]) == ["hail"]
    library.close()
    (line,) = offline_repair.examine(desk.home).lines()
    assert line == "removed: 1 articles are damaged and cannot be restored: rain"
    with desk.open() as again:
        # What comes again takes its place, under its id.
        report = desk.add(again)
        assert (report.added, report.restored) == (1, ())
        assert ids(again) == ["hail", "rain"]
    assert list(offline_repair.examine(desk.home).lines()) == []


def test_every_table_with_rows_of_articles_is_kept(library: Library) -> None:
    database = library._home.catalog.database
    for table in list_tables(database):
        keys = database.rows(f"SELECT \"table\" FROM pragma_foreign_key_list('{table.name}')")
        # Rows that name rows of other tables need a name that stays theirs, as collections have.
        assert table.stays or keys == [("articles",)], table


def test_rows_that_stay_without_their_article_get_it_back(library: Library) -> None:
    with library._home.catalog.database.transaction() as connection:
        connection.execute(
            "CREATE TABLE cuttings (number INTEGER PRIMARY KEY, quote TEXT,"
            " article INTEGER REFERENCES articles (number) ON DELETE SET NULL)"
        )
        connection.execute(
            f"INSERT INTO cuttings SELECT 1, '{WORD} Bay', number FROM articles WHERE id = 'rain'"
        )
        connection.execute(
            "INSERT INTO cuttings SELECT 2, 'Monday', number FROM articles WHERE id = 'rain'"
        )
    library.remove(["rain"])
    database = library._home.catalog.database
    assert database.rows("SELECT count(article) FROM cuttings") == [(0,)]
    with database.transaction() as connection:
        connection.execute("DELETE FROM cuttings WHERE number = 2")
    library.restore(["rain"])
    query = "SELECT cuttings.number, id FROM cuttings JOIN articles ON article = articles.number"
    assert database.rows(query) == [(1, "rain")]


def test_filters_admit_no_removed_article(library: Library) -> None:
    filters = Filters(sources=("Marlow Wire",), after="2025-03-17")
    assert library.coverage(filters).articles == 2
    library.remove(["rain"])
    assert library.coverage(filters).articles == 1
    assert [share.articles for share in library.shares()] == [1]


def test_what_its_publisher_has_killed_since_is_not_restored(desk: Desk, library: Library) -> None:
    item = ItemVersion("urn:wire:1", 1)
    article = Article("wire", "Wire", f"A bulletin of {WORD}.", "Marlow Wire", "2025-03-17")
    library.add([ParsedArticle(article, "wire:1", item=item)])
    library.remove(["wire"])
    library.add([PublisherNotice(Notice(item, NoticeStatus.WITHHELD, "wrong"), "wire:2")])
    with pytest.raises(PublicError, match="taken it back"):
        library.restore(["wire"])
    assert library.removed_count == 1
    library.add([PublisherNotice(Notice(item, NoticeStatus.CANCELED, "wrong"), "wire:3")])
    assert library.removed_count == 0
    with pytest.raises(UnknownArticleError):
        library.restore(["wire"])
