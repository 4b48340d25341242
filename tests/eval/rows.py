"""Rows and reports that tests are made of: questions of an invented town."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from eval.metrics.measures import aggregate, measure_latency
from eval.metrics.result import Fingerprint, QuestionResult, QuoteResult, Report

QUOTE = QuoteResult("a1", "Ferry inquiry opens", "The ferry sank off Port Elling.", verbatim=True)


def row(number: int, values: Mapping[str, float] | None = None, **fields: object) -> QuestionResult:
    """An answered question that has an answer, unless told otherwise."""
    made = QuestionResult(
        id=f"q{number:03}",
        text=f"When did ferry {number} sink?",
        answerable=True,
        answered=True,
        confidence=0.8,
        articles=("a1", "a2"),
        quotes=(QUOTE,),
        values=values or {},
        search_ms=4.0,
        ask_ms=12.5,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def report(
    rows: Sequence[QuestionResult],
    *,
    dataset: str = "elling",
    config: str = "",
    corpus: str = "c0ffee",
) -> Report:
    """A report of the rows."""
    retrieval, answers = aggregate(rows)
    settings: dict[str, str | int | float | bool] = {
        "depth": 50,
        "weight": 1.0,
        "on": True,
        "n": "",
    }
    return Report(
        dataset=dataset,
        config=config,
        fingerprint=Fingerprint("tiny 0123", settings, corpus, "0.1.0"),
        retrieval=retrieval,
        answers=answers,
        latency_ms=measure_latency(rows),
        rows=tuple(rows),
        notes=("2 articles were skipped",),
    )


def run(count: int = 60, seed: int = 1, lift: float = 0.0) -> list[QuestionResult]:
    """Rows of a plausible run; `lift` moves articles up, and the confidence where it should be."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        answerable = chance.random() < 0.6
        confidence = chance.gauss(0.7 + lift / 2 if answerable else 0.3, 0.2)
        confidence = round(min(1.0, max(0.0, confidence)), 4)
        answered = confidence > 0.5
        rank = max(1, round(chance.expovariate(0.4 + lift)))
        # Drawn for every question, so that another lift leaves the rest as it is.
        is_right, quality = chance.random() < 0.8, chance.random()
        values: dict[str, float] = {}
        if answerable:
            values["nDCG@10"] = 1 / math.log2(rank + 1)
            values["Success@1"] = float(rank == 1)
            values["answer_in_cited"] = float(answered and is_right)
            values["evidence_f1"] = values["answer_in_cited"] * quality
            values["false_refusal"] = float(not answered)
        else:
            values["false_answer"] = float(answered)
        if answered:
            values["quotes_verbatim"] = 1.0
        fields = {"answerable": answerable, "answered": answered, "confidence": confidence}
        quotes = (QUOTE,) if answered else ()
        rows.append(row(number, values, quotes=quotes, **fields))
    return rows
