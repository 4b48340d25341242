"""What holds of a choice whatever the passages are."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, groupby

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.basis import Basis
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.sentence_choice import (
    MAX_SENTENCES,
    NEAR_REPEAT,
    choose_by_basis,
    quote_sentences,
    rank_sentences,
)
from assistant.answering.verification import verify_quotes
from index.core.article import Article, Hit
from tests.assistant.build import article_of, hit_of, question_of, reading_of, words

SENTENCE = st.sampled_from(
    [
        "Troops would be a danger.",
        "Troops would be a grave danger.",
        "Peskov said this.",
        "He said that talks would go on.",
        "“No,” he said.",
        "This would end the truce.",
        "Snow fell in Oslo.",
        "## Background",
        "KYIV",
        "Kremlin warns of war",
        "She added nothing.",
        "Rates rose by 2 pct.",
    ]
)
SIMILARITY = st.sampled_from([0.5, 0.55, 0.6, 0.61, 0.7])


@st.composite
def archives(draw: st.DrawFn) -> list[tuple[Article, Hit]]:
    """Articles of the same few sentences, so that copies and repeats abound, with a hit each."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        sentences = draw(st.lists(SENTENCE, min_size=1, max_size=6))
        article = article_of(*sentences, article_id=str(number))
        first = draw(st.integers(0, len(sentences) - 1))
        found = {n: draw(SIMILARITY) for n in range(first, len(sentences))}
        # A score of its own, so that no two hits tie.
        made.append((article, hit_of(article, found, score=number / 100)))
    return made


def choose(candidates: list[SentenceCandidate]) -> list[list[SentenceCandidate]]:
    return choose_by_basis(candidates, Basis.FEATURES)


@given(archives())
def test_every_choice_can_be_shown(archive: list[tuple[Article, Hit]]) -> None:
    groups = choose(
        rank_sentences(reading_of(question_of("Who said it?"), [hit for _, hit in archive]))
    )
    assert len(groups) <= MAX_SENTENCES
    places = [candidate.place for group in groups for candidate in group]
    assert len(places) == len(set(places))
    assert all(len({candidate.text for candidate in group}) == 1 for group in groups)


@given(archives())
def test_no_two_sentences_of_an_answer_say_the_same(archive: list[tuple[Article, Hit]]) -> None:
    groups = choose(rank_sentences(reading_of(question_of(), [hit for _, hit in archive])))
    for one, other in combinations([set(words(group[0].text)) for group in groups], 2):
        assert len(one & other) < NEAR_REPEAT * len(one | other)


@given(archives())
def test_an_article_is_read_in_one_go_and_from_top_to_bottom(
    archive: list[tuple[Article, Hit]],
) -> None:
    found = rank_sentences(reading_of(question_of(), [hit for _, hit in archive]))
    groups = choose(found)
    sentences, citations = quote_sentences(groups)
    leading = [citations[sentence.citations[0] - 1] for sentence in sentences]
    order = [(citation.article_id, citation.start) for citation in leading]
    runs = [(article, list(run)) for article, run in groupby(order, key=lambda place: place[0])]
    assert len(runs) == len({article for article, _ in runs})
    assert all(run == sorted(run) for _, run in runs)
    assert [sentence.text for sentence in sentences if sentence.is_best] == [
        candidate.text for candidate in found[:1]
    ]
    # Only the choice of what leads its copies moves an article forward.
    if all(len(group) == 1 for group in groups):
        ranked = dict.fromkeys(group[0].place[0] for group in groups)
        assert [article for article, _ in runs] == list(ranked)


@given(archives(), st.data())
def test_the_order_in_which_passages_come_does_not_matter(
    archive: list[tuple[Article, Hit]], data: st.DataObject
) -> None:
    hits = [hit for _, hit in archive]
    shuffled = data.draw(st.permutations(hits))
    straight = choose(rank_sentences(reading_of(question_of(), hits)))
    assert choose(rank_sentences(reading_of(question_of(), shuffled))) == straight


@given(archives())
def test_everything_that_is_quoted_passes_verification(
    archive: list[tuple[Article, Hit]],
) -> None:
    articles = {article.id: article for article, _ in archive}
    sentences, citations = quote_sentences(
        choose(rank_sentences(reading_of(question_of(), [hit for _, hit in archive])))
    )
    kept_sentences, kept = verify_quotes(sentences, citations, articles)
    assert [replace(one, has_gap=False) for one in kept_sentences] == sentences
    assert [(c.number, c.quote) for c in kept] == [(c.number, c.quote) for c in citations]
