"""What may be asked. Pure."""

from __future__ import annotations

from index.article import DatelineError
from index.text import one_line

MAX_QUERY_CHARACTERS = 2_000


def checked_query(query: str) -> str:
    """The query on one line, NFC as the articles; raises DatelineError where it cannot be asked."""
    query = one_line(query.replace("\x00", " "))
    if not query:
        raise DatelineError("The question is empty")
    if len(query) > MAX_QUERY_CHARACTERS:
        raise DatelineError(
            f"The question has {len(query):,} characters, more than {MAX_QUERY_CHARACTERS:,}",
            "Ask a shorter one",
        )
    return query
