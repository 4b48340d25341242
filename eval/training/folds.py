"""Which questions are held out together: those that were written from one article. Pure."""

from __future__ import annotations

from index.core.article import digest

FOLDS = 5


def fold_of(group: str) -> int:
    """The fold of a group, by its name alone."""
    return int(digest("fold", group), 16) % FOLDS
