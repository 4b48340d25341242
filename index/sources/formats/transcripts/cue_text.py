"""The running text of a recording, from the lines of its captions. Pure.

The words stay as they were captioned; lines and captions are joined with spaces. A change of
speaker begins a paragraph, with the name before it ("Ann: It rained.") where the captions state
one. Times, positions, fonts and reading aids are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.core.text import one_line

PARAGRAPH = "\n\n"
# WebVTT's tags with their classes, a time within a caption, and the tags of SubRip.
_TAG = re.compile(
    r"<(/?)(v|c|i|b|u|s|ruby|rt|lang|font)((?:[.\s][^<>\n]{0,300})?)>|<\d[\d:.]{0,20}>",
    re.IGNORECASE,
)
# Where a caption stands on the screen, as SubStation writes it: {\an8}.
_PLACE = re.compile(r"\{\\[^{}\n]{0,80}\}")
# Text over text that helps to read it, and text that is struck out.
_UNREAD = ("rt", "s")
_DASHES = ("-", "–", "—", "‐", "‑")
_NEW_SPEAKER = (">>", "&gt;&gt;")
_MAX_ROLLING_LINES = 4


@dataclass(frozen=True, slots=True)
class CueLine:
    """A line of a caption without marks; `speaker` is "" if the caption states none. A line that
    `begins_turn` is another speaker's than the one before."""

    text: str
    speaker: str = ""
    begins_turn: bool = False


def read_cue(lines: Sequence[str], *, has_entities: bool) -> tuple[CueLine, ...]:
    """Read the lines of one caption. `has_entities`: "&amp;" stands for "&", as in WebVTT."""
    spoken = [line for line in _read_marks(lines, has_entities=has_entities) if line.text]
    dashed = sum(1 for line in spoken if line.text.startswith(_DASHES))
    return tuple(
        CueLine(
            line.text,
            line.speaker,
            line.text.startswith(_NEW_SPEAKER) or (dashed > 1 and line.text.startswith(_DASHES)),
        )
        for line in spoken
    )


def join_cues(cues: Sequence[tuple[CueLine, ...]]) -> str:
    """Join captions to a text. Lines that roll up the screen count once."""
    paragraphs: list[list[str]] = []
    speaker = ""
    for line in _drop_repeated(cues):
        if not paragraphs or line.begins_turn or line.speaker != speaker:
            paragraphs.append([f"{line.speaker}:"] if line.speaker else [])
            speaker = line.speaker
        paragraphs[-1].append(line.text)
    return PARAGRAPH.join(" ".join(paragraph) for paragraph in paragraphs)


def _read_marks(lines: Sequence[str], *, has_entities: bool) -> Iterator[CueLine]:
    """The lines without their tags, one for each speaker on a line."""
    speaker, unread = "", 0
    for line in lines:
        line, at, text = _PLACE.sub("", line), 0, ""
        for tag in _TAG.finditer(line):
            text += "" if unread else line[at : tag.start()]
            at = tag.end()
            closes, name, rest = tag[1] == "/", (tag[2] or "").lower(), tag[3] or ""
            if name in _UNREAD:
                unread = max(0, unread + (-1 if closes else 1))
            if name == "v":
                yield _make_line(text, speaker, has_entities=has_entities)
                text, speaker = "", "" if closes else _read_speaker(rest)
        text += "" if unread else line[at:]
        yield _make_line(text, speaker, has_entities=has_entities)


def _make_line(text: str, speaker: str, *, has_entities: bool) -> CueLine:
    if has_entities:
        text, speaker = html.unescape(text), html.unescape(speaker)
    return CueLine(one_line(text), one_line(speaker).removesuffix(":"))


def _read_speaker(rest: str) -> str:
    """The name in "<v.loud Ann Bo>": what follows the classes."""
    return rest if rest[:1].isspace() else rest.partition(" ")[2]


def _drop_repeated(cues: Sequence[tuple[CueLine, ...]]) -> Iterator[CueLine]:
    """The lines in order. Where most captions begin with the last lines of the one before, these
    are lines that roll up the screen, and were said once."""
    pairs = [_count_common(one, two) for one, two in pairwise(cues)]
    is_rolling = len(pairs) > 1 and 2 * sum(1 for count in pairs if count) > len(pairs)
    for cue, count in zip(cues, [0, *pairs], strict=False):
        yield from cue[count if is_rolling else 0 :]


def _count_common(before: Iterable[CueLine], cue: Sequence[CueLine]) -> int:
    """How many of the first lines of a caption are the last lines of the one before."""
    last = list(before)
    for count in range(min(len(last), len(cue), _MAX_ROLLING_LINES), 0, -1):
        if [line.text for line in last[-count:]] == [line.text for line in cue[:count]]:
            return count
    return 0
