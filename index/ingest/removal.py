"""Remove articles of a home, restore them, and erase the text of those that are removed for good.

A removal is one change of the catalog: before it there is the article, after it the removed one.
The text is erased afterwards, and the catalog has a mark until that is done, so that it is done
after a crash, too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from index.core.article import Article
from index.core.errors import DatelineError, PublicError
from index.core.item import ItemVersion
from index.storage.catalog_rows import build_article, build_passages
from index.storage.catalog_types import BatchNotes, PreparedArticle, StoredPassage
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.minhash import compute_sketch
from index.storage.permission.ledger_row import Action, LedgerEntry
from index.storage.removal.removed_article import KeptArticle

_PASSAGES_AT_ONCE = 1_000

_log = logging.getLogger(__name__)


def remove_articles(home: Home, article_ids: Sequence[str], days: int) -> None:
    """Remove articles, all of them or none. They can be restored for so many days.

    Without days they are removed for good, whether they are in the archive or removed already, and
    their text is erased, that of their clippings too.
    """
    catalog = home.catalog
    passage_ids = catalog.passage_ids(article_ids)
    with home.change():
        with catalog.database.transaction():
            if days:
                catalog.removed.keep(article_ids, days)
                catalog.delete(article_ids)
            else:
                _forget(home, catalog.removed.select(article_ids))
                catalog.clippings.erase(article_ids)
                catalog.delete(article_ids, Action.ERASED)
        home.indexes.drop(passage_ids)
    if not days:
        erase(home)


def purge(home: Home, article_ids: Sequence[str]) -> None:
    """Remove removed articles for good, and erase their text."""
    if article_ids or home.catalog.removed.is_erasure_unfinished():
        _forget(home, article_ids)
        erase(home)


def purge_expired(home: Home) -> None:
    """Remove for good what cannot be restored any more, and end an erasure that was interrupted.

    If the disk is full, a later call does it.
    """
    if not home.catalog.removed.is_erasure_due():
        return
    try:
        purge(home, home.catalog.removed.list_expired())
    except DatelineError as error:
        _log.warning("Removed articles are not erased from the disk yet. %s", error)


def _forget(home: Home, article_ids: Sequence[str]) -> None:
    catalog = home.catalog
    with catalog.database.transaction():
        catalog.removed.drop(article_ids)
        catalog.clippings.erase(article_ids)
        catalog.ledger.record(LedgerEntry(Action.ERASED, i) for i in article_ids)
        catalog.remember({Fact.ERASING: "yes"})


def erase(home: Home) -> None:
    """Write the files that hold words anew, without what was deleted. Raises DatelineError if that
    fails: then nothing is lost, and the text is still there."""
    home.indexes.erase_words(_read_passages(home))
    home.catalog.database.erase_deleted()
    home.catalog.remember({Fact.ERASING: ""})


def _read_passages(home: Home) -> Iterator[StoredPassage]:
    ids = home.catalog.passage_ids()
    for start in range(0, len(ids), _PASSAGES_AT_ONCE):
        yield from home.catalog.passages(ids[start : start + _PASSAGES_AT_ONCE]).values()


def restore_articles(
    home: Home, kept: Sequence[KeptArticle], prepared: Sequence[PreparedArticle]
) -> None:
    """Restore removed articles, all of them or none, with passages and vectors of the present model
    and splitting."""
    home.write(prepared, BatchNotes(restored={one.id: one.rows for one in kept}))


def build_removed(kept: KeptArticle) -> PreparedArticle:
    """A removed article as it was stored. Raises DatelineError if it is damaged."""
    article = describe_removed(kept)
    own, rows = kept.rows.article, kept.rows.tables["passages"]
    described = (own["title"], own["source"], own["published"], own["url"], "", own["terms"])
    passages = build_passages(
        (
            row["id"], article.id, row["first"], row["after"],
            article.text[row["first"] : row["after"]], row["sentences"], row["vectors"], *described,
        )
        for row in rows
    )  # fmt: skip
    if len(passages) < len(rows):
        raise DatelineError(
            f"The removed article {article.id} is damaged, and cannot be restored",
            "Add its source again",
        )
    return PreparedArticle(
        article,
        None,
        tuple(stored.passage for stored in passages),
        tuple(stored.vectors for stored in passages),
        compute_sketch(article),
    )


def describe_removed(kept: KeptArticle) -> Article:
    """The article that was removed."""
    own = kept.rows.article
    names = "title text source published url authors updated language section terms".split()
    return build_article(kept.id, *(own[name] for name in names))


def check_publishers(home: Home, kept: KeptArticle) -> None:
    """Raise PublicError if the publisher of a removed article has taken it back since."""
    for row in kept.rows.tables.get("items", ()):
        item = ItemVersion(row["guid"], row["number"], row["second"])
        notice = home.catalog.items.find_notice(item.guid)
        if notice is not None and notice.covers(item):
            raise PublicError(
                f"The publisher of '{kept.id}' has taken it back since it was removed",
                "It cannot be restored; add its source again to see what the publisher allows",
            )
