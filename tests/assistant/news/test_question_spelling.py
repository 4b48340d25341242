"""A question is read past its typing errors."""

from __future__ import annotations

from assistant.news.question_spelling import read_past_errors
from index.core.article import Term


def term(word: str, passages: int = 0) -> Term:
    return Term(word, word.lower(), passages, is_name=False)


def find_neighbour(word: str, beside: str) -> str:
    return {("web", "james"): "Webb", ("tramp", "donald"): "Trump"}.get((word, beside), "")


def read(question: str, *known: str) -> tuple[str, str]:
    terms = [term(word, word in known) for word in question.split()]
    found = read_past_errors(question, terms, lambda word: (), find_neighbour)
    return found.text, found.note


def test_an_english_word_beside_a_name_is_the_name_of_the_archive() -> None:
    assert read("launched james web", "james", "launched") == (
        "launched james Webb",
        "“web” is read as “Webb”.",
    )
    assert read("say donald tramp", "donald")[0] == "say donald Trump"


def test_a_word_that_the_archive_has_stays() -> None:
    assert read("james web", "james", "web") == ("james web", "")


def test_beside_a_word_that_the_archive_lacks_nothing_is_known() -> None:
    assert read("james web")[0] == "james web"


def test_a_capital_stays_since_it_may_be_somebody_else() -> None:
    assert read("donald Tramp", "donald")[0] == "donald Tramp"
