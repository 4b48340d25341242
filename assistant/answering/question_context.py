"""A question with its hits, analysed once for all their sentences. Pure.

The analysis collects stems and types; the features are computed in `assistant.answering.features`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from assistant.answering.question import Question
from index.core.article import Hit
from index.language.en.asking.answer_type import AnswerType, detect_answer_type
from index.language.en.attribution import (
    asks_for_speech,
    find_requested_speaker,
    is_bare_attribution,
)
from index.language.en.names.country_aliases import Stemmer, expand_aliases
from index.language.en.sentence_form import get_sentence
from index.language.en.synonyms import find_synonyms


@dataclass(frozen=True)
class SentenceContext:
    """A sentence of a hit, with its stems in order (`words`) and as a set.

    `statement` is the sentence, with the bare attribution that follows it ("… a dangerous trend."
    "Peskov said this."). `statement_stems` includes country aliases. `similarity` is the higher
    one of the two sentences.
    """

    text: str
    words: tuple[str, ...]
    stems: frozenset[str]
    statement: str
    statement_stems: frozenset[str]
    similarity: float


@dataclass(frozen=True)
class HitContext:
    """A hit with its analysed sentences."""

    hit: Hit
    sentences: tuple[SentenceContext, ...]
    title_stems: frozenset[str]

    @classmethod
    def build(cls, hit: Hit, stems: Stemmer) -> HitContext:
        """Analyse a hit."""
        texts = [get_sentence(hit, number) for number in range(len(hit.sentences))]
        read = []
        for number, text in enumerate(texts):
            words = tuple(stems(text))
            statement, similarity = text, hit.sentences[number].similarity
            if number + 1 < len(texts) and is_bare_attribution(texts[number + 1]):
                statement = f"{text} {texts[number + 1]}"
                similarity = max(similarity, hit.sentences[number + 1].similarity)
            aliases = expand_aliases(statement, stems)
            read.append(
                SentenceContext(text, words, frozenset(words), statement, aliases, similarity)
            )
        return cls(hit, tuple(read), frozenset(stems(hit.title)))

    @cached_property
    def mean_similarity(self) -> float:
        """The mean similarity of the hit's sentences to the question."""
        return sum(s.similarity for s in self.hit.sentences) / max(1, len(self.hit.sentences))

    def collect_nearby_stems(self, number: int) -> frozenset[str]:
        """The stems of a sentence's statement, of its neighbours and of the title."""
        near = self.sentences[max(0, number - 1) : number + 2]
        return self.title_stems.union(
            self.sentences[number].statement_stems, *(each.stems for each in near)
        )


@dataclass(frozen=True)
class QuestionContext:
    """A question with its analysed hits; `stems` is the stemmer of the lexical index."""

    question: Question
    hits: tuple[HitContext, ...]
    stems: Stemmer = field(repr=False)

    @classmethod
    def build(cls, question: Question, hits: Sequence[Hit], stems: Stemmer) -> QuestionContext:
        """Analyse a question and its hits."""
        return cls(question, tuple(HitContext.build(hit, stems) for hit in hits), stems)

    @cached_property
    def answer_type(self) -> AnswerType | None:
        """The type of answer that the question asks for, if its words tell."""
        return detect_answer_type(self.question.text)

    @cached_property
    def question_stems(self) -> tuple[str, ...]:
        """The stems of the question's content words, in order."""
        return tuple(dict.fromkeys(term.stem for term in self.question.terms))

    @cached_property
    def synonyms(self) -> dict[str, frozenset[str]]:
        """For each question stem, its synonyms among the stems of the hits."""
        vocabulary = set(chain.from_iterable(s.stems for h in self.hits for s in h.sentences))
        return {stem: find_synonyms(stem, vocabulary, self.stems) for stem in self.question_stems}

    @cached_property
    def requested_speaker(self) -> frozenset[str] | None:
        """The stems of the requested speaker's last name, empty if any speaker will do; None if the
        question does not ask what someone said."""
        if not asks_for_speech(self.question.text):
            return None
        return frozenset(
            self.stems(" ".join(find_requested_speaker(self.question.text).split()[-1:]))
        )
