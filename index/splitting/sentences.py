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
from index.splitting.paragraphs import find_paragraphs

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


def trim_span(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty if it holds nothing else."""
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))
