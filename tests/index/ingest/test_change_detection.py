"""What is decided of an article never depends on whether those before it are written yet."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.core.article import Article, suffixed
from index.ingest.change_detection import Arrivals, Batch, Outcome, place
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog import Catalog
from index.storage.catalog_types import PreparedArticle
from index.storage.minhash import sketch

NOW = datetime(2025, 3, 17, tzinfo=UTC)
IDS = ("a", "b", suffixed("a", "north"))
INCOMING = st.builds(
    lambda article_id, origin, text: ParsedArticle(Article(article_id, "", text), origin),
    st.sampled_from(IDS),
    st.sampled_from(("north", "south", "east")),
    st.sampled_from(("Rain fell.", "Snow fell.", "Hail fell.")),
)


class Written:
    """A catalog to which batches come so many batches late."""

    def __init__(self, folder: Path, late: int) -> None:
        self.catalog = Catalog(folder / f"{late}.sqlite3")
        self.catalog.migrated()
        self._arrivals = Arrivals(self.catalog)
        self._late = late
        self._waiting: list[Batch] = []

    def take(self, batches: Sequence[Sequence[ParsedArticle]]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for batch in batches:
            # What is repeated is unchanged; only when that may be told hangs on the writing.
            outcomes += [
                "unchanged" if outcome == "repeated" else outcome
                for outcome in map(self._arrivals.take, batch)
            ]
            self._waiting.append(self._arrivals.handed_over())
            while len(self._waiting) > self._late:
                self._write()
        while self._waiting:
            self._write()
        return outcomes

    def _write(self) -> None:
        batch = self._waiting.pop(0)
        prepared = [
            PreparedArticle(one.article, place(one), (), (), sketch(one.article))
            for one in batch.articles.values()
        ]
        self.catalog.write(prepared, NOW, list(batch.placed.values()), batch.finished)
        self._arrivals.written()

    def rows(self) -> list[list[tuple[object, ...]]]:
        """All that is known, numbers in the order of writing included."""
        return [
            self.catalog.database.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            for table in ("articles", "versions", "origins")
        ]


@settings(max_examples=25)
@given(st.lists(st.lists(INCOMING, min_size=1, max_size=3), max_size=5))
# The one article becomes what the other is; then another place has that, too.
@example(
    [
        [ParsedArticle(Article("a", "", "Rain fell."), "south")],
        [ParsedArticle(Article("a", "", "Snow fell."), "north")],
        [ParsedArticle(Article("a", "", "Snow fell."), "south")],
        [ParsedArticle(Article("a", "", "Snow fell."), "east")],
    ]
)
# It changes, and then another place has what it was.
@example(
    [
        [ParsedArticle(Article("a", "", "Rain fell."), "north")],
        [ParsedArticle(Article("a", "", "Snow fell."), "north")],
        [ParsedArticle(Article("a", "", "Rain fell."), "south")],
    ]
)
# It comes from two places, and changes in the one: that one must get an article of its own.
@example(
    [
        [ParsedArticle(Article("a", "", "Rain fell."), "south")],
        [ParsedArticle(Article("a", "", "Rain fell."), "north")],
        [ParsedArticle(Article("a", "", "Snow fell."), "north")],
        [ParsedArticle(Article("a", "", "Hail fell."), "south")],
    ]
)
def test_decisions_are_the_same_however_late_the_writing_is(
    batches: list[list[ParsedArticle]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        at_once, late, last = (Written(Path(folder), lag) for lag in (0, 1, 9))
        outcomes = at_once.take(batches)
        assert late.take(batches) == outcomes
        assert last.take(batches) == outcomes
        assert at_once.rows() == late.rows() == last.rows()
        for written in (at_once, late, last):
            written.catalog.close()


def test_a_batch_knows_how_much_it_holds() -> None:
    assert Batch().is_empty
    batch = Batch()
    batch.take(ParsedArticle(Article("a", "", "Rain fell."), "north"), "one")
    batch.take(ParsedArticle(Article("a", "", "It rained."), "north"), "two")
    batch.take(ParsedArticle(Article("b", "", "Snow."), "south"), "three")
    assert not batch.is_empty
    assert batch.characters == len("It rained.") + len("Snow.")
    batch.put(ParsedArticle(Article("a", "", "It rained."), "south"), "a")
    assert batch.owners == {"north": "a", "south": "a"}
    # What it was given last counts.
    batch.take(ParsedArticle(Article("c", "", "Hail."), "south"), "four")
    assert (batch.owners["south"], batch.placed) == ("c", {})
