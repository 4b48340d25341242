"""Pages closed to a region, on maintenance, or with a check of age are refused."""

from __future__ import annotations

import pytest

from index.core.errors import DatelineError
from index.sources.html.page import extract_page
from tests.index.sources.html.main_text.pages import (
    URL,
    make_page,
    read_texts,
    write_paragraphs,
)


def refuse(title: str, body: str, head: str = "") -> str:
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    with pytest.raises(DatelineError) as error:
        extract_page(html, URL)
    return str(error.value)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("451: Unavailable due to legal reasons", "<p>We recognize you are coming from a country"
         " with the General Data Protection Regulation, and access cannot be granted.</p>"),
        ("Kel", "<h1>Sorry</h1><p>This content is not available in your region. You are trying to"
         " access it from a country where we do not publish.</p>"),
        ("451", "<h1>Unavailable for legal reasons</h1><p>The lawyers of the paper say so.</p>"),
        ("Kel Wire", "<p>Our site is currently unavailable in most European countries. We are"
         " committed to looking at options that support readers in the EU.</p>"),
        ("Not here", "<p>The page is unavailable in your country. You are trying to view it from a"
         " region that we do not serve.</p>"),
    ],
)  # fmt: skip
def test_pages_closed_to_a_region(title: str, body: str) -> None:
    assert refuse(title, body) == "it is a notice of its site that it is closed to this region"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Kel", "<h1>Site maintenance</h1><p>The printer is being cleaned. It takes an hour.</p>"),
        ("Kel", "<p>We will be back soon. We are sorry for the inconvenience.</p>"),
        ("Under maintenance", "<p>Nothing to see on this coast for now, dear reader.</p>"),
        ("Kel", "<p>This website is down for scheduled maintenance. Please check back later.</p>"),
        ("Kel", "<p>We'll be right back! Our site is being updated and is offline.</p>"),
    ],
)  # fmt: skip
def test_pages_on_maintenance(title: str, body: str) -> None:
    assert refuse(title, body) == "it is a notice of its site on maintenance"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Age check</h1><p>You must be 18 or older to view this page. By entering you agree to"
        " our terms.</p>",
        "<p>Please confirm your age to go on. Are you over 18?</p>",
        "<p>Enter your date of birth to see this. You must be at least 21 years old to enter.</p>",
    ],
)
def test_checks_of_age(body: str) -> None:
    assert refuse("Kel", body) == "it is a check of the reader's age"


@pytest.mark.parametrize(
    "story",
    [
        "The service is down after the storm, the works department of Kel said. It hopes to be back"
        " on Friday, and is sorry for the inconvenience to all who live on the coast.",
        "Kel must be 18 metres above the sea to enter the dam plan, the mayor said on Monday, and"
        " asked for your date of birth in a poll that nobody answered before the vote.",
        "The video was not available in your country, the company told a reader, who now sues it."
        " The court of Kel hears both sides on Friday, and may ask the minister, too.",
    ],
)
def test_short_articles_with_words_of_notices_are_read(story: str) -> None:
    assert read_texts(make_page(write_paragraphs([story]))) == [story]
