"""An answer over HTTP: a page, "not modified", or a refusal. Pure."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from index.core.errors import DatelineError

_PASSING = (
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.LOCKED,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. `url` is the normalised address after all redirects, header names are in lower
    case, `content` is unpacked. `status` is 200, or 304 if the page has not changed."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def media_type(self) -> str:
        """Such as "text/html", in lower case; "" if the server states none."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the server states, "" if it states none."""
        header = Message()
        header["content-type"] = self.headers.get("content-type", "")
        charset = header.get_param("charset", "")
        return charset.strip() if isinstance(charset, str) else ""


class UnreachableError(DatelineError):
    """The server did not answer, but may do so another time."""


class FetchRefusedError(DatelineError):
    """The server answered, but not with the page. `retry_after` is the time in seconds after which
    it accepts another request, None if it states none."""

    def __init__(self, message: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def is_temporary(error: DatelineError) -> bool:
    """Whether another attempt may succeed."""
    if isinstance(error, FetchRefusedError):
        return error.status in _PASSING or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, UnreachableError)


def lower_case_headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by name in lower case; several of one name are joined, as HTTP permits."""
    by_name: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), _decode_value(raw_value)
        by_name[name] = f"{by_name[name]}, {value}" if name in by_name else value
    return by_name


def _decode_value(raw: bytes) -> str:
    """A header's value. Addresses in it are often UTF-8, though no standard permits that."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def check_status(response: Response, *, conditional: bool) -> Response:
    """Return a response that is the page, or 304 as the answer to a conditional request.

    Raises FetchRefusedError for any other.
    """
    status = response.status
    if status == HTTPStatus.OK or (status == HTTPStatus.NOT_MODIFIED and conditional):
        return response
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    seconds = parse_retry_after(response.headers.get("retry-after", ""), time.time())
    raise FetchRefusedError(f"its server answered {name}", status, seconds)


def parse_retry_after(text: str, now: float) -> float | None:
    """The seconds to wait by a Retry-After header, from `now` (seconds since the epoch); None if
    the header cannot be parsed."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:10])
    try:
        return max(0.0, parsedate_to_datetime(text[:100]).timestamp() - now)
    except (ValueError, OverflowError, TypeError):
        return None
