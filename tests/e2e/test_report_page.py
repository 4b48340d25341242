"""The page of an evaluation, in a real browser, from a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from eval.metrics.comparison import compare_reports
from eval.metrics.result import QuoteResult
from eval.report.html_page import write_page
from tests.e2e.report import wait_until_drawn
from tests.eval.rows import report, run

NewPage = Callable[..., Page]
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> <b>b</b>"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        replace(
            one, text=f"{HOSTILE} {one.text}", quotes=(QuoteResult("a", HOSTILE, HOSTILE, True),)
        )
        for one in run(60, lift=0.3)
    ]
    before = [replace(one, values={**one.values, "nDCG@10": 0.5}) for one in rows]
    reports = [report(rows), report(rows, config="deep"), report(rows, dataset="tallow")]
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_page(path, compare_reports(reports, [report(before)]))
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_all_plots_are_drawn_and_nothing_else_runs_or_is_asked_for(
    width: int, scheme: str, file: Path, new_page: NewPage
) -> None:
    page = new_page(width, 900, color_scheme=scheme)
    assert wait_until_drawn(page, file, width) >= 10
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (max(map(int, background[4:-1].split(","))) < 64) == (scheme == "dark")


def test_plots_change_their_dress_with_the_page(file: Path, new_page: NewPage) -> None:
    page = new_page(color_scheme="light")
    page.goto(file.as_uri())
    page.locator("[data-plot='0']").scroll_into_view_if_needed()
    line = page.locator("[data-plot='0'] .scatterlayer .js-line").nth(1)
    light = line.get_attribute("style")
    page.emulate_media(color_scheme="dark")
    expect(line).not_to_have_attribute("style", light or "")


def test_what_was_found_opens_by_the_keyboard(file: Path, new_page: NewPage) -> None:
    page = new_page()
    page.goto(file.as_uri())
    card = page.locator(".card").first
    expect(card.locator("h4")).to_contain_text(HOSTILE)
    expect(card.locator("ol")).not_to_be_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.locator("ol")).to_be_visible()
