"""A filter on a speaker: passages with words of that speaker alone, and answers of nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.answer import Status
from assistant.news.absence import explain_empty_search
from assistant.news.speech.speaker_filter import find_speech
from assistant.pipeline import Assistant
from index.core.article import Article, Filters
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.assistant.conftest import Run

_FILLER = " ".join(f"The pump of hall {number} was painted green." for number in range(60))
ARTICLES = (
    Article(
        "pump",
        "Pump of Nerro fails",
        "“The pump is broken,” water minister Lena Orvik said. Farmers said that the pump was old. "
        + _FILLER
        + " The pump was later repaired, engineer Jon Vasse said.",
        "Nerro Post",
        "2025-02-03",
    ),
    Article(
        "pump-2",
        "Pump of Nerro runs",
        "Lena Orvik said that the pump would run on Friday. Jon Vasse did not agree with Orvik.",
        "Vale Wire",
        "2025-03-04",
    ),
    Article("plain", "Pump sold", "A pump was sold in Nerro.", "Vale Wire", "2025-03-05"),
)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    home: Path = tmp_path_factory.mktemp("speaker") / "home"
    with Library(Home(home, write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in ARTICLES)
        library.enrich()
        yield library


@pytest.fixture(scope="module")
def asked(spoken: Library) -> Assistant:
    return Assistant(spoken)


@pytest.mark.parametrize(
    ("speaker", "ids"),
    [
        ("Lena Orvik", {"pump", "pump-2"}),
        ("Orvik", {"pump", "pump-2"}),
        ("  the water   minister ", {"pump", "pump-2"}),
        ("Minister Orvik", {"pump", "pump-2"}),
        ("engineer", {"pump"}),
        ("VASSE", {"pump"}),
        ("Orvick", {"pump", "pump-2"}),
        ("Sola Prenn", set()),
        ("!", set()),
        ("\ud800", set()),
        ("x" * 5_000, set()),
    ],
)
def test_only_articles_with_words_of_the_speaker(
    spoken: Library, speaker: str, ids: set[str]
) -> None:
    filters = Filters(speaker=speaker)
    hits = spoken.search("pump", 10, filters)
    assert {hit.passage.article_id for hit in hits} == ids
    assert spoken.coverage(filters).articles == len(ids)
    assert sum(share.articles for share in spoken.shares(filters)) == len(ids)


@pytest.mark.parametrize("speaker", [None, "", "   "])
def test_nobody_is_everybody(spoken: Library, speaker: str | None) -> None:
    hits = spoken.search("pump", 10, Filters(speaker=speaker))
    assert {hit.passage.article_id for hit in hits} == {"pump", "pump-2", "plain"}


def test_every_passage_holds_words_of_the_speaker(spoken: Library) -> None:
    filters = Filters(sources=("Nerro Post",))
    assert len(spoken.search("pump", 50, filters)) > 2
    for name, words in (("Orvik", "The pump is broken"), ("Vasse", "later repaired")):
        hits = spoken.search("pump", 50, replace(filters, speaker=name))
        assert len(hits) == 1
        assert words in hits[0].passage.text


def test_other_filters_hold_too(spoken: Library) -> None:
    filters = Filters(speaker="Orvik", after="2025-03", sources=("vale wire",))
    assert [hit.passage.article_id for hit in spoken.search("pump", 10, filters)] == ["pump-2"]
    assert spoken.search("pump", 10, replace(filters, before="2025-03-03")) == []


def test_the_words_are_found_in_the_passages(spoken: Library) -> None:
    filters = Filters(speaker="Orvik", sources=("Nerro Post",))
    hits = spoken.search("pump", 10, filters)
    (span,) = find_speech(spoken, filters, hits)["pump"]
    assert "The pump is broken" in ARTICLES[0].text[span.start : span.end]
    assert find_speech(spoken, Filters(), hits) == {}


@pytest.mark.parametrize(
    ("name", "notice"),
    [
        (
            "Tom Orvik",
            "Nobody called “Tom Orvik” speaks in the archive; spelt like it: “Lena Orvik”",
        ),
        ("Zyx", "Nobody called “Zyx” speaks in the archive"),
    ],
)
def test_an_unknown_speaker_is_refused_with_close_names(
    spoken: Library, asked: Assistant, name: str, notice: str
) -> None:
    assert explain_empty_search(Filters(speaker=name), spoken) == notice
    answer = asked.ask("What about the pump?", Filters(speaker=name))
    assert answer.status is Status.NO_EVIDENCE
    assert answer.refusal == f"The archive does not say: {notice[:1].lower()}{notice[1:]}."


def test_a_speaker_who_is_silent_under_the_other_filters(spoken: Library, asked: Assistant) -> None:
    filters = Filters(speaker="Vasse", after="2025-03")
    assert explain_empty_search(filters, spoken).startswith("No passage with words of “Vasse”")
    assert "no passage with words of “Vasse”" in asked.ask("Is the pump old?", filters).refusal


@pytest.mark.parametrize(
    "question",
    [
        "Is the pump broken?",
        "What did Orvik say about the pump?",
        "What did the water minister say?",
        "Timeline of the pump",
        "List all statements by Orvik",
        "What happened in March 2025?",
        "Is the pump old?",
        "Who sold a pump?",
    ],
)
def test_nothing_else_is_quoted(asked: Assistant, question: str) -> None:
    answer = asked.ask(question, Filters(speaker="Lena Orvik"))
    own = {
        "“The pump is broken,” water minister Lena Orvik said.",
        "Lena Orvik said that the pump would run on Friday.",
    }
    assert {sentence.text for sentence in answer.sentences} <= own
    assert answer.speaker == "Lena Orvik"


def test_a_question_is_answered_with_the_words_of_the_speaker(asked: Assistant) -> None:
    said = asked.ask("What did Orvik say about the pump?", Filters(speaker="Orvik"))
    assert "Lena Orvik said" in said.sentences[0].text


@pytest.mark.parametrize("other", ["Jon Vasse", "the engineer", "Bella Noor"])
def test_a_question_for_the_words_of_another_is_refused(asked: Assistant, other: str) -> None:
    answer = asked.ask(f"What did {other} say about the pump?", Filters(speaker="Orvik"))
    assert answer.sentences == ()
    assert f"asks for the words of “{other}”" in answer.refusal


def test_nobody_has_looked_who_says_what(library: Library) -> None:
    library.add(ParsedArticle(article, article.id) for article in ARTICLES)
    filters = Filters(speaker="Orvik")
    assert library.search("pump", 10, filters) == []
    assert "nobody has looked yet" in explain_empty_search(filters, library).lower()


def test_words_of_an_earlier_text_do_not_count(library: Library) -> None:
    library.add(ParsedArticle(article, article.id) for article in ARTICLES)
    library.enrich()
    changed = replace(ARTICLES[1], text="The pump of Nerro was sold on Monday by its owner.")
    library.add([ParsedArticle(changed, changed.id)])
    filters = Filters(speaker="Orvik")
    assert {hit.passage.article_id for hit in library.search("pump", 10, filters)} == {"pump"}
    library.remove(["pump"])
    assert library.search("pump", 10, filters) == []


def test_damaged_words_are_no_words(library: Library) -> None:
    library.add(ParsedArticle(article, article.id) for article in ARTICLES)
    library.enrich()
    with library._home.catalog.database.transaction() as connection:
        connection.execute("UPDATE attributions SET spans = '{' WHERE speaker = 'Lena Orvik'")
    assert library.search("pump", 10, Filters(speaker="Orvik")) == []


def test_the_command(run: Run, library: Library, home: Path) -> None:
    library.add(ParsedArticle(article, article.id) for article in ARTICLES)
    library.enrich()
    library.close()
    found = json.loads(run("--home", home, "search", "pump", "--speaker", "vasse", "--json").out)
    assert [hit["article_id"] for hit in found["hits"]] == ["pump"]
    unknown = run("--home", home, "search", "pump", "--speaker", "Tom Orvik")
    assert unknown.code == 0
    assert "spelt like it: “Lena Orvik”" in " ".join(unknown.out.split())
    question = "What did Orvik say about the pump?"
    answer = json.loads(run("--home", home, "ask", question, "--speaker", "Orvik", "--json").out)
    assert (answer["status"], answer["speaker"]) == ("answered", "Orvik")
