"""The screen in a browser: answers and their citations, refusals, filters, examples."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from assistant.answer import Status
from assistant.examples import example_questions
from assistant.pipeline import Assistant
from index.embedder import Embedder
from index.home import Home
from index.library import Library
from tests.e2e.conftest import NewPage, OpenScreen, Restarted
from tests.e2e.screen import Screen, article_ids
from tests.e2e.server import Server

ANSWERED = "what did the Kremlin say about EU troops?"
REFUSED = "What did the Kremlin say about Venezuela?"
DAY = r"\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
SIZES = [(1280, 900), (390, 844)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_an_answer_quotes_articles_and_each_number_opens_its_quote(
    open_screen: OpenScreen, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    screen = open_screen(*size, color_scheme=scheme)
    answer = screen.ask(ANSWERED)
    screen.save(f"answer-{size[0]}-{scheme}", tmp_path)
    screen.assert_fits()
    sentences = answer.locator(".sentences p").all()
    assert len(set(article_ids(answer.locator(".sentences a.mark")))) >= 2
    for sentence in sentences:
        quote = sentence.locator("q").inner_text()
        for mark in sentence.locator("a.mark").all():
            mark.click()
            expect(screen.quote).to_have_text(quote)
            expect(screen.quote).to_be_in_viewport(ratio=0.9)
            assert mark.get_attribute("aria-label")
    screen.save(f"citation-{size[0]}-{scheme}", tmp_path)
    screen.assert_fits()


def test_sources_show_outlet_date_and_the_quote_within_its_passage(
    open_screen: OpenScreen,
) -> None:
    answer = open_screen().ask(ANSWERED)
    quotes = answer.locator(".sentences q").all_inner_texts()
    shown: list[str] = []
    for source in answer.locator(".source").all():
        assert re.fullmatch(rf"\w.*, {DAY}", source.locator("b").inner_text())
        assert source.locator("a.title").inner_text()
        passage = source.locator("blockquote").inner_text()
        marked = source.locator("mark").all_inner_texts()
        assert marked
        assert all(quote in passage for quote in marked)
        assert len(passage) > len("".join(marked))
        shown += marked
    assert set(quotes) <= set(shown)
    numbers = answer.locator(".sentences a.mark").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert sorted(answer.locator(".source .head a.mark").all_inner_texts()) == numbers


@pytest.mark.parametrize("size", SIZES)
def test_a_refusal_says_why_and_offers_the_closest_articles(
    open_screen: OpenScreen, tmp_path: Path, size: tuple[int, int]
) -> None:
    screen = open_screen(*size)
    refusal = screen.ask(REFUSED)
    expect(refusal).to_contain_text("The archive does not say")
    expect(refusal).to_contain_text("Venezuela")
    expect(refusal.locator(".mark, q, mark")).to_have_count(0)
    screen.save(f"refusal-{size[0]}", tmp_path)
    screen.assert_fits()
    closest = refusal.locator("a.title").all()
    assert 1 <= len(closest) <= 3
    for article in closest:
        article.click()
        expect(screen.reader.locator("h1")).to_have_text(article.inner_text())
        # Highlighting is for verified quotes; here nothing was quoted.
        expect(screen.quote).to_have_count(0)


def test_filters_by_date(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen = open_screen()
    screen.open_filters()
    screen.published(after="2025-09")
    answer = screen.ask("What did Putin say about foreign soldiers in Ukraine?")
    dates = answer.locator(".source b").all_inner_texts()
    assert dates
    assert all(date.endswith(" Sep 2025") for date in dates)

    screen.published(after="2030", before="2031")
    expect(screen.ask(ANSWERED)).to_contain_text("The archive does not say")
    expect(screen.messages.last.locator("a")).to_have_count(0)

    screen.published(after="last Tuesday")
    error = screen.ask(ANSWERED)
    screen.save("wrong-date", tmp_path)
    expect(error).to_have_class("error")
    expect(error).to_contain_text("last Tuesday")
    expect(screen.page.get_by_text("Traceback")).to_have_count(0)


def test_a_filter_by_outlet(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.open_filters()
    screen.page.get_by_label("Outlets").click()
    screen.page.get_by_role("option", name="Meridian Wire").click()
    answer = screen.ask(ANSWERED)
    outlets = answer.locator(".source b").all_inner_texts()
    assert outlets
    assert all(outlet.startswith("Meridian Wire, ") for outlet in outlets)


def test_an_example_can_be_clicked_and_asked(open_screen: OpenScreen) -> None:
    screen = open_screen()
    example = screen.page.get_by_role("button", name="What did").first
    asked = example.inner_text()
    example.click()
    expect(screen.question).to_have_value(asked)
    screen.page.get_by_role("button", name="Ask", exact=True).click()
    expect(screen.ended(0)).to_have_class("answer")
    expect(screen.page.locator(".question")).to_have_text(asked)


def test_every_example_is_answered(restarted: Restarted, embedder: Embedder) -> None:
    with Library(Home(restarted.home), embedder) as library:
        examples = example_questions(library.articles())
        answers = [Assistant(library).ask(example) for example in examples]
    assert len(answers) == 4
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
    expect(screen.quote).to_be_visible()
    screen.ask(REFUSED)
    local = (urlsplit(server.url).netloc, "")
    outside = [url for url in requested if urlsplit(url).netloc not in local]
    assert len(requested) > 10
    assert outside == []
    assert wrong == []


def test_an_empty_question_is_no_question(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.get_by_role("button", name="Ask", exact=True).click()
    expect(screen.ended(0)).to_have_text("The question is empty")
    expect(screen.ask(ANSWERED)).to_have_class("answer")


def test_a_question_of_5000_characters_is_too_long_and_says_so(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen(390, 844)
    screen.question.click()
    screen.page.keyboard.insert_text("Kremlin troops " * 333 + "end?!")
    screen.question.press("Enter")
    error = screen.ended(0)
    screen.save("long-question", tmp_path)
    expect(error).to_have_text(re.compile(r"^The question has 5,000 characters, more than 2,000\."))
    expect(error).to_be_in_viewport()
    screen.assert_fits()
