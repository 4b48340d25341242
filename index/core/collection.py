"""A collection: a named set of articles. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from index.core.errors import PublicError
from index.core.name import check_name as check_any_name

# The most collections that filters can name at once.
MAX_COLLECTIONS = 50


class UnknownCollectionError(PublicError):
    """The archive has no such collection."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection, with the number of its articles that may be shown. `created` is ISO 8601 in
    UTC."""

    name: str
    articles: int
    created: str


def check_name(name: str) -> str:
    """The name in its one spelling. Raises PublicError as `index.core.name`."""
    return check_any_name(name, "collection")
