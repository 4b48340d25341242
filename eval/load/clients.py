"""Clients that ask, wait for the whole answer, and ask again: a closed loop.

httpx holds the connections. Of the load generators on PyPI, locust does the same with a web server
and green threads of its own; a closed loop needs neither.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from eval.load.questions import Request

# Seconds. Longer than the server lets a request take, so that it is the one to say so.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request: its status (0 where no answer came), and from its first byte to
    the answer's last in milliseconds. `wait` is the answer's Retry-After in seconds."""

    kind: str
    status: int
    milliseconds: float
    wait: float | None = None


def load(
    url: str, requests: Iterator[Request], clients: int, seconds: float
) -> tuple[list[Outcome], float]:
    """What became of what so many clients asked in so many seconds, and how long it took in all:
    what was sent in time is waited for."""
    return asyncio.run(_load(url, requests, clients, seconds))


async def _load(
    url: str, requests: Iterator[Request], clients: int, seconds: float
) -> tuple[list[Outcome], float]:
    outcomes: list[Outcome] = []
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE, limits=limits) as client:
        started = time.perf_counter()

        async def one() -> None:
            while time.perf_counter() - started < seconds:
                outcomes.append(outcome := await _sent(client, next(requests)))
                if outcome.wait is not None:
                    left = seconds - (time.perf_counter() - started)
                    await asyncio.sleep(max(0.0, min(outcome.wait, left)))

        await asyncio.gather(*(one() for _ in range(clients)))
        return outcomes, time.perf_counter() - started


async def _sent(client: httpx.AsyncClient, request: Request) -> Outcome:
    started = time.perf_counter()
    status, wait = 0, None
    try:
        answer = await client.request(**request.arguments)
    except httpx.HTTPError:
        pass
    else:
        status = answer.status_code
        wait = _seconds(answer.headers.get("retry-after", ""))
        # Once an answer has begun, what goes wrong is told in its events.
        if request.kind == "events" and "event: answer\n" not in answer.text and status == 200:
            status = 0
    return Outcome(request.kind, status, (time.perf_counter() - started) * 1_000, wait)


def _seconds(retry_after: str) -> float | None:
    return float(retry_after) if retry_after.isdecimal() else None
