"""Computes the measures of each question, and their means over all questions.

ir_measures computes the retrieval measures; the answer measures are computed here from the labels.
A measure that does not apply to a question (no qrels, no gold sentences) is absent from its values,
and a figure without questions is absent from the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from assistant.core.answer import Answer
from eval.datasets.dataset import LabelledQuery
from eval.metrics.inference import estimate_auroc, estimate_mean
from eval.metrics.matching import has_answer, is_same_sentence, normalise_words
from eval.metrics.reliability import estimate_calibration
from eval.metrics.result import Figure, QuestionResult, QuoteResult

# In the order of display. All are means over questions except the last two, which are computed over
# all questions together.
ANSWERS = (
    "answer_in_first",
    "answer_in_cited",
    "evidence_precision",
    "evidence_recall",
    "evidence_f1",
    "quotes_verbatim",
    "false_answer_rate",
    "false_refusal_rate",
    "answerability_auroc",
    "calibration_error",
)
# Values of a question, and the names of their means.
RATES = {"false_answer": "false_answer_rate", "false_refusal": "false_refusal_rate"}
LOWER_IS_BETTER = frozenset({"false_answer_rate", "false_refusal_rate", "calibration_error"})
# Measures that are yes (1) or no (0) for a single question.
YES_OR_NO = frozenset(
    {"Success@1", "answer_in_first", "answer_in_cited", "quotes_verbatim", *RATES.values()}
)


def measure_retrieval(
    run: Mapping[str, Sequence[str]], qrels: Mapping[str, Mapping[str, int]], k: int = 10
) -> dict[str, dict[str, float]]:
    """Compute nDCG@k, R@5, R@k, RR@k and Success@1 by query id.

    `run` holds ranked article ids, `qrels` grades by article id. Queries without a relevant article
    are absent; a query with an empty ranking has 0 in every measure.
    """
    from ir_measures import RR, Qrel, R, ScoredDoc, Success, iter_calc, nDCG

    measures = dict.fromkeys([nDCG @ k, R @ min(5, k), R @ k, RR @ k, Success @ 1])
    relevant = {
        query: grades
        for query, grades in qrels.items()
        if any(grade > 0 for grade in grades.values())
    }
    labels = [
        Qrel(q, article, g) for q, grades in relevant.items() for article, g in grades.items()
    ]
    # Scores decrease with the rank, because ties would be broken by id.
    scored = [
        ScoredDoc(query, article, -float(rank))
        for query in relevant
        for rank, article in enumerate(run.get(query, ()))
    ]
    values: dict[str, dict[str, float]] = {query: {} for query in relevant}
    for metric in iter_calc(list(measures), labels, scored) if relevant else ():
        values[metric.query_id][str(metric.measure)] = metric.value
    return {q: {str(m): by_name[str(m)] for m in measures} for q, by_name in values.items()}


def measure_answer(
    query: LabelledQuery, answer: Answer, quotes: Sequence[QuoteResult]
) -> dict[str, float]:
    """Compute the measures of one answer; `quotes` are in the order of its citations.

    `answer_in_first`, `answer_in_cited`: the quote that is ranked first, or any quote, contains a
    labelled answer or is a gold sentence. `evidence_…`: precision, recall and F1 of the distinct
    quotes against the gold sentences. A refusal has 0 in all of these. `false_answer` applies to
    unanswerable questions, `false_refusal` to answerable ones.
    """
    answered = answer.has_answer
    texts = [quote.text for quote in quotes] if answered else []
    values: dict[str, float] = {}
    if query.answerable and (query.answers or query.evidence):
        right = [_is_right(query, text) for text in texts]
        best = next((one.citations[0] for one in answer.sentences if one.is_best), 1)
        values["answer_in_first"] = float(any(right[best - 1 : best]))
        values["answer_in_cited"] = float(any(right))
    if query.answerable and query.evidence:
        values |= _measure_evidence(query.evidence, texts)
    if answered:
        values["quotes_verbatim"] = float(all(quote.verbatim for quote in quotes))
    if query.answerable:
        values["false_refusal"] = float(not answered)
    else:
        values["false_answer"] = float(answered)
    return values


def _is_right(query: LabelledQuery, text: str) -> bool:
    return has_answer(query.answers, text) or any(
        is_same_sentence(gold, text) for gold in query.evidence
    )


def _measure_evidence(evidence: Sequence[str], texts: Sequence[str]) -> dict[str, float]:
    gold = _distinct(evidence)
    quotes = _distinct(texts)
    right = sum(any(is_same_sentence(one, text) for one in gold) for text in quotes)
    matched = sum(any(is_same_sentence(one, text) for text in quotes) for one in gold)
    precision = right / len(quotes) if quotes else 0.0
    recall = matched / len(gold) if gold else 0.0
    both = precision + recall
    return {
        "evidence_precision": precision,
        "evidence_recall": recall,
        "evidence_f1": 2 * precision * recall / both if both else 0.0,
    }


def _distinct(texts: Iterable[str]) -> list[str]:
    """Remove duplicates: several articles may contain the same sentence."""
    return list({normalise_words(text): text for text in texts}.values())


def aggregate(rows: Sequence[QuestionResult]) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Aggregate the figures of retrieval and of answers, in the order of display.

    AUROC and calibration error need answerable and unanswerable questions.
    """
    columns: dict[str, list[float]] = {}
    for row in rows:
        for name, value in values_by_figure(row).items():
            columns.setdefault(name, []).append(value)
    retrieval = {name: estimate_mean(values) for name, values in columns.items() if "@" in name}
    figures = {name: estimate_mean(values) for name, values in columns.items() if "@" not in name}
    figures |= {name: of(rows) for name, of in TOGETHER.items() if has_both_kinds(rows)}
    order = [*ANSWERS, *sorted(set(figures) - set(ANSWERS))]
    return retrieval, {name: figures[name] for name in order if name in figures}


def values_by_figure(row: QuestionResult) -> dict[str, float]:
    """The values of a question, under the names of their means."""
    return {RATES.get(name, name): value for name, value in row.values.items()}


def has_both_kinds(rows: Iterable[QuestionResult]) -> bool:
    """Are there answerable and unanswerable questions?"""
    return len({row.answerable for row in rows}) == 2


def _estimate_auroc(rows: Sequence[QuestionResult]) -> Figure:
    return estimate_auroc(
        [row.confidence for row in rows if row.answerable],
        [row.confidence for row in rows if not row.answerable],
    )


def _estimate_calibration(rows: Sequence[QuestionResult]) -> Figure:
    return estimate_calibration([r.confidence for r in rows], [r.answerable for r in rows])


# Figures over all questions together, not means.
TOGETHER: Mapping[str, Callable[[Sequence[QuestionResult]], Figure]] = {
    "answerability_auroc": _estimate_auroc,
    "calibration_error": _estimate_calibration,
}


def measure_latency(rows: Sequence[QuestionResult]) -> dict[str, float]:
    """The 50th and 95th percentiles of the wall-clock milliseconds of search and ask."""
    if not rows:
        return {}
    times = {"search": [r.search_ms for r in rows], "ask": [r.ask_ms for r in rows]}
    return {
        f"{name}_p{percent}": round(float(np.percentile(values, percent)), 3)
        for name, values in times.items()
        for percent in (50, 95)
    }
