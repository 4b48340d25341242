"""Whom the screen would shut out: axe-core over every tab, and the keys."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenScreen

ANSWERED = "what did the Kremlin say about EU troops?"
REFUSED = "What did the Kremlin say about Venezuela?"


def find_violations(page: Page) -> list[str]:
    """Find the violations of axe-core's serious and critical rules."""
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(script)
    found = page.evaluate("() => axe.run()")
    assert len(found["passes"]) > 10
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(
    ("size", "scheme"), [((1280, 900), "light"), ((1280, 900), "dark"), ((390, 844), "light")]
)
def test_no_tab_shuts_anyone_out(
    open_screen: OpenScreen, size: tuple[int, int], scheme: str
) -> None:
    screen = open_screen(*size, color_scheme=scheme)
    page = screen.page
    assert find_violations(page) == []
    screen.ask(ANSWERED)
    screen.ask(REFUSED)
    screen.open_filters()
    screen.open_menu("Past chats")
    assert find_violations(page) == []
    for tab in ("Search", "Library"):
        screen.open_tab(tab)
        assert find_violations(page) == []


def test_axe_finds_what_is_wrong(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.evaluate("() => document.querySelector('#desk button').replaceChildren()")
    assert [found.split(":")[0] for found in find_violations(screen.page)] == ["button-name"]


def test_keys(open_screen: OpenScreen) -> None:
    screen = open_screen()
    keyboard = screen.page.keyboard
    expect(screen.question).to_be_focused()
    keyboard.press("Escape")
    expect(screen.question).not_to_be_focused()
    keyboard.press("/")
    expect(screen.question).to_be_focused()
    keyboard.type("1/2")
    expect(screen.question).to_have_value("1/2")
    answer = screen.ask(ANSWERED)
    keyboard.press("Escape")
    for key, number in (("ArrowRight", 0), ("ArrowRight", 1), ("ArrowLeft", 0)):
        keyboard.press(key)
        expect(answer.locator("a.mark").nth(number)).to_be_focused()
    keyboard.press("Enter")
    expect(screen.chosen_quote).to_have_text(answer.locator("q").first.inner_text())
    keyboard.press("Escape")
    expect(answer.locator("a.mark").first).to_be_focused()
    screen.open_menu("Export")
    keyboard.press("Escape")
    expect(screen.page.locator("details[open]")).to_have_count(0)
    expect(screen.page.locator("#export summary")).to_be_focused()
