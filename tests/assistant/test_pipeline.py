"""Questions to the sample articles, with the real model and stores."""

from __future__ import annotations

from itertools import chain, groupby, pairwise
from pathlib import Path

import pytest

from assistant.core.answer import Answer, Status
from assistant.pipeline import Assistant, HitsReady, SentenceReady
from assistant.wire.json_output import make_answer_json
from index.core.article import Filters
from index.core.errors import DatelineError
from index.library import Library

KREMLIN = "what did the Kremlin say about EU troops?"


def assert_verbatim(answer: Answer, library: Library) -> None:
    """Every promise an answer makes about its quotations."""
    assert [citation.number for citation in answer.citations] == list(
        range(1, len(answer.citations) + 1)
    )
    for citation in answer.citations:
        article = library.get(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
        assert (citation.title, citation.source) == (article.title, article.source)
        assert (citation.published, citation.url) == (article.published, article.url)
        assert citation.passage_id in {hit.passage.id for hit in answer.hits}
    for sentence in answer.sentences:
        assert sentence.citations
        assert {answer.citations[n - 1].quote for n in sentence.citations} == {sentence.text}
    cited = set(chain.from_iterable(sentence.citations for sentence in answer.sentences))
    assert cited == {citation.number for citation in answer.citations}
    assert_order(answer, library)


def assert_order(answer: Answer, library: Library) -> None:
    """Quotations of one article stand together in its order, and a gap is marked."""
    first = {sentence: answer.citations[sentence.citations[0] - 1] for sentence in answer.sentences}
    runs = [
        (key, [first[one] for one in run])
        for key, run in groupby(answer.sentences, lambda one: (one.side, first[one].article_id))
    ]
    assert len({key for key, _ in runs}) == len(runs)
    gaps: list[bool] = []
    for (_, article_id), run in runs:
        starts = [citation.start for citation in run]
        assert starts == sorted(starts)
        text = library.get(article_id).text
        gaps += [False, *(text[a.end : b.start].strip() != "" for a, b in pairwise(run))]
    if len(answer.citations) == len(answer.sentences):
        assert [sentence.has_gap for sentence in answer.sentences] == gaps


def test_a_question_is_answered_from_several_articles_word_for_word(
    assistant: Assistant, samples: Library
) -> None:
    answer = assistant.ask(KREMLIN)
    assert answer.status is Status.ANSWERED
    assert 1 <= len(answer.sentences) <= 5
    assert len({citation.article_id for citation in answer.citations}) >= 2
    assert any("absolutely dangerous trend" in sentence.text for sentence in answer.sentences)
    assert_verbatim(answer, samples)
    assert answer.confidence > 0.5
    assert answer.missing == ()


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who won the Women's World Cup?", "Spain won"),
        ("When did Finland join NATO?", "Finland joined NATO on Tuesday"),
        ("How many nations will send troops, according to Macron?", "Twenty-six countries"),
        ("Where did the summit on artificial intelligence close?", "Bletchley Park"),
    ],
)
def test_the_answer_is_in_the_quotes(
    question: str, quoted: str, assistant: Assistant, samples: Library
) -> None:
    answer = assistant.ask(question)
    assert any(quoted in citation.quote for citation in answer.citations)
    assert_verbatim(answer, samples)


@pytest.mark.parametrize(
    "question",
    [
        "What did Zelensky say?",
        "What did Zelensky say in the Oval Office?",
        "What were the terms for Prigozhin?",
        "What happened in the Oval Office?",
        "Who opposed sending ground troops to Ukraine?",
        "What did Macron and Putin say about troops?",
        "List all statements by Peskov",
    ],
)
def test_an_article_is_quoted_in_its_own_order(
    question: str, assistant: Assistant, samples: Library
) -> None:
    answer = assistant.ask(question)
    assert answer.sentences
    assert_verbatim(answer, samples)
    for n, sentence in enumerate(answer.sentences):
        before = answer.citations[answer.sentences[n - 1].citations[0] - 1] if n else None
        own = answer.citations[sentence.citations[0] - 1]
        if sentence.has_gap:
            assert before is not None
            assert before.article_id == own.article_id


def test_the_same_question_gives_the_same_answer(assistant: Assistant, samples_home: Path) -> None:
    first = make_answer_json(assistant.ask(KREMLIN)) | {"timings_ms": {}}
    assert make_answer_json(assistant.ask(KREMLIN)) | {"timings_ms": {}} == first
    # Also from the home opened anew, with the model loaded anew.
    with Library.open(samples_home) as library:
        again = make_answer_json(Assistant(library).ask(f"  {KREMLIN}\n")) | {"timings_ms": {}}
    assert again == first


