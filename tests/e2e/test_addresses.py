"""Every state of the screen has an address: it opens there, and Back and Forward go between."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage, OpenScreen, Restarted
from tests.e2e.screen import Screen, save
from tests.e2e.server import Server, serving

ANSWERED = "what did the Kremlin say about EU troops?"
OTHER = "What did Macron say about ground troops?"
RUN = "<img src=x onerror='window.pwned=1'><script>window.pwned=1</script>"


def address_of(page: Page) -> str:
    """The address after the server's name."""
    return str(page.evaluate("() => location.href.slice(location.origin.length)"))


def tab_of(page: Page) -> str:
    return page.locator('#tabs [role=tab][aria-selected="true"]').inner_text()


def open_address(new_page: NewPage, server: Server, address: str, *size: int) -> Screen:
    return Screen(new_page(*size), f"{server.url}{address}")


def test_a_question_with_filters_has_an_address(
    open_screen: OpenScreen, new_page: NewPage, server: Server
) -> None:
    screen = open_screen()
    screen.open_filters()
    screen.set_dates(after="2025-02", before="2025")
    words = screen.ask(ANSWERED).locator("q").all_inner_texts()
    assert words
    expect(screen.page).to_have_url(re.compile(r"/\?q=what\+did.*&after=2025-02&before=2025$"))

    other = open_address(new_page, server, address_of(screen.page))
    expect(other.wait_for_answer(ANSWERED).locator("q")).to_have_text(words)
    expect(other.page.locator("#filter-chips .chip").first).to_contain_text("from 2025-02")
    expect(other.page.locator("#evidence a.quote")).not_to_have_count(0)


def test_outlets_and_a_speaker_are_part_of_an_address(new_page: NewPage, server: Server) -> None:
    fields = [("q", "EU troops"), ("source", "Meridian Wire"), ("speaker", "Peskov")]
    screen = open_address(new_page, server, f"/?{urlencode(fields)}")
    screen.wait_for_answer("EU troops")
    chips = screen.page.locator("#filter-chips .chip")
    expect(chips).to_have_count(2)
    expect(chips.first).to_contain_text("Meridian Wire")
    expect(chips.last).to_contain_text("words of Peskov")


def test_back_and_forward_go_between_questions_and_tabs(open_screen: OpenScreen) -> None:
    screen = open_screen()
    page = screen.page
    first = screen.ask(ANSWERED).locator("q").first.inner_text()
    asked = address_of(page)
    screen.ask(OTHER)
    screen.open_tab("Library")
    assert address_of(page) == "/#library"
    screen.open_tab("Search")
    assert address_of(page) == "/#search"

    page.go_back()
    expect(page.get_by_role("tab", name="Library")).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(page.get_by_role("tab", name="Ask")).to_have_attribute("aria-selected", "true")
    assert "Macron" in address_of(page)
    page.go_back()
    assert address_of(page) == asked
    expect(screen.turns.first.locator(".question")).to_be_in_viewport()
    # Beside the question that is shown stands its evidence.
    expect(page.locator("#evidence a.quote mark").filter(has_text=first)).to_have_count(1)
    page.go_back()
    expect(page.locator("#chat .idle")).to_be_visible()
    page.go_forward()
    expect(screen.turns).to_have_count(2)
    assert address_of(page) == asked
    page.go_forward()
    expect(screen.turns.last.locator(".question")).to_be_in_viewport()
    page.go_forward()
    expect(page.get_by_role("tab", name="Library")).to_have_attribute("aria-selected", "true")


