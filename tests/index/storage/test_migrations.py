"""An earlier catalog becomes one of today, whole or not at all; a later one is let be."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index.core.alert import AlertKind, AlertRequest, Maker
from index.core.article import Article
from index.core.errors import DatelineError
from index.core.facet import Facet, FacetValue
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.library import Library
from index.maintenance import backup, offline_repair, restore
from index.sources.sandbox.files import find_files, read_files
from index.storage import migrations
from index.storage.catalog import Catalog
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.migrations import SCHEMA_VERSION
from index.storage.minhash import Sketch, compute_sketch
from tests import CHECKOUT
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, counts, in_step, search_ids, story
from tests.index.version1 import make_home
from tests.index.wires import make_text

pytestmark = pytest.mark.usefixtures("quick_doctor")

WIRE = make_text(1, 8)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A file with two lines and three files; two of the articles are copies."""
    folder = tmp_path / "news"
    story(folder / "a.md", WIRE, title="Comet", source="Wire", published="2025-03-17")
    story(folder / "b.md", WIRE, title="A comet", source="Post", published="2025-03-18")
    story(folder / "c.jsonl.md", "A volcano erupted. It snowed ash.", source="Wire")
    lines = [{"id": "d", "text": "Mahler was played."}, {"id": "e#1", "text": "Rain fell."}]
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return folder


@pytest.fixture
def old(home: Path, news: Path, embedder: Embedder) -> Path:
    make_home(home, [news], embedder)
    return home


def schema_of(folder: Path) -> str:
    with closing(sqlite3.connect(folder / CATALOG_FILE)) as connection:
        return str(connection.execute("SELECT value FROM facts WHERE name='schema'").fetchone()[0])


def content(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / CATALOG_FILE)) as connection:
        return list(connection.iterdump())


