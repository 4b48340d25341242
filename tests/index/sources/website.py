"""Web sites for tests: real ones on 127.0.0.1, well-behaved or nasty, each in its own thread."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from index.sources.web.fetch import Fetcher, Limits
from index.sources.web.robots import PoliteFetcher

SHORT = Limits(seconds=2.0, silence=1.0, body=200_000, redirects=5)


@dataclass
class Page:
    """What is answered to a request for a path."""

    body: bytes | str = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


class Website:
    """A site whose pages are those in `pages`; what was asked for stands in `asked`, with headers.

    A page with an ETag or Last-Modified header answers 304 to a request that names it.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Page] = {"/robots.txt": Page(status=404)}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({name.lower(): value for name, value in self.headers.items()})
                site.answer(self)

            def log_request(self, code: object = 0, size: object = 0) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        scheme = "http" if tls is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self.port}"

    def put(self, path: str, body: bytes | str = b"", **fields: object) -> str:
        """Put a page at a path; its whole address."""
        self.pages[path] = Page(body, **fields)  # type: ignore[arg-type]
        return self.url + path

    def count(self, path: str) -> int:
        return self.asked.count(path)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        page = self.pages.get(request.path, Page("gone", status=404))
        etag, modified = page.headers.get("ETag"), page.headers.get("Last-Modified")
        same = (etag and request.headers.get("If-None-Match") == etag) or (
            modified and request.headers.get("If-Modified-Since") == modified
        )
        request.send_response(304 if same else page.status)
        for name, value in page.headers.items():
            request.send_header(name, value)
        if not same:
            request.send_header("Content-Type", page.media_type)
            if "Content-Length" not in page.headers:
                request.send_header("Content-Length", str(len(page.raw)))
        request.end_headers()
        if not same:
            request.wfile.write(page.raw)


@contextmanager
def website(tls: ssl.SSLContext | None = None) -> Iterator[Website]:
    site = Website(tls)
    thread = threading.Thread(target=site.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
        thread.join()


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that reads one request and then says whatever `talk` sends; its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(65_536)
                    talk(connection)
                except OSError:
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def saying(*pieces: bytes) -> Callable[[socket.socket], None]:
    """What a raw server says at once."""

    def talk(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return talk


def table(**hosts: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A name server that knows these hosts; underscores stand for dots."""
    addresses_by_name = {name.replace("_", "."): addresses for name, addresses in hosts.items()}

    def resolve(host: str, port: int) -> Sequence[str]:
        if host in addresses_by_name:
            return addresses_by_name[host]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    return resolve


def local(limits: Limits = SHORT, **given: object) -> Fetcher:
    """A fetcher that may talk to this machine."""
    return Fetcher(limits=limits, allow_private=True, **given)  # type: ignore[arg-type]


class Clock:
    """A clock that goes only when it is waited for."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


def polite(clock: Clock | None = None) -> PoliteFetcher:
    """A polite fetcher that may talk to this machine and never really waits."""
    clock = clock or Clock()
    return PoliteFetcher(local(), now=clock.now, sleep=clock.sleep)


def compress(text: str | bytes) -> bytes:
    # Without the time of day: cases of tests have their names from it, the same in every process.
    return gzip.compress(text.encode() if isinstance(text, str) else text, mtime=0)
