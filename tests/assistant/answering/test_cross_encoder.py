"""What a cross-encoder is given to read, and whose scores are whose."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.cross_encoder import CrossEncoder
from assistant.answering.sentence_choice import rank_sentences
from assistant.core.answer_options import RERANK_DEPTH
from index.core.errors import DatelineError
from index.embedding import cross_encoders
from tests.assistant.build import article_of, hit_of, question_of, reading_of
from tests.index.engines import FakePairs

QUESTION = "Which?"
NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
SENTENCES = tuple(f"{number} stands alone here." for number in NUMBERS)

Made = Callable[..., tuple[CrossEncoder, FakePairs]]


def found(*texts: str, title: str = "") -> list[SentenceCandidate]:
    """Candidates of an article each, best first as they are named."""
    hits = [
        hit_of(article_of(text, article_id=f"{n:02}", title=title), {0: 0.9 - n / 100})
        for n, text in enumerate(texts)
    ]
    return rank_sentences(reading_of(question_of(QUESTION), hits), {"similarity": 1.0})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """A cross-encoder over an engine whose scores are made up."""

    def built(read: int = RERANK_DEPTH) -> tuple[CrossEncoder, FakePairs]:
        engine, scorer = FakePairs(), CrossEncoder("made up", depth=read)
        monkeypatch.setattr(scorer, "_loaded", engine)
        return scorer, engine

    return built


def test_a_sentence_is_read_with_its_title_and_the_one_before_it_where_it_needs_that(
    made: Made,
) -> None:
    scorer, engine = made()
    texts = ("Brask stands alone here.", "He sits down.", "Haldane sits there.")
    hit = hit_of(article_of(*texts, title="Numbers"), {0: 0.5, 1: 0.9, 2: 0.7})
    scorer.score(QUESTION, rank_sentences(reading_of(question_of(), [hit]), {"similarity": 1.0}))
    assert engine.read == [
        [
            (QUESTION, "He sits down. | Brask stands alone here. | Numbers"),
            (QUESTION, "Haldane sits there. | Numbers"),
            (QUESTION, "Brask stands alone here. | Numbers"),
        ]
    ]


@pytest.mark.parametrize("read", [1, 3, 8, 100])
def test_only_the_best_are_read_and_the_others_have_the_least(made: Made, read: int) -> None:
    scorer, engine = made(read)
    asked = found(*SENTENCES)
    scores = scorer.score(QUESTION, asked)
    (given,) = engine.read
    known = min(read, len(asked))
    assert given == [(QUESTION, text) for text in SENTENCES[:known]]
    assert scores[:known].tolist() == engine.score(given).tolist()
    assert set(scores[known:].tolist()) <= {scores[:known].min()}
    assert (scores.shape, scores.dtype.name) == ((len(asked),), "float32")


def test_copies_are_read_once_and_share_a_score_wherever_they_stand(made: Made) -> None:
    scorer, engine = made(2)
    one, two, three = SENTENCES[:3]
    asked = found(one, one, two, three, two, one)
    scores = scorer.score(QUESTION, asked)
    assert engine.read == [[(QUESTION, one), (QUESTION, two)]]
    first, second = engine.score(engine.read[0]).tolist()
    least = min(first, second)
    assert scores.tolist() == [first, first, second, least, second, first]


def test_without_candidates_no_model_is_looked_for() -> None:
    scores = CrossEncoder("/no/such/folder").score(QUESTION, [])
    assert (scores.shape, scores.dtype.name) == ((0,), "float32")


def test_it_is_loaded_before_it_is_needed_where_that_is_wished(
    made: Made, small_scorer: Path
) -> None:
    scorer, engine = made()
    scorer.warm_up()
    assert [len(cross_encoders) for cross_encoders in engine.read] == [1]
    real = CrossEncoder(str(small_scorer), precision=None)
    real.warm_up()
    assert real._loaded is not None
    with pytest.raises(DatelineError, match="no-such-model"):
        CrossEncoder("no-such-model").warm_up()


def test_threads_that_come_at_once_load_it_once(
    monkeypatch: pytest.MonkeyPatch, small_scorer: Path
) -> None:
    loaded: list[str] = []
    begun, second = threading.Barrier(8), threading.Barrier(2)

    def load(*_: object) -> FakePairs:
        with suppress(threading.BrokenBarrierError):
            second.wait(0.2)  # for another thread that loads, too
        loaded.append("")
        return FakePairs()

    monkeypatch.setattr(cross_encoders, "load_pair_engine", load)
    scorer, asked = CrossEncoder(str(small_scorer)), found(*SENTENCES)

    def score(_: int) -> list[float]:
        begun.wait()
        scores: list[float] = scorer.score(QUESTION, asked).tolist()
        return scores

    with ThreadPoolExecutor(8) as threads:
        assert len({tuple(scores) for scores in threads.map(score, range(8))}) == 1
    assert loaded == [""]


def test_the_same_bytes_each_time_and_whoever_else_asks(scorer: CrossEncoder) -> None:
    asked = found(*SENTENCES, "A much longer one. " * 20, "東京 🙂", title="Numbers")
    questions = ["What stands alone?", "Who?", "How long is it? " * 9]
    alone = [scorer.score(question, asked).tobytes() for question in questions]
    assert [scorer.score(question, asked).tobytes() for question in questions] == alone
    with ThreadPoolExecutor(6) as threads:
        again = threads.map(lambda question: scorer.score(question, asked), questions * 2)
        assert [scores.tobytes() for scores in again] == alone * 2


@pytest.mark.parametrize("name", ["/no/such/folder", "no-such-model", "nobody/no-such-model"])
def test_a_model_that_is_not_there_is_an_error_that_names_it(name: str) -> None:
    with pytest.raises(DatelineError, match="neither a folder nor in this machine's") as raised:
        CrossEncoder(name).score(QUESTION, found(*SENTENCES))
    assert f"'{name}'" in raised.value.message


def test_a_folder_without_a_model_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="holds no model weights") as raised:
        CrossEncoder(str(tmp_path)).score(QUESTION, found(*SENTENCES))
    assert str(tmp_path) in raised.value.message
