"""Headers of an e-mail as text: encoded words, UTF-8 (RFC 6532), raw letters of a charset. Pure.

Raw letters are of the charset that the body declares; of any other, the header is unreadable.
"""

from __future__ import annotations

import re
from email import policy
from email.headerregistry import BaseHeader
from email.message import EmailMessage

from index.core.errors import DatelineError
from index.sources.charsets import decode_declared

_FOLD = re.compile(r"\r?\n(?=[ \t])")
# Windows-1252 under the name of Latin-1, as everywhere on the web.
_WINDOWS = {
    number: bytes([number]).decode("cp1252")
    for number in range(0x80, 0xA0)
    if bytes([number]).decode("cp1252", "ignore")
}


class UnreadableHeaderError(DatelineError):
    """A header in an encoding that the message does not declare."""


def read_header(message: EmailMessage, name: str, charset: str) -> str:
    """The first header of that name as text, "" if there is none.

    `charset` is what the body declares. Raises UnreadableHeaderError for other raw letters.
    """
    header = _parse_header(message, name, charset)
    text = _clean(str(header)) if header is not None else ""
    return _check(text, name)


def read_sender(message: EmailMessage, charset: str) -> str:
    """The sender's name, else the domain of the address. Raises as `read_header` does."""
    header = _parse_header(message, "from", charset)
    for address in getattr(header, "addresses", ()):
        if name := _clean(address.display_name) or address.domain.strip():
            return _check(name, "from")
    return ""


def _parse_header(message: EmailMessage, name: str, charset: str) -> BaseHeader | None:
    raw = next((value for key, value in message.raw_items() if key.lower() == name), None)
    if raw is None:
        return None
    try:
        letters = _FOLD.sub("", str(raw)).encode("utf-8", "surrogateescape")
        text = decode_declared(letters, charset)
        header: BaseHeader = policy.default.header_factory(name, text)
    except Exception as error:  # the parser fails on broken headers in many ways
        raise _make_error(name) from error
    return header


def _clean(text: str) -> str:
    return text.translate(_WINDOWS).strip()


def _check(text: str, name: str) -> str:
    if "\ufffd" in text or re.search("[\ud800-\udfff]", text):
        raise _make_error(name)
    return text


def _make_error(name: str) -> UnreadableHeaderError:
    return UnreadableHeaderError(
        f"its header '{name.capitalize()}' is in no encoding that it declares, so it has none"
    )
