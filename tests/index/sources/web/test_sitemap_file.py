"""Sitemaps in files that somebody names: their pages are fetched; over real sockets."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.ingest.source_set import SourceSet
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from index.sources.web.sitemap_file import find_sitemap_file
from tests.index.sources.website import Website, local, website

pytestmark = pytest.mark.slow

SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
TEXT = (
    "The council of Lower Dray agreed on Tuesday to plant six hundred lime trees along the canal"
    " before the spring, and to close the towpath for eleven days in February."
)


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as output:
        yield output


def put_page(site: Website, name: str) -> str:
    body = f"<h1>Trees for {name}</h1><p>{name}: {TEXT}</p>"
    return site.put(
        f"/{name}", f"<!doctype html><html><body><article>{body}</article></body></html>"
    )


def make_urlset(*addresses: str) -> str:
    entries = "".join(f"<url><loc>{one}</loc></url>" for one in addresses)
    return f'<?xml version="1.0"?><urlset {SITEMAP}>{entries}</urlset>'


def read(*places: Path) -> list[SourceEvent]:
    with SourceSet([str(place) for place in places], local()) as sources:
        return list(sources.read())


def list_titles(events: list[SourceEvent]) -> list[str]:
    return [event.article.title for event in events if isinstance(event, ParsedArticle)]


def list_reasons(events: list[SourceEvent]) -> list[str]:
    return [event.reason for event in events if isinstance(event, Problem)]


@pytest.mark.parametrize("name", ["sitemap.xml", "news-sitemap.XML", "saved.txt", "map.xml.gz"])
def test_the_pages_of_a_named_sitemap_are_read(name: str, site: Website, tmp_path: Path) -> None:
    content = make_urlset(put_page(site, "Stent"), put_page(site, "Olmen")).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    events = read(path)
    assert sorted(list_titles(events)) == ["Trees for Olmen", "Trees for Stent"]
    assert list_reasons(events) == []


def test_an_index_leads_to_its_sitemaps(site: Website, tmp_path: Path) -> None:
    further = site.put("/more.xml", make_urlset(put_page(site, "Hasp")))
    index = tmp_path / "index.xml"
    index.write_text(
        f"<sitemapindex {SITEMAP}><sitemap><loc>{further}</loc></sitemap></sitemapindex>"
    )
    assert list_titles(read(index)) == ["Trees for Hasp"]


def test_pages_of_other_hosts_are_left_out(site: Website, tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(make_urlset(put_page(site, "Stent"), "https://elsewhere.example/a"))
    events = read(path)
    assert list_titles(events) == ["Trees for Stent"]
    assert list_reasons(events) == ["1 addresses that are not on its host were left out"]


def test_a_sitemap_in_a_folder_leads_to_no_request(site: Website, tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(make_urlset(put_page(site, "Stent")))
    events = read(tmp_path)
    assert list_titles(events) == []
    assert "lists addresses and holds no texts" in list_reasons(events)[0]
    assert site.asked == []


@pytest.mark.parametrize(
    "content",
    [
        b"<urlset></urlset>",
        b"<urlset><url><loc>ftp://host/a</loc></url></urlset>",
        b"<html>urlset <loc>https://a.example/</loc></html>",
        b"\x1f\x8bdamaged",
        b"",
    ],
)
def test_other_files_are_none(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(content)
    assert find_sitemap_file(path) is None


def test_a_private_address_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(make_urlset("http://127.0.0.1:8080/a"))
    with SourceSet([str(path)]) as sources:
        events = list(sources.read())
    assert list_titles(events) == []
    assert "private" in list_reasons(events)[0]
