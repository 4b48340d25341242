"""The object that describes the article is found wherever a page keeps it, and nothing else is."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from index.sources.html.json_ld import read_json_ld
from index.sources.html.page_tree import parse_html
from index.sources.metadata import Metadata

ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Rain in Kel",
    "datePublished": "2025-03-17T09:30:00+03:00",
    "dateModified": "2025-03-18",
    "author": {"@type": "Person", "name": "Ann Bo"},
    "publisher": {"@type": "Organization", "name": "Kel Wire"},
    "inLanguage": "en-GB",
    "articleSection": ["Weather", "Roads"],
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://kel.example/a/rain"},
}
EXPECTED = Metadata(
    title="Rain in Kel",
    source="Kel Wire",
    authors=("Ann Bo",),
    published="2025-03-17T09:30:00+03:00",
    updated="2025-03-18",
    url="https://kel.example/a/rain",
    language="en-GB",
    section="Weather",
)


def block(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def of(*blocks: object, url: str = "") -> Metadata:
    return read_json_ld(parse_html("<p>Text.</p>" + "".join(map(block, blocks))), url).metadata


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "Organization", "name": "Other"}, ARTICLE]},
        [[{"@type": "BreadcrumbList"}], {"@type": "WebPage", "mainEntity": ARTICLE}],
        ARTICLE | {"@type": "ReportageNewsArticle"},
        ARTICLE | {"@type": ["https://schema.org/BlogPosting", "Thing"]},
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)};\n//]]>",
    ],
)
def test_an_article_is_found_wherever_it_stands(value: object) -> None:
    assert of(value) == EXPECTED


def test_line_ends_in_strings_are_read() -> None:
    assert of('{"@type": "Article", "headline": "Rain\nin Kel"}').title == "Rain in Kel"


def test_entities_are_undone() -> None:
    assert of(ARTICLE | {"headline": "Ann&#8217;s &amp; Carl&#8217;s"}).title == "Ann’s & Carl’s"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ann Bo", ("Ann Bo",)),
        (["Ann Bo", {"name": "Carl Di"}, {"name": "Ann Bo"}], ("Ann Bo", "Carl Di")),
        ({"name": ["Ann Bo", "Carl Di"]}, ("Ann Bo", "Carl Di")),
        ({"@id": "#ann"}, ("Ann Bo",)),
        ({"@id": "#nobody"}, ()),
        ("https://social.example/annbo", ()),
        ({"name": {"name": {"name": {"name": {"name": "deep"}}}}}, ()),
        (None, ()),
        (7, ("7",)),
        (True, ()),
    ],
)
def test_authors(author: object, names: tuple[str, ...]) -> None:
    graph = [{"@type": "Person", "@id": "#ann", "name": "Ann Bo"}, ARTICLE | {"author": author}]
    assert of({"@graph": graph}).authors == names


def test_a_page_fills_in_what_its_article_does_not_say() -> None:
    site = {
        "@type": "WebPage",
        "name": "Rain | Kel",
        "datePublished": "2025-03-17",
        "inLanguage": "en",
    }
    thin = {"@type": "Article", "headline": "Rain"}
    assert of(site, thin) == Metadata(title="Rain", published="2025-03-17", language="en")


def test_of_several_articles_that_of_the_address_counts_else_the_first() -> None:
    other = ARTICLE | {"headline": "Snow", "mainEntityOfPage": "https://kel.example/a/snow"}
    assert of(ARTICLE, other).title == "Rain in Kel"
    assert of(ARTICLE, other, url="https://kel.example/a/snow/").title == "Snow"


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "ItemList", "itemListElement": [ARTICLE]},
        {"@type": "Organization", "subjectOf": ARTICLE},
        {"@type": "VideoObject", "name": "A film", "uploadDate": "2025-03-17"},
        {"@type": "CollectionPage", "hasPart": [ARTICLE]},
        "{broken",
        "",
        "[" * 100_000,
        "1" * 10_000,
        "null",
        '"text"',
        {"@type": {"a": 1}, "headline": "x"},
        {"@type": "NewsArticle", "headline": {"a": "b"}, "author": [[[[["x"]]]]]},
        {"@type": "NewsArticle", "headline": "x" * 1_000_001},
    ],
)
def test_what_describes_no_article_says_nothing(value: object) -> None:
    assert of(value) == Metadata()


def test_a_broken_block_does_not_keep_the_next_from_being_read() -> None:
    assert of("{broken", ARTICLE) == EXPECTED


def test_a_date_that_was_never_filled_in_is_none() -> None:
    assert of(ARTICLE | {"datePublished": "0001-01-01T00:00:00"}).published == ""


def test_depth_and_number_are_bounded() -> None:
    nested: Any = ARTICLE
    for _ in range(20):
        nested = {"@graph": [nested]}
    assert of(nested) == Metadata()
    began = time.monotonic()
    many = [{"@type": "NewsArticle", "@id": str(n), "url": "x" * 50} for n in range(10_000)]
    assert of(many, url="https://kel.example/a") == Metadata()
    assert time.monotonic() - began < 5
