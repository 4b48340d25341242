"""The screen as a person uses it: ask, set filters, follow a citation, and look."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from playwright.sync_api import FrameLocator, Locator, Page, expect

# Milliseconds: a model may be loading, and other work may take the processors.
PATIENCE = 60_000
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
    def turns(self) -> Locator:
        """The questions so far, each with what it ended with."""
        return self.page.locator("#chat .turn")

    @property
    def last(self) -> Locator:
        """What the last question ended with: an answer, a refusal, or why it cannot be asked."""
        return self.turns.last.locator(".answer, .refusal, .error")

    @property
    def chosen(self) -> Locator:
        """The quotation among the passages that a mark has led to."""
        return self.page.locator("#evidence a.quote.chosen mark")

    @property
    def reader(self) -> FrameLocator:
        """The article that is opened in place."""
        return self.page.frame_locator("iframe[name=reader]")

    @property
    def quote(self) -> Locator:
        """The stretch of that article that was asked for."""
        return self.reader.locator("mark.current")

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, wait; returns what it ended with."""
        expect(self.question).to_be_editable()
        self.question.fill(question)
        self.question.press("Enter")
        expect(self.question).to_have_value("", timeout=PATIENCE)
        return self.ended(question)

    def ended(self, question: str) -> Locator:
        """What a question that is being answered ended with."""
        last = self.page.locator('#chat .turn:last-child[aria-busy="false"]')
        asked = re.compile(re.escape(" ".join(question.split())))
        expect(last.locator(".question")).to_have_text(asked, timeout=PATIENCE)
        return self.last

    def open_tab(self, name: str) -> None:
        """Show another tab, with what it begins with."""
        self.page.get_by_role("tab", name=name).click()
        begins = {"Search": ".results, #search-results", "Library": ".js-plotly-plot"}
        expect(self.page.locator(begins[name]).locator("visible=true").first).to_be_visible()

    def menu(self, name: str) -> Locator:
        """Open a menu below the box; returns what is in it."""
        self.page.locator("summary", has_text=name).click()
        sheet = self.page.locator("details[open] .sheet")
        expect(sheet).to_be_visible()
        return sheet

    def open_filters(self) -> None:
        """Show the filters."""
        self.page.get_by_role("button", name="Dates and outlets").click()

    def published(self, *, after: str = "", before: str = "") -> None:
        """Set the filters on the date."""
        self.page.get_by_label("Published from").fill(after)
        self.page.get_by_label("to", exact=True).fill(before)

    def assert_fits(self) -> None:
        """Nothing of the page, or of an article open in it, reaches beyond its right edge."""
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
    addresses = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    return [_article_id(urlsplit(address)) for address in addresses]


def _article_id(address: SplitResult) -> str:
    named = parse_qs(address.query).get("id")
    return named[0] if named else unquote(address.path.removeprefix("/article/"))
