"""An article is hidden until its hour and after its end, by the clock of whoever reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from index.core.article import Article
from index.core.terms import Terms
from index.storage.catalog import Catalog
from index.storage.permission.state import State
from tests.index.many import put_passages

NOON = int(datetime(2025, 3, 17, 12, tzinfo=UTC).timestamp())
ARTICLES = {
    "plain": Terms(),
    "embargo": Terms(embargo="2025-03-17T13:00:00Z"),
    "expiry": Terms(expiry="2025-03-17T13:00:00Z"),
    "both": Terms(embargo="2025-03-17T13:00:00Z", expiry="2025-03-17T14:00:00Z"),
    "never": Terms(embargo="2025-03-17T14:00:00Z", expiry="2025-03-17T13:00:00Z"),
    "withheld": Terms(hold="it is withheld"),
}


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def catalog(tmp_path: Path, clock: Clock) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3", clock)
    catalog.migrate()
    articles = [Article(name, "", "Rain.", terms=terms) for name, terms in ARTICLES.items()]
    put_passages(catalog, articles, np.ones((len(articles), 1), dtype=np.float32))
    yield catalog
    catalog.close()


def shown(catalog: Catalog) -> set[str]:
    return {article.id for article in catalog.listing.articles()}


def test_the_hour_decides_what_is_shown(catalog: Catalog, clock: Clock) -> None:
    hour = 3600
    for seconds, expected in (
        (0, {"plain", "expiry"}),
        (hour - 1, {"plain", "expiry"}),
        (hour, {"plain", "embargo", "both"}),
        (2 * hour - 1, {"plain", "embargo", "both"}),
        (2 * hour, {"plain", "embargo"}),
        (100 * hour, {"plain", "embargo"}),
        (-100 * hour, {"plain", "expiry"}),
    ):
        clock.now = NOON + seconds
        assert shown(catalog) == expected
        assert catalog.listing.count() == catalog.listing.count_passages() == len(expected)
        assert set(catalog.load_shown_passages(list(ARTICLES))) == expected
        states = {name: catalog.availability.find_state(name) for name in ARTICLES}
        assert {name for name in states if states[name] is State.SHOWN} == expected


def test_what_is_hidden_is_listed_in_the_order_in_which_it_appears(
    catalog: Catalog, clock: Clock
) -> None:
    held = catalog.availability.list_hidden(State.HELD)
    assert [(one.article.id, one.opens) for one in held] == [
        ("both", NOON + 3600),
        ("embargo", NOON + 3600),
        ("never", NOON + 7200),
        ("withheld", None),
    ]
    assert catalog.availability.list_hidden(State.EXPIRED) == []
    clock.now = NOON + 7200
    expired = catalog.availability.list_hidden(State.EXPIRED)
    assert [one.article.id for one in expired] == ["both", "expiry", "never"]
    assert [one.article.id for one in catalog.availability.list_hidden(State.HELD)] == ["withheld"]
    assert len(catalog.availability.list_hidden(State.EXPIRED, 1)) == 1


def test_a_release_counts_from_now_on(catalog: Catalog, clock: Clock) -> None:
    catalog.release(["withheld", "embargo", "expiry"], "the publisher said so")
    assert shown(catalog) == {"plain", "withheld", "embargo", "expiry"}
    clock.now = NOON - 1  # a release does not change the past
    assert shown(catalog) == {"plain", "expiry"}
    clock.now = NOON + 3600  # nor the end
    assert "expiry" not in shown(catalog)


def test_an_article_without_limits_has_no_row(catalog: Catalog) -> None:
    assert catalog.database.one("SELECT count(*) FROM permissions") == len(ARTICLES) - 1
    rights = Article("rights", "", "Rain.", terms=Terms(copyright="© Kel"))
    put_passages(catalog, [rights], np.ones((1, 1), dtype=np.float32))
    assert catalog.database.one("SELECT count(*) FROM permissions") == len(ARTICLES) - 1


def test_nothing_hidden_adds_nothing_to_a_query(catalog: Catalog, clock: Clock) -> None:
    assert catalog.availability.condition()[0]
    catalog.delete([name for name in ARTICLES if name not in ("plain", "embargo")])
    assert catalog.availability.condition()[0]
    clock.now = NOON + 3600
    assert catalog.availability.condition() == ("", [])


def test_between_two_hours_the_queries_are_the_same(catalog: Catalog, clock: Clock) -> None:
    conditions = []
    for seconds in (0, 10, 3599, 3600, 3700):
        clock.now = NOON + seconds
        conditions.append(catalog.availability.condition())
    assert conditions[0] == conditions[1] == conditions[2] != conditions[3] == conditions[4]


def test_what_is_shown_earlier_than_stated_is_seen(catalog: Catalog) -> None:
    def stated(name: str) -> bool:
        return catalog.availability.is_as_stated(Article(name, "", "", terms=ARTICLES[name]))

    assert all(map(stated, ARTICLES))
    catalog.release(["withheld"], "")
    assert stated("withheld")
    with catalog.database.transaction() as connection:
        connection.execute("DELETE FROM permissions")
    assert [name for name in ARTICLES if stated(name)] == ["plain"]
