"""Fetching from the web: redirects, limits, compression and conditional requests.

Leaves out what the bytes mean, and robots.txt. Proxies of the environment are ignored, since the
connection must go to the address that was checked. A redirect from https to http is followed, as in
browsers; the final address shows it.
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
    """Limits of a fetch: seconds in all, seconds without a byte, bytes of the unpacked body."""

    seconds: float = 30.0
    silence: float = 10.0
    body: int = 20_000_000
    redirects: int = 5


class Fetcher:
    """Fetches addresses, with one connection each. Threads may share it."""

    def __init__(
        self,
        *,
        limits: Limits = Limits(),
        allow_private: bool = False,
        user_agent: str = "",
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        if user_agent and not _is_sendable(user_agent):
            raise DatelineError("The user agent has other characters than plain ASCII")
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
        """Fetch an address and follow its redirects.

        `etag` and `last_modified` are those of an existing copy; if it is still valid, the answer
        has status 304. `permit` is called with each address before the request and raises if it is
        forbidden; its time does not count. With `cut`, only so many bytes are read. Raises
        FetchRefusedError if the server answers anything but the page, DatelineError for every other
        failure.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in headers.items() if _is_sendable(value)}
        response = self._follow_redirects(url, headers, permit, cut)
        return check_status(response, conditional=bool(headers))

    def _follow_redirects(
        self, url: str, headers: dict[str, str], permit: Callable[[str], None], cut: int
    ) -> Response:
        """Follow redirects to the first other answer."""
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
            response = self._request_once(url, headers, deadline, cut)
            target = response.headers.get("location", "").strip()
            if response.status not in _REDIRECTS or not target:
                return response
            url = _join_redirect(url, target)
        raise DatelineError(f"it is redirected more than {self._limits.redirects} times")

    def _request_once(
        self, url: str, headers: dict[str, str], deadline: float, cut: int
    ) -> Response:
        """Make one request. Only the body of a page is read."""
        from index.sources.web import network

        policy = network.ConnectionPolicy(
            self._resolve or network.resolve, self._allow_private, deadline, self._limits.silence
        )
        agent = self._user_agent or default_user_agent()
        headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"} | headers
        tls = self._tls if url.startswith("https:") else None
        with network.open_exchange(url, headers, policy, tls) as answer:
            _log.debug("%s answered %d", urlsplit(url).netloc, answer.status)
            answer_headers = lower_case_headers(answer.headers)
            content = b""
            if answer.status == HTTPStatus.OK:
                pieces = _unpack(answer.iter_stream(), answer_headers.get("content-encoding", ""))
                content = _read_body(pieces, self._limits.body, cut)
            return Response(url, answer.status, answer_headers, content)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        import httpcore

        return self._tls_given or httpcore.default_ssl_context()


def default_user_agent() -> str:
    """The user agent: an honest name and version of this program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        release = version("dateline")
    except PackageNotFoundError:
        release = "0"
    return f"Dateline/{release} (news archive; obeys robots.txt for Dateline)"


def _is_sendable(value: str) -> bool:
    """Whether a header may have this value; a line end would start another header."""
    return bool(value) and len(value) < 1_000 and value.isascii() and value.isprintable()


def _join_redirect(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise DatelineError("it is redirected to an invalid address") from error


def _read_body(pieces: Iterator[bytes], limit: int, cut: int) -> bytes:
    """Read the whole body, or its first `cut` bytes. Raises DatelineError if it is too long."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if cut and len(body) >= cut:
            return bytes(body[:cut])
        if not cut and len(body) > limit:
            raise DatelineError(f"it is larger than {limit / 1e6:g} MB")
    return bytes(body)


def _unpack(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Unpack the body in pieces of limited size, so that bombs cannot fill the memory."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
    elif encoding in ("gzip", "x-gzip"):
        try:
            yield from _gunzip(pieces)
        except zlib.error as error:
            raise DatelineError("it is not valid gzip") from error
    else:
        raise DatelineError("its server compresses it by a method that was not requested")


def _gunzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack the members of a gzip stream."""
    packer, begun = zlib.decompressobj(wbits=31), False
    for piece in pieces:
        rest, begun = piece, True
        while rest:
            if packer.eof:
                packer = zlib.decompressobj(wbits=31)
            out = packer.decompress(rest, _PIECE)
            # After a full piece the decompressor may hold more output without more input.
            while not packer.eof and (packer.unconsumed_tail or len(out) == _PIECE):
                yield out
                out = packer.decompress(packer.unconsumed_tail, _PIECE)
            yield out
            rest = packer.unused_data
    if begun and not packer.eof:
        raise UnreachableError("its server's answer is cut off")
