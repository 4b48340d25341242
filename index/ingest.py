"""Articles on their way into a home: which are new, which changed, and where they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from index.article import Article, is_suffixed, suffixed
from index.home import Home
from index.outcome import AddReport
from index.preparation import Preparation
from index.sources import Finished, Incoming, Problem, Read, Unchanged
from index.stored import Known, Place

# Enough to fill the model's batches and to make a commit's cost (about 0.1 s) small beside the
# embedding's (about 3 s); few enough that little is lost when a run is stopped.
_BATCH_ARTICLES = 48
_BATCH_CHARACTERS = 400_000
# Notes of where unchanged articles came from are small, but not nothing.
_BATCH_NOTES = 1_000


@dataclass(slots=True)
class _Waiting:
    """What the next write will take: articles by id, further places by origin, and finished
    containers."""

    articles: dict[str, Incoming] = field(default_factory=dict)
    placed: dict[str, tuple[Place, str]] = field(default_factory=dict)
    finished: list[tuple[str, str]] = field(default_factory=list)

    @property
    def full(self) -> bool:
        characters = sum(len(waiting.article.text) for waiting in self.articles.values())
        return (
            len(self.articles) >= _BATCH_ARTICLES
            or characters >= _BATCH_CHARACTERS
            or len(self.placed) + len(self.finished) >= _BATCH_NOTES
        )

    def owners(self) -> dict[str, str]:
        """The articles, by id, that will have come from each origin."""
        owners = {waiting.origin: article_id for article_id, waiting in self.articles.items()}
        return owners | {origin: article_id for origin, (_, article_id) in self.placed.items()}


class Ingest:
    """One run of adding. Holds a batch of articles in memory at a time."""

    def __init__(
        self, home: Home, preparation: Preparation, on_progress: Callable[[Read], None]
    ) -> None:
        self._home = home
        self._preparation = preparation
        self._on_progress = on_progress
        self._waiting = _Waiting()
        self._counts = {"added": 0, "unchanged": 0, "updated": 0}
        self._skipped: list[Problem] = []
        self._warnings: list[Problem] = []

    def run(self, reads: Iterable[Read]) -> AddReport:
        """Take everything that the readers give; see `Library.add`."""
        for read in reads:
            match read:
                case Incoming():
                    self._take(read)
                case Problem():
                    (self._skipped if read.skipped else self._warnings).append(read)
                    self._on_progress(read)
                case Finished():
                    if read.stamp:
                        self._waiting.finished.append((read.container, read.stamp))
                    self._on_progress(read)
                case Unchanged():
                    origins = self._home.catalog.origins
                    self._counts["unchanged"] += (
                        1 if read.origin else origins.count_in(read.container)
                    )
                    self._on_progress(read)
            if self._waiting.full:
                self._flush()
        self._flush()
        return AddReport(
            added=self._counts["added"],
            unchanged=self._counts["unchanged"],
            updated=self._counts["updated"],
            skipped=tuple(self._skipped),
            warnings=tuple(self._warnings),
            embedded=self._preparation.embedded,
        )

    def _take(self, incoming: Incoming) -> None:
        article, known = self._placed(incoming)
        if known is not None and known.content_hash == article.content_hash:
            self._counts["unchanged"] += 1
            self._waiting.placed[incoming.origin] = (_place(incoming), article.id)
            self._on_progress(incoming)
            return
        self._counts["added" if known is None else "updated"] += 1
        self._waiting.placed.pop(incoming.origin, None)
        self._waiting.articles[article.id] = replace(incoming, article=article)

    def _placed(self, incoming: Incoming) -> tuple[Article, Known | None]:
        """The article under the id that it has or gets, and what is known under that id.

        What came from the same place before keeps its id, unless the same article also came from
        elsewhere and there is still as it was. The same content under the same id, suffix or not,
        is the same article, wherever it comes from; other content under an id that is taken gets a
        suffix.
        """
        article = incoming.article
        known = self._known("origin", incoming.origin)
        if known and (
            known.content_hash in ("", article.content_hash)
            or self._is_alone(known, incoming.origin)
        ):
            return replace(article, id=known.id), known
        if (twin := self._twin(article)) is not None:
            return replace(article, id=twin), self._known("id", twin)
        if self._known("id", article.id) is None:
            return article, None
        own_id = suffixed(article.id, incoming.origin)
        return replace(article, id=own_id), self._known("id", own_id)

    def _twin(self, article: Article) -> str | None:
        """The id of the same article, waiting or stored."""
        for article_id, waiting in self._waiting.articles.items():
            same = waiting.article.content_hash == article.content_hash
            if same and is_suffixed(article_id, article.id):
                return article_id
        stored = self._home.catalog.twin(article.id, article.content_hash)
        # One that waits will not be what it was.
        return None if stored in self._waiting.articles else stored

    def _known(self, column: str, value: str) -> Known | None:
        article_id = value if column == "id" else self._waiting.owners().get(value)
        if article_id is None:
            known = self._home.catalog.known(column, value)
            if known is None or known.id not in self._waiting.articles:
                return known
            article_id = known.id
        if (waiting := self._waiting.articles.get(article_id)) is not None:
            return Known(article_id, waiting.article.content_hash)
        return self._home.catalog.known("id", article_id)

    def _is_alone(self, known: Known, origin: str) -> bool:
        """Will the article have come from nowhere else, once what waits is written?"""
        owners = self._waiting.owners()
        stored = self._home.catalog.origins.of_article(known.id)
        others = {other for other in stored if owners.get(other, known.id) == known.id}
        others |= {other for other, article_id in owners.items() if article_id == known.id}
        return others <= {origin}

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, _Waiting()
        incoming = list(waiting.articles.values())
        if not (incoming or waiting.placed or waiting.finished):
            return
        batch = self._preparation.prepared([(item.article, _place(item)) for item in incoming])
        self._home.write(batch, list(waiting.placed.values()), waiting.finished)
        for item in incoming:
            self._on_progress(item)


def _place(incoming: Incoming) -> Place:
    return Place(incoming.origin, incoming.container, incoming.stamp)
