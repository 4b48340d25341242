"""The timeline of an answer: a plot, its outlets, and dates that a click narrows."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage, OpenScreen
from tests.e2e.screen import PATIENCE, Screen
from tests.e2e.server import Server

ANSWERED = "what did the Kremlin say about EU troops?"
OF_2022 = "#evidence .passage b:has-text('2022')"


def open_timeline(screen: Screen) -> Page:
    """Ask a question and open the timeline of its answer."""
    screen.ask(ANSWERED)
    page = screen.page
    expect(page.locator("#chat .turn:last-child footer")).to_be_visible()
    page.locator("#ask-row").get_by_role("button", name="Timeline").click()
    # The script listens to clicks on the plot once it has hidden it from screen readers.
    plot = page.locator("#ask-row .timeline .js-plotly-plot[aria-hidden=true]")
    expect(plot.locator(".bars path").first).to_be_visible(timeout=PATIENCE)
    return page


def get_dates(page: Page) -> list[str]:
    """What the filters on the date say."""
    filters = page.locator("#ask-row")
    if not filters.get_by_label("Published from").is_visible():
        page.locator("#ask-row").get_by_role("button", name="Dates, outlets and speaker").click()
    return [
        filters.get_by_label("Published from").input_value(),
        filters.get_by_label("to", exact=True).input_value(),
    ]


def test_a_bar_narrows_the_dates_and_that_can_be_undone(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen()
    page = open_timeline(screen)
    timeline = page.locator("#ask-row .timeline")
    expect(timeline.locator(".told")).to_contain_text("10 best passages, by year")
    screen.save("timeline", tmp_path)
    bar = timeline.locator(".bars path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(timeline.locator(".narrowed")).to_contain_text(
        "Dates narrowed to 2022", timeout=PATIENCE
    )
    expect(timeline.locator(".told")).to_contain_text("by month", timeout=PATIENCE)
    count = page.locator("#evidence .passage").count()
    expect(page.locator(OF_2022)).to_have_count(count)
    assert get_dates(page) == ["2022", "2022"]
    timeline.get_by_role("button", name="Undo").click()
    expect(timeline.locator(".narrowed")).to_have_count(0)
    expect(timeline.locator(".told")).to_contain_text("by year", timeout=PATIENCE)
    assert get_dates(page) == ["", ""]


def test_the_table_does_the_same_with_keys(open_screen: OpenScreen) -> None:
    page = open_timeline(open_screen(390, 844, color_scheme="dark"))
    timeline = page.locator("#ask-row .timeline")
    timeline.get_by_text("As a table").focus()
    page.keyboard.press("Enter")
    rows = timeline.locator("tbody tr").all_inner_texts()
    told = timeline.locator(".told").inner_text()
    assert int(told.split()[0]) == sum(int(row.split()[-1]) for row in rows)
    timeline.get_by_role("button", name="2024").focus()
    page.keyboard.press("Enter")
    expect(timeline.locator(".narrowed")).to_contain_text("2024")
    assert get_dates(page) == ["2024", "2024"]


def test_plotly_comes_from_this_server_and_only_when_it_is_shown(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    screen = Screen(page, server.url)
    screen.ask(ANSWERED)
    expect(page.locator("#chat .turn:last-child footer")).to_be_visible()
    page.locator("#evidence a.quote").first.click()
    expect(page.frame_locator("#reader iframe").locator("mark.current")).to_be_visible()
    assert not [address for address in requested if "lotly" in address]
    page.locator("#ask-row").get_by_role("button", name="Timeline").click()
    expect(page.locator("#ask-row .timeline .bars path").first).to_be_visible(timeout=PATIENCE)
    plotly = [address for address in requested if "lotly" in address]
    assert plotly
    assert {urlsplit(address).netloc for address in plotly} == {urlsplit(server.url).netloc}


def test_what_is_no_period_narrows_nothing(open_screen: OpenScreen) -> None:
    page = open_timeline(open_screen())
    timeline = page.locator("#ask-row .timeline")
    button = "#ask-row .timeline [data-period]"
    page.evaluate(f"document.querySelector('{button}').dataset.period = '<b>soon'")
    timeline.get_by_text("As a table").click()
    timeline.locator("[data-period]").first.click()
    # The question is asked again, as after every click, with the dates as they were.
    expect(page.locator('#chat .turn[aria-busy="false"]')).to_have_count(2, timeout=PATIENCE)
    expect(timeline.locator(".narrowed")).to_have_count(0)
    assert get_dates(page) == ["", ""]


@pytest.mark.parametrize(
    ("width", "height"), [(1920, 1080), (1440, 900), (1280, 720), (1024, 768), (900, 700)]
)
def test_the_open_timeline_leaves_the_evidence_in_view(
    open_screen: OpenScreen, width: int, height: int
) -> None:
    screen = open_screen(width, height)
    page = open_timeline(screen)
    column, timeline, evidence = (
        page.locator(name).bounding_box()
        for name in ("#evidence-column", "#ask-row .timeline", "#evidence")
    )
    assert column
    assert timeline
    assert evidence
    # Below the timeline, as wide as it, and not beside it or out of the window.
    assert evidence["y"] >= timeline["y"] + timeline["height"]
    assert abs(evidence["x"] - timeline["x"]) <= 2
    assert evidence["width"] >= 0.9 * column["width"]
    assert evidence["x"] + evidence["width"] <= width
    first = page.locator("#evidence .passage").first.bounding_box()
    assert first
    assert first["y"] + 40 <= height
    wide = "() => document.querySelector('#evidence-column')"
    assert page.evaluate(f"({wide})().scrollWidth <= ({wide})().clientWidth + 1")
    # A click on a mark shows its quotation within the column.
    page.locator("#chat a.mark").last.click()
    expect(screen.chosen_quote).to_be_in_viewport()
