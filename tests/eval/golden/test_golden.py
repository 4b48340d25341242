"""The golden questions: every label stands in the sample articles, and nowhere but where it says.

Labels are read from the file itself, since `kind` and `absent` are more than a dataset holds.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from itertools import chain
from typing import Any

import pytest

from eval.datasets.dataset import Dataset
from eval.datasets.registry import read
from eval.metrics import matching
from eval.metrics.matching import has_answer, is_same_sentence, normalise_words
from index.sources.parsed_article import ParsedArticle
from index.splitting.sentences import split_sentences
from tests import CHECKOUT

GOLDEN = CHECKOUT / "eval/golden"
RECORDS: list[dict[str, Any]] = [
    json.loads(line) for line in (GOLDEN / "queries.jsonl").read_text("utf-8").splitlines()
]
ANSWERABLE = [record for record in RECORDS if record["metadata"]["answerable"]]
UNANSWERABLE = [record for record in RECORDS if not record["metadata"]["answerable"]]


@pytest.fixture(scope="module")
def golden() -> Dataset:
    return read("golden")


@pytest.fixture(scope="module")
def articles(golden: Dataset) -> dict[str, str]:
    """Texts by article id, as the program gives them."""
    return {
        found.article.id: found.article.text
        for found in golden.reads()
        if isinstance(found, ParsedArticle)
    }


def test_there_are_enough_questions_and_a_third_has_no_answer() -> None:
    assert len(ANSWERABLE) >= 60
    assert 3 * len(UNANSWERABLE) >= len(RECORDS)


def test_no_two_questions_are_the_same() -> None:
    assert len({record["_id"] for record in RECORDS}) == len(RECORDS)
    assert len({normalise_words(record["text"]) for record in RECORDS}) == len(RECORDS)


def test_every_article_is_asked_about(golden: Dataset, articles: dict[str, str]) -> None:
    assert len(articles) == 24
    asked = Counter(chain.from_iterable(golden.qrels.values()))
    assert set(asked) == set(articles)
    assert min(asked.values()) >= 2


def test_the_dataset_has_what_the_file_has(golden: Dataset) -> None:
    assert [(query.id, query.text, query.answerable) for query in golden.queries] == [
        (record["_id"], record["text"], record["metadata"]["answerable"]) for record in RECORDS
    ]
    assert [list(query.answers) for query in golden.queries if query.answerable] == [
        record["metadata"]["answers"] for record in ANSWERABLE
    ]
    assert all(set(grades.values()) == {1} for grades in golden.qrels.values())


@pytest.mark.parametrize("record", ANSWERABLE, ids=lambda record: record["_id"])
def test_labels_stand_in_the_articles_that_are_judged_relevant(
    record: dict[str, Any], golden: Dataset, articles: dict[str, str]
) -> None:
    answers, evidence = record["metadata"]["answers"], record["metadata"]["evidence"]
    relevant = golden.qrels[record["_id"]]
    assert all(any(answer in sentence for sentence in evidence) for answer in answers)
    for sentence in evidence:
        assert any(sentence in articles[article_id] for article_id in relevant)
    for article_id in relevant:
        assert any(sentence in articles[article_id] for sentence in evidence)


@pytest.mark.parametrize("record", ANSWERABLE, ids=lambda record: record["_id"])
def test_no_other_sentence_has_an_answer_by_chance(
    record: dict[str, Any], articles: dict[str, str]
) -> None:
    """Word by word, as quotes are judged: not only letter by letter."""
    answers, evidence = record["metadata"]["answers"], record["metadata"]["evidence"]
    with_answer = [
        text[span.start : span.end]
        for text in articles.values()
        for span in split_sentences(text)
        if has_answer(answers, text[span.start : span.end])
    ]
    assert with_answer
    assert set(with_answer) <= set(evidence)


def test_evidence_is_whole_sentences(
    articles: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And each is told from every other sentence of the samples when quotes are compared."""
    # A sentence is taken apart once, not for each of a hundred thousand comparisons.
    monkeypatch.setattr(matching, "_split_words", cache(matching._split_words))
    cut = {text[s.start : s.end] for text in articles.values() for s in split_sentences(text)}
    gold = set(chain.from_iterable(record["metadata"]["evidence"] for record in ANSWERABLE))
    assert gold <= cut
    for sentence in gold:
        assert [other for other in cut if is_same_sentence(sentence, other)] == [sentence]


def test_what_has_no_answer_has_no_labels(golden: Dataset) -> None:
    for record in UNANSWERABLE:
        assert not {"answers", "evidence"} & set(record["metadata"])
        assert record["_id"] not in golden.qrels


def test_who_and_what_is_called_absent_is_in_no_article(golden: Dataset) -> None:
    whole = "\n".join(
        f"{found.article.title}\n{found.article.text}".casefold()
        for found in golden.reads()
        if isinstance(found, ParsedArticle)
    )
    absent = [record for record in RECORDS if record["metadata"]["kind"].startswith("absent")]
    assert absent
    for record in absent:
        for name in record["metadata"]["absent"]:
            assert name.casefold() in record["text"].casefold()
            assert name.casefold() not in whole


def test_questions_are_not_copied_from_the_articles(articles: dict[str, str]) -> None:
    """No eight words in a row."""
    whole = normalise_words(" ".join(articles.values()))
    for record in RECORDS:
        words = normalise_words(record["text"]).split()
        runs = (" ".join(words[i : i + 8]) for i in range(len(words) - 7))
        assert not any(run in whole for run in runs), record["_id"]


def test_the_readme_counts_the_questions_of_each_kind() -> None:
    readme = (GOLDEN / "README.md").read_text("utf-8").partition("## Dated questions")[0]
    rows = re.findall(r"^\| ([a-z-]+) \| [^|]+ \| (\d+) \|$", readme, re.MULTILINE)
    assert {kind: int(count) for kind, count in rows} == Counter(
        record["metadata"]["kind"] for record in RECORDS
    )
    assert f"{len(RECORDS)} questions" in readme
    assert f"{len(ANSWERABLE)} have an answer in the articles, {len(UNANSWERABLE)}" in readme
