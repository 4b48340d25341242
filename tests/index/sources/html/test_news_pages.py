"""Pages in the layouts of news sites are read as a person reads them, or refused."""

from __future__ import annotations

import pytest

from eval.pages.known_page import KnownPage, make_known_page
from eval.pages.page_score import RIGHT, score_page
from tests.index.sources.html.news_pages import make_pages

PAGES = [make_known_page(page.name, page.html.encode(), page.truth) for page in make_pages()]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.refused is None], ids=lambda page: str(page.name)
)
def test_an_article_is_read_as_it_stands(page: KnownPage) -> None:
    score = score_page(page)
    assert score.problem == ""
    assert (score.found, score.own) == (1.0, 1.0)
    assert (score.date, score.title, score.authors) == (RIGHT, True, True)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.refused is not None], ids=lambda page: str(page.name)
)
def test_what_is_no_article_is_refused_for_its_reason(page: KnownPage) -> None:
    score = score_page(page)
    assert score.refused, score.problem or "it was read"
