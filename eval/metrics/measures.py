"""What a question's outcome is worth, and what all of them are worth together.

Articles that were found are measured by ir_measures, answers here, by the labels of the question.
A measure that does not apply to a question (no article is judged, no gold sentence is known) is
absent from its values, and a figure that no question has is absent from the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from assistant.answering.answer import Answer, Status
from eval.datasets.dataset import LabelledQuery
from eval.metrics.inference import estimate_auroc, estimate_mean
from eval.metrics.matching import has_answer, is_same_sentence, normalise_words
from eval.metrics.reliability import estimate_calibration
from eval.metrics.result import Figure, QuestionResult, QuoteResult

# In the order in which they are shown. Each is a mean over questions but the last two, which are
# of all of them together.
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
# Values of one question whose mean has another name.
RATES = {"false_answer": "false_answer_rate", "false_refusal": "false_refusal_rate"}
LOWER_IS_BETTER = frozenset({"false_answer_rate", "false_refusal_rate", "calibration_error"})
# Of one question, these are yes (1) or no (0).
YES_OR_NO = frozenset(
    {"Success@1", "answer_in_first", "answer_in_cited", "quotes_verbatim", *RATES.values()}
)


def measure_retrieval(
    run: Mapping[str, Sequence[str]], qrels: Mapping[str, Mapping[str, int]], k: int = 10
) -> dict[str, dict[str, float]]:
    """nDCG@k, R@5, R@k, RR@k and Success@1 by query id.

    `run` holds article ids, best first, `qrels` grades by article id. Queries without a relevant
    article are absent; one that has some, and for which nothing was found, has 0 throughout.
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
    # Scores fall with the rank: where they were equal, ids would decide.
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
    """The measures of one question's answer, whose quotes are given in the order of its citations.

    `answer_in_first`, `answer_in_cited`: a listed answer stands in the first, in any quote, or that
    quote is a gold sentence. `evidence_…`: the quoted sentences, each once, against the gold ones.
    A refusal has 0 in all of these. `false_answer` and `false_refusal` are of the questions that
    have no answer, and that have one.
    """
    answered = answer.status is Status.ANSWERED
    texts = [quote.text for quote in quotes] if answered else []
    values: dict[str, float] = {}
    if query.answerable and (query.answers or query.evidence):
        right = [_is_right(query, text) for text in texts]
        values["answer_in_first"] = float(any(right[:1]))
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
    """One of each: several articles may have the same sentence."""
    return list({normalise_words(text): text for text in texts}.values())


def aggregate(rows: Sequence[QuestionResult]) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """The figures of retrieval and of answers, in the order in which they are shown.

    AUROC and calibration error need questions of both kinds.
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
    """A question's values by the names of the figures that are their means."""
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


# Figures that are not means over questions.
TOGETHER: Mapping[str, Callable[[Sequence[QuestionResult]], Figure]] = {
    "answerability_auroc": _estimate_auroc,
    "calibration_error": _estimate_calibration,
}


def measure_latency(rows: Sequence[QuestionResult]) -> dict[str, float]:
    """Wall-clock milliseconds that half of the questions, and 95 of 100, took at most."""
    if not rows:
        return {}
    times = {"search": [r.search_ms for r in rows], "ask": [r.ask_ms for r in rows]}
    return {
        f"{name}_p{percent}": round(float(np.percentile(values, percent)), 3)
        for name, values in times.items()
        for percent in (50, 95)
    }
