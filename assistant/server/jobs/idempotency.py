"""Requests that were sent twice: the same `Idempotency-Key` begins no second job.

https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header. Remembered for a day, as
long as the server lives; after that, articles that are there already are unchanged.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from assistant.server.http.problems import Refusal
from assistant.server.jobs.jobs import Job, State

_KEPT = 10_000
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class _Sent:
    content: str
    job: Job
    when: float


class Repeats:
    """Jobs by who began them and under which key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sent: OrderedDict[tuple[str, str], _Sent] = OrderedDict()

    def job(
        self, sent: tuple[str, str], content: str, begin: Callable[[], Job]
    ) -> tuple[Job, bool]:
        """The job that was `sent` by this owner under this key, and whether it had been begun
        before; else the one that `begin` begins. A job that failed may be begun again.

        Raises Refusal where the key was sent with another `content`.
        """
        with self._lock:
            known = self._sent.get(sent)
            if known is not None and self._counts(known):
                if known.content != content:
                    raise Refusal(
                        422,
                        "The Idempotency-Key was sent before with another body",
                        "Use a new key for a new request",
                    )
                return known.job, True
            job = begin()
            self._sent[sent] = _Sent(content, job, self._clock())
            self._sent.move_to_end(sent)
            while len(self._sent) > _KEPT:
                self._sent.popitem(last=False)
            return job, False

    def _counts(self, sent: _Sent) -> bool:
        return sent.job.state is not State.FAILED and self._clock() - sent.when < _SECONDS
