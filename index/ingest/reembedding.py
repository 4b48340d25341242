"""All passages and vectors of a home made anew, for another model or another splitting."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from itertools import chain, islice

from index.core.article import Article
from index.core.thread_pipeline import Conveyor
from index.embedding.embedder import Embedder
from index.ingest.embedding_identity import remember_identity
from index.ingest.preparation import MOST_UNDER_WAY, Draft, Preparation
from index.splitting.passages import Splitting
from index.storage.catalog_types import PreparedArticle
from index.storage.facts import Fact
from index.storage.home import Home

# As many as an ingest takes at a time.
_BATCH_ARTICLES = 96


def rebuild(
    home: Home,
    embedder: Embedder,
    splitting: Splitting,
    on_progress: Callable[[Article], None],
) -> None:
    """Make the passages and vectors of all articles anew.

    The home is marked until it is done, so that half of it is never taken for the whole.
    """
    preparation = Preparation(None, embedder, splitting)
    # Before anything is cleared: a model that does not load must not cost the vectors there are.
    preparation.prepared([(Article("probe", "", "A probe."), None)])
    remember_identity(home, embedder, splitting, rebuilding=True)
    home.clear_indexes()
    with closing(_rewritten(home, preparation)) as batches:
        for prepared in chain.from_iterable(batches):
            on_progress(prepared.article)
    home.catalog.remember({Fact.REBUILDING: ""})


def _rewritten(
    home: Home, preparation: Preparation
) -> Generator[list[PreparedArticle], None, None]:
    """All articles, batch by batch, once they are written with new passages and vectors."""

    def finished(drafts: list[Draft]) -> list[PreparedArticle]:
        return preparation.finished(drafts, conveyor.check)

    def written(batch: list[PreparedArticle]) -> list[PreparedArticle]:
        home.write(batch)
        return batch

    ids = iter(home.catalog.listing.ids())
    conveyor: Conveyor[list[Draft], list[PreparedArticle]] = Conveyor(
        [finished, written], MOST_UNDER_WAY
    )
    with conveyor:
        while batch := list(islice(ids, _BATCH_ARTICLES)):
            articles = [article for i in batch if (article := home.catalog.article(i)) is not None]
            drafts = preparation.drafted([(article, None) for article in articles])
            yield from conveyor.put(drafts)
        yield from conveyor.rest()
