"""WordPress: published posts alone, with their authors' names, as HTML without shortcodes."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from index.sources.entry import file_entry
from index.sources.formats.cms.shortcodes import remove_shortcodes
from index.sources.formats.cms.xml_exports import read as read_xml
from index.sources.parsed_article import ParsedArticle, Problem
from tests.index.sources.sample_files import articles, problems, read

BODY = """<!-- wp:paragraph -->
<p>The ferry to Kel stays in port, the company&#8217;s spokesman said.</p>
<!-- /wp:paragraph --><!-- wp:image --><figure><img src="a.jpg"/><figcaption>A caption</figcaption>
</figure><!-- /wp:image --><!-- wp:paragraph --><p>Crews ask for 4.5 &amp; more.</p><!-- /wp -->"""


def post(number: int = 7, body: str = BODY, **changes: str) -> str:
    fields = {
        "title": "Ferry stays in port",
        "link": f"https://elster.example/2019/03/ferry-{number}/",
        "creator": "mlind",
        "date": "2019-03-04 11:30:00",
        "gmt": "2019-03-04 10:30:00",
        "modified": "2019-03-05 08:00:00",
        "status": "publish",
        "type": "post",
        "password": "",
        "category": "Shipping",
    } | changes
    return f"""<item><title><![CDATA[{fields["title"]}]]></title><link>{fields["link"]}</link>
<pubDate>Mon, 04 Mar 2019 10:30:00 +0000</pubDate>
<dc:creator><![CDATA[{fields["creator"]}]]></dc:creator>
<guid isPermaLink="false">https://elster.example/?p={number}</guid><description></description>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[Short.]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[{fields["date"]}]]></wp:post_date>
<wp:post_date_gmt><![CDATA[{fields["gmt"]}]]></wp:post_date_gmt>
<wp:post_modified_gmt><![CDATA[{fields["modified"]}]]></wp:post_modified_gmt>
<wp:status><![CDATA[{fields["status"]}]]></wp:status>
<wp:post_type><![CDATA[{fields["type"]}]]></wp:post_type>
<wp:post_password><![CDATA[{fields["password"]}]]></wp:post_password>
<category domain="post_tag" nicename="kel"><![CDATA[Kel]]></category>
<category domain="category" nicename="shipping"><![CDATA[{fields["category"]}]]></category>
<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_content><![CDATA[First!]]></wp:comment_content></wp:comment></item>"""


def export(*items: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Elster Courier</title>
<link>https://elster.example</link><description>News</description><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_id>3</wp:author_id>
<wp:author_login><![CDATA[mlind]]></wp:author_login><wp:author_email>m@elster.example</wp:author_email>
<wp:author_display_name><![CDATA[Mara Lind]]></wp:author_display_name></wp:author>
<wp:category><wp:cat_name><![CDATA[Shipping]]></wp:cat_name></wp:category>
<image><url>https://elster.example/i.png</url><title>Logo</title></image>
{"".join(items)}</channel></rss>"""


def test_a_published_post(tmp_path: Path) -> None:
    events = read(tmp_path, "export.xml", export(post()))
    (article,) = articles(events)
    assert len(events) == 1
    assert article.id == "elster.example-7"
    assert article.title == "Ferry stays in port"
    assert article.text == (
        "The ferry to Kel stays in port, the company\u2019s spokesman said.\n\n"
        "Crews ask for 4.5 & more."
    )
    assert (article.source, article.authors) == ("The Elster Courier", ("Mara Lind",))
    assert article.published == "2019-03-04T10:30:00+00:00"
    assert article.updated == "2019-03-05T08:00:00+00:00"
    assert article.url == "https://elster.example/2019/03/ferry-7/"
    assert (article.language, article.section) == ("en-GB", "Shipping")


def test_only_published_posts_and_long_pages(tmp_path: Path) -> None:
    long_page = " ".join(["<p>The story of the paper in many words.</p>"] * 30)
    items = [
        post(1),
        post(2, status="draft"),
        post(3, status="draft", link="https://elster.example/?p=3"),
        post(4, status="private"),
        post(5, status="future"),
        post(6, password="x"),
        post(7, type="attachment", status="inherit"),
        post(8, type="nav_menu_item"),
        post(9, type="page"),
        post(10, long_page, type="page"),
        post(11, type="product"),
        post(12, status="trash"),
        post(13, "", title="Nothing"),
    ]
    events = read(tmp_path, "export.xml", export(*items))
    assert [article.id for article in articles(events)] == ["elster.example-1", "elster.example-10"]
    assert problems(events) == ["export.xml, post 13 ('Nothing'): it has no text"]
    note = events[-1]
    assert isinstance(note, Problem)
    assert not note.skipped
    assert note.reason == (
        "left out: 1 'product', 1 attachment, 2 draft, 1 menu item, 1 page with little text, "
        "1 post in the bin, 1 post with a password, 1 private post, 1 scheduled post"
    )


