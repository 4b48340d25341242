"""Find the clippings of an article again when the article is written: as it is added, added again
after it was removed, changed, or edited."""

from __future__ import annotations

import sqlite3

from index.core.article import Article, Span
from index.storage.catalog_rows import unpack_terms
from index.storage.clippings.place import KeptQuote, cut_context, find_again
from index.storage.sqlite.database import Database


def relocate(database: Database, number: int, article: Article) -> None:
    """Find the clippings of an article again, whose row has this number and its new text."""
    rows = database.rows(
        "SELECT number, quote, before, behind, place FROM clippings WHERE article_id = ?",
        (article.id,),
    )
    if not rows:
        return
    with database.transaction() as connection:
        connection.execute(
            "UPDATE clippings SET article = ?, second ="
            " (SELECT published_second FROM articles WHERE articles.number = ?)"
            " WHERE article_id = ?",
            (number, number, article.id),
        )
        for clipping, *parts in rows:
            kept = KeptQuote(*parts)
            place = find_again(article.text, kept)
            if place is not None:
                _put_place(connection, clipping, article, Span(place, place + len(kept.quote)))
            elif kept.start is not None:
                connection.execute(
                    "UPDATE clippings SET place = NULL, opens = ?, closes = ? WHERE number = ?",
                    (*_find_last_terms(database, number), clipping),
                )


def _put_place(connection: sqlite3.Connection, clipping: int, article: Article, span: Span) -> None:
    connection.execute(
        "UPDATE clippings SET place = ?, before = ?, behind = ?, opens = NULL, closes = NULL"
        " WHERE number = ?",
        (span.start, *cut_context(article.text, span), clipping),
    )


def _find_last_terms(database: Database, number: int) -> tuple[int | None, int | None]:
    """From when until when the version before may be shown; two None if that is not limited."""
    packed = database.one(
        "SELECT terms FROM versions WHERE article = ? ORDER BY version DESC LIMIT 1", (number,)
    )
    if not packed:
        return None, None
    terms = unpack_terms(packed)
    return terms.opens, terms.closes
