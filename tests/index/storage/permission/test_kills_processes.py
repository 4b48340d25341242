"""A process that is killed in the middle of a kill or of a hold leaves the old state or the new."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.item import ItemVersion, Notice, NoticeStatus
from index.core.terms import Terms
from index.embedding.embedder import Embedder
from index.ingest.preparation import Preparation
from index.library import Library
from index.storage.catalog_types import BatchNotes, PreparedArticle, Provenance
from index.storage.home import Home
from index.storage.permission.state import State
from tests.index.conftest import OpenHome, OpenLibrary, StartWriter
from tests.index.stories import in_step, prepare, search_ids

VOLCANO = ItemVersion("urn:volcano", 1)
POINTS = [
    # Before the change is in the catalog.
    ("catalog", "apply_notices", False),
    ("catalog", "remember", False),
    ("items", "put_notice", False),
    ("ledger", "record", False),
    # After it.
    ("vectors", "delete", True),
    ("lexical", "write", True),
]


@pytest.fixture
def filled(home: Path, embedder: Embedder) -> Path:
    """A closed home with an item and another article."""
    stores = Home(home, write=True)
    batch = prepare(embedder, volcano="A volcano erupted.", mahler="Mahler was played.")
    stores.write(batch, BatchNotes(items=((VOLCANO, "volcano"),)))
    stores.close()
    return home


def notice(status: NoticeStatus) -> Notice:
    return Notice(ItemVersion("urn:volcano", 2), status, "the agency said so")


def actions(library: Library) -> list[tuple[str, str]]:
    return [(row.action, row.article_id) for row in library.ledger()]


def assert_ledger_agrees(library: Library) -> None:
    """The ledger says what the catalog holds, and its chain is whole."""
    assert library._home.catalog.ledger.find_faults() == []
    last = {article_id: action for action, article_id in actions(library)}
    gone = {article_id for article_id, action in last.items() if action == "killed"}
    held = {article_id for article_id, action in last.items() if action == "held"}
    assert {one.article.id for one in library.list_hidden(State.HELD)} == held
    assert {article.id for article in library.articles()} == last.keys() - gone - held


@pytest.mark.parametrize(("store", "method", "is_done"), POINTS)
def test_a_writer_killed_in_a_kill(
    filled: Path,
    start_writer: StartWriter,
    open_library: OpenLibrary,
    store: str,
    method: str,
    *,
    is_done: bool,
) -> None:
    writer = start_writer(filled)
    writer.die_before(store, method)
    assert not writer.apply_notices(notice(NoticeStatus.CANCELED))
    library = open_library(filled, write=True)
    assert in_step(library._home)
    assert_ledger_agrees(library)
    found = search_ids(library, "volcano mahler")
    assert ("volcano" in found) is not is_done
    assert (library._home.catalog.items.find_notice("urn:volcano") is not None) is is_done
    # The same kill again finishes what was begun, once.
    library._home.apply_notices([(notice(NoticeStatus.CANCELED), "kill.xml")])
    assert search_ids(library, "volcano mahler") == ["mahler"]
    assert in_step(library._home)
    assert_ledger_agrees(library)
    assert [action for action, _ in actions(library)].count("killed") == 1


@pytest.mark.parametrize(("store", "method", "is_done"), POINTS[:4])
def test_a_writer_killed_in_a_hold(
    filled: Path,
    start_writer: StartWriter,
    open_library: OpenLibrary,
    store: str,
    method: str,
    *,
    is_done: bool,
) -> None:
    writer = start_writer(filled)
    writer.die_before(store, method)
    assert not writer.apply_notices(notice(NoticeStatus.WITHHELD))
    library = open_library(filled, write=True)
    assert in_step(library._home)
    assert_ledger_agrees(library)
    assert ("volcano" in search_ids(library, "volcano mahler")) is not is_done
    library._home.apply_notices([(notice(NoticeStatus.WITHHELD), "kill.xml")])
    assert search_ids(library, "volcano mahler") == ["mahler"]
    assert library.get("volcano", hidden=True).terms.hold == "the agency said so"
    assert_ledger_agrees(library)


@pytest.mark.parametrize(
    ("store", "method", "is_done"),
    [
        ("vectors", "upsert", False),
        ("lexical", "write", False),
        ("catalog", "write", False),
        ("availability", "put", False),
        ("ledger", "record", False),
    ],
)
def test_a_writer_killed_while_it_stores_an_embargoed_article(
    filled: Path,
    start_writer: StartWriter,
    open_library: OpenLibrary,
    embedder: Embedder,
    store: str,
    method: str,
    *,
    is_done: bool,
) -> None:
    """It is never shown, at no moment: its terms come with it."""
    batch = embargoed(embedder)
    writer = start_writer(filled)
    writer.die_before(store, method)
    assert not writer.write(batch)
    library = open_library(filled, write=True)
    assert in_step(library._home)
    assert_ledger_agrees(library)
    assert (library._home.catalog.article("secret") is not None) is is_done
    library._home.write(batch)
    assert "secret" not in search_ids(library, "xylophones")
    assert_ledger_agrees(library)


@pytest.mark.parametrize(
    ("store", "method"), [("catalog", "release"), ("availability", "release"), ("ledger", "record")]
)
def test_a_writer_killed_in_a_release(
    filled: Path,
    start_writer: StartWriter,
    open_library: OpenLibrary,
    open_home: OpenHome,
    embedder: Embedder,
    store: str,
    method: str,
) -> None:
    stores = Home(filled, write=True)
    stores.write(embargoed(embedder))
    stores.close()
    writer = start_writer(filled)
    writer.die_before(store, method)
    assert not writer.release("secret")
    library = open_library(filled)
    assert "secret" not in search_ids(library, "xylophones")
    assert_ledger_agrees(library)


def embargoed(embedder: Embedder) -> list[PreparedArticle]:
    """An article under an embargo that no clock reaches, ready to be written."""
    from index.core.article import Article

    article = Article("secret", "", "Xylophones were played.", terms=Terms(embargo="2999"))
    return Preparation(None, embedder).prepare([(article, Provenance("secret"))])
