"""Two searches over time in a browser: a plot with its table, an address, and the CSV."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenScreen
from tests.e2e.screen import PATIENCE

VIEWS = [(1280, 900, "light"), (390, 844, "dark")]
WIDE = "() => document.documentElement.scrollWidth > innerWidth"
HOSTILE = "<img src=x onerror=window.pwned=1>"


def compare(page: Page, query: str, other: str) -> None:
    page.get_by_role("tab", name="Search").click()
    page.get_by_role("textbox", name="Search").fill(query)
    field = page.get_by_role("textbox", name="Compare over time with")
    field.fill(other)
    field.press("Enter")


@pytest.mark.parametrize(("width", "height", "scheme"), VIEWS)
def test_two_searches_are_plotted_and_listed(
    open_screen: OpenScreen, tmp_path: Path, width: int, height: int, scheme: str
) -> None:
    screen = open_screen(width, height, color_scheme=scheme)
    page = screen.page
    compare(page, "troops", "ceasefire OR truce")
    told = page.locator("#trends")
    expect(told).to_contain_text("troops", timeout=PATIENCE)
    expect(told).to_contain_text("ceasefire OR truce")
    legend = page.locator("#trend-plot .legendtext")
    expect(legend).to_have_text(["troops", "ceasefire OR truce"], timeout=PATIENCE)
    page.locator("#trend-plot").scroll_into_view_if_needed()
    screen.save(f"trends-{width}-{scheme}", tmp_path)
    # As shares: the axis has percents.
    page.get_by_label("Share of all articles").check()
    expect(page.locator("#trend-plot .ytick").last).to_contain_text("%", timeout=PATIENCE)
    told.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(told.locator("th[scope=col]")).to_have_text(
        ["Month", "troops", "ceasefire OR truce", "All articles"]
    )
    assert not page.evaluate(WIDE)
    with page.expect_download() as downloading:
        told.get_by_role("link", name="Download as CSV").click()
    downloading.value.save_as(tmp_path / "trends.csv")
    rows = list(csv.DictReader((tmp_path / "trends.csv").read_text("utf-8").splitlines()))
    assert {row["query"] for row in rows} == {"troops", "ceasefire OR truce"}
    assert told.locator("tbody tr").count() * 2 == len(rows)


def test_the_address_keeps_both_and_faults_are_told(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = screen.page
    compare(page, "troops", "ceasefire")
    expect(page.locator("#trends")).to_contain_text("ceasefire", timeout=PATIENCE)
    named = parse_qs(urlsplit(page.url).query)
    assert (named["q"], named["compare"]) == (["troops"], ["ceasefire"])
    # Another order keeps it.
    page.get_by_label("Newest", exact=True).check()
    page.wait_for_url("**order=newest*", timeout=PATIENCE)
    assert parse_qs(urlsplit(page.url).query)["compare"] == ["ceasefire"]
    page.reload()
    expect(page.locator("#trends")).to_contain_text("ceasefire", timeout=PATIENCE)
    field = page.get_by_role("textbox", name="Compare over time with")
    expect(field).to_have_value("ceasefire")
    field.fill('"not closed')
    field.press("Enter")
    expect(page.locator("#trends")).to_contain_text("not closed", timeout=PATIENCE)
    expect(page.locator("#trend-plot .legendtext")).to_have_count(0)
    expect(page.locator("#search-results .dl-hit").first).to_be_visible()
    field.fill(HOSTILE)
    field.press("Enter")
    expect(page.locator("#trends")).to_contain_text("<img", timeout=PATIENCE)
    assert page.evaluate("window.pwned") is None
    field.fill("")
    field.press("Enter")
    expect(page.locator("#trends")).to_have_text("", timeout=PATIENCE)
