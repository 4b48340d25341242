"""What a search found as a list: by article, sorted, a page at a time, its words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from assistant.present.html.results_view import render_results
from assistant.present.search_results import (
    PAGE,
    ResultPage,
    SearchResults,
    WordFinder,
    find_best_sentence,
    find_first,
    group_by_article,
)
from assistant.ui.search.volume_plot import count_undated, draw_volume
from index.core.article import Hit, Signals, Span
from index.storage.overview.facets import Share
from tests.assistant.build import article_of, hit_of, word, words

DATES = {"old": "2024", "new": "2025-03-17T09:00:00Z", "middle": "2025-03", "none": None}


def get_page(hits: Iterable[Hit], number: int) -> ResultPage:
    """A page of articles, as the screen lists them."""
    articles = group_by_article(hits)
    first = find_first(number, len(articles))
    return ResultPage(tuple(articles[first : first + PAGE]), first, len(articles))


def make_hit(
    article_id: str, rank: int, sentence: str = "Rain fell. ", published: str | None = None
) -> Hit:
    article = article_of(sentence, "More fell.", article_id=article_id, published=published)
    return hit_of(article, {0: 0.4, 1: 0.9}, rank=rank)


HITS = [make_hit(name, rank, published=DATES[name]) for rank, name in enumerate(DATES, 1)]


def test_an_article_stands_once_where_its_best_passage_does() -> None:
    hits = [make_hit("a", 1), make_hit("b", 2), make_hit("a", 3), make_hit("c", 4)]
    page = get_page(hits, 0)
    assert [[h.rank for h in found.hits] for found in page.entries] == [[1, 3], [2], [4]]
    assert page.articles == 3


@pytest.mark.parametrize(
    ("number", "first", "shown", "more"),
    [(0, 0, 10, True), (1, 10, 10, True), (2, 20, 1, False), (7, 20, 1, False), (-1, 0, 10, True)],
)
def test_pages_of_ten(number: int, first: int, shown: int, more: bool) -> None:
    page = get_page([make_hit(str(n), n) for n in range(1, 22)], number)
    assert (page.first, len(page.entries), page.has_more, page.articles) == (first, shown, more, 21)


def test_words_are_found_in_every_form_and_case() -> None:
    finder = WordFinder(["troops", "macron"], words)
    text = "TROOPS of Macron's, not trooper; U.S. troops."
    assert [text[start:end] for start, end in finder.find_spans(text)] == [
        "TROOPS",
        "Macron's",
        "troops",
    ]
    assert WordFinder([], words).find_spans(text) == []
    finder = WordFinder([], words, ["trOÖp"])
    assert [text[start:end] for start, end in finder.find_spans(text)] == [
        "TROOPS",
        "trooper",
        "troops",
    ]


def test_the_best_sentence_is_the_one_that_is_most_similar() -> None:
    assert find_best_sentence(HITS[0]) == Span(12, 22)
    assert find_best_sentence(replace(HITS[0], sentences=())) == Span(0, 22)


def render_hits(*hits: Hit, depth: int = 100, query: str = "rain") -> str:
    terms = (word("rain", 3), word("zzxq", 0))
    results = SearchResults(query, hits, depth, terms)
    page = get_page(hits, 0)
    return render_results(results, page, WordFinder([term.stem for term in terms], words))


def test_a_row_leads_to_its_best_sentence_and_says_why_it_is_there() -> None:
    one = replace(
        make_hit("a/b", 1), signals=Signals(0.62, 8.0, 0.9), also_in=("Wire Two", "Ledger")
    )
    other = replace(make_hit("c", 2), signals=Signals(0.5, 2.0, 1.2))
    html = render_hits(one, other)
    assert 'href="/article/a%2Fb#12-22"' in html
    assert "<mark>Rain</mark>" in html
    assert "also in 2 outlets" in html
    assert re.findall(r"width:(\d+)%", html) == ["62", "100", "90", "50", "25", "100"]
    assert "No passage has <q><bdi>zzxq</bdi></q>." in html


def test_the_depth_is_told_where_the_list_ends() -> None:
    assert "the 2 best passages" in render_hits(make_hit("a", 1), make_hit("b", 2), depth=2)
    assert "best passages" not in render_hits(make_hit("a", 1), make_hit("b", 2), depth=3)


def test_whatever_it_contains_is_text() -> None:
    bad = "<script>x</script>"
    html = render_hits(
        replace(
            make_hit(bad, 1, sentence=bad),
            title=bad,
            source=bad,
            url="javascript:x",
            also_in=(bad,),
        ),
        query=bad,
    )
    assert bad not in html
    assert "javascript:" not in html
    assert html.count("&lt;script&gt;") >= 5


def test_the_plot_has_every_dated_article_once_and_at_most_seven_colours() -> None:
    shares = [Share("2025-01", f"Outlet {n} <b>", n) for n in range(1, 10)]
    shares += [Share("2025-02", "Outlet 9 <b>", 5), Share(None, "Outlet 1 <b>", 4)]
    figure = draw_volume(shares)
    assert sum(sum(bars.y) for bars in figure.data) == sum(range(1, 10)) + 5
    assert [bars.name for bars in figure.data][:1] == ["Outlet 9 &lt;b&gt;"]
    assert [bars.name for bars in figure.data][-1] == "Others"
    assert len(figure.data) == 7
    assert count_undated(shares) == 4
    assert draw_volume([Share(None, "x", 1)]) is None


def test_a_plot_of_many_months_is_by_year() -> None:
    shares = [Share(f"{1990 + m // 12}-{m % 12 + 1:02}", "Wire", 1) for m in range(181)]
    (bars,) = draw_volume(shares).data
    assert list(bars.y) == [12] * 15 + [1]
    assert bars.x[0] == "1990-01-01"
