"""The text of a wire message: its lines as slug, headline, bylines, notes and paragraphs. Pure.

Lines are as long as a teleprinter's, so the lines of a paragraph are joined. Lines of tables stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The lines before the text end with one that ends with this mark.
_MOST_HEAD_LINES = 14
_MAX_HEADLINE = 250
# The longest line of a table, and the shortest of a wrapped paragraph.
_TABLE_LINE = 55
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\Z")
_BYLINE = re.compile(r"by[ :]", re.IGNORECASE)
_FLAG_LINE = re.compile(r"[(\[]?[A-Z0-9][A-Z0-9 ,.:-]{1,40}[)\]]?")
_NOTE = re.compile(
    r"(?:eds?|editors?|note|ap photo|photos?|with|for use|for global use|embargo\w*|repeat\w*|adds|"
    r"updates|corrects|not for|hold for|graphics?)\b",
    re.IGNORECASE,
)
# From here on nothing is meant to be published.
_INTERNAL = re.compile(
    r"(?:\* ?){3,}|# ?notebook\b|the following (?:information|notes?) (?:is|are) not"
    r" (?:intended )?for publication|-{2,} ?end ?-{2,}|NNNN\Z",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(r"[a-z]{2,6}(?:[ /-][a-z0-9]{1,5}){1,6}")
_RULE = re.compile(r"[_=*.\s-]{0,80}")


@dataclass(frozen=True, slots=True)
class WireText:
    """The parts of a message's text. `notes` are for editors, and `ending` is the last line, which
    may state the time."""

    body: str
    slug: str = ""
    headline: str = ""
    bylines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ending: str = ""


def read_iptc_text(text: str) -> WireText:
    """Read the text of an IPTC 7901 message.

    A head of short lines ends with "="; without one, the first line is a headline if it ends no
    sentence.
    """
    lines = [line.rstrip() for line in _split_lines(text)]
    while lines and not lines[0].strip():
        lines.pop(0)
    if size := _count_head_lines(lines):
        return _sort_head([line.rstrip("= ").strip() for line in lines[:size]], lines[size:])
    first = lines[0].strip() if lines else ""
    if len(lines) > 1 and len(first) <= _MAX_HEADLINE and not _SENTENCE_END.search(first):
        # A keyword or a flag stands above the headline.
        is_flag = bool(_FLAG_LINE.fullmatch(first)) or first.endswith("/")
        size = 2 if is_flag and len(lines) > 2 and lines[1].strip() else 1
        return _sort_head([line.strip() for line in lines[:size]], lines[size:])
    return WireText("\n\n".join(_join_paragraphs(lines)))


def _count_head_lines(lines: list[str]) -> int:
    """How many lines are the head, which ends with "="; 0 if there is none."""
    for number, line in enumerate(lines[:_MOST_HEAD_LINES]):
        if not line.strip():
            return 0
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line.endswith("=") and not following.endswith("="):
            return number + 1
    return 0


def _sort_head(head: list[str], rest: list[str]) -> WireText:
    """Sort the lines before the text: a keyword, flags, notes, a byline, a headline."""
    has_slug = len(head) > 1 and bool("/" in head[0] or _FLAG_LINE.fullmatch(head[0]))
    slug = head.pop(0) if has_slug else ""
    bylines = [line for line in head if _BYLINE.match(line)]
    notes = [line for line in head if line not in bylines and _is_note(line)]
    headline = " ".join(line for line in head if line not in bylines and line not in notes)
    body = "\n\n".join(_join_paragraphs(rest))
    return WireText(body, slug, headline, tuple(bylines), tuple(notes))


def _is_note(line: str) -> bool:
    return bool(_FLAG_LINE.fullmatch(line) or _NOTE.match(line) or line[:1] in "([")


def read_anpa_text(text: str) -> WireText:
    """Read the text of an ANPA 1312 message: lines of the head begin with "^", paragraphs with a
    tab."""
    lines = [line.rstrip(" \r") for line in _split_lines(text)]
    lines = [line for line in lines if line.strip()]
    head: list[str] = []
    while lines and lines[0].startswith("^"):
        head.append(_strip_marks(lines.pop(0)))
    ending = lines.pop() if lines and re.search(r"\d{2}-\d{2}-\d{2} \d{4}", lines[-1]) else ""
    slug = re.sub(r",\s*\d+\Z", "", head.pop(0)) if head else ""
    bylines = [line for line in head if _BYLINE.match(line)]
    notes = [line for line in head if line not in bylines and _NOTE.match(line)]
    headlines = [line for line in head if line not in bylines and line not in notes]
    body = "\n\n".join(_read_anpa_paragraphs(lines))
    return WireText(
        body, slug, next(iter(headlines), ""), tuple(bylines), tuple(notes), _strip_marks(ending)
    )


def _strip_marks(line: str) -> str:
    return line.strip().lstrip("^").rstrip("<= ").strip()


def _read_anpa_paragraphs(lines: list[str]) -> Iterator[str]:
    """A paragraph for each line that begins with a tab, and one for each run of other lines."""
    run: list[str] = []
    for line in lines:
        words = " ".join(_strip_marks(line).split())
        if _INTERNAL.match(words):
            break
        if _RULE.fullmatch(words):
            continue
        if line.startswith(("\t", "^")):
            if run:
                yield "\n".join(run)
            run = []
            yield words
        else:
            run.append(words)
    if run:
        yield "\n".join(run)


def _split_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _join_paragraphs(lines: list[str]) -> Iterator[str]:
    """The paragraphs of wrapped lines, up to what is not for publication."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        words = " ".join(line.strip().rstrip("<=").split())
        if _INTERNAL.match(words):
            break
        if not words or (line[:1] in ("\t", " ") and not _is_table([line])):
            paragraphs.append([])
        if words and not _RULE.fullmatch(words):
            paragraphs[-1].append(words)
    found = [one for one in paragraphs if one]
    # The last line has the letters of those who sent it.
    if found and len(found[-1]) == 1 and _SIGN_OFF.fullmatch(found[-1][0]):
        found.pop()
    for one in found:
        yield ("\n" if _is_table(one) else " ").join(one)


def _is_table(lines: list[str]) -> bool:
    """Are the lines those of a table or a list, which are not wrapped?"""
    if len(lines) == 1:
        return bool(re.search(r"\S(?: {3,}|\t)\S", lines[0].strip()))
    return all(len(line) <= _TABLE_LINE for line in lines)
