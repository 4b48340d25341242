"""An answer as text: worked examples, and offsets that hold whatever an article contains."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.answer import Answer, AnswerSentence, Citation, Status
from assistant.present.citation_text import (
    GAP,
    format_answer,
    format_ending,
    format_reference,
    format_sentence,
    locate_article,
    make_article_uri,
    parse_article_uri,
)


def make_citation(number: int, quote: str, title: str = "Rain", url: str = "") -> Citation:
    return Citation(
        number, f"a{number}", title, "Wire", "2025-03-17", url, "p", 0, len(quote), quote
    )


def answer_of(*sentences: AnswerSentence, citations: tuple[Citation, ...] = ()) -> Answer:
    status = Status.ANSWERED if sentences else Status.NO_EVIDENCE
    return Answer("Who?", status, 0.9, sentences, citations, ())


def test_two_sentences_of_three_quotations() -> None:
    answer = answer_of(
        AnswerSentence("Rain fell.", (1, 2)),
        AnswerSentence("Hail fell.", (3,)),
        citations=(
            make_citation(1, "Rain fell.", url="https://example.org/rain"),
            make_citation(2, "Rain fell.", title=""),
            make_citation(3, "Hail fell.", title="Hail\nand  more", url="javascript:alert(1)"),
        ),
    )
    text = format_answer(answer)
    assert text.text == (
        "Rain fell. [1][2]\n\n"
        "Hail fell. [3]\n\n"
        "References:\n\n"
        "- [1] Wire, 17 Mar 2025: Rain, https://example.org/rain\n"
        "- [2] Wire, 17 Mar 2025: untitled, a2\n"
        "- [3] Wire, 17 Mar 2025: Hail and more, a3"
    )
    assert [(mark.number, mark.start, mark.end) for mark in text.marks] == [
        (1, 0, 10),
        (2, 0, 10),
        (3, 19, 29),
    ]


def test_a_refusal_is_its_sentence() -> None:
    answer = answer_of()
    assert format_answer(answer).text == answer.refusal
    assert format_answer(answer).marks == ()


def test_a_title_cannot_turn_the_line_around() -> None:
    line = format_reference(
        make_citation(1, "x", title="\u202eevil\u2066 \x1b[2Jtitle" + "y" * 300)
    )
    assert line.startswith("- [1] Wire, 17 Mar 2025: evil \\[2Jtitleyyy")
    assert line.endswith(", a1")
    assert len(line) < 250


HOSTILE = (
    "[click](https://evil.example)",
    "![](https://evil.example/x.png)",
    "<img src=https://evil.example/x.png>",
    "<https://evil.example>",
    "`code` \\[click](https://evil.example)",
    "](https://evil.example) [a]: https://evil.example",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_an_article_states_makes_no_link_and_no_html(text: str) -> None:
    stated = Citation(1, text, text, text, "2025-03-17", "", "p", 0, 1, "x")
    linked = replace(stated, url=f"https://kel.example/{text}?q={text}#[::1]")
    for citation in (stated, linked):
        line = format_reference(citation).removeprefix("- [1] ")
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]<>`]", line), line
    # What a reader of Markdown shows is what the article states.
    assert re.sub(r"\\(.)", r"\1", format_reference(stated)).count(text) == 3


def test_an_address_stays_one() -> None:
    for url in ("https://kel.example/a_(b)?c=d&e=%20#f", "http://[2001:db8::1]:80/x"):
        assert format_reference(make_citation(1, "x", url=url)).endswith(f", {url}")
    line = format_reference(make_citation(1, "x", url="https://kel.example/a b[1]<i>"))
    assert line.endswith(", https://kel.example/a%20b%5B1%5D%3Ci%3E")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_quotations_stand_where_the_marks_say(quotes: list[str]) -> None:
    citations = tuple(make_citation(n, quote) for n, quote in enumerate(quotes, 1))
    sentences = [AnswerSentence(quote, (n,)) for n, quote in enumerate(quotes, 1)]
    answer = answer_of(*sentences, citations=citations)
    text = format_answer(answer)
    assert [text.text[mark.start : mark.end] for mark in text.marks] == quotes
    # As a stream puts it together.
    assert GAP.join(map(format_sentence, sentences)) + format_ending(answer) == text.text


@given(st.text())
def test_an_articles_uri_names_it(article_id: str) -> None:
    article_id = article_id.encode("utf-8", "replace").decode()
    uri = make_article_uri(article_id)
    assert uri.isascii()
    assert not set(uri.removeprefix("dateline://article/")) & set("/?#: ")
    assert parse_article_uri(uri) == article_id


def test_what_is_no_articles_uri() -> None:
    assert parse_article_uri("file:///etc/passwd") is None
    assert (
        locate_article(make_citation(1, "x", url="https://example.org/a"))
        == "https://example.org/a"
    )
    assert (
        locate_article(make_citation(1, "x", url="javascript:alert(1)")) == "dateline://article/a1"
    )
