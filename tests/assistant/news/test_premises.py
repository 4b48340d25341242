"""Questions that take for granted what the articles do not tell, or deny; who said given words; and
what is not so. The articles are of an invented country."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.reader.reader import PassageReader
from assistant.core.answer import Answer, Status
from assistant.pipeline import Assistant
from index.core.article import Article
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

ARTICLES = (
    Article(
        "pact",
        "Norra joins the Coast Pact",
        "Norra joined the Coast Pact on Monday as its ninth member. Chancellor Edda Moen signed "
        "the treaty in Velm. “We come as friends and we come to stay,” Moen told the delegates. "
        "Ister welcomed the step.",
        "Velm Post",
        "2025-03-04",
    ),
    Article(
        "minister",
        "Brandt will not go",
        "Finance Minister Otto Brandt did not resign after the vote on Friday. “I have a task, and "
        "I will finish it,” Brandt said in Velm. The opposition leader, Lea Torp, called the vote "
        "“a slap in the face of every saver”. Torp warned of a run on the banks.",
        "Velm Post",
        "2025-04-12",
    ),
    Article(
        "boats",
        "Five states discuss rescue boats",
        "Norra and Ister will send four rescue boats to the Grey Sea. Lund will not send any "
        "boats, its government said on Tuesday. Kel ruled out sending boats before the winter.",
        "Kel Wire",
        "2025-05-07",
    ),
    Article(
        "cup",
        "Kel wins the Grey Cup",
        "Kel won the Grey Cup on Sunday with a goal by Nils Aker. Coach Emil Holt spoke of the "
        "best day of his life. Lund lost the final for the third time.",
        "Kel Wire",
        "2025-06-02",
    ),
)


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: PassageReader
) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("premises") / "home"
    with Library(Home(home, write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in ARTICLES)
        library.enrich()
        yield Assistant(library, reader=reader)


def quotes(answer: Answer) -> str:
    return " | ".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Why did Lund leave the Coast Pact?", "Lund left the Coast Pact"),
        ("When did Moen resign?", "Moen resigned"),
        ("What did Moen say when she resigned?", "Moen resigned"),
        ("Why was Lea Torp arrested?", "Lea Torp was arrested"),
        ("How did Ister storm Velm?", "Ister stormed Velm"),
        ("Why did Kel cancel the Grey Cup?", "Kel cancelled the Grey Cup"),
    ],
)
def test_what_no_article_says_is_named(assistant: Assistant, question: str, statement: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NO_EVIDENCE
    assert answer.refusal == f"The archive does not say: no article says that {statement}."


@pytest.mark.parametrize(
    ("question", "denial"),
    [
        ("Why did Brandt resign?", "did not resign"),
        ("When did Otto Brandt resign?", "did not resign"),
        ("When did Norra leave the Coast Pact?", "joined the Coast Pact"),
        ("Why did the minister Brandt step down?", "did not resign"),
    ],
)
def test_a_denial_is_the_answer(assistant: Assistant, question: str, denial: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert (answer.is_denial, answer.has_answer) == (True, False)
    assert answer.note == "The articles say otherwise."
    assert denial in quotes(answer)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("When did Norra join the Coast Pact?", "on Monday"),
        ("Who scored when Kel won the Grey Cup?", "Nils Aker"),
        ("When did Kel win the Grey Cup?", "on Sunday"),
    ],
)
def test_what_is_told_is_answered(assistant: Assistant, question: str, quote: str) -> None:
    answer = assistant.ask(question)
    assert answer.has_answer
    assert not answer.note
    assert quote in quotes(answer)


@pytest.mark.parametrize(
    ("question", "words", "speaker"),
    [
        ("Who said 'we come to stay'?", "come to stay", "Moen"),
        ("who called the vote a slap in the face?", "slap in the face", "Torp"),
        ("Who called it “a slap in the face of every saver”?", "slap in the face", "Torp"),
        ("Who warned of a run on the banks?", "a run on the banks", "Torp"),
        ("Who said that he had a task?", "I have a task", "Brandt"),
        ("Who spoke of the best day of his life?", "best day of his life", "Holt"),
    ],
)
def test_who_said_words(assistant: Assistant, question: str, words: str, speaker: str) -> None:
    answer = assistant.ask(question)
    assert answer.has_answer
    assert words in answer.citations[0].quote
    assert speaker in quotes(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Who called it 'a slap in the face of every voter'?",
        "Who said “we come as enemies”?",
        "Who called the cup 'a gift'?",
    ],
)
def test_words_that_nobody_said_are_nobodys(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).has_answer


@pytest.mark.parametrize(
    "question",
    [
        "Which countries won't send boats?",
        "which states will not send rescue boats",
        "Who refused to send boats?",
        "Which countries are not sending boats?",
        "Which of the five states don't send boats?",
    ],
)
def test_what_is_not_so_is_answered_from_negations(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.has_answer
    assert "Norra" not in quotes(answer)
    assert "Lund will not" in quotes(answer) or "Kel ruled out" in quotes(answer)
