"""`.mht`, `.mhtml`: a page that a browser saved with its pictures, as one e-mail (RFC 2557).

Only the page itself is read, with the address that it was saved from. The day of saving is not a
date of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from urllib.parse import urlsplit

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.html.page import decode_html, extract_page
from index.sources.metadata import merge_metadata
from index.sources.parsed_article import Problem, SourceEvent

# Pictures have most of it.
_MAX_BYTES = 50_000_000
_MAX_PAGE_BYTES = 20_000_000
_MAX_PARTS = 5_000
_HTML = ("text/html", "application/xhtml+xml")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the page's article. Raises DatelineError or OSError if there is none."""
    html, url = _read_page(entry.read(_MAX_BYTES))
    page = extract_page(html, url)
    if page.reservation:
        yield Problem(entry.name_part(""), page.reservation, skipped=False)
    yield from entry.build_article(page.text, merge_metadata(page.statements))


def _read_page(raw: bytes) -> tuple[str, str]:
    """The page in the file and its address, "" if it has none."""
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        if not (message["MIME-Version"] or message["Content-Type"]):
            raise DatelineError("it is not a saved page: it has no MIME header")
        page = _find_page(message)
        content = page.get_payload(decode=True)
        charset, url = str(page.get_content_charset("")), _find_address(message, page)
    except DatelineError:
        raise
    except Exception as error:  # the parser fails on broken mail in many ways
        raise DatelineError("it is damaged, or not a saved page") from error
    if not isinstance(content, bytes) or not content.strip():
        raise DatelineError("its page is empty")
    if len(content) > _MAX_PAGE_BYTES:
        raise DatelineError(f"its page has more than {_MAX_PAGE_BYTES / 1e6:.0f} MB")
    return decode_html(content, charset), url


def _find_page(message: Message) -> Message:
    """The part that is the page: the one that `start` names, else the first of HTML."""
    parts = [part for _, part in zip(range(_MAX_PARTS + 1), message.walk(), strict=False)]
    if len(parts) > _MAX_PARTS:
        raise DatelineError(f"it has more than {_MAX_PARTS:,} parts")
    pages = [part for part in parts if part.get_content_type() in _HTML]
    if not pages:
        raise DatelineError("it holds no page of HTML")
    start = _get_start(message)
    started = [page for page in pages if str(page.get("Content-ID", "")).strip() == start]
    page = started[0] if start and started else pages[0]
    # Where the last boundary is missing, the last part breaks off.
    is_cut = any(isinstance(fault, CloseBoundaryNotFoundDefect) for fault in parts[0].defects)
    if is_cut and page is parts[-1]:
        raise DatelineError("it breaks off in the middle of its page")
    return page


def _get_start(message: Message) -> str:
    start = message.get_param("start", "")
    return start.strip() if isinstance(start, str) else ""


def _find_address(message: Message, page: Message) -> str:
    """The address that the page was saved from, "" if it was a file."""
    for value in (
        page.get("Content-Location"),
        message.get("Snapshot-Content-Location"),
        message.get("Content-Location"),
    ):
        # A long header is folded, and an address has no white space.
        url = "".join(str(value or "").split())
        try:
            if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
                return url
        except ValueError:
            continue
    return ""
