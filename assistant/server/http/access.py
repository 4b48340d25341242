"""Who gets in: without keys everybody who reaches the server, with keys those who have one.

Covers everything on the port, whoever adds it later: what is not named here needs a key to read,
and what changes something a key to write. Programs send `Authorization: Bearer KEY`; browsers ask
their user, whose password is the key.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from assistant.server.http.keys import Key, Keys, Scope
from assistant.server.http.problems import Refusal, is_own
from index.core.errors import DatelineError

# Where the screen sends files that are to be added.
ADDITIONS = "/additions"
# What tells nothing but that the server is there.
_OPEN = ("/healthz", "/readyz")
# Questions that are too long for an address.
_READING = ("/v1/ask", "/v1/chat/completions")
_SAFE = ("GET", "HEAD", "OPTIONS")
# Where the archive is changed: by programs, and by the screen, which asks itself who may.
_WRITING = ("/v1/", ADDITIONS)

_log = logging.getLogger(__name__)


class Access:
    """Lets requests with a key through, or all where there is no key."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] in ("http", "websocket") and scope["path"] not in _OPEN:
            try:
                owner, may_write = self._asker(scope)
                scope.setdefault("state", {}).update(owner=owner, may_write=may_write)
            except Refusal as refusal:
                if scope["type"] == "websocket":
                    await send({"type": "websocket.close", "code": 1008, "reason": ""})
                else:
                    await refusal.response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _asker(self, scope: AsgiScope) -> tuple[str, bool]:
        """The name of the request's key, "" where none is needed, and whether it is good for
        writing, too. Raises Refusal where it is not good for what is asked."""
        try:
            if not self._keys.required:
                return "", True
            programs = is_own(scope["path"]) or scope["path"].startswith("/mcp")
            secret = _secret(Headers(scope=scope), programs=programs)
            key = self._keys.owner(secret) if secret else None
        except DatelineError as error:
            # The file of keys cannot be read: nobody gets in.
            _log.warning("%s", error)
            raise Refusal(503, "The keys cannot be read", retry_after=5) from error
        allowed = _allowed(key, _wanted(scope), programs=programs)
        return allowed.name, allowed.scope.allows(Scope.WRITE)


def _allowed(key: Key | None, wanted: Scope, *, programs: bool) -> Key:
    if key is None:
        refusal = Refusal(401, "A key is needed, and this is none", "Send it as a Bearer token")
        refusal.headers["WWW-Authenticate"] = (
            "Bearer" if programs else 'Basic realm="Dateline", charset="UTF-8"'
        )
        raise refusal
    if not key.scope.allows(wanted):
        raise Refusal(403, f"This key may {key.scope}, not {wanted}")
    return key


def _wanted(scope: AsgiScope) -> Scope:
    """What the request's key must be good for."""
    path = scope["path"]
    changes = scope.get("method", "GET") not in _SAFE and path not in _READING
    return Scope.WRITE if changes and path.startswith(_WRITING) else Scope.READ


def _secret(headers: Headers, *, programs: bool) -> str:
    """The key that was sent, "" where none was. A program's is never the browser's: that is sent
    along whichever page asks for it."""
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() == "basic" and not programs:
        try:
            return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def check_reach(keys: Keys, hosts: Iterable[str], *, allowed: bool) -> None:
    """Raises DatelineError where others could reach the server by these `hosts` without a key."""
    if keys.required or allowed:
        return
    for host in hosts:
        raise DatelineError(
            f"Without keys the server only listens to this machine, not on {host}",
            "Make a key (dateline keys new NAME), or set allow_unauthenticated",
        )
