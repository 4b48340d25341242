"""Searches over time: the same counts from Python, the command and REST."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.news.time.trends import Trends, TrendStep, compare_trends
from index.core.article import Article, Filters
from index.core.errors import PublicError
from index.embedding.embedder import Embedder
from index.library import Library
from index.search.query_syntax.syntax_error import QuerySyntaxError
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.assistant.conftest import Run
from tests.assistant.rest import assert_problem, program, settings_of
from tests.index.engines import FakeEmbedder, FakeEngine

# Month, outlet, and text.
NEWS = (
    ("2023-11", "Wire", "The ferry sank off Marlow Bay."),
    ("2024-01", "Wire", "The ferry was raised. A bridge is planned."),
    ("2024-01", "Post", "Rain fell on Ostrell."),
    ("2024-01-31T23:59:59Z", "Post", "The bridge over the Quell will cost more."),
    ("2024-04", "Post", "Nobody wants the bridge, a poll says."),
    ("2024", "Wire", "A year of bridges, and no ferry."),
    (None, "Wire", "The ferry, undated."),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    with Library(Home(folder, write=True), FakeEmbedder(FakeEngine())) as library:
        library.add(
            ParsedArticle(Article(f"a{n}", f"No. {n}", text, source, published), f"test:{n}")
            for n, (published, source, text) in enumerate(NEWS)
        )
    return folder


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library(Home(home), FakeEmbedder(FakeEngine())) as opened:
        yield opened


def shares(trends: Trends, number: int) -> list[float | None]:
    return [trends.find_share(trends.trends[number], i) for i in range(len(trends.periods))]


def test_two_searches_are_counted_by_month_without_gaps(library: Library) -> None:
    trends = compare_trends(library, ["ferry", "bridge -poll"], Filters())
    assert trends.step is TrendStep.MONTH
    assert trends.periods == ("2023-11", "2023-12", "2024-01")
    ferry, bridge = trends.trends
    # "2024" alone begins in January, as in a date filter.
    assert (ferry.articles, ferry.undated, ferry.total) == ((1, 0, 2), 1, 4)
    assert (bridge.articles, bridge.undated) == ((0, 0, 3), 0)
    assert trends.coverage == (1, 0, 4)
    assert shares(trends, 0) == [1.0, None, 0.5]
    assert shares(trends, 1) == [0.0, None, 0.75]


def test_filters_narrow_both_and_years_sum_up(library: Library) -> None:
    post = Filters(sources=("Post",))
    trends = compare_trends(library, ["bridge"], post, TrendStep.YEAR)
    assert (trends.periods, trends.coverage) == (("2024",), (3,))
    assert trends.trends[0].articles == (2,)
    dated = compare_trends(library, ["ferry", "bridge"], Filters(after="2024-01"))
    assert dated.periods == ("2024-01", "2024-02", "2024-03", "2024-04")
    assert dated.trends[1].articles == (3, 0, 0, 1)


def test_nothing_that_matches_has_no_periods(library: Library) -> None:
    trends = compare_trends(library, ["zeppelin"], Filters())
    assert (trends.periods, trends.coverage, trends.trends[0].total) == ((), (), 0)


def test_what_cannot_be_counted_is_refused(library: Library) -> None:
    for queries in ([], ["a", "b", "c"], [""], ["ferry", "   "]):
        with pytest.raises(PublicError):
            compare_trends(library, queries, Filters())
    with pytest.raises(QuerySyntaxError):
        compare_trends(library, ["ferry", '"bridge'], Filters())
    with pytest.raises(PublicError, match="date"):
        compare_trends(library, ["ferry"], Filters(after="someday"))


def test_long_spans_are_years_and_too_many_months_are_refused(tmp_path: Path) -> None:
    with Library(Home(tmp_path / "old", write=True), FakeEmbedder(FakeEngine())) as library:
        library.add(
            ParsedArticle(Article(f"y{year}", "Old", "A ferry.", "Wire", str(year)), f"t:{year}")
            for year in (1801, 1990, 2024)
        )
        trends = compare_trends(library, ["ferry"], Filters())
        assert (trends.step, len(trends.periods)) == (TrendStep.YEAR, 224)
        with pytest.raises(PublicError, match="Count by year"):
            compare_trends(library, ["ferry"], Filters(), TrendStep.MONTH)
        recent = compare_trends(library, ["ferry"], Filters(after="1990"), TrendStep.MONTH)
        assert len(recent.periods) == 34 * 12 + 1


def test_the_command_and_rest_give_the_same_numbers(
    home: Path, run: Run, embedder: Embedder
) -> None:
    arguments = ("--home", home, "search", "ferry", "--compare", "bridge -poll")
    by_command = json.loads(run(*arguments, "--over-time", "--json").out)
    assert by_command["periods"] == ["2023-11", "2023-12", "2024-01"]
    assert by_command["trends"][1]["shares"] == [0.0, None, 0.75]
    lines = run(*arguments).out.splitlines()
    assert lines[0].split("\t") == ["", "ferry", "bridge -poll", "all"]
    assert lines[3].split("\t") == ["2024-01", "2 (50.0%)", "3 (75.0%)", "4"]
    assert lines[-1].split("\t") == ["undated", "1", "0", ""]
    table = run(*arguments, "--csv").out
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 6
    assert rows[-1] == {
        "period": "2024-01", "query": "bridge -poll", "articles": "3", "all_articles": "4",
        "share": "0.75",
    }  # fmt: skip
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as client:
        found = client.get("/v1/trends", params={"q": ["ferry", "bridge -poll"]})
        assert found.json() == by_command
        _check_rest(client, table)


def _check_rest(client: httpx.Client, table: str) -> None:
    query = {"q": ["ferry", "bridge -poll"], "format": "csv"}
    answer = client.get("/v1/trends", params=query)
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.splitlines() == table.splitlines()
    years = client.get("/v1/trends", params={"q": "bridge", "by": "year", "source": "post"}).json()
    assert (years["periods"], years["trends"][0]["articles"]) == (["2024"], [2])
    for wrong in (
        {}, {"q": ["a", "b", "c"]}, {"q": ""}, {"q": "ferry", "by": "week"}, {"q": '"ferry'},
        {"q": "ferry", "after": "someday"}, {"q": "ferry", "format": "xlsx"},
    ):  # fmt: skip
        assert_problem(client.get("/v1/trends", params=wrong), 422)


def test_a_query_is_no_formula(home: Path, run: Run) -> None:
    table = run("--home", home, "search", "--csv", "--", "=ferry").out
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {row["query"] for row in rows} <= {"'=ferry"}
