"""Questions for the speaker of given words."""

from __future__ import annotations

import pytest

from index.language.en.speech.author_questions import read_author_question


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("Who said that the sea belongs to Norra?", "the sea belongs to Norra"),
        ("who called the toll a robbery?", "the toll a robbery"),
        ("Who warned of a flood?", "of a flood"),
        ("Who warned against the bridge", "against the bridge"),
        ("Who denied the report?", "the report"),
        ("Which minister criticised the strike?", "the strike"),
        ("and who claimed the ferry was late?", "the ferry was late"),
        ("Who described it as a gift to the neighbours?", "it as a gift to the neighbours"),
    ],
)
def test_words_whose_speaker_is_asked_for(question: str, content: str) -> None:
    asked = read_author_question(question)
    assert asked is not None
    assert (asked.content, asked.phrases) == (content, ())


@pytest.mark.parametrize(
    "question",
    [
        "who called it “a gift to the neighbours”?",
        'Who called it "a gift to the neighbours"?',
        "Who called it 'a gift to the neighbours'?",
        "Who called it ‘a gift to the neighbours’?",
    ],
)
def test_words_in_quotation_marks(question: str) -> None:
    asked = read_author_question(question)
    assert asked is not None
    assert asked.phrases == ("a gift to the neighbours",)


@pytest.mark.parametrize(
    "question",
    ["who said that?", "Who said so?", "What did Kolar say?", "Who won the cup?", "who", ""],
)
def test_other_questions(question: str) -> None:
    assert read_author_question(question) is None
