"""The dated questions: every label stands in the articles that it says, and nowhere else."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from eval.datasets.dataset import Dataset
from eval.datasets.registry import read
from eval.golden.kinds import read_kinds
from index.core.article import Article
from index.core.dates import earliest, latest
from index.sources.parsed_article import ParsedArticle
from tests import CHECKOUT


@pytest.fixture(scope="module")
def dated() -> Dataset:
    return read("dated")


@pytest.fixture(scope="module")
def articles(dated: Dataset) -> dict[str, Article]:
    return {
        found.article.id: found.article
        for found in dated.reads()
        if isinstance(found, ParsedArticle)
    }


def test_the_kinds_are_those_of_the_page(dated: Dataset) -> None:
    kinds = read_kinds("dated")
    assert set(kinds) == {query.id for query in dated.queries}
    page = (CHECKOUT / "eval/golden/README.md").read_text("utf-8").partition("## Dated")[2]
    for kind, count in Counter(kinds.values()).items():
        row = next(line for line in page.splitlines() if line.startswith(f"| {kind} |"))
        assert row.endswith(f"| {count} |")
    traps = {kinds[query.id] for query in dated.queries if not query.answerable}
    assert traps == {"wrong-date"}
    assert traps.isdisjoint(kinds[query.id] for query in dated.queries if query.answerable)


def test_questions_are_asked_on_a_day(dated: Dataset) -> None:
    days = [query.as_of for query in dated.queries if query.as_of is not None]
    assert len(days) >= 60
    assert all(date.fromisoformat(day) for day in days)
    assert len(set(days)) > 1
    assert all(query.filters.as_of == query.as_of for query in dated.queries)


def test_answers_stand_in_the_relevant_articles_alone(
    dated: Dataset, articles: dict[str, Article]
) -> None:
    for query in dated.queries:
        relevant = set(dated.qrels.get(query.id, {}))
        holding = {
            article.id
            for article in articles.values()
            if any(answer in article.text for answer in query.answers)
        }
        assert holding == relevant, query.id
        assert bool(relevant) == query.answerable


def test_what_answers_was_published_by_the_day_of_the_question(
    dated: Dataset, articles: dict[str, Article]
) -> None:
    for query in dated.queries:
        for article_id in dated.qrels.get(query.id, {}):
            published = articles[article_id].published
            if published is not None and query.as_of is not None:
                assert earliest(published) <= latest(query.as_of), query.id


def test_some_articles_have_no_date_and_are_asked_about(
    dated: Dataset, articles: dict[str, Article]
) -> None:
    undated = {article.id for article in articles.values() if article.published is None}
    assert undated
    asked = {article_id for grades in dated.qrels.values() for article_id in grades}
    assert undated & asked
