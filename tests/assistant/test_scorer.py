"""How a sentence is read by models, whatever its article holds; and the scorer that reads none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.extractive import candidates, rescored, sentence_weights
from assistant.scorer import Basis, BySignals, as_read
from tests.assistant.build import article_of, hit_of, question_of, reading_of

TEXT = st.text(max_size=2_000) | st.text(alphabet=" \n\t\u00a0\u2028", max_size=2_000)
# Of sentence, sentence before and title, and of what stands between them.
LONGEST = 600 + 150 + 100 + 2 * len(" | ")


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        (("He won.", "Who won?", "Poll"), "He won. | Who won? | Poll"),
        (("He won.", "", ""), "He won. |  | "),
        (("", "", ""), " |  | "),
        (("He\n  won.\t", " Who\u00a0won? ", "Poll\r\n"), "He won. | Who won? | Poll"),
    ],
)
def test_first_the_sentence_then_the_one_before_it_then_its_title(
    parts: tuple[str, str, str], read: str
) -> None:
    assert as_read(*parts) == read


def test_of_what_is_too_long_the_nearest_to_the_sentence_is_read() -> None:
    sentence, before, title = "s" + "t" * 700, "b" * 200 + "e", "a" + "b" * 200
    assert as_read(sentence, before, title).split(" | ") == [
        "s" + "t" * 599,
        "b" * 149 + "e",
        "a" + "b" * 99,
    ]


@given(TEXT, TEXT, TEXT)
def test_whatever_the_parts_are_what_is_read_is_bounded_and_on_one_line(
    sentence: str, before: str, title: str
) -> None:
    read = as_read(sentence, before, title)
    assert len(read) <= LONGEST
    assert len(read.splitlines()) == 1
    assert "  " not in read.replace(" |  | ", " | ").replace(" |  ", " | ").replace("  | ", " | ")


def test_a_book_without_a_full_stop_costs_no_more_than_a_sentence() -> None:
    book = "word " * 1_000_000
    assert len(as_read(book, book, book)) <= LONGEST
    # Nor may white space hide how much is looked at.
    assert as_read(" " * 1_000_000 + "end", "", "") == " |  | "


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=12))
def test_plain_signals_stay_as_they_are(similarities: list[float]) -> None:
    article = article_of(*(f"Word{n} stands alone." for n in range(len(similarities))))
    reading = reading_of(question_of(), [hit_of(article, dict(enumerate(similarities)))])
    found = candidates(reading)
    scores = BySignals().score("Which?", found)
    assert (scores.shape, scores.dtype.name) == ((len(found),), "float32")
    weights = sentence_weights(Basis.SIGNALS)
    assert rescored(found, scores.tolist(), weights) == found
