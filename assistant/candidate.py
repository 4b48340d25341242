"""A sentence that may be quoted, with its score. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.sentence import sentence_of
from index.article import Hit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit, by its number among the hit's sentences.

    `score` is a logarithm of odds: of two candidates for one question, the one that is higher by
    0.69 is twice as likely to answer it. `stems` are its words; `told` has those of a bare
    attribution after it, too, and other names of the countries that the two mention.
    """

    hit: Hit
    number: int
    score: float = 0.0
    stems: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def start(self) -> int:
        """Where the sentence begins in its article."""
        return self.hit.sentences[self.number].start

    @property
    def end(self) -> int:
        """Where the sentence ends in its article."""
        return self.hit.sentences[self.number].end

    @property
    def place(self) -> tuple[str, int]:
        """The sentence, whichever passage it was found in."""
        return self.hit.passage.article_id, self.start

    @property
    def text(self) -> str:
        """The sentence as it stands in its article."""
        return sentence_of(self.hit, self.number)
