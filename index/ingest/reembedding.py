"""Re-embedding: new passages and vectors for all articles, for another model or splitting.

The articles do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from itertools import chain, islice

from index.core.article import Article
from index.core.thread_pipeline import ThreadPipeline
from index.embedding.embedder import Embedder
from index.ingest.draft import Draft
from index.ingest.embedding_identity import remember_identity
from index.ingest.preparation import Preparation
from index.ingest.vector_reuse import MAX_PENDING_BATCHES
from index.splitting.passages import Splitting
from index.storage.catalog_types import PreparedArticle
from index.storage.facts import Fact
from index.storage.home import Home

# The batch size of an ingest.
_BATCH_ARTICLES = 96


def reembed(
    home: Home,
    embedder: Embedder,
    splitting: Splitting,
    on_progress: Callable[[Article], None],
) -> None:
    """Split and embed all articles of a home again.

    The home is marked until the end, so a home that was interrupted is not used.
    """
    preparation = Preparation(None, embedder, splitting)
    # A model that does not load raises here, before the existing vectors are deleted.
    preparation.prepare([(Article("probe", "", "A probe."), None)])
    remember_identity(home, embedder, splitting, rebuilding=True)
    home.clear_indexes()
    with closing(_rewrite(home, preparation)) as batches:
        for prepared in chain.from_iterable(batches):
            on_progress(prepared.article)
    home.catalog.remember({Fact.REBUILDING: ""})


def _rewrite(home: Home, preparation: Preparation) -> Generator[list[PreparedArticle], None, None]:
    """Batches of articles, each after it is written with new passages and vectors."""

    def embed(drafts: list[Draft]) -> list[PreparedArticle]:
        return preparation.embed(drafts, pipeline.check)

    def write(batch: list[PreparedArticle]) -> list[PreparedArticle]:
        home.write(batch)
        return batch

    ids = iter(home.catalog.listing.ids())
    pipeline: ThreadPipeline[list[Draft], list[PreparedArticle]] = ThreadPipeline(
        [embed, write], MAX_PENDING_BATCHES
    )
    with pipeline:
        while batch := list(islice(ids, _BATCH_ARTICLES)):
            articles = [article for i in batch if (article := home.catalog.article(i)) is not None]
            drafts = preparation.split([(article, None) for article in articles])
            yield from pipeline.submit(drafts)
        yield from pipeline.drain()
