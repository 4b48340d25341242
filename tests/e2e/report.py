"""A page in one file, opened as whoever was sent it opens it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Dialog, Page, expect


def drawn(page: Page, file: Path, width: int) -> int:
    """How many plots the page has, once all are drawn.

    Nothing else may run, be asked for or be said, and nothing stand outside the width.
    """
    said: list[str] = []
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", answer)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    plots = page.locator("[data-plot]")
    for number in range(plots.count()):
        plots.nth(number).scroll_into_view_if_needed()
        expect(plots.nth(number).locator("svg.main-svg").first).to_be_visible()
    assert said == []
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return plots.count()
