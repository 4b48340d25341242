"""The options of answering, which settings name and the answering parts read."""

from __future__ import annotations

from enum import StrEnum

# The name of the bundled reader, and of none.
BUNDLED_READER, NO_READER = "dateline-reader", "none"
# Passages that the reader reads of a question, at most.
READ_AT_MOST = 5


class Strictness(StrEnum):
    """How likely an answer must be: a stricter point refuses more and answers wrongly less."""

    LENIENT = "lenient"
    BALANCED = "balanced"
    STRICT = "strict"
