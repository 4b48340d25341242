"""Drives the screen as a user does: ask, set filters, follow a citation, look."""

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
        """The questions so far, each with its answer."""
        return self.page.locator("#chat .turn")

    @property
    def last(self) -> Locator:
        """The end of the last question: an answer, a refusal, or an error."""
        return self.turns.last.locator(".answer, .refusal, .error")

    @property
    def chosen_quote(self) -> Locator:
        """The quotation among the passages to which a mark has led."""
        return self.page.locator("#evidence a.quote.chosen mark")

    @property
    def reader(self) -> FrameLocator:
        """The article that is opened in place."""
        return self.page.frame_locator("iframe[name=reader]")

    @property
    def quote(self) -> Locator:
        """The highlighted part of that article."""
        return self.reader.locator("mark.current")

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, and wait; returns the answer, refusal or error."""
        expect(self.question).to_be_editable()
        self.question.fill(question)
        self.question.press("Enter")
        expect(self.question).to_have_value("", timeout=PATIENCE)
        return self.wait_for_answer(question)

    def wait_for_answer(self, question: str) -> Locator:
        """Wait until a question is answered; returns the answer, refusal or error."""
        last = self.page.locator('#chat .turn:last-child[aria-busy="false"]')
        heading = re.compile(re.escape(" ".join(question.split())))
        expect(last.locator(".question")).to_have_text(heading, timeout=PATIENCE)
        return self.last

    def open_tab(self, name: str) -> None:
        """Open a tab and wait for its first content."""
        self.page.get_by_role("tab", name=name).click()
        begins = {"Search": ".results, #search-results", "Library": ".js-plotly-plot"}
        expect(self.page.locator(begins[name]).locator("visible=true").first).to_be_visible()

    def open_menu(self, name: str) -> Locator:
        """Open a menu below the box; returns its content."""
        self.page.locator("summary", has_text=name).click()
        sheet = self.page.locator("details[open] .sheet")
        expect(sheet).to_be_visible()
        return sheet

    def open_filters(self) -> None:
        """Open the filters."""
        self.page.get_by_role("button", name="Dates, outlets and speaker").click()

    def set_dates(self, *, after: str = "", before: str = "") -> None:
        """Set the filters on the date."""
        self.page.get_by_label("Published from").fill(after)
        self.page.get_by_label("to", exact=True).fill(before)

    def assert_fits(self) -> None:
        """Assert that nothing in the page or the open article reaches beyond its right edge."""
        wide = "() => document.documentElement.scrollWidth > innerWidth"
        assert not self.page.evaluate(wide)
        assert self.page.evaluate(_CUT_OFF) == []
        frame = self.page.frame(name="reader")
        assert frame is not None
        assert not frame.evaluate(wide)

    def save(self, name: str, folder: Path) -> None:
        """Save a screenshot in SCREENSHOT_DIR, or else in `folder`."""
        save(self.page, name, folder)


def save(page: Page, name: str, folder: Path) -> None:
    """Save a screenshot in SCREENSHOT_DIR, or else in `folder`."""
    place = Path(os.environ.get("SCREENSHOT_DIR") or folder)
    page.screenshot(path=place / f"{name}.png")


def list_article_ids(links: Locator) -> list[str]:
    """List the ids of the articles to which links lead."""
    addresses = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    return [_parse_article_id(urlsplit(address)) for address in addresses]


def _parse_article_id(address: SplitResult) -> str:
    named = parse_qs(address.query).get("id")
    return named[0] if named else unquote(address.path.removeprefix("/article/"))
