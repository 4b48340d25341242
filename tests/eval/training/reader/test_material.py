"""All collections become questions in one form, with the groups of their texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from eval.training.reader.examples import REPEATED
from eval.training.reader.groups import find_groups, normalise_letters
from eval.training.reader.marked_question import MarkedQuestion
from eval.training.reader.material import MARKED_FILES, read_material
from eval.training.reader.shipping import LICENCES
from eval.training.reader.written_questions import NEWS, QUESTIONS, WRITTEN
from index.core.errors import DatelineError
from tests import CHECKOUT

DATA = CHECKOUT.parent / "shared" / "data"
# Files of the collections that are read besides the marked ones.
NEWSWIRE = "reuters/corpus.jsonl"
POLITICS = "attributions/polnear_dev.jsonl"
NEWS_QUESTIONS = "news_questions/marked.jsonl"
FILES = [*(f"answer_sentences/{name}.jsonl" for name in MARKED_FILES), NEWSWIRE, POLITICS]
FILES.append(NEWS_QUESTIONS)

STRIKE = "The dockers of Port Velmora walked out on Friday morning"
WIRE = f"{STRIKE},\nthe union said.\n    Talks begin on Monday.\n    Reuter\n\x03"
SPEECH = "Mayor Tilda Brask said the bridge was sound.\n\nNobody believed her."
# With a blank at the end, which is not read, but belongs to the article's id.
LAKE = ("Lake Orm -LRB- or Ormsee -RRB- is the deepest of the country . ", "It 's 90 m deep .")


def write(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Collections of one text each, in the layout of the real ones."""
    folder = tmp_path / "data"
    for name in MARKED_FILES:
        sentences = (
            LAKE if name == "qed" else [f"{name} has a sentence .", f"And {name} one more ."]
        )
        question = {"question": f"what 's in {name}", "title": name, "sentences": sentences}
        write(folder / "answer_sentences" / f"{name}.jsonl", [{**question, "answers": [1]}])
    wire = {"_id": "reuters-1", "title": "STRIKE", "text": WIRE}
    write(
        folder / NEWSWIRE,
        [{**wire, "metadata": {"published": "1987-03-02"}}, {**wire, "_id": "reuters-2"}],
    )
    write(folder / POLITICS, [{"_id": "p1", "published": "2016-09-12", "text": SPEECH}])
    report = [f"{STRIKE}, the union said.", "Few ships came."]
    trap = {"question": "Why?", "kind": "premise", "published": "1987", "answers": []}
    write(folder / NEWS_QUESTIONS, [{**trap, "sentences": report}])
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Questions on those texts, and an invented article."""
    folder = tmp_path / "written"
    lake = hashlib.sha256("\n".join(LAKE).encode()).hexdigest()[:16]
    size = len("".join(WIRE.partition("    ")[0].split()))
    own: tuple[tuple[str, str, str, list[list[int]]], ...] = (
        ("reuters", "reuters-1", "when", [[size, size + 19]]),
        ("polnear", "p1", "said", [[0, 36]]),
        ("wikipedia", lake, "detail", []),
        ("reuters", "reuters-3", "when", [[0, 9]]),
    )
    names = ("collection", "article", "kind", "answers")
    write(
        folder / QUESTIONS,
        [{**dict(zip(names, each, strict=True)), "question": "which"} for each in own],
    )
    article = {"id": "n1", "title": "News", "published": "2024-01-01", "sentences": ["A.", "B."]}
    write(folder / NEWS, [{**article, "questions": [["who", [0], "who?"], ["date", [], "when?"]]}])
    return folder


def select(questions: Iterable[MarkedQuestion], collection: str) -> list[MarkedQuestion]:
    return [each for each in questions if each.collection == collection]


def test_every_collection_is_there(data: Path, written: Path) -> None:
    found = read_material(data, written)
    counts = {name: len(list(own)) for name, own in groupby(each.collection for each in found)}
    marked = {name.partition("_")[0]: 1 for name in MARKED_FILES}
    # The question on an article that is in no collection is left out.
    assert counts == marked | {"news": 1, "reuters": 1, "polnear": 1, "wikipedia": 1, "invented": 2}
    assert all(each.group for each in found)
    assert set(counts) <= set(REPEATED) | {"qed"}
    assert set(counts) <= set(LICENCES)


def test_marked_sentences_are_written_as_usual(data: Path, written: Path) -> None:
    (lake,) = select(read_material(data, written), "qed")
    assert lake.question == "what's in qed"
    assert lake.sentences == (
        "Lake Orm (or Ormsee) is the deepest of the country.",
        "It's 90 m deep.",
    )
    assert lake.answers == {1}


def test_a_newswire_article_is_split_without_its_signature(data: Path, written: Path) -> None:
    (strike,) = select(read_material(data, written), "reuters")
    assert strike.sentences == (f"{STRIKE}, the union said.", "Talks begin on Monday.")
    assert (strike.title, strike.published, strike.kind) == ("STRIKE", "1987-03-02", "when")
    assert strike.answers == {1}


def test_dates_lie_in_the_metadata_or_beside_the_text(data: Path, written: Path) -> None:
    (speech,) = select(read_material(data, written), "polnear")
    assert speech.published == "2016-09-12"
    assert speech.sentences[0] == SPEECH.partition("\n")[0]
    assert speech.answers == {0}


def test_texts_of_several_collections_share_a_group(data: Path, written: Path) -> None:
    found = read_material(data, written)
    (trap,), (strike,) = select(found, "news"), select(found, "reuters")
    assert trap.group == strike.group
    (lake,), (asked) = select(found, "qed"), select(found, "wikipedia")
    assert {each.group for each in asked} == {lake.group} != {trap.group}
    assert (trap.kind, trap.answers, trap.published) == ("premise", frozenset(), "1987")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(data: Path, written: Path, name: str) -> None:
    (data / name).unlink()
    with pytest.raises(DatelineError, match=Path(name).name):
        read_material(data, written)


@pytest.mark.parametrize("answers", [[2], [-1], ["0"]])
def test_a_mark_of_no_sentence_is_an_error(data: Path, written: Path, answers: list[Any]) -> None:
    record = {"question": "q", "sentences": ["One.", "Two."], "answers": answers}
    write(data / NEWS_QUESTIONS, [record])
    with pytest.raises(DatelineError, match=r"marked\.jsonl, line 1"):
        read_material(data, written)


@pytest.fixture(scope="module")
def real() -> list[MarkedQuestion]:
    if not DATA.is_dir():
        pytest.skip(f"the collections are not in {DATA}")
    return read_material(DATA)


@pytest.mark.slow
def test_every_written_question_finds_its_article(real: list[MarkedQuestion]) -> None:
    records = [json.loads(line) for line in (WRITTEN / QUESTIONS).read_text("utf-8").splitlines()]
    for collection in ("reuters", "polnear", "wikipedia"):
        own = [each for each in records if each["collection"] == collection]
        found = select(real, collection)
        # They come in the order of the file.
        assert [each.question for each in found] == [each["question"] for each in own]
        for each, record in zip(found, own, strict=True):
            assert bool(each.answers) is bool(record["answers"]), record


@pytest.mark.slow
def test_no_sentence_of_the_collections_is_in_two_parts(real: list[MarkedQuestion]) -> None:
    texts = {each.sentences: each.part for each in real}
    letters = [[normalise_letters(sentence) for sentence in text] for text in texts]
    parts = list(texts.values())
    assert all(
        part is parts[first] for part, first in zip(parts, find_groups(letters), strict=True)
    )
    # TREC QA is all taught, so that it may share no text with another collection.
    own = {each.group for each in select(real, "trecqa")}
    assert own.isdisjoint(each.group for each in real if each.collection != "trecqa")
