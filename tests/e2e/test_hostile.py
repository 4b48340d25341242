"""Whatever an article or a question contains is shown as text, and nothing of it runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.files import read_files
from index.storage.home import Home
from tests.e2e.conftest import NewPage
from tests.e2e.hostile import ARTICLES, IMAGE, LINK, RUN, SCRIPT, TEMPLATES, Hostile, write
from tests.e2e.screen import Screen, list_article_ids
from tests.e2e.server import Server, serving

PWNED = "() => window.pwned"
# Elements that only article text could have put there, and addresses that could run something.
FOREIGN = "script, img, iframe, object, b b, q *, mark *, h1 *, a.title *, .question *"
ADDRESSES = "() => [...document.querySelectorAll('a[href]')].map((link) => link.protocol)"
QUESTIONS = [SCRIPT + IMAGE, TEMPLATES, LINK, "</p></div>Zembla\u202e", "&lt;b&gt; &amp; <b>"]
HANDLERS = "() => document.querySelectorAll('[onmouseover], [onerror]').length"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Server]:
    """A server of the hostile articles."""
    folder = tmp_path_factory.mktemp("hostile")
    with Library(Home(folder / "home", write=True), embedder) as library:
        report = library.add(read_files([write(folder / "hostile.jsonl")]))
    assert report.added == len(ARTICLES)
    with serving(folder / "home") as started:
        yield started


def assert_harmless(page: Page) -> None:
    """Nothing ran, in the page and in the reading frame, and nothing could."""
    reader = page.frame(name="reader")
    assert reader is not None
    for frame in (page.main_frame, reader):
        assert frame.evaluate(PWNED) is None
        assert frame.evaluate(HANDLERS) == 0
        assert set(frame.evaluate(ADDRESSES)) <= {"http:", "https:"}
    assert page.locator("#chat").locator(FOREIGN).count() == 0
    # In its head an article's page has a script of its own.
    assert reader.locator("body").locator(FOREIGN).count() == 0


def is_after(link: Locator, outlet: Locator) -> bool:
    """Does the link, where there is one, stand after the outlet, as in left-to-right text?"""
    if not link.count():
        return True
    left, right = outlet.bounding_box(), link.bounding_box()
    assert left
    assert right
    return right["y"] > left["y"] or right["x"] > left["x"] + left["width"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id[:10])
def test_an_article_is_shown_as_text_and_opens(
    new_page: NewPage, server: Server, tmp_path: Path, article: Hostile
) -> None:
    screen = Screen(new_page(390, 844), server.url)
    answer = screen.ask(article.question)
    expect(answer).to_have_class("answer")
    sentence = answer.locator("blockquote p").filter(
        has=screen.page.locator("q", has_text=article.sentence)
    )
    expect(sentence.locator("q")).to_have_text(article.sentence)
    mark = sentence.locator("a.mark")
    assert list_article_ids(mark) == [article.id]
    mark.click()
    expect(screen.chosen_quote).to_have_text(article.sentence)
    assert_harmless(screen.page)
    screen.chosen_quote.click()
    expect(screen.quote).to_have_text(article.sentence)
    expect(screen.reader.locator("h1")).to_have_text(article.title)
    expect(screen.reader.locator(".by")).to_contain_text(article.source.strip())
    assert is_after(screen.reader.locator(".original"), screen.reader.locator(".by bdi"))
    screen.save(f"hostile-390-{ARTICLES.index(article)}", tmp_path)
    screen.assert_fits()
    assert_harmless(screen.page)


def test_nothing_runs_while_articles_pile_up_and_filters_open(
    new_page: NewPage, server: Server, tmp_path: Path
) -> None:
    screen = Screen(new_page(1280, 900, color_scheme="dark"), server.url)
    screen.open_filters()
    screen.page.locator("#filters").get_by_label("Outlets").click()
    expect(screen.page.get_by_role("option", name=SCRIPT)).to_be_visible()
    screen.question.click()
    for article in ARTICLES[:3]:
        screen.ask(article.question).locator("a.title").first.hover()
    screen.ask("What did Atlantis say about Zembla?").locator("a.title").first.click()
    expect(screen.reader.locator("h1")).to_be_visible()
    screen.save("hostile-1280-dark", tmp_path)
    screen.assert_fits()
    assert_harmless(screen.page)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_shown_as_text(new_page: NewPage, server: Server, question: str) -> None:
    screen = Screen(new_page(390, 844), server.url)
    screen.ask(question)
    screen.ask(ARTICLES[0].question)
    shown = screen.page.locator(".question").first
    assert shown.inner_text() == question
    screen.assert_fits()
    assert_harmless(screen.page)


def test_the_alarm_works(new_page: NewPage, server: Server) -> None:
    screen = Screen(new_page(), server.url)
    screen.page.evaluate(RUN)
    with pytest.raises(AssertionError):
        assert_harmless(screen.page)