def columns(folder: Path) -> dict[str, list[tuple[str, str, int, str, int]]]:
    """Names, types and defaults of the columns of each table."""
    with closing(sqlite3.connect(folder / CATALOG_FILE)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = sorted(name for (name,) in tables)
        return {n: connection.execute(f"PRAGMA table_info({n})").fetchall() for n in names}


def indexes(folder: Path) -> dict[str, str]:
    """How the indexes of all tables are made."""
    with closing(sqlite3.connect(folder / CATALOG_FILE)) as connection:
        return dict(
            connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
        )


def test_a_migrated_catalog_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    for folder in (old, tmp_path / "new"):
        Home(folder, write=True).close()
    migrated, new = columns(old), columns(tmp_path / "new")
    assert migrated.keys() == new.keys()
    # Rows of articles are written by the names of their columns, all others by their order.
    articles = [{column[1:] for column in tables.pop("articles")} for tables in (migrated, new)]
    assert articles[0] == articles[1]
    assert migrated == new
    assert indexes(old) == indexes(tmp_path / "new")


@pytest.mark.parametrize("write", [True, False])
def test_everything_is_there(
    old: Path, news: Path, open_library: OpenLibrary, *, write: bool
) -> None:
    library = open_library(old, write=write)  # a reader may migrate, too
    assert schema_of(old) == str(SCHEMA_VERSION)
    assert in_step(library._home)
    assert {a.id for a in library.articles()} == {"a", "b", "c.jsonl", "d", "e#1"}
    assert library.get("a").text == WIRE
    assert search_ids(library, "volcano")[0] == "c.jsonl"
    # Sketches and stories are made.
    assert library._home.catalog.stories.find_without_sketch() == []
    assert library.stats()["stories"] == 4
    (hit,) = [hit for hit in library.search("comet", 10) if hit.story_id == "a"]
    assert {hit.source, *hit.also_in} == {"Wire", "Post"}
    assert library.versions("a") == []
    assert library.origins("e#1") == [f"{news / 'wire.jsonl'}#e#1"]
    containers = library._home.catalog.origins.list_containers_under(str(news))
    names = {"a.md", "b.md", "c.jsonl.md", "wire.jsonl"}
    assert set(containers) == {str(news / name) for name in names}
    library.close()
    assert offline_repair.examine(old).is_sound


def test_adding_the_same_files_again_changes_and_embeds_nothing(
    old: Path, news: Path, open_library: OpenLibrary
) -> None:
    library = open_library(old, write=True)
    report = add(library, news)
    assert (counts(report), report.embedded) == ((0, 5, 0), 0)
    story(news / "c.jsonl.md", "A volcano erupted. It snowed ash. It stopped.", source="Wire")
    (news / "wire.jsonl").write_text('{"id": "d", "text": "Mahler was played."}')
    (news / "b.md").unlink()
    report = library.sync(news, read_files(find_files([news])))
    assert (counts(report), set(report.removed)) == ((0, 2, 1), {"b", "e#1"})
    assert [v.article.text for v in library.versions("c.jsonl")] == [
        "A volcano erupted. It snowed ash."
    ]


def test_a_passage_of_an_old_article_is_not_embedded_again_elsewhere(
    old: Path, tmp_path: Path, open_library: OpenLibrary
) -> None:
    library = open_library(old, write=True)
    copied = story(tmp_path / "more" / "f.md", WIRE, title="Comet", source="Digest")
    assert add(library, copied).embedded == 0


def test_a_migration_that_fails_leaves_version_1(
    old: Path, monkeypatch: pytest.MonkeyPatch, open_library: OpenLibrary
) -> None:
    before = content(old)
    with monkeypatch.context() as patch:
        calls = iter(range(1_000))

        def interrupt(article: Article) -> Sketch:
            if next(calls) == 3:
                raise KeyboardInterrupt
            return compute_sketch(article)

        patch.setattr(migrations, "compute_sketch", interrupt)
        with pytest.raises(KeyboardInterrupt):
            Home(old, write=True)
    assert content(old) == before
    assert open_library(old).article_count == 5


_KILLED = """
import os, signal, sys
from pathlib import Path
from index.storage import home
from index.storage.sqlite import database
left = int(sys.argv[2])
class Connection(database.sqlite3.Connection):
    def execute(self, statement, *values):
        global left
        left -= statement.lstrip().split()[0] in ("CREATE", "INSERT", "ALTER", "DROP", "UPDATE")
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(statement, *values)
whole = database.sqlite3.connect
database.sqlite3.connect = lambda *a, **k: whole(*a, factory=Connection, **k)
home.Home(Path(sys.argv[1]), write=True)
"""


@pytest.mark.parametrize("statements", [0, 1, 4, 12, 24, 28])
def test_a_migration_that_is_killed_leaves_version_1(
    old: Path, statements: int, open_library: OpenLibrary
) -> None:
    before = content(old)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(old), str(statements)],
        cwd=CHECKOUT,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert content(old) == before
    library = open_library(old)
    assert library.article_count == 5
    assert in_step(library._home)


# What takes a home back from one version to the one before.
_BACK = {
    9: (
        "DROP TABLE removed_names",
        "DROP TABLE removed",
        "DROP TABLE clippings",
        "DROP TABLE findings",
        "DROP TABLE alerts",
        "DROP TABLE arrivals",
    ),
    8: ("DROP TABLE labels", "DROP TABLE collected", "DROP TABLE collections"),
    7: ("DROP TABLE edits",),
    6: (
        "DROP TABLE ledger",
        "DROP TABLE notices",
        "DROP TABLE items",
        "DROP TABLE permissions",
        "ALTER TABLE versions DROP COLUMN terms",
        "ALTER TABLE articles DROP COLUMN terms",
    ),
    5: ("DROP TABLE recognised_lines", "DROP TABLE page_images"),
    4: (
        "DROP TABLE attributions",
        "DROP TABLE enrichments",
    ),
    3: (
        "DROP INDEX articles_by_source",
        "DROP INDEX articles_by_date",
        "CREATE INDEX articles_by_date ON articles (published_second)",
    ),
    2: ("DROP INDEX articles_in_order",),
}


@pytest.fixture(params=[2, 3, 4, 5, 6, 7, 8, 9])
def earlier(small_home: Path, request: pytest.FixtureRequest) -> Path:
    """A home as an earlier version kept it, with fewer indexes in its catalog."""
    with closing(sqlite3.connect(small_home / CATALOG_FILE)) as connection, connection:
        for version in range(SCHEMA_VERSION - 1, request.param - 1, -1):
            for statement in _BACK[version]:
                connection.execute(statement)
        connection.execute("UPDATE facts SET value = ? WHERE name = 'schema'", (request.param,))
    return small_home


