"""Check and normalise a query. Pure.

Does not analyse its words.
"""

from __future__ import annotations

from index.core.errors import PublicError
from index.core.text import one_line

MAX_QUERY_CHARACTERS = 2_000


class CheckedQuery(str):
    """A query that `check_query` has accepted."""

    __slots__ = ()


def check_query(query: str, most: int = MAX_QUERY_CHARACTERS) -> CheckedQuery:
    """The query on one line, NFC as the articles. A checked one is not normalised again.

    Raises PublicError if the query is empty or has more than `most` characters.
    """
    if not isinstance(query, CheckedQuery):
        query = CheckedQuery(one_line(query.replace("\x00", " ")))
    if not query:
        raise PublicError("The question is empty")
    check_length(query, most)
    return query


def check_length(query: str, most: int) -> None:
    """Raise PublicError if the query has more than `most` characters."""
    if len(query) > most:
        raise PublicError(
            f"The question has {len(query):,} characters, more than {most:,}",
            "Ask a shorter one",
        )
