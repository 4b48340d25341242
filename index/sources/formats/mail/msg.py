"""`.msg`: an e-mail as Outlook saves it (MS-OXMSG), read as the `.eml` file of the same message.

`mapi` reads the properties. Attachments are left out, with a note.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import HeaderParser
from email.utils import format_datetime, formataddr

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.formats import eml
from index.sources.formats.mail.mapi import MapiMessage, read_mapi_message
from index.sources.parsed_article import SourceEvent

_MAX_BYTES = 100_000_000
# Mail and posts in folders; the others are meetings, tasks and people.
_CLASSES = ("ipm.note", "ipm.post", "report.ipm.note")
_SMIME = "ipm.note.smime"
# Headers that say something of the message; the others are of its way and of its parts.
_HEADERS = frozenset(
    "from sender reply-to subject date message-id list-id organization content-language".split()
)


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the message's article. Raises DatelineError or OSError if there is none."""
    saved = read_mapi_message(entry.read(_MAX_BYTES))
    _check(saved)
    content = _make_mail(saved)
    yield from eml.read(replace(entry, open=lambda: io.BytesIO(content)))


def _check(saved: MapiMessage) -> None:
    kind = saved.message_class.lower()
    if kind and not kind.startswith(_CLASSES):
        raise DatelineError(f"it is not an e-mail, but of the class {one_line(kind)[:60]}")
    if saved.text.strip() or saved.html.strip():
        return
    if kind.startswith(_SMIME):
        raise DatelineError("it is encrypted or signed (S/MIME)", "Save it as text in Outlook")
    if saved.has_rich_text:
        raise DatelineError("its text is in Outlook's rich text only", "Save it as HTML in Outlook")
    raise DatelineError("it has no text")


def _make_mail(saved: MapiMessage) -> bytes:
    """The message as an e-mail (RFC 5322). Raises DatelineError if its parts do not make one."""
    try:
        mail = EmailMessage(policy.SMTP)
        for name, value in _read_headers(saved):
            mail[name] = value
        if saved.text.strip():
            mail.set_content(saved.text, cte="base64")
        if saved.html.strip():
            (mail.add_alternative if saved.text.strip() else mail.set_content)(
                saved.html, subtype="html", cte="base64"
            )
        for _ in range(saved.attachments):
            mail.add_attachment(b"", maintype="application", subtype="octet-stream")
        return mail.as_bytes()
    except Exception as error:  # the library fails on odd headers in many ways
        raise DatelineError("it is damaged: its headers do not make an e-mail") from error


def _read_headers(saved: MapiMessage) -> Iterator[tuple[str, str]]:
    """The headers with which it was sent, and what Outlook noted in place of missing ones."""
    sent = HeaderParser(policy=policy.compat32).parsestr(saved.headers.lstrip(), headersonly=True)
    names: set[str] = set()
    for name, value in sent.items():
        if name.lower() in _HEADERS - names:
            names.add(name.lower())
            yield name, one_line(value)
    sender = formataddr((one_line(saved.sender), one_line(saved.address)))
    date = format_datetime(saved.sent) if saved.sent else ""
    for name, value in (("Subject", one_line(saved.subject)), ("From", sender), ("Date", date)):
        if name.lower() not in names and value:
            yield name, value
