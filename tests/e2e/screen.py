"""The screen as a person uses it: ask, set filters, follow a citation, and look."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from playwright.sync_api import FrameLocator, Locator, Page, expect

# Milliseconds: a model may be loading, and other work may take the processors.
PATIENCE = 60_000
# What a question ends with: an answer, a refusal, or a message why it cannot be asked.
_ENDS = "#chat :is(.answer, .refusal, .error)"
_CUT_OFF = """() => [...document.querySelectorAll('#chat :is(.question, .answer, .refusal) *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => element.outerHTML.slice(0, 200))"""


class Screen:
    """A page with the screen open."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        self.question = page.get_by_role("textbox", name="Question")
        expect(self.question).to_be_visible(timeout=PATIENCE)

    @property
    def messages(self) -> Locator:
        """What the questions so far ended with."""
        return self.page.locator(_ENDS)

    @property
    def reader(self) -> FrameLocator:
        """The page in the reading frame."""
        return self.page.frame_locator("iframe[name=reader]")

    @property
    def quote(self) -> Locator:
        """The highlighted stretch of the article in the reading frame."""
        return self.reader.locator("mark#quote")

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, wait; returns what it ended with."""
        count = self.messages.count()
        self.question.fill(question)
        self.question.press("Enter")
        return self.ended(count)

    def ended(self, count: int) -> Locator:
        """What the question after `count` others ended with."""
        expect(self.messages).to_have_count(count + 1, timeout=PATIENCE)
        return self.messages.last

    def open_filters(self) -> None:
        """Show the filters."""
        self.page.get_by_role("button", name="Dates and outlets").click()

    def published(self, *, after: str = "", before: str = "") -> None:
        """Set the filters on the date."""
        self.page.get_by_label("Published from").fill(after)
        self.page.get_by_label("to", exact=True).fill(before)

    def assert_fits(self) -> None:
        """Nothing of the page, or of the article in the frame, reaches beyond its right edge."""
        wide = "() => document.documentElement.scrollWidth > innerWidth"
        assert not self.page.evaluate(wide)
        assert self.page.evaluate(_CUT_OFF) == []
        frame = self.page.frame(name="reader")
        assert frame is not None
        assert not frame.evaluate(wide)

    def save(self, name: str, folder: Path) -> None:
        """A screenshot in SCREENSHOT_DIR, or else in `folder`."""
        save(self.page, name, folder)


def save(page: Page, name: str, folder: Path) -> None:
    """A screenshot in SCREENSHOT_DIR, or else in `folder`."""
    place = Path(os.environ.get("SCREENSHOT_DIR") or folder)
    page.screenshot(path=place / f"{name}.png")


def article_ids(links: Locator) -> list[str]:
    """The articles that links lead to."""
    addresses = links.evaluate_all("links => links.map((link) => link.href)")
    return [_article_id(urlsplit(address)) for address in addresses]


def _article_id(parts: SplitResult) -> str:
    if parts.path == "/article":
        return parse_qs(parts.query)["id"][0]
    return unquote(parts.path.removeprefix("/article/"))
