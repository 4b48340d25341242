"""The labelled questions that came with the task, asked of the articles that came with them.

They lie beside the checkout, and nothing of their text is repeated here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core.answer import Status
from assistant.pipeline import Assistant
from eval.datasets.beir import read_qrels, read_queries
from eval.datasets.dataset import LabelledQuery
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.files import read_files
from index.storage.home import Home
from tests import CHECKOUT

SEEDS = CHECKOUT.parent / "shared/data/seeds"
QUERIES = list(read_queries(SEEDS)) if SEEDS.is_dir() else []

pytestmark = pytest.mark.skipif(not QUERIES, reason=f"the seed articles are not at {SEEDS}")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("seeds") / "home"
    with Library(Home(home, write=True), embedder) as library:
        report = library.add(read_files([SEEDS / "corpus.jsonl"]))
        assert (report.added, report.skipped) == (library.article_count, ())
        yield library


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_a_seed_question_is_answered_or_refused_as_it_is_labelled(
    query: LabelledQuery, seeds: Library
) -> None:
    answer = Assistant(seeds).ask(query.text)
    assert (answer.status is Status.ANSWERED) == query.answerable
    assert bool(answer.citations) == query.answerable
    quotes = [citation.quote for citation in answer.citations]
    if query.answers:
        assert any(gold in quote for gold in query.answers for quote in quotes)
    for citation in answer.citations:
        text = seeds.get(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("query", [q for q in QUERIES if q.answerable], ids=lambda query: query.id)
def test_a_relevant_article_is_cited(query: LabelledQuery, seeds: Library) -> None:
    relevant = read_qrels(SEEDS).get(query.id)
    if relevant is None:
        pytest.skip("no article is judged for this question")
    cited = {citation.article_id for citation in Assistant(seeds).ask(query.text).citations}
    assert cited & {article_id for article_id, grade in relevant.items() if grade > 0}
