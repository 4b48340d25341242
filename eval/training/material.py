"""Questions asked of archives, with what is known of their answers: what the weights learn from.

Every question goes through the product's own search. Unanswerable ones come in four kinds, of
which only the first is in the collections: near misses, that look as if they could be answered;
questions whose article has been taken out of the result; questions of one collection asked of
another's archive; and questions in which a name was exchanged for another.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from assistant.answering.question import Question
from assistant.config.settings import Settings
from eval.archive_cache import prepared
from eval.datasets.dataset import Dataset, Query
from eval.metrics.matching import same_sentence
from eval.training.corpora import Collection
from index.core.article import Hit, digest
from index.language.en.query_terms import content_words
from index.language.en.sentence_form import get_sentence
from index.library import Library

HITS = 10
# So many are asked for, so that there are enough where an article's are taken out.
_DEEP = 40
# Questions with gold sentences that teach the product's own weights when to refuse.
OWN = 300


class Kind(StrEnum):
    """Why a question can be answered, or cannot."""

    OWN = "answerable"
    NEAR = "near miss"
    REMOVED = "article removed"
    FOREIGN = "off topic"
    SWAPPED = "name exchanged"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions of a collection are asked: `gold` with gold sentences, of which `own` are
    asked once more without their articles; `swapped` with a name exchanged; `foreign` of each other
    collection. For the product's few weights, more moved no figure by more than its interval."""

    gold: int = 600
    own: int = OWN
    swapped: int = 100
    foreign: int = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a collection, what an archive had for it, and its gold sentences.

    `group` is the article that it was written from: questions of one are learned from together.
    """

    collection: str
    archive: str
    kind: Kind
    group: str
    question: Question
    hits: tuple[Hit, ...]
    evidence: tuple[str, ...] = ()


def material(
    collections: Sequence[Collection],
    others: Sequence[Dataset],
    cache: Path,
    settings: Settings,
    on_progress: Callable[[str], None],
    counts: Counts = Counts(),
) -> Iterator[Asked]:
    """All questions, asked of all archives; `others` have no questions of their own."""
    for own in collections:
        with prepared(own.dataset, settings, cache) as home:
            on_progress(f"{own.name}: {home.library.passage_count:,} passages")
            yield from _own(own, home.library, counts)
            yield from _swapped(own, collections, home.library, counts.swapped)
            yield from _foreign(own.name, own.kin, collections, home.library, counts.foreign)
    for other in others:
        with prepared(other, settings, cache) as home:
            on_progress(f"{other.name}: {home.library.passage_count:,} passages")
            yield from _foreign(other.name, frozenset(), collections, home.library, counts.foreign)


def _own(collection: Collection, library: Library, counts: Counts) -> Iterator[Asked]:
    answerable = [query for query in collection.dataset.queries if query.answerable]
    near = [query for query in collection.dataset.queries if not query.answerable]
    drawn = _drawn(answerable, counts.gold, "own")
    weighed = {query.id for query in drawn[: counts.own]}
    for query in [*drawn, *near]:
        if not query.evidence and query.answerable and query.id not in weighed:
            continue
        relevant = collection.dataset.qrels.get(query.id, {})
        group = f"{collection.name} {min(relevant, default=query.id)}"
        asked = Asked(
            collection.name,
            collection.name,
            Kind.OWN if query.answerable else Kind.NEAR,
            group,
            *_search(library, query.text, _DEEP),
            query.evidence,
        )
        # Without gold sentences nobody knows whether another article answers as well.
        if query.id in weighed and relevant and query.evidence:
            yield _removed(asked, relevant)
        yield replace(asked, hits=asked.hits[:HITS])


def _removed(asked: Asked, relevant: Container[str]) -> Asked:
    """The question as an archive without its article would have it."""
    left = [
        hit
        for hit in asked.hits
        if hit.passage.article_id not in relevant and not _answers(hit, asked.evidence)
    ][:HITS]
    # The best of a search always has about the same score: it is relative.
    best = asked.hits[0].score / left[0].score if left and left[0].score else 1.0
    hits = tuple(
        replace(hit, rank=rank, score=hit.score * best) for rank, hit in enumerate(left, start=1)
    )
    return replace(asked, kind=Kind.REMOVED, hits=hits, evidence=())


def _answers(hit: Hit, evidence: Sequence[str]) -> bool:
    texts = [get_sentence(hit, number) for number in range(len(hit.sentences))]
    return any(same_sentence(gold, text) for gold in evidence for text in texts)


def _foreign(
    archive: str,
    kin: frozenset[str],
    collections: Sequence[Collection],
    library: Library,
    count: int,
) -> Iterator[Asked]:
    for asking in collections:
        if asking.name == archive or asking.name in kin:
            continue
        for query in _drawn(asking.dataset.queries, count, archive):
            relevant = asking.dataset.qrels.get(query.id, {})
            group = f"{asking.name} {min(relevant, default=query.id)}"
            found = _search(library, query.text, HITS)
            yield Asked(asking.name, archive, Kind.FOREIGN, group, *found)


def _swapped(
    own: Collection, collections: Sequence[Collection], library: Library, count: int
) -> Iterator[Asked]:
    """Questions with one name exchanged, every other time for one of another collection's."""
    names = {
        each.name: sorted({n for q in each.dataset.queries for n in _names(q)})
        for each in collections
    }
    others = [name for name, known in names.items() if known and name != own.name]
    askable = [query for query in own.dataset.queries if query.answerable]
    named = [query for query in askable if _names(query)]
    # Collections that are written without capitals have next to no names.
    if len(named) < len(askable) / 4:
        return
    for number, query in enumerate(_drawn(named, count, "swapped")):
        dice = random.Random(query.id)
        source = own.name if number % 2 or not others else dice.choice(others)
        old = dice.choice(_names(query))
        new = dice.choice(names[source])
        if new.casefold() in query.text.casefold():
            continue
        relevant = own.dataset.qrels.get(query.id, {})
        group = f"{own.name} {min(relevant, default=query.id)}"
        found = _search(library, query.text.replace(old, new), HITS)
        yield Asked(own.name, own.name, Kind.SWAPPED, group, *found)


def _names(query: Query) -> list[str]:
    words = (word for word in content_words(query.text) if word.is_name)
    return [word.text for word in words if not word.text[0].isdigit()]


def _search(library: Library, text: str, k: int) -> tuple[Question, tuple[Hit, ...]]:
    hits = tuple(library.search(text, k))
    return Question.weigh(text, library.terms(text), library.passage_count), hits


def _drawn(queries: Sequence[Query], count: int, seed: str) -> list[Query]:
    return sorted(queries, key=lambda query: digest(seed, query.id))[:count]
