"""The page of the screen: its head, the articles for browsers without scripts, its parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli.serve import build_app
from assistant.present.html.script_free_view import render_without_scripts
from assistant.server.screen.screen_page import complete_page
from index.core.article import Article
from index.library import Library
from tests.assistant.rest import client_of, settings_of

GRADIO = (
    '<head>\n<meta property="og:title" content="Gradio" />\n<meta\n\tproperty="og:image"\n'
    '\tcontent="https://x/y.jpg"\n/><meta name="twitter:card" content="z" /><title>D</title></head>'
    "<body>app</body></html>"
)


def test_the_page_names_dateline_alone() -> None:
    page = complete_page(GRADIO, "<meta own>", "<noscript>a</noscript>")
    assert page == (
        "<head>\n<title>D</title><meta own></head><body>app<noscript>a</noscript></body></html>"
    )
    assert complete_page("", "h", "a") == ""


def test_articles_are_listed_as_text() -> None:
    evil = Article("a/b", "<script>x</script>", "text", "Kel <b>Wire</b>", "2025-03-17")
    page = render_without_scripts([evil], 1_204)
    assert "The newest 1 of 1,204 articles" in page
    assert 'href="/article/a%2Fb"' in page
    assert "<script>" not in page
    assert "<b>" not in page
    assert "The archive is empty." in render_without_scripts([], 0)


@pytest.mark.parametrize("query", ["", "?page=zzz", "?deep_link=1", "?q=%00%FF", "?__theme=x"])
def test_any_parameters_lead_to_the_page(samples_home: Path, samples: Library, query: str) -> None:
    app = build_app(settings_of(samples_home), samples)
    with client_of(app) as client:
        answer = client.get(f"/{query}")
        assert answer.status_code == 200
        assert answer.text.count("<noscript>") == 1
        assert "Finland becomes the 31st member of NATO" in answer.text
        assert client.head(f"/{query}").status_code == 200


def test_an_address_that_is_too_long_leads_to_one_that_says_so(
    samples_home: Path, samples: Library
) -> None:
    with client_of(build_app(settings_of(samples_home), samples)) as client:
        answer = client.get(f"/?q={'a' * 50_000}", follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/?long=1"
