"""`.eml`: an e-mail, such as a press release or a newsletter, as an article.

The plain text goes before the HTML of the same message, unless it only stands in for that.
Attachments and forwarded messages are left out, with a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from index.core.errors import DatelineError
from index.language.en.publishing.mail_notices import is_mail_notice, list_mail_words
from index.sources.charsets import decode_declared
from index.sources.entry import Entry
from index.sources.html.blocks import PARAGRAPH
from index.sources.html.main_text.extraction import extract_whole_text
from index.sources.html.page import decode_html
from index.sources.html.page_tree import parse_html
from index.sources.mail_headers import UnreadableHeaderError, read_header, read_sender
from index.sources.metadata import Metadata, language_tag
from index.sources.parsed_article import Problem, SourceEvent

# Press releases have photographs; the text has a limit of its own.
_MAX_BYTES = 25_000_000
_MAX_PARTS = 200
_ASCII = ("us-ascii", "ascii")
_TEXTS = ("text/plain", "text/html")
# A plain text with fewer of its words in the HTML says something else; one of a third of the length
# is a beginning.
_LEAST_SHARED = 0.5
_MUCH_LONGER = 3


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the message's article. Raises DatelineError or OSError if there is none."""
    message = _parse_message(entry.read(_MAX_BYTES))
    parts = _Parts()
    _collect(message, parts)
    text = _join_texts(parts.texts)
    metadata, notes = _read_metadata(message, _find_charset(message, parts.texts))
    events = list(entry.build_article(text, metadata))
    if parts.left_out:
        noun = "attachment was" if parts.left_out == 1 else "attachments were"
        notes.append(f"its {parts.left_out} {noun} left out")
    for note in notes:
        yield Problem(entry.place, note, skipped=False)
    yield from events


@dataclass(slots=True)
class _Parts:
    """The texts of a message in order, and the number of other parts."""

    texts: list[EmailMessage] = field(default_factory=list)
    left_out: int = 0
    seen: int = 0


def _parse_message(raw: bytes) -> EmailMessage:
    try:
        message = message_from_bytes(raw, policy=policy.default)
    except Exception as error:  # the parser fails on broken mail in many ways
        raise DatelineError("it is not an e-mail") from error
    assert isinstance(message, EmailMessage)
    if not any(_get_header_value(message, name) for name in ("from", "subject", "date")):
        raise DatelineError("it is not an e-mail: it has no sender, subject or date")
    return message


def _collect(part: EmailMessage, parts: _Parts) -> None:
    """Sort a message's parts into texts and the rest."""
    parts.seen += 1
    if parts.seen > _MAX_PARTS:
        raise DatelineError(f"it has more than {_MAX_PARTS} parts")
    kind = _get_kind(part)
    if kind.startswith("multipart/"):
        children = [child for child in _get_payload(part) if isinstance(child, EmailMessage)]
        if kind == "multipart/alternative":
            children = _choose_alternative(children)
        elif kind == "multipart/related":
            # The parts after the first are its pictures.
            children = children[:1]
        for child in children:
            _collect(child, parts)
    elif kind in _TEXTS and _get_header_value(part, "content-disposition") != "attachment":
        parts.texts.append(part)
    else:
        parts.left_out += 1


def _get_payload(part: EmailMessage) -> list[Any]:
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []


def _choose_alternative(alternatives: list[EmailMessage]) -> list[EmailMessage]:
    """The plain text and the last alternative with a text, which is the richest."""
    plain = [part for part in alternatives if _get_kind(part) == "text/plain"]
    holding = [
        part
        for part in alternatives
        if _get_kind(part) == "text/html" or _get_kind(part).startswith("multipart/")
    ]
    filled = [part for part in plain if _decode_content(part).strip()]
    return filled[:1] + holding[-1:]


def _join_texts(texts: list[EmailMessage]) -> str:
    """The plain parts, else the HTML parts, which often repeat them.

    Raises DatelineError if the text is only a notice that the message is HTML.
    """
    plain_parts = [_read_plain(part) for part in texts if _get_kind(part) == "text/plain"]
    plain = PARAGRAPH.join(text for text in plain_parts if text.strip())
    html = PARAGRAPH.join(_read_html(part) for part in texts if _get_kind(part) == "text/html")
    if html.strip() and (not plain or _is_stand_in(plain, html)):
        return html
    if is_mail_notice(plain):
        raise DatelineError("it has no text, only a notice that the message is HTML")
    return plain


def _is_stand_in(plain: str, html: str) -> bool:
    """Whether the plain text is a notice or a beginning, and the HTML the message."""
    words, rich = list_mail_words(plain), list_mail_words(html)
    if is_mail_notice(plain) or not words:
        return True
    known = set(rich)
    shared = sum(1 for word in words if word in known)
    has_others = shared < len(words) * _LEAST_SHARED and len(words) < len(rich)
    return has_others or len(words) * _MUCH_LONGER < len(rich)


def _get_kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except Exception:  # noqa: BLE001 - as in _parse_message
        return "application/octet-stream"


def _read_plain(part: EmailMessage) -> str:
    text = decode_declared(_decode_content(part), _get_charset(part)).replace("\r\n", "\n")
    if _get_parameter(part, "format") == "flowed":
        return _unwrap_lines(text, drop_space=_get_parameter(part, "delsp") == "yes")
    return text.strip("\n")


def _unwrap_lines(text: str, *, drop_space: bool) -> str:
    """Join the lines that a mailer broke at a space (RFC 3676)."""
    joined, open_line = [], ""
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if line.endswith(" ") and line != "-- ":
            open_line += line[:-1] if drop_space else line
        else:
            joined.append(open_line + line)
            open_line = ""
    return "\n".join([*joined, open_line]).strip("\n")


def _read_html(part: EmailMessage) -> str:
    raw = _decode_content(part)
    return (
        extract_whole_text(parse_html(decode_html(raw, _get_charset(part)))) if raw.strip() else ""
    )


def _decode_content(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception as error:  # as in _parse_message
        raise DatelineError("its text cannot be decoded") from error
    return content if isinstance(content, bytes) else b""


def _get_charset(part: EmailMessage) -> str:
    try:
        return str(part.get_content_charset(""))
    except Exception:  # noqa: BLE001 - as in _parse_message
        return ""


def _get_parameter(part: EmailMessage, name: str) -> str:
    try:
        return str(part.get_param(name, "")).lower()
    except Exception:  # noqa: BLE001 - as in _parse_message
        return ""


def _get_header_value(message: EmailMessage, name: str) -> str:
    """A header's value without its parameters, in lower case."""
    try:
        return str(message[name] or "").partition(";")[0].strip().lower()
    except Exception:  # noqa: BLE001 - as in _parse_message
        return ""


def _find_charset(message: EmailMessage, texts: list[EmailMessage]) -> str:
    """The charset for raw letters that the message or its first text declares, "" if none does."""
    labels = map(_get_charset, (message, *texts))
    return next((label for label in labels if label and label not in _ASCII), "")


def _read_metadata(message: EmailMessage, charset: str) -> tuple[Metadata, list[str]]:
    """Read the headers, and notes on those that cannot be read."""
    notes: list[str] = []

    def read_known(reader: Callable[[], str]) -> str:
        try:
            return reader()
        except UnreadableHeaderError as error:
            notes.append(str(error))
            return ""

    def header(name: str) -> str:
        return read_known(lambda: read_header(message, name, charset))

    metadata = Metadata(
        title=header("subject"),
        source=read_known(lambda: read_sender(message, charset)),
        published=header("date"),
        language=language_tag(header("content-language").partition(",")[0]),
    )
    return metadata, notes
