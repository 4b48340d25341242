"""A headless Chromium, fresh pages in it, and a server of the sample articles."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.screen import PATIENCE, Screen
from tests.e2e.server import Server, list_statements, read_generation, serving

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

NewPage = Callable[..., Page]
OpenScreen = Callable[..., Screen]


# The package, not the session: Playwright's event loop must not outlive these tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Only outside CI may it be missing."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("There is no chromium, and these tests must run in CI")
        pytest.skip("There is no chromium on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """A page in a context of its own: `new_page(width, height, color_scheme=...)`."""
    contexts = []

    def opened(width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


class Restarted(NamedTuple):
    """A server on its second start, and what the first one left: `generation` is the home's,
    `statements` is how many of Peskov's it found."""

    home: Path
    server: Server
    printed: str
    complaints: str
    code: int
    generation: str
    statements: int


@pytest.fixture(scope="package")
def restarted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restarted]:
    """`serve --samples` twice on a home that did not exist; a tab is open when the first stops."""
    home = tmp_path_factory.mktemp("restarted") / "home"
    with (
        serving(home, "--samples") as first,
        httpx.stream("GET", f"{first.url}/gradio_api/heartbeat/tab", timeout=60) as tab,
    ):
        assert tab.status_code == 200
        statements = len(list_statements(first, "Peskov"))
        code = first.stop()
    complaints, before = first.errors.read_text(), read_generation(home)
    with serving(home, "--samples") as second:
        yield Restarted(home, second, first.printed, complaints, code, before, statements)


@pytest.fixture(scope="package")
def server(restarted: Restarted) -> Server:
    """A server of the sample articles."""
    return restarted.server


@pytest.fixture
def open_screen(new_page: NewPage, server: Server) -> OpenScreen:
    """The screen of the sample articles, in a fresh page."""
    return lambda *size, **options: Screen(new_page(*size, **options), server.url)
