"""Notes in which a publisher corrects an article, below or above its text. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.language.site_phrases import compile_phrases
from index.language.sites.languages import gather_phrases

# A longer paragraph tells a story of its own.
_MOST_CHARACTERS = 1_000
_LONGEST_LABEL = 60
_NOTE = compile_phrases(gather_phrases("correction"), r"\W*(?:{})")
_LABEL = compile_phrases(gather_phrases("correction_label"), r"\W*(?:{})\b[^:.]{{0,40}}\W*")
_LABELLED = compile_phrases(
    gather_phrases("correction_label"), r"\W*(?:{})(?:[\s,(–-][^:]{{0,60}})?\s*[:.–—]\s"
)


def is_correction(paragraph: str) -> bool:
    """Is it a note such as "Correction, 5 March: An earlier version of this article ..."?"""
    return len(paragraph) <= _MOST_CHARACTERS and bool(
        _LABELLED.match(paragraph) or _NOTE.match(paragraph)
    )


def is_correction_label(paragraph: str) -> bool:
    """Is it the heading of such a note, which stands in the next paragraph?"""
    return len(paragraph) <= _LONGEST_LABEL and _LABEL.fullmatch(paragraph) is not None


def split_correction(paragraphs: Sequence[str]) -> tuple[list[str], str]:
    """The paragraphs without the notes, and the notes as one text, "" if there is none.

    An article that is nothing but a correction keeps its text.
    """
    rest: list[str] = []
    notes: list[str] = []
    labelled = False
    for text in paragraphs:
        if labelled or is_correction(text):
            notes.append(text)
            labelled = False
        elif is_correction_label(text):
            notes.append(text)
            labelled = True
        else:
            rest.append(text)
    if not rest or labelled:
        return list(paragraphs), ""
    return rest, " ".join(notes)
