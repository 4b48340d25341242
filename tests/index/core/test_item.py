"""Which version of an item is the newer one, and which a notice counts for."""

from __future__ import annotations

import pytest

from index.core.item import ItemVersion, Notice, NoticeStatus


def version(number: int = 0, second: int | None = None, *, ordered: bool = True) -> ItemVersion:
    return ItemVersion("urn:a", number, second, ordered)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (version(1), version(2)),
        (version(1, 900), version(2, 100)),  # the number goes before the date
        (version(2, 100), version(2, 101)),
        (version(0, 100), version(0, 101)),
        (version(0, 100), version(3, 101)),
    ],
)
def test_a_newer_version(older: ItemVersion, newer: ItemVersion) -> None:
    assert older.is_older_than(newer)
    assert newer.is_newer_than(older)
    assert not newer.is_older_than(older)
    assert not Notice(newer, NoticeStatus.CANCELED, "").item.is_older_than(newer)


@pytest.mark.parametrize(
    ("one", "other"),
    [(version(), version()), (version(1), version()), (version(1), version(1)),
     (version(0, 5), version(2)), (version(1, 5), version(1))],
)  # fmt: skip
def test_of_versions_that_cannot_be_compared_none_is_older(
    one: ItemVersion, other: ItemVersion
) -> None:
    assert not one.is_older_than(other)
    assert not other.is_older_than(one)


def test_what_has_no_order_is_never_older_than_what_is_there() -> None:
    assert not version(0, 5, ordered=False).is_older_than(version(0, 9, ordered=False))


@pytest.mark.parametrize(
    ("notice", "covered", "spared"),
    [
        (version(2), [version(1), version(2), version()], [version(3)]),
        (version(0, 50), [version(0, 49), version(0, 50), version(7)], [version(0, 51)]),
        (version(), [version(1), version(9), version(0, 5), version()], []),
        (version(2, 50), [version(2, 50), version(1, 99)], [version(2, 51), version(3, 1)]),
    ],
)
def test_a_notice_counts_for_all_that_is_not_surely_newer(
    notice: ItemVersion, covered: list[ItemVersion], spared: list[ItemVersion]
) -> None:
    kill = Notice(notice, NoticeStatus.CANCELED, "")
    assert all(kill.covers(one) for one in covered)
    assert not any(kill.covers(one) for one in spared)
