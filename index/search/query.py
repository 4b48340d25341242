"""What may be asked. Pure."""

from __future__ import annotations

from index.core.errors import PublicError
from index.core.text import one_line

MAX_QUERY_CHARACTERS = 2_000


def checked_query(query: str, most: int = MAX_QUERY_CHARACTERS) -> str:
    """The query on one line, NFC as the articles; raises PublicError where it cannot be asked,
    or has more than so many characters."""
    query = one_line(query.replace("\x00", " "))
    if not query:
        raise PublicError("The question is empty")
    check_length(query, most)
    return query


def check_length(query: str, most: int) -> None:
    """Raises PublicError where the query has more than so many characters."""
    if len(query) > most:
        raise PublicError(
            f"The question has {len(query):,} characters, more than {most:,}",
            "Ask a shorter one",
        )
