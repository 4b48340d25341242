"""Search an archive as a user types: by operators, or by words and meaning if there are none.

With operators, or in order of time, only articles that match are listed, with one passage each.
Without them the passages are those of `Library.search`. Answers nothing.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.core.found import Found, SearchQuery
from assistant.news.absence import explain_empty_search
from index.core.article import Filters
from index.core.errors import PublicError
from index.core.stopwatch import Stopwatch
from index.core.text import one_line
from index.library import Library
from index.search.matching.matches import Matches, MatchOrder, MatchRequest
from index.search.query import MAX_QUERY_CHARACTERS, check_query
from index.search.query_syntax.parser import parse_query
from index.search.query_syntax.tree import (
    AllOf,
    Field,
    FieldName,
    InTitle,
    Near,
    Node,
    Phrase,
    Prefix,
    Query,
    Word,
)

# By meaning, the list ends somewhere: everything is more or less close.
DEEPEST = 1_000
_MOST_EXPLAINED = 10
_LONGEST = 60


def search_archive(library: Library, wanted: SearchQuery, watch: Stopwatch | None = None) -> Found:
    """Search the archive. Raises QuerySyntaxError for operators that cannot be understood, and
    DatelineError as `Library.search`."""
    watch = watch or Stopwatch()
    query = check_syntax(wanted.text, wanted.most)
    if wanted.k < 1:
        raise PublicError(f"The number of hits must be at least 1, not {wanted.k}")
    if query.is_plain and wanted.order is MatchOrder.BEST:
        return _search_by_meaning(library, query, wanted, watch)
    request = MatchRequest(query, wanted.filters, wanted.order, wanted.offset, wanted.k)
    with watch.stage("match"):
        matches = library.match(request)
    end = wanted.offset + wanted.k
    return Found(
        query,
        matches.hits,
        matches.articles,
        matches.stories,
        is_exact=True,
        notice="" if matches.hits else explain_no_match(library, request, matches),
        next_offset=end if end < matches.listed else None,
        places=matches.places,
    )


def check_syntax(text: str, most: int = MAX_QUERY_CHARACTERS) -> Query:
    """Parse a query as typed. Raises PublicError if it is empty or too long, QuerySyntaxError for
    operators that cannot be understood."""
    check_query(text, most)
    return parse_query(text)


def _search_by_meaning(
    library: Library, query: Query, wanted: SearchQuery, watch: Stopwatch
) -> Found:
    end = min(wanted.offset + wanted.k, DEEPEST) if wanted.offset else wanted.k
    text, filters = check_query(wanted.text, wanted.most), wanted.filters
    found = library.search(text, end, filters, watch) if wanted.offset < end else []
    with watch.stage("match"):
        matches = library.match(MatchRequest(query, filters, limit=0))
    hits = tuple(found[wanted.offset :])
    has_more = len(found) == end and end < DEEPEST
    return Found(
        query,
        hits,
        matches.articles,
        matches.stories,
        is_exact=False,
        notice="" if hits else explain_empty_search(filters, library),
        next_offset=end if hits and has_more else None,
    )


def explain_no_match(library: Library, request: MatchRequest, matches: Matches) -> str:
    """Say in a sentence why nothing is listed; "" if no part of the query explains it."""
    if matches.articles:
        return f"The list ends with number {matches.listed:,}"
    if reason := explain_empty_search(request.filters, library):
        return reason
    root = request.query.root
    parts = root.parts if isinstance(root, AllOf) else (root,)
    for part in parts[:_MOST_EXPLAINED]:
        name = _name_part(part)
        if not name:
            continue
        if isinstance(part, Field) and part.name is FieldName.SAID:
            said = replace(request.filters, speaker=part.value)
            if not library.find_speakers(part.value):
                return explain_empty_search(said, library)
        alone = Query(request.query.text, part, is_plain=False)
        if not library.match(replace(request, query=alone, limit=0)).articles:
            return (
                f"No article of these filters has {name}"
                if _has_filters(request.filters)
                else f"No article has {name}"
            )
    return ""


def _has_filters(filters: Filters) -> bool:
    return replace(filters, speaker=filters.speaker_name or None) != Filters()


def _name_part(part: Node | None) -> str:
    """A part of a query, to people; "" for one that excludes or that has parts itself."""
    match part:
        case Word(text) | Phrase(text):
            return f"“{_shorten(text)}”"
        case Prefix(text):
            return f"“{_shorten(text)}*”"
        case InTitle(Word() | Phrase() | Prefix() as inner):
            return f"{_name_part(inner)} in its title"
        case Field(name, value):
            return f"{name}:{_shorten(value)}"
        case Near(_, _, distance):
            return f"words that stand so near (NEAR/{distance})"
        case _:
            return ""


def _shorten(text: str) -> str:
    return one_line(text[:_LONGEST])
