"""Sitemaps by their addresses: the pages of their host, as those of a feed; over real sockets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.sources.feeds.sitemap import MAX_PAGES, read_sitemap
from index.sources.parsed_article import FinishedSource, ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.fetch import Fetcher
from index.sources.web.robots import PoliteFetcher
from index.sources.web.web_reader import read_url
from tests.index.sources.website import Clock, Website, compress, local, website

NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
TEXT = (
    "The harbour board of Port Elden voted on Monday to close the old ferry terminal by the end of"
    " the year, after engineers found cracks in eleven of its forty pillars."
)
READER = ReaderSandbox()


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[None]:
    with READER:
        yield


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as output:
        yield output


def put_page(site: Website, name: str) -> str:
    html = (
        f"<!doctype html><html><body><article><h1>{name}</h1><p>{name}: {TEXT}</p></article></body>"
    )
    return site.put(f"/{name}", html)


def urlset(*entries: str) -> str:
    return f'<?xml version="1.0"?><urlset {NAMESPACES}>{"".join(entries)}</urlset>'


def url_of(address: str, more: str = "") -> str:
    return f"<url><loc>{address}</loc>{more}</url>"


def news(name: str = "Elden Courier", day: str = "2025-03-17", title: str = "Ferry") -> str:
    return (
        f"<news:news><news:publication><news:name>{name}</news:name><news:language>en"
        f"</news:language></news:publication><news:publication_date>{day}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news>"
    )


def index_of(*addresses: str) -> str:
    entries = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in addresses)
    return f'<?xml version="1.0"?><sitemapindex {NAMESPACES}>{entries}</sitemapindex>'


def read(url: str, known: dict[str, str] | None = None, fetcher: Fetcher | None = None) -> list[
    SourceEvent
]:  # fmt: skip
    clock, stamps = Clock(), known or {}
    polite = PoliteFetcher(fetcher or local(), now=clock.now, sleep=clock.sleep)

    def find_stamp(container: str, origin: str = "") -> str:
        return stamps.get(origin or container, "")

    return list(read_url(url, polite, READER.read_document, find_stamp))


def titles(events: list[SourceEvent]) -> list[str]:
    return [one.article.title for one in events if isinstance(one, ParsedArticle)]


def reasons(events: list[SourceEvent]) -> list[str]:
    return [one.reason for one in events if isinstance(one, Problem)]


def test_pages_with_what_a_news_sitemap_states(site: Website) -> None:
    page = put_page(site, "ferry")
    url = site.put("/news.xml", urlset(url_of(page, news())), media_type="application/xml")
    events = read(url)
    (item,) = [one for one in events if isinstance(one, ParsedArticle)]
    assert item.article.source == "Elden Courier"
    assert item.article.published == "2025-03-17"
    assert TEXT in item.article.text
    assert item.origin == page
    assert item.stamp
    assert isinstance(events[-1], FinishedSource)


def test_lastmod_is_the_date_of_an_update(site: Website) -> None:
    page = put_page(site, "ferry")
    entry = url_of(page, "<lastmod>2025-03-18T10:00:00Z</lastmod>")
    (item,) = [
        one for one in read(site.put("/s.xml", urlset(entry))) if isinstance(one, ParsedArticle)
    ]
    assert item.article.published is None
    assert item.article.updated == "2025-03-18T10:00:00+00:00"


def test_the_newest_first_and_what_is_known_is_not_fetched(site: Website) -> None:
    pages = [put_page(site, name) for name in ("old", "new", "middle")]
    days = ("2025-01-01", "2025-03-01", "2025-02-01")
    entries = [
        url_of(one, f"<lastmod>{day}</lastmod>") for one, day in zip(pages, days, strict=True)
    ]
    url = site.put("/s.xml", urlset(*entries))
    events = read(url)
    assert titles(events) == ["new", "middle", "old"]
    stamps = {one.origin: one.stamp for one in events if isinstance(one, ParsedArticle)}
    site.asked.clear()
    assert titles(read(url, stamps)) == []
    assert site.asked == ["/robots.txt", "/s.xml"]


def test_an_index_a_compressed_sitemap_and_a_robots_txt(site: Website) -> None:
    one, two = put_page(site, "one"), put_page(site, "two")
    packed = site.put("/a.xml.gz", compress(urlset(url_of(one))), media_type="application/gzip")
    plain = site.put("/b.xml", urlset(url_of(two), url_of(one)))
    index = site.put("/sitemap.xml", index_of(packed, plain, plain))
    assert titles(read(index)) == ["one", "two"]
    site.put(
        "/robots.txt", f"User-agent: *\nDisallow: /x\n\nSitemap: {index}\n", media_type="text/plain"
    )
    assert titles(read(f"{site.url}/robots.txt")) == ["one", "two"]


def test_only_pages_of_the_host(site: Website) -> None:
    with website() as other:
        theirs = put_page(other, "theirs")
        elsewhere = other.put("/s.xml", urlset(url_of(theirs)))
        site.put("/moved.xml", status=301, headers={"Location": elsewhere})
        entries = [url_of(put_page(site, "ours")), url_of(theirs), url_of("http://10.0.0.1/x"),
                   url_of("file:///etc/passwd"), url_of("https://kel.example/y")]  # fmt: skip
        events = read(site.put("/s.xml", urlset(*entries)))
        assert titles(events) == ["ours"]
        assert reasons(events) == ["4 addresses that are not on its host were left out"]
        events = read(site.put("/i.xml", index_of(elsewhere, f"{site.url}/moved.xml")))
        assert titles(events) == []
        assert "/theirs" not in other.asked


def test_private_addresses_are_refused(site: Website) -> None:
    url = site.put("/s.xml", urlset(url_of(put_page(site, "ours"))))
    assert len(reasons(read(url, fetcher=Fetcher()))) == 1
    assert site.asked == []


def test_robots_txt_counts_for_the_pages(site: Website) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret\n", media_type="text/plain")
    pages = [put_page(site, "secret"), put_page(site, "open")]
    events = read(site.put("/s.xml", urlset(*map(url_of, pages))))
    assert titles(events) == ["open"]
    assert reasons(events) == ["its site does not let programs read it (robots.txt)"]
    assert "/secret" not in site.asked


def test_a_sitemap_that_cannot_be_read_is_named_and_the_rest_comes(site: Website) -> None:
    good = site.put("/good.xml", urlset(url_of(put_page(site, "one"))))
    events = read(site.put("/i.xml", index_of(f"{site.url}/gone.xml", good)))
    assert titles(events) == ["one"]
    assert reasons(events) == ["its server answered 404 Not Found"]
    assert not any(isinstance(one, FinishedSource) for one in events)


def test_an_index_in_a_circle_ends(site: Website) -> None:
    index = f"{site.url}/i.xml"
    site.put("/i.xml", index_of(index, f"{site.url}/j.xml"))
    site.put("/j.xml", index_of(index))
    assert titles(read(index)) == []
    assert site.count("/i.xml") <= 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (urlset(), "it lists no addresses"),
        (urlset(url_of("https://kel.example/a")), "it lists only addresses of other hosts"),
        ("<!DOCTYPE urlset [<!ENTITY a 'b'>]>" + urlset()[21:], "neither a page nor a feed"),
        (compress(b"\x00" * 70_000_000), "it unpacks to more than"),
        (compress(urlset())[:-9], "damaged"),
    ],
)
def test_what_is_refused(site: Website, content: str | bytes, reason: str) -> None:
    url = site.put("/s.xml", content, media_type="application/xml")
    (problem,) = reasons(read(url))
    assert reason in problem


def test_a_robots_txt_without_sitemaps_is_no_article(site: Website) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /x\n", media_type="text/plain")
    assert reasons(read(f"{site.url}/robots.txt")) == ["this robots.txt names no sitemap"]


def test_limits_on_a_large_sitemap() -> None:
    address = "https://elden.example"
    entries = (url_of(f"{address}/{n}", f"<lastmod>{2000 + n % 25}-01-01</lastmod>")
               for n in range(50_000))  # fmt: skip
    items = read_sitemap(urlset(*entries).encode(), f"{address}/s.xml")
    assert len(items.items) == MAX_PAGES
    assert items.note == "it lists 50,000 pages, of which the newest 1,000 are read"
    assert all(item.metadata.updated == "2024-01-01" for item in items.items)
