"""Search, and the pages of a list of results. Renders nothing.

A plain query lists the passages closest to it, and after them what else has all its words. With
operators, or in order of time, only what matches is listed: all of it, page by page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.news.absence import explain_empty_search
from assistant.news.archive_search import check_syntax, explain_no_match
from assistant.news.speech.speaker_filter import find_speech
from assistant.present.search_results import (
    PAGE,
    ArticleResult,
    ResultPage,
    SearchResults,
    SortOrder,
    find_first,
    group_by_article,
)
from index.core.article import Filters, Hit, Span
from index.library import Library
from index.search.matching.matches import Matches, MatchRequest


def search(library: Library, text: str, most: int, filters: Filters, depth: int) -> SearchResults:
    """Search for a query of at most `most` characters. Raises DatelineError as `search_archive`."""
    query = check_syntax(text, most)
    if not query.is_plain:
        request = MatchRequest(query, filters, limit=depth)
        matches = library.match(request)
        hits = matches.hits
        notice = "" if hits else explain_no_match(library, request, matches)
    else:
        hits = tuple(library.search(text, depth, filters))
        # What is listed because it is close is not listed again.
        request = MatchRequest(
            query, filters, limit=0, left_out=frozenset(hit.passage.article_id for hit in hits)
        )
        matches = library.match(request)
        notice = "" if hits else explain_empty_search(filters, library)
    return SearchResults(
        text,
        hits,
        depth,
        tuple(library.terms(text)) if query.is_plain else (),
        notice,
        matches.speaker,
        matches=matches,
        request=request,
    )


def find_page(
    library: Library, results: SearchResults, order: SortOrder, number: int
) -> ResultPage:
    """The page of this number, counted from 0, or the nearest page that exists."""
    request = results.request
    assert request is not None
    if request.query.is_plain and order is SortOrder.RELEVANCE:
        return _find_close_page(library, results, request, number)
    wanted = replace(request, order=order.order, left_out=frozenset(), limit=PAGE)
    matches = library.match(replace(wanted, offset=max(0, number) * PAGE))
    first = find_first(number, matches.listed)
    if first != max(0, number) * PAGE:
        matches = library.match(replace(wanted, offset=first))
    entries = tuple(ArticleResult((hit,)) for hit in matches.hits)
    return ResultPage(entries, first, matches.listed, is_exact=True, places=matches.places)


def _find_close_page(
    library: Library, results: SearchResults, request: MatchRequest, number: int
) -> ResultPage:
    """A page of what is close, and after it of what else has all the words."""
    close = group_by_article(results.hits)
    total = len(close) + results.matches.listed
    first = find_first(number, total)
    entries = close[first : first + PAGE]
    places: Mapping[str, Span] = {}
    if len(entries) < min(PAGE, total - first):
        offset = max(0, first - len(close))
        rest = _find_rest(library, request, offset, PAGE - len(entries))
        entries += [ArticleResult((replace(hit, rank=len(close) + hit.rank),)) for hit in rest.hits]
        places = rest.places
    return ResultPage(tuple(entries), first, total, places=places)


def _find_rest(library: Library, request: MatchRequest, offset: int, limit: int) -> Matches:
    return library.match(replace(request, offset=offset, limit=limit))


def add_speech(library: Library, results: SearchResults, page: ResultPage) -> SearchResults:
    """The results with the places of the speaker's words in the articles of a page."""
    if not results.speaker:
        return results
    hits: list[Hit] = [entry.best for entry in page.entries]
    return replace(results, speech=find_speech(library, Filters(speaker=results.speaker), hits))
