"""Follow-ups that leave their matter unsaid, and requests for what was not quoted yet. The articles
are of an invented country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from assistant.answering.reader.reader import PassageReader
from assistant.chat.archive_gender import find_archive_gender
from assistant.chat.resolution.followup_answers import stream_answer
from assistant.chat.resolution.resolve_followup import ArchiveFacts, resolve_followup
from assistant.chat.resolved_question import ResolvedQuestion
from assistant.chat.turn import Turn
from assistant.core.answer import Answer, Status
from assistant.pipeline import Assistant
from index.core.article import Article
from index.embedding.embedder import Embedder
from index.language.en.speech.offices import FEMALE, MALE
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

ARTICLES = (
    Article(
        "bridge",
        "Velm opens its bridge",
        "The bridge of Velm was opened on Monday by Mayor Runa Aker. “It took nine years and nine "
        "quarrels,” Aker told the guests. It cost 52 million crowns, and the harbour paid half of "
        "it. Some 4,000 people walked across on the first day. Engineer Nils Holt said that the "
        "piers would stand for a century. “No storm will move them,” he added. A market is to be "
        "held on it every spring.",
        "Velm Post",
        "2025-05-06",
    ),
    Article(
        "dam",
        "Row over the dam of Kel",
        "The dam of Kel leaks, a report said on Tuesday. “The dam is safe,” Palace spokesman Tor "
        "Haugen said. Opposition leader Edda Quist asked for a second report. Haugen said on "
        "Wednesday that no report would be published.",
        "Kel Wire",
        "2025-04-02",
    ),
    Article(
        "tax",
        "Quist against the boat tax",
        "Edda Quist said in Lund that the boat tax would ruin the fishermen. Nils Holt said that "
        "he did not own a boat.",
        "Kel Wire",
        "2025-06-02",
    ),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("attempts") / "home"
    with Library(Home(home, write=True), embedder) as opened:
        opened.add(ParsedArticle(article, article.id) for article in ARTICLES)
        opened.enrich()
        yield opened


@pytest.fixture(scope="module")
def assistant(library: Library, reader: PassageReader) -> Assistant:
    return Assistant(library, reader=reader)


class Talk:
    """A conversation; each message is resolved and answered."""

    def __init__(self, assistant: Assistant, library: Library) -> None:
        self._assistant, self._library = assistant, library
        self._facts = ArchiveFacts(
            date(2025, 10, 15), ("Velm Post", "Kel Wire"), partial(find_archive_gender, library)
        )
        self.turns: list[Turn] = []

    def say(self, message: str) -> tuple[ResolvedQuestion, Answer]:
        asked = resolve_followup(message, self.turns, self._facts)
        answer = list(stream_answer(asked, self._assistant, self._library))[-1]
        assert isinstance(answer, Answer)
        self.turns.append(Turn.from_answer(asked, answer))
        return asked, answer


@pytest.fixture
def talk(assistant: Assistant, library: Library) -> Talk:
    return Talk(assistant, library)


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("who paid?", "the harbour paid half"),
        ("how many people walked across?", "Some 4,000 people"),
        ("how much did it cost?", "52 million crowns"),
        ("what did the engineer say?", "stand for a century"),
        ("what did Holt say?", "stand for a century"),
    ],
)
def test_the_articles_just_quoted_tell(talk: Talk, message: str, words: str) -> None:
    _, first = talk.say("Who opened the bridge of Velm?")
    assert first.has_answer
    asked, answer = talk.say(message)
    assert asked.carried
    assert any(words in quote for quote in quotes(answer))


@pytest.mark.parametrize("message", ["tell me more", "more", "go on", "more details"])
def test_more_is_what_stands_behind_the_last_quotation(talk: Talk, message: str) -> None:
    _, first = talk.say("Who opened the bridge of Velm?")
    _, second = talk.say(message)
    _, third = talk.say(message)
    given = [*quotes(first), *quotes(second), *quotes(third)]
    assert second.status is Status.ANSWERED
    assert len(given) == len(set(given))
    text = ARTICLES[0].text
    assert text.index(quotes(second)[0]) > text.index(quotes(first)[0])


@pytest.mark.parametrize(
    "message", ["what else did he say?", "what else did Haugen say?", "And what else has he said?"]
)
def test_what_else_is_never_the_same_quotation(talk: Talk, message: str) -> None:
    _, first = talk.say("What did Tor Haugen say about the dam?")
    _, second = talk.say(message)
    assert set(quotes(first)).isdisjoint(quotes(second))
    assert all("Quist" not in quote for quote in quotes(second))


def test_he_is_nobody_who_is_called_she(talk: Talk) -> None:
    talk.say("What did Haugen say about the dam?")
    asked, _ = talk.say("what did Quist say?")
    assert "Quist" in asked.question
    asked, _ = talk.say("what did he say about a report?")
    assert asked.question == "what did Haugen say about a report?"
    asked, _ = talk.say("what did she say about the boat tax?")
    assert asked.question == "what did Quist say about the boat tax?"


def test_what_tells_nothing_of_a_new_subject_is_no_answer(talk: Talk) -> None:
    talk.say("How much did the bridge of Velm cost?")
    _, answer = talk.say("and the banks?")
    assert answer.status is Status.NO_EVIDENCE


@pytest.mark.parametrize(("name", "gender"), [("Quist", FEMALE), ("Haugen", MALE), ("Nobody", "")])
def test_the_archive_tells_who_is_he_and_who_is_she(
    library: Library, name: str, gender: str
) -> None:
    assert find_archive_gender(library, name) == gender


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("who said the second one?", 1),
        ("when was the second quote?", 1),
        ("who said the last one?", -1),
        ("where was the first one?", 0),
        ("and who wrote the second statement?", 1),
    ],
)
def test_a_quotation_that_is_counted(talk: Talk, message: str, number: int) -> None:
    _, first = talk.say("What did Tor Haugen say?")
    assert len(first.citations) > 1
    asked, _ = talk.say(message)
    assert asked.typed == message
    assert asked.about is not None
    assert asked.about.citation == first.citations[number]


def test_he_of_whom_nothing_tells_is_asked_of_the_articles_just_quoted(talk: Talk) -> None:
    talk.say("How much did the bridge of Velm cost?")
    _, answer = talk.say("what did he say about the boat tax?")
    assert answer.status is Status.NO_EVIDENCE


def test_another_topic_is_no_followup(talk: Talk) -> None:
    talk.say("Who opened the bridge of Velm?")
    asked, _ = talk.say("Is the dam of Kel safe?")
    assert not asked.carried
