"""A title is what the newsroom wrote, without outlet, section and day."""

from __future__ import annotations

import pytest

from index.sources.html.page import extract_page
from index.sources.html.titles import name_hosts, trim_title
from index.sources.metadata import merge_metadata
from tests.index.sources.html.main_text.pages import SENTENCES, write_paragraphs

TEXT = write_paragraphs(SENTENCES)


@pytest.mark.parametrize(
    ("title", "outlets", "expected"),
    [
        ("Rain in Kel | Sport", ["Kel Wire"], "Rain in Kel"),
        ("Rain in Kel | Sport | Kel Wire", ["Kel Wire"], "Rain in Kel"),
        ("Gewinne steigen | Börsen-Zeitung", ["boersen-zeitung"], "Gewinne steigen"),
        ("Wahl in Kel | DW | 28.04.2023", ["dw"], "Wahl in Kel"),
        ("Wahl in Kel – DW – 28.04.2023", ["DW"], "Wahl in Kel"),
        ("Kel Wire | Rain in Kel", ["Kel Wire"], "Rain in Kel"),
        ("Rain in Kel - Kel Wire Online", ["Kel Wire"], "Rain in Kel"),
        ("Rain in Kel · kelwire.example", ["kelwire.example"], "Rain in Kel"),
        ("大雨の朝｜三ノ浜新聞", ["三ノ浜新聞"], "大雨の朝"),
        ("Rain in Kel » Kel Wire", ["Kel Wire"], "Rain in Kel"),
        ("Rain | 17 March 2025", [], "Rain"),
        ("Trams: what now? - Kel Wire", ["Kel Wire"], "Trams: what now?"),
        ("Kel – a town and its river", ["Kel Wire"], "Kel – a town and its river"),
        ("Sport - a love story", ["Kel Wire"], "Sport - a love story"),
        ("Kel 3-2 Marn", ["Kel"], "Kel 3-2 Marn"),
        ("Kel Wire", ["Kel Wire"], "Kel Wire"),
        ("Kel Wired - why nets fail", ["Kel Wire"], "Kel Wired - why nets fail"),
        ("", ["Kel Wire"], ""),
    ],
)
def test_what_sites_put_around_a_title(title: str, outlets: list[str], expected: str) -> None:
    assert trim_title(title, outlets, ["Sport"]) == expected


def test_the_headline_on_the_page_shows_where_a_title_ends() -> None:
    assert trim_title("Rain in Kel | What we know", [], (), "Rain in Kel") == "Rain in Kel"
    assert trim_title("Live - Rain in Kel", [], (), "Rain in Kel") == "Rain in Kel"
    assert trim_title("Rain - and more", [], (), "Rain") == "Rain - and more"  # too short to tell


def test_hosts_suggest_names() -> None:
    names = name_hosts("https://www.kel-wire.example/a", "https://[bad")
    assert names == ["kel-wire.example", "kel-wire.example", "kel-wire"]


def title_of(body: str, head: str) -> str:
    page = extract_page(f"<html><head>{head}</head><body>{body}</body></html>")
    return merge_metadata(page.statements).title


@pytest.mark.parametrize(
    "logo",
    [
        '<h1 class="logo"><a href="/">Kel Wire</a></h1>',
        '<h1><a href="https://www.kel.example/">Kel Wire</a></h1>',
        '<div id="logo"><h1>Kel Wire</h1></div>',
        '<h1 class="site-title">Kel Wire</h1>',
        '<header class="x"><h1 id="branding"><img alt="">Kel Wire</h1></header>',
    ],
)
def test_a_logo_is_no_headline(logo: str) -> None:
    head = "<title>Tram line approved - Kel Wire</title>"
    html = f"{logo}<article><h2>Tram line approved</h2>{TEXT}</article>"
    assert title_of(html, head) == "Tram line approved"
    page = extract_page(f"<html><head>{head}</head><body>{html}</body></html>")
    assert page.text.split("\n\n") == SENTENCES


def test_the_name_of_the_outlet_is_no_headline() -> None:
    head = (
        "<title>Tram line approved | Kel Wire</title>"
        '<meta property="og:site_name" content="Kel Wire">'
    )
    body = f"<h1>Kel Wire</h1><h3>Tram line approved</h3>{TEXT}"
    assert title_of(body, head) == "Tram line approved"


def test_a_headline_that_the_title_repeats_goes_before_a_slogan() -> None:
    head = "<title>Tram line approved by council - Kel Wire</title>"
    body = f"<h1>News from the coast</h1><h2>Tram line approved by council</h2>{TEXT}"
    assert title_of(body, head) == "Tram line approved by council"
    assert title_of(f"<h1>Tram line approved</h1>{TEXT}", head) == "Tram line approved"


def test_a_headline_that_links_to_its_own_page_is_one() -> None:
    body = f'<h1><a href="/a/tram">Tram line approved</a></h1>{TEXT}'
    assert title_of(body, "<title>Kel Wire</title>") == "Tram line approved"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Tram line approved – News – Kel Wire", "<h1>News</h1><h2>Tram line approved</h2>"),
        ("Tram line approved | Sport", "<h1>Sport</h1><article><h3>Tram line approved</h3>"),
        ("Tram line approved | Kel Wire", "<h1>Kel Wire, coast</h1><h2>Tram line approved</h2>"),
        ("Tram line approved", "<h1>Kel Wire, the paper</h1><h2>Tram line approved</h2>"),
        ("Tram line approved - Local News", "<h1>Local News</h1><h2>Tram line approved</h2>"),
    ],
)  # fmt: skip
def test_the_heading_of_a_section_is_no_headline(title: str, body: str) -> None:
    assert title_of(body + TEXT, f"<title>{title}</title>") == "Tram line approved"


@pytest.mark.parametrize(
    ("title", "headline", "other"),
    [
        ("Tram line approved: what comes next", "Tram line approved: what comes next",
         "Tram line approved"),
        ("Tram line approved: the council turns", "The council turns", "Tram line approved"),
    ],
)  # fmt: skip
def test_a_heading_above_or_below_the_headline_is_none(
    title: str, headline: str, other: str
) -> None:
    for body in (f"<h1>{headline}</h1><h2>{other}</h2>", f"<h2>{other}</h2><h1>{headline}</h1>"):
        assert title_of(body + TEXT, f"<title>{title}</title>") == headline
