"""What an evaluation comes back with, a row a question. Pure data.

Values that do not apply to a question (no article is judged, no gold sentence is known) are absent,
so that every mean says over how many questions it was taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AllowInfNan, Strict

# As a report's file must have them: no text that looks like a number, and no NaN.
Number = Annotated[float, Strict(), AllowInfNan(False)]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]


@dataclass(frozen=True, slots=True)
class QuoteResult:
    """A quotation of an answer; `verbatim` if it was found at its place when read again."""

    article_id: str
    title: str
    text: str
    verbatim: Flag


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: what was found, what was answered, and what that is worth.

    `articles` are the found ones, best first, each once. `values` holds the question's measures by
    name, each a number (yes is 1.0). `search_ms` and `ask_ms` are wall-clock milliseconds.
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
    """What was measured: the models with their digests, the settings that differ between runs, the
    digest of the articles, and the version of the program."""

    model: str
    settings: Mapping[str, str | Whole | Number | Flag]
    corpus: str
    version: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over the questions that have it: a mean, or what can only be said of all of them
    together. `low` and `high` bound its 95 % bootstrap interval."""

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
