"""The page of a measurement, in a real browser, from a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from eval.bench.report import write_page
from tests.eval.bench import MACHINE, document

NewPage = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 390])
def test_all_plots_are_drawn_and_nothing_else_runs_or_is_asked_for(
    width: int, tmp_path: Path, new_page: NewPage
) -> None:
    file = tmp_path / "bench.html"
    processor = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    write_page(file, document(machine=replace(MACHINE, processor=processor)))
    page = new_page(width, 900)
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
    assert plots.count() == 4
    assert said == []
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
