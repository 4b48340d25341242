"""Split an article into sentences. Pure; nothing else imports sentencex.

sentencex finds the ends of sentences inside a paragraph; `paragraphs` finds those. What it takes
for ends after abbreviations is checked, since half a sentence is worse than two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from index.core.article import Span
from index.language.en.abbreviations import ends_sentence
from index.splitting.paragraphs import find_paragraphs

# No sentence of news is longer (Reuters-21578: 477 characters). Where one is, a bracket or a mark
# of quotation has no partner, and all between it and the next is taken for one sentence.
_LONGEST = 1_000

_REACH = 40
_NOT_SPACE = re.compile(r"\S")
# The full stop of what is short enough for an abbreviation.
_STOP = re.compile(r"(?<![\w.])[^\W\d_][\w.]{0,12}\.[\"'”’)\]]{0,3}(?=\s)")
# The number of an item is no sentence.
_MARKER = re.compile(r"\s*\(?\d{1,3}[.)]\s+")
_WORD_IN_CAPITALS = re.compile(r"[A-Z]{2,}")
_PAIRED_MARKS = str.maketrans(dict.fromkeys('"“”„«»‘()[]{}', " "))


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, without surrounding white space.

    They do not overlap, and every character that is not white space lies in one of them.
    """
    return [
        span for paragraph in find_paragraphs(text) for span in _split_paragraph(text, paragraph)
    ]


def _split_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    inside = text[paragraph.start : paragraph.end]
    cuts = sorted({0, len(inside)} | _find_ends(inside))
    for start, end in pairwise(cuts):
        span = trim_span(text, Span(paragraph.start + start, paragraph.start + end))
        if span.start < span.end:
            yield span


def _find_ends(paragraph: str) -> set[int]:
    """The offsets at which a sentence of a paragraph begins after another."""
    # A newline is a blank here: to sentencex, "5 p.m." at the end of a line is another case.
    flat = paragraph.replace("\n", " ")
    is_in_capitals = flat.isupper()
    if is_in_capitals:
        flat = _WORD_IN_CAPITALS.sub(lambda match: match[0].title(), flat)
    ends = _find_raw_ends(flat)
    if marker := _MARKER.match(flat):
        ends.discard(marker.end())
    for start, end in pairwise(sorted({0, len(flat)} | ends)):
        if end - start > _LONGEST:
            part = flat[start:end].translate(_PAIRED_MARKS)
            ends |= {_find_token(flat, start + inner) for inner in _find_raw_ends(part)}
    return _check_abbreviations(flat, ends, is_in_capitals=is_in_capitals)


def _find_raw_ends(text: str) -> set[int]:
    found = {boundary["end_index"] for boundary in sentencex.get_sentence_boundaries("en", text)}
    return {end for end in found if 0 < end < len(text) and not _is_inside_word(text, end)}


def _is_inside_word(text: str, cut: int) -> bool:
    """Is the cut between a full stop and a letter or digit, as in "Sino-U.S."?"""
    return text[cut - 1] == "." and text[cut].isalnum()


def _find_token(text: str, offset: int) -> int:
    """The offset at which the word there begins, with the marks before it."""
    return text.rfind(" ", 0, offset) + 1


def _check_abbreviations(text: str, ends: set[int], *, is_in_capitals: bool) -> set[int]:
    """The ends, without those where a sentence goes on after an abbreviation, and with those where
    it does not."""
    ordered = sorted(ends)
    added: list[int] = [0]
    dropped: set[int] = set()
    marks = _QuotationMarks(text)
    for match in _STOP.finditer(text):
        following = _NOT_SPACE.search(text, match.end())
        if following is None:
            break
        place = following.start()
        after = text[place : place + _REACH]
        verdict = ends_sentence(match[0], after, is_in_capitals=is_in_capitals)
        if verdict is False:
            dropped.add(place)
        elif verdict and place not in ends:
            number = bisect_left(ordered, place)
            start = max(added[-1], ordered[number - 1] if number else 0)
            if not marks.is_open(start, place):
                added.append(place)
    return (ends - dropped) | set(added[1:])


class _QuotationMarks:
    """Counts quotation marks. The places must rise, so that each mark is counted once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = self._end = self._straight = self._curved = 0

    def is_open(self, start: int, place: int) -> bool:
        """Is a quotation open at a place, in the sentence that begins at `start`?"""
        if start > self._start:
            self._start, self._end, self._straight, self._curved = start, start, 0, 0
        self._straight += self._text.count('"', self._end, place)
        self._curved += self._text.count("“", self._end, place)
        self._curved -= self._text.count("”", self._end, place)
        self._end = place
        return self._straight % 2 == 1 or self._curved > 0


def trim_span(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty if it holds nothing else."""
    inside = text[span.start : span.end].rstrip()
    end = span.start + len(inside)
    start = end - len(inside.lstrip())
    return Span(start, end) if start < end else Span(span.end, span.end)
