"""Finds who says what in what the server added, after its writes and between them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future

from assistant.server.http.problems import Refusal
from assistant.server.jobs.writer import Writer
from index.library import Library

# Articles that are read at a time, in a second or two; then other writes get their turn.
_STEP = 32

_log = logging.getLogger(__name__)


class Enrichment:
    """One round at a time; a round goes on until every article is read, or the server stops. `then`
    is called at its end."""

    def __init__(self, writer: Writer, then: Callable[[], None] = lambda: None) -> None:
        self._writer = writer
        self._then = then
        self._lock = threading.Lock()
        self._is_running = False

    def request(self) -> None:
        """Begin a round, unless one is under way."""
        with self._lock:
            if self._is_running:
                return
            self._is_running = True
        self._submit()

    def _submit(self) -> None:
        self._writer.submit(_read_some).add_done_callback(self._go_on)

    def _go_on(self, step: Future[bool]) -> None:
        error = step.exception()
        if error is None and step.result():
            self._submit()
            return
        if error is not None and not isinstance(error, Refusal):
            _log.warning("Who says what was not found in new articles: %s", error)
        with self._lock:
            self._is_running = False
        self._then()


def _read_some(library: Library) -> bool:
    """Read some articles; returns whether more are left."""
    library.enrich(limit=_STEP)
    return library.unenriched_count > 0
