"""Copies of one story in which a figure, a name or a day was changed are shown as reports that
differ; true copies are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core.agreement import DifferenceKind
from assistant.core.answer import Answer
from assistant.pipeline import Assistant
from index.core.article import Article, Filters
from index.core.terms import Terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

# A story is long enough to be known again; `{}` is what a copy changes.
STORIES = {
    "quarry": (
        "Rockfall in Tolm",
        "A rockfall at the quarry of Tolm injured {} workers on Monday. The slope above the "
        "eastern pit gave way at six in the morning, when the early shift had just begun. "
        "Diggers and dogs searched the rubble until noon, the fire chief Ada Fors said. The "
        "quarry supplies granite to the harbour works at Senn. Its owner, Fors and Daughter, "
        "will close the pit for a week. Inspectors from the county are to look at the slope "
        "on Thursday.",
    ),
    "regatta": (
        "Regatta at Ilm",
        "{} won the regatta of Ilm on Saturday in light winds. Forty boats started at the old "
        "pier, and thirty-one came back before dark. The course led around the island of Hov "
        "and past the lighthouse at Mure. A squall in the second lap capsized two dinghies, "
        "whose crews swam ashore unhurt. The prize is a silver anchor that the guild of "
        "sailmakers gave in its jubilee year. The next race of the season is off Mure in a "
        "month.",
    ),
    "bridge": (
        "Bridge of Dall to close",
        "The bridge of Dall will close on {} for repairs, the road office said. Lorries must "
        "take the ferry at Umm, 12 kilometres away,. Welders will replace 38 girders of 1931 "
        "that rust has eaten. The work was put off in 2023 and 2024 because steel was short. "
        "Schools have been told to let pupils from the far bank come an hour late. The office "
        "hopes to be done before the first snow falls in the hills.",
    ),
    "bakery": (
        "Bakery of Runn sold",
        "{} bought the bakery of Runn for cash, the notary said. The ovens date from the days "
        "of the old king and will stay in use. All twelve bakers keep their places, and rye "
        "bread will be baked on the stone as before. The shop in the market square gets a new "
        "awning. The former owner, who is eighty, wants to keep bees. Loaves will cost the "
        "same until the autumn.",
    ),
}
# Story, outlet, day of March 2025, what stands in the gap, and a note of correction.
COPIES = (
    ("quarry", "Kel Wire", 3, "nine", ""),
    ("quarry", "Lund Post", 3, "19", ""),
    ("quarry", "Daily Mast", 3, "nine", ""),
    ("regatta", "Kel Wire", 8, "Ana Holt", ""),
    ("regatta", "Kel Wire", 9, "Petra Hahn", "An earlier version named the wrong winner."),
    ("bridge", "Lund Post", 10, "17 May", ""),
    ("bridge", "Daily Mast", 10, "27 May", ""),
    ("bakery", "Kel Wire", 12, "Norlin Foods Inc", ""),
    ("bakery", "Lund Post", 12, "Norlin Foods", ""),
    ("bakery", "Daily Mast", 13, "Norlin Foods Inc", ""),
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    articles = [
        Article(
            f"c{number}", STORIES[name][0], STORIES[name][1].format(gap), outlet,
            f"2025-03-{day:02}", terms=Terms(correction=correction),
        )
        for number, (name, outlet, day, gap, correction) in enumerate(COPIES)
    ]  # fmt: skip
    home = Home(tmp_path_factory.mktemp("copies"), write=True)
    with Library(home, embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in articles)
        assert all(library.copies(article.id) for article in articles)
        yield Assistant(library)


def values_of(answer: Answer) -> list[tuple[str, str]]:
    """The values in which the copies of an answer differ, each with its outlet, in order."""
    assert answer.difference is not None
    outlets = {citation.number: citation.source for citation in answer.citations}
    return [(value.text, outlets[value.citation]) for value in answer.difference.values]


@pytest.mark.parametrize(
    ("question", "kind", "values"),
    [
        ("How many workers were injured at the quarry of Tolm?", DifferenceKind.DISPUTE,
         {"nine", "19"}),
        ("Who won the regatta of Ilm?", DifferenceKind.CORRECTION, {"Ana Holt", "Petra Hahn"}),
        ("When will the bridge of Dall close?", DifferenceKind.DISPUTE, {"on 17 May", "on 27 May"}),
    ],
)  # fmt: skip
def test_a_changed_value_is_shown(
    assistant: Assistant, question: str, kind: DifferenceKind, values: set[str]
) -> None:
    answer = assistant.ask(question)
    assert {text for text, _ in values_of(answer)} == values
    assert answer.difference is not None
    assert answer.difference.kind is kind
    hits = {hit.passage.article_id for hit in answer.hits}
    assert {citation.article_id for citation in answer.citations} <= hits


@pytest.mark.parametrize(
    "question", ["Which company bought the bakery of Runn?", "Why will the bridge of Dall close?"]
)
def test_true_copies_do_not_differ(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.sentences
    assert answer.difference is None


@pytest.mark.parametrize(
    "filters",
    [Filters(sources=("Kel Wire",)), Filters(before="2025-03-08"), Filters(as_of="2025-03-08")],
)
def test_a_copy_that_filters_leave_out_is_not_shown(assistant: Assistant, filters: Filters) -> None:
    question = "How many workers were injured at the quarry of Tolm?"
    if filters.sources:
        assert assistant.ask(question, filters).difference is None
    else:
        assert assistant.ask("Who won the regatta of Ilm?", filters).difference is None
