"""The evidence beside an answer: passages, quotes, and articles opened in their place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import OpenScreen
from tests.e2e.screen import Screen

ANSWERED = "what did the Kremlin say about EU troops?"
REFUSED = "What did the Kremlin say about Venezuela?"
# Of the page around a frame and a panel: these scroll, it does not.
SCROLLED = "scrollY"


class Evidence:
    """The panel of a screen."""

    def __init__(self, screen: Screen) -> None:
        self.page = screen.page
        self.panel = screen.page.locator("#evidence")
        self.passages = self.panel.locator(".passage")
        self.quotes = self.panel.locator("a.quote")
        self.chosen_quote = self.panel.locator("a.quote.chosen")
        self.article = screen.page.frame_locator("#reader iframe")
        self.current = self.article.locator("mark.current")
        self.where = screen.page.locator("#reader-where")
        self.back = screen.page.locator("#reader-back")
        self.marks = screen.page.locator("#chat .turn:last-child .sentences a.mark")

    def assert_open_at(self, quote: str) -> None:
        """Assert that the article is open at this quote."""
        expect(self.current).to_have_text(quote)
        expect(self.current).to_be_in_viewport(ratio=0.5)


def ask_with_evidence(screen: Screen, question: str = ANSWERED) -> Evidence:
    screen.ask(question)
    evidence = Evidence(screen)
    expect(screen.page.locator("#chat .turn:last-child footer")).to_be_visible()
    return evidence


def get_text(quote: Locator) -> str:
    return quote.locator("mark").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_passages_are_ranked_and_the_quotes_stand_in_them(
    open_screen: OpenScreen, tmp_path: Path, scheme: str
) -> None:
    screen = open_screen(color_scheme=scheme)
    evidence = ask_with_evidence(screen)
    ranks = evidence.panel.locator(".rank").all_inner_texts()
    assert ranks == [str(number) for number in range(1, len(ranks) + 1)]
    scores = evidence.panel.locator(".score").evaluate_all(
        "bars => bars.map((bar) => Number(bar.getAttribute('aria-label').split(' ')[1]))"
    )
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(ranks)
    for passage in evidence.passages.all():
        assert re.search(r"\w.*, \d{1,2} \w{3} \d{4}", passage.locator("b").inner_text())
        assert passage.locator("a.title").inner_text()
    sentences = screen.page.locator("#chat .turn:last-child .sentences q").all_inner_texts()
    assert sorted(map(get_text, evidence.quotes.all())) == sorted(sentences)
    screen.save(f"evidence-{scheme}", tmp_path)


def test_a_mark_shows_its_quote_and_escape_leads_back(open_screen: OpenScreen) -> None:
    evidence = ask_with_evidence(open_screen(1280, 700))
    for mark in evidence.marks.all():
        # Not with the pointer, whose card would lie over the next mark.
        mark.press("Enter")
        expect(evidence.chosen_quote).to_have_count(1)
        expect(evidence.chosen_quote).to_be_focused()
        expect(evidence.chosen_quote).to_be_in_viewport()
        assert evidence.chosen_quote.get_attribute("href") == mark.get_attribute("href")
        evidence.page.keyboard.press("Escape")
        expect(mark).to_be_focused()


def test_an_article_opens_in_place_with_all_its_quotes(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen()
    evidence = ask_with_evidence(screen)
    numbered = [
        get_text(evidence.panel.locator(f'a.quote[data-citation="{number}"]'))
        for number in range(1, evidence.marks.count() + 1)
    ]
    evidence.panel.locator('a.quote[data-citation="1"]').click()
    before = screen.page.evaluate(SCROLLED)
    evidence.assert_open_at(numbered[0])
    expect(evidence.panel).to_be_hidden()
    # As many marks as the answer has quotes of this article.
    title = evidence.article.locator("h1").inner_text()
    cited = evidence.panel.locator(f'.passage:has-text("{title}") a.quote').count()
    expect(evidence.article.locator("mark")).to_have_count(cited)
    screen.save("evidence-article", tmp_path)
    for number in [*range(2, len(numbered) + 1), 1]:
        screen.page.get_by_role("button", name="Next quote").click()
        expect(evidence.where).to_have_text(f"{number} of {len(numbered)}")
        evidence.assert_open_at(numbered[number - 1])
    screen.page.keyboard.press("ArrowLeft")
    evidence.assert_open_at(numbered[-1])
    assert screen.page.evaluate(SCROLLED) == before
    # A link to send is that of the quote, without what the frame needs.
    address = evidence.panel.locator(f'a.quote[data-citation="{len(numbered)}"]')
    own = screen.page.get_by_role("link", name="Own page")
    assert (own.get_attribute("href") or "").endswith(address.get_attribute("href") or "-")


@pytest.mark.parametrize("way", ["button", "escape", "escape in the frame", "browser"])
def test_ways_back_from_an_article(open_screen: OpenScreen, way: str) -> None:
    evidence = ask_with_evidence(open_screen())
    evidence.panel.locator('a.quote[data-citation="2"]').click()
    expect(evidence.current).to_be_visible()
    if way == "button":
        evidence.back.click()
    elif way == "browser":
        evidence.page.go_back()
    else:
        if way == "escape in the frame":
            evidence.article.locator("h1").click()
        evidence.page.keyboard.press("Escape")
    expect(evidence.panel).to_be_visible()
    expect(evidence.page.locator("#reader")).to_be_hidden()
    expect(evidence.chosen_quote).to_be_focused()
    assert evidence.chosen_quote.get_attribute("data-citation") == "2"


def test_a_passage_without_a_quote_opens_at_its_place(open_screen: OpenScreen) -> None:
    evidence = ask_with_evidence(open_screen())
    passage = evidence.panel.locator(".passage:not(.cited)").first
    words = passage.locator("blockquote").inner_text().strip("… ")[:30]
    passage.get_by_role("link", name="Open article").click()
    expect(evidence.current).to_contain_text(words)
    expect(evidence.where).to_be_empty()


def test_a_new_question_closes_the_article(open_screen: OpenScreen) -> None:
    screen = open_screen()
    evidence = ask_with_evidence(screen)
    evidence.quotes.first.click()
    expect(evidence.current).to_be_visible()
    evidence = ask_with_evidence(screen, REFUSED)
    expect(evidence.panel).to_be_visible()
    expect(evidence.panel.locator("h2")).to_have_text("The closest passages")
    expect(evidence.quotes).to_have_count(0)
    assert evidence.passages.count() >= 3


def test_the_quotes_of_an_earlier_answer_come_back(open_screen: OpenScreen) -> None:
    screen = open_screen()
    first = ask_with_evidence(screen)
    mark, count = first.marks.first, first.passages.count()
    address = mark.get_attribute("href")
    ask_with_evidence(screen, REFUSED)
    screen.page.locator("#chat .turn:first-child .sentences a.mark").first.click()
    expect(first.chosen_quote).to_be_focused()
    assert first.chosen_quote.get_attribute("href") == address
    expect(first.passages).to_have_count(count)
    # And the panel is the next answer's again.
    ask_with_evidence(screen, "What did Macron say about ground troops?")
    first.marks.first.click()
    expect(first.chosen_quote).to_be_focused()


def test_on_a_phone_the_evidence_lies_over_the_answer(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen(390, 844)
    evidence = ask_with_evidence(screen)
    expect(evidence.panel).to_be_hidden()
    mark = evidence.marks.nth(1)
    mark.click()
    expect(evidence.chosen_quote).to_be_focused()
    expect(evidence.back).to_have_text("← Back to the answer")
    screen.save("evidence-phone", tmp_path)
    # What lies below can neither be seen nor reached.
    assert screen.page.evaluate("document.querySelector('#ask').closest('[inert]') !== null")
    box = screen.page.locator("#evidence-side").bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    evidence.chosen_quote.click()
    expect(evidence.current).to_be_in_viewport()
    screen.save("evidence-phone-article", tmp_path)
    screen.page.go_back()
    expect(evidence.panel).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(evidence.panel).to_be_hidden()
    expect(mark).to_be_focused()
    assert screen.page.evaluate("document.querySelector('[inert]')") is None
    # Without a quote to click on there is a button.
    screen.page.get_by_role("button", name="Evidence").click()
    expect(evidence.panel).to_be_visible()
    evidence.back.click()
    expect(evidence.panel).to_be_hidden()
    assert not screen.page.evaluate("document.documentElement.scrollWidth > innerWidth")
