"""The mark of a heading is never shown in a passage, and a heading never as part of a sentence."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from assistant.core.answer import Answer, Citation, Status
from assistant.present.headings import is_heading, join_prose, split_headings
from assistant.present.html.evidence_view import render_evidence, render_hits
from assistant.present.html.results_view import render_results
from assistant.present.search_results import ArticleResult, ResultPage, SearchResults, WordFinder
from assistant.present.terminal.answer_text import show_hits
from index.core.article import Hit
from tests.assistant.build import article_of, hit_of, word, words
from tests.assistant.parsed_page import Page

ARTICLE = article_of(
    "The lock was shut at noon.",
    "## No common line in Torp",
    "The council of Torp met.",
    "### Weather #",
    "Snow fell.",
    title="Lock shut",
)
NUMBERS = range(5)


def hit_with(best: int) -> Hit:
    """A hit on the whole article whose best sentence is the one of this number."""
    return hit_of(ARTICLE, {number: 0.9 if number == best else 0.1 for number in NUMBERS})


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Plain.", [("Plain.", False)]),
        ("## One\n\nTwo.", [("One", True), ("\n\nTwo.", False)]),
        ("One.\n# Two #\nThree.", [("One.\n", False), ("Two", True), ("\nThree.", False)]),
        ("It is #1 of # 5, see #tag.", [("It is #1 of # 5, see #tag.", False)]),
        ("####### Seven", [("####### Seven", False)]),
        ("## ", [("## ", False)]),
        ("", [("", False)]),
        ("## A\n## B", [("A", True), ("B", True)]),
    ],
)
def test_headings_are_parted_from_prose(text: str, parts: list[tuple[str, bool]]) -> None:
    found = split_headings(text, 100)
    assert [(part.text, part.is_heading) for part in found] == parts
    for part in found:
        assert text[part.start - 100 : part.start - 100 + len(part.text)] == part.text


def test_prose_alone() -> None:
    assert join_prose("One.\n## Two\nThree.") == "One. Three."
    assert join_prose("## Two") == "Two"
    assert is_heading("## Two")
    assert not is_heading("Two")


@pytest.mark.parametrize("best", NUMBERS)
def test_evidence_has_headings_and_no_marks(best: int) -> None:
    html = render_hits([hit_with(best)])
    assert "#" not in Page(html).text
    if best < 2:
        assert '<span class="heading">No common line in Torp</span>' in html


def test_a_quotation_stays_verbatim_beside_a_heading() -> None:
    hit = hit_with(2)
    quote = "The council of Torp met."
    start = ARTICLE.text.index(quote)
    cited = Citation(1, "a", "", "Wire", None, "", hit.passage.id, start, start + len(quote), quote)
    answer = Answer("?", Status.ANSWERED, 0.9, (), (cited,), (hit,))
    html = render_evidence(answer)
    assert f"<mark>{quote}</mark>" in " ".join(html.split())
    assert "#" not in Page(html).text


@pytest.mark.parametrize("best", NUMBERS)
def test_results_have_headings_and_no_marks(best: int) -> None:
    hit = hit_with(best)
    terms = (word("line"),)
    results = SearchResults("line", (hit,), 10, terms)
    html = render_results(
        results,
        ResultPage((ArticleResult((hit,)),), 0, 1),
        WordFinder({term.stem for term in terms}, words),
    )
    assert "#" not in Page(html).text
    assert 'class="best">No common' not in html


def test_the_terminal_leaves_headings_out() -> None:
    file = StringIO()
    show_hits(Console(file=file, width=200), [replace(hit_with(0), rank=1)])
    assert "The lock was shut at noon. The council of Torp met. Snow fell." in file.getvalue()
    assert "#" not in file.getvalue()
