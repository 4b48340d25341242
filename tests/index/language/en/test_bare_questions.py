"""Questions that need what the conversation is about, and those that stand by themselves."""

from __future__ import annotations

import pytest

from index.language.en.asking.bare_questions import is_bare_question


@pytest.mark.parametrize(
    "question",
    [
        "what did Kolar say?",
        "what did the mayor say?",
        "who paid?",
        "how many voted for the offer?",
        "how many people watched?",
        "and where did the talks begin?",
    ],
)
def test_bare(question: str) -> None:
    assert is_bare_question(question)


@pytest.mark.parametrize(
    "question",
    [
        "what did Kolar say about the toll?",
        "What is inflation?",
        "Who is the mayor?",
        "who won the cup?",
        "How many people live in Tolm?",
        "who said good things come to those who wait",
        "the ferry fare",
        "what did she say?",
        "",
    ],
)
def test_not_bare(question: str) -> None:
    assert not is_bare_question(question)
