"""The options of answering, which settings name and the answering parts read."""

from __future__ import annotations

from enum import StrEnum

# The name of the bundled reader, and of none.
BUNDLED_READER, NO_READER = "dateline-reader", "none"
# Passages that the reader reads of a question. With five, the first quotation is right as often
# (.833 and .826 on news and Wikipedia, .828 and .831 with three), and reading takes half as long
# again.
READ_PASSAGES = 3


class Strictness(StrEnum):
    """How likely an answer must be: a stricter point refuses more and answers wrongly less."""

    LENIENT = "lenient"
    BALANCED = "balanced"
    STRICT = "strict"
