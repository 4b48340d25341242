"""Alerts in a browser: be told when somebody mentions Gotland, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.server.http.keys import KeyFile, KeyScope, make_key
from index.core.article import Article
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.e2e.conftest import NewPage
from tests.e2e.screen import PATIENCE, Screen
from tests.e2e.server import Server, serving
from tests.reliability.processes import wait_until

WIDE = "() => document.documentElement.scrollWidth > innerWidth"
OLD = Article("old", "Ferry", "The ferry to Gotland was late on Monday.", "Wire", "2025-03-01")
HOSTILE = "<img src=x onerror=window.pwned=1>"
KEEP = "Tell me about new ones"


@pytest.fixture
def home(tmp_path: Path, embedder: Embedder) -> Path:
    folder = tmp_path / "home"
    with Library(Home(folder, write=True), embedder) as library:
        library.add([ParsedArticle(OLD, OLD.id)])
    return folder


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    with serving(home) as started:
        yield started


def add(server: Server, number: int = 1, **fields: Any) -> None:
    """Add an article over REST, and wait until the alerts were checked."""
    article = {
        "id": f"new-{number}",
        "title": f"Storm {number}",
        "text": f"It rained. Storm number {number} hit Gotland on Friday. Nobody was hurt.",
        "source": "Bay Post",
    }
    answer = httpx.post(
        f"{server.url}/v1/articles", json={"articles": [article | fields]}, timeout=120
    )
    assert answer.status_code in (201, 202), answer.text

    def is_checked() -> bool:
        alerts = httpx.get(f"{server.url}/v1/alerts", timeout=120).json()["alerts"]
        return bool(alerts) and all(each["total"] == number for each in alerts)

    wait_until(is_checked, 120)


def search(page: Page, query: str) -> None:
    """Open the tab and search, by keyboard."""
    page.get_by_role("tab", name="Search").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Search")
    field.focus()
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    expect(page.locator(".dl-told, .dl-none").first).to_contain_text(query, timeout=PATIENCE)


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Press a button by its key, after Tab has led to it."""
    button = page.get_by_role("button", name=name).first
    expect(button).to_be_visible()
    size = button.bounding_box()
    assert size is not None
    assert size["height"] >= 24
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press(key)


def test_be_told_when_somebody_mentions_gotland(
    server: Server, new_page: NewPage, tmp_path: Path
) -> None:
    screen = Screen(new_page(), server.url)
    page = screen.page
    search(page, "gotland")
    press(page, KEEP)
    expect(page.locator("#search-kept")).to_contain_text("Kept as the alert “gotland”")
    expect(page.locator("#alerts summary")).to_have_text("gotland")
    press(page, KEEP)
    expect(page.locator("#search-kept")).to_contain_text("The alert 'gotland' asks the same")

    add(server)
    page.reload()
    tab = page.get_by_role("tab", name="Search (1 new)")
    expect(tab).to_be_visible()
    tab.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#alerts .fresh")).to_have_text("1 new")
    link = page.locator("#alerts .found a.title")
    expect(link).to_have_text("Storm 1")
    expect(page.locator("#alerts .dl-excerpt")).to_have_text(
        "Storm number 1 hit Gotland on Friday."
    )
    screen.save("alerts-1280-light", tmp_path)
    link.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    quote = opened.value.locator("mark").first
    expect(quote).to_be_in_viewport()
    expect(quote).to_have_text("Storm number 1 hit Gotland on Friday.")

    press(page, "Mark as seen: gotland", "Space")
    expect(page.locator("#alert-notice")).to_contain_text("Seen")
    expect(page.get_by_role("tab", name="Search", exact=True)).to_be_visible()
    expect(page.locator("#alerts .fresh")).to_have_count(0)

    remove = page.get_by_role("button", name="Remove gotland")
    remove.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove this alert")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#alert-notice")).to_contain_text("Removed the alert “gotland”")
    expect(page.locator("#alerts summary")).to_have_count(0)
    assert httpx.get(f"{server.url}/v1/alerts", timeout=60).json() == {"alerts": []}


def test_a_question_is_kept_below_its_answer(server: Server, new_page: NewPage) -> None:
    screen = Screen(new_page(390, 844, color_scheme="dark"), server.url)
    page = screen.page
    screen.ask("What hit Gotland?")
    press(page, KEEP)
    expect(page.locator("#chat .note")).to_contain_text("Kept as the alert “What hit Gotland?”")
    add(server, title=HOSTILE, source=HOSTILE)
    page.reload()
    page.get_by_role("tab", name="Search (1 new)").click()
    # The list stands below on a narrow screen.
    press(page, "1 new article for your alerts")
    expect(page.locator("#alerts summary").first).to_be_in_viewport()
    expect(page.locator("#alerts .found a.title")).to_have_text(HOSTILE)
    expect(page.locator("#alerts .dl-excerpt")).to_have_text(
        "Storm number 1 hit Gotland on Friday."
    )
    assert page.evaluate("() => window.pwned") is None
    assert not page.evaluate(WIDE)


def test_a_key_that_reads_sees_the_alerts_and_keeps_none(home: Path, new_page: NewPage) -> None:
    secret, key = make_key("ann", KeyScope.READ)
    with serving(home) as server:
        body = {"kind": "search", "query": "gotland"}
        httpx.post(f"{server.url}/v1/alerts", json=body, timeout=60).raise_for_status()
        add(server)
    KeyFile(home).write([key])
    with serving(home) as server:
        credentials = {"username": "ann", "password": secret}
        page = Screen(new_page(http_credentials=credentials), server.url).page
        page.get_by_role("tab", name="Search (1 new)").click()
        expect(page.locator("#alerts .found a.title")).to_have_text("Storm 1")
        expect(page.get_by_role("button", name="Mark as seen")).to_have_count(0)
        search(page, "ferry")
        press(page, KEEP)
        expect(page.locator("#search-kept")).to_contain_text("This key may read, not write")


def test_many_alerts_come_in_pages(server: Server, new_page: NewPage) -> None:
    for number in range(25):
        body = {"kind": "search", "query": "tide", "name": f"Tide {number:02}"}
        httpx.post(f"{server.url}/v1/alerts", json=body, timeout=60).raise_for_status()
    page = Screen(new_page(), server.url).page
    page.get_by_role("tab", name="Search").click()
    names = page.locator("#alerts summary")
    expect(names).to_have_count(20)
    press(page, "Next alerts")
    expect(names).to_have_text([f"Tide {number}" for number in range(20, 25)])
    press(page, "Previous alerts")
    expect(names.first).to_have_text("Tide 00")
