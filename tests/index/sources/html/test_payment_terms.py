"""Terms of payment are no text, and a note says that a page gives only a part."""

from __future__ import annotations

import pytest

from index.sources.html.page import extract_page
from tests.index.sources.html.main_text.pages import (
    SENTENCES,
    URL,
    make_page,
    read_texts,
    write_paragraphs,
)


@pytest.mark.parametrize(
    ("text", "data", "note"),
    [
        (SENTENCES[:1], '"isAccessibleForFree": false', "not free to read"),
        (SENTENCES[:1], '"isAccessibleForFree": "False"', "not free to read"),
        (SENTENCES, '"isAccessibleForFree": false, "wordCount": 900', "not free to read"),
        (SENTENCES, '"isAccessibleForFree": false, "wordCount": 95', ""),
        (SENTENCES * 4, '"isAccessibleForFree": false', ""),
        (SENTENCES, '"isAccessibleForFree": true', ""),
    ],
)
def test_a_note_says_that_a_page_gives_only_a_part(text: list[str], data: str, note: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", {data}}}</script>'
    reservation = extract_page(make_page(write_paragraphs(text), head), URL).reservation
    assert note in reservation
    assert bool(note) == bool(reservation)


def test_terms_of_payment_under_a_teaser_give_a_note() -> None:
    terms = (
        '<div class="x9"><h3>Read on with Kel+</h3><p>Access to all Kel+ articles for 2.95 crowns a'
        " week. Cancel at any time. You will be charged after the trial.</p><p>Already a "
        "subscriber?"
        ' <a href="/login">Log in</a></p></div>'
    )
    page = extract_page(make_page(write_paragraphs(SENTENCES[:2]) + terms), URL)
    assert page.text.split("\n\n") == SENTENCES[:2]
    assert page.reservation == "its page may give only a part of it: it asks to subscribe"


@pytest.mark.parametrize(
    "terms",
    [
        "<p>This article is for subscribers only.</p><p>Subscribe now for 1 crown a week.</p>",
        "<p>You have read 3 of 3 free articles.</p><p>Subscribe to continue reading.</p>",
        "<p>Want to read more? Register for free to keep reading this article.</p>",
        "<p>Subscribe to continue reading.</p>",
        "<p>This story is only available to members.</p>",
        "<div>Weiterlesen mit Kel Plus. Jetzt 4 Wochen gratis testen.</div>",
        "<p>To continue reading, please log in or subscribe.</p><p>Already a subscriber?</p>",
    ],
)
def test_terms_of_payment_at_the_end_are_no_text(terms: str) -> None:
    page = extract_page(make_page(write_paragraphs(SENTENCES[:3]) + terms), URL)
    assert page.text.split("\n\n") == SENTENCES[:3]
    assert page.reservation == "its page may give only a part of it: it asks to subscribe"


@pytest.mark.parametrize(
    "last",
    [
        "Readers can cancel at any time, the paper said, and nobody has to give a reason for it.",
        "“This article is for subscribers only,” Graen read aloud to the laughing council.",
        "The paper wants its readers to start a trial of the app, which costs 3 crowns a week, and"
        " hopes that many of them will stay when the first month is over, its owner told us.",
    ],
)
def test_a_last_sentence_on_subscriptions_stays(last: str) -> None:
    texts = [*SENTENCES[:3], last]
    assert read_texts(make_page(write_paragraphs(texts))) == texts


def test_a_locked_page_gives_a_note() -> None:
    head = '<meta property="article:content_tier" content="locked">'
    page = extract_page(make_page(write_paragraphs(SENTENCES[:2]), head), URL)
    assert page.reservation == "its page gives only a part of it: it is not free to read"
