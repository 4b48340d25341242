"""Feeds of all kinds become articles: whole ones as they stand, teasers by way of their page."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.feeds.feed import Feed, FeedEntry
from index.sources.feeds.feed_items import count_words, find_whole_text
from index.sources.feeds.feed_xml import MAX_ENTRIES
from index.sources.feeds.syndication import read_json_feed, read_xml_feed
from index.sources.metadata import Metadata
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    SourceEvent,
    UnchangedSource,
)
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.feed_entries import choose_poll_seconds
from index.sources.web.web_reader import read_url
from tests.index.sources.website import Website, polite, website

PLACE = "https://courier.example/feeds/news.xml"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
SENTENCE = "The council of Port Elden met on Monday and put the ferry question off once more. "
LONG = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(6))
TEASER = "The council put the ferry question off."


def item(link: str = "", title: str = "Ferry", more: str = "", text: str = TEASER) -> str:
    link = f"<link>{link}</link>" if link else ""
    text = f"<description>{text}</description>" if text else ""
    return f"<item><title>{title}</title>{link}{text}{more}</item>"


def encode_content(html: str) -> str:
    return f"<content:encoded><![CDATA[{html}]]></content:encoded>"


def rss(*items: str, about: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="{CONTENT}"'
        f' xmlns:dc="{DC}"><channel><title>Elden Courier</title><language>en-gb</language>'
        f"{about}{''.join(items)}</channel></rss>"
    )


def parse(text: str | bytes, charset: str = "") -> Feed:
    return read_xml_feed(text.encode() if isinstance(text, str) else text, charset, PLACE)


def only(text: str | bytes) -> FeedEntry:
    (entry,) = parse(text).entries
    return entry


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


def put(site: Website, *items: str, **fields: Any) -> str:
    return site.put("/feed", rss(*items), media_type="application/rss+xml", **fields)


def put_page(site: Website, path: str, head: str = "") -> str:
    html = f'<html lang="en"><head><title>Page</title>{head}</head><body><article><h1>Ferry</h1>'
    return site.put(path, f"{html}{LONG}</article></body></html>")


def read(url: str, remembered: dict[str, str] | None = None) -> list[SourceEvent]:
    known_stamps = remembered or {}

    def stamp(container: str, origin: str = "") -> str:
        return known_stamps.get(origin or container, "")

    return list(read_url(url, polite(), READER.read_document, stamp))


def incoming(reads: list[SourceEvent]) -> list[ParsedArticle]:
    return [events for events in reads if isinstance(events, ParsedArticle)]


def problems(reads: list[SourceEvent]) -> list[Problem]:
    return [events for events in reads if isinstance(events, Problem)]


def stamps(reads: list[SourceEvent]) -> dict[str, str]:
    """What is remembered of a run."""
    stamp_by_origin = {events.origin: events.stamp for events in incoming(reads)}
    return stamp_by_origin | {
        events.container: events.stamp for events in reads if isinstance(events, FinishedSource)
    }


# What a feed says.


def test_an_rss_entry() -> None:
    entry = only(
        rss(
            "<item><title>Tom &amp;amp; Ines: &lt;em&gt;ferry&lt;/em&gt; talks</title>"
            "<link>/news/ferry?a=1&amp;b=2</link><guid isPermaLink='false'>id-7</guid>"
            "<pubDate>Mon, 17 Mar 2025 09:30:00 +0100</pubDate>"
            "<author>desk@courier.example (Mara Lind)</author>"
            "<category>Harbour</category><category>Council</category>"
            "<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;mdash; three.&lt;/p&gt;"
            "</description></item>"
        )
    )
    assert entry.id == "id-7"
    assert entry.metadata == Metadata(
        title="Tom & Ines: ferry talks",
        source="Elden Courier",
        authors=("Mara Lind",),
        published="Mon, 17 Mar 2025 09:30:00 +0100",
        url="https://courier.example/news/ferry?a=1&b=2",
        language="en-gb",
        section="Harbour",
    )
    assert (entry.content, entry.summary) == ("", "One.\n\nTwo — three.")


def test_an_atom_entry() -> None:
    entry = only(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="html">Der &amp;amp; '
        "Bote</title><entry><title>Fähre</title><id>urn:x:1</id>"
        '<link rel="enclosure" href="https://courier.example/a.mp3"/>'
        '<link href="../faehre"/><published>2025-03-17T09:30:00+01:00</published>'
        "<updated>2025-03-18T10:00:00Z</updated><author><name>Mara Lind</name>"
        "<email>m@x.example</email></author><author><name>Tom Ahl</name></author>"
        '<category term="h" label="Hafen"/><summary>Kurz.</summary>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Eins <b>zwei</b>.</p>'
        "<p>Drei &lt; vier.</p></div></content></entry></feed>"
    )
    assert entry.metadata == Metadata(
        title="Fähre",
        source="Der & Bote",
        authors=("Mara Lind", "Tom Ahl"),
        published="2025-03-17T09:30:00+01:00",
        updated="2025-03-18T10:00:00Z",
        url="https://courier.example/faehre",
        language="de",
        section="Hafen",
    )
    assert (entry.content, entry.summary) == ("Eins zwei.\n\nDrei < vier.", "Kurz.")


def test_an_atom_entry_that_was_only_updated_has_no_date_of_publication() -> None:
    entry = only(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title>'
        "<updated>2025-03-18T10:00:00Z</updated></entry></feed>"
    )
    assert (entry.metadata.published, entry.metadata.updated) == ("", "2025-03-18T10:00:00Z")


def test_an_rdf_entry_and_its_date() -> None:
    entry = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" xmlns:dc="{DC}"><channel><title>T</title></channel>'
        '<item rdf:about="https://courier.example/1"><title>One</title><dc:creator>Mara Lind'
        "</dc:creator><link>https://courier.example/1</link><dc:date>2025-03-17</dc:date></item>"
        "</rdf:RDF>"
    )
    assert entry.id == entry.metadata.url == "https://courier.example/1"
    assert (entry.metadata.published, entry.metadata.updated) == ("2025-03-17", "")
    assert entry.metadata.authors == ("Mara Lind",)


def test_the_date_of_an_rss_entry_is_the_stated_one() -> None:
    dates = "<pubDate>Mon, 17 Mar 2025 09:30:00 GMT</pubDate><dc:date>2024-01-01</dc:date>"
    metadata = only(rss(item(more=dates))).metadata
    assert (metadata.published, metadata.updated) == ("Mon, 17 Mar 2025 09:30:00 GMT", "")
    undated = only(rss(item(), about="<pubDate>Mon, 17 Mar 2025 09:30:00 GMT</pubDate>")).metadata
    assert (undated.published, undated.updated) == ("", "")


def test_the_outlet_that_an_entry_was_taken_from() -> None:
    more = '<source url="https://wire.example/rss">Northern Wire</source>'
    assert only(rss(item(more=more))).metadata.source == "Northern Wire"


def test_captions_of_pictures_are_not_the_entry() -> None:
    more = (
        '<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:title>A quay</media:title>'
        "<media:description>Photo: Tom</media:description></media:group>"
        '<enclosure url="https://courier.example/a.mp3" type="audio/mpeg" length="1"/>'
    )
    entry = only(rss(item("https://courier.example/1", more=more)))
    assert (entry.metadata.title, entry.summary) == ("Ferry", TEASER)
    assert entry.metadata.url == "https://courier.example/1"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@b.example", "http://[", "http://u:p@x.example/", " "]
)
def test_links_that_lead_to_no_page_are_dropped(link: str) -> None:
    assert only(rss(item(link))).metadata.url == ""


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Elden Courier",
    "language": "en",
    "authors": [{"name": "Desk"}],
    "items": [
        {
            "id": 7,
            "url": "/news/ferry",
            "title": "Ferry",
            "content_html": "<p>One.</p><p>Two.</p>",
            "summary": "Short.",
            "date_published": "2025-03-17T09:30:00+01:00",
            "date_modified": "2025-03-18T00:00:00Z",
            "tags": ["Harbour"],
        },
        {"id": "8", "content_text": "One.\n\nTwo.", "authors": [{"name": "Mara Lind"}]},
        "rubbish",
    ],
}


def test_a_json_feed() -> None:
    feed = read_json_feed(json.dumps(JSON_FEED).encode(), "", PLACE)
    first, second = feed.entries
    assert feed.note
    assert first.metadata == Metadata(
        title="Ferry",
        source="Elden Courier",
        authors=("Desk",),
        published="2025-03-17T09:30:00+01:00",
        updated="2025-03-18T00:00:00Z",
        url="https://courier.example/news/ferry",
        language="en",
        section="Harbour",
    )
    assert (first.id, first.content, first.summary) == ("7", "One.\n\nTwo.", "Short.")
    assert (second.content, second.metadata.authors) == ("One.\n\nTwo.", ("Mara Lind",))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"version": 1, "items": []}', "[" * 100_000, "1" * 10_000]
)
def test_what_is_no_json_feed(text: str) -> None:
    with pytest.raises(DatelineError):
        read_json_feed(text.encode(), "", PLACE)


def test_markup_of_a_text_is_taken_out_and_every_paragraph_kept() -> None:
    html = (
        "Lead without a paragraph.<p>One\n  <a href='x'>two</a>&nbsp;three.</p><ul><li>Four</li>"
        "<li>Five</li></ul>Six<br>seven.<script>bad()</script><figure><img src='x'>"
        "<figcaption>A quay</figcaption></figure><blockquote>“Eight.”</blockquote>"
        "<p>The post <a href='x'>Ferry</a> appeared first on <a href='y'>Courier</a>.</p>"
    )
    assert only(rss(item(more=encode_content(html)))).content.split("\n\n") == [
        "Lead without a paragraph.",
        "One two three.",
        "Four",
        "Five",
        "Six\nseven.",
        "“Eight.”",
    ]


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<pubDate/><dc:date>2025-03-17</dc:date>", "2025-03-17"),
        ("<pubDate> </pubDate><dc:date>2025-03-17</dc:date>", "2025-03-17"),
        ("<pubDate>soon</pubDate><dc:date>2025-03-17</dc:date>", "2025-03-17"),
        ("<pubDate>0000-00-00</pubDate><dc:date>2025-03-17</dc:date>", "2025-03-17"),
        ("<dc:date>2025-03-17</dc:date><pubDate>17 Mar 2025</pubDate>", "17 Mar 2025"),
        ("<pubDate>soon</pubDate>", "soon"),
    ],
)
def test_an_empty_or_unclear_date_does_not_hide_another(dates: str, published: str) -> None:
    assert only(rss(item(more=dates))).metadata.published == published


def test_an_empty_element_does_not_hide_a_full_one() -> None:
    more = (
        "<dc:title>Ferry talks</dc:title><author/><dc:creator>Mara Lind</dc:creator>"
        "<category> </category><dc:subject>Harbour</dc:subject><source> </source>"
    )
    entry = only(rss(item("https://courier.example/1", title="", more=more)))
    assert entry.metadata.title == "Ferry talks"
    assert entry.metadata.authors == ("Mara Lind",)
    assert (entry.metadata.section, entry.metadata.source) == ("Harbour", "Elden Courier")


def test_a_title_without_the_paper_that_a_news_search_adds() -> None:
    source = '<source url="https://wire.example">Northern Wire</source>'
    entry = only(rss(item(title="Ferry put off - Northern Wire", more=source)))
    assert (entry.metadata.title, entry.metadata.source) == ("Ferry put off", "Northern Wire")
    assert only(rss(item(title="Ferry - put off", more=source))).metadata.title == "Ferry - put off"


def test_markup_that_is_not_escaped() -> None:
    text = "<p xmlns='http://www.w3.org/1999/xhtml'>One <b>two</b>.</p><p>Three &lt; four.</p>"
    assert only(rss(item(text=text))).summary == "One two.\n\nThree < four."


def test_plain_text_in_a_description() -> None:
    assert only(rss(item(text="If a &lt; b &amp;amp; c &lt;y.\n\nOne."))).summary == (
        "If a < b & c <y.\n\nOne."
    )


def test_an_atom_entry_of_another_time() -> None:
    entry = only(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Bote</title>'
        "<author><name>Mara Lind</name></author><entry><title>Ferry</title>"
        '<link rel="alternate" type="text/html" href="/1"/><id>tag:x,1</id>'
        "<issued>2003-12-13T08:29:29-04:00</issued><modified>2003-12-13T18:30:02Z</modified>"
        '<content type="text/html" mode="base64">PHA+T25lLjwvcD48cD5Ud28uPC9wPg==</content>'
        "</entry></feed>"
    )
    assert entry.metadata.published == "2003-12-13T08:29:29-04:00"
    assert entry.metadata.updated == "2003-12-13T18:30:02Z"
    assert entry.metadata.authors == ("Mara Lind",)
    assert (entry.metadata.url, entry.content) == ("https://courier.example/1", "One.\n\nTwo.")


def test_links_of_several_kinds() -> None:
    link = "<link>https://courier.example/1</link>"
    atom = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{}" href="/2"/>'
    origin = "<feedburner:origLink>https://courier.example/3</feedburner:origLink>"
    guid = "<guid>https://courier.example/4</guid>"

    def url(more: str) -> str:
        return only(rss(f"<item><title>x</title>{more}</item>")).metadata.url

    assert url(atom.format("alternate") + link) == "https://courier.example/1"
    assert url(atom.format("self") + guid) == "https://courier.example/4"
    assert url(atom.format("alternate") + guid) == "https://courier.example/2"
    assert url(link + origin) == "https://courier.example/3"
    assert url("<guid>17</guid>") == url('<guid isPermaLink="false">https://x.example</guid>') == ""


# Broken and hostile feeds.


WARNING = "<br />\n<b>Deprecated</b>: Function x() is deprecated in <b>/var/x.php</b><br />\n"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (WARNING, ""),
        ("Warning: date(): bad zone in /var/x.php on line 3\n\n", ""),
        ("<table class='xdebug-error'><tr><td>Notice</td></tr></table>", "<!-- cached -->"),
        ("", "\n<script>track()</script>"),
        (WARNING, "\n<!-- 0.2 s -->\n" + WARNING),
        ("null", ""),
    ],
)
@pytest.mark.parametrize("kind", ["text/html", "application/rss+xml", "text/plain"])
def test_what_a_server_writes_around_a_feed(
    site: Website, before: str, behind: str, kind: str
) -> None:
    feed = (
        before + rss(item("/1", more=encode_content(LONG)), item("/2", text=f"{LONG * 3}")) + behind
    )
    reads = read(site.put("/feed", feed, media_type=kind))
    assert [len(one.article.text) > 500 for one in incoming(reads)] == [True, True]
    assert [note.reason for note in problems(reads)][:1] in (
        ["what its server writes around its XML was left out"],
        [],
    )
    assert bool(before or "<script" in behind) == bool(problems(reads))


def test_a_page_with_a_feed_in_it_is_a_page(site: Website) -> None:
    code = rss(item()).replace("<", "&lt;")
    html = f"<html><body><article><h1>Feeds</h1>{LONG}<pre>{code}</pre></article></body></html>"
    (article,) = incoming(read(site.put("/page", html)))
    assert "Port Elden" in article.article.text
    text = f"A feed begins so: {rss(item())[:200]} and goes on. {SENTENCE * 5}"
    (article,) = incoming(read(site.put("/text", text, media_type="text/plain")))
    assert article.article.text.startswith("A feed begins so")


def test_a_json_feed_behind_a_warning(site: Website) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": LONG}]}
    url = site.put("/feed.json", WARNING + json.dumps(feed), media_type="text/html")
    assert len(incoming(read(url))) == 1


def test_a_broken_feed_gives_what_can_be_read_and_a_note() -> None:
    broken = item("https://courier.example/1", "AT&T &eacute; &foo; 5 < 6")
    feed = parse(rss(broken, item("https://courier.example/2")))
    assert "not well-formed" in feed.note
    assert feed.entries[0].metadata.title.startswith("AT&T é &foo; 5")
    assert feed.entries[1].metadata.url == "https://courier.example/2"


def test_an_ampersand_in_a_literal_section_stays_what_it_is() -> None:
    entry = only(rss(item(title="<![CDATA[AT&T &amp; &eacute;lan]]>")))
    assert entry.metadata.title == "AT&T & élan"


def test_prefixes_that_were_never_declared() -> None:
    text = rss(item(more=encode_content("<p>One.</p>") + "<foo:bar a:b='c'>x</foo:bar>"))
    entry = only(text.replace(f' xmlns:content="{CONTENT}"', ""))
    assert entry.content == "One."


def test_the_last_entry_of_a_feed_that_was_cut_off_is_left_out() -> None:
    whole = rss(item("https://courier.example/1"), item("https://courier.example/2"))
    feed = parse(whole[: whole.rindex("ferry question")])
    assert [entry.metadata.url for entry in feed.entries] == ["https://courier.example/1"]
    assert feed.note


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!entity % a SYSTEM "http://127.0.0.1/"> %a;]>',
    ],
)
def test_entities_of_a_feeds_own_are_refused(doctype: str) -> None:
    text = rss(item(title="&a;&b;")).replace("?><rss", f"?>\n<!-- x -->{doctype}<rss")
    with pytest.raises(DatelineError, match="entities"):
        parse(text)


def test_a_harmless_doctype_is_none_of_our_business() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    text = rss(item(title="caf&eacute;")).replace("?><rss", f"?>{doctype}<rss")
    assert only(text).metadata.title == "café"


def test_a_text_that_is_the_name_of_a_file_is_not_opened() -> None:
    with pytest.raises(DatelineError, match="not a feed"):
        parse(b"/etc/passwd")
    with pytest.raises(DatelineError, match="not a feed"):
        parse(b"http://127.0.0.1:9/feed")


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("cp1252", "windows-1252", ""),
        ("iso-8859-1", "utf-8", "iso-8859-1"),
        ("utf-16", "utf-16", ""),
        ("utf-8-sig", "nonsense", "nonsense"),
    ],
)
def test_letters_of_any_encoding(encoding: str, declared: str, charset: str) -> None:
    text = rss(item(title="Fähre")).replace('encoding="utf-8"', f'encoding="{declared}"')
    (entry,) = parse(text.encode(encoding), charset).entries
    assert entry.metadata.title == "Fähre"


def test_more_entries_than_are_read() -> None:
    items = [item(f"https://courier.example/{number}") for number in range(MAX_ENTRIES + 1)]
    feed = parse(rss(*items))
    assert len(feed.entries) == MAX_ENTRIES
    assert f"more than {MAX_ENTRIES}" in feed.note
    assert feed.entries[-1].metadata.url == f"https://courier.example/{MAX_ENTRIES - 1}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        item(more=f"<author>{'a.' * 100_000}</author>"),
        item(more=f"<author><name>{'a.' * 100_000}</name></author>" * 5),
        item(more=f"<author>{'<x/>aaaa.' * 5_000}</author>"),
        item(more="".join(f"<category>{number}</category>" for number in range(30_000))),
        item(more=f"<category>{'a,' * 100_000}</category>"),
        item(text="&lt;table>&lt;tr>&lt;td>" * 30_000),
        item(text="&lt;div>" * 60_000),
        "<item>" * 60_000,
        "<a " * 30_000,
        "&" * 100_000,
        "<![CDATA[" * 50_000,
        "<!--" * 50_000,
    ],
    ids=range(12),
)
def test_what_would_take_a_parser_minutes(hostile: str) -> None:
    before = time.monotonic()
    parse("\n" * 100_000 + rss(hostile).partition("?>")[2])
    assert time.monotonic() - before < 10


@pytest.mark.slow
def test_an_absurd_number_of_elements_is_refused() -> None:
    with pytest.raises(DatelineError, match="elements"):
        parse(rss("<a/>" * 250_000))
    with pytest.raises(DatelineError, match="larger"):
        parse(rss("x" * 11_000_000))


_PIECES = st.sampled_from(
    [
        "<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "x", "&amp;", "&#0;", "&",
        "&#xD800;", "<![CDATA[", "]]>", "<entry>", "</entry>", "<author>", "<name>", "</author>",
        '<content type="xhtml">', "</content>", '<content type="x/y" mode="base64">', "<guid>",
        "<link href='javascript:1'/>", '<a:b c:d="e"/>', "<description>", "</description>", "<svg>",
        '<category term=""/>', "<source>", "</source>", "<image>", "</image>", "<textinput>",
        "<pubDate>", "</pubDate>", "\x00", "\ud800", "<ttl>1e999</ttl>", "é",
        "<georss:point>1</georss:point>",
        "<itunes:image/>", "<media:rating/>", "<width>x</width>", "<keywords/>",
        '<x xml:base="//["/>',
        "<psc:chapters/>", "<dcterms:valid>=;</dcterms:valid>", "<cloud/>", "<tags>a,</tags>",
        "<georss:polygon>1 2 3 x</georss:polygon>", "<gml:posList>1</gml:posList>",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(_PIECES, max_size=25).map(lambda p: rss(*p).encode("utf-8", "surrogatepass")),
        st.lists(_PIECES, max_size=25).map(
            lambda p: f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(p)}</feed>'.encode(
                "utf-8", "surrogatepass"
            )
        ),
        st.tuples(st.integers(0, 600), st.binary(max_size=6)).map(
            lambda cut: (
                rss(item("https://a.example/1", more=encode_content(LONG)))[: cut[0]].encode()
                + cut[1]
            )
        ),
    ),
    st.sampled_from(["", "utf-16", "iso-2022-jp", "zip", "x\x00"]),
)
def test_whatever_comes_there_is_a_feed_or_a_dateline_error(raw: bytes, charset: str) -> None:
    for reader in (read_xml_feed, read_json_feed):
        try:
            feed = reader(raw, charset, PLACE)
        except DatelineError:
            continue
        for entry in feed.entries:
            assert all(isinstance(name, str) for name in entry.metadata.authors)
            assert len(entry.stamp) == 32


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "url", "title", "authors", "name", "tags", "content_html"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.lists(_JSON, max_size=4), _JSON)
def test_whatever_a_json_feed_holds(items: list[Any], title: object) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": items, "title": title}
    assert len(read_json_feed(json.dumps(feed).encode(), "", PLACE).entries) <= len(items)


# Whole articles and teasers.


@pytest.mark.parametrize(
    ("content", "summary", "whole"),
    [
        ("word " * 150, "", "content"),
        ("word " * 149, "", ""),
        ("", "word " * 300, "summary"),
        ("", "word " * 299, ""),
        ("word " * 100, "other " * 300, "summary"),
        ("word " * 200 + "…", "", ""),
        ("word " * 200 + "and so [...]", "", ""),
        ("word " * 200 + "Read more", "", ""),
        ("word " * 200 + "Continue reading Ferry →", "", ""),
        ("word " * 200 + "They said there is no more.", "", "content"),
        ("市" * 300, "", "content"),
        ("市" * 290, "", ""),
    ],
)
def test_which_text_is_whole(content: str, summary: str, whole: str) -> None:
    texts = {"content": content.strip(), "summary": summary.strip(), "": ""}
    entry = FeedEntry("1", Metadata(), texts["content"], texts["summary"])
    assert find_whole_text(entry) == texts[whole]


def test_words_of_scripts_without_spaces() -> None:
    assert count_words("one two three") == 3
    assert count_words("市議会は月曜日に") == 1 + 4


def test_a_whole_entry_is_an_article_by_itself(site: Website) -> None:
    link = f"{site.url}/news/ferry-talks-go-on?utm_source=rss"
    dates = "<pubDate>Mon, 17 Mar 2025 09:30:00 +0100</pubDate>"
    url = put(site, item(link, more=dates + encode_content(LONG)))
    reads = read(url)
    (stamp_by_origin,) = incoming(reads)
    assert stamp_by_origin.origin == f"{site.url}/news/ferry-talks-go-on"
    assert stamp_by_origin.container == url
    assert stamp_by_origin.article == Article(
        id="ferry-talks-go-on",
        title="Ferry",
        text="\n\n".join(f"{number}. {SENTENCE * 3}".strip() for number in range(6)),
        source="Elden Courier",
        published="2025-03-17T09:30:00+01:00",
        url=link,
        language="en-GB",
    )
    assert reads[-1] == FinishedSource(url, "")
    assert site.asked == ["/robots.txt", "/feed"]


def test_a_teaser_leads_to_its_page(site: Website) -> None:
    head = '<meta property="og:title" content="Ferry question put off">'
    link = put_page(site, "/news/1", head)
    dates = "<pubDate>Mon, 17 Mar 2025 09:30:00 GMT</pubDate>"
    (stamp_by_origin,) = incoming(read(put(site, item(link, more=dates))))
    assert stamp_by_origin.article.text.endswith(SENTENCE.strip())
    assert stamp_by_origin.article.title == "Ferry question put off"
    assert stamp_by_origin.article.source == "Elden Courier"
    assert stamp_by_origin.article.published == "2025-03-17T09:30:00+00:00"
    assert stamp_by_origin.article.url == stamp_by_origin.origin == link


def test_an_entry_that_is_as_it_was_is_not_read_again(site: Website) -> None:
    link = put_page(site, "/news/1")
    url = put(site, item(link))
    known_stamps = stamps(read(url))
    assert read(url, known_stamps) == [UnchangedSource(url, link), FinishedSource(url, "")]
    assert site.count("/news/1") == 1
    put(site, item(link, title="Ferry, again"))
    assert len(incoming(read(url, known_stamps))) == 1
    assert site.count("/news/1") == 2


def test_an_unchanged_feed_is_not_read_again(site: Website) -> None:
    link = put_page(site, "/news/1")
    url = put(site, item(link), headers={"ETag": '"f1"'})
    known_stamps = stamps(read(url))
    assert read(url, known_stamps) == [UnchangedSource(url)]


@pytest.mark.parametrize("how", ["robots", "404", "no text", "picture"])
def test_where_the_page_cannot_be_had_the_teaser_is_the_article(site: Website, how: str) -> None:
    link = f"{site.url}/news/1"
    if how == "robots":
        site.put("/robots.txt", "User-agent: *\nDisallow: /news/")
    elif how == "no text":
        site.put("/news/1", "<html></html>")
    elif how == "picture":
        site.put("/news/1", b"\x89PNG", media_type="image/png")
    url = put(site, item(link), headers={"ETag": '"f1"'})
    reads = read(url)
    (stamp_by_origin,), (note,) = incoming(reads), problems(reads)
    assert (stamp_by_origin.article.text, stamp_by_origin.origin) == (TEASER, link)
    assert not note.skipped
    assert note.place == link
    assert isinstance(reads[-1], FinishedSource)
    assert read(url, {link: stamp_by_origin.stamp})[0] == UnchangedSource(url, link)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_the_page_cannot_be_had_just_now_it_is_tried_again(
    site: Website, status: int
) -> None:
    link = site.put("/news/1", status=status)
    url = put(site, item(link), headers={"ETag": '"f1"'})
    reads = read(url)
    (problem,) = reads
    assert isinstance(problem, Problem)
    assert problem.skipped
    assert str(status) in problem.reason
    put_page(site, "/news/1")
    assert len(incoming(read(url, stamps(reads)))) == 1


def test_a_teaser_does_not_replace_what_was_read_of_the_page(site: Website) -> None:
    link = put_page(site, "/news/1")
    url = put(site, item(link))
    known_stamps = stamps(read(url))
    del site.pages["/news/1"]
    put(site, item(link, title="Ferry, again"))
    (problem,) = read(url, known_stamps)
    assert isinstance(problem, Problem)
    assert problem.skipped


def test_a_teaser_replaces_a_teaser(site: Website) -> None:
    link = f"{site.url}/news/gone"
    url = put(site, item(link))
    known_stamps = stamps(read(url))
    put(site, item(link, text="The council changed its mind."))
    (stamp_by_origin,) = incoming(read(url, known_stamps))
    assert stamp_by_origin.article.text == "The council changed its mind."


def test_an_entry_without_a_link_is_known_by_its_place_in_the_feed(site: Website) -> None:
    guid = "<guid isPermaLink='false'>note 7</guid>"
    url = put(site, item(more=guid), item(title="Other", text="Something else."))
    first, second = incoming(read(url))
    assert first.origin == f"{url}#note 7"
    assert first.article.text == TEASER
    assert first.article.url == ""
    assert len({first.origin, second.origin}) == len({first.article.id, second.article.id}) == 2


def test_an_entry_with_neither_text_nor_link_is_a_problem(site: Website) -> None:
    url = put(site, item(text=""), item("javascript:alert(1)", "Other", text=""))
    assert [problem.reason for problem in problems(read(url))] == [
        "it has neither text nor a link to a page"
    ] * 2


def test_of_entries_that_lead_to_one_page_the_first_is_read(site: Website) -> None:
    link = put_page(site, "/live")
    url = put(site, item(f"{link}#2", "Second"), item(f"{link}#1", "First"))
    known_stamps = stamps(read(url))
    assert list(known_stamps) == [link, url]
    assert site.count("/live") == 1
    assert not incoming(read(url, known_stamps))


def test_a_link_to_a_private_place_does_not_stop_the_others(site: Website) -> None:
    link = put_page(site, "/news/1")
    url = put(site, item("http://localhost:25/"), item(link))
    assert [stamp_by_origin.origin for stamp_by_origin in incoming(read(url))][-1] == link


def test_a_feed_is_known_by_its_looks(site: Website) -> None:
    url = site.put("/feed", "\n" + rss(item(more=encode_content(LONG))), media_type="text/html")
    assert len(incoming(read(url))) == 1
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": LONG}]}
    url = site.put("/feed.json", json.dumps(feed), media_type="application/json")
    assert len(incoming(read(url))) == 1


def test_a_date_that_is_none_is_told_of(site: Website) -> None:
    url = put(site, item(more="<pubDate>yesterday</pubDate>" + encode_content(LONG)))
    reads = read(url)
    assert incoming(reads)[0].article.published is None
    assert "'yesterday'" in problems(reads)[0].reason


# When to ask again.


@pytest.mark.parametrize(
    ("headers", "ttl", "seconds"),
    [
        ({}, None, None),
        ({"cache-control": "no-cache"}, None, None),
        ({"cache-control": "public, max-age=1800"}, None, 1_800),
        ({"cache-control": "max-age=1800"}, 3_600.0, 3_600),
        ({"cache-control": "max-age=0"}, None, 300),
        ({"cache-control": "max-age=999999999"}, None, 86_400),
        ({"cache-control": "max-age=x"}, 7_200.0, 7_200),
        ({"retry-after": "600"}, None, 600),
        ({"retry-after": "nonsense"}, None, None),
    ],
)
def test_the_next_poll(headers: dict[str, str], ttl: float | None, seconds: float | None) -> None:
    assert choose_poll_seconds(headers, ttl) == seconds


@pytest.mark.parametrize(
    ("about", "seconds"),
    [
        ("", None),
        ("<ttl>60</ttl>", 3_600),
        ("<ttl>soon</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>1e999</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3_600),
        (
            "<sy:updatePeriod>Daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            21_600,
        ),
        ("<sy:updatePeriod>never</sy:updatePeriod>", None),
    ],
)
def test_the_time_that_a_feed_asks_for(about: str, seconds: float | None) -> None:
    declared = rss(item(), about=about).replace(
        "<rss", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"', 1
    )
    assert parse(declared).ttl == seconds