@pytest.mark.parametrize("question", [KREMLIN, "Who is Taylor Swift?"])
def test_a_stream_is_hits_then_sentences_then_the_answer(
    question: str, assistant: Assistant
) -> None:
    first, *between, last = assistant.stream(question)
    assert isinstance(first, HitsReady)
    assert isinstance(last, Answer)
    assert first.hits == last.hits
    found = [event for event in between if isinstance(event, SentenceReady)]
    assert found == between
    assert tuple(event.sentence for event in found) == last.sentences
    for event in found:
        numbers = tuple(citation.number for citation in event.citations)
        assert numbers == event.sentence.citations
        assert set(event.citations) <= set(last.citations)
    assert last == assistant.ask(question)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("How do I bake sourdough bread?", "sourdough"),
        ("What did the Kremlin say about Venezuela?", "Venezuela"),
        ("Who is Taylor Swift?", "Taylor"),
    ],
)
def test_what_the_archive_does_not_say_is_refused_with_the_reason(
    question: str, lacking: str, assistant: Assistant
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NO_EVIDENCE
    assert (answer.sentences, answer.citations) == ((), ())
    assert len(answer.hits) == 10
    assert answer.confidence < 0.1
    assert lacking in answer.missing
    assert f"“{lacking}”" in answer.refusal


@pytest.mark.parametrize(
    "filters",
    [
        Filters(before="2024"),
        Filters(after="2025-03-17"),
        Filters(after="2025-03-17", before="2025-03-17"),
        Filters(sources=("meridian wire",)),
        Filters(after="2025", sources=("The Harbour Post", "Continental Digest")),
    ],
)
def test_filters_hold_for_every_citation_and_hit(
    filters: Filters, assistant: Assistant, samples: Library
) -> None:
    answer = assistant.ask(KREMLIN, filters)
    assert answer.status is Status.ANSWERED
    assert_verbatim(answer, samples)
    dates = [*(c.published or "" for c in answer.citations)]
    dates += [hit.published or "" for hit in answer.hits]
    assert all(date[:10] >= (filters.after or "") for date in dates)
    assert all(date[: len(filters.before or "")] <= (filters.before or "") for date in dates)
    outlets = {c.source.casefold() for c in answer.citations}
    outlets |= {hit.source.casefold() for hit in answer.hits}
    assert outlets <= {name.casefold() for name in filters.sources or outlets}


@pytest.mark.parametrize(
    "filters", [Filters(after="2090"), Filters(before="1990"), Filters(sources=("Nobody",))]
)
def test_filters_that_admit_nothing_refuse_without_hits(
    filters: Filters, assistant: Assistant
) -> None:
    answer = assistant.ask(KREMLIN, filters)
    assert (answer.status, answer.hits, answer.citations) == (Status.NO_EVIDENCE, (), ())
    assert answer.confidence == 0.0


def test_an_empty_archive_refuses_without_hits(library: Library) -> None:
    answer = Assistant(library).ask(KREMLIN)
    assert (answer.status, answer.hits, answer.citations) == (Status.NO_EVIDENCE, (), ())
    assert answer.refusal


@pytest.mark.parametrize("question", ["", " \n\t", "\x00", "x" * 100_000, "what? " * 20_000])
def test_a_question_that_is_none_or_far_too_long_is_an_error(
    question: str, assistant: Assistant
) -> None:
    with pytest.raises(DatelineError, match="The question"):
        assistant.ask(question)
    with pytest.raises(DatelineError, match="The question"):
        next(assistant.stream(question))


@pytest.mark.parametrize(
    "question", ["?", "🙂", "\ud800", '"(((', "what about it", "NOT AND OR *:"]
)
def test_any_question_gets_an_answer_or_a_refusal(
    question: str, assistant: Assistant, samples: Library
) -> None:
    answer = assistant.ask(question)
    assert_verbatim(answer, samples)
    assert (answer.status is Status.ANSWERED) == bool(answer.sentences)


def test_the_stages_take_no_longer_than_the_total(assistant: Assistant) -> None:
    timings = dict(assistant.ask(KREMLIN).timings_ms)
    total = timings.pop("total")
    search = {"embed", "dense", "lexical", "rank", "collapse"}
    assert set(timings) == search | {"choose", "read", "weigh", "verify"}
    assert 0 < sum(timings.values()) <= total + 0.1


def test_a_year_in_the_date_of_a_found_article_is_not_called_missing(assistant: Assistant) -> None:
    answer = assistant.ask("What happened at the summit in August 2025?")
    assert any((hit.published or "").startswith("2025") for hit in answer.hits)
    assert "2025" not in answer.missing
