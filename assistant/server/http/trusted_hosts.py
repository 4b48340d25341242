"""The names by which the server may be called, and the refusal of all others.

A page elsewhere cannot reach it under a name of its own, then (DNS rebinding).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.server.http.problems import Refusal
from index.core.errors import DatelineError

# A name, an address in brackets, or a domain with all that is below it, as "*.example.org".
_PATTERN = re.compile(r"\*|(?:\*\.)?[^*:/\s\[\]]+|\[[0-9A-Fa-f:.]+\]")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:/?#@\s\[\]]+)(?::\d{0,5})?")


class Hosts:
    """Known names, without ports; none, or "*" among them, means any.

    Raises DatelineError for what is no name.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(map(_name, names)) or {"*"}

    @property
    def any(self) -> bool:
        """May it be called by any name?"""
        return "*" in self._names

    def know(self, host: str) -> bool:
        """Is this the value of a Host header with a known name?"""
        found = _HOST.fullmatch(host)
        return found is not None and self._has(found[1].lower())

    def know_origin(self, origin: str) -> bool:
        """Is this the origin of a page that this server could have given?"""
        if self.any:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and self.know(parts.netloc)

    def _has(self, name: str) -> bool:
        if self.any or name in self._names:
            return True
        return any(known[0] == "*" and name.endswith(known[1:]) for known in self._names)


def _name(given: str) -> str:
    name = f"[{given}]" if given.count(":") > 1 and not given.startswith("[") else given
    if not _PATTERN.fullmatch(name):
        raise DatelineError(
            f"'{given}' is no name of a host", "Write it without a port: news.example.org, *.local"
        )
    return name.lower()


class TrustedHosts:
    """Refuses requests to other names."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] in ("http", "websocket"):
            host = Headers(scope=scope).get("host", "")
            if not (self._hosts.any or self._hosts.know(host)):
                await _refused(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    told = "The server does not go by the name in the Host header"
    remedy = "Add the name to the setting 'allowed_hosts'"
    await Refusal(400, told, remedy).response(scope, receive, send)
