"""`.eml`: an e-mail, such as a press release or a newsletter, as an article.

The plain text counts before the HTML of the same message. Attachments, among them forwarded
messages, are left out and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from index.core.errors import DatelineError
from index.sources.charsets import decode_declared
from index.sources.entry import Entry
from index.sources.html.blocks import PARAGRAPH
from index.sources.html.page import decode_html
from index.sources.html.page_text import extract_whole_text, parse_html
from index.sources.metadata import Metadata, language_tag
from index.sources.parsed_article import Problem, SourceEvent

# Photographs come with press releases; the text's own limit holds for what is left.
_MAX_BYTES = 25_000_000
_MAX_PARTS = 200
_TEXTS = ("text/plain", "text/html")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """The message's one article. Raises DatelineError or OSError where there is none."""
    message = _parsed(entry.read(_MAX_BYTES))
    parts = _Parts()
    _collect(message, parts)
    text = _text(parts.texts)
    reads = list(entry.article(text, _metadata(message)))
    if parts.left_out:
        noun = "attachment was" if parts.left_out == 1 else "attachments were"
        yield Problem(entry.place, f"its {parts.left_out} {noun} left out", skipped=False)
    yield from reads


@dataclass(slots=True)
class _Parts:
    """The texts to read, in order, and how many parts are none."""

    texts: list[EmailMessage] = field(default_factory=list)
    left_out: int = 0
    seen: int = 0


def _parsed(raw: bytes) -> EmailMessage:
    try:
        message = message_from_bytes(raw, policy=policy.default)
    except Exception as error:  # the parser has faults of its own with broken mail
        raise DatelineError("it is not an e-mail") from error
    assert isinstance(message, EmailMessage)
    if not any(_header(message, name) for name in ("from", "subject", "date")):
        raise DatelineError("it is not an e-mail: it has no sender, subject or date")
    return message


def _collect(part: EmailMessage, parts: _Parts) -> None:
    """Sort a message's parts into texts and the rest."""
    parts.seen += 1
    if parts.seen > _MAX_PARTS:
        raise DatelineError(f"it has more than {_MAX_PARTS} parts")
    kind = _kind(part)
    if kind.startswith("multipart/"):
        children = [child for child in _payload(part) if isinstance(child, EmailMessage)]
        if kind == "multipart/alternative":
            children = _preferred(children)
        elif kind == "multipart/related":
            # What follows the first are its pictures.
            children = children[:1]
        for child in children:
            _collect(child, parts)
    elif kind in _TEXTS and _header_value(part, "content-disposition") != "attachment":
        parts.texts.append(part)
    else:
        parts.left_out += 1


def _payload(part: EmailMessage) -> list[Any]:
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []


def _preferred(alternatives: list[EmailMessage]) -> list[EmailMessage]:
    """The plain text among alternatives, else the last that holds any text: the richest."""
    plain = [part for part in alternatives if _kind(part) == "text/plain"]
    holding = [
        part
        for part in alternatives
        if _kind(part) in _TEXTS or _kind(part).startswith("multipart/")
    ]
    filled = [part for part in plain if _content(part).strip()]
    return filled[:1] or holding[-1:]


def _text(texts: list[EmailMessage]) -> str:
    """The plain parts; only where there are none the HTML ones, which often repeat them."""
    plain = [
        text for part in texts if _kind(part) == "text/plain" and (text := _plain(part)).strip()
    ]
    if plain:
        return PARAGRAPH.join(plain)
    return PARAGRAPH.join(_shown(part) for part in texts if _kind(part) == "text/html")


def _kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except Exception:  # noqa: BLE001 - as in _parsed
        return "application/octet-stream"


def _plain(part: EmailMessage) -> str:
    text = decode_declared(_content(part), _charset(part)).replace("\r\n", "\n")
    if _parameter(part, "format") == "flowed":
        return _unwrapped(text, drop_space=_parameter(part, "delsp") == "yes")
    return text.strip("\n")


def _unwrapped(text: str, *, drop_space: bool) -> str:
    """The lines as written, where a mailer broke them at a space (RFC 3676)."""
    joined, open_line = [], ""
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if line.endswith(" ") and line != "-- ":
            open_line += line[:-1] if drop_space else line
        else:
            joined.append(open_line + line)
            open_line = ""
    return "\n".join([*joined, open_line]).strip("\n")


def _shown(part: EmailMessage) -> str:
    raw = _content(part)
    return extract_whole_text(parse_html(decode_html(raw, _charset(part)))) if raw.strip() else ""


def _content(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception as error:  # as in _parsed
        raise DatelineError("its text cannot be decoded") from error
    return content if isinstance(content, bytes) else b""


def _charset(part: EmailMessage) -> str:
    try:
        return str(part.get_content_charset(""))
    except Exception:  # noqa: BLE001 - as in _parsed
        return ""


def _parameter(part: EmailMessage, name: str) -> str:
    try:
        return str(part.get_param(name, "")).lower()
    except Exception:  # noqa: BLE001 - as in _parsed
        return ""


def _header(message: EmailMessage, name: str) -> str:
    """A header as text, "" where it is missing or beyond reading."""
    try:
        return str(message[name] or "").strip()
    except Exception:  # noqa: BLE001 - as in _parsed
        return ""


def _header_value(message: EmailMessage, name: str) -> str:
    """A header's value without its parameters, in lower case."""
    return _header(message, name).partition(";")[0].strip().lower()


def _metadata(message: EmailMessage) -> Metadata:
    return Metadata(
        title=_header(message, "subject"),
        source=_sender(message),
        published=_header(message, "date"),
        language=language_tag(_header(message, "content-language").partition(",")[0]),
    )


def _sender(message: EmailMessage) -> str:
    """The sender's name, else the domain of the address."""
    try:
        addresses = getattr(message["from"], "addresses", ())
        for address in addresses:
            if name := address.display_name.strip() or address.domain.strip():
                return str(name)
    except Exception:  # noqa: BLE001 - as in _parsed
        return ""
    return ""
