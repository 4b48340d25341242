"""Repairs the faults that an examination found, and embeds only articles that are not intact.

Finds no faults itself; `doctor` does.
"""

from __future__ import annotations

from pathlib import Path

from index.embedding.embedder import Embedder
from index.ingest.embedding_identity import check_weights
from index.ingest.preparation import Preparation
from index.ingest.reports import Examination
from index.splitting.passages import Splitting
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.indexes import LEXICAL_FOLDER, VECTORS_FOLDER, discard
from index.storage.minhash import compute_sketch


def discard_damaged_indexes(folder: Path, examination: Examination) -> None:
    """Delete damaged indexes. Opening the home rebuilds them."""
    states = ((examination.vectors, VECTORS_FOLDER), (examination.lexical, LEXICAL_FOLDER))
    discard(folder, [name for state, name in states if state.fault or state.wrong])


def repair_home(home: Home, embedder: Embedder, examination: Examination) -> int:
    """Repair an open home, and return the number of texts that were embedded again.

    An altered article cannot be repaired without its source. It is marked, so that its source
    replaces it when it is added again.
    """
    catalog = home.catalog
    catalog.forget_hashes(examination.altered)
    for article_id in examination.ungrouped:
        if (article := catalog.article(article_id)) is not None:
            catalog.stories.replace(article_id, compute_sketch(article))
    preparation = Preparation(None, embedder, Splitting.of_version(catalog.fact(Fact.SPLITTER)))
    if examination.broken:
        check_weights(home, embedder)
        broken = [a for i in examination.broken if (a := catalog.article(i)) is not None]
        for article in broken:
            home.write(preparation.prepare([(article, None)]))
    home.reconcile()
    return preparation.embedded_count
