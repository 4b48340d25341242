"""The BEIR layout as it is found in the wild, and known items."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets.dataset import Dataset, LabelledQuery
from eval.datasets.known_items import make_known_items
from eval.datasets.registry import read
from index.core.errors import DatelineError
from index.core.text import one_line
from index.search.query import MAX_QUERY_CHARACTERS
from index.sources.parsed_article import ParsedArticle, Problem
from index.sources.sandbox.files import find_files, read_files
from tests.eval.datasets.test_registry import articles, write_lines

CORPUS = ({"_id": "d1", "title": "", "text": "Rain."}, {"_id": "d2", "text": "Snow."})
QUERIES = ({"_id": "q1", "text": "Wet?"}, {"_id": "q2", "text": "Cold?"})


def beir(
    folder: Path,
    *,
    corpus: tuple[Any, ...] = CORPUS,
    queries: tuple[Any, ...] = QUERIES,
    qrels: Mapping[str, str] | None = None,
) -> Path:
    write_lines(folder / "corpus.jsonl", *corpus)
    write_lines(folder / "queries.jsonl", *queries)
    for split, rows in (qrels or {}).items():
        (folder / "qrels").mkdir(exist_ok=True)
        (folder / "qrels" / f"{split}.tsv").write_text(rows, encoding="utf-8")
    return folder


def test_a_folder_without_metadata_or_judgements(tmp_path: Path) -> None:
    dataset = read(beir(tmp_path / "weather"))
    assert dataset.name == "weather"
    assert dataset.queries == (LabelledQuery("q1", "Wet?"), LabelledQuery("q2", "Cold?"))
    assert dataset.qrels == {}
    assert [article.id for article in articles(dataset)] == ["d1", "d2"]
    # A dataset can be gone through again.
    assert [article.id for article in articles(dataset)] == ["d1", "d2"]


def test_labels(tmp_path: Path) -> None:
    labels: tuple[Any, ...] = (
        {"answerable": False, "answers": []},
        {"answers": ["rain", "rain", " "], "evidence": ["Rain."]},
        {"answers": "one", "url": "https://example.org"},
        {"answers": [1987], "answerable": None},
        {},
        None,
        ["of another kind"],
    )
    queries = tuple(
        {"_id": number, "text": "Wet?", "metadata": label} for number, label in enumerate(labels)
    )
    dataset = read(beir(tmp_path, queries=queries))
    assert dataset.queries == (
        LabelledQuery("0", "Wet?", answerable=False),
        LabelledQuery("1", "Wet?", answers=("rain",), evidence=("Rain.",)),
        LabelledQuery("2", "Wet?", answers=("one",)),
        LabelledQuery("3", "Wet?", answers=("1987",)),
        LabelledQuery("4", "Wet?"),
        LabelledQuery("5", "Wet?"),
        LabelledQuery("6", "Wet?"),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t0\n", {"q1": {"d1": 1}, "q2": {"d2": 0}}),
        ("q1\td1\t2\r\nq2\td2\t1\r\n", {"q1": {"d1": 2}, "q2": {"d2": 1}}),
        ("\ufeffq1\td1\t1\n\nq2\td1\t1", {"q1": {"d1": 1}, "q2": {"d1": 1}}),
        ("q1\t0\td1\t3\nq2\t0\td2\t-2\n", {"q1": {"d1": 3}, "q2": {"d2": 0}}),
        ("q1\td1\t1\nq1\td1\t0\nq2\td9\t1\nq7\td1\t1\n", {"q1": {"d1": 1}, "q2": {"d9": 1}}),
    ],
    ids=["header", "no header", "byte-order mark", "four columns", "unknown and repeated"],
)
def test_judgements(rows: str, expected: dict[str, dict[str, int]], tmp_path: Path) -> None:
    assert read(beir(tmp_path, qrels={"test": rows})).qrels == expected


@pytest.mark.parametrize(
    "row", ["q1 d1 1", "q1\td1", "q1\td1\tgood", "q1\td1\t1\t", "a\tb\tc\td\t1"]
)
def test_a_bad_judgement_is_named(row: str, tmp_path: Path) -> None:
    place = beir(tmp_path, qrels={"test": f"query-id\tcorpus-id\tscore\n{row}\n"})
    with pytest.raises(DatelineError, match=r"test\.tsv, line 2"):
        read(place)


@pytest.mark.parametrize(
    ("splits", "used"),
    [
        (("test", "dev", "train"), "test"),
        (("dev", "train"), "dev"),
        (("validation",), "validation"),
    ],
)
def test_the_split_that_is_used(splits: tuple[str, ...], used: str, tmp_path: Path) -> None:
    qrels = {split: f"q1\t{split}\t1\n" for split in splits}
    assert read(beir(tmp_path, qrels=qrels)).qrels == {"q1": {used: 1}}


def test_two_splits_of_other_names_are_not_chosen_from(tmp_path: Path) -> None:
    place = beir(tmp_path, qrels={"a": "q1\td1\t1\n", "train": "q1\td1\t1\n"})
    with pytest.raises(DatelineError, match=r"a\.tsv, train\.tsv"):
        read(place)


def test_questions_of_other_splits_are_left_out_and_labelled_ones_are_not(tmp_path: Path) -> None:
    labelled = {"_id": "q3", "text": "Dry?", "metadata": {"answerable": False}}
    place = beir(tmp_path, queries=(*QUERIES, labelled), qrels={"test": "q2\td2\t1\n"})
    assert [query.id for query in read(place).queries] == ["q2", "q3"]


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        (({"text": "Wet?"},), "line 1: it has no '_id'"),
        (({"_id": " ", "text": "Wet?"},), "line 1: it has no id"),
        ((QUERIES[0], {"_id": "q2"}), "line 2: it has no 'text'"),
        ((QUERIES[0], {"_id": "q2", "text": ""}), "line 2: its question is empty"),
        ((QUERIES[0], {"_id": "q2", "text": ["Wet?"]}), "line 2: its 'text' is no text"),
        ((QUERIES[0], [1]), "line 2: it is not a JSON object"),
        ((QUERIES[0], QUERIES[0]), r"line 2: its id 'q1' already stands at .*line 1"),
        (({**QUERIES[0], "metadata": {"answerable": "no"}},), "line 1: its 'answerable'"),
        (({**QUERIES[0], "metadata": {"answers": {"a": 1}}},), "line 1: its 'answers'"),
    ],
)
def test_a_bad_question_is_named(queries: tuple[Any, ...], message: str, tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=message):
        read(beir(tmp_path, queries=queries))


def test_a_question_as_long_as_a_page_is_cut(tmp_path: Path) -> None:
    queries = ({"_id": "q1", "text": "wet \n" * 2_000},)
    (query,) = read(beir(tmp_path, queries=queries)).queries
    assert len(query.text) <= MAX_QUERY_CHARACTERS
    assert query.text.startswith("wet wet wet")


# A blank id is none: the reader of articles makes one up, which nobody can have judged.
IDS = st.text(
    st.characters(exclude_characters="\t\r\n", exclude_categories=["Cs"]), min_size=1
).filter(one_line)


@given(ids=st.lists(IDS | st.integers(0, 10**30), min_size=1, max_size=4, unique_by=str))
def test_every_article_is_found_under_the_id_by_which_it_is_judged(
    ids: list[str | int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpus = tuple({"_id": article_id, "text": "The same text."} for article_id in ids)
    rows = "".join(f"q1\t{article_id}\t1\n" for article_id in ids)
    place = tmp_path_factory.getbasetemp() / "ids"
    dataset = read(beir(place, corpus=corpus, qrels={"test": rows}))
    reads = list(dataset.reads())
    left_out = [item for item in reads if isinstance(item, Problem)]
    found = [item.article.id for item in reads if isinstance(item, ParsedArticle)]
    # Two ids that differ in white space alone are one to the reader of articles, and it tells.
    assert len(found) + len(left_out) == len(ids)
    assert set(found) <= set(dataset.qrels["q1"])


@pytest.mark.parametrize("article_id", ["<dbpedia:A_b>", "a b/c", "10.1000/182", '"quoted"', "é"])
def test_ids_are_kept_as_they_are(article_id: str, tmp_path: Path) -> None:
    corpus = ({"_id": article_id, "text": "Rain."},)
    dataset = read(beir(tmp_path, corpus=corpus, qrels={"test": f"q1\t{article_id}\t1\n"}))
    assert [article.id for article in articles(dataset)] == [article_id]
    assert dataset.qrels == {"q1": {article_id: 1}}


def test_the_digest_is_the_corpus_alone(tmp_path: Path) -> None:
    first = read(beir(tmp_path / "a"))
    other_questions = read(beir(tmp_path / "b", queries=QUERIES[:1]))
    other_corpus = read(beir(tmp_path / "c", corpus=CORPUS[:1]))
    assert first.corpus == other_questions.corpus != other_corpus.corpus


HEADLINES = (
    ("k1", "Ferry strike ends after nine days", "Boats sail again."),
    ("k2", "Harbour to be dredged next spring", "The mud goes."),
    ("k3", "Cocoa review", "Too short a title."),
    ("k4", "Twice used title of two", "One text."),
    ("k5", "TWICE USED TITLE OF TWO", "Another text."),
    ("k6", "A title with a copied text", "Copied."),
    ("k7", "Another title over the copy", "Copied."),
    ("k8", "", "No title."),
)


def corpus_alone(folder: Path) -> Path:
    records = [dict(zip(("_id", "title", "text"), row, strict=True)) for row in HEADLINES]
    return write_lines(folder / "corpus.jsonl", *records).parent


def test_known_items_are_titles_that_one_article_has(tmp_path: Path) -> None:
    dataset = read(corpus_alone(tmp_path / "harbour"), known_items=9)
    assert dataset.name == "harbour-known-items"
    assert [(q.text, dict(dataset.qrels[q.id])) for q in dataset.queries] == [
        (HEADLINES[0][1], {"k1": 1}),
        (HEADLINES[1][1], {"k2": 1}),
    ]
    titles = {article.id: article.title for article in articles(dataset)}
    assert (titles["k1"], titles["k2"]) == ("", "")
    assert titles["k3"] == "Cocoa review"
    assert len(titles) == len(HEADLINES)


def test_fewer_known_items_are_some_of_the_more_and_have_another_corpus(tmp_path: Path) -> None:
    place = corpus_alone(tmp_path)
    one, two = read(place, known_items=1), read(place, known_items=2)
    assert set(one.queries) < set(two.queries)
    assert one.corpus != two.corpus
    assert one.queries == read(place, known_items=1).queries


def test_titles_can_stay(tmp_path: Path) -> None:
    place = corpus_alone(tmp_path)
    whole = Dataset("w", "0", lambda: read_files(find_files([place])), ())
    kept = make_known_items(whole, 2, keep_titles=True)
    assert kept.corpus == "0"
    assert [a.title for a in articles(kept)] == [title for _, title, _ in HEADLINES]


def test_a_corpus_alone_has_no_questions(tmp_path: Path) -> None:
    place = corpus_alone(tmp_path)
    with pytest.raises(DatelineError, match="There are no questions"):
        read(place)
    with pytest.raises(DatelineError, match="must not be below 0"):
        read(place, known_items=-1)
    with pytest.raises(DatelineError, match="no titles that can serve"):
        read(beir(tmp_path / "untitled"), known_items=5)


def test_a_corpus_with_a_bad_line_still_comes(tmp_path: Path) -> None:
    place = beir(tmp_path)
    with (place / "corpus.jsonl").open("a", encoding="utf-8") as corpus:
        corpus.write('{"_id": "d3", "text": \n' + json.dumps({"_id": "d4", "text": "Hail."}))
    reads = list(read(place).reads())
    assert [item.article.id for item in reads if isinstance(item, ParsedArticle)] == [
        "d1",
        "d2",
        "d4",
    ]
    (problem,) = [item for item in reads if isinstance(item, Problem)]
    assert problem.place.endswith("line 3")
