"""Items and notices of publishers, as the catalog keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.core.article import Article, add_suffix
from index.core.item import ItemVersion, Notice, NoticeStatus
from index.storage.catalog import Catalog
from tests.index.many import put_articles

NOW = datetime(2025, 3, 17, tzinfo=UTC)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.migrate()
    put_articles(catalog, [Article("a", "", "Rain."), Article("urn:b", "", "Snow.")])
    catalog.items.put([(ItemVersion("urn:a", 2, 100), "a")])
    yield catalog
    catalog.close()


def notice(
    number: int, status: NoticeStatus = NoticeStatus.CANCELED, guid: str = "urn:a"
) -> Notice:
    return Notice(ItemVersion(guid, number), status, "why")


def test_an_item_is_found_by_its_name_or_by_the_id_of_an_earlier_catalog(catalog: Catalog) -> None:
    assert catalog.items.find("urn:a") == (ItemVersion("urn:a", 2, 100), "a")
    assert catalog.items.find("urn:b") == (ItemVersion("urn:b"), "urn:b")
    assert catalog.items.find("urn:c") is None
    catalog.delete(["a"])
    assert catalog.items.find("urn:a") is None


def test_a_notice_covers_versions_copies_and_parts(catalog: Catalog) -> None:
    copy = add_suffix("urn:b", "/other.xml")
    put_articles(catalog, [Article(i, "", "Hail.") for i in (copy, "urn:b#2", "urn:bc", "urn:b-x")])
    catalog.items.put([(ItemVersion("urn:b", 1), "urn:b"), (ItemVersion("urn:b#2", 1), "urn:b#2")])
    assert set(catalog.items.find_covered(notice(1, guid="urn:b"))) == {"urn:b", copy, "urn:b#2"}
    assert catalog.items.find_covered(notice(1)) == []
    assert catalog.items.find_covered(notice(2)) == ["a"]


def test_a_notice_about_an_item_counts_for_its_parts(catalog: Catalog) -> None:
    catalog.apply_notices([(notice(1, guid="urn:c"), "kill.xml")])
    assert catalog.items.find_notice("urn:c#2") == notice(1, guid="urn:c")


def test_only_a_notice_that_says_more_is_remembered(catalog: Catalog) -> None:
    held, killed = NoticeStatus.WITHHELD, NoticeStatus.CANCELED
    for said, is_news in (
        (notice(2, held), True),
        (notice(2, held), False),
        (notice(1, killed), False),
        (notice(2, killed), True),
        (notice(2, held), False),
        (notice(3, held), True),
    ):
        assert catalog.items.is_news(said) is is_news
        catalog.apply_notices([(said, "kill.xml")])
    assert catalog.items.find_notice("urn:a") == notice(3, held)


def test_a_notice_is_in_the_ledger_once(catalog: Catalog) -> None:
    for _ in range(3):
        catalog.apply_notices(
            [(notice(2), "/news/kill.xml"), (notice(1, guid="urn:z"), "/news/kill.xml")]
        )
    assert [
        (row.action, row.article_id, row.place, row.detail) for row in catalog.ledger.rows()
    ] == [
        ("killed", "a", "/news/kill.xml", "why"),
        ("killed", "urn:z", "/news/kill.xml", "why"),
    ]
    assert catalog.article("a") is None
