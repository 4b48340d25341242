"""Batches of texts of like length, within a budget, and vectors of parts of a text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Span
from index.models.engine import batches, moved, pooled


def test_short_ones_share_a_batch_and_a_long_one_comes_alone() -> None:
    assert list(batches([3, 100, 2, 4], 12)) == [[2, 0, 3], [1]]


@given(st.lists(st.integers(1, 300)), st.integers(1, 2_048))
def test_every_text_is_in_one_batch_that_fits(lengths: list[int], budget: int) -> None:
    found = list(batches(lengths, budget))
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= budget


def test_a_part_has_the_mean_of_its_pieces_at_unit_length() -> None:
    # "[CLS] Rain fell . [SEP]": what stands at (0, 0) stands in no part.
    offsets = [(0, 0), (0, 4), (5, 9), (9, 10), (0, 0)]
    pieces = np.array([[9, 9], [3, 0], [0, 4], [0, 4], [9, 9]], dtype=np.float32)
    whole = np.array([0.6, 0.8], dtype=np.float32)
    spans = [Span(0, 4), Span(0, 9), Span(5, 10), Span(10, 12)]
    expected = [[0.6, 0.8], [1, 0], [0.6, 0.8], [0, 1], [0.6, 0.8]]
    assert pooled(whole, pieces, offsets, spans) == pytest.approx(np.array(expected))


def test_what_stands_before_a_text_moves_its_parts() -> None:
    assert moved([Span(0, 4), Span(5, 9)], 3) == [Span(3, 7), Span(8, 12)]
