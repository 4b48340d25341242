"""A part of the marked texts is an archive: what is asked of it finds nothing of another part."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant.config.settings import NO_SCORER, Settings
from eval.training.corpora import Collection, read_articles
from eval.training.marked_articles import MarkedQuestion, Part, read
from eval.training.reranker.archives import collections
from eval.training.reranker.examples import Example, example
from eval.training.training_questions import (
    QuestionKind,
    SampleSizes,
    TrainingQuestion,
    ask_questions,
)
from index.splitting.sentences import split_sentences
from tests.assistant.build import words
from tests.eval.training.reranker.build import marked, record, write

NAMES = ("qed", "covidqa")


def lines(questions: Iterable[MarkedQuestion]) -> list[dict[str, object]]:
    return [record(q.sentences, sorted(q.answers), q.question, q.title) for q in questions]


def data(folder: Path) -> list[MarkedQuestion]:
    """Two collections, every sixth text of which does not answer its question."""
    for place, name in enumerate(NAMES):
        numbers = range(100 * place, 100 * place + 24)
        texts = [marked(n, [n % 5] if n % 6 else [], collection=name) for n in numbers]
        write(folder, name, lines(texts))
    return read(folder, NAMES)


def texts_of(collection: Collection) -> list[list[str]]:
    """The sentences of its articles, as an archive cuts them."""
    return [
        [article.text[span.start : span.end] for span in split_sentences(article.text)]
        for article in read_articles(collection.dataset)
    ]


def part_of(questions: Iterable[MarkedQuestion], part: Part) -> list[MarkedQuestion]:
    return [each for each in questions if each.part is part]


def test_texts_are_articles_and_what_answers_is_known_of_each_question(tmp_path: Path) -> None:
    asked = [marked(n, [1, 4] if n else [], collection="fairytaleqa") for n in range(3)]
    (found,) = collections(asked, tmp_path / "made")
    assert (found.name, found.dataset.name) == ("fairytaleqa", "fairytaleqa")
    assert texts_of(found) == [list(each.sentences) for each in asked]
    assert [a.title for a in read_articles(found.dataset)] == [each.title for each in asked]
    queries = found.dataset.queries
    assert [q.text for q in queries] == [each.question for each in asked]
    assert [q.answerable for q in queries] == [False, True, True]
    assert [q.evidence for q in queries[1:]] == [
        (each.sentences[1], each.sentences[4]) for each in asked[1:]
    ]
    ids = [article.id for article in read_articles(found.dataset)]
    assert [found.dataset.qrels.get(q.id) for q in queries] == [None, {ids[1]: 1}, {ids[2]: 1}]


def test_collections_are_kept_apart_and_prepared_as_they_are_for_the_product(
    tmp_path: Path,
) -> None:
    window = [f"Sentence {n} of a long paper." for n in range(6)]
    covidqa = [
        MarkedQuestion("covidqa", "g", f"Who? {n}", "", tuple(window[n : n + 4]), frozenset({0}))
        for n in (0, 2)
    ]
    trecqa = marked(1, [0, 1], collection="trecqa", length=30)
    first, second = collections([covidqa[0], trecqa, covidqa[1]], tmp_path)
    assert (first.name, second.name) == ("covidqa", "trecqa")
    # Windows of one paper are one article,
    assert texts_of(first) == [window]
    assert len(first.dataset.queries) == 2
    # and what answers does not stand first.
    ((*told,),) = texts_of(second)
    assert sorted(told) == sorted(trecqa.sentences)
    assert told[:2] != list(trecqa.sentences[:2])
    # Nor are searches answered from Wikipedia asked of one another's archives.
    assert (first.kin, second.kin) == (frozenset({"medline"}), frozenset({"clapnq", "qed"}))


def test_a_text_of_whatever_characters_stays_whole(tmp_path: Path) -> None:
    odd = ('It said "no"\u2028and left.', "東京 is far 🙂.", "A back\\slash stays.")
    asked = MarkedQuestion("qed", "g", "Who\u2029knows?", "A \u0085 title", odd, frozenset({1}))
    (found,) = collections([asked, marked(1)], tmp_path)
    assert len(found.dataset.queries) == 2
    assert found.dataset.queries[0].evidence == (odd[1],)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> list[MarkedQuestion]:
    return data(tmp_path_factory.mktemp("data"))


Found = dict[Part, list[TrainingQuestion]]
PARTS = (Part.TRAIN, Part.HELD_OUT)


@pytest.fixture(scope="module")
def found(questions: list[MarkedQuestion], tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What real archives of two parts have for their questions, of which ten are asked."""
    folder = tmp_path_factory.mktemp("work")
    settings, counts = Settings(home=folder / "home", scorer=NO_SCORER), SampleSizes(10, 4, 6, 2)
    result: Found = {}
    for part in PARTS:
        known = collections(part_of(questions, part), folder / part)
        asked = ask_questions(known, [], settings.home, settings, lambda _: None, counts)
        result[part] = list(asked)
    return result


def test_what_is_found_for_a_question_is_of_its_part(
    found: Found, questions: list[MarkedQuestion]
) -> None:
    for part in PARTS:
        own = {s for each in part_of(questions, part) for s in each.sentences}
        asked = {each.question for each in part_of(questions, part)}
        texts = {
            hit.passage.text[s.start - hit.passage.start : s.end - hit.passage.start]
            for each in found[part]
            for hit in each.hits
            for s in hit.sentences
        }
        assert texts
        assert texts <= own
        # But for names that were exchanged.
        assert {e.question.text for e in found[part] if e.kind is not QuestionKind.SWAPPED} <= asked


def test_questions_are_asked_in_all_kinds_of_which_one_can_be_answered(found: Found) -> None:
    asked = found[Part.TRAIN]
    assert {each.kind for each in asked} == set(QuestionKind)
    examples = [each for one in asked if (each := example(one, words)) is not None]
    assert {each.kind for each in examples} == set(QuestionKind)
    for each in examples:
        assert any(each.gold) == (each.kind is QuestionKind.OWN)
        assert [answers(each, text) for text in each.candidates] == list(each.gold)
    assert {each.collection for each in examples} == set(NAMES)


def answers(asked: Example, text: str) -> bool:
    """Of these texts: does the sentence tell what the mayor that is asked for did that day?"""
    day = asked.question.removesuffix("?").rpartition(" ")[2]
    return asked.kind is QuestionKind.OWN and text.startswith(f"On day {day} Mayor")
