"""Makes alerts of what the screen shows: a search, or the question of an answer."""

from __future__ import annotations

from assistant.alerts.request import make_alert_request
from assistant.server.rest.service import Service
from index.core.alert import AlertKind, Maker
from index.core.article import Filters
from index.search.query import check_length


def make_alert(service: Service, kind: AlertKind, query: str, filters: Filters) -> str:
    """Keep a search or a question, and say so in a sentence. Raises PublicError as
    `make_alert_request` and `Alerts.add`."""
    check_length(query, service.settings.max_question)
    made = service.library.alerts.add(make_alert_request(kind, query, filters, Maker.SCREEN))
    what = "that match it" if kind is AlertKind.SEARCH else "that answer it"
    return f"Kept as the alert “{made.name}”. New articles {what} are listed in Search."
