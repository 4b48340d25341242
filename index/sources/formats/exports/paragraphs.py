"""The paragraphs of an export, and their labels. Pure.

Paragraphs are separated by blank lines, in a text file as in the blocks of a document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

# Text files of the databases are wrapped at 80 characters at most.
_WIDEST = 80
# A wrapped file has hardly any longer lines (addresses), and some that nearly fill the width.
_FITTING_SHARE, _FULL, _FEWEST_FULL = 0.95, 60, 2
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
# A label stands near the beginning of its line.
_LABEL = re.compile(r"\s*([A-Za-z][A-Za-z/ _-]{1,40}?)[^\S\n]*:(?![/\d])")
# The head of a printed page: its number at the right, and what stands under it.
_PAGE_HEAD = re.compile(r"\s{20,}Page \d{1,5}(?: of \d{1,5})?\s*(?:\n.*)?|Page \d{1,5} of \d{1,5}",
                        re.IGNORECASE | re.DOTALL)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A paragraph that begins with a label: "Section: News". `name` is in lower case."""

    name: str
    value: str


def split_paragraphs(text: str) -> list[str]:
    """Split a text at its blank lines. Lines keep their blanks at the left."""
    parts = _BLANK_LINES.split(text.strip("\n"))
    return [part.rstrip() for part in parts if part.strip()]


def split_lines(text: str, width: int) -> list[str]:
    """Split a text into paragraphs: at blank lines if it is wrapped at `width`, else at each line
    end, since programs that convert documents write a paragraph into a line."""
    if width:
        return [one for part in split_paragraphs(text) if (one := unwrap(part, width))]
    return [one for line in text.split("\n") if (one := " ".join(line.split()))]


def drop_page_heads(paragraphs: Sequence[str]) -> list[str]:
    """Drop the heads of printed pages, which can stand amid an article."""
    return [paragraph for paragraph in paragraphs if not _PAGE_HEAD.fullmatch(paragraph)]


def read_field(paragraph: str, names: Collection[str]) -> Field | None:
    """Read a paragraph as a field if its label is one of the names (in lower case), else None."""
    match = _LABEL.match(paragraph)
    name = " ".join(match[1].split()).lower() if match else ""
    return Field(name, paragraph[match.end() :].strip()) if match and name in names else None


def find_width(text: str) -> int:
    """The width at which the lines of a text file are wrapped, 0 if they are not."""
    lengths = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    fitting = [length for length in lengths if length <= _WIDEST]
    if not fitting or len(fitting) < _FITTING_SHARE * len(lengths):
        return 0
    full = sum(1 for length in fitting if length >= _FULL)
    return max(fitting) if full >= _FEWEST_FULL else 0


def unwrap(paragraph: str, width: int) -> str:
    """Join the lines of a paragraph that are wrapped at `width`; 0 keeps all line ends.

    A line end is one of wrapping if the next word did not fit. Other line ends are the author's.
    """
    lines = [" ".join(line.split()) for line in paragraph.split("\n")]
    if not width:
        return "\n".join(line for line in lines if line)
    joined = lines[:1]
    last = len(paragraph.split("\n")[0].rstrip())
    for raw, line in zip(paragraph.split("\n")[1:], lines[1:], strict=True):
        word = line.split(" ", 1)[0]
        if last + 1 + len(word) > width:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        last = len(raw.rstrip())
    return "\n".join(line for line in joined if line)
