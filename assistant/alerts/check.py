"""Check the alerts of an archive against the articles that arrived since their last check.

Articles are compared a few at a time, in the order in which they arrived. What is found in them is
stored together with how far the alert is checked, so a check that is stopped at any moment goes on
from there: it reports nothing twice and misses nothing. An alert that cannot be checked stays where
it is, and the others go on.
"""

from __future__ import annotations

import heapq
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.news.archive_search import check_syntax
from index.core.alert import Alert, AlertKind, Place, UnknownAlertError
from index.core.errors import DatelineError, PublicError
from index.library import Library
from index.search.matching.matches import MatchOrder, MatchRequest
from index.storage.alerts.alerts import Watermark
from index.storage.alerts.findings import Checked

if TYPE_CHECKING:
    from assistant.core.answer import Answer
    from assistant.pipeline import Assistant

# Articles that are compared at a time. A question is asked again for each one that answers it.
AT_ONCE = {AlertKind.SEARCH: 500, AlertKind.QUESTION: 50}
# Seconds that adding articles waits for alerts; the next check goes on.
ROUND_SECONDS = 20.0
_UNREADABLE = "New articles could not be read"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check did: the number of new findings, whether every alert was checked to the end, and
    whether it could begin."""

    found: int = 0
    is_complete: bool = True
    is_begun: bool = True


class AlertChecker:
    """Checks the alerts of a library. An assistant is made for questions alone."""

    def __init__(
        self,
        library: Library,
        make_assistant: Callable[[], Assistant],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._library = library
        self._make_assistant = make_assistant
        self._assistant: Assistant | None = None
        self._clock = clock

    def check(
        self, seconds: float | None = None, is_stopping: Callable[[], bool] = lambda: False
    ) -> CheckReport:
        """Check all alerts, as far as that is possible in so many seconds, and until the program
        `is_stopping`: those first that are furthest behind. Costs next to nothing if there are
        none."""
        alerts = self._library.alerts
        if not alerts.count:
            return CheckReport()
        end = None if seconds is None else self._clock() + seconds
        until = alerts.begin_check()
        if until is None:
            return CheckReport(is_complete=False, is_begun=False)
        behind = [(each.mark, each.alert_id, each) for each in alerts.list_behind(until)]
        heapq.heapify(behind)
        found = 0
        while behind:
            if is_stopping() or (end is not None and self._clock() >= end):
                return CheckReport(found, is_complete=False)
            _, alert_id, watermark = heapq.heappop(behind)
            more, mark = self._check_some(watermark, until)
            found += more
            if mark is not None and mark < until:
                heapq.heappush(behind, (mark, alert_id, replace(watermark, mark=mark)))
        return CheckReport(found)

    def _check_some(self, watermark: Watermark, until: int) -> tuple[int, int | None]:
        """Compare some articles: the number of findings, and how far the alert is checked then;
        None if it cannot be checked now, or another process checks it."""
        alerts = self._library.alerts
        try:
            alert = alerts.get(watermark.alert_id)
        except UnknownAlertError:
            return 0, None  # removed meanwhile
        arrived = alerts.arrivals.list_next(
            watermark.streams, watermark.born, watermark.mark, until, AT_ONCE[alert.kind]
        )
        try:
            places = self._find(alert, arrived.article_ids) if arrived.article_ids else []
        except DatelineError as error:
            is_public = isinstance(error, PublicError)
            if not is_public:
                _log.warning("The alert '%s' cannot be checked: %s", alert.name, error)
            alerts.note_fault(alert.id, str(error) if is_public else _UNREADABLE)
            return 0, None
        found = alerts.findings.record(Checked(alert.id, watermark.mark, arrived, places))
        return (0, None) if found is None else (found, arrived.last)

    def _find(self, alert: Alert, article_ids: tuple[str, ...]) -> list[Place]:
        find = self._match if alert.kind is AlertKind.SEARCH else self._ask
        return find(alert, article_ids)

    def _match(self, alert: Alert, article_ids: tuple[str, ...]) -> list[Place]:
        """The places of a search in articles, in the order of these."""
        matches = self._library.match(
            MatchRequest(
                check_syntax(alert.query),
                replace(alert.filters, article_ids=article_ids),
                MatchOrder.OLDEST,
                limit=len(article_ids),
                copies=True,
            )
        )
        places = {}
        for hit in matches.hits:
            passage = hit.passage
            span = matches.places[passage.article_id]
            text = passage.text[span.start - passage.start : span.end - passage.start]
            places[passage.article_id] = Place(passage.article_id, span.start, span.end, text)
        return [places.get(i, Place(i)) for i in article_ids if i in matches.article_ids]

    def _ask(self, alert: Alert, article_ids: tuple[str, ...]) -> list[Place]:
        """The best quotation of each article that answers a question."""
        if self._assistant is None:
            self._assistant = self._make_assistant()
        places: dict[str, Place] = {}
        left = list(article_ids)
        while left:
            filters = replace(alert.filters, article_ids=tuple(left))
            quoted = _list_quoted(self._assistant.ask(alert.query, filters), left)
            if not quoted:
                break
            places |= quoted
            left = [i for i in left if i not in quoted]
        return [places[i] for i in article_ids if i in places]


def _list_quoted(answer: Answer, among: Iterable[str]) -> dict[str, Place]:
    """The place of the best quotation of each article that an answer quotes, of some articles; none
    for a refusal."""
    if not answer.has_answer:
        return {}
    places: dict[str, Place] = {}
    wanted, cited = set(among), {each.number: each for each in answer.citations}
    # The best sentence may stand after others of its article.
    for sentence in sorted(answer.sentences, key=lambda one: not one.is_best):
        for number in sentence.citations:
            one = cited[number]
            if one.article_id in wanted:
                place = Place(one.article_id, one.start, one.end, one.quote)
                places.setdefault(one.article_id, place)
    return places
