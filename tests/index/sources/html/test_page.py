"""A page's text is what a reader sees of the article, and its date is one that the page states."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.entry import file_entry
from index.sources.html.page import MAX_ID, decode_html, extract_page, page_id, read
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import ParsedArticle

URL = "https://www.kel.example/news/rain-in-kel"
LONG = "The council of Kel met for a long evening to weigh the costs of the storm. "
BODY = f"""
<nav><ul><li>Home</li><li>Sport</li></ul></nav>
<article><h1>Rain in Kel</h1>
<p>The <b>mayor</b>, who   resigned
 on <a href="/x">Monday</a>, said: &ldquo;We&nbsp;had <i>no</i> choice.&rdquo;</p>
<script>var secret = "never text";</script><style>p {{ color: red }}</style>
<h2>What next</h2><ul><li>One thing</li><li>Other <em>thing</em></li></ul>
<table><tr><th>Town</th><th>Votes</th></tr><tr><td>Kel</td><td>1,200</td></tr></table>
<p>{LONG * 4}</p><p>A soft&shy;ly broken word.</p></article>
<section id="comments"><p>{LONG * 2} says a commenter.</p></section>
<footer>© 2019 Kel Wire</footer>"""


def page(body: str = BODY, head: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def about(html: str, url: str = URL) -> Metadata:
    return merge_metadata(extract_page(html, url).statements)


def short(body: str) -> str:
    return page(f"<article><h1>Rain in Kel</h1>{body}<p>{LONG * 5}</p></article>")


def article(folder: Path, content: str | bytes) -> Article:
    path = folder / "saved.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (incoming,) = read(file_entry(path))
    assert isinstance(incoming, ParsedArticle)
    return incoming.article


# -- letters


def test_letters_come_by_mark_then_utf_8_then_declaration() -> None:
    text = "<p>Café</p>"
    assert decode_html(text.encode()) == text
    assert decode_html(text.encode(), "iso-8859-1") == text
    assert decode_html(text.encode("utf-8-sig")) == text
    assert decode_html(text.encode("utf-16")) == text
    assert decode_html(text.encode("latin-1"), "ISO-8859-1") == text
    assert decode_html("<p>“Снег”</p>".encode("cp1251"), "windows-1251") == "<p>“Снег”</p>"


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        "<META content='text/html; charset=windows-1251' http-equiv=content-type>",
        "<?xml version='1.0' encoding='windows-1251'?>",
        "<script>" + "x" * 1_500 + "</script><meta charset=windows-1251>",
        "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>",
    ],
)
def test_a_page_declares_its_own_encoding(declaration: str) -> None:
    text = f"{declaration}<p>Снег в Келе</p>"
    assert decode_html(text.encode("cp1251")) == text


def test_latin_1_means_what_browsers_read() -> None:
    assert decode_html(b"\x93Caf\xe9\x94 \x80", "latin-1") == "“Café” €"
    assert decode_html("下雪了，今天".encode("gbk"), "gb2312") == "下雪了，今天"
    assert decode_html("雪が降った".encode("iso2022_jp"), "iso-2022-jp") == "雪が降った"


@pytest.mark.parametrize(
    "charset", ["", "utf-8", "utf-7", "rot13", "zip", "unicode_escape", "x\x00"]
)
def test_no_encoding_is_guessed(charset: str) -> None:
    with pytest.raises(DatelineError, match="not UTF-8 \\(byte 3\\)"):
        decode_html(b"Caf\xe9", charset)


def test_bytes_that_are_not_what_they_are_declared_to_be_are_refused() -> None:
    with pytest.raises(DatelineError, match="not valid windows-1252"):
        decode_html(b"Caf\xe9 \x81", "windows-1252")
    with pytest.raises(DatelineError, match="binary"):
        decode_html("中文 text".encode("utf-16-le"))
    with pytest.raises(DatelineError, match="declares 'utf-16'"):
        decode_html(b"<p>Plain letters</p>", "utf-16")
    with pytest.raises(DatelineError, match="binary"):
        decode_html(b"<p>a\x00b</p>")


# -- text


def test_the_article_and_nothing_around_it() -> None:
    text = extract_page(page(), URL).text
    assert text.split("\n\n") == [
        "The mayor, who resigned on Monday, said: “We had no choice.”",
        "What next",
        "One thing",
        "Other thing",
        "Town\tVotes\nKel\t1,200",
        (LONG * 4).strip(),
        "A softly broken word.",
    ]


def test_a_short_page_falls_back_to_its_paragraphs() -> None:
    html = page("<nav>Home</nav><p>Short <b>one</b>.</p><p>The mayor went.</p><script>x</script>")
    assert extract_page(html).text == "Short one.\n\nThe mayor went."


def test_two_line_breaks_part_paragraphs() -> None:
    assert extract_page(page("<div>One.<br><br>Two<br>lines.</div>")).text == "One.\n\nTwo\nlines."


def test_wire_copy_keeps_the_lines_it_came_in() -> None:
    html = page("<pre>KEL, March 17 - The river\nrose.\n\nIt fell again.</pre>")
    assert extract_page(html).text == "KEL, March 17 - The river\nrose.\n\nIt fell again."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>No frame at all.", "No frame at all."),
        ("Bare words", "Bare words"),
        ("<html><body><b>Never <i>closed", "Never closed"),
        ("<p>a < b & c</p>", "a < b & c"),
        ("<p>One<script>x</script>&#1;&#11;two</p>", "One two"),
        ("<p>&lt;script&gt;x&lt;/script&gt;</p>", "<script>x</script>"),
        ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", "One.\n\nTwo."),
        (f"<p title='{'x' * 4_000_000}'>Huge attribute.</p>", "Huge attribute."),
    ],
)
def test_broken_and_odd_markup_is_read(html: str, text: str) -> None:
    assert extract_page(html).text == text


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n",
        "<html></html>",
        "<!-- only a comment -->",
        "<script>alert('x')</script><style>p{}</style>",
        "<frameset><frame src=a.html><frame src=b.html></frameset>",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<div>" * 100_000 + "<p>Too deep.</p>",
    ],
)
def test_a_page_without_text_is_no_article(html: str) -> None:
    with pytest.raises(DatelineError, match="it has no text"):
        extract_page(html)


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<b>a</b> " * 200_000,
        "<p>The council met again today.</p>" * 80_000,
        "<table><tr><td>x" * 100 + "<p>The council met.</p>",
        "<tr><td>x<td>y" * 100_000,
        "word<br>" * 200_000,
        "<" * 500_000 + "p>The council met.",
        "<time class=date>March 2025</time>" * 50_000 + "The council met.",
        "<meta property=og:title content=x>" * 50_000 + "The council met.",
    ],
)
def test_large_pages_end_in_time(html: str) -> None:
    began = time.monotonic()
    assert extract_page(html, URL).text
    assert time.monotonic() - began < 60  # what goes wrong here does not end


def has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


# Without "d": "ad" alone is the label of an advertisement, which is no text.
WORDS = st.text(alphabet="abc zéñ中,.“”", min_size=1, max_size=30).filter(has_letters)


@pytest.mark.slow
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_every_paragraph_stands_to_the_letter(written: list[list[str]]) -> None:
    """Whatever inline markup cuts a paragraph up, its words and spaces stay."""
    marked = ["<p>" + "".join(f"<i>{run}</i>" for run in runs) + "</p>" for runs in written]
    text = extract_page(page("".join(marked))).text
    expected = iter([" ".join("".join(runs).split()) for runs in written])
    texts = text.split("\n\n")
    assert texts
    assert [part for part in texts if part not in expected] == []  # a search goes on from the last


# -- dates


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2025-03-17T09:30:00+03:00">',
         "2025-03-17T09:30:00+03:00"),
        ('<meta name="DC.date.issued" content="2025-03-17">', "2025-03-17"),
        ('<meta itemprop="datePublished" content="2025-03-17T06:30Z">',
         "2025-03-17T06:30:00+00:00"),
        ('<meta name="parsely-pub-date" content="2025-03">', "2025-03"),
        ('<meta name="date" content="March 17, 2025 9:30 am EDT">', "2025-03-17"),
        ('<meta name="date" content="03/04/2025"><meta name="pubdate" content="2025-03-17">',
         "2025-03-17"),
        ('<meta name="date" content="0001-01-01T00:00:00">', None),
        ('<meta name="date" content="03/04/2025">', None),
        ('<meta http-equiv="date" content="2025-03-17">', None),
        ('<meta name="copyrightyear" content="2025">', None),
        ('<meta name="dcterms.created" content="2025-03-17">', None),
    ],
)  # fmt: skip
def test_dates_of_meta_tags(head: str, published: str | None) -> None:
    assert about(page(head=head)).parse_dates()[0] == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<time datetime="2025-03-17T09:30:00+03:00">3 hours ago</time>',
         "2025-03-17T09:30:00+03:00"),
        ('<p class="byline">By Ann Bo | 17 March 2025, 09:30 GMT</p>', "2025-03-17"),
        ('<p class="date">17. März 2025</p>', "2025-03-17"),
        ('<p class="date">17/03/2025</p>', "2025-03-17"),
        ('<div class="date">17 March 2025</div><time datetime="2025-03-17T09:30Z">9:30</time>',
         "2025-03-17T09:30:00+00:00"),
        ('<p class="date">03/04/2025</p>', ""),
        ('<p class="date">March 2025</p>', ""),
        ('<p class="date">Yesterday</p>', ""),
        ('<p class="date">© 2025 Kel Wire</p>', ""),
        ("<p>On 17 March 2025 the river rose.</p>", ""),
        ('<aside><time datetime="2025-03-17">Other news</time></aside>', ""),
        ('<div class="related-stories"><time datetime="2025-03-17">x</time></div>', ""),
        ('<div class="comments"><time datetime="2025-03-17">x</time></div>', ""),
        ('<article><time datetime="2025-03-17">x</time></article>', ""),
        ('<img src="/2025/03/17/rain.jpg">', ""),
    ],
)  # fmt: skip
def test_dates_that_the_page_shows(body: str, published: str) -> None:
    assert about(short(body)).published == published


def test_a_shown_update_is_no_publication() -> None:
    metadata = about(short('<p class="date">Published 17 March 2025. Updated 18 March 2025</p>'))
    assert (metadata.published, metadata.updated) == ("2025-03-17", "2025-03-18")
    metadata = about(short('<p>Updated <time datetime="2025-03-18T10:00Z">today</time></p>'))
    assert (metadata.published, metadata.updated) == ("", "2025-03-18T10:00:00+00:00")


def test_a_list_of_articles_has_no_date() -> None:
    teaser = (
        "<article><h2>Rain</h2><time datetime='2025-03-{}'>x</time><p>" + LONG + "</p></article>"
    )
    assert about(page(teaser.format(16) + teaser.format(17))).published == ""


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("/2025/03/17/rain-in-kel", "2025-03-17"),
        ("/world/2025/mar/17/rain-in-kel", "2025-03-17"),
        ("/world/2025-03-17-rain", "2025-03-17"),
        ("/2025/03/rain-in-kel", "2025-03"),
        ("/2025/13/rain-in-kel", ""),
        ("/2025/rain-in-kel", ""),
        ("/20250317/rain-in-kel", ""),
        ("/rain-in-kel-2025", ""),
        ("/web/20250317093000/rain", ""),
    ],
)
def test_dates_of_addresses(path: str, published: str) -> None:
    assert about(page(), f"https://kel.example{path}").published == published


def test_who_is_believed_first() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "From data",'
        ' "datePublished": "2025-03-15"}</script>'
        '<meta property="og:title" content="From meta">'
        '<meta name="date" content="2025-03-16"><meta name="author" content="Ann Bo">'
    )
    metadata = about(page(head=head), "https://kel.example/2025/03/17/rain")
    assert (metadata.title, metadata.published, metadata.authors) == (
        "From data",
        "2025-03-15",
        ("Ann Bo",),
    )


# -- address, outlet, names


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://kel.example/a/rain#top", "https://kel.example/a/rain"),
        ("/a/rain?id=1", "https://www.kel.example/a/rain?id=1"),
        ("HTTPS://kel.example/a/rain", "https://kel.example/a/rain"),
        ("//kel.example/a/rain", "https://kel.example/a/rain"),
        ("https://wire.example/a/rain", "https://wire.example/a/rain"),
        ("javascript:alert(1)", URL),
        ("data:text/html,x", URL),
        ("https://", URL),
        ("https://wire.example/", URL),
        ("https://www.kel.example", URL),
        ("https://www.kel.example/index.html", URL),
        ("https://user:word@kel.example/a", URL),
        ("https://[bad/a", URL),
        ("https://kel.example:99999/a", URL),
        ("https://kel.example/a b", URL),
        ("", URL),
    ],
)
def test_canonical_addresses(link: str, url: str) -> None:
    assert about(page(head=f'<link rel="canonical" href="{link}">')).url == url


def test_a_canonical_link_counts_before_json_ld() -> None:
    data = (
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "url": "https://kel.example/data"}</script>'
    )
    assert about(page(head=data)).url == "https://kel.example/data"
    link = '<link rel="canonical" href="https://kel.example/link">'
    assert about(page(head=data + link)).url == "https://kel.example/link"


def test_letters_that_cannot_be_stored_break_nothing() -> None:
    data = (
        r'<script type="application/ld+json">{"@type": "Article", "headline": "a\ud800b",'
        r' "url": "https://kel.example/\udfff", "datePublished": "\ud800 17 mars 2025",'
        r' "author": "\u0001 2025"}</script>'
    )
    metadata = about(page(head=data + '<meta name="date" content="&#1; 17 mars 2025 &#12;">'))
    assert (metadata.url, metadata.published) == (URL, "2025-03-17")


def test_all_that_a_head_says() -> None:
    head = """<title>Rain in Kel | Kel Wire</title>
        <meta property="og:title" content="Rain in Kel | Kel Wire">
        <meta property="og:site_name" content="Kel Wire">
        <meta property="article:section" content="Weather &amp; roads">
        <meta property="article:author" content="https://social.example/annbo">
        <meta name="author" content="By Ann Bo and Carl Di">
        <meta property="article:modified_time" content="2025-03-18">"""
    assert about(page(head=head, attributes='lang="en-gb"')) == Metadata(
        title="Rain in Kel",
        source="Kel Wire",
        authors=("Ann Bo", "Carl Di"),
        updated="2025-03-18",
        url=URL,
        language="en-GB",
        section="Weather & roads",
    )


def test_a_page_without_meta_tags_is_named_by_what_it_shows() -> None:
    metadata = about(short('<p class="byline">By Ann Bo</p>'))
    assert (metadata.title, metadata.authors, metadata.source) == (
        "Rain in Kel",
        ("Ann Bo",),
        "kel.example",
    )
    assert about(short(""), "").source == ""


def test_microdata_of_a_part_is_not_the_articles() -> None:
    comment = (
        '<div itemscope itemtype="https://schema.org/Comment">'
        '<meta itemprop="datePublished" content="2025-03-17"></div>'
    )
    assert about(short(comment)).published == ""
    assert about(short(comment.replace("Comment", "NewsArticle"))).published == "2025-03-17"


# -- files and ids


def test_a_saved_page_is_an_article_under_its_stem(tmp_path: Path) -> None:
    head = (
        f'<meta charset="windows-1252"><link rel="canonical" href="{URL}">'
        '<meta name="date" content="2025-03-17">'
    )
    html = page("<article><h1>Caf\xe9s close</h1><p>Caf\xe9s closed.</p></article>", head)
    assert article(tmp_path, html.encode("cp1252")) == Article(
        id="saved",
        title="Cafés close",
        text="Cafés closed.",
        source="kel.example",
        published="2025-03-17",
        url=URL,
    )


def test_a_canonical_link_of_a_saved_page_that_is_relative_is_none(tmp_path: Path) -> None:
    html = page("<p>Text.</p>", '<link rel="canonical" href="/a/rain">')
    assert article(tmp_path, html).url == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.kel.example/2025/03/17/rain-in-kel.html", "rain-in-kel"),
        ("https://kel.example/rain_in_kel/index.php", "rain-in-kel"),
        ("https://kel.example/news/rain-in-kel/?utm=x#top", "rain-in-kel"),
        ("https://kel.example/%D1%81%D0%BD%D0%B5%D0%B3-%D0%B8%D0%B4%D1%91%D1%82", "снег-идёт"),
        ("https://www.kel.example/news/12345", "kel-example-news-12345"),
        ("https://kel.example/story.php?id=12", "kel-example-id-12"),
        ("https://kel.example/", "kel-example"),
    ],
)
def test_ids_are_readable(url: str, expected: str) -> None:
    assert page_id(url) == expected


@given(st.text(max_size=300))
def test_ids_are_short_and_always_the_same(url: str) -> None:
    assert 0 < len(page_id(url)) <= MAX_ID
    assert page_id(url) == page_id(url)


def test_long_addresses_that_end_alike_keep_ids_apart() -> None:
    start = "https://kel.example/" + "1/" * 60
    assert page_id(start + "2") != page_id(start + "3")


def test_headings_around_a_whole_page_are_no_headline() -> None:
    text = f"{LONG * 20}<p>{LONG * 4}</p>"
    html = page(f"<h1>Rain in Kel</h1>{'<h1>' * 30}{text}", "<title>Rain in Kel | Kel Wire</title>")
    assert about(html).title == "Rain in Kel"


def test_blanks_in_a_headline_do_not_count() -> None:
    body = f"<h1>Rain{' ' * 5_000}in <b>K</b>el</h1><p>{LONG * 4}</p>"
    assert about(page(body)).title == "Rain in Kel"
