"""The options of answering, which settings name and the answering parts read."""

from __future__ import annotations

from enum import StrEnum

# Candidates read per question; sixteen cost half as much again and improve next to nothing.
RERANK_DEPTH = 8


class Strictness(StrEnum):
    """How likely an answer must be: a stricter point refuses more and answers wrongly less."""

    LENIENT = "lenient"
    BALANCED = "balanced"
    STRICT = "strict"
