"""Operators in the Search tab: phrases, exclusions, counts, order, pages, and faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import CHECKOUT
from tests.e2e.conftest import OpenScreen
from tests.e2e.screen import PATIENCE
from tests.e2e.test_search import WIDE, get_dates, search

SAMPLES = [path.read_text() for path in sorted((CHECKOUT / "samples").glob("*.md"))]


def count_samples(pattern: str) -> int:
    return sum(bool(re.search(pattern, text, re.IGNORECASE)) for text in SAMPLES)


def get_titles(page: Page) -> list[str]:
    return page.locator(".dl-hit a.title").all_inner_texts()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_phrases_and_exclusions(
    open_screen: OpenScreen, tmp_path: Path, width: int, height: int
) -> None:
    screen = open_screen(width, height)
    page = search(screen, '"ground troops"')
    told = page.locator(".dl-told").first
    number = count_samples(r"\bground troops\b")
    assert 0 < number < 10
    expect(told).to_have_text(f'{number} articles match "ground troops"')
    expect(page.locator(".dl-hit")).to_have_count(number)
    marked = {text.lower() for text in page.locator(".dl-excerpt .best mark").all_text_contents()}
    assert marked == {"ground", "troops"}
    screen.save(f"search-phrase-{width}", tmp_path)
    all_titles = set(get_titles(page))
    search(screen, '"ground troops" -Scholz')
    left = set(get_titles(page))
    assert left < all_titles
    assert len(left) == number - sum(
        bool(re.search(r"\bground troops\b", text, re.IGNORECASE)) and "Scholz" in text
        for text in SAMPLES
    )
    assert not page.evaluate(WIDE)


def test_newest_and_pages_go_through_all_that_matches(open_screen: OpenScreen) -> None:
    page = search(open_screen(), "troops OR summit OR won OR landing OR grain OR earthquake")
    told = page.locator(".dl-told").first
    number = int(told.inner_text().split()[0])
    assert 10 < number <= len(SAMPLES)
    page.get_by_role("radio", name="Newest").check()
    expect(told).to_contain_text("1 to 10 shown", timeout=PATIENCE)
    first = page.locator(".dl-hit .dl-by time").first
    expect(first).to_have_attribute("datetime", re.compile("2025-09"), timeout=PATIENCE)
    dates, titles = get_dates(page), get_titles(page)
    while page.get_by_role("button", name="Next").is_enabled():
        page.get_by_role("button", name="Next").click()
        shown = f"{len(titles) + 1} to {min(len(titles) + 10, number)} shown"
        expect(told).to_contain_text(shown, timeout=PATIENCE)
        dates += get_dates(page)
        titles += get_titles(page)
    assert dates == sorted(dates, reverse=True)
    assert len(set(titles)) == number


def test_a_fault_is_shown_at_its_place(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen = open_screen()
    page = screen.page
    page.get_by_role("tab", name="Search").click()
    field = page.get_by_role("textbox", name="Search")
    for query, reason, place in (
        ('troops "in the', "quotation mark is not closed", '"'),
        ("troops outlet:Wire", "no field “outlet:”", "o"),
        ("troops after:2025-02-31", "no such date", "2"),
        ("(troops <script>x</script>", "bracket is not closed", "("),
    ):
        field.fill(query)
        field.press("Enter")
        expect(page.locator("#search-results .dl-failure")).to_contain_text(
            reason, timeout=PATIENCE
        )
        expect(page.locator(".dl-fault mark")).to_have_text(place)
        expect(page.locator(".dl-fault")).to_have_text(query)
    screen.save("search-fault", tmp_path)


def test_the_help_is_a_fold_under_the_box(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen = open_screen(390, 844)
    page = screen.page
    page.get_by_role("tab", name="Search").click()
    fold = page.locator("#search-syntax details")
    expect(fold.locator("dl")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold).to_contain_text("flood NEAR/5 dam")
    screen.save("search-help", tmp_path)
    assert not page.evaluate(WIDE)


def test_nothing_matches(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = search(screen, "zzxqv -troops")
    expect(page.locator(".dl-none").first).to_contain_text("No article has “zzxqv”.")
    search(screen, "Zzxqv parakeet")
    expect(page.locator(".dl-told").first).to_contain_text("No article has all the words")
    page.get_by_role("radio", name="Newest").check()
    expect(page.locator(".dl-none").first).to_contain_text("“Best match” lists", timeout=PATIENCE)
