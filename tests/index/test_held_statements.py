"""Who says what in a held article is nowhere to be found before its hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.terms import Terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

pytestmark = pytest.mark.slow

HOUR = int(datetime(2025, 3, 17, 13, tzinfo=UTC).timestamp())
END = int(datetime(2025, 3, 18, tzinfo=UTC).timestamp())
DAM = "The dam broke on Monday. “We heard it at night,” Mayor Ilse Graen said."
TOLL = "Karl Mohr said that tolls would rise."
TERMS = Terms(
    embargo="2025-03-17T13:00:00Z",
    expiry="2025-03-18T00:00:00Z",
    correction="An earlier version misspelled the mayor’s name.",
)


class Clock:
    now = HOUR - 1

    def __call__(self) -> float:
        return float(self.now)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(home: Path, embedder: Embedder, clock: Clock) -> Iterator[Library]:
    with Library(Home(home, write=True, clock=clock), embedder) as library:
        held = Article("dam", "Dam of Kel", DAM, "Kel Wire", "2025-03-17", terms=TERMS)
        shown = Article("toll", "Tolls", TOLL, "Kel Wire", "2025-03-16")
        library.add(ParsedArticle(article, article.id) for article in (held, shown))
        library.enrich()
        yield library


def list_names(library: Library) -> set[str]:
    return {speaker.name for speaker in library.speakers()}


def test_a_speaker_appears_with_the_article_and_goes_with_it(
    library: Library, clock: Clock
) -> None:
    everybody = set()
    for now, names in [
        (HOUR - 1, {"Karl Mohr"}),
        (HOUR, {"Karl Mohr", "Ilse Graen"}),
        (END, {"Karl Mohr"}),
    ]:
        clock.now = now
        assert list_names(library) == names
        everybody.update(library.speakers())
        found = {one.speaker: article for article, one in library.statements(everybody)}
        assert set(found) == names
        if "Ilse Graen" in found:
            assert found["Ilse Graen"].terms == TERMS
