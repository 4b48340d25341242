"""Alerts as they are stored: names, limits, and what was seen and printed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.alert import (
    MAX_ALERTS,
    AlertKind,
    AlertRequest,
    Maker,
    Place,
    UnknownAlertError,
)
from index.core.article import Article, Filters
from index.core.errors import DatelineError, PublicError
from index.core.facet import Facet, FacetChoice
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.library import Library
from index.maintenance.backup import backup
from index.maintenance.restore import restore
from index.sources.parsed_article import ParsedArticle
from index.storage.alerts.alerts import Alerts
from index.storage.alerts.filter_json import dump_filters, load_filters
from index.storage.alerts.findings import Checked
from index.storage.home import Home


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    with Library(Home(tmp_path / "home", write=True), embedder) as opened:
        yield opened


@pytest.fixture
def alerts(library: Library) -> Alerts:
    return library.alerts


def request(name: str, query: str = "tide", filters: Filters | None = None) -> AlertRequest:
    return AlertRequest(name, AlertKind.SEARCH, query, Maker.REST, filters or Filters())


def add(library: Library, *ids: str) -> None:
    library.add(ParsedArticle(Article(i, "", f"The tide of {i} rose."), i) for i in ids)


def report(alerts: Alerts, alert_id: int) -> int | None:
    """Store each article that has arrived as found, with its first eight characters."""
    until = alerts.begin_check()
    assert until is not None
    mark = next((one for one in alerts.list_behind(until) if one.alert_id == alert_id), None)
    if mark is None:
        return 0
    arrived = alerts.arrivals.list_next(mark.streams, mark.born, mark.mark, until, 100)
    places = [Place(i, 0, 8, "The tide") for i in arrived.article_ids]
    return alerts.findings.record(Checked(alert_id, mark.mark, arrived, places))


def test_names_are_the_same_in_any_case(alerts: Alerts) -> None:
    made = alerts.add(request("  Sea  News "))
    assert (made.name, made.query, made.maker, made.total) == ("Sea News", "tide", Maker.REST, 0)
    assert alerts.get("sea news") == alerts.get(made.id) == made
    with pytest.raises(PublicError, match="already"):
        alerts.add(request("SEA NEWS"))
    alerts.remove("Sea news")
    assert alerts.list_all() == []
    again = alerts.add(request("Sea news"))
    assert again.id > made.id  # a feed reader of the first one never gets the second


@pytest.mark.parametrize("name", ["\u200d", "a\nb", "\x1b[2J", "\u202eabc", "x" * 101])
def test_what_is_no_name_is_refused(alerts: Alerts, name: str) -> None:
    with pytest.raises(PublicError, match="An alert"):
        alerts.add(request(name))


@pytest.mark.parametrize("name", ["'; DROP TABLE alerts; --", "<b>", "a/b", "%", "٣", "漢字", "1"])
def test_other_names_are_kept(alerts: Alerts, name: str) -> None:
    alerts.add(request(name))
    assert alerts.get(name).name == name


def test_without_a_name_the_words_are_the_name(alerts: Alerts) -> None:
    def name(query: str, *sources: str) -> str:
        return alerts.add(request(" ", query, Filters(sources=sources))).name

    assert [name("Gotland"), name("Gotland", "Wire"), name("gotland")] == [
        "Gotland",
        "Gotland (2)",
        "gotland (3)",
    ]
    with pytest.raises(PublicError, match=r"The alert 'Gotland \(2\)' asks the same"):
        name("Gotland", "Wire")
    assert name("a\u202eb\u200bc") == "a b c"
    assert name("\u200b") == "Alert"
    long = name("word " * 100)
    assert long.endswith("…")
    assert len(name("x" * 2_000)) <= 100


@pytest.mark.parametrize("alert", [0, -1, 2**63, 10**40, "", "no such", "\ud800"])
def test_an_unknown_alert_is_named(alerts: Alerts, alert: int | str) -> None:
    for act in (alerts.get, alerts.remove, alerts.mark_seen):
        with pytest.raises(UnknownAlertError, match="There is no alert"):
            act(alert)


def test_there_is_a_limit(alerts: Alerts, tmp_path: Path) -> None:
    alerts.add(request("first"))
    with closing(sqlite3.connect(tmp_path / "home" / CATALOG_FILE)) as connection, connection:
        connection.executemany(
            "INSERT INTO alerts (key, name, kind, query, filters, streams, created, maker, born,"
            " mark) VALUES (?1, ?1, 'search', 'x', '{}', '[\"\"]', '', 'rest', 0, 0)",
            [(f"n{i}",) for i in range(MAX_ALERTS - 1)],
        )
    assert alerts.count == MAX_ALERTS
    with pytest.raises(PublicError, match="at most 1,000 alerts"):
        alerts.add(request("one more"))
    assert [each.name for each in alerts.list_all(2, 1)] == ["n0", "n1"]


def test_what_is_seen_is_not_news(library: Library, alerts: Alerts) -> None:
    made = alerts.add(request("a"))
    add(library, "x", "y")
    assert report(alerts, made.id) == 2
    found = alerts.get(made.id)
    assert (found.total, found.unseen, alerts.count_unseen()) == (2, 2, 2)
    alerts.mark_seen(made.id, 1)
    assert alerts.get(made.id).unseen == alerts.count_unseen() == 1
    add(library, "z")
    report(alerts, made.id)
    alerts.mark_seen(made.id, 10**15)  # what comes later is not seen by that
    add(library, "zz")
    report(alerts, made.id)
    assert [alerts.get(made.id).total, alerts.get(made.id).unseen] == [4, 1]
    latest = alerts.findings.list_latest(made.id, 2)
    assert [one.article_id for one in latest] == ["zz", "z"]
    older = alerts.findings.list_latest(made.id, 2, before=latest[-1].number)
    assert [one.article_id for one in older] == ["y", "x"]


def test_what_was_not_printed_to_the_end_is_printed_again(library: Library, alerts: Alerts) -> None:
    made = alerts.add(request("a"))
    add(library, "x", "y")
    report(alerts, made.id)
    with pytest.raises(BrokenPipeError), alerts.findings.take_unprinted(10):
        raise BrokenPipeError
    with alerts.findings.take_unprinted(1) as first:
        assert [one.article_id for one in first] == ["x"]
    with alerts.findings.take_unprinted(10) as second:
        assert [one.article_id for one in second] == ["y"]
    with alerts.findings.take_unprinted(10) as nothing:
        assert nothing == []


def test_two_that_print_at_once_take_turns(
    library: Library, alerts: Alerts, embedder: Embedder, tmp_path: Path
) -> None:
    made = alerts.add(request("a"))
    add(library, "x")
    report(alerts, made.id)
    other: list[int] = []
    begun = threading.Event()

    def print_too() -> None:
        with Library(Home(tmp_path / "home"), embedder) as own:
            begun.set()
            with own.alerts.findings.take_unprinted(10) as findings:
                other.append(len(findings))

    with alerts.findings.take_unprinted(10) as findings:
        thread = threading.Thread(target=print_too)
        thread.start()
        assert begun.wait(60)
        assert len(findings) == 1
        assert other == []
    thread.join(60)
    assert other == [0]


def test_of_two_that_check_at_once_the_faster_one_stores(library: Library, alerts: Alerts) -> None:
    made = alerts.add(request("a"))
    add(library, "x")
    until = alerts.begin_check()
    assert until is not None
    (mark,) = alerts.list_behind(until)
    arrived = alerts.arrivals.list_next(mark.streams, mark.born, mark.mark, until, 10)
    checked = Checked(made.id, mark.mark, arrived, [Place("x")])
    assert alerts.findings.record(checked) == 1
    assert alerts.findings.record(checked) is None
    alerts.remove(made.id)
    assert alerts.findings.record(checked) is None
    assert alerts.findings.list_latest(made.id, 10) == []


def test_an_article_that_is_held_when_it_is_its_turn_comes_again(
    library: Library, alerts: Alerts, tmp_path: Path
) -> None:
    made = alerts.add(request("a"))
    add(library, "x")
    assert alerts.begin_check()
    with closing(sqlite3.connect(tmp_path / "home" / CATALOG_FILE)) as connection, connection:
        connection.execute("INSERT INTO permissions SELECT number, 1e12, 2e12, 0 FROM articles")
    assert report(alerts, made.id) == 0
    with closing(sqlite3.connect(tmp_path / "home" / CATALOG_FILE)) as connection, connection:
        connection.execute("DELETE FROM permissions")
    assert report(alerts, made.id) == 1


def test_a_backup_has_the_alerts(library: Library, tmp_path: Path, embedder: Embedder) -> None:
    made = library.alerts.add(request("a", filters=Filters(sources=("Wire",))))
    add(library, "x")
    report(library.alerts, made.id)
    backup(tmp_path / "home", tmp_path / "file")
    restore(tmp_path / "file", tmp_path / "other")
    with Library(Home(tmp_path / "other"), embedder) as other:
        assert other.alerts.list_all() == library.alerts.list_all()


def test_a_home_that_cannot_be_locked_says_so(alerts: Alerts, tmp_path: Path) -> None:
    (tmp_path / "home" / "alerts.lock").mkdir()
    with pytest.raises(DatelineError, match="cannot be written"), alerts.findings.take_unprinted(1):
        pass


_CHOICES = st.sampled_from(
    [
        FacetChoice(Facet.YEAR, "2025"),
        FacetChoice(Facet.AUTHOR, "A: B"),
        FacetChoice(Facet.SECTION, ""),
        FacetChoice(Facet.MONTH, ""),
    ]
)
_NAMES = st.lists(st.text(max_size=9), max_size=3).map(tuple)


@given(
    st.builds(
        Filters,
        after=st.none() | st.dates().map(str),
        sources=_NAMES,
        republishable=st.booleans(),
        speaker=st.none() | st.text(min_size=1, max_size=9),
        words=st.text(max_size=9),
        facets=st.lists(_CHOICES, max_size=3).map(tuple),
        collections=_NAMES,
    )
)
def test_filters_are_kept_as_they_are(filters: Filters) -> None:
    assert load_filters(dump_filters(filters)) == filters
