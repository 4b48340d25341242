"""Filters that are set stand beside the box while their fields are hidden."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import OpenScreen


def test_hidden_filters_stay_visible_and_can_be_taken_away(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = screen.page
    chips = page.locator("#filter-chips .chip")
    expect(chips).to_have_count(0)
    screen.open_filters()
    screen.set_dates(after="1990", before="1991")
    page.get_by_label("As of").first.fill("2025-03-20")
    # While the fields are open, they say it themselves.
    expect(page.locator("#filter-chips")).to_be_hidden()
    screen.open_filters()
    expect(chips).to_have_count(3)
    for number, text in enumerate(("from 1990", "until 1991", "as of 2025-03-20")):
        expect(chips.nth(number)).to_contain_text(text)
        expect(chips.nth(number)).to_be_in_viewport()
    chips.filter(has_text="as of").click()
    expect(chips).to_have_count(2)
    refusal = screen.ask("when did Finland join NATO?")
    expect(refusal).to_contain_text("1990")
    page.get_by_role("button", name="New chat").click()
    expect(chips).to_have_count(0)
    expect(page.get_by_label("Published from")).to_have_value("")
    expect(screen.ask("when did Finland join NATO?")).to_contain_text("Finland joined NATO")


def test_a_chip_is_text_on_one_line(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = screen.page
    screen.open_filters()
    speaker = page.get_by_label("Speaker").first
    speaker.fill("<b>x</b> \u202e" + "y" * 150)
    speaker.press("Enter")
    screen.open_filters()
    chip = page.locator("#filter-chips .chip")
    expect(chip).to_have_text("words of <b>x</b> " + "y" * 51 + "… ✕")
    expect(page.locator("#filter-chips b")).to_have_count(0)


def test_a_chip_is_taken_away_with_the_keyboard(open_screen: OpenScreen) -> None:
    screen = open_screen(390, 844)
    page = screen.page
    screen.open_filters()
    screen.set_dates(after="1990")
    screen.open_filters()
    chips = page.locator("#filter-chips .chip")
    expect(chips).to_have_count(1)
    chips.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    screen.open_filters()
    expect(page.get_by_label("Published from")).to_have_value("")
