"""What a server answered: the page, the word that it has not changed, or a refusal. Pure."""

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
    """What a server answered. `url` is the normalised address it came from in the end, header names
    are in lower case, `content` is unpacked. `status` is 200, or 304 where nothing has changed."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def media_type(self) -> str:
        """Such as "text/html", in lower case; "" where the server names none."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the server names; "" where it names none."""
        header = Message()
        header["content-type"] = self.headers.get("content-type", "")
        found = header.get_param("charset", "")
        return found.strip() if isinstance(found, str) else ""


class UnreachableError(DatelineError):
    """The server could not be asked this time; another time it may answer."""


class FetchRefusedError(DatelineError):
    """The server answered, but not with the page. `retry_after` is in how many seconds it wants to
    be asked again, None where it says nothing about that."""

    def __init__(self, message: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def may_pass(error: DatelineError) -> bool:
    """Whether what went wrong may go well the next time."""
    if isinstance(error, FetchRefusedError):
        return error.status in _PASSING or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, UnreachableError)


def lower_case_headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by name; several of one name are joined, as HTTP lets them be."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), _text(raw_value)
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _text(raw: bytes) -> str:
    """A header's value: addresses in it are often plain UTF-8, which no standard allows."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def check_status(response: Response, *, conditional: bool) -> Response:
    """The response, if it is the page, or says that it has not changed where that was asked.

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
    """The seconds that a Retry-After header asks to wait, from `now` (seconds since the epoch);
    None where it says nothing that can be understood."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:10])
    try:
        return max(0.0, parsedate_to_datetime(text[:100]).timestamp() - now)
    except (ValueError, OverflowError, TypeError):
        return None
