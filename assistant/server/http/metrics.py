"""Metrics for Prometheus: requests, their duration and that of their stages, the library's size.

The only prometheus_client import. Each server has its own registry, so two of them do not mix.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.server.http.problems import is_own_path
from index.core.errors import DatelineError
from index.library import Library

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

# Seconds. A question takes some hundredths on an idle machine, a queue of them seconds.
_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())


class Metrics:
    """The metrics of one server."""

    def __init__(self, library: Library) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "dateline_requests",
            "Requests that were answered",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "dateline_request_seconds",
            "From a request's head to the end of its answer",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._stages = Histogram(
            "dateline_stage_seconds",
            "Stages of answering a question",
            ("stage",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_Size(library))

    def add_gauge(self, name: str, what: str, value: Callable[[], float]) -> None:
        """Show a value as it is when the metrics are read."""
        Gauge(f"dateline_{name}", what, registry=self._registry).set_function(value)

    def record_stages(self, timings_ms: Mapping[str, float]) -> None:
        """Record how long the stages of an answer took."""
        for stage, milliseconds in timings_ms.items():
            if stage != "total":
                self._stages.labels(stage).observe(milliseconds / 1_000)

    def record_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Record a request."""
        method = method if method in _METHODS else "other"
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def render(self) -> bytes:
        """Render all metrics in the format of Prometheus."""
        return generate_latest(self._registry)


class _Size(Collector):
    """The size of the library at the time of reading."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the metrics, or none if the archive cannot be read."""
        try:
            stats = self._library.stats()
        except DatelineError:
            return
        for name in ("articles", "passages", "stories", "sources", "bytes"):
            yield GaugeMetricFamily(
                f"dateline_library_{name}", f"The library's {name}", value=float(stats[name] or 0)
            )


class CountRequests:
    """Counts every request to the server. Paths outside the interfaces count as the screen's."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and record it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        path, status = scope["path"], 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            seconds = time.perf_counter() - started
            self._metrics.record_request(_find_route(scope, path), scope["method"], status, seconds)


def _find_route(scope: Scope, path: str) -> str:
    """Find the route's path, with names in place of values: there are only so many."""
    if not is_own_path(path):
        return "screen"
    return str(getattr(scope.get("route"), "path", "") or "other")
