"""The screen of a server that asks for a key: a browser logs in with it, and all is as ever."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.e2e.conftest import NewPage
from tests.e2e.screen import Screen
from tests.e2e.server import Server, run_dateline, serving

QUESTION = "what did the Kremlin say about EU troops?"


@pytest.fixture(scope="module")
def locked(
    samples_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str]]:
    """A server of the sample articles, and the key to it."""
    home = tmp_path_factory.mktemp("locked") / "home"
    shutil.copytree(samples_home, home)
    made = run_dateline(home, "keys", "new", "reader")
    assert made.returncode == 0, made.stderr
    with serving(home) as server:
        yield server, made.stdout.strip()


def test_a_browser_logs_in_with_a_key_and_asks(
    locked: tuple[Server, str], new_page: NewPage, tmp_path: Path
) -> None:
    server, key = locked
    page = new_page(http_credentials={"username": "anybody", "password": key})
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    screen = Screen(page, server.url)
    # The events of the answer, and the page of the article, need the key as well.
    answer = screen.ask(QUESTION)
    expect(answer.locator(".sentences q").first).to_be_visible()
    answer.locator(".sentences a.mark").first.click()
    expect(screen.chosen_quote).to_be_visible()
    page.locator("#evidence").get_by_role("link", name="Open article").first.click()
    expect(screen.quote).to_be_visible()
    screen.ask("How do I bake sourdough bread?")
    assert refused == []
    screen.save("behind-a-key", tmp_path)


def test_a_browser_without_a_key_sees_nothing(
    locked: tuple[Server, str], new_page: NewPage
) -> None:
    server, _ = locked
    page = new_page()
    # What a person sees here is the question for a name and a password.
    with pytest.raises(Error, match="ERR_INVALID_AUTH_CREDENTIALS"):
        page.goto(server.url)
    page = new_page(http_credentials={"username": "reader", "password": "dateline_wrong"})
    answer = page.goto(server.url)
    assert answer is not None
    assert answer.status == 401
    assert "A valid key is needed" in page.inner_text("body")
    assert "Dateline" not in page.title()
