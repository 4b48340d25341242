"""The parts that the routes of one server share."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.config.settings import Settings
from assistant.pipeline import Assistant
from assistant.server.http.keys import Keys, parse_keys
from assistant.server.http.metrics import Metrics
from assistant.server.http.workers import Workers
from assistant.server.jobs.alert_rounds import AlertRounds
from assistant.server.jobs.job_queue import JobQueue
from assistant.server.jobs.sandbox_reader import SandboxReader
from index.core.errors import DatelineError
from index.library import Library

if TYPE_CHECKING:
    from index.sources.web.fetch import Fetcher

_log = logging.getLogger(__name__)

# Seconds for which one check of the archive counts, because any client may ask for it.
_LOOK_SECONDS = 3.0


class Service:
    """One server's parts. Threads run from the beginning until `close`."""

    def __init__(
        self, settings: Settings, library: Library, assistant: Assistant, fetcher: Fetcher
    ) -> None:
        self.settings = settings
        self.library = library
        self.assistant = assistant
        self.keys = Keys(settings.home, parse_keys(settings.api_keys))
        self.workers = workers = Workers(
            settings.max_working, settings.max_waiting, settings.time_limit_seconds
        )
        self.alerts = AlertRounds(library, lambda: self.assistant)
        self.jobs = jobs = JobQueue(library, SandboxReader(fetcher), settings, self.alerts.request)
        self.metrics = Metrics(library)
        self.metrics.add_gauge(
            "requests_taken", "Requests at work or waiting", lambda: workers.active_count
        )
        self.metrics.add_gauge(
            "writes_taken", "Writes at work or waiting", lambda: jobs.active_count
        )
        self._ready = threading.Event()
        self._failure = ""
        self._clock = time.monotonic
        self._looking = threading.Lock()
        self._look_again = -math.inf
        self._unreadable = False

    def warm_up(self, then: Callable[[], None] = lambda: None) -> threading.Thread:
        """Load the models in a thread, and go on with `then`; a question that comes before the
        models are loaded waits."""

        def load() -> None:
            try:
                self.assistant.warm_up()
            except DatelineError as error:
                self._failure = str(error)
                _log.warning("%s", error)
            else:
                self._ready.set()
                then()

        thread = threading.Thread(target=load, daemon=True, name="warm-up")
        thread.start()
        return thread

    def hindrance(self) -> str:
        """Why questions cannot be answered now; "" if they can."""
        if not self._ready.is_set():
            return "The model cannot be loaded" if self._failure else "The model is being loaded"
        with self._looking:
            if self._clock() >= self._look_again:
                self._unreadable = not self._can_search()
                self._look_again = self._clock() + _LOOK_SECONDS
        # A catalog that is gone shows at once, and costs next to nothing to notice.
        is_there = self._succeeds(lambda: self.library.passage_count)
        return "" if is_there and not self._unreadable else "The archive cannot be read"

    def _can_search(self) -> bool:
        """Does a search succeed? Counting rows would not notice damaged indexes."""
        return self._succeeds(lambda: self.library.search("news", 1))

    def _succeeds(self, read: Callable[[], object]) -> bool:
        try:
            read()
        except DatelineError as error:
            _log.warning("%s", error)
            return False
        return True

    def close(self, wait: float) -> bool:
        """Take no more work. Returns whether the current write, and the current round of alerts,
        ended in so many seconds each."""
        self.workers.close()
        is_checked = self.alerts.close(wait)
        return self.jobs.close(wait) and is_checked
