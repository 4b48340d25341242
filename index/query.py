"""What may be asked. Pure."""

from __future__ import annotations

from index.article import DatelineError
from index.text import one_line

MAX_QUERY_CHARACTERS = 2_000


def checked_query(query: str, most: int = MAX_QUERY_CHARACTERS) -> str:
    """The query on one line, NFC as the articles; raises DatelineError where it cannot be asked,
    or has more than so many characters."""
    query = one_line(query.replace("\x00", " "))
    if not query:
        raise DatelineError("The question is empty")
    if len(query) > most:
        raise DatelineError(
            f"The question has {len(query):,} characters, more than {most:,}",
            "Ask a shorter one",
        )
    return query
