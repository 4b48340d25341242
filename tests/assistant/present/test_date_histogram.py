"""How hits spread over time and outlets, and the timeline in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.present.date_histogram import Bar, Step, build_histogram
from assistant.present.html.timeline_view import render_breakdown, render_narrowed, render_summary
from index.core.article import Filters, Hit
from index.core.dates import earliest
from tests.assistant.build import article_of, hit_of


def make_hits(*dates: str | None, source: str = "Wire") -> list[Hit]:
    """A hit of an article of its own for each date."""
    return [
        replace(
            hit_of(article_of("Rain.", article_id=f"{source}{n}", published=day), {0: 0.5}),
            source=source,
        )
        for n, day in enumerate(dates)
    ]


def list_bars(*dates: str | None) -> list[tuple[str, int]]:
    return [(bar.period, bar.articles) for bar in build_histogram(make_hits(*dates)).bars]


def test_days_months_or_years_as_the_range_asks_for() -> None:
    assert list_bars("2025-03-17", "2025-03-19", "2025-03-17") == [
        ("2025-03-17", 2),
        ("2025-03-18", 0),
        ("2025-03-19", 1),
    ]
    assert list_bars("2024-12-31", "2025-02-15") == [("2024-12", 1), ("2025-01", 0), ("2025-02", 1)]
    assert list_bars("2020", "2023-06") == [("2020", 1), ("2021", 0), ("2022", 0), ("2023", 1)]
    assert list_bars() == []
    assert list_bars(None) == []
    assert list_bars("2025-03-17") == [("2025-03-17", 1)]


def test_articles_are_counted_not_passages() -> None:
    one = make_hits("2025-03-17")
    found = build_histogram([*one, *one, *one, *make_hits(None, source="Post")])
    assert (found.passages, found.articles, found.undated) == (4, 2, 1)
    assert found.outlets == (("Post", 1), ("Wire", 1))
    assert sum(bar.articles for bar in found.bars) == 1


def test_outlets_are_counted_whatever_their_case() -> None:
    hits = [*make_hits("2025", "2025", source="Wire"), *make_hits("2025", source="WIRE")]
    assert build_histogram(hits).outlets == (("Wire", 3),)


DAYS = st.dates(date(1850, 1, 1), date(2150, 12, 31))


@given(st.lists(st.one_of(st.none(), DAYS), max_size=8), st.integers(0, 3))
def test_every_dated_article_is_in_the_bar_whose_filter_finds_it(
    days: list[date | None], near: int
) -> None:
    # Some close to each other, so that days and months come up, too.
    if near and days and days[0]:
        days = [days[0] + timedelta(days=near**5 * n) for n in range(len(days))]
    published = [day.isoformat() if day else None for day in days]
    found = build_histogram(make_hits(*published))
    assert sum(bar.articles for bar in found.bars) + found.undated == found.articles == len(days)
    for bar in found.bars:
        kept = Filters(bar.period, bar.period)
        first, last = kept.first_second, kept.last_second
        assert first is not None
        assert last is not None
        inside = [day for day in published if day and first <= earliest(day) <= last]
        assert bar.articles == len(inside)


def test_a_moment_counts_on_its_day_by_greenwich_as_filters_do() -> None:
    assert list_bars("2025-02-28T23:30:00-02:00") == [("2025-03-01", 1)]


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (["2025-03-17"], "1 article with the best passage, of 17 Mar 2025"),
        (["2025-03-17"] * 2, "2 articles with the 2 best passages, all of 17 Mar 2025"),
        ([None], "1 article with the best passage; 1 without a date"),
        (["2024", "2025", None], "3 articles with the 3 best passages, by month; 1 without a date"),
        (
            ["2025-01"] * 1000 + ["2025-01-02"],
            "1,001 articles with the 1,001 best passages, by day",
        ),
    ],
)
def test_it_says_what_is_counted(dates: list[str | None], told: str) -> None:
    assert render_summary(build_histogram(make_hits(*dates))) == f'<p class="told">{told}.</p>'


def test_the_table_has_what_the_plot_has() -> None:
    html = render_breakdown(build_histogram(make_hits("2025-03-17", "2025-03-19", None)))
    assert re.findall(r'data-period="([^"]*)"', html) == ["2025-03-17", "2025-03-19"]
    assert '<th scope="row">without a date</th><td>1</td>' in html
    assert render_summary(build_histogram([])) == render_breakdown(build_histogram([])) == ""


def test_many_outlets_are_folded_and_shown_as_text() -> None:
    hits = [hit for n in range(9) for hit in make_hits("2025", source=f"<b>{n}")]
    html = render_breakdown(build_histogram([*hits, *make_hits("2024", source="")]))
    assert "<summary>4 more</summary>" in html
    assert "<b>" not in html
    assert "unknown outlet" in html


def test_periods_as_people_read_them() -> None:
    told = [Bar(period, 1).label for period in ("2025", "2025-03", "2025-03-07")]
    assert told == ["2025", "March 2025", "7 Mar 2025"]
    assert "<b>March 2025</b>" in render_narrowed(Bar("2025-03", 0))
    with pytest.raises(ValueError, match="month"):
        render_narrowed(Bar("2025-13", 0))


def test_steps_have_names_to_read() -> None:
    assert [step.value for step in Step] == ["day", "month", "year"]