def test_dates_that_are_not_set(tmp_path: Path) -> None:
    zero = "0000-00-00 00:00:00"
    (article,) = articles(read(tmp_path, "a.xml", export(post(gmt=zero, modified=zero))))
    assert (article.published, article.updated) == ("2019-03-04T11:30:00", None)


def test_the_old_editor_s_blank_lines_are_paragraphs(tmp_path: Path) -> None:
    body = "First line\nof a verse.\n\n<b>Second</b> one.\n\n<ul>\n<li>A</li>\n</ul>\n\nLast."
    (article,) = articles(read(tmp_path, "a.xml", export(post(body=body))))
    assert article.text == "First line\nof a verse.\n\nSecond one.\n\nA\n\nLast."


def test_a_title_with_entities(tmp_path: Path) -> None:
    (article,) = articles(
        read(tmp_path, "a.xml", export(post(title="Kel&#8217;s &amp; Marl&#8217;s")))
    )
    assert article.title == "Kel\u2019s & Marl\u2019s"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("A [gallery ids='1,2'] B", "A  B"),
        ('[caption id="a" width="3"]<img src="x"/> A caption[/caption]Text', "Text"),
        ("[embed]https://x.example[/embed]Text", "Text"),
        ("[vc_row][vc_column width='1/2']Text[/vc_column][/vc_row]", "Text"),
        ("[youtube https://youtu.example/a]Text", "Text"),
        ('[contact-form-7 id="9" title="Write"]Text', "Text"),
        ("[ad] Text [toc]", " Text "),
        (
            "He said it [sic] and [the mayor] left [...]",
            "He said it [sic] and [the mayor] left [...]",
        ),
        ("[dropcap]T[/dropcap]he strike", "The strike"),
        ("[audio mp3='a.mp3'][/audio]Text", "Text"),
        ("Figures [1] and [2]", "Figures [1] and [2]"),
        ("[Mr Brandt] said: [it] was late", "[Mr Brandt] said: [it] was late"),
    ],
)
def test_shortcodes(html: str, left: str) -> None:
    assert remove_shortcodes(html) == left


def test_a_truncated_export_gives_the_whole_posts(tmp_path: Path) -> None:
    whole = export(post(1), post(2), post(3))
    events = read(tmp_path, "cut.xml", whole[: whole.rindex("spokesman")])
    assert [article.id for article in articles(events)] == ["elster.example-1", "elster.example-2"]
    assert problems(events) == ["cut.xml: it is cut off: its end is missing"]


def test_characters_that_xml_forbids_are_passed_over(tmp_path: Path) -> None:
    events = read(tmp_path, "a.xml", export(post(1, "<p>Kel\x0bTown says so.</p>"), post(2)))
    assert articles(events)[0].text == "Kel Town says so."
    assert len(articles(events)) == 2


def test_damage_in_the_middle_is_named(tmp_path: Path) -> None:
    damaged = export(post(1), post(2), post(3)).replace(
        "<wp:post_id>3</wp:post_id>", "<wp:post_id>"
    )
    events = read(tmp_path, "a.xml", damaged)
    assert len(articles(events)) == 2
    assert problems(events) == ["a.xml: it is not well-formed XML"]


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = export(post()).replace("?>", '?><!DOCTYPE rss [<!ENTITY a "b">]>', 1)
    assert problems(read(tmp_path, "a.xml", bomb)) == [
        "a.xml: it declares XML entities of its own, which are refused"
    ]


def test_a_compressed_export_and_one_with_a_byte_order_mark(tmp_path: Path) -> None:
    content = ("\ufeff" + export(post())).encode()
    assert len(articles(read(tmp_path, "a.xml", content))) == 1
    assert len(articles(read(tmp_path, "a.xml.gz", gzip.compress(content)))) == 1


def test_an_empty_export_says_so(tmp_path: Path) -> None:
    assert problems(read(tmp_path, "a.xml", export())) == ["a.xml: it holds no posts"]


@pytest.mark.slow
def test_one_post_is_in_memory_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    head, tail = export("SPLIT").split("SPLIT")
    big = post(body="<p>" + "The strike went on for another day. " * 2_000 + "</p>")
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for _ in range(60):
            file.write(big)
        file.write(tail)
    tracemalloc.start()
    count = sum(isinstance(event, ParsedArticle) for event in read_xml(file_entry(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60
    # All at once take 5.6 MB, one by one 1.4.
    assert peak < 2_500_000 < path.stat().st_size
