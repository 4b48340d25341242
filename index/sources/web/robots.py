"""Polite fetching: robots.txt (RFC 9309), and a delay between two requests to a host.

Applies to pages, feeds and the targets of redirects alike. Leaves out what the content means.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.core.errors import DatelineError
from index.sources.response import FetchRefusedError, Response, UnreachableError
from index.sources.web.fetch import Fetcher

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "Dateline"
MAX_BYTES = 500 * 1024
# RFC 9309 permits a copy for 24 hours. A robots.txt that failed is fetched again sooner.
_RULES_SECONDS = 24 * 3600.0
_RETRY_SECONDS = 600.0
_USUAL_DELAY = 1.0
_LONGEST_DELAY = 30.0
_LONGEST_PAUSE = 24 * 3600.0
_TOO_MANY_REQUESTS = 429
_AGENT_LINE = re.compile(r"(?im)^[ \t]*user[- ]?agent\b[ \t]*:?[ \t]*([^\r\n#]*).*$")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one origin until a time. If they are None, all is forbidden, for `reason`."""

    until: float
    rules: Protego | None
    reason: str = ""


class PoliteFetcher:
    """A fetcher that obeys robots.txt and waits between two requests to a host.

    `now` is a monotonic clock in seconds, `sleep` waits for some seconds.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetcher = fetcher
        self._now = now
        self._sleep = sleep
        self._rules_by_origin: dict[str, _Rules] = {}
        self._next: dict[str, float] = {}
        self._closed_until: dict[str, float] = {}

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Response:
        """Fetch as `Fetcher.get` does. Also raises DatelineError if robots.txt forbids the address
        or if its host has asked for a pause."""
        urls: list[str] = []

        def permit(location: str) -> None:
            urls.append(location)
            self._permit(location)

        try:
            return self._fetcher.get(url, etag=etag, last_modified=last_modified, permit=permit)
        except FetchRefusedError as refusal:
            if refusal.retry_after:
                pause = min(refusal.retry_after, _LONGEST_PAUSE)
                self._closed_until[_host(urls[-1])] = self._now() + pause
            raise

    def _permit(self, url: str) -> None:
        """Wait until the address may be fetched. Raises DatelineError if it must not be."""
        host = _host(url)
        if self._now() < self._closed_until.get(host, 0.0):
            raise UnreachableError("its server has asked not to be asked again yet")
        site = self._get_rules(url)
        if site.rules is None:
            raise UnreachableError(site.reason)
        if not site.rules.can_fetch(url, PRODUCT):
            raise DatelineError("its site does not let programs read it (robots.txt)")
        wait = self._next.get(host, 0.0) - self._now()
        if wait > 0:
            self._sleep(wait)
        delay = site.rules.crawl_delay(PRODUCT)
        delay = _USUAL_DELAY if delay is None else min(delay, _LONGEST_DELAY)
        self._next[host] = self._now() + delay

    def _get_rules(self, url: str) -> _Rules:
        """The rules for an address, which are fetched at most once a day."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules_by_origin.get(origin)
        if rules is None or self._now() >= rules.until:
            rules = self._rules_by_origin[origin] = self._fetch_rules(origin)
        return rules

    def _fetch_rules(self, origin: str) -> _Rules:
        try:
            content = self._fetcher.get(f"{origin}/robots.txt", cut=MAX_BYTES).content
        except FetchRefusedError as refusal:
            if 400 <= refusal.status < 500 and refusal.status != _TOO_MANY_REQUESTS:
                return _Rules(self._now() + _RULES_SECONDS, _parse_rules(b""))
            return self._forbid_all(f"its site's robots.txt cannot be read: {refusal}")
        except DatelineError as error:
            return self._forbid_all(str(error))
        return _Rules(self._now() + _RULES_SECONDS, _parse_rules(content))

    def _forbid_all(self, reason: str) -> _Rules:
        return _Rules(self._now() + _RETRY_SECONDS, None, reason)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _parse_rules(content: bytes) -> Protego:
    """Parse the rules for this program and for all programs.

    First all other programs get the same name, since thousands of names over thousands of rules
    would take minutes and gigabytes.
    """
    from protego import Protego

    text = content.decode("utf-8-sig", "replace").replace("\x00", "")
    return Protego.parse(_AGENT_LINE.sub(_rename_agent, text))


def _rename_agent(line: re.Match[str]) -> str:
    name = line[1].strip().lower()
    if name == "*" or PRODUCT.lower() in name:
        return f"User-agent: {name}"
    return "User-agent: another"
