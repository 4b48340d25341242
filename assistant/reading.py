"""A question and the passages found for it, read once for all their sentences. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from assistant.expectation import Kind, expected
from assistant.families import kin
from assistant.names import Stems, with_aliases
from assistant.question import Question
from assistant.sentence import sentence_of
from assistant.speech import asked_speaker, asks_for_speech, is_bare_attribution
from index.article import Hit


@dataclass(frozen=True)
class ReadSentence:
    """A sentence of a hit: its text, its words as the index knows them, and what it tells: the
    words of a bare attribution after it, too ("… a dangerous trend." "Peskov said this."), and
    other names of the countries that the two mention. `similarity` is the better one's."""

    text: str
    words: tuple[str, ...]
    stems: frozenset[str]
    told_text: str
    told: frozenset[str]
    similarity: float


@dataclass(frozen=True)
class ReadHit:
    """A hit with its sentences; `title` are the stems of its title."""

    hit: Hit
    sentences: tuple[ReadSentence, ...]
    title: frozenset[str]

    @classmethod
    def of(cls, hit: Hit, stems: Stems) -> ReadHit:
        """Read a hit."""
        texts = [sentence_of(hit, number) for number in range(len(hit.sentences))]
        read = []
        for number, text in enumerate(texts):
            words = tuple(stems(text))
            told, similarity = text, hit.sentences[number].similarity
            if number + 1 < len(texts) and is_bare_attribution(texts[number + 1]):
                told = f"{text} {texts[number + 1]}"
                similarity = max(similarity, hit.sentences[number + 1].similarity)
            aliases = with_aliases(told, stems)
            read.append(ReadSentence(text, words, frozenset(words), told, aliases, similarity))
        return cls(hit, tuple(read), frozenset(stems(hit.title)))

    @cached_property
    def mean(self) -> float:
        """The mean similarity of its sentences."""
        return sum(s.similarity for s in self.hit.sentences) / max(1, len(self.hit.sentences))

    def around(self, number: int) -> frozenset[str]:
        """What a sentence tells together with its neighbours and the title."""
        near = self.sentences[max(0, number - 1) : number + 2]
        return self.title.union(self.sentences[number].told, *(each.stems for each in near))


@dataclass(frozen=True)
class Reading:
    """A question with the hits found for it."""

    question: Question
    hits: tuple[ReadHit, ...]
    stems: Stems = field(repr=False)

    @classmethod
    def of(cls, question: Question, hits: Sequence[Hit], stems: Stems) -> Reading:
        """Read a question and its hits; `stems` gives words as the lexical index knows them."""
        return cls(question, tuple(ReadHit.of(hit, stems) for hit in hits), stems)

    @cached_property
    def kind(self) -> Kind | None:
        """What the question asks for."""
        return expected(self.question.text)

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The stems of the question's content words, as asked."""
        return tuple(dict.fromkeys(term.stem for term in self.question.terms))

    @cached_property
    def kin(self) -> dict[str, frozenset[str]]:
        """For each of them, the words of the hits that may stand for it."""
        vocabulary = set(chain.from_iterable(s.stems for h in self.hits for s in h.sentences))
        return {stem: kin(stem, vocabulary, self.stems) for stem in self.wanted}

    @cached_property
    def speaker(self) -> frozenset[str] | None:
        """The stems of the last name whose words are asked for, empty if anybody's; None if the
        question asks for nobody's words."""
        if not asks_for_speech(self.question.text):
            return None
        return frozenset(self.stems(" ".join(asked_speaker(self.question.text).split()[-1:])))
