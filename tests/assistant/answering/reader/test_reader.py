"""What a reader makes of hits: which it reads, and the log-odds of their sentences."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.answering.reader import reader as reader_module
from assistant.answering.reader.reader import NoReader, PassageReader, Reading
from assistant.answering.reader.reader_engine import WindowEngine
from assistant.answering.reader.reader_input import MAX_PIECES
from index.core.article import Hit
from tests.assistant.answering.reader.fake_windows import FakeReader, FakeWindows, Score
from tests.assistant.build import article_of, hit_of, spans_of

QUESTION = "Who closed the harbour of Quillport?"


def make_hits(count: int) -> list[Hit]:
    """Hits of one sentence, each of another article."""
    return [
        hit_of(article_of(f"Storm {n} hit the coast.", article_id=f"a{n}"), {0: 0.5})
        for n in range(count)
    ]


def always(score: float) -> Score:
    return lambda pieces: score


def test_a_score_becomes_a_log_odds_by_slope_and_shift() -> None:
    engine = FakeWindows(always(3.0), none=0.5)
    reading = FakeReader(engine, slope=2.0, shift=-1.0).read(QUESTION, make_hits(1))
    # 2 x (3 - 0.5) - 1
    assert reading.log_odds == {("a0", 0): 4.0}


@pytest.mark.parametrize(("count", "most", "read"), [(10, 5, 5), (10, 2, 2), (4, 5, 4), (0, 5, 0)])
def test_it_reads_the_best_hits(count: int, most: int, read: int) -> None:
    engine = FakeWindows(always(0.0))
    reading = FakeReader(engine, most=most).read(QUESTION, make_hits(count))
    assert len(engine.read) == read
    assert [article_id for article_id, _ in reading.log_odds] == [f"a{n}" for n in range(read)]


@pytest.mark.parametrize(("first", "second"), [(2.0, 1.0), (-2.0, -1.0)])
def test_of_overlapping_passages_a_sentence_takes_the_higher(first: float, second: float) -> None:
    article = article_of("Alpha beta.", "Gamma delta.", "Kappa lambda.")
    hits = [hit_of(article, {0: 0.5, 1: 0.5}), hit_of(article, {1: 0.5, 2: 0.5})]
    engine = FakeWindows(lambda pieces: first if alpha in pieces else second)
    reader = FakeReader(engine)
    alpha = reader._tokenizer.encode_sentences(["Alpha"])[0][0]
    reading = reader.read(QUESTION, hits)
    assert [reading.log_odds["a", span.start] for span in spans_of(article)] == [
        first,
        max(first, second),
        second,
    ]


def test_a_long_passage_is_read_in_windows_that_miss_no_sentence() -> None:
    # Forty sentences of some thirty word pieces.
    texts = [
        f"Speaker {n} spoke of ships. " + "The harbour was shut again. " * 5 for n in range(40)
    ]
    article = article_of(*texts)
    engine = FakeWindows(lambda pieces: float(len(engine.read)))
    reading = FakeReader(engine).read(QUESTION, [hit_of(article, dict.fromkeys(range(40), 0.5))])
    assert {start for _, start in reading.log_odds} == {span.start for span in spans_of(article)}
    assert len(engine.read) > 40 * 30 // MAX_PIECES
    assert max(map(len, engine.read)) <= MAX_PIECES


def test_without_a_reader_nothing_is_read() -> None:
    reader = NoReader()
    reader.warm_up()
    assert (reader.read(QUESTION, make_hits(3)), reader.notice) == (Reading(), "")


def test_the_model_loads_once_for_all_threads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loaded: list[Path] = []
    both_wait = threading.Barrier(2)

    def load(adapter: object, cache: Path, precision: object) -> WindowEngine:
        loaded.append(cache)
        return FakeWindows(always(1.0))

    monkeypatch.setattr(reader_module, "load_engine", load)
    reader = PassageReader("made up", cache=tmp_path)
    reader.__dict__["adapter"] = FakeReader(FakeWindows(always(0.0))).adapter

    def read(_: int) -> Reading:
        both_wait.wait(30)
        return reader.read(QUESTION, make_hits(4))

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(read, range(2))
    assert loaded == [tmp_path]
    assert one == other


def test_two_threads_get_what_one_gets(reader: PassageReader) -> None:
    questions = [QUESTION, "Where did the storm hit?", "How many ships were lost?"] * 3
    hits = make_hits(5)
    alone = [reader.read(question, hits) for question in questions]
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(lambda question: reader.read(question, hits), questions)) == alone


def test_the_bundled_reader_knows_an_answer(reader: PassageReader) -> None:
    article = article_of(
        "A storm hit Quillport on Monday night.",
        "Harbour master Ada Fenn closed the port at six in the morning.",
        "Fishermen complained about the price of fuel.",
        published="2024-03-05",
    )
    other = article_of("Bread is dear in Marlow Bay, and so is butter.", article_id="b")
    hits = [hit_of(article, {0: 0.5, 1: 0.5, 2: 0.5}), hit_of(other, {0: 0.5}, rank=2)]
    reading = reader.read("Who closed the port of Quillport?", hits)
    best = max(reading.log_odds, key=lambda place: reading.log_odds[place])
    assert best == ("a", spans_of(article)[1].start)
    assert reading.log_odds[best] > 0 > reading.log_odds["b", 0]
