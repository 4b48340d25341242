"""A conversation in a browser: follow-ups, past chats, copies, exports and verdicts."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage, OpenScreen, Restarted
from tests.e2e.screen import Screen
from tests.e2e.server import Server

ANSWERED = "what did the Kremlin say about EU troops?"
FOLLOW_UP = "and what about Britain?"
RUN = "<img src=x onerror='window.pwned=1'>"


def read_chats(page: Page) -> str:
    return str(page.evaluate("() => localStorage.getItem('dateline-chats')"))


def test_a_follow_up_says_what_it_was_taken_for_and_can_be_undone(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen()
    screen.ask(ANSWERED)
    screen.ask(FOLLOW_UP)
    understood = screen.turns.last.locator(".understood")
    expect(understood).to_contain_text("EU troops · Britain")
    screen.save("follow-up", tmp_path)
    understood.get_by_role("button", name="Undo").click()
    expect(understood).to_have_count(0)
    screen.wait_for_answer(FOLLOW_UP)
    expect(screen.turns).to_have_count(2)
    screen.question.fill("start over")
    screen.question.press("Enter")
    expect(screen.page.locator("#chat .idle")).to_be_visible()


def test_a_past_chat_is_opened_again_and_forgotten(open_screen: OpenScreen) -> None:
    screen = open_screen()
    words = screen.ask(ANSWERED).locator("q").all_inner_texts()
    screen.page.get_by_role("button", name="New chat").click()
    expect(screen.page.locator("#chat .idle")).to_be_visible()

    screen.page.reload()
    screen.open_menu("Past chats").get_by_role("button", name=ANSWERED, exact=True).click()
    expect(screen.last.locator("q")).to_have_text(words)
    screen.ask(FOLLOW_UP)
    expect(screen.turns.last.locator(".understood")).to_contain_text("EU troops")

    past = screen.open_menu("Past chats")
    past.get_by_role("button", name="Delete").click()
    expect(past).to_contain_text("will stand here")
    assert read_chats(screen.page) == "None"


def test_two_tabs_keep_both_their_chats(open_screen: OpenScreen) -> None:
    first = open_screen()
    second = Screen(first.page.context.new_page(), first.page.url)
    first.ask(ANSWERED)
    second.ask("What did Macron say about ground troops?")
    expect(first.open_menu("Past chats").locator("button", has_text="?")).to_have_count(2)


def test_what_a_browser_kept_is_not_trusted(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.ask(ANSWERED)
    chat = json.loads(read_chats(screen.page))[0]
    turn = chat["exchanges"][0]["turn"]
    turn["sentences"][0]["text"] = "The Kremlin said what it never said."
    turn["citations"][1]["quote"] = "Nor this."
    turn["citations"][2]["title"] = chat["title"] = turn["asked"]["typed"] = RUN
    broken = {"id": "x", "title": "broken", "exchanges": [{"turn": {"status": RUN}}]}
    kept = json.dumps([chat, broken, {"id": 3}, None])
    screen.page.evaluate("kept => localStorage.setItem('dateline-chats', kept)", kept)

    screen.page.reload()
    screen.open_menu("Past chats").get_by_role("button", name=RUN, exact=True).click()
    expect(screen.turns.last.locator(".question")).to_have_text(RUN)
    expect(screen.turns.last.locator(".note")).to_contain_text("2 quotations are left out")
    expect(screen.last.locator("q")).to_have_count(len(turn["sentences"]) - 2)
    expect(screen.last).not_to_contain_text("never said")
    screen.open_menu("Past chats").get_by_role("button", name="broken", exact=True).click()
    expect(screen.page.locator("#chat .error")).to_contain_text("cannot be read")
    assert screen.page.evaluate("() => window.pwned") is None

    screen.page.evaluate("() => localStorage.setItem('dateline-chats', '{[')")
    screen.page.reload()
    expect(screen.open_menu("Past chats")).to_contain_text("will stand here")


def test_an_answer_is_copied_with_its_references(new_page: NewPage, server: Server) -> None:
    screen = Screen(new_page(permissions=["clipboard-read", "clipboard-write"]), server.url)
    answer = screen.ask(ANSWERED)
    screen.turns.last.get_by_role("button", name="Copy", exact=True).click()
    expect(screen.turns.last.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(screen.page.evaluate("() => navigator.clipboard.readText()"))
    for sentence in answer.locator("q").all_inner_texts():
        assert sentence in copied
    assert "References:\n\n- [1] [2] " in copied


def test_a_chat_is_exported_and_its_links_open_the_quotes(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen()
    quote = screen.ask(ANSWERED).locator("q").first.inner_text()
    for form, ending in (("Markdown", "md"), ("Web page", "html")):
        menu = screen.open_menu("Export")
        with screen.page.expect_download() as download:
            menu.get_by_role("button", name=form).click()
        assert download.value.suggested_filename == f"dateline-chat.{ending}"
        download.value.save_as(tmp_path / f"chat.{ending}")
    assert ANSWERED in (tmp_path / "chat.md").read_text()
    page = screen.page
    page.goto((tmp_path / "chat.html").as_uri())
    page.locator('a[href*="/article/"]').first.click()
    expect(page.locator("mark.current")).to_have_text(quote)


def test_a_verdict_is_written_down_and_can_be_taken_back(
    open_screen: OpenScreen, restarted: Restarted
) -> None:
    screen = open_screen()
    screen.ask(ANSWERED)
    good = screen.turns.last.get_by_role("button", name="Good answer")
    good.click()
    expect(good).to_have_attribute("aria-pressed", "true")
    good.click()
    expect(good).to_have_attribute("aria-pressed", "false")
    lines = (restarted.home / "feedback.jsonl").read_text().splitlines()
    verdicts = [json.loads(line)["verdict"] for line in lines]
    assert verdicts[-2:] == ["up", "withdrawn"]
