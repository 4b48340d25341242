"""Groups the sentences of an answer by side and by the articles they quote, for templates. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.core.answer import AnswerSentence, Citation
from assistant.present.citation_text import format_omission
from assistant.present.sides import group_by_side


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of an answer, with its citations, and what stands before it."""

    text: str
    citations: tuple[Citation, ...]
    omission: str = ""

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that it quotes."""
        return [one.article_id for one in self.citations]


SentenceGroup = tuple[CitedSentence, ...]


@dataclass(frozen=True, slots=True)
class SideGroups:
    """A side of a comparison: its name as a heading, a sentence that it has nothing, and its
    sentences, grouped. Both texts are "" for an answer that compares nothing."""

    heading: str
    absence: str
    groups: list[SentenceGroup]


def group_sides(
    sides: Sequence[str], sentences: Sequence[AnswerSentence], citations: Iterable[Citation]
) -> list[SideGroups]:
    """Group the sentences of each side, and within it neighbouring sentences that quote the same
    articles, in their order."""
    by_number = {citation.number: citation for citation in citations}
    return [
        SideGroups(side.heading, side.absence, _group_sentences(side.sentences, by_number))
        for side in group_by_side(sides, sentences)
    ]


def _group_sentences(
    sentences: Iterable[AnswerSentence], by_number: Mapping[int, Citation]
) -> list[SentenceGroup]:
    cited = (
        CitedSentence(
            one.text, tuple(by_number[number] for number in one.citations), format_omission(one)
        )
        for one in sentences
    )
    return [tuple(group) for _, group in groupby(cited, lambda one: one.articles)]
