"""How a sentence is read by models, whatever its article holds; and the scorer that reads none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.reranker import Basis, NoReranker, format_for_reranker
from assistant.answering.sentence_choice import load_sentence_weights, rank_sentences, rerank
from index.core.article import ScoredSentence, Span
from tests.assistant.build import article_of, hit_of, question_of, reading_of

TEXT = st.text(max_size=2_000) | st.text(alphabet=" \n\t\u00a0\u2028", max_size=2_000)
# Half of them cannot be understood without what stands before.
SENTENCE = TEXT | TEXT.map(lambda text: f"He {text}")
# Of sentence, sentence before and title, and of what stands between them.
LONGEST = 600 + 150 + 100 + 2 * len(" | ")


def candidate_of(sentence: str, before: str | None = None, title: str = "") -> SentenceCandidate:
    """A sentence of an article, with whatever it holds: the second where there is one before."""
    whole = "" if before is None else f"{before}\n"
    ends = [] if before is None else [len(before)]
    spans = [Span(0, end) for end in ends] + [Span(len(whole), len(whole) + len(sentence))]
    found = hit_of(article_of("Plain."), {0: 0.5})
    passage = replace(
        found.passage, end=spans[-1].end, text=whole + sentence, sentences=tuple(spans)
    )
    scored = tuple(ScoredSentence(span.start, span.end, 0.5) for span in spans)
    hit = replace(found, passage=passage, sentences=scored, title=title)
    (plain,) = rank_sentences(reading_of(question_of(), [found]))
    return SentenceCandidate(hit, len(spans) - 1, plain.features)


@pytest.mark.parametrize(
    ("sentence", "before", "title", "read"),
    [
        # Of whom it speaks stands before it.
        ("He won.", "Brask ran.", "Poll", "He won. | Brask ran. | Poll"),
        ("Haldane said so.", "All is well.", "Poll", "Haldane said so. | All is well. | Poll"),
        # It can be understood by itself.
        ("Brask won the poll.", "Who ran?", "Poll", "Brask won the poll. | Poll"),
        # Nothing is put in the place of what is not there.
        ("He won.", None, "Poll", "He won. | Poll"),
        ("He won.", "Brask ran.", "", "He won. | Brask ran."),
        ("He won.", " \n", "Poll", "He won. | Poll"),
        ("Brask won the poll.", "Who ran?", "", "Brask won the poll."),
        ("", None, "", ""),
        ("He\n  won.\t", " Brask\u00a0ran. ", "Poll\r\n", "He won. | Brask ran. | Poll"),
    ],
)
def test_first_the_sentence_then_the_one_before_it_if_it_must_then_its_title(
    sentence: str, before: str | None, title: str, read: str
) -> None:
    assert format_for_reranker(candidate_of(sentence, before, title)) == read


def test_of_what_is_too_long_the_nearest_to_the_sentence_is_read() -> None:
    sentence, before, title = "He " + "t" * 700, "b" * 200 + "e", "a" + "b" * 200
    assert format_for_reranker(candidate_of(sentence, before, title)).split(" | ") == [
        "He " + "t" * 597,
        "b" * 149 + "e",
        "a" + "b" * 99,
    ]


@given(SENTENCE, st.none() | TEXT, TEXT)
def test_whatever_the_parts_are_what_is_read_is_bounded_and_on_one_line(
    sentence: str, before: str | None, title: str
) -> None:
    read = format_for_reranker(candidate_of(sentence, before, title))
    assert len(read) <= LONGEST
    assert len(read.splitlines()) <= 1
    # Where a part was cut at a space, that is left.
    assert "  " not in read.replace(" |  ", " | ").replace("  | ", " | ")


def test_a_book_without_a_full_stop_costs_no_more_than_a_sentence() -> None:
    book = "He " + "word " * 1_000_000
    assert len(format_for_reranker(candidate_of(book, book, book))) <= LONGEST
    # Nor may white space hide how much is looked at.
    assert format_for_reranker(candidate_of(" " * 1_000_000 + "end")) == ""


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=12))
def test_plain_signals_stay_as_they_are(similarities: list[float]) -> None:
    article = article_of(*(f"Word{n} stands alone." for n in range(len(similarities))))
    reading = reading_of(question_of(), [hit_of(article, dict(enumerate(similarities)))])
    found = rank_sentences(reading)
    scores = NoReranker().score("Which?", found)
    assert (scores.shape, scores.dtype.name) == ((len(found),), "float32")
    weights = load_sentence_weights(Basis.SIGNALS)
    assert rerank(found, scores.tolist(), weights) == found
