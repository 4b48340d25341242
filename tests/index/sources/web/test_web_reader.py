"""An address as an article, a feed, or the reason why it is neither; over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    SourceEvent,
    UnchangedSource,
)
from index.sources.response import Response
from index.sources.sandbox.document import read_page_article
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.fetch import Fetcher
from index.sources.web.web_reader import read_url
from tests.index.sources.website import SHORT, Website, compress, polite, website

PARAGRAPHS = [
    "The harbour board of Port Elden voted on Monday to close the old ferry terminal by the end "
    "of the year, after engineers found cracks in eleven of its forty pillars.",
    "“We cannot let passengers walk over concrete that we no longer trust,” said Ines Karlow, who "
    "chairs the board. She said that repairs would cost more than a new building.",
    "Ferries will leave from the eastern quay until a new terminal opens, which the board expects "
    "in the spring of the year after next. About 4,000 people use the terminal every day.",
]
CITY = "<p>" + "</p><p>".join(PARAGRAPHS) + "</p>"


def page(title: str = "Ferry terminal to close", body: str = CITY, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    )


# One reader process for all tests: to start one takes a second.
READER = ReaderSandbox()


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[None]:
    """End it after the last of them."""
    with READER:
        yield


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as output:
        yield output


def read(url: str, remembered: dict[str, str] | None = None) -> list[SourceEvent]:
    known_stamps = remembered or {}

    def stamp(container: str, origin: str = "") -> str:
        return known_stamps.get(origin or container, "")

    return list(read_url(url, polite(), READER.read_document, stamp))


def incoming(url: str) -> ParsedArticle:
    (result,) = [item for item in read(url) if isinstance(item, ParsedArticle)]
    return result


def problem(url: str) -> Problem:
    (result,) = read(url)
    assert isinstance(result, Problem)
    assert result.skipped
    return result


def test_a_page_is_an_article_with_what_it_says_about_itself(site: Website) -> None:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferry terminal to close",
        "datePublished": "2025-03-17T09:30:00+01:00",
        "author": {"@type": "Person", "name": "Mara Lind"},
        "publisher": {"@type": "Organization", "name": "Elden Courier"},
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    url = site.put("/news/ferry-terminal-closes.html", page(head=head))
    result = incoming(url)
    article = result.article
    assert article.title == "Ferry terminal to close"
    assert article.published == "2025-03-17T09:30:00+01:00"
    assert (article.source, article.authors) == ("Elden Courier", ("Mara Lind",))
    assert article.text.split("\n\n")[-3:] == PARAGRAPHS
    assert article.id == "ferry-terminal-closes"
    assert article.url == result.origin == result.container == url


def test_the_same_page_by_other_addresses_is_the_same_article(site: Website) -> None:
    head = '<link rel="canonical" href="/news/ferry-closes-for-good">'
    for path in ("/a", "/b?utm_source=rss", "/amp/ferry"):
        site.put(path, page(head=head))
        assert incoming(f"{site.url}{path}").origin == f"{site.url}/news/ferry-closes-for-good"
    site.put("/c?utm_source=rss", page())
    site.put("/r", status=301, headers={"Location": "/c?utm_source=rss"})
    assert incoming(f"{site.url}/c?utm_source=rss#top").origin == f"{site.url}/c"
    assert incoming(f"{site.url}/r").origin == f"{site.url}/c"


CONSENT = (
    "<title>Ferry terminal</title><main><p>We and our 812 partners store and access information on"
    " your device.</p><p>To use our service you must agree that we store cookies for personalised"
    " ads.</p></main>"
)


def test_a_redirect_to_a_consent_page_is_a_problem(site: Website) -> None:
    site.put("/consent", f"<!doctype html><html>{CONSENT}</html>")
    url = site.put("/a", status=302, headers={"Location": "/consent"})
    assert problem(url).reason == "it is a consent page of its site"


def test_a_feed_keeps_the_teaser_of_a_page_behind_consent(site: Website) -> None:
    site.put("/consent", f"<!doctype html><html>{CONSENT}</html>")
    site.put("/a", status=302, headers={"Location": "/consent"})
    feed = (
        '<rss version="2.0"><channel><title>Elden Courier</title><item><title>Ferry</title><link>'
        f"{site.url}/a</link><description>{PARAGRAPHS[0]}</description></item></channel></rss>"
    )
    events = read(site.put("/feed", feed, media_type="application/rss+xml"))
    (article,) = [one.article for one in events if isinstance(one, ParsedArticle)]
    assert article.text == PARAGRAPHS[0]
    (note,) = [one for one in events if isinstance(one, Problem)]
    assert "it is a consent page of its site" in note.reason
    assert not note.skipped


def test_a_page_that_is_not_free_is_its_teaser_with_a_note(site: Website) -> None:
    head = (
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    )
    terms = (
        '<div class="paywall"><p>Access to all articles for 3 crowns a week. Cancel at any '
        "time.</p>"
        '<p>Already a subscriber? <a href="/login">Log in</a></p></div>'
    )
    events = read(site.put("/a", page(body=f"<p>{PARAGRAPHS[0]}</p>{terms}", head=head)))
    assert [one.article.text for one in events if isinstance(one, ParsedArticle)] == [PARAGRAPHS[0]]
    (note,) = [one for one in events if isinstance(one, Problem)]
    assert note.reason == "its page gives only a part of it: it is not free to read"
    assert not note.skipped


@pytest.mark.parametrize(
    ("url", "canonical", "place"),
    [
        ("https://m.kel.example/b", "https://www.kel.example/a", "https://www.kel.example/a"),
        ("https://kel.example/b", "https://www.kel.example/a", "https://www.kel.example/a"),
        ("https://amp.kel.example/b", "https://kel.example/a", "https://kel.example/a"),
        ("https://m.kel.example/b", "https://www.kel.example/", "https://m.kel.example/b"),
        ("https://news.kel.example/b", "https://www.kel.example/a", "https://news.kel.example/b"),
        ("https://m.example/b", "https://www.example/a", "https://m.example/b"),
        ("https://kel.example/b", "https://www.other.example/a", "https://kel.example/b"),
    ],
)
def test_hosts_of_one_site(url: str, canonical: str, place: str) -> None:
    html = page(head=f'<link rel="canonical" href="{canonical}">')
    response = Response(url, 200, {"content-type": "text/html"}, html.encode())
    assert read_page_article(response).article.url == place


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://other.example/their-own-story">',
        '<meta property="og:url" content="https://other.example/their-own-story">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry",'
        ' "url": "https://other.example/their-own-story"}</script>',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="/">',
    ],
)
def test_a_page_cannot_take_the_place_of_another_sites(site: Website, head: str) -> None:
    result = incoming(site.put("/mine", page(head=head)))
    assert result.origin == f"{site.url}/mine"
    assert result.article.url == f"{site.url}/mine"


def test_plain_text_is_an_article(site: Website) -> None:
    url = site.put("/release.txt", "\n\n".join(PARAGRAPHS), media_type="text/plain")
    assert incoming(url).article.text == "\n\n".join(PARAGRAPHS)


def test_a_packed_page(site: Website) -> None:
    url = site.put("/a", compress(page()), headers={"Content-Encoding": "gzip"})
    assert incoming(url).article.text.endswith(PARAGRAPHS[-1])


@pytest.mark.parametrize("media_type", ["", "application/octet-stream", "text/plain", "image/png"])
def test_a_page_is_known_by_its_looks(site: Website, media_type: str) -> None:
    url = site.put("/a", page(), media_type=media_type)
    assert incoming(url).article.title == "Ferry terminal to close"


def test_letters_whose_encoding_is_declared_wrongly(site: Website) -> None:
    body = page(title="Fähre stillgelegt")
    url = site.put("/a", body, media_type="text/html; charset=iso-8859-1")
    assert incoming(url).article.title == "Fähre stillgelegt"
    site.put("/a", body.encode("cp1252"), media_type="text/html; charset=utf-8")
    assert "UTF-8" in problem(url).reason


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "it is neither a page nor a feed (image/png)"),
        (b"PK\x03\x04", "application/zip", "neither a page nor a feed (application/zip)"),
        (b'{"a": 1}', "application/json", "neither a page nor a feed (application/json)"),
        (b"<urlset></urlset>", "application/xml", "it lists no addresses"),
        (b"", "text/html", "no text"),
        (b"   ", "text/plain", "no text"),
        (b"<html></html>", "text/html", "no text"),
        (b"\x00\x01", "text/plain", "binary"),
        (b"%PDF-1.7 broken", "application/pdf", "its end is missing"),
        (b"<html><title>404 Not Found</title><p>" + b"Sorry, it is gone. " * 8 + b"</p>",
         "text/html", "notice of its site that the page was not found"),
        (b"<html><title>Just a moment...</title><p>" + b"Checking your browser. " * 8 + b"</p>",
         "text/html", "check for robots of its site"),
        (b"<html><title>News</title><p>" + b"Subscribers read on here. " * 9
         + b"</p><form><input name=p type='password'></form>", "text/html", "sign in"),
    ],
)  # fmt: skip
def test_what_is_no_article(site: Website, body: bytes, media_type: str, reason: str) -> None:
    url = site.put("/a", body, media_type=media_type)
    result = problem(url)
    assert reason in result.reason
    assert result.place == url


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "does not begin with http"),
        ("http://user:secret@example.org/", "password"),
        ("http://example.org/\r\nHost: x", "control character"),
        ("http://example.org:25/", "port 25"),
        ("nonsense", "does not begin with http"),
    ],
)
def test_addresses_that_are_not_read(url: str, reason: str) -> None:
    result = problem(url)
    assert reason in result.reason
    assert "secret" not in result.place + result.reason
    assert "\n" not in result.place


def test_a_private_address_is_a_problem(site: Website) -> None:
    (result,) = read_url(site.put("/a", page()), Fetcher(limits=SHORT), READER.read_document)
    assert isinstance(result, Problem)
    assert result.reason == "it leads to a private address"


def test_an_unchanged_page_is_not_read_again(site: Website) -> None:
    url = site.put("/a", page(), headers={"ETag": '"1"'})
    *_, finished = read(url)
    assert isinstance(finished, FinishedSource)
    assert finished.container == url
    assert read(url, {url: finished.stamp}) == [UnchangedSource(url)]
    site.put("/a", page(title="Ferry terminal closed"), headers={"ETag": '"2"'})
    reads = read(url, {url: finished.stamp})
    assert isinstance(reads[0], ParsedArticle)
    assert reads[0].article.title == "Ferry terminal closed"


@pytest.mark.parametrize("stamp", ["", "rubbish", "[]", "{}", '{"etag": "\\"1\\""}', '{"etag": 1}'])
def test_a_stamp_of_something_else_asks_for_the_whole_page(site: Website, stamp: str) -> None:
    url = site.put("/a", page(), headers={"ETag": '"1"'})
    assert isinstance(read(url, {url: stamp})[0], ParsedArticle)


def test_a_page_without_a_stamp_is_finished_without_one(site: Website) -> None:
    url = site.put("/a", page())
    assert read(url)[-1] == FinishedSource(url, "")


def test_what_could_not_be_read_is_not_finished(site: Website) -> None:
    reads = read(site.put("/a", "<html></html>", headers={"ETag": '"1"'}))
    assert not [item for item in reads if isinstance(item, FinishedSource)]


def test_when_to_ask_again_is_passed_on(site: Website) -> None:
    poll_seconds: list[float] = []

    def ask(url: str) -> list[SourceEvent]:
        return list(read_url(url, polite(), READER.read_document, later=poll_seconds.append))

    ask(site.put("/a", page(), headers={"Cache-Control": "public, max-age=1800"}))
    ask(site.put("/b", status=503, headers={"Retry-After": "77"}))
    ask(site.put("/c", page()))
    assert poll_seconds == [1800, 77]


# Sixty comments: each one more would double the time of a pattern that can part them in two ways.
COMMENTS = "<!---->" * 60


@pytest.mark.timeout(60)
def test_a_page_that_begins_with_comments_is_read(site: Website) -> None:
    url = site.put("/news/comments.html", COMMENTS + page())
    assert incoming(url).article.text.split("\n\n")[-3:] == PARAGRAPHS


@pytest.mark.timeout(60)
def test_comments_before_what_is_no_page_end_as_a_page_by_its_media_type(site: Website) -> None:
    url = site.put("/news/comments.html", COMMENTS + "x" + page())
    assert incoming(url).article.text.split("\n\n")[-3:] == PARAGRAPHS


@pytest.mark.timeout(60)
def test_comments_before_what_is_neither_page_nor_feed_are_a_problem(site: Website) -> None:
    body = COMMENTS + "x" + page()
    url = site.put("/news/comments", body, media_type="application/octet-stream")
    assert "neither a page nor a feed" in problem(url).reason


@pytest.mark.timeout(60)
@pytest.mark.parametrize("tail", [COMMENTS, COMMENTS + "x"])
def test_a_feed_that_ends_with_comments_is_read(site: Website, tail: str) -> None:
    links = [site.put(f"/news/{number}.html", COMMENTS + "x" + page()) for number in "12"]
    entries = "".join(f"<item><title>Ferry</title><link>{link}</link></item>" for link in links)
    feed = f'<rss version="2.0"><channel><title>Elden</title>{entries}</channel></rss>{tail}'
    url = site.put("/feed.xml", feed, media_type="application/rss+xml")
    assert any(isinstance(item, ParsedArticle) for item in read(url))
