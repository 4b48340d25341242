"""Marked ranges hold however an article is wrapped and split, and every record is well formed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.training.reader.examples import REPEATED
from eval.training.reader.written_questions import (
    NEWS,
    QUESTIONS,
    WRITTEN,
    find_sentences,
    read_asked_articles,
    read_invented,
    read_written,
)
from tests.eval.training.reader.build import question_on

WORDS = st.lists(st.sampled_from(("rain", "U.S.", "it", "—", "4,500")), min_size=1, max_size=6)
SPACES = st.sampled_from((" ", "  ", "\n", "\n    "))


def ranges_of(sentences: Sequence[Sequence[str]]) -> list[list[int]]:
    """The range of each sentence, in characters without white space."""
    ends = list(accumulate(len("".join(words)) for words in sentences))
    return [list(each) for each in pairwise([0, *ends])]


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (WRITTEN / name).read_text("utf-8").splitlines()]


def test_a_sentence_answers_if_most_of_it_is_in_a_range() -> None:
    sentences = ["It rained.", "It stopped at noon.", "Why?"]  # 9, 16 and 4 characters
    assert list(find_sentences(sentences, [[0, 9]])) == [0]
    assert list(find_sentences(sentences, [[25, 29], [9, 25]])) == [1, 2]
    assert list(find_sentences(sentences, [[2, 18]])) == [0, 1]
    assert list(find_sentences(sentences, [[5, 12]])) == [0]
    assert list(find_sentences(sentences, [])) == []


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_ranges_survive_another_wrapping(sentences: list[list[str]], data: st.DataObject) -> None:
    marked = data.draw(st.sets(st.integers(0, len(sentences) - 1)))
    ranges = [ranges_of(sentences)[n] for n in sorted(marked)]
    wrapped = [data.draw(SPACES).join(words) for words in sentences]
    assert set(find_sentences(wrapped, ranges)) == marked


@given(st.lists(WORDS, min_size=2, max_size=6), st.data())
def test_ranges_survive_another_splitting(sentences: list[list[str]], data: st.DataObject) -> None:
    marked = data.draw(st.integers(0, len(sentences) - 1))
    own = [ranges_of(sentences)[marked]]
    # Every word alone: those of the sentence answer, and no other.
    words = [word for sentence in sentences for word in sentence]
    before = sum(map(len, sentences[:marked]))
    expected = list(range(before, before + len(sentences[marked])))
    assert list(find_sentences(words, own)) == expected
    # All in one: it has the answer.
    assert list(find_sentences([" ".join(words)], own)) == [0]


def test_a_written_question_takes_the_text_of_its_article() -> None:
    key = min(read_asked_articles())
    text = question_on("One sentence.", title="Title", published="2020-01-01", collection="other")
    found = list(read_written({key: text}))
    assert len(found) == sum(each["article"] == key for each in read_lines(QUESTIONS)) > 0
    assert {(each.title, each.published, each.sentences) for each in found} == {
        (text.title, text.published, text.sentences)
    }
    assert {each.collection for each in found} < set(REPEATED)


def test_every_written_question_is_well_formed() -> None:
    records = read_lines(QUESTIONS)
    for record in records:
        assert record["kind"].strip(), record
        assert record["question"].strip(), record
        assert record["collection"] in REPEATED, record
        assert all(0 <= start < end for start, end in record["answers"]), record
        ranges = sorted(record["answers"])
        assert all(a[1] <= b[0] for a, b in pairwise(ranges)), record
    assert len({(each["article"], each["question"]) for each in records}) == len(records)
    # A kind is one of questions with an answer, or of traps.
    answered = {each["kind"] for each in records if each["answers"]}
    assert answered.isdisjoint(each["kind"] for each in records if not each["answers"])


def test_every_invented_article_is_well_formed() -> None:
    records = read_lines(NEWS)
    for record in records:
        assert record["title"].strip(), record["id"]
        assert date.fromisoformat(record["published"]).isoformat() == record["published"]
        assert all(sentence.strip() for sentence in record["sentences"]), record["id"]
        for kind, answers, question in record["questions"]:
            assert kind.strip(), record["id"]
            assert question.strip(), record["id"]
            assert set(answers) <= set(range(len(record["sentences"]))), record["id"]
            assert len(set(answers)) == len(answers), record["id"]
    ids = [record["id"] for record in records]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("has_answer", [True, False])
def test_invented_articles_have_questions_of_both_sorts(has_answer: bool) -> None:
    found = [each for each in read_invented() if bool(each.answers) is has_answer]
    assert len(found) > 100
    assert {each.collection for each in found} == {"invented"}
