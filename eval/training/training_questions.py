"""Asks labelled questions of archives, to make the training data of the weights.

Every question goes through the product's own search. There are four kinds of unanswerable
questions, of which only the first is in the collections: near misses, which look answerable;
questions whose article is removed from the result; questions of one collection asked of another's
archive; and questions with one name exchanged for another.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from assistant.answering.question import Question
from assistant.config.settings import Settings
from eval.archive_cache import open_archive
from eval.datasets.dataset import Dataset, LabelledQuery
from eval.metrics.matching import is_same_sentence
from eval.training.corpora import Collection
from index.core.article import Hit, digest
from index.language.en.query_terms import content_words
from index.language.en.sentence_form import get_sentence
from index.library import Library

HITS = 10
# So many are asked for, so that there are enough where an article's are taken out.
_DEEP = 40
# Questions with gold sentences that teach when to refuse.
OWN = 300


class QuestionKind(StrEnum):
    """Why a question can be answered, or cannot."""

    OWN = "answerable"
    NEAR = "near miss"
    REMOVED = "article removed"
    FOREIGN = "off topic"
    SWAPPED = "name exchanged"


@dataclass(frozen=True, slots=True)
class SampleSizes:
    """How many questions of a collection are asked: `gold` with gold sentences, of which `own` are
    asked once more without their articles; `swapped` with a name exchanged; `foreign` of each other
    collection. More moved no figure by more than its interval."""

    gold: int = 600
    own: int = OWN
    swapped: int = 100
    foreign: int = 20


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question of a collection, what an archive had for it, and its gold sentences.

    `group` is the article that it was written from: questions of one are learned from together.
    """

    collection: str
    archive: str
    kind: QuestionKind
    group: str
    question: Question
    hits: tuple[Hit, ...]
    evidence: tuple[str, ...] = ()


def ask_questions(
    collections: Sequence[Collection],
    others: Sequence[Dataset],
    cache: Path,
    settings: Settings,
    on_progress: Callable[[str], None],
    counts: SampleSizes = SampleSizes(),
) -> Iterator[TrainingQuestion]:
    """All questions, asked of all archives; `others` have no questions of their own."""
    for own in collections:
        with open_archive(own.dataset, settings, cache) as archive:
            on_progress(f"{own.name}: {archive.library.passage_count:,} passages")
            yield from _ask_own(own, archive.library, counts)
            yield from _ask_swapped(own, collections, archive.library, counts.swapped)
            yield from _ask_foreign(own.name, own.kin, collections, archive.library, counts.foreign)
    for other in others:
        with open_archive(other, settings, cache) as archive:
            on_progress(f"{other.name}: {archive.library.passage_count:,} passages")
            yield from _ask_foreign(
                other.name, frozenset(), collections, archive.library, counts.foreign
            )


def _ask_own(
    collection: Collection, library: Library, counts: SampleSizes
) -> Iterator[TrainingQuestion]:
    answerable = [query for query in collection.dataset.queries if query.answerable]
    near = [query for query in collection.dataset.queries if not query.answerable]
    sampled = _sample(answerable, counts.gold, "own")
    sampled_ids = {query.id for query in sampled[: counts.own]}
    for query in [*sampled, *near]:
        if not query.evidence and query.answerable and query.id not in sampled_ids:
            continue
        relevant = collection.dataset.qrels.get(query.id, {})
        group = f"{collection.name} {min(relevant, default=query.id)}"
        training_question = TrainingQuestion(
            collection.name,
            collection.name,
            QuestionKind.OWN if query.answerable else QuestionKind.NEAR,
            group,
            *_search(library, query.text, _DEEP),
            query.evidence,
        )
        # Without gold sentences nobody knows whether another article answers as well.
        if query.id in sampled_ids and relevant and query.evidence:
            yield _remove_articles(training_question, relevant)
        yield replace(training_question, hits=training_question.hits[:HITS])


def _remove_articles(question: TrainingQuestion, relevant: Container[str]) -> TrainingQuestion:
    """The question as an archive without its article would have it."""
    remaining = [
        hit
        for hit in question.hits
        if hit.passage.article_id not in relevant and not _has_evidence(hit, question.evidence)
    ][:HITS]
    # The best of a search always has about the same score: it is relative.
    best = question.hits[0].score / remaining[0].score if remaining and remaining[0].score else 1.0
    hits = tuple(
        replace(hit, rank=rank, score=hit.score * best)
        for rank, hit in enumerate(remaining, start=1)
    )
    return replace(question, kind=QuestionKind.REMOVED, hits=hits, evidence=())


def _has_evidence(hit: Hit, evidence: Sequence[str]) -> bool:
    texts = [get_sentence(hit, number) for number in range(len(hit.sentences))]
    return any(is_same_sentence(gold, text) for gold in evidence for text in texts)


def _ask_foreign(
    archive: str,
    kin: frozenset[str],
    collections: Sequence[Collection],
    library: Library,
    count: int,
) -> Iterator[TrainingQuestion]:
    for asking in collections:
        if asking.name == archive or asking.name in kin:
            continue
        for query in _sample(asking.dataset.queries, count, archive):
            relevant = asking.dataset.qrels.get(query.id, {})
            group = f"{asking.name} {min(relevant, default=query.id)}"
            result = _search(library, query.text, HITS)
            yield TrainingQuestion(asking.name, archive, QuestionKind.FOREIGN, group, *result)


def _ask_swapped(
    own: Collection, collections: Sequence[Collection], library: Library, count: int
) -> Iterator[TrainingQuestion]:
    """Questions with one name exchanged, every other time for one of another collection's."""
    names = {
        each.name: sorted({n for q in each.dataset.queries for n in _find_names(q)})
        for each in collections
    }
    others = [name for name, names_found in names.items() if names_found and name != own.name]
    askable = [query for query in own.dataset.queries if query.answerable]
    with_names = [query for query in askable if _find_names(query)]
    # Collections that are written without capitals have next to no names.
    if len(with_names) < len(askable) / 4:
        return
    for number, query in enumerate(_sample(with_names, count, "swapped")):
        dice = random.Random(query.id)
        source = own.name if number % 2 or not others else dice.choice(others)
        old = dice.choice(_find_names(query))
        new = dice.choice(names[source])
        if new.casefold() in query.text.casefold():
            continue
        relevant = own.dataset.qrels.get(query.id, {})
        group = f"{own.name} {min(relevant, default=query.id)}"
        result = _search(library, query.text.replace(old, new), HITS)
        yield TrainingQuestion(own.name, own.name, QuestionKind.SWAPPED, group, *result)


def _find_names(query: LabelledQuery) -> list[str]:
    words = (word for word in content_words(query.text) if word.is_name)
    return [word.text for word in words if not word.text[0].isdigit()]


def _search(library: Library, text: str, k: int) -> tuple[Question, tuple[Hit, ...]]:
    hits = tuple(library.search(text, k))
    return Question.weigh(text, library.terms(text), library.passage_count), hits


def _sample(queries: Sequence[LabelledQuery], count: int, seed: str) -> list[LabelledQuery]:
    return sorted(queries, key=lambda query: digest(seed, query.id))[:count]
