"""Splits text at the words of which character recognition was not sure. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.core.recognition import RecognisedLine, select_doubtful
from index.language.en.recognition_words import format_doubt


@dataclass(frozen=True, slots=True)
class DoubtStretch:
    """A part of a text; `doubt` says how sure its recognition was, "" if it is not doubtful."""

    text: str
    doubt: str = ""


def mark_doubtful(text: str, start: int, lines: Sequence[RecognisedLine]) -> Iterator[DoubtStretch]:
    """Split a text that begins at `start` in its article. The stretches joined are the text."""
    done = start
    for word in select_doubtful(lines, start, start + len(text)):
        if word.start < done:
            continue
        if done < word.start:
            yield DoubtStretch(text[done - start : word.start - start])
        doubt = format_doubt(word.confidence)
        yield DoubtStretch(text[word.start - start : word.end - start], doubt)
        done = word.end
    if done < start + len(text):
        yield DoubtStretch(text[done - start :])
