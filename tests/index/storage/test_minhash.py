"""What counts as a copy: the same wording, or most of it, within days; never the same subject."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.storage import minhash
from index.storage.minhash import (
    LIMITS,
    PERMUTATIONS,
    Sketch,
    are_copies,
    compute_bands,
    compute_sketch,
)
from tests.index.wires import make_sentences, make_text

SEEDS = st.integers(0, 10_000)
WIRE = make_text(1, 30)
NOTICE = "The board declared a quarterly dividend of ten cents a share."


def sketch_text(text: str, title: str = "", published: str | None = None) -> Sketch:
    return compute_sketch(Article("a", title, text, published=published))


def alike(one: str, other: str) -> bool:
    return are_copies(sketch_text(one), sketch_text(other))


@given(SEEDS, st.integers(6, 40))
def test_identical_texts_are_copies_whatever_their_titles(seed: int, count: int) -> None:
    text = make_text(seed, count)
    one, other = sketch_text(text, "A title"), sketch_text(text, "Quite another")
    assert are_copies(one, other)
    assert compute_bands(one.hashes) == compute_bands(other.hashes)


@given(SEEDS, SEEDS, st.integers(6, 40))
def test_texts_of_other_wording_are_none(one: int, other: int, count: int) -> None:
    if one != other:
        assert not alike(make_text(one, count), make_text(other, count))


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared_in_either_order(one: str, other: str) -> None:
    a, b = sketch_text(one), sketch_text(other)
    assert are_copies(a, b) == are_copies(b, a)
    assert are_copies(a, a)
    assert a.size >= 1
    assert len(set(compute_bands(a.hashes))) == len(compute_bands(b.hashes))


@given(SEEDS)
def test_a_copy_cut_after_70_percent_is_one(seed: int) -> None:
    sentences = make_sentences(seed, 30)
    assert alike(" ".join(sentences), " ".join(sentences[:21]))


@given(SEEDS)
def test_a_fifth_in_common_is_not_enough(seed: int) -> None:
    # Of 88 runs of three words 18 are shared: resemblance 18 / (88 + 88 - 18) = 0.11.
    shared = make_text(seed, 2)
    one = f"{shared} {make_text(seed + 20_000, 7)}"
    other = f"{shared} {make_text(seed + 40_000, 7)}"
    assert not alike(one, other)


def test_marks_and_line_breaks_make_no_difference() -> None:
    dressed = WIRE.replace(" ", "\n\n").replace(".", " …")
    assert sketch_text(dressed).hashes.tolist() == sketch_text(WIRE).hashes.tolist()
    assert alike(dressed, WIRE)


def test_a_form_filled_in_differently_is_none() -> None:
    def form(company: str, amount: str) -> str:
        return f"{company} of {company}ton paid {amount} pounds. {make_text(3, 9).lower()}"

    assert not alike(form("Tidewater", "1,200"), form("Northgate", "77"))
    assert alike(form("Tidewater", "1,200"), form("Tidewater", "1,200"))


def test_an_editors_additions_leave_it_a_copy() -> None:
    sentences = make_sentences(1, 30)
    edited = ["From our own desk.", *sentences[:10], make_text(2, 3), *sentences[10:]]
    assert alike(WIRE, " ".join(edited))


def test_a_short_notice_is_a_copy_only_under_the_same_title() -> None:
    ours = sketch_text(NOTICE, "Tidewater Quarries of Marlow Bay")
    theirs = sketch_text(NOTICE, "Northgate Foundry and Sons Limited")
    assert not are_copies(ours, theirs)
    assert are_copies(ours, sketch_text(NOTICE, "Tidewater Quarries of Marlow bay:"))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("2025-03-01", "2025-03-08", True),
        # From the last second of the first day on.
        ("2025-03-01", "2025-03-08T23:59:59Z", True),
        ("2025-03-01", "2025-03-09T00:00:00Z", False),
        ("2025-03-01", "2025-03-09", False),
        ("2025-03-01T12:00:00Z", "2025-03-08T12:00:00Z", True),
        ("2025-03-01T12:00:00Z", "2025-03-08T12:00:01Z", False),
        ("2025-03", "2025-04-07", True),  # the last of March is possible
        ("2025-03", "2025-04-08", False),
        ("2025", "2025-03-01", True),
        ("2024", "2025-03-01", False),
        (None, "2025-03-01", True),
        (None, None, True),
    ],
)
def test_copies_appear_within_days(one: str | None, other: str | None, *, near: bool) -> None:
    assert LIMITS.days == 7
    a, b = sketch_text(WIRE, published=one), sketch_text(WIRE, published=other)
    assert are_copies(a, b) == are_copies(b, a) == near


@pytest.mark.parametrize("text", ["", "…", "😀😀", "\n\n", "a", "a b c"])
def test_texts_of_hardly_a_word_have_a_sketch(text: str) -> None:
    assert sketch_text(text).size == 1
    assert sketch_text(text).hashes.shape == (PERMUTATIONS,)


def test_a_sketch_is_what_it_always_was(monkeypatch: pytest.MonkeyPatch) -> None:
    # Sketches are stored, and compared with those that were stored before.
    sketch = sketch_text("Rain fell on Marlow Bay in 2024.")
    assert sketch.hashes[:4].tolist() == [2084978659, 93864928, 554669093, 793217738]
    assert sketch.hashes.dtype == np.uint32
    # A long text is hashed in parts, which makes no difference.
    whole = sketch_text(WIRE)
    monkeypatch.setattr(minhash, "_HASHED_AT_ONCE", 7)
    assert whole.size > 7
    assert sketch_text(WIRE).hashes.tolist() == whole.hashes.tolist()
