"""Pages of articles, and their addresses."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.present.export.server_links import make_quote_link
from assistant.present.html.article_address import make_article_address
from assistant.present.html.article_view import (
    PageOptions,
    RelatedPages,
    parse_spans,
    render_article,
    render_message,
)
from index.core.article import Article, Span

SERVER = "http://127.0.0.1:7860"
IDS = ["a/b", "..", ".", "...", "über 1", "%2e", "%2E%2e", "a\nb", "", "?#&", "../../x", "🚢\\"]


def read_back(address: str) -> str:
    """The id that a server finds in an address after a browser has resolved it."""
    parts = urlsplit(urljoin(SERVER + "/somewhere/else", address))
    if parts.path == "/article":
        return parse_qs(parts.query, keep_blank_values=True)["id"][0]
    assert parts.path.startswith("/article/")
    return unquote(parts.path.removeprefix("/article/"))


@pytest.mark.parametrize("article_id", IDS)
def test_an_address_names_its_article_and_its_stretch(article_id: str) -> None:
    address = make_article_address(article_id, Span(12, 34))
    assert address.isascii()
    assert read_back(address) == article_id
    assert urlsplit(address).fragment == "12-34"
    # Exports lead to the same place.
    assert make_quote_link(SERVER, article_id, 12, 34) == SERVER + address


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_id_has_an_address(article_id: str) -> None:
    assert read_back(make_article_address(article_id)) == article_id


def test_addresses_as_people_see_them() -> None:
    assert make_article_address("storm", Span(1, 5)) == "/article/storm#1-5"
    assert make_article_address("a/b") == "/article/a%2Fb"
    # A browser would go from /article/.. to the page above, also where it is written %2E%2E.
    assert make_article_address("..", Span(1, 5)) == "/article?id=..#1-5"
    assert make_article_address("a", None, version=2) == "/article/a?version=2"


def test_what_is_no_stretch_is_left_out() -> None:
    texts = ["1-5", "5", "-1-5", "1-5-7", "１-５", "a-b", "", "1-" + "9" * 20]
    assert parse_spans(texts) == (Span(1, 5),)


def test_quotes_are_marked_by_code_points_and_nothing_else_is() -> None:
    article = Article("a", "T", "😀 Привет <b> мир. The end.")
    page = render_article(article, PageOptions((Span(2, 8), Span(9, 12), Span(90, 99), Span(5, 5))))
    assert '<mark data-at="2-8">Привет</mark>' in page
    assert '<mark data-at="9-12">&lt;b&gt;</mark>' in page
    assert page.count("<mark") == 2
    assert page.count('id="quote"') == 1


def test_overlapping_quotes_lose_and_repeat_no_text() -> None:
    article = Article("a", "T", "abcdefgh")
    page = render_article(article, PageOptions((Span(3, 6), Span(1, 4), Span(2, 3)), embedded=True))
    text = page.split('lang="">')[1].split("</div>")[0]
    assert text == 'a<mark data-at="1-4">bcd</mark><mark data-at="3-6">ef</mark>gh'


def test_what_an_article_says_of_itself_is_text() -> None:
    evil = '</title><script>x</script>"><img src=x>\u202e'
    article = Article(
        evil, evil, evil, evil, "2025-03-17", "javascript:x", (evil,), language='"><script>'
    )
    beside = RelatedPages(((1, "2025-03-18T10:00:00+00:00"),), copies=((evil, evil),))
    for page in (render_article(article, PageOptions(theme="dark"), beside), render_message(evil)):
        assert "<script>" not in page
        assert "<img" not in page
        assert "javascript:" not in page
        # In a title there is no element that would end it.
        assert "\u202e" not in page.split("</title>")[0]


def test_a_page_loads_files_of_this_server_only() -> None:
    page = render_article(Article("a", "T", "Text."))
    assert 'src="/pages/article.js"' in page
    assert "<style" not in page
    assert "http" not in page
    assert " style=" not in page


def test_versions_and_copies_are_links() -> None:
    article = Article("a/b", "T", "Text.")
    earlier = ((1, "2025-03-18T10:00:00+00:00"), (2, "2025-03-19T10:00:00+00:00"))
    page = render_article(article, related=RelatedPages(earlier, copies=(("..", "Post"),)))
    assert "2 earlier versions" in page
    assert '<a href="/article/a%2Fb?version=2">until 19 Mar 2025</a>' in page
    assert "Also in 1 outlet<" in page
    assert '<a href="/article?id=.."><bdi>Post</bdi></a>' in page
    assert "earlier version" not in render_article(article)
    older = render_article(article, related=RelatedPages(version=1))
    assert 'This is an earlier version. <a href="/article/a%2Fb">' in older
