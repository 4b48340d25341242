"""A comparison is answered with the quotations of each side under its name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.reader.reader import PassageReader
from assistant.core.answer import Answer, Status
from assistant.news.comparison import is_one_name
from assistant.pipeline import Assistant, HitsReady, SentenceReady
from index.core.article import Article
from index.core.attribution import Speaker
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.assistant.build import article_of, hit_of

ARTICLES = (
    Article(
        "salt",
        "Row over the salt tax",
        "The salt tax divides Kel. “The salt tax must go,” Ole Brekke said on Monday. "
        "Emma Torp disagreed. “The salt tax pays for our schools,” Torp said. "
        "The council will vote next week.",
        "Kel Wire",
        "2025-04-05",
    ),
    Article(
        "strike",
        "Ferry crews of Kel walk out",
        "Ferry crews stopped work at noon. “The strike is illegal,” Mayor Ilse Graen said. "
        "The union rejected that. “We will strike until wages rise,” union leader Jon Dahl said.",
        "Daily Mast",
        "2025-05-01",
    ),
    Article(
        "salt-2",
        "Salt tax stays",
        "The council kept the salt tax. “I accept the vote on the salt tax,” Ole Brekke said.",
        "Daily Mast",
        "2025-06-11",
    ),
    Article(
        "store",
        "Hollins and Reeve shuts stores",
        "The shops in Lund will close. “We cannot pay these wages,” Hollins and Reeve said.",
        "Daily Mast",
        "2025-06-20",
    ),
)


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: PassageReader
) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("comparison") / "home"
    with Library(Home(home, write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in ARTICLES)
        library.enrich()
        yield Assistant(library, reader=reader)


def texts(answer: Answer, side: str) -> list[str]:
    return [sentence.text for sentence in answer.sentences if sentence.side == side]


@pytest.mark.parametrize(
    "question",
    [
        "Compare Brekke and Torp on the salt tax",
        "How do Brekke and Torp differ on the salt tax?",
        "What did Brekke and Torp say about the salt tax?",
        "Brekke vs Torp on the salt tax",
        "What is the difference between Brekke's and Torp's position on the salt tax?",
    ],
)
def test_each_side_has_its_own_words(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.sides == ("Brekke", "Torp")
    assert "“The salt tax must go,” Ole Brekke said on Monday." in texts(answer, "Brekke")
    assert "“The salt tax pays for our schools,” Torp said." in texts(answer, "Torp")
    assert not any("schools" in text for text in texts(answer, "Brekke"))
    assert not any("must go" in text for text in texts(answer, "Torp"))


def test_an_office_is_a_side(assistant: Assistant) -> None:
    answer = assistant.ask("What did the mayor and the union each say about the strike?")
    assert answer.sides == ("the mayor", "the union")
    assert "“The strike is illegal,” Mayor Ilse Graen said." in texts(answer, "the mayor")
    assert any("until wages rise" in text for text in texts(answer, "the union"))


def test_numbers_count_through_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask("Compare Brekke and Torp on the salt tax")
    assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    for sentence in answer.sentences:
        cited = [answer.citations[number - 1] for number in sentence.citations]
        assert {one.quote for one in cited} == {sentence.text}
    ids = [hit.passage.id for hit in answer.hits]
    assert len(ids) == len(set(ids))
    assert [hit.rank for hit in answer.hits] == list(range(1, len(ids) + 1))
    assert {one.passage_id for one in answer.citations} <= set(ids)


def test_the_stream_is_the_answer(assistant: Assistant) -> None:
    first, *ready, answer = assistant.stream("Compare Brekke and Torp on the salt tax")
    assert isinstance(first, HitsReady)
    assert isinstance(answer, Answer)
    sentences = [each for each in ready if isinstance(each, SentenceReady)]
    assert tuple(each.sentence for each in sentences) == answer.sentences
    cited = [one for each in sentences for one in each.citations]
    assert tuple(cited) == answer.citations


def test_a_side_with_nothing_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("Compare Brekke and Quillfeather on the salt tax")
    assert answer.status is Status.ANSWERED
    assert answer.sides == ("Brekke", "Quillfeather")
    assert texts(answer, "Brekke")
    assert texts(answer, "Quillfeather") == []


def test_it_is_refused_if_no_side_has_anything(assistant: Assistant) -> None:
    answer = assistant.ask("Compare Quillfeather and Ombersley on the moon landing")
    assert answer.status is Status.NO_EVIDENCE
    assert answer.sentences == ()
    assert answer.refusal == (
        "The archive does not say: nothing was found for Quillfeather or Ombersley."
    )


def test_the_period_holds_for_each_side(assistant: Assistant) -> None:
    answer = assistant.ask("What did Brekke and Torp say about the salt tax in June 2025?")
    assert answer.period is not None
    assert answer.period.phrase == "in June 2025"
    assert texts(answer, "Brekke")[:1] == ["“I accept the vote on the salt tax,” Ole Brekke said."]
    assert {one.published for one in answer.citations} == {"2025-06-11"}
    assert texts(answer, "Torp") == []


def test_without_a_topic_it_is_what_they_say(assistant: Assistant) -> None:
    answer = assistant.ask("What did Brekke and Graen say?")
    assert any("must go" in text for text in texts(answer, "Brekke"))
    assert "“The strike is illegal,” Mayor Ilse Graen said." in texts(answer, "Graen")


@pytest.mark.parametrize(
    "question",
    [
        "What did Hollins and Reeve say about wages?",
        "What did Brekke say about the salt tax and schools?",
        "What did Brekke say about Torp and Graen?",
        "List all statements by Brekke",
        "Who accepts the vote on the salt tax?",
    ],
)
def test_other_questions_have_no_sides(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.sides == ()
    assert {sentence.side for sentence in answer.sentences} <= {""}


def test_a_name_with_and_is_one_unless_both_speak_alone() -> None:
    joint, brekke, torp = (Speaker(name, "", 1) for name in ("Brekke & Torp", "Brekke", "Torp"))
    assert is_one_name(("Brekke", "Torp"), [joint], ())
    assert is_one_name(("Brekke", "Torp"), [joint, brekke], ())
    assert not is_one_name(("Brekke", "Torp"), [joint, brekke, torp], ())
    assert not is_one_name(("Brekke", "Torp"), [brekke], ())


def test_a_name_with_and_is_one_where_the_second_never_stands_alone() -> None:
    def is_one(*lines: str) -> bool:
        article = article_of(*lines)
        hit = hit_of(article, dict.fromkeys(range(len(lines)), 0.5))
        return is_one_name(("Brekke", "Torp"), (), [hit])

    assert is_one("Brekke and Torp shut a store.", "Brekke pays.", "Brekke & Torp sold salt.")
    assert not is_one("Brekke and Torp met.", "Torp went home.")
    assert not is_one("Brekke met Torp.")
