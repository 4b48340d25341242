"""A clipping with its article and who speaks in it: what lists and exports show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.core.article import Article
from index.core.attribution import Attribution
from index.core.clipping import Clipping
from index.core.errors import UnknownArticleError
from index.library import Library

# Articles that are kept while a list is made: clippings of one article often follow each other.
_MOST_ARTICLES = 50


@dataclass(frozen=True, slots=True)
class ListedClipping:
    """A clipping, its article as it is now, and who says what in that."""

    clipping: Clipping
    article: Article
    attributions: tuple[Attribution, ...] = ()


def list_clippings(library: Library, clippings: Iterable[Clipping]) -> Iterator[ListedClipping]:
    """Find the articles of clippings; those that are not shown any more are left out."""
    known: dict[str, tuple[Article, tuple[Attribution, ...]] | None] = {}
    for clipping in clippings:
        if clipping.article_id not in known:
            if len(known) >= _MOST_ARTICLES:
                del known[next(iter(known))]
            known[clipping.article_id] = _read(library, clipping.article_id)
        if found := known[clipping.article_id]:
            yield ListedClipping(clipping, *found)


def _read(library: Library, article_id: str) -> tuple[Article, tuple[Attribution, ...]] | None:
    try:
        article = library.get(article_id)
    except UnknownArticleError:
        return None
    return article, tuple(library.find_attributions([article_id]).get(article_id, ()))
