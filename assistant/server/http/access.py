"""Access: without keys every client may use the server, with keys only one that sends a key.

It covers every address on the port: one that is not named here needs a key that may read, and a
request that changes something a key that may write. Programs send `Authorization: Bearer KEY`; a
browser asks its user, whose password is the key.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from assistant.server.http.keys import Key, Keys, KeyScope
from assistant.server.http.openai_addresses import is_absent
from assistant.server.http.other_sites import OtherSites
from assistant.server.http.problems import Refusal, is_program_path
from index.core.errors import DatelineError

# Where the screen sends files that are to be added.
ADDITIONS = "/additions"
# Where the screen keeps passages of articles.
CLIPPINGS = "/clippings"
# Open to all: these tell only whether the server runs.
_OPEN = ("/healthz", "/readyz")
# POST only because a question can be too long for an address.
_READING = ("/v1/ask", "/v1/chat/completions")
_SAFE = ("GET", "HEAD", "OPTIONS")
# What is held or removed is for those who may bring it back, and the ledger names where things come
# from.
_RESTRICTED = ("/v1/held", "/v1/removed", "/v1/log")
# Where programs and uploads change the archive. The screen checks its own events.
_WRITING = ("/v1/", ADDITIONS, CLIPPINGS)

_log = logging.getLogger(__name__)


class Access:
    """Passes requests with a valid key, or all if there are no keys; but pages of `other_sites`
    never write without one."""

    def __init__(self, app: ASGIApp, keys: Keys, other_sites: OtherSites) -> None:
        self._app = app
        self._keys = keys
        self._other_sites = other_sites

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] in ("http", "websocket") and scope["path"] not in _OPEN:
            try:
                owner, may_write = self._identify(scope)
                scope.setdefault("state", {}).update(owner=owner, may_write=may_write)
            except Refusal as refusal:
                if scope["type"] == "websocket":
                    await send({"type": "websocket.close", "code": 1008, "reason": ""})
                else:
                    await refusal.response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _identify(self, scope: AsgiScope) -> tuple[str, bool]:
        """Identify the client: the name of its key ("" if there are no keys), and whether it may
        write. Raises Refusal if it may not do what it asks."""
        try:
            if not self._keys.is_required:
                return "", self._check_site(scope)
            programs = is_program_path(scope["path"])
            secret = _find_secret(Headers(scope=scope), programs=programs)
            key = self._keys.owner(secret) if secret else None
        except DatelineError as error:
            # If the file of keys cannot be read, nobody gets in.
            _log.warning("%s", error)
            raise Refusal(503, "The keys cannot be read", retry_after=5) from error
        key = _check_scope(key, _get_needed_scope(scope), programs=programs)
        return key.name, key.scope.allows(KeyScope.WRITE)

    def _check_site(self, scope: AsgiScope) -> bool:
        """May a request without a key write? Raises Refusal if it may not, and has to."""
        may_write = not self._other_sites.sent(Headers(scope=scope))
        if not may_write and _get_needed_scope(scope) is KeyScope.WRITE:
            raise Refusal(
                403,
                "A page of another site needs a key to write",
                "Make one on the server: dateline keys new NAME --scope write",
            )
        return may_write


def _check_scope(key: Key | None, needed: KeyScope, *, programs: bool) -> Key:
    if key is None:
        refusal = Refusal(401, "A valid key is needed", "Send it as a Bearer token")
        refusal.headers["WWW-Authenticate"] = (
            "Bearer" if programs else 'Basic realm="Dateline", charset="UTF-8"'
        )
        raise refusal
    if not key.scope.allows(needed):
        raise Refusal(403, f"This key may {key.scope}, not {needed}")
    return key


def _get_needed_scope(scope: AsgiScope) -> KeyScope:
    """Get the scope that the request needs."""
    path = scope["path"]
    if path.rstrip("/") in _RESTRICTED:
        return KeyScope.WRITE
    reads = path in _READING or is_absent(path)
    changes = scope.get("method", "GET") not in _SAFE and not reads
    return KeyScope.WRITE if changes and path.startswith(_WRITING) else KeyScope.READ


def _find_secret(headers: Headers, *, programs: bool) -> str:
    """Find the key that was sent, "" if none was. Programs may not use Basic: a browser would send
    it for any page that asks."""
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
    """Raises DatelineError if others could reach the server by these `hosts` without a key."""
    if keys.is_required or allowed:
        return
    for host in hosts:
        raise DatelineError(
            f"Without keys the server only listens to this machine, not on {host}",
            "Make a key (dateline keys new NAME), or set allow_unauthenticated",
        )
