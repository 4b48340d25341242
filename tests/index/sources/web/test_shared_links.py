"""Whole entries that share a link are articles of their own, and stay so from poll to poll."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.sources.parsed_article import FinishedSource, ParsedArticle, SourceEvent, UnchangedSource
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.web_reader import read_url
from tests.index.sources.website import Website, polite, website

WORDS = "The ferry of Port Elden left late again and the council put the question off once more. "
READER = ReaderSandbox()


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[None]:
    with READER:
        yield


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as output:
        yield output


def whole(link: str, name: str, guid: str = "") -> str:
    guid = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    text = f"<description><![CDATA[<p>{name}. {WORDS * 20}</p>]]></description>"
    return f"<item><title>{name}</title><link>{link}</link>{guid}{text}</item>"


def put(site: Website, *items: str) -> str:
    feed = f'<rss version="2.0"><channel><title>Wire</title>{"".join(items)}</channel></rss>'
    return site.put("/feed", feed, media_type="application/rss+xml")


class Poll:
    """What a feed gave, poll by poll, and the stamps that the archive remembers."""

    def __init__(self) -> None:
        self._stamps: dict[tuple[str, str], str] = {}

    def read(self, url: str) -> list[SourceEvent]:
        def stamp(container: str, origin: str = "") -> str:
            return self._stamps.get((container, origin), "")

        events = list(read_url(url, polite(), READER.read_document, stamp))
        for event in events:
            if isinstance(event, ParsedArticle):
                for place in event.places:
                    self._stamps[event.container, place] = event.stamp
            elif isinstance(event, FinishedSource):
                self._stamps[event.container, ""] = event.stamp
        return events

    def articles(self, url: str) -> dict[str, str]:
        """The articles of a poll: titles by place."""
        return {
            event.origin: event.article.title
            for event in self.read(url)
            if isinstance(event, ParsedArticle)
        }


def test_entries_with_one_link_or_its_fragments_are_articles_each(site: Website) -> None:
    link = f"{site.url}/live"
    url = put(
        site,
        *(whole(f"{site.url}/status", f"Status {n}", f"s{n}") for n in range(3)),
        *(whole(f"{link}#b{n}", f"Live {n}", f"{link}#b{n}") for n in range(3)),
    )
    poll = Poll()
    events = [event for event in poll.read(url) if isinstance(event, ParsedArticle)]
    assert [event.article.title for event in events] == [
        *("Status 0", "Status 1", "Status 2", "Live 0", "Live 1", "Live 2")
    ]
    assert len({event.origin for event in events}) == 6
    assert events[4].article.url == f"{link}#b1"
    assert sum(isinstance(event, UnchangedSource) for event in poll.read(url)) == 6


def test_a_new_entry_of_a_link_does_not_replace_the_earlier_one(site: Website) -> None:
    link, poll = f"{site.url}/status", Poll()
    first = whole(link, "First", "g1")
    assert poll.articles(put(site, first)) == {link: "First"}
    ((place, title),) = poll.articles(put(site, whole(link, "Second", "g2"), first)).items()
    assert title == "Second"
    assert place != link
    # The one that is left alone keeps its place, too.
    assert poll.articles(put(site, whole(link, "Second", "g2"))) == {}
    assert poll.articles(put(site, whole(link, "Second, again", "g2"))) == {place: "Second, again"}
    assert poll.articles(put(site, whole(link, "First, again", "g1"))) == {link: "First, again"}


def test_an_entry_that_changes_stays_one(site: Website) -> None:
    for guid in ("", "g1", f"{site.url}/news/1"):
        link, poll = f"{site.url}/news/1", Poll()
        assert poll.articles(put(site, whole(link, "Rain", guid))) == {link: "Rain"}
        assert poll.articles(put(site, whole(link, "Rain, again", guid))) == {link: "Rain, again"}


def test_an_entry_that_stands_twice_counts_once(site: Website) -> None:
    link = f"{site.url}/news/1"
    for again in (whole(link, "Rain", "g1"), whole(link, "Rain", "g2")):
        assert len(Poll().articles(put(site, whole(link, "Rain", "g1"), again))) == 1
    assert len(Poll().articles(put(site, whole(link, "Rain"), whole(link, "Snow")))) == 2


def test_an_entry_that_was_read_by_an_earlier_version_is_not_read_again(site: Website) -> None:
    link, poll = f"{site.url}/news/1", Poll()
    url = put(site, whole(link, "Rain", "g1"))
    poll.read(url)
    stamps = poll._stamps
    stamps[url, link] = stamps[url, link].partition(".")[0]
    assert poll.articles(url) == {}
