"""Pages in the layouts of news sites, of invented outlets, each with what a person reads off it.

`make_pages()` gives all of them. `python -m tests.index.sources.html.news_pages FOLDER` writes them
as pairs of `NAME.html` and `NAME.json` for `python -m eval.pages`.
"""

from __future__ import annotations

from tests.index.sources.html.news_pages.bodies import make_body_pages
from tests.index.sources.html.news_pages.details import make_detail_pages
from tests.index.sources.html.news_pages.frame import NewsPage
from tests.index.sources.html.news_pages.kinds import make_kind_pages
from tests.index.sources.html.news_pages.languages import make_language_pages
from tests.index.sources.html.news_pages.more_languages import make_more_language_pages
from tests.index.sources.html.news_pages.newsroom_systems import make_newsroom_pages
from tests.index.sources.html.news_pages.no_articles import make_pages_without_article
from tests.index.sources.html.news_pages.systems import make_system_pages


def make_pages() -> list[NewsPage]:
    """All pages, with and without an article."""
    return [
        *make_system_pages(),
        *make_newsroom_pages(),
        *make_body_pages(),
        *make_kind_pages(),
        *make_language_pages(),
        *make_more_language_pages(),
        *make_detail_pages(),
        *make_pages_without_article(),
    ]
