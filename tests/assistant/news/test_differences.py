"""Reports that differ stand side by side; what only looks different does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from assistant.answering.reader.reader import PassageReader
from assistant.core.agreement import Difference, DifferenceKind, DifferentValue
from assistant.core.answer import Answer
from assistant.news.agreement.differences import find_difference
from assistant.pipeline import Assistant
from assistant.present.reports_text import format_difference
from index.core.article import Article
from index.core.terms import Terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.assistant.chat.turns import citation_of


class Report(NamedTuple):
    """A report of an outlet on a day of March 2025."""

    outlet: str
    day: int
    title: str
    text: str
    correction: str = ""


# Pairs of reports, each pair about an event of its own.
REPORTS = (
    Report(
        "Kel Wire",
        3,
        "Fire at the mill of Kel",
        "Twelve workers were killed when the flour mill of Kel burned down on Sunday. The "
        "owner said that a dryer had exploded.",
    ),
    Report(
        "Lund Post",
        3,
        "Kel mill burns down",
        "The fire at the flour mill of Kel killed 15 workers, the fire brigade said. "
        "Neighbours heard a bang at noon.",
    ),
    Report(
        "Kel Wire",
        4,
        "Flood in Marlow",
        "At least four people drowned in the flood at Marlow, the mayor said. The river Tarn "
        "rose by two metres within an hour.",
    ),
    Report(
        "Lund Post",
        9,
        "Marlow mourns",
        "Eleven people drowned in the flood at Marlow, the coroner of the county found. "
        "Divers searched the Tarn for five days.",
    ),
    Report(
        "Daily Mast",
        10,
        "Ferry strike",
        "About 300 sailors joined the strike at the ferry line Norlin. They want shorter "
        "shifts in winter.",
    ),
    Report(
        "Kel Wire",
        10,
        "Norlin ferries stay in port",
        "The union said that 312 sailors joined the strike at the ferry line Norlin on "
        "Monday. Talks go on in the evening.",
    ),
    Report(
        "Daily Mast",
        12,
        "Dam of Orlo",
        "Repairs of the dam of Orlo will cost nine million crowns, the ministry said. The "
        "eastern wall has cracks.",
    ),
    Report(
        "Kel Wire",
        12,
        "Orlo dam to be mended",
        "Repairs of the dam of Orlo will cost 14 million crowns, engineers told the council. "
        "The road stays closed.",
    ),
    Report(
        "Lund Post",
        13,
        "Vote in Brin",
        "Turnout in the vote on the harbour of Brin was 61 percent, the clerk of the town "
        "said. A new quay was approved.",
    ),
    Report(
        "Lund Post",
        14,
        "Vote in Brin: turnout",
        "Turnout in the vote on the harbour of Brin was 57 percent, the clerk of the town "
        "said. A new quay was approved.",
        "An earlier report gave a wrong turnout.",
    ),
    Report(
        "Kel Wire",
        15,
        "Bus crash near Sool",
        "A bus crash near Sool injured 20 pupils on Friday. The driver is in hospital.",
    ),
    Report(
        "Lund Post",
        16,
        "Bus crash near Varde",
        "A bus crash near Varde injured 31 pupils on Saturday. The road was icy.",
    ),
)


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: PassageReader
) -> Iterator[Assistant]:
    articles = [
        Article(
            f"r{number}", one.title, one.text, one.outlet, f"2025-03-{one.day:02}",
            terms=Terms(correction=one.correction),
        )
        for number, one in enumerate(REPORTS)
    ]  # fmt: skip
    home = Home(tmp_path_factory.mktemp("reports"), write=True)
    with Library(home, embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in articles)
        yield Assistant(library, reader=reader)


def values_of(answer: Answer) -> Sequence[tuple[str, str]]:
    """The values in which the reports of an answer differ, each with its outlet."""
    assert answer.difference is not None
    outlets = {citation.number: citation.source for citation in answer.citations}
    return [(value.text, outlets[value.citation]) for value in answer.difference.values]


@pytest.mark.parametrize(
    ("question", "kind", "values"),
    [
        ("How many workers were killed in the fire at the mill of Kel?", DifferenceKind.DISPUTE,
         [("Twelve", "Kel Wire"), ("15", "Lund Post")]),
        ("How many people drowned in the flood at Marlow?", DifferenceKind.LATER,
         [("At least four", "Kel Wire"), ("Eleven", "Lund Post")]),
        ("How much will the repairs of the dam of Orlo cost?", DifferenceKind.DISPUTE,
         [("nine million crowns", "Daily Mast"), ("14 million crowns", "Kel Wire")]),
        ("What percentage was the turnout in the vote on the harbour of Brin?",
         DifferenceKind.CORRECTION, [("61 percent", "Lund Post"), ("57 percent", "Lund Post")]),
    ],
)  # fmt: skip
def test_reports_that_differ_are_quoted_with_their_values(
    assistant: Assistant, question: str, kind: DifferenceKind, values: list[tuple[str, str]]
) -> None:
    answer = assistant.ask(question)
    assert sorted(values_of(answer)) == sorted(values)
    assert answer.difference is not None
    assert answer.difference.kind is kind
    by_number = {citation.number: citation.quote for citation in answer.citations}
    assert all(value.text in by_number[value.citation] for value in answer.difference.values)


@pytest.mark.parametrize(
    "question",
    [
        "How many sailors joined the strike at the ferry line Norlin?",
        "How many pupils were injured in the bus crash near Sool?",
        "How many pupils were injured in the bus crash near Varde?",
        "Why did the mill of Kel burn down?",
        "Who said that repairs of the dam of Orlo will cost nine million crowns?",
    ],
)
def test_what_is_no_difference(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.sentences
    assert answer.difference is None


def test_the_line() -> None:
    one = replace(citation_of("Twelve died.", 1), source="Kel Wire", published="2025-03-03")
    other = replace(citation_of("15 died.", 2), source="", published=None)
    values = (DifferentValue("Twelve", 1), DifferentValue("15", 2))
    difference = Difference(DifferenceKind.DISPUTE, values)
    assert format_difference(difference, [one, other]) == (
        "Reports differ: “Twelve” (Kel Wire, 3 Mar 2025) [1]; “15” (unknown outlet, undated) [2]"
    )
    assert format_difference(None, [one]) == ""


def test_a_report_that_is_not_quoted_is_left_out() -> None:
    assert find_difference((), [citation_of("Twelve died.", 1)]) is None
