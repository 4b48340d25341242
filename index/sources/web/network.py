"""One exchange over HTTP with a host that may be talked to, within a time.

The host's name is looked up once, every address it stands for is checked, and the connection goes
to one of those very addresses: a name server that answers otherwise a moment later (DNS rebinding)
changes nothing. TLS still checks the certificate for the name. Knows nothing of redirects, bodies
or media types. Loads httpcore: import it where it is first used.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore

from index.core.errors import DatelineError
from index.sources.address import is_public
from index.sources.response import UnreachableError

# What the system's resolver does, and in tests a table.
Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, best first. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Clearance:
    """How a server may be reached: who looks names up, whether private addresses are admitted,
    when all must be over (on the monotonic clock), how long a server may be silent in between."""

    resolve: Resolve
    allow_private: bool
    deadline: float
    silence: float

    def seconds(self) -> float:
        """How long the next step may take. Raises ReadTimeout once the deadline has passed."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return min(left, self.silence)

    def waited(self) -> str:
        """How long was waited, in words."""
        over = time.monotonic() >= self.deadline
        return "in time" if over else f"for {self.silence:g} s"


@contextmanager
def open_exchange(
    url: str, headers: dict[str, str], clearance: Clearance, tls: ssl.SSLContext | None
) -> Iterator[httpcore.Response]:
    """The answer to a GET of a normalised address, its body still to be read.

    Raises DatelineError for whatever goes wrong, in here or while the body is read.
    """
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname or ""
    where = httpcore.URL(scheme=parts.scheme, host=host, port=parts.port, target=target)
    sent: list[tuple[str | bytes, str | bytes]] = [("Host", parts.netloc), *headers.items()]
    try:
        with (
            httpcore.ConnectionPool(
                network_backend=_CheckedBackend(clearance),
                ssl_context=tls,
                max_keepalive_connections=0,
            ) as pool,
            pool.stream("GET", where, headers=sent) as response,
        ):
            yield response
    except httpcore.TimeoutException as error:
        raise UnreachableError(f"its server did not answer {clearance.waited()}") from error
    except httpcore.ProtocolError as error:
        raise UnreachableError("its server's answer is cut off or not HTTP") from error
    except (httpcore.NetworkError, OSError) as error:
        raise UnreachableError(_network_reason(error)) from error


def _network_reason(error: BaseException) -> str:
    # httpcore takes the cause away, and keeps the exception that it stands for in its arguments.
    while error.args and isinstance(error.args[0], BaseException):
        error = error.args[0]
    reasons: dict[type[BaseException], str] = {
        ssl.SSLCertVerificationError: "its certificate is not valid",
        ssl.SSLError: "no secure connection to its server can be made",
        ConnectionRefusedError: "its server refuses connections",
        ConnectionResetError: "its server broke the connection off",
    }
    for kind, reason in reasons.items():
        if isinstance(error, kind):
            return reason
    return "its server cannot be reached"


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, and to none but those that were checked."""

    def __init__(self, clearance: Clearance) -> None:
        self._clearance = clearance
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first checked address that answers."""
        failure: Exception = httpcore.ConnectError("no address")
        for ip in self._checked(host, port):
            try:
                stream = self._system.connect_tcp(ip, port, self._clearance.seconds())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._clearance)
        raise failure

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """The host's addresses. Raises DatelineError if a single one of them is private."""
        found = self._looked_up(host, port)
        if not self._clearance.allow_private:
            for ip in found:
                if not is_public(ip):
                    raise DatelineError(f"it leads to a private address ({ip})")
        return found

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        """The resolver's answer, within the time: the system's own patience can be a minute."""
        answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._clearance.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            found = answer.get(timeout=self._clearance.seconds())
        except queue.Empty:
            raise httpcore.ConnectTimeout("the name server does not answer") from None
        if isinstance(found, socket.gaierror) and found.errno == socket.EAI_AGAIN:
            raise UnreachableError("its host's name cannot be looked up just now") from found
        if isinstance(found, Exception):
            # Without a network, a resolver knows no names either.
            raise UnreachableError("there is no host of that name") from found
        if not found:
            raise UnreachableError("there is no host of that name")
        return found


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends with the deadline: a server that sends a byte a second is
    never silent, and would otherwise be listened to for ever."""

    def __init__(self, stream: httpcore.NetworkStream, clearance: Clearance) -> None:
        self._stream = stream
        self._clearance = clearance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clearance.seconds())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clearance.seconds())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._clearance.seconds()
        stream = self._stream.start_tls(ssl_context, server_hostname, seconds)
        return _TimedStream(stream, self._clearance)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
