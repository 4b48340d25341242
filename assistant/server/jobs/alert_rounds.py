"""Checks the alerts in the background, after the server's writes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from assistant.alerts.check import AlertChecker
from assistant.pipeline import Assistant
from index.core.errors import DatelineError
from index.library import Library

_log = logging.getLogger(__name__)


class AlertRounds:
    """Runs one round at a time in its own thread. A request during a round starts another one."""

    def __init__(self, library: Library, make_assistant: Callable[[], Assistant]) -> None:
        self._library = library
        self._make_assistant = make_assistant
        self._lock = threading.Lock()
        self._is_running = False
        self._is_wanted = False
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def request(self) -> None:
        """Begin a round, or have one follow that is under way."""
        with self._lock:
            self._is_wanted = not self._is_closed
            if self._is_running or self._is_closed:
                return
            self._is_running = True
            # A daemon: what a check has not stored is found by the next one.
            self._thread = threading.Thread(target=self._work, daemon=True, name="alerts")
            self._thread.start()

    def close(self, wait: float) -> bool:
        """Begin nothing more. Returns whether the round ended in so many seconds."""
        with self._lock:
            self._is_closed, self._is_wanted = True, False
            thread = self._thread
        if thread is None:
            return True
        thread.join(wait)
        return not thread.is_alive()

    def _work(self) -> None:
        checker = AlertChecker(self._library, self._make_assistant)
        while self._take():
            try:
                checker.check(is_stopping=lambda: self._is_closed)
            except DatelineError as error:
                _log.warning("The alerts were not checked: %s", error)
            except Exception:  # noqa: BLE001 - the server goes on, and so does the next round
                _log.exception("The alerts were not checked")

    def _take(self) -> bool:
        """Take the round that is wanted; False, and the thread ends, if none is."""
        with self._lock:
            self._is_running, self._is_wanted = self._is_wanted, False
            return self._is_running
