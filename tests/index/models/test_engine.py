"""Batches of texts of like length, within a budget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.models.engine import batches


def test_short_ones_share_a_batch_and_a_long_one_comes_alone() -> None:
    assert list(batches([3, 100, 2, 4], 12)) == [[2, 0, 3], [1]]


@given(st.lists(st.integers(1, 300)), st.integers(1, 2_048))
def test_every_text_is_in_one_batch_that_fits(lengths: list[int], budget: int) -> None:
    found = list(batches(lengths, budget))
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget
