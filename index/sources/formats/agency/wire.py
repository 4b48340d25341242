r"""IPTC 7901 and ANPA 1312, the messages of wire services. Pure.

Both frame a message by control characters: SOH, a header, STX, the text, ETX, the time, EOT.

    IPTC 7901  SOH abc0123 4 pl 120 agency 0045 STX keyword/ headline = text ETX 171200 GMT Mar 25
    ANPA 1312  SOH a0123 US ----- CR LF u a DC3 DC1 BC-Slug 03-17 0120 STX ^slug,120< ^headline<
               ^By Name= \t text ETX AP-WF-03-17-25 1200GMT<

https://www.iptc.org/std/IPTC7901/1.0/specification/7901V5.pdf
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.core.errors import DatelineError
from index.language.en.publishing.embargo_words import is_embargo_line
from index.language.en.publishing.retraction_words import find_message_numbers, find_retraction
from index.language.sites.bylines import split_byline
from index.sources.charsets import decode_declared
from index.sources.formats.agency.story import Story, make_item, parse_status, read_instructions
from index.sources.formats.agency.wire_text import WireText, read_anpa_text, read_iptc_text
from index.sources.formats.agency.wire_time import find_anpa_time, find_iptc_time
from index.sources.metadata import Metadata

SOH, STX, ETX = b"\x01", b"\x02", b"\x03"
_MAX_HEADER = 2_000
# What may stand before the first message: filling of the line.
_FILLING = re.compile(rb"[\x00\x16\x7f\s]{0,200}")
_ANPA_MARKS = re.compile(rb"\x1f|[\x13\x14][\x11\x12]")
_IPTC_HEADER = re.compile(
    r"\s{0,5}(?P<source>[A-Za-z]{1,4}) ?(?P<number>\d{3,4})\b ?(?P<priority>\d)? ?"
    r"(?P<category>[A-Za-z]{1,3})? ?(?P<words>\d{1,5})? *(?P<agency>[A-Za-z][\w-]{1,20})?"
)
_ANPA_HEADER = re.compile(r"\s{0,5}(?P<source>[A-Za-z])(?P<number>\d{4})")


def is_wire(beginning: bytes) -> bool:
    """Does a file begin as a message of a wire service does?"""
    filling = _FILLING.match(beginning)
    start = filling.end() if filling else 0
    return beginning[start : start + 1] == SOH and STX in beginning[: start + _MAX_HEADER]


def read_message(message: bytes) -> Story:
    """Read the story of one message, which begins after its SOH.

    Raises DatelineError if the message is cut off, or in letters of an unknown encoding.
    """
    header, mark, rest = message.partition(STX)
    if not mark:
        raise DatelineError("it has no STX, which begins its text")
    body, mark, tail = rest.partition(ETX)
    if not mark:
        raise DatelineError("it is cut off: it has no ETX, which ends its text")
    try:
        head, text, end = (decode_declared(part) for part in (header, body, tail))
    except DatelineError as error:
        raise DatelineError(
            "its letters are in an encoding that it does not state", "Convert it to UTF-8"
        ) from error
    layout = _ANPA if _ANPA_MARKS.search(header) else _IPTC
    return layout.read(head, text, end)


@dataclass(frozen=True, slots=True)
class _Layout:
    """One of the two formats: its name, its header, and how its text and its time are read."""

    name: str
    header: re.Pattern[str]
    read_text: Callable[[str], WireText]
    find_time: Callable[[str], tuple[str, str]]

    def read(self, head: str, body: str, end: str) -> Story:
        """Read the story of a message's header, text and end."""
        header = self.header.match(head)
        text = self.read_text(body)
        published, place = self.find_time(f"{text.ending}\n{end}")
        agency = (header["agency"] or "") if header and "agency" in header.groupdict() else ""
        metadata = Metadata(
            title=text.headline or text.slug,
            source=agency or place,
            authors=tuple(name for line in text.bylines for name in split_byline(line)),
            published=published,
        )
        held = [part for part in text.body.split("\n\n", 3)[:3] if is_embargo_line(part)]
        metadata = read_instructions(metadata, [*text.notes, *held])
        story = Story(text.body, metadata, fault="" if text.body else "it has no text")
        return self._name_story(story, text, header)

    def _name_story(self, story: Story, text: WireText, header: re.Match[str] | None) -> Story:
        """Add the name of the message, or the notice that it is."""
        lines = [text.slug, *text.notes, text.headline]
        status = parse_status(find_retraction(lines, text.body))
        source = header["source"].lower() if header else ""
        number = header["number"].zfill(4) if header else ""
        if status is not None:
            named = find_message_numbers("\n".join([*lines, text.body[:1_000]]))
            others = [one for one in named if one != (source, number)] or [(source, number)]
            # Without one number, it is not certain which message is meant.
            name = others[0] if len(others) == 1 else ("", "")
            source, number = name[0] or source, name[1]
        day = story.metadata.published[:10]
        if source and number and len(day) == len("2025-03-17"):
            # Numbers begin again every day. Two messages of one number are not two versions.
            item = make_item(f"{self.name}:{source}{number}:{day}")
            story = replace(story, item=item and replace(item, is_ordered=False))
        reason = "a message of its agency takes it back"
        # The text of a notice is addressed to editors, and is no article.
        fault = reason if status is not None else story.fault
        return replace(story, status=status, reason=reason, fault=fault)


_IPTC = _Layout("iptc7901", _IPTC_HEADER, read_iptc_text, find_iptc_time)
_ANPA = _Layout("anpa1312", _ANPA_HEADER, read_anpa_text, find_anpa_time)
