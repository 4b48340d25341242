"""Hits -> the sentences that answer, without a language model. Pure and deterministic.

Every sentence of the best passages is scored by its similarity to the question, by the question's
rare words that it has, and by its passage's rank. The best are taken while they are nearly as good
as the first; near-repeats are passed over, and sentences that cannot stand alone bring their
neighbour along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import AnswerSentence, Citation
from assistant.names import Stems, with_aliases
from assistant.question import Question
from assistant.speech import (
    asked_speaker,
    asks_for_speech,
    has_quote,
    is_bare_attribution,
    is_spoken,
    speakers,
)
from index.article import Hit

MAX_SENTENCES = 5
# Of one article, so that a second voice is heard where there is one.
MAX_OF_ONE_ARTICLE = 3
# A further sentence must reach this share of the first one's score. On CLAPNQ the F1 over gold
# sentences is flat from 0.6 to 0.8; the strict end, since what is shown must be to the point.
MIN_SHARE = 0.8
SHORT = 8  # words; reported speech has more: who, said, and what
# Two sentences that share this much of their words (Jaccard index) say the same.
NEAR_REPEAT = 0.6

_HEADING = re.compile(r"#{1,6}\s|[A-Z0-9 .,:;'-]+$")
# Ends as a sentence does; headlines and captions do not.
_COMPLETE = re.compile(r"[.!?…。][\"“”’'»)\]]*$")
_LETTER = re.compile(r"\w")
# "He said", "This would", "Such a step": it speaks of what stands before it.
_POINTS_BACK = re.compile(
    r"[\"“‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such|Both"
    r"|The (?:former|latter)"
    r"|(?:The )?(?:spokesman|spokeswoman|minister|president) (?:also|added))\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit, by its number among the hit's sentences, with its score.

    `stems` are its words; `told` has those of a bare attribution after it, too, and other names of
    the countries that the two mention.
    """

    hit: Hit
    number: int
    score: float
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
        passage = self.hit.passage
        return passage.text[self.start - passage.start : self.end - passage.start]


@dataclass(frozen=True, slots=True)
class SentenceWeights:
    """Shares of what makes a sentence an answer.

    Chosen on CLAPNQ's gold sentences, where the first sentence is right for 0.75 of the questions
    and little changes between 0.0 and 0.5 (coverage) or 0.2 and 0.8 (passage). `speech` (somebody
    speaks, where the question asks what was said) and `fragment` (a headline or a bare
    attribution) are set by hand: CLAPNQ has neither.
    """

    similarity: float = 1.0
    coverage: float = 0.2
    passage: float = 0.4
    speech: float = 0.12
    fragment: float = -0.3


def candidates(
    question: Question,
    hits: Sequence[Hit],
    stems: Stems,
    weights: SentenceWeights | None = None,
) -> list[Candidate]:
    """All sentences of the hits that can be quoted, best first, each place once.

    `stems` gives a text's words as the lexical index knows them.
    """
    weights = weights or SentenceWeights()
    best: dict[tuple[str, int], Candidate] = {}
    for hit in hits:
        for number in range(len(hit.sentences)):
            found = _candidate(question, hit, number, stems, weights)
            if _HEADING.match(found.text) or not _LETTER.search(found.text):
                continue
            known = best.get(found.place)
            if known is None or found.score > known.score:
                best[found.place] = found
    return sorted(best.values(), key=lambda found: (-found.score, found.place))


def _candidate(
    question: Question,
    hit: Hit,
    number: int,
    stems: Stems,
    weights: SentenceWeights,
) -> Candidate:
    text, similarity = Candidate(hit, number, 0.0).text, hit.sentences[number].similarity
    told = text
    after = Candidate(hit, number + 1, 0.0)
    if after.number < len(hit.sentences) and is_bare_attribution(after.text):
        # "… a dangerous trend." "Peskov said this.": the two are judged as one.
        told = f"{text} {after.text}"
        similarity = max(similarity, hit.sentences[after.number].similarity)
    own, with_attribution = frozenset(stems(text)), with_aliases(told, stems)
    complete = _COMPLETE.search(text) and not is_bare_attribution(text)
    score = (
        weights.similarity * similarity
        + weights.coverage * question.coverage(with_attribution)
        + weights.passage * hit.score
        + weights.speech * _speech(question, told, stems)
        + weights.fragment * (not complete)
    )
    return Candidate(hit, number, score, own, with_attribution)


