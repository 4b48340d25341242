"""TREC QA's questions with the sentences that its makers list for each: all of a list are ranked.

As it is measured by others (Wang et al. 2007): mean average precision and mean reciprocal rank over
questions whose lists have both right and wrong sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from assistant.answering.question import Question
from assistant.config.settings import Settings
from eval.archive_cache import prepared
from eval.metrics.inference import mean_figure
from eval.metrics.ranking import average_precision
from eval.training.choosing import SIGNALS, Labelled, labelled
from eval.training.corpora import Collection
from eval.training.folds import fold_of
from eval.training.material import Asked, Kind
from eval.training.scored_questions import Reader

NAME = "trecqa"
# Passages that are looked through for those of a question's list.
_DEEP = 400


def listed(collection: Collection, settings: Settings, read: Reader) -> Iterator[Labelled]:
    """The sentences of each question's own list, as far as they can be quoted."""
    deep = settings.model_copy(update={"candidate_depth": _DEEP})
    with prepared(collection.dataset, deep, settings.home) as home:
        library = home.library
        for query in collection.dataset.queries:
            own = collection.dataset.qrels.get(query.id, {})
            if not query.evidence or not own:
                continue
            question = Question.weigh(query.text, library.terms(query.text), library.passage_count)
            hits = library.search(query.text, _DEEP)
            found = tuple(hit for hit in hits if hit.passage.article_id in own)
            group = f"{collection.name} {min(own)}"
            name = collection.name
            asked = Asked(name, name, Kind.OWN, group, question, found, query.evidence)
            yield labelled(asked, read.found(asked))


def list_lines(
    questions: Sequence[Labelled], ways: Mapping[str, Sequence[Mapping[str, float]]]
) -> Iterator[str]:
    """By way of choosing, each with weights by fold that have not seen the question."""
    both = [each for each in questions if each.gold.any() and not each.gold.all()]
    yield f"{NAME}'s own lists | average precision | reciprocal rank | the first is right"
    for way, folds in ways.items():
        ranked = [_ranked(each, folds[fold_of(each.group)]) for each in both]
        figures = (
            mean_figure([average_precision(gold) for gold in ranked]),
            mean_figure([1 / (1 + gold.index(True)) for gold in ranked]),
            mean_figure([float(gold[0]) for gold in ranked]),
        )
        told = " | ".join(f"{f.value:.3f} [{f.low:.3f}, {f.high:.3f}]" for f in figures)
        yield f"{way:<12} {told} of {len(both)}"


def _ranked(question: Labelled, weights: Mapping[str, float]) -> list[bool]:
    """Which are right, best first."""
    scores = question.signals @ np.array([weights.get(name, 0.0) for name in SIGNALS])
    return [bool(question.gold[n]) for n in np.argsort(-scores, kind="stable")]
