"""Example questions of mixed kinds, none of which is a title."""

from __future__ import annotations

from assistant.present.example_questions import make_example_questions
from index.core.article import Article


def article_of(number: int, title: str, text: str = "", published: str | None = None) -> Article:
    return Article(f"a{number}", title, text or f"{title}.", "Kel Wire", published)


HOLM = article_of(
    1, "Water rises in Velmora", "In Velmora, Ada Holm said it was high.", "2025-03-02"
)
BRASK = article_of(2, "Ferry stops in Velmora", "Tilda Brask said Velmora must wait.", "2025-03-09")
DEED = article_of(3, "Oda wins Kel marathon", published="2025-04-01")
EVENT = article_of(4, "Lund becomes a city")
COUNT = article_of(5, "Six towns lose mills after flood")


def test_each_kind_once() -> None:
    assert make_example_questions([HOLM, BRASK, DEED, EVENT, COUNT]) == [
        "What did Ada Holm say about Velmora?",
        "Who won Kel marathon?",
        "When did Lund become a city?",
        "How many towns lose mills?",
        "What happened in March 2025?",
        "Compare Ada Holm and Tilda Brask on Velmora",
    ]


def test_kinds_come_again_if_there_is_room() -> None:
    assert make_example_questions([HOLM, BRASK], 4) == [
        "What did Ada Holm say about Velmora?",
        "What happened in March 2025?",
        "Compare Ada Holm and Tilda Brask on Velmora",
        "What did Tilda Brask say about Velmora?",
    ]


def test_no_title_is_an_example() -> None:
    capitals = [article_of(n, f"ESTERLIN INDUSTRIES <EI{n}> 4TH QTR NET") for n in range(9)]
    question = article_of(10, "What happened in March 2025?", published="2025-03-01")
    assert make_example_questions([*capitals, question]) == []
    assert make_example_questions([]) == []


def test_the_question_of_the_documentation_needs_its_words() -> None:
    talk = article_of(1, "Talks", "The Kremlin warned of European troops.")
    assert make_example_questions([talk]) == ["what did the Kremlin say about EU troops?"]
    assert make_example_questions([article_of(1, "Talks", "The Kremlin warned.")]) == []
