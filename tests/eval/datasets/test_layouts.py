"""SQuAD, CLAPNQ and marked answer sentences, in invented files of their layouts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.datasets.dataset import LabelledQuery
from eval.datasets.registry import read
from index.core.errors import DatelineError
from tests.eval.datasets.test_registry import articles, write_lines

ANSWER = {"text": "nine days", "answer_start": 22}
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Port_of_Lindau",
            "paragraphs": [
                {
                    "context": "The strike lasted for nine days.",
                    "qas": [
                        {
                            "id": "s1",
                            "question": " How long was  the strike?",
                            "answers": [ANSWER, ANSWER, {"text": "nine", "answer_start": 22}],
                            "is_impossible": False,
                        },
                        {
                            "id": "s2",
                            "question": "Who called the strike?",
                            "answers": [],
                            "plausible_answers": [ANSWER],
                            "is_impossible": True,
                        },
                    ],
                },
                {
                    "context": "The harbour has two piers.",
                    "qas": [{"id": "s3", "question": "How many?", "answers": [{"text": "two"}]}],
                },
            ],
        }
    ],
}


def squad(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_each_paragraph_of_squad_is_an_article(tmp_path: Path) -> None:
    dataset = read(squad(tmp_path / "dev-v2.0.json", SQUAD))
    strike, piers = articles(dataset)
    assert (strike.title, strike.text) == ("Port of Lindau", "The strike lasted for nine days.")
    assert dataset.name == "dev-v2.0"
    assert dataset.queries == (
        LabelledQuery("s1", "How long was the strike?", answers=("nine days", "nine")),
        LabelledQuery("s2", "Who called the strike?", answerable=False),
        LabelledQuery("s3", "How many?", answers=("two",)),
    )
    assert dataset.qrels == {"s1": {strike.id: 1}, "s3": {piers.id: 1}}


def test_ids_of_paragraphs_do_not_hang_on_their_order(tmp_path: Path) -> None:
    page: dict[str, Any] = SQUAD["data"][0]  # type: ignore[assignment]
    turned = {"data": [{**page, "paragraphs": page["paragraphs"][::-1]}]}
    first = read(squad(tmp_path / "a.json", SQUAD))
    second = read(squad(tmp_path / "b.json", turned))
    assert first.qrels == second.qrels


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"context": " "}, "data 1, paragraph 1: it has no text"),
        ({"context": None}, "data 1, paragraph 1: it has no 'context'"),
        ({"qas": {}}, "data 1, paragraph 1: its 'qas' is not a list"),
        ({"qas": ["s"]}, "paragraph 1, question 1: it is not a JSON object"),
        ({"qas": [{"id": "s1"}]}, "paragraph 1, question 1: it has no 'question'"),
        (
            {"qas": [{"id": "s1", "question": "Who?", "answers": [{}]}]},
            "question 1, answer 1: it has no 'text'",
        ),
        (
            {"qas": [{"id": "s1", "question": "Who?"}] * 2},
            "question 2: its id 's1' already stands at .*question 1",
        ),
    ],
)
def test_a_bad_part_of_squad_is_named(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    paragraph = {"context": "Text.", "qas": []} | change
    content = {"data": [{"title": "T", "paragraphs": [paragraph]}]}
    with pytest.raises(DatelineError, match=message):
        read(squad(tmp_path / "bad.json", content))


TEXT = "The ferry sails at six . It is blue . The captain is old ."
PASSAGE = {
    "title": "Ferry",
    "text": TEXT,
    "sentences": ["The ferry sails at six .", "It is blue .", "The captain is old ."],
}


def clapnq(query_id: str | int, *output: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    passage = {**PASSAGE, "text": text}
    return {"id": query_id, "input": "when?", "passages": [passage], "output": [*output]}


def test_clapnq_has_answers_and_the_sentences_they_were_written_from(tmp_path: Path) -> None:
    first = {
        "answer": "At six, the blue one.",
        # Some releases end a selected sentence with an ampersand.
        "selected_sentences": ["It is blue .&", "The ferry sails at six .&"],
        "meta": {"annotator": [1], "round": 2, "non_consecutive": False},
    }
    second = {"answer": "At six.", "selected_sentences": ["The ferry sails at six ."], "meta": None}
    path = write_lines(tmp_path / "dev.jsonl", clapnq("-12", first, second))
    dataset = read(path)
    (article,) = articles(dataset)
    assert (article.title, article.text) == ("Ferry", TEXT)
    assert dataset.queries == (
        LabelledQuery(
            "-12",
            "when?",
            answers=("At six, the blue one.", "At six."),
            evidence=("The ferry sails at six .", "It is blue ."),
        ),
    )
    assert dataset.qrels == {"-12": {article.id: 1}}


@pytest.mark.parametrize(
    "output",
    [
        [],
        [{"answer": None, "meta": None}],
        [{"answer": "", "meta": {"round": 0}, "selected_sentences": []}],
    ],
)
def test_clapnq_without_an_answer(output: list[dict[str, Any]], tmp_path: Path) -> None:
    dataset = read(write_lines(tmp_path / "dev.jsonl", clapnq(2769033134349167616, *output)))
    assert dataset.queries == (LabelledQuery("2769033134349167616", "when?", answerable=False),)
    assert dataset.qrels == {}
    assert len(articles(dataset)) == 1


def test_a_folder_of_clapnq_is_both_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "dev"
    answer = {"answer": "At six.", "selected_sentences": []}
    write_lines(folder / "answerable.jsonl", clapnq("1", answer))
    write_lines(folder / "unanswerable.jsonl", clapnq("2"), clapnq("3", text="Other text ."))
    dataset = read(folder)
    assert dataset.name == "dev"
    assert [query.answerable for query in dataset.queries] == [True, False, False]
    # The first two ask of the same passage.
    assert len(articles(dataset)) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"passages": []}, "line 2: it has no 'passages'"),
        ({"passages": [{"title": "T"}]}, "line 2, passage 1: it has no 'text'"),
        ({"output": [{"answer": ["six"]}]}, "line 2, output 1: its 'answer' is no text"),
        ({"input": None}, "line 2: it has no 'input'"),
        ({"id": "1"}, "line 2: its id '1' already stands at .*line 1"),
    ],
)
def test_a_bad_line_of_clapnq_is_named(
    change: dict[str, Any], message: str, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "bad.jsonl", clapnq("1"), clapnq("2") | change)
    with pytest.raises(DatelineError, match=message):
        read(path)


SENTENCES = ["The ferry sails at six", "It is blue .", "\u00dcber alles .", "It is blue ."]


def marked(*answers: Any, sentences: list[Any] = SENTENCES) -> dict[str, Any]:
    return {"question": "Which?", "sentences": sentences, "answers": [*answers], "source": "x"}


def test_marked_sentences_stand_verbatim_in_their_article(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "sel.jsonl", marked(2, 0), marked(), marked(1, 3, 1))
    dataset = read(path)
    (article,) = articles(dataset)
    assert all(sentence in article.text for sentence in SENTENCES)
    assert dataset.queries == (
        LabelledQuery("sel-1", "Which?", evidence=(SENTENCES[2], SENTENCES[0])),
        LabelledQuery("sel-2", "Which?", answerable=False),
        LabelledQuery("sel-3", "Which?", evidence=("It is blue .",)),
    )
    assert dataset.qrels == {"sel-1": {article.id: 1}, "sel-3": {article.id: 1}}


def test_the_title_tells_articles_apart(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "sel.jsonl", marked(0), marked(0) | {"title": "Ferry"})
    assert [article.title for article in articles(read(path))] == ["", "Ferry"]


@pytest.mark.parametrize("index", [4, -1, "0", 1.0, True, None])
def test_a_mark_beyond_the_sentences_is_named(index: object, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "sel.jsonl", marked(0), marked(index))
    with pytest.raises(DatelineError, match="line 2: its 'answers' are not indices"):
        read(path)


@pytest.mark.parametrize("sentences", [[], [""], [None], [["a"]]])
def test_sentences_that_are_none(sentences: list[Any], tmp_path: Path) -> None:
    path = write_lines(tmp_path / "sel.jsonl", marked(sentences=sentences))
    with pytest.raises(DatelineError, match="line 1"):
        read(path)
