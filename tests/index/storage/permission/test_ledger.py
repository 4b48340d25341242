"""The ledger keeps its rows, in the transaction of the change, and an edit is seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.core.errors import DatelineError, PublicError
from index.storage.catalog import Catalog
from index.storage.permission.ledger_row import Action, LedgerEntry, LedgerQuery

BEGIN = 1_742_212_800.0  # 2025-03-17T12:00:00Z


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    times = iter(BEGIN + 3600.0 * number for number in range(1_000))
    catalog = Catalog(tmp_path / "catalog.sqlite3", lambda: next(times), "add")
    catalog.migrate()
    for number, action in enumerate([Action.ADDED, Action.CHANGED, Action.KILLED] * 2):
        catalog.ledger.record([LedgerEntry(action, f"a{number % 2}", f"/news/{number}", "why")])
    yield catalog
    catalog.close()


def test_rows_say_what_when_where_and_by_whom(catalog: Catalog) -> None:
    first, *_ = catalog.ledger.rows()
    assert (first.number, first.moment, first.process) == (1, "2025-03-17T12:00:00+00:00", "add")
    assert (first.action, first.article_id, first.place, first.detail) == (
        "added",
        "a0",
        "/news/0",
        "why",
    )


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (LedgerQuery(), [1, 2, 3, 4, 5, 6]),
        (LedgerQuery(action="killed"), [3, 6]),
        (LedgerQuery(article_id="a1"), [2, 4, 6]),
        (LedgerQuery(action="added", article_id="a1"), [4]),
        (LedgerQuery(after=4), [5, 6]),
        (LedgerQuery(since="2025-03-17T14:00:00Z"), [3, 4, 5, 6]),
        (LedgerQuery(since="2025-03-17T16:00:00+02:00", until="2025-03-17T15:00:00Z"), [3, 4]),
        (LedgerQuery(since="2025-03-18"), []),
        (LedgerQuery(until="2025-03"), [1, 2, 3, 4, 5, 6]),
        (LedgerQuery(until="2024"), []),
    ],
)
def test_filters(catalog: Catalog, query: LedgerQuery, numbers: list[int]) -> None:
    assert [row.number for row in catalog.ledger.rows(query)] == numbers
    assert [row.number for row in catalog.ledger.last_rows(query, 2)] == numbers[-2:]
    assert [row.number for row in catalog.ledger.rows(query, 2)] == numbers[:2]


def test_a_wrong_date_is_refused(catalog: Catalog) -> None:
    with pytest.raises(PublicError, match="'soon' is not a date"):
        catalog.ledger.rows(LedgerQuery(since="soon"))


def test_rows_of_a_change_that_fails_are_not_there(catalog: Catalog) -> None:
    def fail() -> None:
        with catalog.database.transaction():
            catalog.ledger.record([LedgerEntry(Action.ADDED, "b")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert len(catalog.ledger.rows()) == 6
    assert catalog.ledger.find_faults() == []


@pytest.mark.parametrize("statement", ["DELETE FROM ledger", "UPDATE ledger SET detail = 'x'"])
def test_the_table_refuses_changes(catalog: Catalog, statement: str) -> None:
    with (
        pytest.raises(DatelineError, match="never"),
        catalog.database.transaction() as connection,
    ):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        ("UPDATE ledger SET article = 'other' WHERE number = 3", "row 3 is not as it was written"),
        ("UPDATE ledger SET moment = '2024' WHERE number = 1", "row 1 is not as it was written"),
        ("UPDATE ledger SET digest = 'x' WHERE number = 6", "row 6 is not as it was written"),
        ("DELETE FROM ledger WHERE number = 2", "rows 2 to 2 are missing"),
        ("DELETE FROM ledger WHERE number > 4", "the last row is not the one that was written (4)"),
        ("DELETE FROM ledger", "the last row is not the one that was written (0)"),
        (
            "INSERT INTO ledger SELECT 7, moment, action, article, place, process, detail, digest"
            " FROM ledger WHERE number = 6",
            "row 7 is not as it was written",
        ),
    ],
)
def test_an_edit_is_seen(catalog: Catalog, edit: str, fault: str) -> None:
    assert catalog.ledger.find_faults() == []
    with closing(sqlite3.connect(catalog.database.path)) as connection, connection:
        for name in ("ledger_is_kept", "ledger_is_fixed"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(edit)
    assert catalog.ledger.find_faults() == [fault]


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("https://ann:secret@kel.example/a", "https://kel.example/a"),
        ("https://kel.example/f?api_key=abc&page=2", "https://kel.example/f?api_key=…&page=2"),
        ("https://kel.example/f?page=2&Token=abc#x", "https://kel.example/f?page=2&Token=…#x"),
        ("/news/key=abc.xml", "/news/key=abc.xml"),
    ],
)
def test_rows_hold_no_secrets(catalog: Catalog, place: str, written: str) -> None:
    catalog.ledger.record([LedgerEntry(Action.ADDED, "b", place)])
    assert catalog.ledger.rows()[-1].place == written
