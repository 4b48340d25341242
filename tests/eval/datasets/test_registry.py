"""A place in, a Dataset out: which reader is chosen, what is refused, and what is cut."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.config.samples import find_samples
from eval.datasets.dataset import Dataset, LabelledQuery
from eval.datasets.registry import limit_queries, read
from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle
from tests import CHECKOUT

DATA = CHECKOUT.parent / "shared/data"


def write_lines(path: Path, *records: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def articles(dataset: Dataset) -> list[Article]:
    return [item.article for item in dataset.reads() if isinstance(item, ParsedArticle)]


def asking(count: int) -> Dataset:
    queries = tuple(LabelledQuery(f"q{n}", f"Question {n}?") for n in range(count))
    qrels = {query.id: {"a": 1} for query in queries}
    return Dataset("made", "0", lambda: iter(()), queries, qrels)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("notes.txt", "x", "holds no dataset"),
        ("empty.jsonl", "", "holds no dataset"),
        ("other.jsonl", '{"a": 1}\n', "holds no dataset"),
        ("broken.jsonl", '{"input": \n', "broken.jsonl, line 1: it is not valid JSON"),
        ("list.json", "[]", "list.json: it is not a JSON object"),
        ("other.json", "{}", "is not in the layout of SQuAD"),
        ("deep.json", "[" * 100_000, "deep.json: it is not valid JSON"),
        ("number.json", '{"data": ' + "9" * 5_000 + "}", "number.json: it is not valid JSON"),
        ("latin.json", b'{"data": "\xe9"}', "latin.json: it is not valid UTF-8"),
        ("nothing.json", '{"data": []}', "There are no questions"),
    ],
)
def test_what_is_no_dataset_is_refused_with_its_place(
    name: str, content: str | bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DatelineError, match=message):
        read(path)


@pytest.mark.parametrize("place", ["", "no/such/place", "nul\0character", "x" * 5_000])
def test_a_place_that_is_not_there(place: str, tmp_path: Path) -> None:
    with pytest.raises(DatelineError):
        read(tmp_path / place)


@given(raw=st.binary(max_size=200), name=st.sampled_from(["a.json", "a.jsonl"]))
def test_no_bytes_whatever_make_a_reader_fail_otherwise(
    raw: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(raw)
    with pytest.raises(DatelineError):
        read(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "data title paragraphs context qas id question answers text is_impossible input"
                " passages sentences output answer selected_sentences".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)
LAYOUTS = [
    ("a.json", {"data": [{"title": "T", "paragraphs": [{"context": "C.", "qas": []}]}]}),
    ("a.jsonl", {"id": "1", "input": "Q?", "passages": [{"text": "T."}], "output": []}),
    ("a.jsonl", {"question": "Q?", "sentences": ["S."], "answers": [0]}),
]


@given(layout=st.sampled_from(LAYOUTS), data=st.data())
def test_no_wrong_value_in_a_right_layout_makes_a_reader_fail_otherwise(
    layout: tuple[str, dict[str, Any]],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name, record = layout
    key = data.draw(st.sampled_from(sorted(record)))
    path = tmp_path_factory.getbasetemp() / name
    path.write_text(json.dumps(record | {key: data.draw(JSON)}) + "\n", encoding="utf-8")
    try:
        dataset = read(path)
    except DatelineError:
        return
    assert dataset.queries
    known = {article.id for article in articles(dataset)}
    assert {i for grades in dataset.qrels.values() for i in grades} <= known


@given(every=st.integers(1, 60), count=st.integers(1, 70))
def test_a_limit_takes_questions_evenly(every: int, count: int) -> None:
    full = asking(every)
    cut = limit_queries(full, count)
    assert len(cut.queries) == min(every, count)
    assert list(cut.qrels) == [query.id for query in cut.queries]
    assert (cut.corpus, cut.reads) == (full.corpus, full.reads)
    places = [full.queries.index(query) for query in cut.queries]
    gaps = {later - earlier for earlier, later in pairwise(places)}
    assert places[0] == 0
    assert max(gaps, default=1) - min(gaps, default=1) <= 1


def test_a_limit_of_three_in_nine() -> None:
    assert [query.id for query in limit_queries(asking(9), 3).queries] == ["q0", "q3", "q6"]


@pytest.mark.parametrize("count", [0, -1])
def test_a_limit_below_one(count: int) -> None:
    with pytest.raises(DatelineError, match="at least 1"):
        limit_queries(asking(2), count)


def test_our_own_questions_are_asked_of_the_samples() -> None:
    dataset = read("golden")
    stems = {path.stem for path in find_samples().glob("*.md")}
    assert dataset.name == "golden"
    assert {article.id for article in articles(dataset)} == stems
    assert {i for grades in dataset.qrels.values() for i in grades} <= stems
    assert all(dataset.qrels.get(query.id) for query in dataset.queries if query.answerable)


@pytest.mark.parametrize(
    ("name", "queries", "unanswerable", "judged", "count"),
    [
        ("seeds", 8, 2, 6, 5),
        ("clapnq", 315, 155, 160, 313),
        ("cranfield", 225, 0, 225, 1398),
        ("medline", 30, 0, 30, 1033),
        ("answer_sentences/qed.jsonl", 1355, 0, 1355, 1343),
        ("answer_sentences/trecqa_dev.jsonl", 81, 3, 78, 79),
    ],
)
def test_the_collections_beside_the_checkout(
    name: str, queries: int, unanswerable: int, judged: int, count: int
) -> None:
    if not (DATA / name).exists():
        pytest.skip(f"the collection is not at {DATA / name}")
    dataset = read(DATA / name)
    found = articles(dataset)
    known = {article.id for article in found}
    assert len(dataset.queries) == queries
    assert sum(not query.answerable for query in dataset.queries) == unanswerable
    assert len(dataset.qrels) == judged
    assert len(known) == len(found) == count
    assert {i for grades in dataset.qrels.values() for i in grades} <= known
