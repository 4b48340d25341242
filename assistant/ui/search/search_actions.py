"""The actions of a search, and what the Search tab shows after each.

Components and events are in `assistant.ui.search.tab_search`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.chat.resolved_question import NO_FILTERS
from assistant.news.time.trends import Trends, compare_trends
from assistant.present.html.notice_view import render_failure
from assistant.present.html.results_view import (
    render_fault,
    render_introduction,
    render_results,
)
from assistant.present.html.screen_address import make_search_address, parse_address
from assistant.present.search_results import PAGE, SearchResults, SortOrder, WordFinder
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.rest.service import Service
from assistant.ui.address_bar import Step, describe_step
from assistant.ui.ask.timeline_panel import render_timeline
from assistant.ui.over_time.trend_panel import show_trend_failure, show_trends
from assistant.ui.search.search_pages import add_speech, find_page
from assistant.ui.search.search_pages import search as find_results
from index.core.article import Filters
from index.core.errors import DatelineError
from index.search.query_syntax.syntax_error import QuerySyntaxError

# The most passages of a list.
_DEPTH = 100
Updates = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """A query, its filters, how the results are sorted, and the query with which it is compared
    over time ("" for none)."""

    query: str
    filters: Filters = NO_FILTERS
    order: SortOrder = SortOrder.RELEVANCE
    compared: str = ""

    @classmethod
    def parse(cls, address: str) -> Search:
        """Parse the part of an address after "?". Raises PublicError as `parse_address`."""
        parsed = parse_address(address)
        orders = {one.name.lower(): one for one in SortOrder}
        order = orders.get(parsed.order.lower(), SortOrder.RELEVANCE)
        return cls(parsed.words, parsed.filters, order, parsed.compared)

    @property
    def address(self) -> str:
        """The address that shows its results."""
        order = "" if self.order is SortOrder.RELEVANCE else self.order.name.lower()
        return make_search_address(self.query, self.filters, order, self.compared.strip())

    @property
    def form_values(self) -> list[Any]:
        """The values of the queries, the filters and the order, in the order of the form."""
        filters = self.filters
        dates = [filters.after or "", filters.before or ""]
        rest = [filters.as_of or "", filters.speaker_name, list(filters.collections)]
        return [self.query, self.compared, *dates, list(filters.sources), *rest, self.order.value]


class SearchActions:
    """Turns searches of a server's library into the values of the list's outputs: the results, the
    page's number and HTML, the pager, the step, the timeline, and the searches over time."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def show(self, search: Search, *, is_new: bool) -> Updates:
        """Search, and show the first page or why it failed."""
        step = describe_step(Step("search", search.address, is_new=is_new))

        def find() -> Updates:
            results = self._search(search)
            page = self._render_page(results, search.order, 0)
            timeline = render_timeline(results.hits if results else ())
            return results, *page, step, *timeline, *self._compare(search)

        try:
            return await self._service.workers.run(find)
        except (DatelineError, Refusal) as error:
            return show_failure(error, search.query, step)

    def _compare(self, search: Search) -> Updates:
        """Show the search beside the compared one, if there is one."""
        if not (search.query.strip() and search.compared.strip()):
            return show_trends(None)
        queries, most = [search.query, search.compared], self._service.settings.max_question
        try:
            found = compare_trends(self._service.library, queries, search.filters, None, most)
        except (DatelineError, Refusal) as error:
            return show_trend_failure(error, search.compared)
        return show_trends(found)

    async def sort(
        self, results: SearchResults | None, label: str, trends: Trends | None
    ) -> Updates:
        """Show the first page in another order; what is over time stays."""
        order = parse_order(label)
        page = await self.turn(results, order, 0)
        if results is None:
            return *page, gr.skip()
        compared = trends.trends[-1].query if trends else ""
        address = Search(results.query, results.filters, order, compared).address
        return *page, describe_step(Step("search", address))

    async def turn(self, results: SearchResults | None, order: SortOrder, number: int) -> Updates:
        """Show a page, or why it failed: the results, its number, its HTML, and the pager."""
        try:
            page = await self._service.workers.run(
                lambda: self._render_page(results, order, number)
            )
        except (DatelineError, Refusal) as error:
            page = _render_failure(error, results.query if results else "")
        return results, *page

    def _search(self, search: Search) -> SearchResults | None:
        """Search the library; None for an empty query. Raises DatelineError as
        `search_archive`."""
        if not search.query.strip():
            return None
        library, settings = self._service.library, self._service.settings
        depth = min(_DEPTH, settings.max_k)
        return find_results(library, search.query, settings.max_question, search.filters, depth)

    def _render_page(self, results: SearchResults | None, order: SortOrder, number: int) -> Updates:
        """Render a page of results: its number, its HTML, and the state of the pager."""
        if results is None:
            return 0, render_introduction(), *_update_pager(True, True)
        library, matches = self._service.library, results.matches
        page = find_page(library, results, order, number)
        stems = matches.stems | {term.stem for term in results.terms}
        words = WordFinder(stems, library.stems, matches.beginnings)
        turning = _update_pager(page.first == 0, not page.has_more)
        html = render_results(add_speech(library, results, page), page, words)
        return page.first // PAGE, html, *turning


def show_failure(error: DatelineError | Refusal, query: str = "", step: str = "") -> Updates:
    """Show why there are no results; `step` is a described step, "" for none."""
    page = _render_failure(error, query)
    return None, *page, step or gr.skip(), *render_timeline(()), *show_trends(None)


def _render_failure(error: DatelineError | Refusal, query: str) -> Updates:
    """Render what is wrong, with the place in the query if it is there."""
    if isinstance(error, QuerySyntaxError):
        html = render_fault(explain_error(error), query, error.offset)
    else:
        html = render_failure(explain_error(error))
    return 0, html, *_update_pager(True, True)


def parse_order(label: str) -> SortOrder:
    """Parse a label; anything else that a browser sends means the default order."""
    return SortOrder(label) if label in tuple(SortOrder) else SortOrder.RELEVANCE


def _update_pager(is_first: bool, is_last: bool) -> tuple[Any, Any]:
    is_needed = not (is_first and is_last)
    return (
        gr.update(visible=is_needed, interactive=not is_first),
        gr.update(visible=is_needed, interactive=not is_last),
    )