def _speech(question: Question, text: str, stems: Stems) -> float:
    """1 if the sentence has the one speak who is asked for, -1 if somebody else speaks in it.

    Also -1 if it is too short to tell what was said: "The Kremlin commented before the talks."
    """
    if not asks_for_speech(question.text):
        return 0.0
    if len(text.split()) <= SHORT and not has_quote(text):
        return -1.0
    wanted = frozenset(stems(" ".join(asked_speaker(question.text).split()[-1:])))
    if wanted and wanted <= frozenset(stems(text)):
        return 1.0
    if wanted and speakers(text):
        return -1.0
    return 0.5 if is_spoken(text) else 0.0


def choose(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """The sentences that answer, at most MAX_SENTENCES, best article first, in reading order.

    Each is a list of candidates with the same text: where several articles have it, all are cited.
    """
    quotable = {candidate.place: candidate for candidate in found}
    chosen: list[Candidate] = []
    copies: dict[tuple[str, int], list[Candidate]] = {}
    for candidate in found:
        if candidate.score < MIN_SHARE * found[0].score:
            break
        twin = _twin(candidate, chosen)
        if twin is not None:
            if twin.text == candidate.text and twin.place != candidate.place:
                copies.setdefault(twin.place, []).append(candidate)
            continue
        here = [c for c in chosen if c.place[0] == candidate.place[0]]
        if len(chosen) < MAX_SENTENCES and len(here) < MAX_OF_ONE_ARTICLE:
            chosen.append(candidate)
            for neighbour in _neighbours(candidate, quotable):
                if len(chosen) < MAX_SENTENCES and _twin(neighbour, chosen) is None:
                    chosen.append(neighbour)
    return [[c, *copies.get(c.place, [])] for c in _in_reading_order(chosen)]


def _twin(candidate: Candidate, chosen: Iterable[Candidate]) -> Candidate | None:
    """The first of the chosen that says the same, if there is one."""
    return next((c for c in chosen if _like(c, candidate) >= NEAR_REPEAT), None)


def _like(one: Candidate, other: Candidate) -> float:
    union = one.stems | other.stems
    return len(one.stems & other.stems) / len(union) if union else float(one.text == other.text)


def _neighbours(
    candidate: Candidate, quotable: Mapping[tuple[str, int], Candidate]
) -> Iterator[Candidate]:
    """The sentences beside it without which it cannot be understood, if they can be quoted."""
    article_id, sentences = candidate.place[0], candidate.hit.sentences
    points_back = _POINTS_BACK.match(candidate.text) or is_bare_attribution(candidate.text)
    if points_back and candidate.number > 0:
        before = quotable.get((article_id, sentences[candidate.number - 1].start))
        if before is not None:
            yield before
    if candidate.number + 1 < len(sentences):
        after = quotable.get((article_id, sentences[candidate.number + 1].start))
        if after is not None and is_bare_attribution(after.text):
            yield after


def _in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    articles = list(dict.fromkeys(c.place[0] for c in chosen))
    return sorted(chosen, key=lambda c: (articles.index(c.place[0]), c.start))


def quoted(chosen: Iterable[Sequence[Candidate]]) -> tuple[list[AnswerSentence], list[Citation]]:
    """Answer sentences with their citations, numbered from 1 in order of appearance."""
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    for copies in chosen:
        first = len(citations) + 1
        citations += [_citation(first + i, candidate) for i, candidate in enumerate(copies)]
        numbers = tuple(range(first, first + len(copies)))
        sentences.append(AnswerSentence(copies[0].text, numbers))
    return sentences, citations


def _citation(number: int, candidate: Candidate) -> Citation:
    hit = candidate.hit
    return Citation(
        number=number,
        article_id=hit.passage.article_id,
        title=hit.title,
        source=hit.source,
        published=hit.published,
        url=hit.url,
        passage_id=hit.passage.id,
        start=candidate.start,
        end=candidate.end,
        quote=candidate.text,
        also_in=hit.also_in,
    )
