"""Is there enough evidence? Pure; the coefficients are data in refusal.json.

A logistic model over signals of the evidence gives the probability that the archive answers the
question. The file says what the coefficients were fitted on.
"""

from __future__ import annotations

import calendar
import json
import math
from collections.abc import Sequence, Set
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from assistant.extractive import Candidate
from assistant.names import Stems, is_mentioned, with_aliases
from assistant.question import Question
from index.article import Hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an answer, each in about 0..1.

    `passage`, `sentence`: the best cosine similarities. `sentence_coverage`: share of the
    question's weight (rare words count more) that the best-scored sentence has. `known`: share of
    its words that any passage of the archive has. `names`: 1 if the question has names or long
    numbers and one article that was found mentions all of them, else 0. `absent`: 1 if it has some
    and no article that was found mentions all of them, else 0.
    """

    passage: float
    sentence: float
    sentence_coverage: float
    known: float
    names: float
    absent: float


@dataclass(frozen=True, slots=True)
class Coefficients:
    """`sigmoid(intercept + sum of weight * signal)`, and from which probability on to answer."""

    intercept: float
    weights: dict[str, float]
    threshold: float


@cache
def coefficients() -> Coefficients:
    """The coefficients that come with the program."""
    stored = json.loads(files("assistant").joinpath("refusal.json").read_text("utf-8"))
    return Coefficients(stored["intercept"], stored["weights"], stored["threshold"])


def weigh(
    question: Question,
    hits: Sequence[Hit],
    found: Sequence[Candidate],
    stems: Stems,
) -> tuple[Evidence, tuple[str, ...]]:
    """The evidence for an answer, and what explains a refusal: names that no article has that was
    found, or else words that the archive does not have."""
    names = question.names
    articles = _stems_by_article(hits, stems)
    lacking = [
        {name for name in names if not is_mentioned(name, article, stems)} for article in articles
    ]
    absent = min(lacking, key=len, default=set(names))
    everywhere = set(names).intersection(*lacking)
    # A year may stand in an article's date alone, a country under another of its names.
    unknown = tuple(
        word
        for word in question.unknown_words
        if not any(is_mentioned(word, article, stems) for article in articles)
    )
    words = {term.word for term in question.terms}
    evidence = Evidence(
        passage=max((hit.signals.dense for hit in hits), default=0.0),
        sentence=max((hit.signals.sentence for hit in hits), default=0.0),
        sentence_coverage=question.coverage(found[0].told) if found else 0.0,
        known=1.0 - len(unknown) / len(words) if words else 1.0,
        names=float(bool(names) and not absent),
        absent=float(bool(absent)),
    )
    return evidence, tuple(name for name in names if name in everywhere) or unknown


def _stems_by_article(hits: Sequence[Hit], stems: Stems) -> list[Set[str]]:
    """The words of each article as far as it was found, with its outlet and its date."""
    found: dict[str, list[str]] = {}
    for hit in hits:
        described = (hit.title, hit.source, _date_words(hit.published), hit.passage.text)
        found.setdefault(hit.passage.article_id, []).extend(described)
    return [with_aliases("\n".join(texts), stems) for texts in found.values()]


def _date_words(published: str | None) -> str:
    """ "2025-03" as "2025 March", so that a question's month and year can be met by a date."""
    if not published:
        return ""
    month = published[5:7]
    return f"{published[:4]} {calendar.month_name[int(month)] if month.isdigit() else ''}"


def probability(evidence: Evidence, model: Coefficients) -> float:
    """How likely the archive answers the question, in 0..1."""
    signals = asdict(evidence)
    logit = model.intercept + sum(w * signals[name] for name, w in model.weights.items())
    return 1.0 / (1.0 + math.exp(-logit))
