"""A sentence that may be quoted, with its features and its score.

Pure data: the features are computed in `assistant.answering.features`.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.core.article import Hit
from index.language.en.sentence_form import get_sentence


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The features of one sentence, each in about -1..1.

    `similarity` is the cosine with the question; `similarity_above_mean` is its excess over the
    passage's mean. `passage` is the score of the passage.

    These are shares of the question's words. `context`: found in the sentence, its neighbours or
    the title, where rare words count more. `overlap_beyond_title`: of the words that are not in the
    title, found in the sentence. `synonym_overlap`: of the same words, found only as a synonym.
    `together`: neighbouring words of the question that are near each other in the sentence.

    `person` to `cause` rate how well the sentence offers the answer type. `new_word_share` is the
    share of its words that are not in the question. `is_question` and `fragment` (no complete
    sentence) are 0 or 1. `speech` is 1 if the requested speaker speaks, -1 if someone else does.
    `reader` is the reader's log-odds that the sentence answers, 0 without a reader.
    """

    similarity: float
    similarity_above_mean: float
    passage: float
    context: float
    overlap_beyond_title: float
    synonym_overlap: float
    together: float
    person: float
    time: float
    place: float
    number: float
    cause: float
    new_word_share: float
    is_question: float
    fragment: float
    speech: float
    reader: float = 0.0


@dataclass(frozen=True, slots=True)
class SentenceCandidate:
    """A sentence of a hit; `number` is its index among the hit's sentences.

    `score` is a log-odds: a difference of 0.69 between two candidates for one question means twice
    the odds. `stems` are the stems of the sentence. `statement_stems` adds those of a bare
    attribution after it, and country aliases.
    """

    hit: Hit
    number: int
    features: SentenceFeatures
    score: float = 0.0
    stems: frozenset[str] = frozenset()
    statement_stems: frozenset[str] = frozenset()

    @property
    def start(self) -> int:
        """The offset at which the sentence begins in its article."""
        return self.hit.sentences[self.number].start

    @property
    def end(self) -> int:
        """The offset at which the sentence ends in its article."""
        return self.hit.sentences[self.number].end

    @property
    def place(self) -> tuple[str, int]:
        """Article id and offset: equal for the same sentence in overlapping passages."""
        return self.hit.passage.article_id, self.start

    @property
    def text(self) -> str:
        """The text of the sentence, verbatim."""
        return get_sentence(self.hit, self.number)
