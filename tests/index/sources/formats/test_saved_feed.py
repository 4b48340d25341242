"""Feeds in files: whole articles, and a note of what is only a teaser."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sources.parsed_article import Problem
from tests.index.sources.sample_files import articles, problems, read

WHOLE = "<p>" + "The ferry to Kel stays in port until Friday, the company said. " * 20 + "</p>"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Elster Courier</title>
<link>https://elster.example</link><description>News</description><language>en</language>{}</channel></rss>"""
ITEM = """<item><title>Ferry stays</title><link>https://elster.example/ferry</link>
<dc:creator>Mara Lind</dc:creator><pubDate>Mon, 04 Mar 2019 10:30:00 +0000</pubDate>
<category>Shipping</category><description>Short.</description><content:encoded><![CDATA[{}]]>
</content:encoded></item>"""
TEASER = """<item><title>Mayor resigns</title><link>https://elster.example/mayor</link>
<description>Mayor Brandt resigned on Tuesday… Read more</description></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Elster Courier</title><id>urn:f</id>
<entry><title>Ferry stays</title><id>urn:1</id><link href="https://elster.example/ferry"/>
<updated>2019-03-04T10:30:00Z</updated><published>2019-03-04T10:30:00Z</published>
<author><name>Mara Lind</name></author><content type="html">{}</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://elster.example"><title>The Elster Courier</title></channel>
<item rdf:about="https://elster.example/ferry"><title>Ferry stays</title>
<link>https://elster.example/ferry</link><dc:date>2019-03-04T10:30:00Z</dc:date>
<dc:creator>Mara Lind</dc:creator><content:encoded><![CDATA[{}]]></content:encoded>
</item></rdf:RDF>"""
ESCAPED = WHOLE.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.rss", RSS.format(ITEM.format(WHOLE))),
        ("news.xml", RSS.format(ITEM.format(WHOLE))),
        ("news.atom", ATOM.format(ESCAPED)),
        ("news.xml", ATOM.format(ESCAPED)),
        ("news.rdf", RDF.format(WHOLE)),
        ("news.xml", "\ufeff" + RDF.format(WHOLE)),
    ],
)
def test_a_whole_article(tmp_path: Path, name: str, content: str) -> None:
    events = read(tmp_path, name, content)
    assert not problems(events)
    (article,) = articles(events)
    assert article.title == "Ferry stays"
    assert article.text == WHOLE[3:-5].strip()
    assert (article.source, article.authors) == ("The Elster Courier", ("Mara Lind",))
    assert (article.published or "").startswith("2019-03-04T10:30:00")
    assert article.url == "https://elster.example/ferry"


@pytest.mark.parametrize(
    "before",
    [
        "<br />\n<b>Deprecated</b>: Function x() is deprecated in <b>/srv/x.php</b><br />\n",
        "Notice: Undefined index: x in /srv/a.php on line 3\n",
        "\n\n\ufeff  ",
        "PHP Warning:  a & b < c\n\n",
        "<pre>array(0) { }</pre><!-- cache -->",
        "<p>Served by node 3</p>\n",
    ],
)
@pytest.mark.parametrize("feed", [RSS.format(ITEM.format(WHOLE)), ATOM.format(ESCAPED)])
def test_what_a_server_wrote_before_the_feed_is_left_out(
    tmp_path: Path, before: str, feed: str
) -> None:
    events = read(tmp_path, "news.xml", before + feed)
    assert [article.title for article in articles(events)] == ["Ferry stays"]
    assert [one.reason for one in events if isinstance(one, Problem)] == [
        "what its server writes around its XML was left out"
    ]


def test_an_export_behind_something_else_is_no_feed(tmp_path: Path) -> None:
    export = RSS.format(ITEM.format(WHOLE)).replace(
        "<rss ", '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
    )
    assert problems(read(tmp_path, "news.xml", "<br />" + export)) == [
        "news.xml: something stands before its XML. Remove what is before its first line of XML"
    ]


def test_teasers_are_left_out_with_what_to_do(tmp_path: Path) -> None:
    events = read(tmp_path, "news.rss", RSS.format(ITEM.format(WHOLE) + TEASER + TEASER))
    assert len(articles(events)) == 1
    assert problems(events) == [
        "news.rss: 1 entry is only a teaser; add the feed's address to read their pages"
    ]


def test_a_feed_without_links_has_ids(tmp_path: Path) -> None:
    item = ITEM.format(WHOLE).replace("<link>https://elster.example/ferry</link>", "")
    (article,) = articles(read(tmp_path, "news.rss", RSS.format(item)))
    assert article.id.endswith(articles(read(tmp_path, "b.rss", RSS.format(item)))[0].id[-8:])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (RSS.format(""), "it is a feed without entries"),
        ("<rss", "it is not a feed"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]>" + RSS.format("")[21:], "it declares XML entities"),
        (RSS.format("x" * 10_000_000), "it has more than the 10 MB that can be read"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    (problem,) = problems(read(tmp_path, "news.xml", content))
    assert problem.startswith(f"news.xml: {reason}")


def test_a_sitemap_in_a_file_names_what_to_add(tmp_path: Path) -> None:
    content = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://elster.example/ferry</loc></url></urlset>"""
    assert problems(read(tmp_path, "sitemap.xml", content)) == [
        "sitemap.xml: it is a sitemap, which lists addresses and holds no texts. Add the address "
        "of the sitemap, such as https://elster.example/sitemap.xml, and its pages will be read"
    ]
