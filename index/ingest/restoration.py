"""Restoring removed articles: with the vectors that they had, if these are of the present model."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.article import add_suffix
from index.core.errors import DatelineError
from index.ingest.preparation import Preparation
from index.ingest.removal import (
    build_removed,
    check_publishers,
    describe_removed,
    restore_articles,
)
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog import Catalog
from index.storage.home import Home


def restore_removed(home: Home, preparation: Preparation, article_ids: Sequence[str]) -> list[str]:
    """Restore removed articles, all of them or none, and return their ids.

    They are split and embedded again only if the archive has another model or splitting now. Raises
    UnknownArticleError if one is not among the removed ones, PublicError if its publisher has taken
    it back, DatelineError if it is damaged.
    """
    kept = home.catalog.removed.load(article_ids)
    for one in kept:
        check_publishers(home, one)
    current = home.catalog.removed.name_vectors()
    fresh = [build_removed(one) for one in kept if one.vectors == current]
    stale = [(describe_removed(one), None) for one in kept if one.vectors != current]
    if kept:
        restore_articles(home, kept, [*fresh, *preparation.prepare(stale)])
    return [one.id for one in kept]


def restore_same(home: Home, preparation: Preparation, article_ids: Sequence[str]) -> list[str]:
    """Restore removed articles that come again, and return their ids. One that cannot be restored
    is dropped: what comes takes its place."""
    hopeless = [article_id for article_id in article_ids if not _can_restore(home, article_id)]
    home.catalog.removed.drop(hopeless)
    whole = [article_id for article_id in article_ids if article_id not in hopeless]
    return restore_removed(home, preparation, whole)


def _can_restore(home: Home, article_id: str) -> bool:
    try:
        for one in home.catalog.removed.load([article_id]):
            check_publishers(home, one)
            build_removed(one)
    except DatelineError:
        return False
    return True


def find_same_removed(catalog: Catalog, incoming: ParsedArticle) -> list[str]:
    """Ids of the removed articles that an incoming one is: from the same place, a version of the
    same item, or with the same content under the same id."""
    article, item = incoming.article, incoming.item
    ids = (article.id, add_suffix(article.id, incoming.origin))
    return catalog.removed.find_same(
        ids, article.content_hash, incoming.places, item.guid if item else ""
    )
