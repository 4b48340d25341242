"""A question with its terms, weighted by how rare they are in the archive. Pure."""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import dataclass

from index.core.article import Term


@dataclass(frozen=True, slots=True)
class Question:
    """A question's terms with their weights.

    `weights[i]` is the inverse document frequency of `terms[i]` among the archive's passages, so
    that rare terms count more, and a term that no passage contains counts most.
    """

    text: str
    terms: tuple[Term, ...]
    weights: tuple[float, ...]

    @classmethod
    def weigh(cls, text: str, terms: list[Term], passages: int) -> Question:
        """Weight terms by `log(1 + N / (1 + n))` of N passages, n of which contain the term."""
        weights = tuple(math.log(1 + passages / (1 + term.passages)) for term in terms)
        return cls(text, tuple(terms), weights)

    def compute_coverage(self, stems: Set[str]) -> float:
        """The share of the question's weight that these stems cover, in 0..1; 1 without terms."""
        total = sum(self.weights)
        if total == 0.0:
            return 1.0
        covered = sum(w for t, w in zip(self.terms, self.weights, strict=True) if t.stem in stems)
        return covered / total

    @property
    def names(self) -> tuple[str, ...]:
        """The question's names and long numbers, as typed."""
        return tuple(dict.fromkeys(term.word for term in self.terms if term.is_name))

    @property
    def unknown_words(self) -> tuple[str, ...]:
        """The words of the question that no passage of the archive contains."""
        return tuple(dict.fromkeys(term.word for term in self.terms if term.passages == 0))
