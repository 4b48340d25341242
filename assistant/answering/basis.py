"""What sentences are chosen by, and the weights that go with it: a reader, or features alone."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """The set of weights for sentence choice and answerability."""

    FEATURES = "features"
    READER = "reader"
