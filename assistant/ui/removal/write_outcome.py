"""What a write of the screen did, and how the screen waits for it."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from typing import TypeVar

from assistant.server.http.problems import Refusal
from assistant.server.rest.service import Service

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WriteOutcome:
    """What was done, in words, and the ids of removed articles that can be restored."""

    text: str
    removed: tuple[str, ...] = ()


def wait_for(service: Service, write: Future[T]) -> T:
    """Wait for the result of a write. Raises Refusal if it takes too long."""
    try:
        return write.result(service.workers.limit)
    except Late as error:
        if write.cancel():
            raise Refusal(503, "Other writes take long") from error
        raise Refusal(503, "It takes long, and goes on") from error
