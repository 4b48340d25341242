"""What is decided of an article never depends on whether those before it are written yet."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.core.article import Article, add_suffix
from index.ingest.change_detection import ChangeDetector, Outcome
from index.ingest.write_batch import WriteBatch, make_provenance
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog import Catalog
from index.storage.catalog_types import PreparedArticle
from index.storage.minhash import compute_sketch

NOW = datetime(2025, 3, 17, tzinfo=UTC)
IDS = ("a", "b", add_suffix("a", "north"))
INCOMING = st.builds(
    lambda article_id, origin, text, container, alias: ParsedArticle(
        Article(article_id, "", text), origin, container, alias=alias
    ),
    st.sampled_from(IDS),
    st.sampled_from(("north", "south", "east")),
    st.sampled_from(("Rain fell.", "Snow fell.", "Hail fell.")),
    st.sampled_from(("", "feed", "north")),
    st.sampled_from(("", "north", "west")),
)


class LateCatalog:
    """A catalog that is written so many batches late."""

    def __init__(self, folder: Path, late: int) -> None:
        self.catalog = Catalog(folder / f"{late}.sqlite3")
        self.catalog.migrate()
        self._detector = ChangeDetector(self.catalog)
        self._late = late
        self._waiting: list[WriteBatch] = []

    def add(self, batches: Sequence[Sequence[ParsedArticle]]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for batch in batches:
            # A repeated article is unchanged; only the moment of its report depends on the writing.
            outcomes += [
                "unchanged" if outcome == "repeated" else outcome
                for outcome in map(self._detector.add, batch)
            ]
            self._waiting.append(self._detector.hand_over())
            while len(self._waiting) > self._late:
                self._write()
        while self._waiting:
            self._write()
        return outcomes

    def _write(self) -> None:
        batch = self._waiting.pop(0)
        prepared = [
            PreparedArticle(one.article, make_provenance(one), (), (), compute_sketch(one.article))
            for one in batch.articles.values()
        ]
        self.catalog.write(prepared, NOW, batch.notes)
        self._detector.mark_written()

    def rows(self) -> list[list[tuple[object, ...]]]:
        """All rows, numbered in the order of writing."""
        return [
            self.catalog.database.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            for table in ("articles", "versions", "origins")
        ]


@settings(max_examples=50)
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
def test_decisions_do_not_depend_on_when_batches_are_written(
    batches: list[list[ParsedArticle]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        at_once, late, last = (LateCatalog(Path(folder), lag) for lag in (0, 1, 9))
        outcomes = at_once.add(batches)
        assert late.add(batches) == outcomes
        assert last.add(batches) == outcomes
        assert at_once.rows() == late.rows() == last.rows()
        for catalog in (at_once, late, last):
            catalog.catalog.close()


def test_a_batch_counts_its_characters() -> None:
    assert WriteBatch().is_empty
    batch = WriteBatch()
    batch.add_article(ParsedArticle(Article("a", "", "Rain fell."), "north"), "one")
    batch.add_article(ParsedArticle(Article("a", "", "It rained."), "north"), "two")
    batch.add_article(ParsedArticle(Article("b", "", "Snow."), "south"), "three")
    assert not batch.is_empty
    assert batch.characters == len("It rained.") + len("Snow.")
    batch.add_provenance(ParsedArticle(Article("a", "", "It rained."), "south"), "a")
    assert batch.id_by_origin == {"north": "a", "south": "a"}
    # The last article from an origin counts.
    batch.add_article(ParsedArticle(Article("c", "", "Hail."), "south"), "four")
    assert (batch.id_by_origin["south"], batch.provenances) == ("c", {})
