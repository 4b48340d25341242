"""Put many small articles into a catalog at once, without an ingest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.core.article import Article, Passage, Span
from index.storage.catalog import Catalog
from index.storage.catalog_rows import article_row, passage_rows
from index.storage.catalog_types import PreparedArticle
from index.storage.minhash import compute_sketch

TEXT = "Rain."
_WHOLE = Span(0, len(TEXT))


def put_articles(catalog: Catalog, articles: Sequence[Article]) -> None:
    """The rows of the articles alone."""
    with catalog.database.transaction() as connection:
        for article in articles:
            row = article_row(article)
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", row)


def put_passages(
    catalog: Catalog, articles: Sequence[Article], vectors: NDArray[np.float32]
) -> None:
    """Articles of one passage each, whose id is the article's. `vectors` has shape (n, d)."""
    put_articles(catalog, articles)
    alike = compute_sketch(Article("", "", TEXT))
    with catalog.database.transaction() as connection:
        for article, vector in zip(articles, vectors, strict=True):
            passage = Passage(article.id, article.id, *_WHOLE, TEXT, (_WHOLE,))
            both = np.stack([vector, vector])
            prepared = PreparedArticle(article, None, (passage,), (both,), alike)
            query = "SELECT number FROM articles WHERE id = ?"
            number = catalog.database.one(query, (article.id,))
            catalog.availability.put(number, article)
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", passage_rows(number, prepared)
            )
