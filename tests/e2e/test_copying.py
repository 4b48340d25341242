"""Getting an answer out: one quotation, all with references, an export, and paper."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage, OpenScreen
from tests.e2e.screen import Screen
from tests.e2e.server import Server

ANSWERED = "what did the Kremlin say about EU troops?"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def read_clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_a_card_has_the_sentences_around_and_copies_the_quotation(
    new_page: NewPage, server: Server, tmp_path: Path
) -> None:
    screen = Screen(new_page(permissions=CLIPBOARD), server.url)
    answer = screen.ask(ANSWERED)
    quote = answer.locator("q").nth(1).inner_text()
    mark = answer.locator("a.mark").nth(1)
    address = mark.evaluate("link => link.href")
    mark.hover()
    card = answer.locator(".card").nth(1)
    expect(card).to_be_visible()
    expect(card.locator(".label")).to_have_text(["The sentence before", "The sentence after"])
    for around in card.locator(".said").all_inner_texts():
        assert len(around) > 20
        assert around not in quote
        assert quote not in around
    screen.save("card", tmp_path)
    card.get_by_role("button", name="Copy quotation").click()
    copied = read_clipboard(screen.page)
    assert re.fullmatch(
        rf"“{re.escape(quote)}” \((?:[\w ,]+, )?Meridian Wire, 17 Mar 2025, {re.escape(address)}\)",
        copied,
    )
    screen.page.goto(address)
    expect(screen.page.locator("mark.current")).to_have_text(quote)


def test_a_quotation_is_copied_with_the_keyboard(new_page: NewPage, server: Server) -> None:
    screen = Screen(new_page(permissions=CLIPBOARD), server.url)
    quote = screen.ask(ANSWERED).locator("q").first.inner_text()
    for key in ("Escape", "ArrowRight", "Tab", "Enter"):
        screen.page.keyboard.press(key)
    expect(screen.page.get_by_role("button", name="Copied")).to_be_focused()
    assert read_clipboard(screen.page).startswith(f"“{quote}” (")


def test_a_quotation_is_copied_from_the_evidence(new_page: NewPage, server: Server) -> None:
    screen = Screen(new_page(390, 844, permissions=CLIPBOARD), server.url)
    quote = screen.ask(ANSWERED).locator("q").nth(2).inner_text()
    screen.page.get_by_role("button", name="Evidence").click()
    screen.page.get_by_role("button", name="Copy quotation 3").click()
    expect(screen.page.locator("#evidence").get_by_role("button", name="Copied")).to_be_visible()
    assert read_clipboard(screen.page).startswith(f"“{quote}” (")


def test_references_of_a_copied_answer_are_grouped_by_article(
    new_page: NewPage, server: Server
) -> None:
    screen = Screen(new_page(permissions=CLIPBOARD), server.url)
    answer = screen.ask(ANSWERED)
    screen.turns.last.get_by_role("button", name="Copy", exact=True).click()
    text, _, references = read_clipboard(screen.page).partition("References:")
    lines = references.strip().splitlines()
    assert len(lines) == len(set(answer.locator(".source a.title").all_inner_texts()))
    assert lines[0].startswith("- [1] [2] Meridian Wire, 17 Mar 2025: ")
    assert all(re.search(r", https?://\S+$", line) for line in lines)
    for number, quote in enumerate(answer.locator("q").all_inner_texts(), 1):
        assert f"“{quote}” [{number}]" in text


def test_links_lead_to_the_server_as_the_reader_calls_it(
    new_page: NewPage, server: Server, tmp_path: Path
) -> None:
    here = server.url.replace("127.0.0.1", "localhost")
    screen = Screen(new_page(permissions=CLIPBOARD), here)
    screen.ask(ANSWERED)
    screen.turns.last.get_by_role("button", name="Copy link").click()
    expect(screen.turns.last.get_by_role("button", name="Copied")).to_be_visible()
    assert read_clipboard(screen.page).startswith(f"{here}/?q=")
    for form in ("Markdown", "Web page"):
        menu = screen.open_menu("Export")
        with screen.page.expect_download() as download:
            menu.get_by_role("button", name=form).click()
        download.value.save_as(tmp_path / form)
        exported = (tmp_path / form).read_text()
        assert f"{here}/article/" in exported
        assert "127.0.0.1" not in exported


def test_paper_has_the_whole_answer_and_its_references(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen(390, 844)
    long = " ".join(["Please say once more", *["and again"] * 40, "who won?"])
    screen.ask(long)
    quotes = screen.ask(ANSWERED).locator("q").all_inner_texts()
    screen.page.pdf(path=tmp_path / "answer.pdf")
    pages = pypdfium2.PdfDocument(tmp_path / "answer.pdf")
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert len(quotes) > 3
    # A line that breaks in the middle of a word is joined again.
    solid = printed.replace(" ", "")
    for text in (*quotes, long, "References:", "https://example.org/meridian-wire/"):
        assert text.replace(" ", "") in solid
    for gone in ("Library", "Dates, outlets", "New chat", "Copy", "Timeline", "The sentence after"):
        assert gone not in printed


def test_a_long_question_can_be_read_whole(open_screen: OpenScreen) -> None:
    screen = open_screen(390, 844)
    long = " ".join(["Please say once more", *["and again"] * 60, "who won in Kel?"])
    screen.ask(long)
    heading = screen.turns.last.locator(".question")
    is_cut = "element => element.scrollHeight > element.clientHeight + 1"
    assert heading.evaluate(is_cut)
    screen.turns.last.locator("summary", has_text="The whole question").click()
    assert not heading.evaluate(is_cut)
    # In the box, too.
    screen.question.fill("\n".join(f"line {number}" for number in range(8)))
    assert not screen.question.evaluate(is_cut)
