"""Statements by an office count as its holder's where articles of the time tell, and never where
they tell of two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.news.speech.statements import Statement, StatementQuery, find_statements
from assistant.present.terminal.statement_text import format_join
from assistant.wire.statements import StatementsShape
from index.core.article import Article, Filters
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

# Id, day and text.
TEXTS = (
    ("holt-spring", "2025-03-03",
     "Foreign Secretary Ana Holt said that the straits of Norland must stay open. Ships wait."),
    ("unnamed-spring", "2025-03-10",
     "The ferry was late. The foreign secretary said that talks with the pilots of Norland "
     "would begin soon."),
    ("aide", "2025-03-11", "A foreign secretary said that nobody had asked."),
    ("former", "2025-03-12",
     "The former foreign secretary said that pilots were brave."),
    ("other", "2025-03-13",
     "The shadow foreign secretary said that pilots were idle."),
    ("vik-autumn", "2025-09-01",
     "Foreign Secretary Jonas Vik said that the old treaty was dead."),
    ("unnamed-autumn", "2025-09-20",
     "Fog lay on the sound. The foreign secretary said that a new treaty was being drafted."),
    ("unnamed-later", "2027-01-05",
     "The foreign secretary said that the lighthouse would be sold."),
    ("undated", None,
     "The foreign secretary said that the buoys were painted green."),
    ("palace-named", "2025-04-01",
     "Palace spokesman Tor Haugen said that the king was well."),
    ("palace-unnamed", "2025-04-08",
     "It rained. The Palace spokesman said that the king had a cold."),
    ("palace-reworded", "2025-04-09",
     "The spokesman for the Palace said that the cold was gone."),
    ("palace-plural", "2025-04-10", "Palace spokesmen said that the cold was back."),
    ("trade-one", "2025-05-01",
     "Trade Minister Ida Berg said that tariffs on rye would fall."),
    ("trade-two", "2025-05-09",
     "Trade Minister Sten Moe said that tariffs on rye would rise."),
    ("trade-unnamed", "2025-05-05", "The trade minister said that rye was a plant."),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    home = Home(tmp_path_factory.mktemp("offices"), write=True)
    with Library(home, embedder) as library:
        articles = [Article(name, name, text, "Kel Wire", day) for name, day, text in TEXTS]
        library.add(ParsedArticle(article, article.id) for article in articles)
        library.enrich()
        yield library


def find(library: Library, query: StatementQuery) -> Sequence[Statement]:
    return find_statements(library, query).statements


@pytest.mark.parametrize(
    ("speaker", "articles"),
    [
        ("Holt", ["holt-spring", "unnamed-spring"]),
        ("Ana Holt", ["holt-spring", "unnamed-spring"]),
        ("Vik", ["vik-autumn", "unnamed-autumn"]),
        (
            "the foreign secretary",
            ["holt-spring", "unnamed-spring", "vik-autumn", "unnamed-autumn"],
        ),
        ("Haugen", ["palace-named", "palace-unnamed", "palace-reworded"]),
        ("the Palace spokesman", ["palace-named", "palace-unnamed", "palace-reworded"]),
        ("Berg", ["trade-one"]),
        ("Moe", ["trade-two"]),
    ],
)
def test_an_office_is_its_holder_of_that_time(
    library: Library, speaker: str, articles: list[str]
) -> None:
    assert [each.article.id for each in find(library, StatementQuery(speaker))] == articles


def test_each_join_says_by_which_article(library: Library) -> None:
    named, joined = find(library, StatementQuery("Holt"))
    assert named.join is None
    assert joined.join is not None
    assert format_join(joined.join) == (
        "counted as Ana Holt: “The foreign secretary”, by article holt-spring"
    )
    shape = StatementsShape.of(find_statements(library, StatementQuery("Holt"))).statements[1]
    assert shape.counted_as is not None
    assert (shape.counted_as.name, shape.counted_as.article_id) == ("Ana Holt", "holt-spring")
    assert shape.attribution.speaker is None


def test_joins_are_switched_off(library: Library) -> None:
    found = find(library, StatementQuery("Haugen", is_exact=True))
    assert [each.article.id for each in found] == ["palace-named"]


def test_filters_hold_for_joins(library: Library) -> None:
    after = find(library, StatementQuery("Haugen", filters=Filters(after="2025-04-09")))
    assert [each.article.id for each in after] == ["palace-reworded"]
    # As of that day nobody had named the secretary.
    early = find(library, StatementQuery("Holt", filters=Filters(as_of="2025-03-02")))
    assert not early
