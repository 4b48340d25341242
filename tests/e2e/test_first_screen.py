"""The first screen: examples of mixed kinds, and what an empty archive offers."""

from __future__ import annotations

from pathlib import Path

import httpx
from playwright.sync_api import expect

from tests.e2e.conftest import NewPage, OpenScreen
from tests.e2e.screen import Screen
from tests.e2e.server import serving
from tests.reliability.processes import wait_until

KREMLIN = "what did the Kremlin say about EU troops?"


def test_examples_are_of_mixed_kinds(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen = open_screen()
    examples = screen.page.locator(".examples [data-question]").all_inner_texts()
    for beginning in ("what did the Kremlin", "Who ", "When ", "How many ", "What happened in "):
        assert sum(one.startswith(beginning) for one in examples) == 1, examples
    assert sum(one.startswith("Compare ") for one in examples) == 1
    assert KREMLIN in examples
    screen.save("first-screen", tmp_path)


def test_an_empty_archive_offers_articles_and_samples(new_page: NewPage, tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        for size in ((1280, 900), (390, 844)):
            screen = Screen(new_page(*size), server.url)
            page = screen.page
            expect(page.locator("#chat .idle")).to_contain_text("The archive is empty")
            screen.save("empty-archive", tmp_path)
            page.get_by_role("button", name="Add articles").click()
            library = page.get_by_role("tab", name="Library")
            expect(library).to_have_attribute("aria-selected", "true")
            expect(page.locator("#drop")).to_be_visible()
            page.get_by_role("tab", name="Ask").click()
        page.get_by_role("button", name="Try the samples").click()
        example = page.locator(".examples [data-question]").first
        expect(example).to_have_text(KREMLIN)
        expect(page.locator("#masthead")).to_contain_text("24 articles")
        example.click()
        expect(screen.wait_for_answer(KREMLIN)).to_have_class("answer")


def test_articles_that_came_meanwhile_are_there(new_page: NewPage, tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        screen = Screen(new_page(), server.url)
        screen.page.get_by_role("button", name="Add articles").click()
        text = "Tilda Brask said on Monday that the river in Velmora will rise. " * 3
        article = {"title": "Brask warns of high water in Velmora", "text": text, "source": "Kel"}
        answer = httpx.post(f"{server.url}/v1/articles", json={"articles": [article]}, timeout=60)
        assert answer.status_code < 300, answer.text
        listed = f"{server.url}/v1/articles"
        wait_until(lambda: bool(httpx.get(listed, timeout=60).json()["articles"]), 60)
        screen.page.get_by_role("tab", name="Search").click()
        expect(screen.page.locator("#search-query")).to_be_visible()
        screen.page.get_by_role("tab", name="Ask").click()
        expect(screen.page.get_by_role("button", name="Try the samples")).to_have_count(0)
