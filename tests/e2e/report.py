"""Opens a page of one file, as its recipient does."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Dialog, Page, expect


def wait_until_drawn(page: Page, file: Path, width: int) -> int:
    """Wait until all plots of the page are drawn, and count them.

    Assert that the page logs nothing, requests nothing else, and fits the width.
    """
    messages: list[str] = []
    requests: list[str] = []

    def answer(dialog: Dialog) -> None:
        messages.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("dialog", answer)
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    plots = page.locator("[data-plot]")
    for number in range(plots.count()):
        plots.nth(number).scroll_into_view_if_needed()
        expect(plots.nth(number).locator("svg.main-svg").first).to_be_visible()
    assert messages == []
    assert requests == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return plots.count()
