"""Nothing that an article says can steer the terminal or change what is shown."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from assistant.core.answer import Answer, AnswerSentence, Citation, Status
from assistant.present.terminal.answer_text import (
    show_answer,
    show_article,
    show_hits,
)
from assistant.present.terminal.console import strip_line
from assistant.present.terminal.list_text import show_articles
from assistant.present.terminal.report_text import show_report
from index.core.article import Article
from index.ingest.reports import AddReport
from index.sources.parsed_article import Problem
from tests.assistant.build import article_of, hit_of

# Clears the screen, sets the title, colours, rings, and writes from right to left.
ATTACK = "\x1b[2J\x1b]0;owned\x07\x1b[31mred\x9b1m\u202etfel\u2066"
HARMLESS = "[bold]x[/bold] [link=http://x]y[/] :100: :fire:"
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


def make_article(text: str) -> Article:
    return Article(f"id{text}", f"Title {text}", f"Said {text}.", f"Wire {text}", None, text)


def print_everything(text: str, *, terminal: bool = False) -> str:
    """Every view of an article, a hit and an answer that are full of a text."""
    file = StringIO()
    console = Console(
        file=file, force_terminal=terminal, color_system=None, width=10_000, highlight=False
    )
    article = make_article(text)
    hit = replace(hit_of(article, {0: 0.9}), url=text)
    cited = Citation(
        1, article.id, article.title, article.source, None, text, "p", 0, 4, article.text
    )
    said = AnswerSentence(article.text, (1,))
    show_answer(console, Answer("?", Status.ANSWERED, 0.9, (said,), (cited,), (hit,)))
    show_answer(console, Answer("?", Status.NO_EVIDENCE, 0.1, (), (), (hit,), ("Venezuela",)))
    show_hits(console, [hit])
    show_article(console, article)
    show_articles(console, [article])
    show_report(console, AddReport(skipped=(Problem(text, f"broken {text}"),)))
    return file.getvalue()


@pytest.mark.parametrize("terminal", [False, True])
def test_no_character_that_steers_a_terminal_is_printed(terminal: bool) -> None:
    printed = print_everything(ATTACK, terminal=terminal)
    steering = {c for c in printed if unicodedata.category(c) in {"Cc", "Cf"}} - {"\n", "\t"}
    assert steering == set()
    assert printed.count("owned") >= 6  # what can be shown is shown


@pytest.mark.parametrize("terminal", [False, True])
def test_marks_and_codes_of_an_article_are_shown_as_they_stand(terminal: bool) -> None:
    printed = print_everything(HARMLESS, terminal=terminal)
    assert printed.count(HARMLESS) == print_everything("harmless").count("harmless") >= 10


@given(ANY_TEXT)
def test_plain_text_is_one_line_without_control_characters(text: str) -> None:
    line = strip_line(text)
    assert not any(unicodedata.category(character) == "Cc" for character in line)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()


def test_an_answer_shows_its_sentences_with_the_numbers_of_their_sources() -> None:
    file = StringIO()
    cited = Citation(1, "a", "Title", "Wire", "2025-03-17", "", "p", 10, 13, "No.")
    answer = Answer("?", Status.ANSWERED, 0.876, (AnswerSentence("No.", (1, 2)),), (), ())
    answer = replace(answer, citations=(cited, replace(cited, number=2, article_id="b")))
    show_answer(Console(file=file, width=200), answer)
    lines = [" ".join(line.split()) for line in file.getvalue().splitlines() if line.strip()]
    assert lines == [
        "▏ No. [1][2]",
        "[1] Wire, 17 Mar 2025 Title (a 10–13)",
        "[2] Wire, 17 Mar 2025 Title (b 10–13)",
        "Confidence 88%",
    ]


def test_a_refusal_shows_three_closest_articles_each_once_best_first() -> None:
    file = StringIO()
    articles = [article_of("One.", "Two.", article_id=i, title=f"Title {i}") for i in "abcd"]
    hits = [hit_of(article, {n: 0.5}) for article in articles for n in (0, 1)]
    show_answer(
        Console(file=file, width=200), Answer("?", Status.NO_EVIDENCE, 0.1, (), (), tuple(hits))
    )
    titles = [line.strip()[:7] for line in file.getvalue().splitlines() if "Title" in line]
    assert titles == ["Title a", "Title b", "Title c"]


def test_a_long_passage_is_cut_between_words_and_marked() -> None:
    file = StringIO()
    text = f"{'The ferry of Ostrell is late. ' * 9}It {'sails-at-noon' * 4} today."
    show_hits(Console(file=file, width=1_000), [hit_of(article_of(text), {0: 0.5})])
    shown = file.getvalue().splitlines()[1].strip()
    assert shown == f"{'The ferry of Ostrell is late. ' * 9}It…"


def test_a_report_shows_twenty_problems_and_counts_the_rest() -> None:
    file = StringIO()
    problems = tuple(Problem(f"file{n}", "it is empty") for n in range(23))
    show_report(Console(file=file, width=200), AddReport(added=1_234, skipped=problems))
    lines = file.getvalue().splitlines()
    assert lines[0] == "added 1,234, unchanged 0, updated 0, skipped 23"
    assert len([line for line in lines if "it is empty" in line]) == 20
    assert lines[-1] == "… and 3 more (all with --json)"
