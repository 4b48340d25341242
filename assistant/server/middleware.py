"""All middleware of the server, in one list. Each part is described where it is defined."""

from __future__ import annotations

from starlette.middleware import Middleware

from assistant.server.http.access import Access
from assistant.server.http.limits import BodyLimit, IgnoreCancelled
from assistant.server.http.metrics import CountRequests
from assistant.server.http.other_sites import CrossOrigin, OtherSites
from assistant.server.http.trusted_hosts import HostNames, TrustedHosts
from assistant.server.openai.openai_errors import OpenAIErrors
from assistant.server.rest.service import Service
from assistant.server.screen.article_pages import SecurityHeaders
from assistant.server.screen.gradio_gate import MAX_BODY_BYTES


def list_middleware(
    service: Service, hosts: HostNames, other_sites: OtherSites
) -> list[Middleware]:
    """List the middleware, outermost first: a request passes it from top to bottom."""
    settings = service.settings
    return [
        # Outermost, because cancelling a request of a stopping server is no fault of any part.
        Middleware(IgnoreCancelled),
        # Every answer below carries the headers, refusals included.
        Middleware(SecurityHeaders),
        # Problems from all parts below get the shape that OpenAI's clients read.
        Middleware(OpenAIErrors),
        # Before anything refuses a request, so that the metrics count all of them.
        Middleware(CountRequests, metrics=service.metrics),
        # Before CORS and keys: a page under a foreign name learns nothing (DNS rebinding).
        Middleware(TrustedHosts, hosts=hosts),
        # Before the keys, because browsers send a preflight request without one.
        *([Middleware(CrossOrigin, other_sites=other_sites)] if other_sites.origins else []),
        # Before the body is read: without a key nobody fills the memory.
        Middleware(Access, keys=service.keys, other_sites=other_sites),
        # Innermost: the routes see whole bodies of an allowed size.
        Middleware(
            BodyLimit,
            size=settings.max_request_bytes,
            seconds=settings.time_limit_seconds,
            smaller=MAX_BODY_BYTES,
        ),
    ]
