"""The export of Movable Type and TypePad (`.txt`): its published entries.

Drafts and comments are left out, the drafts with a note of their number.
https://www.movabletype.org/documentation/appendices/import-export-format.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.article import digest
from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.cms.left_out import LeftOut
from index.sources.formats.cms.loose_html import extract_loose_text
from index.sources.html.blocks import PARAGRAPH
from index.sources.html.fragment import extract_fragment_text
from index.sources.metadata import Metadata
from index.sources.parsed_article import Problem, SourceEvent

_ENTRY_END = re.compile(r"^--------[^\S\n]*$", re.MULTILINE)
_PART_END = re.compile(r"^-----[^\S\n]*$", re.MULTILINE)
_FIELD = re.compile(r"([A-Z][A-Z ]{1,30}):[^\S\n]*+(.*+)")
_FIELDS = {"AUTHOR", "TITLE", "BASENAME", "STATUS", "ALLOW COMMENTS", "CONVERT BREAKS", "DATE",
           "ALLOW PINGS", "PRIMARY CATEGORY", "CATEGORY", "UNIQUE URL", "TAGS"}  # fmt: skip
_TEXTS = ("BODY", "EXTENDED BODY")
# The format writes the month first, always: 03/04/2019 09:30:00 AM.
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4}) (\d\d):(\d\d):(\d\d)(?: ([AP]M))?")
_UNPUBLISHED = ("draft", "future", "review", "junk", "unpublish")


def is_export(text: str) -> bool:
    """Whether a text is such an export: fields, a line of five hyphens, "BODY:"."""
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    head = text[:10_000].split("\n-----\n", 1)
    fields = [_FIELD.fullmatch(line.strip()) for line in head[0].split("\n") if line.strip()]
    names = {field[1] for field in fields if field}
    is_head = len(head) > 1 and all(fields) and len(names & _FIELDS) >= len(names) - 1
    return is_head and {"TITLE", "DATE"} <= names and "\nBODY:" in f"\n{head[1]}"


def read(entry: Entry, text: str) -> Iterator[SourceEvent]:
    """Read the articles of an export. A bad one gives a Problem and no more."""
    left_out = LeftOut(entry)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    *pieces, rest = _ENTRY_END.split(text)
    for number, piece in enumerate(filter(str.strip, pieces), start=1):
        yield from _read_entry(entry, piece, left_out, number)
    if rest.strip():
        yield Problem(entry.place, "it is cut off: the end of its last entry is missing")
    yield from left_out.make_note()


def _read_entry(entry: Entry, piece: str, left_out: LeftOut, number: int) -> Iterator[SourceEvent]:
    head, *parts = _PART_END.split(piece)
    fields = _read_fields(head)
    status = fields.get("STATUS", "publish").lower()
    if status in _UNPUBLISHED:
        left_out.add("draft" if status == "draft" else f"entry with the status '{status}'")
        return
    part = f"entry {number}"
    try:
        texts = [_read_text(one, fields.get("CONVERT BREAKS", "")) for one in parts]
        name = fields.get("UNIQUE URL") or fields.get("BASENAME")
        article_id = name or digest(fields.get("TITLE", ""), fields.get("DATE", ""))
        metadata = _read_metadata(fields)
        yield from entry.build_article(
            PARAGRAPH.join(filter(None, texts)), metadata, article_id, part
        )
    except DatelineError as error:
        yield Problem(entry.name_part(part), str(error))


def _read_fields(head: str) -> dict[str, str]:
    """The fields of an entry; of several with one name, the first counts."""
    fields: dict[str, str] = {}
    for line in head.split("\n"):
        if field := _FIELD.fullmatch(line.strip()):
            fields.setdefault(field[1], field[2].strip())
    return fields


def _read_text(part: str, breaks: str) -> str:
    """The text of a part, "" if it is a comment, an excerpt or the like."""
    name, _, html = part.strip("\n").partition(":")
    if name not in _TEXTS:
        return ""
    # "0" is HTML as it is; other values name a way to convert line ends.
    return extract_fragment_text(html) if breaks == "0" else extract_loose_text(html)


def _read_metadata(fields: dict[str, str]) -> Metadata:
    return Metadata(
        title=fields.get("TITLE", ""),
        authors=(fields["AUTHOR"],) if fields.get("AUTHOR") else (),
        published=_read_date(fields.get("DATE", "")),
        url=fields.get("UNIQUE URL", ""),
        section=fields.get("PRIMARY CATEGORY") or fields.get("CATEGORY", ""),
    )


def _read_date(text: str) -> str:
    """The date in ISO 8601, as written if it has another form."""
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    month, day, year, hour, minute, second, half = match.groups()
    hours = int(hour) % 12 + (12 if half == "PM" else 0) if half else int(hour)
    return f"{year}-{month}-{day}T{hours:02d}:{minute}:{second}"
