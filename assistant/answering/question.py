"""A question with its terms, weighted by how rare they are in the archive. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Set
from dataclasses import dataclass

from index.core.article import Term


@dataclass(frozen=True, slots=True)
class Question:
    """A question's terms with their weights.

    `weights[i]` is the inverse document frequency of `terms[i]` among the archive's passages, so
    that rare terms count more, and a term that no passage contains counts most. `time_words` name
    its time in words that a dated text need not have: "Christmas", "mid-1980s".
    """

    text: str
    terms: tuple[Term, ...]
    weights: tuple[float, ...]
    time_words: frozenset[str] = frozenset()

    @classmethod
    def weigh(
        cls, text: str, terms: list[Term], passages: int, time_words: Set[str] = frozenset()
    ) -> Question:
        """Weight terms by `log(1 + N / (1 + n))` of N passages, n of which contain the term."""
        weights = tuple(math.log(1 + passages / (1 + term.passages)) for term in terms)
        return cls(text, tuple(terms), weights, frozenset(time_words))

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
        return self._list_words(term for term in self.terms if term.is_name)

    @property
    def unknown_words(self) -> tuple[str, ...]:
        """The words of the question that no passage of the archive contains."""
        return self._list_words(term for term in self.terms if term.passages == 0)

    def _list_words(self, terms: Iterable[Term]) -> tuple[str, ...]:
        words = (term.word for term in terms)
        return tuple(dict.fromkeys(word for word in words if word not in self.time_words))
