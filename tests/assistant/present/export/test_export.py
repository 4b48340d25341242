"""A conversation as a file: what it says, and that nothing in it is more than text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.chat.resolution.resolve_followup import (
    ArchiveFacts,
    accept_as_typed,
    resolve_followup,
)
from assistant.core.markdown import escape_markdown
from assistant.present.citation_text import format_answer
from assistant.present.export.chat_markdown import render_chat_markdown
from assistant.present.export.chat_page import render_chat_page
from assistant.present.export.server_links import make_article_link, make_quote_link, make_web_link
from index.core.article import Filters
from tests.assistant.chat.turns import ASKED, REFUSED, SPOKEN, citation_of, turn_of_quotes
from tests.assistant.parsed_page import Page

SERVER = "http://127.0.0.1:7860/"
HOSTILE = (
    "[x](javascript:alert(1)) `tick` **b** <script>alert(1)</script> | a |"
    " ![i](http://evil.example/i) $x$ www.evil.example a@b.example \u202eturned # no\n---\n> q"
    " &amp; \\"
)


def render_markdown(markdown: str) -> Page:
    return Page(MarkdownIt("commonmark").enable("table").render(markdown))


def test_markdown_of_an_answer_and_a_refusal() -> None:
    follow_up = resolve_followup("only since 2024", [ASKED], ArchiveFacts(date(2025, 10, 15)))
    assert render_chat_markdown([ASKED, turn_of_quotes(follow_up, SPOKEN), REFUSED], SERVER) == (
        "# Dateline\n\n"
        "## What did Tilda Brask say about the river in Velmora?\n\n"
        '> "The river will rise," Mayor Tilda Brask said on Monday in Velmora.'
        " [\\[1\\]](<http://127.0.0.1:7860/article/rain#0-67>)\n\n"
        "- \\[1\\] Marlow Post, 17 Mar 2025:"
        " [Rain in Marlow](<http://127.0.0.1:7860/article/rain#0-67>),"
        " [original](<https://example.org/rain>)\n\n"
        "## only since 2024\n\n"
        "Searched: What did Tilda Brask say about the river in Velmora?"
        " · from 2024\n\n"
        '> "The river will rise," Mayor Tilda Brask said on Monday in Velmora.'
        " [\\[1\\]](<http://127.0.0.1:7860/article/rain#0-67>)\n\n"
        "- \\[1\\] Marlow Post, 17 Mar 2025:"
        " [Rain in Marlow](<http://127.0.0.1:7860/article/rain#0-67>),"
        " [original](<https://example.org/rain>)\n\n"
        "## Who built the bridge?\n\n"
        "**No answer.** The archive does not say.\n\n"
        "The closest articles:\n\n"
        "- Marlow Post, Feb 2024: [Bridge closed](<http://127.0.0.1:7860/article/b>)\n"
    )


def test_the_page_says_the_same() -> None:
    page = Page(render_chat_page([ASKED, REFUSED], SERVER))
    text = " ".join(page.text.split())
    assert '"The river will rise," Mayor Tilda Brask said on Monday in Velmora.1' in text
    assert "Marlow Post, 17 Mar 2025: Rain in Marlow · original" in text
    assert "No answer. The archive does not say." in text
    assert page.links == [
        "http://127.0.0.1:7860/article/rain#0-67",
        "http://127.0.0.1:7860/article/rain#0-67",
        "https://example.org/rain",
        "http://127.0.0.1:7860/article/b",
    ]
    times = [attributes for tag, attributes in page.elements if tag == "time"]
    assert times[0] == {"title": "Monday, 17 March 2025"}
    # Filters that a question of its own was asked under are told, too.
    filtered = replace(
        ASKED, asked=accept_as_typed("Who?", Filters("2025", None, ("Marlow Post",)))
    )
    assert "Searched: from 2025 · Marlow Post" in Page(render_chat_page([filtered], SERVER)).text


def test_the_page_asks_nothing_of_anybody() -> None:
    page = Page(render_chat_page([ASKED, REFUSED], SERVER))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "svg", "video"}
    assert "default-src 'none'" in str(page.elements)
    assert not re.search(r"url\(|@import", render_chat_page([], SERVER))


def test_hostile_text_stays_text_on_the_page() -> None:
    turns = [
        turn_of_quotes(HOSTILE, citation_of(HOSTILE, title=HOSTILE, source=HOSTILE, url="x:y"))
    ]
    page = Page(render_chat_page(turns, SERVER))
    harmless = Page(render_chat_page([turn_of_quotes("Q", citation_of("A", url=""))], SERVER))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]
    assert all(link.startswith("http://127.0.0.1:7860/article/") for link in page.links)
    assert page.text.count("<script>alert(1)</script>") == 4


def test_hostile_text_stays_text_in_markdown() -> None:
    cited = citation_of(HOSTILE, title=HOSTILE, source=HOSTILE, url="javascript:alert(1)")
    page = render_markdown(render_chat_markdown([turn_of_quotes(HOSTILE, cited)], SERVER))
    tags = [tag for tag, _ in page.elements]
    assert tags == ["h1", "h2", "blockquote", "p", "a", "ul", "li", "a"]
    assert set(page.links) == {f"http://127.0.0.1:7860/article/rain#0-{len(HOSTILE)}"}
    assert page.text.count("[x](javascript:alert(1)) `tick` **b** <script>") == 4
    assert "\u202e" not in page.text


@given(st.text(alphabet=st.sampled_from("-+=#>*_`~|[](){}<>!&$\\1.) \nab:/w@"), max_size=30))
def test_whatever_is_escaped_is_one_paragraph_of_itself(text: str) -> None:
    page = render_markdown(escape_markdown(text))
    shown = " ".join(text.split())
    assert [tag for tag, _ in page.elements] == (["p"] if shown else [])
    assert page.text.rstrip("\n") == shown


@pytest.mark.parametrize(
    ("article_id", "address"),
    [
        ("rain", "http://127.0.0.1:7860/article/rain#3-9"),
        ("a/b c#é", "http://127.0.0.1:7860/article/a%2Fb%20c%23%C3%A9#3-9"),
        # A browser would resolve these in a path.
        ("..", "http://127.0.0.1:7860/article?id=..#3-9"),
    ],
)
def test_a_quotation_has_an_address(article_id: str, address: str) -> None:
    assert make_quote_link(SERVER, article_id, 3, 9) == address
    assert make_article_link(SERVER, article_id) == address.partition("#")[0]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=c&d=1#e", "https://example.org/a?b=c&d=1#e"),
        ('https://example.org/"><b>(x) y', "https://example.org/%22%3E%3Cb%3E%28x%29%20y"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https:", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_links(url: str, address: str) -> None:
    assert make_web_link(url) == address


def test_a_turn_is_copied_as_its_answer_is() -> None:
    assert format_answer(ASKED).text == (
        '"The river will rise," Mayor Tilda Brask said on Monday in Velmora. [1]\n\n'
        "References:\n\n- [1] Marlow Post, 17 Mar 2025: Rain in Marlow, https://example.org/rain"
    )
    assert format_answer(REFUSED).text == "The archive does not say."
