"""Answers in a browser: quotations and their marks, refusals, filters, examples."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from assistant.core.answer import Status
from assistant.pipeline import Assistant
from assistant.present.example_questions import make_example_questions
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests.e2e.conftest import NewPage, OpenScreen, Restarted
from tests.e2e.screen import Screen, list_article_ids
from tests.e2e.server import Server

ANSWERED = "what did the Kremlin say about EU troops?"
REFUSED = "What did the Kremlin say about Venezuela?"
DAY = r"\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
SIZES = [(1280, 900), (390, 844)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_each_number_of_an_answer_leads_to_its_quote(
    open_screen: OpenScreen, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    screen = open_screen(*size, color_scheme=scheme)
    answer = screen.ask(ANSWERED)
    screen.save(f"answer-{size[0]}-{scheme}", tmp_path)
    screen.assert_fits()
    assert len(set(list_article_ids(answer.locator(".sentences a.mark")))) >= 2
    for sentence in answer.locator("blockquote p").all():
        quote = sentence.locator("q").inner_text()
        mark = sentence.locator("a.mark")
        mark.click()
        expect(screen.chosen_quote).to_have_text(quote)
        expect(screen.chosen_quote).to_be_in_viewport(ratio=0.9)
        screen.page.keyboard.press("Escape")
    screen.save(f"citation-{size[0]}-{scheme}", tmp_path)
    screen.assert_fits()


def test_a_quotation_stands_under_its_outlet_and_date(open_screen: OpenScreen) -> None:
    answer = open_screen().ask(ANSWERED)
    for source in answer.locator("figcaption .source").all():
        assert re.fullmatch(rf"\w.*, {DAY}", source.locator("b").inner_text())
        full = source.locator("time").get_attribute("title") or ""
        assert re.fullmatch(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{1,2} \w+ \d{4}", full)
        assert source.locator("a.title").inner_text()
    numbers = answer.locator(".sentences a.mark").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    # Each article once, however many of its sentences answer.
    titles = answer.locator("figcaption a.title").all_inner_texts()
    assert len(titles) == len(set(titles)) < len(numbers)


def test_arrows_walk_the_marks_and_a_card_tells_of_each(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    for size in SIZES:
        screen = open_screen(*size)
        answer = screen.ask(ANSWERED)
        screen.page.keyboard.press("Escape")
        for mark in answer.locator("a.mark").all():
            screen.page.keyboard.press("ArrowRight")
            expect(mark).to_be_focused()
            card = screen.page.locator(f"#{mark.get_attribute('aria-describedby')}")
            expect(card).to_be_visible()
            sentence = answer.locator("blockquote p").filter(has=card).locator("q").inner_text()
            expect(card).to_contain_text(re.compile(r"day, \d{1,2} \w+ \d{4}"))
            # What stands around the sentence, which itself stands above.
            expect(card).to_contain_text("The sentence after")
            expect(card).not_to_contain_text(sentence)
            screen.assert_fits()
            box = card.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["y"] >= 0
        screen.save(f"card-{size[0]}", tmp_path)
        screen.page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(mark).to_be_focused()


def test_a_mark_under_the_pointer_shows_its_card_too(open_screen: OpenScreen) -> None:
    screen = open_screen()
    mark = screen.ask(ANSWERED).locator("a.mark").first
    card = screen.page.locator(f"#{mark.get_attribute('aria-describedby')}")
    expect(card).to_be_hidden()
    mark.hover()
    expect(card).to_be_visible()
    card.hover()
    expect(card).to_be_visible()
    screen.question.hover()
    expect(card).to_be_hidden()


def test_an_answer_tells_where_it_looked(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.ask(ANSWERED)
    expect(screen.turns.last.locator(".looked")).to_have_text(
        "Looked at 24 articles of 6 outlets, from 28 Apr 2022 to 5 Sep 2025"
    )


@pytest.mark.parametrize("size", SIZES)
def test_a_refusal_says_why_and_offers_the_closest_articles(
    open_screen: OpenScreen, tmp_path: Path, size: tuple[int, int]
) -> None:
    screen = open_screen(*size)
    refusal = screen.ask(REFUSED)
    expect(refusal.locator(".verdict")).to_have_text("The archive does not say.")
    expect(refusal.locator(".why")).to_have_text("None of the articles found mentions “Venezuela”.")
    expect(refusal.locator(".mark, q, mark")).to_have_count(0)
    screen.save(f"refusal-{size[0]}", tmp_path)
    screen.assert_fits()
    closest = refusal.locator("a.title").all()
    assert 1 <= len(closest) <= 3
    for article in closest:
        title = article.inner_text()
        article.click()
        expect(screen.reader.locator("h1")).to_have_text(title)
        # Highlighting is for verified quotes; here nothing was quoted.
        expect(screen.quote).to_have_count(0)
        screen.page.locator("#reader-back").click()
        if size[0] < 800:
            screen.page.get_by_role("button", name="Back to the answer").click()


def test_filters_by_date_and_a_refusal_offers_wider_ones(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen()
    screen.open_filters()
    screen.set_dates(after="2025-09")
    answer = screen.ask("What did Putin say about foreign soldiers in Ukraine?")
    dates = answer.locator(".source time").all_inner_texts()
    assert dates
    assert all(date.endswith(" Sep 2025") for date in dates)

    screen.set_dates(after="2030", before="2031")
    refusal = screen.ask(ANSWERED)
    expect(refusal).to_contain_text("The archive does not say")
    expect(refusal.locator("a")).to_have_count(0)
    screen.save("wider", tmp_path)
    refusal.get_by_role("button", name="All dates").click()
    expect(screen.turns).to_have_count(3)
    expect(screen.wait_for_answer(ANSWERED)).to_have_class("answer")
    # The filters are what was searched with.
    expect(screen.page.get_by_label("Published from")).to_have_value("")

    screen.set_dates(after="last Tuesday")
    error = screen.ask(ANSWERED)
    screen.save("wrong-date", tmp_path)
    expect(error).to_have_class("error")
    expect(error).to_contain_text("last Tuesday")
    expect(screen.page.get_by_text("Traceback")).to_have_count(0)


def test_a_filter_by_outlet(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.open_filters()
    screen.page.locator("#filters").get_by_label("Outlets").click()
    screen.page.get_by_role("option", name="Meridian Wire").click()
    answer = screen.ask(ANSWERED)
    outlets = answer.locator(".source b").all_inner_texts()
    assert outlets
    assert all(outlet.startswith("Meridian Wire, ") for outlet in outlets)
    expect(screen.turns.last.locator(".looked")).to_contain_text("of 1 outlet,")


def test_an_example_is_asked_with_a_click(open_screen: OpenScreen) -> None:
    screen = open_screen()
    example = screen.page.locator(".examples button").first
    asked = example.inner_text()
    example.click()
    expect(screen.wait_for_answer(asked)).to_have_class("answer")


def test_every_example_is_answered(restarted: Restarted, embedder: Embedder) -> None:
    with Library(Home(restarted.home), embedder) as library:
        examples = make_example_questions(library.articles())
        answers = [Assistant(library).ask(example) for example in examples]
    assert len(answers) == 6
    assert {answer.status for answer in answers} == {Status.ANSWERED}


def test_nothing_leaves_the_machine(new_page: NewPage, server: Server) -> None:
    page = new_page()
    requested: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("websocket", lambda socket: requested.append(socket.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    screen = Screen(page, server.url)
    screen.ask(ANSWERED).locator("a.mark").first.click()
    screen.chosen_quote.click()
    expect(screen.quote).to_be_visible()
    screen.ask(REFUSED)
    for tab in ("Search", "Library"):
        screen.open_tab(tab)
    local = (urlsplit(server.url).netloc, "")
    outside = [url for url in requested if urlsplit(url).netloc not in local]
    assert len(requested) > 10
    assert outside == []
    assert wrong == []


def test_an_empty_question_is_no_question(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.get_by_role("button", name="Ask", exact=True).click()
    expect(screen.last).to_have_text("The question is empty")
    expect(screen.ask(ANSWERED)).to_have_class("answer")


def test_a_question_of_5000_characters_is_too_long_and_says_so(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen(390, 844)
    screen.question.click()
    screen.page.keyboard.insert_text("Kremlin troops " * 333 + "end?!")
    screen.question.press("Enter")
    error = screen.wait_for_answer("end?!")
    screen.save("long-question", tmp_path)
    expect(error).to_have_text(re.compile(r"^The question has 5,000 characters, more than 2,000\."))
    expect(error).to_be_in_viewport()
    screen.assert_fits()


def test_what_is_typed_while_an_answer_comes_stays(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.question.fill(ANSWERED)
    screen.question.press("Enter")
    expect(screen.question).to_have_value("")
    screen.question.fill(REFUSED)
    screen.wait_for_answer(ANSWERED)
    expect(screen.question).to_have_value(REFUSED)
