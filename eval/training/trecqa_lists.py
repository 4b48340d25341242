"""Ranks the candidate lists of TREC QA, the standard evaluation of answer-sentence selection.

As in the literature (Wang et al. 2007): mean average precision and mean reciprocal rank over the
questions with both right and wrong sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from assistant.answering.question import Question
from assistant.config.settings import Settings
from eval.archive_cache import open_archive
from eval.metrics.inference import estimate_mean
from eval.metrics.ranking import average_precision
from eval.training.candidates import rank_candidates
from eval.training.corpora import Collection
from eval.training.folds import fold_of
from eval.training.sentence_choice import FEATURE_NAMES, LabelledSentences, label_sentences
from eval.training.training_questions import QuestionKind, TrainingQuestion

NAME = "trecqa"
# Passages that are looked through for those of a question's list.
_DEEP = 400


def read_lists(collection: Collection, settings: Settings) -> Iterator[LabelledSentences]:
    """The sentences of each question's own list, as far as they can be quoted."""
    deep = settings.model_copy(update={"candidate_depth": _DEEP})
    with open_archive(collection.dataset, deep, settings.home) as home:
        library = home.library
        for query in collection.dataset.queries:
            relevant = collection.dataset.qrels.get(query.id, {})
            if not query.evidence or not relevant:
                continue
            question = Question.weigh(query.text, library.terms(query.text), library.passage_count)
            hits = library.search(query.text, _DEEP)
            hits_of_list = tuple(hit for hit in hits if hit.passage.article_id in relevant)
            group = f"{collection.name} {min(relevant)}"
            name = collection.name
            training_question = TrainingQuestion(
                name, name, QuestionKind.OWN, group, question, hits_of_list, query.evidence
            )
            yield label_sentences(
                training_question, rank_candidates(training_question, library.stems)
            )


def format_lists(
    questions: Sequence[LabelledSentences], folds: Sequence[Mapping[str, float]]
) -> Iterator[str]:
    """The figures of all lists, each by weights that have not seen its question."""
    both = [each for each in questions if each.gold.any() and not each.gold.all()]
    yield "own lists | average precision | reciprocal rank | the first is right"
    rankings = [_rank(each, folds[fold_of(each.group)]) for each in both]
    figures = (
        estimate_mean([average_precision(gold) for gold in rankings]),
        estimate_mean([1 / (1 + gold.index(True)) for gold in rankings]),
        estimate_mean([float(gold[0]) for gold in rankings]),
    )
    cells = " | ".join(f"{f.value:.3f} [{f.low:.3f}, {f.high:.3f}]" for f in figures)
    yield f"{NAME:<12} {cells} of {len(both)}"


def _rank(question: LabelledSentences, weights: Mapping[str, float]) -> list[bool]:
    """Which are right, best first."""
    scores = question.features @ np.array([weights.get(name, 0.0) for name in FEATURE_NAMES])
    return [bool(question.gold[n]) for n in np.argsort(-scores, kind="stable")]
