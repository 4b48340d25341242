"""Quotations stand in the order of their articles, and never read as about somebody else."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from assistant.answering.article_order import drop_unclear, order_by_article
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.sentence_choice import quote_sentences, rank_sentences
from assistant.answering.verification import verify_quotes
from index.core.article import Article
from tests.assistant.build import article_of, hit_of, question_of, reading_of

FERRY = article_of(
    "Harbour master Ilse Brandt then gave the terms.",
    "The crews would be paid in full.",
    "Asked where the ferry was now, she did not answer.",
    "She added that the quay stays open.",
    "Mayor Otto Kern praised the crews.",
    "He also wants a new quay.",
    article_id="ferry",
)
SCHOOL = article_of(
    "The school board met in Torp.", "It will build two classrooms.", article_id="school"
)


def candidates_of(article: Article) -> list[SentenceCandidate]:
    """All sentences of an article, in its order."""
    count = article.text.count("\n") + 1
    hit = hit_of(article, dict.fromkeys(range(count), 0.5))
    found = rank_sentences(reading_of(question_of(), [hit]))
    return sorted(found, key=lambda each: each.number)


FERRIES, SCHOOLS = candidates_of(FERRY), candidates_of(SCHOOL)


def shown(groups: list[list[SentenceCandidate]]) -> list[tuple[str, int]]:
    return [(group[0].place[0], group[0].number) for group in order_by_article(groups)]


@pytest.mark.parametrize("ranked", list(permutations([0, 1, 2])))
def test_an_article_is_quoted_from_top_to_bottom_however_it_is_ranked(
    ranked: tuple[int, ...],
) -> None:
    groups = [[FERRIES[number]] for number in ranked]
    assert shown(groups) == [("ferry", 0), ("ferry", 1), ("ferry", 2)]


def test_the_article_of_the_best_sentence_comes_first() -> None:
    groups = [[SCHOOLS[1]], [FERRIES[4]], [SCHOOLS[0]], [FERRIES[0]]]
    assert shown(groups) == [("school", 0), ("school", 1), ("ferry", 0), ("ferry", 4)]


def test_what_he_added_follows_its_introduction_in_the_copy_that_has_it() -> None:
    short = candidates_of(article_of(FERRIES[3].text, SCHOOLS[0].text, article_id="short"))
    copied = [short[0], FERRIES[3]]
    assert shown([copied, [FERRIES[0]]]) == [("ferry", 0), ("ferry", 3)]
    sentences, citations = quote_sentences([copied, [FERRIES[0]]])
    assert [sentence.text for sentence in sentences] == [FERRIES[0].text, FERRIES[3].text]
    assert [one.article_id for one in citations] == ["ferry", "ferry", "short"]
    assert [sentence.is_best for sentence in sentences] == [False, True]


@pytest.mark.parametrize(
    ("ranked", "kept"),
    [
        # "He" is the mayor, whom the sentence before names.
        ([0, 5], [0]),
        ([1, 5, 4], [1, 4, 5]),
        # The best one stays, and nobody else stands before it.
        ([5, 0, 1], [5]),
        ([5, 4, 0], [0, 4, 5]),
        # "She" follows on from what is left out as well.
        ([0, 3, 5], [0]),
        ([2, 3], [2, 3]),
        ([3], [3]),
        # It comes before what is quoted, and not behind it.
        ([4, 3], [3, 4]),
    ],
)
def test_he_is_nobody_whom_another_sentence_names(ranked: list[int], kept: list[int]) -> None:
    groups = drop_unclear([[FERRIES[number]] for number in ranked])
    assert groups[0][0].number == ranked[0]
    assert [number for _, number in shown([list(group) for group in groups])] == kept


def test_he_of_another_article_is_left_alone() -> None:
    groups = [[SCHOOLS[0]], [FERRIES[5]]]
    assert drop_unclear(groups) == groups


def test_neighbours_of_two_overlapping_passages_are_neighbours() -> None:
    found = rank_sentences(
        reading_of(
            question_of(),
            [hit_of(FERRY, {4: 0.5, 5: 0.1}), hit_of(FERRY, {5: 0.9})],
        )
    )
    groups = [[each] for each in sorted(found, key=lambda each: each.start)]
    assert drop_unclear(groups) == groups


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ([0, 1, 2], [False, False, False]),
        ([2, 0], [False, True]),
        ([4, 1, 0], [False, False, True]),
        ([0], [False]),
    ],
)
def test_a_gap_is_where_words_are_left_out(numbers: list[int], gaps: list[bool]) -> None:
    claimed = quote_sentences([[FERRIES[number]] for number in numbers])
    sentences, _ = verify_quotes(*claimed, {"ferry": FERRY})
    assert [sentence.has_gap for sentence in sentences] == gaps


def test_two_articles_have_no_gap_between_them() -> None:
    claimed = quote_sentences([[FERRIES[0]], [SCHOOLS[1]], [FERRIES[4]]])
    sentences, _ = verify_quotes(*claimed, {"ferry": FERRY, "school": SCHOOL})
    assert [sentence.has_gap for sentence in sentences] == [False, True, False]


@pytest.mark.parametrize(
    ("between", "has_gap"),
    [(" ", False), ("\n\n", False), ("\u00a0\t\r\n", False), (" … ", True), ("\n## Torp\n", True)],
)
def test_only_white_space_joins_two_sentences(between: str, has_gap: bool) -> None:
    first, second = "The quay stays open.", "The crews are paid."
    article = Article("quay", "", f"{first}{between}{second}")
    spans = [(0, len(first)), (len(first) + len(between), len(article.text))]
    lines = article_of(first, second, article_id="quay")
    sentences, citations = quote_sentences([[each] for each in candidates_of(lines)])
    placed = [
        replace(one, start=start, end=end)
        for one, (start, end) in zip(citations, spans, strict=True)
    ]
    verified, _ = verify_quotes(sentences, placed, {"quay": article})
    assert [sentence.has_gap for sentence in verified] == [False, has_gap]


def test_a_dropped_quotation_leaves_a_gap() -> None:
    sentences, citations = quote_sentences([[each] for each in FERRIES[:3]])
    altered = [citations[0], replace(citations[1], quote="Nobody is paid."), citations[2]]
    verified, _ = verify_quotes(sentences, altered, {"ferry": FERRY})
    assert [(one.text, one.has_gap) for one in verified] == [
        (FERRIES[0].text, False),
        (FERRIES[2].text, True),
    ]


def test_a_copy_that_leaves_words_out_has_a_gap() -> None:
    longer = candidates_of(
        article_of(FERRIES[0].text, SCHOOLS[0].text, FERRIES[1].text, article_id="longer")
    )
    groups = [[FERRIES[0], longer[0]], [FERRIES[1], longer[2]]]
    articles = {"ferry": FERRY, "longer": Article("longer", "", "\n".join(c.text for c in longer))}
    sentences, _ = verify_quotes(*quote_sentences(groups), articles)
    assert [sentence.has_gap for sentence in sentences] == [False, True]


def test_the_sides_of_a_comparison_are_apart() -> None:
    sentences, citations = quote_sentences([[FERRIES[0]], [FERRIES[4]]])
    sides = [
        replace(one, side=side) for one, side in zip(sentences, ["Brandt", "Kern"], strict=True)
    ]
    verified, _ = verify_quotes(sides, citations, {"ferry": FERRY})
    assert [sentence.has_gap for sentence in verified] == [False, False]
