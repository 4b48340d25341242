"""Assigns questions to folds: all questions of an article share a fold. Pure."""

from __future__ import annotations

from index.core.article import digest

FOLDS = 5


def fold_of(group: str) -> int:
    """The fold of a group, by a hash of its name."""
    return int(digest("fold", group), 16) % FOLDS
