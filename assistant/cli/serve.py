"""One server: the screen, the article pages and the interfaces for programs on one port."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from types import FrameType
from typing import TYPE_CHECKING

from assistant.config.settings import Settings
from index.core.errors import DatelineError

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from assistant.pipeline import Assistant
    from assistant.server.http.other_sites import OtherSites
    from assistant.server.http.trusted_hosts import HostNames
    from assistant.server.rest.service import Service
    from index.library import Library

# Seconds that a stopped server gives open connections (a browser's may stay open for ever), and
# then a write that is under way. Together well under ten.
_GRACE = 3
_WRITING = 5.0
# Pages whose state the server remembers; each takes 120 kB, and its chat.
_PAGES = 500
# The longest question has 2,000 characters, each of up to 12 bytes in an address. A longer address
# gets the page, too, which says what is wrong with it.
MAX_HEAD_BYTES = 262_144


def serve(settings: Settings, *, samples: bool = False) -> None:
    """Serve until stopped. With `samples`, an empty archive gets the sample articles first.

    Raises DatelineError if the home cannot be opened, the port is taken, or others could reach
    the server without a key.
    """
    from assistant.config.factory import open_library

    _check_reach(settings)
    # Bind first: a taken port is reported before the model is loaded.
    listener = _listen(settings.host, settings.port)
    _end_when_terminated()
    if samples:
        _add_samples(settings)
    # People can add articles on the screen, so the archive is created if it is missing.
    with open_library(settings, create=True, process="server") as library:
        app = build_app(settings, library)
        service: Service = app.state.service
        # The page is up at once; a question waits until the model is loaded. Who says what in the
        # samples, and in articles of an earlier version, is found meanwhile.
        service.warm_up(then=lambda: _go_on(service))
        host, port = settings.host, listener.getsockname()[1]
        print(f"Dateline is at http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)
        try:
            _run(app, settings, listener)
        finally:
            if not service.close(_WRITING):
                # Cut off a write that takes longer; the archive survives that. Waiting for the
                # thread, or ending the interpreter under it, can hang or crash.
                os._exit(0)


def _go_on(service: Service) -> None:
    """Do what an earlier process left: find who says what, and check the alerts."""
    service.jobs.enrich()
    service.alerts.request()


def _run(app: FastAPI, settings: Settings, listener: socket.socket) -> None:
    import uvicorn

    uvicorn.Server(configure_uvicorn(app, settings)).run(sockets=[listener])


def configure_uvicorn(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """Configure the HTTP server of an app."""
    import uvicorn

    return uvicorn.Config(
        app,
        # This parser bounds the head of a request.
        http="h11",
        h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=_GRACE,
    )


def _end_when_terminated() -> None:
    """Have SIGTERM end the program in order, instead of at once."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)


def _check_reach(settings: Settings) -> None:
    from assistant.server.http.access import check_reach
    from assistant.server.http.keys import Keys, parse_keys
    from assistant.server.http.own_hosts import is_loopback

    keys = Keys(settings.home, parse_keys(settings.api_keys))
    hosts = (settings.host, *settings.allowed_hosts)
    others = [host for host in hosts if not is_loopback(host)]
    check_reach(keys, others, allowed=settings.allow_unauthenticated)


def build_app(settings: Settings, library: Library) -> FastAPI:
    """The web application of a library; its `state.service` is to be closed in the end."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    # Gradio's own figures, which nobody can see: 10,000 events, summed up after each.
    os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "1")
    from assistant.config.factory import make_assistant

    app = build_interfaces(settings, library, make_assistant(library, settings))
    # Gradio opens an event loop for each of its locks if none runs, and never closes it.
    return asyncio.run(_mount_screen(app))


async def _mount_screen(app: FastAPI) -> FastAPI:
    """Mount the screen behind its gate. Nothing in it waits."""
    from gradio import mount_gradio_app
    from starlette.routing import Mount

    from assistant.server.screen.gradio_gate import GradioGate, count_joinable
    from assistant.server.screen.gradio_queue import GradioQueue
    from assistant.server.screen.screen_page import ScreenPage
    from assistant.ui.screen import build_screen
    from assistant.ui.theme import load_look

    service: Service = app.state.service
    screen = build_screen(service)
    screen.state_session_capacity = _PAGES
    screen.queue(max_size=count_joinable(service.workers))
    # Mounted screens take any file for one of theirs unless they are told that they run.
    screen.has_launched = True
    mounted: FastAPI = mount_gradio_app(
        app,
        screen,
        path="/",
        show_error=False,
        ssr_mode=False,
        pwa=False,
        **load_look(),
    )
    mount = mounted.routes[-1]
    assert isinstance(mount, Mount)
    page = ScreenPage(mount.app, service.library)
    mount.app = GradioGate(page, GradioQueue(screen), service.workers)
    return mounted


def build_interfaces(settings: Settings, library: Library, assistant: Assistant) -> FastAPI:
    """The application without its screen: article pages, and what programs and agents ask."""
    from importlib.metadata import version

    from fastapi import FastAPI

    from assistant.config.factory import make_fetcher
    from assistant.server.http import fallback
    from assistant.server.http.other_sites import OtherSites
    from assistant.server.http.own_hosts import choose_hosts
    from assistant.server.middleware import list_middleware
    from assistant.server.rest import routes
    from assistant.server.rest.service import Service
    from assistant.server.screen import article_pages, scan_images

    # Without an address for its description it has no pages that show one, either.
    service = Service(settings, library, assistant, make_fetcher(settings))
    needs_key = service.keys.is_required
    hosts = choose_hosts(settings.host, settings.allowed_hosts, needs_key=needs_key)
    other_sites = OtherSites(settings.cors_origins)
    app = FastAPI(
        title="Dateline",
        version=version("dateline"),
        openapi_url=None,
        middleware=list_middleware(service, hosts, other_sites),
    )
    app.state.service = service
    article_pages.add_routes(app, library)
    scan_images.add_routes(app, library)
    routes.add_routes(app, service)
    _add_agents(app, service, hosts, other_sites)
    fallback.add_fallback(app)
    return app


def _add_agents(app: FastAPI, service: Service, hosts: HostNames, other_sites: OtherSites) -> None:
    """What clients of OpenAI's chat API and of the Model Context Protocol ask."""
    from starlette.routing import Route

    from assistant.server.mcp.http_endpoint import make_mcp_app
    from assistant.server.mcp.tools import ToolArchive
    from assistant.server.openai.chat_routes import make_openai_router

    most, note = service.settings.max_question, service.metrics.record_stages
    max_k = service.settings.max_k
    archive = ToolArchive(service.library, service.assistant, most, max_k, note)
    app.include_router(
        make_openai_router(lambda: service.assistant, service.workers, max_question=most, note=note)
    )
    tools = make_mcp_app(lambda: archive, service.workers, hosts, other_sites)
    app.router.routes.append(Route("/mcp", tools, include_in_schema=False))


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
    from assistant.config.factory import open_library
    from assistant.config.samples import find_samples
    from index.sources.sandbox.files import find_files, read_files

    with open_library(settings, create=True) as library:
        if library.article_count:
            return
    print("Adding the sample articles (once)", flush=True)
    with open_library(settings, write=True, process="server") as library:
        library.add(read_files(find_files([find_samples()])))
