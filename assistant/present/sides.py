"""The sides of a comparison, with their sentences, for every way to show an answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.answer import AnswerSentence


@dataclass(frozen=True, slots=True)
class SideSentences:
    """A side by its name, "" for an answer that compares nothing, and its sentences."""

    name: str
    sentences: tuple[AnswerSentence, ...]

    @property
    def heading(self) -> str:
        """The name as a heading: "The mayor"."""
        return format_heading(self.name)

    @property
    def absence(self) -> str:
        """A plain sentence that there is nothing of this side; "" if there is something."""
        return "" if self.sentences or not self.name else format_absence(self.name)


def group_by_side(sides: Sequence[str], sentences: Sequence[AnswerSentence]) -> list[SideSentences]:
    """The sentences of each side, in the order of the question; all of them under "" in an answer
    that compares nothing."""
    names = tuple(dict.fromkeys((*sides, *(one.side for one in sentences))))
    return [
        SideSentences(name, tuple(one for one in sentences if one.side == name)) for name in names
    ]


def format_heading(name: str) -> str:
    """The name of a side as a heading."""
    return name[:1].upper() + name[1:]


def format_absence(name: str) -> str:
    """A sentence that nothing was found for a side."""
    return f"Nothing found for {name}."
