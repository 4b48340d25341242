"""Foreign sentences that look like answers, and never are taken from a question's own text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.scorer.examples import candidate
from eval.scorer.marked import Marked
from eval.scorer.mining import HARD, POOL, Pool
from tests.eval.scorer.build import marked

Asked = Sequence[tuple[str, Sequence[str]]]


def questions() -> list[Marked]:
    return [marked(n, [1, 3]) for n in range(16)]


class Scored:
    """Scores by what a sentence begins with; 0 for all others."""

    def __init__(self, **numbers: float) -> None:
        self._numbers = numbers

    def __call__(self, asked: Asked) -> list[NDArray[np.float32]]:
        return [np.array([self._of(text) for text in texts], np.float32) for _, texts in asked]

    def _of(self, text: str) -> float:
        begun = (n for start, n in self._numbers.items() if text.startswith(start))
        return next(begun, 0.0)


def test_no_sentence_is_of_the_questions_own_text() -> None:
    asked = questions()
    # Two questions of one text, which goes by one group.
    asked.append(replace(asked[0], question="What did Mayor Aldmoor not do on day 0?"))
    pool = Pool(asked)
    for each in asked:
        own = {candidate(each, n) for n in range(len(each.sentences))}
        found = pool(each)
        assert len(found) == len(set(found)) == POOL
        assert not own & set(found)


def test_those_that_share_rare_words_come_first() -> None:
    asked = questions()
    target = replace(asked[5], group="qed other", sentences=("Nobody was there.", "Day 5, Farrow."))
    first, *_ = Pool([*asked[:5], asked[5]], [target])(asked[5])
    assert first == candidate(target, 1)


def test_a_question_that_was_not_named_has_none() -> None:
    assert Pool(questions())(marked(99)) == ()


def test_of_one_text_alone_nothing_is_foreign() -> None:
    asked = [marked(1)]
    assert Pool(asked)(asked[0]) == []


def texts(*sentences: str) -> Marked:
    return Marked("qed", sentences[0], "Which one is it?", "", sentences, frozenset({0}))


def test_hardening_keeps_the_hardest_and_drops_what_beats_the_answer() -> None:
    asked = texts("Gold it is.")
    others = [texts(f"{name} it is.") for name in ("Best", "Alike", "Near", "Far", "Low", "Least")]
    pool = Pool([asked, *others])
    assert len(pool(asked)) == 6
    scores = Scored(Gold=2.0, Best=3.0, Alike=2.0, Near=1.9, Far=1.0, Low=-1.0, Least=-5.0)
    pool.harden([asked], scores)
    names = [text.split()[0] for text in pool(asked)]
    assert names == ["Near", "Far", "Low", "Least"]
    assert len(names) == HARD
    # Of the others nothing was asked.
    assert len(pool(others[0])) == 6


def test_the_best_of_several_answers_is_what_counts() -> None:
    asked = replace(texts("Gold it is.", "Also it is."), answers=frozenset({0, 1}))
    pool = Pool([asked, texts("Near it is.")])
    pool.harden([asked], Scored(Gold=-1.0, Also=2.0, Near=1.0))
    assert [text.split()[0] for text in pool(asked)] == ["Near"]


def test_without_an_answer_whatever_looks_like_one_is_hard() -> None:
    asked = replace(texts("Plain it is."), answers=frozenset())
    pool = Pool([asked, texts("Near it is.")])
    pool.harden([asked], Scored(Near=1e9))
    assert [text.split()[0] for text in pool(asked)] == ["Near"]


def test_what_it_holds_can_be_kept_and_put_back() -> None:
    asked = questions()
    pool, other = Pool(asked), Pool(asked)
    pool.harden(asked, Scored(On=1.0))
    assert [pool(each) for each in asked] != [other(each) for each in asked]
    other.state = pool.state
    assert [pool(each) for each in asked] == [other(each) for each in asked]
