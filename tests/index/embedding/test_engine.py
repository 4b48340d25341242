"""Batches of texts of like length, within a budget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.embedding.engine import batch_by_length


def test_short_ones_share_a_batch_and_a_long_one_comes_alone() -> None:
    assert list(batch_by_length([3, 100, 2, 4], 12)) == [[2, 0, 3], [1]]


def test_of_sixteen_the_shorter_half_need_not_be_as_long_as_the_longest() -> None:
    batches = list(batch_by_length(list(range(16, 0, -1)), 2_048, 8))
    assert [max(16 - i for i in batch) for batch in batches] == [8, 16]


@given(st.lists(st.integers(1, 300)), st.integers(1, 2_048), st.none() | st.integers(1, 20))
def test_every_text_is_in_one_batch_that_fits(
    lengths: list[int], budget: int, rows: int | None
) -> None:
    batches = list(batch_by_length(lengths, budget, rows))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert rows is None or len(batch) <= rows
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget
