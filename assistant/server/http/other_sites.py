"""Other sites whose pages may call the interfaces for programs (the setting `cors_origins`).

A browser asks first (CORS preflight), and shows a page only the answers that it may read. Whether a
page may also write is decided in `access`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.server.http.problems import is_program_path

_METHODS = ("GET", "POST", "DELETE")
# What the headers of our answers tell a script.
_EXPOSED = ("ETag", "Link", "Location", "Retry-After", "X-Request-Id")


@dataclass(frozen=True, slots=True)
class OtherSites:
    """The origins of the sites: "https://desk.example.org", or "*" for any."""

    origins: tuple[str, ...] = ()

    def allow(self, origin: str) -> bool:
        """May pages of this origin call?"""
        return "*" in self.origins or origin in self.origins

    def sent(self, headers: Headers) -> bool:
        """Does a request come from a page of one of them, rather than from the server's own?"""
        origin = headers.get("origin", "")
        return bool(origin) and self.allow(origin) and not _is_own(origin, headers.get("host", ""))


def _is_own(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


class CrossOrigin:
    """Answers preflight requests of other sites, and lets their pages read what programs may read.

    The screen's own addresses answer none of this.
    """

    def __init__(self, app: ASGIApp, other_sites: OtherSites) -> None:
        self._app = app
        self._with_headers = CORSMiddleware(
            app,
            allow_origins=other_sites.origins,
            allow_methods=_METHODS,
            # Clients send headers of their own, such as OpenAI's x-stainless-os.
            allow_headers=["*"],
            expose_headers=_EXPOSED,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        for_programs = scope["type"] == "http" and is_program_path(scope["path"])
        await (self._with_headers if for_programs else self._app)(scope, receive, send)
