"""Computes the features of a sentence as an answer to a question. Pure.

All features come from the hits; nothing is embedded or loaded. The weights are learned in
`eval.training`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from assistant.answering.candidate import SentenceFeatures
from assistant.answering.question_context import HitContext, QuestionContext, SentenceContext
from index.language.en.asking.answer_type import AnswerType, score_answer_type
from index.language.en.attribution import score_attribution
from index.language.en.sentence_form import is_complete, is_question

_NEAR = 3  # words: two words of the question within this distance are near each other


def compute_features(context: QuestionContext, read: HitContext, number: int) -> SentenceFeatures:
    """Compute the features of a hit's sentence."""
    sentence = read.sentences[number]
    kinds = {kind.value: 0.0 for kind in AnswerType}
    if context.answer_type is not None:
        kinds[context.answer_type.value] = score_answer_type(
            context.answer_type, sentence.text, context.question.text
        )
    return SentenceFeatures(
        similarity=sentence.similarity,
        similarity_above_mean=sentence.similarity - read.mean_similarity,
        passage=read.hit.score,
        context=context.question.compute_coverage(read.collect_nearby_stems(number)),
        **_compute_shares(context, read, sentence),
        together=_measure_proximity(context.question_stems, sentence.words),
        **kinds,
        new_word_share=len(sentence.stems.difference(context.question_stems))
        / max(1, len(sentence.stems)),
        is_question=float(is_question(sentence.text)),
        fragment=float(not is_complete(sentence.text)),
        speech=score_speaker_match(context, sentence),
    )


def _compute_shares(
    context: QuestionContext, read: HitContext, sentence: SentenceContext
) -> dict[str, float]:
    """The shares of the question's words that the sentence contains, or has synonyms of."""
    question, statement_stems = context.question, sentence.statement_stems
    weights = dict(zip((term.stem for term in question.terms), question.weights, strict=True))
    rest = {stem: weight for stem, weight in weights.items() if stem not in read.title_stems}
    kin = {
        s
        for s, of in context.synonyms.items()
        if s not in statement_stems and not statement_stems.isdisjoint(of)
    }
    return {
        "overlap_beyond_title": _compute_share(rest, statement_stems.__contains__),
        "synonym_overlap": _compute_share(rest, kin.__contains__),
    }


def _compute_share(weights: Mapping[str, float], has: Callable[[str], bool]) -> float:
    """The share of the weights whose stem satisfies `has`; 0 without weights."""
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if has(stem)) / total if total else 0.0


def _measure_proximity(order: tuple[str, ...], words: tuple[str, ...]) -> float:
    """The share of the question's neighbouring words that are near each other in the sentence."""
    if len(order) < 2:
        return 0.0
    wanted = frozenset(order)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if word in wanted:
            places.setdefault(word, []).append(place)
    near = sum(
        any(abs(a - b) <= _NEAR for a in places.get(one, ()) for b in places.get(other, ()))
        for one, other in pairwise(order)
    )
    return near / (len(order) - 1)


def score_speaker_match(context: QuestionContext, sentence: SentenceContext) -> float:
    """Whether the one whose words are asked for speaks in the sentence (1), or somebody else
    (-1); 0 if nobody's are."""
    if context.requested_speaker is None:
        return 0.0
    return score_attribution(
        sentence.statement, context.requested_speaker, sentence.statement_stems, context.stems
    )
