"""The result of an evaluation: a report with one row for each question. Pure data.

Measures that do not apply to a question (no qrels, no gold sentences) are absent, so every mean
states the number of its questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AllowInfNan, Strict

# Strict types for report files: no text in place of a number, and no NaN.
Number = Annotated[float, Strict(), AllowInfNan(False)]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]


@dataclass(frozen=True, slots=True)
class QuoteResult:
    """A quote of an answer; `verbatim` if it equals its place in the article."""

    article_id: str
    title: str
    text: str
    verbatim: Flag


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The result of one question: ranked articles, answer, and measures.

    `articles` are ids, best first, without repetitions. `values` holds the measures by name (yes is
    1.0). `search_ms` and `ask_ms` are wall-clock milliseconds.
    """

    id: str
    text: str
    answerable: Flag
    answered: Flag
    confidence: Number
    articles: tuple[str, ...]
    quotes: tuple[QuoteResult, ...]
    values: Mapping[str, Number]
    search_ms: Number
    ask_ms: Number


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Identifies what was measured: models with digests, settings, the digest of the articles, and
    the version of the program."""

    model: str
    settings: Mapping[str, str | Whole | Number | Flag]
    corpus: str
    version: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over the `count` questions that have it. `low` and `high` bound its 95 % bootstrap
    interval."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one dataset under one configuration ("" is the one in use)."""

    dataset: str
    config: str
    fingerprint: Fingerprint
    retrieval: Mapping[str, Figure]
    answers: Mapping[str, Figure]
    latency_ms: Mapping[str, float]
    rows: tuple[QuestionResult, ...]
    notes: tuple[str, ...] = field(default=())
