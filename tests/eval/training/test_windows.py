"""Windows of one text are put together; texts that merely share a sentence are not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.training.windows import merge_windows


def texts(*windows: str) -> list[str]:
    """The wholes of windows whose paragraphs are single letters."""
    found = merge_windows({str(number): tuple(window) for number, window in enumerate(windows)})
    return sorted("".join(text) for _, text in found.values())


@pytest.mark.parametrize(
    ("windows", "wholes"),
    [
        (["abc", "bcd"], ["abcd"]),
        (["cde", "abc", "bcd"], ["abcde"]),
        (["abcdef", "cd"], ["abcdef"]),
        (["abc", "abc"], ["abc"]),
        (["abc", "ab"], ["abc"]),
        (["abc", "def"], ["abc", "def"]),
        # They share a paragraph, and go on differently.
        (["abc", "bxd"], ["abc", "bxd"]),
        (["abc", "xbc"], ["abc", "xbc"]),
    ],
)
def test_windows_that_run_on_are_one_text(windows: list[str], wholes: list[str]) -> None:
    for order in permutations(windows):
        assert texts(*order) == wholes


@given(st.integers(4, 20), st.data())
def test_however_a_text_is_cut_into_overlapping_windows_it_comes_back(
    length: int, data: st.DataObject
) -> None:
    text = tuple(map(str, range(length)))
    starts = sorted({0, *data.draw(st.lists(st.integers(0, length - 4), max_size=5))})
    # Each window reaches into the next.
    ends = [min(length, start + 4) for start in starts[1:]] + [length]
    windows = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    shuffled = data.draw(st.permutations(windows))
    found = merge_windows({str(number): window for number, window in enumerate(shuffled)})
    assert [whole for _, whole in found.values()] == [text]
    assert sorted(part for parts, _ in found.values() for part in parts) == sorted(
        map(str, range(len(windows)))
    )
