"""The text in JSON-LD is a witness for the page's paragraphs, and stands in for an empty page."""

from __future__ import annotations

import json

from tests.index.sources.html.main_text.pages import (
    SENTENCES,
    make_page,
    read_page,
    read_texts,
    write_paragraphs,
)

FOREIGN = "Kel Wire has written about trams since the spring of 1911, and means to go on with it."


def describe(body: str, **more: object) -> str:
    block = {"@type": "NewsArticle", "headline": "Tram line approved", "articleBody": body} | more
    return f'<script type="application/ld+json">{json.dumps(block)}</script>'


def test_a_sentence_behind_the_stated_text_is_not_of_the_article() -> None:
    html = make_page(write_paragraphs([*SENTENCES, FOREIGN]), describe(" ".join(SENTENCES)))
    assert read_texts(html) == SENTENCES
    assert read_texts(make_page(write_paragraphs([*SENTENCES, FOREIGN])))[-1] == FOREIGN


def test_what_a_part_of_the_text_does_not_know_stays() -> None:
    html = make_page(write_paragraphs([*SENTENCES, FOREIGN]), describe(" ".join(SENTENCES[:2])))
    assert read_texts(html) == [*SENTENCES, FOREIGN]


def test_lists_and_subheads_that_the_statement_lacks_stay() -> None:
    inner = (
        write_paragraphs(SENTENCES[:3])
        + "<h2>The price</h2><ul><li>The state pays 206 million crowns of it, by a "
        "contract.</li></ul>" + write_paragraphs(SENTENCES[3:])
    )
    texts = read_texts(make_page(inner, describe(" ".join(SENTENCES))))
    assert texts[3:5] == ["The price", "The state pays 206 million crowns of it, by a contract."]


def test_an_empty_page_has_the_stated_text_in_its_paragraphs() -> None:
    body = "".join(f"<p>{text}</p>" for text in SENTENCES)
    shell = f"<title>Tram</title>{describe(body)}<div id=root>Loading</div>"
    assert read_texts(shell) == SENTENCES


def test_what_is_not_free_is_not_taken_from_the_statement() -> None:
    html = make_page(
        write_paragraphs(SENTENCES[:1]),
        describe("\n\n".join(SENTENCES * 2), isAccessibleForFree=False),
    )
    page = read_page(html)
    assert page.text == SENTENCES[0]
    assert page.reservation == "its page gives only a part of it: it is not free to read"
