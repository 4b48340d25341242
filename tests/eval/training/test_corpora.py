"""The collections are read as an archive has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.training.corpora import Collection, read_collections
from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle
from tests.eval.training.conftest import NUMBERS, PAPER, ask_about, tell_day


@pytest.fixture(scope="module")
def collections(collections_folder: Path) -> dict[str, Collection]:
    return {each.name: each for each in read_collections(collections_folder)}


def articles_of(collection: Collection) -> list[Article]:
    reads = collection.dataset.reads()
    return [each.article for each in reads if isinstance(each, ParsedArticle)]


def test_each_goes_by_its_name_and_kinship_is_mutual(collections: dict[str, Collection]) -> None:
    assert all(each.dataset.name == name for name, each in collections.items())
    kin = {name: each.kin for name, each in collections.items()}
    assert kin["covidqa"] == {"medline"}
    assert kin["clapnq"] == {"qed", "trecqa"}
    assert kin["reuters"] == frozenset()
    assert all(name in kin[other] for name in kin for other in kin[name])


def test_windows_of_one_paper_are_one_article(collections: dict[str, Collection]) -> None:
    covidqa = collections["covidqa"]
    (paper,) = articles_of(covidqa)
    assert paper.text.split("\n\n") == list(PAPER)
    assert [covidqa.dataset.qrels[query.id] for query in covidqa.dataset.queries] == [
        {paper.id: 1}
    ] * 3


def test_both_parts_of_trecqa_are_read_and_what_answers_does_not_stand_first(
    collections: dict[str, Collection],
) -> None:
    numbers = [*NUMBERS["trecqa_train"], *NUMBERS["trecqa_dev"]]
    trecqa = collections["trecqa"]
    assert [query.text for query in trecqa.dataset.queries] == list(map(ask_about, numbers))
    texts = [article.text.split("\n\n") for article in articles_of(trecqa)]
    assert [sorted(text) for text in texts] == [sorted(tell_day(number)) for number in numbers]
    assert len({text.index(tell_day(n)[2]) for text, n in zip(texts, numbers, strict=True)}) > 1


def test_of_a_sampled_collection_the_questions_are_those_of_its_articles(
    collections: dict[str, Collection],
) -> None:
    sampled = collections["fairytaleqa"]
    ids = {article.id for article in articles_of(sampled)}
    assert 0 < len(ids) < len(NUMBERS["fairytaleqa"])
    asked = [sampled.dataset.qrels[query.id].keys() for query in sampled.dataset.queries]
    assert set().union(*asked) == ids


def test_articles_of_the_newswire_are_asked_for_by_titles_that_do_not_shout(
    collections: dict[str, Collection],
) -> None:
    newswire = collections["reuters"]
    articles = articles_of(newswire)
    assert 0 < len(articles) < len(NUMBERS["reuters"])
    assert {article.title for article in articles} == {""}
    assert len(newswire.dataset.queries) == len(articles)
    assert all(query.text.startswith("Mayor Of ") for query in newswire.dataset.queries)


def test_a_missing_collection_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="trecqa_train"):
        read_collections(tmp_path)