def test_a_reload_loses_nothing(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.ask(ANSWERED)
    words = screen.ask("and what about Britain?").locator("q").all_inner_texts()
    screen.question.press_sequentially("What else did Pes")
    screen.page.reload()
    expect(screen.turns).to_have_count(2)
    expect(screen.last.locator("q")).to_have_text(words)
    expect(screen.question).to_have_value("What else did Pes")
    expect(screen.page.locator("#evidence a.quote")).not_to_have_count(0)
    # It is the same chat: it goes on, and stands once among the past ones.
    screen.ask("who said that?")
    expect(screen.turns).to_have_count(3)
    expect(screen.open_menu("Past chats").locator("button", has_text="Kremlin")).to_have_count(1)


def test_a_search_has_an_address(
    open_screen: OpenScreen, new_page: NewPage, server: Server
) -> None:
    screen = open_screen()
    page = screen.page
    screen.open_tab("Search")
    page.locator("#search-query textarea").fill("troops")
    page.locator("#search").get_by_label("Published from").fill("2025")
    page.locator("#search-query textarea").press("Enter")
    results = page.locator("#search-results .dl-hit h2")
    expect(results).not_to_have_count(0)
    page.get_by_label("Newest").check()
    expect(page).to_have_url(re.compile(r"/\?q=troops&after=2025&order=newest#search$"))
    titles = results.all_inner_texts()

    other = new_page()
    other.goto(page.url)
    page.reload()
    for shown in (other, page):
        expect(shown.locator("#search-results .dl-hit h2")).to_have_text(titles)
        expect(shown.locator("#search-query textarea")).to_have_value("troops")
        expect(shown.locator("#search").get_by_label("Published from")).to_have_value("2025")
        expect(shown.get_by_label("Newest")).to_be_checked()
        assert tab_of(shown) == "Search"


def test_a_link_to_an_answer_is_copied(new_page: NewPage, server: Server) -> None:
    screen = Screen(new_page(permissions=["clipboard-read", "clipboard-write"]), server.url)
    screen.ask(ANSWERED)
    screen.ask("and what about Britain?")
    screen.turns.last.get_by_role("button", name="Copy link").click()
    expect(screen.turns.last.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(screen.page.evaluate("() => navigator.clipboard.readText()"))
    assert copied.startswith(f"{server.url}/?q=")
    other = Screen(new_page(), copied)
    # What the follow-up leaves unsaid is part of the address.
    expect(other.turns.last.locator(".question")).to_contain_text("Britain")
    expect(other.turns.last.locator(".question")).to_contain_text("EU troops")
    expect(other.turns.last).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=x&after=2025-13-45", "'2025-13-45' is not a date"),
        ("q=x&as_of=tomorrow", "'tomorrow' is not a date"),
        (f"q=troops&source={'x' * 300}", "at most 50 outlets"),
        (f"q=troops&speaker={'y' * 300}", "at most 200 characters"),
        (f"q={'why ' * 5_000}", "more than 2,000"),
        (f"q={'a' * 100_000}", "more than 40,000 characters"),
        ("&".join(f"a{number}=1" for number in range(200)), "more than 100 fields"),
    ],
)
def test_nonsense_in_an_address_gets_a_sentence(
    new_page: NewPage, server: Server, query: str, said: str
) -> None:
    screen = open_address(new_page, server, f"/?{query}")
    expect(screen.page.locator("#chat .error")).to_contain_text(said)
    expect(screen.ask(ANSWERED)).to_have_class("answer")
    page = new_page()
    page.goto(f"{server.url}/?{query}#search")
    expect(page.locator("#search-results .dl-failure")).to_contain_text(said)


@pytest.mark.parametrize(
    "address", ["/#nowhere", "/?page=zzz", "/?deep_link=1", "/?q=", "/?q=%00&source=", "/#%E0%A4%A"]
)
def test_what_an_address_cannot_mean_is_ignored(
    new_page: NewPage, server: Server, address: str
) -> None:
    screen = open_address(new_page, server, address)
    expect(screen.page.locator("#chat .idle")).to_be_visible()
    assert tab_of(screen.page) == "Ask"


def test_an_unknown_outlet_is_named(new_page: NewPage, server: Server) -> None:
    screen = open_address(new_page, server, "/?q=EU+troops&source=The+Nowhere+Gazette")
    expect(screen.wait_for_answer("EU troops")).to_contain_text("The Nowhere Gazette")


def test_nothing_in_an_address_runs(new_page: NewPage, server: Server, tmp_path: Path) -> None:
    fields = {"q": RUN, "source": RUN, "speaker": RUN[:190], "order": RUN}
    for end in ("", "#search", f"#{RUN}"):
        page = new_page(390, 844)
        page.goto(f"{server.url}/?{urlencode(fields)}{end}")
        if end == "#search":
            expect(page.locator("#search-query textarea")).to_have_value(RUN)
        else:
            expect(page.locator("#chat .turn .question")).to_have_text(RUN)
            expect(page.locator("#chat .turn")).to_have_attribute("aria-busy", "false")
        expect(page.locator(":is(#chat, #filter-chips, #search) img")).to_have_count(0)
        assert page.evaluate("() => window.pwned") is None
        save(page, "nonsense-address", tmp_path)


def test_an_address_only_asks(new_page: NewPage, server: Server, restarted: Restarted) -> None:
    before = {
        path.name: path.stat().st_size
        for path in restarted.home.iterdir()
        if not path.name.endswith(("-wal", "-shm"))
    }
    screen = open_address(new_page, server, "/?q=start+over&verdict=up&event=like")
    screen.wait_for_answer("start over")
    after = {name: (restarted.home / name).stat().st_size for name in before}
    assert after == before


def test_a_restart_keeps_the_chat_and_the_draft(
    new_page: NewPage, samples_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(samples_home, home)
    with serving(home) as first:
        screen = Screen(new_page(), first.url)
        words = screen.ask(ANSWERED).locator("q").all_inner_texts()
        screen.question.press_sequentially("and what")
        port = first.url.rsplit(":", 1)[1]
        first.stop()
    with serving(home, "--port", port):
        # The page loads itself again when it finds another server; a user may be faster.
        screen.page.reload()
        expect(screen.last.locator("q")).to_have_text(words)
        expect(screen.question).to_have_value("and what")
