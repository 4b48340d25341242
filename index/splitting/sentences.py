"""Split an article into sentences. Pure; nothing else imports sentencex.

sentencex finds the boundaries inside a paragraph; it does not find paragraphs. A blank line always
ends one. A single newline ends one in a file of headlines or of one paragraph a line, but not in
wire copy that is wrapped at a fixed width. `find_paragraphs` distinguishes the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from index.core.article import Span

# Wire copy is wrapped at 60 to 80 columns, e-mail at 72; a longer line is a paragraph of its own.
MAX_WRAP_WIDTH = 132
# In English prose about three of four wrapped lines go on in lower case; lists of headlines and
# one-sentence paragraphs hardly ever do (Reuters-21578 and the seed articles).
MIN_LOWERCASE_JOINS = 0.3
# A line ended on purpose if, with the next word, it would still be shorter than this share of the
# width.
SHORT_LINE = 0.75

_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(r"\s*(?:[-*•–—+>#|]|\d{1,3}[.)])\s")


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, without surrounding white space.

    They do not overlap, and every character that is not white space lies in one of them.
    """
    return [
        span for paragraph in find_paragraphs(text) for span in _split_paragraph(text, paragraph)
    ]


def _split_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    inside = text[paragraph.start : paragraph.end]
    ends = {boundary["end_index"] for boundary in sentencex.get_sentence_boundaries("en", inside)}
    inner_ends = {end for end in ends if 0 < end < len(inside) and not _is_inside_word(inside, end)}
    cuts = sorted({0, len(inside)} | inner_ends)
    for start, end in pairwise(cuts):
        span = trim_span(text, Span(paragraph.start + start, paragraph.start + end))
        if span.start < span.end:
            yield span


def _is_inside_word(text: str, cut: int) -> bool:
    """Is the cut between a full stop and a letter or digit, as in "Sino-U.S."?"""
    return text[cut - 1] == "." and text[cut].isalnum()


def find_paragraphs(text: str) -> list[Span]:
    """Spans of paragraphs: runs of lines that belong to one flow of sentences."""
    lines = [
        Span(match.start(), match.end())
        for match in _LINE.finditer(text)
        if match.end() > match.start()
    ]
    contents = [text[line.start : line.end].rstrip() for line in lines]
    width = _find_wrap_width(contents)
    merged: list[Span] = []
    open_paragraph = False
    for number, line in enumerate(lines):
        if not contents[number].strip():
            open_paragraph = False
        elif open_paragraph and not _ends_paragraph(contents[number - 1], contents[number], width):
            merged[-1] = Span(merged[-1].start, line.end)
        else:
            merged.append(line)
            open_paragraph = True
    return merged


def _find_wrap_width(lines: list[str]) -> int:
    """The width at which the text is wrapped, 0 if its newlines end paragraphs."""
    width = max((len(line) for line in lines), default=0)
    joins = [
        after.lstrip() for before, after in pairwise(lines) if before.strip() and after.strip()
    ]
    lowercase = sum(line[0].islower() for line in joins)
    if not joins or width > MAX_WRAP_WIDTH or lowercase < MIN_LOWERCASE_JOINS * len(joins):
        return 0
    return width


def _ends_paragraph(before: str, after: str, width: int) -> bool:
    """Does the newline between two lines that are not blank end a paragraph?"""
    if not width:
        return True
    if after.lstrip()[0].islower():
        return False
    if _indent(after) > _indent(before) or _BULLET.match(after):
        return True
    first_word = after.split(maxsplit=1)[0]
    return len(before) + 1 + len(first_word) <= SHORT_LINE * width and before[-1] not in ",-–—"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def trim_span(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty if it holds nothing else."""
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))
