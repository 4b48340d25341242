"""Batches hold every example of a pass, and those of like lengths together."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from eval.training.reader.examples import Example, batch_examples
from tests.eval.training.reader.build import window_of


@given(st.lists(st.integers(1, 60), max_size=90), st.integers(1, 9), st.integers(0, 10_000))
def test_batches_hold_every_example_once(sizes: list[int], size: int, seed: int) -> None:
    examples = [Example(window_of(each), frozenset({n})) for n, each in enumerate(sizes)]
    batches = list(batch_examples(examples, size, random.Random(seed)))
    shown = [example for batch in batches for example in batch]
    assert Counter(each.answers for each in shown) == Counter(each.answers for each in examples)
    assert len(shown) == len(examples)
    assert all(0 < len(batch) <= size for batch in batches)


def test_a_batch_holds_like_lengths() -> None:
    sizes = [1, 100, 2, 99, 3, 98]
    examples = [Example(window_of(size), frozenset()) for size in sizes]
    batches = batch_examples(examples, 3, random.Random(1))
    found = sorted(sorted(len(each.window.ids) - 4 for each in batch) for batch in batches)
    assert found == [[1, 2, 3], [98, 99, 100]]
