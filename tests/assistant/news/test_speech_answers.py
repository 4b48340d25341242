"""What a person said is answered with that person's words, and with nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.reader.reader import PassageReader
from assistant.core.answer import Answer
from assistant.pipeline import Assistant
from index.core.article import Article
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

ARTICLES = (
    Article(
        "coach",
        "Kel loses its coach",
        "Coach Emil Brandt resigned after four defeats. “I am tired,” he told reporters. "
        "The club thanked him for nine years.",
        "Kel Wire",
        "2025-04-02",
    ),
    Article(
        "salt",
        "Row over salt",
        "The talks in Lund ended without a result. Ole Brekke also said that Emma Torp had broken "
        "the treaty on salt. Officials did not comment.",
        "Kel Wire",
        "2025-04-05",
    ),
    Article(
        "dam",
        "Dam of Kel is safe",
        "Palace spokesman Tor Haugen rejected the report. “The dam is safe,” Haugen said. "
        "Mayor Ilse Graen called on him to show the plans.",
        "Daily Mast",
        "2025-05-01",
    ),
    Article(
        "dam-2",
        "Dam of Kel is closed",
        "The road over the dam was closed. “We did not know,” Palace spokesman Tor Haugen said.",
        "Daily Mast",
        "2025-06-11",
    ),
)


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: PassageReader
) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("speech") / "home"
    with Library(Home(home, write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in ARTICLES)
        library.enrich()
        yield Assistant(library, reader=reader)


def texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What did Emil Brandt say?", "“I am tired,” he told reporters."),
        ("What did Haugen say about the dam?", "“The dam is safe,” Haugen said."),
        (
            "What did Brekke say about the treaty on salt?",
            "Ole Brekke also said that Emma Torp had broken the treaty on salt.",
        ),
        (
            "What did the mayor say about the plans of the dam?",
            "Mayor Ilse Graen called on him to show the plans.",
        ),
    ],
)
def test_the_speaker_answers(assistant: Assistant, question: str, first: str) -> None:
    answer = assistant.ask(question)
    assert [one.text for one in answer.sentences if one.is_best] == [first]


def test_who_is_spoken_about_says_nothing(assistant: Assistant) -> None:
    assert texts(assistant.ask("What did Torp say about the treaty on salt?")) == []


def test_a_quotation_of_him_comes_with_his_name(assistant: Assistant) -> None:
    assert texts(assistant.ask("What did Emil Brandt say?"))[:2] == [
        "Coach Emil Brandt resigned after four defeats.",
        "“I am tired,” he told reporters.",
    ]


@pytest.mark.parametrize(
    "question", ["List all statements by Haugen", "all quotes from Tor Haugen"]
)
def test_a_list_is_in_the_order_of_time(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    ids = [citation.article_id for citation in answer.citations]
    assert ids == sorted(ids)
    assert "“The dam is safe,” Haugen said." in texts(answer)
    assert texts(answer)[-1] == "“We did not know,” Palace spokesman Tor Haugen said."
    assert not any("Graen" in text for text in texts(answer))


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("List all statements by Haugen in June 2025", {"2025-06-11"}),
        ("List all statements by Haugen in May 2025", {"2025-05-01"}),
        ("What did Haugen say in June 2025?", {"2025-06-11"}),
        ("What did Haugen say in May 2025?", {"2025-05-01"}),
        ("What did Haugen say since May 2025?", {"2025-05-01", "2025-06-11"}),
        ("What did Haugen say in April 2025?", set()),
        ("What did Haugen say on 10 June 2025?", set()),
        ("List all statements by Haugen in April 2025", set()),
    ],
)
def test_a_period_narrows_statements(assistant: Assistant, question: str, days: set[str]) -> None:
    assert {citation.published for citation in assistant.ask(question).citations} == days


def test_an_archive_that_was_not_read_answers_as_before(
    tmp_path: Path, embedder: Embedder, reader: PassageReader
) -> None:
    with Library(Home(tmp_path / "home", write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in ARTICLES)
        answer = Assistant(library, reader=reader).ask("What did Haugen say about the dam?")
    assert "“The dam is safe,” Haugen said." in texts(answer)
