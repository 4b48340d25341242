"""A refusal tells its true reason, and what is no question gets a reply."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat.resolution.resolve_followup import (
    ArchiveFacts,
    accept_as_typed,
    resolve_followup,
)
from assistant.chat.turn import Turn
from assistant.core.answer import Status
from assistant.pipeline import Assistant
from index.core.article import Article, Filters
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.assistant.news.conftest import TODAY

ARTICLES = (
    Article(
        "quay",
        "Quay to stay open",
        "Mayor Lena Orvikova said on Monday that the quay of Marlow stays open all winter."
        " Fishermen had feared for their harbour. The council of Torp pays for the repairs.",
        "Marlow Post",
        "2025-03-17",
    ),
    Article(
        "visit",
        "Guterrath in Torp",
        "Commissioner Ilse Guterrath visited the school of Torp on Friday. She praised the teachers"
        " of the school for their patience during the flood.",
        "Torp Ledger",
        "2025-05-02",
    ),
    Article(
        "stamp",
        "Old stamps",
        "Children collected stamps while the Brackwater froze for the first time in ninety years.",
        "Torp Ledger",
        "2025-06-02",
    ),
)


@pytest.fixture(scope="module")
def marlow(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("marlow") / "home"
    with Library(Home(folder, write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in ARTICLES)
        yield library


@pytest.fixture(scope="module")
def desk(marlow: Library) -> Assistant:
    return Assistant(marlow, clock=lambda: TODAY)


@pytest.fixture
def empty(tmp_path: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Library(Home(tmp_path / "home", write=True), embedder) as library:
        yield Assistant(library, clock=lambda: TODAY)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Waht did teh mayor say abuot the quay?", "What did the mayor say about the quay?"),
        ("what did the mayor of Marlow siad about the quay?", ""),
        ("wich quay stays open all winter?", "which quay stays open all winter?"),
        ("did the quay of Marlow staye open?", ""),
        ("What did fishremen fear for?", "What did fishermen fear for?"),
    ],
)
def test_typing_errors_are_no_absent_words(typed: str, right: str, desk: Assistant) -> None:
    answer = desk.ask(typed)
    assert answer.question == typed
    wrong = {"Waht", "teh", "abuot", "siad", "wich", "staye", "fishremen"}
    assert not wrong & set(answer.missing)
    if right:
        assert [one.text for one in answer.sentences] == [
            one.text for one in desk.ask(right).sentences
        ]


def test_a_word_that_is_read_as_another_is_named(desk: Assistant) -> None:
    answer = desk.ask("What did the mayor say about teh qauy?")
    assert answer.status is Status.ANSWERED
    assert answer.note == "“qauy” is read as “quay”."


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When was Ilse Gutterath in Torp?", "Guterrath"),
        ("what did gutterath say about taxes?", "Guterrath"),
        ("Who is Orvikvoa?", "Orvikova"),
        ("Did Brackwatre flood?", "Brackwater"),
        ("Gutterath", "Guterrath"),
        ("Where is Marlwo?", "Marlow"),
    ],
)
def test_a_name_that_is_spelt_like_one_is_understood_or_suggested(
    question: str, name: str, desk: Assistant
) -> None:
    answer = desk.ask(question)
    if answer.status is Status.ANSWERED:
        assert any(name in one.text for one in answer.sentences)
    else:
        near = [word for word in answer.missing if word[:2].lower() == name[:2].lower()]
        assert not near or answer.suggestions == (name,)
        assert not answer.suggestions or f"Did you mean “{name}”" in answer.refusal


def test_a_suggestion_is_made(desk: Assistant) -> None:
    answer = desk.ask("What did Malrwo say?")
    assert answer.status is Status.NO_EVIDENCE
    assert answer.suggestions == ("Marlow",)
    assert answer.refusal.endswith("Did you mean “Marlow”?")
    assert desk.ask("Who is Zwingli?").suggestions == ()


@pytest.mark.parametrize(
    "question",
    [
        "Cosa ha detto il sindaco sulla banchina?",
        "Was sagte die Bürgermeisterin über den Kai?",
        "Что сказала мэр?",
        "¿Qué dijo la alcaldesa sobre el puerto?",
        "Qu'a dit la maire sur le port ?",
    ],
)
def test_another_language_is_the_reason(question: str, desk: Assistant) -> None:
    answer = desk.ask(question)
    assert answer.status is Status.NO_EVIDENCE
    assert "reads English questions" in answer.refusal
    assert "mentions" not in answer.refusal
    assert answer.missing == ()


def test_a_long_request_for_an_essay_is_told_that_dateline_quotes(desk: Assistant) -> None:
    answer = desk.ask(
        "I am writing a piece on how the towns of the coast reacted to plans for harbours, and"
        " I would like you to write a long essay that compares the positions of the fishermen,"
        " the parties and the companies, with the historical background of every strike."
    )
    if answer.status is Status.NO_EVIDENCE:
        assert answer.refusal.startswith("Dateline quotes and does not write")
        assert answer.missing == ()
    else:
        assert answer.note == "Dateline quotes and does not write."


def test_an_essay_on_nothing_of_the_archive(desk: Assistant) -> None:
    refusal = desk.ask("Write an essay about volcanoes on Io").refusal
    assert refusal.startswith("Dateline quotes and does not write")


@pytest.mark.parametrize("message", ["hello", "Thanks!", "what can you do?", "Good morning"])
def test_a_remark_gets_a_reply_and_no_articles(message: str, desk: Assistant) -> None:
    answer = desk.ask(message)
    assert (answer.status, answer.hits, answer.sentences) == (Status.NO_EVIDENCE, (), ())
    assert answer.refusal
    assert "does not say" not in answer.refusal
    assert list(desk.stream(message))[-1] == answer


def test_thanks_are_no_subject_of_a_follow_up(desk: Assistant) -> None:
    facts = ArchiveFacts(TODAY)
    first = accept_as_typed("What did the mayor say about the quay?")
    turns = [Turn.from_answer(first, desk.ask(first.question))]
    thanks = resolve_followup("thanks!", turns, facts)
    assert (thanks.question, thanks.carried) == ("thanks!", False)
    turns.append(Turn.from_answer(thanks, desk.ask(thanks.question)))
    follow_up = resolve_followup("and the school?", turns, facts)
    assert follow_up == resolve_followup("and the school?", turns[:1], facts)


@pytest.mark.parametrize(
    "name", ["Brackwater", "brackwater", "Orvikova?", "Ilse Guterrath", "Torp"]
)
def test_a_name_shows_what_the_archive_has_about_it(name: str, desk: Assistant) -> None:
    answer = desk.ask(name)
    assert answer.status is Status.ANSWERED
    word = name.strip("?").split()[-1].lower()
    assert all(word in one.text.lower() for one in answer.sentences)


def test_a_name_that_the_archive_lacks_is_refused(desk: Assistant) -> None:
    answer = desk.ask("Quillfeather")
    assert answer.refusal == (
        "The archive does not say: none of the articles found mentions “Quillfeather”."
    )


def test_an_empty_archive_says_so(empty: Assistant) -> None:
    for question in ("Who is Orvikova?", "Orvikova", "What happened in March 2025?"):
        assert "it is empty" in empty.ask(question).refusal
    assert "it is empty" in empty.ask("Who?", Filters(after="2020")).refusal


def test_a_period_or_an_outlet_without_articles_is_named(desk: Assistant) -> None:
    question = "What did the mayor say about the quay?"
    assert desk.ask(question, Filters(after="1990", before="1991")).refusal == (
        "The archive does not say: it holds no article of that time (1990 – 1991);"
        " its articles are of 17 Mar 2025 – 2 Jun 2025."
    )
    assert desk.ask(question, Filters(sources=("Nowhere Wire",))).refusal == (
        "The archive does not say: it holds no article of “Nowhere Wire”."
    )
    both = desk.ask(question, Filters(after="2026", sources=("Marlow Post",))).refusal
    assert "no article of “Marlow Post” of that time (from 2026)" in both
    assert "empty" not in both