def test_earlier_versions_get_the_indexes_of_the_latest(
    earlier: Path, tmp_path: Path, open_library: OpenLibrary
) -> None:
    library = open_library(earlier)  # whoever reads migrates, too
    assert [article.id for article in library.page(9).articles] == ["mahler", "volcano"]
    assert schema_of(earlier) == str(SCHEMA_VERSION)
    Home(tmp_path / "new", write=True).close()
    assert indexes(earlier) == indexes(tmp_path / "new")
    assert search_ids(library, "volcano")[0] == "volcano"


def test_an_archive_of_version_8_has_its_facets(
    small_home: Path, open_library: OpenLibrary
) -> None:
    with closing(sqlite3.connect(small_home / CATALOG_FILE)) as connection, connection:
        for statement in (*_BACK[9], *_BACK[8]):
            connection.execute(statement)
        connection.execute("UPDATE articles SET section = 'Coast', authors = '[\"Bo Ek\", \"Cy\"]'")
        connection.execute("UPDATE articles SET authors = '{' WHERE id = 'volcano'")
        connection.execute("UPDATE facts SET value = '8' WHERE name = 'schema'")
    library = open_library(small_home)
    sections, authors = library.facets([Facet.SECTION, Facet.AUTHOR])
    assert sections.values == (FacetValue("Coast", 2),)
    # Damaged authors are none, and keep no archive from opening.
    assert authors.values == (FacetValue("Bo Ek", 1), FacetValue("Cy", 1))


def test_an_archive_of_version_9_keeps_all_and_can_have_alerts(
    small_home: Path, open_library: OpenLibrary
) -> None:
    library = open_library(small_home)
    library.collections.add("Kept", ["volcano"])
    library.close()
    with closing(sqlite3.connect(small_home / CATALOG_FILE)) as connection, connection:
        for statement in _BACK[9]:
            connection.execute(statement)
        connection.execute("UPDATE facts SET value = '9' WHERE name = 'schema'")
    before = {
        line for line in content(small_home) if "'schema'" not in line and "sqlite_seq" not in line
    }
    library = open_library(small_home)
    assert before <= set(content(small_home))
    request = AlertRequest("Ash", AlertKind.SEARCH, "ash", Maker.COMMAND)
    assert library.alerts.add(request).name == "Ash"
    assert library.alerts.begin_check() == 2  # both articles, which are not new to it
    assert library.alerts.list_behind(2) == []


@pytest.mark.parametrize("statements", [0, 1])
def test_a_migration_of_indexes_that_is_killed_leaves_the_version(
    earlier: Path, statements: int, open_library: OpenLibrary
) -> None:
    before = content(earlier)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(earlier), str(statements)],
        cwd=CHECKOUT,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert content(earlier) == before
    assert open_library(earlier).article_count == 2


def test_a_later_schema_is_refused_everywhere_and_nothing_is_changed(
    old: Path, tmp_path: Path, embedder: Embedder
) -> None:
    Home(old, write=True).close()
    catalog = Catalog(old / CATALOG_FILE)
    catalog.remember({Fact.SCHEMA: "99"})
    catalog.close()
    before = content(old)
    names = {path.name for path in old.iterdir()}
    for attempt in (
        lambda: Library.open(old),
        lambda: Library.open(old, write=True),
        lambda: Library.rebuild(old),
        lambda: offline_repair.examine(old),
        lambda: offline_repair.repair(old),
        lambda: offline_repair.rebuild_indexes(old, embedder),
        lambda: backup.backup(old, tmp_path / "file"),
    ):
        with pytest.raises(DatelineError, match="schema 99") as raised:
            attempt()
        assert "newer" in raised.value.remedy
    assert content(old) == before
    assert {path.name for path in old.iterdir()} - names <= {"writer.lock"}
    assert not (tmp_path / "file").exists()


def test_an_old_home_can_be_examined_backed_up_and_restored(old: Path, tmp_path: Path) -> None:
    manifest = backup.backup(old, tmp_path / "file")
    assert (manifest.schema, manifest.articles) == (1, 5)
    restore.restore(tmp_path / "file", tmp_path / "other")
    assert offline_repair.examine(tmp_path / "other").is_sound
    assert schema_of(tmp_path / "other") == str(SCHEMA_VERSION)
    examination = offline_repair.examine(old)
    assert (examination.is_sound, examination.articles) == (True, 5)
