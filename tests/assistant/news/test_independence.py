"""Outlets that have what they say from one source are counted as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.reader.reader import PassageReader
from assistant.core.agreement import Independence, SharedSource
from assistant.core.answer import Citation
from assistant.news.agreement.independence import find_independence
from assistant.pipeline import Assistant
from assistant.present.reports_text import format_independence
from index.core.article import Article, Hit
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.assistant.build import article_of, hit_of
from tests.assistant.chat.turns import citation_of

RIA = "“The dam is safe,” Haugen told RIA Novosti."


def cite(number: int, source: str, quote: str, *, also_in: tuple[str, ...] = ()) -> Citation:
    made = citation_of(quote, number, article_id=f"a{number}", source=source)
    return replace(made, also_in=also_in)


def copies_of(*ids: str) -> list[Hit]:
    """Hits on articles that are copies of one story."""
    return [
        replace(hit_of(article_of("The dam is safe.", article_id=one), {0: 0.5}), story_id="s")
        for one in ids
    ]


@pytest.mark.parametrize(
    ("citations", "hits", "expected"),
    [
        # Three outlets name one agency, which they write in two ways.
        (
            [
                cite(1, "Kel Wire", RIA),
                cite(2, "Daily Mast", "RIA Novosti reported that the dam is safe."),
                cite(3, "Lund Post", "The dam is safe, according to RIA."),
            ],
            [],
            Independence(3, 1, (SharedSource("RIA Novosti", (1, 2, 3)),)),
        ),
        # A third outlet reports by itself.
        (
            [cite(1, "Kel Wire", RIA), cite(2, "Daily Mast", RIA), cite(3, "Lund Post", "It is.")],
            [],
            Independence(3, 2, (SharedSource("RIA Novosti", (1, 2)),)),
        ),
        # The agency itself is quoted beside an outlet that names it.
        (
            [cite(1, "AFP", "The dam is safe."), cite(2, "Daily Mast", "It is, AFP reported.")],
            [],
            Independence(2, 1, (SharedSource("Agence France-Presse", (1, 2)),)),
        ),
        # Copies of one story: found as copies, or quoted each.
        (
            [cite(1, "Kel Wire", "The dam is safe.", also_in=("Daily Mast", "Lund Post"))],
            [],
            Independence(3, 1, (SharedSource("", (1,)),)),
        ),
        (
            [cite(1, "Kel Wire", "The dam is safe."), cite(2, "Daily Mast", "It was closed.")],
            copies_of("a1", "a2"),
            Independence(2, 1, (SharedSource("", (1, 2)),)),
        ),
        # One of the copies says where it is from.
        (
            [cite(1, "Kel Wire", "The dam is safe."), cite(2, "Daily Mast", RIA)],
            copies_of("a1", "a2"),
            Independence(2, 1, (SharedSource("RIA Novosti", (1, 2)),)),
        ),
        # Nothing is shared.
        ([cite(1, "Kel Wire", "It is."), cite(2, "Daily Mast", "It is.")], [], None),
        ([cite(1, "Kel Wire", RIA), cite(2, "Kel Wire", RIA)], [], None),
        ([cite(1, "Kel Wire", RIA), cite(2, "Daily Mast", "Reuters reported it.")], [], None),
        ([cite(1, "", "It is."), cite(2, "", "It is.")], [], None),
        ([], [], None),
    ],
)
def test_sources_are_counted(
    citations: Sequence[Citation], hits: Sequence[Hit], expected: Independence | None
) -> None:
    assert find_independence(citations, hits) == expected


def test_the_line() -> None:
    shared = (SharedSource("RIA Novosti", (1, 2, 3)),)
    assert format_independence(Independence(3, 1, shared)) == (
        "3 outlets, 1 source (shared: RIA Novosti)"
    )
    copies = (SharedSource("", (1, 2)),)
    assert format_independence(Independence(3, 2, copies)) == (
        "3 outlets, 2 sources (shared: copies of one story)"
    )
    assert format_independence(None) == ""


def test_an_answer_says_that_copies_are_one_source(
    tmp_path: Path, embedder: Embedder, reader: PassageReader
) -> None:
    text = (
        "The dam of Kel will stay closed until the spring. Engineers found cracks in its eastern "
        "wall on Friday. Mayor Ilse Graen said that repairs would cost nine million crowns. "
        "The road over the dam is closed, and buses take the bridge at Lund."
    )
    articles = [
        Article(f"dam-{n}", "Dam of Kel stays closed", text, outlet, "2025-05-01")
        for n, outlet in enumerate(("Kel Wire", "Daily Mast", "Lund Post"))
    ]
    with Library(Home(tmp_path / "home", write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in articles)
        answer = Assistant(library, reader=reader).ask("How much will repairs of the dam cost?")
    assert answer.sentences
    assert answer.independence is not None
    assert (answer.independence.outlets, answer.independence.sources) == (3, 1)
