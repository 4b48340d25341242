"""A page is one article, whether its address, its canonical one or a feed led there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.ingest.change_detection import ChangeDetector
from index.ingest.write_batch import make_provenance
from index.sources.parsed_article import FinishedSource, ParsedArticle, UnchangedSource
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.web_reader import read_url
from index.storage.catalog import Catalog
from index.storage.catalog_types import PreparedArticle
from index.storage.minhash import compute_sketch
from tests.index.sources.website import Website, polite, website

NOW = datetime(2025, 3, 17, tzinfo=UTC)
READER = ReaderSandbox()
TEXT = (
    "<p>The council of Port Elden put the ferry question off once more on Monday evening.</p>" * 6
)


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[None]:
    with READER:
        yield


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as output:
        yield output


class Archive:
    """A catalog that is written at once."""

    def __init__(self, folder: Path) -> None:
        self.catalog = Catalog(folder / "catalog.sqlite3")
        self.catalog.migrate()

    def add(self, url: str) -> list[str]:
        """Add an address; what became of its articles."""
        detector = ChangeDetector(self.catalog)
        outcomes: list[str] = []
        find_stamp = self.catalog.origins.stamp
        for event in read_url(url, polite(), READER.read_document, find_stamp):
            if isinstance(event, ParsedArticle):
                outcomes.append(detector.add(event))
            elif isinstance(event, FinishedSource) and event.stamp:
                detector.filling.finished.append((event.container, event.stamp))
            elif isinstance(event, UnchangedSource):
                outcomes.append("unchanged")
        batch = detector.hand_over()
        prepared = [
            PreparedArticle(one.article, make_provenance(one), (), (), compute_sketch(one.article))
            for one in batch.articles.values()
        ]
        self.catalog.write(prepared, NOW, batch.notes)
        return outcomes

    @property
    def addresses(self) -> list[str]:
        return [row[0] for row in self.catalog.database.rows("SELECT url FROM articles ORDER BY 1")]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path)
    yield opened
    opened.catalog.close()


def put_page(site: Website, path: str, canonical: str, text: str = TEXT) -> str:
    link = f'<link rel="canonical" href="{canonical}">'
    html = f"<html><head><title>Ferry</title>{link}</head><body><article><h1>Ferry</h1>{text}"
    return site.put(path, f"{html}</article></body></html>")


def put_feed(site: Website, *links: str, text: str = "Put off…", date: str = "17 Mar 2025") -> str:
    items = "".join(
        f"<item><title>Ferry</title><link>{link}</link><pubDate>{date} 09:05:00 GMT</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
        for link in links
    )
    feed = f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
    return site.put("/feed", feed, media_type="application/rss+xml")


@pytest.mark.parametrize("order", ["page first", "feed first"])
@pytest.mark.parametrize("text", ["Put off…", TEXT * 5], ids=["teaser", "whole"])
def test_a_page_by_address_and_by_feed(
    site: Website, archive: Archive, order: str, text: str
) -> None:
    page, feed = put_page(site, "/b", "/b-real"), put_feed(site, "/b", text=text)
    sources = [page, feed] if order == "page first" else [feed, page]
    assert [archive.add(source) for source in sources] == [["added"], ["updated"]]
    assert len(archive.addresses) == 1
    archive.add(feed)
    asked = site.count("/b")
    assert archive.add(feed) == ["unchanged"]
    assert site.count("/b") == asked
    assert len(archive.addresses) == 1


def test_a_changed_entry_changes_its_one_article(site: Website, archive: Archive) -> None:
    put_page(site, "/b", "/b-real")
    assert archive.add(put_feed(site, "/b")) == ["added"]
    assert archive.addresses == [f"{site.url}/b-real"]
    assert archive.add(put_feed(site, "/b", date="18 Mar 2025")) == ["updated"]
    assert archive.add(f"{site.url}/b") == ["updated"]
    assert archive.addresses == [f"{site.url}/b-real"]


def test_one_canonical_address_on_every_page_makes_no_article_of_all(
    site: Website, archive: Archive
) -> None:
    pages = [put_page(site, f"/{n}", "/news", TEXT.replace("ferry", f"{n}th")) for n in range(3)]
    assert archive.add(put_feed(site, *pages[:2])) == ["added", "added"]
    assert archive.add(put_feed(site, *pages)) == ["unchanged", "unchanged", "added"]
    assert len(archive.addresses) == 3


def test_a_page_that_is_the_same_counts_once(site: Website, archive: Archive) -> None:
    page = put_page(site, "/b", "/b-real")
    site.pages["/b"].headers["ETag"] = '"1"'
    assert archive.add(page) == ["added"]
    assert archive.catalog.origins.count_in(page) == 1
    assert archive.add(page) == ["unchanged"]
