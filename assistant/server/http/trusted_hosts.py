"""The host names of the server. Requests to other names are refused.

So a page of another site cannot reach the server under its own name (DNS rebinding).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.server.http.problems import Refusal
from index.core.errors import DatelineError

# A name, an address in brackets, or a domain with all that is below it, as "*.example.org".
_PATTERN = re.compile(r"\*|(?:\*\.)?[^*:/\s\[\]]+|\[[0-9A-Fa-f:.]+\]")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:/?#@\s\[\]]+)(?::\d{0,5})?")


class HostNames:
    """The names of the server, without ports. No names, or "*" among them, means any.

    With `any_address`, every IP address is one: no other site can lead it elsewhere. Raises
    DatelineError if one is no host name.
    """

    def __init__(self, names: Iterable[str] = (), *, any_address: bool = False) -> None:
        self._names = frozenset(map(_normalise_name, names)) or {"*"}
        self._any_address = any_address

    @property
    def any(self) -> bool:
        """Does the server accept any name?"""
        return "*" in self._names

    def know(self, host: str) -> bool:
        """Does a Host header have one of the names?"""
        match = _HOST.fullmatch(host)
        return match is not None and self._has(match[1].lower())

    def know_origin(self, origin: str) -> bool:
        """Is this the origin of a page of this server?"""
        if self.any:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and self.know(parts.netloc)

    def _has(self, name: str) -> bool:
        if self.any or name in self._names or (self._any_address and _is_address(name)):
            return True
        return any(own[0] == "*" and name.endswith(own[1:]) for own in self._names)


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _normalise_name(text: str) -> str:
    name = f"[{text}]" if text.count(":") > 1 and not text.startswith("[") else text
    if not _PATTERN.fullmatch(name):
        raise DatelineError(
            f"'{text}' is no name of a host", "Write it without a port: news.example.org, *.local"
        )
    return name.lower()


class TrustedHosts:
    """Refuses requests whose Host header has another name."""

    def __init__(self, app: ASGIApp, hosts: HostNames) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] in ("http", "websocket"):
            host = Headers(scope=scope).get("host", "")
            if not (self._hosts.any or self._hosts.know(host)):
                await _refuse(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    detail = "The server does not have the name in the Host header"
    remedy = "Add the name to the setting 'allowed_hosts'"
    await Refusal(400, detail, remedy).response(scope, receive, send)
