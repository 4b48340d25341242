"""The filter on a speaker in a browser: chosen, searched with, asked with, and cleared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from index.core.article import Article, Span
from index.core.attribution import Attribution
from index.embedding.embedder import Embedder
from index.ingest.enrichment import RULES
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.attributions import Enriched
from index.storage.home import Home
from tests.e2e.conftest import NewPage
from tests.e2e.hostile import IMAGE
from tests.e2e.screen import PATIENCE, Screen
from tests.e2e.server import Server, serving

ARTICLES = (
    Article(
        "ferry",
        "Ferry to Orsk is late",
        "The ferry to Orsk was late again. “The ferry is old,” harbour master Mira Tolvik said. "
        "Fishermen said that the ferry was never on time.",
        "Orsk Post",
        "2025-02-03",
    ),
    Article(
        "ferry-2",
        "A new ferry",
        "Minister Pavo Lind opened the pier. “A new ferry will come in May,” Lind said.",
        "Orsk Post",
        "2025-03-04",
    ),
)
QUESTION = "Is the ferry old?"
WIDE = "() => document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Server]:
    """A server of two articles, and of a third whose speaker has a hostile name."""
    home = tmp_path_factory.mktemp("speaker") / "home"
    text = "The bell of Orsk rang, somebody said."
    with Library(Home(home, write=True), embedder) as library:
        hostile = Article("bell", "Bell of Orsk", text, "Orsk Post", "2025-01-02")
        library.add(ParsedArticle(one, one.id) for one in (*ARTICLES, hostile))
        library.enrich()
        said = Attribution(
            (), (), (Span(0, 21),), direct=False, speaker=IMAGE, quote=Span(0, len(text))
        )
        library._home.catalog.attributions.put({"bell": Enriched((said,))}, RULES)
    with serving(home) as started:
        yield started


def choose(box: Locator, typed: str, label: str) -> None:
    """Type a part of a name, and choose from what is listed."""
    box.click()
    box.fill(typed)
    box.page.get_by_role("option", name=label).click()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_a_speaker_is_chosen_searched_asked_and_cleared(
    new_page: NewPage, server: Server, tmp_path: Path, width: int, height: int
) -> None:
    screen = Screen(new_page(width, height), server.url)
    page = screen.page
    page.get_by_role("tab", name="Search").click()
    tab = page.locator("#search")
    tab.get_by_role("textbox", name="Search").fill("ferry")
    choose(tab.get_by_label("Speaker"), "tolv", "Mira Tolvik (1)")
    expect(page.locator(".dl-hit")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator(".dl-told").first).to_contain_text("words of Mira Tolvik highlighted")
    said = " ".join(page.locator(".dl-excerpt .said").all_inner_texts())
    assert "The ferry is old" in said
    assert "never on time" not in said
    screen.save(f"speaker-search-{width}", tmp_path)
    assert not page.evaluate(WIDE)

    box = tab.get_by_label("Speaker")
    box.fill("Mira Tolvig Tornado")
    box.press("Enter")
    expect(page.locator(".dl-none")).to_contain_text("speaks in the archive", timeout=PATIENCE)

    page.get_by_role("tab", name="Ask").click()
    screen.open_filters()
    ask = page.locator("#ask-row").get_by_label("Speaker")
    choose(ask, "lind", "Pavo Lind (1)")
    expect(ask).to_have_value("Pavo Lind (1)")
    screen.save(f"speaker-filters-{width}", tmp_path)
    screen.ask("When will a new ferry come?")
    expect(screen.turns.last.locator(".chip.speaker")).to_have_text("words of Pavo Lind")
    quotes = screen.last.locator("q").all_inner_texts()
    assert quotes == ["“A new ferry will come in May,” Lind said."]
    screen.save(f"speaker-answer-{width}", tmp_path)
    assert not page.evaluate(WIDE)

    page.get_by_role("button", name="New chat").click()
    expect(ask).to_have_value("Anybody", timeout=PATIENCE)
    screen.ask(QUESTION)
    expect(screen.turns.last.locator(".chip.speaker")).to_have_count(0)


def test_a_hostile_name_is_text(new_page: NewPage, server: Server, tmp_path: Path) -> None:
    screen = Screen(new_page(), server.url)
    screen.open_filters()
    page = screen.page
    choose(page.locator("#ask-row").get_by_label("Speaker"), "<img", IMAGE)
    screen.ask("What about the bell of Orsk?")
    expect(screen.turns.last.locator(".chip.speaker")).to_have_text(f"words of {IMAGE}")
    screen.save("speaker-hostile", tmp_path)
    _assert_harmless(page)


def _assert_harmless(page: Page) -> None:
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("#chat img, #filters img[src=x]").count() == 0
