"""The names of the facts that a catalog stores about its home. Pure data.

A fact is text, "" if it is not set. Flags are "yes" or "".
"""

from __future__ import annotations

from enum import StrEnum


class Fact(StrEnum):
    """The name of a fact, as the table `facts` spells it."""

    SCHEMA = "schema"
    """The version of the tables."""

    GENERATION = "generation"
    """How many changes of the home are complete. A reader compares it to see a writer's changes."""

    DIRTY = "dirty"
    """Set while the catalog and the indexes are being changed."""

    DAMAGED = "damaged"
    """How many passages are damaged in the catalog, and so are in no index."""

    MODEL = "model"
    """The name of the model that made the vectors."""

    MODEL_SHA256 = "model_sha256"
    """The digest of that model's weights."""

    SPLITTER = "splitter"
    """The version of the splitting that made the passages."""

    REBUILDING = "rebuilding"
    """Set while the vectors are being made with another model or splitting."""

    ERASING = "erasing"
    """Set while text that was removed for good may still stand in the files."""

    LEDGER = "ledger"
    """The number and the digest of the last row of the ledger."""
