"""`.vtt` (WebVTT) and `.srt` (SubRip): the captions of a recording, as one article.

Title, outlet and date come from the head or the first notes of a WebVTT file, one "name: value" a
line; SubRip states none. `cue_text` joins the captions.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.core.errors import DatelineError
from index.core.text import decode
from index.sources.entry import Entry
from index.sources.formats.transcripts.cue_text import join_cues, read_cue
from index.sources.metadata import Metadata, read_record
from index.sources.parsed_article import Problem, SourceEvent

if TYPE_CHECKING:
    from webvtt import WebVTT

_KINDS = {".vtt": "WebVTT", ".srt": "SubRip"}
# A line with the times of a caption, before a line of its text.
_TIMES = re.compile(r"(?m)^[^\n]{0,40}\d[ \t]*-->[^\n]*\n[ \t]*[^\s]")
_FIELD = re.compile(r"\s*([A-Za-z][\w -]{0,40}):\s*(\S[^\n]{0,500})")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    text = decode(entry.read()).replace("\r\n", "\n").lstrip()
    captions = _parse(text, entry.suffix)
    has_entities = entry.suffix == ".vtt"
    cues = [read_cue(caption.lines, has_entities=has_entities) for caption in captions.captions]
    events = list(entry.build_article(join_cues(cues), _read_metadata(captions)))
    lost = sum(1 for _ in _TIMES.finditer(text)) - len(cues)
    if lost > 0:
        reason = f"{lost} of its captions were left out, since their times are damaged"
        yield Problem(entry.place, reason, skipped=False)
    yield from events


def _parse(text: str, suffix: str) -> WebVTT:
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        return WebVTT.from_buffer(io.StringIO(text), format=suffix.removeprefix("."))
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise DatelineError(f"it is damaged, or not {_KINDS[suffix]}") from error


def _read_metadata(captions: WebVTT) -> Metadata:
    """What the head and the notes before the first caption state."""
    first: list[Any] = list(captions.captions[:1])
    notes = [
        *captions.metadata,
        *captions.header_comments,
        *(comment for caption in first for comment in caption.comments),
    ]
    fields: dict[str, str] = {}
    for line in "\n".join(notes).splitlines():
        if match := _FIELD.fullmatch(line):
            fields.setdefault(match[1], match[2])
    return read_record(fields)[2]
