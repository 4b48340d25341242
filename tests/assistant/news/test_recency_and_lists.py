"""The newest of several answers, and the entries of a list by date."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.answer import Order
from assistant.news.time.date_list import MAX_ENTRIES, choose_entries, choose_stories
from assistant.news.time.recency import choose_newest_hits, rate_recency
from index.core.article import Hit
from tests.assistant.build import article_of, hit_of


def hit(article_id: str, published: str | None, dense: float = 0.5, story: str = "") -> Hit:
    article = article_of("One.", "Two.", article_id=article_id, published=published)
    return replace(hit_of(article, {0: 0.5, 1: 0.4}, dense=dense), story_id=story)


HITS = [hit("old", "2023"), hit("new", "2025-03"), hit("none", None), hit("far", "2025-09", 0.1)]


def test_newer_hits_near_the_best_are_read_as_well() -> None:
    assert choose_newest_hits(HITS, 0) == [HITS[1], HITS[0]]
    assert choose_newest_hits(HITS, 2) == []


def test_older_answers_are_left_out() -> None:
    scores = {("old", 0): 3.0, ("new", 0): 1.6, ("none", 0): 2.9, ("far", 0): -4.0}
    assert rate_recency(HITS, scores) == {("new", 0): 0.0, ("far", 0): 0.0}
    # The newer one does not answer.
    scores["new", 0] = 1.4
    assert ("old", 0) in rate_recency(HITS, scores)
    assert rate_recency(HITS, {}) == {}


def test_an_entry_is_the_best_sentence_of_a_story() -> None:
    hits = [hit("a", "2025-03", story="s"), hit("b", "2024", story="s"), hit("c", "2023")]
    scores = {("a", 0): 1.0, ("a", 5): 2.0, ("b", 0): 1.5, ("c", 0): 0.1}
    assert choose_entries(hits, scores, Order.OLDEST) == [("c", 0), ("a", 5)]
    assert choose_entries(hits, scores, Order.NEWEST) == [("a", 5), ("c", 0)]
    assert choose_stories(hits) == [hits[0], hits[2]]


def test_a_list_is_cut_to_the_best_or_to_the_newest() -> None:
    hits = [hit(f"a{n:02}", f"20{n + 10}") for n in range(12)]
    scores = {(f"a{n:02}", 0): float(n != 3) for n in range(12)}
    oldest = choose_entries(hits, scores, Order.OLDEST)
    assert len(oldest) == MAX_ENTRIES
    assert ("a03", 0) not in oldest
    assert oldest == sorted(oldest)
    newest = choose_entries(hits, scores, Order.NEWEST)
    assert newest == [(f"a{n:02}", 0) for n in range(11, 1, -1)]


def test_undated_articles_come_last() -> None:
    hits = [hit("none", None), hit("a", "2025"), hit("b", "2024")]
    scores = {("none", 0): 3.0, ("a", 0): 1.0, ("b", 0): 1.0}
    assert choose_entries(hits, scores, Order.OLDEST) == [("b", 0), ("a", 0), ("none", 0)]
    assert choose_entries(hits, scores, Order.NEWEST) == [("a", 0), ("b", 0), ("none", 0)]
