"""Check what an alert is to ask before it is kept. Pure."""

from __future__ import annotations

from assistant.news.advice import reply_to_remark
from assistant.news.archive_search import check_syntax
from index.core.alert import AlertKind, AlertRequest, Maker
from index.core.article import Filters
from index.core.errors import PublicError
from index.search.query import check_query


def make_alert_request(
    kind: AlertKind, query: str, filters: Filters, maker: Maker, name: str = ""
) -> AlertRequest:
    """What an alert is to be; without a name it is called by its words.

    Raises QuerySyntaxError for a search that cannot be understood, PublicError for one without
    words, for a question that is none, and for filters that are no dates.
    """
    query = check_query(query)
    _ = filters.first_second, filters.last_second
    if kind is AlertKind.SEARCH and check_syntax(query).root is None:
        raise PublicError("No article can have these words", "Search for a word or a name")
    if kind is AlertKind.QUESTION and reply_to_remark(query) is not None:
        raise PublicError("This is no question", "Ask for a fact, such as who said what")
    return AlertRequest(name, kind, query, maker, filters)
