"""Questions are asked in all kinds, one of which can be answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config.settings import Settings
from assistant.core.answer_options import NO_READER
from eval.metrics.matching import is_same_sentence
from eval.training.corpora import read_collections
from eval.training.training_questions import (
    HITS,
    QuestionKind,
    SampleSizes,
    TrainingQuestion,
    ask_questions,
)
from index.language.en.sentence_form import get_sentence
from tests.eval.training.conftest import NUMBERS, ask_about

# Archives are made, with the model.
pytestmark = pytest.mark.slow

NAMES = ("clapnq", "covidqa", "fairytaleqa")
SIZES = SampleSizes(gold=3, own=2, swapped=4, foreign=2)


@pytest.fixture(scope="module")
def asked(
    collections_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[TrainingQuestion]:
    cache = tmp_path_factory.mktemp("cache")
    settings = Settings(home=cache, reader=NO_READER)
    known = [each for each in read_collections(collections_folder) if each.name in NAMES]
    return list(ask_questions(known, [], cache, settings, lambda _: None, SIZES))


def of_kind(asked: list[TrainingQuestion], kind: QuestionKind) -> list[TrainingQuestion]:
    found = [each for each in asked if each.kind is kind]
    assert found
    return found


def list_sentences(question: TrainingQuestion) -> list[str]:
    return [get_sentence(hit, n) for hit in question.hits for n in range(len(hit.sentences))]


def test_as_many_are_asked_as_the_sizes_say(asked: list[TrainingQuestion]) -> None:
    assert max(len(each.hits) for each in asked) <= HITS
    for name in NAMES:
        own = [each for each in of_kind(asked, QuestionKind.OWN) if each.archive == name]
        assert len(own) == SIZES.gold
    for kind in (QuestionKind.REMOVED, QuestionKind.FOREIGN):
        for name in NAMES:
            found = [each for each in of_kind(asked, kind) if each.archive == name]
            others = len(NAMES) - 1 if kind is QuestionKind.FOREIGN else 1
            assert len(found) == 2 * others


def test_only_a_question_of_its_own_archive_has_gold_sentences_and_finds_them(
    asked: list[TrainingQuestion],
) -> None:
    for each in asked:
        assert bool(each.evidence) == (each.kind is QuestionKind.OWN)
        assert (each.collection != each.archive) == (each.kind is QuestionKind.FOREIGN)
    for each in of_kind(asked, QuestionKind.OWN):
        assert any(is_same_sentence(each.evidence[0], text) for text in list_sentences(each))


def test_near_misses_are_those_of_the_collection(asked: list[TrainingQuestion]) -> None:
    found = [each.question.text for each in of_kind(asked, QuestionKind.NEAR)]
    last = NUMBERS["clapnq"][-2:]
    assert found == [f"Why did the wind of day {number} turn?" for number in last]


def test_where_the_article_is_removed_nothing_of_it_is_found(asked: list[TrainingQuestion]) -> None:
    own = {each.group: each for each in of_kind(asked, QuestionKind.OWN)}
    for each in of_kind(asked, QuestionKind.REMOVED):
        answered = own[each.group]
        articles = {hit.passage.article_id for hit in each.hits}
        assert each.group.removeprefix(f"{each.collection} ") not in articles
        assert not any(
            is_same_sentence(gold, text)
            for gold in answered.evidence
            for text in list_sentences(each)
        )
        assert [hit.rank for hit in each.hits] == list(range(1, len(each.hits) + 1))
        # The best of a search has about the same score, whatever it is.
        if each.hits:
            assert each.hits[0].score == pytest.approx(answered.hits[0].score)


def test_a_name_is_exchanged_in_a_question_that_is_otherwise_asked(
    asked: list[TrainingQuestion],
) -> None:
    texts = {ask_about(n) for name in ("clapnq", "fairytaleqa") for n in NUMBERS[name]}
    for each in of_kind(asked, QuestionKind.SWAPPED):
        assert each.question.text not in texts
        if each.collection != "covidqa":
            assert each.question.text.startswith("What did ")
