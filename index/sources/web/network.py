"""One exchange over HTTP with a permitted host, within a deadline.

The host's name is resolved once, all of its addresses are checked, and the connection goes to one
of them, so that a name server which changes its answer (DNS rebinding) has no effect. TLS still
checks the certificate for the name. Leaves out redirects, bodies and media types. Imports httpcore,
so import this module on demand.
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

# The system's resolver, or a table in tests.
Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """Resolve a host to its IP addresses, best first. Raises OSError if there is none."""
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in addresses))


@dataclass(frozen=True, slots=True)
class ConnectionPolicy:
    """How a server may be reached: the resolver, whether private addresses are permitted, the
    deadline on the monotonic clock, and the longest silence of the server in seconds."""

    resolve: Resolve
    allow_private: bool
    deadline: float
    silence: float

    def remaining_seconds(self) -> float:
        """The seconds for the next step. Raises ReadTimeout after the deadline."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return min(remaining, self.silence)

    def describe_wait(self) -> str:
        """The time that was waited, in words."""
        over = time.monotonic() >= self.deadline
        return "in time" if over else f"for {self.silence:g} s"


@contextmanager
def open_exchange(
    url: str, headers: dict[str, str], policy: ConnectionPolicy, tls: ssl.SSLContext | None
) -> Iterator[httpcore.Response]:
    """Send a GET to a normalised address and yield the answer, whose body is not yet read.

    Raises DatelineError for every failure, also while the body is read.
    """
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname or ""
    where = httpcore.URL(scheme=parts.scheme, host=host, port=parts.port, target=target)
    sent: list[tuple[str | bytes, str | bytes]] = [("Host", parts.netloc), *headers.items()]
    try:
        with (
            httpcore.ConnectionPool(
                network_backend=_CheckedBackend(policy),
                ssl_context=tls,
                max_keepalive_connections=0,
            ) as pool,
            pool.stream("GET", where, headers=sent) as response,
        ):
            yield response
    except httpcore.TimeoutException as error:
        raise UnreachableError(f"its server did not answer {policy.describe_wait()}") from error
    except httpcore.ProtocolError as error:
        raise UnreachableError("its server's answer is cut off or not HTTP") from error
    except (httpcore.NetworkError, OSError) as error:
        raise UnreachableError(_explain_failure(error)) from error


def _explain_failure(error: BaseException) -> str:
    # httpcore drops the cause, but keeps the original exception in its arguments.
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
    """Connects only to addresses that were checked."""

    def __init__(self, policy: ConnectionPolicy) -> None:
        self._policy = policy
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
        for ip in self._resolve_allowed(host, port):
            try:
                stream = self._system.connect_tcp(ip, port, self._policy.remaining_seconds())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._policy)
        raise failure

    def _resolve_allowed(self, host: str, port: int) -> Sequence[str]:
        """Resolve the host. Raises DatelineError if one of its addresses is private."""
        addresses = self._look_up(host, port)
        if not self._policy.allow_private:
            for ip in addresses:
                if not is_public(ip):
                    # Without the address: it would tell how names resolve in this network.
                    raise DatelineError("it leads to a private address")
        return addresses

    def _look_up(self, host: str, port: int) -> Sequence[str]:
        """Resolve within the deadline, since the system itself may wait for a minute."""
        answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._policy.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            result = answer.get(timeout=self._policy.remaining_seconds())
        except queue.Empty:
            raise httpcore.ConnectTimeout("the name server does not answer") from None
        if isinstance(result, socket.gaierror) and result.errno == socket.EAI_AGAIN:
            raise UnreachableError("its host's name cannot be looked up just now") from result
        if isinstance(result, Exception):
            # Without a network no name can be resolved, so another attempt may succeed.
            raise UnreachableError("there is no host of that name") from result
        if not result:
            raise UnreachableError("there is no host of that name")
        return result


class _TimedStream(httpcore.NetworkStream):
    """A stream whose steps all end at the deadline. A server that sends a byte a second is never
    silent and would otherwise keep the connection forever."""

    def __init__(self, stream: httpcore.NetworkStream, policy: ConnectionPolicy) -> None:
        self._stream = stream
        self._policy = policy

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._policy.remaining_seconds())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._policy.remaining_seconds())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._policy.remaining_seconds()
        stream = self._stream.start_tls(ssl_context, server_hostname, seconds)
        return _TimedStream(stream, self._policy)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
