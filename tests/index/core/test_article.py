"""Filters admit both their ends; a content hash changes with everything but the id."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from index.core.article import Article, Filters, digest, replace_surrogates, source_key
from index.core.errors import DatelineError

ARTICLE = Article("id", "Title", "Text.", "Wire", "2025-03-17", "https://example.org/")


def test_filters_include_both_ends() -> None:
    filters = Filters(after="2025-03", before="2025-03-17")
    assert filters.first_second == 1_740_787_200  # 2025-03-01T00:00:00Z
    assert filters.last_second == 1_742_255_999  # 2025-03-17T23:59:59Z


def test_filters_that_are_not_set_bound_nothing() -> None:
    assert Filters().first_second is None
    assert Filters().last_second is None
    assert Filters().source_keys == ()


@pytest.mark.parametrize("written", ["last week", "", "2025-02-30", "x" * 1000, "\ud800"])
def test_a_filter_that_is_no_date_says_which_and_how_to_write_it(written: str) -> None:
    with pytest.raises(DatelineError, match=r"is not a date for 'after'.*2025-03-17") as raised:
        _ = Filters(after=written).first_second
    assert len(str(raised.value).encode()) < 200
    with pytest.raises(DatelineError, match="for 'before'"):
        _ = Filters(before=written).last_second


def test_outlets_are_compared_without_case_space_or_form() -> None:
    assert source_key(" Le MONDE\n") == source_key("le monde")
    assert source_key("De\u0301pe\u0302che") == source_key("DÉPÊCHE")
    assert Filters(sources=("B", "a", "b ")).source_keys == ("a", "b")


def test_what_cannot_be_stored_is_replaced() -> None:
    assert replace_surrogates("a\ud800b") == "a?b"
    assert replace_surrogates("Zoë 😀") == "Zoë 😀"


@pytest.mark.parametrize(
    "field", ["title", "text", "source", "published", "url", "updated", "language", "section"]
)
def test_the_content_hash_knows_every_field(field: str) -> None:
    changed: Any = {field: "other"}
    assert replace(ARTICLE, **changed).content_hash != ARTICLE.content_hash


def test_the_content_hash_knows_the_authors_and_their_order() -> None:
    hashes = {
        replace(ARTICLE, authors=authors).content_hash
        for authors in ((), ("A", "B"), ("B", "A"), ("AB",))
    }
    assert len(hashes) == 4


def test_what_came_later_does_not_change_the_hash_of_an_article_without_it() -> None:
    old = digest("Title", "Text.", "Wire", "2025-03", "u")
    assert Article("a", "Title", "Text.", "Wire", "2025-03", "u").content_hash == old


def test_the_content_hash_leaves_out_the_id() -> None:
    assert replace(ARTICLE, id="other").content_hash == ARTICLE.content_hash


def test_a_digest_knows_where_one_string_ends() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert len(digest("")) == 32


def test_an_error_shows_cause_and_remedy() -> None:
    assert str(DatelineError("It broke", "Mend it")) == "It broke. Mend it"
    assert str(DatelineError("It broke")) == "It broke"
