"""The Search tab in a browser: a ranked list, why it is ranked so, sorted, filtered, paged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenScreen
from tests.e2e.screen import PATIENCE, Screen

VIEWS = [(1280, 900, "dark"), (390, 844, "light")]
QUERY = "Kremlin European troops"
WIDE = "() => document.documentElement.scrollWidth > innerWidth"


def search(screen: Screen, query: str = QUERY) -> Page:
    """Open the tab, search, and wait for what is told of the list."""
    page = screen.page
    page.get_by_role("tab", name="Search").click()
    field = page.get_by_role("textbox", name="Search")
    field.fill(query)
    field.press("Enter")
    expect(page.locator(".dl-told, .dl-none").first).to_contain_text(query, timeout=PATIENCE)
    return page


def get_dates(page: Page) -> list[str]:
    stated: list[str] = page.locator(".dl-hit .dl-by time").evaluate_all(
        "all => all.map((one) => one.dateTime)"
    )
    return stated


@pytest.mark.parametrize(("width", "height", "scheme"), VIEWS)
def test_articles_are_listed_with_the_words_marked(
    open_screen: OpenScreen, tmp_path: Path, width: int, height: int, scheme: str
) -> None:
    screen = open_screen(width, height, color_scheme=scheme)
    page = search(screen)
    expect(page.locator(".dl-told").first).to_contain_text("1 to 10 shown")
    rows = page.locator(".dl-hit")
    expect(rows).to_have_count(10)
    for row in rows.all()[:3]:
        expect(row.locator(".dl-by")).to_contain_text(re.compile(r", \d{1,2} \w{3} \d{4}"))
    marked = {text.lower() for text in page.locator(".dl-excerpt mark").all_text_contents()}
    assert {"kremlin", "troops"} <= marked
    assert all(re.match("kremlin|europe|troop", text) for text in marked)
    screen.save(f"search-{width}-{scheme}", tmp_path)
    assert not page.evaluate(WIDE)


def test_why_a_row_stands_where_it_does(open_screen: OpenScreen) -> None:
    page = search(open_screen())
    why = page.locator(".dl-hit .dl-why").first
    expect(why.locator("dl")).to_be_hidden()
    why.locator("summary").click()
    expect(why.locator("dt")).to_have_text(
        ["Meaning of the passage", "Words of the query", "Best sentence"]
    )
    expect(why).to_contain_text("Rank 1")
    assert all(
        box["width"] > 0 for bar in why.locator(".bar i").all() if (box := bar.bounding_box())
    )


def test_a_row_opens_the_article_at_its_best_sentence(open_screen: OpenScreen) -> None:
    page = search(open_screen())
    row = page.locator(".dl-hit").first
    best = " ".join(row.locator(".best").first.inner_text().split())
    with page.context.expect_page() as opened:
        row.locator("a.title").click()
    article = opened.value
    expect(article.locator("h1")).to_have_text(row.locator("a.title").inner_text())
    quote = article.locator("mark").first
    expect(quote).to_be_in_viewport()
    assert " ".join(quote.inner_text().split()) == best
    assert re.search(r"/article/[^?#]+#\d+-\d+$", article.url)


def test_sorted_by_date(open_screen: OpenScreen) -> None:
    page = search(open_screen())
    page.get_by_role("radio", name="Newest").check()
    # What is only close in meaning has no place in the order of time.
    told = page.locator(".dl-told").first
    expect(told).to_have_text(f"5 articles have all the words of {QUERY}", timeout=PATIENCE)
    newest = get_dates(page)
    assert newest == sorted(newest, reverse=True)
    page.get_by_role("radio", name="Oldest").check()
    first = page.locator(".dl-hit .dl-by time").first
    expect(first).to_have_attribute("datetime", min(newest), timeout=PATIENCE)
    assert get_dates(page) == sorted(newest)
    page.get_by_role("radio", name="Best match").check()
    expect(told).to_contain_text("5 articles have all the words", timeout=PATIENCE)
    expect(told).to_contain_text(", 19 are close in meaning, 1 to 10 shown", timeout=PATIENCE)


def test_pages_are_turned_and_the_end_is_the_end(open_screen: OpenScreen) -> None:
    page = search(open_screen())
    titles = page.locator(".dl-hit a.title").all_inner_texts()
    later, earlier = (page.get_by_role("button", name=name) for name in ("Next", "Previous"))
    expect(earlier).to_be_disabled()
    later.click()
    expect(page.locator(".dl-told").first).to_contain_text("11 to 20 shown", timeout=PATIENCE)
    titles += page.locator(".dl-hit a.title").all_inner_texts()
    later.click()
    expect(page.locator(".dl-told").first).to_contain_text("21 to 24 shown", timeout=PATIENCE)
    titles += page.locator(".dl-hit a.title").all_inner_texts()
    expect(later).to_be_disabled()
    assert len(set(titles)) == 24
    earlier.click()
    expect(page.locator(".dl-told").first).to_contain_text("11 to 20 shown", timeout=PATIENCE)


def test_filters_and_what_they_leave_empty(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen = open_screen()
    page = search(screen)
    tab = page.locator("#search")
    tab.get_by_label("Published from").fill("2025-09")
    tab.get_by_label("Published from").press("Enter")
    expect(page.locator(".dl-hit")).to_have_count(2, timeout=PATIENCE)
    assert all(date.startswith("2025-09") for date in get_dates(page))
    tab.get_by_label("Published from").fill("2031")
    tab.get_by_label("Published from").press("Enter")
    expect(page.locator(".dl-none")).to_contain_text("Nothing was found", timeout=PATIENCE)
    screen.save("search-nothing", tmp_path)
    tab.get_by_label("Published from").fill("last Tuesday")
    tab.get_by_label("Published from").press("Enter")
    expect(page.locator(".dl-failure")).to_contain_text("'last Tuesday'", timeout=PATIENCE)


def test_before_anything_is_typed_and_words_that_nobody_wrote(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.get_by_role("tab", name="Search").click()
    expect(screen.page.locator("#search-results .dl-none")).to_contain_text("by their meaning")
    page = search(screen, "Zzxqv parakeet")
    expect(page.locator(".dl-absent")).to_contain_text("No passage has Zzxqv, parakeet.")
    expect(page.locator(".dl-absent")).to_contain_text("close in meaning")
