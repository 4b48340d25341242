"""One server: the screen and the article pages on one port."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
from typing import TYPE_CHECKING

from assistant.settings import Settings
from index.article import DatelineError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from index.library import Library

# Seconds that a stopped server gives open connections; a browser's may stay open for ever.
_GRACE = 2
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def serve(settings: Settings, *, samples: bool = False) -> None:
    """Serve until stopped. With `samples`, an empty archive gets the sample articles first.

    Raises DatelineError where the home cannot be opened or the port is taken.
    """
    import uvicorn

    from assistant.wiring import open_library

    # Bound first, so that nobody waits for the model only to hear that the port is taken.
    listener = _listen(settings.host, settings.port)
    if samples:
        _add_samples(settings)
    with open_library(settings) as library:
        server = uvicorn.Server(
            uvicorn.Config(
                build_app(settings, library),
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        # The page is up at once; whoever asks before the model is there waits for it.
        threading.Thread(target=library.warm_up, daemon=True, name="warm-up").start()
        host, port = settings.host, listener.getsockname()[1]
        print(f"Dateline is at http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)  # noqa: T201
        server.run(sockets=[listener])


def build_app(settings: Settings, library: Library) -> FastAPI:
    """The web application of a library."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from fastapi import FastAPI
    from gradio import mount_gradio_app
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from assistant import api, ui
    from assistant.wiring import make_assistant

    app = FastAPI(title="Dateline", docs_url=None, redoc_url=None, openapi_url=None)
    api.add_routes(app, library)
    if is_loopback(settings.host):
        # A page elsewhere cannot reach a loopback server under a name of its own (DNS rebinding).
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*_LOOPBACK, settings.host])
    screen = ui.build(library, make_assistant(library, settings))
    mounted: FastAPI = mount_gradio_app(
        app, screen, path="/", show_error=False, ssr_mode=False, pwa=False, **ui.look()
    )
    return mounted


def is_loopback(host: str) -> bool:
    """Does only this machine reach a server that listens there?"""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise DatelineError(
            f"Cannot listen on {host}:{port}: {error.strerror}", "Choose another with --port"
        ) from error
    return listener


def _add_samples(settings: Settings) -> None:
    from assistant.samples import samples_folder
    from assistant.wiring import open_library
    from index.sources import find_files, read_files

    with open_library(settings) as library:
        if library.article_count:
            return
    print("Adding the sample articles (once)", flush=True)  # noqa: T201
    with open_library(settings, write=True) as library:
        library.add(read_files(find_files([samples_folder()])))
