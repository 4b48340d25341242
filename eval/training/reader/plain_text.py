"""Undoes the wrapping of newswire and the tokenisation of corpora. Pure."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PARAGRAPH = re.compile(r"\n(?= {4})|\n\s*\n")
_TOKENS = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r"-LRB- ?"), "("),
    (re.compile(r" ?-RRB-"), ")"),
    (re.compile(r" ([,.;:?!%)\]]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)"), r"\1"),
    (re.compile(r"([(\[$]) "), r"\1"),
)


def join_lines(text: str) -> str:
    """A wrapped text with one line a paragraph and blank lines between; a paragraph begins with
    four blanks, as in Reuters-21578."""
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(_CONTROL.sub("", text)))
    return "\n\n".join(part for part in paragraphs if part)


def join_tokens(text: str) -> str:
    """A tokenised text as it is usually written."""
    for pattern, instead in _TOKENS:
        text = pattern.sub(instead, text)
    return text
