"""A kept quote is found again by its words and the text around it, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Span
from index.storage.clippings.place import KeptQuote, cut_context, find_again

TEXT = "Quillport flooded. The mayor wept. It rained. The mayor wept. The sea came. The end."


def keep(text: str, quote: str, occurrence: int = 0) -> KeptQuote:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(quote, start + 1)
    before, after = cut_context(text, Span(start, start + len(quote)))
    return KeptQuote(quote, before, after, start)


@pytest.mark.parametrize("occurrence", [0, 1])
def test_repeats_are_told_apart_by_the_text_around(occurrence: int) -> None:
    changed = TEXT.replace("Quillport", "At last, Quillport").replace("The end", "All ends")
    start = find_again(changed, keep(TEXT, "The mayor wept.", occurrence))
    assert start == TEXT.index("The mayor wept.", 40 * occurrence) + len("At last, ")


@pytest.mark.parametrize(
    ("before", "quote", "now"),
    [
        ("Rain fell.", "Rain fell.", "Rain  fell."),
        ("Rain fell.", "Rain fell.", "rain fell."),
        ("They said rain.", "rain", "They said train and rainy."),
        ("He has 5 boats.", "5", "He has 15 boats."),
        ("caf\u00e9 open", "caf\u00e9", "cafe open"),
        ("Rain fell.", "Rain fell.", ""),
        ("a e b", "e", " e" * 5_000),
    ],
)
def test_other_words_are_not_taken_for_it(before: str, quote: str, now: str) -> None:
    assert find_again(now, keep(before, quote)) is None


def test_equal_repeats_in_new_surroundings_are_no_guess() -> None:
    kept = keep("Alpha. Yes. Beta.", "Yes.")
    assert find_again("Kappa: Yes. Lambda: Yes. Mu", kept) is None
    assert find_again("Kappa: Yes. Lambda; No. Mu", kept) == 7


def test_part_of_a_word_is_found_within_it() -> None:
    assert find_again("All retraining is over.", keep("The training.", "rain")) == 7


def test_right_to_left_and_wide_characters_count_as_code_points() -> None:
    text = "\U0001f30a \u0627\u0644\u0645\u0637\u0631 \u063a\u0632\u064a\u0631. Rain."
    kept = keep(text, "\u063a\u0632\u064a\u0631")
    assert find_again("\U0001f30a\U0001f30a" + text, kept) == kept.start + 2  # type: ignore[operator]


@given(st.text("ab .", min_size=1, max_size=60), st.text("ab .", max_size=60), st.data())
def test_what_is_found_is_the_quote(text: str, now: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end)
    kept = KeptQuote(text[start:end], *cut_context(text, span), start)
    assert find_again(text, kept) == start
    found = find_again(now, kept)
    assert found is None or now.startswith(kept.quote, found)
