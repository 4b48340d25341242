"""Answerability features: how well the hits as a whole support an answer.

Pure. The decision to answer or to refuse is made in `assistant.answering.answerability`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.features import score_speaker_match
from assistant.answering.question_context import HitContext, QuestionContext
from index.language.en.names.country_aliases import expand_aliases
from index.language.en.names.name_variants import find_acronyms, find_spelt_out, is_mentioned

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class AnswerabilityFeatures:
    """Features for and against an answer, most of them in about 0..1.

    `passage` and `sentence` are the best cosine similarities. `lexical` is the best BM25 score
    divided by the question's weight, in which rare words count more. `share` is the part of that
    weight found in the best sentence. `article` is the largest part found in one article's hits,
    where a synonym counts half.

    `absent` is the share of the question's names and long numbers that are missing even in the
    article that mentions most of them. `scattered` is the share found neither in the best sentence
    nor near it. `silent` is 1 if the requested speaker never speaks in the best sentence's article.
    `other` is 1 if someone else speaks in the best sentence. `misdated` is 1 if the question names
    a year that is neither the date of the best sentence's article, if it has one, nor in its
    passages. `reader` is the reader's log-odds
    that the best sentence answers.
    """

    passage: float
    sentence: float
    lexical: float
    share: float
    article: float
    absent: float
    scattered: float
    silent: float
    other: float
    misdated: float
    reader: float = 0.0


def measure_answerability(
    context: QuestionContext, candidates: Sequence[SentenceCandidate]
) -> tuple[AnswerabilityFeatures, tuple[str, ...]]:
    """Compute the answerability features, and the words that explain a refusal: names that no
    article of the hits mentions, or else words that the archive does not contain."""
    question, stems = context.question, context.stems
    articles = _collect_article_stems(context)
    lacking = [
        {name for name in question.names if not is_mentioned(name, article, stems)}
        for article in articles
    ]
    # A year may appear only in the article's date, and a country only as an alias.
    unknown = tuple(
        word
        for word in question.unknown_words
        if not any(is_mentioned(word, article, stems) for article in articles)
    )
    hits = [read.hit for read in context.hits]
    total = sum(question.weights)
    absent = min(lacking, key=len, default=set(question.names))
    evidence = AnswerabilityFeatures(
        passage=max((hit.signals.dense for hit in hits), default=0.0),
        sentence=max((hit.signals.sentence for hit in hits), default=0.0),
        lexical=max((hit.signals.lexical for hit in hits), default=0.0) / total if total else 0.0,
        article=max((_compute_coverage(context, article) for article in articles), default=0.0),
        absent=len(absent) / len(question.names) if question.names else 0.0,
        **_measure_best_sentence(context, candidates),
    )
    everywhere = set(question.names).intersection(*lacking)
    return evidence, tuple(name for name in question.names if name in everywhere) or unknown


def _measure_best_sentence(
    context: QuestionContext, candidates: Sequence[SentenceCandidate]
) -> dict[str, float]:
    """The features of the best sentence, which is the first candidate."""
    if not candidates:
        return dict.fromkeys(("share", "scattered", "silent", "other", "misdated", "reader"), 0.0)
    best = candidates[0]
    read = next(each for each in context.hits if each.hit is best.hit)
    return {
        "share": context.question.compute_coverage(best.statement_stems),
        "scattered": _compute_scattered_share(context, read, best.number),
        "silent": float(_is_speaker_silent(context, best.place[0])),
        "other": float(score_speaker_match(context, read.sentences[best.number]) < 0),
        "misdated": float(_is_misdated(context, best.place[0])),
        "reader": best.features.reader,
    }


def _is_misdated(context: QuestionContext, article_id: str) -> bool:
    """Does the question name a year that neither the article's date nor its passages mention? An
    article without a date may be of any year."""
    own = [read.hit for read in context.hits if read.hit.passage.article_id == article_id]
    if not any(hit.published for hit in own):
        return False
    text = " ".join(f"{hit.published or ''} {hit.title} {hit.passage.text}" for hit in own)
    return not set(_YEAR.findall(context.question.text)) <= set(_YEAR.findall(text))


def _compute_scattered_share(context: QuestionContext, read: HitContext, number: int) -> float:
    names, stems = context.question.names, context.stems
    near = read.collect_nearby_stems(number) | expand_aliases(
        _spell_out_month(read.hit.published), stems
    )
    return sum(not is_mentioned(n, near, stems) for n in names) / len(names) if names else 0.0


def _compute_coverage(context: QuestionContext, stems: Set[str]) -> float:
    """The share of the question's weight that these stems cover; a synonym counts half."""
    met = {stem for stem, kin in context.synonyms.items() if not stems.isdisjoint(kin)}
    return (
        context.question.compute_coverage(stems) + context.question.compute_coverage(stems | met)
    ) / 2


def _is_speaker_silent(context: QuestionContext, article_id: str) -> bool:
    """Does the question request a speaker who never speaks in the hits of this article?"""
    return bool(context.requested_speaker) and not any(
        score_speaker_match(context, sentence) == 1.0
        for read in context.hits
        if read.hit.passage.article_id == article_id
        for sentence in read.sentences
    )


def _collect_article_stems(context: QuestionContext) -> list[Set[str]]:
    """The stems of each article's hits, with its title, outlet and date."""
    texts_by_article: dict[str, list[str]] = {}
    for hit in (read.hit for read in context.hits):
        described = (hit.title, hit.source, _spell_out_month(hit.published), hit.passage.text)
        texts_by_article.setdefault(hit.passage.article_id, []).extend(described)
    return [_collect_stems("\n".join(texts), context) for texts in texts_by_article.values()]


def _collect_stems(text: str, context: QuestionContext) -> Set[str]:
    """The stems of a text, with aliases of countries, acronyms of its names, and the names of the
    question that it has as acronyms."""
    found = expand_aliases(text, context.stems) | find_acronyms(text)
    return found | find_spelt_out(context.question.text, found, context.stems)


def _spell_out_month(published: str | None) -> str:
    """ "2025-03" as "2025 March", so that a question's month and year match a date."""
    if not published:
        return ""
    month = published[5:7]
    return f"{published[:4]} {calendar.month_name[int(month)] if month.isdigit() else ''}"
