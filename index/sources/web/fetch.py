"""Bytes from the web: redirects, limits, compression and conditional requests.

Knows nothing of what the bytes mean, nor of robots.txt. Proxies named in the environment are
ignored: the address that is connected to has to be the one that was checked. A redirect from https
to http is followed, as browsers do; the final address says so.
"""

from __future__ import annotations

import logging
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from index.core.errors import DatelineError
from index.sources.address import normalise_url
from index.sources.response import (
    FetchRefusedError,
    Response,
    UnreachableError,
    check_status,
    lower_case_headers,
)

if TYPE_CHECKING:
    from index.sources.web.network import Resolve

__all__ = ["FetchRefusedError", "Fetcher", "Limits", "Response", "default_user_agent"]

_log = logging.getLogger(__name__)
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, */*;q=0.5"
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: seconds in all, seconds without a byte, bytes of the unpacked body."""

    seconds: float = 30.0
    silence: float = 10.0
    body: int = 20_000_000
    redirects: int = 5


class Fetcher:
    """Gets addresses, one connection each. Safe to share between threads."""

    def __init__(
        self,
        *,
        limits: Limits = Limits(),
        allow_private: bool = False,
        user_agent: str = "",
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        if user_agent and not _sendable(user_agent):
            raise DatelineError("The user agent has other than plain ASCII characters in it")
        self._limits = limits
        self._allow_private = allow_private
        self._user_agent = user_agent
        self._resolve = resolve
        self._tls_given = tls

    def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        permit: Callable[[str], None] = lambda url: None,
        cut: int = 0,
    ) -> Response:
        """The answer from an address, or from where it leads.

        `etag` and `last_modified` are those of a copy that is there already: if it is still the
        same, the answer has status 304. `permit` is called with every address before it is asked,
        and raises where it must not be; its time does not count. With `cut`, no more than so many
        bytes are read. Raises FetchRefusedError where the server answers anything but the page,
        DatelineError for every other failure.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in headers.items() if _sendable(value)}
        response = self._followed(url, headers, permit, cut)
        return check_status(response, conditional=bool(headers))

    def _followed(
        self, url: str, headers: dict[str, str], permit: Callable[[str], None], cut: int
    ) -> Response:
        """The first answer on the way of redirects that is none."""
        deadline = time.monotonic() + self._limits.seconds
        seen: list[str] = []
        while len(seen) <= self._limits.redirects:
            url = normalise_url(url)
            if url in seen:
                raise DatelineError("its redirects lead in a circle")
            seen.append(url)
            before = time.monotonic()
            permit(url)
            deadline += time.monotonic() - before
            response = self._once(url, headers, deadline, cut)
            target = response.headers.get("location", "").strip()
            if response.status not in _REDIRECTS or not target:
                return response
            url = _joined(url, target)
        raise DatelineError(f"it is redirected more than {self._limits.redirects} times")

    def _once(self, url: str, headers: dict[str, str], deadline: float, cut: int) -> Response:
        """One request and its answer, whatever that is; only the body of the page is read."""
        from index.sources.web import network

        clearance = network.Clearance(
            self._resolve or network.resolve, self._allow_private, deadline, self._limits.silence
        )
        agent = self._user_agent or default_user_agent()
        headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"} | headers
        tls = self._tls if url.startswith("https:") else None
        with network.open_exchange(url, headers, clearance, tls) as answer:
            _log.debug("%s answered %d", urlsplit(url).netloc, answer.status)
            found = lower_case_headers(answer.headers)
            content = b""
            if answer.status == HTTPStatus.OK:
                pieces = _unpacked(answer.iter_stream(), found.get("content-encoding", ""))
                content = _whole(pieces, self._limits.body, cut)
            return Response(url, answer.status, found, content)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        import httpcore

        return self._tls_given or httpcore.default_ssl_context()


def default_user_agent() -> str:
    """Who is asking, in honest words."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        release = version("dateline")
    except PackageNotFoundError:
        release = "0"
    return f"Dateline/{release} (news archive; obeys robots.txt for Dateline)"


def _sendable(value: str) -> bool:
    """Whether a value may stand in a header: a line end would start another one."""
    return bool(value) and len(value) < 1_000 and value.isascii() and value.isprintable()


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise DatelineError("it is redirected to what is no address") from error


def _whole(pieces: Iterator[bytes], limit: int, cut: int) -> bytes:
    """The whole body, or its first `cut` bytes. Raises DatelineError where it is too long."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if cut and len(body) >= cut:
            return bytes(body[:cut])
        if not cut and len(body) > limit:
            raise DatelineError(f"it is larger than {limit / 1e6:g} MB")
    return bytes(body)


def _unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body in pieces of bounded size, so that a few bytes cannot stand for gigabytes."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
    elif encoding in ("gzip", "x-gzip"):
        try:
            yield from _gunzipped(pieces)
        except zlib.error as error:
            raise DatelineError("it is not valid gzip") from error
    else:
        raise DatelineError("its server packs it in a way that was not asked for")


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What the gzip members hold, one after the other."""
    packer, begun = zlib.decompressobj(wbits=31), False
    for piece in pieces:
        rest, begun = piece, True
        while rest:
            if packer.eof:
                packer = zlib.decompressobj(wbits=31)
            out = packer.decompress(rest, _PIECE)
            # A full piece may leave more behind inside the packer, though no input is left.
            while not packer.eof and (packer.unconsumed_tail or len(out) == _PIECE):
                yield out
                out = packer.decompress(packer.unconsumed_tail, _PIECE)
            yield out
            rest = packer.unused_data
    if begun and not packer.eof:
        raise UnreachableError("its server's answer is cut off")
