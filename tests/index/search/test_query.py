"""A query is normalised once, and refused if it is empty or too long."""

from __future__ import annotations

import pytest

from index.core.errors import PublicError
from index.search.query import CheckedQuery, check_query


def test_a_query_is_one_line_in_nfc() -> None:
    assert check_query(" Cafe\u0301\x00\n closed  early ") == "Caf\u00e9 closed early"


def test_a_checked_query_is_not_normalised_again() -> None:
    query = check_query("Who spoke?")
    assert type(query) is CheckedQuery
    assert check_query(query) is query


@pytest.mark.parametrize("query", ["", " \n\t", "\x00"])
def test_an_empty_query_is_refused(query: str) -> None:
    with pytest.raises(PublicError, match="The question is empty"):
        check_query(query)


def test_the_limit_holds_for_checked_queries_too() -> None:
    query = check_query("abcde", 5)
    with pytest.raises(PublicError, match="5 characters, more than 4"):
        check_query(query, 4)
