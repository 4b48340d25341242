"""Groups the sentences of an answer by the articles they quote, for the templates. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from assistant.core.answer import AnswerSentence, Citation


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of an answer, with its citations."""

    text: str
    citations: tuple[Citation, ...]

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that it quotes."""
        return [one.article_id for one in self.citations]


SentenceGroup = tuple[CitedSentence, ...]


def group_sentences(
    sentences: Iterable[AnswerSentence], citations: Iterable[Citation]
) -> list[SentenceGroup]:
    """Group neighbouring sentences that quote the same articles, in their order."""
    by_number = {citation.number: citation for citation in citations}
    cited = (
        CitedSentence(one.text, tuple(by_number[number] for number in one.citations))
        for one in sentences
    )
    return [tuple(group) for _, group in groupby(cited, lambda one: one.articles)]
